//! The supporting files of the demo: each layout in each language is read as exactly what it was written from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use demo::pact::{
    Asset, Disposal, Layout, Order, SpreadsheetLanguage, SupportingFile, SupportingRows,
};
use demo::supporting::{MappingOf, WrittenFile, describe, mapping, written};
use jiff::civil::Date;
use jiff::{SignedDuration, Span};
use model::vocabulary::{Acquisition, Condition, Route};
use model::volume::LeftOutReason;
use model::{Currency, Decimal, FaultKind, Identifier, InputFile, LineRecord, PactReading, Period};
use read::supporting::{RowRegisters, SupportingInputs, SupportingReading, supporting};

use crate::harness::source;

const PERIOD: (Date, Date) = (Date::constant(2025, 10, 1), Date::constant(2026, 9, 30));

const GROUPS: [&str; 11] = [
    "laptops",
    "desktops",
    "tablets",
    "smartphones",
    "displays",
    "printers",
    "peripherals",
    "servers",
    "storage",
    "network",
    "cloud",
];

/// The Pact's settings and the shipped registers.
static PACT: LazyLock<PactReading> = LazyLock::new(|| {
    let inputs = source().join("inputs");
    let mut files = BTreeMap::new();
    for folder in ["", "rates/"] {
        let entries = std::fs::read_dir(inputs.join(folder)).expect("the example's inputs");
        for entry in entries.map(|entry| entry.expect("a file of the example")) {
            if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                let name = entry.file_name().into_string().expect("names are UTF-8");
                let path = format!("inputs/{folder}{name}");
                let bytes = std::fs::read(entry.path()).expect("a file of the example");
                files.insert(path.clone(), input(&path, bytes));
            }
        }
    }
    read::year::pact_reading(&files, &[]).expect("the example's settings can be read")
});

static REGISTERS: LazyLock<RowRegisters<'static>> = LazyLock::new(|| {
    RowRegisters::new(&PACT.pact, &PACT.product_codes, &PACT.ecolabels, &PACT.condition_words)
});

fn input(path: &str, bytes: Vec<u8>) -> InputFile {
    InputFile { path: path.into(), bytes: bytes.into(), sha256: String::new() }
}

fn read_files(mapping: &str, files: &[(&str, Vec<u8>)], period: (Date, Date)) -> SupportingReading {
    let folder = "inputs/2026/returns/altmoos";
    let mapping = input(&format!("{folder}/mapping.toml"), mapping.as_bytes().to_vec());
    let files = files
        .iter()
        .map(|(name, bytes)| input(&format!("{folder}/supporting/{name}"), bytes.clone()));
    let files: Vec<InputFile> = files.collect();
    supporting(&SupportingInputs {
        participant: &Identifier::parse("altmoos").expect("an id of the example"),
        mapping: Some(&mapping),
        files: &files.iter().collect::<Vec<_>>(),
        pact: &PACT.pact,
        year: 2026,
        period: Period { start: period.0, end: period.1 },
        currency: Currency::parse("EUR"),
        included_tax: None,
        registers: &REGISTERS,
        has_return: true,
    })
}

fn mapped(files: &[SupportingFile]) -> String {
    let of = MappingOf {
        period: PERIOD,
        confirmed: Some((Date::constant(2026, 11, 2), "SB")),
        amount_basis: None,
    };
    mapping(files, &of)
}

/// A day of the period.
fn day(number: i64) -> Date {
    PERIOD.0 + Span::new().days(number % 365)
}

/// What an order says of its condition and acquisition, by what a file's rows say of it.
fn said(variant: usize, row: usize) -> (Option<Condition>, Option<Acquisition>) {
    use Acquisition::{Lease, Purchase, Service};
    use Condition::{New, Refurbished, Remanufactured};
    let conditions: [&[Option<Condition>]; 4] = [
        &[None],
        &[Some(New), Some(Refurbished), None, Some(Remanufactured), Some(Condition::Unknown)],
        &[Some(Remanufactured), Some(New), Some(Refurbished)],
        &[Some(New)],
    ];
    let acquisitions: [&[Option<Acquisition>]; 4] = [
        &[Some(Purchase)],
        &[Some(Purchase), None, Some(Lease), Some(Service), Some(Acquisition::Unknown)],
        &[None],
        &[Some(Lease), Some(Purchase), Some(Purchase)],
    ];
    let (conditions, acquisitions) =
        (conditions[variant % 4], acquisitions[(variant / 4 + variant) % 4]);
    (conditions[row % conditions.len()], acquisitions[row / 2 % acquisitions.len()])
}

fn orders(count: usize, variant: usize, layout: Layout, places: u32) -> Vec<Order> {
    let with_units = layout != Layout::MonthColumns;
    let order = |row: usize| {
        let (condition, acquisition) = said(variant, row);
        let number = i64::try_from(row + variant * 97 + 1).expect("small");
        let sign = if row % 9 == 4 { -1 } else { 1 };
        let minor =
            4_217 + number * 7_919 % 1_000_003 * if row.is_multiple_of(5) { 100 } else { 7 };
        Order {
            reference: format!("B-{variant}-{:04}", row + 1),
            date: day(number * 37),
            product_group: GROUPS[(row * 3 + variant) % GROUPS.len()].to_owned(),
            description: String::new(),
            units: Some(sign * (number * 13 % 1_700 + 1)).filter(|_| with_units && row % 11 != 5),
            amount: Decimal::new(sign * minor, places),
            condition,
            acquisition,
        }
    };
    (0..count).map(order).collect()
}

fn file(
    layout: Layout,
    language: SpreadsheetLanguage,
    currency: &str,
    name: String,
    rows: SupportingRows,
) -> SupportingFile {
    let ending = if layout.is_workbook() { "xlsx" } else { "csv" };
    SupportingFile {
        name: format!("{name}-{layout:?}-{language:?}.{ending}").to_lowercase(),
        language,
        layout,
        currency: currency.to_owned(),
        sender: demo::pact::Sender::default(),
        rows,
    }
}

/// Files of one return, written and read back.
struct Example {
    files: Vec<SupportingFile>,
    written: Vec<WrittenFile>,
    mapping: String,
}

impl Example {
    fn new(files: Vec<SupportingFile>) -> Self {
        let written = files.iter().map(|file| written(file, PERIOD, "Stadt Altmoos (erfunden)"));
        let written = written.collect::<Result<_, _>>().expect("every file can be written");
        Self { mapping: mapped(&files), files, written }
    }

    fn read(&self, period: (Date, Date)) -> SupportingReading {
        let files = self.files.iter().zip(&self.written);
        let files: Vec<_> =
            files.map(|(file, written)| (file.name.as_str(), written.bytes.clone())).collect();
        read_files(&self.mapping, &files, period)
    }

    /// The lines of a file.
    fn lines<'r>(file: &SupportingFile, reading: &'r SupportingReading) -> Vec<&'r LineRecord> {
        let name = format!("/{}", file.name);
        reading.lines.iter().filter(|line| line.path.ends_with(&name)).collect()
    }

    /// The line of a row, found by its cell.
    fn line<'r>(&self, number: usize, row: usize, lines: &[&'r LineRecord]) -> &'r LineRecord {
        let cell = self.written[number].cells.cell(row, "amount").expect("orders have an amount");
        let here = |line: &&&LineRecord| {
            (line.row, line.column) == (cell.row + 1, u32::from(cell.column))
                && cell.sheet.is_none_or(|sheet| *line.sheet == *sheet)
        };
        lines
            .iter()
            .find(here)
            .copied()
            .unwrap_or_else(|| panic!("nothing was read at {cell} of {}", self.files[number].name))
    }
}

/// What may be said of a file that is in order: that its sums are sums.
fn assert_in_order(reading: &SupportingReading) {
    let others = reading.faults.iter().filter(|fault| fault.kind != FaultKind::SubtotalRow);
    let others: Vec<String> = others
        .map(|fault| {
            format!("{:?} {} `{}` expected {}", fault.kind, fault.place, fault.raw, fault.expected)
        })
        .collect();
    assert!(others.is_empty(), "{}", others[..others.len().min(5)].join("\n"));
}

fn assert_read(example: &Example) {
    let reading = example.read(PERIOD);
    assert_in_order(&reading);
    for (number, file) in example.files.iter().enumerate() {
        let SupportingRows::Orders(orders) = &file.rows else { continue };
        let lines = Example::lines(file, &reading);
        let counted = lines.iter().filter(|line| line.reason.is_none()).count();
        assert_eq!(counted, orders.len(), "{}", file.name);
        for line in lines.iter().filter(|line| line.reason.is_some()) {
            assert_eq!(line.reason, Some(LeftOutReason::Subtotal), "{} {}", file.name, line.row);
        }
        let currency = Currency::parse(&file.currency).expect("a currency");
        for (row, order) in orders.iter().enumerate() {
            let line = example.line(number, row, &lines);
            let amount = line.amount_minor.map(|minor| Decimal::new(minor, currency.minor_unit()));
            let read = (
                line.units,
                amount,
                line.currency,
                line.product_group.as_str(),
                line.condition.as_str(),
                line.acquisition.as_str(),
            );
            let condition = order.condition.unwrap_or(Condition::Unknown);
            let acquisition = order.acquisition.unwrap_or(Acquisition::Unknown);
            let meant = (
                order.units,
                Some(order.amount),
                Some(currency),
                order.product_group.as_str(),
                condition.code(),
                acquisition.code(),
            );
            assert_eq!(read, meant, "row {} of {}", line.row, file.name);
        }
    }
}

/// Read in a shorter period, exactly the rows dated after it are outside: so every day is read right.
fn assert_days(example: &Example, last: Date) {
    let reading = example.read((PERIOD.0, last));
    for (number, file) in example.files.iter().enumerate() {
        let SupportingRows::Orders(orders) = &file.rows else { continue };
        let lines = Example::lines(file, &reading);
        for (row, order) in orders.iter().enumerate() {
            let outside =
                example.line(number, row, &lines).reason == Some(LeftOutReason::OutsidePeriod);
            let meant = match file.layout {
                Layout::MonthColumns => order.date.last_of_month() > last,
                _ => order.date > last,
            };
            assert_eq!(outside, meant, "{} {last} row {row}: {}", file.name, order.date);
        }
    }
}

#[test]
fn orders_are_read_as_they_were_written() {
    let currencies = ["EUR", "CHF", "EUR", "ISK", "SEK", "EUR"];
    for (number, language) in SpreadsheetLanguage::ALL.into_iter().enumerate() {
        for (variant, count) in [1 + number % 2, 40 + number].into_iter().enumerate() {
            let currency = currencies[(number + variant) % currencies.len()];
            let places = Currency::parse(currency).expect("a currency").minor_unit();
            let files = Layout::ALL.into_iter().enumerate().map(|(of_layout, layout)| {
                let rows = orders(count, variant + 4 * of_layout + number, layout, places);
                let name = format!("orders-{variant}");
                file(layout, language, currency, name, SupportingRows::Orders(rows))
            });
            let example = Example::new(files.collect());
            assert_read(&example);
            if variant == 1 {
                assert_days(&example, day(40 + 50 * i64::try_from(number).expect("small")));
            }
        }
    }
}

#[test]
fn sums_stand_in_the_layouts_that_have_them() {
    for language in [SpreadsheetLanguage::French, SpreadsheetLanguage::Spanish] {
        let layouts = [
            (Layout::SubtotalSheet, GROUPS.len() + 1),
            (Layout::PrintedSheet, 7),
            (Layout::QuarterSheets, 4),
            (Layout::MonthColumns, 12),
            (Layout::PlainSheet, 0),
        ];
        let files = layouts.iter().enumerate().map(|(number, (layout, _))| {
            let rows = SupportingRows::Orders(orders(40, 3 + 4 * number, *layout, 2));
            file(*layout, language, "EUR", "sums".to_owned(), rows)
        });
        let example = Example::new(files.collect());
        let reading = example.read(PERIOD);
        for ((layout, sums), file) in layouts.into_iter().zip(&example.files) {
            let lines = Example::lines(file, &reading);
            let found = lines.iter().filter(|line| line.reason == Some(LeftOutReason::Subtotal));
            assert_eq!(found.count(), sums, "{layout:?} {language:?}");
        }
    }
}

#[test]
fn devices_are_read_as_they_were_written() {
    let layouts =
        [Layout::CommaText, Layout::SemicolonText, Layout::PlainSheet, Layout::TitledSheet];
    for language in SpreadsheetLanguage::ALL {
        for (variant, count) in [1_usize, 3, 29].into_iter().enumerate() {
            let number = |row: usize| i64::try_from(row * 7 + variant).expect("small");
            let asset = |row: usize| Asset {
                product_group: GROUPS[(row + variant) % 10].to_owned(),
                units: number(row) * 211 % 2_300 + 1,
                bought_on: Some(PERIOD.0 - SignedDuration::from_hours(24 * 31 * number(row)))
                    .filter(|_| row % 4 != 1),
                planned_lifetime_years: Some(Decimal::new(number(row) % 7 * 5 + 10, 1))
                    .filter(|_| row % 3 != 2 && variant != 1),
            };
            let disposal = |row: usize| Disposal {
                product_group: GROUPS[(row * 3 + variant) % 10].to_owned(),
                units: number(row) * 13 % 1_900 + 1,
                disposed_on: day(number(row) * 41),
                route: Route::ALL.iter().copied().cycle().nth(row).filter(|_| row % 8 != 5),
            };
            let assets: Vec<Asset> = (0..count).map(asset).collect();
            let disposals: Vec<Disposal> = (0..count).map(disposal).collect();
            let files = layouts.into_iter().flat_map(|layout| {
                let assets = SupportingRows::Assets(assets.clone());
                let disposals = SupportingRows::Disposals(disposals.clone());
                [
                    file(layout, language, "", format!("assets-{variant}"), assets),
                    file(layout, language, "", format!("disposals-{variant}"), disposals),
                ]
            });
            let example = Example::new(files.collect());
            let reading = example.read(PERIOD);
            assert_in_order(&reading);
            for file in &example.files {
                assert_devices(file, &reading);
            }
        }
    }
}

/// Group, day, lifetime and route of some devices.
type Alike = (String, Option<Date>, Option<Decimal>, String);

fn assert_devices(file: &SupportingFile, reading: &SupportingReading) {
    let mut meant: BTreeMap<Alike, (u64, i64)> = BTreeMap::new();
    let mut add = |alike: Alike, units: i64| {
        let sum = meant.entry(alike).or_default();
        (sum.0, sum.1) = (sum.0 + 1, sum.1 + units);
    };
    match &file.rows {
        SupportingRows::Orders(_) => {}
        SupportingRows::Assets(assets) => assets.iter().for_each(|asset| {
            let years = asset.planned_lifetime_years.map(|years| years.normalize());
            let alike = (asset.product_group.clone(), asset.bought_on, years, String::new());
            add(alike, asset.units);
        }),
        SupportingRows::Disposals(disposals) => disposals.iter().for_each(|disposal| {
            let route = disposal.route.unwrap_or(Route::Unknown).code().to_owned();
            add((disposal.product_group.clone(), None, None, route), disposal.units);
        }),
    }
    let groups =
        reading.devices.iter().filter(|group| group.path.ends_with(&format!("/{}", file.name)));
    let read: BTreeMap<Alike, (u64, i64)> = groups
        .map(|group| {
            assert_eq!(group.reason, None, "{}", file.name);
            let alike = (
                group.product_group.clone(),
                group.bought_on,
                group.planned_lifetime_years,
                group.route.clone(),
            );
            (alike, (group.rows, group.units))
        })
        .collect();
    assert_eq!(read, meant, "{}", file.name);
}

#[test]
fn descriptions_tell_their_group_and_condition_by_the_shipped_registers() {
    let mut text = "No;Item;Amount\n".to_owned();
    let mut meant = Vec::new();
    let mut different = BTreeSet::new();
    for language in SpreadsheetLanguage::ALL {
        for group in GROUPS {
            for seed in 0..60 {
                let condition =
                    Condition::ALL.iter().copied().cycle().nth(seed).filter(|_| seed % 5 != 4);
                let order = Order {
                    product_group: group.to_owned(),
                    condition,
                    ..orders(1, 0, Layout::PlainSheet, 2).remove(0)
                };
                let described = describe(&order, language, seed as u64);
                text.push_str(&format!(
                    "{};\"{}\";10\n",
                    meant.len(),
                    described.replace('"', "\"\"")
                ));
                different.insert((language, group, described));
                meant.push((group, condition.unwrap_or(Condition::Unknown)));
            }
        }
    }
    let mapping = "confirmed_on = 2026-11-02\nconfirmed_by = \"SB\"\n\n[[table]]\nfile = \"supporting/items.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n\n[table.columns]\ndescription = \"Item\"\namount = \"Amount\"\n";
    let reading = read_files(mapping, &[("items.csv", text.clone().into_bytes())], PERIOD);
    assert_in_order(&reading);
    assert_eq!(reading.lines.len(), meant.len());
    for (line, (group, condition)) in reading.lines.iter().zip(&meant) {
        let described = text.lines().nth(line.row as usize - 1).unwrap_or_default();
        assert_eq!(
            (line.product_group.as_str(), line.condition.as_str()),
            (*group, condition.code()),
            "{described}"
        );
    }
    for language in SpreadsheetLanguage::ALL {
        for group in GROUPS {
            let own = different.iter().filter(|one| (one.0, one.1) == (language, group)).count();
            assert!(own >= 50, "{language:?} {group}: {own} of 60 differ");
        }
    }
}

#[test]
fn a_layout_its_rows_do_not_know_is_written_plainly() {
    let rows = |layout| SupportingRows::Orders(orders(7, 1, layout, 2));
    let with_units = file(
        Layout::MonthColumns,
        SpreadsheetLanguage::German,
        "EUR",
        "units".to_owned(),
        rows(Layout::PlainSheet),
    );
    assert_read(&Example::new(vec![with_units]));
}

#[test]
fn given_descriptions_and_groups_are_read_as_they_are_meant() {
    let files = Layout::ALL.into_iter().enumerate().map(|(number, layout)| {
        let mut rows = orders(9, 1 + 4 * number, layout, 2);
        for (row, order) in rows.iter_mut().enumerate() {
            // Words of another group, marks of text files, letters of no single code page.
            order.description = format!("Laptop; \"second line\", {row}|łódź\tж");
        }
        file(
            layout,
            SpreadsheetLanguage::English,
            "EUR",
            "given".to_owned(),
            SupportingRows::Orders(rows),
        )
    });
    assert_read(&Example::new(files.collect()));
}

#[test]
fn an_order_with_the_sum_of_those_before_it_is_an_order() {
    let files = Layout::ALL.into_iter().enumerate().map(|(number, layout)| {
        let mut rows = orders(4, 1 + 4 * number, layout, 2);
        for (order, amount) in rows.iter_mut().zip([100, 250, 350, 60]) {
            order.amount = Decimal::from(amount);
            order.units = order.units.map(i64::abs);
            order.date = day(3);
            order.product_group = "laptops".to_owned();
        }
        let name = "sum".to_owned();
        file(layout, SpreadsheetLanguage::Dutch, "EUR", name, SupportingRows::Orders(rows))
    });
    assert_read(&Example::new(files.collect()));
}
