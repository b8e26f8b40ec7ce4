//! What is due in parts and in several currencies, as the sheet of dues sets it off.

#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "amounts in cents are grouped as amounts are written: 100_00 is 100.00"
)]

use jiff::civil::{Date, date};
use model::finance::{ContributionDue, ContributionLine, FinanceInputs, Statement};
use model::{Currency, Place};

use super::fixture::{booked, chf, contribution, id, payment, statement, written_with};
use super::{Book, open};

const PART: Option<Date> = Some(date(2026, 1, 31));
const LATER: Option<Date> = Some(date(2026, 4, 30));

fn due(minor: i64, currency: Currency, due_on: Option<Date>) -> ContributionDue {
    ContributionDue {
        participant: id("agency"),
        due: minor,
        currency,
        due_on,
        decision: "SC-2".into(),
        waived: false,
        reason: String::new(),
        place: Place::file("inputs/2026/finance/contributions.csv"),
    }
}

/// Payments of the agency: as paid, in a currency, as booked.
fn paid(line: &mut ContributionLine, payments: &[(i64, Currency, Option<i64>)]) {
    for (amount, currency, minor) in payments {
        let mut own = payment(&booked(2, "200", "agency", *amount), 2026);
        (own.currency, own.booked) = (*currency, *minor);
        line.payments.push(own);
    }
}

/// The workbook with these contributions of the agency alone.
fn with(line: ContributionLine, dues: Vec<ContributionDue>) -> Book {
    let (voluntary, unlisted) = (Vec::new(), Vec::new());
    let all = Statement { contributions: vec![line], voluntary, unlisted, ..statement() };
    open(written_with(&all, FinanceInputs { contributions: dues, ..Default::default() }))
}

/// The rows of the sheet of dues from `Received of it` on.
fn rows(book: &mut Book) -> Vec<Vec<String>> {
    let range = calamine::Reader::worksheet_range(book, "Dues").unwrap();
    let rows = range.rows().skip(4);
    rows.map(|row| row[6..].iter().map(ToString::to_string).collect()).collect()
}

/// One participant: its amounts, what it owes, what it paid, and the rows it has.
struct Case {
    amounts: [i64; 4],
    exchange: Option<i64>,
    days: Option<i32>,
    dues: Vec<ContributionDue>,
    paid: Vec<(i64, Currency, Option<i64>)>,
    rows: Vec<[&'static str; 7]>,
}

fn cases() -> Vec<Case> {
    let (eur, usd) = (Currency::EUR, Currency::parse("USD").unwrap());
    let two = || vec![due(100_00, eur, LATER), due(100_00, eur, PART)];
    vec![
        // The oldest first, whatever the order of the rows.
        Case {
            amounts: [200_00, 150_00, 50_00, 0],
            exchange: None,
            days: Some(153),
            dues: two(),
            paid: vec![(150_00, eur, Some(150_00))],
            rows: vec![
                ["100", "0", "100", "0", "100", "0", "–"],
                ["50", "50", "100", "50", "50", "50", "153"],
            ],
        },
        // Dollars in which nothing is due count as booked, against the oldest.
        Case {
            amounts: [200_00, 30_00, 170_00, 0],
            exchange: None,
            days: Some(242),
            dues: two(),
            paid: vec![(40_00, usd, Some(30_00))],
            rows: vec![
                ["0", "100", "100", "100", "0", "70", "242"],
                ["0", "100", "100", "100", "0", "100", "153"],
                ["", "", "", "", "30", "0", "–"],
            ],
        },
        // All was paid, and 20.00 went back in dollars.
        Case {
            amounts: [200_00, 180_00, 20_00, 0],
            exchange: None,
            days: Some(153),
            dues: two(),
            paid: vec![(200_00, eur, Some(200_00)), (-25_00, usd, Some(-20_00))],
            rows: vec![
                ["100", "0", "100", "0", "100", "0", "–"],
                ["100", "0", "100", "0", "100", "0", "–"],
                ["", "", "", "", "-20", "20", "153"],
            ],
        },
        // 95 francs are 100.00 at the rate of their day; twice as much came, booked at 198.00: it settles the euro too.
        Case {
            amounts: [200_00, 198_00, 0, 0],
            exchange: Some(-2_00),
            days: None,
            dues: vec![due(100_00, eur, PART), due(95_00, chf(), LATER)],
            paid: vec![(190_00, chf(), Some(198_00))],
            rows: vec![
                ["0", "100", "100", "100", "0", "0", "–"],
                ["190", "-95", "100", "-100", "200", "0", "–"],
            ],
        },
        // Two in francs: what they are in euro is known of both together.
        Case {
            amounts: [310_00, 101_00, 209_50, 0],
            exchange: Some(50),
            days: Some(242),
            dues: vec![due(10_00, eur, PART), due(95_00, chf(), PART), due(190_00, chf(), LATER)],
            paid: vec![(95_00, chf(), Some(101_00))],
            rows: vec![
                ["0", "10", "10", "10", "0", "below", "below"],
                ["95", "0", "below", "below", "below", "below", "below"],
                ["0", "190", "below", "below", "below", "below", "below"],
                ["", "", "300", "199.5", "100.5", "209.5", "242"],
            ],
        },
    ]
}

#[test]
fn each_part_is_set_off_the_oldest_first() {
    for case in cases() {
        let mut line = contribution("agency", case.amounts);
        (line.days_overdue, line.exchange_difference) = (case.days, case.exchange);
        paid(&mut line, &case.paid);
        let mut book = with(line, case.dues);
        assert_eq!(rows(&mut book), case.rows);
        let check = super::row(
            &mut book,
            "Checks",
            "Contributions still to come: by decision and by participant",
        );
        assert_eq!(check[6], "agrees", "{check:?}");
    }
}

#[test]
fn a_part_that_is_not_the_same_share_to_the_cent_stands_as_a_number() {
    // 10.00 francs at 0.93 are 10.75; 3.33 of them are 3.58, and a share of 10.75 is 3.58 too; of 6.67 it is 7.17.
    for (francs, left, formula) in [(3_33, 3_58, "ROUND(H5*I5/E5,2)"), (3_33, 3_59, "")] {
        let mut line = contribution("agency", [10_75, 7_20, left, 0]);
        line.exchange_difference = Some(7_20 - 10_75 + left);
        paid(&mut line, &[(10_00 - francs, chf(), Some(7_20))]);
        let mut book = with(line, vec![due(10_00, chf(), PART)]);
        assert_eq!(super::formula(&mut book, "Dues", "agency", 9), formula);
    }
}

#[test]
fn what_is_due_in_other_currencies_is_known_where_what_was_paid_is_not() {
    let mut line = contribution("agency", [310_00, 0, 0, 0]);
    line.exchange_difference = Some(0);
    let cases = [
        (vec![due(285_00, chf(), PART)], ["[not known]", "[not known]", "310", "[not known]"]),
        (vec![due(95_00, chf(), PART), due(190_00, chf(), LATER)], ["", "", "310", "[not known]"]),
    ];
    for (dues, expected) in cases {
        let rows_missing = true;
        let all = Statement { contributions: vec![line.clone()], rows_missing, ..statement() };
        let finance = FinanceInputs { contributions: dues, ..Default::default() };
        let mut book = open(written_with(&all, finance));
        assert_eq!(rows(&mut book).pop().unwrap()[..4], expected);
        assert_eq!(super::row(&mut book, "Contributions", "agency")[3], "310");
    }
}

#[test]
fn what_was_paid_is_not_known_where_a_payment_has_no_rate() {
    let mut line = contribution("agency", [100_00, 0, 0, 0]);
    paid(&mut line, &[(40_00, Currency::parse("USD").unwrap(), None)]);
    let mut book = with(line, vec![due(100_00, Currency::EUR, PART)]);
    let all = super::row(&mut book, "Contributions", "agency");
    let unknown = [5, 7, 8, 9].map(|column: usize| all[column].as_str());
    assert_eq!(unknown, ["[not known]"; 4], "{all:?}");
    assert_eq!(all[3], "100");
    assert_eq!(super::row(&mut book, "Contributions", "Total")[5], "[not known]");
}
