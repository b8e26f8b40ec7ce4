//! S103: a supporting file is not counted, since no mapping says what its columns mean.

use model::Fault;

use crate::rule::rule;

rule! {
    /// A supporting file is not counted, since no mapping says what its columns mean.
    ///
    /// # What it checks
    /// Every file in `supporting/` is named by a table of `mapping.toml`, and every kind of table that
    /// is read there enters figures.
    ///
    /// # Why it matters
    /// Its rows are in no figure, and cannot be compared with what was declared.
    ///
    /// # Example
    /// `disposals-2026.xlsx` came after the mapping was written.
    ///
    /// # How to fix
    /// Add a `[[table]]` for it to `mapping.toml`, or move it to `received/` if it is not to be
    /// counted.
    FileWithoutMapping {
        code: "S103",
        severity: Warning,
        since: 2021,
        faults: [UnmappedTable],
        check: |_, report| {
            report.add_faults(|fault, statement| statement.found = not_counted(fault));
        },
    }
}

/// What is not counted: the file, one of its sheets, or a table beside others in a sheet.
fn not_counted(fault: &Fault) -> String {
    let Some(cell) = fault.place.cell else {
        return "none of the rows of this file is counted".to_owned();
    };
    if fault.field != "table" {
        return "none of the rows of this sheet is counted".to_owned();
    }
    let (row, what) = match &fault.place.sheet {
        Some(_) => ("row", "sheet"),
        None => ("line", "file"),
    };
    format!(
        "none of the rows of a further table of this {what} is counted: the one that begins in {row} {} with `{}`",
        cell.row + 1,
        fault.raw
    )
}

#[cfg(test)]
mod tests {
    use model::{CellAddress, FaultKind, Place};

    use super::*;
    use crate::fixtures::sound;

    #[test]
    fn what_is_not_counted_is_named() {
        let path = "inputs/2026/returns/north/supporting/orders.xlsx";
        let cases = [
            (Place::file(path), "", "of this file is"),
            (Place::cell(path, "Old", CellAddress::new(0, 0)), "", "of this sheet is"),
            (
                Place::cell(path, "Data", CellAddress::new(13, 0)),
                "table",
                "a further table of this sheet is counted: the one that begins in row 14 with `Kind, Sum`",
            ),
            (
                Place::line("orders.csv", 14, 1),
                "table",
                "of this file is counted: the one that begins in line 14",
            ),
        ];
        for (place, field, found) in cases {
            let mut year = sound();
            year.reading.faults.push(Fault {
                place,
                field: field.to_owned(),
                raw: "Kind, Sum".to_owned(),
                ..crate::fixtures::damages::fault(FaultKind::UnmappedTable)
            });
            let finding = year.findings().into_iter().find(|finding| finding.rule.code == "S103");
            let told = finding.expect("S103 judges it").found;
            assert!(told.contains(found), "{told}");
        }
    }
}
