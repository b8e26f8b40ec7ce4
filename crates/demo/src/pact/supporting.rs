//! Spreadsheets that are attached to a return.

use jiff::civil::Date;
use model::Decimal;
use model::vocabulary::{Acquisition, Condition, Route};
use serde::{Deserialize, Serialize};

use super::OrganisationKind;

/// A file as somebody made it, with the mapping that says what its columns mean.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SupportingFile {
    /// Its name in `supporting/`.
    pub name: String,
    /// The language of its headers and descriptions.
    pub language: SpreadsheetLanguage,
    /// How it is laid out.
    pub layout: Layout,
    /// ISO 4217 code of its amounts; blank for devices.
    pub currency: String,
    /// Whose hand shows in it.
    #[serde(default)]
    pub sender: Sender,
    /// What it lists.
    pub rows: SupportingRows,
}

/// Who made a file, as far as it shows in what no figure is made of: the products, the words and the departments.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sender {
    /// The number that products, columns and words are chosen by. Files of the same name, currency and number have the
    /// same ones row by row, so each file is to have a number of its own.
    pub number: u64,
    /// What sort of body it is, which its departments go by.
    pub kind: OrganisationKind,
}

/// What a supporting file lists.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum SupportingRows {
    /// Orders or invoices.
    Orders(Vec<Order>),
    /// Devices in use.
    Assets(Vec<Asset>),
    /// Devices at the end of their use.
    Disposals(Vec<Disposal>),
}

/// A line of an order; a credit note has negative units and a negative amount.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Its number in the sender's books.
    pub reference: String,
    /// The day of the order.
    pub date: Date,
    /// The product group it is meant to be read as, by id.
    pub product_group: String,
    /// What was ordered, in the file's language; blank: the layout composes one.
    pub description: String,
    /// How many; `None`: the file does not say.
    pub units: Option<i64>,
    /// What it cost without taxes, in the file's currency.
    pub amount: Decimal,
    /// In what condition; `None`: a blank cell.
    pub condition: Option<Condition>,
    /// How it was acquired; `None`: a blank cell.
    pub acquisition: Option<Acquisition>,
}

/// A row of a list of devices in use.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Asset {
    /// The product group's id.
    pub product_group: String,
    /// How many devices the row stands for.
    pub units: i64,
    /// When they were bought; `None`: blank.
    pub bought_on: Option<Date>,
    /// For how many years they are planned to be used.
    pub planned_lifetime_years: Option<Decimal>,
}

/// A row of a list of devices at the end of their use.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Disposal {
    /// The product group's id.
    pub product_group: String,
    /// How many devices the row stands for.
    pub units: i64,
    /// When they were let go.
    pub disposed_on: Date,
    /// What became of them; `None`: blank.
    pub route: Option<Route>,
}

/// The language of a spreadsheet's headers and descriptions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum SpreadsheetLanguage {
    /// English.
    English,
    /// French.
    French,
    /// German.
    German,
    /// Dutch.
    Dutch,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
}

impl SpreadsheetLanguage {
    /// Every language.
    pub const ALL: [Self; 6] =
        [Self::English, Self::French, Self::German, Self::Dutch, Self::Spanish, Self::Italian];
}

/// How a spreadsheet is laid out. Assets and disposals know [`Layout::CommaText`],
/// [`Layout::SemicolonText`], [`Layout::PlainSheet`] and [`Layout::TitledSheet`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Layout {
    /// UTF-8, commas, decimal points.
    CommaText,
    /// Windows-1252, semicolons, decimal commas, groups of digits.
    SemicolonText,
    /// UTF-16, tabs.
    TabText,
    /// Lines ended by CR alone, bars, lines of an export above the header and a footer below.
    BarText,
    /// A ledger: purchases stand with a minus, lines of an export above the header.
    LedgerText,
    /// Amounts without a sign; a column says which rows are credit notes.
    CreditNoteText,
    /// One header row, nothing else.
    PlainSheet,
    /// Title and notes above the header, blank rows and columns.
    TitledSheet,
    /// A header over two rows with merged cells and a row of units.
    MergedHeaderSheet,
    /// Subtotals by product group and a total at the end.
    SubtotalSheet,
    /// Page headers that come again, sums carried over, a footer.
    PrintedSheet,
    /// A sheet for each quarter of the period, all of one layout.
    QuarterSheets,
    /// A column for each month of the period; only orders without units are laid out so.
    MonthColumns,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 13] = [
        Self::CommaText,
        Self::SemicolonText,
        Self::TabText,
        Self::BarText,
        Self::LedgerText,
        Self::CreditNoteText,
        Self::PlainSheet,
        Self::TitledSheet,
        Self::MergedHeaderSheet,
        Self::SubtotalSheet,
        Self::PrintedSheet,
        Self::QuarterSheets,
        Self::MonthColumns,
    ];

    /// Whether it is a workbook.
    pub fn is_workbook(self) -> bool {
        self >= Self::PlainSheet
    }
}
