//! Figures: a value under its final name, with the cells it came from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::place::{CellAddress, Place};
use crate::vocabulary::codes;

codes! {
    /// The dimensions a figure can be cut by, in the order of the columns of `observations`.
    Dimension {
        /// Blank: all; `matched`: those who reported in both years.
        Panel = "panel",
        /// `procuring` or `coordinating`.
        Role = "role",
        /// `workplace` or `infrastructure`.
        Scope = "scope",
        /// Id of the product group.
        ProductGroup = "product_group",
        /// Condition of the goods.
        Condition = "condition",
        /// Way of acquisition.
        Acquisition = "acquisition",
        /// Id of the strategy.
        Strategy = "strategy",
        /// Id of the impact category.
        Impact = "impact",
        /// Phase of the procurement cycle.
        Phase = "phase",
        /// Name of the practice.
        Practice = "practice",
        /// Code of the level.
        Level = "level",
        /// Id of the Pact output.
        Output = "output",
        /// Route at the end of use.
        Route = "route",
        /// Theme of the codebook.
        Theme = "theme",
        /// Id of the participant.
        Participant = "participant",
        /// Account of the budget.
        Account = "account",
        /// Earmarked fund.
        Fund = "fund",
        /// Class of an account.
        Class = "class",
        /// Activity the money went to.
        Activity = "activity",
        /// Component of a change, or reason.
        Component = "component",
    }
}

/// The cut of a figure: only the dimensions it is cut by.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Dimensions(BTreeMap<Dimension, String>);

impl Dimensions {
    /// No cut: the total.
    pub fn none() -> Self {
        Self::default()
    }

    /// The same cut with one dimension more.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, code: impl Into<String>) -> Self {
        self.0.insert(dimension, code.into());
        self
    }

    /// The code in a dimension.
    pub fn get(&self, dimension: Dimension) -> Option<&str> {
        self.0.get(&dimension).map(String::as_str)
    }

    /// The dimensions with their codes, in the order of the columns.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, &str)> {
        self.0.iter().map(|(dimension, code)| (*dimension, code.as_str()))
    }

    /// How many dimensions the cut has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is the total.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// `product_group=laptops scope=workplace`; nothing for the total.
impl fmt::Display for Dimensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (dimension, code)) in self.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            write!(f, "{space}{dimension}={code}")?;
        }
        Ok(())
    }
}

/// What a value is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Unit {
    /// An amount; 2 places.
    Currency(crate::currency::Currency),
    /// Devices; whole.
    Devices,
    /// Units of a group that is no device; whole.
    Units,
    /// A share of 1; 6 places.
    Share,
    /// A number of things; whole.
    Count,
    /// Years; 4 places.
    Years,
    /// Hours; 2 places.
    Hours,
    /// A coefficient; 6 places.
    Coefficient,
    /// So many for every hundred of something else: a coefficient of 2 places.
    PerHundred,
}

impl Unit {
    /// The code in `observations`.
    pub fn code(&self) -> &str {
        match self {
            Unit::Currency(currency) => currency.code(),
            Unit::Devices => "devices",
            Unit::Units => "units",
            Unit::Share => "share",
            Unit::Count => "count",
            Unit::Years => "years",
            Unit::Hours => "hours",
            Unit::Coefficient | Unit::PerHundred => "coefficient",
        }
    }

    /// The unit with this code.
    pub fn parse(code: &str) -> Option<Self> {
        let named = [
            Unit::Devices,
            Unit::Units,
            Unit::Share,
            Unit::Count,
            Unit::Years,
            Unit::Hours,
            Unit::Coefficient,
        ];
        let named = named.into_iter().find(|unit| unit.code() == code);
        named.or_else(|| crate::currency::Currency::parse(code).map(Unit::Currency))
    }

    /// Decimal places a published value has.
    pub fn places(&self) -> u32 {
        match self {
            Unit::Currency(_) | Unit::Hours | Unit::PerHundred => 2,
            Unit::Share | Unit::Coefficient => 6,
            Unit::Years => 4,
            Unit::Devices | Unit::Units | Unit::Count => 0,
        }
    }
}

codes! {
    /// Status of an observation, SDMX's CL_OBS_STATUS.
    ObservationStatus {
        /// Withheld.
        Withheld = "Q",
        /// Asked and not answered.
        NotAnswered = "O",
        /// Not applicable, or cannot exist.
        NotApplicable = "M",
        /// Not asked that year.
        NotAsked = "L",
        /// Provisional.
        Provisional = "P",
        /// Break with the year before.
        Break = "B",
        /// Low reliability.
        LowReliability = "U",
        /// Imputed.
        Imputed = "I",
        /// Estimated (more than a tenth of a sum).
        Estimated = "E",
        /// Normal.
        Normal = "A",
    }
}

impl ObservationStatus {
    /// Exactly withheld, not answered, not applicable and not asked have no value.
    pub fn has_value(self) -> bool {
        !matches!(self, Self::Withheld | Self::NotAnswered | Self::NotApplicable | Self::NotAsked)
    }
}

/// One value that went into a figure, and the cell it stands in.
#[derive(Clone, PartialEq, Debug)]
pub struct TraceEntry {
    /// Whose it is; empty for the office's own.
    pub participant: String,
    /// The value as it went in.
    pub value: String,
    /// Where it stands.
    pub source: Place,
    /// Of a range in which others stand between, the rows that are meant, as runs of rows that follow each other:
    /// the first and the last of each, from 1. Empty where every row of the range is meant.
    pub rows: Arc<[(u32, u32)]>,
}

impl TraceEntry {
    /// A value, whose it is (empty for the office's own) and the cell or the range it stands in.
    pub fn new(participant: impl Into<String>, value: impl Into<String>, source: Place) -> Self {
        let (participant, value) = (participant.into(), value.into());
        Self { participant, value, source, rows: Arc::default() }
    }

    /// The places that are meant: the cell, or of a range with others between them the parts of it.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let whole = self.rows.is_empty().then(|| self.source.clone());
        let part = |(first, last): &(u32, u32)| {
            let start = self.source.cell?;
            let end = self.source.last_cell.unwrap_or(start);
            let cell = |row: u32, column: u32| CellAddress::new(row.saturating_sub(1), column);
            let (from, to) = (cell(*first, start.column), cell(*last, end.column));
            let last_cell = (from != to).then_some(to);
            Some(Place { cell: Some(from), last_cell, ..self.source.clone() })
        };
        whole.into_iter().chain(self.rows.iter().filter_map(part))
    }

    /// Whether the value stands in this cell, or this cell is one of those it is a sum of.
    pub fn names(&self, path: &str, sheet: Option<&str>, cell: CellAddress) -> bool {
        if *self.source.path != *path || self.source.sheet.as_deref() != sheet {
            return false;
        }
        self.places().any(|place| {
            let Some(first) = place.cell else {
                return false;
            };
            let last = place.last_cell.unwrap_or(first);
            (first.row..=last.row).contains(&cell.row)
                && (first.column..=last.column).contains(&cell.column)
        })
    }
}

/// A value under its final name.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// Name of the indicator, such as `volume.direct.amount`.
    pub indicator: String,
    /// The year it is of.
    pub year: i16,
    /// Its cut.
    pub dimensions: Dimensions,
    /// The value, rounded to the places of its unit; `None` exactly where the status says so.
    pub value: Option<Decimal>,
    /// What it is counted in.
    pub unit: Unit,
    /// Its status.
    pub status: ObservationStatus,
    /// Distinct participants whose lines or answers are in the value or its denominator; `None` for finance.
    pub contributors: Option<u32>,
    /// What it was made from.
    pub trace: Arc<Vec<TraceEntry>>,
}

/// All figures of a year, found by name and cut.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Figures {
    by_cut: BTreeMap<(String, Dimensions), Figure>,
    for_unit_price: BTreeSet<(String, Dimensions)>,
}

impl Figures {
    /// Adds a figure.
    ///
    /// # Panics
    /// If the same indicator has the same cut already, or value and status disagree: a fault of the
    /// program, not of the data.
    pub fn insert(&mut self, figure: Figure) {
        assert_eq!(
            figure.value.is_some(),
            figure.status.has_value(),
            "{} {}: value and status disagree",
            figure.indicator,
            figure.dimensions
        );
        let key = (figure.indicator.clone(), figure.dimensions.clone());
        let previous = self.by_cut.insert(key, figure);
        assert!(previous.is_none(), "computed twice: {previous:?}");
    }

    /// Adds a figure that is withheld for a unit price and at nobody's request: less what else is published it would tell
    /// the units of a line that shows none.
    ///
    /// # Panics
    /// As [`Figures::insert`] does.
    pub fn insert_for_unit_price(&mut self, figure: Figure) {
        self.for_unit_price.insert((figure.indicator.clone(), figure.dimensions.clone()));
        self.insert(figure);
    }

    /// Whether the figure with this name and cut is withheld for a unit price; no published column says so.
    pub fn is_for_unit_price(&self, indicator: &str, dimensions: &Dimensions) -> bool {
        self.for_unit_price.contains(&(indicator.to_owned(), dimensions.clone()))
    }

    /// The figure with this name and cut.
    pub fn get(&self, indicator: &str, dimensions: &Dimensions) -> Option<&Figure> {
        self.by_cut.get(&(indicator.to_owned(), dimensions.clone()))
    }

    /// The value of a figure.
    pub fn value(&self, indicator: &str, dimensions: &Dimensions) -> Option<Decimal> {
        self.get(indicator, dimensions)?.value
    }

    /// Whether a figure may stand in a headline, a target or a comparison: its value is of no low reliability.
    ///
    /// A provisional figure says so and not that it is of low reliability as well; then what share of the units its
    /// answers are of (`share.X.answered`) decides (methodology: Volume).
    pub fn is_reliable(&self, figure: &Figure) -> bool {
        let answered = || self.get(&format!("{}.answered", figure.indicator), &figure.dimensions);
        match figure.status {
            ObservationStatus::LowReliability => false,
            ObservationStatus::Provisional => answered().is_none_or(|answered| {
                answered.value.is_some_and(|value| value * Decimal::TWO >= Decimal::ONE)
            }),
            _ => figure.value.is_some(),
        }
    }

    /// Every cut of an indicator, in order.
    pub fn of(&self, indicator: &str) -> impl Iterator<Item = &Figure> {
        let from = (indicator.to_owned(), Dimensions::none());
        self.by_cut
            .range(from..)
            .map(|(_, figure)| figure)
            .take_while(move |f| f.indicator == indicator)
    }

    /// Every figure, by name and cut.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.by_cut.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_cut.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_cut.is_empty()
    }
}

impl Extend<Figure> for Figures {
    fn extend<T: IntoIterator<Item = Figure>>(&mut self, figures: T) {
        for figure in figures {
            self.insert(figure);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(indicator: &str, dimensions: Dimensions, value: i64) -> Figure {
        Figure {
            indicator: indicator.into(),
            year: 2026,
            dimensions,
            value: Some(value.into()),
            unit: Unit::Count,
            status: ObservationStatus::Normal,
            contributors: Some(1),
            trace: Arc::default(),
        }
    }

    #[test]
    fn finds_every_cut_of_an_indicator_and_no_other() {
        let mut figures = Figures::default();
        let laptops = Dimensions::none().with(Dimension::ProductGroup, "laptops");
        figures.insert(count("volume.direct.units", laptops.clone(), 2));
        figures.insert(count("volume.direct.units", Dimensions::none(), 3));
        figures.insert(count("volume.direct.unitsx", Dimensions::none(), 4));
        let values: Vec<_> = figures.of("volume.direct.units").map(|f| f.value).collect();
        assert_eq!(values, [Some(3.into()), Some(2.into())]);
        assert_eq!(figures.value("volume.direct.units", &laptops), Some(2.into()));
    }

    #[test]
    #[should_panic(expected = "value and status disagree")]
    fn a_figure_without_value_must_say_why() {
        let mut figure = count("a", Dimensions::none(), 1);
        figure.value = None;
        Figures::default().insert(figure);
    }
}
