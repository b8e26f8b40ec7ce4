//! The money as it stood on a day within the year.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::YearReading;
use model::finance::{Books, LedgerLine};

/// The year as known on a day: its ledger up to that day. The budget, the dues and the help in kind, which no day is said
/// of, are the year's.
pub(crate) fn year_up_to(year: &YearReading, day: Date) -> YearReading {
    let mut year = year.clone();
    retain(&mut year.finance.ledger, day);
    year
}

/// Every year's books up to a day.
pub(crate) fn books_up_to(books: &BTreeMap<i16, Books>, day: Date) -> BTreeMap<i16, Books> {
    let mut books = books.clone();
    for year in books.values_mut() {
        retain(&mut year.ledger, day);
    }
    books
}

fn retain(ledger: &mut Vec<LedgerLine>, day: Date) {
    ledger.retain(|line| line.date <= day);
}
