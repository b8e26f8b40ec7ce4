//! S110: a table can be read in two ways that are equally good.

use crate::rule::rule;

rule! {
    /// A table can be read in two ways that are equally good.
    ///
    /// # What it checks
    /// How a text file is delimited and quoted and which row is the header are told from the file itself;
    /// where a table stands in a sheet, from the columns the mapping names.
    ///
    /// # Why it matters
    /// Read the wrong way, values would stand in the wrong columns. None of its rows is counted.
    ///
    /// # Example
    /// A text file with one comma and one semicolon in every line; two tables in a sheet that both have
    /// the columns `Date` and `Amount`.
    ///
    /// # How to fix
    /// Ask for a text file as .xlsx, or say in `mapping.toml` what parts its columns (`delimiter`); of two headers say
    /// in `header_rows` which is meant. The finding shows both readings.
    TwoReadings {
        code: "S110",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [TwoReadings],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                (statement.found, statement.expected) = match fault.raw.as_str() {
                    "" => ("two headers fit the mapping equally well".into(), fault.expected.clone()),
                    told => (told.to_owned(), "a text that can be read as a table in one way only".into()),
                };
            });
        },
    }
}
