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
