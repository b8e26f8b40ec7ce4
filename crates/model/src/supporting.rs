//! Supporting spreadsheets: what their mapping says, and the account of every row read.

use std::collections::BTreeMap;

use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::place::Place;
use crate::vocabulary::{AmountBasis, Tax, codes};
use crate::volume::LeftOutReason;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

codes! {
    /// What a table lists.
    TableKind {
        /// Order or invoice lines.
        Orders = "orders",
        /// Devices in use.
        Assets = "assets",
        /// Devices disposed of.
        Disposals = "disposals",
    }
}

codes! {
    /// Where a row of a supporting table went: the terms of its account.
    AccountTerm {
        /// Counted in a published volume.
        Counted = "counted",
        /// Stands beside a declared figure that counts.
        Evidence = "evidence",
        /// Dated outside the reporting period.
        OutsidePeriod = "outside_period",
        /// A product group that is not yet in scope.
        OutOfScope = "out_of_scope",
        /// No product group could be told.
        Unclassified = "unclassified",
        /// The same row came before.
        Duplicate = "duplicate",
        /// A sum of other rows.
        Subtotal = "subtotal",
        /// A cell that is needed could not be read.
        Refused = "refused",
        /// Taken out by the mapping (`skip`).
        Skipped = "skipped",
        /// Left out for another reason (no rate, no currency, buyer not known, not in force).
        LeftOut = "left_out",
    }
}

/// One table of a supporting file, as read through its mapping.
#[derive(Clone, PartialEq, Debug)]
pub struct TableReading {
    /// Whose folder it lies in.
    pub participant: Identifier,
    /// Path of the file.
    pub path: String,
    /// Title of the sheet; the file's name for a text file.
    pub sheet: String,
    /// What it lists.
    pub kind: TableKind,
    /// Fields that are mapped, with the header text they are mapped from.
    pub columns: BTreeMap<String, String>,
    /// The columns those fields stand in, from 0; several where a field is spread over columns, such as one a
    /// month. What is counted and what never leaves its file is told apart by it.
    pub column_numbers: BTreeMap<String, Vec<u32>>,
    /// Rows and amounts as they came, counted by the reader before anything was decided about them.
    pub read: BTreeMap<Option<Currency>, Tally>,
    /// What lies between the amounts as typed and the amounts in `read`.
    pub adjustments: BTreeMap<Option<Currency>, Adjustment>,
    /// Rows of the header, from 1; where the table has several parts, of the first.
    pub header_rows: Vec<u32>,
    /// First and last data row, from 1.
    pub row_range: (u32, u32),
    /// At what event its amounts were taken, by the mapping; `None` where the mapping does not say, so that what the
    /// return says holds.
    pub amount_basis: Option<AmountBasis>,
    /// Whether its amounts hold taxes, by the mapping; `None` where the mapping does not say, so that what the return
    /// says holds.
    pub tax: Option<Tax>,
    /// Who confirmed what its mapping says, and when; `None` while it is a proposal.
    pub confirmed: Option<Confirmation>,
    /// What parts the fields of the text file, where the mapping says so (`delimiter`).
    pub delimiter: Option<char>,
    /// How the letters of the text file are coded, where the mapping says so (`encoding`): the name of the encoding.
    pub encoding: Option<String>,
    /// The line of mapping.toml on which its `[[table]]` begins.
    pub mapping_line: u32,
    /// Why none of its rows is read, in words for whoever mends the mapping; `None` where they are read.
    pub not_read: Option<String>,
}

impl TableReading {
    /// A table whose rows are read, with one row of header right above them; of its columns and amounts nothing is known.
    pub fn new(
        participant: Identifier,
        path: &str,
        sheet: &str,
        kind: TableKind,
        row_range: (u32, u32),
    ) -> Self {
        Self {
            participant,
            path: path.to_owned(),
            sheet: sheet.to_owned(),
            kind,
            columns: BTreeMap::new(),
            column_numbers: BTreeMap::new(),
            read: BTreeMap::new(),
            adjustments: BTreeMap::new(),
            header_rows: vec![row_range.0.saturating_sub(1)],
            row_range,
            amount_basis: None,
            tax: None,
            confirmed: None,
            delimiter: None,
            encoding: None,
            mapping_line: 1,
            not_read: None,
        }
    }
}

/// That somebody looked at what the columns of a table mean (`confirmed_on`, `confirmed_by` of `mapping.toml`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirmation {
    /// The day.
    pub on: Date,
    /// Who it was (a role or initials; never published); empty where the mapping does not say.
    pub by: String,
}

/// A number of rows and the amounts in them, in minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Rows.
    pub rows: u64,
    /// Sum of their amounts, in minor units; rows without an amount add nothing.
    pub amount_minor: i64,
}

impl Tally {
    /// Adds one row.
    ///
    /// A sum beyond what an `i64` holds stays at its bound. The readers refuse amounts beyond
    /// [`LARGEST_MINOR`](crate::currency::LARGEST_MINOR), so no file of a believable size comes near it.
    pub fn add(&mut self, amount_minor: Option<i64>) {
        self.rows = self.rows.saturating_add(1);
        self.amount_minor = self.amount_minor.saturating_add(amount_minor.unwrap_or(0));
    }
}

/// What lies between amounts as typed and amounts as read, in major units of their currency: typed = read +
/// tax + rounding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Adjustment {
    /// Sum of the amounts as typed, signs and `unit` of the mapping applied.
    pub typed: Decimal,
    /// Tax taken out of them.
    pub tax: Decimal,
    /// What rounding to the minor unit took away; below zero where it added.
    pub rounding: Decimal,
}

/// Rows of one table of assets or disposals that are alike, summed.
#[derive(Clone, PartialEq, Debug)]
pub struct DeviceGroup {
    /// Whose file it is.
    pub participant: Identifier,
    /// Assets or disposals.
    pub kind: TableKind,
    /// Product group; empty where none could be told.
    pub product_group: String,
    /// Day they were bought (assets); `None` where it is not given.
    pub bought_on: Option<Date>,
    /// Planned lifetime in years (assets); `None` where it is not given.
    pub planned_lifetime_years: Option<Decimal>,
    /// Code of the route (disposals); `unknown` where it is blank, empty for assets.
    pub route: String,
    /// Why the rows are left out, where they are.
    pub reason: Option<LeftOutReason>,
    /// Number of rows.
    pub rows: u64,
    /// Devices in them.
    pub units: i64,
    /// Path of the file.
    pub path: Arc<str>,
    /// Title of the sheet; the file's name for a text file.
    pub sheet: Arc<str>,
    /// Column of the units, else of what tells the group, from 0.
    pub column: u32,
    /// The first and the last of their rows, from 1.
    pub row_range: (u32, u32),
    /// The rows, as runs of rows that follow each other: the first and the last of each, from 1.
    pub runs: Vec<(u32, u32)>,
    /// Column of the day they were bought, from 0; `None` where the table has none.
    pub bought_on_column: Option<u32>,
    /// Column of the planned lifetime, likewise.
    pub lifetime_column: Option<u32>,
    /// Where the first of them stands.
    pub place: Place,
}

/// A word in the descriptions of rows whose product group could not be told.
#[derive(Clone, PartialEq, Debug)]
pub struct UnclassifiedWord {
    /// The word, folded.
    pub word: String,
    /// Rows it stands in.
    pub rows: u64,
    /// The amounts of those rows by currency, in minor units.
    pub amounts: BTreeMap<Currency, i64>,
    /// The participants whose rows they are.
    pub participants: Vec<Identifier>,
    /// A description it stands in.
    pub example: String,
    /// Where that stands.
    pub place: Place,
}

/// The account of one table in one currency: what was read equals the sum of where it went.
#[derive(Clone, PartialEq, Debug)]
pub struct FileAccount {
    /// Whose file it is.
    pub participant: Identifier,
    /// Path of the file.
    pub path: String,
    /// Title of the sheet.
    pub sheet: String,
    /// What the table lists.
    pub kind: TableKind,
    /// What lies between the amounts as typed and `read`.
    pub adjustment: Adjustment,
    /// The currency; `None` for rows that name none.
    pub currency: Option<Currency>,
    /// What the reader took in.
    pub read: Tally,
    /// Where it went; every term is counted, none is the remainder.
    pub terms: BTreeMap<AccountTerm, Tally>,
}

impl FileAccount {
    /// Rows and money read, less all terms; zero in an account that closes.
    pub fn difference(&self) -> (i64, i64) {
        let terms = self.terms.values();
        let (rows, amount) = terms.fold((0_u64, 0_i64), |(rows, amount), term| {
            (rows.saturating_add(term.rows), amount.saturating_add(term.amount_minor))
        });
        (self.read.rows as i64 - rows as i64, self.read.amount_minor.saturating_sub(amount))
    }

    /// Whether the account closes.
    pub fn closes(&self) -> bool {
        self.difference() == (0, 0)
    }
}
