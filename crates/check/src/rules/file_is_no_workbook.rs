//! R001: a file is no workbook that can be read.

use model::Fault;

use crate::rule::rule;

rule! {
    /// A file is no workbook that can be read.
    ///
    /// # What it checks
    /// Every file that should be a workbook is recognised by its content, whatever its name ends in.
    /// Excel workbooks from 1997 on (xls, xlsx, xlsm, xlsb), OpenDocument spreadsheets and delimited
    /// text can be read; of a text its letters as well, by the `encoding` that its `[[table]]` names.
    ///
    /// # Why it matters
    /// The file says nothing that could be counted. Every other return is still read.
    ///
    /// # Example
    /// A Word document that was renamed to `return.xlsx`; a workbook saved in the format of Excel 4.
    ///
    /// # How to fix
    /// Ask the participant to open the file, choose "Save as" and "Excel workbook (.xlsx)", and to send
    /// it again; where the finding says so, correct `encoding` in `mapping.toml`.
    FileIsNoWorkbook {
        code: "R001",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [NotAWorkbook, UnsupportedFormat],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("this file cannot be read: {raw}");
                statement.help = wrong_encoding(fault);
            });
        },
    }
}

/// What to do about a file that is coded otherwise than its mapping says; `None` of any other.
pub(super) fn wrong_encoding(fault: &Fault) -> Option<String> {
    (fault.field == "encoding").then(|| "correct `encoding` in mapping.toml".to_owned())
}

#[cfg(test)]
mod tests {
    use model::{FaultKind, Place};

    use super::*;
    use crate::fixtures::sound;

    #[test]
    fn a_file_that_is_coded_otherwise_than_said_says_what_to_correct() {
        let help = |kind: FaultKind, field: &str| {
            let mut year = sound();
            year.reading.faults.push(Fault {
                kind,
                participant: None,
                place: Place::line("inputs/2026/finance/supporting/journal.csv", 3, 1),
                raw: "line 3 holds letters that are not coded as `utf-8`".into(),
                field: field.into(),
                label: String::new(),
                expected: "another `encoding`".into(),
                context: Vec::new(),
            });
            let found = year.findings().into_iter().find(|f| ["R001", "F150"].contains(&f.rule.code));
            found.unwrap().help
        };
        for kind in [FaultKind::LedgerNotRead, FaultKind::UnsupportedFormat] {
            assert_eq!(help(kind, "encoding"), "correct `encoding` in mapping.toml");
            assert_ne!(help(kind, ""), help(kind, "encoding"));
        }
    }
}
