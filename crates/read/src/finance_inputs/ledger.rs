//! `finance/ledger.csv`.

use std::collections::BTreeMap;

use model::finance::{BudgetLine, Fund, GENERAL_FUND, LedgerLine};
use model::{Fault, FaultKind, InputFile, Obstacle, Period};

use crate::registers::rows;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["date", "account", "amount", "currency"],
    optional: &["description", "counterparty", "reference", "activity", "fund", "for_year"],
    titled: &[],
    private: &[],
};

/// What the bookings of a year are held against.
#[derive(Clone, Copy)]
pub(super) struct Year<'y> {
    /// Its period.
    pub(super) period: &'y Period,
    /// Its budget; empty where there is none, which is said elsewhere.
    pub(super) budget: &'y [BudgetLine],
    /// Its earmarked funds.
    pub(super) funds: &'y [Fund],
}

/// Reads the ledger in the file's order. A booking on an account that the year's budget does not have, on a fund that
/// the year does not have, or of a day outside it, is a fault at that cell, and is kept.
pub(super) fn ledger(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    year: Option<Year>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<LedgerLine>, Vec<Obstacle>> {
    let mut unfit = Vec::new();
    let ledger = rows(files, &format!("{folder}/ledger"), &COLUMNS, faults, |row| {
        let line = ledger_line(row)?;
        if let Some(year) = year.filter(|_| row.is_sound()) {
            unfit.extend(year.unfit(row, &line));
        }
        Some(line)
    })?;
    faults.extend(unfit);
    Ok(ledger)
}

impl Year<'_> {
    /// What does not fit the year in a booking.
    fn unfit(&self, row: &RowReader<'_>, line: &LedgerLine) -> Vec<Fault> {
        let mut unfit = Vec::new();
        let budget = self.budget;
        if !budget.is_empty() && !budget.iter().any(|own| own.account == line.account) {
            let expected = "an account of budget.csv".to_owned();
            unfit.push(row.told(FaultKind::AccountNotInBudget, "account", expected));
        }
        let fund = line.fund_code();
        if fund != GENERAL_FUND && !self.funds.iter().any(|own| own.id == fund) {
            let expected = "the id of a fund of funds.csv, or blank for the general one".to_owned();
            unfit.push(row.told(FaultKind::FundNotKnown, "fund", expected));
        }
        if !self.period.contains(line.date) {
            let expected = format!("a day from {}", self.period);
            unfit.push(row.told(FaultKind::BookedOutsideYear, "date", expected));
        }
        unfit
    }
}

/// One row.
fn ledger_line(row: &mut RowReader<'_>) -> Option<LedgerLine> {
    let date = row.required_day("date");
    let account = row.required_text("account");
    let currency = row.currency("currency");
    let amount = row.required_amount("amount", currency);
    Some(LedgerLine {
        description: row.text("description"),
        counterparty: row.text("counterparty"),
        reference: row.text("reference"),
        activity: row.text("activity"),
        fund: row.text("fund"),
        for_year: row.year("for_year"),
        place: row.place("amount"),
        date: date?,
        account,
        amount: amount?,
        currency: currency?,
    })
}
