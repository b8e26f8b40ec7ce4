//! The ledger as an accounting system exports it, in a layout of its own, read through the mapping of `finance/`
//! (contract: Finance).
//!
//! In: the mapping, the files it names, and which accounts are of income and of expense. Out: bookings, what could not
//! be taken, and an account of the rows of every file. Each row below a header is booked, on an account where the money
//! lies, a transfer between two of them, a sum, passed over by the mapping, or refused; nothing is gone in silence, and whatever is refused leaves the
//! bookings incomplete.

mod balance;
mod entry;
mod money_accounts;
mod openings;
mod paid;
mod posting;
mod sums;
mod table;
mod typed;
mod vouchers;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use model::finance::{AccountKind, LedgerFile, LedgerLine};
use model::{Currency, Fault, FaultKind, InputFile, Place, Workbook};

use super::conditions::Fitted;
use super::mapping::{self, Mapping, TableMapping};
use super::owner::Owner;
use super::{conditions, files, mapped_twice};
use crate::cells;
use openings::Openings;
use vouchers::Vouchers;

/// What reading an export needs.
#[derive(Clone, Copy)]
pub(crate) struct LedgerInputs<'a> {
    /// `mapping.toml`.
    pub(crate) mapping: &'a InputFile,
    /// The folder it lies in, with a `/` behind.
    pub(crate) folder: &'a str,
    /// The files it may name.
    pub(crate) files: &'a [&'a InputFile],
    /// Currency of amounts that name none: the accounts'.
    pub(crate) currency: Option<Currency>,
    /// What the year opens with, in minor units of that currency; `None` where nothing is compared with it.
    pub(crate) opening: Option<i64>,
    /// Whether accounts are of income or of expense, by the budget.
    pub(crate) kinds: &'a BTreeMap<&'a str, AccountKind>,
    /// What does not fit the year in a booking, which is kept all the same.
    pub(crate) unfit: &'a dyn Fn(&LedgerLine) -> Vec<Unfit>,
}

/// What does not fit in a booking.
pub(crate) struct Unfit {
    /// What kind of fault it is.
    pub(crate) kind: FaultKind,
    /// The field.
    pub(crate) field: &'static str,
    /// What was expected there.
    pub(crate) expected: String,
}

/// What was read of an export.
#[derive(Default)]
pub(crate) struct LedgerReading {
    /// The bookings, in the order of files and rows.
    pub(crate) lines: Vec<LedgerLine>,
    /// What became of the rows, a line for each table of a file.
    pub(crate) files: Vec<LedgerFile>,
    /// What could not be taken as it stands.
    pub(crate) faults: Vec<Fault>,
    /// Whether something that may be a booking is left out, or a check of the export's own fails.
    pub(crate) incomplete: bool,
}

impl LedgerReading {
    /// Takes in what leaves the bookings incomplete.
    fn refuse(&mut self, faults: impl IntoIterator<Item = Fault>) {
        let before = self.faults.len();
        self.faults.extend(faults);
        self.incomplete |= self.faults.len() > before;
    }
}

/// Whether a text can be shown and written anywhere: it holds no control character but for white space.
pub(crate) fn is_printable(text: &str) -> bool {
    !text.chars().any(|letter| letter.is_control() && !letter.is_whitespace())
}

/// The files that a mapping names; all of them where it cannot be read, so that it is unknown which.
pub(crate) fn named_by_ledger_mapping<'a>(
    mapping: &InputFile,
    folder: &'a str,
    files: &'a [&'a InputFile],
) -> Vec<&'a InputFile> {
    let mapping = mapping::read(mapping, mapping::Of::Accounts);
    if mapping.broken {
        return files.to_vec();
    }
    let owner = Owner {
        participant: None,
        finance: Some(folder),
        files,
        currency: None,
        included_tax: None,
    };
    mapping.named_files.iter().flat_map(|name| files::files_named(&owner, name)).collect()
}

/// Reads the export of an accounting system through its mapping.
///
/// Nothing in these files is an error of the run: what cannot be read is a fault at its place.
pub(crate) fn ledger_export(inputs: &LedgerInputs) -> LedgerReading {
    let mapping = mapping::read(inputs.mapping, mapping::Of::Accounts);
    let owner = Owner {
        participant: None,
        finance: Some(inputs.folder),
        files: inputs.files,
        currency: inputs.currency,
        included_tax: None,
    };
    let mut reading = LedgerReading::default();
    reading.refuse(mapping.faults.iter().cloned());
    if mapping.tables.is_empty() && mapping.faults.is_empty() {
        reading.refuse([without_table(inputs.mapping)]);
    }
    let (mut vouchers, mut openings) = (Vouchers::default(), Openings::default());
    let (mut missing, mut fitted) = (Vec::new(), Vec::new());
    for (file, tables) in files::by_file(&owner, &mapping, &mut missing) {
        let format = cells::TextFormat {
            delimiter: tables.iter().find_map(|table| table.delimiter),
            encoding: tables.iter().find_map(|table| table.encoding),
        };
        if format.encoding.is_none() {
            reading.faults.extend(files::encoding_guessed(&owner, file));
        }
        match cells::text_as(file, format) {
            Ok(workbook) => {
                let inputs = table::Inputs { owner, of: inputs };
                let checks = (&mut vouchers, &mut openings);
                fitted.extend(read_tables(&inputs, &workbook, &tables, checks, &mut reading));
            }
            Err(fault) => {
                fitted.extend(tables.iter().map(|table| (*table, None)));
                reading.refuse([files::file_fault(&owner, file, fault)]);
            }
        }
    }
    reading.refuse(missing);
    reading.faults.extend(conditions::without_row(&owner, &fitted));
    reading.refuse(vouchers.unbalanced());
    // Where something is left out, the beginning may be.
    if !reading.incomplete {
        reading.faults.extend(openings.otherwise(inputs.currency, inputs.opening));
    }
    unconfirmed(inputs, &mapping, &mut reading);
    reading
}

/// A mapping that says nothing.
fn without_table(file: &InputFile) -> Fault {
    Fault {
        kind: FaultKind::BadRegisterValue,
        participant: None,
        place: Place::line(file.path.clone(), 1, 1),
        raw: String::new(),
        field: "table".to_owned(),
        label: "table".to_owned(),
        expected: "a [[table]] with `file`, `kind = \"ledger\"` and [table.columns]".to_owned(),
        context: Vec::new(),
    }
}

/// What a mapping that nobody confirmed means: none of its rows is booked.
fn unconfirmed(inputs: &LedgerInputs, mapping: &Mapping, reading: &mut LedgerReading) {
    let confirmed = mapping.confirmed.as_ref();
    let by_somebody = confirmed.is_some_and(|own| !own.by.trim().is_empty());
    if by_somebody || mapping.broken || reading.files.is_empty() {
        return;
    }
    let field = if confirmed.is_some() { "confirmed_by" } else { "confirmed_on" };
    reading.refuse([Fault {
        kind: FaultKind::LedgerMappingUnconfirmed,
        participant: None,
        place: Place::line(inputs.mapping.path.clone(), 1, 1),
        raw: String::new(),
        field: field.to_owned(),
        label: field.to_owned(),
        expected: "`confirmed_on = 2026-10-31` and `confirmed_by = \"AB\"` at the top of mapping.toml: who looked at what the columns mean, and when".to_owned(),
        context: Vec::new(),
    }]);
    reading.lines.clear();
    for file in &mut reading.files {
        file.unconfirmed += std::mem::take(&mut file.booked);
        file.unconfirmed += std::mem::take(&mut file.money_accounts);
        file.unconfirmed += std::mem::take(&mut file.transfers);
    }
}

/// Reads the tables of one file, sheet by sheet in the mapping's order; with which of their conditions fit a row of it.
fn read_tables<'m>(
    inputs: &table::Inputs,
    workbook: &Workbook,
    tables: &[&'m TableMapping],
    (vouchers, openings): (&mut Vouchers, &mut Openings),
    reading: &mut LedgerReading,
) -> Vec<Fitted<'m>> {
    let mut fitted = Vec::new();
    let mut by_sheet: BTreeMap<usize, Vec<&TableMapping>> = BTreeMap::new();
    let mut order: Vec<(usize, &'m TableMapping)> = Vec::new();
    for table in tables {
        match files::sheets_of(workbook, table) {
            Ok(sheets) => {
                for number in sheets {
                    by_sheet.entry(number).or_default().push(table);
                    order.push((number, table));
                }
            }
            Err(expected) => {
                fitted.push((*table, None));
                let fault = files::missing_sheet(&inputs.owner, workbook, table, expected);
                reading.refuse([fault]);
            }
        }
    }
    // Of two entries for the same rows the one that can be used reads them.
    order.sort_by_key(|(_, table)| table.unusable.is_some());
    let mut taken: BTreeSet<(usize, u32)> = BTreeSet::new();
    for (number, table) in order {
        let others = by_sheet.get(&number).into_iter().flatten().copied();
        let others: Vec<&TableMapping> =
            others.filter(|other| !std::ptr::eq(*other, table)).collect();
        let found = table::find(inputs, workbook, &workbook.sheets[number], table, &others);
        let rows: Vec<(usize, u32)> = found.rows().map(|row| (number, row)).collect();
        if rows.iter().any(|row| taken.contains(row)) {
            fitted.push((table, None));
            reading.refuse([mapped_twice(&inputs.owner, table)]);
            continue;
        }
        taken.extend(rows);
        fitted.push((table, found.fitted()));
        found.read(inputs, (vouchers, openings), reading);
    }
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        if files::holds_table(sheet) && !by_sheet.contains_key(&number) {
            let fault = files::unmapped_sheet(&inputs.owner, workbook, sheet);
            // One that is laid out as those that are named is a quarter that was forgotten.
            match tables.iter().any(|own| table::fits(inputs, workbook, sheet, own)) {
                true => reading.refuse([Fault { kind: FaultKind::LedgerSheetNotRead, ..fault }]),
                false => reading.faults.push(fault),
            }
        }
    }
    fitted
}
