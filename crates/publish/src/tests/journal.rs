//! The books in hledger's format.

use model::finance::{
    AccountClass, AccountKind, AccountLine, BookedLine, FundLine, LedgerLine, Statement,
};
use model::{Currency, Money, Place, YearResults};

use super::{day, package_of, text};

fn account(code: &str, title: &str, class: AccountClass) -> AccountLine {
    AccountLine {
        account: code.into(),
        title: title.into(),
        kind: match class {
            AccountClass::Contribution | AccountClass::Voluntary => AccountKind::Income,
            _ => AccountKind::Expense,
        },
        class,
        budget: 0,
        revised_budget: 0,
        actual: 0,
        last_year: None,
        next_year_budget: None,
        explanation: String::new(),
    }
}

fn entry(date: &str, account: &str, description: &str, who: &str, booked: i64) -> BookedLine {
    let path = "inputs/2026/finance/supporting/a, b.csv";
    BookedLine {
        line: LedgerLine {
            date: day(date),
            account: account.into(),
            description: description.into(),
            counterparty: who.into(),
            amount: booked,
            currency: Currency::EUR,
            reference: String::new(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            for_participant: String::new(),
            reference_place: Place::line(path, 2, 7),
            paid: None,
            counterparty_place: Place::line(path, 2, 4),
            place: Place::line(path, 2, 5),
        },
        booked: Some(booked),
        rate: None,
    }
}

fn fund(id: &str, opening: i64) -> FundLine {
    let (title, purpose) = (String::new(), String::new());
    FundLine { id: id.into(), title, purpose, opening, income: 0, expense: 0 }
}

/// A complete statement: 100.00, then 20.00 in and 30.50 out.
fn books(results: &mut YearResults) -> &mut Statement {
    let statement = results.statement.as_mut().unwrap();
    statement.incomplete = false;
    statement.opening = 10_000;
    statement.closing = 8_950;
    statement.bank_closing = Some(8_950);
    statement.accounts = vec![
        account("1000", "Contributions: all; kinds", AccountClass::Contribution),
        account("2000", "Staff  of\nJ. Doe", AccountClass::Staff),
    ];
    let mut abroad = entry("2026-02-01", "1000", "* ! (a) | b; c", "north", 2_000);
    abroad.line.currency = Currency::parse("NOK").unwrap();
    abroad.line.amount = 23_456;
    abroad.line.paid = Some(Money { currency: Currency::parse("JPY").unwrap(), minor: 1_900 });
    abroad.rate = Some("11.728".parse().unwrap());
    abroad.line.reference = "26-001".into();
    abroad.line.for_year = Some(2025);
    abroad.line.for_participant = "Secretariat".into();
    abroad.line.activity = "guides, date:1/99".into();
    statement.prepared_by_role = "Treasurer of the Secretariat".into();
    statement.booked = vec![
        entry("2026-03-01", "2000", "Fee of J. DOE by the secretariat", "J. Doe", 3_050),
        abroad,
    ];
    statement
}

fn journal(change: impl Fn(&mut Statement)) -> Option<String> {
    let files = package_of(&|results, _| change(books(results)));
    let described = text(&files, "data/datapackage.json").contains("finance.journal\",");
    let journal = files.contains_key("data/finance.journal");
    assert_eq!(described, journal);
    journal.then(|| text(&files, "data/finance.journal"))
}

#[test]
fn the_books_are_entries_that_balance() {
    let journal = journal(|_| ()).unwrap();
    let (head, body) = journal.split_once("\ndecimal-mark").unwrap();
    assert!(head.lines().all(|line| line.starts_with(';')), "{head}");
    assert!(head.starts_with(
        "; Sample Pact: books of 2026, 2025-10-01 to 2026-09-30\n; Invented sample data.\n"
    ));
    let expected = " .
commodity EUR 0.00

account assets:bank  ; type:C
account equity:opening balance  ; type:E
account income:1000 Contributions- all, kinds  ; type:R, code:1000, class:contribution
account expenses:2000 Staff of [withheld- a name]  ; type:X, code:2000, class:staff

tag activity
tag class
tag code
tag for_participant
tag for_year
tag fund
tag original
tag paid
tag rate
tag source

payee another body
payee north
payee the books

2025-10-01 * the books | Balance on the first day
    assets:bank              EUR 100.00
    equity:opening balance  EUR -100.00

2026-02-01 * (26-001) north | * ! (a) / b, c
    ; for_year:2025
    ; activity:(not on file)
    ; paid:1900 JPY
    ; original:234.56 NOK
    ; rate:11.728
    ; source:inputs/2026/finance/supporting/a; b.csv!2:5
    income:1000 Contributions- all, kinds  EUR -20.00
    assets:bank                             EUR 20.00

2026-03-01 * another body | Fee of [withheld: a name] by the secretariat
    ; source:inputs/2026/finance/supporting/a; b.csv!2:5
    expenses:2000 Staff of [withheld- a name]   EUR 30.50
    assets:bank                                EUR -30.50

2026-09-30 * the books | Balance on the last day
    ; The bank says the same.
    assets:bank  EUR 0.00 =* EUR 89.50
";
    assert_eq!(body, expected);
}

#[test]
fn each_fund_has_an_account_below_that_of_the_bank() {
    let funds = |statement: &mut Statement| {
        statement.funds = vec![fund("general", 9_000), fund("bank", 1_000)];
        statement.booked[0].line.fund = " bank ".into();
    };
    let written = journal(funds).unwrap();
    for part in [
        "account assets:bank:general  ; type:C, fund:general\naccount assets:bank:bank (2)  ; type:C, fund:bank\n",
        "    assets:bank:general       EUR 90.00\n    assets:bank:bank (2)      EUR 10.00\n    equity:opening balance  EUR -100.00\n",
        "    assets:bank:bank (2)                       EUR -30.50\n",
        "    ; fund:bank\n",
        "--pivot fund",
    ] {
        assert!(written.contains(part), "{part} in {written}");
    }
    let unknown = journal(|statement| {
        funds(statement);
        statement.fund_openings_known = false;
    });
    let unknown = unknown.unwrap();
    assert!(!unknown.contains("fund:") && !unknown.contains("assets:bank:"), "{unknown}");
}

#[test]
fn a_balance_is_asserted_that_the_books_come_to() {
    type Case<'a> = (&'a dyn Fn(&mut Statement), &'a [&'a str]);
    let cases: [Case; 4] = [
        (
            &|statement| statement.bank_closing = Some(8_951),
            &["; Not settled: the bank says EUR 89.51, 0.01 apart.\n", "=* EUR 89.50\n"],
        ),
        (
            &|statement| statement.bank_closing = None,
            &[
                "; The bank's balance is not on file yet.\n    ; What is asserted here is what the ledger comes to.\n",
                "=* EUR 89.50\n",
            ],
        ),
        (
            &|statement| {
                statement.as_of = Some(day("2026-03-31"));
                statement.last_day = day("2026-03-31");
                statement.bank_closing = Some(1);
            },
            &[
                "; INTERIM: the ledger up to 2026-03-31.",
                "2026-03-31 * the books | Balance on the last day\n    ; Interim: ",
                "=* EUR 89.50\n",
            ],
        ),
        // A line outside the year is in the statement, so the balance is that after it.
        (
            &|statement| {
                statement.booked[0].line.date = day("2026-11-02");
                statement.booked[1].line.date = day("2025-09-02");
            },
            &[
                "2025-09-02 * the books | Balance on the f",
                "2026-11-02 * the books | Balance on the l",
            ],
        ),
    ];
    for (change, parts) in cases {
        let written = journal(change).unwrap();
        for part in parts {
            assert!(written.contains(part), "{part} in {written}");
        }
    }
}

#[test]
fn of_an_incomplete_statement_there_is_no_journal() {
    assert_eq!(journal(|statement| statement.incomplete = true), None);
    let files = package_of(&|results, _| books(results).incomplete = true);
    let package = text(&files, "data/datapackage.json");
    assert!(package.contains("finance.journal is not written until it is."), "{package}");
}
