//! The statement among those of the years before it.

use std::collections::BTreeMap;

use model::finance::{AccountClass, AccountKind, Books, Statement, YearOfAccounts};
use model::{Currency, RateHistory};

use crate::booking::book;

/// How many years stand beside each other, this one included.
const YEARS: i16 = 5;

/// The years on file before `year`, the oldest first, without a gap; each booked at the Bank's rates of its own days. A
/// year in another currency, or one of which something is missing, ends the row: what is older is not in it either.
pub(crate) fn earlier(
    books: &BTreeMap<i16, Books>,
    year: i16,
    currency: Currency,
    rates: &RateHistory,
) -> Vec<YearOfAccounts> {
    let before = (1..YEARS).map_while(|back| {
        let year = year.checked_sub(back)?;
        of_books(books.get(&year)?, year, currency, rates)
    });
    let mut years: Vec<YearOfAccounts> = before.collect();
    years.reverse();
    years
}

/// This year's row, of the statement itself.
pub(crate) fn of_statement(statement: &Statement) -> YearOfAccounts {
    let accounts = statement.accounts.iter().filter(|line| line.in_budget());
    let of: BTreeMap<&str, (AccountKind, AccountClass)> =
        accounts.map(|line| (line.account.as_str(), (line.kind, line.class))).collect();
    let mut sums = Sums::default();
    for line in &statement.booked {
        let known = of.get(line.line.account.as_str());
        if let Some(((kind, class), amount)) = known.zip(line.booked) {
            sums.add(*kind, *class, amount);
        }
    }
    sums.year(statement.year, statement.opening)
}

/// The row of an earlier year; `None` where it cannot be relied on.
fn of_books(
    books: &Books,
    year: i16,
    currency: Currency,
    rates: &RateHistory,
) -> Option<YearOfAccounts> {
    let (own, opening) = books.opening?;
    if books.incomplete || own != currency {
        return None;
    }
    let mut sums = Sums::default();
    for line in &books.ledger {
        let class = *books.classes.get(&line.account)?;
        sums.add(class.kind(), class, book(line, currency, rates).booked?);
    }
    Some(sums.year(year, opening))
}

/// Sums by kind and class; only of what something was booked on.
#[derive(Default)]
struct Sums(BTreeMap<(AccountKind, AccountClass), i64>);

impl Sums {
    fn add(&mut self, kind: AccountKind, class: AccountClass, amount: i64) {
        *self.0.entry((kind, class)).or_default() += amount;
    }

    fn year(self, year: i16, opening: i64) -> YearOfAccounts {
        let of = |kind: AccountKind| {
            let own = self.0.iter().filter(|((own, _), _)| *own == kind);
            own.map(|((_, class), sum)| (*class, *sum)).collect()
        };
        let (income_by_class, expense_by_class) =
            (of(AccountKind::Income), of(AccountKind::Expense));
        YearOfAccounts { year, opening, income_by_class, expense_by_class }
    }
}
