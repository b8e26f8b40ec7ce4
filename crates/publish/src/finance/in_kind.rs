//! Work and other help given to the Pact itself.

use model::Decimal;
use model::finance::{GivenInKind, Valuation};
use model::quotation::{shown_in_kind, shown_working_group};
use model::shown_books::ShownBooks;

use super::shown::{money, of_list};
use crate::field::{CURRENCY, IDENTIFIER, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// `finance_in_kind`: work and other help given to the Pact itself, which is in no account; none where the statement is an
/// interim one, since no day is said of it.
pub(crate) fn in_kind(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("participant", "Who gave it.").required().pattern(IDENTIFIER),
        text("kind", "Hours or other help."),
        text(
            "working_group",
            "For which working group; `(not on file)` where the year has no such group.",
        ),
        number("hours", "Hours."),
        number("amount", "Its value as stated; blank where only hours are."),
        text("currency", "Currency of the amount, as given or the return's (ISO 4217).")
            .pattern(CURRENCY),
        number("value", "Its value in the accounts' currency; blank where none can be given."),
        text("basis", "What the value rests on: it was stated, or it is hours at the hour rate.")
            .one_of(["stated", "hour_rate"]),
        number(
            "rate",
            "Units of `currency` for one of the accounts', or the accounts' currency for an hour; blank where neither was used.",
        ),
        text(
            "description",
            "What it was; blank unless the participant lets its words be shown with its name and, where the office wrote it down, the office says that descriptions name no person.",
        ),
        text("source", "Where the row stands.").required(),
    ];
    let statement = inputs.results.statement.as_ref();
    let currency = statement.map(|statement| statement.currency);
    let shown = statement.map(|own| ShownBooks::new(own, &inputs.pact.register));
    let row = |given: &GivenInKind| {
        let line = &given.line;
        let own = line.amount.and(line.currency);
        vec![
            Value::text(line.participant.as_str()),
            Value::text(&line.kind),
            Value::text(shown_working_group(inputs.year, &line.working_group)),
            Value::optional(line.hours, |hours| Value::Number(hours.normalize())),
            Value::optional(line.amount, |amount| Value::Number(amount.normalize())),
            Value::text(own.as_ref().map_or("", |own| own.code())),
            Value::optional(given.value.zip(currency), |(minor, own)| money(minor, own)),
            Value::text(match given.valuation {
                None => "",
                Some(Valuation::Stated | Valuation::Converted(_)) => "stated",
                Some(Valuation::HourRate(_)) => "hour_rate",
            }),
            Value::optional(given.valuation.and_then(rate), Value::Number),
            Value::text(shown.as_ref().map_or_else(
                || shown_in_kind(inputs.year, line).to_owned(),
                |shown| shown.in_kind_description(inputs.year, line),
            )),
            Value::text(line.place.to_string()),
        ]
    };
    let interim = statement.is_some_and(|own| own.as_of.is_some());
    let given = inputs.results.in_kind.iter().filter(|_| !interim);
    let rows = given.map(row).collect();
    let words = "Work and other help given to the Pact itself, by the returns and by the office's own list; what stands alike in both is one row. A memorandum: it is in no account.";
    let words = of_list(words.to_owned(), inputs.year.finance.in_kind_incomplete);
    let key = fields.len();
    Table::new("finance_in_kind", "Help in kind", words, key, fields, rows)
}

fn rate(valuation: Valuation) -> Option<Decimal> {
    match valuation {
        Valuation::Stated => None,
        Valuation::Converted(rate) | Valuation::HourRate(rate) => Some(rate),
    }
}
