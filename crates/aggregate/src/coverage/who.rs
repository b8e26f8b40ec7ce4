//! Who counts (methodology: Who counts).

use std::collections::BTreeSet;

use model::participant::{Role, TooShort};
use model::{Coverage, Identifier, LineOrigin, YearReading};
use tables::CountedLines;

use crate::Inputs;
use crate::conservation::is_volume;

/// Sorts the participants in force into who was expected, who returned, who is silent.
///
/// A participant returned if its return counts. One without a workbook counts where a line of its supporting
/// tables does, of purchases or (`with_devices`) of devices.
pub(crate) fn who_counts(
    inputs: &Inputs<'_>,
    lines: &CountedLines,
    with_devices: &BTreeSet<&Identifier>,
) -> Coverage {
    let settings = &inputs.year.settings;
    let mut coverage = Coverage::default();
    let participants = inputs.pact.register.all_in_force(&settings.period);
    coverage.in_force = participants.iter().map(|row| row.id.clone()).collect();
    let counting = with_counted_lines(lines);
    let returned: BTreeSet<&Identifier> = coverage
        .in_force
        .iter()
        .filter(|id| {
            let form = inputs.year.returns.get(*id).is_some_and(|own| !own.without_form);
            form || counting.orders.contains(*id) || with_devices.contains(id)
        })
        .collect();
    let covered = covered(inputs.year, &returned);
    for id in &coverage.in_force {
        let short = inputs.pact.register.too_short(id, &settings.period);
        let here = returned.contains(id) || covered.contains(id);
        if settings.is_exempt(id.as_str()) {
            coverage.exempt.push(id.clone());
        } else if let Some(short) = short {
            let list = match short {
                TooShort::JoinedTooLate => &mut coverage.joined_too_late,
                TooShort::LeftEarly => &mut coverage.left_early,
            };
            list.push(id.clone());
        } else {
            coverage.expected.push(id.clone());
            if !here {
                coverage.silent.push(id.clone());
            }
        }
        if !returned.contains(id) && covered.contains(id) {
            coverage.covered.push(id.clone());
        }
        if returned.contains(id) && (counting.any.contains(id) || bought_nothing(inputs.year, id)) {
            coverage.reported_volume.push(id.clone());
        }
    }
    coverage.on_time = on_time(inputs.year, &returned);
    coverage.returned = returned.into_iter().cloned().collect();
    coverage
}

/// The roles of a participant on the period's last day.
pub(crate) fn roles(inputs: &Inputs<'_>, id: &Identifier) -> Vec<Role> {
    let period = &inputs.year.settings.period;
    let row = inputs.pact.register.in_force(id.as_str(), period);
    row.map(|row| row.roles(period.end)).unwrap_or_default()
}

/// Participants with lines that count, also where another return's count instead (overlap): they are no less reported.
struct WithLines<'a> {
    any: BTreeSet<&'a Identifier>,
    /// From a supporting table: such a table is a return even without a workbook.
    orders: BTreeSet<&'a Identifier>,
}

fn with_counted_lines(lines: &CountedLines) -> WithLines<'_> {
    let mut with_lines = WithLines { any: BTreeSet::new(), orders: BTreeSet::new() };
    for (group, counting) in lines.groups() {
        if is_volume(counting.counted_as) {
            with_lines.any.insert(&group.participant);
            if group.origin == LineOrigin::Orders {
                with_lines.orders.insert(&group.participant);
            }
        }
    }
    with_lines
}

/// Those whose figures are inside another's return that counts.
fn covered<'a>(
    year: &'a YearReading,
    returned: &BTreeSet<&Identifier>,
) -> BTreeSet<&'a Identifier> {
    let counting = year.returns.iter().filter(|(id, _)| returned.contains(id));
    let covered = counting.flat_map(|(id, own)| {
        let others = own.organisation.reports_for.iter();
        others.filter(move |other| *other != id)
    });
    covered.collect()
}

/// Whose purchases of a year are known: who reported volume, and who is covered by one that did.
///
/// A return that `reports_for` a participant and holds no purchases tells nothing of what that participant bought.
pub(crate) fn volume_known<'a>(
    year: &'a YearReading,
    coverage: &'a Coverage,
) -> BTreeSet<&'a Identifier> {
    let reported: BTreeSet<&Identifier> = coverage.reported_volume.iter().collect();
    let inside = covered(year, &reported);
    let covered = coverage.covered.iter().filter(|id| inside.contains(id));
    reported.iter().copied().chain(covered).collect()
}

fn bought_nothing(year: &YearReading, id: &Identifier) -> bool {
    let own = year.returns.get(id);
    own.is_some_and(|own| own.organisation.procurement_none)
}

/// Those of `returned` whose first version came by its deadline; `None` where nothing says when.
fn on_time(year: &YearReading, returned: &BTreeSet<&Identifier>) -> Option<Vec<Identifier>> {
    if year.receipts.is_empty() {
        return None;
    }
    let came_by = |id: &&&Identifier| {
        let due_on = year.settings.due_on(id.as_str());
        year.first_received(id).is_some_and(|receipt| receipt.received_on <= due_on)
    };
    let on_time = returned.iter().filter(came_by);
    Some(on_time.map(|id| (*id).clone()).collect())
}
