//! Finds the headers of a mapped table, and where other tables begin.

use std::collections::{BTreeMap, BTreeSet};

use model::nearest::nearest;

use super::blocks::{columns_of, has, has_all, longest, names, repeating, segments, split};
use super::kinds::{Kind, kind};
use super::texts::Texts;
use super::{Candidate, OtherTable, Trouble, Wanted};
use crate::text::folded;

/// Most rows a header is looked for in.
const TALLEST_HEADER: usize = 3;
/// Rows among which the one most like the header is looked for, where none has every text.
const ROWS_COMPARED: usize = 300;

/// A header in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Header {
    /// Its rows, from 0.
    pub(super) rows: Vec<u32>,
    /// Column to joined text, of its own columns alone where other tables stand beside it.
    pub(super) headers: BTreeMap<u32, String>,
    /// The columns of the texts the mapping names, in order.
    pub(super) mapped: BTreeSet<u32>,
    /// First and last column that is its own, where other tables stand beside it.
    pub(super) span: Option<(u32, u32)>,
}

impl Header {
    /// First row below it.
    pub(super) fn below(&self) -> u32 {
        self.rows.last().map_or(0, |row| row + 1)
    }

    /// Its texts, folded and sorted: two headers with the same are the same header.
    fn signature(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.headers.values().map(|text| folded(text)).collect();
        texts.retain(|text| !super::pages::numbers_a_page(text));
        texts.sort();
        texts
    }

    /// Its texts, folded, by column.
    fn places(&self) -> Vec<(u32, String)> {
        self.headers.iter().map(|(column, text)| (*column, folded(text))).collect()
    }

    fn candidate(&self) -> Candidate {
        let rows = self.rows.iter().map(|row| row + 1).collect();
        Candidate { rows, headers: self.headers.clone() }
    }

    fn overlaps(&self, columns: &BTreeSet<u32>) -> bool {
        let bounds = |set: &BTreeSet<u32>| Some((*set.first()?, *set.last()?));
        match (bounds(&self.mapped), bounds(columns)) {
            (Some((first, last)), Some((other_first, other_last))) => {
                first <= other_last && other_first <= last
            }
            _ => true,
        }
    }
}

/// The headers of a sheet that matter to one mapped table.
#[derive(Debug)]
pub(super) struct Headers {
    /// Its own, in the order of rows and columns; at least one.
    pub(super) own: Vec<Header>,
    /// Rows, from 0, of headers that come again in the same columns.
    pub(super) repeats: BTreeSet<u32>,
    /// Rows, from 0, where a table the mapping names for itself begins in the same columns.
    pub(super) ends: BTreeSet<u32>,
    /// Rows, from 0, of headers with the same mapped texts that are not the same header.
    pub(super) foreign: BTreeSet<u32>,
}

impl Headers {
    /// Whether a header comes again in the columns of the table that is going on, or of one beside it.
    fn has_open(&self, header: &Header) -> bool {
        let latest = self.own.last().map(|own| &own.rows);
        let mut open = self.own.iter().filter(|own| Some(&own.rows) == latest);
        open.any(|own| own.places() == header.places())
    }
}

/// Finds the headers of the mapped table.
pub(super) fn headers(texts: &Texts, wanted: &Wanted) -> Result<Headers, Trouble> {
    let search = Search::new(texts, wanted);
    let (first, height) = match wanted.header_rows {
        [] => search.found()?,
        rows => (search.given(rows)?, rows.len()),
    };
    Ok(search.collect(first, height))
}

struct Search<'a> {
    texts: &'a Texts<'a>,
    wanted: &'a Wanted<'a>,
    /// The texts the mapping names, folded, each once.
    names: BTreeSet<String>,
    /// Longest of them, in bytes: longer cells are no header of this table.
    longest: usize,
}

impl<'a> Search<'a> {
    fn new(texts: &'a Texts<'a>, wanted: &'a Wanted<'a>) -> Self {
        let names = names(&wanted.header);
        let longest = names.iter().map(String::len).max().unwrap_or(0);
        Self { texts, wanted, names, longest }
    }

    /// The header in the rows the mapping gives, whatever it holds; tables with the same header may stand
    /// beside each other.
    fn given(&self, rows: &[u32]) -> Result<Vec<Header>, Trouble> {
        let rows: Vec<u32> = rows.iter().map(|row| row.saturating_sub(1)).collect();
        if let Some(headers) = self.at(&rows)? {
            return Ok(headers);
        }
        let headers = self.texts.joined(&rows, false);
        let mapped = columns_of(&headers, &self.names);
        Ok(vec![Header { rows, headers, mapped, span: None }])
    }

    /// The first header that has every text, in as few rows as possible, with how many rows it has.
    fn found(&self) -> Result<(Vec<Header>, usize), Trouble> {
        for height in 1..=TALLEST_HEADER {
            let mut candidates = Vec::new();
            for rows in self.windows(height) {
                if let Some(headers) = self.at(&rows)? {
                    candidates.push(headers);
                }
            }
            candidates.retain(|headers| !self.belongs_to_another(&headers[0]));
            if candidates.iter().any(|headers| self.is_plausible(&headers[0])) {
                candidates.retain(|headers| self.is_plausible(&headers[0]));
            }
            let Some(first) = candidates.first() else {
                continue;
            };
            let other = candidates.iter().find(|headers| !self.is_same(&headers[0], &first[0]));
            if let Some(other) = other {
                let both = [first[0].candidate(), other[0].candidate()];
                return Err(Trouble::TwoHeaders(Box::new(both)));
            }
            return Ok((candidates.swap_remove(0), height));
        }
        Err(self.not_found())
    }

    /// Whether two headers have the same texts, joined or row by row: where a header comes again, its merged
    /// cells are not always merged again.
    fn is_same(&self, one: &Header, other: &Header) -> bool {
        one.signature() == other.signature() || self.labels(one) == self.labels(other)
    }

    /// The labels of each row of a header in its own columns, folded.
    fn labels(&self, header: &Header) -> Vec<Vec<(u32, String)>> {
        let (first, last) = header.span.unwrap_or((0, u32::MAX));
        let rows = header.rows.iter().map(|row| {
            let labels = self.texts.labels(*row).into_iter();
            let own = labels.filter(|(column, _)| (first..=last).contains(column));
            own.map(|(column, text)| (column, folded(&text))).collect()
        });
        rows.collect()
    }

    /// Adds what stands below the first header: the same header again, and the beginnings of other tables.
    fn collect(&self, first: Vec<Header>, height: usize) -> Headers {
        let below = first[0].below();
        let header = first[0].clone();
        let mut found = Headers {
            own: first,
            repeats: BTreeSet::new(),
            ends: BTreeSet::new(),
            foreign: BTreeSet::new(),
        };
        for other in &self.wanted.others {
            self.add_ends(other, below, &mut found);
        }
        if self.names.is_empty() {
            return found;
        }
        for rows in self.windows(height) {
            let starts_below = rows.first().is_some_and(|row| *row >= below);
            let ends = rows.iter().any(|row| found.ends.contains(row));
            if !starts_below || ends {
                continue;
            }
            let Ok(Some(headers)) = self.at(&rows) else {
                continue;
            };
            for again in headers {
                if !self.is_same(&again, &header) {
                    if self.is_plausible(&again) && !self.belongs_to_another(&again) {
                        found.foreign.insert(rows[0]);
                    }
                } else if found.has_open(&again) || self.labels(&again) == self.labels(&header) {
                    found.repeats.extend(rows.iter().copied());
                } else {
                    found.own.push(again);
                }
            }
        }
        found
    }

    /// Where another mapped table of the sheet begins below a row.
    fn add_ends(&self, other: &OtherTable, below: u32, found: &mut Headers) {
        let names = names(&other.header);
        let own_rows = |rows: &[u32]| found.own.iter().any(|own| own.rows == rows);
        let mut ends = BTreeSet::new();
        if let Some(first) = other.header_rows.first() {
            let rows: Vec<u32> =
                other.header_rows.iter().map(|row| row.saturating_sub(1)).collect();
            let columns = columns_of(&self.texts.joined(&rows, false), &names);
            if !own_rows(&rows) && found.own.iter().any(|own| own.overlaps(&columns)) {
                ends.insert(first.saturating_sub(1));
            }
        } else {
            for height in 1..=TALLEST_HEADER {
                for rows in self.windows_of(height, &names, longest(&names)) {
                    let headers = self.texts.joined(&rows, false);
                    let columns = columns_of(&headers, &names);
                    let whole = has_all(&headers, &names);
                    let mine = has_all(&headers, &self.names) && self.names.len() >= names.len();
                    let overlaps = found.own.iter().any(|own| own.overlaps(&columns));
                    if whole && !mine && overlaps && !own_rows(&rows) {
                        ends.insert(rows[0]);
                    }
                }
            }
        }
        found.ends.extend(ends.into_iter().filter(|row| *row >= below));
    }

    /// Whether a header has every text of another mapping of the sheet, and that names more.
    fn belongs_to_another(&self, header: &Header) -> bool {
        self.wanted.others.iter().any(|other| {
            let names = names(&other.header);
            let first = header.rows.first().map(|row| row + 1);
            match other.header_rows {
                [] => names.len() > self.names.len() && has_all(&header.headers, &names),
                rows => rows.first().copied() == first,
            }
        })
    }

    /// A header has words over its mapped columns, and something stands below it.
    fn is_plausible(&self, header: &Header) -> bool {
        let mapped = |row: &u32| {
            let cells = self.texts.row(*row).iter();
            cells.filter(|cell| header.mapped.contains(&cell.address.column)).copied()
        };
        let own = header.rows.iter().flat_map(mapped);
        let beside = header.rows.iter().flat_map(|row| self.texts.row(*row).iter().copied());
        let values = beside.filter(|cell| kind(cell) == Kind::Value).count();
        let all = header.rows.iter().map(|row| self.texts.row(*row).len()).sum::<usize>();
        let below = self.texts.rows().partition_point(|(row, _)| *row < header.below());
        let mut below = self.texts.rows()[below..].iter().take(10);
        own.count() > 0 && values * 2 <= all && below.any(|(row, _)| mapped(row).next().is_some())
    }

    /// Rows that stand directly below each other and may be a header by their last row.
    fn windows(&self, height: usize) -> Vec<Vec<u32>> {
        self.windows_of(height, &self.names, self.longest)
    }

    fn windows_of(&self, height: usize, names: &BTreeSet<String>, longest: usize) -> Vec<Vec<u32>> {
        let rows = self.texts.rows();
        let mut windows = Vec::new();
        for last in height.saturating_sub(1)..rows.len() {
            let window = &rows[last + 1 - height..=last];
            let adjacent = window.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0);
            let ends_a_name = window[height - 1].1.iter().any(|cell| {
                cell.raw.len() <= longest.saturating_mul(2) && {
                    let text = folded(&cell.raw);
                    names.iter().any(|name| name.ends_with(&text))
                        || cell.raw.contains(['\n', '\r'])
                }
            });
            if adjacent && ends_a_name {
                windows.push(window.iter().map(|(row, _)| *row).collect());
            }
        }
        windows
    }

    /// The headers in these rows that have every text; more than one where tables stand beside each other.
    ///
    /// # Errors
    ///
    /// Where two tables beside each other have every text and are not the same.
    fn at(&self, rows: &[u32]) -> Result<Option<Vec<Header>>, Trouble> {
        if self.names.is_empty() {
            return Ok(None);
        }
        // Where the file tells merged ranges, a text stands for the columns it is merged over, else for the
        // blank ones right of it.
        let carried_first = rows.len() > 1 && !self.texts.has_merges();
        let readings = [carried_first, !carried_first].into_iter();
        let mut readings = readings.filter(|carried| !carried || rows.len() > 1);
        let Some(headers) = readings.find_map(|carried| {
            let headers = self.texts.joined(rows, carried);
            has_all(&headers, &self.names).then_some(headers)
        }) else {
            return Ok(None);
        };
        let whole = |headers: BTreeMap<u32, String>, span| Header {
            rows: rows.to_vec(),
            mapped: columns_of(&headers, &self.names),
            headers,
            span,
        };
        let segments = segments(&headers);
        let complete: Vec<_> =
            segments.iter().filter(|segment| has_all(segment, &self.names)).collect();
        let span = |segment: &BTreeMap<u32, String>| {
            Some((*segment.keys().next()?, *segment.keys().next_back()?))
        };
        let several = columns_of(&headers, &self.names).len() > self.names.len();
        let another_beside = segments.len() > 1
            && complete.len() == 1
            && self.wanted.others.iter().any(|other| {
                let names = names(&other.header);
                segments.iter().any(|segment| segment != complete[0] && has_all(segment, &names))
            });
        match complete.as_slice() {
            [only] if segments.len() > 1 && (several || another_beside) => {
                Ok(Some(vec![whole((*only).clone(), span(only))]))
            }
            [first, others @ ..] if several && !others.is_empty() => {
                let found: Vec<Header> = complete
                    .iter()
                    .map(|segment| whole((*segment).clone(), span(segment)))
                    .collect();
                match found.iter().find(|header| header.signature() != found[0].signature()) {
                    None => Ok(Some(found)),
                    Some(other) => {
                        let both = [whole((*first).clone(), None).candidate(), other.candidate()];
                        Err(Trouble::TwoHeaders(Box::new(both)))
                    }
                }
            }
            _ if several => Ok(Some(match repeating(&headers) {
                Some(period) => split(&headers, period)
                    .into_iter()
                    .map(|segment| whole(segment.clone(), span(&segment)))
                    .collect(),
                None => vec![whole(headers, None)],
            })),
            _ => Ok(Some(vec![whole(headers, None)])),
        }
    }

    fn not_found(&self) -> Trouble {
        let mut best: Option<(usize, Vec<u32>, BTreeMap<u32, String>)> = None;
        let rows = &self.texts.rows()[..self.texts.rows().len().min(ROWS_COMPARED)];
        for height in 1..=TALLEST_HEADER {
            for window in rows.windows(height) {
                let adjacent = window.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0);
                if !adjacent {
                    continue;
                }
                let rows: Vec<u32> = window.iter().map(|(row, _)| *row).collect();
                let headers = self.texts.joined(&rows, false);
                let points = self.points(&headers);
                if points > best.as_ref().map_or(0, |best| best.0) {
                    best = Some((points, rows, headers));
                }
            }
        }
        let headers = best.as_ref().map(|best| best.2.clone()).unwrap_or_default();
        let missing = self.wanted.header.iter().filter(|name| !has(&headers, &folded(name)));
        let near = |name: &str| nearest(name, headers.values().map(String::as_str));
        let mut missing: Vec<(String, Option<String>)> =
            missing.map(|name| ((*name).to_owned(), near(name).map(str::to_owned))).collect();
        missing.dedup();
        let nearest = best.map(|(_, rows, headers)| Candidate {
            rows: rows.iter().map(|row| row + 1).collect(),
            headers,
        });
        Trouble::NoHeader { nearest, missing }
    }

    /// How much a row is like the header: three for each text it has, one for each it nearly has.
    fn points(&self, headers: &BTreeMap<u32, String>) -> usize {
        let names = self.names.iter().map(|name| {
            if has(headers, name) {
                return 3;
            }
            usize::from(nearest(name, headers.values().map(String::as_str)).is_some())
        });
        names.sum()
    }
}
