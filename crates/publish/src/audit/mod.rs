//! The independent check that goes with the open data: `audit.sql`, and the tables it rests on beside those that
//! are published for their own sake.
//!
//! The SQL is written by hand and the same for every year; nothing in it is made from the program's own rules, so
//! that the two can disagree. The tables say what an observation rests on: who counts, which questions were asked,
//! what was answered, and of what is withheld the sums without which nothing would add up.

mod answers;
mod change;
mod coverage;
mod estimates;
mod guidance;
mod panel;
mod practices;
mod shares;
mod withheld_sums;
mod year;

use model::{PactReading, YearReading, YearResults};

use crate::output::{OutputFile, PackageInputs};
use crate::table::Table;
use crate::volume;
use crate::withheld::Withheld;

/// Path of the audit in the year's folder.
pub(crate) const PATH: &str = "data/audit.sql";

/// The parts of the audit, in the order they are run in.
const PARTS: &[&str] = &[
    include_str!("sql/tables.sql"),
    include_str!("sql/volume.sql"),
    include_str!("sql/coverage.sql"),
    include_str!("sql/estimates.sql"),
    include_str!("sql/uptake.sql"),
    include_str!("sql/guidance.sql"),
    include_str!("sql/change.sql"),
    include_str!("sql/basis.sql"),
    include_str!("sql/audit.sql"),
];

/// The audit as one file.
pub(crate) fn file() -> OutputFile {
    OutputFile { path: PATH.to_owned(), bytes: PARTS.join("\n").into_bytes() }
}

/// A year as the audit looks at it.
#[derive(Clone, Copy)]
struct OfYear<'a> {
    pact: &'a PactReading,
    reading: &'a YearReading,
    results: &'a YearResults,
}

impl<'a> OfYear<'a> {
    fn this(inputs: &PackageInputs<'a>) -> Self {
        Self { pact: inputs.pact, reading: inputs.year, results: inputs.results }
    }

    /// The year before; `None` in a first year.
    fn last(inputs: &PackageInputs<'a>) -> Option<Self> {
        let (reading, results) = (inputs.last_reading?, inputs.last?);
        Some(Self { pact: inputs.pact, reading, results })
    }
}

/// The tables that the audit needs.
pub(crate) fn tables(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Vec<Table> {
    vec![
        year::year(inputs),
        year::product_groups(inputs),
        coverage::this_year(inputs),
        coverage::last_year(inputs),
        practices::this_year(inputs),
        practices::last_year(inputs),
        answers::last_year(inputs),
        guidance::outputs(inputs),
        guidance::answers(inputs),
        volume::cells_last_year(inputs),
        change::table(inputs, withheld),
        estimates::this_year(inputs, withheld),
        estimates::last_year(inputs),
        withheld_sums::table(inputs, withheld),
    ]
}
