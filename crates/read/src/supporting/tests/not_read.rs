//! Tables that cannot be read have an account all the same, and say why.

use super::*;

const ROWS: &str =
    "Date;Item;Pieces;Amount\n2026-02-03;Laptop X;5;512\n2026-02-04;Laptop Y;1;101\n";
const TABLE: &str = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndate = \"Date\"\ndescription = \"Item\"\nunits = \"Pieces\"\namount = \"Amount\"\n";

#[test]
fn a_table_with_a_bad_key_is_accounted_for() {
    let cases = [
        ("kind = \"orders\"", "kind = \"orders\"\nskipp = 1", "`skipp`"),
        ("kind = \"orders\"", "kind = \"order\"", "`kind = \"order\"`"),
        ("kind = \"orders\"\n", "", "lacks `kind`"),
        ("units = ", "unites = ", "`unites`"),
        ("kind = \"orders\"", "kind = \"orders\"\nunit = 100", "`unit = 100`"),
        ("kind = \"orders\"", "kind = \"orders\"\ndespite_header = [\"vat\"]", "`tax`"),
        ("kind = \"orders\"", "kind = \"orders\"\ndelimiter = \"ab\"", "`delimiter = \"ab\"`"),
    ];
    for (right, wrong, why) in cases {
        let reading = read_with(&TABLE.replace(right, wrong), &[("o.csv", ROWS)]);
        assert_eq!(kinds(&reading), [FaultKind::BadRegisterValue], "{wrong}");
        assert_eq!(reasons(&reading), ["refused", "refused"], "{wrong}");
        let told = reading.tables[0].not_read.clone().unwrap_or_default();
        assert!(told.contains(why), "{wrong}: {told}");
        let read: u64 = reading.tables[0].read.values().map(|tally| tally.rows).sum();
        assert_eq!(read, 2, "{wrong}");
    }
}

#[test]
fn each_column_that_is_not_there_is_named_with_the_header_and_the_nearest() {
    let mapping = TABLE.replace("\"Pieces\"", "\"Peices\"").replace("\"Item\"", "\"Goods\"");
    for mapping in
        [mapping.clone(), mapping.replace("[table.columns]", "header_rows = 1\n[table.columns]")]
    {
        let reading = read_with(&mapping, &[("o.csv", ROWS)]);
        let mut told: Vec<_> = reading
            .faults
            .iter()
            .map(|f| (f.field.as_str(), f.raw.as_str(), f.expected.as_str()))
            .collect();
        told.sort_unstable();
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!((told[0].0, told[0].1), ("description", "Goods"));
        assert_eq!((told[1].0, told[1].1), ("units", "Peices"));
        assert!(told[1].2.contains("the nearest is `Pieces`"), "{told:?}");
        assert!(told.iter().all(|fault| fault.2.contains("`Date`, `Item`, `Pieces`, `Amount`")));
        assert_eq!(reasons(&reading), ["refused", "refused"]);
        assert!(reading.tables[0].not_read.is_some());
    }
}

#[test]
fn what_stands_below_a_row_that_is_no_header_is_accounted_for() {
    let mapping = TABLE.replace("[table.columns]", "header_rows = 1\n[table.columns]");
    let reading = read_with(&mapping, &[("o.csv", &format!("x;y;z;a\n{ROWS}"))]);
    assert_eq!(reasons(&reading), ["refused", "refused", "refused"]);
    assert!(reading.faults.iter().all(|fault| fault.kind == FaultKind::MappedColumnMissing));
    assert_eq!(reading.faults.len(), 4);
}

#[test]
fn of_two_entries_for_a_table_the_one_that_can_be_used_reads_it() {
    let mapping = format!("{}{TABLE}", TABLE.replace("units =", "unites ="));
    let reading = read_with(&mapping, &[("o.csv", ROWS)]);
    assert_eq!(kinds(&reading), [FaultKind::BadRegisterValue]);
    assert_eq!(reasons(&reading), ["", ""]);
}

#[test]
fn a_delimiter_that_is_stated_settles_two_readings() {
    let rows = "Date,A;Item,B;Sum\n2026-02-03,x;Laptop,y;1\n2026-02-04,x;Laptop,y;2\n";
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"Item,B\"\namount = \"Sum\"\n";
    let reading = read_with(mapping, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), [FaultKind::TwoReadings]);
    assert!(reading.faults[0].raw.contains("`delimiter = \";\"`"), "{}", reading.faults[0].raw);
    let stated = mapping.replace("[table.columns]", "delimiter = \";\"\n[table.columns]");
    let reading = read_with(&stated, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), []);
    let amounts: Vec<_> = reading.lines.iter().map(|line| line.amount_minor).collect();
    assert_eq!(amounts, [Some(100), Some(200)]);
}
