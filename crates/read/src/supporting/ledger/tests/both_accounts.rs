//! Exports in which one row has both accounts of a booking, or a mark for debit or credit beside its amount.

use super::*;

/// A batch of postings as German accounting systems export it: an amount without a sign, and whether it debits or
/// credits `Konto`.
const BATCH: &str = "\
\"EXTF\";700;21;\"Buchungsstapel\";13;20260930;;\"RE\";\"AB\";;1001;1;20251001;4;20251001;20260930;\"Pakt\"
Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Buchungstext;Generalumkehr (Storno)
12.500,00;S;EUR;;1200;4000;;15.01.2026;B-002;Beitrag 2026;
1.234,50;H;EUR;;1200;6000;;02.12.2025;B-001;Studie, 1. Rate;
968,00;S;EUR;;6100;1200;;30.03.2026;B-004;Reise zur Tagung;
50,00;H;EUR;;6100;1200;;12.02.2026;B-003;Gutschrift Reise;
3.000,00;S;EUR;;1210;1200;;01.04.2026;B-005;Tagesgeld;
968,00;S;EUR;;6100;1200;;31.03.2026;B-006;Reise zur Tagung;1
";

const OF_BATCH: &str = "\
[[table]]
file = \"supporting/journal.csv\"
kind = \"ledger\"
money_accounts = [\"1200\", \"1210\"]
negative_when = { column = \"Generalumkehr (Storno)\", matches = \"^1$\" }
[table.columns]
amount = \"Umsatz (ohne Soll/Haben-Kz)\"
debit_credit_indicator = \"Soll/Haben-Kennzeichen\"
currency = \"WKZ Umsatz\"
account = \"Konto\"
contra_account = \"Gegenkonto (ohne BU-Schlüssel)\"
date = \"Belegdatum\"
reference = \"Belegfeld 1\"
description = \"Buchungstext\"
";

fn of_file(file: &str, booked: &[(&str, i64, &str)]) -> Vec<(String, i64, String)> {
    let one = |(account, cents, at): &(&str, i64, &str)| {
        ((*account).to_owned(), *cents, format!("{file}!{at}"))
    };
    booked.iter().map(one).collect()
}

#[test]
fn a_batch_of_postings_is_booked_on_the_accounts_beside_the_money() {
    let reading = read(OF_BATCH, BATCH);
    assert_eq!(told(&reading), []);
    assert!(!reading.incomplete);
    let expected = [
        ("4000", 1_250_000, "3:1"),
        ("6000", 123_450, "4:1"),
        ("6100", 96_800, "5:1"),
        ("6100", -5_000, "6:1"),
        ("6100", -96_800, "8:1"),
    ];
    assert_eq!(booked(&reading), of_file("journal.csv", &expected));
    assert_eq!(terms(&reading), [[6, 5, 0, 0, 0, 0]]);
    let [file] = &reading.files[..] else { panic!("{:?}", reading.files) };
    assert_eq!((file.transfers, &file.other_references[..]), (1, &["B-005".to_owned()][..]));
    assert_eq!(file.column_numbers["contra_account"], [5]);
}

/// What is told of a batch in which one text stands instead of another, with its place and what stands there.
fn told_of(
    mapping: &str,
    csv: &str,
    was: &str,
    is: &str,
) -> (Vec<(FaultKind, String, String)>, LedgerReading) {
    assert_eq!(csv.matches(was).count(), 1, "{was}");
    let reading = read(mapping, &csv.replacen(was, is, 1));
    (told(&reading), reading)
}

#[test]
fn what_is_wrong_in_a_row_of_two_accounts_is_told_at_its_cell() {
    let row = "968,00;S;EUR;;6100;1200;;30";
    let cases = [
        ("968,00;S;EUR;;;1200;;30", &["5:5"][..], ""),
        ("968,00;S;EUR;;6100;;;30", &["5:6"], ""),
        ("968,00;S;EUR;;;;;30", &["5:5", "5:6"], ""),
        ("968,00;S;EUR;;1200;1200;;30", &["5:6"], "1200"),
        ("968,00;S;EUR;;6100;6100;;30", &["5:6"], "6100"),
        ("968,00;X;EUR;;6100;1200;;30", &["5:2"], "X"),
        ("968,00;;EUR;;6100;1200;;30", &["5:2"], ""),
        ("968,00;S/H;EUR;;6100;1200;;30", &["5:2"], "S/H"),
        ("-968,00;S;EUR;;6100;1200;;30", &["5:1"], "-968,00"),
        ("-968,00;H;EUR;;6100;1200;;30", &["5:1"], "-968,00"),
        (";S;EUR;;6100;1200;;30", &["5:1"], ""),
        ("968,005;S;EUR;;6100;1200;;30", &["5:1"], "968,005"),
        ("968;00;S;EUR;6100;1200;;30", &["5:2"], "00"),
        // Nothing was paid yet, or the account of the bank is mistyped.
        ("968,00;S;EUR;;6100;70001;;30", &["5:6"], "70001"),
        ("968,00;S;EUR;;6100;6000;;30", &["5:5"], "6100"),
        ("968,00;S;EUR;;6199;1200;;30", &["5:5"], "6199"),
        ("968,00;H;EUR;;1200;6199;;30", &["5:6"], "6199"),
    ];
    for (is, places, raw) in cases {
        let (told, reading) = told_of(OF_BATCH, BATCH, row, is);
        let first = told.iter().map(|(_, at, _)| at.as_str()).take(places.len());
        let places: Vec<_> = places.iter().map(|at| format!("journal.csv!{at}")).collect();
        assert_eq!(first.collect::<Vec<_>>(), places, "{is}: {told:?}");
        assert_eq!(told[0].2, raw, "{is}");
        assert!(reading.incomplete && reading.lines.len() == 4, "{is}: {told:?}");
        assert_eq!(reading.files[0].refused, 1, "{is}");
    }
    let (told, _) = told_of(OF_BATCH, BATCH, row, "968,00;S;EUR;;6199;1200;;30");
    assert_eq!(told[0].0, FaultKind::AccountNotInBudget);
    let (_, reading) = told_of(OF_BATCH, BATCH, row, "968,00;S;EUR;;6100;70001;;30");
    assert!(reading.faults[0].expected.contains("this row has `6100` and `70001`"));
}

#[test]
fn a_day_without_its_year_is_told_until_the_mapping_says_it() {
    let (told, reading) = told_of(OF_BATCH, BATCH, "15.01.2026", "1501");
    assert_eq!((told[0].1.as_str(), told[0].2.as_str()), ("journal.csv!3:8", "1501"));
    assert!(reading.incomplete && reading.lines.len() == 4);
    let with_year = format!("{OF_BATCH}[table.values.date]\n\"1501\" = \"2026-01-15\"\n");
    let (told, reading) = told_of(&with_year, BATCH, "15.01.2026", "1501");
    assert_eq!((told, reading.lines[0].date.to_string().as_str()), (Vec::new(), "2026-01-15"));
}

#[test]
fn a_posting_that_its_other_account_has_too_counts_once() {
    let again = "968,00;H;EUR;;1200;6100;;30.03.2026;B-004;Reise zur Tagung;\n";
    let reading = read(OF_BATCH, &format!("{BATCH}{again}"));
    let told_there = (FaultKind::BadRegisterValue, "journal.csv!9:6".to_owned(), "6100".to_owned());
    assert_eq!(told(&reading), [told_there]);
    assert!(reading.incomplete && reading.faults[0].expected.contains("row 5"));
    assert_eq!(reading.lines.len(), 5);
    // Under its own voucher it is another payment, and taken back it is none.
    for other in [again.replace("B-004", "B-007"), again.replace("968,00;H", "968,00;S")] {
        let reading = read(OF_BATCH, &format!("{BATCH}{other}"));
        assert_eq!((told(&reading), reading.lines.len()), (Vec::new(), 6), "{other}");
    }
}

/// Postings as French accounting systems export them.
const JOURNAL_FR: &str = "\
Date;N° pièce;Libellé;Compte débit;Compte crédit;Montant;Devise
02/12/2025;F-1;Étude, 1er versement;6000;512000;1 234,50;EUR
15/01/2026;F-2;Cotisation 2026;512000;4000;12 500,00;EUR
12/02/2026;F-3;Avoir voyage;512000;6100;50,00;EUR
30/03/2026;F-4;Virement interne;530000;512000;200,00;EUR
31/03/2026;F-5;Annulation de F-3;512000;6100;-50,00;EUR
;;Total;;;13 934,50;
";

const OF_JOURNAL_FR: &str = "\
[[table]]
file = \"supporting/journal.csv\"
kind = \"ledger\"
money_accounts = [\"512000\", \"530000\"]
[table.columns]
date = \"Date\"
reference = \"N° pièce\"
description = \"Libellé\"
debit_account = \"Compte débit\"
credit_account = \"Compte crédit\"
amount = \"Montant\"
currency = \"Devise\"
";

#[test]
fn a_debit_and_a_credit_account_are_booked_once() {
    let reading = read(OF_JOURNAL_FR, JOURNAL_FR);
    assert_eq!(told(&reading), []);
    let expected = [
        ("6000", 123_450, "2:6"),
        ("4000", 1_250_000, "3:6"),
        ("6100", -5_000, "4:6"),
        ("6100", 5_000, "6:6"),
    ];
    assert_eq!(booked(&reading), of_file("journal.csv", &expected));
    assert_eq!(terms(&reading), [[6, 4, 0, 1, 0, 0]]);
    assert_eq!((reading.files[0].transfers, reading.incomplete), (1, false));
    let cases = [
        ("6000;512000;1 234,50", ";512000;1 234,50", "2:4"),
        ("6000;512000;1 234,50", "6000;;1 234,50", "2:5"),
        ("6000;512000;1 234,50", "512000;512000;1 234,50", "2:5"),
        ("6000;512000;1 234,50", "6000;401000;1 234,50", "2:5"),
        ("6000;512000;1 234,50", "6000;6100;1 234,50", "2:4"),
        ("6000;512000;1 234,50", "6000;512000;environ", "2:6"),
        ("13 934,50", "13 934,51", "7:6"),
    ];
    for (was, is, at) in cases {
        let (told, reading) = told_of(OF_JOURNAL_FR, JOURNAL_FR, was, is);
        assert_eq!(told[0].1, format!("journal.csv!{at}"), "{is}: {told:?}");
        assert!(reading.incomplete, "{is}");
    }
}

#[test]
fn a_row_of_two_accounts_without_voucher_that_speaks_of_a_balance_is_no_lost_payment() {
    let with = |row: &str| {
        read(
            OF_JOURNAL_FR,
            &JOURNAL_FR.replace("02/12/2025;F-1", &format!("{row}\n02/12/2025;F-1")),
        )
    };
    // What the year opens with, on an account that is none of the budget.
    let opening = with("01/10/2025;;Report à nouveau;512000;110000;900,00;EUR");
    assert_eq!((told(&opening), opening.files[0].sums), (Vec::new(), 2));
    let payment = with("01/10/2025;;Report à nouveau;6100;512000;900,00;EUR");
    assert!(payment.incomplete && payment.files[0].refused == 1, "{:?}", payment.faults);
    let transfer = with("01/10/2025;T-1;À reporter sur la caisse;530000;512000;900,00;EUR");
    assert_eq!((transfer.files[0].transfers, transfer.files[0].sums), (2, 1));
}

#[test]
fn marks_beside_an_amount_are_read_in_three_languages() {
    let of = |more: &str| {
        format!(
            "[[table]]\nfile = \"supporting/journal.csv\"\nkind = \"ledger\"\n{more}\n[table.columns]\ndate = \"Date\"\naccount = \"Account\"\namount = \"Amount\"\ndebit_credit_indicator = \"S/H\"\n"
        )
    };
    let csv = |debit: &str, credit: &str| {
        format!(
            "Date;Account;Amount;S/H\n05.01.2026;4000;100,00;{credit}\n06.01.2026;6000;30,00;{debit}\n07.01.2026;6000;5,00;{credit}\n"
        )
    };
    let amounts = |mapping: &str, csv: &str| {
        let reading = read(mapping, csv);
        assert_eq!(told(&reading), [], "{csv}");
        reading.lines.iter().map(|line| line.amount).collect::<Vec<_>>()
    };
    let marks = [
        ("S", "H"),
        ("soll", "HABEN"),
        ("Débit", "Crédit"),
        ("D", "C"),
        ("Dr.", "Cr."),
        ("debit", "credit"),
        ("DBIT", "CRDT"),
    ];
    for (debit, credit) in marks {
        let csv = csv(debit, credit);
        assert_eq!(amounts(&of(""), &csv), [10_000, 3_000, -500], "{debit}");
        assert_eq!(amounts(&of("sign = \"reversed\""), &csv), [-10_000, -3_000, 500], "{debit}");
    }
    let values = "[table.values.debit_credit_indicator]\n\"1\" = \"debit\"\n\"2\" = \"credit\"\n";
    assert_eq!(amounts(&format!("{}{values}", of("")), &csv("1", "2")), [10_000, 3_000, -500]);
    // The other side of each posting, and a total: of all amounts as they stand, or of one side less the other.
    let with_money = |total: &str| {
        format!(
            "{}05.01.2026;1020;100,00;S\n06.01.2026;1020;30,00;H\n07.01.2026;1020;5,00;S\n;Total;{total};\n",
            csv("S", "H")
        )
    };
    let money = of("money_accounts = [\"1020\"]");
    for (total, faults) in [("270,00", 0), ("0,00", 0), ("270,01", 1)] {
        let reading = read(&money, &with_money(total));
        assert_eq!(reading.faults.len(), faults, "{total}: {:?}", reading.faults);
        assert_eq!(terms(&reading), [[7, 3, 3, 1, 0, 0]]);
    }
}

#[test]
fn the_pages_of_the_banks_account_are_held_against_their_balance() {
    let mapping = "[[table]]\nfile = \"supporting/journal.csv\"\nkind = \"ledger\"\nmoney_accounts = [\"1200\", \"1210\"]\n[table.columns]\ndate = \"Datum\"\naccount = \"Konto\"\ncontra_account = \"Gegenkonto\"\ndescription = \"Text\"\ndebit = \"Soll\"\ncredit = \"Haben\"\nbalance = \"Saldo\"\nreference = \"Beleg\"\n";
    let csv = "\
Datum;Konto;Gegenkonto;Text;Soll;Haben;Saldo;Beleg
01.10.2025;1200;;Saldovortrag;;;1.000,00;
02.10.2025;1200;4000;Beitrag;500,00;;1.500,00;1
03.10.2025;1200;1210;Tagesgeld;;300,00;1.200,00;2
04.10.2025;1200;6000;Miete;;120,40;1.079,60;3
";
    let opened = |csv: &str, cents| {
        let file = vec![("supporting/journal.csv", csv.as_bytes().to_vec())];
        read_opening(mapping, &file, Some(cents))
    };
    let reading = opened(csv, 100_000);
    assert_eq!((told(&reading), reading.incomplete), (Vec::new(), false));
    assert_eq!((reading.lines.len(), reading.files[0].transfers), (2, 1));
    let reading = opened(csv, 90_000);
    assert_eq!(reading.faults[0].kind, FaultKind::ExportOpensOtherwise);
    let reading = opened(&csv.replace("1.079,60", "1.079,61"), 100_000);
    assert_eq!(told(&reading)[0].0, FaultKind::BalanceDoesNotFollow);
}

#[test]
fn a_mapping_of_two_accounts_says_enough_and_no_more() {
    let cases = [
        // Which account the money lies on, and which side is debited.
        (OF_BATCH, "money_accounts = [\"1200\", \"1210\"]\n", "", "money_accounts"),
        (OF_BATCH, "debit_credit_indicator = \"Soll/Haben-Kennzeichen\"\n", "", "sign"),
        (OF_BATCH, "money_accounts", "sign = \"cash\"\nmoney_accounts", "sign"),
        (OF_BATCH, "money_accounts", "sign = \"reversed\"\nmoney_accounts", "sign"),
        (OF_BATCH, "account = \"Konto\"\n", "", "columns"),
        (OF_BATCH, "contra_account =", "debit_account =", "columns"),
        (OF_BATCH, "\"Generalumkehr (Storno)\"", "\"Soll/Haben-Kennzeichen\"", "negative_when"),
        (OF_BATCH, "\"Generalumkehr (Storno)\"", "\"debit_credit_indicator\"", "negative_when"),
        (OF_JOURNAL_FR, "credit_account = \"Compte crédit\"\n", "", "columns"),
        (OF_JOURNAL_FR, "amount = \"Montant\"\n", "", "columns"),
        (OF_JOURNAL_FR, "currency =", "debit_credit_indicator =", "columns"),
        (OF_JOURNAL_FR, "money_accounts", "sign = \"debit_positive\"\nmoney_accounts", "sign"),
    ];
    for (mapping, was, is, field) in cases {
        let csv = if mapping == OF_BATCH { BATCH } else { JOURNAL_FR };
        assert!(mapping.contains(was), "{was}");
        let reading = read(&mapping.replacen(was, is, 1), csv);
        assert_eq!(reading.faults[0].field, field, "{was} → {is}: {:?}", reading.faults);
        assert!(reading.lines.is_empty() && reading.incomplete, "{was} → {is}");
    }
    // A plus may debit the account too.
    let mapping = OF_BATCH
        .replace("debit_credit_indicator = \"Soll/Haben-Kennzeichen\"\n", "")
        .replace("money_accounts", "sign = \"debit_positive\"\nmoney_accounts");
    let reading = read(
        &mapping,
        &BATCH.replace("\n1.234,50;H", "\n-1.234,50;H").replace("\n50,00;H", "\n-50,00;H"),
    );
    assert_eq!(booked(&reading), booked(&read(OF_BATCH, BATCH)));
}

const EXCHANGED: &str = "\
Datum;Konto;Betrag;Betrag Fremdwährung;Währung
22.01.2026;4000;18.313,05;17.000,00;CHF
23.01.2026;4000;-50,00;55,00;CHF
24.01.2026;4000;12,00;12,00;EUR
25.01.2026;4000;12,00;;CHF
26.01.2026;4000;12,00;0,00;
";

const OF_EXCHANGED: &str = "\
[[table]]
file = \"supporting/journal.csv\"
kind = \"ledger\"
[table.columns]
date = \"Datum\"
account = \"Konto\"
amount = \"Betrag\"
paid_amount = \"Betrag Fremdwährung\"
paid_currency = \"Währung\"
";

#[test]
fn what_was_paid_before_the_exchange_has_columns_of_its_own() {
    let reading = read(OF_EXCHANGED, EXCHANGED);
    assert_eq!(told(&reading), []);
    let paid: Vec<_> = reading.lines.iter().map(|line| line.paid.map(|own| own.minor)).collect();
    assert_eq!(paid, [Some(1_700_000), Some(-5_500), None, None, None]);
    // Told at its cell, and the row is not booked.
    for (row, at) in [
        ("27.01.2026;4000;12,00;13,00;EUR", "7:4"),
        ("27.01.2026;4000;12,00;13,005;CHF", "7:4"),
        ("27.01.2026;4000;12,00;dreizehn;CHF", "7:4"),
        ("27.01.2026;4000;12,00;13,00;", "7:5"),
        ("27.01.2026;4000;12,00;13,00;Franken", "7:5"),
    ] {
        let reading = read(OF_EXCHANGED, &format!("{EXCHANGED}{row}\n"));
        let places: Vec<_> = told(&reading).into_iter().map(|told| told.1).collect();
        assert_eq!(places, [format!("journal.csv!{at}")], "{row}");
        assert!(reading.incomplete && reading.lines.len() == 5, "{row}");
    }
    // The one is nothing without the other.
    for left_out in ["paid_amount = \"Betrag Fremdwährung\"\n", "paid_currency = \"Währung\"\n"] {
        let reading = read(&OF_EXCHANGED.replace(left_out, ""), EXCHANGED);
        assert_eq!((reading.lines.len(), told(&reading).len()), (0, 1), "{left_out}");
    }
}
