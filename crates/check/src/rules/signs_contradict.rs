//! V124: units below zero, and an amount that is not.

use crate::rule::rule;

rule! {
    /// The units and the amount of a line do not go the same way.
    ///
    /// # What it checks
    /// Lines of the procurement table in which one of the two is below zero and the other is not, and units below zero
    /// without an amount.
    ///
    /// # Why it matters
    /// Devices would be taken off that were paid for, or counted that were credited; the units are left out, the
    /// amount counts.
    ///
    /// # Example
    /// -5 units beside EUR 4 000.
    ///
    /// # How to fix
    /// Ask whether the line is a purchase or a credit; in a credit both numbers are below zero.
    SignsContradict {
        code: "V124",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [SignsContradict],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = fault.raw.trim();
                statement.found = format!("{raw} units; they were not counted");
            });
        },
    }
}
