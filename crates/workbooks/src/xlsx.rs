//! Small things every workbook needs of the file format.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

/// Most characters a cell can hold.
const CELL_LIMIT: usize = 32_767;

/// Most characters the message of a validation can hold.
pub(crate) const MESSAGE_LIMIT: usize = 255;

/// A day as the format stores it; days before 1900 are an error of the format.
pub(crate) fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// The number as a spreadsheet stores it. Spreadsheets know binary numbers alone; amounts up to
/// 90 million million cents survive the way there and back exactly.
pub(crate) fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// Text cut to what a cell can hold.
pub(crate) fn cell_text(text: &str) -> String {
    cut(text, CELL_LIMIT)
}

/// Text of at most `limit` UTF-16 units (what the format counts), with `…` where it was cut.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut units = 1;
    for character in text.chars() {
        units += character.len_utf16();
        if units > limit {
            break;
        }
        kept.push(character);
    }
    kept.push('…');
    kept
}

/// `C5`, from row and column counted from 0.
pub(crate) fn relative(row: u32, column: u16) -> String {
    row_col_to_cell(row, column)
}

/// `'Sheet'!$C$5`, for defined names.
pub(crate) fn absolute(sheet: &str, row: u32, column: u16) -> String {
    let cell = rust_xlsxwriter::utility::row_col_to_cell_absolute(row, column);
    format!("'{}'!{cell}", sheet.replace('\'', "''"))
}

/// `'Sheet'!$C$5:$C$9`, for defined names and formulas.
pub(crate) fn absolute_range(sheet: &str, first: (u32, u16), last: (u32, u16)) -> String {
    let end = rust_xlsxwriter::utility::row_col_to_cell_absolute(last.0, last.1);
    format!("{}:{end}", absolute(sheet, first.0, first.1))
}

/// A text inside a formula, quoted.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Title, subject and a creation day that comes from the input, so that the bytes do not depend on the clock.
pub(crate) fn properties(
    title: &str,
    subject: &str,
    created: Date,
) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(cut(title, MESSAGE_LIMIT))
        .set_subject(cut(subject, MESSAGE_LIMIT))
        .set_author("cfit")
        .set_creation_datetime(&day(created)?))
}
