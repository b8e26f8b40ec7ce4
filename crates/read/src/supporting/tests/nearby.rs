//! What stands near a table, and other things that are said of the whole of it: days, letters, hidden sheets,
//! currencies.

use super::*;
use crate::testing;

const TABLE: &str = "[[table]]\nfile = \"o.xlsx\"\nsheet = \"Data\"\nkind = \"orders\"\ncurrency = \"EUR\"\n[table.columns]\n\
date = \"Date\"\ndescription = \"Item\"\nunits = \"Qty\"\namount = \"Amount\"\n";
const HEADER: &[&str] = &["Date", "Item", "Qty", "Amount"];
const FIRST: &[&str] = &["2026-02-03", "Laptop X", "=5", "=12.5"];
const SECOND: &[&str] = &["2026-02-04", "Laptop Y", "=1", "=13.5"];

fn read_sheets(mapping: &str, sheets: Vec<model::Sheet>) -> SupportingReading {
    let workbook = testing::workbook("supporting/o.xlsx", sheets);
    let mapping = input("mapping.toml", mapping);
    let tables = mapping::read(&mapping, mapping::Of::Participant).tables;
    with_inputs(&mapping, &[], |inputs| {
        let mut reading = SupportingReading::default();
        let tables: Vec<&TableMapping> = tables.iter().collect();
        read_tables(inputs, &workbook, &tables, &mut Seen::default(), &mut reading);
        reading
    })
}

/// The keys of the mapping that are contradicted, each with its place.
fn contradicted(reading: &SupportingReading) -> Vec<String> {
    let kind = FaultKind::HeaderContradictsMapping;
    let own = reading.faults.iter().filter(|fault| fault.kind == kind);
    own.map(|fault| {
        let sheet = fault.place.sheet.as_deref().unwrap_or_default();
        format!("{} {sheet}!{}", fault.field, fault.place.cell_name().unwrap())
    })
    .collect()
}

#[test]
fn texts_around_a_table_are_held_against_the_mapping() {
    let band: &[&str] = &["Day", "Goods", "Number", "TEUR", "Note"];
    let five: &[&str] = &["Date", "Item", "Qty", "Amount", "Ref"];
    let six: &[&str] = &["Dept", "IT", "Year", "2026", "By", "AB"];
    let cases: Vec<(Vec<&[&str]>, &str)> = vec![
        (vec![HEADER, FIRST, SECOND], ""),
        (vec![band, five, FIRST, SECOND], "unit Data!D1"),
        (vec![&["Amounts in TEUR"], six, HEADER, FIRST, SECOND], "unit Data!A1"),
        (vec![&["Currency:", "USD"], &[], HEADER, FIRST, SECOND], "currency Data!A1"),
        (vec![&["Unit:", "TEUR"], &[], HEADER, FIRST, SECOND], "unit Data!A1"),
        (vec![HEADER, FIRST, SECOND, &[], &["Amounts in k€"]], "unit Data!A5"),
        (vec![HEADER, FIRST, SECOND, &[], &["Prices incl. VAT"]], "tax Data!A5"),
        // What stands over another table is that table's.
        (vec![HEADER, FIRST, SECOND, &[], &["in TEUR"], &["Kind", "Sum", "Share", "Rank"]], ""),
        (
            vec![
                &["Date", "Item", "Qty", "Amount", "Cur"],
                &["2026-02-03", "Laptop X", "=5", "=12.5", "USD"],
                &["2026-02-04", "Laptop Y", "=1", "=13.5", "USD"],
            ],
            "currency Data!E2",
        ),
        (
            vec![
                &["Date", "Item", "Qty", "Amount", "From"],
                &["2026-02-03", "Laptop X", "=5", "=12.5", "USA"],
                &["2026-02-04", "Laptop Y", "=1", "=13.5", "EUR"],
            ],
            "",
        ),
    ];
    for (rows, expected) in cases {
        let reading = read_sheets(TABLE, vec![testing::sheet("Data", &rows)]);
        assert_eq!(contradicted(&reading).join(", "), expected, "{rows:?}");
        let counted = reading.lines.iter().filter(|line| line.reason.is_none()).count();
        assert_eq!(counted, if expected.is_empty() { 2 } else { 0 }, "{rows:?}");
    }
}

#[test]
fn why_a_table_is_not_read_says_where_the_text_stands() {
    let dear: &[&str] = &["Date", "Item", "Qty", "Amount", "Cur"];
    let dollars: &[&str] = &["2026-02-03", "Laptop X", "=5", "=12.5", "USD"];
    let data = |rows: &[&[&str]]| vec![testing::sheet("Data", rows)];
    let rows: &[&[&str]] = &[HEADER, FIRST, SECOND];
    let cover = testing::sheet("Cover", &[&["Purchases 2026"], &["All amounts in TEUR"]]);
    let cases = [
        (data(&[&["Amounts in TEUR"], &[], HEADER, FIRST]), "stands above the table (cell A1)"),
        (data(&[HEADER, &["", "", "", "TEUR"], FIRST]), "stands below the header (cell D2)"),
        (data(&[dear, dollars]), "stands in a row of the table (cell E2)"),
        (data(&[HEADER, FIRST, &[], &["Amounts in k€"]]), "stands below the table (cell A4)"),
        (vec![cover, testing::sheet("Data", rows)], "stands on the sheet `Cover` (cell A2)"),
        (vec![testing::sheet("Data in TEUR", rows)], "is the title of the sheet"),
    ];
    for (sheets, place) in cases {
        let title = sheets.last().unwrap().title.clone();
        let mapping = TABLE.replace("\"Data\"", &format!("\"{title}\""));
        let reading = read_sheets(&mapping, sheets);
        let told = reading.tables[0].not_read.clone().unwrap_or_default();
        assert!(told.contains(&format!("` {place}, and the mapping says otherwise")), "{told}");
    }
    let header = "Date;Item;Pieces;Amount in TEUR\n2026-02-03;Laptop X;5;512\n";
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\nunits = \"Pieces\"\namount = \"Amount in TEUR\"\n";
    let told = read_with(mapping, &[("o.csv", header)]).tables[0].not_read.clone();
    assert!(told.unwrap_or_default().contains("` stands in the header (line 1)"));
}

#[test]
fn a_cover_sheet_and_the_title_of_the_sheet_are_held_against_the_mapping() {
    let data = |title: &str| testing::sheet(title, &[HEADER, FIRST, SECOND]);
    let cover = testing::sheet("Cover", &[&["Purchases 2026"], &["All amounts in TEUR"]]);
    let reading = read_sheets(TABLE, vec![cover.clone(), data("Data")]);
    assert_eq!(contradicted(&reading), ["unit Cover!A2"]);
    let agreed = TABLE.replace("[table.columns]", "unit = 1000\n[table.columns]");
    assert_eq!(contradicted(&read_sheets(&agreed, vec![cover, data("Data")])), [""; 0]);
    let by_title = TABLE.replace("\"Data\"", "\"TEUR\"");
    assert_eq!(contradicted(&read_sheets(&by_title, vec![data("TEUR")])), ["unit TEUR!D1"]);
}

#[test]
fn number_formats_that_show_thousands_are_held_against_the_mapping() {
    let cases = [
        ("0.0\" k€\"", "unit Data!D2"),
        ("#,##0.0 \"TEUR\"", "unit Data!D2"),
        ("0.0\"k\"", "unit Data!D2"),
        ("0.0\" Tsd.\"", "unit Data!D2"),
        ("0 \"Mio. €\"", "unit Data!D2"),
        ("#,##0 \"thousand\"", "unit Data!D2"),
        ("#,##0 \"Dollar\"", "currency Data!D2"),
        // Formats that divide show thousands of what is stored.
        ("0.0,\" k€\"", ""),
        ("#,##0.00 \"€\"", ""),
    ];
    for (format, expected) in cases {
        let reading = read_sheets(TABLE, vec![with_format("Data", HEADER, format)]);
        assert_eq!(contradicted(&reading).join(", "), expected, "{format}");
    }
    let header = &["Date", "Item", "Qty", "Amount (k€)"];
    let mapping = TABLE.replace("\"Amount\"", "\"Amount (k€)\"");
    let shown = with_format("Data", header, "#,##0.0,");
    assert_eq!(contradicted(&read_sheets(&mapping, vec![shown.clone()])), [""; 0]);
    let thousands = mapping.replace("[table.columns]", "unit = 1000\n[table.columns]");
    assert_eq!(contradicted(&read_sheets(&thousands, vec![shown])), ["unit Data!D1"]);
}

fn with_format(title: &str, header: &[&str], format: &str) -> model::Sheet {
    let mut sheet = testing::sheet(title, &[header, FIRST, SECOND]);
    for row in [1, 2] {
        let cell = sheet.at(row, 3).unwrap().clone();
        testing::put(&mut sheet, Cell { number_format: Some(format.to_owned()), ..cell });
    }
    sheet
}

#[test]
fn a_hidden_sheet_is_read_and_told() {
    let mapping = TABLE.replace("\"Data\"", "\"2026*\"");
    let shown = testing::sheet("2026", &[HEADER, FIRST]);
    let hidden =
        model::Sheet { hidden: true, ..testing::sheet("2026 old", &[HEADER, FIRST, SECOND]) };
    let reading = read_sheets(&mapping, vec![shown, hidden]);
    let told: Vec<&Fault> =
        reading.faults.iter().filter(|fault| fault.kind == FaultKind::HiddenSheet).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].place.sheet.as_deref(), told[0].raw.as_str()),
        (Some("2026 old"), "2 rows")
    );
    assert!(told[0].expected.contains("line 3 of mapping.toml"), "{}", told[0].expected);
}

#[test]
fn a_date_format_that_reads_fewer_days_than_another_refuses_the_table_once() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ndate_format = \"mm/dd/yyyy\"\n[table.columns]\ndate = \"Date\"\ndescription = \"Item\"\namount = \"Amount\"\n";
    let rows = "Date;Item;Amount\n03/09/2026;Laptop;1,50\n31/12/2025;Laptop;2,50\n25/03/2026;Laptop;3,50\n";
    let reading = read_with(table, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), [FaultKind::DateFormatDiffers]);
    let fault = &reading.faults[0];
    assert_eq!(fault.raw, "2 of 3");
    for part in
        ["line 4 of mapping.toml", "`date_format = \"mm/dd/yyyy\"`", "`dd/mm/yyyy` reads all"]
    {
        assert!(fault.expected.contains(part), "{}", fault.expected);
    }
    assert_eq!(reasons(&reading), ["refused"; 3]);
    let right = table.replace("mm/dd", "dd/mm");
    assert_eq!(kinds(&read_with(&right, &[("o.csv", rows)])), []);
    // One odd day is a matter of its row.
    let odd = rows.replace("25/03/2026", "spring");
    let reading = read_with(&right, &[("o.csv", &odd)]);
    assert_eq!(kinds(&reading), [FaultKind::NotADate]);
    assert_eq!(reasons(&reading), ["", "", "refused"]);
}

#[test]
fn a_day_that_cannot_be_read_names_the_format_that_would() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndate = \"Date\"\ndescription = \"Item\"\namount = \"Amount\"\n";
    let cases = [
        ("12.03.26", "`date_format = \"dd.mm.yy\"`"),
        ("01/03/26", "`date_format = \"dd/mm/yy\"` or `date_format = \"mm/dd/yy\"`"),
        ("20260312", "`date_format = \"yyyymmdd\"`"),
        ("03/04/2026", "`date_format = \"dd/mm/yyyy\"` or"),
    ];
    for (day, said) in cases {
        let rows = format!("Date;Item;Amount\n{day};Laptop;1,50\n");
        let reading = read_with(table, &[("o.csv", &rows)]);
        assert_eq!(kinds(&reading), [FaultKind::NotADate], "{day}");
        assert!(reading.faults[0].expected.contains(said), "{}", reading.faults[0].expected);
    }
    let rows = "Date;Item;Amount\n03-25-2026;Laptop;1,50\n10-05-2026;Laptop;2,50\n25.03.2026;Laptop;3,50\n";
    let reading = read_with(table, &[("o.csv", rows)]);
    assert_eq!(reasons(&reading), ["refused", "refused", ""]);
    assert!(reading.faults[1].expected.contains("2026-10-05 rather than 2026-05-10"));
    let sap = table.replace("[table.columns]", "date_format = \"yyyymmdd\"\n[table.columns]");
    let rows = "Date;Item;Amount\n20260312;Laptop;1,50\n";
    assert_eq!(reasons(&read_with(&sap, &[("o.csv", rows)])), [""]);
}

#[test]
fn letters_that_are_no_unicode_are_guessed_and_told_or_said() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"Opis produktu\"\nunits = \"Ilość sztuk\"\namount = \"Wartość\"\n";
    let text = "Opis produktu;Ilość sztuk;Wartość\nLaptop żółty;1;1 500,00\nLaptop dla urzędu;2;2 500,00\n";
    let central = encoding_rs::Encoding::for_label(b"windows-1250").unwrap();
    let file = InputFile { bytes: central.encode(text).0.into(), ..input("supporting/o.csv", "") };
    let read = |mapping: &str| {
        let mapping = input("mapping.toml", mapping);
        with_inputs(&mapping, std::slice::from_ref(&file), supporting)
    };
    let reading = read(table);
    let told = reading.faults.iter().find(|fault| fault.kind == FaultKind::EncodingGuessed);
    assert_eq!(told.map(|fault| fault.raw.as_str()), Some("windows-1250"));
    assert_eq!(reading.lines.len(), 2);
    let said = table.replace("[table.columns]", "encoding = \"windows-1250\"\n[table.columns]");
    let reading = read(&said);
    assert!(!kinds(&reading).contains(&FaultKind::EncodingGuessed));
    assert_eq!(reading.tables[0].encoding.as_deref(), Some("windows-1250"));
    let unlike = read(&said.replace("windows-1250", "utf-8"));
    assert!(unlike.lines.is_empty(), "{:?}", unlike.lines);
    assert_eq!(kinds(&unlike), [FaultKind::UnsupportedFormat]);
    assert!(unlike.faults[0].place.to_string().ends_with("o.csv!1:1"));
    assert!(unlike.faults[0].raw.contains("`encoding = \"windows-1250\"`"), "{:?}", unlike.faults);
    let wrong = read(&said.replace("windows-1250", "central"));
    assert!(wrong.faults[0].expected.contains("windows-1251"), "{:?}", wrong.faults);
}

#[test]
fn the_returns_currency_is_told_where_it_is_taken_and_not_where_one_is_named() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"Item\"\namount = \"Amount\"\n";
    let read = |mapping: &str, rows: &str| {
        let mapping = input("mapping.toml", mapping);
        let files = [input("supporting/o.csv", rows)];
        let reading = with_inputs(&mapping, &files, supporting);
        let kind = FaultKind::CurrencyOfReturn;
        let told = reading.faults.into_iter().find(|fault| fault.kind == kind);
        told.map(|fault| (fault.raw, fault.expected))
    };
    let rows = "Item;Amount\nLaptop;1,50\nLaptop;2,50\n";
    let (raw, expected) = read(table, rows).expect("it is told");
    assert_eq!(raw, "EUR");
    assert!(expected.contains("`currency = \"EUR\"`") && expected.contains("line 1"), "{expected}");
    let said = table.replace("[table.columns]", "currency = \"EUR\"\n[table.columns]");
    assert_eq!(read(&said, rows), None);
    assert_eq!(read(table, "Item;Amount\nLaptop;€ 1,50\n"), None);
    let header = table.replace("\"Amount\"", "\"Amount EUR\"");
    assert_eq!(read(&header, "Item;Amount EUR\nLaptop;1,50\n"), None);
}

#[test]
fn a_currency_beside_an_amount_that_its_header_does_not_name_is_refused() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"Item\"\namount = \"Amount EUR\"\n";
    let rows = "Item;Amount EUR\nLaptop;5 USD\nLaptop;6 EUR\nLaptop;7\n";
    let reading = read_with(table, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), [FaultKind::UnknownCurrency]);
    assert_eq!(reasons(&reading), ["refused", "", ""]);
}

#[test]
fn a_table_whose_only_other_column_is_a_month_in_words_can_be_mapped() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n[table.columns]\n[table.unpivot]\n\
columns = [\"Laptops\", \"Displays\"]\ninto = \"amount\"\nheader_is = \"product_group\"\n";
    let rows = "Month;Laptops;Displays\nJan;100;50\nFeb;200;60\n";
    let reading = read_with(table, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), []);
    let counted = reading.lines.iter().filter(|line| line.reason.is_none());
    assert_eq!(counted.filter_map(|line| line.amount_minor).sum::<i64>(), 41_000);
}

#[test]
fn a_missing_column_names_the_line_of_the_mapping() {
    let mapping = TABLE.replace("\"Qty\"", "\"Quantity\"");
    let reading = read_sheets(&mapping, vec![testing::sheet("Data", &[HEADER, FIRST, SECOND])]);
    let fault = &reading.faults[0];
    assert_eq!(fault.kind, FaultKind::MappedColumnMissing);
    assert!(fault.expected.contains("line 9 of mapping.toml"), "{}", fault.expected);
}

#[test]
fn what_is_of_no_group_is_out_of_scope_and_each_row_is_known() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n[table.columns]\ndescription = \"Item\"\namount = \"Amount\"\n\
[table.values]\n[table.values.product_group]\n[[table.when]]\ncolumn = \"Item\"\nmatches = \"cartridge\"\nthen = { product_group = \"none\" }\n";
    let rows = "Item;Amount\nLaptop;1,50\nCartridge;2,50\nSundries;3,50\n";
    let reading = read_with(table, &[("o.csv", rows)]);
    assert_eq!(reasons(&reading), ["", "not_in_scope", "unclassified"]);
    assert_eq!(kinds(&reading), [FaultKind::RowOfNoGroup, FaultKind::UnclassifiedRow]);
    let many: String = (0..60).map(|n| format!("Sundries {n};3,50\n")).collect();
    let reading = read_with(table, &[("o.csv", &format!("Item;Amount\nCartridge;2,50\n{many}"))]);
    let last = reading.faults.last().unwrap();
    assert_eq!(last.raw, "10 more rows of the same kind in `o.csv`: 53-62");
}
