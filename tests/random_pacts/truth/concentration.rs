//! How much of the direct volume the largest buyers stand for (methodology: Volume, 5).

use rust_decimal::Decimal;

use super::YearTruth;
use super::table::{Cut, Names, Rest, Table};
use super::volume::{DIRECT, direct_by_owner, of_kind, status};

/// The shares of the largest and of the three largest owners; they name nobody.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    let volumes = direct_by_owner(truth);
    let mut sizes: Vec<Decimal> = volumes.values().copied().collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    let all: Decimal = sizes.iter().sum();
    let names: Names = volumes.keys().cloned().collect();
    let lines = of_kind(truth, DIRECT).filter(|line| line.amount.is_some());
    let status = status(lines, super::volume::scope_begins(truth));
    for (indicator, number) in [("concentration.largest", 1), ("concentration.three_largest", 3)] {
        let key = (indicator, Cut::new());
        if truth.who.reported_volume.is_empty() {
            table.nothing(key, "O", &names);
        } else if all <= Decimal::ZERO {
            table.nothing(key, "M", &names);
        } else {
            let largest: Decimal = sizes.iter().take(number).sum();
            table.value(key, largest / all, 6, Rest { status, names: Some(&names) });
        }
    }
}
