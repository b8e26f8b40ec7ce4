//! What the sheets of every layout share: where columns stand, and rows as cells.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::Decimal;
use workbooks::{Error, SpreadsheetCell, SpreadsheetSheet, spreadsheet};

use super::WrittenFile;
use super::cells::{RowPlace, WrittenCells};
use super::plan::{Plan, Value, What};
use super::text_file::text;
use super::words;
use crate::faults::slips::FileSlip;

/// A workbook while it is written.
pub(super) struct Writing<'p, 'a> {
    pub(super) plan: &'p Plan<'a>,
    /// The column of each column of the plan, from 0.
    pub(super) at: Vec<u16>,
    sheets: Vec<SpreadsheetSheet>,
    places: Vec<RowPlace>,
    others: BTreeMap<&'static str, RowPlace>,
    pub(super) period: (Date, Date),
    pub(super) sender: &'p str,
}

impl<'p, 'a> Writing<'p, 'a> {
    /// A workbook without a sheet, with columns side by side from the first.
    pub(super) fn new(plan: &'p Plan<'a>, period: (Date, Date), sender: &'p str) -> Self {
        let at = (0u16..).zip(&plan.columns).map(|(column, _)| column).collect();
        let places = vec![RowPlace::default(); plan.rows()];
        Self { plan, at, sheets: Vec::new(), places, others: BTreeMap::new(), period, sender }
    }

    /// Begins a sheet.
    pub(super) fn begin(&mut self, name: String) {
        let widths = self.plan.columns.iter().zip(&self.at);
        let mut of_columns =
            vec![4.0; self.at.iter().max().map_or(0, |last| usize::from(*last) + 1)];
        for (column, at) in widths {
            of_columns[usize::from(*at)] = match column.what {
                What::Description => 44.0,
                What::GroupWord | What::Department | What::Route => 22.0,
                _ => 16.0,
            };
        }
        self.sheets.push(SpreadsheetSheet {
            name,
            widths: of_columns,
            ..SpreadsheetSheet::default()
        });
    }

    /// The sheet that is being written.
    pub(super) fn sheet(&mut self) -> &mut SpreadsheetSheet {
        if self.sheets.is_empty() {
            self.begin(String::new());
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    /// The number of the next row of the sheet, from 0.
    pub(super) fn next(&mut self) -> u32 {
        u32::try_from(self.sheet().rows.len()).unwrap_or(u32::MAX)
    }

    /// Blank rows.
    pub(super) fn blank(&mut self, rows: usize) {
        let now = self.sheet().rows.len();
        self.sheet().rows.resize(now + rows, Vec::new());
    }

    /// A row with one text in a column.
    pub(super) fn line(&mut self, column: u16, text: String) {
        self.cells(&[(column, SpreadsheetCell::Text(text))]);
    }

    /// A row of cells, each in its column.
    pub(super) fn cells(&mut self, cells: &[(u16, SpreadsheetCell)]) {
        let width = cells.iter().map(|(column, _)| usize::from(*column) + 1).max().unwrap_or(0);
        let mut row = vec![SpreadsheetCell::Blank; width];
        for (column, cell) in cells {
            row[usize::from(*column)] = cell.clone();
        }
        self.sheet().rows.push(row);
    }

    /// The header in one row, in bold.
    pub(super) fn header(&mut self) {
        let row = self.next();
        self.note("header");
        self.sheet().bold.push(row);
        let headers =
            self.plan.columns.iter().map(|column| SpreadsheetCell::Text(column.header.to_owned()));
        let cells: Vec<_> = self.at.iter().copied().zip(headers).collect();
        self.cells(&cells);
    }

    /// The cells of a row of the plan, each with its column; see [`Plan::value`].
    pub(super) fn data(&self, row: usize, described: usize) -> Vec<(u16, SpreadsheetCell)> {
        let columns = self.plan.columns.iter().zip(&self.at);
        let cells = columns.map(|(column, at)| {
            let value = self.plan.value(row, column.what, described);
            (*at, self.cell(value))
        });
        cells.collect()
    }

    /// Writes a row of the plan.
    pub(super) fn row(&mut self, row: usize) {
        let cells = self.data(row, row);
        self.placed(row, None);
        self.cells(&cells);
        if self.plan.slips.contains(&FileSlip::Twice(row)) {
            self.note("repeated");
            self.cells(&cells);
        }
    }

    /// Notes that a row that is none of the pact stands in the next row of the sheet; of several the first.
    pub(super) fn note(&mut self, what: &'static str) {
        let place = self.place(None);
        self.others.entry(what).or_insert(place);
    }

    /// The same of a cell in it.
    pub(super) fn note_at(&mut self, what: &'static str, column: u16) {
        let place = self.place(Some(column));
        self.others.entry(what).or_insert(place);
    }

    fn place(&mut self, amount: Option<u16>) -> RowPlace {
        let sheet = u16::try_from(self.sheets.len().saturating_sub(1)).unwrap_or(u16::MAX);
        RowPlace { sheet, row: self.next(), amount }
    }

    /// Notes that a row of the plan stands in the next row of the sheet.
    pub(super) fn placed(&mut self, row: usize, amount: Option<u16>) {
        let place = self.place(amount);
        self.places[row] = place;
        let plan = self.plan;
        if plan.slips.contains(&FileSlip::Hidden(row)) {
            self.sheet().hidden.push(place.row);
        }
        if plan.slips.contains(&FileSlip::Merged(row)) {
            let amount = plan.columns.iter().position(|column| column.what == What::Amount);
            if let Some(column) = amount.map(|number| self.at[number]) {
                self.sheet().merged.push(((place.row, column), (place.row + 1, column)));
            }
        }
    }

    /// A value as a cell.
    pub(super) fn cell(&self, value: Value) -> SpreadsheetCell {
        let as_text = self.plan.as_text;
        match value {
            Value::Blank => SpreadsheetCell::Blank,
            Value::Text(text) => SpreadsheetCell::Text(text),
            Value::Formula(result) => SpreadsheetCell::Formula("1*1".to_owned(), result.to_owned()),
            value if as_text => SpreadsheetCell::Text(text(self.plan, &value)),
            Value::Day(day) => SpreadsheetCell::Day(day),
            Value::Units(units) => SpreadsheetCell::Number(units.into()),
            Value::Years(years) => SpreadsheetCell::Number(years),
            Value::Amount(amount) => SpreadsheetCell::Formatted(amount, format(self.plan.places)),
        }
    }

    /// A row that says that it is the sum of some rows.
    pub(super) fn sum(&mut self, words: String, rows: &[usize]) {
        let orders = || rows.iter().map(|row| &self.plan.orders()[*row]);
        let amount = orders().map(|order| self.plan.amount(order)).sum();
        let units = orders().filter_map(|order| order.units).sum();
        self.sum_of(words, amount, units);
    }

    /// A row of a sum.
    pub(super) fn sum_of(&mut self, words: String, amount: Decimal, units: i64) {
        let columns = self.plan.columns.iter().zip(&self.at);
        let cells = columns.filter_map(|(column, at)| {
            let value = match column.what {
                What::Description => Value::Text(words.clone()),
                What::Units => Value::Units(units),
                What::Amount => Value::Amount(amount),
                _ => return None,
            };
            Some((*at, self.cell(value)))
        });
        let cells: Vec<_> = cells.collect();
        self.cells(&cells);
    }

    /// The title, with the sender's name.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.sender, self.plan.word(words::title(self.plan.kind)))
    }

    /// The bytes, and where each row stands.
    pub(super) fn finish(self) -> Result<WrittenFile, Error> {
        let fields = self.plan.columns.iter().zip(&self.at);
        let columns: BTreeMap<_, _> =
            fields.filter_map(|(column, at)| Some((column.what.field()?, *at))).collect();
        let names = self.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let bytes = spreadsheet(&self.plan.file.name, self.period.1, &self.sheets)?;
        let cells = WrittenCells { sheets: names, columns, rows: self.places, others: self.others };
        Ok(WrittenFile { bytes, cells })
    }
}

/// How a spreadsheet program shows amounts with so many decimals.
fn format(places: u32) -> &'static str {
    match places {
        0 => "#,##0",
        3 => "#,##0.000",
        _ => "#,##0.00",
    }
}
