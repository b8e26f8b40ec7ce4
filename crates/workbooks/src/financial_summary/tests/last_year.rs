//! Last year beside this one, and what the workbook says of itself.

use calamine::{Data, Reader};
use jiff::civil::date;
use model::finance::Statement;

use super::fixture::{statement, written};
use super::{Book, formula, open, row};

/// Column of last year on the sheets `Statement` and `Accounts`.
const STATEMENT: usize = 6;
const ACCOUNTS: usize = 9;

fn amount(book: &mut Book, sheet: &str, label: &str, column: usize) -> String {
    row(book, sheet, label).swap_remove(column)
}

#[test]
fn last_years_column_is_last_years_statement_though_accounts_changed() {
    let mut book = open(written(&statement()));
    for (label, expected) in [
        ("Opening balance", "0"),
        ("Contributions", "1500"),
        ("Total income", "1500"),
        ("Staff", "0"),
        ("Services", "300"),
        ("Travel", "200"),
        ("Total expense", "500"),
        ("Surplus (income less expense)", "1000"),
        ("Closing balance", "1000"),
    ] {
        let found = amount(&mut book, "Statement", label, STATEMENT);
        assert_eq!(found, expected, "{label}");
        let is_class = ["Contributions", "Staff", "Services", "Travel"].contains(&label);
        if is_class || label.starts_with("Total") {
            assert_eq!(amount(&mut book, "Years", label, 1), expected, "{label}, sheet Years");
        }
    }
    assert_eq!(formula(&mut book, "Statement", "Closing balance", 6).matches('G').count(), 2);
    // What the account has now stands with the account, in its class of now.
    assert_eq!(amount(&mut book, "Accounts", "Account 100", ACCOUNTS), "300");
    assert_eq!(amount(&mut book, "Accounts", "Accounts no longer in use", ACCOUNTS), "200");
    assert_eq!(amount(&mut book, "Accounts", "Total expense", ACCOUNTS), "500");
    assert_eq!(amount(&mut book, "Accounts", "Total expense", 6), "1190.5");
}

#[test]
fn an_interim_statement_shows_neither_last_year_nor_next_years_budget() {
    let interim = Statement { as_of: Some(date(2026, 3, 31)), ..statement() };
    let mut book = open(written(&interim));
    for sheet in ["Statement", "Accounts"] {
        let range = book.worksheet_range(sheet).unwrap();
        for head in ["Last year", "Next year's budget", "Explanation", "Explanation due"] {
            let found = range.used_cells().any(|(_, _, data)| data == &Data::String(head.into()));
            assert!(!found, "{sheet}: {head}");
        }
    }
    let own = row(&mut book, "Read me", "Period");
    assert_eq!(own[1], "1 October 2025 to 31 March 2026");
    let range = book.worksheet_range("Statement").unwrap();
    let mut labels = range.used_cells().filter(|(_, column, _)| *column == 0);
    let reserve = labels.find(|(_, _, data)| data.to_string().starts_with("Months of expense"));
    assert_eq!(reserve, None, "part of a year has no pace");
}

#[test]
fn the_first_sheet_says_who_may_read_it_its_day_and_how_far_it_can_be_relied_on() {
    let whole = Statement { incomplete: false, ..statement() };
    let interim = Statement { as_of: Some(date(2026, 3, 31)), ..statement() };
    let status = "Provided to the Steering Committee. This summary has not been audited.";
    for (statement, day) in [(whole, "31 December 2026"), (interim, "31 March 2026")] {
        let mut book = open(written(&statement));
        row(&mut book, "Read me", "Public");
        assert_eq!(row(&mut book, "Read me", "Date")[1], day);
        assert_eq!(row(&mut book, "Read me", "Status")[1], status);
    }
}

#[test]
fn receipts_and_help_in_kind_are_told_in_words() {
    let mut book = open(written(&statement()));
    assert_eq!(row(&mut book, "Receipts", "Voluntary contributions")[4], "given voluntarily");
    assert_eq!(row(&mut book, "Receipts", "Agency (invented)")[4], "a contribution");
    assert_eq!(row(&mut book, "In kind", "agency")[2], "Hours");
    assert_eq!(row(&mut book, "In kind", "quiet-town")[2], "Other");
    let group = row(&mut book, "In kind", "Displays");
    assert_eq!(group[0], "displays", "a working group of last year only");
}
