//! Use and end of use: declared tables and lists of devices.

use jiff::civil::date;
use model::devices::DeviceTable;
use model::supporting::{AccountTerm, TableKind};
use model::volume::LeftOutReason;

use super::fixture::{World, assert_figures, cut, number};
use crate::trace::WITHHELD;

/// Laptops in use: aa declares 100 of 3.5 years; bb declares 50 and lists 40, of which 30 have a date; cc only
/// lists 10.
fn in_use() -> World {
    let mut world = World::new();
    let of_aa = [("product_group", "laptops"), ("devices", "100"), ("mean_age_years", "3.5")];
    world.declare("aa", "in_use", &of_aa);
    world.declare("bb", "in_use", &[("product_group", "laptops"), ("devices", "50")]);
    world.list("bb", TableKind::Assets, 30, |group| group.bought_on = Some(date(2024, 9, 30)));
    world.list("bb", TableKind::Assets, 10, |_| ());
    world.list("cc", TableKind::Assets, 10, |group| {
        group.bought_on = Some(date(2023, 10, 1));
        group.planned_lifetime_years = Some(number("5"));
    });
    world.of("aa").organisation.users_served = Some(80);
    world.of("cc").organisation.users_served = Some(20);
    world
}

#[test]
fn means_are_weighted_by_devices_and_a_list_lends_what_is_left_blank() {
    let mut world = in_use();
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("in_use.devices", "product_group=laptops", "160 A"),
            ("in_use.devices", "scope=workplace", "160 A"),
            ("in_use.devices", "", "no row"),
            // (100 × 3.5 + 30 × 730 ÷ 365.25 + 10 × 1 095 ÷ 365.25) ÷ 140 = 439.9384 ÷ 140.
            ("in_use.mean_age", "product_group=laptops", "3.1424 A"),
            ("in_use.mean_age.devices", "product_group=laptops", "140 A"),
            ("in_use.planned_lifetime", "product_group=laptops", "5.0000 A"),
            ("in_use.planned_lifetime.devices", "product_group=laptops", "10 A"),
            // bb gives no users: (100 + 10) ÷ (80 + 20).
            ("in_use.devices_per_user", "scope=workplace", "1.100000 A"),
            ("in_use.devices_per_user.users", "product_group=laptops", "100 A"),
        ],
    );
    let age = results.figures.get("in_use.mean_age", &cut("product_group=laptops")).unwrap();
    let trace: Vec<_> =
        age.trace.iter().map(|entry| (entry.value.as_str(), entry.source.to_string())).collect();
    let supporting = |field| format!("inputs/2026/returns/bb/supporting/assets.csv!2:{field}");
    assert_eq!((age.contributors, trace.len()), (Some(3), 6));
    assert_eq!(trace[0], ("3.5", "inputs/2026/returns/aa/return.xlsx!in_use!C4".into()));
    assert_eq!(trace[1], ("100", "inputs/2026/returns/aa/return.xlsx!in_use!B4".into()));
    assert_eq!(trace[2], ("30", supporting(3)));
    assert_eq!(trace[3], ("bought on 2024-09-30", supporting(4)));
}

#[test]
fn devices_per_user_are_not_asked_of_a_form_without_users_and_unanswered_where_nobody_gives_them() {
    let mut world = in_use();
    let rows = |status: &'static str| {
        [
            ("in_use.devices_per_user", "scope=workplace", status),
            ("in_use.devices_per_user.users", "product_group=laptops", status),
            ("in_use.devices", "scope=workplace", "160 A"),
        ]
    };
    ["aa", "cc"].iter().for_each(|of| world.of(of).organisation.users_served = None);
    assert_figures(&world.compute().results, &rows("- O"));
    world.year.questionnaire.sections[0].questions.retain(|own| own.name != "users_served");
    assert_figures(&world.compute().results, &rows("- L"));
}

#[test]
fn age_is_counted_to_the_end_of_the_participants_own_period() {
    let mut world = World::new();
    let of = &mut world.of("cc").organisation;
    of.period = model::Period::new(date(2025, 7, 1), date(2026, 6, 30)).unwrap();
    world.list("cc", TableKind::Assets, 1, |group| group.bought_on = Some(date(2025, 6, 30)));
    // Bought after it: not in use on its last day.
    world.list("cc", TableKind::Assets, 7, |group| group.bought_on = Some(date(2026, 8, 1)));
    let results = world.compute().results;
    // 365 ÷ 365.25 = 0.99931…
    assert_figures(
        &results,
        &[
            ("in_use.mean_age", "product_group=laptops", "0.9993 A"),
            ("in_use.devices", "product_group=laptops", "1 A"),
        ],
    );
    assert_eq!(results.devices[1].reason, Some(LeftOutReason::OutsidePeriod));
}

#[test]
fn what_is_no_device_or_not_in_scope_is_left_out_with_its_reason() {
    let mut world = World::of_year(2025);
    let groups = ["laptops", "peripherals", "servers"];
    for group in groups {
        world.declare("aa", "in_use", &[("product_group", group), ("devices", "5")]);
        world.list("bb", TableKind::Assets, 3, |listed| listed.product_group = group.into());
    }
    world.declare("aa", "in_use", &[("devices", "5")]);
    world.declare("aa", "end_of_use", &[("product_group", "laptops"), ("units", "-1")]);
    world.list("bb", TableKind::Assets, 3, |listed| listed.reason = Some(LeftOutReason::Duplicate));
    let results = world.compute().results;
    let reasons = |table: DeviceTable| -> Vec<_> {
        let of_table = results.devices.iter().filter(|row| row.table == table);
        of_table.map(|row| (row.term, row.reason)).collect()
    };
    use LeftOutReason::{Duplicate, NoGroup, NotADevice, NotInScope, Refused};
    let left_out = |term, reason| (term, Some(reason));
    assert_eq!(
        reasons(DeviceTable::InUse),
        [
            (AccountTerm::Counted, None),
            left_out(AccountTerm::LeftOut, NotADevice),
            left_out(AccountTerm::OutOfScope, NotInScope),
            left_out(AccountTerm::LeftOut, NoGroup),
        ]
    );
    assert_eq!(reasons(DeviceTable::Assets)[3], left_out(AccountTerm::Duplicate, Duplicate));
    assert_eq!(reasons(DeviceTable::EndOfUse), [left_out(AccountTerm::Refused, Refused)]);
    assert_figures(
        &results,
        &[
            ("in_use.devices", "product_group=laptops", "8 A"),
            ("in_use.devices", "product_group=peripherals", "no row"),
            ("in_use.devices", "product_group=servers", "no row"),
            ("in_use.mean_age", "product_group=laptops", "- O"),
            ("in_use.devices_per_user", "product_group=laptops", "- O"),
            ("end_of_use.units", "product_group=laptops route=donated", "no row"),
        ],
    );
}

#[test]
fn a_mean_weighs_the_devices_that_a_list_lends_and_is_left_out_where_there_are_none() {
    let mut world = World::new();
    let ages = [("product_group", "laptops"), ("mean_age_years", "4")];
    for participant in ["aa", "bb"] {
        world.declare(participant, "in_use", &ages);
    }
    world.list("aa", TableKind::Assets, 20, |group| group.bought_on = Some(date(2020, 1, 1)));
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("in_use.devices", "product_group=laptops", "20 A"),
            // The list is evidence: its own ages are in no figure.
            ("in_use.mean_age", "product_group=laptops", "4.0000 A"),
            ("in_use.mean_age.devices", "product_group=laptops", "20 A"),
        ],
    );
    let terms: Vec<_> = results.devices.iter().map(|row| row.term).collect();
    assert_eq!(terms, [AccountTerm::Counted, AccountTerm::Counted, AccountTerm::Evidence]);
}

/// Laptops at the end of use: aa declares 30 donated, 50 recycled and 20 of no route; cc lists 10 sold and 5
/// of no route.
fn end_of_use() -> World {
    let mut world = World::new();
    for (route, units) in [("donated", "30"), ("recycled_certified", "50")] {
        let row = [("product_group", "laptops"), ("route", route), ("units", units)];
        world.declare("aa", "end_of_use", &row);
    }
    world.declare("aa", "end_of_use", &[("product_group", "laptops"), ("units", "20")]);
    let route = |code: &'static str| {
        move |group: &mut model::supporting::DeviceGroup| group.route = code.into()
    };
    world.list("cc", TableKind::Disposals, 10, route("sold_for_reuse"));
    world.list("cc", TableKind::Disposals, 5, route("unknown"));
    world
}

#[test]
fn the_reuse_rate_is_of_known_routes_and_the_unknown_stand_beside_it() {
    let mut world = end_of_use();
    let results = world.compute().results;
    let of_route = |route: &str| format!("product_group=laptops route={route}");
    let routes = [
        ("reused_inside", "0 A"),
        ("donated", "30 A"),
        ("sold_for_reuse", "10 A"),
        ("remanufactured", "0 A"),
        ("recycled_certified", "50 A"),
        ("other", "0 A"),
        ("unknown", "25 A"),
    ];
    for (route, value) in routes {
        assert_figures(&results, &[("end_of_use.units", &of_route(route), value)]);
    }
    assert_figures(
        &results,
        &[
            // 40 ÷ 90, 25 ÷ 115.
            ("end_of_use.reuse_rate", "product_group=laptops", "0.444444 A"),
            ("end_of_use.reuse_rate.denominator", "product_group=laptops", "90 A"),
            ("end_of_use.unknown_share", "product_group=laptops", "0.217391 A"),
        ],
    );
    world.of("cc").provisional = true;
    assert_figures(
        &world.compute().results,
        &[
            ("end_of_use.units", "product_group=laptops route=donated", "30 A"),
            ("end_of_use.units", "product_group=laptops route=unknown", "25 P"),
            ("end_of_use.reuse_rate", "product_group=laptops", "0.444444 P"),
        ],
    );
}

#[test]
fn a_list_lends_the_routes_or_the_number_of_a_route_that_is_left_blank() {
    let mut world = World::new();
    let laptops = ("product_group", "laptops");
    let listed = |world: &mut World, who: &str| {
        for (route, units) in [("donated", 12), ("recycled_certified", 8)] {
            world.list(who, TableKind::Disposals, units, |group| group.route = route.into());
        }
    };
    // As many devices as listed, of no route: the routes are lent.
    world.declare("aa", "end_of_use", &[laptops, ("units", "20")]);
    listed(&mut world, "aa");
    // Not as many: nothing says which took which route.
    world.declare("bb", "end_of_use", &[laptops, ("units", "21")]);
    listed(&mut world, "bb");
    // One route without a number.
    world.declare("cc", "end_of_use", &[laptops, ("route", "donated")]);
    world.declare("cc", "end_of_use", &[laptops, ("route", "other"), ("units", "3")]);
    listed(&mut world, "cc");
    assert_figures(
        &world.compute().results,
        &[
            ("end_of_use.units", "product_group=laptops route=donated", "24 A"),
            ("end_of_use.units", "product_group=laptops route=recycled_certified", "8 A"),
            ("end_of_use.units", "product_group=laptops route=unknown", "21 A"),
            ("end_of_use.units", "product_group=laptops route=other", "3 A"),
        ],
    );
}

#[test]
fn only_returns_that_count_are_in_it_and_a_list_alone_is_one() {
    let mut world = World::new();
    world.year.returns.remove("cc");
    world.row_of("bb").left = Some(date(2025, 1, 31));
    world.declare("bb", "in_use", &[("product_group", "laptops"), ("devices", "7")]);
    world.list("cc", TableKind::Assets, 10, |_| ());
    world.of("aa").without_form = true;
    let results = world.compute().results;
    assert_figures(&results, &[("in_use.devices", "product_group=laptops", "10 A")]);
    let returned: Vec<_> = results.coverage.returned.iter().map(|id| id.as_str()).collect();
    assert_eq!(returned, ["cc", "dd"]);
    assert!(results.coverage.reported_volume.is_empty());
    assert_eq!(results.devices[0].reason, Some(LeftOutReason::NotInForce));
}

#[test]
fn a_protected_participants_devices_are_withheld_where_two_or_fewer_stand_behind_them() {
    let mut world = in_use();
    world.declare("bb", "in_use", &[("product_group", "desktops"), ("devices", "50")]);
    world.of("aa").organisation.protect_volume = true;
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("in_use.devices", "product_group=laptops", "160 A"),
            ("in_use.devices", "product_group=desktops", "50 A"),
            ("in_use.mean_age", "product_group=laptops", "3.1424 A"),
            // aa and cc alone give users.
            ("in_use.devices_per_user", "product_group=laptops", "- Q"),
            ("in_use.devices_per_user.users", "scope=workplace", "- Q"),
        ],
    );
    // Somebody stands beside aa, or the trace of the others would tell it.
    assert!(
        results.withheld.contains("aa") && results.withheld.len() >= 2,
        "{:?}",
        results.withheld
    );
    let devices = results.figures.get("in_use.devices", &cut("product_group=laptops")).unwrap();
    assert_eq!(devices.trace[0].value, WITHHELD);

    let mut world = end_of_use();
    world.of("aa").organisation.protect_volume = true;
    let results = world.compute().results;
    let told = results.figures.iter().filter(|figure| figure.indicator.starts_with("end_of_use."));
    let told: Vec<_> = told.filter(|figure| figure.value.is_some()).collect();
    // Routes that nobody or only cc took tell nothing of aa.
    assert!(told.iter().all(|figure| {
        let route = figure.dimensions.get(model::Dimension::Route);
        matches!(route, Some("reused_inside" | "remanufactured" | "other" | "sold_for_reuse"))
    }));
}
