//! Work and other help given to the Pact itself (§5.3.1).

use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::place::Place;

/// A line of work or other help given to the Pact itself: of a return's group `in_kind`, or of `in-kind.csv`.
#[derive(Clone, PartialEq, Debug)]
pub struct InKindLine {
    /// Who gave it.
    pub participant: Identifier,
    /// `hours` or `other`; empty where nothing is said.
    pub kind: String,
    /// The working group it was for; empty where none is named.
    pub working_group: String,
    /// Hours of work; `None` where none are said.
    pub hours: Option<Decimal>,
    /// Its value as stated, in units of `currency`; `None` where none is said.
    pub amount: Option<Decimal>,
    /// The currency of the amount: the line's own, else that of the return.
    pub currency: Option<Currency>,
    /// What was given.
    pub description: String,
    /// Whether a cell of it says something that could not be read, so that what it is worth is not known.
    pub unreadable: bool,
    /// The row.
    pub place: Place,
    /// Where the hours stand, or would stand.
    pub hours_place: Place,
    /// Where the amount stands, or would stand.
    pub amount_place: Place,
}

impl InKindLine {
    /// Whether nothing says what was given: no hours and no value.
    pub fn says_nothing(&self) -> bool {
        !self.unreadable && self.hours.is_none() && self.amount.is_none()
    }
}

/// What the value of a line in kind rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Valuation {
    /// The value it states, in the accounts' currency.
    Stated,
    /// The value it states, at the mean rate of the year's period: units of its currency for one of the accounts'.
    Converted(Decimal),
    /// Its hours at the hour rate of `year.toml`.
    HourRate(Decimal),
}

/// A line in kind that counts, with its value.
#[derive(Clone, PartialEq, Debug)]
pub struct GivenInKind {
    /// The line; one that stands in the return and in `in-kind.csv` alike is that of the return.
    pub line: InKindLine,
    /// The same line in `in-kind.csv`, where it stands in both.
    pub also_at: Option<Place>,
    /// What the value rests on; `None` where none can be given.
    pub valuation: Option<Valuation>,
    /// Its value in minor units of the accounts' currency; `None` where neither value nor hours are said, a rate is
    /// missing, or the year has no accounts.
    pub value: Option<i64>,
    /// Whether the return is provisional.
    pub provisional: bool,
    /// Whether the Bank's file does not cover the period yet, so that the rate is provisional.
    pub rate_provisional: bool,
    /// Whether the Bank stopped quoting the currency before the period's end, so that the value is estimated.
    pub estimated: bool,
}
