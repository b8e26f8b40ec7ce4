//! S107: a mapping names something the file does not have.

use model::{Fault, FaultKind};

use crate::rule::rule;

rule! {
    /// A mapping names something the file does not have.
    ///
    /// # What it checks
    /// Files, sheets and columns that `mapping.toml` names; also that no column of `[table.unpivot]` is the sum of
    /// others.
    ///
    /// # Why it matters
    /// The rows of the table cannot be read; none is counted.
    ///
    /// # Example
    /// The mapping names the column `Nettobetrag`, the file has `Netto-Betrag`.
    ///
    /// # How to fix
    /// Correct the name in `mapping.toml`; the finding shows what is there.
    MappingDoesNotFit {
        code: "S107",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [MappedColumnMissing, MappedSheetMissing, MappedFileMissing],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = named(fault);
                // One mapping may name the same column of several files.
                statement.subject = format!("{} {} {}", fault.field, fault.label, fault.place);
            });
        },
    }
}

/// What the mapping names that is not there.
fn named(fault: &Fault) -> String {
    let (raw, field) = (&fault.raw, &fault.field);
    match (fault.kind, raw.as_str()) {
        (FaultKind::MappedFileMissing, _) => {
            format!("the mapping names the file `{raw}`, which is not there")
        }
        (FaultKind::MappedSheetMissing, "") => "the mapping names no sheet".to_owned(),
        (FaultKind::MappedSheetMissing, _) => {
            format!("the mapping names the sheet `{raw}`, which the file does not have")
        }
        (_, "") => "the mapping names columns that are not there".to_owned(),
        _ if field == "unpivot_sum" => {
            format!("the column `{raw}` of [table.unpivot] is the sum of others")
        }
        _ if field == "header_rows" => {
            format!("the mapping names the columns `{raw}`, and no row has them")
        }
        _ if field == "header_values" => {
            format!("the mapping does not say what the header `{raw}` stands for")
        }
        _ if ["column", "unpivot"].contains(&field.as_str()) => {
            format!("the mapping names the column `{raw}`, and no single column is called so")
        }
        _ => format!(
            "the mapping names the column `{raw}` as `{field}`, and no single column is called so"
        ),
    }
}

#[cfg(test)]
mod tests {
    use model::Place;

    use super::*;
    use crate::fixtures::sound;

    #[test]
    fn what_the_mapping_names_is_found_and_what_is_there_expected() {
        let cases = [
            (FaultKind::MappedColumnMissing, "units", "the column `Qty` as `units`"),
            (FaultKind::MappedColumnMissing, "column", "the column `Qty`, and"),
            (FaultKind::MappedColumnMissing, "unpivot_sum", "the column `Qty` of [table.unpivot]"),
            (FaultKind::MappedSheetMissing, "sheet", "the sheet `Qty`"),
            (FaultKind::MappedFileMissing, "file", "the file `Qty`"),
        ];
        for (kind, field, found) in cases {
            let mut year = sound();
            year.reading.faults.push(Fault {
                kind,
                participant: None,
                place: Place::file("orders.csv"),
                raw: "Qty".into(),
                field: field.into(),
                label: String::new(),
                expected: "a header text; the nearest is `Pieces`".into(),
                context: Vec::new(),
            });
            let finding = year.findings().into_iter().find(|f| f.rule.code == "S107");
            let finding = finding.expect("S107 judges it");
            assert!(finding.found.contains(found), "{}", finding.found);
            assert!(finding.expected.contains("`Pieces`"), "{}", finding.expected);
        }
    }
}
