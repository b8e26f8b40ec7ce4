//! A figure on the way: with the participants it rests on, not only their number.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::{
    Decimal, Dimensions, Figure, Identifier, ObservationStatus, TraceEntry, Unit, round_half_even,
};

/// A figure before it is rounded and, where a participant's volume is protected, withheld.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) indicator: &'static str,
    pub(crate) dimensions: Dimensions,
    pub(crate) unit: Unit,
    /// The value; `None` where the status says why there is none.
    pub(crate) value: Option<Decimal>,
    pub(crate) status: ObservationStatus,
    /// Participants whose lines or answers are in the value or its denominator.
    pub(crate) contributors: BTreeSet<Identifier>,
    pub(crate) trace: Arc<Vec<TraceEntry>>,
}

impl Draft {
    /// A number of things.
    pub(crate) fn count(
        indicator: &'static str,
        dimensions: Dimensions,
        count: usize,
        contributors: BTreeSet<Identifier>,
        trace: Arc<Vec<TraceEntry>>,
    ) -> Self {
        Self {
            indicator,
            dimensions,
            unit: Unit::Count,
            value: Some(Decimal::from(count)),
            status: ObservationStatus::Normal,
            contributors,
            trace,
        }
    }

    /// A share; not applicable where it would be of nothing.
    pub(crate) fn share(
        indicator: &'static str,
        dimensions: Dimensions,
        (part, whole): (Decimal, Decimal),
        contributors: BTreeSet<Identifier>,
        trace: Arc<Vec<TraceEntry>>,
    ) -> Self {
        let value = part.checked_div(whole);
        let status = match value {
            Some(_) => ObservationStatus::Normal,
            None => ObservationStatus::NotApplicable,
        };
        Self { indicator, dimensions, unit: Unit::Share, value, status, contributors, trace }
    }

    /// The same figure without its value, for the reason the status gives.
    #[must_use]
    pub(crate) fn without_value(mut self, status: ObservationStatus) -> Self {
        self.value = None;
        self.status = status;
        self
    }

    /// The same figure as provisional, where it has a value and `provisional` holds.
    #[must_use]
    pub(crate) fn provisional_if(mut self, provisional: bool) -> Self {
        if provisional && self.value.is_some() {
            self.status = ObservationStatus::Provisional;
        }
        self
    }

    /// The same figure as estimated, where it is normal and `estimated` holds.
    #[must_use]
    pub(crate) fn estimated_if(mut self, estimated: bool) -> Self {
        if estimated && self.status == ObservationStatus::Normal {
            self.status = ObservationStatus::Estimated;
        }
        self
    }

    /// The figure, its value rounded to the places of its unit.
    pub(crate) fn figure(self, year: i16) -> Figure {
        let places = self.unit.places();
        let value = self.value.map(|value| {
            let mut rounded = round_half_even(value, places);
            rounded.rescale(places);
            rounded
        });
        Figure {
            indicator: self.indicator.to_owned(),
            year,
            dimensions: self.dimensions,
            value,
            unit: self.unit,
            status: self.status,
            contributors: u32::try_from(self.contributors.len()).ok(),
            trace: self.trace,
        }
    }
}
