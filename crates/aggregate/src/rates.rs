//! Mean rates: each reporter's amounts are converted over its own reporting period (methodology: Volume 1).

use std::collections::BTreeMap;

use model::volume::PeriodRate;
use model::{Currency, Identifier, Period};
use tables::LineGroup;

use crate::Inputs;

/// The mean rates a year's lines need, each computed once per currency and period.
#[derive(Debug)]
pub(crate) struct Rates {
    periods: BTreeMap<Identifier, Period>,
    year_period: Period,
    rates: BTreeMap<(Currency, Period), Option<PeriodRate>>,
}

impl Rates {
    /// The rates of every currency in which a line or an activity of outreach has an amount.
    pub(crate) fn new(inputs: &Inputs<'_>, groups: &[LineGroup]) -> Self {
        let periods = inputs.year.returns.iter();
        let periods = periods.map(|(id, own)| (id.clone(), own.organisation.period));
        let mut rates = Self {
            periods: periods.collect(),
            year_period: inputs.year.settings.period,
            rates: BTreeMap::new(),
        };
        for group in groups.iter().filter(|group| group.amount_minor.is_some()) {
            let Some(currency) = group.currency else {
                continue;
            };
            let period = rates.period(&group.participant);
            let mean = || inputs.pact.rates.mean(currency, &period);
            rates.rates.entry((currency, period)).or_insert_with(mean);
        }
        for (participant, currency) in crate::outreach::currencies(inputs) {
            let period = rates.period(participant);
            let mean = || inputs.pact.rates.mean(currency, &period);
            rates.rates.entry((currency, period)).or_insert_with(mean);
        }
        rates
    }

    /// The rate of a reporter's own period; `None` where the currency has none in it, or no line of such
    /// a reporter has an amount in it.
    pub(crate) fn of(&self, reporter: &Identifier, currency: Currency) -> Option<&PeriodRate> {
        let key = (currency, self.period(reporter));
        self.rates.get(&key)?.as_ref()
    }

    /// The rates that are used, by currency and period.
    pub(crate) fn used(&self) -> Vec<PeriodRate> {
        self.rates.values().flatten().cloned().collect()
    }

    /// The period of a reporter's return; the year's own where it sent orders alone.
    fn period(&self, reporter: &Identifier) -> Period {
        let own = self.periods.get(reporter);
        own.copied().unwrap_or(self.year_period)
    }
}
