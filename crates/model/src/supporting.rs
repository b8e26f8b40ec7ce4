//! Supporting spreadsheets: what their mapping says, and the account of every row read.

use std::collections::BTreeMap;

use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::vocabulary::codes;
use std::fmt;

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
    /// Rows and amounts as they came, counted by the reader before anything was decided about them.
    pub read: BTreeMap<Option<Currency>, Tally>,
    /// First and last data row, from 1.
    pub row_range: (u32, u32),
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

/// The account of one table in one currency: what was read equals the sum of where it went.
#[derive(Clone, PartialEq, Debug)]
pub struct FileAccount {
    /// Whose file it is.
    pub participant: Identifier,
    /// Path of the file.
    pub path: String,
    /// Title of the sheet.
    pub sheet: String,
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
