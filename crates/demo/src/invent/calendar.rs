//! The Pact's years, and fiscal years of participants' own.

use jiff::civil::{Date, Weekday, date};

use super::draw::{Draw, days, plus_days};

/// The Pact is in effect since this day (§6.2).
pub(super) const IN_EFFECT: Date = date(2021, 6, 14);

/// A span of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: Date,
    pub(super) end: Date,
}

impl Span {
    /// Days in it.
    pub(super) fn days(self) -> i64 {
        days(self.start, self.end) + 1
    }
}

/// The Pact's own reporting period of a year: October to September.
pub(super) fn period(year: i16) -> Span {
    Span { start: date(year - 1, 10, 1), end: date(year, 9, 30) }
}

/// By when returns of a year are due.
pub(super) fn deadline(year: i16) -> Date {
    date(year, 11, 13)
}

/// The day the report of a year is made.
pub(super) fn report_date(year: i16) -> Date {
    date(year, 12, 11)
}

/// When the fiscal year of a participant begins and ends. Each of these has most of its days in the Pact's period
/// of the same year, has ended when returns are due, and joins on to the year before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FiscalYear {
    /// That of the Pact.
    Pact,
    /// From the first day of this month.
    FromMonth(i8),
    /// 52 or 53 weeks, to the last Sunday of this month.
    Weeks(i8),
}

impl FiscalYear {
    /// About seven in ten go by the Pact's own year.
    pub(super) fn drawn(draw: &mut Draw) -> Self {
        let kinds = [
            (Self::Pact, 70),
            (Self::FromMonth(5), 3),
            (Self::FromMonth(6), 2),
            (Self::FromMonth(7), 9),
            (Self::FromMonth(8), 4),
            (Self::FromMonth(9), 3),
            (Self::FromMonth(11), 3),
            (Self::Weeks(7), 3),
            (Self::Weeks(8), 3),
        ];
        draw.weighted(&kinds)
    }

    /// Its days in a year.
    pub(super) fn period(self, year: i16) -> Span {
        match self {
            Self::Pact => period(year),
            Self::FromMonth(month) => {
                Span { start: date(year - 1, month, 1), end: plus_days(date(year, month, 1), -1) }
            }
            Self::Weeks(month) => Span {
                start: plus_days(last_sunday(year - 1, month), 1),
                end: last_sunday(year, month),
            },
        }
    }

    /// Whether it is made of whole months.
    pub(super) fn has_whole_months(self) -> bool {
        !matches!(self, Self::Weeks(_))
    }
}

/// The last Sunday of a month.
fn last_sunday(year: i16, month: i8) -> Date {
    let last = date(year, month, 1).last_of_month();
    let back = i64::from(last.weekday().since(Weekday::Sunday));
    plus_days(last, -back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_years_are_years_that_join_on_and_lie_mostly_in_the_pacts() {
        for kind in [FiscalYear::Pact, FiscalYear::FromMonth(5), FiscalYear::FromMonth(11)]
            .into_iter()
            .chain([FiscalYear::Weeks(7), FiscalYear::Weeks(8), FiscalYear::FromMonth(9)])
        {
            for year in 2021..=2026 {
                let own = kind.period(year);
                assert!((360..=371).contains(&own.days()), "{kind:?} {own:?}");
                assert_eq!(plus_days(kind.period(year - 1).end, 1), own.start, "{kind:?}");
                assert!(own.end < deadline(year));
                let pact = period(year);
                let shared = Span { start: own.start.max(pact.start), end: own.end.min(pact.end) };
                assert!(shared.days() * 2 > own.days(), "{kind:?} {shared:?}");
            }
        }
    }
}
