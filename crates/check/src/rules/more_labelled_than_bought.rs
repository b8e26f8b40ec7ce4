//! V106: more units carry a label or meet the criteria than were bought.

use crate::evidence::Evidence;
use crate::report::{Report, of_line, unit_effect};
use crate::rule::rule;

rule! {
    /// More units carry a label or meet the criteria than were bought.
    ///
    /// # What it checks
    /// Units with a type I ecolabel, and units bought under the criteria of the Pact, against the units
    /// of the same line.
    ///
    /// # Why it matters
    /// The share would be above 100 %; the answer counts as not given.
    ///
    /// # Example
    /// 300 labelled laptops in a line of 250.
    ///
    /// # How to fix
    /// Ask which of the two numbers is right.
    MoreLabelledThanBought {
        code: "V106",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for counted in evidence.declared {
        let line = &counted.line;
        let Some(units) = line.units else { continue };
        for (part, field, what) in [
            (line.labelled_units, "labelled_units", "carry a type I ecolabel"),
            (line.criteria_units, "criteria_units", "were bought under the criteria"),
        ] {
            let Some(part) = part.filter(|part| *part > units && units >= 0) else { continue };
            let mut statement = of_line(evidence, line, field);
            statement.found = format!("{part} units {what}, of {units} bought");
            statement.effect = unit_effect(
                part - units,
                evidence.is_device(&line.product_group),
                "too many; the answer counts as not given",
            );
            report.add(statement);
        }
    }
}
