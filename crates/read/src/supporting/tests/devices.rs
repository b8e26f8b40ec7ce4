//! Tables of assets and of disposals.

use super::*;
use model::Date;
use model::supporting::DeviceGroup;

const ASSETS: &str = "[[table]]\nfile = \"a.csv\"\nkind = \"assets\"\n[table.columns]\n\
description = \"What\"\nbought_on = \"Since\"\nplanned_lifetime_years = \"Years\"\nreference = \"Serial\"\n";

fn shown(group: &DeviceGroup) -> (&str, Option<Date>, Option<Decimal>, &str, u64, i64) {
    let reason = group.reason.map_or("", LeftOutReason::code);
    let lifetime = group.planned_lifetime_years;
    (&group.product_group, group.bought_on, lifetime, reason, group.rows, group.units)
}

#[test]
fn devices_that_are_alike_are_summed_and_each_left_out_has_its_reason() {
    let rows = "What;Serial;Since;Years\n\
Laptop 14;A1;2023-05-01;5\n\
Laptop 15;A2;2023-05-01;5,0\n\
Laptop 14;A1;2023-05-01;5\n\
Laptop 14;A3;;\n\
Laptop 14;A4;2026-12-01;5\n\
Coffee maker;A5;2023-05-01;5\n\
Laptop 14;A6;long ago;-5\n\
Total;;;\n";
    let reading = read_with(ASSETS, &[("a.csv", rows)]);
    let groups: Vec<_> = reading.devices.iter().map(shown).collect();
    let day = Some(Date::constant(2023, 5, 1));
    let five = Some(Decimal::from(5));
    let later = Some(Date::constant(2026, 12, 1));
    for expected in [
        ("laptops", day, five, "", 2, 2),
        ("laptops", None, None, "", 2, 2),
        ("laptops", day, five, "duplicate", 1, 1),
        ("laptops", later, five, "outside_period", 1, 1),
        ("", day, five, "unclassified", 1, 1),
    ] {
        assert!(groups.contains(&expected), "{expected:?} in {groups:?}");
    }
    let found = kinds(&reading);
    for kind in [FaultKind::NotADate, FaultKind::TextForNumber, FaultKind::DuplicateRow] {
        assert!(found.contains(&kind), "{kind:?} in {found:?}");
    }
    assert!(reading.lines.is_empty());
    let first = reading.devices.iter().find(|group| group.rows == 2 && group.bought_on == day);
    let first = first.unwrap();
    assert_eq!((first.row_range, first.place.cell_name().unwrap()), ((2, 3), "2:1".to_owned()));
}

const DISPOSALS: &str = "[[table]]\nfile = \"d.csv\"\nkind = \"disposals\"\ndate_format = \"dd.mm.yyyy\"\n\
[table.columns]\nproduct_group = \"Kind\"\nunits = \"Pieces\"\ndisposed_on = \"On\"\nroute = \"Where to\"\n\
[table.values.route]\n\"School\" = \"donated\"\n";

#[test]
fn disposals_lie_in_the_period_and_have_a_route() {
    let rows = "Kind;Pieces;On;Where to\n\
laptops;5;01.02.2026;School\n\
laptops;;02.02.2026;\n\
laptops;3;01.02.2025;School\n\
laptops;-2;03.02.2026;School\n\
laptops;4;;School\n\
displays;6;04.02.2026;Moon\n\
laptops;2,5;05.02.2026;School\n";
    let reading = read_with(DISPOSALS, &[("d.csv", rows)]);
    let groups: Vec<_> = reading
        .devices
        .iter()
        .map(|group| {
            let reason = group.reason.map_or("", LeftOutReason::code);
            (group.product_group.as_str(), group.route.as_str(), reason, group.rows, group.units)
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("displays", "unknown", "", 1, 6),
            ("laptops", "donated", "", 1, 5),
            ("laptops", "unknown", "", 1, 1),
            ("laptops", "donated", "outside_period", 1, 3),
            ("laptops", "donated", "refused", 3, 4),
        ]
    );
    let found = kinds(&reading);
    for kind in [
        FaultKind::RowOutsidePeriod,
        FaultKind::TextForNumber,
        FaultKind::RequiredBlank,
        FaultKind::UnknownChoice,
        FaultKind::FractionForWholeNumber,
    ] {
        assert!(found.contains(&kind), "{kind:?} in {found:?}");
    }
}

#[test]
fn routes_may_stand_in_columns() {
    let mapping = "[[table]]\nfile = \"d.csv\"\nkind = \"disposals\"\n[table.columns]\nproduct_group = \"Kind\"\n\
[table.constants]\ndisposed_on = 2026-06-30\n\
[table.unpivot]\ncolumns = [\"Given away\", \"Recycled\"]\ninto = \"units\"\nheader_is = \"route\"\n\
header_values = { \"Given away\" = \"donated\", \"Recycled\" = \"recycled_certified\" }\n";
    let rows = "Kind,Given away,Recycled\nlaptops,5,7\ndisplays,,2\nlaptops,,\n";
    let reading = read_with(mapping, &[("d.csv", rows)]);
    let groups: Vec<_> = reading
        .devices
        .iter()
        .filter(|group| group.reason.is_none())
        .map(|group| (group.product_group.as_str(), group.route.as_str(), group.units))
        .collect();
    assert_eq!(
        groups,
        [
            ("displays", "recycled_certified", 2),
            ("laptops", "donated", 5),
            ("laptops", "recycled_certified", 7)
        ]
    );
}

#[test]
fn a_changed_list_of_assets_is_accounted_for_and_not_read() {
    let mapping =
        ASSETS.replace("[table.columns]", "fingerprint = \"0000000000000000\"\n[table.columns]");
    let rows = "What;Serial;Since;Years\nLaptop 14;A1;2023-05-01;5\nLaptop 14;A2;2023-05-01;5\n";
    let reading = read_with(&mapping, &[("a.csv", rows)]);
    assert_eq!(kinds(&reading), [FaultKind::LayoutChanged]);
    assert_eq!(shown(&reading.devices[0]), ("", None, None, "refused", 2, 0));
}

#[test]
fn days_that_stand_for_none_leave_the_age_unknown_and_the_device_counted() {
    let rows = "What;Serial;Since;Years\n\
Laptop 14;A1;1900-01-01;5\n\
Laptop 14;A2;1899-12-31;5\n\
Laptop 14;A3;1904-01-01;5\n\
Laptop 14;A4;9999-12-31;5\n\
Laptop 14;A5;n/a;5\n\
Laptop 14;A6;1990-01-01;5\n";
    let reading = read_with(ASSETS, &[("a.csv", rows)]);
    let groups: Vec<_> = reading.devices.iter().map(shown).collect();
    let five = Some(Decimal::from(5));
    let oldest = Some(Date::constant(1990, 1, 1));
    let expected = [("laptops", None, five, "", 5, 5), ("laptops", oldest, five, "", 1, 1)];
    assert_eq!(groups, expected);
    assert_eq!(kinds(&reading), [FaultKind::NotADate; 4]);
    assert_eq!(reading.faults[0].place.cell_name().unwrap(), "2:3");
}
