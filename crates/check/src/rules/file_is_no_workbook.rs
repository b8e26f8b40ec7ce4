//! R001: a file is no workbook that can be read.

use crate::rule::rule;

rule! {
    /// A file is no workbook that can be read.
    ///
    /// # What it checks
    /// Every file that should be a workbook is recognised by its content, whatever its name ends in.
    /// Excel workbooks from 1997 on (xls, xlsx, xlsm, xlsb), OpenDocument spreadsheets and delimited
    /// text can be read.
    ///
    /// # Why it matters
    /// The file says nothing that could be counted. Every other return is still read.
    ///
    /// # Example
    /// A Word document that was renamed to `return.xlsx`; a workbook saved in the format of Excel 4.
    ///
    /// # How to fix
    /// Ask the participant to open the file, choose "Save as" and "Excel workbook (.xlsx)", and to send
    /// it again.
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
            });
        },
    }
}
