//! The change of the collective volume from last year to this one, by what it comes from (methodology: Change from
//! year to year).

use std::fmt;

use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::figure::{Dimensions, ObservationStatus, Unit};
use crate::identifier::Identifier;
use crate::vocabulary::codes;
use crate::volume::CountedAs;

codes! {
    /// What a change of volume comes from. Every cell of either year belongs to one of them; what those whose
    /// purchases are known in both years bought of groups in scope in both is told in two: `exchange_rate` and `like_for_like`.
    ChangeComponent {
        /// Of participants in force this year and not last.
        Joiners = "joiners",
        /// Of participants in force last year, not on this period's last day, and without a return.
        Leavers = "leavers",
        /// Of participants in force in both years whose purchases are known this year and were not last: they
        /// reported volume, or are covered by one that did.
        Resumed = "resumed",
        /// Of participants in force in both years whose purchases are not known this year. What others reported for
        /// them without covering them stands here.
        Silent = "silent",
        /// Of product groups that were not in scope last year.
        Scope = "scope",
        /// What this year's amounts are worth at this year's rates, less what they are worth at last year's.
        ExchangeRate = "exchange_rate",
        /// This year's amounts at last year's rates, less last year's amounts; with all that no other explains.
        LikeForLike = "like_for_like",
    }
}

/// The volume of one reporter, owner, currency, product group and way of counting in both years, and the
/// component it belongs to.
///
/// Amounts are sums of cells ([`crate::volume::VolumeCell`]), each converted and rounded to the cent once. Where
/// `component` is `like_for_like`, the cell belongs to `exchange_rate` too: this year's euro less this year's
/// amounts at last year's rate is of `exchange_rate`, the rest of the difference of `like_for_like`. Any other
/// component takes this year's euro less last year's.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeCell {
    /// Whose return the lines are in.
    pub reporter: Identifier,
    /// Whose purchase it is: the buyer the line names, where the register knows it and it was in force in one of
    /// the years; else the reporter.
    pub owner: Identifier,
    /// Currency of the lines.
    pub currency: Currency,
    /// Product group.
    pub product_group: String,
    /// How the lines count: `direct`, `on_behalf` or `indirect`.
    pub counted_as: CountedAs,
    /// What the difference belongs to; never `exchange_rate` (see above).
    pub component: ChangeComponent,
    /// This year's amounts in euro, in cents.
    pub cents: i64,
    /// Last year's amounts in euro, in cents.
    pub last_cents: i64,
    /// This year's amounts at last year's rate, in cents, each cell rounded once. Only where `component` is
    /// `like_for_like`; `None` also where the currency has no rate in one of the years: then the whole
    /// difference is of `like_for_like`.
    pub cents_at_last_rate: Option<i64>,
    /// Units of the currency for one euro in the reporter's period of this year; `None` where there is no rate.
    pub rate: Option<Decimal>,
    /// The same in the reporter's period of last year, or in last year's own where it sent no return.
    pub last_rate: Option<Decimal>,
}

impl ChangeCell {
    /// What of the cell's difference is of a component, in cents.
    pub fn part(&self, component: ChangeComponent) -> i64 {
        let at_last_rate = self.cents_at_last_rate.unwrap_or(self.cents);
        match component {
            ChangeComponent::ExchangeRate => self.cents - at_last_rate,
            own if own != self.component => 0,
            ChangeComponent::LikeForLike => at_last_rate - self.last_cents,
            _ => self.cents - self.last_cents,
        }
    }

    /// Whether its currency has no rate in one of the years, so that no change of the rate can be told apart.
    pub fn without_rate(&self) -> bool {
        self.rate.is_none() || self.last_rate.is_none()
    }
}

/// A figure of last year as it was published in its newest edition, and as it is computed now.
#[derive(Clone, PartialEq, Debug)]
pub struct Revision {
    /// Name of the indicator.
    pub indicator: String,
    /// The year it is of.
    pub year: i16,
    /// Its cut.
    pub dimensions: Dimensions,
    /// Number of the edition.
    pub edition: u32,
    /// The value the edition has; `None` where it has none.
    pub published: Option<Decimal>,
    /// Its status there; `None` where the edition has no such row.
    pub published_status: Option<ObservationStatus>,
    /// The value as computed now; `None` where there is none.
    pub revised: Option<Decimal>,
    /// Its status now; `None` where there is no such row any more.
    pub revised_status: Option<ObservationStatus>,
    /// What it is counted in.
    pub unit: Unit,
    /// Why they differ, as far as it can be told.
    pub reason: String,
    /// The revision is above `reissue_above`: a new edition is proposed.
    pub reissue: bool,
}

impl Revision {
    /// The change relative to what was published; `None` where one of the values is missing or zero was published.
    pub fn relative(&self) -> Option<Decimal> {
        let (published, revised) = (self.published?, self.revised?);
        revised.checked_sub(published)?.checked_div(published.abs())
    }
}

/// `volume.direct.amount scope=workplace of 2025`.
impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.indicator)?;
        if !self.dimensions.is_empty() {
            write!(f, "{} ", self.dimensions)?;
        }
        write!(f, "of {}", self.year)
    }
}
