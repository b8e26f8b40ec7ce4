//! Supporting spreadsheets: order exports in layouts of their senders' own, read through `mapping.toml`.
//!
//! Reading goes by the header texts the mapping names, and only where the header is the one the mapping was
//! written for. Each row becomes a line, with a reason where the reader leaves it out; what was read is
//! counted before any such decision, so that each file's account can be closed (methodology: Volume 3).
//! What no mapping names never leaves its file.

mod classify;
mod columns;
mod conditions;
mod contradictions;
mod days;
mod devices;
mod faults;
mod files;
mod layout;
mod ledger;
mod likeness;
mod mapping;
mod merged;
mod nearby;
mod orders;
mod owner;
mod parts;
mod passed_over;
mod pivots;
mod row;
mod stated;
mod subtotals;
mod table;
mod values;

use std::collections::BTreeMap;

use model::supporting::{DeviceGroup, TableReading};
use model::vocabulary::{AmountBasis, Tax};
use model::volume::LeftOutReason;
use model::{
    Currency, Decimal, Fault, FaultKind, Identifier, InputFile, LineRecord, Pact, Period, Place,
    Workbook,
};

pub use classify::RowRegisters;
pub(crate) use classify::unclassified::{UnclassifiedRow, words as unclassified_words};
pub use layout::fingerprint;
pub(crate) use ledger::{
    LedgerInputs, Unfit, is_printable, ledger_export, named_by_ledger_mapping,
};
pub use model::registers::ProductCode;
pub(crate) use subtotals::{TotalWord, total_word};

use crate::cells;
use conditions::Fitted;
use likeness::Seen;
use mapping::{Mapping, TableMapping};
use owner::Owner;

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
    /// `product-codes.csv`, `ecolabels.csv` and `condition-words.csv`.
    pub registers: &'a RowRegisters<'a>,
    /// Whether a workbook of the participant counts as its return. Without one, the tables are the return, and
    /// they count only where somebody confirmed what the mapping says.
    pub has_return: bool,
}

/// What was read of one participant's supporting files.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SupportingReading {
    /// One entry for each table a mapping names and a file has.
    pub tables: Vec<TableReading>,
    /// The rows of tables of orders, in the order of files and rows.
    pub lines: Vec<LineRecord>,
    /// The rows of tables of assets and of disposals, summed where they are alike.
    pub devices: Vec<DeviceGroup>,
    /// Orders that are left out since nothing tells their product group.
    pub(crate) unclassified: Vec<UnclassifiedRow>,
    /// Orders that count, by what another participant would write alike of them.
    pub listed: Vec<Listed>,
    /// Whether somebody confirmed what the mapping says.
    pub confirmed: bool,
    /// What the mapping says of the amounts of all its tables of orders.
    pub amounts: Amounts,
    /// What could not be taken as it stands.
    pub faults: Vec<Fault>,
}

/// An order by which another participant's is found to be the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Listed {
    /// What it shares with one that is the same: a mark of reference, day, description, amount and currency.
    pub mark: u128,
    /// Index of its table among those read.
    pub table: u32,
    /// Its row, from 1.
    pub row: u32,
    /// The column of its amount, from 0.
    pub column: u32,
}

/// What a mapping says of its amounts; `None` where its tables do not all say the same.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Amounts {
    /// What event they are taken at.
    pub basis: Option<AmountBasis>,
    /// Whether they hold taxes.
    pub tax: Option<Tax>,
    /// The rate of that tax, as a fraction.
    pub tax_rate: Option<Decimal>,
}

/// Reads a participant's supporting files through its mapping (contract: "Supporting spreadsheets and
/// `mapping.toml`").
///
/// Nothing in these files is an error of the run: a mapping or a file that cannot be read is a fault at
/// its place, and everything else is still read.
pub fn supporting(inputs: &SupportingInputs) -> SupportingReading {
    let mapping = inputs.mapping.map(|file| mapping::read(file, mapping::Of::Participant));
    let mapping = mapping.unwrap_or_default();
    let owner = &Owner::of(inputs);
    let mut reading = SupportingReading {
        confirmed: mapping.confirmed.is_some(),
        amounts: amounts(&mapping.tables),
        ..SupportingReading::default()
    };
    let own =
        |fault: &Fault| Fault { participant: Some(inputs.participant.clone()), ..fault.clone() };
    reading.faults.extend(mapping.faults.iter().map(own));
    let (mut seen, mut fitted) = (Seen::default(), Vec::new());
    for (file, tables) in files::by_file(owner, &mapping, &mut reading.faults) {
        let format = cells::TextFormat {
            delimiter: tables.iter().find_map(|table| table.delimiter),
            encoding: tables.iter().find_map(|table| table.encoding),
        };
        if format.encoding.is_none() {
            reading.faults.extend(files::encoding_guessed(owner, file));
        }
        match cells::text_as(file, format) {
            Ok(workbook) => {
                fitted.extend(read_tables(inputs, &workbook, &tables, &mut seen, &mut reading));
            }
            Err(fault) => {
                fitted.extend(tables.iter().map(|table| (*table, None)));
                reading.faults.push(files::file_fault(owner, file, fault));
            }
        }
    }
    reading.faults.extend(conditions::without_row(owner, &fitted));
    for table in &mut reading.tables {
        table.confirmed.clone_from(&mapping.confirmed);
    }
    reading.faults.extend(files::unmapped_files(owner, &mapping));
    unconfirmed(inputs, &mapping, &mut reading);
    reading
}

/// What all tables of orders say of their amounts.
fn amounts(tables: &[TableMapping]) -> Amounts {
    let usable = tables.iter().filter(|table| table.unusable.is_none());
    let mut orders = usable.filter(|t| t.kind == model::supporting::TableKind::Orders);
    let said = |table: &TableMapping| (table.amount_basis, table.tax, table.tax_rate);
    let Some((mut basis, mut tax, mut tax_rate)) = orders.next().map(said) else {
        return Amounts::default();
    };
    for other in orders.map(said) {
        basis = basis.filter(|basis| other.0 == Some(*basis));
        if (tax, tax_rate) != (other.1, other.2) {
            (tax, tax_rate) = (None, None);
        }
    }
    Amounts { basis, tax, tax_rate }
}

/// What a mapping that nobody confirmed means: without a return beside it none of its rows counts.
fn unconfirmed(inputs: &SupportingInputs, mapping: &Mapping, reading: &mut SupportingReading) {
    let (Some(file), None, false) = (inputs.mapping, &mapping.confirmed, mapping.broken) else {
        return;
    };
    if reading.tables.is_empty() {
        return;
    }
    let expected = "`confirmed_on = 2026-03-31` and `confirmed_by = \"AB\"` at the top of mapping.toml: who looked at what the columns mean, and when";
    reading.faults.push(Fault {
        kind: match inputs.has_return {
            true => FaultKind::MappingProposed,
            false => FaultKind::MappingUnconfirmed,
        },
        participant: Some(inputs.participant.clone()),
        place: Place::line(file.path.clone(), 1, 1),
        raw: String::new(),
        field: "confirmed_on".to_owned(),
        label: "confirmed_on".to_owned(),
        expected: expected.to_owned(),
        context: Vec::new(),
    });
    if inputs.has_return {
        return;
    }
    let lines = reading.lines.iter_mut().map(|line| &mut line.reason);
    let devices = reading.devices.iter_mut().map(|group| &mut group.reason);
    for reason in lines.chain(devices) {
        if matches!(reason, None | Some(LeftOutReason::Unclassified | LeftOutReason::NotInScope)) {
            *reason = Some(LeftOutReason::Refused);
        }
    }
    reading.unclassified.clear();
    reading.listed.clear();
}

/// Reads the tables of one file; with which of their conditions fit a row of it.
fn read_tables<'m>(
    inputs: &SupportingInputs,
    workbook: &Workbook,
    tables: &[&'m TableMapping],
    seen: &mut Seen,
    reading: &mut SupportingReading,
) -> Vec<Fitted<'m>> {
    let mut fitted = Vec::new();
    let mut by_sheet: BTreeMap<usize, Vec<&TableMapping>> = BTreeMap::new();
    let mut order: Vec<(usize, &'m TableMapping, Option<String>)> = Vec::new();
    let mut without_sheet = Vec::new();
    for table in tables {
        match files::sheets_of(workbook, table) {
            Ok(sheets) => {
                for number in sheets {
                    by_sheet.entry(number).or_default().push(table);
                    order.push((number, table, table.unusable.clone()));
                }
            }
            Err(expected) => {
                fitted.push((*table, None));
                let fault = files::missing_sheet(&Owner::of(inputs), workbook, table, expected);
                without_sheet.push((*table, fault.clone()));
                reading.faults.push(fault);
            }
        }
    }
    for (table, fault) in without_sheet {
        let Some(number) = files::meant(workbook, table, |number| by_sheet.contains_key(&number))
        else {
            continue;
        };
        by_sheet.entry(number).or_default().push(table);
        let why =
            format!("the mapping names the sheet `{}`; expected {}", fault.raw, fault.expected);
        order.push((number, table, Some(why)));
    }
    // Of two entries for the same rows the one that can be used reads them.
    order.sort_by_key(|(_, _, unusable)| unusable.is_some());
    let mut taken: BTreeMap<usize, table::Taken> = BTreeMap::new();
    for (number, table, unusable) in order {
        let sheet = &workbook.sheets[number];
        let others = by_sheet.get(&number).into_iter().flatten().copied();
        let others: Vec<&TableMapping> =
            others.filter(|other| !std::ptr::eq(*other, table)).collect();
        let taken = taken.entry(number).or_default();
        let of_sheet = (table, others.as_slice(), unusable.as_deref());
        let read = table::read(inputs, (workbook, sheet), of_sheet, taken, seen, reading);
        fitted.push((table, read.as_ref().ok().cloned().flatten()));
        if read.is_err() && unusable.is_none() {
            reading.faults.push(mapped_twice(&Owner::of(inputs), table));
        }
    }
    // Where no sheet was found it is unknown which ones the mapping leaves out.
    if by_sheet.is_empty() && workbook.sheets.len() > 1 {
        return tables.iter().map(|table| (*table, None)).collect();
    }
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        if files::holds_table(sheet) && !by_sheet.contains_key(&number) {
            reading.faults.push(files::unmapped_sheet(&Owner::of(inputs), workbook, sheet));
        }
    }
    fitted
}

/// A second mapping of a table: read again, its rows would be counted twice.
fn mapped_twice(owner: &Owner, table: &TableMapping) -> Fault {
    Fault {
        kind: FaultKind::BadRegisterValue,
        participant: owner.participant.cloned(),
        place: table.place.clone(),
        raw: table.file.clone(),
        field: "file".to_owned(),
        label: "file".to_owned(),
        expected: "one [[table]] for each table; an earlier one reads rows of this one, so this one is not read".to_owned(),
        context: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
