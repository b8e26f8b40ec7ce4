//! S126: how the letters of a text file are coded was guessed.

use crate::rule::rule;

rule! {
    /// How the letters of a text file are coded was guessed.
    ///
    /// # What it checks
    /// Text files that are not saved as UTF-8 or UTF-16 and whose `[[table]]` names no `encoding`.
    ///
    /// # Why it matters
    /// Read by the wrong code, letters such as `ł` or `й` become others: headers and words are not recognised.
    ///
    /// # Example
    /// An export saved as Windows-1250 in which `Ilość` would be read as `Iloœæ`.
    ///
    /// # How to fix
    /// Look at the names and descriptions that other findings show. If letters are wrong, write `encoding` into the
    /// `[[table]]`, or ask for the file saved as UTF-8 or .xlsx.
    EncodingGuessed {
        code: "S126",
        severity: Note,
        since: 2021,
        faults: [EncodingGuessed],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = format!("the file is not saved as UTF-8, and is read as `{}`", fault.raw);
            });
        },
    }
}
