//! Income and expense by activity: the other way of cutting the ledger than by account.

use std::collections::BTreeMap;

use model::finance::{AccountKind, Activity, ActivityLine, BookedLine, code_on_file};

use crate::accounts::Kinds;

/// What came in and went out for each activity, where a line names one; else nothing is told by activity.
///
/// Those of `activities.csv` come first and in its order, with or without bookings; then what is booked on
/// others, under [`model::finance::NOT_ON_FILE`]; last what is booked on none. Lines on accounts that the budget does not have are in no total, and so in
/// none of these.
pub(crate) fn activities(
    activities: &[Activity],
    booked: &[BookedLine],
    kinds: &Kinds<'_>,
) -> Vec<ActivityLine> {
    let mut sums: BTreeMap<&str, [i64; 2]> = BTreeMap::new();
    for booking in booked {
        let Some(kind) = kinds.of(&booking.line.account) else { continue };
        let of_activity = sums.entry(code(booking, activities)).or_default();
        of_activity[usize::from(kind == AccountKind::Expense)] += booking.booked.unwrap_or(0);
    }
    if sums.keys().all(|code| code.is_empty()) {
        return Vec::new();
    }
    let mut lines: Vec<ActivityLine> = Vec::new();
    for own in activities {
        let sums = sums.remove(own.id.trim()).unwrap_or_default();
        lines.push(line(own.id.trim(), &own.title, &own.working_group, sums));
    }
    let on_none = sums.remove("");
    lines.extend(sums.into_iter().map(|(code, sums)| line(code, "", "", sums)));
    lines.extend(on_none.map(|sums| line("", "", "", sums)));
    lines
}

/// The code of the activity a line names, as it is shown; empty where it names none.
pub(crate) fn code<'a>(booking: &'a BookedLine, activities: &[Activity]) -> &'a str {
    code_on_file(&booking.line.activity, activities.iter().map(|own| own.id.trim()))
}

fn line(id: &str, title: &str, working_group: &str, [income, expense]: [i64; 2]) -> ActivityLine {
    ActivityLine {
        id: id.to_owned(),
        title: title.to_owned(),
        working_group: working_group.to_owned(),
        income,
        expense,
    }
}
