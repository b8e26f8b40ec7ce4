//! What of the words in the books is published.

use model::finance::Statement;
use model::shown_books::ShownBooks;
use model::{Currency, Decimal};

use crate::table::Value;

/// The other side of a booking as a value of a table: an id of the register; blank for everybody else.
pub(super) fn party(shown: &ShownBooks<'_>, counterparty: &str) -> Value {
    Value::text(shown.party(counterparty).map(|id| id.to_string()).unwrap_or_default())
}

/// An amount of minor units.
pub(crate) fn money(minor: i64, currency: Currency) -> Value {
    Value::Number(Decimal::new(minor, currency.minor_unit()))
}

/// What is said of a statement that something is missing from, or that is interim.
pub(crate) fn description(statement: &Statement, words: &str) -> String {
    let mut said = words.to_owned();
    if let Some(day) = statement.as_of {
        said.push_str(&format!(" Interim: up to {day}."));
    }
    if statement.incomplete {
        said.push_str(
            " Provisional: something could not be read or converted and is not in it; finance.journal is not written until it is.",
        );
    }
    said
}

/// The same of a list beside the statement, of which a row that could not be read may be missing.
pub(crate) fn of_list(words: String, a_row_is_missing: bool) -> String {
    match a_row_is_missing {
        true => words + " Incomplete: a row could not be read and is not in it.",
        false => words,
    }
}
