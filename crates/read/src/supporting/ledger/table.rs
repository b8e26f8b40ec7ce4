//! One table of an export: its rows told apart, booked and counted.

use std::collections::{BTreeMap, BTreeSet};

use model::cell::FileFormat;
use model::finance::{LedgerFile, LedgerLine};
use model::{Fault, FaultKind, Sheet, Workbook};

use super::balance::{self, Balances, Link};
use super::entry::{Is, Reader};
use super::money_accounts::{self, MONEY_ACCOUNTS};
use super::openings::Openings;
use super::posting::{Postings, names_account};
use super::sums::Sums;
use super::vouchers::Vouchers;
use super::{LedgerInputs, LedgerReading};
use crate::supporting::columns::Columns;
use crate::supporting::faults::Faults;
use crate::supporting::mapping::TableMapping;
use crate::supporting::owner::Owner;
use crate::supporting::parts::{self, Found};
use crate::supporting::table::{hidden_rows, hidden_sheet};
use crate::supporting::values::Evidence;
use crate::supporting::{conditions, days};

/// What reading a table needs.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a> {
    /// The office, as owner of the files.
    pub(super) owner: Owner<'a>,
    /// What the export is read with.
    pub(super) of: &'a LedgerInputs<'a>,
}

/// A table that was found in a sheet.
pub(super) struct Table<'a> {
    found: Found<'a>,
    /// Rows outside of the table that have a day and an account, as bookings do.
    left: Vec<u32>,
}

/// Finds a table in a sheet. `others` is what the mapping says of the same sheet besides.
pub(super) fn find<'a>(
    inputs: &Inputs<'a>,
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    mapping: &'a TableMapping,
    others: &[&'a TableMapping],
) -> Table<'a> {
    let mut found = parts::find(&inputs.owner, workbook, sheet, mapping, others);
    if mapping.unusable.is_some() {
        // The mapping's own faults say what is wrong.
        found.faults.clear();
        found.not_read.clone_from(&mapping.unusable);
    }
    if found.not_read.is_none()
        && let Some(fault) = days::other_format(&found.parts)
    {
        found.not_read = Some(fault.expected.clone());
        found.faults.push(fault);
    }
    if found.not_read.is_none()
        && let Some(fault) = money_accounts::in_no_row(inputs, &found)
    {
        found.not_read = Some(fault.expected.clone());
        found.faults.push(fault);
    }
    let is_alone = others.is_empty() && found.faults.is_empty();
    let left = if is_alone { left_outside(&found) } else { Vec::new() };
    Table { found, left }
}

/// Whether a sheet holds what a mapping means, although it does not name it.
pub(super) fn fits(
    inputs: &Inputs,
    workbook: &Workbook,
    sheet: &Sheet,
    mapping: &TableMapping,
) -> bool {
    let found = parts::find(&inputs.owner, workbook, sheet, mapping, &[]);
    mapping.unusable.is_none() && found.not_read.is_none()
}

/// Rows below the header that are no rows of the table by their looks, and have a day and an account all the same.
fn left_outside(found: &Found) -> Vec<u32> {
    let base = &found.parts[0].base;
    let inside = |row: u32| found.parts.iter().any(|part| part.rows.binary_search(&row).is_ok());
    let rows = base.sheet.rows().map(|(row, _)| row).filter(|row| *row > base.header_row());
    let dated = |row: &u32| {
        let day = base.cell(*row, "date");
        let day = day.is_some_and(|cell| {
            cell.date().is_some()
                || cell.text().is_some_and(|text| crate::day::parse(text, None).day().is_some())
        });
        day && names_account(base, *row)
    };
    rows.filter(|row| !inside(*row)).filter(dated).collect()
}

impl Table<'_> {
    /// The rows of it, from 0.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        let inside = self.found.parts.iter().flat_map(|part| part.rows.iter().copied());
        inside.chain(self.left.iter().copied())
    }

    /// Which conditions of the mapping fit a row of it.
    pub(super) fn fitted(&self) -> Option<Vec<bool>> {
        conditions::fitted(&self.found)
    }

    /// Reads it, and adds what was read.
    pub(super) fn read(
        mut self,
        inputs: &Inputs,
        (vouchers, openings): (&mut Vouchers, &mut Openings),
        reading: &mut LedgerReading,
    ) {
        let mut file = self.file();
        let mut own = std::mem::take(&mut self.found.faults);
        // Of several files and sheets it is told once.
        let told = |fault: &Fault| {
            let is_same =
                |other: &Fault| (&other.place, &other.field) == (&fault.place, &fault.field);
            fault.field == MONEY_ACCOUNTS && reading.faults.iter().any(is_same)
        };
        own.retain(|fault| !told(fault));
        if self.found.not_read.is_some() {
            file.refused = file.read;
            reading.incomplete = true;
            reading.refuse(own);
            reading.files.push(file);
            return;
        }
        reading.refuse(own);
        let mut faults = Faults::default();
        faults.extend(hidden_sheet(&self.found));
        for part in &self.found.parts {
            faults.extend(hidden_rows(&part.base, &part.rows));
        }
        let (lines, complete) = self.book(inputs, &mut file, (vouchers, openings), &mut faults);
        reading.incomplete |= !complete;
        reading.lines.extend(lines);
        reading.faults.extend(faults.told(&self.found.parts[0].base));
        reading.files.push(file);
    }

    /// Its account, with the rows as they came.
    fn file(&self) -> LedgerFile {
        let base = &self.found.parts[0].base;
        let is_text = base.workbook.format == FileFormat::Csv;
        LedgerFile {
            path: base.workbook.path.clone(),
            sheet: if is_text { String::new() } else { base.sheet.title.clone() },
            read: u32::try_from(self.rows().count()).unwrap_or(u32::MAX),
            booked: 0,
            money_accounts: 0,
            transfers: 0,
            sums: 0,
            skipped: 0,
            refused: 0,
            unconfirmed: 0,
            other_references: Vec::new(),
            column_numbers: self.column_numbers(),
        }
    }

    /// The columns of the fields, those of all its parts.
    fn column_numbers(&self) -> BTreeMap<String, Vec<u32>> {
        let mut numbers: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (field, column, _) in self.found.parts.iter().flat_map(|part| part.base.mapped()) {
            let own = numbers.entry(field.to_owned()).or_default();
            if !own.contains(&column) {
                own.push(column);
            }
        }
        numbers
    }

    /// Books the rows; with whether nothing is left out.
    fn book(
        &self,
        inputs: &Inputs,
        file: &mut LedgerFile,
        (vouchers, openings): (&mut Vouchers, &mut Openings),
        faults: &mut Faults,
    ) -> (Vec<LedgerLine>, bool) {
        let evidence = Evidence::of(self.found.parts[0].base.mapping, &self.found.parts);
        let reader = Reader { inputs, evidence };
        let (mut lines, mut links, mut sums) = (Vec::new(), Vec::new(), Sums::default());
        let (mut complete, mut others) = (true, BTreeSet::new());
        let mut postings = Postings::default();
        for part in &self.found.parts {
            for row in &part.rows {
                let longer = part.longer.binary_search(row).is_ok();
                let mut entry = reader.read(&part.base, *row, longer, &mut sums);
                if let Some(again) = postings.add(&part.base, *row, &entry) {
                    entry.is = Is::Refused;
                    entry.faults.push(again);
                }
                count(file, &entry.is);
                complete &= !matches!(entry.is, Is::Refused) && entry.faults.is_empty();
                vouchers.add(&part.base, *row, &entry);
                links.push(Link::of(&part.base, *row, &entry));
                faults.extend(entry.faults);
                match entry.is {
                    Is::Booked(line) => {
                        faults.extend(unfit(inputs, &part.base, *row, &line));
                        lines.push(*line);
                    }
                    _ if entry.reference.is_empty() => {}
                    _ => drop(others.insert(entry.reference)),
                }
            }
        }
        for line in &lines {
            others.remove(&line.reference);
        }
        file.other_references = others.into_iter().collect();
        let Balances { faults: broken, runs } = balance::balances(&links);
        if file.booked + file.money_accounts + file.transfers > 0 {
            openings.add(runs);
        }
        let outside = self.left.iter().map(|row| without_amount(&self.found.parts[0].base, *row));
        let outside: Vec<Fault> = outside.collect();
        file.refused += u32::try_from(outside.len()).unwrap_or(u32::MAX);
        complete &= broken.is_empty() && outside.is_empty();
        faults.extend(broken.into_iter().chain(outside));
        (lines, complete)
    }
}

fn count(file: &mut LedgerFile, is: &Is) {
    *match is {
        Is::Booked(_) => &mut file.booked,
        Is::Money => &mut file.money_accounts,
        Is::Transfer => &mut file.transfers,
        Is::Sum => &mut file.sums,
        Is::Skipped => &mut file.skipped,
        Is::Refused => &mut file.refused,
    } += 1;
}

/// What does not fit the year in a booking.
fn unfit(inputs: &Inputs, columns: &Columns, row: u32, line: &LedgerLine) -> Vec<Fault> {
    let unfit = (inputs.of.unfit)(line).into_iter();
    let fault = |unfit: super::Unfit| {
        let fault = columns.fault(unfit.kind, row, unfit.field, &unfit.expected);
        let said = columns.said(row, unfit.field);
        // A value of the mapping's stands in no cell.
        Fault { raw: if fault.raw.is_empty() { said.value } else { fault.raw.clone() }, ..fault }
    };
    unfit.map(fault).collect()
}

/// A row that is dated and names an account, and has no amount.
fn without_amount(columns: &Columns, row: u32) -> Fault {
    let field = if columns.has("amount") { "amount" } else { "debit" };
    let expected = format!(
        "an amount: the row has a day and an account. If it is no booking, {}",
        columns.how_to_pass_over(row)
    );
    columns.fault(FaultKind::BadRegisterValue, row, field, &expected)
}
