//! The tables of the Pact's money: `finance_accounts`, `finance_contributions`, `finance_funds`,
//! `finance_ledger`, `finance_in_kind`.

use model::finance::{
    AccountClass, AccountKind, AccountLine, BookedLine, ContributionLine, FundLine, GivenInKind,
    InKindLine, Statement, Valuation,
};
use model::quotation::waits;
use model::vocabulary::QuotePermission;
use model::{Currency, Decimal, Register};

use crate::field::{CURRENCY, Field, IDENTIFIER, boolean, date, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::without_contact_details;

/// The tables; none where the year has no statement.
pub(crate) fn finance(inputs: &PackageInputs<'_>) -> Vec<Table> {
    let Some(statement) = &inputs.results.statement else {
        return Vec::new();
    };
    vec![
        accounts(statement),
        contributions(statement),
        funds(statement),
        ledger(statement, &inputs.pact.register),
    ]
}

/// `finance_in_kind`: work and other help given to the Pact itself, which is in no account.
pub(crate) fn in_kind(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("participant", "Who gave it.").required().pattern(IDENTIFIER),
        text("kind", "Hours or other help."),
        text("working_group", "For which working group."),
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
            "What it was; blank unless the participant lets its words be shown with its name.",
        ),
        text("source", "Where the row stands.").required(),
    ];
    let currency = inputs.results.statement.as_ref().map(|statement| statement.currency);
    let row = |given: &GivenInKind| {
        let line = &given.line;
        let own = line.amount.and(line.currency);
        vec![
            Value::text(line.participant.as_str()),
            Value::text(&line.kind),
            Value::text(line.working_group.trim()),
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
            in_kind_description(inputs, line),
            Value::text(line.place.to_string()),
        ]
    };
    let rows = inputs.results.in_kind.iter().map(row).collect();
    let words = "Work and other help given to the Pact itself, by the returns and by the office's own list; what stands alike in both is one row. A memorandum: it is in no account.";
    let key = fields.len();
    Table::new("finance_in_kind", "Help in kind", words, key, fields, rows)
}

fn rate(valuation: Valuation) -> Option<Decimal> {
    match valuation {
        Valuation::Stated => None,
        Valuation::Converted(rate) | Valuation::HourRate(rate) => Some(rate),
    }
}

/// The words of a line, where its participant lets them be shown with its name. A participant without a return was asked
/// nothing, so that of the office's own words about it none are shown either.
fn in_kind_description(inputs: &PackageInputs<'_>, line: &InKindLine) -> Value {
    let sent = inputs.year.returns.get(&line.participant);
    let permission = sent.map_or(QuotePermission::No, |sent| sent.organisation.quote_permission);
    let words = line.description.trim();
    let shown =
        permission == QuotePermission::Attributed && waits(words, permission, &[]).is_none();
    if shown { Value::text(words) } else { Value::Blank }
}

fn funds(statement: &Statement) -> Table {
    let fields = vec![
        text("fund", "Id of the fund; `general`: what is in no other.").required(),
        text("title", "Its title."),
        text("purpose", "What the money is for."),
        number("opening", "What was in it on the first day; blank where that is not known."),
        number("income", "What came in."),
        number("expense", "What went out."),
        number("closing", "What is in it on the last day."),
        currency_field(),
    ];
    let known =
        |is: bool, minor| Value::optional(is.then_some(minor), |m| money(m, statement.currency));
    let (moved, opens) = (statement.fund_movements_known, statement.fund_openings_known);
    let row = |fund: &FundLine| {
        vec![
            Value::text(&fund.id),
            Value::text(without_contact_details(&fund.title)),
            Value::text(without_contact_details(&fund.purpose)),
            known(opens, fund.opening),
            known(moved, fund.income),
            known(moved, fund.expense),
            known(opens && moved, fund.closing()),
            Value::text(statement.currency.code()),
        ]
    };
    let rows = statement.funds.iter().map(row).collect();
    let words = "Money set aside for a purpose (§5.3.3), and what is in no fund; the closings add up to the year's.";
    Table::new("finance_funds", "Funds", description(statement, words), 1, fields, rows)
}

fn money(minor: i64, currency: Currency) -> Value {
    Value::Number(Decimal::new(minor, currency.minor_unit()))
}

fn currency_field() -> Field {
    text("currency", "Currency of the accounts (ISO 4217).").required().pattern(CURRENCY)
}

/// What is said of a statement that something is missing from.
fn description(statement: &Statement, words: &str) -> String {
    if statement.incomplete {
        format!("{words} Provisional: something could not be read or converted and is not in it.")
    } else {
        words.to_owned()
    }
}

fn accounts(statement: &Statement) -> Table {
    let fields = vec![
        text("account", "Number or code of the account.").required(),
        text("title", "Its title."),
        text("kind", "Income or expense; blank for an account that is not in the budget.")
            .one_of(AccountKind::ALL),
        text("class", "Its nature; blank likewise.").one_of(AccountClass::ALL),
        number("budget", "The budget set; blank likewise."),
        number("revised_budget", "The budget as revised; the budget set if it was not."),
        number("actual", "What was booked, on a cash basis.").required(),
        number("difference", "`actual` less `revised_budget`."),
        number("last_year", "Last year's actual; blank without a last year."),
        number("next_year_budget", "Next year's budget."),
        currency_field(),
        text("explanation", "Why the actual differs."),
    ];
    let money = |minor| money(minor, statement.currency);
    let row = |line: &AccountLine| {
        // Of an account that is not in the budget nothing but what was booked on it is known.
        let known = line.in_budget().then_some(line);
        vec![
            Value::text(&line.account),
            Value::text(&line.title),
            Value::text(known.map_or("", |line| line.kind.code())),
            Value::text(known.map_or("", |line| line.class.code())),
            Value::optional(known.map(|line| line.budget), money),
            Value::optional(known.map(|line| line.revised_budget), money),
            money(line.actual),
            Value::optional(known.map(AccountLine::difference), money),
            Value::optional(line.last_year, money),
            Value::optional(line.next_year_budget, money),
            Value::text(statement.currency.code()),
            Value::text(without_contact_details(&line.explanation)),
        ]
    };
    let rows = statement.accounts.iter().map(row).collect();
    let words = description(statement, "Budget and actual of every account.");
    Table::new("finance_accounts", "Accounts", words, 1, fields, rows)
}

fn contributions(statement: &Statement) -> Table {
    let fields = vec![
        text("participant", "Who contributes.").required().pattern(IDENTIFIER),
        number("due", "What is due; blank where no decision says."),
        date("due_on", "By when."),
        boolean("waived", "Whether it was waived; nothing is due then.").required(),
        number("received", "Received for this year.").required(),
        text("received_on", "Days on which it was received, parted by `;`."),
        number("outstanding", "What is still to come.").required(),
        number("overpaid", "What came beyond what is due.").required(),
        number("advance", "Received this year for a later one.").required(),
        currency_field(),
    ];
    let money = |minor| money(minor, statement.currency);
    let row = |line: &ContributionLine| {
        let days: Vec<String> = line.received_on.iter().map(ToString::to_string).collect();
        vec![
            Value::text(line.participant.as_str()),
            Value::optional(line.due, money),
            Value::optional(line.due_on, Value::Date),
            Value::Boolean(line.waived),
            money(line.received),
            Value::text(days.join(";")),
            money(line.outstanding),
            money(line.overpaid),
            money(line.advance),
            Value::text(statement.currency.code()),
        ]
    };
    let rows = statement.contributions.iter().map(row).collect();
    let words = description(statement, "Contributions of coordinating participants (§5.3.1).");
    Table::new("finance_contributions", "Contributions", words, 1, fields, rows)
}

fn ledger(statement: &Statement, register: &Register) -> Table {
    let fields = vec![
        date("date", "Day of the booking.").required(),
        text("account", "Account it is booked on.").required(),
        text("description", "What it was for."),
        text("counterparty", "The other side where it is in the register; else blank.")
            .pattern(IDENTIFIER),
        number("amount", "Positive as income or expense of its account, a refund negative.")
            .required(),
        text("currency", "Currency of the amount (ISO 4217).").required().pattern(CURRENCY),
        number("rate", "Units of that currency for one of the accounts'; blank if it is the same."),
        number("booked", "The amount in the accounts' currency; blank where no rate is known."),
        text("activity", "Activity it belongs to."),
        text("fund", "Earmarked fund; blank: general."),
        integer("for_year", "Year a contribution is for, where it is not this one."),
        text("source", "Where it stands.").required(),
    ];
    let row = |booked: &BookedLine| {
        let line = &booked.line;
        let known = register.knows(&line.counterparty);
        vec![
            Value::Date(line.date),
            Value::text(&line.account),
            Value::text(without_contact_details(&line.description)),
            Value::text(if known { line.counterparty.as_str() } else { "" }),
            money(line.amount, line.currency),
            Value::text(line.currency.code()),
            Value::optional(booked.rate, Value::Number),
            Value::optional(booked.booked, |minor| money(minor, statement.currency)),
            Value::text(&line.activity),
            Value::text(&line.fund),
            Value::optional(line.for_year, |year| Value::Integer(year.into())),
            Value::text(line.place.to_string()),
        ]
    };
    let rows = statement.booked.iter().map(row).collect();
    let words = description(
        statement,
        "The ledger as booked. Counterparties that are not in the register are blank.",
    );
    Table::new("finance_ledger", "Ledger", words, 2, fields, rows)
}
