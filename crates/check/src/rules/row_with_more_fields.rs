//! S111: a row has more fields than the header.

use crate::rule::rule;

rule! {
    /// A row has more fields than the header.
    ///
    /// # What it checks
    /// In a text file, no row of a mapped table holds anything behind the last column of the header. In a workbook that
    /// is a note, unless words stand in the row where a number should.
    ///
    /// # Why it matters
    /// A delimiter inside a text that is not quoted moves every value behind it one column to the right,
    /// so the row is not counted.
    ///
    /// # Example
    /// `2026-03-01,Monitor, black,250.00` in a table of three columns.
    ///
    /// # How to fix
    /// Ask for the row anew, with the text in quotation marks, or for the table as .xlsx.
    RowWithMoreFields {
        code: "S111",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [LongerRow],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "this row has more fields than the header and is not counted".into();
            });
        },
    }
}
