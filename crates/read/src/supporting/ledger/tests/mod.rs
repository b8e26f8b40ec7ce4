//! Exports of accounting systems in the layouts they come in, good and bad.

mod as_exported;
mod balances;
mod both_accounts;
mod mapping_unlike_file;

use std::collections::BTreeMap;

use model::finance::AccountKind;
use model::{Currency, FaultKind, InputFile};

use super::{LedgerInputs, LedgerReading, Unfit, ledger_export};
use crate::testing::{XlsxSheet, xlsx};

const FOLDER: &str = "inputs/2026/finance/";
const CONFIRMED: &str = "confirmed_on = 2026-10-31\nconfirmed_by = \"AB\"\n";

fn input(name: &str, bytes: &[u8]) -> InputFile {
    InputFile { path: format!("{FOLDER}{name}").into(), bytes: bytes.into(), sha256: String::new() }
}

/// Reads files through a mapping without its confirmation; accounts of 4 are of income, those of 6 of expense.
fn read_bytes(mapping: &str, files: &[(&str, Vec<u8>)]) -> LedgerReading {
    read_opening(mapping, files, None)
}

/// The same, of a year that opens with so many cents.
fn read_opening(mapping: &str, files: &[(&str, Vec<u8>)], opening: Option<i64>) -> LedgerReading {
    let mapping = input("mapping.toml", format!("{CONFIRMED}{mapping}").as_bytes());
    let files: Vec<InputFile> = files.iter().map(|(name, bytes)| input(name, bytes)).collect();
    let files: Vec<&InputFile> = files.iter().collect();
    let income = ["4000", "4100"].map(|account| (account, AccountKind::Income));
    let expense = ["6000", "6100", "6200"].map(|account| (account, AccountKind::Expense));
    let kinds: BTreeMap<&str, AccountKind> = income.into_iter().chain(expense).collect();
    let reading = ledger_export(&LedgerInputs {
        mapping: &mapping,
        folder: FOLDER,
        files: &files,
        currency: Some(Currency::EUR),
        opening,
        kinds: &kinds,
        unfit: &|line| {
            let (kind, field) = (FaultKind::AccountNotInBudget, "account");
            let unfit = Unfit { kind, field, expected: "an account of budget.csv".to_owned() };
            if kinds.contains_key(line.account.as_str()) { Vec::new() } else { vec![unfit] }
        },
    });
    for file in &reading.files {
        let parts = [file.booked, file.money_accounts, file.transfers, file.sums, file.skipped];
        let waiting = file.refused + file.unconfirmed;
        assert_eq!(file.read, parts.iter().sum::<u32>() + waiting, "{file:?}");
    }
    reading
}

fn read(mapping: &str, csv: &str) -> LedgerReading {
    read_bytes(mapping, &[("supporting/journal.csv", csv.as_bytes().to_vec())])
}

/// Account, amount and place of each booking, places without the folder.
fn booked(reading: &LedgerReading) -> Vec<(String, i64, String)> {
    let lines = reading.lines.iter().map(|line| {
        let place = line.place.to_string();
        let place = place.rsplit('/').next().unwrap_or_default().to_owned();
        (line.account.clone(), line.amount, place)
    });
    lines.collect()
}

/// Kind, place without the folder, and what stands there, of each fault.
fn told(reading: &LedgerReading) -> Vec<(FaultKind, String, String)> {
    let faults = reading.faults.iter().map(|fault| {
        let place = fault.place.to_string();
        let place = place.rsplit('/').next().unwrap_or_default().to_owned();
        (fault.kind, place, fault.raw.clone())
    });
    faults.collect()
}

fn terms(reading: &LedgerReading) -> Vec<[u32; 6]> {
    let terms = reading.files.iter().map(|file| {
        [file.read, file.booked, file.money_accounts, file.sums, file.skipped, file.refused]
    });
    terms.collect()
}

/// A journal of double entries as German-speaking offices export it: one row a posting, newest first.
const JOURNAL: &str = "\
Buchungsjournal;;;;;;;;
Pakt (erfunden), Geschäftsjahr 01.10.2025 - 30.09.2026;;;;;;;;
;;;;;;;;
Buchungsdatum;Beleg;Konto;Gegenpartei;Buchungstext;Soll;Haben;Währung;Projekt
30.03.2026;B-004;6100;Musterreisen AG;Reise zur Tagung;968,00;;EUR;tagung
30.03.2026;B-004;1020;;Reise zur Tagung;;968,00;EUR;
12.02.2026;B-003;1020;;Gutschrift Reise;50,00;;EUR;
12.02.2026;B-003;6100;Musterreisen AG;Gutschrift Reise;;50,00;EUR;tagung
15.01.2026;B-002;4000;Südstadt;Beitrag 2026;;12.500,00;EUR;
15.01.2026;B-002;1020;;Beitrag 2026;12.500,00;;EUR;
02.12.2025;B-001;6000;Beratung Beispiel;Studie, 1. Rate;1.234,50;;EUR;studie
02.12.2025;B-001;1020;;Studie, 1. Rate;;1.234,50;EUR;
;;;;Summe;14.752,50;14.752,50;;
";

const OF_JOURNAL: &str = "\
[[table]]
file = \"supporting/journal.csv\"
kind = \"ledger\"
money_accounts = [\"1020\"]
[table.columns]
date = \"Buchungsdatum\"
account = \"Konto\"
counterparty = \"Gegenpartei\"
description = \"Buchungstext\"
debit = \"Soll\"
credit = \"Haben\"
currency = \"Währung\"
reference = \"Beleg\"
activity = \"Projekt\"
[table.values.counterparty]
\"Südstadt\" = \"suedstadt\"
";

#[test]
fn a_journal_of_double_entries_is_booked_once() {
    let reading = read(OF_JOURNAL, JOURNAL);
    assert_eq!(told(&reading), []);
    assert!(!reading.incomplete);
    let expected = [
        ("6100", 96_800, "journal.csv!5:6"),
        ("6100", -5_000, "journal.csv!8:7"),
        ("4000", 1_250_000, "journal.csv!9:7"),
        ("6000", 123_450, "journal.csv!11:6"),
    ];
    let expected = expected.map(|(account, cents, at)| (account.to_owned(), cents, at.to_owned()));
    assert_eq!(booked(&reading), expected);
    let first = &reading.lines[0];
    assert_eq!(first.date.to_string(), "2026-03-30");
    assert_eq!((first.reference.as_str(), first.activity.as_str()), ("B-004", "tagung"));
    assert_eq!(first.reference_place.to_string(), format!("{FOLDER}supporting/journal.csv!5:2"));
    assert_eq!(first.counterparty_place.to_string(), format!("{FOLDER}supporting/journal.csv!5:4"));
    assert_eq!(reading.lines[2].counterparty, "suedstadt");
    assert_eq!(terms(&reading), [[9, 4, 4, 1, 0, 0]]);
    assert_eq!(reading.files[0].other_references, Vec::<String>::new());
}

#[test]
fn what_does_not_balance_or_add_up_is_told_where_it_stands() {
    let cases = [
        // One cent less moved on the bank's account, and the total says so too.
        (
            "B-004;1020;;Reise zur Tagung;;968,00",
            "B-004;1020;;Reise zur Tagung;;967,99",
            vec![
                (FaultKind::SumDiffers, "journal.csv!13:7", "EUR 0.01"),
                (FaultKind::VoucherNotBalanced, "journal.csv!5:2", "EUR 0.01"),
            ],
        ),
        (
            "968,00;;EUR;tagung",
            "968,00;968,00;EUR;tagung",
            vec![(FaultKind::DebitAndCredit, "journal.csv!5:6", "968,00")],
        ),
        (
            "968,00;;EUR;tagung",
            ";;EUR;tagung",
            vec![
                (FaultKind::DebitAndCredit, "journal.csv!5:6", ""),
                (FaultKind::SumDiffers, "journal.csv!13:6", "EUR 968.00"),
            ],
        ),
        (
            "968,00;;EUR;tagung",
            "etwa 968;;EUR;tagung",
            vec![(FaultKind::BadRegisterValue, "journal.csv!5:6", "etwa 968")],
        ),
        (
            "968,00;;EUR;tagung",
            "968,005;;EUR;tagung",
            vec![
                (FaultKind::MoreDecimalsThanCurrency, "journal.csv!5:6", "968,005"),
                (FaultKind::SumDiffers, "journal.csv!13:6", "EUR 0.005"),
            ],
        ),
        (
            "968,00;;EUR;tagung",
            "968,00;;EURO;tagung",
            vec![(FaultKind::BadRegisterValue, "journal.csv!5:8", "EURO")],
        ),
        (
            "30.03.2026;B-004;6100",
            "30.02.2026;B-004;6100",
            vec![(FaultKind::BadRegisterValue, "journal.csv!5:1", "30.02.2026")],
        ),
        (
            "30.03.2026;B-004;6100",
            ";B-004;6100",
            vec![(FaultKind::BadRegisterValue, "journal.csv!5:1", "")],
        ),
        (
            "B-004;6100",
            "B-004;6199",
            vec![(FaultKind::AccountNotInBudget, "journal.csv!5:3", "6199")],
        ),
        ("B-004;6100", "B-004;", vec![(FaultKind::BadRegisterValue, "journal.csv!5:3", "")]),
        (
            "Reise zur Tagung;968",
            "Reise\u{0} zur Tagung;968",
            vec![(FaultKind::BadRegisterValue, "journal.csv!5:5", "Reise\u{0} zur Tagung")],
        ),
        // Words moved into the amount's column by a text with the delimiter in it.
        (
            "Reise zur Tagung;968,00;;EUR;tagung",
            "Reise; Tagung;968,00;;EUR;tagung",
            vec![(FaultKind::BadRegisterValue, "journal.csv!5:6", "")],
        ),
    ];
    for (was, is, expected) in cases {
        assert!(JOURNAL.contains(was), "{was}");
        let reading = read(OF_JOURNAL, &JOURNAL.replacen(was, is, 1));
        assert!(reading.incomplete, "{is}");
        let told = told(&reading);
        let told: Vec<_> =
            told.iter().map(|(kind, at, raw)| (*kind, at.as_str(), raw.as_str())).collect();
        if is.starts_with("Reise;") {
            assert!(told.iter().any(|(_, at, _)| at.starts_with("journal.csv!5:")), "{told:?}");
            continue;
        }
        assert_eq!(told, expected, "{is}");
    }
}

#[test]
fn a_voucher_that_moves_no_money_is_told_where_others_do() {
    let without = |row: &str| JOURNAL.replace(&format!("{row}\n"), "").replace("Summe", "Saldo");
    let bank = "30.03.2026;B-004;1020;;Reise zur Tagung;;968,00;EUR;";
    let reading = read(OF_JOURNAL, &without(bank));
    let told_there =
        (FaultKind::VoucherWithoutMoney, "journal.csv!5:2".to_owned(), "EUR 968.00".to_owned());
    assert_eq!(told(&reading), [told_there]);
    assert!(reading.incomplete);
    // What was booked on the wrong account moves to another without money.
    let moved = bank.replace("1020", "6000");
    let reading = read(OF_JOURNAL, &JOURNAL.replace(bank, &moved));
    assert_eq!((told(&reading), reading.incomplete), (Vec::new(), false));
}

/// The pages of one bank account as French-speaking offices export them, with a running balance, a sheet a quarter.
fn releve() -> Vec<(&'static str, Vec<u8>)> {
    let header: &[&str] =
        &["Date", "Pièce", "Contrepartie", "Compte", "Libellé", "Débit", "Crédit", "Solde"];
    let first = XlsxSheet {
        title: "T1 2026",
        rows: &[
            &["Extrait de compte — exercice 2026"],
            &[],
            header,
            &["@45931", "", "", "", "Report à nouveau", "", "", "=12000.5"],
            &["@45933", "P-1", "Ville Exemple", "4000", "Cotisation", "=2500", "", "=14500.5"],
            &["15.10.2025", "P-2", "Bureau Modèle", "6000", "Étude", "", "1 234,50", "13 266,00"],
            &[
                "@45950",
                "P-3",
                "Voyages Fictifs",
                "6100",
                "Train",
                "",
                "=65.7",
                "=13200.299999999999",
            ],
            &["", "", "", "", "Total", "=2500", "=1300.2", "=13200.3"],
        ],
        merged: &[],
        hidden: &[6],
    };
    let second = XlsxSheet {
        title: "T2 2026",
        rows: &[
            header,
            &["", "", "", "", "Solde reporté", "", "", "13'200.30"],
            &[
                "@46054",
                "P-4",
                "Ville Exemple",
                "4000",
                "Cotisation, 2e part",
                "12'000.50",
                "",
                "25'200.80",
            ],
        ],
        ..XlsxSheet::default()
    };
    vec![("supporting/releve.xlsx", xlsx(&[first, second]))]
}

const OF_RELEVE: &str = "\
[[table]]
file = \"supporting/*.xlsx\"
sheet = \"T? 2026\"
kind = \"ledger\"
sign = \"reversed\"
[table.columns]
date = \"Date\"
account = \"Compte\"
counterparty = \"Contrepartie\"
description = \"Libellé\"
debit = \"Débit\"
credit = \"Crédit\"
balance = \"Solde\"
reference = \"Pièce\"
";

#[test]
fn the_pages_of_a_bank_account_are_booked_on_their_counter_accounts() {
    let reading = read_bytes(OF_RELEVE, &releve());
    let [hidden] = &told(&reading)[..] else { panic!("{:?}", reading.faults) };
    assert_eq!(hidden.0, FaultKind::HiddenRow);
    assert!(!reading.incomplete, "{:?}", reading.faults);
    let expected = [
        ("4000", 250_000, "releve.xlsx!T1 2026!F5"),
        ("6000", 123_450, "releve.xlsx!T1 2026!G6"),
        ("6100", 6_570, "releve.xlsx!T1 2026!G7"),
        ("4000", 1_200_050, "releve.xlsx!T2 2026!F3"),
    ];
    let expected = expected.map(|(account, cents, at)| (account.to_owned(), cents, at.to_owned()));
    assert_eq!(booked(&reading), expected);
    assert_eq!(reading.lines[0].date.to_string(), "2025-10-03");
    assert_eq!(reading.lines[1].date.to_string(), "2025-10-15");
    assert_eq!(terms(&reading), [[5, 3, 0, 2, 0, 0], [2, 1, 0, 1, 0, 0]]);
}

#[test]
fn a_sheet_that_the_mapping_forgets_leaves_the_bookings_incomplete() {
    let reading = read_bytes(&OF_RELEVE.replace("T? 2026", "T1 2026"), &releve());
    let (kind, place, _) = &told(&reading)[1];
    assert_eq!((*kind, place.as_str()), (FaultKind::LedgerSheetNotRead, "releve.xlsx!T2 2026!A1"));
    assert!(reading.incomplete && reading.lines.len() == 3);
}

/// A bank statement: signed amounts, the newest row first, a running balance.
fn statement(rows: &[&str]) -> String {
    format!("Datum;Text;Konto;Betrag;Saldo;Ref\n{}\n", rows.join("\n"))
}

const OF_STATEMENT: &str = "\
[[table]]
file = \"supporting/journal.csv\"
kind = \"ledger\"
sign = \"cash\"
[table.columns]
date = \"Datum\"
account = \"Konto\"
description = \"Text\"
amount = \"Betrag\"
balance = \"Saldo\"
reference = \"Ref\"
";

#[test]
fn a_running_balance_holds_in_either_order_and_is_told_where_it_breaks() {
    let rows = [
        "01.10.2025;Saldovortrag;;;1'000.00;",
        "02.10.2025;Beitrag;4000;500.00;1'500.00;1",
        "03.10.2025;Miete;6000;-120.40;1'379.60;2",
        "04.10.2025;Rückzahlung;6000;20.40;1'400.00;3",
        "05.10.2025;Rückerstattung eines Beitrags;4000;-100.00;1'300.00;4",
    ];
    let newest_first: Vec<&str> = rows.iter().rev().copied().collect();
    for order in [rows.to_vec(), newest_first] {
        let reading = read(OF_STATEMENT, &statement(&order));
        assert_eq!(told(&reading), []);
        let mut amounts: Vec<(String, i64)> =
            booked(&reading).into_iter().map(|(account, cents, _)| (account, cents)).collect();
        amounts.sort();
        let expected = [("4000", -10_000), ("4000", 50_000), ("6000", -2_040), ("6000", 12_040)];
        assert_eq!(amounts, expected.map(|(account, cents)| (account.to_owned(), cents)));
        // A row is missing: the balance beside the gap does not follow.
        let gap: Vec<&str> = order.iter().filter(|row| !row.contains("Miete")).copied().collect();
        let reading = read(OF_STATEMENT, &statement(&gap));
        let [(kind, _, raw)] = &told(&reading)[..] else { panic!("{:?}", reading.faults) };
        assert_eq!((*kind, raw.as_str()), (FaultKind::BalanceDoesNotFollow, "1'400.00"));
        let wanted = &reading.faults[0].expected;
        assert!(wanted.starts_with("EUR 1\u{202f}520.40, which is the balance"), "{wanted}");
        assert!(reading.incomplete);
        assert_eq!(reading.lines.len(), 3, "what is there is booked");
    }
}

#[test]
fn signs_are_those_the_mapping_says() {
    let csv = "Date,Account,Amount,Kind\n2026-01-05,4000,100,H\n2026-01-06,6000,30,S\n2026-01-07,6000,-5,S\n";
    let of = |more: &str| {
        format!(
            "[[table]]\nfile = \"supporting/journal.csv\"\nkind = \"ledger\"\n{more}\n[table.columns]\ndate = \"Date\"\naccount = \"Account\"\namount = \"Amount\"\n"
        )
    };
    let cases = [
        ("", [10_000, 3_000, -500]),
        ("sign = \"reversed\"", [-10_000, -3_000, 500]),
        ("sign = \"cash\"", [10_000, -3_000, 500]),
        ("sign = \"debit_positive\"", [-10_000, 3_000, -500]),
        (
            "sign = \"cash\"\nnegative_when = { column = \"Kind\", matches = \"^S$\" }",
            [10_000, 3_000, 500],
        ),
    ];
    for (more, expected) in cases {
        let reading = read(&of(more), csv);
        assert_eq!(told(&reading), [], "{more}");
        let amounts: Vec<i64> = reading.lines.iter().map(|line| line.amount).collect();
        assert_eq!(amounts, expected, "{more}");
    }
}

#[test]
fn a_row_that_may_be_a_sum_or_a_booking_is_asked_about() {
    let table = |rows: &[&str]| statement(rows);
    let cases = [
        // A booking whose text begins like a balance has a voucher.
        ("03.10.2025;Saldo Honorar;6000;-50;;7", [2, 2, 0, 0, 0, 0], 0),
        ("03.10.2025;Schlusssaldo Honorar;6000;-50;;7", [2, 2, 0, 0, 0, 0], 0),
        ("03.10.2025;Schlusssaldo Honorar;6000;-50;;", [2, 1, 0, 0, 0, 1], 1),
        ("03.10.2025;Total;6000;-50;;", [2, 1, 0, 0, 0, 1], 1),
        ("03.10.2025;Miete;Total;500;;7", [2, 1, 0, 0, 0, 1], 1),
        (";Total;;500;;", [2, 1, 0, 1, 0, 0], 0),
        (";Total;;501;;", [2, 1, 0, 1, 0, 0], 1),
        (";;;500;;", [2, 1, 0, 1, 0, 0], 0),
        (";;;501;;", [2, 1, 0, 0, 0, 1], 2),
        (";Schlusssaldo;;;1'500.00;", [2, 1, 0, 1, 0, 0], 0),
        ("03.10.2025;Saldovortrag;;;1'500.00;", [2, 1, 0, 1, 0, 0], 0),
    ];
    for (row, expected, faults) in cases {
        let reading = read(OF_STATEMENT, &table(&["02.10.2025;Beitrag;4000;500.00;;1", row]));
        assert_eq!(terms(&reading), [expected], "{row}: {:?}", reading.faults);
        assert_eq!(reading.faults.len(), faults, "{row}: {:?}", reading.faults);
        assert_eq!(reading.incomplete, faults > 0, "{row}");
    }
}

#[test]
fn a_mapping_that_does_not_fit_books_nothing_and_says_why() {
    let cases = [
        (OF_STATEMENT.replace("\"Betrag\"", "\"Betrag EUR\""), FaultKind::MappedColumnMissing),
        (OF_STATEMENT.replace("journal.csv", "jurnal.csv"), FaultKind::MappedFileMissing),
        (OF_STATEMENT.replace("\"ledger\"", "\"orders\""), FaultKind::BadRegisterValue),
        (OF_STATEMENT.replace("sign = \"cash\"", "sign = \"kash\""), FaultKind::BadRegisterValue),
        (
            OF_STATEMENT.replace("sign = \"cash\"", "tax = \"excluded\""),
            FaultKind::BadRegisterValue,
        ),
        (OF_STATEMENT.replace("amount = \"Betrag\"\n", ""), FaultKind::BadRegisterValue),
        (OF_STATEMENT.replace("amount = \"", "debit = \""), FaultKind::BadRegisterValue),
        (OF_STATEMENT.replace("date = \"Datum\"\n", ""), FaultKind::BadRegisterValue),
        (OF_STATEMENT.replace("kind", "fingerprint = \"0\"\nkind"), FaultKind::LayoutChanged),
        (
            OF_STATEMENT.replace("kind", "date_format = \"mm/dd/yyyy\"\nkind"),
            FaultKind::DateFormatDiffers,
        ),
        (OF_STATEMENT.replace("[[table]]", "[[table"), FaultKind::MappingSyntax),
        (String::new(), FaultKind::BadRegisterValue),
        (format!("{OF_STATEMENT}[table.constants]\namount = 5\n"), FaultKind::BadRegisterValue),
        (format!("{OF_STATEMENT}{OF_STATEMENT}"), FaultKind::BadRegisterValue),
    ];
    let csv = statement(&["02.10.2025;Beitrag;4000;500.00;;1", "13.10.2025;Miete;6000;-5;;2"]);
    for (mapping, expected) in cases {
        let reading = read(&mapping, &csv);
        let kinds: Vec<FaultKind> = reading.faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds.first(), Some(&expected), "{mapping}: {:?}", reading.faults);
        assert!(reading.incomplete && reading.faults.iter().all(|f| f.participant.is_none()));
        let twice = mapping.matches("[[table]]").count() > 1;
        assert_eq!(reading.lines.len(), if twice { 2 } else { 0 }, "{mapping}");
    }
}

#[test]
fn a_mapping_that_nobody_confirmed_books_nothing() {
    let csv = statement(&["02.10.2025;Beitrag;4000;500.00;;1"]);
    let file = input("supporting/journal.csv", csv.as_bytes());
    for confirmed in
        ["", "confirmed_on = 2026-10-31\n", "confirmed_on = 2026-10-31\nconfirmed_by = \" \"\n"]
    {
        let mapping = input("mapping.toml", format!("{confirmed}{OF_STATEMENT}").as_bytes());
        let reading = ledger_export(&LedgerInputs {
            mapping: &mapping,
            folder: FOLDER,
            files: &[&file],
            currency: Some(Currency::EUR),
            opening: None,
            kinds: &BTreeMap::from([("4000", AccountKind::Income)]),
            unfit: &|_| Vec::new(),
        });
        assert_eq!(reading.faults[0].kind, FaultKind::LedgerMappingUnconfirmed, "{confirmed}");
        assert!(reading.lines.is_empty() && reading.incomplete);
        assert_eq!(terms(&reading), [[1, 0, 0, 0, 0, 0]]);
        assert_eq!(reading.files[0].unconfirmed, 1, "it waits, and could be read");
    }
}

#[test]
fn cells_of_a_workbook_that_hold_no_amount_are_told_one_by_one() {
    let header: &[&str] = &["Datum", "Text", "Konto", "Betrag", "Saldo", "Ref"];
    let cases: [(&[&str], &[&str], &str); 8] = [
        (&["@45933", "a", "4000", "?", "", "1"], &[], "D2"),
        (&["@45933", "a", "4000", "!#REF!", "", "1"], &[], "D2"),
        (&["@45933", "a", "4000", "", "", "1"], &[], "D2"),
        (&["@45933", "a", "4000", "=12.345", "", "1"], &[], "D2"),
        (&["@45933", "a", "4000", "@45933", "", "1"], &[], "D2"),
        (&["=45933", "a", "4000", "=5", "", "1"], &[], "A2"),
        (&["@45933", "a", "=5", "4000", "", "1"], &[], "C2"),
        (&["@45933", "a", "4000", "=5", "", "1"], &["D2:D3"], "D2"),
    ];
    for (row, merged, at) in cases {
        let last: &[&str] = &["@45934", "b", "6000", "=-7", "", "2"];
        let rows: [&[&str]; 3] = [header, row, last];
        let sheet = XlsxSheet { title: "Blatt", rows: &rows, merged, hidden: &[] };
        let mapping = OF_STATEMENT.replace("journal.csv", "journal.xlsx");
        let reading = read_bytes(&mapping, &[("supporting/journal.xlsx", xlsx(&[sheet]))]);
        let told = told(&reading);
        assert_eq!(told[0].1, format!("journal.xlsx!Blatt!{at}"), "{row:?}: {told:?}");
        assert!(reading.incomplete, "{row:?}");
        let booked = if merged.is_empty() { 1 } else { 0 };
        assert_eq!(reading.lines.len(), booked, "{row:?}: {told:?}");
    }
}

#[test]
fn what_the_header_says_against_the_accounts_is_not_booked() {
    let csv = statement(&["02.10.2025;Beitrag;4000;500.00;;1"]);
    let cases = [("Betrag CHF", "currency"), ("Betrag (TEUR)", "unit")];
    for (header, key) in cases {
        let mapping = OF_STATEMENT.replace("\"Betrag\"", &format!("\"{header}\""));
        let reading = read(&mapping, &csv.replace("Betrag;", &format!("{header};")));
        assert_eq!(reading.faults[0].kind, FaultKind::HeaderContradictsMapping);
        assert_eq!(reading.faults[0].field, key);
        assert!(reading.lines.is_empty() && reading.incomplete);
    }
    let mapping = OF_STATEMENT
        .replace("\"Betrag\"", "\"Betrag CHF\"")
        .replace("kind", "currency = \"CHF\"\nkind");
    let reading = read(&mapping, &csv.replace("Betrag;", "Betrag CHF;"));
    assert_eq!((reading.faults.len(), reading.lines[0].currency.code()), (0, "CHF"));
}
