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
