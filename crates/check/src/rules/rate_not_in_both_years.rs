//! V130: the change of the rate of a currency cannot be told, since one of the years has none.

use std::collections::BTreeMap;

use model::change::ChangeComponent;
use model::{Currency, Decimal};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// A currency of those whose purchases are known in both years has a rate in only one of them.
    ///
    /// # What it checks
    /// Amounts of participants that reported volume in this year and in last, themselves or inside another's return.
    ///
    /// # Why it matters
    /// What of the change comes from the rate cannot be told, so all of it is counted as like for like.
    ///
    /// # Example
    /// A currency the European Central Bank began to quote this year.
    ///
    /// # How to fix
    /// Put the Bank's whole file into `inputs/rates/`; where the Bank has no rate, say so beside the change.
    RateNotInBothYears {
        code: "V130",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let mut currencies: BTreeMap<Currency, i64> = BTreeMap::new();
    for cell in &evidence.results.change {
        if cell.component == ChangeComponent::LikeForLike && cell.without_rate() {
            let change = currencies.entry(cell.currency).or_default();
            *change = change.saturating_add(cell.cents.saturating_sub(cell.last_cents));
        }
    }
    for (currency, cents) in currencies {
        report.add(Statement {
            found: format!(
                "{currency} has a rate in one of the two years alone; the change of amounts in it is wholly like for like"
            ),
            effect: euro_effect(Decimal::new(cents, 2), "of the change like for like"),
            subject: currency.to_string(),
            ..Statement::default()
        });
    }
}
