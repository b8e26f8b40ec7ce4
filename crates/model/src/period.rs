//! Reporting periods.

use std::fmt;

use jiff::civil::Date;

/// A span of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Period {
    /// A period from its first to its last day; `None` if it would end before it starts.
    pub fn new(start: Date, end: Date) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// Number of days, both ends included.
    pub fn days(&self) -> i32 {
        days_between(self.start, self.end) + 1
    }

    /// The months it has, as a fraction: whole ones where it ends on the eve of the day of the month on which it began,
    /// else days × 12 ÷ 365.25. One that begins on the 29th or later counts its days, since not every month has such a
    /// day.
    pub fn months(&self) -> (i64, i64) {
        let number = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
        let start = self.start;
        let next = self.end.tomorrow().ok();
        match next.filter(|next| start.day() <= 28 && next.day() == start.day()) {
            Some(next) => (number(next) - number(start), 1),
            // 12 ÷ 365.25 is 48 ÷ 1461.
            None => (i64::from(self.days()) * 48, 1461),
        }
    }

    /// Whether the day lies in the period.
    pub fn contains(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// Number of days the two periods share.
    pub fn days_shared(&self, other: &Period) -> i32 {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        if start > end { 0 } else { days_between(start, end) + 1 }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.start, self.end)
    }
}

/// Days from the first date to the second (negative if the second is earlier).
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn counts_both_ends() {
        let year = Period::new(date(2024, 10, 1), date(2025, 9, 30)).unwrap();
        assert_eq!(year.days(), 365);
        let calendar = Period::new(date(2025, 1, 1), date(2025, 12, 31)).unwrap();
        assert_eq!(year.days_shared(&calendar), 273);
        assert!(Period::new(date(2025, 1, 2), date(2025, 1, 1)).is_none());
    }

    #[test]
    fn months_are_whole_or_counted_in_days() {
        let cases = [
            (date(2025, 10, 1), date(2026, 9, 30), (12, 1)),
            (date(2025, 10, 1), date(2026, 6, 30), (9, 1)),
            (date(2025, 12, 28), date(2026, 2, 27), (2, 1)),
            (date(2025, 10, 1), date(2025, 10, 1), (48, 1461)),
            (date(2025, 10, 31), date(2025, 11, 29), (30 * 48, 1461)),
        ];
        for (start, end, months) in cases {
            assert_eq!(Period::new(start, end).unwrap().months(), months, "{start} to {end}");
        }
    }
}
