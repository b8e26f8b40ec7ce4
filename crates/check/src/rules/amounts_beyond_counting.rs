//! F134: the amounts of a file of the accounts are too large to be summed.

use model::Place;
use model::finance::{ContributionDue, Statement as Accounts};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// The amounts of a file of the accounts are too large to be summed.
    ///
    /// # What it checks
    /// Whether the amounts of the ledger, the budget, the contributions and the funds, each file's together, are amounts of
    /// money that can be true.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: nothing of the file
    /// is in it, since it would be a guess which amount is wrong.
    ///
    /// # Example
    /// A column of account numbers of thirteen digits, mapped as `amount`, in an export of some thousand rows.
    ///
    /// # How to fix
    /// Look for the largest amounts of the file and correct them; in an export see which column is mapped as `amount`.
    AmountsBeyondCounting {
        code: "F134",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = evidence.results.statement.as_ref().filter(|own| own.incomplete) else {
        return;
    };
    for (name, place) in left_out(evidence, statement) {
        report.add(Statement {
            place: Some(Place::file(place.path.clone())),
            found: format!("the amounts of the {name} come to more than can be counted"),
            expected: "amounts that can be true".into(),
            subject: name.into(),
            ..Statement::default()
        });
    }
}

/// Files of which nothing is in the statement although something was read: their name, and their first row.
fn left_out<'e>(evidence: &'e Evidence, statement: &Accounts) -> Vec<(&'static str, &'e Place)> {
    let finance = &evidence.year.finance;
    let of_year = |date| statement.as_of.is_none_or(|day| date <= day);
    let first = finance.ledger.iter().find(|line| of_year(line.date)).map(|line| &line.place);
    let ledger = first.filter(|_| statement.booked.is_empty());
    let budget = finance.budget.first().map(|line| &line.place);
    let budget = budget.filter(|_| !statement.accounts.iter().any(|line| line.in_budget()));
    let funds = finance.funds.first().map(|fund| &fund.place);
    let funds = funds.filter(|_| {
        !finance.funds.iter().any(|own| statement.funds.iter().any(|fund| fund.id == own.id))
    });
    let contributions = contributions(evidence, statement);
    let files = [
        ("ledger", ledger),
        ("budget", budget),
        ("contributions", contributions),
        ("funds", funds),
    ];
    files.into_iter().filter_map(|(name, place)| Some((name, place?))).collect()
}

/// The first row of what is due, where nothing of it is in the statement although each has a rate.
fn contributions<'e>(evidence: &'e Evidence, statement: &Accounts) -> Option<&'e Place> {
    let rows = evidence.year.finance.contributions.iter();
    let owed: Vec<_> = rows.filter(|row| !row.waived).collect();
    let has_rate = |row: &&ContributionDue| {
        let day = row.due_on.unwrap_or(evidence.year.settings.period.end);
        row.currency == statement.currency
            || evidence.pact.rates.on_or_before(row.currency, day).is_some()
    };
    let none_is_due = |row: &&ContributionDue| {
        let mut lines = statement.contributions.iter();
        lines.all(|line| line.participant != row.participant || line.due.is_none())
    };
    let left_out = owed.iter().copied().all(|row| has_rate(&row) && none_is_due(&row));
    owed.first().filter(|_| left_out).map(|row| &row.place)
}
