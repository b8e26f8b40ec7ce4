//! What a mapping says that the export does not have.

use super::*;

/// An export saved as Windows-1252.
fn western(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    vec![("supporting/journal.csv", encoding_rs::WINDOWS_1252.encode(text).0.into_owned())]
}

#[test]
fn an_export_that_is_not_coded_as_the_mapping_says_is_not_read() {
    let of = |encoding: &str| {
        OF_JOURNAL.replace("kind =", &format!("encoding = \"{encoding}\"\nkind ="))
    };
    assert_eq!(read_bytes(&of("windows-1252"), &western(JOURNAL)).lines.len(), 4);
    let reading = read_bytes(&of("utf-8"), &western(JOURNAL));
    assert_eq!((reading.lines.len(), reading.incomplete), (0, true));
    let [fault] = reading.faults.as_slice() else { panic!("{:?}", reading.faults) };
    assert_eq!(fault.kind, FaultKind::UnsupportedFormat);
    // The `ä` of the second line.
    assert!(fault.place.to_string().ends_with("journal.csv!2:1"), "{}", fault.place);
    let words = ["line 2 ", "`utf-8`", "`encoding = \"windows-1252\"`"];
    assert!(words.iter().all(|words| fault.raw.contains(words)), "{}", fault.raw);
}

/// A `[[table.when]]` on the texts of the journal.
fn when(pattern: &str) -> String {
    format!(
        "{OF_JOURNAL}[[table.when]]\ncolumn = \"Buchungstext\"\nmatches = \"{pattern}\"\nthen = {{ for_year = \"2027\" }}\n"
    )
}

#[test]
fn a_condition_that_fits_no_row_is_told_and_stops_nothing() {
    assert_eq!(told(&read(&when("^beitrag"), JOURNAL)), []);
    let mapping = when("Vorauszahlung");
    let reading = read(&mapping, JOURNAL);
    let line =
        format!("{CONFIRMED}{mapping}").lines().position(|l| l == "[[table.when]]").unwrap() + 1;
    let place = format!("mapping.toml!{line}:1");
    let kind = FaultKind::ConditionFitsNoRow;
    assert_eq!(told(&reading), [(kind, place, "Vorauszahlung".to_owned())]);
    assert!(
        reading.faults[0].expected.contains("`Buchungstext`"),
        "{}",
        reading.faults[0].expected
    );
    assert!(reading.faults[0].expected.contains("`for_year`"), "{}", reading.faults[0].expected);
    assert_eq!((reading.lines.len(), reading.incomplete), (4, false));
}

#[test]
fn a_condition_may_fit_a_row_of_another_file_and_of_one_that_is_not_read() {
    let mapping = when("Nachtrag").replace("journal.csv", "journal*.csv");
    let other = JOURNAL.replace("Beitrag", "Nachtrag");
    let files = |second: &str| {
        let first = ("supporting/journal.csv", JOURNAL.as_bytes().to_vec());
        [first, ("supporting/journal-2.csv", second.as_bytes().to_vec())]
    };
    let condition = |reading: &LedgerReading| {
        reading.faults.iter().filter(|f| f.kind == FaultKind::ConditionFitsNoRow).count()
    };
    assert_eq!(condition(&read_bytes(&mapping, &files(&other))), 0);
    assert_eq!(condition(&read_bytes(&mapping, &files(JOURNAL))), 1);
    assert_eq!(condition(&read_bytes(&mapping, &files("%PDF-1.7"))), 0);
    assert_eq!(condition(&read_bytes(&mapping, &files(&JOURNAL.replace("Konto;", "Kto;")))), 0);
}

const FRENCH: &str = "\
Date;Journal;Pièce;Compte;Libellé;Débit;Crédit
01/10/2025;AN;AN-1;512000;Report à nouveau;11 374,68;
15/10/2025;BQ;BQ-1;512000;Cotisation;100,00;
15/10/2025;BQ;BQ-1;4000;Cotisation;;100,00
20/10/2025;OD;OD-1;6000;Solde;;
20/10/2025;;;6000;Solde;5,00;
";

const OF_FRENCH: &str = "\
[[table]]
file = \"supporting/journal.csv\"
kind = \"ledger\"
money_accounts = [\"512000\"]
[table.columns]
date = \"Date\"
reference = \"Pièce\"
account = \"Compte\"
description = \"Libellé\"
debit = \"Débit\"
credit = \"Crédit\"
";

#[test]
fn an_opening_row_with_a_voucher_is_passed_over_by_a_pattern_or_by_its_number_below_the_header() {
    let reading = read(OF_FRENCH, FRENCH);
    let unbalanced = reading.faults.iter().find(|f| f.kind == FaultKind::VoucherNotBalanced);
    assert_eq!(unbalanced.map(|fault| fault.raw.as_str()), Some("EUR 11374.68"));
    for skip in
        ["[1]", "[\"^Report à nouveau\"]", "[{ column = \"Libellé\", matches = \"^Report\" }]"]
    {
        let mapping = OF_FRENCH.replace("kind =", &format!("skip = {skip}\nkind ="));
        let reading = read(&mapping, FRENCH);
        let kinds: Vec<FaultKind> = reading.faults.iter().map(|fault| fault.kind).collect();
        assert!(!kinds.contains(&FaultKind::VoucherNotBalanced), "{skip}: {kinds:?}");
    }
}

#[test]
fn a_finding_that_asks_for_skip_says_what_to_write() {
    let asked = |skip: &str, csv: &str, words: &str| {
        let reading = read(&OF_FRENCH.replace("kind =", &format!("{skip}kind =")), csv);
        let fault = reading.faults.iter().find(|f| f.expected.contains(words)).cloned();
        fault.unwrap_or_else(|| panic!("{:?}", reading.faults)).expected
    };
    let doubt = "this row may be either";
    let pattern = "`skip = [{ column = \"Libellé\", matches = \"…\" }]`";
    let last = asked("", FRENCH, doubt);
    assert!(last.contains(pattern) && !last.contains("skip = [5]"), "{last}");
    // The first row below the header, and the second where the first is passed over already.
    let header = "Date;Journal;Pièce;Compte;Libellé;Débit;Crédit\n";
    let first = FRENCH.replace(
        "01/10/2025;AN;AN-1;512000;Report à nouveau;11 374,68;",
        "01/10/2025;;;6000;Solde;5,00;",
    );
    let first = format!("Grand livre\n\n{first}");
    assert!(
        asked("", &first, doubt).contains("write `skip = [1]`"),
        "{}",
        asked("", &first, doubt)
    );
    let second = first.replace(header, &format!("{header}(invented);;;;;;\n"));
    let told = asked("skip = [1]\n", &second, doubt);
    assert!(told.contains("write `skip = [2]`"), "{told}");
}

#[test]
fn a_field_that_then_cannot_give_is_told_with_those_it_can() {
    let of = |field: &str| {
        let mapping = when("^Beitrag").replace("for_year = \"2027\"", &format!("{field} = \"5\""));
        let faults = read(&mapping, JOURNAL).faults;
        let fault = faults.into_iter().next().unwrap();
        (fault.raw, fault.expected)
    };
    let (raw, expected) = of("amount");
    assert_eq!(raw, "amount = \"5\"");
    assert!(expected.starts_with("only what `then` can give: `account`"), "{expected}");
    assert!(
        expected.contains("`counterparty`") && expected.contains("`amount` comes from a column"),
        "{expected}"
    );
    let (raw, expected) = of("countrparty");
    assert!(
        raw == "countrparty" && expected.contains("the nearest is `counterparty`"),
        "{expected}"
    );
}

#[test]
fn accounts_of_the_money_that_no_row_has_are_told_once() {
    let wrong = OF_JOURNAL.replace("[\"1020\"]", "[\"1800\"]");
    let reading = read(&wrong, JOURNAL);
    let kind = FaultKind::BadRegisterValue;
    let raw = "money_accounts = [\"1800\"]".to_owned();
    assert_eq!(told(&reading), [(kind, "mapping.toml!6:1".to_owned(), raw)]);
    let expected = &reading.faults[0].expected;
    assert!(expected.contains("`1800` is in no row of journal.csv"), "{expected}");
    assert!(
        expected.ends_with("occur most and are not in budget.csv: `1020` (4 rows)"),
        "{expected}"
    );
    assert_eq!((reading.lines.len(), reading.incomplete), (0, true));
    assert_eq!(terms(&reading), [[9, 0, 0, 0, 0, 9]]);
    let both = wrong.replace("journal.csv", "journal*.csv");
    let files = ["supporting/journal.csv", "supporting/journal-2.csv"];
    let files = files.map(|name| (name, JOURNAL.as_bytes().to_vec()));
    assert_eq!(read_bytes(&both, &files).faults.len(), 1);
    // The other side alone needs no such row, and one that is there is enough.
    let side: String = JOURNAL
        .lines()
        .filter(|l| !l.contains(";1020;") && !l.contains("Summe"))
        .map(|line| format!("{line}\n"))
        .collect();
    let reading = read(&wrong, &side);
    assert_eq!((told(&reading), reading.lines.len()), (vec![], 4));
    let more = OF_JOURNAL.replace("[\"1020\"]", "[\"1800\", \"1020\"]");
    assert_eq!(told(&read(&more, JOURNAL)), []);
}

#[test]
fn a_row_with_both_accounts_needs_one_of_the_money_and_lacks_it_once() {
    let mapping = "\
[[table]]
file = \"supporting/journal.csv\"
kind = \"ledger\"
money_accounts = [\"1800\"]
[table.columns]
date = \"Datum\"
debit_account = \"Sollkonto\"
credit_account = \"Habenkonto\"
amount = \"Betrag\"
";
    let rows = "Datum;Sollkonto;Habenkonto;Betrag\n02.01.2026;6000;1200;10,00\n03.01.2026;6100;1200;20,00\n04.01.2026;1200;4000;30,00\n";
    let reading = read(mapping, rows);
    assert_eq!(reading.faults.len(), 1, "{:?}", reading.faults);
    assert!(reading.faults[0].expected.ends_with("`1200` (3 rows)"), "{:?}", reading.faults);
    assert_eq!(terms(&reading), [[3, 0, 0, 0, 0, 3]]);
    let reading = read(&mapping.replace("1800", "1200"), rows);
    assert_eq!((told(&reading), reading.lines.len()), (vec![], 3));
}
