//! The columns of lines.

/// Text columns, as numbers of the dictionary. An empty text stands for "none".
pub(crate) const TEXTS: [&str; 12] = [
    "participant",
    "origin",
    "product_group",
    "condition",
    "acquisition",
    "currency",
    "framework",
    "buyer",
    "buyer_name",
    "path",
    "sheet",
    "reason",
];
pub(crate) const PARTICIPANT: usize = 0;
pub(crate) const ORIGIN: usize = 1;
pub(crate) const PRODUCT_GROUP: usize = 2;
pub(crate) const CONDITION: usize = 3;
pub(crate) const ACQUISITION: usize = 4;
pub(crate) const CURRENCY: usize = 5;
pub(crate) const FRAMEWORK: usize = 6;
pub(crate) const BUYER: usize = 7;
pub(crate) const BUYER_NAME: usize = 8;
pub(crate) const PATH: usize = 9;
pub(crate) const SHEET: usize = 10;
pub(crate) const REASON: usize = 11;

/// Columns of whole numbers that may be missing.
pub(crate) const MEASURES: [&str; 4] = ["amount", "units", "labelled_units", "criteria_units"];
pub(crate) const AMOUNT: usize = 0;
pub(crate) const UNITS: usize = 1;
pub(crate) const LABELLED: usize = 2;
pub(crate) const CRITERIA: usize = 3;

/// Row in the sheet, from 1.
pub(crate) const ROW: &str = "row";
/// Column in the sheet, from 0.
pub(crate) const COLUMN: &str = "column";
/// Bits: which measures are given (bit n = measure n), whether the amount is an estimate, whether it is
/// below zero, whether the labelled units and those under the criteria are a part of the units. Part of the
/// grouping, so that all amounts of a group have one sign and all its lines answer alike.
pub(crate) const MARKS: &str = "marks";
pub(crate) const ESTIMATED: u32 = 1 << 4;
pub(crate) const CREDIT: u32 = 1 << 5;
pub(crate) const LABELLED_IS_PART: u32 = 1 << 6;
pub(crate) const CRITERIA_IS_PART: u32 = 1 << 7;
