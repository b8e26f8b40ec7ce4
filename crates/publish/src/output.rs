//! What comes in and what goes out.

use findings::Finding;
use model::{Indicator, PactReading, YearReading, YearResults};
use tables::PublishedLine;

/// A file to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutputFile {
    /// Path relative to the folder of the year's report (`reports/Y/`), with `/` between folders.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What the open data of a year are made of.
#[derive(Clone, Copy, Debug)]
pub struct PackageInputs<'a> {
    /// What holds for every year.
    pub pact: &'a PactReading,
    /// What was read for the year.
    pub year: &'a YearReading,
    /// What was computed for the year.
    pub results: &'a YearResults,
    /// What was computed for the year before; `None` in a first year.
    pub last: Option<&'a YearResults>,
    /// What was read for the year before; `None` in a first year.
    pub last_reading: Option<&'a YearReading>,
    /// The lines of purchases with the decision about each.
    pub lines: &'a [PublishedLine],
    /// Those of the year before; empty in a first year.
    pub last_lines: &'a [PublishedLine],
    /// What was found.
    pub findings: &'a [Finding],
    /// Every indicator, in the order of the methodology.
    pub indicators: &'a [&'a Indicator],
}
