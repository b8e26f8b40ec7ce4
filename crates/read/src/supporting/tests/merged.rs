//! Cells merged over several rows of a workbook: days hold for each of them, amounts for all of them together.

use super::sums::read_drawn;
use super::*;

const ORDERS: &str = "[table.columns]\nreference = \"Ref\"\ndate = \"Date\"\ndescription = \"Item\"\nunits = \"Qty\"\namount = \"Amount\"\n";

#[test]
fn a_day_and_a_reference_hold_for_the_rows_they_are_merged_over() {
    for day in ["2026-03-01", "01.03.2026"] {
        let drawing = format!(
            "Ref|Date|Item|Qty|Amount\n=471|{day}|Laptop 14|=10|=1000\n||Laptop 15|=5|=2000\n||Monitor 24|=5|=900"
        );
        let format = format!(
            "date_format = \"{}\"\n",
            if day.contains('.') { "dd.mm.yyyy" } else { "yyyy-mm-dd" }
        );
        let reading = read_drawn(&drawing, &[(0, 2, 4), (1, 2, 4)], &format!("{format}{ORDERS}"));
        assert_eq!(reasons(&reading), [""; 3]);
        assert_eq!(kinds(&reading), []);
    }
}

#[test]
fn an_amount_over_rows_of_one_kind_counts_once() {
    let drawing = "Ref|Date|Item|Qty|Amount\nC2|2026-03-01|Laptop 14|=10|=3900\nC3|2026-03-01|Laptop 15|=5|\nC4|2026-03-02|Monitor 24|=5|=70";
    let reading = read_drawn(drawing, &[(4, 2, 3)], ORDERS);
    assert_eq!(reasons(&reading), [""; 3]);
    assert_eq!(kinds(&reading), []);
    let read: Vec<_> = reading.lines.iter().map(|line| (line.units, line.amount_minor)).collect();
    assert_eq!(read, [(Some(10), Some(390_000)), (Some(5), None), (Some(5), Some(7_000))]);
}

#[test]
fn an_amount_over_rows_of_several_kinds_is_nobodys() {
    let drawing = "Ref|Date|Item|Qty|Amount\nC2|2026-03-01|Laptop 14|=10|=3900\nC3|2026-03-01|Laptop 15|=5|\nC4|2026-03-01|Monitor 24|=5|\nC5|2026-03-01|Monitor 24|=5|=70";
    let reading = read_drawn(drawing, &[(4, 2, 4)], ORDERS);
    assert_eq!(reasons(&reading), ["refused", "refused", "refused", ""]);
    assert_eq!(kinds(&reading), [FaultKind::MergedAmount]);
    let fault = &reading.faults[0];
    assert!(fault.expected.contains("rows 2 to 4"), "{}", fault.expected);
    assert!(fault.expected.contains("displays, laptops"), "{}", fault.expected);
    // Units alone: the money is known by row, and the units are those of no row.
    let drawing = "Ref|Date|Item|Qty|Amount\nC2|2026-03-01|Laptop 14|=10|=3900\nC3|2026-03-01|Monitor 15||=50";
    let reading = read_drawn(drawing, &[(3, 2, 3)], ORDERS);
    assert_eq!(kinds(&reading), [FaultKind::MergedAmount]);
    let read: Vec<_> = reading.lines.iter().map(|line| (line.units, line.amount_minor)).collect();
    assert_eq!(read, [(None, Some(390_000)), (None, Some(5_000))]);
}

#[test]
fn one_number_of_devices_over_several_rows_is_asked_about() {
    let assets = "kind = \"assets\"\n[table.columns]\ndescription = \"Item\"\nunits = \"Qty\"\n";
    let reading = read_drawn("Item|Qty\nLaptop|=10\nMonitor|\nLaptop|=5", &[(1, 2, 3)], assets);
    let counted = reading.devices.iter().filter(|group| group.reason.is_none());
    assert_eq!(counted.map(|group| group.units).sum::<i64>(), 5);
    assert_eq!(kinds(&reading), [FaultKind::MergedAmount, FaultKind::RequiredBlank]);
}
