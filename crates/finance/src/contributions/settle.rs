//! What was paid set off against what is due (methodology: Money).

use jiff::civil::Date;
use model::Currency;
use model::finance::{BookedLine, ContributionDue};

use super::Terms;
use crate::booking::{converted, rate_of_day};

/// What is left to pay.
pub(super) struct Left {
    /// In the accounts' currency; below zero what was paid too much.
    pub(super) amount: i64,
    /// The due day of the oldest due of which a part is still to come.
    pub(super) since: Option<Date>,
}

/// The day whose rate a due in another currency counts at: the due date; the statement's last day where none is set, and
/// where an interim statement ends before it, since its rate is not known yet (methodology: Money).
pub fn due_rate_day(due: &ContributionDue, last_day: Date, interim: bool) -> Date {
    match due.due_on {
        Some(day) if !interim || day < last_day => day,
        _ => last_day,
    }
}

impl Terms<'_> {
    /// A part of what is due in the accounts' currency; `None` where no rate is known.
    pub(super) fn at_due_date(&self, due: &ContributionDue, minor: i64) -> Option<i64> {
        if due.currency == self.currency {
            return Some(minor);
        }
        let day = due_rate_day(due, self.last_day, self.interim);
        let rate = rate_of_day(due.currency, self.currency, day, self.rates)?;
        converted(minor, due.currency, self.currency, rate)
    }
}

/// Sets payments off against dues, given the oldest first; `None` where an amount has no rate.
///
/// Payments in the currency of a due are set off in it, the oldest due first; what is left of a due, or was paid
/// beyond the last, is converted at its due date. Payments in a currency nothing is due in count as booked. What was
/// paid too much in one currency is set off against dues in another, again the oldest first.
pub(super) fn settle(
    owed: &[&ContributionDue],
    paid: &[BookedLine],
    terms: &Terms<'_>,
) -> Option<Left> {
    let mut open = vec![0; owed.len()];
    let mut credit = 0;
    for own in currencies(owed, paid) {
        let dues: Vec<usize> =
            (0..owed.len()).filter(|index| owed[*index].currency == own).collect();
        let lines = paid.iter().filter(|booked| booked.line.as_paid().currency == own);
        let Some((last, earlier)) = dues.split_last() else {
            for line in lines {
                credit += line.booked?;
            }
            continue;
        };
        let mut available: i64 = lines.map(|line| line.line.as_paid().minor).sum();
        for index in earlier {
            let due = owed[*index];
            let set_off = available.clamp(0, due.due.max(0));
            available -= set_off;
            open[*index] = terms.at_due_date(due, due.due - set_off)?;
        }
        open[*last] = terms.at_due_date(owed[*last], owed[*last].due - available)?;
    }
    let amount = open.iter().sum::<i64>() - credit;
    Some(Left { amount, since: (amount > 0).then(|| since(owed, &open, credit)).flatten() })
}

/// The due day of the oldest due that is still open in part once what was paid too much on others, or in other
/// currencies, is set off; where all were settled and a payment went back, of the last one.
fn since(owed: &[&ContributionDue], open: &[i64], credit: i64) -> Option<Date> {
    let too_much: i64 = open.iter().map(|open| (-open).max(0)).sum();
    let mut credit = credit + too_much;
    for (due, open) in owed.iter().zip(open) {
        let set_off = credit.clamp(0, (*open).max(0));
        credit -= set_off;
        if *open > set_off {
            return due.due_on;
        }
    }
    owed.last()?.due_on
}

/// The currencies in which something is due or was paid.
fn currencies(owed: &[&ContributionDue], paid: &[BookedLine]) -> Vec<Currency> {
    let mut currencies: Vec<Currency> = owed.iter().map(|due| due.currency).collect();
    currencies.extend(paid.iter().map(|booked| booked.line.as_paid().currency));
    currencies.sort();
    currencies.dedup();
    currencies
}
