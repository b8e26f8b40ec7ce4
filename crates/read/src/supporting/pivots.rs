//! The unpivoted columns of a table: which they are, what their headers say, and that none is the sum of others.

use model::supporting::TableKind;
use model::{CellValue, Decimal, Fault, FaultKind};

use super::columns::{Columns, Said};
use super::mapping::{PivotColumns, Unpivot, day_field, day_of};
use super::subtotals::{TotalWord, total_word};
use crate::number::{self, Parsed};
use crate::text::folded;

/// Rows that are looked at for columns that are sums.
const LOOKED_AT: usize = 200;

/// The part through each unpivoted column.
pub(super) fn pivots<'a>(
    base: &Columns<'a>,
    rows: &[u32],
    faults: &mut Vec<Fault>,
) -> Vec<Columns<'a>> {
    let Some(unpivot) = &base.mapping.unpivot else {
        return Vec::new();
    };
    let columns = pivot_columns(base, unpivot, faults);
    if let Some(sum) = sum_column(base, rows, &columns) {
        faults.push(holds_a_sum(base, unpivot, sum));
        return Vec::new();
    }
    let through = columns.into_iter().filter_map(|column| {
        let header = base.headers().get(&column).cloned().unwrap_or_default();
        let Some(field) = unpivot.header_is.as_deref() else {
            return Some(base.through(column, &unpivot.into, None));
        };
        let said = header_value(base, unpivot, field, header);
        let is_day = field == day_field(base.mapping.kind);
        let day = day_of(&said.value, base.mapping.date_format.as_deref());
        if is_day && day.is_none() {
            faults.push(no_day(base, unpivot, &said));
            return None;
        }
        let day = day.filter(|_| is_day);
        Some(base.through(column, &unpivot.into, Some((field, said, day))))
    });
    through.collect()
}

fn pivot_columns(base: &Columns, unpivot: &Unpivot, faults: &mut Vec<Fault>) -> Vec<u32> {
    let mut missing = |raw: &str, expected: String| {
        let kind = FaultKind::MappedColumnMissing;
        let fault = base.header_fault(kind, "unpivot", raw, expected);
        faults.push(Fault { place: unpivot.place.clone(), ..fault });
    };
    match &unpivot.columns {
        PivotColumns::Listed(texts) => {
            let columns = texts.iter().filter_map(|text| {
                base.column_of(text).map_err(|expected| missing(text, expected)).ok()
            });
            columns.collect()
        }
        PivotColumns::Pattern(pattern) => {
            let mapped: Vec<u32> = base.mapped().map(|(_, column, _)| column).collect();
            let fitting = base
                .headers()
                .iter()
                .filter(|(column, text)| !mapped.contains(column) && pattern.is_match(text));
            let columns: Vec<u32> = fitting.map(|(column, _)| *column).collect();
            if columns.is_empty() {
                let texts: Vec<&str> = base.headers().values().map(String::as_str).collect();
                let expected = format!(
                    "a pattern that fits the header text of a column; the header is `{}`",
                    texts.join("`, `")
                );
                missing(pattern.as_str(), expected);
            }
            columns
        }
    }
}

/// What the header of an unpivoted column says for its field.
fn header_value(base: &Columns, unpivot: &Unpivot, field: &str, header: String) -> Said {
    let given = unpivot.header_values.get(&folded(&header)).map(String::as_str);
    let ours = given.or_else(|| base.ours(field, &header));
    Said { value: ours.unwrap_or(&header).to_owned(), mapped: ours.is_some(), raw: header }
}

fn no_day(base: &Columns, unpivot: &Unpivot, said: &Said) -> Fault {
    let what = match base.mapping.kind {
        TableKind::Orders => "the day its purchases are dated",
        TableKind::Assets => "the day its devices were bought",
        TableKind::Disposals => "the day its devices were disposed of",
    };
    let expected = format!(
        "{what}, for the column `{}`: say it in [table.unpivot.header_values], such as `\"{}\" = \"2026-03-31\"`",
        said.raw, said.raw
    );
    let kind = FaultKind::MappedColumnMissing;
    let fault = base.header_fault(kind, "header_values", &said.raw, expected);
    Fault { place: unpivot.place.clone(), ..fault }
}

/// A column that is the sum of the others, or of those that stand left of it: it would count everything twice.
fn sum_column(base: &Columns, rows: &[u32], columns: &[u32]) -> Option<u32> {
    let mut columns = columns.to_vec();
    columns.sort_unstable();
    let amounts = |row: &u32| {
        let amount = |column: &u32| amount(base, *row, *column);
        columns.iter().map(amount).collect::<Option<Vec<Decimal>>>()
    };
    let rows: Vec<Vec<Decimal>> = rows.iter().take(LOOKED_AT).filter_map(amounts).collect();
    let is_sum = |at: &usize| {
        let header = base.headers().get(&columns[*at]).map_or("", String::as_str);
        let speaks = total_word(header) >= TotalWord::Within;
        let others = |row: &[Decimal]| [&row[..*at], &row[*at + 1..]].concat();
        is_sum_of(&rows, *at, speaks, others)
            || (0..at.saturating_sub(1)).any(|from| {
                is_sum_of(&rows, *at, speaks, |row: &[Decimal]| row[from..*at].to_vec())
            })
    };
    (0..columns.len()).find(is_sum).map(|at| columns[at])
}

/// Whether a column is the sum of others in every row; without a word for it in its header, in two rows in which two
/// of the others have something.
fn is_sum_of(
    rows: &[Vec<Decimal>],
    at: usize,
    speaks: bool,
    others: impl Fn(&[Decimal]) -> Vec<Decimal>,
) -> bool {
    let cent = Decimal::new(1, 2);
    let adds_up = |row: &Vec<Decimal>| {
        let sum = others(row).iter().try_fold(Decimal::ZERO, |sum, other| sum.checked_add(*other));
        sum.and_then(|sum| sum.checked_sub(row[at])).is_some_and(|apart| apart.abs() <= cent)
    };
    let tells = |row: &&Vec<Decimal>| {
        let filled = others(row).iter().filter(|other| !other.is_zero()).count();
        !row[at].is_zero() && filled >= if speaks { 1 } else { 2 }
    };
    rows.iter().all(adds_up) && rows.iter().filter(tells).count() >= if speaks { 1 } else { 2 }
}

/// The amount of a cell, 0 where it is blank; `None` where it cannot be told.
fn amount(base: &Columns, row: u32, column: u32) -> Option<Decimal> {
    let Some(cell) = base.filled(row, column) else {
        return Some(Decimal::ZERO);
    };
    match &cell.value {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => match number::parse(text, base.mapping.decimal) {
            Parsed::Number { value, percent: false } => Some(value),
            _ => None,
        },
        _ => None,
    }
}

fn holds_a_sum(base: &Columns, unpivot: &Unpivot, column: u32) -> Fault {
    let header = base.headers().get(&column).map_or("", String::as_str);
    let expected = format!(
        "columns of which none is the sum of others; `{header}` is, so everything would be counted twice. Let [table.unpivot] name the columns without it"
    );
    let fault = base.header_fault(FaultKind::MappedColumnMissing, "unpivot_sum", header, expected);
    Fault { place: unpivot.place.clone(), ..fault }
}
