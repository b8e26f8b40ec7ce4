//! Shares of the units that were bought (methodology: Volume, `share.*`).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::YearTruth;
use super::lines::Line;
use super::table::{Cut, Names, Rest, Table, cut};
use super::terms::group_of;
use super::volume::{DIRECT, of_kind};

/// What a share is of: the units of a line that have the quality; `None` where nobody says.
type Quality = fn(&Line) -> Option<i64>;

const SHARES: [(&str, Quality); 3] = [
    ("share.refurbished", second_hand),
    ("share.labelled", |line| answered(line, line.labelled)),
    ("share.criteria", |line| answered(line, line.criteria)),
];

fn second_hand(line: &Line) -> Option<i64> {
    match line.condition {
        "unknown" => None,
        "refurbished" | "remanufactured" => line.units,
        _ => Some(0),
    }
}

/// Units of unknown condition, which stand beside the share.
fn unknown(of: Cut, lines: &[&Line], table: &mut Table) {
    let key = ("share.refurbished.unknown", of);
    if lines.iter().all(|line| line.units.is_none()) {
        table.nothing(key, "O", &Names::new());
        return;
    }
    let those = lines.iter().filter(|line| line.condition == "unknown" && line.units.is_some());
    let names = those.clone().map(|line| line.owner().to_owned()).collect();
    let units: i64 = those.filter_map(|line| line.units).sum();
    table.value(key, units.into(), 0, Rest { status: "A", names: Some(&names) });
}

/// An answer; more than was bought is none.
fn answered(line: &Line, of_them: Option<i64>) -> Option<i64> {
    of_them.filter(|of_them| line.units.is_some_and(|units| *of_them <= units))
}

/// The shares, by group and over the device groups of a scope.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    let mut of: BTreeMap<Cut, Vec<&Line>> = BTreeMap::new();
    for line in of_kind(truth, DIRECT).filter(|line| line.acquisition != "service") {
        let group = group_of(line.group());
        of.entry(cut([("product_group", group.id)])).or_default().push(line);
        if group.is_device {
            of.entry(cut([("scope", group.scope)])).or_default().push(line);
        }
    }
    for (cut, lines) in of {
        unknown(cut.clone(), &lines, table);
        for (name, quality) in SHARES {
            share((name, quality), cut.clone(), &lines, table);
        }
    }
}

fn share((name, quality): (&str, Quality), of: Cut, lines: &[&Line], table: &mut Table) {
    let names =
        |lines: &[&Line]| -> Names { lines.iter().map(|line| line.owner().to_owned()).collect() };
    let units = |lines: &[&Line]| -> Decimal {
        lines.iter().filter_map(|line| line.units).map(Decimal::from).sum()
    };
    let with_units: Vec<&Line> =
        lines.iter().copied().filter(|line| line.units.is_some()).collect();
    let known: Vec<&Line> =
        with_units.iter().copied().filter(|line| quality(line).is_some()).collect();
    let (all, over) = (units(&with_units), units(&known));
    let of_it: Decimal = known.iter().filter_map(|line| quality(line)).map(Decimal::from).sum();
    let keys = ["", ".answered", ".denominator"].map(|end| format!("{name}{end}"));
    if with_units.is_empty() {
        keys.iter().for_each(|key| table.nothing((key, of.clone()), "O", &Names::new()));
        return;
    }
    let whose = names(&known);
    let is_low = over * Decimal::TWO < all;
    match () {
        () if known.is_empty() => table.nothing((&keys[0], of.clone()), "O", &whose),
        // Of nothing there is no share, and of credits alone neither.
        () if over <= Decimal::ZERO => table.nothing((&keys[0], of.clone()), "M", &whose),
        () => {
            let rest = Rest { status: if is_low { "U" } else { "A" }, names: Some(&whose) };
            table.value((&keys[0], of.clone()), of_it / over, 6, rest);
        }
    }
    let all = all.max(Decimal::ZERO);
    table.ratio((&keys[1], of.clone()), (over, all), 6, &names(&with_units));
    table.value((&keys[2], of), over, 0, Rest { status: "A", names: Some(&whose) });
}
