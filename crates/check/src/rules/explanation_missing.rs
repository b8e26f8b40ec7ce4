//! F105: a difference from the budget is not explained.

use model::{FaultKind, Money};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount, euro_effect, of_fault};
use crate::rule::rule;

rule! {
    /// A difference from the budget is not explained.
    ///
    /// # What it checks
    /// Accounts whose actual differs from the budget by more than `explain_above` (`year.toml`),
    /// without an explanation in `budget.csv`.
    ///
    /// # Why it matters
    /// The Steering Committee will ask.
    ///
    /// # Example
    /// Travel: EUR 9 800 spent of EUR 6 000, no explanation.
    ///
    /// # How to fix
    /// Write one sentence in the column `explanation` of `budget.csv`.
    ExplanationMissing {
        code: "F105",
        severity: Warning,
        since: 2021,
        faults: [ExplanationBlank],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    let settings = evidence.year.settings.finance.as_ref();
    let Some(limit) = settings.and_then(|finance| finance.explain_above) else { return };
    let accounts = statement.accounts.iter();
    // Of an account that is not in the budget, that alone is said.
    for line in accounts.filter(|line| line.in_budget() && line.explanation.trim().is_empty()) {
        let value = |minor| Money { currency: statement.currency, minor }.to_decimal();
        let code = statement.currency.code();
        if value(line.difference()).abs() <= limit * value(line.revised_budget).abs() {
            continue;
        }
        let blank = evidence.faults(&[FaultKind::ExplanationBlank]);
        let blank = blank.into_iter().find(|fault| fault.raw == line.account);
        report.add(Statement {
            row: line.title.clone(),
            found: format!(
                "{}: {} against a budget of {}, without an explanation",
                line.title,
                amount(value(line.actual), code),
                amount(value(line.revised_budget), code)
            ),
            effect: euro_effect(value(line.difference()), "apart from the budget"),
            subject: line.account.clone(),
            raw: line.actual.to_string(),
            ..blank.map(of_fault).unwrap_or_default()
        });
    }
}
