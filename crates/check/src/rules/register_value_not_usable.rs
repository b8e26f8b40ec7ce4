//! G102: a value in the office's own files cannot be used.

use model::Fault;

use crate::report::Statement;
use crate::rule::rule;

rule! {
    /// A value in the office's own files cannot be used.
    ///
    /// # What it checks
    /// Values of registers, and of commitments and help in kind, that are not of the form their column needs.
    ///
    /// # Why it matters
    /// The row is left aside, so a figure or a list is incomplete.
    ///
    /// # Example
    /// `31.02.2026` as a date in `events.csv`.
    ///
    /// # How to fix
    /// Correct the value; the finding says what is expected.
    RegisterValueNotUsable {
        code: "G102",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [BadRegisterValue],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                word(fault, statement);
            });
        },
    }
}

/// Says what is wrong with a value.
pub(crate) fn word(fault: &Fault, statement: &mut Statement) {
    let (field, raw) = (&fault.field, &fault.raw);
    if fault.place.path.ends_with("/mapping.toml") {
        of_mapping(fault, statement);
        return;
    }
    statement.found = match raw.as_str() {
        "" => format!("`{field}` is empty"),
        raw => format!("`{raw}` cannot be used as `{field}`"),
    };
}

/// What is wrong in a mapping, which key, on which line, and what it means for the table.
fn of_mapping(fault: &Fault, statement: &mut Statement) {
    let (field, raw) = (&fault.field, &fault.raw);
    let line = fault.place.cell.map_or(1, |cell| cell.row + 1);
    statement.found = match raw.as_str() {
        "" => format!(
            "`{field}` is missing from the table of mapping.toml that begins in line {line}"
        ),
        raw if raw == field => {
            format!("no mapping has a key `{field}` (mapping.toml, line {line})")
        }
        raw => format!("`{raw}` cannot be used (mapping.toml, line {line})"),
    };
    statement.found.push_str("; the table it belongs to is not read");
    statement.why =
        Some("none of the rows of the table is counted until the mapping is right".to_owned());
    statement.help = Some(format!("correct line {line} of mapping.toml"));
}

#[cfg(test)]
mod tests {
    use model::{FaultKind, Place};

    use super::*;
    use crate::fixtures::sound;

    #[test]
    fn what_is_wrong_in_a_mapping_is_told_with_its_key_and_line() {
        let cases = [
            ("descripton", "no mapping has a key `descripton` (mapping.toml, line 7)"),
            ("", "`descripton` is missing from the table"),
            ("descripton = 5", "`descripton = 5` cannot be used"),
        ];
        for (raw, found) in cases {
            let mut year = sound();
            year.reading.faults.push(Fault {
                kind: FaultKind::BadRegisterValue,
                participant: None,
                place: Place::line("inputs/2026/returns/north/mapping.toml", 7, 1),
                raw: raw.into(),
                field: "descripton".into(),
                label: String::new(),
                expected: "a key that mappings have; the nearest is `description`".into(),
                context: Vec::new(),
            });
            let finding = year.findings().into_iter().find(|f| f.rule.code == "G102").unwrap();
            assert!(finding.found.contains(found), "{}", finding.found);
            assert!(finding.found.ends_with("is not read") && !finding.why.contains("left aside"));
        }
    }
}
