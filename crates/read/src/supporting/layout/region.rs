//! The rows below the headers: which are data of the table and which lie outside.

use std::collections::{BTreeMap, BTreeSet};

use model::Cell;

use super::kinds::{Kind, is_thousand, is_unit, kind};
use super::pages::numbers_a_page;
use super::search::{Header, Headers};
use super::texts::Texts;
use super::{Layout, Part, Wanted};
use crate::supporting::subtotals::{TotalWord, total_word};
use crate::supporting::values::says_nothing;
use crate::text::folded;

/// Rows above a header that came again which may belong to the head of a page.
const PAGE_HEAD: usize = 8;
/// A row of a table with at least so many values in most rows that has a single one is a note.
const TYPICAL: usize = 3;

/// Tells the rows of each part, and those outside.
pub(super) fn parts(texts: &Texts, wanted: &Wanted, headers: Headers) -> Layout {
    let mut layout = Layout::default();
    let starts: Vec<u32> = headers.own.iter().filter_map(|own| own.rows.first().copied()).collect();
    for (index, header) in headers.own.iter().enumerate() {
        let last = starts[index..].iter().find(|start| **start > starts[index]).copied();
        let mut region = Region::new(texts, wanted, header, &headers, last.unwrap_or(u32::MAX));
        region.read();
        layout.unmapped_headers.extend(region.unmapped_header);
        layout.parts.push(Part {
            header_rows: header.rows.iter().map(|row| row + 1).collect(),
            headers: header.headers.clone(),
            longer: region.longer(),
            rows: region.rows,
        });
    }
    layout.unmapped_headers.sort_unstable();
    layout.unmapped_headers.dedup();
    let data: BTreeSet<u32> =
        layout.parts.iter().flat_map(|part| part.rows.iter().copied()).collect();
    let all = texts.rows().iter().map(|(row, _)| *row);
    layout.outside = all.filter(|row| !data.contains(row)).collect();
    layout
}

/// What stands below one header.
struct Region<'a> {
    texts: &'a Texts<'a>,
    header: &'a Header,
    headers: &'a Headers,
    first: u32,
    end: u32,
    /// Mapped columns; empty where the header has none of the texts, so that any cell is data.
    mapped: &'a BTreeSet<u32>,
    measures: BTreeSet<u32>,
    /// Labels of each header row, folded.
    labels: Vec<BTreeMap<u32, String>>,
    rows: Vec<u32>,
    unmapped_header: Option<u32>,
}

impl<'a> Region<'a> {
    fn new(
        texts: &'a Texts<'a>,
        wanted: &Wanted,
        header: &'a Header,
        headers: &'a Headers,
        next: u32,
    ) -> Self {
        let below = header.below();
        let ends = headers.ends.iter().chain(&headers.foreign).copied();
        let end = ends.filter(|row| *row >= below).min().unwrap_or(u32::MAX);
        let names: BTreeSet<String> = wanted.measures.iter().map(|name| folded(name)).collect();
        let measures = header.headers.iter().filter(|(_, text)| names.contains(&folded(text)));
        let label_rows = header.rows.iter().map(|row| {
            let labels = texts.labels(*row).into_iter();
            labels.map(|(column, text)| (column, folded(&text))).collect()
        });
        let foreign = headers.foreign.contains(&end) && end < next;
        Self {
            texts,
            header,
            headers,
            first: below.saturating_add(wanted.skip),
            end: end.min(next),
            mapped: &header.mapped,
            measures: measures.map(|(column, _)| *column).collect(),
            labels: label_rows.collect(),
            rows: Vec::new(),
            unmapped_header: foreign.then_some(end),
        }
    }

    fn read(&mut self) {
        let texts = self.texts;
        let from = texts.rows().partition_point(|(row, _)| *row < self.first);
        let to = texts.rows().partition_point(|(row, _)| *row < self.end);
        let rows = &texts.rows()[from..to.max(from)];
        let heads = self.page_heads(rows);
        // Behind a blank row, a title or a total, titles between them passed over.
        let mut apart = false;
        let mut below_total = false;
        let last_total = rows.iter().rposition(|(_, cells)| self.is_total(cells));
        for (index, (row, cells)) in rows.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &rows[before]);
            apart = before.is_none_or(|(before, cells)| {
                before + 1 < *row
                    || self.is_total(cells)
                    || self.is_title(cells)
                    || (apart && self.own(cells).count() <= 1)
            });
            if self.is_outside(*row, cells) || heads.contains(row) {
                continue;
            }
            let untitled =
                below_total && self.is_title(cells) && self.goes_on_below(&rows[index + 1..]);
            below_total = (last_total == Some(index)) || (below_total && !self.measured(*row));
            if untitled || (apart && self.begins_another(*row, rows.get(index + 1))) {
                self.unmapped_header = Some(*row);
                break;
            }
            self.rows.push(*row);
        }
        self.drop_notes();
    }

    /// The cells of a row that stand in the table's own columns.
    fn own<'b>(&self, cells: &'b [&'a Cell]) -> impl Iterator<Item = &'a Cell> + use<'a, 'b> {
        let (first, last) = self.header.span.unwrap_or((0, u32::MAX));
        cells.iter().copied().filter(move |cell| (first..=last).contains(&cell.address.column))
    }

    fn is_mapped(&self, cell: &Cell) -> bool {
        self.mapped.is_empty() || self.mapped.contains(&cell.address.column)
    }

    fn measured(&self, row: u32) -> bool {
        self.measures.iter().any(|column| self.texts.at(row, *column).is_some())
    }

    fn is_outside(&self, row: u32, cells: &[&'a Cell]) -> bool {
        !self.own(cells).any(|cell| self.is_mapped(cell))
            || self.headers.repeats.contains(&row)
            || self.repeats_header(cells)
            || self.is_page_line(cells)
            || (self.rows.is_empty() && self.tells_units(row, cells))
    }

    /// A row that says again what one row of the header says.
    fn repeats_header(&self, cells: &[&'a Cell]) -> bool {
        self.labels.iter().any(|labels| {
            !labels.is_empty()
                && self.own(cells).all(|cell| {
                    let label = labels.get(&cell.address.column);
                    label.is_some_and(|label| *label == folded(&cell.raw))
                })
        })
    }

    /// A row that numbers a page and has no other measure.
    fn is_page_line(&self, cells: &[&'a Cell]) -> bool {
        let is_page = |cell: &Cell| numbers_a_page(&cell.raw);
        let mut others = cells.iter().filter(|cell| !is_page(cell));
        cells.iter().any(|cell| is_page(cell))
            && !others.any(|cell| self.measures.contains(&cell.address.column))
            || self.parts_number_a_page(cells)
    }

    /// A page's number parted over cells: `Page`, `3`, `of`, `7`.
    fn parts_number_a_page(&self, cells: &[&'a Cell]) -> bool {
        let joined = || cells.iter().map(|cell| cell.raw.trim()).collect::<Vec<_>>().join(" ");
        (2..=4).contains(&cells.len()) && numbers_a_page(&joined())
    }

    /// A row under the header that says in what the measures are told: `EUR`, `pcs`, `1000 €`.
    fn tells_units(&self, row: u32, cells: &[&'a Cell]) -> bool {
        let own: Vec<&Cell> = self.own(cells).collect();
        let in_words = |cell: &Cell| kind(cell) == Kind::Words;
        let is_unit = |cell: &Cell| in_words(cell) && is_unit(&cell.raw);
        if !own.iter().all(|cell| in_words(cell)) {
            return self.tells_thousands(row, &own);
        }
        own.iter().any(|cell| is_unit(cell))
            && own.iter().all(|cell| is_unit(cell) || !self.measures.contains(&cell.address.column))
            && own.iter().filter(|cell| is_unit(cell)).count() * 2 >= own.len()
    }

    /// A row of units with a thousand in digits. `1000 EUR` may be an amount: it is none where nothing but units
    /// stands beside it and the row below holds more.
    fn tells_thousands(&self, row: u32, own: &[&Cell]) -> bool {
        let in_words = |cell: &&&Cell| kind(cell) == Kind::Words;
        let below = self.texts.rows().iter().find(|(below, _)| *below > row);
        let more_below = below.is_some_and(|(_, cells)| self.own(cells).count() > own.len());
        let is_mark = |c: char| c.is_numeric() || c.is_whitespace() || ".,'’".contains(c);
        let currency_told = |cell: &&Cell| !cell.raw.chars().all(is_mark);
        let telling = own.iter().filter(in_words).count() > 0 || own.iter().any(currency_told);
        more_below
            && telling
            && own.iter().all(|cell| {
                let measure = self.measures.contains(&cell.address.column);
                if in_words(&cell) { is_unit(&cell.raw) } else { measure && is_thousand(cell) }
            })
    }

    /// Titles that stand again above a header that came again: no measure in them, and a single value or
    /// the words of a row above the first header.
    fn page_heads(&self, rows: &[(u32, Vec<&'a Cell>)]) -> BTreeSet<u32> {
        let mut heads = BTreeSet::new();
        let above = |row: u32| self.texts.rows().iter().take_while(move |(other, _)| *other < row);
        let first = self.headers.own.first().and_then(|own| own.rows.first().copied());
        let titles: Vec<Vec<String>> =
            above(first.unwrap_or(0)).map(|(_, cells)| words(cells)).collect();
        for (index, (row, cells)) in rows.iter().enumerate() {
            if !self.headers.repeats.contains(row) && !self.repeats_header(cells) {
                continue;
            }
            for (row, cells) in rows[..index].iter().rev().take(PAGE_HEAD) {
                if self.headers.repeats.contains(row) || self.repeats_header(cells) {
                    continue;
                }
                let head =
                    !self.measured(*row) && (cells.len() == 1 || titles.contains(&words(cells)));
                if !head {
                    break;
                }
                heads.insert(*row);
            }
        }
        heads
    }

    /// A row of which a cell says nothing but "total", with a measure.
    fn is_total(&self, cells: &[&'a Cell]) -> bool {
        let says =
            |cell: &Cell| cell.text().is_some_and(|text| total_word(text) == TotalWord::Alone);
        self.own(cells).any(says)
            && cells.iter().any(|cell| self.measures.contains(&cell.address.column))
    }

    /// A single text in a table of several columns.
    fn is_title(&self, cells: &[&'a Cell]) -> bool {
        let mut own = self.own(cells);
        let first = own.next();
        self.header.headers.len() >= TYPICAL
            && own.next().is_none()
            && first.is_some_and(|cell| {
                kind(cell) == Kind::Words && !self.measures.contains(&cell.address.column)
            })
    }

    /// Whether rows that measure something stand right below: then a title below the last total is that of another
    /// table, which has no header.
    fn goes_on_below(&self, rows: &[(u32, Vec<&'a Cell>)]) -> bool {
        let mut below = rows.iter().skip_while(|(_, cells)| self.is_title(cells));
        below.next().is_some_and(|(_, cells)| {
            let measures = |cell: &Cell| {
                self.measures.contains(&cell.address.column)
                    && kind(cell) == Kind::Value
                    && cell.date().is_none()
            };
            let own: Vec<&Cell> = self.own(cells).collect();
            own.len() > 1 && own.iter().any(|cell| measures(cell)) && !self.repeats_header(cells)
        })
    }

    /// Whether a row behind a blank one is the header of another table: words alone, over values, where the
    /// columns of this table hold something else.
    fn begins_another(&self, row: u32, next: Option<&(u32, Vec<&'a Cell>)>) -> bool {
        let Some((next, below)) = next.filter(|(next, _)| *next == row + 1) else {
            return false;
        };
        let cells: Vec<&Cell> = self.own(self.texts.row(row)).collect();
        let (years, words): (Vec<&Cell>, Vec<&Cell>) =
            cells.iter().copied().partition(|cell| kind(cell) == Kind::Value);
        let years: Option<Vec<i64>> = years.into_iter().map(year).collect();
        let Some(years) = years.filter(|_| !self.rows.is_empty() && cells.len() >= 2) else {
            return false;
        };
        let in_a_row = years.len() >= 2 && years.windows(2).all(|two| (two[0] - two[1]).abs() == 1);
        if words.is_empty() {
            return false;
        }
        let over_value = |cell: &&Cell| {
            let below = self.texts.at(*next, cell.address.column);
            below.is_some_and(|below| kind(below) == Kind::Value)
        };
        let misfit = |cell: &&Cell| {
            let usual = self.usual(cell.address.column);
            usual == Some(Kind::Value) || (over_value(cell) && usual == Some(Kind::Words))
        };
        !below.is_empty()
            && cells.iter().any(over_value)
            && (in_a_row || words.iter().any(misfit))
            // Rows of a measure that was not told are data.
            && !words.iter().any(|cell| says_nothing(&cell.raw))
    }

    /// What most cells of a column are in the rows so far; the last hundred are looked at.
    fn usual(&self, column: u32) -> Option<Kind> {
        let rows = self.rows.iter().rev().take(100);
        let kinds: Vec<Kind> =
            rows.filter_map(|row| self.texts.at(*row, column)).map(kind).collect();
        let values = kinds.iter().filter(|kind| **kind == Kind::Value).count();
        match kinds.len() {
            0 => None,
            all if values * 2 > all => Some(Kind::Value),
            _ => Some(Kind::Words),
        }
    }

    /// Takes out notes: rows without a measure that hold a single value, below the last row with a measure
    /// or where most rows hold more; and below the last measure what stands behind such a note or a blank
    /// row and holds fewer values than most rows, fewer than half of them where it is the first.
    fn drop_notes(&mut self) {
        let counts: BTreeMap<u32, usize> =
            self.rows.iter().map(|row| (*row, self.own(self.texts.row(*row)).count())).collect();
        let typical = match self.measures.is_empty() {
            true => median(counts.values().copied()),
            false => median(
                counts.iter().filter(|(row, _)| self.measured(**row)).map(|(_, count)| *count),
            ),
        };
        let has_measure = |row: &u32| match self.measures.is_empty() {
            true => counts.get(row).is_some_and(|count| *count > 1 || typical < 2),
            false => self.measured(*row),
        };
        let Some(last) = self.rows.iter().rev().find(|row| has_measure(row)).copied() else {
            return;
        };
        let mut kept = Vec::with_capacity(self.rows.len());
        let mut before = None;
        let mut in_footer = false;
        for row in &self.rows {
            let count = counts.get(row).copied().unwrap_or(0);
            let single = count == 1 && !has_measure(row);
            let after_blank = before.is_some_and(|before| before + 1 < *row);
            let note = single && (*row > last || self.is_heading(*row, typical));
            in_footer |= *row > last && (note || (after_blank && count * 2 < typical));
            let footer = in_footer && count < typical;
            if !note && !footer {
                kept.push(*row);
            }
            before = Some(*row);
        }
        self.rows = kept;
    }

    /// A row with a single text in a table whose rows hold several values.
    fn is_heading(&self, row: u32, typical: usize) -> bool {
        let mut cells = self.own(self.texts.row(row));
        typical >= TYPICAL
            && !self.measures.is_empty()
            && cells.next().is_some_and(|cell| kind(cell) == Kind::Words)
    }

    fn longer(&self) -> Vec<u32> {
        let Some(last) = self.header.headers.keys().next_back() else {
            return Vec::new();
        };
        if self.header.span.is_some() {
            return Vec::new();
        }
        let beyond = |row: &&u32| {
            let cells = self.texts.row(**row);
            cells.last().is_some_and(|cell| cell.address.column > *last)
        };
        self.rows.iter().filter(beyond).copied().collect()
    }
}

/// The year a cell is, as headers have them.
fn year(cell: &Cell) -> Option<i64> {
    let year: i64 = cell.raw.trim().parse().ok()?;
    (1990..2100).contains(&year).then_some(year)
}

fn words(cells: &[&Cell]) -> Vec<String> {
    let texts = cells.iter().filter(|cell| !numbers_a_page(&cell.raw));
    texts.map(|cell| folded(&cell.raw)).collect()
}

fn median(counts: impl Iterator<Item = usize>) -> usize {
    let mut counts: Vec<usize> = counts.collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or(0)
}
