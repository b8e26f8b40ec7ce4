//! Devices in use and devices disposed of, as declared and as supporting files list them.

use std::fmt;

use crate::identifier::Identifier;
use crate::place::Place;
use crate::supporting::AccountTerm;
use crate::vocabulary::codes;
use crate::volume::LeftOutReason;

codes! {
    /// The tables in which devices are reported.
    DeviceTable {
        /// The declared table of devices in use.
        InUse = "in_use",
        /// The declared table of devices at the end of use.
        EndOfUse = "end_of_use",
        /// A supporting file of devices in use.
        Assets = "assets",
        /// A supporting file of devices disposed of.
        Disposals = "disposals",
    }
}

impl DeviceTable {
    /// Whether it is a table of the form, not a supporting file.
    pub fn is_declared(self) -> bool {
        matches!(self, Self::InUse | Self::EndOfUse)
    }
}

/// A declared row of devices, or alike rows of a supporting file, with the decision how they count.
#[derive(Clone, PartialEq, Debug)]
pub struct CountedDevices {
    /// Who reported them.
    pub participant: Identifier,
    /// Where they are reported.
    pub table: DeviceTable,
    /// Product group; empty where none is given or told.
    pub product_group: String,
    /// Number of rows.
    pub rows: u64,
    /// Devices in them; `None` where that is left blank.
    pub units: Option<i64>,
    /// Counted, evidence beside a declared figure, or why they are left out.
    pub term: AccountTerm,
    /// The reason, where they are left out.
    pub reason: Option<LeftOutReason>,
    /// The row, or the first of the rows.
    pub place: Place,
}
