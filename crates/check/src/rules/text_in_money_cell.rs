//! V101: text stands where a number is needed.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// Text stands where a number is needed.
    ///
    /// # What it checks
    /// Cells for amounts, units and other numbers that hold something that is no number.
    ///
    /// # Why it matters
    /// The total would be too low without anyone seeing it.
    ///
    /// # Example
    /// `12,400 est.` where an amount is asked for.
    ///
    /// # How to fix
    /// Type the number alone; a remark belongs in a text question or in the e-mail.
    TextInMoneyCell {
        code: "V101",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [TextForNumber],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` is text where a number is needed");
                statement.effect = answer_effect(1, "not counted");
                if matches!(fault.field.as_str(), "amount" | "unit_price" | "value") {
                    statement.found = format!("`{raw}` is text where an amount is needed");
                }
            });
        },
    }
}
