//! S123: a row is a part of the row above.

use crate::rule::rule;

rule! {
    /// A row is a part of the row above.
    ///
    /// # What it checks
    /// Rows of a supporting file that begin with words such as "of which", "davon" or "dont", with an amount no larger
    /// than that of the row above.
    ///
    /// # Why it matters
    /// The row above is counted whole, so the part is not counted again. What only the part says, such as that it was
    /// refurbished, is in no figure.
    ///
    /// # Example
    /// `of which refurbished laptops` with 4 units below `Laptop 14` with 10 units.
    ///
    /// # How to fix
    /// Ask for rows that exclude each other: 6 new and 4 refurbished laptops.
    PartOfRowAbove {
        code: "S123",
        severity: Warning,
        since: 2021,
        faults: [PartOfRowAbove],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                statement.found = "this row is a part of the row above it and is not counted again".into();
                statement.effect = evidence.stated_effect(fault, "counted as the row above says");
            });
        },
    }
}
