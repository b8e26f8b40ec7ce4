//! What of the accounts is not booked, and what it may belong to: of that nothing is asked until it is booked.

use std::collections::BTreeSet;

use model::{Fault, FaultKind, Identifier};

use crate::accounts::Bookings;
use crate::evidence::Evidence;
use crate::rules::RULES;

/// Kinds of faults that leave one row of the ledger aside.
const OF_ROWS: [FaultKind; 4] = [
    FaultKind::AccountsValueNotUsable,
    FaultKind::MoreDecimalsThanCurrency,
    FaultKind::DebitAndCredit,
    FaultKind::AccountNotInBudget,
];

/// Kinds of faults of bookings that are booked all the same.
const BOOKED: [FaultKind; 3] =
    [FaultKind::BookedOutsideYear, FaultKind::FundNotKnown, FaultKind::ExportOpensOtherwise];

/// What is not booked.
pub(crate) struct Unbooked<'e> {
    evidence: &'e Evidence<'e>,
    /// It may be anything: more than single rows is missing, or nothing says what.
    anything: bool,
    /// Rows of the ledger that are left aside.
    rows: Vec<&'e Fault>,
    /// Accounts of the rows of the budget that are left aside.
    accounts: BTreeSet<&'e str>,
}

impl<'e> Unbooked<'e> {
    /// Of the year's accounts.
    pub(crate) fn of(evidence: &'e Evidence<'e>) -> Self {
        let (rows, accounts) = (Vec::new(), BTreeSet::new());
        let mut unbooked = Self { evidence, anything: false, rows, accounts };
        if !evidence.year.finance.incomplete {
            return unbooked;
        }
        let faults = stopping(evidence);
        unbooked.anything = faults.is_empty();
        let bookings = Bookings::of(evidence);
        let is_booked = |fault: &Fault| bookings.at(&fault.place).is_some();
        for fault in faults {
            let is_of_row = OF_ROWS.contains(&fault.kind) && fault.place.cell.is_some();
            match file(fault) {
                "contributions" | "funds" => {}
                "budget" if is_of_row => unbooked.accounts.extend(texts(fault)),
                "mapping" => unbooked.anything = true,
                _ if BOOKED.contains(&fault.kind) => {}
                _ if is_of_row && is_booked(fault) => {}
                _ if is_of_row => unbooked.rows.push(fault),
                _ => unbooked.anything = true,
            }
        }
        unbooked
    }

    /// Whether the budget has an account in a row that is left aside: what is wrong there is said at its cell.
    pub(crate) fn is_in_budget(&self, account: &str) -> bool {
        self.accounts.contains(account.trim())
    }

    /// Whether some of it may belong on an account: it names the account, or none that the budget has.
    pub(crate) fn may_be_on(&self, account: &str) -> bool {
        let known = || self.evidence.year.finance.budget.iter().map(|line| line.account.as_str());
        let named = |fault: &Fault| known().any(|known| texts(fault).any(|text| text == known));
        let own = |fault: &Fault| texts(fault).any(|text| text == account);
        self.anything || self.rows.iter().any(|fault| own(fault) || !named(fault))
    }

    /// Whether some of it names a participant, or is booked for it on an account whose row of the budget is left aside.
    pub(crate) fn may_be_of(&self, participant: &Identifier) -> bool {
        let register = &self.evidence.pact.register;
        let named = |text: &str| register.named(text).as_ref() == Some(participant);
        let mut ledger = self.evidence.year.finance.ledger.iter();
        self.rows.iter().any(|fault| texts(fault).any(named))
            || ledger.any(|line| {
                self.is_in_budget(&line.account)
                    && line.participant(register).as_ref() == Some(participant)
            })
    }
}

/// The faults of the accounts that stop the summary.
fn stopping<'e>(evidence: &'e Evidence<'e>) -> Vec<&'e Fault> {
    let document =
        RULES.iter().filter(|rule| rule.identity.reach == Some(findings::Reach::Document));
    let mut kinds: Vec<FaultKind> = document.flat_map(|rule| rule.faults).copied().collect();
    kinds.push(FaultKind::MissingFile);
    let mut faults = evidence.faults(&kinds);
    faults.retain(|fault| fault.place.path.contains("/finance/"));
    faults
}

/// The name of its file, without its ending.
fn file(fault: &Fault) -> &str {
    let name = fault.place.path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// What stands in its row.
fn texts(fault: &Fault) -> impl Iterator<Item = &str> {
    fault.context.iter().map(|cell| cell.text.trim())
}
