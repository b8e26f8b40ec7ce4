//! Accounts as offices keep them, good and bad.

mod books;
mod more_files;

use std::collections::BTreeMap;

use model::finance::FinanceInputs;
use model::{Fault, FaultKind, InputFile, Obstacle, YearSettings};

use super::finance_inputs;
use crate::absent::PassedOver;
use crate::registers::testing::{files, register};

const PACT: &str = "title = \"P\"\nends_on = 2030-12-31\n";
const YEAR: &str = "year = 2026\nperiod_start = 2025-10-01\nperiod_end = 2026-09-30\ndeadline = 2026-11-15\n\
report_date = 2027-01-31\nlanguages = [\"en\"]\n";
const FINANCE: &str = "[finance]\ncurrency = \"EUR\"\nopening_balance = 10\nbank_closing_balance = 20.5\n\
host = \"Host\"\nprepared_by_role = \"Treasurer\"\n";

fn settings(text: &str) -> YearSettings {
    let files = files(&[("pact.toml", PACT), ("year.toml", text)]);
    let pact = crate::settings::pact(&files["pact.toml"]).unwrap();
    crate::settings::year_settings(&files["year.toml"], 2026, &pact, &register(&[])).unwrap()
}

fn read(
    files: &BTreeMap<String, InputFile>,
    year: &str,
) -> (Result<FinanceInputs, Vec<Obstacle>>, Vec<Fault>) {
    let mut faults = Vec::new();
    let known = register(&["north"]);
    let passed_over = PassedOver(&[]);
    let settings = settings(year);
    let inputs = finance_inputs(files, "inputs/2026", &settings, &known, passed_over, &mut faults);
    (inputs, faults)
}

fn whole_year() -> String {
    format!("{YEAR}{FINANCE}")
}

/// What is made of a file of the accounts, by its name and header, with these rows; budget and ledger stand beside it.
fn with_rows((name, header): (&str, &str), rows: &str) -> (FinanceInputs, Vec<Fault>) {
    let mut there = files(&[
        ("inputs/2026/finance/budget.csv", "account,title,kind,class,amount\n"),
        ("inputs/2026/finance/ledger.csv", "date,account,amount,currency\n"),
    ]);
    let path = format!("inputs/2026/finance/{name}.csv");
    there.extend(files(&[(path.as_str(), &format!("{header}\n{rows}\n"))]));
    let (inputs, faults) = read(&there, &whole_year());
    (inputs.unwrap(), faults)
}

/// One fault, at this cell of a file of the accounts.
fn at_one_cell(faults: &[Fault], name: &str, cell: &str) {
    let places: Vec<_> = faults.iter().map(|fault| fault.place.to_string()).collect();
    assert_eq!(places, [format!("inputs/2026/finance/{name}.csv!{cell}")], "{faults:?}");
}

#[test]
fn amounts_become_minor_units_of_their_currency() {
    let files = files(&[
        (
            "inputs/2026/finance/budget.csv",
            "account;title;kind;class;amount;revised_amount;explanation\n4000;Contributions;income;contribution;1000,50;;As planned\n",
        ),
        (
            "inputs/2026/finance/ledger.csv",
            "date,account,description,amount,currency,for_year\n2026-02-01,4000,North,-12.5,EUR,2025\n2026-02-02,4000,Far,1500,JPY,\n",
        ),
        (
            "inputs/2026/finance/contributions.csv",
            "participant,due,currency,waived\nnorth,,EUR,yes\n",
        ),
    ]);
    let (inputs, faults) = read(&files, &whole_year());
    let inputs = inputs.unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!((inputs.budget[0].amount, inputs.budget[0].revised_amount), (100_050, None));
    let ledger: Vec<_> = inputs.ledger.iter().map(|line| (line.amount, line.for_year)).collect();
    assert_eq!(ledger, [(-1250, Some(2025)), (1500, None)]);
    assert_eq!(inputs.ledger[0].place.to_string(), "inputs/2026/finance/ledger.csv!2:4");
    assert_eq!((inputs.contributions[0].due, inputs.contributions[0].waived), (0, true));
    assert!(!inputs.incomplete);
}

#[test]
fn a_field_that_cannot_be_taken_makes_the_accounts_incomplete() {
    let budget = ("budget", "account,title,kind,class,amount");
    let revised = ("budget", "account,title,kind,class,amount,revised_amount");
    let next = ("budget", "account,title,kind,class,amount,next_year_amount");
    let ledger = ("ledger", "date,account,amount,currency");
    let paid = ("ledger", "date,account,amount,currency,paid_amount,paid_currency");
    let contributions = ("contributions", "participant,due,currency,due_on");
    let cases = [
        (paid, "2026-02-01,4000,5,EUR,6.123,CHF", "2:5"),
        (paid, "2026-02-01,4000,5,EUR,-6,CHF", "2:5"),
        (paid, "2026-02-01,4000,5,EUR,0,CHF", "2:5"),
        (paid, "2026-02-01,4000,5,EUR,6,EUR", "2:5"),
        (paid, "2026-02-01,4000,5,EUR,,CHF", "2:5"),
        (paid, "2026-02-01,4000,5,EUR,6,", "2:6"),
        (paid, "2026-02-01,4000,5,EUR,6,Fr.", "2:6"),
        (budget, "4000,C,income,contribution,1.234", "2:5"),
        (budget, "4000,C,income,contribution,3.420", "2:5"),
        (budget, "4000,C,income,contribution,-2800.00", "2:5"),
        (budget, "4000,C,income,contribution,about 5", "2:5"),
        (budget, "4000,C,income,contribution,", "2:5"),
        (budget, "4000,C,expense,contribution,5", "2:4"),
        (budget, "1,A,expense,staff,5\n1,B,expense,staff,6", "3:1"),
        (revised, "1,A,expense,staff,46000,00,", "2:5"),
        (revised, "1,A,expense,staff,46000,00", "2:6"),
        (next, "1,A,expense,staff,5,-5", "2:6"),
        (ledger, "01.02.2026,4000,5,EUR", "2:1"),
        (ledger, "2026-02-01,4000,1e3,EUR", "2:3"),
        (ledger, "2026-02-01,4000,\"1,50\",EUR", "2:3"),
        (ledger, "2026-02-01,4000,5.5,JPY", "2:3"),
        (ledger, "2026-02-01,4000,5,EURO", "2:4"),
        (ledger, "2026-02-01,4000,968,00 EUR,EUR", "2:3"),
        (ledger, "2026-02-01,4000,100000000000000.01,EUR", "2:3"),
        (ledger, "2026-02-01,4000,99999999999999999999,EUR", "2:3"),
        (contributions, "north,3.420,EUR,", "2:2"),
        (contributions, "south,100,EUR,", "2:1"),
        (contributions, "north,,EUR,", "2:2"),
        (contributions, "north,-5,EUR,", "2:2"),
        (contributions, "north,5,EUR,soon", "2:4"),
    ];
    for (file, rows, cell) in cases {
        let (inputs, mut faults) = with_rows(file, rows);
        assert!(inputs.incomplete, "{rows}");
        faults.retain(|fault| fault.kind != FaultKind::ExplanationBlank);
        at_one_cell(&faults, file.0, cell);
    }
}

#[test]
fn what_does_not_fit_the_year_is_told_at_the_cell_to_change_and_kept() {
    let budget = "title,account,kind,class,amount,explanation\nA,1,expense,staff,5,\nB,2,expense,travel,5,Less travel\n";
    let rows = "2026-02-01,1,5,EUR\n2026-02-02,3,5,EUR\n2026-10-01,2,5,EUR\n";
    let [budget_file, ledger_file] =
        ["budget", "ledger"].map(|name| format!("inputs/2026/finance/{name}.csv"));
    let ledger = format!("date,account,amount,currency\n{rows}");
    let cases = [
        (
            budget,
            vec![
                (FaultKind::ExplanationBlank, format!("{budget_file}!2:6"), "1"),
                (FaultKind::AccountNotInBudget, format!("{ledger_file}!3:2"), "3"),
                (FaultKind::BookedOutsideYear, format!("{ledger_file}!4:1"), "2026-10-01"),
            ],
        ),
        // Where there is no budget, that alone is said of the accounts.
        (
            "title,account,kind,class,amount\n",
            vec![(FaultKind::BookedOutsideYear, format!("{ledger_file}!4:1"), "2026-10-01")],
        ),
    ];
    for (budget, wanted) in cases {
        let files = files(&[(budget_file.as_str(), budget), (ledger_file.as_str(), &ledger)]);
        let (inputs, faults) = read(&files, &whole_year());
        let inputs = inputs.unwrap();
        assert_eq!((inputs.ledger.len(), inputs.incomplete), (3, false), "{faults:?}");
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault.kind, fault.place.to_string(), fault.raw.as_str()))
            .collect();
        assert_eq!(told, wanted);
    }
}

#[test]
fn accounts_need_their_settings_and_their_absence_needs_nothing() {
    let files = files(&[("inputs/2026/finance/ledger.csv", "date,account,amount,currency\n")]);
    let (refused, _) = read(&files, YEAR);
    assert!(refused.unwrap_err()[0].what.contains("[finance]"));
    let (nothing, faults) = read(&BTreeMap::new(), YEAR);
    assert_eq!((nothing.unwrap(), faults.len()), (FinanceInputs::default(), 0));
}

#[test]
fn a_decimal_comma_is_asked_about_and_nothing_else() {
    let text = "date,account,amount,currency,reference\n2025-11-26,2100,968,00,EUR,26-003\n\
                2025-11-27,2100,-7,5,EUR,\n2025-11-28,2100,7,EUR,a,b\n";
    let files = files(&[("inputs/2026/finance/ledger.csv", text)]);
    let (inputs, faults) = read(&files, &whole_year());
    assert!(inputs.unwrap().ledger.is_empty());
    let said: Vec<_> = faults
        .iter()
        .filter(|fault| fault.kind == FaultKind::AccountsValueNotUsable)
        .map(|fault| (fault.place.cell_name().unwrap(), fault.raw.as_str(), &*fault.expected))
        .collect();
    let [whole, tenth, other] = &said[..] else { panic!("{said:#?}") };
    assert_eq!((whole.0.as_str(), whole.1), ("2:3", "968,00"));
    assert!(whole.2.contains("one field too many") && whole.2.contains("`968.00`"), "{}", whole.2);
    assert_eq!((tenth.0.as_str(), tenth.1), ("3:3", "-7,5"));
    assert_eq!((other.0.as_str(), other.1), ("4:6", "b"));
    assert!(other.2.contains("one field too many"), "{}", other.2);
}

#[test]
fn a_file_of_the_accounts_that_is_missing_is_said_and_nothing_is_taken_for_zero() {
    let all = [
        ("inputs/2026/finance/budget.csv", "account,title,kind,class,amount\n"),
        ("inputs/2026/finance/ledger.csv", "date,account,amount,currency\n"),
        ("inputs/2026/finance/contributions.csv", "participant,due,currency\n"),
    ];
    let registers = ["", "2022-01-01"].map(|coordinating| {
        let text = format!(
            "id,name,country,procuring_since,coordinating_since,left\nnorth,N,NL,2021-06-14,{coordinating},\n"
        );
        let files = files(&[("inputs/participants.csv", &text)]);
        crate::registers::participants(&files, &mut Vec::new()).unwrap()
    });
    let [procuring, coordinating] = &registers;
    let cases = [
        (&all[..], coordinating, &[] as &[&str]),
        (&all[1..], coordinating, &["budget.csv"][..]),
        (&all[..1], procuring, &["ledger.csv"][..]),
        (&all[..2], procuring, &[][..]),
        (&all[..2], coordinating, &["contributions.csv"][..]),
        (&all[..0], coordinating, &["ledger.csv", "budget.csv", "contributions.csv"][..]),
    ];
    for (there, register, absent) in cases {
        let mut faults = Vec::new();
        let (files, settings) = (files(there), settings(&whole_year()));
        let passed_over = PassedOver(&[]);
        let inputs =
            finance_inputs(&files, "inputs/2026", &settings, register, passed_over, &mut faults);
        assert_eq!(inputs.unwrap().incomplete, !absent.is_empty(), "{absent:?}");
        let said: Vec<_> = faults.iter().map(|fault| (fault.kind, fault.raw.as_str())).collect();
        let wanted: Vec<_> = absent.iter().map(|name| (FaultKind::MissingFile, *name)).collect();
        assert_eq!(said, wanted);
    }
}

#[test]
fn accounts_that_could_not_be_read_are_not_said_to_be_missing_but_are_incomplete() {
    let link = [("inputs/2026/finance".to_owned(), "a link: put the folder here".to_owned())];
    let mut faults = Vec::new();
    let (settings, known) = (settings(&whole_year()), register(&["north"]));
    let none = BTreeMap::new();
    let inputs =
        finance_inputs(&none, "inputs/2026", &settings, &known, PassedOver(&link), &mut faults);
    assert!(inputs.unwrap().incomplete && faults.is_empty());
}

#[test]
fn funds_and_help_in_kind_are_read_and_asked_about_at_their_cells() {
    let accounts = [
        (
            "inputs/2026/finance/budget.csv",
            "account,title,kind,class,amount,explanation\n1,A,expense,staff,5,b\n",
        ),
        (
            "inputs/2026/finance/ledger.csv",
            "date,account,amount,currency,fund\n2026-02-01,1,5,EUR,repair\n2026-02-01,1,5,EUR,repare\n2026-02-01,1,5,EUR,\n",
        ),
        ("inputs/2026/finance/funds.csv", "id,title,purpose,opening\nrepair,Repair,,12.5\n"),
        (
            "inputs/2026/finance/in-kind.csv",
            "participant,kind,working_group,hours,amount,currency,description\nnorth,hours,repair,7.25,,,Wrote it\n\
             north,other,,,900,SEK,Rooms\nnorth,,,,,,Nothing said\n",
        ),
    ];
    let (inputs, faults) = read(&files(&accounts), &whole_year());
    let inputs = inputs.unwrap();
    assert_eq!((inputs.funds[0].id.as_str(), inputs.funds[0].opening), ("repair", 12_50));
    assert_eq!(inputs.funds[0].place.to_string(), "inputs/2026/finance/funds.csv!2:4");
    assert_eq!((inputs.incomplete, inputs.in_kind_incomplete), (false, false));
    let said: Vec<_> = faults.iter().map(|fault| (fault.kind, fault.place.to_string())).collect();
    let wanted = (FaultKind::FundNotKnown, "inputs/2026/finance/ledger.csv!3:5".to_owned());
    assert_eq!(said, [wanted]);
    let [hours, other, nothing] = &inputs.in_kind[..] else { panic!("three lines") };
    assert_eq!((hours.hours, hours.amount), (Some("7.25".parse().unwrap()), None));
    assert_eq!(hours.hours_place.to_string(), "inputs/2026/finance/in-kind.csv!2:4");
    assert_eq!(other.amount_place.to_string(), "inputs/2026/finance/in-kind.csv!3:5");
    assert!(nothing.says_nothing() && !hours.says_nothing() && !other.says_nothing());
}

#[test]
fn a_row_in_kind_that_cannot_be_taken_leaves_the_statement_whole_and_a_fund_does_not() {
    let in_kind = ("in-kind", "participant,kind,hours,amount,currency");
    let funds = ("funds", "id,title,opening");
    let cases = [
        (in_kind, "south,hours,1,,", "2:1"),
        (in_kind, "north,days,1,,", "2:2"),
        (in_kind, "north,hours,some,,", "2:3"),
        (in_kind, "north,hours,-1,,", "2:3"),
        (in_kind, "north,other,,90,", "2:5"),
        (funds, "repair,Repair,", "2:3"),
        (funds, "general,General,5", "2:1"),
        (funds, "repair,A,5\nrepair,B,6", "3:1"),
    ];
    for (file, rows, cell) in cases {
        let (inputs, faults) = with_rows(file, rows);
        let of_kind = file == in_kind;
        assert_eq!((inputs.in_kind_incomplete, inputs.incomplete), (of_kind, !of_kind), "{rows}");
        at_one_cell(&faults, file.0, cell);
    }
}
