//! Sums of the rows so far, and how an amount follows from them.

use std::collections::{BTreeMap, HashSet};

use model::Decimal;

/// Decimals that are looked at; what lies beyond is what computing in binary left behind.
const PLACES: u32 = 8;
/// Rounding is believed up to this part of an amount.
const BELIEVED_ROUNDING: i64 = 200;

/// The sum of all rows so far, and what it was at each row of totals: the rows between two of them are a
/// section, and a section may hold others.
#[derive(Default)]
pub(in crate::supporting) struct RunningSum {
    amount: Decimal,
    units: i64,
    rows: u32,
    /// Most decimals of a row.
    scale: u32,
    /// Sum at a row of totals, with the fewest rows above one that had it, and their units.
    before: BTreeMap<Decimal, (u32, i64)>,
    /// The sums at all rows.
    all: HashSet<Decimal>,
    /// Rows since the last row of totals, and the sum then.
    last: (u32, Decimal),
    /// Sums since the last sum over them, as they stand there.
    printed: (u32, Decimal),
    /// Amounts that may be sums themselves, and are counted.
    doubtful: Decimal,
    /// Rows whose amount cannot be read: in all, and since the last row of totals.
    unreadable: (u32, u32),
    /// The sum is too large to be kept.
    lost: bool,
}

/// How an amount follows from the rows above.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum AddsUp {
    Not,
    /// It cannot be shown, since an amount above cannot be read.
    Unknown,
    /// It repeats the one row since the last total.
    RepeatsOne,
    /// It is the sum of several but for rounding.
    Rounded,
    /// It is the sum of several.
    Several,
}

impl RunningSum {
    /// How an amount follows from the rows above, and the units must where they are given.
    pub(super) fn adds_up(&self, amount: Decimal, units: Option<i64>) -> AddsUp {
        if self.lost {
            return AddsUp::Not;
        }
        let amount = plain(amount);
        if self.is_sum_of_several(amount, units, Decimal::ZERO) || self.is_sum_of_sums(amount) {
            return AddsUp::Several;
        }
        if self.rows - self.last.0 == 1 && self.amount.checked_sub(amount) == Some(self.last.1) {
            return AddsUp::RepeatsOne;
        }
        let rounding = self.rounding(amount);
        if !rounding.is_zero() && self.is_sum_of_several(amount, units, rounding) {
            return AddsUp::Rounded;
        }
        match self.is_beyond_reading(amount) {
            true => AddsUp::Unknown,
            false => AddsUp::Not,
        }
    }

    fn is_sum_of_several(&self, amount: Decimal, units: Option<i64>, rounding: Decimal) -> bool {
        let Some(start) = self.amount.checked_sub(amount) else {
            return false;
        };
        let same_units = |before: i64| units.is_none_or(|units| self.units - before == units);
        let near =
            |other: Decimal| start.checked_sub(other).is_some_and(|apart| apart.abs() <= rounding);
        let bounds = start.checked_sub(rounding).zip(start.checked_add(rounding));
        let all = self.rows >= 2 && near(Decimal::ZERO) && same_units(0);
        let without_doubtful =
            self.rows >= 3 && !self.doubtful.is_zero() && near(self.doubtful) && same_units(0);
        let section = || {
            let mut sections =
                bounds.map(|(from, to)| self.before.range(from..=to)).into_iter().flatten();
            sections.any(|(_, (rows, units))| self.rows - rows >= 2 && same_units(*units))
        };
        all || without_doubtful || section()
    }

    /// Whether an amount is the sum of the sums as they stand there, which may differ from their rows.
    fn is_sum_of_sums(&self, amount: Decimal) -> bool {
        self.printed.0 >= 2 && self.printed.1 == amount
    }

    /// How much rounding can make of a sum of these rows: half of the last place of a total that has fewer
    /// decimals, or what rounding each row adds up to.
    fn rounding(&self, amount: Decimal) -> Decimal {
        let believed = amount.abs() / Decimal::from(BELIEVED_ROUNDING);
        let half = |scale: u32| Decimal::new(5, scale + 1);
        let rounding = match amount.scale() {
            // Whole amounts are not rounded.
            _ if self.scale == 0 => Decimal::ZERO,
            scale if scale < self.scale => half(scale),
            // Errors of many rows cancel out.
            _ => {
                half(self.scale)
                    * Decimal::from(u64::from(self.rows).min(3 * u64::from(self.rows).isqrt()))
            }
        };
        rounding.min(believed)
    }

    fn is_beyond_reading(&self, amount: Decimal) -> bool {
        let since = self.amount.checked_sub(self.last.1).unwrap_or_default();
        let larger = amount.abs() > since.abs();
        larger && self.unreadable.0 > 0 || amount.abs() == since.abs() && self.unreadable.1 > 0
    }

    /// By how much an amount differs from the nearest sum that a row of totals could mean: of all rows, or of those
    /// since another row of totals. 0 where any run of rows that ends above has it.
    pub(in crate::supporting) fn differs(&self, amount: Decimal) -> Option<Decimal> {
        let start = self.amount.checked_sub(plain(amount)).filter(|_| !self.lost)?;
        if self.rows == 0 {
            return None;
        }
        if start.is_zero() || self.all.contains(&start) {
            return Some(Decimal::ZERO);
        }
        let starts = self.before.keys().copied().chain([Decimal::ZERO, self.last.1]);
        let starts = starts.filter(|other| *other != self.amount);
        // The run that begins at a start sums up to the amount so far without it.
        starts.filter_map(|other| start.checked_sub(other)).map(|sum| -sum).min_by_key(Decimal::abs)
    }

    /// Ends the section above a row of totals.
    pub(in crate::supporting) fn end_section(&mut self, printed: Option<Decimal>) {
        self.last = (self.rows, self.amount);
        self.before.entry(self.amount).or_insert((self.rows, self.units));
        self.unreadable.1 = 0;
        let Some(printed) = printed.map(plain) else { return };
        self.printed = match (self.is_sum_of_sums(printed), self.printed.1.checked_add(printed)) {
            (false, Some(sum)) => (self.printed.0 + 1, sum),
            _ => (0, Decimal::ZERO),
        };
    }

    /// Adds a row; one in doubt may be a sum in truth, so that those below may hold it or not.
    pub(in crate::supporting) fn add(
        &mut self,
        amount: Decimal,
        units: Option<i64>,
        in_doubt: bool,
    ) {
        let amount = plain(amount);
        match self.amount.checked_add(amount) {
            Some(sum) => self.amount = sum,
            None => self.lost = true,
        }
        if in_doubt {
            self.doubtful = self.doubtful.checked_add(amount).unwrap_or_default();
        }
        self.scale = self.scale.max(amount.scale());
        self.units = self.units.saturating_add(units.unwrap_or(0));
        self.rows = self.rows.saturating_add(1);
        self.all.insert(self.amount);
    }

    /// Adds a row whose amount cannot be read.
    pub(super) fn add_unreadable(&mut self) {
        self.unreadable.0 = self.unreadable.0.saturating_add(1);
        self.unreadable.1 = self.unreadable.1.saturating_add(1);
    }
}

/// An amount without what computing in binary left behind, and without zeros at its end.
fn plain(amount: Decimal) -> Decimal {
    amount.round_dp(PLACES).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[&str]) -> RunningSum {
        let mut sum = RunningSum::default();
        for row in rows {
            match *row {
                "|" => sum.end_section(None),
                "?" => sum.add_unreadable(),
                _ => sum.add(row.parse().unwrap(), None, false),
            }
        }
        sum
    }

    #[test]
    fn an_amount_adds_up_exactly_or_within_rounding() {
        let cases: [(&[&str], &str, AddsUp); 16] = [
            (&["1000", "500"], "1500", AddsUp::Several),
            (&["1000", "500"], "1500.5", AddsUp::Not),
            (&["1000", "500"], "1501", AddsUp::Not),
            (&["1000.333", "500.333"], "1500.67", AddsUp::Rounded),
            (&["1000.33", "500.33"], "1501", AddsUp::Rounded),
            (&["1000.33", "500.33"], "1502", AddsUp::Not),
            (&["1000.33", "500.33"], "1500.67", AddsUp::Rounded),
            (&["1000.33", "500.33"], "1500.69", AddsUp::Not),
            (&["0.1", "0.2"], "0.30000000000000004", AddsUp::Several),
            (&["1.2", "1.4"], "3", AddsUp::Not),
            (&["1000"], "1000", AddsUp::RepeatsOne),
            (&["1000", "500", "|", "7", "8.5"], "15.5", AddsUp::Several),
            (&["1000", "500", "|", "7"], "7", AddsUp::RepeatsOne),
            (&["1000", "?"], "1500", AddsUp::Unknown),
            (&["1000", "?", "|", "7", "8"], "14", AddsUp::Not),
            (&["1000", "?", "|", "7", "8"], "2000", AddsUp::Unknown),
        ];
        for (rows, amount, expected) in cases {
            assert_eq!(
                sum(rows).adds_up(amount.parse().unwrap(), None),
                expected,
                "{rows:?} {amount}"
            );
        }
    }

    /// The grand total of a table whose subtotals lack a row is the sum of those subtotals.
    #[test]
    fn a_sum_may_be_that_of_the_sums_above() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        let mut sum = sum(&["1000", "500"]);
        sum.end_section(Some(number("1600")));
        sum.add(number("70"), None, false);
        sum.add(number("30"), None, false);
        sum.end_section(Some(number("100")));
        assert_eq!(sum.adds_up(number("1700"), None), AddsUp::Several);
        sum.end_section(Some(number("1700")));
        assert_eq!(sum.adds_up(number("1700"), None), AddsUp::Not);
    }

    /// A row that may be a sum is in the next sum or not.
    #[test]
    fn a_row_in_doubt_may_be_in_a_sum_or_not() {
        let mut sum = sum(&["1000", "500"]);
        sum.add(1500.into(), None, true);
        sum.add(7.into(), None, false);
        assert_eq!(sum.adds_up(1507.into(), None), AddsUp::Several);
        assert_eq!(sum.adds_up(3007.into(), None), AddsUp::Several);
    }
}
