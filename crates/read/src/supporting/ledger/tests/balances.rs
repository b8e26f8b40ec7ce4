//! What running balances say of signs, of totals below the rows, and of the beginning of the year.

use super::*;

/// A statement of the bank: what comes in is positive.
const ROWS: [&str; 5] = [
    "01.10.2025;Saldovortrag;;;1'000.00;",
    "02.10.2025;Beitrag;4000;500.00;1'500.00;1",
    "03.10.2025;Miete;6000;-120.40;1'379.60;2",
    "04.10.2025;Bahn;6100;-9.60;1'370.00;3",
    "05.10.2025;Beitrag;4100;30.00;1'400.00;4",
];

fn in_order(newest_first: bool) -> Vec<String> {
    let rows = ROWS.iter().map(|row| (*row).to_owned());
    if newest_first { rows.rev().collect() } else { rows.collect() }
}

fn export(rows: &[String]) -> String {
    statement(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_balance_that_goes_another_way_than_what_is_booked_shows_that_the_signs_are_wrong() {
    // Each with the way in which the export shows its amounts and its balance.
    let turned = |of_amount: bool, of_balance: bool| {
        let turn = |number: &str, turned: bool| match (number.strip_prefix('-'), turned) {
            (_, false) => number.to_owned(),
            (Some(rest), true) => rest.to_owned(),
            (None, true) if number.is_empty() => String::new(),
            (None, true) => format!("-{number}"),
        };
        let rows = ROWS.map(|row| {
            let cells: Vec<&str> = row.split(';').collect();
            let [day, text, account, amount, balance, reference] = cells[..] else { panic!() };
            let (amount, balance) = (turn(amount, of_amount), turn(balance, of_balance));
            [day, text, account, &amount, &balance, reference].join(";")
        });
        export(&rows)
    };
    let cases = [
        ("cash", false, false, None),
        // A debt of the host to the Pact, on its credit side.
        ("cash", false, true, None),
        ("as_typed", false, false, Some("4:5")),
        ("as_typed", false, true, Some("3:5")),
        ("reversed", false, false, Some("3:5")),
        ("debit_positive", false, false, Some("3:5")),
        ("cash", true, false, Some("3:5")),
        ("debit_positive", true, false, None),
    ];
    for (sign, amount, balance, at) in cases {
        let mapping = OF_STATEMENT.replace("\"cash\"", &format!("\"{sign}\""));
        let reading = read(&mapping, &turned(amount, balance));
        let all = told(&reading);
        let told: Vec<_> = all.iter().map(|(kind, at, _)| (*kind, at.as_str())).collect();
        let wanted = at.map(|at| format!("journal.csv!{at}"));
        let wanted: Vec<_> =
            wanted.iter().map(|at| (FaultKind::BalanceAgainstSign, at.as_str())).collect();
        assert_eq!(told, wanted, "{sign} {amount} {balance}");
        assert_eq!(reading.incomplete, at.is_some(), "{sign} {amount} {balance}");
        let in_words = |fault: &model::Fault| fault.expected.contains("EUR ");
        assert!(reading.faults.iter().all(in_words), "{:?}", reading.faults);
    }
}

#[test]
fn each_accounts_own_balance_says_nothing_of_the_money() {
    let rows = [
        "02.10.2025;Beitrag;4000;500.00;500.00;1",
        "03.10.2025;Beitrag;4000;20.00;520.00;2",
        "03.10.2025;Miete;6000;120.40;120.40;3",
        "04.10.2025;Miete;6000;20.00;140.40;4",
    ];
    let mapping = OF_STATEMENT.replace("\"cash\"", "\"as_typed\"");
    let file = vec![("supporting/journal.csv", statement(&rows).into_bytes())];
    let reading = read_opening(&mapping, &file, Some(77));
    assert_eq!(told(&reading), []);
}

#[test]
fn the_balance_of_a_total_is_not_one_that_rows_go_on_from() {
    let last = [
        ";Total;;400.00;1'400.00;",
        ";Umsatztotal;;400.00;1'400.00;",
        ";Endsaldo;;;1'400.00;",
        ";;;400.00;1'400.00;",
    ];
    for total in last {
        for newest_first in [false, true] {
            for with_opening in [false, true] {
                let mut rows = in_order(newest_first);
                rows.retain(|row| with_opening || !row.contains("vortrag"));
                rows.push(total.to_owned());
                let reading = read(OF_STATEMENT, &export(&rows));
                assert_eq!(told(&reading), [], "{total} {newest_first} {with_opening}");
                assert!(!reading.incomplete);
            }
        }
    }
}

#[test]
fn an_export_opens_with_what_the_year_opens_with() {
    let opening = |mapping: &str, files: &[(&str, String)], opening| {
        let files: Vec<_> =
            files.iter().map(|(name, text)| (*name, text.clone().into_bytes())).collect();
        let reading = read_opening(mapping, &files, Some(opening));
        assert!(!reading.incomplete, "{:?}", reading.faults);
        told(&reading)
    };
    let mut without = in_order(false);
    without.remove(0);
    let cases = [(in_order(false), "2:5"), (in_order(true), "6:5"), (without, "2:5")];
    for (rows, at) in cases {
        let files = [("supporting/journal.csv", export(&rows))];
        assert_eq!(opening(OF_STATEMENT, &files, 100_000), []);
        let otherwise = (
            FaultKind::ExportOpensOtherwise,
            format!("journal.csv!{at}"),
            "EUR 1000.00".to_owned(),
        );
        assert_eq!(opening(OF_STATEMENT, &files, 90_000), [otherwise]);
    }
    // Two halves of one account, whichever is read first; and a second account, of which no balance is known.
    let halves = [
        ("supporting/b.csv", export(&in_order(false)[..3])),
        ("supporting/a.csv", export(&in_order(false)[3..])),
    ];
    let both = OF_STATEMENT.replace("journal.csv", "?.csv");
    assert_eq!(opening(&both, &halves, 100_000), []);
    let cash = "02.10.2025;Kasse;6100;-5.00;;9".to_owned();
    let more = [halves[0].clone(), halves[1].clone(), ("supporting/c.csv", export(&[cash]))];
    assert_eq!(opening(&both, &more, 7), []);
}
