//! F128: an amount of the accounts has no rate.

use std::collections::BTreeMap;

use model::{Currency, Date, Place};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// An amount of the accounts has no rate.
    ///
    /// # What it checks
    /// Bookings, contributions due and commitments in another currency than the accounts': whether the Bank has a rate of
    /// that day, or of one of the seven days before it.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: the amount is in no
    /// total.
    ///
    /// # Example
    /// A payment in a currency that the European Central Bank does not quote.
    ///
    /// # How to fix
    /// Put the Bank's newest file into `inputs/rates/`; of a currency that it does not quote write the amount that the bank
    /// account was charged, in the accounts' currency.
    AccountsWithoutRate {
        code: "F128",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

/// Amounts in one currency in one file that have no rate: how many, and the first of them.
struct Without {
    count: usize,
    day: Date,
    place: Place,
}

fn check(evidence: &Evidence, report: &mut Report) {
    let mut all: BTreeMap<(&'static str, Currency), Without> = BTreeMap::new();
    for (what, currency, day, place) in amounts(evidence) {
        let first = || Without { count: 0, day, place: place.clone() };
        all.entry((what, currency)).or_insert_with(first).count += 1;
    }
    for ((what, currency), without) in all {
        let several = match without.count {
            1 => format!("a {what}"),
            count => format!("{count} {what}s"),
        };
        report.add(Statement {
            place: Some(without.place),
            found: format!(
                "{several} in {currency}, for which there is no rate on {}",
                without.day
            ),
            expected: "a rate of the day, or of one of the seven days before it".into(),
            subject: format!("{what} {currency}"),
            raw: without.day.to_string(),
            ..Statement::default()
        });
    }
}

/// What has no rate.
fn amounts<'e>(evidence: &'e Evidence) -> Vec<(&'static str, Currency, Date, &'e Place)> {
    let Some(statement) = &evidence.results.statement else { return Vec::new() };
    let foreign = |currency: Currency| currency != statement.currency;
    let has_rate = |currency: Currency, day: Date| {
        let rates = &evidence.pact.rates;
        [currency, statement.currency].iter().all(|one| rates.on_or_before(*one, day).is_some())
    };
    let booked = statement
        .booked
        .iter()
        .filter(|booked| booked.booked.is_none())
        .map(|booked| ("booking", booked.line.currency, booked.line.date, &booked.line.place));
    let due = evidence.year.finance.contributions.iter().filter_map(|row| {
        let day = row.due_on.unwrap_or(evidence.year.settings.period.end);
        let without = !row.waived && foreign(row.currency) && !has_rate(row.currency, day);
        without.then_some(("contribution", row.currency, day, &row.place))
    });
    let committed = statement.commitments.iter().filter_map(|line| {
        let own = &line.commitment;
        let without = line.amount.is_none() && foreign(own.currency);
        without.then_some(("commitment", own.currency, statement.last_day, &own.place))
    });
    booked.chain(due).chain(committed).collect()
}
