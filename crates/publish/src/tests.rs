//! The package as a whole, over a small made-up year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::counting_decisions::OverlapCause;
use model::finance::{
    AccountClass, AccountKind, AccountLine, BookedLine, ContributionLine, LedgerLine, Statement,
};
use model::pact::{ImpactCategory, ProductGroup, Titles};
use model::place::CellAddress;
use model::submission::Organisation;
use model::supporting::{AccountTerm, FileAccount, Tally};
use model::vocabulary::Scope;
use model::volume::{CountedAs, OverlapEntry, UptakeAnswer, VolumeCell};
use model::{
    Coverage, Currency, Decimal, Dimension, Dimensions, Figure, Figures, Identifier,
    ObservationStatus, Pact, PactReading, Participant, Period, Place, Questionnaire, Register,
    Return, TraceEntry, Unit, YearReading, YearResults, YearSettings,
};
use tables::PublishedLine;

use crate::{OutputFile, PackageInputs, data_package};

mod audit;
mod books;
mod figures;
mod journal;
mod left_out;
mod words;

fn id(text: &str) -> Identifier {
    Identifier::parse(text).unwrap()
}

fn day(text: &str) -> model::Date {
    text.parse().unwrap()
}

fn cell(participant: &str, row: u32) -> Place {
    let path = format!("inputs/2026/returns/{participant}/return.xlsx");
    Place::cell(path, "Procurement", CellAddress::new(row, 4))
}

fn participant(name: &str) -> Participant {
    Participant {
        id: id(name),
        name: format!("={name}"),
        country: "XX".into(),
        procuring_since: Some(day("2021-01-01")),
        coordinating_since: None,
        left: None,
        signed_version: "1".into(),
        coordination_by: None,
        website: "https://example.org".into(),
        language: "en".into(),
        place: Place::line("inputs/participants.csv", 2, 1),
    }
}

fn own_return(name: &str, protect_volume: bool, period: Period) -> Return {
    let organisation =
        Organisation { currency: Some(Currency::EUR), protect_volume, ..Organisation::new(period) };
    Return::new(id(name), 2026, organisation)
}

fn figure(indicator: &str, dimensions: Dimensions, value: Option<&str>, unit: Unit) -> Figure {
    let entries = [("north", 4, "10.00"), ("quiet", 5, "987654.32"), ("quiet", 6, "1.00")];
    let trace = entries.map(|(name, row, value)| TraceEntry::new(name, value, cell(name, row)));
    Figure {
        indicator: indicator.into(),
        year: 2026,
        dimensions,
        value: value.map(|value| value.parse().unwrap()),
        unit,
        status: if value.is_some() {
            ObservationStatus::Normal
        } else {
            ObservationStatus::Withheld
        },
        contributors: Some(2),
        trace: Arc::new(trace.to_vec()),
    }
}

fn line(name: &str, buyer: &str, row: u32) -> PublishedLine {
    PublishedLine {
        participant: id(name),
        product_group: "laptops".into(),
        condition: "new".into(),
        acquisition: "purchase".into(),
        units: Some(10),
        units_withheld: false,
        owner: id(&if buyer.is_empty() { name.to_owned() } else { buyer.trim().to_lowercase() }),
        units_from: String::new(),
        amount: Some(Decimal::new(1000, 2)),
        amount_from: String::new(),
        currency: Some(Currency::EUR),
        rate: Some(Decimal::ONE),
        amount_eur: Some(Decimal::new(1000, 2)),
        labelled_units: None,
        criteria_units: Some(0),
        framework: "+framework, ask a@example.org".into(),
        buyer: buyer.into(),
        counted_as: CountedAs::Direct,
        reason: None,
        lines: 1,
        source: cell(name, row).to_string(),
    }
}

fn volume_cell(reporter: &str, owner: &str) -> VolumeCell {
    VolumeCell {
        reporter: id(reporter),
        owner: id(owner),
        currency: Some(Currency::EUR),
        product_group: "laptops".into(),
        condition: "new".into(),
        acquisition: "purchase".into(),
        counted_as: CountedAs::Direct,
        amount_minor: 1000,
        rate: Some(Decimal::ONE),
        amount_eur_cents: 1000,
        amount_basis: None,
        tax: None,
        units: 10,
        has_units: true,
        labelled_units: 0,
        labelled_answered_units: 0,
        criteria_units: 0,
        criteria_answered_units: 0,
        lines: 1,
    }
}

fn statement() -> Statement {
    let entry = |counterparty: &str, description: &str| BookedLine {
        line: LedgerLine {
            date: day("2026-03-01"),
            account: "4000".into(),
            description: description.into(),
            counterparty: counterparty.into(),
            amount: -1250,
            currency: Currency::EUR,
            reference: "voucher 7".into(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            for_participant: String::new(),
            reference_place: Place::line("inputs/2026/finance/ledger.csv", 2, 7),
            paid: None,
            counterparty_place: Place::line("inputs/2026/finance/ledger.csv", 2, 4),
            place: Place::line("inputs/2026/finance/ledger.csv", 2, 5),
        },
        booked: Some(-1250),
        rate: None,
    };
    Statement {
        year: 2026,
        currency: Currency::EUR,
        opening: 0,
        income: 0,
        expense: 0,
        closing: 0,
        bank_closing: Some(0),
        last_closing: None,
        accounts: vec![AccountLine {
            account: "4000".into(),
            title: "Events".into(),
            kind: AccountKind::Expense,
            class: AccountClass::Events,
            budget: 100,
            revised_budget: 100,
            actual: 90,
            last_year: None,
            next_year_budget: None,
            explanation: String::new(),
        }],
        contributions: vec![ContributionLine {
            participant: id("north"),
            due: None,
            due_on: None,
            waived: false,
            received: 5,
            days_overdue: None,
            payments: Vec::new(),
            exchange_difference: None,
            received_before: 0,
            received_after: 0,
            expected: true,
            received_for_earlier: 0,
            received_on: vec![day("2026-01-02"), day("2026-02-02")],
            outstanding: 0,
            overpaid: 0,
            advance: 0,
        }],
        voluntary: Vec::new(),
        booked: vec![entry("north", "Travel"), entry("J. Doe", "Call +31 20 555 01 00")],
        unlisted: Vec::new(),
        activities: Vec::new(),
        commitments: Vec::new(),
        years: Vec::new(),
        reserve_months: None,
        as_of: None,
        last_day: day("2026-09-30"),
        funds: vec![],
        fund_openings_known: true,
        fund_movements_known: true,
        incomplete: true,
        rows_missing: false,
        totals_known: true,
        doubtful_years: Vec::new(),
        host: String::new(),
        prepared_by_role: String::new(),
        publish_descriptions: true,
    }
}

fn pact() -> PactReading {
    let pact = Pact {
        sample: true,
        estimate_min_share: Decimal::ONE,
        impacts: vec![ImpactCategory {
            id: "carbon".into(),
            title: Titles::one("en", "Carbon"),
            since: None,
        }],
        product_groups: vec![ProductGroup {
            id: "laptops".into(),
            title: Titles::one("en", "Laptops"),
            scope: Scope::Workplace,
            first_year: 2021,
            is_device: true,
        }],
        ..Pact::new("Sample Pact", day("2031-12-31"))
    };
    let register = Register { rows: vec![participant("north"), participant("quiet")] };
    PactReading::new(pact, register)
}

fn year(period: Period) -> YearReading {
    let returns = [own_return("north", false, period), own_return("quiet", true, period)];
    let settings = YearSettings::new(period, day("2026-11-15"), day("2027-02-15"));
    YearReading {
        returns: returns.into_iter().map(|own| (own.participant.clone(), own)).collect(),
        ..YearReading::new(
            settings,
            Questionnaire::new("inputs/2026/questionnaire.xlsx", Vec::new()),
        )
    }
}

fn results() -> YearResults {
    let mut figures = Figures::default();
    let eur = Unit::Currency(Currency::EUR);
    let of = |name: &str| Dimensions::none().with(Dimension::Participant, name);
    figures.insert(figure("volume.direct.amount", Dimensions::none(), Some("987665.3"), eur));
    figures.insert(figure("volume.direct.amount", of("quiet"), None, eur));
    figures.insert(figure("uptake.rate", Dimensions::none(), Some("0.5"), Unit::Share));
    let account = |name: &str| FileAccount {
        participant: id(name),
        path: format!("inputs/2026/returns/{name}/supporting/o.csv"),
        sheet: "o.csv".into(),
        kind: model::supporting::TableKind::Orders,
        adjustment: model::supporting::Adjustment::default(),
        currency: None,
        read: Tally { rows: 2, amount_minor: 0 },
        terms: BTreeMap::from([(AccountTerm::Counted, Tally { rows: 2, amount_minor: 0 })]),
    };
    YearResults {
        year: 2026,
        figures,
        coverage: Coverage { returned: vec![id("north"), id("quiet")], ..Coverage::default() },
        cells: vec![
            volume_cell("north", "north"),
            volume_cell("north", "quiet"),
            volume_cell("quiet", "quiet"),
        ],
        estimates: Vec::new(),
        overlap: vec![OverlapEntry {
            reporter: id("north"),
            buyer: "quiet".into(),
            product_group: "laptops".into(),
            reporter_amount_cents: 1,
            counted_amount_cents: 2,
            counted: id("quiet"),
            reporter_units: 1,
            cause: OverlapCause::BuyerReports,
            reason: "its own return counts".into(),
            settled_at: None,
        }],
        counting: Vec::new(),
        rates: Vec::new(),
        accounts: vec![account("north"), account("quiet")],
        devices: Vec::new(),
        reconciliation: Vec::new(),
        withheld: std::collections::BTreeSet::new(),
        uptake: vec![UptakeAnswer {
            participant: id("quiet"),
            practice: "buy_used".into(),
            level: Some("na".into()),
            carried: false,
            last_level: None,
        }],
        change: Vec::new(),
        matched_last_year: Default::default(),
        revisions: Vec::new(),
        in_kind: Vec::new(),
        statement: Some(statement()),
    }
}

/// The indicator that figures published before are of.
static DIRECT: model::Indicator = model::Indicator {
    id: "volume.direct.amount",
    title: "Direct procurement volume",
    question: "For how much?",
    unit: "EUR",
    dimensions: &[&[]],
    formula: "a sum",
    needs: &[],
    paragraph: "§3.1.1b",
    caveats: "",
};

fn package() -> BTreeMap<String, Vec<u8>> {
    package_of(&|_, _| ())
}

/// The package of results and lines that are changed first.
fn package_of(
    change: &dyn Fn(&mut YearResults, &mut Vec<PublishedLine>),
) -> BTreeMap<String, Vec<u8>> {
    package_with(&|_, results, lines| change(results, lines))
}

/// The package of what was read, results and lines that are changed first.
fn package_with(
    change: &dyn Fn(&mut YearReading, &mut YearResults, &mut Vec<PublishedLine>),
) -> BTreeMap<String, Vec<u8>> {
    let period = Period::new(day("2025-10-01"), day("2026-09-30")).unwrap();
    let (pact, mut year, mut results) = (pact(), year(period), results());
    let mut lines = vec![line("quiet", "", 5), line("north", "quiet", 7), line("north", "", 4)];
    change(&mut year, &mut results, &mut lines);
    let inputs = PackageInputs {
        pact: &pact,
        year: &year,
        results: &results,
        last: None,
        last_reading: None,
        lines: &lines,
        last_lines: &[],
        findings: &[],
        indicators: &[&DIRECT],
    };
    let files = data_package(&inputs).unwrap();
    assert_eq!(files, data_package(&inputs).unwrap());
    files.into_iter().map(|OutputFile { path, bytes }| (path, bytes)).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// Set `CFIT_PACKAGE_TO` to a folder to look at the package or give it to another program.
#[test]
fn the_schema_describes_every_column_of_every_csv_in_its_order() {
    let files = package();
    if let Some(folder) = std::env::var_os("CFIT_PACKAGE_TO") {
        let files = files
            .iter()
            .map(|(path, bytes)| OutputFile { path: path.clone(), bytes: bytes.clone() });
        crate::write_folder(folder.as_ref(), &files.collect::<Vec<_>>()).unwrap();
    }
    let descriptor: serde_json::Value =
        serde_json::from_slice(&files["data/datapackage.json"]).unwrap();
    let mut described = BTreeSet::new();
    for resource in descriptor["resources"].as_array().unwrap() {
        let path = format!("data/{}", resource["path"].as_str().unwrap());
        assert_eq!(resource["bytes"], files[&path].len());
        if path.ends_with(".csv") {
            let mut reader = csv::Reader::from_reader(&files[&path][..]);
            let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let fields = resource["schema"]["fields"].as_array().unwrap();
            let names: Vec<_> = fields.iter().map(|f| f["name"].as_str().unwrap()).collect();
            assert_eq!(header, names, "{path}");
            for field in fields {
                assert!(field["description"].as_str().unwrap().ends_with('.'), "{path} {field}");
            }
            reader.records().for_each(|record| assert_eq!(record.unwrap().len(), names.len()));
        }
        described.insert(path);
    }
    let data = files.keys().filter(|path| path.starts_with("data/"));
    let data: BTreeSet<_> = data.filter(|path| !path.ends_with(".json")).cloned().collect();
    assert_eq!(described, data);
    assert!(descriptor["description"].as_str().unwrap().starts_with("Invented sample data."));
    assert_eq!(descriptor["licenses"][0]["name"], "CC-BY-4.0");
}

#[test]
fn observations_have_the_columns_and_the_values_of_the_contract() {
    let observations = text(&package(), "data/observations.csv");
    let expected = "\
indicator,year,panel,role,scope,product_group,condition,acquisition,strategy,impact,phase,practice,level,\
output,route,theme,participant,account,fund,class,activity,component,value,unit,status,contributors
uptake.rate,2026,,,,,,,,,,,,,,,,,,,,,0.500000,share,A,2
volume.direct.amount,2026,,,,,,,,,,,,,,,,,,,,,987665.30,EUR,A,2
volume.direct.amount,2026,,,,,,,,,,,,,,,quiet,,,,,,,EUR,Q,2
";
    assert_eq!(observations, expected);
}

#[test]
fn a_cell_tells_no_units_that_its_lines_withhold() {
    let units = |change: &dyn Fn(&mut YearResults, &mut Vec<PublishedLine>)| {
        let files = package_of(change);
        let cells = text(&files, "data/cells.csv");
        let columns: Vec<&str> = cells.lines().next().unwrap().split(',').collect();
        let column = columns.iter().position(|name| *name == "units").unwrap();
        let row: Vec<&str> = cells.lines().nth(1).unwrap().split(',').collect();
        row[column..column + 3].join(",")
    };
    assert_eq!(units(&|_, _| ()), "10,0,0");
    assert_eq!(units(&|results, _| results.cells[0].units = 2), ",,");
    // Twelve units, of which one line's two are withheld.
    assert_eq!(units(&|_, lines| lines[2].units_withheld = true), ",,");
}

#[test]
fn nothing_of_a_protected_volume_is_published() {
    let files = package();
    let rows = |name: &str| text(&files, &format!("data/{name}.csv")).lines().count() - 1;
    assert_eq!((rows("lines"), rows("cells"), rows("overlap"), rows("accounts")), (1, 1, 0, 1));
    let lineage = text(&files, "data/lineage.csv");
    let volume: Vec<_> = lineage.lines().filter(|row| row.starts_with("volume")).collect();
    assert_eq!(volume.len(), 2, "{lineage}");
    assert!(
        volume[0].ends_with(",north,10.00,inputs/2026/returns/north/return.xlsx!Procurement!E5")
    );
    assert!(volume[1].ends_with(",quiet,,"));
    let uptake: Vec<_> = lineage.lines().filter(|row| row.starts_with("uptake")).collect();
    assert_eq!(uptake.len(), 3, "answers are no volume");
}

#[test]
fn those_who_stand_beside_a_protected_one_are_left_out_too() {
    let files = package_of(&|results, _| results.withheld.extend([id("north"), id("quiet")]));
    for name in ["lines", "cells", "overlap", "accounts"] {
        assert_eq!(text(&files, &format!("data/{name}.csv")).lines().count(), 1, "{name}");
    }
    let lineage = text(&files, "data/lineage.csv");
    let volume: Vec<_> = lineage.lines().filter(|row| row.starts_with("volume")).collect();
    assert!(volume.len() == 2 && volume[0].ends_with(",north,,"), "{volume:?}");
}

#[test]
fn an_account_with_orders_for_a_protected_one_would_tell_them() {
    let order = |buyer: &str, row: u32, cells: &str| PublishedLine {
        lines: 3,
        source: format!("inputs/2026/returns/north/supporting/{cells}"),
        ..line("north", buyer, row)
    };
    let accounts = |lines: [PublishedLine; 2]| {
        let files = package_of(&|_, own| own.extend(lines.clone()));
        text(&files, "data/accounts.csv").lines().count() - 1
    };
    assert_eq!(accounts([order("", 8, "o.csv!2-9:5"), order("", 9, "p.csv!2-9:5")]), 1);
    // However the buyer is written, and even where another file stands in the same row.
    let several = "o.csv!2-9:5; inputs/2026/returns/north/supporting/p.csv!2-9:5";
    assert_eq!(accounts([order("", 8, "o.csv!2-9:5"), order("QUIET ", 9, several)]), 0);
}

#[test]
fn what_is_not_known_of_the_accounts_is_blank_in_the_tables() {
    let money = |change: fn(&mut Statement)| {
        let files = package_of(&|results, _| {
            let own = results.statement.as_mut().unwrap();
            own.years = [2025, 2026]
                .map(|year| model::finance::YearOfAccounts {
                    year,
                    opening: 1_00,
                    income_by_class: Vec::new(),
                    expense_by_class: Vec::new(),
                })
                .into();
            change(own);
        });
        ["years", "contributions"].map(|name| text(&files, &format!("data/finance_{name}.csv")))
    };
    let [years, contributions] = money(|_| ());
    assert!(years.contains("2026,closing,,1.00,EUR"), "{years}");
    assert!(contributions.contains("north,,,false,0.05,"), "{contributions}");
    let [years, contributions] = money(|own| (own.totals_known, own.rows_missing) = (false, true));
    assert!(years.contains("2025,closing,,1.00,EUR") && !years.contains("2026,"), "{years}");
    assert!(contributions.contains("north,,,false,,"), "{contributions}");
    assert!(contributions.contains(",,,,EUR,"), "nothing outstanding, overpaid: {contributions}");
    let [years, contributions] = money(|own| own.doubtful_years.push(2025));
    assert!(years.contains("2026,closing"), "{years}");
    assert!(contributions.contains("north,,,false,,"), "{contributions}");
}

#[test]
fn persons_and_formulas_stay_out_of_the_tables() {
    let files = package();
    let ledger = text(&files, "data/finance_ledger.csv");
    assert!(ledger.contains("2026-03-01,4000,Travel,north,-12.50,EUR,"), "{ledger}");
    assert!(ledger.contains("2026-03-01,4000,[withheld: a telephone number],,-12.50,"), "{ledger}");
    assert!(!ledger.contains("Doe") && !ledger.contains("voucher"));
    assert!(text(&files, "data/participants.csv").contains("north,'=north,XX,2021-01-01,"));
    assert!(text(&files, "data/lines.csv").contains(",[withheld: an e-mail address],"));
    let contributions = text(&files, "data/finance_contributions.csv");
    assert!(contributions.contains("north,,,false,0.05,2026-01-02;2026-02-02,"), "{contributions}");
}
