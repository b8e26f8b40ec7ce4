//! F145: a running balance goes another way than what is booked.

use crate::accounts::{add_largest, as_typed, of_row};
use crate::report::Statement;
use crate::rule::rule;

rule! {
    /// A running balance goes another way than what is booked.
    ///
    /// # What it checks
    /// In an export with a running balance of the money: whether it rises by what is booked as coming in, and falls by what
    /// is booked as going out.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: the signs are read
    /// the wrong way round, so every total is wrong.
    ///
    /// # Example
    /// A bank statement with -120.40 for the rent, after which the balance is 120.40 lower, read without `sign = "cash"`:
    /// the rent would be an expense of -120.40.
    ///
    /// # How to fix
    /// Write into `finance/mapping.toml` what a plus means: `sign = "cash"` where it is money in, `sign = "reversed"` where
    /// debit and credit are those of the bank account. If the column is no balance of the money, take `balance` out of it.
    BalanceAgainstSign {
        code: "F145",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [BalanceAgainstSign],
        check: |evidence, report| {
            let statements = evidence.faults(report.faults()).into_iter().map(|fault| Statement {
                found: format!("the balance {} goes another way than what is booked", as_typed(&fault.raw)),
                ..of_row(fault)
            });
            add_largest(report, statements.collect());
        },
    }
}
