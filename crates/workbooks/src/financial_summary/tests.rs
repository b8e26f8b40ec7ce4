//! The workbook as other programs read it.

#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "amounts in cents are grouped as amounts are written: 5_000_10 is 5,000.10"
)]

mod dues;
mod fixture;
mod last_year;
mod unknown;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use fixture::{statement, written};
use jiff::civil::date;

/// The memorandum of what is due; the register's fourth participant has no decision.
const STILL_TO_COME: &str = "Contributions for 2026 still to come, where it is decided what is due";

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The stored values of the row that has `label` in one of its cells.
fn row(book: &mut Book, sheet: &str, label: &str) -> Vec<String> {
    let range = book.worksheet_range(sheet).unwrap();
    let is_label = |data: &Data| matches!(data, Data::String(text) if text == label);
    let found = range.rows().find(|row| row.iter().any(is_label));
    let row = found.unwrap_or_else(|| panic!("no {label} in {sheet}"));
    row.iter().map(|data| data.to_string()).collect()
}

/// The formula of the cell in a column of the row that has `label` in one of its cells.
fn formula(book: &mut Book, sheet: &str, label: &str, column: u32) -> String {
    let values = book.worksheet_range(sheet).unwrap();
    let is_label = |data: &Data| matches!(data, Data::String(text) if text == label);
    let position = values.rows().position(|row| row.iter().any(is_label)).unwrap();
    let row = values.start().unwrap().0 + position as u32;
    let formulas = book.worksheet_formula(sheet).unwrap();
    formulas.get_value((row, column)).cloned().unwrap_or_default()
}

#[test]
fn every_amount_that_follows_from_others_is_stored_as_a_result() {
    let mut book = open(written(&statement()));
    let cases = [
        ("Statement", "Closing balance", 3, "5939.44"),
        ("Statement", "Closing balance", 6, "1000"),
        ("Statement", "Opening balance", 6, "0"),
        ("Statement", "Total income", 3, "6129.94"),
        ("Statement", "Staff", 3, "1190.3"),
        ("Statement", "Staff", 5, "0.47612"),
        ("Statement", "Total expense", 4, "-1609.5"),
        ("Statement", "Closing balance less the bank's", 3, "0"),
        ("Statement", "Closing balance less the bank's", 4, "agrees"),
        ("Statement", STILL_TO_COME, 3, "100"),
        ("Statement", "Given in kind, of the lines that have a value", 3, "772.52"),
        ("Statement", "Committed and not paid yet", 3, "552.63"),
        ("Accounts", "Account 0100", 6, "0.2"),
        ("Accounts", "Account 100", 7, "-1309.7"),
        ("Accounts", "Account 0100", 11, "missing"),
        ("Accounts", "Account 100", 11, "given"),
        ("Accounts", "9999", 6, "70"),
        ("Accounts", "9999", 11, ""),
        ("Accounts", "Total expense", 6, "1190.5"),
        ("Activities", "Servers", 6, "0.2"),
        ("Activities", "servers", 6, "1190.3"),
        ("Activities", "booked on no activity", 3, "6129.94"),
        ("Activities", "Difference", 6, "0"),
        ("Funds", "general", 6, "5339.64"),
        ("Funds", "translations", 5, "0.2"),
        ("Funds", "Total", 6, "5939.44"),
        ("Contributions", "agency", 5, "5000.1"),
        ("Contributions", "agency", 10, "0.1"),
        ("Contributions", "agency", 13, "5010.1"),
        ("Contributions", "harbour-board", 2, "SC-1: 950.00 CHF"),
        ("Contributions", "harbour-board", 8, "0"),
        ("Contributions", "harbour-board", 13, "989.58"),
        ("Contributions", "north-region", 3, "[not decided]"),
        ("Contributions", "north-region", 8, "[not known]"),
        ("Contributions", "quiet-town", 8, "100"),
        ("Contributions", "quiet-town", 9, "242"),
        ("Contributions", "works-office", 2, "SC-1: waived. =Works in kind"),
        ("Contributions", "works-office", 3, "waived"),
        ("Contributions", "Contributions in the statement", 13, "6024.68"),
        ("Receipts", "fits no one listed", 9, "25"),
        ("Receipts", "fits no one listed", 10, "another body"),
        ("In kind", "no working group named", 4, "–"),
        ("In kind", "quiet-town", 4, "–"),
        ("In kind", "quiet-town", 8, "[not known]"),
        ("In kind", "agency", 10, "[withheld]"),
        ("In kind", "no working group named", 8, "100"),
        ("In kind", "harbour-board", 4, "–"),
        ("In kind", "Total of 4 lines; 3 have a value", 4, "10.5"),
        ("Commitments", "0100", 6, "52.63"),
        ("Commitments", "In no other fund", 3, "5339.64"),
        ("Years", "Closing balance", 1, "1000"),
        ("Years", "Closing balance", 2, "5939.44"),
        ("Checks", "The closing balance is what the bank states", 6, "agrees"),
        ("Checks", "Every line of the ledger is income or expense", 5, "70"),
        ("Checks", "Every line of the ledger is income or expense", 6, "look here"),
        ("Checks", "All of them", 6, "look here"),
    ];
    for (sheet, label, column, expected) in cases {
        assert_eq!(row(&mut book, sheet, label)[column], expected, "{sheet}, {label}");
    }
}

#[test]
fn formulas_lead_from_the_ledger_to_the_closing_balance() {
    let mut book = open(written(&statement()));
    let cases = [
        ("Statement", "Closing balance", 3, "ROUND(D5+D16,2)"),
        ("Statement", "Staff", 3, "SUMPRODUCT"),
        ("Statement", "Total expense", 3, "'Accounts'!$G$"),
        ("Statement", STILL_TO_COME, 3, "'Contributions'!$I$"),
        (
            "Statement",
            "Months of expense that the balance in the general fund, less what is committed from it, would pay for",
            3,
            "/total_expense*12,6)",
        ),
        ("Accounts", "Account 0100", 6, "EXACT('Ledger'!"),
        ("Accounts", "Account 0100", 11, "explain_above"),
        ("Accounts", "Total expense", 6, "SUM('Accounts'!"),
        ("Activities", "servers", 4, "EXACT('Ledger'!"),
        ("Funds", "translations", 5, "EXACT('Ledger'!"),
        ("Funds", "In the statement", 6, "closing_balance"),
        ("Contributions", "agency", 5, "EXACT('Receipts'!"),
        ("Contributions", "agency", 8, "MAX(0,"),
        ("Contributions", "quiet-town", 3, "SUM('Dues'!$I$7:$I$7)"),
        ("Contributions", "quiet-town", 9, "MAX('Dues'!$M$7:$M$7)"),
        ("Contributions", "harbour-board", 7, "-SUM('Dues'!$K$6:$K$6)"),
        ("Dues", "quiet-town", 12, "last_day-D7"),
        ("Dues", "harbour-board", 9, "ROUND(H6*I6/E6,2)"),
        ("Receipts", "fits no one listed", 9, "'Ledger'!$"),
        ("In kind", "harbour-board", 8, "ROUND(F7/H7,2)"),
        ("Commitments", "Total", 6, "SUM("),
        ("Years", "Total income", 1, "SUM("),
        ("Years", "Opening balance", 2, "opening_balance"),
        ("Checks", "The closing balance is what the bank states", 5, "C5-E5"),
    ];
    for (sheet, label, column, expected) in cases {
        let text = formula(&mut book, sheet, label, column);
        assert!(text.contains(expected), "{sheet}, {label}: {text}");
    }
    // Half a cent goes to the even cent here, and away from zero in a spreadsheet.
    assert_eq!(formula(&mut book, "In kind", "(not on file)", 8), "");
    // What stands in another year's ledger has no line here to point to.
    let receipts = book.worksheet_formula("Receipts").unwrap();
    assert_eq!(receipts.used_cells().filter(|(_, _, text)| !text.is_empty()).count(), 10);
}

#[test]
fn a_balance_that_differs_by_a_cent_says_look_here() {
    let mut other = statement();
    (other.bank_closing, other.last_closing) = (Some(5_939_45), Some(999_99));
    let mut book = open(written(&other));
    let cases = [
        ("Statement", "Closing balance less the bank's", 3, "-0.01"),
        ("Statement", "Closing balance less the bank's", 4, "look here"),
        ("Statement", "Opening balance less last year's closing", 4, "look here"),
        ("Checks", "The closing balance is what the bank states", 6, "look here"),
    ];
    for (sheet, label, column, expected) in cases {
        assert_eq!(row(&mut book, sheet, label)[column], expected, "{sheet}, {label}");
    }
}

#[test]
fn a_bank_that_is_not_on_file_yet_is_said_and_compared_with_nothing() {
    let mut open_end = statement();
    open_end.bank_closing = None;
    let mut book = open(written(&open_end));
    let said = row(&mut book, "Statement", "The bank's balance on the last day");
    assert_eq!(said[3], "not on file yet");
    for sheet in ["Read me", "Checks"] {
        let range = book.worksheet_range(sheet).unwrap();
        let says = |text: &str| range.used_cells().any(|cell| cell.2.to_string().contains(text));
        assert!(says("is not on file yet"), "{sheet}");
        assert!(!says("what the bank states"), "{sheet}");
    }
    assert!(!book.defined_names().iter().any(|(name, _)| name == "bank_balance"));
    let range = book.worksheet_range("Statement").unwrap();
    let compared = |data: &Data| data == &Data::String("Closing balance less the bank's".into());
    assert!(!range.used_cells().any(|(_, _, data)| compared(data)));
}

#[test]
fn an_interim_statement_says_so_and_is_compared_with_no_bank() {
    let mut interim = statement();
    (interim.as_of, interim.last_day) = (Some(date(2026, 3, 31)), date(2026, 3, 31));
    let mut book = open(written(&interim));
    let text = |book: &mut Book, sheet: &str| -> String {
        let range = book.worksheet_range(sheet).unwrap();
        let cells = range.used_cells().map(|(_, _, data)| data.to_string());
        cells.collect::<Vec<String>>().join("\n")
    };
    for sheet in ["Read me", "Statement", "Accounts", "Contributions", "Ledger"] {
        assert!(text(&mut book, sheet).contains("Interim: "), "{sheet}");
    }
    for sheet in ["Statement", "Checks"] {
        assert!(!text(&mut book, sheet).contains("bank"), "{sheet}");
    }
    assert_eq!(row(&mut book, "Statement", "Balance on 2026-03-31")[3], "5939.44");
    assert!(text(&mut book, "Accounts").contains("used to date"));
    assert!(!text(&mut book, "Accounts").contains("missing"));
}

#[test]
fn a_sheet_that_would_be_empty_is_left_out() {
    let mut bare = statement();
    (bare.activities, bare.funds, bare.commitments) = (Vec::new(), Vec::new(), Vec::new());
    bare.years.remove(0);
    let book = open(written(&bare));
    let expected = [
        "Read me",
        "Statement",
        "Accounts",
        "Contributions",
        "Dues",
        "Receipts",
        "In kind",
        "Checks",
        "Ledger",
    ];
    assert_eq!(book.sheet_names(), expected);
}

#[test]
fn a_statement_whose_totals_are_not_known_has_no_balance() {
    let mut unknown = statement();
    (unknown.totals_known, unknown.rows_missing) = (false, true);
    let mut book = open(written(&unknown));
    let sheets = book.sheet_names();
    assert!(!sheets.iter().any(|name| name == "Years" || name == "Funds"), "{sheets:?}");
    for sheet in sheets {
        let range = book.worksheet_range(&sheet).unwrap();
        let balance = |(_, _, data): (usize, usize, &Data)| data.to_string().contains("5939.44");
        let of_bank = usize::from(sheet == "Statement");
        assert_eq!(range.used_cells().filter(|cell| balance(*cell)).count(), of_bank, "{sheet}");
    }
}

#[test]
fn an_interim_statement_has_no_help_in_kind() {
    let mut interim = statement();
    interim.as_of = Some(interim.last_day);
    let sheets = open(written(&interim)).sheet_names();
    assert!(!sheets.iter().any(|name| name == "In kind"), "{sheets:?}");
}

#[test]
fn no_text_becomes_a_formula_and_nothing_is_shown_that_may_not_be() {
    let mut book = open(written(&statement()));
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).unwrap();
        // Whoever gave help in kind did not let its words be shown.
        let named = |(_, _, data): (usize, usize, &Data)| {
            let text = data.to_string().to_lowercase();
            text.contains("a. person") || text.contains("minutes")
        };
        assert!(!range.used_cells().any(named), "{sheet}");
        let formulas = book.worksheet_formula(&sheet).unwrap();
        let hostile = |text: &String| text.contains("HYPERLINK");
        assert!(!formulas.used_cells().any(|(_, _, text)| hostile(text)), "{sheet}");
    }
    for (sheet, text) in [
        ("Ledger", "=HYPERLINK(\"https://example.org\")"),
        ("Ledger", "Agency (invented)"),
        ("Ledger", "[withheld: an e-mail address]"),
        ("Funds", "=Translations"),
        ("Commitments", "+work"),
        ("Read me", "=Host"),
    ] {
        row(&mut book, sheet, text);
    }
    for sheet in ["Ledger", "Read me"] {
        assert_eq!(book.worksheet_formula(sheet).unwrap().used_cells().count(), 0, "{sheet}");
    }
}

#[test]
fn a_first_year_has_no_column_for_last_year() {
    let mut first = statement();
    first.last_closing = None;
    for line in &mut first.accounts {
        line.last_year = None;
        line.next_year_budget = None;
        line.explanation.clear();
        line.revised_budget = line.actual;
    }
    let mut book = open(written(&first));
    for sheet in ["Statement", "Accounts"] {
        let range = book.worksheet_range(sheet).unwrap();
        let heads = range.rows().nth(3).unwrap();
        assert!(!heads.contains(&Data::String("Last year".into())), "{sheet}");
    }
}

#[test]
fn a_year_without_a_single_line_is_written_too() {
    let mut empty = statement();
    (empty.accounts, empty.booked) = (Vec::new(), Vec::new());
    (empty.unlisted, empty.activities) = (Vec::new(), Vec::new());
    (empty.contributions, empty.voluntary) = (Vec::new(), Vec::new());
    (empty.income, empty.expense, empty.closing) = (0, 0, empty.opening);
    let mut book = open(written(&empty));
    assert_eq!(row(&mut book, "Statement", "Closing balance")[3], "1000");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(written(&statement()), written(&statement()));
}
