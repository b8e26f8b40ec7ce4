//! Tables below and notes beside the mapped one, through whole readings.

use super::sums::read_drawn;
use super::*;

const ITEM: &str =
    "[table.columns]\ndescription = \"Item\"\nunits = \"Qty\"\namount = \"Amount\"\n";
const TWO: &str = "Item|Qty|Amount\nLaptop 14|=10|=1000\nLaptop 15|=5|=500\n";

#[test]
fn a_table_below_is_not_read_as_the_one_above() {
    let cases = [
        (
            "a header of years",
            "\nKostenart|=2025|=2026\nLaptops|=12000|=15000\nMonitors|=800|=900",
            5,
        ),
        (
            "a title below the total",
            "Total|=15|=1500\nBestand 2025\nGerät|Stück|Buchwert\nLaptops|=300|=90000",
            6,
        ),
        ("a year in the header", "Total|=15|=1500\n\nGerät|Stück|=2025\nLaptops|=300|=90000", 6),
        (
            "a title and no header",
            "Total|=15|=1500\n\nBestand\nLaptops|=300|=90000\nMonitors|=200|=9000",
            6,
        ),
    ];
    for (name, below, row) in cases {
        let reading = read_drawn(&format!("{TWO}{below}"), &[], ITEM);
        let counted: i64 = reading
            .lines
            .iter()
            .filter(|line| line.reason.is_none())
            .filter_map(|line| line.amount_minor)
            .sum();
        assert_eq!(counted, 150_000, "{name}");
        let told = reading.faults.iter().find(|fault| fault.kind == FaultKind::UnmappedTable);
        let place = told.and_then(|fault| fault.place.cell_name());
        assert_eq!(place.as_deref(), Some(format!("A{row}").as_str()), "{name}");
        assert_eq!(told.map(|fault| fault.field.as_str()), Some("table"), "{name}");
    }
}

#[test]
fn sections_under_titles_with_totals_are_one_table() {
    let rows = "Total|=15|=1500\nDisplays\nMonitor 24|=3|=300\nMonitor 27|=1|=400\nTotal|=4|=700\n\nprinted by AB";
    let reading = read_drawn(&format!("{TWO}{rows}"), &[], ITEM);
    assert_eq!(reasons(&reading), ["", "", "subtotal", "", "", "subtotal"]);
    assert!(!kinds(&reading).contains(&FaultKind::UnmappedTable));
}

#[test]
fn a_note_beside_a_table_of_a_workbook_is_no_field_too_many() {
    let reading = read_drawn(
        "Item|Qty|Amount\nLaptop 14|=10|=1000|checked AB\nLaptop 15|=5|=500||=7",
        &[],
        ITEM,
    );
    assert_eq!(reasons(&reading), ["", ""]);
    assert_eq!(kinds(&reading), []);
    // Parted wrongly before it came into the workbook: 10 is no amount.
    let reading =
        read_drawn("Item|Qty|Amount\nLaptop 14| black|=10|=1000\nLaptop 15|=5|=500", &[], ITEM);
    assert_eq!(reasons(&reading), ["refused", ""]);
    let told = reading.faults.iter().find(|fault| fault.kind == FaultKind::LongerRow).unwrap();
    assert!(told.expected.contains("under its header"), "{}", told.expected);
}
