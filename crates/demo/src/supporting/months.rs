//! The months of a reporting period.

use jiff::civil::Date;

use super::words::{MONTHS, in_language};
use crate::pact::SpreadsheetLanguage;

/// A month, or what of it lies in a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Month {
    /// Its last day in the period.
    pub(super) last: Date,
}

impl Month {
    /// The header of its column, such as `Oct 25`.
    pub(super) fn header(self, language: SpreadsheetLanguage) -> String {
        let names = in_language(MONTHS, language);
        let month = usize::try_from(self.last.month() - 1).unwrap_or(0);
        format!("{} {:02}", names[month.min(11)], self.last.year().rem_euclid(100))
    }

    /// The position of the month of a day; of the nearest for a day outside of all.
    pub(super) fn position(months: &[Month], day: Date) -> usize {
        let key = |day: Date| (day.year(), day.month());
        let after = months.partition_point(|month| key(month.last) < key(day));
        after.min(months.len().saturating_sub(1))
    }
}

/// The months of a period, in order; at least one.
pub(super) fn months((first, last): (Date, Date)) -> Vec<Month> {
    let mut months = Vec::new();
    let mut day = first;
    loop {
        let end = day.last_of_month();
        months.push(Month { last: end.min(last.max(first)) });
        match end.tomorrow() {
            Ok(next) if next <= last => day = next,
            _ => return months,
        }
    }
}
