//! Amounts and units: conversion, cuts, statuses, traces.

use jiff::civil::date;
use model::{Currency, Period};

use crate::trace::WITHHELD;

use super::fixture::{World, assert_figures, currency, cut, line, number, order};

#[test]
fn a_cell_is_converted_and_rounded_once_at_the_mean_of_its_own_period() {
    let mut world = World::new();
    // 100.01 + 100.01 SEK ÷ 10.5 = 19.0495…, once 19.05; line by line it would be 9.52 + 9.52 = 19.04.
    for row in [5, 6] {
        let mut line = line("aa", row, 10_001);
        line.currency = Some(currency("SEK"));
        world.lines.push(line);
    }
    // bb reports over a period with the rate of 10 alone: 100.00 ÷ 10.
    world.of("bb").organisation.period =
        Period::new(date(2025, 11, 1), date(2026, 10, 31)).unwrap();
    let mut other = line("bb", 5, 10_000);
    other.currency = Some(currency("SEK"));
    world.lines.push(other);
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            // bb's period ends more than seven days after the last quote.
            ("volume.direct.amount", "participant=aa", "19.05 A"),
            ("volume.direct.amount", "participant=bb", "10.00 P"),
            ("volume.direct.amount", "", "29.05 P"),
            ("volume.direct.amount", "product_group=laptops", "29.05 P"),
            ("volume.indirect.amount", "", "0.00 A"),
            ("volume.indirect.amount", "scope=workplace", "no row"),
            ("volume.direct.units", "scope=workplace", "30 A"),
            ("volume.direct.units", "", "no row"),
        ],
    );
    let rates: Vec<_> = results.rates.iter().map(|rate| rate.rate).collect();
    assert_eq!(rates, [number("10.5"), number("10")]);
    let total = results.figures.get("volume.direct.amount", &cut("participant=aa")).unwrap();
    let entry = &total.trace[0];
    assert_eq!(
        (entry.value.as_str(), entry.source.to_string().as_str()),
        ("100.01 SEK", "inputs/2026/returns/aa/return.xlsx!Procurement!E5")
    );
    assert_eq!((total.contributors, total.trace.len()), (Some(1), 2));
}

#[test]
fn units_are_totalled_over_the_device_groups_of_a_scope_without_services() {
    let mut world = World::new();
    let groups = ["laptops", "desktops", "peripherals", "servers"];
    for (row, group) in (5..).zip(groups) {
        let mut line = line("aa", row, 100);
        line.product_group = group.into();
        world.lines.push(line);
    }
    let mut service = line("aa", 9, 100);
    service.acquisition = "service".into();
    world.lines.push(service);
    assert_figures(
        &world.compute().results,
        &[
            ("volume.collective.units", "scope=workplace", "20 A"),
            ("volume.collective.units", "scope=infrastructure", "10 A"),
            ("volume.collective.units", "product_group=peripherals", "10 A"),
            ("volume.collective.units", "scope=workplace participant=aa", "no row"),
            ("volume.direct.units", "scope=workplace participant=aa", "20 A"),
            ("volume.direct.units", "scope=workplace acquisition=service", "no row"),
            ("volume.direct.amount", "scope=workplace acquisition=service", "1.00 A"),
            ("volume.collective.amount", "scope=workplace", "4.00 A"),
        ],
    );
}

#[test]
fn blank_zero_and_nobody_are_told_apart() {
    let mut nobody = World::new();
    assert_figures(
        &nobody.compute().results,
        &[("volume.direct.amount", "", "- O"), ("volume.collective.amount", "", "- O")],
    );
    let mut none_bought = World::new();
    none_bought.of("aa").organisation.procurement_none = true;
    assert_figures(&none_bought.compute().results, &[("volume.direct.amount", "", "0.00 A")]);

    let mut blank = World::new();
    let mut without_amount = line("aa", 5, 0);
    without_amount.amount_minor = None;
    let mut without_units = line("bb", 5, 700);
    without_units.units = None;
    without_units.product_group = "desktops".into();
    blank.lines = vec![without_amount, without_units];
    let results = blank.compute().results;
    assert_figures(
        &results,
        &[
            ("volume.direct.amount", "", "7.00 A"),
            ("volume.direct.amount", "product_group=laptops", "- O"),
            ("volume.direct.units", "product_group=laptops", "10 A"),
            ("volume.direct.units", "product_group=desktops", "- O"),
        ],
    );
    let total = results.figures.get("volume.direct.amount", &cut("")).unwrap();
    assert_eq!(total.contributors, Some(1));
}

#[test]
fn a_figure_says_when_it_is_provisional_estimated_or_a_break() {
    let mut world = World::new();
    let mut taxed = line("aa", 5, 1_000);
    taxed.estimated = true;
    let mut plain = line("bb", 5, 9_000);
    plain.product_group = "desktops".into();
    world.lines = vec![taxed, plain];
    assert_figures(
        &world.compute().results,
        &[
            ("volume.direct.amount", "participant=aa", "10.00 E"),
            // Exactly a tenth is not more than a tenth.
            ("volume.direct.amount", "", "100.00 A"),
        ],
    );
    let mut before = World::of_year(2025);
    let last = before.compute();
    let last = before.as_last(&last);
    world.of("bb").provisional = true;
    let results = world.try_compute(Some(last)).unwrap().results;
    assert_figures(
        &results,
        &[
            ("volume.direct.amount", "", "100.00 P"),
            ("volume.direct.units", "scope=workplace participant=bb", "10 P"),
            ("volume.direct.amount", "participant=aa", "10.00 B"),
            ("volume.direct.amount", "product_group=laptops", "10.00 E"),
            ("volume.direct.units", "scope=workplace participant=aa", "10 A"),
        ],
    );
}

#[test]
fn what_is_transcribed_or_sent_without_a_form_is_provisional_while_it_is() {
    let mut world = World::new();
    world.lines = vec![order("aa", 2, 500), line("bb", 5, 700)];
    world.of("aa").without_form = true;
    // Without a form, and without a line that counts: no return.
    world.of("cc").without_form = true;
    world.of("aa").provisional = true;
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("volume.direct.amount", "participant=aa", "5.00 P"),
            ("volume.direct.amount", "", "12.00 P"),
            ("volume.direct.amount", "participant=bb", "7.00 A"),
            ("coverage.returned", "", "3 A"),
        ],
    );
}

#[test]
fn orders_are_traced_by_their_range_of_rows() {
    let mut world = World::new();
    let mut desktops = order("aa", 5, 300);
    desktops.product_group = "desktops".into();
    let mut few = line("bb", 5, 100);
    (few.product_group, few.units) = ("desktops".into(), Some(2));
    world.lines = vec![order("aa", 9, 50), order("aa", 6, 50), order("aa", 4, 250), desktops, few];
    let results = world.compute().results;
    let figure = results.figures.get("volume.direct.units", &cut("product_group=laptops"));
    let entry = figure.unwrap().trace[0].clone();
    let source = "inputs/2026/returns/aa/supporting/orders.csv!4-9:5";
    assert_eq!((entry.value.as_str(), entry.source.to_string().as_str()), ("30", source));
    let cell = results.cells.iter().find(|cell| cell.product_group == "laptops").unwrap();
    assert_eq!((cell.currency, cell.lines, cell.amount_eur_cents), (Some(Currency::EUR), 3, 350));
    // One order, and a line of two, would give a unit price away.
    let figure = results.figures.get("volume.direct.units", &cut("product_group=desktops"));
    let values: Vec<_> = figure.unwrap().trace.iter().map(|entry| entry.value.clone()).collect();
    assert_eq!(values, [WITHHELD, WITHHELD]);
}
