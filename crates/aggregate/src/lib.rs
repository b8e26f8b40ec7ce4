//! Lines and answers to figures, each with the cells it came from.
//!
//! In: what was read of a year ([`Inputs`]), and last year's results where there are any. Out: the figures
//! of coverage, volume, use and end of use, uptake and guidance under their final names, the converted cells
//! every amount is a sum of, the rates used, the account of every supporting table, declared figures beside
//! what the files say, and the lines with the decision about each ([`Outcome`]). The rules are methodology.md's; [`INDICATORS`] says for each figure how it is made.
//! It refuses to publish what does not add up: lines that go missing between reading and counting, or an
//! account that does not close, are an [`Error`], never a figure.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod accounts;
mod basis;
mod buy_less;
mod change;
mod compare;
mod conservation;
mod counting;
mod coverage;
mod devices;
mod draft;
mod end_of_use;
mod error;
mod evidence;
mod guidance;
mod in_use;
mod ladder;
mod outreach;
mod panel;
mod protection;
mod rates;
mod reconciliation;
mod registry;
mod revisions;
mod sums;
mod trace;
mod uptake;
mod volume;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use model::{Coverage, Figures, PactReading, YearReading, YearResults};
use tables::{CountedLines, Lines};

use compare::{Compared, Told, protected};
use draft::Draft;
use panel::{Panel, Parts};
use protection::{MeasureOf, Measures};

pub use basis::Basis;
pub use error::Error;
pub use registry::INDICATORS;
pub use volume::estimates::EstimateGate;

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
    /// What it was computed from.
    pub basis: &'a Basis,
}

/// What comes out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The results; their statement is `None`, the stage `finance` makes it.
    pub results: YearResults,
    /// The lines with the decision about each.
    pub lines: CountedLines,
    /// What next year's figures are laid beside.
    pub basis: Basis,
}

/// Computes the figures of a year.
///
/// # Errors
/// If a sum is too large to be counted, a line goes missing on the way, or a table's account does not
/// close.
pub fn aggregate(inputs: &Inputs<'_>) -> Result<Outcome, Error> {
    let grouped = inputs.lines.grouped()?;
    let rates = rates::Rates::new(inputs, grouped.groups());
    let devices = devices::devices(inputs)?;
    let with_devices = devices.with_files();
    let decisions = counting::decide(inputs, grouped.groups(), &rates, &with_devices)?;
    let protected = protected(inputs.year);
    let mut lines =
        grouped.with_counting(decisions.countings, decisions.lent, protected.clone())?;
    let measured = volume::cells::measured(inputs, &lines, &rates)?;
    conservation::assert_conserved(inputs.lines, &lines, &measured)?;
    let overlap = volume::overlap::entries(inputs, &lines, &decisions.set_aside, &measured)?;
    conservation::assert_ledger_closes(&overlap, &measured)?;
    let accounts = accounts::accounts(inputs.year, &lines, &devices.rows)?;
    let coverage = coverage::who::who_counts(inputs, &lines, &with_devices);

    let mut drafts = coverage::drafts(inputs, &coverage);
    let [mut amounts, mut units] =
        volume::drafts(inputs, &coverage, &measured, &protected, &mut drafts);
    uptake::weighted_rate::drafts(inputs, &coverage, &measured, &mut amounts, &mut drafts)?;
    let told = (&mut amounts, &mut drafts);
    volume::basis::drafts(inputs, &coverage, &measured, told);
    let told = (&mut amounts, &mut drafts);
    volume::concentration::drafts(inputs, &coverage, &measured, &protected, told);
    let panel = inputs.last.map(|last| Panel::new(&coverage, &last.results.coverage));
    if let Some(panel) = &panel {
        buy_less::drafts(inputs, panel, &measured, (&mut units, &mut drafts));
    }
    let mut of_shares = volume::shares::Measures::new(&measured);
    let told = (&mut units, &mut of_shares);
    volume::shares::drafts(inputs, &measured, &|_| true, told, &mut drafts);
    let in_use = in_use::drafts(inputs, &coverage, &devices.stocks, &mut drafts);
    let end_of_use = end_of_use::drafts(inputs, &coverage, &devices.disposals, &mut drafts);
    let of_outreach = outreach::drafts(inputs, &coverage, &rates, &mut drafts)?;
    let mut measures = Measures::from([
        (MeasureOf::Amounts, amounts),
        (MeasureOf::Units, units),
        (MeasureOf::InUse, in_use),
        (MeasureOf::EndOfUse, end_of_use),
    ]);
    measures.extend(of_shares.into_all());
    let kinds = [MeasureOf::OutreachAmounts, MeasureOf::OutreachUnits];
    measures.extend(kinds.into_iter().zip(of_outreach));
    let (stocks, disposals) = (devices.stocks.as_slice(), devices.disposals.as_slice());
    if let Some(panel) = &panel {
        let parts = Parts { cells: &measured, stocks, disposals };
        panel::add(inputs, panel, &coverage, &parts, (&mut drafts, &mut measures));
    }
    let withheld = protection::protect(&mut drafts, &measures, &protected);
    let units =
        volume::unit_prices::withhold(&mut drafts, &measures, &measured, &mut lines, &withheld)?;
    let measures = measures.into_iter().map(|(of, measure)| (of, measure.published(&drafts)));
    let measures: Measures = measures.collect();
    let told = Told { measures: &measures, hidden: &withheld, protected: &protected };
    let mut of_both = coverage::by_volume_rows(inputs, &coverage, measured.len(), &drafts);
    let mut estimated = volume::estimates::estimated(inputs, &coverage, &measured, &withheld)?;
    let gate = estimated.gate(inputs, &coverage, &measured);
    of_both.extend(volume::estimates::drafts(
        inputs,
        &coverage,
        &measured,
        &mut estimated,
        &mut drafts,
    ));
    let figures = (&mut drafts, of_both);
    let Compared { cells: change, matched_last_year, for_unit_price, earlier } =
        compare::compared(inputs, panel.as_ref(), &coverage, &measured, told, figures)?;
    drafts.extend(volume::left_out::drafts(&coverage, &lines, &withheld, &protected));
    drafts.extend(uptake::drafts(inputs, &coverage));
    drafts.extend(guidance::drafts(inputs, &coverage));
    drafts.extend(evidence::drafts(inputs, &coverage));

    let year = inputs.year.year();
    let figures = self::figures(drafts, year, units.withheld());
    let matched_last_year = self::figures(matched_last_year, year - 1, &for_unit_price);
    let results = YearResults {
        year,
        figures,
        estimates: estimated.list,
        overlap,
        counting: decisions.uses,
        rates: rates.used(),
        accounts,
        reconciliation: reconciliation::reconciliation(inputs, &lines, &devices)?,
        devices: devices.rows,
        withheld: withheld.clone(),
        uptake: uptake::answers(inputs, &coverage),
        cells: measured.iter().map(|cell| cell.cell.clone()).collect(),
        coverage: Coverage { volume_unknown: estimated.unknown, ..coverage },
        change,
        matched_last_year,
        revisions: revisions::revisions(inputs),
        in_kind: Vec::new(),
        statement: None,
    };
    let of_devices = (devices.stocks, devices.disposals);
    let basis = Basis::new(measured, of_devices, (measures, earlier, units), gate, &withheld);
    Ok(Outcome { results, lines, basis })
}

/// Figures of a year by name and cut, with those that are withheld `for_unit_price`.
fn figures(drafts: Vec<Draft>, year: i16, for_unit_price: &BTreeSet<usize>) -> Figures {
    let mut figures = Figures::default();
    for (index, draft) in drafts.into_iter().enumerate() {
        let figure = draft.figure(year);
        match for_unit_price.contains(&index) {
            true => figures.insert_for_unit_price(figure),
            false => figures.insert(figure),
        }
    }
    figures
}
