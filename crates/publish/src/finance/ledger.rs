//! The ledger.

use model::finance::{BookedLine, Statement};

use super::shown::{description, money, party};
use crate::field::{CURRENCY, IDENTIFIER, date, integer, number, text};
use crate::table::{Table, Value};
use model::shown_books::ShownBooks;

/// `finance_ledger`: every line as booked.
pub(super) fn ledger(statement: &Statement, shown: &ShownBooks<'_>) -> Table {
    let fields = vec![
        date("date", "Day of the booking.").required(),
        text("account", "Account it is booked on.").required(),
        text(
            "description",
            "What it was for; blank unless the office says that descriptions name no person.",
        ),
        text("counterparty", "The other side where it is in the register; else blank.")
            .pattern(IDENTIFIER),
        number("amount", "Positive as income or expense of its account, a refund negative.")
            .required(),
        text("currency", "Currency of the amount (ISO 4217).").required().pattern(CURRENCY),
        number("rate", "Units of that currency for one of the accounts'; blank if it is the same."),
        number("booked", "The amount in the accounts' currency; blank where no rate is known."),
        text(
            "activity",
            "Activity it belongs to; `(not on file)` where activities.csv does not have it.",
        ),
        text("fund", "Earmarked fund; blank: general."),
        integer("for_year", "Year a contribution is for, where it is not this one."),
        text("source", "Where it stands.").required(),
        text("for_participant", "Whose contribution it is, where another body paid it.")
            .pattern(IDENTIFIER),
        text(
            "reference",
            "Number of its voucher; blank where there is none, where it is more than a number, and where `description` is left out.",
        ),
        number(
            "paid_amount",
            "What was paid, where that was in another currency than the one it is booked in.",
        ),
        text("paid_currency", "Currency of `paid_amount` (ISO 4217).").pattern(CURRENCY),
    ];
    let row = |booked: &BookedLine| {
        let line = &booked.line;
        vec![
            Value::Date(line.date),
            Value::text(&line.account),
            Value::text(shown.description(&line.description)),
            party(shown, &line.counterparty),
            money(line.amount, line.currency),
            Value::text(line.currency.code()),
            Value::optional(booked.rate, Value::Number),
            Value::optional(booked.booked, |minor| money(minor, statement.currency)),
            Value::text(shown.activity(&line.activity)),
            Value::text(shown.fund(&line.fund)),
            Value::optional(line.for_year, |year| Value::Integer(year.into())),
            Value::text(line.place.to_string()),
            party(shown, &line.for_participant),
            Value::text(shown.voucher(&line.reference)),
            Value::optional(line.paid, |paid| money(paid.minor, paid.currency)),
            Value::text(line.paid.as_ref().map_or("", |paid| paid.currency.code())),
        ]
    };
    let rows = statement.booked.iter().map(row).collect();
    let words = description(
        statement,
        "The ledger as booked. Counterparties that are not in the register are blank, and their names are withheld in every text.",
    );
    Table::new("finance_ledger", "Ledger", words, 2, fields, rows)
}
