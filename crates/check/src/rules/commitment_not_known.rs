//! F124: a commitment is on an account or a fund that is not on file.

use std::collections::BTreeMap;

use findings::Effect;
use model::finance::Commitment;
use model::{Money, Place};

use crate::accounts::{add_largest, euro_on, of_row};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// A commitment is on an account or a fund that is not on file.
    ///
    /// # What it checks
    /// The account of each row of `commitments.csv` against `budget.csv`, and its fund against `funds.csv`.
    ///
    /// # Why it matters
    /// The commitment is in the sum of all, and cannot be shown beside the account or the fund it will be paid from.
    ///
    /// # Example
    /// A commitment on the fund `translation`, where `funds.csv` has `translations`.
    ///
    /// # How to fix
    /// Correct it in `commitments.csv`, or add the account to `budget.csv` or the fund to `funds.csv`.
    CommitmentNotKnown {
        code: "F124",
        severity: Warning,
        since: 2021,
        faults: [CommitmentNotKnown],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let commitments = evidence.year.finance.commitments.iter();
    let by_row: BTreeMap<_, _> = commitments.map(|own| (row(&own.place), own)).collect();
    let statements = evidence.faults(report.faults()).into_iter().map(|fault| {
        let found = match fault.field.as_str() {
            "fund" => format!("there is no fund `{}` in funds.csv", fault.raw),
            _ => format!("account `{}` is not in the budget", fault.raw),
        };
        let mut statement = Statement { found, ..of_row(fault) };
        if let Some(own) = by_row.get(&row(&fault.place)) {
            statement.row.clone_from(&own.description);
            statement.effect = committed(evidence, own);
        }
        statement
    });
    add_largest(report, statements.collect());
}

fn row(place: &Place) -> (&str, Option<u32>) {
    (&place.path, place.cell.map(|cell| cell.row))
}

/// What is committed, in euro at the rate of the period's last day.
fn committed(evidence: &Evidence, own: &Commitment) -> Option<Effect> {
    let money = Money { currency: own.currency, minor: own.amount };
    let value = euro_on(evidence, money, evidence.year.settings.period.end)?;
    euro_effect(value.abs(), "committed")
}
