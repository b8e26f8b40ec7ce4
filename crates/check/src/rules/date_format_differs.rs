//! S127: the days of a table are written otherwise than its mapping says.

use crate::rule::rule;

rule! {
    /// The days of a table are written otherwise than its mapping says.
    ///
    /// # What it checks
    /// The days of each table against `date_format` in `mapping.toml`: another pattern must not read more of them.
    ///
    /// # Why it matters
    /// Days that fit by chance would be misread (3 September as 9 March). None of the rows is counted until the
    /// pattern is right.
    ///
    /// # Example
    /// `date_format = "mm/dd/yyyy"`, and days such as `31/12/2025`.
    ///
    /// # How to fix
    /// Put the pattern that the finding names into `mapping.toml`.
    DateFormatDiffers {
        code: "S127",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [DateFormatDiffers],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (raw, field) = (&fault.raw, &fault.field);
                statement.found = format!("{raw} days do not fit the mapping's `date_format`: none of the rows is counted");
                statement.subject = format!("{field} {}", fault.place.sheet.as_deref().unwrap_or_default());
            });
        },
    }
}
