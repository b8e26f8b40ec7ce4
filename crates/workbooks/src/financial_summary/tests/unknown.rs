//! What is not known says so, and no sum of a part stands for the whole.

#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "amounts in cents are grouped as amounts are written: 100_00 is 100.00"
)]

use calamine::{Data, Reader};
use model::finance::{FinanceInputs, Statement};

use super::fixture::{dues, statement, written, written_with};
use super::{Book, open, row};

const UNKNOWN: &str = "[not known]";

/// A statement of which a row could not be read.
fn unread() -> Statement {
    Statement { totals_known: false, rows_missing: true, reserve_months: None, ..statement() }
}

/// Every text and number of the workbook but those of the ledger and of single receipts.
fn said(book: &mut Book) -> Vec<(String, String)> {
    let sheets = book.sheet_names();
    let totals = sheets.into_iter().filter(|name| name != "Ledger" && name != "Receipts");
    let mut said = Vec::new();
    for sheet in totals {
        let range = book.worksheet_range(&sheet).unwrap();
        let cells = range.used_cells().map(|(_, _, data)| (sheet.clone(), data.to_string()));
        said.extend(cells);
    }
    said
}

#[test]
fn no_sum_of_the_rows_that_could_be_read_stands_for_the_total() {
    let whole = said(&mut open(written(&statement())));
    let mut book = open(written(&unread()));
    let part = said(&mut book);
    // Income, its classes, expense and its accounts, what came of contributions, what was given.
    for sum in ["6129.94", "6024.68", "105.26", "1190.5", "1190.3", "5000.1", "989.58"] {
        assert!(whole.iter().any(|(_, text)| text == sum), "{sum} is in the whole statement");
        let found: Vec<_> = part.iter().filter(|(_, text)| text == sum).collect();
        assert!(found.is_empty(), "{found:?}");
    }
    for (sheet, label, column) in [
        ("Statement", "Total income", 3),
        ("Statement", "Staff", 3),
        ("Statement", "Staff", 4),
        ("Statement", "Surplus (income less expense)", 3),
        ("Statement", "Closing balance", 3),
        ("Statement", "Contributions for 2026 still to come, where it is decided what is due", 3),
        ("Accounts", "Account 100", 6),
        ("Accounts", "Total expense", 6),
        ("Contributions", "agency", 5),
        ("Contributions", "agency", 13),
        ("Contributions", "Given voluntarily by", 3),
        ("Dues", "agency", 6),
        ("Dues", "agency", 11),
        ("Checks", "All of them", 6),
    ] {
        let row = match label {
            "Given voluntarily by" => below(&mut book, sheet, label),
            _ => row(&mut book, sheet, label),
        };
        assert_eq!(row[column], UNKNOWN, "{sheet}, {label}: {row:?}");
    }
    let budget = row(&mut book, "Statement", "Staff");
    assert_eq!(budget[1..3], ["2000", "2500"], "the budget is known");
}

/// The row below the one with a label.
fn below(book: &mut Book, sheet: &str, label: &str) -> Vec<String> {
    let range = book.worksheet_range(sheet).unwrap();
    let mut rows = range.rows();
    rows.find(|row| row.contains(&Data::String(label.into()))).unwrap();
    rows.next().unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn no_formula_takes_a_name_or_a_sheet_that_is_not_there() {
    let mut book = open(written(&unread()));
    let names: Vec<String> = book.defined_names().iter().map(|(name, _)| name.clone()).collect();
    for name in ["closing_balance", "total_income", "total_expense", "surplus"] {
        assert!(!names.iter().any(|own| own == name), "{name}");
    }
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        for (_, _, formula) in formulas.used_cells() {
            for gone in ["_balance", "total_", "surplus", "'Funds'", "'Years'", "'Activities'"] {
                let last = gone == "_balance" && formula.contains("last_closing_balance");
                let opening = formula.contains("opening_balance");
                assert!(last || opening || !formula.contains(gone), "{sheet}: {formula}");
            }
        }
    }
}

#[test]
fn an_account_with_a_line_without_rate_is_not_known_and_the_others_are() {
    let mut all = Statement { totals_known: false, ..statement() };
    let line = all.booked.iter_mut().find(|line| line.line.account == "0100").unwrap();
    line.booked = None;
    let mut book = open(written(&all));
    assert_eq!(row(&mut book, "Accounts", "Account 0100")[6..9], [UNKNOWN; 3]);
    assert_eq!(row(&mut book, "Accounts", "Account 100")[6], "1190.3");
    assert_eq!(row(&mut book, "Accounts", "Total expense")[6], UNKNOWN);
    assert_eq!(row(&mut book, "Accounts", "Total expense")[4], "2300");
}

#[test]
fn where_another_years_books_are_in_doubt_what_came_for_this_one_is_not_known() {
    let all = Statement { doubtful_years: vec![2025], ..statement() };
    let mut book = open(written(&all));
    let agency = row(&mut book, "Contributions", "agency");
    assert_eq!([&agency[5], &agency[8]], [UNKNOWN; 2]);
    assert_eq!(agency[13], "5010.1", "this year's own ledger is known");
    let why = book.worksheet_range("Contributions").unwrap();
    let why = why.get_value((1, 0)).unwrap().to_string();
    assert!(why.contains("The accounts of 2025 are incomplete"), "{why}");
}

#[test]
fn what_is_in_a_fund_is_left_open_where_a_line_is_on_none_that_is_known() {
    let all = Statement { fund_movements_known: false, ..statement() };
    let mut book = open(written(&all));
    let own = row(&mut book, "Funds", "translations");
    assert_eq!(own[3..7], ["600", UNKNOWN, UNKNOWN, UNKNOWN]);
    let range = book.worksheet_range("Funds").unwrap();
    assert!(!range.used_cells().any(|(_, _, data)| data == &Data::String("Total".into())));
}

#[test]
fn commitments_and_help_in_kind_with_a_row_that_could_not_be_read_are_no_whole() {
    let finance = FinanceInputs {
        contributions: dues(),
        commitments_incomplete: true,
        in_kind_incomplete: true,
        ..Default::default()
    };
    let mut book = open(written_with(&statement(), finance));
    assert_eq!(row(&mut book, "Statement", "Committed and not paid yet")[3], UNKNOWN);
    assert_eq!(row(&mut book, "Commitments", "Total")[6], UNKNOWN);
    row(&mut book, "Statement", "Given in kind, of the rows that could be read");
    for sheet in ["Commitments", "In kind"] {
        let range = book.worksheet_range(sheet).unwrap();
        let head = range.get_value((1, 0)).unwrap().to_string();
        assert!(head.contains("Incomplete: a row"), "{sheet}: {head}");
    }
}
