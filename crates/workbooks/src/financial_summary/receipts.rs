//! Every receipt on an account of contributions: of this year's ledger, and of other years' for this one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::finance::{AccountClass, ContributionPayment, PaidBy};
use model::{Currency, Identifier, Place};

use super::FinancialSummaryInputs;

/// How a receipt counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CountsAs {
    /// A contribution for a year.
    Contribution,
    /// Given freely: on an account of voluntary contributions, by whoever's contribution was waived, or by whom none is
    /// expected of.
    Voluntary,
    /// Fits no one in the register, and settles nothing.
    Nobody,
}

impl CountsAs {
    /// What it is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Contribution => "a contribution",
            Self::Voluntary => "given voluntarily",
            Self::Nobody => "fits no one listed",
        }
    }
}

/// A receipt on an account of class `contribution` or `voluntary`.
pub(super) struct Receipt {
    pub date: Date,
    /// Whose it is; `None` where that fits no one in the register.
    pub participant: Option<Identifier>,
    pub counts_as: CountsAs,
    pub class: AccountClass,
    pub for_year: i16,
    pub ledger_year: i16,
    pub amount: i64,
    pub currency: Currency,
    /// In minor units of the accounts' currency; `None` where no rate is known.
    pub booked: Option<i64>,
    /// Who paid, where it was not whose it is.
    pub paid_by: Option<PaidBy>,
    pub place: Place,
    /// Its position in this year's ledger.
    pub line: Option<usize>,
}

/// The receipts by day, then as they stand in the ledgers.
pub(super) fn receipts(inputs: &FinancialSummaryInputs) -> Vec<Receipt> {
    let statement = inputs.statement;
    let lines = statement.booked.iter().enumerate();
    let by_place: BTreeMap<&Place, usize> =
        lines.map(|(index, booked)| (&booked.line.place, index)).collect();
    let mut all = Vec::new();
    for line in &statement.contributions {
        let payments = line.payments.iter();
        all.extend(payments.map(|payment| of_payment(&line.participant, payment, &by_place)));
    }
    all.extend(voluntary(inputs));
    all.extend(unlisted(inputs, &by_place));
    all.sort_by(|one, other| {
        let key = |receipt: &Receipt| (receipt.date, receipt.ledger_year, receipt.line);
        key(one).cmp(&key(other)).then_with(|| one.place.cmp(&other.place))
    });
    all
}

fn of_payment(
    participant: &Identifier,
    payment: &ContributionPayment,
    by_place: &BTreeMap<&Place, usize>,
) -> Receipt {
    Receipt {
        date: payment.date,
        participant: Some(participant.clone()),
        counts_as: CountsAs::Contribution,
        class: AccountClass::Contribution,
        for_year: payment.for_year,
        ledger_year: payment.ledger_year,
        amount: payment.amount,
        currency: payment.currency,
        booked: payment.booked,
        paid_by: Some(payment.paid_by.clone()).filter(|by| *by != PaidBy::Itself),
        place: payment.place.clone(),
        line: by_place.get(&payment.place).copied(),
    }
}

/// Lines of this year's ledger of participants on accounts of class `voluntary` and `earmarked`, and on those of class
/// `contribution` what is for this year of a participant that owes nothing.
fn voluntary(inputs: &FinancialSummaryInputs) -> Vec<Receipt> {
    let (statement, register) = (inputs.statement, inputs.register);
    let accounts = statement.accounts.iter().filter(|account| account.in_budget());
    let classes: BTreeMap<&str, AccountClass> =
        accounts.map(|account| (account.account.as_str(), account.class)).collect();
    let of_line = |(index, booked): (usize, &model::finance::BookedLine)| {
        let line = &booked.line;
        let class = *classes.get(line.account.as_str())?;
        let participant = line.participant(register)?;
        let for_year = line.for_year.unwrap_or(statement.year);
        let owes = || {
            let mut owing =
                statement.contributions.iter().filter(|own| own.expected && !own.waived);
            owing.any(|own| own.participant == participant)
        };
        let freely = match class {
            AccountClass::Voluntary | AccountClass::Earmarked => true,
            AccountClass::Contribution => for_year == statement.year && !owes(),
            _ => false,
        };
        if !freely {
            return None;
        }
        let paid_by = line.paid_by(&participant, register);
        let paid = line.as_paid();
        Some(Receipt {
            date: line.date,
            participant: Some(participant),
            counts_as: CountsAs::Voluntary,
            class,
            for_year,
            ledger_year: statement.year,
            amount: paid.minor,
            currency: paid.currency,
            booked: booked.booked,
            paid_by: Some(paid_by).filter(|by| *by != PaidBy::Itself),
            place: line.place.clone(),
            line: Some(index),
        })
    };
    statement.booked.iter().enumerate().filter_map(of_line).collect()
}

fn unlisted(inputs: &FinancialSummaryInputs, by_place: &BTreeMap<&Place, usize>) -> Vec<Receipt> {
    let statement = inputs.statement;
    let of_receipt = |receipt: &model::finance::UnlistedReceipt| {
        let index = *by_place.get(&receipt.place)?;
        let line = &statement.booked[index].line;
        let paid = line.as_paid();
        Some(Receipt {
            date: receipt.date,
            participant: None,
            counts_as: CountsAs::Nobody,
            class: receipt.class,
            for_year: line.for_year.unwrap_or(statement.year),
            ledger_year: statement.year,
            amount: paid.minor,
            currency: paid.currency,
            booked: receipt.booked,
            paid_by: Some(PaidBy::Another),
            place: receipt.place.clone(),
            line: Some(index),
        })
    };
    statement.unlisted.iter().filter_map(of_receipt).collect()
}
