//! One line of purchases on its way into the columns of `tables::Lines`.

use std::sync::Arc;

use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::vocabulary::codes;
use crate::volume::{CountedAs, LeftOutReason};
use std::fmt;

codes! {
    /// Where a line comes from.
    LineOrigin {
        /// The `procurement` table of a return.
        Declared = "declared",
        /// A supporting spreadsheet of orders.
        Orders = "orders",
    }
}

/// A line of purchases as read. Lines are kept in columns; this is the form in which they go in.
#[derive(Clone, PartialEq, Debug)]
pub struct LineRecord {
    /// Whose return or supporting file it stands in.
    pub participant: Identifier,
    /// Declared or from orders.
    pub origin: LineOrigin,
    /// Product group; empty where none is given or told.
    pub product_group: String,
    /// Code of the condition; `unknown` where blank.
    pub condition: String,
    /// Code of the way of acquisition; `unknown` where blank.
    pub acquisition: String,
    /// Units; `None` where blank or unreadable.
    pub units: Option<i64>,
    /// Amount in minor units of `currency`, without recoverable taxes; `None` where blank or unreadable.
    pub amount_minor: Option<i64>,
    /// Currency of the amount: the line's own, else the table's or the return's.
    pub currency: Option<Currency>,
    /// Units with a type I ecolabel; `None` where not answered.
    pub labelled_units: Option<i64>,
    /// Units bought under the Pact's criteria; `None` where not answered.
    pub criteria_units: Option<i64>,
    /// The framework it was called off from.
    pub framework: String,
    /// The buyer as given: empty or an id or `other` or whatever was written.
    pub buyer: String,
    /// Name of a buyer outside the Pact.
    pub buyer_name: String,
    /// Path of the file.
    pub path: Arc<str>,
    /// Title of the sheet; the file's name for a text file.
    pub sheet: Arc<str>,
    /// Row, from 1.
    pub row: u32,
    /// Column of the amount, from 0; of the units where there is no amount.
    pub column: u32,
    /// Why the reader leaves the row out, where it does.
    pub reason: Option<LeftOutReason>,
    /// The amount had its tax taken out at a stated rate: an estimate.
    pub estimated: bool,
}

/// A line with the decision how it counts.
#[derive(Clone, PartialEq, Debug)]
pub struct CountedLine {
    /// The line.
    pub line: LineRecord,
    /// Whose purchase it is as counted: the buyer if the register knows it, in force or not; else the reporter.
    pub owner: Identifier,
    /// How it counts.
    pub counted_as: CountedAs,
    /// Why it is left out, where it is.
    pub reason: Option<LeftOutReason>,
}

/// Order lines of one table that are alike and count alike, summed.
#[derive(Clone, PartialEq, Debug)]
pub struct OrderGroup {
    /// Whose file it is.
    pub participant: Identifier,
    /// Path of the file.
    pub path: Arc<str>,
    /// Title of the sheet; the file's name for a text file.
    pub sheet: Arc<str>,
    /// Product group; empty where none could be told.
    pub product_group: String,
    /// The currency.
    pub currency: Option<Currency>,
    /// The buyer as given.
    pub buyer: String,
    /// Whose purchase it is as counted: the buyer if the register knows it, in force or not; else the reporter.
    pub owner: Identifier,
    /// How the lines count.
    pub counted_as: CountedAs,
    /// Why they are left out, where they are.
    pub reason: Option<LeftOutReason>,
    /// Number of lines.
    pub lines: u64,
    /// Sum of their amounts in minor units; lines without an amount add nothing.
    pub amount_minor: i64,
    /// Sum of their units; lines without units add nothing.
    pub units: i64,
    /// The first of their rows, from 1.
    pub first_row: u32,
    /// The last of their rows, from 1.
    pub last_row: u32,
}
