//! Exchange rates: the European Central Bank's daily reference rates and the irrevocable rates of
//! currencies that became the euro.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::currency::{Currency, round_half_even};
use crate::period::{Period, days_between};
use crate::volume::PeriodRate;

/// The Bank's history. Rates are units of the currency for one euro.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RateHistory {
    /// Days on which the Bank's file has a row, with the rates quoted that day.
    pub days: BTreeMap<Date, BTreeMap<Currency, Decimal>>,
    /// Currencies that joined the euro: from which day, at which irrevocable rate.
    pub euro_adoption: BTreeMap<Currency, (Date, Decimal)>,
}

/// A quote older than this many days before a period's end no longer covers the period.
const COVERED_DAYS: i32 = 7;

impl RateHistory {
    /// The rate on one day: the irrevocable one from the adoption of the euro on, else the Bank's
    /// quote of that day. `None` where there is none.
    fn on(
        &self,
        currency: Currency,
        day: Date,
        quotes: &BTreeMap<Currency, Decimal>,
    ) -> Option<Decimal> {
        match self.euro_adoption.get(&currency) {
            Some((from, rate)) if day >= *from => Some(*rate),
            _ => quotes.get(&currency).copied(),
        }
    }

    /// The mean rate over a period (methodology: Volume 1): the arithmetic mean over the days on which
    /// the Bank's file has a row, days without a quote skipped, rounded to 8 decimals half to even.
    /// `None` where the period has no rate at all.
    pub fn mean(&self, currency: Currency, period: &Period) -> Option<PeriodRate> {
        if currency == Currency::EUR {
            let (period, rate) = (*period, Decimal::ONE);
            return Some(PeriodRate {
                currency,
                period,
                days: period.days().unsigned_abs(),
                rate,
                provisional: false,
                discontinued: false,
            });
        }
        let rates: Vec<(Date, Decimal)> = self
            .days
            .range(period.start..=period.end)
            .filter_map(|(day, quotes)| Some((*day, self.on(currency, *day, quotes)?)))
            .collect();
        let (last_day, _) = rates.last()?;
        let sum: Decimal = rates.iter().map(|(_, rate)| *rate).sum();
        let days = rates.len() as u32;
        let last_row = self.days.keys().next_back()?;
        let file_too_short = days_between(*last_row, period.end) > COVERED_DAYS;
        Some(PeriodRate {
            currency,
            period: *period,
            days,
            rate: round_half_even(sum / Decimal::from(days), 8),
            provisional: file_too_short,
            discontinued: !file_too_short && days_between(*last_day, period.end) > COVERED_DAYS,
        })
    }

    /// The rate of a day, or of the last day before it with a quote at most seven days back
    /// (methodology: Money).
    pub fn on_or_before(&self, currency: Currency, day: Date) -> Option<Decimal> {
        if currency == Currency::EUR {
            return Some(Decimal::ONE);
        }
        if let Some((from, rate)) = self.euro_adoption.get(&currency)
            && day >= *from
        {
            return Some(*rate);
        }
        let recent = self
            .days
            .range(..=day)
            .rev()
            .take_while(|(quoted, _)| days_between(**quoted, day) <= COVERED_DAYS);
        recent.filter_map(|(_, quotes)| quotes.get(&currency).copied()).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn history() -> RateHistory {
        let usd = Currency::parse("USD").unwrap();
        let bgn = Currency::parse("BGN").unwrap();
        let mut history = RateHistory::default();
        let rows =
            [(date(2025, 12, 30), "1.10", Some("1.9558")), (date(2025, 12, 31), "1.20", None)];
        for (day, dollar, lev) in rows {
            let mut quotes = BTreeMap::from([(usd, dollar.parse().unwrap())]);
            quotes.extend(lev.map(|lev| (bgn, lev.parse().unwrap())));
            history.days.insert(day, quotes);
        }
        history.days.insert(date(2026, 1, 2), BTreeMap::from([(usd, "1.25".parse().unwrap())]));
        history.euro_adoption.insert(bgn, (date(2026, 1, 1), "1.95583".parse().unwrap()));
        history
    }

    #[test]
    fn the_mean_skips_days_without_a_quote_and_rounds_to_eight_places() {
        let period = Period::new(date(2025, 12, 30), date(2026, 1, 2)).unwrap();
        let usd = history().mean(Currency::parse("USD").unwrap(), &period).unwrap();
        assert_eq!((usd.rate.to_string(), usd.days), ("1.18333333".to_owned(), 3));
        let bgn = history().mean(Currency::parse("BGN").unwrap(), &period).unwrap();
        assert_eq!((bgn.rate, bgn.days), ("1.955815".parse().unwrap(), 2));
    }

    #[test]
    fn a_file_that_ends_early_makes_the_rate_provisional() {
        let usd = Currency::parse("USD").unwrap();
        let ends = |day| Period::new(date(2025, 12, 1), day).unwrap();
        assert!(!history().mean(usd, &ends(date(2026, 1, 9))).unwrap().provisional);
        assert!(history().mean(usd, &ends(date(2026, 1, 10))).unwrap().provisional);
    }

    #[test]
    fn a_day_without_a_quote_takes_the_last_one_before() {
        let usd = Currency::parse("USD").unwrap();
        assert_eq!(history().on_or_before(usd, date(2026, 1, 1)), Some("1.20".parse().unwrap()));
        assert_eq!(history().on_or_before(usd, date(2026, 3, 1)), None);
    }
}
