//! One table of an OpenDocument file.

use model::{Cell, CellAddress, Sheet};
use quick_xml::events::{BytesStart, Event};

use super::super::FileFault;
use super::super::limits::Budget;
use super::super::package::attribute;
use super::{XmlReader, cell, event, skip};

/// Rows and columns of the largest sheet any program writes.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Reads a table up to its end.
pub(super) fn read(
    reader: &mut XmlReader<'_>,
    title: String,
    budget: &mut Budget,
) -> Result<Sheet, FileFault> {
    let mut sheet = Sheet {
        title,
        hidden: false,
        cells: Vec::new(),
        hidden_rows: Vec::new(),
        merged: Vec::new(),
    };
    let mut row = 0_u32;
    let mut hidden_groups = Vec::new();
    loop {
        match event(reader)? {
            Event::Start(element) => match element.name().as_ref() {
                "table:table-row" => {
                    let hidden = is_hidden(&element) || hidden_groups.contains(&true);
                    let repeats = repeats(&element, "table:number-rows-repeated");
                    read_row(reader, &mut sheet, (row, repeats), hidden, budget)?;
                    row = row.saturating_add(repeats);
                }
                "table:table-row-group" => {
                    let display = attribute(&element, "table:display");
                    hidden_groups.push(display.as_deref() == Some("false"));
                }
                // Drawings and forms hold texts and tables of their own.
                "table:shapes" | "office:forms" | "table:table" | "table:table-source" => {
                    skip(reader, element.name().as_ref())?;
                }
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "table:table" => return Ok(sheet),
                "table:table-row-group" => {
                    hidden_groups.pop();
                }
                _ => {}
            },
            Event::Eof => return Err(FileFault::damaged("its content breaks off in a table")),
            _ => {}
        }
    }
}

fn is_hidden(row: &BytesStart) -> bool {
    let visibility = attribute(row, "table:visibility");
    matches!(visibility.as_deref(), Some("collapse" | "filter"))
}

fn repeats(element: &BytesStart, name: &str) -> u32 {
    let number = attribute(element, name).and_then(|number| number.trim().parse().ok());
    number.unwrap_or(1)
}

/// Reads a row and sets its cells down as often as the row is repeated.
fn read_row(
    reader: &mut XmlReader<'_>,
    sheet: &mut Sheet,
    (first, row_repeats): (u32, u32),
    hidden: bool,
    budget: &mut Budget,
) -> Result<(), FileFault> {
    let start = sheet.cells.len();
    let mut column = 0_u32;
    loop {
        match event(reader)? {
            Event::Start(element) => {
                let name = element.name();
                let name = name.as_ref();
                if name != "table:table-cell" && name != "table:covered-table-cell" {
                    continue;
                }
                let column_repeats = repeats(&element, "table:number-columns-repeated");
                let address = CellAddress::new(first, column);
                extend_merged(sheet, &element, address);
                if let Some(found) = cell::read(reader, &element, address)? {
                    let end = column.saturating_add(column_repeats).min(COLUMNS);
                    for column in column..end {
                        let mut copy = found.clone();
                        copy.address.column = column;
                        budget.take(&copy)?;
                        sheet.cells.push(copy);
                    }
                }
                column = column.saturating_add(column_repeats);
            }
            Event::End(element) if element.name().as_ref() == "table:table-row" => break,
            Event::Eof => return Err(FileFault::damaged("its content breaks off in a row")),
            _ => {}
        }
    }
    if first >= ROWS {
        sheet.cells.truncate(start);
    }
    repeat_row(sheet, start, (first, row_repeats), hidden, budget)
}

fn repeat_row(
    sheet: &mut Sheet,
    start: usize,
    (first, row_repeats): (u32, u32),
    hidden: bool,
    budget: &mut Budget,
) -> Result<(), FileFault> {
    if sheet.cells.len() == start {
        return Ok(());
    }
    let template: Vec<Cell> = sheet.cells[start..].to_vec();
    let end = first.saturating_add(row_repeats).min(ROWS);
    for row in first..end {
        if hidden {
            sheet.hidden_rows.push(row);
        }
        if row == first {
            continue;
        }
        for cell in &template {
            let mut copy = cell.clone();
            copy.address.row = row;
            budget.take(&copy)?;
            sheet.cells.push(copy);
        }
    }
    Ok(())
}

fn extend_merged(sheet: &mut Sheet, element: &BytesStart, first: CellAddress) {
    let rows = repeats(element, "table:number-rows-spanned");
    let columns = repeats(element, "table:number-columns-spanned");
    if rows > 1 || columns > 1 {
        let row = first.row.saturating_add(rows.max(1) - 1);
        let column = first.column.saturating_add(columns.max(1) - 1);
        sheet.merged.push((first, CellAddress::new(row, column)));
    }
}
