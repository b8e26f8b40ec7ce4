//! What every sheet of the summary has: title, table head, amounts, page set-up.

use model::{Currency, Money};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use super::FinancialSummaryInputs;
use crate::print;
use crate::style;
use crate::text_fit::{height, lines};
use crate::xlsx::{cell_text, number};

/// Row of the table's head, and the first row below, from 0.
pub(super) const HEAD_ROW: u32 = 3;
pub(super) const FIRST_ROW: u32 = 4;

/// Titles of the sheets.
pub(super) const STATEMENT: &str = "Statement";
pub(super) const ACCOUNTS: &str = "Accounts";
pub(super) const CONTRIBUTIONS: &str = "Contributions";
pub(super) const LEDGER: &str = "Ledger";

/// Writes cells of one currency in one weight.
pub(super) struct Cells {
    currency: Currency,
    /// Text.
    pub text: Format,
    /// Amounts.
    pub amount: Format,
    /// Shares of 1.
    pub share: Format,
    /// Days.
    pub day: Format,
}

impl Cells {
    /// The cells of a table.
    pub(super) fn plain(currency: Currency) -> Self {
        Self::with(currency, style::cell())
    }

    /// Sums: bold, with a line above.
    pub(super) fn total(currency: Currency) -> Self {
        let format = style::cell()
            .set_bold()
            .set_background_color(style::PALE)
            .set_border_top(FormatBorder::Medium);
        Self::with(currency, format)
    }

    fn with(currency: Currency, text: Format) -> Self {
        let right = text.clone().unset_text_wrap().set_indent(0).set_align(FormatAlign::Right);
        Self {
            currency,
            amount: right.clone().set_num_format(amount_format(currency)),
            share: right.clone().set_num_format("0.0%"),
            day: text.clone().set_num_format(style::DAY),
            text,
        }
    }

    /// A text; one that starts like a formula stays text.
    pub(super) fn text(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
    ) -> Result<(), XlsxError> {
        let format = style::for_text(&self.text, text);
        sheet.write_string_with_format(row, column, cell_text(text), &format)?;
        Ok(())
    }

    /// An amount in minor units; blank where there is none.
    pub(super) fn amount(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        minor: Option<i64>,
    ) -> Result<(), XlsxError> {
        match minor {
            Some(minor) => {
                let value = number(self.decimal(minor));
                sheet.write_number_with_format(row, column, value, &self.amount)?
            }
            None => sheet.write_blank(row, column, &self.amount)?,
        };
        Ok(())
    }

    /// A live formula of an amount, with the result it has.
    pub(super) fn formula(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        formula: &str,
        minor: i64,
    ) -> Result<(), XlsxError> {
        let result = self.decimal(minor).normalize().to_string();
        let formula = Formula::new(format!("={formula}")).set_result(result);
        sheet.write_formula_with_format(row, column, formula, &self.amount)?;
        Ok(())
    }

    fn decimal(&self, minor: i64) -> model::Decimal {
        let currency = self.currency;
        Money { currency, minor }.to_decimal()
    }
}

/// Amounts with as many decimals as the currency has.
pub(super) fn amount_format(currency: Currency) -> String {
    style::grouped(currency.minor_unit())
}

/// Heads of the columns that lead from what was received for a year to what was booked in it.
pub(super) const BOOKED_BEFORE: &str = "Of it, booked in earlier years";
pub(super) const BOOKED_AFTER: &str = "Of it, booked in later years";
pub(super) const FOR_EARLIER: &str = "Received for earlier years";
pub(super) const FOR_LATER: &str = "Received for a later year";
pub(super) const BOOKED: &str = "Booked in this year";

/// Heads of columns that hold amounts; they stand over the amounts' right end.
const AMOUNTS: [&str; 20] = [
    "Budget",
    "Revised budget",
    "Actual",
    "Actual less revised budget",
    "Share of revised budget",
    "Last year",
    "Next year's budget",
    "Due",
    "Received for this year",
    "Exchange difference",
    "Outstanding",
    "Paid beyond what is due",
    BOOKED_BEFORE,
    BOOKED_AFTER,
    FOR_EARLIER,
    FOR_LATER,
    BOOKED,
    "Amount",
    "Rate",
    "Booked",
];

/// Title, a line below it, and the head of the table.
pub(super) fn head(
    sheet: &mut Worksheet,
    title: &str,
    below: &str,
    columns: &[(&str, f64)],
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, title, &style::title())?;
    sheet.set_row_height(0, 28)?;
    let total: f64 = columns.iter().map(|(_, width)| width).sum();
    let last = columns.len() as u16 - 1;
    sheet.merge_range(1, 0, 1, last, below, &style::muted().set_indent(0))?;
    sheet.set_row_height(1, height(lines(below, total, 10.0), 10.0))?;
    let mut most = 1;
    for (column, (label, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        let format = match *label {
            label if AMOUNTS.contains(&label) => {
                style::head().set_indent(0).set_align(FormatAlign::Right)
            }
            _ => style::head(),
        };
        sheet.write_string_with_format(HEAD_ROW, column, *label, &format)?;
        most = most.max(lines(label, *width, 11.0));
    }
    sheet.set_row_height(HEAD_ROW, height(most, 11.0))?;
    Ok(())
}

/// Frozen head, A4 landscape as wide as the page, and what it is above and below.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    inputs: &FinancialSummaryInputs,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(FIRST_ROW, 0)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    print_set_up(sheet, inputs);
    sheet.set_landscape();
    Ok(())
}

/// A4 as wide as the page, and what it is above and below.
pub(super) fn print_set_up(sheet: &mut Worksheet, inputs: &FinancialSummaryInputs) {
    let what = format!("{}, financial summary {}", inputs.pact.title, inputs.year.settings.year);
    print::set_up(sheet, &what, inputs.pact.sample);
}

/// Stands where an amount cannot be said. Not an empty text: as the stored result of a formula that is
/// read as 0 by some programs.
pub(super) const CANNOT_SAY: &str = "–";

/// What is said of a statement that is incomplete.
pub(super) const INCOMPLETE: &str = "Incomplete: a line could not be read or converted, or its account is \
    not in the budget. The totals are not to be relied on; see “Counts as” in the ledger.";

/// What all amounts are in.
pub(super) fn in_currency(inputs: &FinancialSummaryInputs) -> String {
    let currency = inputs.statement.currency;
    let period = inputs.year.settings.period;
    let text = format!("Amounts in {currency}. Cash basis, {period}.");
    match inputs.statement.incomplete {
        true => format!("{text} {INCOMPLETE}"),
        false => text,
    }
}
