//! A spreadsheet as somebody else would make one: cells laid where the caller says, and nothing of our own style.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use crate::error::Error;
use crate::xlsx::{cell_text, day, number, properties};

/// A sheet, row by row from its first.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SpreadsheetSheet {
    /// Its name; at most 31 characters, and none of `[]:*?/\`.
    pub name: String,
    /// Its cells.
    pub rows: Vec<Vec<SpreadsheetCell>>,
    /// Rectangles that are merged, each as its first and last cell (row, column), counted from 0. What stands in the
    /// first cell is shown.
    pub merged: Vec<((u32, u16), (u32, u16))>,
    /// Rows in bold, counted from 0.
    pub bold: Vec<u32>,
    /// The width of each column in characters; columns without one have the program's own.
    pub widths: Vec<f64>,
    /// Rows that are hidden, counted from 0.
    pub hidden: Vec<u32>,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum SpreadsheetCell {
    /// Nothing.
    Blank,
    /// Text, also where it looks like a number or a formula.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A number shown in a format of the spreadsheet program, such as `#,##0.00`.
    Formatted(Decimal, &'static str),
    /// A day.
    Day(Date),
    /// A formula, without `=`, and the result the file holds of it.
    Formula(String, String),
}

/// The bytes of an xlsx file with these sheets. The same input gives the same bytes: `created` is the day the file
/// says it was made.
///
/// # Errors
/// Where a sheet breaks a limit of the file format.
pub fn spreadsheet(
    title: &str,
    created: Date,
    sheets: &[SpreadsheetSheet],
) -> Result<Vec<u8>, Error> {
    let written = || {
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties(title, "", created)?);
        for sheet in sheets {
            write(workbook.add_worksheet(), sheet)?;
        }
        workbook.save_to_buffer()
    };
    written().map_err(|cause| Error { workbook: title.to_owned(), cause })
}

fn write(to: &mut Worksheet, sheet: &SpreadsheetSheet) -> Result<(), XlsxError> {
    to.set_name(&sheet.name)?;
    for (column, width) in (0u16..).zip(&sheet.widths) {
        to.set_column_width(column, *width)?;
    }
    // Merging writes the first cell, so what stands in it comes after.
    let centred = Format::new().set_align(FormatAlign::Center);
    for ((first_row, first_column), (last_row, last_column)) in sheet.merged.iter().copied() {
        to.merge_range(first_row, first_column, last_row, last_column, "", &centred)?;
    }
    let bold_rows: BTreeSet<u32> = sheet.bold.iter().copied().collect();
    for (row, cells) in (0u32..).zip(&sheet.rows) {
        let bold = bold_rows.contains(&row);
        for (column, cell) in (0u16..).zip(cells) {
            write_cell(to, row, column, cell, bold)?;
        }
    }
    for row in &sheet.hidden {
        to.set_row_hidden(*row)?;
    }
    Ok(())
}

fn write_cell(
    to: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &SpreadsheetCell,
    bold: bool,
) -> Result<(), XlsxError> {
    let format = if bold { Format::new().set_bold() } else { Format::new() };
    match cell {
        SpreadsheetCell::Blank => {}
        SpreadsheetCell::Text(text) if !bold => {
            to.write_string(row, column, cell_text(text))?;
        }
        SpreadsheetCell::Number(value) if !bold => {
            to.write_number(row, column, number(*value))?;
        }
        SpreadsheetCell::Text(text) => {
            to.write_string_with_format(row, column, cell_text(text), &format)?;
        }
        SpreadsheetCell::Number(value) => {
            to.write_number_with_format(row, column, number(*value), &format)?;
        }
        SpreadsheetCell::Formatted(value, shown) => {
            let format = format.set_num_format(*shown);
            to.write_number_with_format(row, column, number(*value), &format)?;
        }
        SpreadsheetCell::Day(date) => {
            let format = format.set_num_format("yyyy-mm-dd");
            to.write_datetime_with_format(row, column, day(*date)?, &format)?;
        }
        SpreadsheetCell::Formula(formula, result) => {
            let formula = Formula::new(formula).set_result(result);
            to.write_formula_with_format(row, column, formula, &format)?;
        }
    }
    Ok(())
}
