//! A year carried through the stages: read, aggregate, finance, check.

use std::collections::BTreeMap;

use aggregate::{Basis, Inputs, Last};
use check::Evidence;
use findings::Finding;
use model::finance::Books;
use model::{Date, Fault, FaultKind, YearReading, YearResults};
use read::submission::LastYear;
use read::year::{YearData, YearReturns};
use tables::CountedLines;

use crate::progress::Steps;
use crate::unread;
use crate::workspace::{Failure, Workspace, fault};

/// A year with everything that was read and computed.
pub(crate) struct ComputedYear {
    pub(crate) reading: YearReading,
    pub(crate) results: YearResults,
    pub(crate) lines: CountedLines,
    pub(crate) basis: Basis,
    pub(crate) findings: Vec<Finding>,
}

/// Steps [`compute`] takes for each year.
pub(crate) const STEPS_A_YEAR: usize = 2;

/// The years a report of `year` computes, as far as the workspace has them without a gap: itself, the one before it,
/// and the one before that, since figures of last year rest on its own last year.
pub(crate) fn years_computed(workspace: &Workspace, year: i16) -> Vec<i16> {
    let years = &workspace.files.years;
    let there = |other: &i16| years.contains(other);
    let mut computed: Vec<i16> = (0..3).map(|back| year - back).take_while(there).collect();
    computed.reverse();
    computed
}

/// Computes a year and those it rests on for comparisons. Of the year before last nothing is told but through last
/// year's figures: where it cannot be read, last year is taken for a first one, and the year says so.
pub(crate) fn compute(
    workspace: &Workspace,
    year: i16,
    steps: &mut Steps,
) -> Result<BTreeMap<i16, ComputedYear>, Failure> {
    compute_up_to(workspace, year, None, steps)
}

/// As [`compute`]; where a day is given, the year's money up to that day alone, of which the statement is an interim
/// one. The years before it are computed whole.
pub(crate) fn compute_up_to(
    workspace: &Workspace,
    year: i16,
    as_of: Option<Date>,
    steps: &mut Steps,
) -> Result<BTreeMap<i16, ComputedYear>, Failure> {
    let files = &workspace.files.files;
    let mut books: BTreeMap<i16, Books> = BTreeMap::new();
    let mut data: Vec<(i16, YearData)> = Vec::new();
    let mut unread: Vec<Fault> = Vec::new();
    for near in years_computed(workspace, year) {
        steps.next(format!("Reading the returns of {near}"));
        let last = data.iter().find(|(other, _)| *other == near - 1);
        let read = match last {
            Some((_, last)) => year_reading_after(workspace, near, Some(last_year(&last.reading))),
            None => reading(workspace, near),
        };
        let read = match read {
            Err(failure) if near < year - 1 => {
                unread.extend(unread::faults(near, &failure));
                continue;
            }
            read => read?,
        };
        let of_older = |fault: &&Fault| fault.kind == FaultKind::OlderYearUnread;
        unread.extend(read.reading.faults.iter().filter(of_older).cloned());
        books.insert(near, read.reading.finance.books(read.reading.settings.finance.as_ref()));
        data.push((near, read));
    }
    if let Some((_, newest)) = data.last_mut() {
        add_new(&mut newest.reading.faults, unread);
    }
    for other in &workspace.files.years {
        if !books.contains_key(other) {
            books.insert(*other, read::year::books(files, *other)?);
        }
    }
    let mut computed: BTreeMap<i16, ComputedYear> = BTreeMap::new();
    for (near, data) in data {
        steps.next(format!("Computing the figures of {near}"));
        let last = computed.get(&(near - 1));
        let as_of = as_of.filter(|_| near == year);
        let result = one_year(workspace, data, last, &books, as_of)?;
        computed.insert(near, result);
    }
    Ok(computed)
}

/// Reads a year; what is marked "as last year" in its returns is held against the returns of the years before it, as far
/// back as the workspace has them without a gap. One of them that cannot be read is a fault of the year.
///
/// # Errors
/// Every obstacle met in the office's own files of the year.
pub(crate) fn reading(workspace: &Workspace, year: i16) -> Result<YearData, Failure> {
    let mut first = year;
    while workspace.files.years.contains(&(first - 1)) {
        first -= 1;
    }
    let mut before: Option<YearReturns> = None;
    let mut unread: Vec<Fault> = Vec::new();
    for earlier in first..year {
        let last = before.as_ref().map(YearReturns::as_last_year);
        let (files, passed_over) = (&workspace.files.files, &workspace.files.passed_over);
        let returns = read::year::year_returns(files, &workspace.pact, earlier, passed_over, last);
        // A year whose own files cannot be read says nothing of what was answered then.
        before = match returns {
            Ok(returns) => Some(returns),
            Err(obstacles) => {
                unread.extend(unread::faults(earlier, &Failure(obstacles)));
                None
            }
        };
    }
    let last = before.as_ref().map(YearReturns::as_last_year);
    let mut data = year_reading_after(workspace, year, last)?;
    add_new(&mut data.reading.faults, unread);
    Ok(data)
}

/// Adds the faults that are not there yet.
fn add_new(faults: &mut Vec<Fault>, more: Vec<Fault>) {
    for fault in more {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
}

fn year_reading_after(
    workspace: &Workspace,
    year: i16,
    last: Option<LastYear<'_>>,
) -> Result<YearData, Failure> {
    let (files, passed_over) = (&workspace.files.files, &workspace.files.passed_over);
    Ok(read::year::year_reading_after(files, &workspace.pact, year, passed_over, last)?)
}

fn last_year(reading: &YearReading) -> LastYear<'_> {
    LastYear { questionnaire: &reading.questionnaire, returns: &reading.returns }
}

fn as_last(year: &ComputedYear) -> Last<'_> {
    Last { reading: &year.reading, results: &year.results, basis: &year.basis }
}

fn one_year(
    workspace: &Workspace,
    data: YearData,
    last: Option<&ComputedYear>,
    books: &BTreeMap<i16, Books>,
    as_of: Option<Date>,
) -> Result<ComputedYear, Failure> {
    let YearData { reading, lines } = data;
    let pact = &workspace.pact;
    let outcome = aggregate::aggregate(&Inputs {
        pact,
        year: &reading,
        lines: &lines,
        last: last.map(as_last),
    })
    .map_err(|error| fault("computing the figures", error))?;
    let mut results = outcome.results;
    let statement = finance::statement(&finance::Inputs {
        pact,
        year: &reading,
        last: last.and_then(|last| Some((&last.reading, last.results.statement.as_ref()?))),
        books,
        as_of,
    });
    results.in_kind = finance::in_kind(pact, &reading);
    if let Some(finance::Outcome { statement, figures }) = statement {
        results.figures.extend(figures);
        results.statement = Some(statement);
    }
    let findings = check::check(&Evidence {
        pact,
        year: &reading,
        declared: &outcome.lines.declared().map_err(|error| fault("checking", error))?,
        orders: &outcome.lines.order_groups().map_err(|error| fault("checking", error))?,
        results: &results,
        indicators: &crate::indicators(),
        last: last.map(|last| (&last.reading, &last.results)),
    });
    let (lines, basis) = (outcome.lines, outcome.basis);
    Ok(ComputedYear { reading, results, lines, basis, findings })
}
