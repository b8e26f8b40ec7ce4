//! What the figures of volume are sums of, cell by cell: what an outsider can add and subtract.
//!
//! A share tells the part it is of where the whole is published, and so do the largest of all of whom the volumes are
//! known: each stands here as the sum it tells.

use std::collections::{BTreeMap, BTreeSet};

use super::YearTruth;
use super::basis::{PARTINGS, of_code};
use super::lines::Line;
use super::table::{Cut, Names, cut};
use super::terms::group_of;
use super::volume::{Cell, DIRECT, KINDS, cell_of, cuts, direct_by_owner, of_kind};

/// The cells of a year and the figures that are sums of them.
#[derive(Default)]
pub(crate) struct Sums {
    /// Of each cell whom it tells of: its reporter and its owner.
    pub(crate) cells: Vec<Names>,
    /// The cells of each figure, by their numbers.
    pub(crate) figures: BTreeMap<(String, Cut), BTreeSet<usize>>,
}

/// Cells as they are met.
#[derive(Default)]
struct Numbered<'l> {
    numbers: BTreeMap<Cell<'l>, usize>,
    sums: Sums,
}

impl<'l> Numbered<'l> {
    fn add(&mut self, indicator: String, of: Cut, line: &'l Line) {
        let next = self.numbers.len();
        let number = *self.numbers.entry(cell_of(line)).or_insert(next);
        if number == next {
            let whose = [line.reporter.clone(), line.owner().to_owned()];
            self.sums.cells.push(whose.into_iter().collect());
        }
        self.sums.figures.entry((indicator, of)).or_default().insert(number);
    }
}

/// Those of amounts; without those of another year.
pub(crate) fn of_amounts(truth: &YearTruth<'_>) -> Sums {
    let mut all = Numbered::default();
    for (name, kind) in KINDS {
        for line in of_kind(truth, kind).filter(|line| line.amount.is_some()) {
            for of in cuts(line, true, name != "collective").into_iter().chain([Cut::new()]) {
                all.add(format!("volume.{name}.amount"), of, line);
            }
            if name == "collective" {
                all.add("volume.with_estimates.amount".to_owned(), Cut::new(), line);
            }
        }
    }
    for (name, codes, said) in PARTINGS {
        for code in codes {
            for end in ["amount", "share"] {
                let key = (format!("{name}.{end}"), cut([("component", code)]));
                for line in of_code(truth, said, code) {
                    all.add(key.0.clone(), key.1.clone(), line);
                }
            }
        }
    }
    let mut largest: Vec<_> = direct_by_owner(truth).into_iter().collect();
    largest.sort_by(|(_, one), (_, other)| other.cmp(one));
    for (indicator, number) in [("concentration.largest", 1), ("concentration.three_largest", 3)] {
        let of = largest.iter().take(number).map(|(owner, _)| owner.as_str());
        let of: BTreeSet<&str> = of.collect();
        let direct = of_kind(truth, DIRECT).filter(|line| line.amount.is_some());
        for line in direct.filter(|line| of.contains(line.owner())) {
            all.add(indicator.to_owned(), Cut::new(), line);
        }
    }
    all.sums
}

/// Those of units; of shares those of lines without an answer on labels and criteria.
pub(crate) fn of_units(truth: &YearTruth<'_>) -> Sums {
    let mut all = Numbered::default();
    let is_counted = |line: &&Line| line.acquisition != "service" && line.units.is_some();
    for (name, kind) in KINDS {
        for line in of_kind(truth, kind).filter(is_counted) {
            for of in cuts(line, false, name != "collective") {
                all.add(format!("volume.{name}.units"), of, line);
            }
        }
    }
    for line in of_kind(truth, DIRECT).filter(is_counted) {
        let group = group_of(line.group());
        let of_scope = group.is_device.then(|| cut([("scope", group.scope)]));
        for of in [cut([("product_group", group.id)])].into_iter().chain(of_scope) {
            for share in ["refurbished", "labelled", "criteria"] {
                all.add(format!("share.{share}.answered"), of.clone(), line);
            }
            let told: &[&str] = match line.condition {
                "unknown" => &[".unknown"],
                "refurbished" | "remanufactured" => &[".denominator", ""],
                _ => &[".denominator"],
            };
            for end in told {
                all.add(format!("share.refurbished{end}"), of.clone(), line);
            }
        }
    }
    all.sums
}
