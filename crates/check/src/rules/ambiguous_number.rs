//! V102: a number can be read in two ways.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// A number can be read in two ways.
    ///
    /// # What it checks
    /// Numbers typed as text in which one comma or point could part thousands or decimals, where neither the other
    /// numbers of the column nor those of the return tell which; numbers whose format shows thousands beside them; and
    /// rates of a tax below 1.
    ///
    /// # Why it matters
    /// One reading is a thousand times the other; it is not guessed.
    ///
    /// # Example
    /// `1,234` may be one thousand two hundred and thirty-four, or one and a bit.
    ///
    /// # How to fix
    /// Type the number without separators, or ask which is meant.
    AmbiguousNumber {
        code: "V102",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [AmbiguousNumber],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` can be read in two ways");
                statement.effect = answer_effect(1, "not counted");
            });
        },
    }
}
