//! The report's table of supporting files.

use model::document::{Block, RowKind, Table};
use model::supporting::{AccountTerm, Adjustment, FileAccount, TableKind, Tally};
use model::{Currency, Identifier};

use super::sample::sample;
use super::{cells, context, with_body};
use crate::document;

fn account(participant: &str, path: &str, sheet: &str, terms: [u64; 4]) -> FileAccount {
    let [read, counted, evidence, refused] = terms;
    let tally = |rows| Tally { rows, amount_minor: rows as i64 * 100 };
    FileAccount {
        participant: Identifier::parse(participant).unwrap(),
        path: path.into(),
        sheet: sheet.into(),
        kind: TableKind::Orders,
        adjustment: Adjustment::default(),
        currency: Some(Currency::EUR),
        read: tally(read),
        terms: [
            (AccountTerm::Counted, tally(counted)),
            (AccountTerm::Evidence, tally(evidence)),
            (AccountTerm::Refused, tally(refused)),
            (AccountTerm::Duplicate, tally(1)),
        ]
        .into(),
    }
}

fn made(accounts: Vec<FileAccount>, withheld: Option<&str>) -> Table {
    made_with(accounts, withheld, &[])
}

fn made_with(accounts: Vec<FileAccount>, withheld: Option<&str>, files: &[&str]) -> Table {
    let mut sample = sample();
    sample.this.1.accounts = accounts;
    sample.files = files.iter().map(|path| format!("inputs/2026/returns/{path}")).collect();
    if let Some(id) = withheld {
        let sent = sample.this.0.returns.get_mut(id).unwrap();
        sent.organisation.protect_volume = true;
    }
    let most = if sample.this.1.accounts.len() > 3 { ", most=2" } else { "" };
    let body = format!("{{{{ register(\"accounts\", \"a\", \"A\"{most}) }}}}");
    let body = with_body(&body);
    let made = document("progress-report", &body, &context(&sample, true)).unwrap();
    let Some(Block::Table(table)) = made.blocks.into_iter().next() else { panic!("no table") };
    table
}

#[test]
fn each_file_has_a_row_that_adds_up_over_its_sheets() {
    let table = made(
        vec![
            account("north-region", "n/orders.xlsx", "Q1", [10, 6, 0, 3]),
            account("north-region", "n/orders.xlsx", "Q2", [5, 2, 2, 0]),
            account("port-city", "p/orders.xlsx", "Q1", [3, 0, 2, 0]),
        ],
        None,
    );
    let said = "Sample Region North | orders.xlsx | 15 | 8 | 2 | 5\n\
                Port City of Exampleton | orders.xlsx | 3 | 0 | 2 | 1\n\
                All together |  | 18 | 8 | 4 | 6";
    assert_eq!(cells(&table), said);
    assert_eq!(table.rows.last().unwrap().kind, RowKind::Total);
    assert_eq!(table.notes.len(), 1);
}

#[test]
fn files_of_a_withheld_volume_are_in_no_row_and_no_sum() {
    let accounts = vec![
        account("north-region", "n/orders.xlsx", "Q1", [10, 6, 0, 3]),
        account("port-city", "p/orders.xlsx", "Q1", [3, 0, 2, 0]),
    ];
    let table = made(accounts, Some("port-city"));
    assert_eq!(cells(&table), "Sample Region North | orders.xlsx | 10 | 6 | 0 | 4");
    assert_eq!(table.notes.len(), 2);
}

#[test]
fn files_that_are_not_read_are_listed_too() {
    let known = "inputs/2026/returns/north-region/supporting/orders.xlsx";
    let files = [
        "north-region/supporting/orders.xlsx",
        "north-region/supporting/lists/loans.csv",
        "north-region/supporting/~$orders.xlsx",
        "north-region/return.xlsx",
        "port-city/supporting/secret.csv",
    ];
    let accounts = vec![account("north-region", known, "Q1", [10, 6, 0, 3])];
    let table = made_with(accounts, Some("port-city"), &files);
    let said = "Sample Region North | orders.xlsx | 10 | 6 | 0 | 4\n\
                Sample Region North | lists/loans.csv | not read | – | – | –\n\
                All together |  | 10 | 6 | 0 | 4";
    assert_eq!(cells(&table), said);
}

#[test]
fn beyond_the_bound_files_with_the_fewest_rows_left_out_are_one_row_and_the_sums_stay() {
    let file = |name: &str, terms| account("north-region", &format!("n/{name}.xlsx"), "Q1", terms);
    let accounts = vec![
        file("few", [10, 9, 0, 0]),
        file("most", [20, 9, 0, 10]),
        file("fewer", [8, 7, 0, 0]),
        file("many", [11, 5, 0, 5]),
    ];
    let table = made(accounts, None);
    let said = "Sample Region North | most.xlsx | 20 | 9 | 0 | 11\n\
                Sample Region North | many.xlsx | 11 | 5 | 0 | 6\n\
                2 other files |  | 18 | 16 | 0 | 2\n\
                All together |  | 49 | 30 | 0 | 19";
    assert_eq!(cells(&table), said);
    assert_eq!(table.notes.len(), 2);
}
