//! Rows that are sums of others, through whole readings: of what kind each row of a workbook is in the end.

use super::*;
use crate::testing;
use model::CellAddress;

/// Cells merged over rows: column from 0, first and last row from 1.
pub(super) type Merge = (u32, u32, u32);

/// A workbook of one sheet, rows drawn as in the tests of layouts, read through a mapping.
pub(super) fn read_drawn(drawing: &str, merges: &[Merge], table: &str) -> SupportingReading {
    let rows: Vec<Vec<String>> = drawing
        .lines()
        .map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let mut sheet = testing::sheet("Orders", &rows);
    sheet.merged = merges
        .iter()
        .map(|(column, first, last)| {
            (CellAddress::new(first - 1, *column), CellAddress::new(last - 1, *column))
        })
        .collect();
    let workbook = testing::workbook("supporting/o.xlsx", vec![sheet]);
    let kind =
        if table.contains("kind =") { "" } else { "kind = \"orders\"\ncurrency = \"EUR\"\n" };
    let mapping = input("mapping.toml", &format!("[[table]]\nfile = \"o.xlsx\"\n{kind}{table}"));
    let mapping_read = mapping::read(&mapping, mapping::Of::Participant);
    assert!(mapping_read.faults.is_empty(), "{:?}", mapping_read.faults);
    let reading = with_inputs(&mapping, &[], |inputs| {
        let mut reading = SupportingReading::default();
        let tables: Vec<&TableMapping> = mapping_read.tables.iter().collect();
        read_tables(inputs, &workbook, &tables, &mut Seen::default(), &mut reading);
        reading
    });
    assert_closes(&reading);
    reading
}

const ITEM: &str =
    "[table.columns]\ndescription = \"Item\"\nunits = \"Qty\"\namount = \"Amount\"\n";
const GROUPED: &str = "[table.columns]\nproduct_group = \"Group\"\ndescription = \"Item\"\nunits = \"Qty\"\namount = \"Amount\"\n[table.values.product_group]\n\"Laptops\" = \"laptops\"\n\"Displays\" = \"displays\"\n";
const NUMBERED: &str = "[table.columns]\nreference = \"Nr\"\namount = \"Amount\"\n[table.constants]\nproduct_group = \"laptops\"\n";
const UNNAMED: &str =
    "[table.columns]\namount = \"Amount\"\n[table.constants]\nproduct_group = \"laptops\"\n";
const MONTHLY: &str = "[table.columns]\nreference = \"Month\"\n[table.unpivot]\ncolumns = [\"Laptops\", \"Displays\"]\ninto = \"amount\"\nheader_is = \"product_group\"\n[table.values.product_group]\n\"Laptops\" = \"laptops\"\n\"Displays\" = \"displays\"\n";
const SUPPLIED: &str = "[table.columns]\nreference = \"Ref\"\ndate = \"Date\"\ndescription = \"Item\"\namount = \"Amount\"\n";
const SERVICES: &str = "[table.columns]\nsupplier = \"Supplier\"\ndate = \"Date\"\namount = \"Amount\"\n[table.constants]\nproduct_group = \"laptops\"\n";

/// Reasons of the lines, a star behind each that is asked about.
fn told(reading: &SupportingReading) -> Vec<String> {
    let asked = |line: &LineRecord| {
        reading.faults.iter().any(|fault| {
            let doubt = [FaultKind::SumOrOrder, FaultKind::SumDiffers, FaultKind::PartOfRowAbove];
            let cell = fault.place.cell;
            doubt.contains(&fault.kind)
                && cell.is_some_and(|cell| cell.row + 1 == line.row && cell.column == line.column)
        })
    };
    let lines = reading.lines.iter();
    lines
        .map(|line| {
            let reason = line.reason.map_or("counted", |reason| reason.code());
            format!("{reason}{}", if asked(line) { "*" } else { "" })
        })
        .collect()
}

#[test]
fn no_sum_counts_as_an_order_in_silence_and_no_order_goes_as_a_sum() {
    let cases: [(&str, &str, &str, &[Merge], &str); 21] = [
        (
            "sums without a name, groups merged over them",
            GROUPED,
            "Group|Item|Qty|Amount\nLaptops|a|=10|=1000\n|b|=5|=500\n||=15|=1500\nDisplays|c|=10|=100\n|d|=5|=50\n||=15|=150",
            &[(0, 2, 4), (0, 5, 7)],
            "counted counted subtotal counted counted subtotal",
        ),
        (
            "a month without a name",
            MONTHLY,
            "Month|Laptops|Displays\nJan|=100|=50\nFeb|=200|=60\n|=300|=110",
            &[],
            "counted counted counted counted subtotal subtotal",
        ),
        (
            "half a year",
            MONTHLY,
            "Month|Laptops|Displays\nJan|=100|=50\nFeb|=200|=60\nH1|=300|=110",
            &[],
            "counted counted counted counted subtotal* subtotal*",
        ),
        (
            "a month as large as those before it together",
            MONTHLY,
            "Month|Laptops|Displays\nJan|=100|=50\nFeb|=200|=60\nMar|=300|=110",
            &[],
            "counted counted counted counted counted* counted*",
        ),
        (
            "a number that is missing",
            NUMBERED,
            "Nr|Amount\nA1|=1000\nA2|=500\n|=1500",
            &[],
            "counted counted subtotal",
        ),
        (
            "a column nobody mapped is the name",
            UNNAMED,
            "Dept|Amount\nA|=1000\nB|=500\n|=1500",
            &[],
            "counted counted subtotal",
        ),
        (
            "a column nobody mapped says it",
            UNNAMED,
            "Dept|Amount\nA|=1000\nB|=500\nSumma|=1500",
            &[],
            "counted counted subtotal",
        ),
        (
            "a column nobody mapped names the whole",
            UNNAMED,
            "Dept|Amount\nA|=1000\nB|=500\nCity|=1500",
            &[],
            "counted counted counted*",
        ),
        (
            "rounded",
            ITEM,
            "Item|Qty|Amount\nLaptop 14|=10|=1000.333\nLaptop 15|=5|=500.333\nTotal laptops|=15|=1500.67",
            &[],
            "counted counted subtotal",
        ),
        (
            "a refused row above",
            ITEM,
            "Item|Qty|Amount\nLaptop 14|=10|=1000\nLaptop 15|=5|500 est.\nTotal laptops|=15|=1500",
            &[],
            "counted refused subtotal*",
        ),
        (
            "a word at the end",
            ITEM,
            "Item|Qty|Amount\nLaptop 14|=10|=1000\nLaptop 15|=5|=500.5\nLaptops – Summe|=15|=1500.5",
            &[],
            "counted counted subtotal",
        ),
        (
            "carried over",
            ITEM,
            "Item|Qty|Amount\nLaptop 14|=10|=1000\nLaptop 15|=5|=500\nTransport laptops|=15|=1500\nItem|Qty|Amount\nReport laptops|=15|=1500\nLaptop 16|=1|=70\nTotal laptops|=16|=1570",
            &[],
            "counted counted subtotal* subtotal* counted subtotal",
        ),
        (
            "a day in the sum",
            SUPPLIED,
            "Ref|Date|Item|Amount\nk1|2026-03-01|Laptop 14|=1000\nk2|2026-03-02|Laptop 15|=200\n|2026-03-31|Summa laptops mars|=1200\nk4|2026-04-01|Laptop 14|=5\nk5|2026-04-01|Laptop 14|=8\nTotal|||=1213",
            &[],
            "counted counted subtotal counted counted subtotal",
        ),
        (
            "a day and no word in the sum",
            SUPPLIED,
            "Ref|Date|Item|Amount\nk1|2026-03-01|Laptop 14|=1000\nk2|2026-03-02|Laptop 15|=200\n|2026-03-31||=1200",
            &[],
            "counted counted subtotal*",
        ),
        (
            "a supplier whose name begins with a word for sums",
            SUPPLIED,
            "Ref|Date|Item|Amount|Supplier\ns1|2026-03-01|Laptop 14|=500|Acme\ns2|2026-03-02|Laptop 14|=500|Acme\ns3|2026-03-03|Laptop 15|=1000|Suma Computers",
            &[],
            "counted counted counted*",
        ),
        (
            "a delivery that is total",
            SUPPLIED,
            "Ref|Date|Item|Amount|Delivery\ns1|2026-03-01|Laptop 14|=500|Partial\ns2|2026-03-02|Laptop 14|=500|Partial\ns3|2026-03-03|Laptop 15|=700|Total",
            &[],
            "counted counted counted",
        ),
        (
            "a supplier that is called so, of dated services",
            SERVICES,
            "Date|Supplier|Amount\n2026-03-01|Acme|=500\n2026-03-02|Acme|=510\n2026-03-03|TOTAL|=700\n2026-03-03|Sum|=800",
            &[],
            "counted counted counted* counted*",
        ),
        (
            "orders of which the third is as large as two",
            SUPPLIED,
            "Ref|Date|Item|Amount\nr1|2026-03-01|Laptop 14|=500\nr2|2026-03-02|Laptop 14|=500\nr3|2026-03-03|Laptop 15|=1000",
            &[],
            "counted counted counted",
        ),
        (
            "parts of the row above",
            ITEM,
            "Item|Qty|Amount\nLaptop 14|=10|=1000\nof which refurbished laptops|=4|=400\ndavon Leasing Laptops|=4|=400\nLaptop 15|=1|=70\nTotal|=11|=1070",
            &[],
            "counted subtotal* subtotal* counted subtotal",
        ),
        (
            "units alone",
            "[table.columns]\ndescription = \"Item\"\nunits = \"Qty\"\n",
            "Item|Qty\nLaptop 14|=10\nLaptop 15|=5\nSumma laptops|=15",
            &[],
            "counted counted subtotal",
        ),
        (
            "a total that no rows have",
            ITEM,
            "Item|Qty|Amount\nLaptop 14|=10|=1000\nLaptop 15|=5|=500\nSumma laptops|=15|=1700",
            &[],
            "counted counted subtotal*",
        ),
    ];
    for (name, table, drawing, merges, expected) in cases {
        let reading = read_drawn(drawing, merges, table);
        assert_eq!(told(&reading).join(" "), expected, "{name}: {:?}", kinds(&reading));
    }
}

#[test]
fn sums_of_devices_are_no_devices() {
    let assets = "kind = \"assets\"\n[table.columns]\ndescription = \"Item\"\nunits = \"Qty\"\n";
    let cases = [
        ("Item|Qty\nLaptop A|=10\nLaptop B|=5\nSumma laptops|=15", 15),
        ("Item|Qty\nLaptop A|=10\nLaptop B|=5\nLaptops total|=15", 15),
        ("Item|Qty\nLaptop A|=10\nLaptop B|=5\n|=15", 15),
        // One device a row, of which some are not named.
        ("Item|Qty|Serial\nLaptop A||x1\nLaptop B||x2\nLaptop C||x3\n", 3),
        ("Item|Qty\nLaptop A|=1\nLaptop B|=1\nLaptop C|=2", 4),
    ];
    for (drawing, expected) in cases {
        let reading = read_drawn(drawing, &[], assets);
        let counted = reading.devices.iter().filter(|group| group.reason.is_none());
        assert_eq!(counted.map(|group| group.units).sum::<i64>(), expected, "{drawing}");
        assert!(!kinds(&reading).contains(&FaultKind::SumOrOrder), "{drawing}");
    }
}

#[test]
fn a_column_that_is_the_sum_of_others_is_not_read_beside_them() {
    let table = "[table.columns]\ndescription = \"Item\"\n[table.unpivot]\ncolumns = \"amount\"\ninto = \"amount\"\n";
    let doubled = [
        "Item|Amount Q1|Amount Q2|Amount total\nLaptop 14|=10|=20|=30\nLaptop 15|=5||=5",
        "Item|Amount Q1|Amount Q2|Amount year\nLaptop 14|=10|=20|=30\nLaptop 15|=5|=6|=11",
        "Item|Amount Jan|Amount Feb|Amount Q1|Amount Apr\nLaptop 14|=10|=20|=30|=5\nLaptop 15|=5|=6|=11|=8",
    ];
    for drawing in doubled {
        let reading = read_drawn(drawing, &[], table);
        assert_eq!(kinds(&reading), [FaultKind::MappedColumnMissing], "{drawing}");
        assert!(reading.lines.iter().all(|line| line.reason == Some(LeftOutReason::Refused)));
    }
    let apart = [
        "Item|Amount Q1|Amount Q2|Amount Q3\nLaptop 14|=10|=20|=30\nLaptop 15|=5|=6|=7",
        "Item|Amount Q1|Amount Q2\nLaptop 14|=10|=10\nLaptop 15|=5|=5",
        "Item|Laptops amount total|Docks amount total\nLaptop 14|=10|=20\nLaptop 15|=5|=6",
    ];
    for drawing in apart {
        let reading = read_drawn(drawing, &[], table);
        assert!(reading.lines.iter().all(|line| line.reason.is_none()), "{drawing}");
    }
}
