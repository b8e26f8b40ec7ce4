//! `cfit explain`: how shares, means and concentrations come about, and whose the parts of a figure are.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use crate::harness::{RENDERED, YEARS, cfit, cfit_in};

/// Figures that are one number divided by another.
const DIVIDED: [&str; 21] = [
    "share.refurbished",
    "share.refurbished.answered",
    "share.labelled",
    "share.labelled.answered",
    "share.criteria",
    "share.criteria.answered",
    "concentration.largest",
    "concentration.three_largest",
    "coverage.response_rate",
    "coverage.by_volume",
    "uptake.rate",
    "uptake.carried_share",
    "guidance.rate",
    "evidence.share",
    "end_of_use.reuse_rate",
    "end_of_use.unknown_share",
    "in_use.devices_per_user",
    "in_use.mean_age",
    "in_use.planned_lifetime",
    "amount_basis.share",
    "amount_tax.share",
];

/// What is said of figures and cells of 2026, on one line.
fn said(arguments: &[&str]) -> String {
    let all = [&["explain", "--year", "2026"], arguments].concat();
    let text = cfit(RENDERED.path(), &all).text();
    let words = text.split([' ', '\n']).filter(|word| !["", "│", "├", "└"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}

fn number(value: &Value) -> Decimal {
    value.as_str().map_or(Decimal::ZERO, |text| text.parse().unwrap())
}

/// What parts give to both sides, added up.
fn added(parts: &[&Value]) -> [Decimal; 2] {
    ["numerator", "denominator"]
        .map(|side| parts.iter().map(|part| number(&part["gives"][side])).sum())
}

/// The parts below one: its converted sums, and the cells that are in none.
fn below(own: &Value) -> Vec<&Value> {
    ["sums", "cells"].iter().filter_map(|name| own[*name].as_array()).flatten().collect()
}

#[test]
fn a_share_a_mean_and_a_concentration_are_divided_out_of_what_every_part_gives() {
    let mut seen = std::collections::BTreeSet::new();
    for year in YEARS {
        let run = cfit(RENDERED.path(), &["explain", "--year", year, "--format", "json"]);
        let (all, asked): (Value, i64) = (run.json(), year.parse().unwrap());
        for figure in all.as_array().unwrap() {
            let id = figure["definition"]["id"].as_str().unwrap();
            let division = &figure["division"];
            if division.is_null() {
                // Of last year's panel a mark that is withheld has no number behind.
                let is_divided = DIVIDED.contains(&id) && figure["year"] == asked;
                assert!(!is_divided || figure["value"].is_null(), "{id} {}", figure["cut"]);
                continue;
            }
            seen.insert(id.to_owned());
            let sides = [number(&division["numerator"]), number(&division["denominator"])];
            let value = number(&figure["value"]);
            let half_even = RoundingStrategy::MidpointNearestEven;
            let quotient = (sides[0] / sides[1]).round_dp_with_strategy(value.scale(), half_even);
            assert_eq!(quotient, value, "{id} {}", figure["cut"]);
            let participants: Vec<&Value> =
                figure["participants"].as_array().unwrap().iter().collect();
            // Means of ages counted in days are told to six places.
            let near = |a: [Decimal; 2], b: [Decimal; 2]| {
                (a[0] - b[0]).abs() < Decimal::new(1, 4) && a[1] == b[1]
            };
            assert!(near(added(&participants), sides), "{id} {}", figure["cut"]);
            for own in participants {
                assert!(near(added(&below(own)), added(&[own])), "{id} {own}");
            }
        }
    }
    assert_eq!(seen.len(), DIVIDED.len(), "{seen:?}");
}

#[test]
fn the_division_is_said_in_words_down_to_the_cells() {
    let share = said(&["share.refurbished", "scope=workplace", "--all"]);
    for words in [
        "2\u{202f}849 ÷ 21\u{202f}987 = 0.129577",
        "Stadt Altmoos (altmoos) numerator 96, denominator 706",
    ] {
        assert!(share.contains(words), "{words}: {share}");
    }
    let largest = said(&["concentration.largest"]);
    let named = "In the numerator, for the office alone, since the figure names nobody: Region Skogvik (skogvik), \
                 EUR 4\u{202f}013\u{202f}083.12.";
    assert!(largest.contains(named), "{largest}");
    let age = said(&["in_use.mean_age", "product_group=printers"]);
    assert!(age.contains("30 × 3514 days to 2026-09-30 ÷ 365.25 = 288.62423"), "{age}");
    let carried = said(&["uptake.rate", "practice=next_user", "--all"]);
    assert!(carried.contains("7 ÷ 11 = 0.636364"), "{carried}");
}

#[test]
fn what_a_participant_reported_for_others_is_said() {
    let volume = said(&["volume.direct.amount"]);
    for words in [
        "Where it comes from, by the participant that reported it",
        "reported by it; of this EUR 624\u{202f}545.00 for Commune de Haut-Marlin and Commune de Pont-Cendré",
    ] {
        assert!(volume.contains(words), "{words}: {volume}");
    }
    let own = said(&["volume.direct.amount", "participant=pont-cendre"]);
    assert!(own.contains("reported by it for Commune de Pont-Cendré"), "{own}");
}

#[test]
fn whether_a_total_is_published_is_asked_of_the_years_the_sums_are_of() {
    let leavers = said(&["change.component", "component=leavers"]);
    let words = "Bredholm Kommune does not ask for its volume to be withheld, and its total is published; but";
    assert!(leavers.contains(words) && !leavers.contains("either"), "{leavers}");
}

#[test]
fn a_declared_line_that_is_left_out_has_its_reason() {
    let left_out = said(&["volume.left_out.lines", "--all"]);
    let words =
        "lindhafen/return.xlsx!Procurement!F20 left out: the buyer is neither a participant";
    assert!(left_out.contains(words), "{left_out}");
}

#[test]
fn nothing_is_said_twice_or_beside_the_point() {
    let nothing = said(&["volume.with_estimates.not_carried.amount"]);
    assert!(!nothing.contains("Beside it, and not in it"), "{nothing}");
    let evidence = said(&["--cell", "bestellungen-2025-26.xlsx!Auswertung!G6"]);
    assert_eq!(evidence.matches("the declared figure counts").count(), 1, "{evidence}");
    let near = said(&["--cell", "kruisland/retur.xlsx!Procurement!F5"]);
    assert!(near.contains("did you mean inputs/2026/returns/kruisland/return.xlsx?"), "{near}");
}

#[test]
fn an_indicator_is_written_in_the_columns_there_are() {
    let widest = |columns: &str| {
        let run = cfit_in(RENDERED.path(), &["indicators", "uptake.rate"], &[("COLUMNS", columns)]);
        run.text().lines().map(|line| line.chars().count()).max().unwrap()
    };
    assert!(widest("60") <= 60 && widest("120") > 60, "{} {}", widest("60"), widest("120"));
}
