//! Lines and answers to figures, each with the cells it came from.
//!
//! In: what was read of a year ([`Inputs`]), and last year's results where there are any. Out: the figures
//! of coverage, volume, use and end of use, uptake and guidance under their final names, the converted cells
//! every amount is a sum of, the rates used, the account of every supporting table, declared figures beside
//! what the files say, and the lines with the decision about each ([`Outcome`]). The rules are methodology.md's; [`INDICATORS`] says for each figure how it is made.
//! It refuses to publish what does not add up: lines that go missing between reading and counting, or an
//! account that does not close, are an [`Error`], never a figure.

mod accounts;
mod conservation;
mod counting;
mod coverage;
mod devices;
mod draft;
mod end_of_use;
mod error;
mod guidance;
mod in_use;
mod ladder;
mod protection;
mod rates;
mod reconciliation;
mod registry;
mod sums;
mod trace;
mod uptake;
mod volume;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use model::{Figures, Identifier, PactReading, YearReading, YearResults};
use tables::{CountedLines, Lines};

pub use error::Error;
pub use registry::INDICATORS;

/// What a year's figures are made from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// What holds for every year.
    pub pact: &'a PactReading,
    /// What was read for the year.
    pub year: &'a YearReading,
    /// The year's lines of purchases, declared and from orders.
    pub lines: &'a Lines,
    /// Last year; `None` in a first year.
    pub last: Option<Last<'a>>,
}

/// Last year, read and computed.
#[derive(Clone, Copy, Debug)]
pub struct Last<'a> {
    /// What was read for it.
    pub reading: &'a YearReading,
    /// What was computed for it.
    pub results: &'a YearResults,
}

/// What comes out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The results; their statement is `None`, the stage `finance` makes it.
    pub results: YearResults,
    /// The lines with the decision about each.
    pub lines: CountedLines,
}

/// Computes the figures of a year.
///
/// # Errors
/// If a sum is too large to be counted, a line goes missing on the way, or a table's account does not
/// close.
pub fn aggregate(inputs: &Inputs<'_>) -> Result<Outcome, Error> {
    let grouped = inputs.lines.grouped()?;
    let rates = rates::Rates::new(inputs, grouped.groups());
    let decisions = counting::decide(inputs, grouped.groups(), &rates)?;
    let protected = protected(inputs.year);
    let lines = grouped.with_counting(decisions.countings, decisions.lent, protected.clone())?;
    let measured = volume::cells::measured(inputs, &lines, &rates)?;
    conservation::assert_conserved(inputs.lines, &lines, &measured)?;
    let devices = devices::devices(inputs)?;
    let accounts = accounts::accounts(inputs.year, &lines, &devices.rows)?;
    let coverage = coverage::who::who_counts(inputs, &lines, &devices.with_files());

    let mut drafts = coverage::drafts(inputs, &coverage);
    let [amounts, units] = volume::drafts(inputs, &coverage, &measured, &protected, &mut drafts);
    let in_use = in_use::drafts(inputs, &coverage, &devices.stocks, &mut drafts);
    let end_of_use = end_of_use::drafts(inputs, &coverage, &devices.disposals, &mut drafts);
    let measures = [amounts, units, in_use, end_of_use];
    let withheld = protection::protect(&mut drafts, &measures, &protected);
    drafts.extend(volume::left_out::drafts(&coverage, &lines));
    drafts.extend(uptake::drafts(inputs, &coverage));
    drafts.extend(guidance::drafts(inputs, &coverage));

    let year = inputs.year.year();
    let mut figures = Figures::default();
    figures.extend(drafts.into_iter().map(|draft| draft.figure(year)));
    let results = YearResults {
        year,
        figures,
        overlap: volume::overlap::entries(inputs, &measured)?,
        rates: rates.used(),
        accounts,
        reconciliation: reconciliation::reconciliation(inputs, &lines, &devices)?,
        devices: devices.rows,
        withheld,
        uptake: uptake::answers(inputs, &coverage),
        cells: measured.into_iter().map(|cell| cell.cell).collect(),
        coverage,
        statement: None,
    };
    Ok(Outcome { results, lines })
}

/// The participants that ask for their volume to be withheld.
fn protected(year: &YearReading) -> BTreeSet<Identifier> {
    year.protecting().into_iter().cloned().collect()
}
