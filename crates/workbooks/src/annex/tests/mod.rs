//! What is in the annex, and what is not.

mod fixture;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use model::vocabulary::QuotePermission;
use model::volume::{CountedAs, VolumeCell};
use model::{Currency, Unit};

use fixture::{Fixture, correction, fixture, id, returned, tables};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(fixture: &Fixture) -> Book {
    Xlsx::new(Cursor::new(fixture.written())).unwrap()
}

/// The stored values of the row that begins with a text.
#[track_caller]
fn row(book: &mut Book, sheet: &str, label: &str) -> Vec<String> {
    let range = book.worksheet_range(sheet).unwrap();
    let found = range.rows().find(|row| matches!(&row[0], Data::String(text) if text == label));
    let row = found.unwrap_or_else(|| panic!("no {label} in {sheet}"));
    row.iter().map(ToString::to_string).collect()
}

/// Every text and number of the workbook.
fn everything(book: &mut Book) -> String {
    let mut all = String::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).unwrap();
        for (_, _, data) in range.used_cells() {
            all.push_str(&data.to_string());
            all.push('\n');
        }
    }
    all
}

fn formulas(book: &mut Book, sheet: &str) -> Vec<String> {
    let formulas = book.worksheet_formula(sheet).unwrap();
    formulas.used_cells().map(|(_, _, text)| text.clone()).collect()
}

#[test]
fn totals_are_live_and_stored_with_the_published_figure() {
    let mut book = open(&fixture());
    let total = row(&mut book, "Volume by group", "Total");
    assert_eq!(total[2..5], ["1000.3", "5", "1005.3"]);
    let live = formulas(&mut book, "Volume by group");
    for wanted in ["ROUND(SUM(C9:C10),2)", "SUM(C9,D9)", "SUM(C10,D10)"] {
        assert!(live.iter().any(|formula| formula == wanted), "{wanted} in {live:?}");
    }
    let strategy = row(&mut book, "Uptake by strategy", "Using longer");
    assert_eq!(
        strategy,
        ["Using longer", "1", "0", "0", "1", "1", "2", "3", "0.666667", "of 3 answers"]
    );
    let live = formulas(&mut book, "Uptake by strategy");
    assert!(live[0].starts_with("SUMIFS('Uptake by practice'!$E$9:$E$9"), "{live:?}");
    assert!(live.iter().any(|formula| formula == "ROUND(SUM(E9:F9)/SUM(B9:F9),6)"), "{live:?}");
}

#[test]
fn where_something_is_withheld_the_sum_is_no_total() {
    let mut own = fixture();
    let euro = Unit::Currency(Currency::EUR);
    own.figure("volume.direct.amount", "participant=agency", euro, Some("400.00"));
    own.figure("volume.direct.amount", "participant=harbour-board", euro, None);
    own.figure("volume.direct.amount", "participant=north-region", euro, None);
    let mut book = open(&own);
    assert_eq!(
        row(&mut book, "Volume by participant", "Harbour Board (invented)")[1],
        "[withheld]"
    );
    let status =
        |book: &mut _, name: &str| row(book, "Volume by participant", name).last().cloned();
    assert_eq!(status(&mut book, "Harbour Board (invented)").as_deref(), Some("withheld"));
    assert_eq!(row(&mut book, "Volume by participant", "Sum of the values shown")[1], "400");
    let all = everything(&mut book);
    assert!(all.contains("Of all, with what is not shown here: Direct, EUR 1\u{202f}000.30."));
    assert!(all.contains("Signs: [withheld]; the sheet Signs"), "the key above the table");
}

#[test]
fn nothing_is_taken_from_what_is_not_published() {
    let mut own = fixture();
    own.results.cells.push(VolumeCell {
        reporter: id("harbour-board"),
        owner: id("harbour-board"),
        currency: Some(Currency::EUR),
        product_group: "laptops".into(),
        condition: "new".into(),
        acquisition: "purchase".into(),
        counted_as: CountedAs::Direct,
        amount_minor: 7_712_341,
        rate: Some(1.into()),
        amount_eur_cents: 7_712_341,
        amount_basis: None,
        tax: None,
        units: 55_501,
        has_units: true,
        labelled_units: 0,
        labelled_answered_units: 0,
        criteria_units: 0,
        criteria_answered_units: 0,
        lines: 1,
    });
    own.tables = tables();
    let mut book = open(&own);
    let all = everything(&mut book);
    assert!(!all.contains("77123.41") && !all.contains("55501"));
    assert_eq!(row(&mut book, "Conversion", "Agency (invented)")[4], "108.06");
}

#[test]
fn conversion_and_accounts_are_live_unless_a_spreadsheet_would_round_otherwise() {
    let mut own = fixture();
    own.tables = tables();
    let mut book = open(&own);
    assert_eq!(formulas(&mut book, "Conversion"), ["ROUND(C9/D9,2)"]);
    let file = row(&mut book, "Supporting files", "Agency (invented)");
    assert_eq!(file, ["Agency (invented)", "3", "7.5", "3", "7.5", "0", "0"]);
    let live = formulas(&mut book, "Supporting files");
    assert!(live.contains(&"ROUND(B9-SUM(D9),0)".to_owned()), "{live:?}");
}

#[test]
fn a_text_like_a_formula_stays_text() {
    let mut own = fixture();
    own.tables = tables();
    let mut book = open(&own);
    let range = book.worksheet_range("Participants").unwrap();
    let text = Data::String("=HYPERLINK(\"x\")".into());
    assert!(range.rows().any(|row| row.contains(&text)));
    assert!(formulas(&mut book, "Participants").is_empty());
    assert_eq!(row(&mut book, "Volume by group", "=Displays")[2], "0.2");
}

#[test]
fn corrections_show_what_their_return_permits() {
    let attributed = QuotePermission::Attributed;
    let cases = [
        ("words of one that may be named", attributed, false, "remark", true),
        ("words of one that stays unnamed", QuotePermission::Anonymous, false, "remark", false),
        ("words of one that forbids it", QuotePermission::No, false, "remark", false),
        ("an answer on the ladder", QuotePermission::No, true, "repair", true),
        ("an amount", QuotePermission::No, false, "procurement.amount", true),
        ("an amount that is protected", attributed, true, "procurement.amount", false),
        ("a question nobody knows", QuotePermission::No, false, "unknown", false),
    ];
    for (case, permission, protects, question, seen) in cases {
        let mut own = fixture();
        own.year.returns.insert(id("agency"), returned("agency", permission, protects));
        own.year.corrections.push(correction("agency", question, "was-token", "now-token"));
        let mut book = open(&own);
        let all = everything(&mut book);
        let tokens = ["was-token", "now-token"].map(|token| all.contains(token));
        assert_eq!(tokens, [seen; 2], "{case}");
        assert!(!all.contains("unpublished initials"), "{case}");
    }
}

#[test]
fn what_is_empty_is_left_out_and_the_contents_say_so() {
    let mut book = open(&fixture());
    let names = book.sheet_names();
    assert_eq!(names[0], "Contents");
    assert!(!names.contains(&"Corrections".to_owned()), "{names:?}");
    let entry = row(&mut book, "Contents", "Corrections");
    assert!(entry[2].starts_with("Not in this workbook"), "{entry:?}");
    assert_eq!(row(&mut book, "Contents", "Volume by group")[3], "2");
    let listed = book.worksheet_range("Contents").unwrap();
    for name in &names[1..] {
        assert!(listed.rows().any(|row| row[0].to_string() == *name), "{name} is not listed");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(fixture().written(), fixture().written());
}

#[test]
fn versions_are_those_of_the_return() {
    use model::registers::Receipt;
    use model::submission::{ReturnVersion, VersionOutcome};
    let mut own = fixture();
    own.year.returns.insert(id("agency"), returned("agency", QuotePermission::No, false));
    let receipt = |file: &str| Receipt {
        participant: id("agency"),
        file: file.into(),
        received_on: "2026-11-03".parse().unwrap(),
        channel: "email".into(),
        by: "SB".into(),
        note: String::new(),
        place: model::Place::file("inputs/2026/received.csv"),
    };
    let version = |file: &str, outcome| ReturnVersion {
        participant: id("agency"),
        path: format!("inputs/2026/returns/agency/{file}"),
        received_on: None,
        outcome,
    };
    own.year.receipts =
        ["return.xlsx", "supporting/orders.csv", "received/letter.eml", "return-empty.xlsx"]
            .map(receipt)
            .into();
    own.year.versions = vec![
        version("return.xlsx", VersionOutcome::Counts),
        version("return-empty.xlsx", VersionOutcome::Empty),
        version("return-old.xlsx", VersionOutcome::Superseded),
    ];
    let mut book = open(&own);
    let range = book.worksheet_range("Returns").unwrap();
    let head = range.rows().find(|row| row.iter().any(|cell| cell == "Versions received")).unwrap();
    let at = head.iter().position(|cell| cell == "Versions received").unwrap();
    assert_eq!(row(&mut book, "Returns", "Agency (invented)")[at], "2");

    // Of a return without a row it is not known when it came, nor whether that was on time.
    let at = head.iter().position(|cell| cell == "On time").unwrap();
    own.results.coverage.on_time = Some(Vec::new());
    own.results.coverage.returned = vec![id("agency")];
    let on_time = |own: &Fixture| row(&mut open(own), "Returns", "Agency (invented)")[at].clone();
    assert_eq!(on_time(&own), "no");
    own.year.receipts.remove(0);
    assert_eq!(on_time(&own), "not known");
    own.results.coverage.on_time = Some(vec![id("agency")]);
    own.year.receipts.insert(0, receipt("return.xlsx"));
    assert_eq!(on_time(&own), "yes");
}

#[test]
fn what_was_not_in_scope_last_year_was_not_asked_then() {
    let mut own = fixture();
    let pact = &mut own.pact.pact;
    let mut group = pact.product_groups[0].clone();
    group.id = "servers".into();
    group.title = model::pact::Titles::one("en", "Servers");
    group.first_year = 2026;
    pact.product_groups.push(group);
    let mut last = (own.year.clone(), own.results.clone());
    last.0.settings.year = 2025;
    let euro = Unit::Currency(Currency::EUR);
    own.figure("volume.direct.amount", "product_group=servers", euro, Some("7.00"));
    own.last = Some(last);
    let mut book = open(&own);
    let servers = row(&mut book, "Volume by group", "Servers");
    assert!(servers.contains(&"[not asked]".to_owned()), "{servers:?}");
}
