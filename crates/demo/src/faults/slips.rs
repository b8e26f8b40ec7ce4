//! What goes wrong between what is true and what arrives: typed wrongly, damaged, sent on another form.
//!
//! Mistakes that change what is true in the invented pact, such as more units with a label than were bought, are
//! made in the pact itself. These are the others.

use std::collections::BTreeMap;

use model::Decimal;

/// The slips of one return.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct ReturnSlips {
    /// In the form, cell by cell.
    pub(crate) form: Vec<FormSlip>,
    /// What comes in place of the form that was filled in.
    pub(crate) arrives: Option<Arrival>,
    /// The name of the folder in place of the participant's id.
    pub(crate) folder: Option<String>,
    /// Files that lie in the folder besides, by their path in it.
    pub(crate) beside: Vec<(String, Content)>,
    /// In `mapping.toml`.
    pub(crate) mapping: Vec<MappingSlip>,
    /// In each supporting file, by its name.
    pub(crate) files: BTreeMap<String, Vec<FileSlip>>,
}

/// Where an answer stands in a form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Asked {
    pub(crate) section: String,
    /// The row of a repeat, from 0.
    pub(crate) row: Option<usize>,
    pub(crate) question: String,
}

/// A slip in a form.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FormSlip {
    /// Something else stands in the cell of an answer than what is meant.
    Typed(Asked, Typed),
    /// A row of a repeat is hidden.
    Hidden(&'static str, u32),
    /// A note stands beside a row of a repeat.
    Note(&'static str, u32, &'static str),
    /// The sheet of a section was deleted.
    Deleted(&'static str),
    /// The office typed it in from this file, and nobody confirmed it.
    Transcribed(&'static str),
    /// The form was made for the year before.
    OfLastYear,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Typed {
    /// Nothing.
    Blank,
    Text(String),
    Number(Decimal),
    /// A formula that no program has computed.
    Uncomputed,
    /// A formula whose result is an error.
    Error(&'static str),
}

/// What arrives in place of the form.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Arrival {
    /// No form at all.
    Nothing,
    /// Something else under its name.
    Content(Content),
    /// A workbook of the participant's own making.
    OwnWorkbook,
    /// The form of another participant.
    FormOf(String),
}

/// What a file holds that is not what it should be.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Content {
    /// No byte.
    Empty,
    /// The first half of the form, or of the supporting file of that name.
    CutOff,
    Text(String),
    /// A workbook that opens with a password.
    Encrypted,
}

/// A slip in `mapping.toml`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum MappingSlip {
    /// Nobody confirmed it.
    Unconfirmed,
    /// A text stands without quotation marks.
    Unquoted,
    /// It does not say what the amounts are.
    WithoutBasis,
    /// The table of a file was confirmed for another header.
    OtherHeader(String),
    /// The table of a file reads days in another pattern than they are written in.
    OtherDays(String),
    /// The table of a file names no currency.
    WithoutCurrency(String),
    /// A table more.
    Table(String),
}

/// A slip in a supporting file. Rows are those of the pact, from 0.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FileSlip {
    /// Something else stands in a cell.
    Typed(usize, &'static str, Typed),
    /// A row stands there twice.
    Twice(usize),
    /// A row is hidden.
    Hidden(usize),
    /// A remark stands behind the last column.
    Longer(usize),
    /// The amount of a row and of the next are one merged cell.
    Merged(usize),
    /// The column of a field has another header than the mapping says.
    Header(&'static str, &'static str),
    /// The column of a field is not there.
    Gone(&'static str),
    /// What stands above the amounts names another currency.
    CurrencyAbove(&'static str),
    /// The sum of all rows is larger by so much.
    Sum(Decimal),
    /// No table of the mapping names the file.
    Unmapped,
    /// The file is something else.
    Content(Content),
}
