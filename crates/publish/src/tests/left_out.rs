//! What came in and is in no figure.

use std::collections::BTreeMap;

use model::unused_numbers::{UnusedNumbers, UnusedReason};
use model::volume::{CountedAs, LeftOutReason};

use super::figures::rows;
use super::{id, package_with};

fn unused(participant: &str, last: (u32, u32)) -> UnusedNumbers {
    UnusedNumbers {
        participant: Some(id(participant)),
        path: format!("inputs/2026/returns/{participant}/return.xlsx").into(),
        sheet: "In use".into(),
        first: (4, 2),
        last,
        numbers: 3,
        reason: UnusedReason::NoIndicator,
    }
}

fn short(row: &BTreeMap<String, String>) -> [String; 5] {
    ["kind", "participant", "source", "reason", "count"].map(|column| row[column].clone())
}

#[test]
fn of_a_protected_volume_only_the_file_is_named() {
    let files = package_with(&|year, _, lines| {
        year.unused_numbers = vec![unused("north", (6, 2)), unused("quiet", (6, 2))];
        for line in lines {
            (line.counted_as, line.reason) = (CountedAs::LeftOut, Some(LeftOutReason::NoRate));
        }
    });
    let north = "inputs/2026/returns/north/return.xlsx";
    let quiet = "inputs/2026/returns/quiet/return.xlsx";
    let shown: Vec<_> = rows(&files, "left_out").iter().map(short).collect();
    assert_eq!(
        shown,
        [
            ["lines", "north", &format!("{north}!Procurement!E5"), "no_rate", "1"],
            ["numbers", "north", &format!("{north}!In use!C5:C7"), "no_indicator", "3"],
            ["numbers", "quiet", quiet, "withheld", ""],
        ]
    );
}

#[test]
fn orders_beside_a_declared_figure_are_named() {
    let files = package_with(&|_, _, lines| {
        lines.retain(|line| line.participant.as_str() == "north" && line.buyer.is_empty());
        lines[0].counted_as = CountedAs::Evidence;
    });
    let rows = rows(&files, "left_out");
    assert_eq!(rows.iter().map(|row| row["reason"].as_str()).next(), Some("evidence"));
}
