//! F121: debit and credit do not fit.

use findings::Effect;
use model::{Currency, Fault, FaultKind, Money};

use crate::accounts::{add_largest, euro_on, of_row};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// Debit and credit do not fit.
    ///
    /// # What it checks
    /// In an accounting system's export: whether each row has a debit or a credit, not both and not neither; and
    /// where it has the accounts on which the money lies, whether each voucher moves money on one of them and its rows
    /// sum up to nothing. One that moves an amount from one account to another as it is moves no money.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: a booking is missing,
    /// or has the wrong amount.
    ///
    /// # Example
    /// A row with 120.00 under debit and 120.00 under credit; a voucher of which EUR 500 left the bank, and EUR 480 was
    /// booked as expense.
    ///
    /// # How to fix
    /// Correct it in the accounting system and export again; a column that was mapped as the wrong side is corrected in
    /// `mapping.toml`.
    DebitAndCredit {
        code: "F121",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [DebitAndCredit, VoucherNotBalanced, VoucherWithoutMoney],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let statements = evidence.faults(report.faults()).into_iter().map(|fault| {
        let own = of_row(fault);
        Statement {
            found: found(fault),
            effect: effect(evidence, fault),
            // What is expected names the voucher.
            subject: if fault.context.is_empty() { fault.expected.clone() } else { own.subject },
            ..own
        }
    });
    add_largest(report, statements.collect());
}

fn found(fault: &Fault) -> String {
    let says_nothing = || !fault.raw.contains(|letter: char| ('1'..='9').contains(&letter));
    match fault.kind {
        FaultKind::VoucherNotBalanced => {
            format!("the rows of the voucher do not sum up to nothing: {} is left", fault.raw)
        }
        FaultKind::VoucherWithoutMoney => {
            format!("the voucher books {} and moves no money", fault.raw)
        }
        _ if says_nothing() => "neither a debit nor a credit".to_owned(),
        _ => format!("a debit (`{}`) and a credit", fault.raw),
    }
}

/// What is left of a voucher, in euro.
fn effect(evidence: &Evidence, fault: &Fault) -> Option<Effect> {
    let is_voucher =
        matches!(fault.kind, FaultKind::VoucherNotBalanced | FaultKind::VoucherWithoutMoney);
    let (code, amount) = fault.raw.split_once(' ').filter(|_| is_voucher)?;
    let money = Money::from_decimal(amount.parse().ok()?, Currency::parse(code)?)?;
    let value = euro_on(evidence, money, evidence.year.settings.period.end)?;
    euro_effect(value.abs(), "not accounted for")
}
