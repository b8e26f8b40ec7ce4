//! Where the tables of a sheet stand: their headers, the rows that are theirs, and the rows that are not.
//!
//! A sheet is laid out for people. Titles and notes stand above a table, page headers come again within it,
//! footers below it, other tables beside or below it. Here every row that holds something is told to be
//! data of the mapped table or to lie outside of it; what the cells mean is not asked. A row in which a
//! measure stands is never put outside while it belongs to the table: sums are told apart later.

mod blocks;
mod header;
mod kinds;
mod pages;
mod region;
mod search;
mod texts;

use std::collections::BTreeMap;

use model::{CellAddress, FaultKind, Sheet};

pub(super) use header::difference;
pub use header::fingerprint;
pub(super) use texts::MergedTexts;

/// What a mapping says of where its table stands.
#[derive(Clone, Default, Debug)]
pub(super) struct Wanted<'a> {
    /// Rows of the header, from 1; empty: to be found by the texts in `header`.
    pub(super) header_rows: &'a [u32],
    /// The header texts the mapping names.
    pub(super) header: Vec<&'a str>,
    /// Those of them whose columns hold amounts, units or prices.
    pub(super) measures: Vec<&'a str>,
    /// Rows between the header and the data that are no data.
    pub(super) skip: u32,
    /// What the mapping says of other tables of the same sheet: each ends this one.
    pub(super) others: Vec<OtherTable<'a>>,
}

/// Another table the mapping names on the same sheet.
#[derive(Clone, Default, Debug)]
pub(super) struct OtherTable<'a> {
    /// Rows of its header, from 1; empty where the mapping does not say.
    pub(super) header_rows: &'a [u32],
    /// The header texts the mapping names for it.
    pub(super) header: Vec<&'a str>,
}

/// One stretch of a table below one header. A table has several where it goes on below or beside itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// Rows of its header, from 1.
    pub(super) header_rows: Vec<u32>,
    /// Column to header text; several header rows are joined, top to bottom.
    pub(super) headers: BTreeMap<u32, String>,
    /// Rows that are its data, from 0, in order.
    pub(super) rows: Vec<u32>,
    /// Those of them that hold something right of the last header. In a text file such a row has more fields
    /// than the header, so its values may stand in the wrong columns; in a workbook it is a note beside.
    pub(super) longer: Vec<u32>,
}

/// Where a mapped table stands in a sheet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Layout {
    /// Its parts, in the order of their rows and then of their columns.
    pub(super) parts: Vec<Part>,
    /// Rows that hold something and belong to no part: titles, notes, headers that come again, footers, and
    /// other tables; from 0.
    pub(super) outside: Vec<u32>,
    /// Rows that look like the header of a table no mapping names, below this one, or its title where it has no
    /// header; from 0. What stands under
    /// them is outside, so it must be said that nobody reads it.
    pub(super) unmapped_headers: Vec<u32>,
}

/// Why it cannot be told where a table stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Trouble {
    /// No row holds every text the mapping names.
    NoHeader {
        /// The row most like the header; `None` where none holds any of the texts.
        nearest: Option<Candidate>,
        /// The texts it lacks, each with the nearest text that stands there.
        missing: Vec<(String, Option<String>)>,
    },
    /// Two headers fit equally well.
    TwoHeaders(Box<[Candidate; 2]>),
}

/// A row, or rows, that may be the header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    /// Its rows, from 1.
    pub(super) rows: Vec<u32>,
    /// Column to header text.
    pub(super) headers: BTreeMap<u32, String>,
}

impl Trouble {
    /// The kind of fault this is.
    pub(super) fn kind(&self) -> FaultKind {
        match self {
            Trouble::NoHeader { .. } => FaultKind::MappedColumnMissing,
            Trouble::TwoHeaders(_) => FaultKind::TwoReadings,
        }
    }

    /// The cell to show.
    pub(super) fn address(&self) -> CellAddress {
        let candidate = match self {
            Trouble::NoHeader { nearest, .. } => nearest.as_ref(),
            Trouble::TwoHeaders(both) => Some(&both[0]),
        };
        candidate.map_or(CellAddress::new(0, 0), Candidate::address)
    }

    /// Rows to account for as not read, from 0: those below the header, as far as it is known, that hold
    /// more than one value.
    pub(super) fn rows(&self, sheet: &Sheet) -> Vec<u32> {
        let below = match self {
            Trouble::NoHeader { nearest, .. } => nearest.as_ref(),
            Trouble::TwoHeaders(both) => Some(&both[0]),
        };
        let first = below.and_then(|candidate| candidate.rows.last().copied()).unwrap_or(0);
        let rows = sheet.rows().filter(|(row, cells)| *row >= first && cells.len() > 1);
        rows.map(|(row, _)| row).collect()
    }

    /// What was expected instead of one text that no header has, in words that fit "expected …".
    pub(super) fn expected_column(&self, near: Option<&str>) -> String {
        let Trouble::NoHeader { nearest: Some(candidate), .. } = self else {
            return self.expected();
        };
        let near = near.map(|near| format!("; the nearest is `{near}`")).unwrap_or_default();
        format!(
            "a header text of the table{near} (row {} is most like the header, with `{}`)",
            rows_in_words(&candidate.rows),
            candidate.listed(),
        )
    }

    /// What was expected, in words that fit "expected …".
    pub(super) fn expected(&self) -> String {
        match self {
            Trouble::NoHeader { nearest, missing } => no_header(nearest.as_ref(), missing),
            Trouble::TwoHeaders(both) => format!(
                "one header that has the columns the mapping names; row {} (`{}`) and row {} (`{}`) both have them: say in `header_rows` which is meant",
                rows_in_words(&both[0].rows),
                both[0].listed(),
                rows_in_words(&both[1].rows),
                both[1].listed(),
            ),
        }
    }
}

fn no_header(nearest: Option<&Candidate>, missing: &[(String, Option<String>)]) -> String {
    let texts = missing.iter().map(|(text, near)| match near {
        Some(near) => format!("`{text}` (the nearest text there is `{near}`)"),
        None => format!("`{text}`"),
    });
    let texts = texts.collect::<Vec<_>>().join(", ");
    match nearest {
        Some(candidate) => format!(
            "a header that has every column the mapping names; row {} comes nearest, has `{}`, and lacks {texts}",
            rows_in_words(&candidate.rows),
            candidate.listed(),
        ),
        None => format!(
            "a header that has the columns the mapping names; no row of the sheet has any of them: {texts}"
        ),
    }
}

fn rows_in_words(rows: &[u32]) -> String {
    match rows {
        [first, .., last] => format!("{first} to {last}"),
        [only] => only.to_string(),
        [] => "?".to_owned(),
    }
}

impl Candidate {
    fn address(&self) -> CellAddress {
        let row = self.rows.last().map_or(0, |row| row.saturating_sub(1));
        CellAddress::new(row, self.headers.keys().next().copied().unwrap_or(0))
    }

    fn listed(&self) -> String {
        self.headers.values().map(String::as_str).collect::<Vec<_>>().join("`, `")
    }
}

/// Tells where the mapped table stands in a sheet.
///
/// With `header_rows` the header is taken from there, whatever it holds; without, it is the row, or the two
/// or three rows, that hold every text the mapping names. Another place with the same header begins another
/// part; the same header in the same columns is a page header that came again.
///
/// # Errors
///
/// A [`Trouble`] where no header is found or two are equally good.
pub(super) fn layout(sheet: &Sheet, wanted: &Wanted) -> Result<Layout, Trouble> {
    let texts = texts::Texts::of(sheet);
    let headers = search::headers(&texts, wanted)?;
    Ok(region::parts(&texts, wanted, headers))
}

#[cfg(test)]
mod tests;
