//! Who takes part.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A row of the register of participants (§2.1).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Participant {
    /// Its id.
    pub id: String,
    /// Its name, plainly invented.
    pub name: String,
    /// ISO 3166-1 alpha-2, `XX` for an intergovernmental organisation.
    pub country: String,
    /// Since when it takes part with its own purchases.
    pub procuring_since: Option<Date>,
    /// Since when it coordinates.
    pub coordinating_since: Option<Date>,
    /// When it left.
    pub left: Option<Date>,
    /// BCP 47 code of the language it is written to in.
    pub language: String,
    /// The version of the Pact it signed.
    pub signed_version: String,
}

/// What sort of public body an organisation is. No register says it; its size, its name and its departments go by it.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum OrganisationKind {
    /// A ministry of a land.
    Ministry,
    /// A region, county, canton or province.
    Region,
    /// A large city.
    City,
    /// A municipality or a small town.
    Municipality,
    /// A university.
    University,
    /// A hospital or a group of them.
    Hospitals,
    /// A water authority.
    WaterAuthority,
    /// An agency or another office of a state.
    #[default]
    Agency,
    /// A body that buys for others.
    PurchasingBody,
    /// An intergovernmental organisation.
    International,
}

impl OrganisationKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Ministry,
        Self::Region,
        Self::City,
        Self::Municipality,
        Self::University,
        Self::Hospitals,
        Self::WaterAuthority,
        Self::Agency,
        Self::PurchasingBody,
        Self::International,
    ];
}

/// A row of the register of supporting organisations (§2.4).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Supporter {
    /// Its id.
    pub id: String,
    /// Its name, plainly invented.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// When its letter came.
    pub letter_received_on: Date,
    /// When the Committee approved it.
    pub approved_on: Option<Date>,
    /// When the support ended.
    pub ended_on: Option<Date>,
}

/// A participant that need not report in a year.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Exemption {
    /// Its id.
    pub participant: String,
    /// Why.
    pub reason: String,
}

/// A participant that may report later than the others.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Extension {
    /// Its id.
    pub participant: String,
    /// Until when.
    pub until: Date,
    /// Why.
    pub reason: String,
}
