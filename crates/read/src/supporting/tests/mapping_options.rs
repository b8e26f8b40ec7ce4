//! Every option of `mapping.toml` does what it says, and the account closes with it (`read_with` checks).

use super::*;

/// A mapping of `o.csv` with options above its columns and tables below them.
fn mapping(options: &str, below: &str) -> String {
    format!(
        "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n{options}\n\
         [table.columns]\ndescription = \"What\"\namount = \"Amount\"\nunits = \"Pieces\"\n{below}"
    )
}

fn read(options: &str, below: &str, rows: &str) -> SupportingReading {
    read_with(&mapping(options, below), &[("o.csv", rows)])
}

/// Amount in minor units and units of each line, in order.
fn measures(reading: &SupportingReading) -> Vec<(Option<i64>, Option<i64>)> {
    reading.lines.iter().map(|line| (line.amount_minor, line.units)).collect()
}

#[test]
fn signs_are_turned_round_and_credits_get_theirs() {
    let rows = "What;Amount;Pieces;Type\n\
Laptop;-100,00;-2;order\nLaptop;-30,00;1;order\nLaptop;20,00;1;credit\nLaptop;0,00;0;order\n";
    let reversed = read("sign = \"reversed\"", "", rows);
    assert_eq!(
        measures(&reversed),
        [
            (Some(10_000), Some(2)),
            (Some(3_000), Some(1)),
            (Some(-2_000), Some(-1)),
            (Some(0), Some(0))
        ]
    );
    let rows = "What;Amount;Pieces;Type\nLaptop;100,00;2;Rechnung\nLaptop;20,00;1;GUTSCHRIFT\nLaptop;-5,00;-1;Gutschrift\n";
    let credits = "negative_when = { column = \"Type\", matches = \"^Gutschrift$\" }";
    let reading = read(credits, "", rows);
    assert_eq!(
        measures(&reading),
        [(Some(10_000), Some(2)), (Some(-2_000), Some(-1)), (Some(-500), Some(-1))]
    );
    let as_typed = read("sign = \"as_typed\"", "", rows);
    assert_eq!(measures(&as_typed)[2], (Some(-500), Some(-1)));
}

#[test]
fn rows_a_pattern_takes_out_are_in_the_account() {
    let rows = "What;Amount;Pieces;Status\n\
unit;EUR;piece;\n\
Laptop;100,00;2;open\n\
Laptop;20,00;1;Cancelled\n\
Page  3;7,00;;\n\
Laptop;5,00;1;\n";
    let skip =
        "skip = [1, '^Page \\d+', { column = \"Status\", matches = \"cancelled|storniert\" }]";
    let reading = read(skip, "", rows);
    assert_eq!(reasons(&reading), ["", "skipped", "skipped", ""]);
    assert_eq!(reading.lines[1].amount_minor, Some(2_000));
    let tally = reading.tables[0].read[&Currency::parse("EUR")];
    assert_eq!((tally.rows, tally.amount_minor), (4, 13_200));
    let by_field = "skip = { column = \"description\", matches = \"^page\" }";
    let reading = read(by_field, "", &rows.replace("unit;EUR;piece;\n", ""));
    assert_eq!(reasons(&reading), ["", "", "skipped", ""]);
}

#[test]
fn the_first_condition_that_fits_gives_a_field() {
    let below = "[[table.when]]\ncolumn = \"What\"\nmatches = \"refurb\"\nthen = { condition = \"refurbished\", acquisition = \"lease\" }\n\
[[table.when]]\ncolumn = \"description\"\nmatches = \"laptop\"\nthen = { condition = \"new\", product_group = \"laptops\", buyer = \"other\" }\n\
[table.constants]\nacquisition = \"purchase\"\n";
    let rows = "What;Amount;Pieces\nLaptop REFURB;1,00;1\nLaptop 14;2,00;1\nMonitor;3,00;1\n";
    let reading = read("", below, rows);
    let said: Vec<_> = reading
        .lines
        .iter()
        .map(|line| {
            let fields = [&line.condition, &line.acquisition, &line.product_group, &line.buyer];
            fields.map(String::as_str)
        })
        .collect();
    assert_eq!(
        said,
        [
            ["refurbished", "lease", "laptops", "other"],
            ["new", "purchase", "laptops", "other"],
            ["unknown", "purchase", "displays", ""],
        ]
    );
}

const MONTHS: &str = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n\
[table.columns]\ndescription = \"What\"\nreference = \"No\"\n\
[table.unpivot]\ncolumns = \"^(Oct|Nov|Dec)\"\ninto = \"amount\"\nheader_is = \"date\"\n\
header_values = { \"Sep 25\" = \"2025-09-30\", \"Oct 25\" = \"2025-10-31\", \"Nov 25\" = \"2025-11-30\", \"Dec 25\" = \"2026-10-31\" }\n";

#[test]
fn a_column_a_month_becomes_a_row_for_each_filled_cell() {
    let rows = "No;What;Oct 25;Nov 25;Dec 25;Sum\n\
1;Laptops;100,00;-;5,00;105,00\n\
2;Monitors;0,00;20,00;;20,00\n\
3;Docking station;;;;0,00\n\
;Total hardware;100,00;20,00;5,00;125,00\n";
    let reading = read_with(MONTHS, &[("o.csv", rows)]);
    let said: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (line.row, line.column, line.amount_minor, line.reason))
        .collect();
    let (outside, subtotal) = (Some(LeftOutReason::OutsidePeriod), Some(LeftOutReason::Subtotal));
    assert_eq!(
        said[..5],
        [
            (2, 2, Some(10_000), None),
            (2, 4, Some(500), outside),
            (3, 2, Some(0), None),
            (3, 3, Some(2_000), None),
            (4, 0, None, Some(LeftOutReason::Refused)),
        ]
    );
    assert_eq!(said[5], (5, 2, Some(10_000), subtotal));
    let table = &reading.tables[0];
    assert_eq!(table.column_numbers["amount"], [2, 3, 4]);
    assert_eq!(reading.lines[3].product_group, "displays");
}

#[test]
fn a_column_a_product_group_takes_its_group_from_the_header() {
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n\
[table.columns]\ndate = \"Day\"\n\
[table.unpivot]\ncolumns = [\"Laptops pcs\", \"Screens\"]\ninto = \"units\"\nheader_is = \"product_group\"\n\
header_values = { \"laptops PCS\" = \"laptops\" }\n\
[table.values.product_group]\n\"Screens\" = \"displays\"\n";
    let rows = "Day;Laptops pcs;Screens\n2026-01-31;5;7\n2026-02-28;;9\n";
    let reading = read_with(mapping, &[("o.csv", rows)]);
    let said: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (line.product_group.as_str(), line.units, line.row))
        .collect();
    assert_eq!(said, [("laptops", Some(5), 2), ("displays", Some(7), 2), ("displays", Some(9), 3)]);
}

#[test]
fn unpivoted_headers_that_are_no_day_are_asked_about_and_nothing_is_read() {
    let mapping = MONTHS.replace("\"Nov 25\" = \"2025-11-30\", ", "");
    let rows = "No;What;Oct 25;Nov 25;Dec 25\n1;Laptops;1,00;2,00;3,00\n";
    let reading = read_with(&mapping, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), [FaultKind::MappedColumnMissing]);
    assert!(reading.faults[0].expected.contains("for the column `Nov 25`"));
    assert_eq!(reasons(&reading), ["refused"]);
    let none = MONTHS.replace("^(Oct|Nov|Dec)", "^Month");
    let reading = read_with(&none, &[("o.csv", rows)]);
    assert!(reading.faults[0].expected.contains("`Oct 25`"), "{}", reading.faults[0].expected);
}

#[test]
fn tax_and_rounding_stand_between_what_was_typed_and_what_was_read() {
    let rows = "What;Amount;Pieces\nLaptop;100,005;1\nLaptop;12,10;1\nLaptop;x;1\n";
    let reading =
        read("decimal = \",\"\ntax = \"included\"\ntax_rate = 0.21\nsign = \"reversed\"", "", rows);
    let sum = reading.tables[0].adjustments[&Currency::parse("EUR")];
    assert_eq!(sum.typed, Decimal::new(-112_105, 3));
    assert_eq!(reading.tables[0].read[&Currency::parse("EUR")].amount_minor, -9_265);
    assert_eq!(sum.typed - sum.tax - sum.rounding, Decimal::new(-9_265, 2));
}

#[test]
fn one_mapping_reads_several_files_and_sheets() {
    let table = "[[table]]\nfile = \"supporting/o-*.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n[table.columns]\ndescription = \"What\"\namount = \"Amount\"\n";
    let rows = "What;Amount\nLaptop;1,50\n";
    let files = [("o-1.csv", rows), ("o-22.csv", rows), ("p-1.csv", rows)];
    let reading = read_with(table, &files);
    assert_eq!(reading.tables.len(), 2);
    assert_eq!(kinds(&reading), [FaultKind::UnmappedTable]);
    let none = read_with(&table.replace("o-*", "x-??"), &files[..1]);
    assert_eq!(kinds(&none), [FaultKind::MappedFileMissing, FaultKind::UnmappedTable]);

    let sheets = ["2025", "2026", "Notes"].map(|title| {
        crate::testing::sheet(title, &[&["What", "Amount"], &["Laptop", "=5"], &["Laptop", "=6"]])
    });
    let workbook = crate::testing::workbook("supporting/o.xlsx", sheets.to_vec());
    let mapping = input("mapping.toml", &table.replace("o-*.csv\"", "o.xlsx\"\nsheet = \"20*\""));
    let tables = mapping::read(&mapping, mapping::Of::Participant).tables;
    let reading = with_inputs(&mapping, &[], |inputs| {
        let mut reading = SupportingReading::default();
        let tables: Vec<&TableMapping> = tables.iter().collect();
        read_tables(inputs, &workbook, &tables, &mut Seen::default(), &mut reading);
        reading
    });
    let titles: Vec<&str> = reading.tables.iter().map(|table| table.sheet.as_str()).collect();
    assert_eq!(titles, ["2025", "2026"]);
    assert_eq!(reading.lines.len(), 4);
    assert_eq!(kinds(&reading), [FaultKind::UnmappedTable], "the sheet of notes");
}

#[test]
fn constants_and_values_give_days_and_numbers() {
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ndate_format = \"dd.mm.yy\"\n\
[table.columns]\ndescription = \"What\"\namount = \"Amount\"\n\
[table.constants]\ndate = 2026-03-31\nunits = 3\n\
[table.values.amount]\n\"see invoice\" = \"12.50\"\n";
    let rows = "What;Amount\nLaptop;See Invoice\nLaptop;2,00\n";
    let reading = read_with(mapping, &[("o.csv", rows)]);
    assert_eq!(measures(&reading), [(Some(1_250), Some(3)), (Some(200), Some(3))]);
    let outside = mapping.replace("2026-03-31", "\"31.03.27\"");
    assert_eq!(reasons(&read_with(&outside, &[("o.csv", rows)])), ["outside_period"; 2]);
}

#[test]
fn a_mapping_counts_without_a_return_only_once_it_is_confirmed() {
    let files = [input("supporting/o.csv", "What;Amount;Pieces\nLaptop;1,00;1\nSpoon;2,00;1\n")];
    let read = |confirmed: &str, has_return: bool| {
        let mapping = input("mapping.toml", &format!("{confirmed}{}", mapping("", "")));
        with_inputs(&mapping, &files, |inputs| {
            supporting(&SupportingInputs { has_return, ..*inputs })
        })
    };
    let confirmed = "confirmed_on = 2026-11-02\nconfirmed_by = \"SB\"\n";
    let unclassified = FaultKind::UnclassifiedRow;
    for (said, has_return, reason, also) in [
        (confirmed, false, ["", "unclassified"], vec![unclassified]),
        (confirmed, true, ["", "unclassified"], vec![unclassified]),
        ("", true, ["", "unclassified"], vec![unclassified, FaultKind::MappingProposed]),
        ("", false, ["refused", "refused"], vec![unclassified, FaultKind::MappingUnconfirmed]),
    ] {
        let reading = read(said, has_return);
        assert_eq!(reasons(&reading), reason, "{said} {has_return}");
        assert_eq!(kinds(&reading), also);
        assert_eq!(reading.confirmed, !said.is_empty());
        let by = reading.tables[0].confirmed.as_ref().map(|own| (own.on.to_string(), &*own.by));
        let expected = (!said.is_empty()).then(|| ("2026-11-02".to_owned(), "SB"));
        assert_eq!(by, expected, "{said}");
    }
}

#[test]
fn labels_count_by_the_register() {
    let below = "labels = \"Label\"\n";
    let rows = "What;Amount;Pieces;Label\nLaptop;1,00;5;Kingfisher\nLaptop;1,00;5;Energy Star\n\
Laptop;1,00;5;\nLaptop;1,00;5;no\nLaptop;1,00;5;ENERGY STAR\nLaptop;1,00;5;Best of all\n";
    let reading = read("", below, rows);
    let labelled: Vec<_> = reading.lines.iter().map(|line| line.labelled_units).collect();
    assert_eq!(labelled, [Some(5), Some(0), Some(0), Some(0), Some(0), None]);
    assert_eq!(kinds(&reading), [FaultKind::UnknownChoice, FaultKind::LabelNotCounted]);
    assert_eq!(reading.faults[1].raw, "ENERGY STAR in 2 rows, this one first");
}

#[test]
fn words_say_the_condition_where_none_is_mapped() {
    let rows =
        "What;Amount;Pieces;State\nRefurbished laptop;1,00;1;refurbished ones\nLaptop;1,00;1;new\n";
    let conditions = |below: &str| {
        let reading = read("", below, rows);
        reading.lines.iter().map(|line| line.condition.clone()).collect::<Vec<_>>()
    };
    assert_eq!(conditions(""), ["refurbished", "unknown"]);
    assert_eq!(conditions("condition = \"State\"\n"), ["refurbished", "new"]);
}

#[test]
fn a_condition_that_fits_no_row_is_told_and_one_on_an_unpivoted_column_sees_its_header() {
    let rows = "What;Amount;Pieces;Type\nLaptop;100,00;2;A\nMonitor;20,00;1;B\n";
    let when = |pattern: &str| {
        format!(
            "[[table.when]]\ncolumn = \"Type\"\nmatches = \"{pattern}\"\nthen = {{ product_group = \"laptops\" }}\n"
        )
    };
    let told = |reading: &SupportingReading| {
        let mut faults = reading.faults.iter();
        faults.find(|fault| fault.kind == FaultKind::ConditionFitsNoRow).map(|f| f.raw.clone())
    };
    assert_eq!(told(&read("", &when("^b$"), rows)), None);
    assert_eq!(told(&read("", &when("^c$"), rows)).as_deref(), Some("^c$"));
    let pivot = |pattern: &str| {
        let mapping = format!(
            "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n[table.columns]\ndescription = \"What\"\n\
             [table.unpivot]\ncolumns = [\"New\", \"Used\"]\ninto = \"amount\"\nheader_is = \"condition\"\n\
             header_values = {{ New = \"new\", Used = \"refurbished\" }}\n\
             [[table.when]]\ncolumn = \"condition\"\nmatches = \"{pattern}\"\nthen = {{ acquisition = \"lease\" }}\n"
        );
        let rows = "What;New;Used\nLaptop;100,00;20,00\nMonitor;30,00;10,00\n";
        told(&read_with(&mapping, &[("o.csv", rows)]))
    };
    assert_eq!(pivot("^Used$"), None);
    assert_eq!(pivot("^Rented$").as_deref(), Some("^Rented$"));
}
