//! Figures of earlier years as they were published: in sealed editions, and before this program.

use rust_decimal::Decimal;

use crate::figure::{Dimensions, ObservationStatus, Unit};
use crate::place::Place;
use jiff::civil::Date;

/// A figure of a year as it was published.
#[derive(Clone, PartialEq, Debug)]
pub struct EarlierFigure {
    /// Name of the indicator.
    pub indicator: String,
    /// The year it is of.
    pub year: i16,
    /// Its cut.
    pub dimensions: Dimensions,
    /// The value; `None` exactly where the status has none.
    pub value: Option<Decimal>,
    /// What it is counted in.
    pub unit: Unit,
    /// Its status.
    pub status: ObservationStatus,
}

/// The newest sealed edition of a year that holds figures (contract: Editions). It is the record of what was
/// published, and is never written again.
#[derive(Clone, PartialEq, Debug)]
pub struct Edition {
    /// The year it is of.
    pub year: i16,
    /// Its number.
    pub number: u32,
    /// Reference of the decision by which it was approved; empty where `decision.toml` does not say it.
    pub decision: String,
    /// Day of the decision.
    pub decided_on: Option<Date>,
    /// Its figures of that year.
    pub figures: Vec<EarlierFigure>,
}

/// One row of `inputs/Y/published.csv`: a figure of that year, or of the one in its column `year`, that was published
/// before this program. It is shown in trends as such, and in no sum.
#[derive(Clone, PartialEq, Debug)]
pub struct PublishedFigure {
    /// The figure; its status is `A`, since a row has none.
    pub figure: EarlierFigure,
    /// Where it was published.
    pub source: String,
    /// Where the row stands.
    pub place: Place,
}

/// What was published of a year and of the years before it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Earlier {
    /// The newest edition of every year before the year itself that has one, by year.
    pub editions: Vec<Edition>,
    /// Figures published before this program, of years that the workspace does not compute itself.
    pub published: Vec<PublishedFigure>,
}

impl Earlier {
    /// The edition of a year.
    pub fn edition(&self, year: i16) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.year == year)
    }
}
