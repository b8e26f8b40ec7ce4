//! `financial-summary.xlsx`: the annual statement as a workbook whose totals are live formulas.

mod account_columns;
mod accounts_sheet;
mod activities_sheet;
mod charts;
mod checks_sheet;
mod commitments_sheet;
mod contribution_columns;
mod contributions_sheet;
mod dues;
mod dues_sheet;
mod funds_sheet;
mod in_kind_sheet;
mod layout;
mod ledger_columns;
mod ledger_sheet;
mod memoranda;
mod page;
mod read_me;
mod receipts;
mod receipts_sheet;
mod statement_sheet;
mod table;
#[cfg(test)]
mod tests;
mod voluntary;
mod years_sheet;

use model::finance::{GivenInKind, Statement};
use model::{Pact, Register, YearReading};
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::error::Error;
use crate::xlsx::properties;
use layout::Layout;

/// What the workbook is made from.
#[derive(Clone, Copy)]
pub struct FinancialSummaryInputs<'a> {
    /// The Pact: its title, and whether everything is invented.
    pub pact: &'a Pact,
    /// The statement of the year.
    pub statement: &'a Statement,
    /// Names of participants.
    pub register: &'a Register,
    /// The year: its period.
    pub year: &'a YearReading,
    /// Last year's statement, where the workspace has it.
    pub last: Option<&'a Statement>,
    /// What was given in kind: a memorandum beside the statement.
    pub in_kind: &'a [GivenInKind],
    /// Where the summary stands, in the words of the page, without a full stop.
    pub status: &'a str,
}

/// The annual financial summary (§5.2.4) as the bytes of an xlsx file: statement, accounts against budget,
/// activities, funds, contributions with every receipt, help in kind, commitments, the years on file, what must agree,
/// and every line of the ledger. A sheet that would be empty is left out.
///
/// Totals are formulas over the ledger's booked cents, stored with their results, so that a program that
/// does not recalculate shows the same. The other side of a payment is named where it is a participant;
/// others may be persons.
///
/// # Errors
/// Only where the accounts break a limit of the file format.
pub fn financial_summary(inputs: &FinancialSummaryInputs) -> Result<Vec<u8>, Error> {
    written(inputs).map_err(|cause| Error { workbook: "financial-summary.xlsx".to_owned(), cause })
}

fn written(inputs: &FinancialSummaryInputs) -> Result<Vec<u8>, XlsxError> {
    // No day is said of help in kind, so an interim statement has none of it.
    let without = FinancialSummaryInputs { in_kind: &[], ..*inputs };
    let inputs = if inputs.statement.as_of.is_some() { &without } else { inputs };
    let layout = Layout::of(inputs);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(
        &inputs.pact.title,
        &format!("Financial summary {}", inputs.year.settings.year),
        inputs.year.settings.period.end,
    )?);
    read_me::write(&mut workbook, &layout)?;
    statement_sheet::write(&mut workbook, &layout)?;
    accounts_sheet::write(&mut workbook, &layout)?;
    activities_sheet::write(&mut workbook, &layout)?;
    funds_sheet::write(&mut workbook, &layout)?;
    contributions_sheet::write(&mut workbook, &layout)?;
    dues_sheet::write(&mut workbook, &layout)?;
    receipts_sheet::write(&mut workbook, &layout)?;
    in_kind_sheet::write(&mut workbook, &layout)?;
    commitments_sheet::write(&mut workbook, &layout)?;
    years_sheet::write(&mut workbook, &layout)?;
    checks_sheet::write(&mut workbook, &layout)?;
    ledger_sheet::write(&mut workbook, &layout)?;
    workbook.save_to_buffer()
}
