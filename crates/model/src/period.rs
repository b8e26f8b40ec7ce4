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
}
