//! R114: a return says that nothing was bought, and lists purchases.

use crate::rule::rule;

rule! {
    /// A return says that nothing was bought, and lists purchases.
    ///
    /// # What it checks
    /// Returns that answer "nothing was bought" and have rows in the procurement table.
    ///
    /// # Why it matters
    /// One of the two is a slip; the purchases are counted until it is answered.
    ///
    /// # Example
    /// `yes` to "nothing was bought", and nine rows of laptops and displays.
    ///
    /// # How to fix
    /// Ask which of the two is right.
    NothingBoughtContradicted {
        code: "R114",
        severity: Warning,
        since: 2021,
        faults: [ContradictsNothingBought],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "the return says that nothing was bought, and lists purchases".into();
            });
        },
    }
}
