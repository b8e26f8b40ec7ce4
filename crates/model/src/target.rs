//! Where a target of the Steering Committee (§5.1.1) stands: against itself, and against the path to it
//! (methodology: Targets).

use rust_decimal::Decimal;
use std::fmt;

use crate::figure::Figures;
use crate::vocabulary::codes;
use crate::year::Target;

codes! {
    /// Where a target stands in a year.
    TargetStatus {
        /// It is reached.
        Met = "met",
        /// It is not reached, and the value is on the straight path to it or beyond.
        OnPath = "on_path",
        /// The value is behind the path.
        Behind = "behind",
        /// There is no value, or one of low reliability.
        Unknown = "unknown",
    }
}

/// A target in a year.
#[derive(Clone, PartialEq, Debug)]
pub struct TargetStanding {
    /// The year's published value; `None` where there is none.
    pub value: Option<Decimal>,
    /// What the straight line from baseline to target has in the year; flat before and after. `None` where
    /// the numbers are too large to be exact.
    pub path: Option<Decimal>,
    /// What has to be won a year from here on: target less value, divided by the years left; `None` without a
    /// value, and from the target's year on.
    pub pace: Option<Decimal>,
    /// Where it stands.
    pub status: TargetStatus,
}

impl Target {
    /// Where the target stands in a year, judged on that year's published figures.
    pub fn standing(&self, year: i16, figures: &Figures) -> TargetStanding {
        let figure = figures.get(&self.indicator, &self.dimensions);
        let sure = figure.filter(|figure| figures.is_reliable(figure));
        let sure = sure.and_then(|figure| figure.value);
        let left = Decimal::from(i32::from(self.target_year) - i32::from(year));
        let pace = |value: Decimal| self.target.checked_sub(value)?.checked_div(left);
        TargetStanding {
            value: figure.and_then(|figure| figure.value),
            path: self.path_in(year),
            pace: sure.filter(|_| left > Decimal::ZERO).and_then(pace),
            status: sure.map_or(TargetStatus::Unknown, |value| self.judge(year, value)),
        }
    }

    /// The path's value in a year; `None` where the numbers are too large to be exact.
    pub fn path_in(&self, year: i16) -> Option<Decimal> {
        let (scaled, years) = self.scaled_path(year)?;
        scaled.checked_div(years)
    }

    /// Judges a value: against the target itself, then against the path (equal is on it). A target at or above
    /// the baseline is "at least", one below it "at most".
    fn judge(&self, year: i16, value: Decimal) -> TargetStatus {
        let at_least = self.target >= self.baseline;
        let reached = if at_least { value >= self.target } else { value <= self.target };
        if reached {
            return TargetStatus::Met;
        }
        match self.scaled_path(year) {
            // Both sides times the years of the path, so that nothing is divided and rounded.
            Some((path, years)) => match value.checked_mul(years) {
                Some(value) if value == path || (value > path) == at_least => TargetStatus::OnPath,
                Some(_) => TargetStatus::Behind,
                None => TargetStatus::Unknown,
            },
            None => TargetStatus::Unknown,
        }
    }

    /// The path's value in a year times the number of years of the path, and that number; flat before and
    /// after. `None` where the numbers are too large to be exact.
    fn scaled_path(&self, year: i16) -> Option<(Decimal, Decimal)> {
        if year >= self.target_year {
            return Some((self.target, Decimal::ONE));
        }
        if year <= self.baseline_year {
            return Some((self.baseline, Decimal::ONE));
        }
        let years = Decimal::from(i32::from(self.target_year) - i32::from(self.baseline_year));
        let gone = Decimal::from(i32::from(year) - i32::from(self.baseline_year));
        let rise = self.target.checked_sub(self.baseline)?.checked_mul(gone)?;
        let scaled = self.baseline.checked_mul(years)?.checked_add(rise)?;
        Some((scaled, years))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Dimensions, Figure, ObservationStatus, Unit};
    use crate::identifier::Identifier;

    fn target(baseline: &str, goal: &str) -> Target {
        Target {
            id: Identifier::parse("a-target").unwrap(),
            indicator: "uptake.rate".into(),
            dimensions: Dimensions::none(),
            baseline_year: 2025,
            baseline: baseline.parse().unwrap(),
            target_year: 2028,
            target: goal.parse().unwrap(),
            decision: String::new(),
        }
    }

    #[test]
    fn a_value_is_judged_against_the_target_and_the_straight_path_to_it() {
        use TargetStatus::{Behind, Met, OnPath};
        // From 0.5 to 0.6 in three years: 0.5333… and 0.5666… are no decimals, and still exact here.
        let cases = [
            ("0.5", "0.6", 2026, "0.533333", Behind),
            ("0.5", "0.6", 2026, "0.533334", OnPath),
            ("0.5", "0.6", 2026, "0.6", Met),
            ("0.5", "0.8", 2026, "0.6", OnPath),
            ("0.5", "0.6", 2024, "0.5", OnPath),
            ("0.5", "0.6", 2029, "0.599999", Behind),
            ("1", "1", 2026, "0.833333", Behind),
            ("1", "1", 2026, "1", Met),
            ("30", "15", 2026, "25", OnPath),
            ("30", "15", 2026, "25.000001", Behind),
            ("30", "15", 2026, "15", Met),
        ];
        for (baseline, goal, year, value, expected) in cases {
            let found = target(baseline, goal).judge(year, value.parse().unwrap());
            assert_eq!(found, expected, "{baseline} to {goal}: {value} in {year}");
        }
    }

    #[test]
    fn numbers_too_large_to_be_exact_are_not_judged() {
        let largest = Decimal::MAX.to_string();
        let found = target("0", &largest).judge(2027, Decimal::ONE);
        assert_eq!(found, TargetStatus::Unknown);
    }

    #[test]
    fn the_pace_is_what_is_missing_over_the_years_left() {
        let figures = |status| {
            let mut figures = Figures::default();
            figures.insert(Figure {
                indicator: "uptake.rate".into(),
                year: 2026,
                dimensions: Dimensions::none(),
                value: Some("0.5".parse().unwrap()),
                unit: Unit::Share,
                status,
                contributors: Some(4),
                trace: Default::default(),
            });
            figures
        };
        let target = target("0.4", "0.7");
        let pace = |year, status| {
            let standing = target.standing(year, &figures(status));
            (standing.pace.map(|pace| pace.to_string()), standing.status)
        };
        let normal = ObservationStatus::Normal;
        assert_eq!(pace(2026, normal), (Some("0.1".into()), TargetStatus::OnPath));
        assert_eq!(pace(2028, normal), (None, TargetStatus::Behind));
        let low = ObservationStatus::LowReliability;
        assert_eq!(pace(2026, low), (None, TargetStatus::Unknown));
        // Provisional, and of low reliability besides.
        let provisional = ObservationStatus::Provisional;
        for (answered, expected) in [("0.4", TargetStatus::Unknown), ("0.5", TargetStatus::OnPath)]
        {
            let mut figures = figures(provisional);
            let rate = figures.iter().next().unwrap().clone();
            let value = Some(answered.parse().unwrap());
            figures.insert(Figure { indicator: "uptake.rate.answered".into(), value, ..rate });
            assert_eq!(target.standing(2026, &figures).status, expected);
        }
        let mut hidden = Figures::default();
        let of = figures(normal).get("uptake.rate", &Dimensions::none()).cloned();
        let (value, status) = (None, ObservationStatus::Withheld);
        hidden.extend(of.map(|figure| Figure { value, status, ..figure }));
        let withheld = target.standing(2026, &hidden);
        assert_eq!((withheld.status, withheld.pace), (TargetStatus::Unknown, None));
        let nothing = target.standing(2026, &Figures::default());
        assert_eq!((nothing.value, nothing.pace), (None, None));
    }
}
