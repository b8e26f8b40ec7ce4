//! Activities and commitments, ledgers kept as workbooks, and exports beside a ledger.

use super::*;
use crate::testing::{XlsxSheet, xlsx};

const BUDGET: (&str, &str) = (
    "inputs/2026/finance/budget.csv",
    "account,title,kind,class,amount,explanation\n1,A,expense,staff,5,b\n2,B,income,earmarked,5,b\n",
);

/// Kind and cell of each fault that is not about an explanation.
fn told(faults: &[Fault]) -> Vec<(FaultKind, String)> {
    let faults = faults.iter().filter(|fault| fault.kind != FaultKind::ExplanationBlank);
    let place = |fault: &Fault| {
        let place = fault.place.to_string();
        place.rsplit('/').next().unwrap_or_default().to_owned()
    };
    faults.map(|fault| (fault.kind, place(fault))).collect()
}

#[test]
fn activities_and_commitments_are_read_and_what_they_name_is_asked_about() {
    let files = files(&[
        BUDGET,
        (
            "inputs/2026/finance/activities.csv",
            "id,title,title::French (fr),working_group\nmeeting,Annual meeting,Réunion,events\nsite,Site,,\nmeeting,Again,,\n",
        ),
        ("inputs/2026/finance/funds.csv", "id,title,opening\nrepair,Repair,1\n"),
        (
            "inputs/2026/finance/ledger.csv",
            "date,account,amount,currency,activity,for_participant\n2026-02-01,1,5,EUR,site,\n\
             2026-02-01,1,5,EUR,sites,\n2026-02-01,2,5,EUR,,north\n2026-02-01,2,5,EUR,,nrth\n",
        ),
        (
            "inputs/2026/finance/commitments.csv",
            "account,fund,counterparty,description,amount,currency,committed_on,expected_on\n\
             1,repair,X,Tools,12.5,EUR,2026-08-01,2026-12-01\n9,repare,X,Tools,7,JPY,,\n1,,X,Y,-1,EUR,,\n1,,X,Y,1.234,EUR,,\n",
        ),
    ]);
    let (inputs, faults) = read(&files, &whole_year());
    let inputs = inputs.unwrap();
    let own = |kind, at: &str| (kind, at.to_owned());
    assert_eq!(
        told(&faults),
        [
            own(FaultKind::ActivityNotKnown, "ledger.csv!3:5"),
            own(FaultKind::ForParticipantNotKnown, "ledger.csv!5:6"),
            own(FaultKind::DuplicateIdentifier, "activities.csv!4:1"),
            own(FaultKind::BadRegisterValue, "commitments.csv!4:5"),
            own(FaultKind::MoreDecimalsThanCurrency, "commitments.csv!5:5"),
            own(FaultKind::CommitmentNotKnown, "commitments.csv!3:1"),
            own(FaultKind::CommitmentNotKnown, "commitments.csv!3:2"),
        ]
    );
    let hint = |at: usize| faults[at].expected.contains("did you mean");
    assert!(hint(0) && hint(1), "{faults:?}");
    assert!(!inputs.incomplete && inputs.commitments_incomplete);
    assert_eq!(inputs.ledger.len(), 4, "each booking is kept");
    assert_eq!(inputs.ledger[2].for_participant, "north");
    let activities: Vec<_> =
        inputs.activities.iter().map(|one| (one.id.as_str(), one.working_group.as_str())).collect();
    assert_eq!(activities, [("meeting", "events"), ("site", "")]);
    let [kept, other] = &inputs.commitments[..] else { panic!("two") };
    assert_eq!((kept.amount, kept.fund_code(), other.amount), (12_50, "repair", 7));
    assert_eq!(kept.expected_on.unwrap().to_string(), "2026-12-01");
    assert_eq!(kept.place.to_string(), "inputs/2026/finance/commitments.csv!2:5");
}

#[test]
fn without_a_list_of_activities_any_may_be_named() {
    let ledger = "date,account,amount,currency,activity\n2026-02-01,1,5,EUR,anything\n";
    let files = files(&[BUDGET, ("inputs/2026/finance/ledger.csv", ledger)]);
    let (inputs, faults) = read(&files, &whole_year());
    assert_eq!((told(&faults), inputs.unwrap().ledger[0].activity.as_str()), (vec![], "anything"));
}

/// What is wrong in a cell of the ledger is told at that cell, in a text file and in a workbook alike.
#[test]
fn a_ledger_is_read_or_refused_alike_in_both_formats() {
    let header: &[&str] = &["date", "account", "description", "amount", "currency"];
    type Case<'a> = (&'a [&'a str], Option<(FaultKind, usize)>);
    let cases: [Case; 15] = [
        (&["@46054", "1", "x", "=12.5", "EUR"], None),
        (&["@46054", "=1", "x", "=3.3000000000000003", "EUR"], None),
        (
            &["2026-02-01", "1", "x", "12.345", "EUR"],
            Some((FaultKind::MoreDecimalsThanCurrency, 3)),
        ),
        (&["@46054", "1", "x", "=12.345", "EUR"], Some((FaultKind::MoreDecimalsThanCurrency, 3))),
        (&["2026-02-01", "1", "x", "3.420", "EUR"], Some((FaultKind::MoreDecimalsThanCurrency, 3))),
        (&["2026-02-01", "1", "x", "3.420", "TND"], None),
        (&["@46054", "1", "x", "=10.5", "JPY"], Some((FaultKind::MoreDecimalsThanCurrency, 3))),
        (
            &["2026-02-01", "1", "x", "1.234,50", "EUR"],
            Some((FaultKind::AccountsValueNotUsable, 3)),
        ),
        (&["2026-02-01", "1", "x", "about 5", "EUR"], Some((FaultKind::AccountsValueNotUsable, 3))),
        (&["2026-02-01", "1", "x", "", "EUR"], Some((FaultKind::AccountsValueNotUsable, 3))),
        (&["2026-02-01", "1", "12.50", "", "EUR"], Some((FaultKind::AccountsValueNotUsable, 3))),
        (&["31.12.2025", "1", "x", "=5", "EUR"], Some((FaultKind::AccountsValueNotUsable, 0))),
        (&["@46054", "1", "x", "?", "EUR"], Some((FaultKind::AccountsValueNotUsable, 3))),
        (&["@46054", "1", "x", "!#REF!", "EUR"], Some((FaultKind::AccountsValueNotUsable, 3))),
        (&["@46054", "1", "x\u{7}", "=5", "EUR"], Some((FaultKind::AccountsValueNotUsable, 2))),
    ];
    for (row, expected) in cases {
        let sheet = XlsxSheet { title: "Ledger", rows: &[header, row], merged: &[], hidden: &[2] };
        let quoted: Vec<String> = row
            .iter()
            .map(|text| match *text {
                "@46054" => "2026-02-01".to_owned(),
                text => format!("\"{}\"", text.trim_start_matches('=')),
            })
            .collect();
        let text = format!("{}\n{}\n", header.join(","), quoted.join(","));
        let in_text = !row.iter().any(|text| text.starts_with(['?', '!']) || text.contains("0000"));
        for (name, bytes) in [("ledger.xlsx", xlsx(&[sheet])), ("ledger.csv", text.into_bytes())] {
            if name == "ledger.csv" && !in_text {
                continue;
            }
            // No file of this format holds a bell.
            if name == "ledger.xlsx" && row[2].contains('\u{7}') {
                continue;
            }
            let path = format!("inputs/2026/finance/{name}");
            let mut files = files(&[BUDGET]);
            let file = InputFile {
                path: path.as_str().into(),
                bytes: bytes.into(),
                sha256: String::new(),
            };
            files.insert(path, file);
            let (inputs, faults) = read(&files, &whole_year());
            let inputs = inputs.unwrap();
            let told: Vec<_> = told(&faults);
            assert_eq!(inputs.incomplete, expected.is_some(), "{name} {row:?}: {told:?}");
            assert_eq!(inputs.ledger.len(), usize::from(expected.is_none()), "{name} {row:?}");
            let Some((kind, column)) = expected else { continue };
            let at = match name {
                "ledger.csv" => format!("ledger.csv!2:{}", column + 1),
                _ => format!("ledger.xlsx!Ledger!{}2", ["A", "B", "C", "D", "E"][column]),
            };
            assert_eq!(told, [(kind, at)], "{name} {row:?}");
        }
    }
}

const MAPPING: &str = "confirmed_on = 2026-10-31\nconfirmed_by = \"AB\"\n[[table]]\nfile = \"supporting/j.csv\"\n\
kind = \"ledger\"\n[table.columns]\ndate = \"Day\"\naccount = \"No\"\namount = \"Sum\"\n";

#[test]
fn an_export_stands_for_the_ledger_and_never_beside_it() {
    let path = |name: &str| format!("inputs/2026/finance/{name}");
    let paths = ["mapping.toml", "supporting/j.csv", "ledger.csv", "notes.txt"].map(path);
    let journal = "Day,No,Sum\n2026-02-01,1,5.25\n2027-02-01,3,7\n";
    let ledger = "date,account,amount,currency\n2026-02-01,1,5,EUR\n";
    let all =
        [BUDGET, (&paths[0], MAPPING), (&paths[1], journal), (&paths[3], ""), (&paths[2], ledger)];
    let (inputs, faults) = read(&files(&all[..4]), &whole_year());
    let inputs = inputs.unwrap();
    let own = |kind, at: &str| (kind, at.to_owned());
    let unfit = [
        own(FaultKind::AccountNotInBudget, "j.csv!3:2"),
        own(FaultKind::BookedOutsideYear, "j.csv!3:1"),
    ];
    assert_eq!(told(&faults), unfit);
    assert_eq!((inputs.incomplete, inputs.ledger.len()), (false, 2));
    assert_eq!((inputs.ledger[0].amount, inputs.ledger[0].currency.code()), (5_25, "EUR"));
    assert_eq!(inputs.ledger_files[0].path, paths[1]);
    let unused = crate::unused::unused_of_year(&files(&all[..4]), "inputs/2026");
    let unused: Vec<String> = unused.iter().map(|fault| fault.place.to_string()).collect();
    assert_eq!(unused, [paths[3].clone()], "the export is used, the note is not");

    let (inputs, faults) = read(&files(&all), &whole_year());
    let inputs = inputs.unwrap();
    assert_eq!(told(&faults), [own(FaultKind::TwoLedgers, "mapping.toml")]);
    assert!(inputs.incomplete && inputs.ledger.is_empty());
}

#[test]
fn what_totals_rest_on_is_told_as_what_stops_the_summary_and_what_stands_beside_is_not() {
    let map = "confirmed_on = 2026-10-31\nconfirmed_by = \"AB\"\n[[table]]\nfile = \"supporting/j.csv\"\nkind = \"ledger\"\n\
               [table.columns]\ndate = \"Day\"\naccount = \"No\"\namount = \"Sum\"\n";
    let all = files(&[
        BUDGET,
        ("inputs/2026/finance/mapping.toml", map),
        (
            "inputs/2026/finance/supporting/j.csv",
            "Day,No,Sum\n2026-02-01,1,5.25\n2026-02-02,1,about 5\n2026-02-03,1,4\n",
        ),
        ("inputs/2026/finance/funds.csv", "id,title,opening\nrepair,A,1\nrepair,B,1\n"),
        (
            "inputs/2026/finance/in-kind.csv",
            "participant,kind,hours,amount,currency\nnorth,hours,some,,\n",
        ),
    ]);
    let (inputs, faults) = read(&all, &whole_year());
    assert!(inputs.unwrap().incomplete);
    let own = |kind, at: &str| (kind, at.to_owned());
    let expected = [
        own(FaultKind::AccountsValueNotUsable, "funds.csv!3:1"),
        own(FaultKind::AccountsValueNotUsable, "j.csv!3:3"),
        own(FaultKind::BadRegisterValue, "in-kind.csv!2:3"),
    ];
    assert_eq!(told(&faults), expected);
    let total = [
        BUDGET,
        ("inputs/2026/finance/mapping.toml", map),
        ("inputs/2026/finance/supporting/j.csv", "Day,No,Sum\n2026-02-01,1,5.25\nTotal,,6.25\n"),
    ];
    let (inputs, faults) = read(&files(&total), &whole_year());
    assert!(inputs.unwrap().incomplete);
    assert_eq!(told(&faults), [own(FaultKind::LedgerSumDiffers, "j.csv!3:3")]);
}

#[test]
fn an_export_that_cannot_be_read_stops_the_summary_and_says_why() {
    let map = "confirmed_on = 2026-10-31\nconfirmed_by = \"AB\"\n[[table]]\nfile = \"supporting/j.csv\"\nkind = \"ledger\"\n\
               [table.columns]\ndate = \"Day\"\naccount = \"No\"\namount = \"Sum\"\n";
    let sound = "Day,No,Sum\n2026-02-01,1,5.25\n";
    let elsewhere = map.replace("j.csv", "k.csv");
    let further = "Day,No,Sum,Note\n2026-02-01,1,5.25,\n\nDay,No,Sum,Bank\n2026-02-02,1,7,\n";
    let headed = map.replace("kind =", "header_rows = [1]\nkind =");
    let fingerprint = map.replace("kind =", "fingerprint = \"0\"\nkind =");
    let cases = [
        (map, "Day,No,Sum EUR\n2026-02-01,1,5.25\n", "the mapping names the column `Sum`,"),
        (&elsewhere, sound, "the mapping names the file `supporting/k.csv`, which is not there"),
        ("file = j.csv", sound, "the mapping cannot be read: `file = j.csv`"),
        (map, "", "this file cannot be read: the file is empty"),
        (map, further, "two headers fit the mapping equally well"),
        (
            &headed,
            further,
            "no table of the mapping names the rows that begin with `Day, No, Sum, Bank`",
        ),
        (&fingerprint, sound, "the layout changed: "),
    ];
    for (map, journal, why) in cases {
        let all = files(&[
            BUDGET,
            ("inputs/2026/finance/mapping.toml", map),
            ("inputs/2026/finance/supporting/j.csv", journal),
        ]);
        let (inputs, faults) = read(&all, &whole_year());
        let found: Vec<&str> = faults
            .iter()
            .filter(|fault| fault.kind == FaultKind::LedgerNotRead)
            .map(|fault| fault.raw.as_str())
            .collect();
        assert!(inputs.unwrap().incomplete, "{why}");
        assert!(found.len() == 1 && found[0].starts_with(why), "{why}: {faults:?}");
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
}

#[test]
fn what_was_paid_before_the_exchange_stands_beside_what_is_booked() {
    let head = "date,account,amount,currency,paid_amount,paid_currency\n";
    let rows = "2026-02-01,4000,18313.05,EUR,17000.00,CHF\n2026-02-02,4000,-5,EUR,-700,JPY\n\
                2026-02-03,4000,5,EUR,5,EUR\n2026-02-04,4000,5,EUR,,\n";
    let files = files(&[
        (
            "inputs/2026/finance/budget.csv",
            "account,title,kind,class,amount\n4000,C,income,contribution,5\n",
        ),
        ("inputs/2026/finance/ledger.csv", &format!("{head}{rows}")),
    ]);
    let (inputs, faults) = read(&files, &whole_year());
    let inputs = inputs.unwrap();
    assert!(!inputs.incomplete, "{faults:?}");
    let paid: Vec<_> = inputs
        .ledger
        .iter()
        .map(|line| line.paid.map(|own| format!("{} {}", own.to_decimal(), own.currency)))
        .collect();
    let expected = [Some("17000.00 CHF"), Some("-700 JPY"), None, None];
    assert_eq!(paid, expected.map(|text| text.map(str::to_owned)));
}
