//! Declared figures beside what the supporting files say, measure by measure (contract: Supporting
//! spreadsheets).

use std::fmt;

use rust_decimal::Decimal;

use crate::figure::Unit;
use crate::identifier::Identifier;
use crate::place::Place;
use crate::vocabulary::{Route, codes};

codes! {
    /// What is compared.
    Measure {
        /// Amount, in euro.
        Amount = "amount",
        /// Units bought.
        Units = "units",
        /// Units bought with a type I ecolabel.
        LabelledUnits = "labelled_units",
        /// Units bought under the Pact's criteria.
        CriteriaUnits = "criteria_units",
        /// Devices in use.
        Devices = "devices",
        /// Mean age of the devices in use, in years.
        MeanAge = "mean_age_years",
        /// Mean planned lifetime of the devices in use, in years.
        PlannedLifetime = "planned_lifetime_years",
        /// Devices that took a route at the end of use.
        Disposed = "disposed",
    }
}

codes! {
    /// How the declared figure and the files stand to each other.
    ReconciliationStatus {
        /// They differ by no more than `reconcile_tolerance`.
        Agrees = "agrees",
        /// They differ by more.
        Differs = "differs",
        /// The declared table leaves the measure blank; what the files say counts as far as it is certain.
        FromFiles = "from_files",
        /// The files do not say it.
        NotInFiles = "not_in_files",
    }
}

/// One measure of a product group that a participant declares and lists in supporting files.
#[derive(Clone, PartialEq, Debug)]
pub struct Reconciliation {
    /// Who reported both.
    pub participant: Identifier,
    /// The product group.
    pub product_group: String,
    /// For whom it was bought: empty for itself, a participant's id, or `other`; empty for devices.
    pub buyer: String,
    /// What is compared.
    pub measure: Measure,
    /// The route, for devices at the end of use.
    pub route: Option<Route>,
    /// What is declared; `None` where it is left blank.
    pub declared: Option<Decimal>,
    /// What the supporting files say; `None` where they do not.
    pub in_files: Option<Decimal>,
    /// What counts: the declared figure, with what the files lend where it is blank.
    pub counted: Option<Decimal>,
    /// Unit of the three; amounts are in euro.
    pub unit: Unit,
    /// How they stand to each other.
    pub status: ReconciliationStatus,
    /// The declared cell, or the first of several.
    pub place: Option<Place>,
}

impl Reconciliation {
    /// What the files say less what counts; `None` where either says nothing.
    pub fn difference(&self) -> Option<Decimal> {
        self.in_files?.checked_sub(self.counted?)
    }
}
