//! Every figure has an entry, and every entry is complete.

use std::collections::BTreeSet;

use super::fixture::{World, line};
use crate::INDICATORS;

#[test]
fn every_figure_has_an_entry_that_names_its_cut_and_unit() {
    let mut world = World::new();
    let mut for_other = line("aa", 6, 100);
    for_other.buyer = "other".into();
    let mut for_another = line("bb", 5, 100);
    for_another.buyer = "cc".into();
    let mut twice = line("dd", 5, 100);
    twice.buyer = "aa".into();
    world.lines = vec![line("aa", 5, 100), for_other, for_another, twice];
    world.answer("aa", "share_devices", "4");
    world.answer("aa", "output_guide_one", "4");
    world.declare("aa", "in_use", &[("product_group", "laptops"), ("devices", "5")]);
    world.declare("aa", "end_of_use", &[("product_group", "laptops"), ("units", "5")]);
    let mut before = World::of_year(2025);
    let last = before.compute();
    let results = world.try_compute(Some(before.as_last(&last))).unwrap().results;
    for figure in results.figures.iter() {
        let entry = INDICATORS.iter().find(|entry| entry.id == figure.indicator);
        let entry = entry.unwrap_or_else(|| panic!("no entry for {}", figure.indicator));
        let known = entry.has_cut(&figure.dimensions);
        assert!(known, "{} is cut by {}", figure.indicator, figure.dimensions);
        let units: Vec<&str> = entry.unit.split(", ").collect();
        assert!(units.contains(&figure.unit.code()), "{}", figure.indicator);
    }
    let ids: BTreeSet<&str> = results.figures.iter().map(|f| f.indicator.as_str()).collect();
    let missing = INDICATORS.iter().filter(|entry| !ids.contains(entry.id));
    let missing: Vec<&str> = missing.map(|entry| entry.id).collect();
    // The fixture has no output of the Pact.
    assert_eq!(missing, ["guidance.level", "guidance.rate"]);
}

#[test]
fn entries_are_unique_and_complete() {
    let ids: BTreeSet<&str> = INDICATORS.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), INDICATORS.len());
    for entry in INDICATORS {
        let texts = [entry.title, entry.question, entry.formula, entry.paragraph, entry.caveats];
        assert!(texts.iter().all(|text| !text.is_empty()), "{}", entry.id);
        assert!(!entry.needs.is_empty() && !entry.dimensions.is_empty(), "{}", entry.id);
    }
}
