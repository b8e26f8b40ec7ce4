//! V121: a mean age or planned lifetime without a number of devices.

use model::AnswerState;

use crate::evidence::Evidence;
use crate::report::{Report, of_answer};
use crate::rule::rule;

rule! {
    /// A mean age or planned lifetime is given without a number of devices.
    ///
    /// # What it checks
    /// Rows of the table of devices in use that leave the number of devices blank, where no list of devices
    /// gives it either.
    ///
    /// # Why it matters
    /// Means are weighted by devices; one that weighs nothing is in no figure.
    ///
    /// # Example
    /// Laptops with a mean age of 3.5 years and no number of laptops.
    ///
    /// # How to fix
    /// Ask for the number of devices, or for the list of them.
    MeanWithoutDevices {
        code: "V121",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for own in evidence.returns() {
        let rows = own.repeat("in_use");
        for row in rows {
            let group = row.answer("product_group").choice().unwrap_or_default();
            let same_group = |other: &&model::submission::RepeatRow| {
                other.answer("product_group").choice() == Some(group)
            };
            let alone = rows.iter().filter(same_group).count() == 1;
            let blank = !matches!(
                row.answer("devices").state,
                AnswerState::Given(_) | AnswerState::Unreadable
            );
            if !blank || (alone && is_listed(evidence, own, group)) {
                continue;
            }
            for column in ["mean_age_years", "planned_lifetime_years"] {
                let answer = row.answer(column);
                if answer.number().is_some() {
                    let label = evidence.column_label("in_use", column);
                    let mut statement = of_answer(
                        &own.participant,
                        &format!("in_use {group} {column}"),
                        label,
                        answer,
                    );
                    statement.row = evidence.group_title(group).to_owned();
                    statement.found = format!(
                        "a mean of {} years, and no number of devices it is of",
                        answer.raw
                    );
                    statement.expected = "a number of devices in the same row".to_owned();
                    report.add(statement);
                }
            }
        }
    }
}

/// Whether a list of devices in use gives the number of a product group.
fn is_listed(evidence: &Evidence, own: &model::Return, group: &str) -> bool {
    let listed = evidence.results.devices.iter().filter(|row| row.participant == own.participant);
    let mut listed = listed.filter(|row| row.table == model::devices::DeviceTable::Assets);
    listed.any(|row| row.product_group == group && row.reason.is_none())
}
