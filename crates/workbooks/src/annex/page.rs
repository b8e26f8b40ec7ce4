//! Writes a sheet: what stands above the table, the table, and how it is printed.

use std::collections::{BTreeMap, BTreeSet};

use model::Decimal;
use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, Formula, Table, TableColumn, TableFunction, TableStyle, Url,
    Workbook, Worksheet, XlsxError,
};

use super::AnnexInputs;
use super::contents::CONTENTS;
use super::front::SIGNS;
use super::layout::{
    ABOUT_ROW, BACK_ROW, FIRST_ROW, HEAD_ROW, METHOD_ROW, NOTES_ROW, SIGNS_ROW, SOURCE_ROW,
    TITLE_ROW, foot_row, last_row, row,
};
use super::sheet::{Cell, Column, Foot, Sheet, Shown, Sign};
use crate::print;
use crate::style;
use crate::text_fit::{height, lines};
use crate::xlsx::{absolute, absolute_range, cell_text, day, number, relative};

/// Size of all text but titles, in points.
pub(super) const SIZE: f64 = 12.0;
/// The size in which widths of columns are counted here, as `text_fit` takes it: letters are narrower than
/// the digits that columns are measured in.
const COUNTED: f64 = 10.0;
/// Rows above which a table can be filtered.
const FILTERED: usize = 30;
/// Widest a table can be and still be read on one page of A4, in characters.
const PRINTED: f64 = 180.0;
/// The number of A3 among paper sizes.
const A3: u8 = 8;
/// Width of a column that nobody set, in characters.
const DEFAULT_WIDTH: f64 = 8.4;

/// The formats of one table.
struct Formats {
    head: Format,
    head_right: Format,
    text: Format,
    sign: Format,
    link: Format,
    day: Format,
    foot: Format,
    numbers: BTreeMap<Shown, Format>,
    feet: BTreeMap<Shown, Format>,
}

impl Formats {
    fn of(sheet: &Sheet) -> Self {
        let text = style::cell().set_font_size(SIZE);
        let right =
            |format: &Format| format.clone().unset_text_wrap().set_align(FormatAlign::Right);
        let foot = text
            .clone()
            .set_bold()
            .set_background_color(style::PALE)
            .set_border_top(FormatBorder::Medium);
        let head = style::head().set_font_size(SIZE);
        let cells = sheet.rows.iter().flatten();
        let used: BTreeSet<Shown> = cells.filter_map(shown).collect();
        let feet = sheet.columns.iter().filter_map(|column| match column.foot {
            Foot::Sum(shown) => Some(shown),
            Foot::Empty => None,
        });
        Self {
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            sign: right(&text).set_font_color(style::MUTED),
            link: text.clone().set_hyperlink().set_font_size(SIZE),
            day: text.clone().set_num_format(style::DAY),
            numbers: used.into_iter().map(|s| (s, numbered(&right(&text), s))).collect(),
            feet: feet.map(|s| (s, numbered(&right(&foot), s))).collect(),
            foot,
            text,
        }
    }
}

fn shown(cell: &Cell) -> Option<Shown> {
    match cell {
        Cell::Number(_, shown) | Cell::Formula(_, _, shown) => Some(*shown),
        _ => None,
    }
}

fn numbered(format: &Format, shown: Shown) -> Format {
    format.clone().set_num_format(match shown {
        Shown::Grouped(places) => style::grouped(places),
        Shown::Percent => "0.0%".to_owned(),
    })
}

/// Adds a sheet with its table, the names of its columns and of their sums.
pub(super) fn write(
    workbook: &mut Workbook,
    inputs: &AnnexInputs,
    content: &Sheet,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(content.name)?;
    above(sheet, content)?;
    table(sheet, content)?;
    set_up(sheet, inputs, content)?;
    for (index, column) in (0..).zip(&content.columns).filter(|(_, column)| !column.key.is_empty())
    {
        let name = format!("{}_{}", content.id, column.key);
        let range = absolute_range(content.name, (FIRST_ROW, index), (last_row(content), index));
        workbook.define_name(&name, &format!("={range}"))?;
        if column.foot != Foot::Empty {
            let cell = absolute(content.name, foot_row(content), index);
            workbook.define_name(format!("{name}_total"), &format!("={cell}"))?;
        }
    }
    Ok(())
}

/// What stands above a table, a line each.
fn lines_above(content: &Sheet) -> [(u32, String); 5] {
    let notes = if content.notes.is_empty() { "none." } else { &content.notes };
    [
        (ABOUT_ROW, content.about.clone()),
        (SOURCE_ROW, format!("Source: {}", content.source)),
        (METHOD_ROW, format!("How it is made: {}", content.method)),
        (NOTES_ROW, format!("Notes: {notes}")),
        (SIGNS_ROW, signs(content)),
    ]
}

/// Writes what stands above the table, a line a cell in the first column.
fn above(sheet: &mut Worksheet, content: &Sheet) -> Result<(), XlsxError> {
    sheet.write_string_with_format(TITLE_ROW, 0, cell_text(&content.title), &style::title())?;
    sheet.set_row_height(TITLE_ROW, 28)?;
    let format = Format::new().set_font_size(SIZE).set_align(FormatAlign::Left);
    for (row, text) in lines_above(content) {
        let format = style::for_text(&format, &text);
        sheet.write_string_with_format(row, 0, cell_text(&text), &format)?;
    }
    let (target, text) = match content.name {
        CONTENTS => (SIGNS, "What the signs mean"),
        _ => (CONTENTS, "Back to the contents"),
    };
    let back = Url::new(format!("internal:'{target}'!A1")).set_text(text);
    let link = Format::new().set_hyperlink().set_font_size(SIZE);
    sheet.write_url_with_format(BACK_ROW, 0, back, &link)?;
    Ok(())
}

/// The signs in the table, and what an empty cell means.
fn signs(content: &Sheet) -> String {
    let cells = || content.rows.iter().flatten();
    let used = Sign::ALL.into_iter().filter(|sign| cells().any(|cell| *cell == Cell::Sign(*sign)));
    let used: Vec<&str> = used.map(Sign::text).collect();
    let empty = match cells().any(|cell| *cell == Cell::Empty) {
        true => "An empty cell: there is nothing to say; it is not zero.",
        false => "No cell is empty.",
    };
    match used.is_empty() {
        true => empty.to_owned(),
        false => {
            format!("Signs: {}; the sheet Signs says what they mean. {empty}", used.join(", "))
        }
    }
}

fn table(sheet: &mut Worksheet, content: &Sheet) -> Result<(), XlsxError> {
    let formats = Formats::of(content);
    let last = if content.has_foot() { foot_row(content) } else { last_row(content) };
    let last_column = u16::try_from(content.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let columns: Vec<TableColumn> =
        (0..).zip(&content.columns).map(|(index, c)| table_column(content, index, c)).collect();
    let table = Table::new()
        .set_name(content.id)
        .set_style(TableStyle::None)
        .set_banded_rows(false)
        .set_autofilter(content.rows.len() > FILTERED)
        .set_alt_text(&content.title)
        .set_columns(&columns)
        .set_total_row(content.has_foot());
    sheet.add_table(HEAD_ROW, 0, last, last_column, &table)?;
    head(sheet, content, &formats)?;
    for (index, cells) in content.rows.iter().enumerate() {
        let mut most = 1;
        for ((at, cell), column) in (0..).zip(cells).zip(&content.columns) {
            write_cell(sheet, (row(index), at), cell, &formats)?;
            most = most.max(lines_of(cell, column));
        }
        sheet.set_row_height(row(index), height(most, SIZE))?;
    }
    if content.has_foot() {
        foot(sheet, content, &formats)?;
    }
    Ok(())
}

/// A column as the table knows it: its header and what its foot computes.
fn table_column(content: &Sheet, index: u16, column: &Column) -> TableColumn {
    let made = TableColumn::new().set_header(&column.head);
    match column.foot {
        Foot::Sum(shown) => {
            made.set_total_function(TableFunction::Custom(total(content, index, shown)))
        }
        Foot::Empty if index == 0 && content.has_foot() => made.set_total_label(content.foot),
        Foot::Empty => made,
    }
}

/// The live sum of a column, with its result. Spreadsheets add binary numbers, so sums of cents are rounded to
/// the cent again.
fn total(content: &Sheet, column: u16, shown: Shown) -> Formula {
    let (first, last) = (relative(FIRST_ROW, column), relative(last_row(content), column));
    let formula = match shown {
        Shown::Grouped(0) | Shown::Percent => format!("SUM({first}:{last})"),
        Shown::Grouped(places) => format!("ROUND(SUM({first}:{last}),{places})"),
    };
    Formula::new(formula).set_result(plain(content.sum(column.into())))
}

fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

fn head(sheet: &mut Worksheet, content: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    let mut most = 1;
    for (index, column) in (0..).zip(&content.columns) {
        sheet.set_column_width(index, column.width)?;
        let format = if column.numbers { &formats.head_right } else { &formats.head };
        sheet.write_string_with_format(HEAD_ROW, index, &column.head, format)?;
        most = most.max(lines(&column.head, column.width - 1.0, COUNTED));
    }
    sheet.set_row_height(HEAD_ROW, height(most, SIZE))?;
    Ok(())
}

fn lines_of(cell: &Cell, column: &Column) -> usize {
    match cell {
        Cell::Text(text) | Cell::Link(text, _) => lines(text, column.width, COUNTED),
        _ => 1,
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &formats.text)?,
        Cell::Sign(sign) => {
            sheet.write_string_with_format(row, column, sign.text(), &formats.sign)?
        }
        Cell::Text(text) => {
            let format = style::for_text(&formats.text, text);
            sheet.write_string_with_format(row, column, cell_text(text), &format)?
        }
        Cell::Number(value, shown) => {
            let format = &formats.numbers[shown];
            sheet.write_number_with_format(row, column, number(*value), format)?
        }
        Cell::Formula(formula, value, shown) => {
            let formula = Formula::new(format!("={formula}")).set_result(plain(*value));
            sheet.write_formula_with_format(row, column, formula, &formats.numbers[shown])?
        }
        Cell::Day(date) => {
            sheet.write_datetime_with_format(row, column, day(*date)?, &formats.day)?
        }
        Cell::Link(text, target) => {
            let url = Url::new(format!("internal:'{target}'!A1")).set_text(cell_text(text));
            sheet.write_url_with_format(row, column, url, &formats.link)?
        }
    };
    Ok(())
}

fn foot(sheet: &mut Worksheet, content: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    let at = foot_row(content);
    for (index, column) in (0..).zip(&content.columns) {
        match column.foot {
            Foot::Sum(shown) => {
                let formula = total(content, index, shown);
                sheet.write_formula_with_format(at, index, formula, &formats.feet[&shown])?
            }
            Foot::Empty if index == 0 => {
                sheet.write_string_with_format(at, index, content.foot, &formats.foot)?
            }
            Foot::Empty => sheet.write_blank(at, index, &formats.foot)?,
        };
    }
    sheet.set_row_height(at, height(1, SIZE))?;
    Ok(())
}

/// Frozen header; landscape, as wide as one page, header and first column on each; on A3 where A4 would be too
/// small to read.
fn set_up(sheet: &mut Worksheet, inputs: &AnnexInputs, content: &Sheet) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(FIRST_ROW, 0)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet.set_repeat_columns(0, 0)?;
    printed(sheet, inputs);
    if table_width(content) > PRINTED {
        sheet.set_paper_size(A3);
    }
    let last = if content.has_foot() { foot_row(content) } else { last_row(content) };
    sheet.set_print_area(0, 0, last, last_column(content))?;
    Ok(())
}

/// Width of the table in characters.
fn table_width(content: &Sheet) -> f64 {
    content.columns.iter().map(|column| column.width).sum()
}

/// The last column that what stands above the table reaches: nothing is merged, so a sentence goes on over the empty
/// cells beside it, and beyond a narrow table.
fn last_column(content: &Sheet) -> u16 {
    let longest = lines_above(content).iter().map(|(_, text)| text.chars().count()).max();
    let longest = f64::from(u32::try_from(longest.unwrap_or(0)).unwrap_or(0)).min(PRINTED);
    let more = ((longest - table_width(content)) / DEFAULT_WIDTH).ceil().clamp(0.0, 20.0) as usize;
    u16::try_from(content.columns.len() + more).unwrap_or(u16::MAX).saturating_sub(1)
}

/// A4 landscape, and what it is above and below.
pub(super) fn printed(sheet: &mut Worksheet, inputs: &AnnexInputs) {
    let (pact, year) = (&inputs.pact.pact, inputs.year.settings.year);
    print::set_up(sheet, &format!("{}, annex {year}", pact.title), pact.sample);
    sheet.set_landscape();
}
