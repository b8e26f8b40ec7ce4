//! Whole readings: a mapping and files in, lines and faults out.

mod devices;
mod doubts;
mod header_says;
mod mapping_options;
mod mapping_refusals;
mod merged;
mod nearby;
mod not_read;
mod parts;
mod second_tables;
mod sums;

use model::pact::{ProductGroup, Titles};
use model::registers::{ConditionWord, Ecolabel};
use model::supporting::TableKind;
use model::vocabulary::Scope;
use model::volume::LeftOutReason;
use model::{Cell, Decimal, Place};

use super::*;

fn pact() -> Pact {
    let group = |id: &str, is_device| ProductGroup {
        id: id.to_owned(),
        title: Titles::one("en", id),
        scope: Scope::Workplace,
        first_year: 2021,
        is_device,
    };
    Pact {
        sample: true,
        product_groups: vec![
            group("laptops", true),
            group("displays", true),
            group("peripherals", false),
        ],
        ..Pact::new("An invented Pact", model::Date::constant(2030, 12, 31))
    }
}

fn code(scheme: &str, code: &str, group: &str, not: &[&str]) -> ProductCode {
    ProductCode {
        scheme: scheme.to_owned(),
        language: String::new(),
        code: code.to_owned(),
        product_group: group.to_owned(),
        not: not.iter().map(|word| (*word).to_owned()).collect(),
    }
}

fn label(name: &str, type_one: bool) -> Ecolabel {
    Ecolabel { label: name.to_owned(), type_one, words: vec![name.to_owned()], note: String::new() }
}

fn input(path: &str, text: &str) -> InputFile {
    InputFile {
        path: format!("inputs/2026/returns/example-town/{path}").into(),
        bytes: text.as_bytes().into(),
        sha256: String::new(),
    }
}

fn read_with(mapping: &str, files: &[(&str, &str)]) -> SupportingReading {
    let files = files.iter().map(|(name, text)| input(&format!("supporting/{name}"), text));
    let files: Vec<InputFile> = files.collect();
    let mapping = input("mapping.toml", mapping);
    let mut reading = with_inputs(&mapping, &files, supporting);
    assert_closes(&reading);
    // That nobody confirmed these mappings, and that some name no currency, is tested on its own.
    let elsewhere = [FaultKind::MappingProposed, FaultKind::CurrencyOfReturn];
    reading.faults.retain(|fault| !elsewhere.contains(&fault.kind));
    reading
}

fn with_inputs<T>(
    mapping: &InputFile,
    files: &[InputFile],
    work: impl Fn(&SupportingInputs) -> T,
) -> T {
    let files: Vec<&InputFile> = files.iter().collect();
    let product_codes = [
        code("cpv", "302131", "laptops", &["bag"]),
        code("cpv", "30231300-0", "displays", &[]),
        code("word", "laptop", "laptops", &["bag", "sleeve"]),
        code("word", "monitor", "displays", &["baby"]),
        code("word", "docking station", "peripherals", &[]),
    ];
    let ecolabels = [label("Kingfisher", true), label("ENERGY STAR", false)];
    let condition_words = [ConditionWord {
        language: "en".to_owned(),
        word: "refurbished".to_owned(),
        condition: "refurbished".to_owned(),
        not: Vec::new(),
    }];
    let period = Period {
        start: model::Date::constant(2025, 10, 1),
        end: model::Date::constant(2026, 9, 30),
    };
    work(&SupportingInputs {
        participant: &Identifier::parse("example-town").unwrap(),
        mapping: Some(mapping),
        files: &files,
        pact: &pact(),
        year: 2026,
        period,
        currency: Currency::parse("EUR"),
        included_tax: None,
        registers: &RowRegisters::new(&pact(), &product_codes, &ecolabels, &condition_words),
        has_return: true,
    })
}

/// What was read equals the sum of the lines, per currency.
fn assert_closes(reading: &SupportingReading) {
    for table in &reading.tables {
        if table.kind != TableKind::Orders {
            let groups = reading.devices.iter().filter(|group| {
                group.kind == table.kind
                    && *group.path == *table.path
                    && *group.sheet == *table.sheet
            });
            let rows: u64 = table.read.values().map(|tally| tally.rows).sum();
            assert_eq!(rows, groups.map(|group| group.rows).sum::<u64>());
            continue;
        }
        for (currency, sum) in &table.adjustments {
            let places = currency.unwrap_or(Currency::EUR).minor_unit();
            let read = table.read.get(currency).map_or(0, |tally| tally.amount_minor);
            assert_eq!(sum.typed, Decimal::new(read, places) + sum.tax + sum.rounding);
        }
        for (currency, tally) in &table.read {
            let lines: Vec<_> = reading
                .lines
                .iter()
                .filter(|line| *line.path == *table.path && *line.sheet == *table.sheet)
                .filter(|line| line.currency == *currency)
                .collect();
            assert_eq!(tally.rows, lines.len() as u64);
            let sum: i64 = lines.iter().filter_map(|line| line.amount_minor).sum();
            assert_eq!(tally.amount_minor, sum);
        }
    }
}

const MAPPING: &str = r#"
[[table]]
file = "supporting/orders.csv"
kind = "orders"
header_rows = [2]
currency = "EUR"
date_format = "dd.mm.yyyy"
decimal = ","
[table.columns]
reference = "No"
date = "Ordered"
product_group = "Group"
description = "Article"
condition = "State"
units = "Pieces"
amount = "Net amount"
labels = "Ecolabel"
supplier = "Supplier"
[table.constants]
acquisition = "purchase"
[table.values.product_group]
"Notebooks" = "laptops"
[table.values.condition]
"neu" = "new"
"#;

const HEADER: &str = "Orders of the town;;;;;;;;\nNo;Ordered;Group;Article;State;Pieces;Net amount;Ecolabel;Supplier\n";

fn reasons(reading: &SupportingReading) -> Vec<&'static str> {
    let reasons = reading.lines.iter().map(|line| line.reason);
    reasons.map(|reason| reason.map_or("", LeftOutReason::code)).collect()
}

fn kinds(reading: &SupportingReading) -> Vec<FaultKind> {
    reading.faults.iter().map(|fault| fault.kind).collect()
}

#[test]
fn rows_are_counted_or_left_out_with_a_reason_and_a_fault() {
    let rows = "\
1;14.11.2025;Notebooks;Notebook 14;neu;84;67.704,00;Kingfisher;Shop\n\
2;20.01.2026;Notebooks;Notebook 14;neu;10;7.000;no;Shop\n\
Subtotal Notebooks;;;;;94;74.704,00;;\n\
3;26.09.2025;Notebooks;Notebook 14;neu;20;16.120,00;Kingfisher;Shop\n\
1;14.11.2025;Notebooks;Notebook 14;neu;84;67.704,00;Kingfisher;Shop\n\
4;15.05.2026;Sundries;Rollout;;1;3.480,00;;Shop\n\
5;16.05.2026;Screens;Monitor arm and monitor;used;3;12.400 est.;;Shop\n\
6;17.05.2026;Screens;Monitors 24;neu;2,5;300,00;;Shop\n\
Total;;;;;;1,00;;\n";
    let reading = read_with(MAPPING, &[("orders.csv", &format!("{HEADER}{rows}"))]);
    assert_eq!(
        reasons(&reading),
        [
            "",
            "",
            "subtotal",
            "outside_period",
            "duplicate",
            "unclassified",
            "refused",
            "",
            "subtotal"
        ]
    );
    assert_eq!(
        kinds(&reading),
        [
            FaultKind::SubtotalRow,
            FaultKind::RowOutsidePeriod,
            FaultKind::DuplicateRow,
            FaultKind::UnclassifiedRow,
            FaultKind::TextForNumber,
            FaultKind::UnknownChoice,
            FaultKind::FractionForWholeNumber,
            FaultKind::SumDiffers,
            FaultKind::SubtotalRow,
        ]
    );
    let first = &reading.lines[0];
    assert_eq!(first.amount_minor, Some(6_770_400));
    assert_eq!(
        (first.units, first.labelled_units, first.criteria_units),
        (Some(84), Some(84), None)
    );
    assert_eq!((first.condition.as_str(), first.acquisition.as_str()), ("new", "purchase"));
    assert_eq!((first.row, first.column), (3, 6));
    let second = &reading.lines[1];
    assert_eq!((second.amount_minor, second.labelled_units), (Some(700_000), Some(0)));
    let screens = &reading.lines[7];
    assert_eq!((screens.product_group.as_str(), screens.units), ("displays", None));
    let fault = &reading.faults[4];
    assert_eq!(
        fault.place.to_string(),
        "inputs/2026/returns/example-town/supporting/orders.csv!9:7"
    );
    assert_eq!((fault.raw.as_str(), fault.label.as_str()), ("12.400 est.", "Net amount"));
    let shown: Vec<_> = fault.context.iter().map(|cell| cell.text.as_str()).collect();
    assert!(shown.contains(&"Monitor arm and monitor") && !shown.contains(&"Shop"));
    let table = &reading.tables[0];
    assert_eq!(table.read[&Currency::parse("EUR")].rows, 9);
    assert_eq!(table.row_range, (3, 11));
}

#[test]
fn a_changed_header_is_named_and_nothing_is_read() {
    let before = [
        "No",
        "Ordered",
        "Group",
        "Article",
        "State",
        "Pieces",
        "Net amount",
        "Ecolabel",
        "Supplier",
    ];
    let before = before.map(str::to_owned);
    let mapping = MAPPING.replace(
        "decimal = \",\"\n",
        &format!(
            "decimal = \",\"\nfingerprint = \"{}\"\nheader = {before:?}\n",
            fingerprint(&before)
        ),
    );
    let row = "1;14.11.2025;Notebooks;Notebook 14;neu;84;67.704,00;;Shop\n";
    let same = read_with(&mapping, &[("orders.csv", &format!("{HEADER}{row}"))]);
    assert_eq!(reasons(&same), [""]);
    let header = HEADER.replace("Group", "Category").replace("Net amount", "Amount");
    let changed = read_with(&mapping, &[("orders.csv", &format!("{header}{row}"))]);
    assert_eq!(reasons(&changed), ["refused"]);
    assert_eq!(changed.lines[0].amount_minor, None);
    assert_eq!(changed.faults[0].kind, FaultKind::LayoutChanged);
    assert_eq!(
        changed.faults[0].raw,
        "these columns came: `Category`, `Amount`; these went: `Group`, `Net amount`"
    );
}

#[test]
fn a_mapped_column_that_is_missing_is_named_with_the_nearest() {
    let header = HEADER.replace("Net amount", "Nett amount");
    let row = "1;14.11.2025;Notebooks;Notebook 14;neu;84;67.704,00;;Shop\n";
    let reading = read_with(MAPPING, &[("orders.csv", &format!("{header}{row}"))]);
    assert_eq!(kinds(&reading), [FaultKind::MappedColumnMissing]);
    assert!(reading.faults[0].expected.contains("the nearest is `Nett amount`"));
    assert_eq!(reasons(&reading), ["refused"]);
}

#[test]
fn a_bad_mapping_is_a_fault_at_its_line() {
    let cases = [
        ("decimal = \",\"", "decimals = \",\"", "8:1", "`decimal`"),
        ("kind = \"orders\"", "kind = \"order\"", "4:1", "`orders`, `assets`, `disposals`"),
        ("units = \"Pieces\"", "unit = \"Pieces\"", "15:1", "`units`"),
        ("\"neu\" = \"new\"", "\"neu\" = \"nuevo\"", "24:1", "`new`, `refurbished`"),
        ("currency = \"EUR\"", "currency = \"EUR", "6:", "quotation marks"),
        ("currency = \"EUR\"", "tax = \"included\"", "6:1", "tax_rate"),
    ];
    for (right, wrong, place, expected) in cases {
        let mapping = MAPPING.replace(right, wrong);
        let reading = read_with(&mapping, &[("orders.csv", HEADER)]);
        let fault = &reading.faults[0];
        let kind = match place {
            "6:" => FaultKind::MappingSyntax,
            _ => FaultKind::BadRegisterValue,
        };
        assert_eq!(kinds(&reading), [kind], "{wrong}");
        assert_eq!(fault.participant.as_ref().unwrap().as_str(), "example-town");
        let at = fault.place.cell_name().unwrap();
        assert!(at.starts_with(place), "{wrong}: {at}");
        assert!(fault.expected.contains(expected), "{wrong}: {}", fault.expected);
    }
}

#[test]
fn codes_words_and_exclusions_tell_groups() {
    let mapping = r#"
[[table]]
file = "orders.csv"
kind = "orders"
[table.columns]
description = "What"
category_code = "CPV"
amount = "Amount"
[table.constants]
category_scheme = "cpv"
"#;
    let rows = "What,CPV,Amount\n\
Portable computers,30213100-6,1\n\
Screens,30231320-6,2\n\
Laptop bags,30213100-6,3\n\
Laptops,,4\n\
Baby monitor,,5\n\
Laptop with docking station,,6\n\
Furniture,39100000-3,7\n";
    let reading = read_with(mapping, &[("orders.csv", rows)]);
    let groups: Vec<_> = reading.lines.iter().map(|line| line.product_group.as_str()).collect();
    assert_eq!(groups, ["laptops", "displays", "", "laptops", "", "", ""]);
    assert!(reading.faults[2].expected.contains("several groups: laptops, peripherals"));
}

#[test]
fn tax_is_taken_out_and_currencies_are_each_rows_own() {
    let mapping = r#"
[[table]]
file = "orders.csv"
kind = "orders"
currency = "EUR"
tax = "included"
tax_rate = 0.21
[table.columns]
description = "What"
amount = "Amount"
currency = "Currency"
"#;
    let rows = "What;Amount;Currency\nLaptop;121,00;\nLaptop;242.00 BGN;\nLaptop;€ 50,00;BGN\nLaptop;1.234;XXQ\nLaptop;;EUR\n";
    let reading = read_with(mapping, &[("orders.csv", rows)]);
    let amounts: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (line.amount_minor, line.currency.map(|c| c.code().to_owned())))
        .collect();
    assert_eq!(amounts[0], (Some(10_000), Some("EUR".to_owned())));
    // The mapping says that amounts are in euro.
    assert_eq!(amounts[1], (Some(20_000), None));
    assert!(reading.lines[0].estimated);
    assert_eq!(reasons(&reading), ["", "refused", "refused", "refused", "refused"]);
    assert!(kinds(&reading).contains(&FaultKind::AmbiguousNumber));
}

#[test]
fn files_and_sheets_that_no_mapping_names_are_told() {
    let reading = read_with(MAPPING, &[("assets.csv", "a,b\n1,2\n"), ("note.pdf", "%PDF-1.7")]);
    assert_eq!(
        kinds(&reading),
        [FaultKind::MappedFileMissing, FaultKind::UnmappedTable, FaultKind::NotAWorkbook]
    );
    assert_eq!(
        reading.faults[1].place,
        Place::file("inputs/2026/returns/example-town/supporting/assets.csv")
    );
}

#[test]
fn a_day_in_one_order_only_settles_its_column() {
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndate = \"Day\"\ndescription = \"What\"\nunits = \"Pieces\"\n";
    let settled = read_with(
        mapping,
        &[("o.csv", "Day;What;Pieces\n03/04/2026;Laptop;1\n31/03/2026;Laptop;2\n")],
    );
    assert_eq!(reasons(&settled), ["", ""]);
    let open = read_with(
        mapping,
        &[("o.csv", "Day;What;Pieces\n03/04/2026;Laptop;1\n05/03/2026;Laptop;2\n")],
    );
    assert_eq!(reasons(&open), ["refused", "refused"]);
    assert_eq!(open.faults[0].kind, FaultKind::NotADate);
}

/// Amount and currency of each line that is not refused.
fn amounts(reading: &SupportingReading) -> Vec<(Option<i64>, String)> {
    let taken = reading.lines.iter().filter(|line| line.reason.is_none());
    let code = |currency: Option<Currency>| currency.map_or(String::new(), |c| c.to_string());
    taken.map(|line| (line.amount_minor, code(line.currency))).collect()
}

#[test]
fn a_sign_of_another_currency_beside_an_amount_is_refused_at_its_cell() {
    let mapping = |currency: &str| {
        format!(
            "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"{currency}\"\n\
             [table.columns]\ndescription = \"What\"\namount = \"Amount\"\n"
        )
    };
    let rows =
        "What;Amount\nLaptop;$ 48 880,00\nLaptop;11 704,00 kr\nLaptop;Fr. 5,50\nLaptop;¥ 7,00\n";
    for (currency, taken, refused) in [
        ("CHF", &[550][..], ["2:2", "3:2", "5:2"]),
        ("CAD", &[4_888_000], ["3:2", "4:2", "5:2"]),
        ("NOK", &[1_170_400], ["2:2", "4:2", "5:2"]),
    ] {
        let reading = read_with(&mapping(currency), &[("o.csv", rows)]);
        let expected: Vec<_> =
            taken.iter().map(|minor| (Some(*minor), currency.to_owned())).collect();
        assert_eq!(amounts(&reading), expected);
        assert_eq!(kinds(&reading), [FaultKind::UnknownCurrency; 3]);
        let places = reading.faults.iter().map(|fault| fault.place.cell_name().unwrap());
        assert_eq!(places.collect::<Vec<_>>(), refused);
        assert!(reading.faults[0].expected.contains(currency));
    }
}

#[test]
fn a_currency_in_the_number_format_is_the_amounts() {
    let formats = [
        ("[$-409]#,##0.00", "EUR"),
        ("[$€-x] #,##0.00", "EUR"),
        ("_-* #,##0.00\\ _$_-", "EUR"),
        ("#,##0.00 [$SEK]", "SEK"),
        ("[$$-409]#,##0.00", ""),
        ("#,##0.00\\ \"kr\"", ""),
    ];
    let rows = [["What", "Amount"]].into_iter().chain([["Laptop", "=1200.5"]; 6]);
    let rows: Vec<[&str; 2]> = rows.collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
    let mut sheet = crate::testing::sheet("Orders", &rows);
    for (row, (format, _)) in formats.iter().enumerate() {
        let mut cell = sheet.at(row as u32 + 1, 1).unwrap().clone();
        cell.number_format = Some((*format).to_owned());
        crate::testing::put(&mut sheet, cell);
    }
    let workbook = crate::testing::workbook("supporting/o.xlsx", vec![sheet]);
    let mapping = input(
        "mapping.toml",
        "[[table]]\nfile = \"o.xlsx\"\nkind = \"orders\"\n[table.columns]\ndescription = \"What\"\namount = \"Amount\"\n",
    );
    let tables = mapping::read(&mapping, mapping::Of::Participant).tables;
    let reading = with_inputs(&mapping, &[], |inputs| {
        let mut reading = SupportingReading::default();
        let tables: Vec<&TableMapping> = tables.iter().collect();
        read_tables(inputs, &workbook, &tables, &mut Seen::default(), &mut reading);
        reading
    });
    let expected = formats.iter().filter(|(_, code)| !code.is_empty());
    let expected: Vec<_> = expected.map(|(_, code)| (Some(120_050), (*code).to_owned())).collect();
    assert_eq!(amounts(&reading), expected);
    let own = reading.faults.iter().filter(|fault| fault.kind != FaultKind::CurrencyOfReturn);
    let raw: Vec<&str> = own.map(|fault| fault.raw.as_str()).collect();
    // Three rows are the same but for what their cells look like.
    assert_eq!(raw, ["$ 1200.5", "kr 1200.5", "EUR 2401.00"]);
}

#[test]
fn the_tax_of_the_return_holds_where_the_mapping_names_none() {
    let mapping = |tax: &str| {
        format!(
            "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n{tax}[table.columns]\n\
             description = \"What\"\namount = \"Amount\"\n"
        )
    };
    let cases = [("", 10_000, true), ("tax = \"excluded\"\n", 12_100, false)];
    let cases = cases.into_iter().chain([("tax = \"included\"\ntax_rate = 0.1\n", 11_000, true)]);
    for (tax, minor, estimated) in cases {
        let files = [input("supporting/o.csv", "What;Amount\nLaptop;121,00\n")];
        let mapping = input("mapping.toml", &mapping(tax));
        let reading = with_inputs(&mapping, &files, |inputs| {
            supporting(&SupportingInputs { included_tax: Some(Decimal::new(21, 2)), ..*inputs })
        });
        let line = &reading.lines[0];
        assert_eq!((line.amount_minor, line.estimated), (Some(minor), estimated), "{tax}");
    }
}

const LIKE: &str = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\nreference = \"No\"\ndate = \"Day\"\ndescription = \"What\"\namount = \"Amount\"\ncurrency = \"Currency\"\nbuyer = \"Buyer\"\nproduct_group = \"Group\"\n";

#[test]
fn rows_that_differ_in_buyer_currency_or_group_are_not_the_same() {
    let rows = "No,Day,What,Amount,Currency,Buyer,Group\n\
1,2026-03-31,Delivery,100.00,EUR,school,laptops\n\
1,2026-03-31,Delivery,100.00,EUR,library,laptops\n\
1,2026-03-31,Delivery,100.00,SEK,school,laptops\n\
1,2026-03-31,Delivery,100.00,EUR,school,displays\n\
1,2026-03-31,Delivery,100.00,EUR,school,laptops\n";
    let reading = read_with(LIKE, &[("o.csv", rows)]);
    assert_eq!(reasons(&reading), ["", "", "", "", "duplicate"]);
}

#[test]
fn a_row_that_was_refused_makes_no_other_a_duplicate() {
    let mapping = format!("{LIKE}units = \"Pieces\"\n");
    let rows = "No,Day,What,Amount,Currency,Buyer,Group,Pieces\n\
1,2026-03-31,Laptop,20000000000000,EUR,,laptops,1\n\
1,2026-03-31,Laptop,20000000000000,EUR,,laptops,1\n\
2,2026-03-31,Laptop,,EUR,,laptops,\n\
2,2026-03-31,Laptop,,EUR,,laptops,5\n\
2,2026-03-31,Laptop,,EUR,,laptops,5\n";
    let reading = read_with(&mapping, &[("o.csv", rows)]);
    assert_eq!(reasons(&reading), ["refused", "refused", "refused", "", "duplicate"]);
}

#[test]
fn a_table_mapped_twice_is_read_once() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"What\"\namount = \"Amount\"\n";
    let again = table.replace("o.csv", "supporting/o.csv");
    let mapping = format!("{table}{again}");
    let reading = read_with(&mapping, &[("o.csv", "What;Amount\nLaptop;100,00\n")]);
    assert_eq!(reasons(&reading), [""]);
    assert_eq!(kinds(&reading), [FaultKind::BadRegisterValue]);
    let place = &reading.faults[0].place;
    assert!(place.to_string().ends_with("mapping.toml!7:1"), "{place}");
}

#[test]
fn amounts_and_units_that_cannot_be_true_are_refused_at_their_cells() {
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"What\"\namount = \"Amount\"\nunits = \"Pieces\"\n";
    let rows = "What;Amount;Pieces\nLaptop;10000000000000;1\nLaptop;-92233720368547758;-1\nLaptop;9999999999999,99;1000000001\nLaptop;1,00;99999999999999999999\n";
    let reading = read_with(mapping, &[("o.csv", rows)]);
    assert_eq!(reasons(&reading), ["refused", "refused", "", ""]);
    assert_eq!(kinds(&reading), [FaultKind::TextForNumber; 4]);
    let said = reading.faults.iter().map(|fault| fault.expected.as_str());
    let (amount, units) =
        ("an amount below 10 000 000 000 000", "a number of units up to 1 000 000 000");
    assert_eq!(said.collect::<Vec<_>>(), [amount, amount, units, units]);
    assert_eq!(reading.lines[2].amount_minor, Some(999_999_999_999_999));
    assert!(reading.lines.iter().skip(2).all(|line| line.units.is_none()));
}

#[test]
fn residues_of_binary_arithmetic_are_no_excess_decimals() {
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"What\"\namount = \"Amount\"\n";
    let rows = "What;Amount\nLaptop;0.30000000000000004\nLaptop;0.305\n";
    let reading = read_with(mapping, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), [FaultKind::ExcessDecimals]);
    assert_eq!(reading.faults[0].place.cell_name().unwrap(), "3:2");
}
