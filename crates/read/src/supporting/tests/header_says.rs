//! The header says something else than the mapping: another currency, thousands, taxes.

use super::*;

const COLUMNS: &str = "[table.columns]\ndate = \"Date\"\ndescription = \"Item\"\nunits = \"Qty\"\n";
const ROWS: &str = "2026-02-03;Laptop X;5;512\n2026-02-04;Laptop Y;1;101,50\n";

fn read_under(top: &str, amount: &str, keys: &str) -> SupportingReading {
    let mapping = format!(
        "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n{keys}\n{COLUMNS}amount = \"{amount}\"\n"
    );
    read_with(&mapping, &[("o.csv", &format!("{top}\n{ROWS}"))])
}

/// The key that the header contradicts and where, and the amounts that are read.
fn outcome(reading: &SupportingReading) -> (String, Vec<i64>) {
    let kind = FaultKind::HeaderContradictsMapping;
    let own = reading.faults.iter().filter(|fault| fault.kind == kind);
    let told = own.map(|fault| format!("{} {}", fault.field, fault.place.cell_name().unwrap()));
    let told = told.collect::<Vec<_>>().join(", ");
    let counted = reading.lines.iter().filter(|line| line.reason.is_none());
    (told, counted.filter_map(|line| line.amount_minor).collect())
}

#[test]
fn a_header_that_contradicts_the_mapping_is_told_and_no_row_is_read() {
    let excluded = "tax = \"excluded\"";
    let cases = [
        // What stands over the table, the header text of the amounts, keys, what is told.
        ("Date;Item;Qty;Amount (USD)", "Amount (USD)", "", "currency 1:4"),
        ("Date;Item;Qty;Amount\n;;pcs;USD", "Amount", "", "currency 2:4"),
        ("Date;Item;Qty;Amount\n;;pcs;TEUR", "Amount", "", "unit 2:4"),
        ("Date;Item;Qty;Amount\n;;pcs;1000 EUR", "Amount", "", "unit 2:4"),
        ("Date;Item;Qty;Amount\n;;;1.000 €", "Amount", "", "unit 2:4"),
        ("Date;Item;Qty;Amount\n;;pcs;1000 EUR", "Amount", "skip = 1", "unit 2:4"),
        ("Date;Item;Qty;Amount k€", "Amount k€", "header_rows = 1", "unit 1:4"),
        ("Alle Beträge in TEUR;;;\nDate;Item;Qty;Amount", "Amount", "", "unit 1:1"),
        ("Date;Item;Qty;Betrag inkl. MwSt", "Betrag inkl. MwSt", excluded, "tax 1:4"),
        ("Date;Item;Qty;Betrag inkl. MwSt", "Betrag inkl. MwSt", "tax = \"unknown\"", "tax 1:4"),
        ("Date;Item;Qty;Montant HT", "Montant HT", "tax = \"included\"\ntax_rate = 0.2", "tax 1:4"),
        ("Date;Item;Qty;Total $ (000)", "Total $ (000)", excluded, "currency 1:4, unit 1:4"),
        ("Date;Item;Qty;Amount k€", "Amount k€", "unit = 1000000", "unit 1:4"),
    ];
    for (top, amount, keys, told) in cases {
        let reading = read_under(top, amount, keys);
        assert_eq!(outcome(&reading), (told.to_owned(), Vec::new()), "{top} {keys}");
        assert_eq!(reasons(&reading), ["refused", "refused"], "{top} {keys}");
        assert!(reading.tables[0].not_read.is_some(), "{top} {keys}");
    }
}

#[test]
fn a_mapping_that_says_what_the_header_says_is_read() {
    let (single, thousand) = (vec![51_200, 10_150], vec![51_200_000, 10_150_000]);
    let cases = [
        ("Amount (EUR)", "", &single),
        ("Amount k€", "unit = 1000", &thousand),
        ("Amount", "unit = 1000", &thousand),
        ("Montant HT", "tax = \"excluded\"", &single),
        ("Montant HT", "", &single),
        ("Betrag inkl. MwSt", "tax = \"included\"\ntax_rate = 0", &single),
        ("Amount (USD, k)", "despite_header = [\"currency\", \"unit\"]", &single),
        ("Brutto", "tax = \"excluded\"\ndespite_header = [\"tax\"]", &single),
        ("Total excl. 21% BTW", "tax = \"excluded\"", &single),
    ];
    for (amount, keys, amounts) in cases {
        let reading = read_under(&format!("Date;Item;Qty;{amount}"), amount, keys);
        assert_eq!(outcome(&reading), (String::new(), amounts.clone()), "{amount} {keys}");
    }
    let units = "Date;Item;Qty;Amount\n;;pcs;TEUR";
    assert_eq!(outcome(&read_under(units, "Amount", "unit = 1000")).1, thousand);
}

#[test]
fn an_amount_of_a_thousand_is_no_row_of_units() {
    let rows = "Date;Item;Qty;Amount\n;;2;1000 EUR\n2026-02-03;Laptop X;5;512\n";
    let mapping = format!(
        "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n{COLUMNS}amount = \"Amount\"\n"
    );
    let reading = read_with(&mapping, &[("o.csv", rows)]);
    assert_eq!(reading.lines.len(), 2);
    assert_eq!(outcome(&reading).0, "");
}

#[test]
fn a_currency_column_of_others_and_units_in_thousands_contradict_the_header_too() {
    let mapping = format!(
        "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n{COLUMNS}currency = \"Cur\"\namount = \"Sum EUR\"\n"
    );
    let rows = |other: &str| {
        format!(
            "Date;Item;Qty;Sum EUR;Cur\n2026-02-03;Laptop;1;5;EUR\n2026-02-03;Laptop;1;6;{other}\n"
        )
    };
    let read = |rows: &str| outcome(&read_with(&mapping, &[("o.csv", rows)]));
    assert_eq!(read(&rows("EUR")), (String::new(), vec![500, 600]));
    assert_eq!(read(&rows("USD")), ("currency 1:4".to_owned(), vec![]));
    let thousands = rows("EUR").replace("Qty", "Qty (Tsd.)");
    let mapping = mapping.replace("Qty", "Qty (Tsd.)");
    let reading = read_with(&mapping, &[("o.csv", &thousands)]);
    assert_eq!(outcome(&reading), ("unit 1:3".to_owned(), vec![]));
}
