//! The page of one participant, for the office only.

use std::collections::BTreeMap;

use model::document::{Audience, Block, Inline};
use model::reconciliation::{Measure, Reconciliation, ReconciliationStatus};
use model::registers::Receipt;
use model::submission::{ReturnVersion, Transcription, VersionOutcome};
use model::supporting::{
    AccountTerm, Adjustment, Confirmation, FileAccount, TableKind, TableReading, Tally,
};
use model::volume::{CountedAs, UptakeAnswer, VolumeCell};
use model::{Currency, Date, Decimal, Document, Identifier, Place, Unit};

use super::sample::{Sample, sample};
use super::{context, text};
use crate::{ParticipantPages, shipped_templates};

fn id(text: &str) -> Identifier {
    Identifier::parse(text).unwrap()
}

fn page(sample: &Sample, participant: &str) -> Document {
    let templates = shipped_templates();
    let pages = ParticipantPages::new(&templates, &context(sample, true)).unwrap();
    let made = pages.page(&id(participant));
    made.unwrap_or_else(|o| panic!("{participant}: {o} {:?} {}", o.excerpt, o.help))
}

const FOLDER: &str = "inputs/2026/returns/north-region";

/// The sample with a whole return of one participant: two versions, a supporting file with its account.
fn full() -> Sample {
    let mut sample = sample();
    let north = id("north-region");
    sample.files = [
        "return.xlsx",
        "return-2.xlsx",
        "mapping.toml",
        "supporting/orders.csv",
        "received/letter.pdf",
        "~$return.xlsx",
    ]
    .map(|name| format!("{FOLDER}/{name}"))
    .into();
    let (reading, results) = &mut sample.this;
    let version = |file: &str, outcome| ReturnVersion {
        participant: north.clone(),
        path: format!("{FOLDER}/{file}"),
        received_on: None,
        outcome,
    };
    reading.versions = vec![
        version("return.xlsx", VersionOutcome::Superseded),
        version("return-2.xlsx", VersionOutcome::Counts),
    ];
    reading.receipts = vec![Receipt {
        participant: north.clone(),
        file: "return-2.xlsx".into(),
        received_on: Date::constant(2026, 11, 20),
        channel: "email".into(),
        by: "SB".into(),
        note: "phone +31 20 123 45 67".into(),
        place: Place::line("inputs/2026/received.csv", 2, 1),
    }];
    let sent = reading.returns.get_mut(&north).unwrap();
    sent.organisation.reports_for = vec![id("hill-county")];
    sent.provisional = true;
    sent.transcription = Some(Transcription {
        from: "received/letter.pdf".into(),
        entered_by: "SB".into(),
        confirmed_on: None,
    });
    let cell = |counted_as, cents: i64, units| VolumeCell {
        reporter: north.clone(),
        owner: north.clone(),
        currency: Some(Currency::EUR),
        product_group: "laptops".into(),
        condition: "new".into(),
        acquisition: "purchase".into(),
        counted_as,
        amount_minor: cents,
        rate: Some(Decimal::ONE),
        amount_eur_cents: cents,
        amount_basis: None,
        tax: None,
        units,
        has_units: true,
        labelled_units: 0,
        labelled_answered_units: 0,
        criteria_units: 0,
        criteria_answered_units: 0,
        lines: 1,
    };
    results.cells =
        vec![cell(CountedAs::Direct, 1_240_050, 12), cell(CountedAs::Indirect, 50_000, 1)];
    results.uptake = vec![UptakeAnswer {
        participant: north.clone(),
        practice: reading.questionnaire.practices().next().unwrap().name.clone(),
        level: Some("3".into()),
        carried: false,
        last_level: Some("1".into()),
    }];
    results.reconciliation = vec![Reconciliation {
        participant: north.clone(),
        product_group: "laptops".into(),
        buyer: String::new(),
        measure: Measure::Amount,
        route: None,
        declared: Some(Decimal::new(1_240_050, 2)),
        in_files: Some(Decimal::new(1_300_000, 2)),
        counted: Some(Decimal::new(1_240_050, 2)),
        unit: Unit::Currency(Currency::EUR),
        status: ReconciliationStatus::Differs,
        place: None,
    }];
    add_file(&mut sample);
    sample
}

fn add_file(sample: &mut Sample) {
    let (reading, results) = &mut sample.this;
    let tally = |rows, amount_minor| Tally { rows, amount_minor };
    reading.tables = vec![TableReading {
        columns: BTreeMap::from([("amount".into(), "Betrag | brutto".into())]),
        read: BTreeMap::from([(Some(Currency::EUR), tally(5, 300_000))]),
        header_rows: vec![3, 4],
        confirmed: Some(Confirmation { on: "2026-11-02".parse().unwrap(), by: "AB".into() }),
        ..TableReading::new(
            id("north-region"),
            &format!("{FOLDER}/supporting/orders.csv"),
            "orders.csv",
            TableKind::Orders,
            (5, 11),
        )
    }];
    results.accounts = vec![FileAccount {
        participant: id("north-region"),
        path: format!("{FOLDER}/supporting/orders.csv"),
        sheet: "orders.csv".into(),
        kind: TableKind::Orders,
        adjustment: Adjustment {
            typed: "3630.005".parse().unwrap(),
            tax: "630".parse().unwrap(),
            rounding: "0.005".parse().unwrap(),
        },
        currency: Some(Currency::EUR),
        read: tally(5, 300_000),
        terms: BTreeMap::from([
            (AccountTerm::Evidence, tally(3, 250_000)),
            (AccountTerm::Subtotal, tally(2, 50_000)),
        ]),
    }];
}

#[test]
fn the_page_shows_what_came_what_counts_and_where_each_row_went() {
    let made = page(&full(), "north-region");
    assert_eq!((made.audience, made.sample), (Audience::OfficeOnly, true));
    assert_eq!(made.title, "Sample Region North, 2026");
    let all = text(&made.blocks);
    for said in [
        "return-2.xlsx | 20 November 2026 | by e-mail | the return that counts",
        "return.xlsx | no day on file |  | an older version: a newer one counts",
        "confirmed on 2 November 2026 by AB",
        "supporting/orders.csv | no day on file |  | one table was read; its account is below",
        "received/letter.pdf | no day on file |  | kept as it came",
        "Laptops | 12 400.50 | 500.00 | 13",
        "Amount, EUR | 12 400.50 | 13 000.00 | 12 400.50 | 599.50 | they differ",
        "Reports for: Hill County",
        "transcribed from “received/letter.pdf”, and nobody has confirmed them yet",
        "Orders or invoices. Header in rows 3 and 4; rows 5 to 11 were read.",
        "As typed in the file |  | 3 630.005",
        "Less tax that the amounts hold |  | −630.00",
        "Less rounding to the smallest unit of the currency |  | −0.005",
        "Read in all | 5 | 3 000.00",
        "Beside a declared figure | 3 | 2 500.00",
        "Sum of other rows | 2 | 500.00",
        "All together | 5 | 3 000.00",
        "Read from these columns: Amount from “Betrag | brutto”.",
        "Applied last year: Exploring",
    ] {
        assert!(all.contains(said), "{said} in {all}");
    }
    assert!(!all.contains("~$") && !all.contains("SB") && !all.contains("+31"), "{all}");
    assert!(all.contains("text where an amount is needed") && !all.contains("<b>free"), "its own");
}

#[test]
fn what_could_not_be_read_is_no_zero() {
    let mut sample = full();
    for cell in &mut sample.this.1.cells {
        (cell.currency, cell.rate) = (None, None);
        (cell.amount_minor, cell.amount_eur_cents) = (0, 0);
    }
    let all = text(&page(&sample, "north-region").blocks);
    assert!(all.contains("Laptops | … | … | 13"), "{all}");
}

#[test]
fn a_file_that_is_not_read_says_why() {
    let mut sample = full();
    let why = "`skipp = 1` in mapping.toml cannot be used";
    sample.this.0.tables[0].not_read = Some(why.to_owned());
    let all = text(&page(&sample, "north-region").blocks);
    for said in [
        "| not read: skipp = 1 in mapping.toml cannot be used",
        "None of the rows 5 to 11 was read",
    ] {
        assert!(all.contains(said), "{said} in {all}");
    }
}

#[test]
fn its_own_level_is_marked_among_all_answers() {
    let made = page(&full(), "north-region");
    let tables = made.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.anchor == "practices" => Some(table),
        _ => None,
    });
    let row = tables.flat_map(|table| &table.rows).find(|row| {
        row.cells.len() == 7 && Inline::plain(&row.cells[1].text).starts_with("Applied")
    });
    let marked = |cell: &model::document::TableCell| matches!(cell.text[..], [Inline::Strong(_)]);
    let marks: Vec<usize> = row
        .unwrap()
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| marked(cell))
        .map(|(i, _)| i)
        .collect();
    assert_eq!(marks, [5]);
}

#[test]
fn an_account_that_does_not_close_says_so_loudly() {
    let mut sample = full();
    sample.this.1.accounts[0].read.amount_minor += 1;
    let made = page(&sample, "north-region");
    let note = made.blocks.iter().any(|block| {
        matches!(block, Block::Table(table)
        if table.notes.iter().any(|note| Inline::plain(note).starts_with("IT DOES NOT CLOSE")))
    });
    assert!(note);
}

#[test]
fn a_withheld_volume_is_shown_to_the_office_and_said_to_be_withheld() {
    let mut sample = full();
    let own = sample.this.0.returns.get_mut("north-region").unwrap();
    own.organisation.protect_volume = true;
    let all = text(&page(&sample, "north-region").blocks);
    assert!(
        all.contains("It asked for its volume to be withheld") && all.contains("12 400.50"),
        "{all}"
    );
}

#[test]
fn what_stays_back_of_one_that_did_not_ask_is_told_apart() {
    use model::{Dimension, Dimensions, Figures, ObservationStatus};
    let mut sample = full();
    let said = |sample: &Sample| text(&page(sample, "north-region").blocks);
    let open = "Its totals are published; its single lines";
    let hidden = "It did not ask for its volume to be withheld. A total of its own";
    assert!(!said(&sample).contains(open) && !said(&sample).contains(hidden));
    sample.this.1.withheld.insert(id("north-region"));
    assert!(said(&sample).contains(open) && !said(&sample).contains(hidden));
    let mut figure = sample.this.1.figures.of("volume.direct.amount").next().unwrap().clone();
    figure.dimensions = Dimensions::none().with(Dimension::Participant, "north-region");
    (figure.value, figure.status) = (None, ObservationStatus::Withheld);
    let own = figure.dimensions.clone();
    let figures = &mut sample.this.1.figures;
    let others: Vec<model::Figure> =
        figures.iter().filter(|one| one.dimensions != own).cloned().collect();
    *figures = Figures::default();
    figures.extend(others);
    figures.extend([figure]);
    assert!(said(&sample).contains(hidden) && !said(&sample).contains(open));
}

#[test]
fn a_period_of_its_own_is_that_of_its_return() {
    let mut sample = full();
    let own = sample.this.0.returns.get_mut("north-region").unwrap();
    own.organisation.period =
        model::Period::new(Date::constant(2025, 8, 1), Date::constant(2026, 7, 31)).unwrap();
    let all = text(&page(&sample, "north-region").blocks).replace('\u{A0}', " ");
    assert!(all.contains("sent a return for 1 August 2025 to 31 July 2026"), "{all}");
}

#[test]
fn a_field_spread_over_columns_says_so() {
    let mut sample = full();
    let table = &mut sample.this.0.tables[0];
    table.columns = BTreeMap::from([("amount".into(), "Okt 25".into())]);
    table.column_numbers = BTreeMap::from([("amount".into(), (1..=12).collect())]);
    table.not_read = None;
    let all = text(&page(&sample, "north-region").blocks);
    assert!(all.contains("Amount from 12 columns, the first of them “Okt 25”."), "{all}");
}

#[test]
fn everyone_in_force_or_with_files_has_a_page_and_each_renders() {
    let mut sample = full();
    let coverage = &mut sample.this.1.coverage;
    let exempt = coverage.expected.pop().unwrap();
    coverage.silent.retain(|id| *id != exempt);
    coverage.returned.retain(|id| *id != exempt);
    coverage.exempt.push(exempt);
    sample.files.push("inputs/2026/returns/stranger/return.xlsx".into());
    sample.files.push("inputs/2025/returns/coord-centre/return.xlsx".into());
    let templates = shipped_templates();
    for with_last in [true, false] {
        let pages = ParticipantPages::new(&templates, &context(&sample, with_last)).unwrap();
        let all = pages.participants();
        assert!(all.contains(&id("north-region")) && !all.contains(&id("stranger")), "{all:?}");
        let in_force = &sample.this.1.coverage.in_force;
        assert!(in_force.iter().all(|id| all.contains(id)), "{all:?}");
        for one in &all {
            let made = pages.page(one).unwrap_or_else(|o| panic!("{one}: {o} {:?}", o.excerpt));
            assert!(made.blocks.len() > 3, "{one}");
        }
    }
}

#[test]
fn a_return_is_late_only_where_a_day_is_recorded_for_it() {
    let mut sample = full();
    sample.this.1.coverage.on_time = Some(Vec::new());
    let said = |sample: &Sample| {
        let all = text(&page(sample, "north-region").blocks);
        ["after the day it was due", "nobody noted the day it came"]
            .map(|words| all.contains(words))
    };
    assert_eq!(said(&sample), [true, false]);
    sample.this.0.receipts[0].file = "supporting/orders.csv".into();
    assert_eq!(said(&sample), [false, true]);
    sample.this.0.receipts[0].file = "return.xlsx".into();
    sample.this.0.receipts[0].participant = id("hill-county");
    assert_eq!(said(&sample), [false, true]);
    sample.this.1.coverage.on_time = None;
    assert_eq!(said(&sample), [false, false]);
}

#[test]
fn figures_are_called_equal_only_where_they_are() {
    let mut sample = full();
    sample.pact.pact.reconcile_tolerance = "0.05".parse().unwrap();
    let one = sample.this.1.reconciliation[0].clone();
    let of = |cents: i64, status| Reconciliation {
        in_files: Some(Decimal::new(cents, 2)),
        status,
        ..one.clone()
    };
    sample.this.1.reconciliation = vec![
        of(1_240_050, ReconciliationStatus::Agrees),
        of(1_240_051, ReconciliationStatus::Agrees),
        of(1_300_000, ReconciliationStatus::Differs),
    ];
    let all = text(&page(&sample, "north-region").blocks);
    for said in ["| 0.00 | equal", "| 0.01 | agree within 5 %", "| they differ"] {
        assert!(all.contains(said), "{said} in {all}");
    }
}
