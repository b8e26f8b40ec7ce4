//! V107: a line has an amount and no units, or units and no amount.

use model::AnswerState;
use model::submission::RepeatRow;
use model::volume::CountedAs;

use crate::evidence::Evidence;
use crate::report::{Report, euro_effect, of_line, unit_effect};
use crate::rule::rule;

rule! {
    /// A line has an amount and no units, or units and no amount.
    ///
    /// # What it checks
    /// Lines of the procurement table that count, in groups of devices.
    ///
    /// # Why it matters
    /// Volume in euro and volume in devices rest on different lines.
    ///
    /// # Example
    /// 120 displays without an amount.
    ///
    /// # How to fix
    /// Ask for the missing number.
    AmountWithoutUnits {
        code: "V107",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for counted in evidence.declared {
        let line = &counted.line;
        let device = evidence.is_device(&line.product_group);
        if counted.counted_as == CountedAs::LeftOut || !device || line.acquisition == "service" {
            continue;
        }
        let missing = if line.units.is_none() { "units" } else { "amount" };
        let unreadable = |row: &RepeatRow| row.answer(missing).state == AnswerState::Unreadable;
        if evidence.declared_row(line).is_some_and(unreadable) {
            // Another finding is about that very cell.
            continue;
        }
        let mut statement = of_line(evidence, line, missing);
        match (line.units, line.amount_minor) {
            (None, Some(_)) => {
                statement.found = format!(
                    "an amount without units for {}",
                    evidence.group_title(&line.product_group)
                );
                statement.effect = evidence
                    .line_euro(line)
                    .and_then(|euro| euro_effect(euro, "in the amounts, in no number of devices"));
            }
            (Some(units), None) => {
                statement.found = format!(
                    "units without an amount for {}",
                    evidence.group_title(&line.product_group)
                );
                statement.effect =
                    unit_effect(units, device, "in the number of devices, in no amount");
            }
            _ => continue,
        }
        report.add(statement);
    }
}
