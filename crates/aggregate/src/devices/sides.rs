//! A measure as declared and as the files have it, and exact sums of it.

use model::{Decimal, Identifier, TraceEntry};

use crate::error::Error;
use crate::sums::{add, too_large};

/// What is summed, as an error names it.
const DEVICES: &str = "devices";
const YEARS: &str = "years of devices";

/// A number of devices with the cells it came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Units {
    pub(crate) units: i64,
    pub(crate) trace: Vec<TraceEntry>,
}

/// A mean on the way: years summed over devices, and the devices.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mean {
    pub(crate) devices: i64,
    /// Σ years × devices.
    pub(crate) years: Decimal,
    pub(crate) trace: Vec<TraceEntry>,
}

/// A measure from both sides.
#[derive(Clone, Debug)]
pub(crate) struct Sides<T> {
    /// Declared; `None` where it is left blank.
    pub(crate) declared: Option<T>,
    /// In the supporting files; `None` where they do not say.
    pub(crate) in_files: Option<T>,
}

impl<T> Default for Sides<T> {
    fn default() -> Self {
        Self { declared: None, in_files: None }
    }
}

impl<T> Sides<T> {
    /// What counts: the declared measure, else what the files lend.
    pub(crate) fn counted(&self) -> Option<&T> {
        self.declared.as_ref().or(self.in_files.as_ref())
    }
}

impl Units {
    /// Adds a number of devices of a participant's.
    pub(super) fn add(
        &mut self,
        units: i64,
        entry: TraceEntry,
        participant: &Identifier,
    ) -> Result<(), Error> {
        self.trace.push(entry);
        add(&mut self.units, units, participant, DEVICES)
    }
}

impl Mean {
    /// Adds devices of so many years each.
    pub(super) fn add(
        &mut self,
        devices: i64,
        years: Decimal,
        trace: impl IntoIterator<Item = TraceEntry>,
        participant: &Identifier,
    ) -> Result<(), Error> {
        let more = Decimal::from(devices).checked_mul(years);
        let sum = more.and_then(|more| self.years.checked_add(more));
        self.years = sum.ok_or_else(|| too_large(participant, YEARS))?;
        self.trace.extend(trace);
        add(&mut self.devices, devices, participant, DEVICES)
    }

    /// The mean; `None` over no device.
    pub(crate) fn mean(&self) -> Option<Decimal> {
        self.years.checked_div(Decimal::from(self.devices))
    }
}
