//! What the amounts are: ordered, invoiced or paid, and with or without taxes (methodology: Volume, "What is an
//! amount").

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::YearTruth;
use super::lines::Line;
use super::table::{Names, Rest, Table, cut};
use super::volume::{Cell, DIRECT, cell_of, euro, of_kind, scope_begins, status};

/// What a line says of its amount.
type Said = fn(&Line) -> &'static str;

/// What is said of amounts: the indicators, the codes, and what a line says.
pub(super) const PARTINGS: [(&str, &[&str], Said); 2] = [
    ("amount_basis", &["ordered", "invoiced", "paid", "several", "unknown"], |line| {
        line.basis.map_or("unknown", |basis| basis.code())
    }),
    ("amount_tax", &["excluded", "included", "several", "unknown"], |line| line.tax.code()),
];

/// The direct volume by what its amounts are, and the shares of it.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    PARTINGS.iter().for_each(|(name, codes, said)| by(truth, name, (codes, *said), table));
}

/// The lines of the direct volume with an amount whose cell is under a code. A cell is converted as one: where its
/// lines differ it is of none of them.
pub(super) fn of_code<'t>(truth: &'t YearTruth<'_>, said: Said, code: &str) -> Vec<&'t Line> {
    let mut cells: BTreeMap<Cell<'_>, Vec<&Line>> = BTreeMap::new();
    for line in of_kind(truth, DIRECT).filter(|line| line.amount.is_some()) {
        cells.entry(cell_of(line)).or_default().push(line);
    }
    let of_cell = |lines: &[&Line]| {
        let codes: BTreeSet<&str> = lines.iter().map(|line| said(line)).collect();
        if codes.len() == 1 { *codes.first().expect("one") } else { "several" }
    };
    cells.into_values().filter(|lines| of_cell(lines) == code).flatten().collect()
}

fn by(truth: &YearTruth<'_>, name: &str, (codes, said): (&[&str], Said), table: &mut Table) {
    let (amount, share) = (format!("{name}.amount"), format!("{name}.share"));
    let all: Vec<&Line> = of_kind(truth, DIRECT).filter(|line| line.amount.is_some()).collect();
    let total = euro(all.iter().copied());
    let owners =
        |lines: &[&Line]| -> Names { lines.iter().map(|line| line.owner().to_owned()).collect() };
    for code in codes {
        let key = || cut([("component", code)]);
        if truth.who.reported_volume.is_empty() {
            table.nothing((&amount, key()), "O", &Names::new());
            table.nothing((&share, key()), "O", &Names::new());
            continue;
        }
        let those = of_code(truth, said, code);
        let is_break = scope_begins(truth);
        let own = status(those.iter().copied(), is_break);
        let value = euro(those.iter().copied());
        let rest = Rest { status: own, names: Some(&owners(&those)) };
        table.value((&amount, key()), value, 2, rest);
        if total <= Decimal::ZERO {
            table.nothing((&share, key()), "M", &owners(&all));
        } else {
            let status = status(all.iter().copied(), is_break);
            let rest = Rest { status, names: Some(&owners(&all)) };
            table.value((&share, key()), value / total, 6, rest);
        }
    }
}
