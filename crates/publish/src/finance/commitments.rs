//! What was ordered or promised and is not paid yet.

use model::finance::{CommittedLine, Statement};

use super::shown::{description, money, of_list, party};
use crate::field::{CURRENCY, IDENTIFIER, date, number, text};
use crate::table::{Table, Value};
use model::shown_books::ShownBooks;

/// `finance_commitments`: a note beside the statement, in no account; said to be incomplete where a row of the list could
/// not be read.
pub(super) fn commitments(
    statement: &Statement,
    incomplete: bool,
    shown: &ShownBooks<'_>,
) -> Table {
    let fields = vec![
        text("account", "Account it will be booked on.").required(),
        text("fund", "Fund it will be paid from; blank: general."),
        text("counterparty", "The other side where it is in the register; else blank.")
            .pattern(IDENTIFIER),
        text(
            "description",
            "What it is for; blank unless the office says that descriptions name no person.",
        ),
        number("amount", "The amount.").required(),
        text("currency", "Currency of the amount (ISO 4217).").required().pattern(CURRENCY),
        number("rate", "Units of that currency for one of the accounts'; blank if it is the same."),
        number(
            "value",
            "The amount in the accounts' currency, at the rate of the statement's last day; blank where no rate is known.",
        ),
        date("committed_on", "Day on which it was entered into."),
        date("expected_on", "Day by which it is expected to be paid."),
        text("source", "Where it stands.").required(),
    ];
    let row = |line: &CommittedLine| {
        let own = &line.commitment;
        vec![
            Value::text(&own.account),
            Value::text(shown.fund(&own.fund)),
            party(shown, &own.counterparty),
            Value::text(shown.description(&own.description)),
            money(own.amount, own.currency),
            Value::text(own.currency.code()),
            Value::optional(line.rate, Value::Number),
            Value::optional(line.amount, |minor| money(minor, statement.currency)),
            Value::optional(own.committed_on, Value::Date),
            Value::optional(own.expected_on, Value::Date),
            Value::text(own.place.to_string()),
        ]
    };
    let rows = statement.commitments.iter().map(row).collect();
    let words = "What was ordered or promised by the last day and is not paid yet. A note: it is in no account.";
    let words = of_list(description(statement, words), incomplete);
    Table::new("finance_commitments", "Commitments", words, 2, fields, rows)
}
