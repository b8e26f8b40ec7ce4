//! Supporting spreadsheets: order exports in layouts of their senders' own, read through `mapping.toml`.
//!
//! Reading goes by the header texts the mapping names, and only where the header is the one the mapping was
//! written for. Each row becomes a line, with a reason where the reader leaves it out; what was read is
//! counted before any such decision, so that each file's account can be closed (methodology: Volume 3).
//! What no mapping names never leaves its file.

mod classify;
mod columns;
mod header;
mod mapping;
mod row;
mod subtotals;
mod table;
mod values;

use std::collections::BTreeSet;

use model::supporting::TableReading;
use model::{
    Currency, Decimal, Fault, FaultKind, Identifier, InputFile, LineRecord, Pact, Period, Place,
    Sheet, Workbook,
};

pub use header::fingerprint;
pub use model::registers::ProductCode;

use crate::cells;
use mapping::TableMapping;

/// What reading one participant's supporting files needs.
#[derive(Clone, Copy)]
pub struct SupportingInputs<'a> {
    /// Whose files they are.
    pub participant: &'a Identifier,
    /// Its `mapping.toml`.
    pub mapping: Option<&'a InputFile>,
    /// The files in its folder `supporting/`.
    pub files: &'a [&'a InputFile],
    /// The Pact's settings, for the product groups.
    pub pact: &'a Pact,
    /// The year of the return.
    pub year: i16,
    /// The period rows must be dated in: the return's, else the year's.
    pub period: Period,
    /// Currency of amounts that name none: the return's.
    pub currency: Option<Currency>,
    /// The rate of the tax that amounts hold where the mapping does not say: the return's, as a fraction.
    pub included_tax: Option<Decimal>,
    /// `product-codes.csv`.
    pub product_codes: &'a [ProductCode],
}

/// What was read of one participant's supporting files.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SupportingReading {
    /// One entry for each table a mapping names and a file has.
    pub tables: Vec<TableReading>,
    /// The rows of tables of orders, in the order of files and rows.
    pub lines: Vec<LineRecord>,
    /// What could not be taken as it stands.
    pub faults: Vec<Fault>,
}

/// Reads a participant's supporting files through its mapping (contract: "Supporting spreadsheets and
/// `mapping.toml`").
///
/// Nothing in these files is an error of the run: a mapping or a file that cannot be read is a fault at
/// its place, and everything else is still read.
pub fn supporting(inputs: &SupportingInputs) -> SupportingReading {
    let mut reading = SupportingReading::default();
    let mut mapped = BTreeSet::new();
    let mapping = inputs.mapping.map(mapping::read).unwrap_or_default();
    let faults = mapping.faults.into_iter();
    reading.faults.extend(
        faults.map(|fault| Fault { participant: Some(inputs.participant.clone()), ..fault }),
    );
    let mut seen = BTreeSet::new();
    for name in &mapping.named_files {
        mapped.extend(file_named(inputs, name).map(|file| file.path.clone()));
    }
    let mut by_file: Vec<(&InputFile, Vec<&TableMapping>)> = Vec::new();
    for table in &mapping.tables {
        let Some(file) = file_named(inputs, &table.file) else {
            reading.faults.push(missing_file(inputs, table));
            continue;
        };
        match by_file.iter_mut().find(|(known, _)| known.path == file.path) {
            Some((_, tables)) => tables.push(table),
            None => by_file.push((file, vec![table])),
        }
    }
    for (file, tables) in by_file {
        match cells::workbook(file) {
            Ok(workbook) => read_tables(inputs, &workbook, &tables, &mut seen, &mut reading),
            Err(fault) => reading.faults.push(file_fault(inputs, file, fault)),
        }
    }
    if !mapping.broken {
        let unmapped = inputs.files.iter().filter(|file| !mapped.contains(&file.path));
        let faults = unmapped.map(|file| unmapped_file(inputs, file));
        reading.faults.extend(faults);
    }
    reading
}

/// The file a mapping names: relative to the return's folder or to `supporting/`.
fn file_named<'a>(inputs: &SupportingInputs<'a>, name: &str) -> Option<&'a InputFile> {
    let name = name.trim().trim_start_matches("./").replace('\\', "/");
    let ending = match name.strip_prefix("supporting/") {
        Some(inner) => format!("/supporting/{inner}"),
        None => format!("/supporting/{name}"),
    };
    let mut files = inputs.files.iter();
    files.find(|file| file.path.ends_with(&ending) || file.name() == name).copied()
}

fn read_tables(
    inputs: &SupportingInputs,
    workbook: &Workbook,
    tables: &[&TableMapping],
    seen: &mut BTreeSet<row::Likeness>,
    reading: &mut SupportingReading,
) {
    let mut named = BTreeSet::new();
    let mut read_before = BTreeSet::new();
    for table in tables {
        match sheet_of(workbook, table) {
            Ok(sheet) => {
                named.insert(sheet.title.clone());
                if !read_before.insert((&sheet.title, &table.header_rows, table.kind.code())) {
                    reading.faults.push(mapped_twice(inputs, table));
                    continue;
                }
                table::read(inputs, workbook, sheet, table, seen, reading);
            }
            Err(expected) => reading.faults.push(Fault {
                kind: FaultKind::MappedSheetMissing,
                participant: Some(inputs.participant.clone()),
                place: table.place.clone(),
                raw: table.sheet.clone().unwrap_or_default(),
                field: "sheet".to_owned(),
                label: workbook.path.clone(),
                expected,
                context: Vec::new(),
            }),
        }
    }
    // Where a sheet was not found it is unknown which ones the mapping leaves out.
    if named.len() < tables.len() && workbook.sheets.len() > 1 && named.is_empty() {
        return;
    }
    for sheet in &workbook.sheets {
        let is_table = sheet.rows().filter(|(_, row)| row.len() > 1).count() > 1;
        if is_table && !named.contains(&sheet.title) {
            reading.faults.push(unmapped_sheet(inputs, workbook, sheet));
        }
    }
}

/// The sheet a mapping means; in words what was expected where there is none.
fn sheet_of<'a>(workbook: &'a Workbook, table: &TableMapping) -> Result<&'a Sheet, String> {
    if workbook.format == model::cell::FileFormat::Csv {
        return workbook.sheets.first().ok_or_else(String::new);
    }
    let titles: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.title.as_str()).collect();
    let listed = titles.join("`, `");
    let Some(wanted) = &table.sheet else {
        let mut filled = workbook.sheets.iter().filter(|sheet| !sheet.cells.is_empty());
        return match (filled.next(), filled.next()) {
            (Some(only), None) => Ok(only),
            (None, _) => Err("a sheet that holds something".to_owned()),
            _ => Err(format!("the title of one sheet, since the file has several: `{listed}`")),
        };
    };
    let folded = crate::text::folded(wanted);
    let found = workbook.sheet(wanted).or_else(|| {
        let mut alike = workbook.sheets.iter();
        alike.find(|sheet| crate::text::folded(&sheet.title) == folded)
    });
    found.ok_or_else(|| match crate::nearest::nearest(wanted, titles) {
        Some(near) => format!("the title of a sheet of the file; the nearest is `{near}`"),
        None => format!("the title of a sheet of the file, which has `{listed}`"),
    })
}

fn missing_file(inputs: &SupportingInputs, table: &TableMapping) -> Fault {
    let names: Vec<&str> = inputs.files.iter().map(|file| file.name()).collect();
    let wanted = table.file.rsplit('/').next().unwrap_or(&table.file);
    let expected = match crate::nearest::nearest(wanted, names.iter().copied()) {
        Some(near) => format!("the name of a file in `supporting/`; the nearest is `{near}`"),
        None => "the name of a file in `supporting/`".to_owned(),
    };
    Fault {
        kind: FaultKind::MappedFileMissing,
        participant: Some(inputs.participant.clone()),
        place: table.place.clone(),
        raw: table.file.clone(),
        field: "file".to_owned(),
        label: "file".to_owned(),
        expected,
        context: Vec::new(),
    }
}

/// A second mapping of a table: read again, its rows would be counted twice.
fn mapped_twice(inputs: &SupportingInputs, table: &TableMapping) -> Fault {
    Fault {
        kind: FaultKind::BadRegisterValue,
        participant: Some(inputs.participant.clone()),
        place: table.place.clone(),
        raw: table.file.clone(),
        field: "file".to_owned(),
        label: "file".to_owned(),
        expected: "one [[table]] for each table; an earlier one names the same file, sheet and header, so this one is not read".to_owned(),
        context: Vec::new(),
    }
}

fn file_fault(inputs: &SupportingInputs, file: &InputFile, fault: cells::FileFault) -> Fault {
    Fault {
        kind: fault.kind,
        participant: Some(inputs.participant.clone()),
        place: Place::file(file.path.clone()),
        raw: fault.detail,
        field: String::new(),
        label: file.name().to_owned(),
        expected: "a spreadsheet that can be read".to_owned(),
        context: Vec::new(),
    }
}

fn unmapped_file(inputs: &SupportingInputs, file: &InputFile) -> Fault {
    let workbook = match cells::workbook(file) {
        Ok(workbook) => workbook,
        Err(fault) => return file_fault(inputs, file, fault),
    };
    let rows: usize = workbook.sheets.iter().map(|s| s.rows().count()).sum();
    unmapped(inputs, Place::file(file.path.clone()), file.name(), rows)
}

fn unmapped_sheet(inputs: &SupportingInputs, workbook: &Workbook, sheet: &Sheet) -> Fault {
    let first = sheet.cells.first().map(|cell| cell.address);
    let place = match first {
        Some(address) => cells::place(workbook, sheet, address),
        None => Place::file(workbook.path.as_str()),
    };
    unmapped(inputs, place, &sheet.title, sheet.rows().count())
}

fn unmapped(inputs: &SupportingInputs, place: Place, label: &str, rows: usize) -> Fault {
    Fault {
        kind: FaultKind::UnmappedTable,
        participant: Some(inputs.participant.clone()),
        place,
        raw: format!("{rows} rows with something in them"),
        field: String::new(),
        label: label.to_owned(),
        expected: "a [[table]] in mapping.toml that says what its columns mean; until then none of its rows counts".to_owned(),
        context: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
