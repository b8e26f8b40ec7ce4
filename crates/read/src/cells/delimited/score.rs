//! How good a reading of a text is as a table: the numbers of fields agree, the cells of a column are of one
//! kind, and one of the first records is a header for the rest.
//!
//! After "Wrangling messy CSV files by detecting row and type patterns" (van den Burg, Nazábal, Sutton 2019)
//! and the table uniformity of García (2024), with the header sought in the same step.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use crate::day::{self, ParsedDay};
use crate::number::{self, DecimalMark, Parsed};
use crate::remembered::Remembered;
use crate::text::{folded, is_blank};

/// Delimiters that stand between words for nothing else, unless a blank follows.
const PARTING: [char; 7] = [',', ';', '\t', '|', '\u{1f}', '¦', '¬'];
/// Records before the header that may be titles, notes and the like.
const JUNK: usize = 40;

/// A reading of the head of a text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Reading {
    /// How good it is, up to 1.
    pub(super) score: f64,
    /// The usual number of fields.
    pub(super) columns: usize,
    /// Which record is the header.
    pub(super) header: usize,
}

/// Rates the records of a reading; nothing where no record has two fields. `kinds` remembers what fields look
/// like from one reading of a text to the next.
pub(super) fn rate(records: &[StringRecord], kinds: &Kinds) -> Option<Reading> {
    let columns = usual(records)?;
    let cells = cells(records, columns, kinds);
    let best = (0..records.len().min(JUNK)).map(|header| {
        let agreement = agreement(&records[header..], columns);
        let left_out = 1.0 - 0.5 * header as f64 / records.len() as f64;
        (header, agreement * label_share(&records[header], columns, kinds) * left_out)
    });
    let (header, score) =
        best.fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
    let width = 1.0 - 0.5 / columns as f64;
    Some(Reading { score: score * cells * width, columns, header })
}

/// The most frequent number of fields above one, the larger of equally frequent ones.
fn usual(records: &[StringRecord]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records.iter().filter(|record| record.len() > 1) {
        *counts.entry(record.len()).or_default() += 1;
    }
    let usual = counts.into_iter().max_by_key(|(columns, count)| (*count, *columns));
    usual.map(|(columns, _)| columns)
}

/// The share of records with the usual number of fields; half of a record counts that has fewer, but more
/// than one.
fn agreement(records: &[StringRecord], columns: usize) -> f64 {
    let points = records.iter().map(|record| match record.len() {
        len if len == columns => 1.0,
        len if len > 1 && len < columns => 0.5,
        _ => 0.0,
    });
    points.sum::<f64>() / records.len().max(1) as f64
}

/// From one half, for a record without labels, to 1, for one with a different label over each column.
fn label_share(record: &StringRecord, columns: usize, kinds: &Kinds) -> f64 {
    let labels = record.iter().filter(|field| kinds.of(field) == Kind::Words);
    let different: BTreeSet<String> = labels.map(folded).collect();
    0.5 + 0.5 * (different.len().min(columns) as f64 / columns as f64)
}

/// What a cell looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    Number,
    Day,
    Words,
    /// Words in which delimiters or quotes are left, as where a field was not parted.
    Unparted,
}

/// What the fields of a text look like.
#[derive(Default)]
pub(super) struct Kinds(Remembered<Kind>);

impl Kinds {
    fn of(&self, field: &str) -> Kind {
        self.0.about(field, || kind(field))
    }
}

fn kind(field: &str) -> Kind {
    if is_blank(field) {
        return Kind::Empty;
    }
    if field.contains(|c: char| c.is_numeric()) {
        if number::parse(field, DecimalMark::Unknown) != Parsed::NotANumber {
            return Kind::Number;
        }
        if day::parse(field, None) != ParsedDay::NotADay {
            return Kind::Day;
        }
    }
    if is_unparted(field.trim()) { Kind::Unparted } else { Kind::Words }
}

/// Whether words hold what looks like a delimiter: one of the usual ones without a blank behind it, or
/// quotes around all or at one end.
fn is_unparted(field: &str) -> bool {
    let quoted = |quote: char| {
        let (starts, ends) = (field.starts_with(quote), field.ends_with(quote));
        field.len() > 1 && (starts || (ends && quote == '"' && !before_is_digit(field)))
    };
    let glued = |delimiter: char| {
        let mut behind = field.split(delimiter).skip(1);
        behind.any(|text| !text.starts_with(' '))
    };
    quoted('"') || (quoted('\'') && field.ends_with('\'')) || PARTING.into_iter().any(glued)
}

/// A sign for inches stands behind a digit.
fn before_is_digit(field: &str) -> bool {
    field.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// From 0 to 1: how much the cells of each column are whole and of one kind.
fn cells(records: &[StringRecord], columns: usize, kinds: &Kinds) -> f64 {
    let (mut points, mut filled) = (0.0, 0_usize);
    for column in 0..columns {
        let fields = records.iter().filter(|record| record.len() == columns);
        let fields = fields.filter_map(|record| record.get(column));
        let found: Vec<Kind> = fields.map(|field| kinds.of(field)).collect();
        let count = |wanted: &[Kind]| found.iter().filter(|kind| wanted.contains(kind)).count();
        let words = count(&[Kind::Words]);
        let unparted = count(&[Kind::Unparted]);
        let (numbers, days) = (count(&[Kind::Number]), count(&[Kind::Day]));
        let all = words + unparted + numbers + days;
        if all == 0 {
            continue;
        }
        let most = numbers.max(days).max(words + unparted) as f64 / all as f64;
        let whole = (numbers + days) as f64 + words as f64 * 0.95 + unparted as f64 * 0.4;
        points += whole * (0.7 + 0.3 * most);
        filled += all;
    }
    points / filled.max(1) as f64
}
