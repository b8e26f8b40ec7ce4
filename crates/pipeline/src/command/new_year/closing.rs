//! What the accounts of the last year closed with, which opens the new one.

use std::collections::BTreeMap;

use model::finance::Books;
use model::{Date, Money};

use crate::workspace::Workspace;

/// What a year closed with, or why it is not known.
pub(super) enum Closing {
    /// It is known: the year's last day has come, and its accounts are complete and close with what the bank says.
    Known(BTreeMap<String, String>),
    /// It is not, for this reason.
    Open(String),
    /// The year has no accounts.
    NoAccounts,
}

impl Closing {
    /// What was in a fund on the last day, in plain notation.
    pub(super) fn of_fund(&self, id: &str) -> Option<&str> {
        match self {
            Closing::Known(funds) => funds.get(id).map(String::as_str),
            Closing::Open(_) | Closing::NoAccounts => None,
        }
    }
}

/// Reads what the accounts of a year closed with. Whatever cannot be read leaves it open.
pub(super) fn closing(workspace: &Workspace, year: i16, today: Date) -> Closing {
    let open = |why: &str| Closing::Open(why.to_owned());
    let (files, passed_over) = (&workspace.files.files, &workspace.files.passed_over);
    let Ok(data) = read::year::year_reading(files, &workspace.pact, year, passed_over) else {
        return open("its files cannot be read");
    };
    let reading = &data.reading;
    let settings = reading.settings.finance.as_ref();
    let mut books: BTreeMap<i16, Books> = BTreeMap::new();
    for other in workspace.files.years.iter().filter(|other| **other != year) {
        books.extend(read::year::books(files, *other).ok().map(|own| (*other, own)));
    }
    books.insert(year, reading.finance.books(settings));
    let inputs = finance::Inputs {
        pact: &workspace.pact,
        year: reading,
        last: None,
        books: &books,
        as_of: None,
    };
    let Some(finance::Outcome { statement, .. }) = finance::statement(&inputs) else {
        return Closing::NoAccounts;
    };
    let in_full = |minor| Money { currency: statement.currency, minor }.to_decimal().to_string();
    let last_day = reading.settings.period.end;
    if today < last_day {
        return Closing::Open(format!("its last day, {last_day}, has not come"));
    }
    let known = statement.fund_openings_known && statement.fund_movements_known;
    if statement.incomplete || !known {
        return open("its accounts are incomplete");
    }
    let Some(bank) = statement.bank_closing else {
        return open("what the bank says at its end is not on file");
    };
    if statement.closing != bank {
        return Closing::Open(format!(
            "its accounts close with {} and the bank says {}",
            in_full(statement.closing),
            in_full(bank)
        ));
    }
    let funds = statement.funds.iter().map(|fund| (fund.id.clone(), in_full(fund.closing())));
    Closing::Known(funds.collect())
}
