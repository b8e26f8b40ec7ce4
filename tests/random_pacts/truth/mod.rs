//! Every figure of a year, straight from the invented pact: small, plain, and made from the methodology alone.
//!
//! It shares no code with the stages. It reads no file but the Bank's rates, knows neither cells nor lineage,
//! and is slow on purpose: each figure walks over all lines or answers anew and says in one place what counts.

mod basis;
mod beside;
mod buy_less;
mod change;
mod commitments;
mod concentration;
mod counting;
mod devices;
mod estimates;
mod finance;
mod in_kind;
mod levels;
mod lines;
mod outreach;
mod panel;
mod rates;
mod shares;
pub(crate) mod sums;
mod table;
mod terms;
mod uptake;
mod volume;
mod who;

#[cfg(test)]
mod worked_examples;

use demo::InventedPact;
use demo::pact::{Organisation, PactYear, Return};
use jiff::civil::Date;

pub(crate) use rates::Rates;
pub(crate) use table::{Cut, Names, Row, Table, cut, plain};

use lines::Line;
use who::Who;

/// A year with what is derived from it first: who counts, and how each line counts.
pub(crate) struct YearTruth<'a> {
    pact: &'a InventedPact,
    year: &'a PactYear,
    rates: &'a Rates,
    /// Who counts (methodology: Who counts).
    pub(crate) who: Who,
    /// Every line of purchases that was read, with the decision about it.
    pub(crate) lines: Vec<Line>,
}

impl<'a> YearTruth<'a> {
    /// Derives a year of the pact.
    pub(crate) fn new(pact: &'a InventedPact, year: &'a PactYear, rates: &'a Rates) -> Self {
        let mut who = Who::of(pact, year);
        let lines = lines::decided(pact, year, rates, &mut who);
        Self { pact, year, rates, who, lines }
    }

    /// Every figure of the year; `last` is the year before, where the pact has it, and what comes before that.
    pub(crate) fn figures(
        &self,
        last: Option<&YearTruth<'_>>,
        before_last: Option<&YearTruth<'_>>,
    ) -> Table {
        let mut table = Table::default();
        who::figures(self, last, &mut table);
        volume::figures(self, &mut table);
        basis::figures(self, &mut table);
        concentration::figures(self, &mut table);
        estimates::figures(self, last, &mut table);
        estimates::not_carried(self, (last, before_last), &mut table);
        shares::figures(self, &mut table);
        uptake::figures(self, &mut table);
        levels::figures(self, last, &mut table);
        devices::figures(self, &mut table);
        outreach::figures(self, &mut table);
        if last.is_none() {
            change::first_year(&mut table);
        }
        if let Some(last) = last {
            buy_less::figures(self, &panel::of_volume(self, last), &mut table);
            change::figures(self, last, &mut table);
            panel::figures(self, last, &mut table);
        }
        finance::figures(self, &mut table);
        table
    }

    /// The returns that count, in force or not.
    fn returns(&self) -> impl Iterator<Item = &'a Return> {
        let who = &self.who;
        self.year.returns.iter().filter(move |of| who.returned.contains(&of.participant))
    }
}

/// The figures of each year of a pact, by year.
pub(crate) fn figures(pact: &InventedPact, rates: &Rates) -> Vec<(i16, Table)> {
    let years: Vec<_> = pact.years.iter().map(|year| YearTruth::new(pact, year, rates)).collect();
    let tables = years.iter().map(|year| {
        let back = |by: i16| years.iter().find(|other| other.year.year == year.year.year - by);
        (year.year.year, year.figures(back(1), back(2)))
    });
    tables.collect()
}

/// What a return says of its organisation. Files without a form say nothing of it.
fn organisation(of: &Return) -> Organisation {
    if of.form { of.organisation.clone() } else { Organisation::default() }
}

/// First and last day of a return's own period; what is blank is the year's.
fn period(year: &PactYear, of: &Return) -> (Date, Date) {
    let organisation = organisation(of);
    (
        organisation.period_start.unwrap_or(year.period_start),
        organisation.period_end.unwrap_or(year.period_end),
    )
}
