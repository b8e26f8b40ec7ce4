//! What every sheet of the summary has: title, table head, page set-up.

use jiff::civil::Date;
use model::finance::Statement;
use model::{Currency, Decimal};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, Worksheet, XlsxError,
};

use super::FinancialSummaryInputs;
use crate::print::{self, SAMPLE};
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::words;

/// Row of a setting that formulas of the sheet use, of the table's head, and the first row below, from 0.
pub(super) const SETTING_ROW: u32 = 2;
pub(super) const HEAD_ROW: u32 = 3;
pub(super) const FIRST_ROW: u32 = 4;

/// Titles of the sheets.
pub(super) const STATEMENT: &str = "Statement";
pub(super) const ACCOUNTS: &str = "Accounts";
pub(super) const ACTIVITIES: &str = "Activities";
pub(super) const FUNDS: &str = "Funds";
pub(super) const CONTRIBUTIONS: &str = "Contributions";
pub(super) const DUES: &str = "Dues";
pub(super) const RECEIPTS: &str = "Receipts";
pub(super) const IN_KIND: &str = "In kind";
pub(super) const COMMITMENTS: &str = "Commitments";
pub(super) const YEARS: &str = "Years";
pub(super) const CHECKS: &str = "Checks";
pub(super) const LEDGER: &str = "Ledger";

/// Stands where an amount does not apply, as a share of nothing. Not an empty text: as the stored result of a formula
/// that is read as 0 by some programs.
pub(super) const NOT_APPLICABLE: &str = "–";
/// Stands where an amount would rest on what could not be read or converted, or nobody decided.
pub(super) const NOT_KNOWN: &str = "[not known]";
/// Stands where something was asked for and left blank.
pub(super) const NOT_ANSWERED: &str = "[not answered]";
/// Stands where there is something that is not shown.
pub(super) const WITHHELD: &str = "[withheld]";

/// What a comparison comes to.
pub(super) const AGREES: &str = "agrees";
pub(super) const LOOK_HERE: &str = "look here";

/// What is said of a statement that is incomplete.
pub(super) const INCOMPLETE: &str = "Incomplete: a file or a row could not be read, an amount could not be \
    converted, or an account is not in the budget. What would rest on it says “[not known]”; the rows that could be read \
    stand in the ledger, where “Counts as” says which are in no total.";

/// What is said of a statement of the whole year that was compared with no bank.
pub(super) const BANK_MISSING: &str = "The bank's balance on the last day is not on file yet, so the closing balance \
    is not compared with it.";

/// Whether a statement of the whole year has no bank's balance beside it.
pub(super) fn bank_is_missing(statement: &Statement) -> bool {
    statement.as_of.is_none() && statement.bank_closing.is_none()
}

/// Head of a column: label, width, and whether it stands over the right end of numbers.
pub(super) struct Head {
    pub label: String,
    pub width: f64,
    pub right: bool,
}

impl Head {
    /// Over text and days.
    pub(super) fn text(label: impl Into<String>, width: f64) -> Self {
        Self { label: label.into(), width, right: false }
    }

    /// Over numbers.
    pub(super) fn number(label: impl Into<String>, width: f64) -> Self {
        Self { label: label.into(), width, right: true }
    }
}

/// Title, a line below it, and the head of the table.
pub(super) fn head(
    sheet: &mut Worksheet,
    title: &str,
    below: &str,
    columns: &[Head],
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, title, &style::title())?;
    sheet.set_row_height(0, 28)?;
    let total: f64 = columns.iter().map(|head| head.width).sum();
    let last = columns.len() as u16 - 1;
    sheet.merge_range(1, 0, 1, last, below, &style::muted().set_indent(0))?;
    sheet.set_row_height(1, height(lines(below, total, 10.0), 10.0))?;
    for (column, head) in (0..).zip(columns) {
        sheet.set_column_width(column, head.width)?;
    }
    heads(sheet, HEAD_ROW, columns)
}

/// What a setting above the table is; its row is as high as keeps it apart from the head. Gives back the format of the
/// setting itself.
pub(super) fn setting(sheet: &mut Worksheet, text: &str) -> Result<Format, XlsxError> {
    let format = style::text().unset_text_wrap().set_indent(0);
    sheet.write_string_with_format(SETTING_ROW, 0, text, &format)?;
    sheet.set_row_height(SETTING_ROW, height(2, 11.0))?;
    Ok(format.set_bold())
}

/// The head of a further table on a sheet, in columns whose widths stand.
pub(super) fn heads(sheet: &mut Worksheet, row: u32, columns: &[Head]) -> Result<(), XlsxError> {
    let mut most = 1;
    for (column, head) in (0..).zip(columns) {
        let format = match head.right {
            true => style::head().set_align(FormatAlign::Right),
            false => style::head(),
        };
        sheet.write_string_with_format(row, column, &head.label, &format)?;
        most = most.max(lines(&head.label, head.width, 11.0));
    }
    sheet.set_row_height(row, height(most, 11.0))?;
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

/// A4 as wide as the page; above, who may read it, of which day it is and how far it can be relied on; below, what it is.
pub(super) fn print_set_up(sheet: &mut Worksheet, inputs: &FinancialSummaryInputs) {
    print::set_up(sheet, &what(inputs), inputs.pact.sample);
    let sample = if inputs.pact.sample { format!("&B{SAMPLE}&B\n") } else { String::new() };
    let day = words("en").day(dated(inputs));
    sheet.set_header(format!("&L{PUBLIC}&C{sample}{}&R{day}", status(inputs)));
}

/// Who may read it, in the word of the page.
pub(super) const PUBLIC: &str = "Public";
const NOT_AUDITED: &str = "This summary has not been audited.";

/// The day it is dated: as the page, that of the year's report, or that up to which an interim summary goes.
pub(super) fn dated(inputs: &FinancialSummaryInputs) -> Date {
    inputs.statement.as_of.unwrap_or(inputs.year.settings.report_date)
}

/// How far it can be relied on, in the words of the page.
pub(super) fn status(inputs: &FinancialSummaryInputs) -> String {
    format!("{}. {NOT_AUDITED}", inputs.status.replace('\u{a0}', " "))
}

/// What the workbook is.
pub(super) fn what(inputs: &FinancialSummaryInputs) -> String {
    let year = inputs.year.settings.year;
    let interim = match inputs.statement.as_of {
        Some(day) => format!(", interim up to {day}"),
        None => String::new(),
    };
    format!("{}, financial summary {year}{interim}", inputs.pact.title)
}

/// Shows what agrees and what does not apart, in the cells from `first` to `last`.
pub(super) fn mark(
    sheet: &mut Worksheet,
    first: (u32, u16),
    last: (u32, u16),
) -> Result<(), XlsxError> {
    for (word, format) in [(AGREES, style::agrees()), (LOOK_HERE, style::differs())] {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(word))
            .set_format(format);
        sheet.add_conditional_format(first.0, first.1, last.0, last.1, &rule)?;
    }
    Ok(())
}

/// What all amounts of the sheet are in, and of which days they are.
pub(super) fn in_currency(inputs: &FinancialSummaryInputs) -> String {
    let statement = inputs.statement;
    let currency = statement.currency;
    let period = inputs.year.settings.period;
    let mut text = match statement.as_of {
        Some(day) => format!(
            "Interim: amounts in {currency}, cash basis, {} to {day}, beside the budget of the whole year ({period}).",
            period.start
        ),
        None => format!("Amounts in {currency}. Cash basis, {period}."),
    };
    if statement.incomplete {
        text = format!("{text} {INCOMPLETE}");
    }
    text
}

/// Sums of cents are rounded to the cent again: spreadsheets add binary numbers.
pub(super) fn rounded(formula: &str, currency: Currency) -> String {
    format!("ROUND({formula},{})", currency.minor_unit())
}

/// Whether a value is not so near half a minor unit that the way of rounding matters: a spreadsheet rounds half a cent
/// away from zero.
pub(super) fn is_clear(exact: Decimal, currency: Currency) -> bool {
    let scale = Decimal::from(10_i64.pow(currency.minor_unit()));
    let Some(minor) = exact.abs().checked_mul(scale) else { return false };
    (minor.fract() - Decimal::new(5, 1)).abs() > Decimal::new(1, 6)
}

/// A width that the largest amount of the workbook fits in, with its sign, its point and what stands between thousands;
/// at least so many characters.
pub(super) fn amount_width(statement: &Statement, least: f64) -> f64 {
    let sum = |amounts: &mut dyn Iterator<Item = i64>| amounts.map(i64::unsigned_abs).sum::<u64>();
    let lines = || statement.contributions.iter();
    let largest = [
        sum(&mut lines().filter_map(|line| line.due)),
        sum(&mut lines().map(|line| line.received)),
        sum(&mut statement.accounts.iter().map(|line| line.revised_budget)),
        statement.opening.unsigned_abs(),
        statement.closing.unsigned_abs(),
        statement.income.unsigned_abs(),
        statement.expense.unsigned_abs(),
        statement.booked.iter().map(|line| line.line.amount.unsigned_abs()).max().unwrap_or(0),
    ];
    let digits = largest.into_iter().max().unwrap_or_default().to_string().len();
    (digits as f64 * 4.0 / 3.0 + 4.0).max(least)
}

/// Amounts with as many decimals as the currency has.
pub(super) fn amount_format(currency: Currency) -> String {
    grouped_at_right(currency.minor_unit())
}

/// Grouped digits with this many decimals, a little to the left of the cell's end.
pub(super) fn grouped_at_right(places: u32) -> String {
    let digits = style::grouped(places);
    at_right(digits.split(';').next().unwrap_or_default())
}

/// A number format whose numbers stand as far from the cell's end as words with an indent do. Numbers with an indent would
/// do, but LibreOffice does not keep it for all formulas.
pub(super) fn at_right(digits: &str) -> String {
    format!("{digits}_)_);\"−\"{digits}_)_)")
}
