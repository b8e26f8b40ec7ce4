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
    /// Correct it in the accounting system and export again. A column that was mapped as the wrong side is corrected in
    /// `mapping.toml`. A row that carries a balance forward under a voucher of its own is no booking: name it under `skip`
    /// in `mapping.toml` by a pattern, such as `skip = ["^Report à nouveau"]`.
    DebitAndCredit {
        code: "F121",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [DebitAndCredit, VoucherNotBalanced, VoucherWithoutMoney],
        check: check,
    }
}

/// What to do about a voucher of which something is left: one row alone may be no booking at all.
const HELP_OF_VOUCHER: &str = "correct it in the accounting system and export again; if its row carries a balance forward (`Report à nouveau`, `Saldovortrag`), name that row under `skip` in mapping.toml by a pattern, such as `skip = [\"^Report à nouveau\"]`";

fn check(evidence: &Evidence, report: &mut Report) {
    let statements = evidence.faults(report.faults()).into_iter().map(|fault| {
        let own = of_row(fault);
        Statement {
            found: found(fault),
            effect: effect(evidence, fault),
            help: (fault.kind == FaultKind::VoucherNotBalanced).then(|| HELP_OF_VOUCHER.to_owned()),
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

#[cfg(test)]
mod tests {
    use model::Place;

    use super::*;
    use crate::fixtures::sound;

    #[test]
    fn of_a_voucher_that_does_not_balance_the_help_speaks_of_balances_carried_forward() {
        let help = |kind: FaultKind| {
            let mut year = sound();
            year.reading.faults.push(Fault {
                kind,
                participant: None,
                place: Place::line("inputs/2026/finance/supporting/journal.csv", 2, 3),
                raw: "EUR 11374.68".into(),
                field: "reference".into(),
                label: "Pièce".into(),
                expected: "rows that sum up to nothing; what the voucher AN-1 books".into(),
                context: Vec::new(),
            });
            year.findings().into_iter().find(|finding| finding.rule.code == "F121").unwrap().help
        };
        let of_voucher = help(FaultKind::VoucherNotBalanced);
        assert!(of_voucher.contains("`skip`") && of_voucher.contains("balance forward"), "{of_voucher}");
        assert!(!help(FaultKind::DebitAndCredit).contains("skip"));
    }
}
