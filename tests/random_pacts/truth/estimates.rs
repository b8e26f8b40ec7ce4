//! The collective volume with estimates for those who are silent (methodology: Volume, 6).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::YearTruth;
use super::lines::{Counted, Line};
use super::table::{Cut, Names, Rest, Table};
use super::volume::{COLLECTIVE, DIRECT, euro, of_kind, scope_begins, status, whose};

/// `estimate_min_share` as the workspace has it.
const MIN_SHARE: Decimal = Decimal::from_parts(9, 0, 0, false, 1);

/// Those of whom volume is expected, by what is known of it.
struct Known {
    expected: Names,
    reported: Names,
    /// Silent, and last year's volume is known: an estimate by product group.
    estimated: BTreeMap<String, BTreeMap<String, Decimal>>,
}

/// The volume with estimates; one row that says it cannot be given where too much of it would be estimated.
pub(super) fn figures(truth: &YearTruth<'_>, last: Option<&YearTruth<'_>>, table: &mut Table) {
    let key = ("volume.with_estimates.amount", Cut::new());
    let known = known(truth, last);
    let lines: Vec<&Line> =
        of_kind(truth, COLLECTIVE).filter(|line| line.amount.is_some()).collect();
    let of_this: Names = lines.iter().map(|line| whose(line).to_owned()).collect();
    let estimates: Decimal = known.estimated.values().flat_map(BTreeMap::values).sum();
    let of_last: Names = known.estimated.keys().cloned().collect();
    if !is_given(truth, &known) {
        table.nothing(key.clone(), "M", &of_this);
        table.rests_on(key, of_this, of_last);
        return;
    }
    let names = &of_this | &of_last;
    let own = status(lines.iter().copied(), scope_begins(truth));
    let status = match own {
        "A" | "E" if !known.estimated.is_empty() => "I",
        own => own,
    };
    let value = euro(lines.iter().copied()) + estimates;
    table.value(key.clone(), value, 2, Rest { status, names: Some(&names) });
    table.rests_on(key, of_this, of_last);
}

/// Whether there is a volume to add to, little enough of it would be estimated, and little enough is not known.
fn is_given(truth: &YearTruth<'_>, known: &Known) -> bool {
    let mut lines = of_kind(truth, COLLECTIVE).peekable();
    // Lines without any amount are no volume that could be added to.
    let is_unanswered = lines.peek().is_some() && lines.all(|line| line.amount.is_none());
    let estimates: Decimal = known.estimated.values().flat_map(BTreeMap::values).sum();
    let direct = euro(of_kind(truth, DIRECT));
    let unknown = known.expected.len() - known.reported.len() - known.estimated.len();
    !is_unanswered
        && !truth.who.reported_volume.is_empty()
        && direct >= MIN_SHARE * (direct + estimates)
        && 2 * known.reported.len() >= known.expected.len()
        && 10 * unknown <= known.expected.len()
}

/// Last year's estimates of those who are silent again, which nobody carries on.
pub(super) fn not_carried(
    truth: &YearTruth<'_>,
    (last, before_last): (Option<&YearTruth<'_>>, Option<&YearTruth<'_>>),
    table: &mut Table,
) {
    let key = ("volume.with_estimates.not_carried.amount", Cut::new());
    let was = last.map(|last| (last, known(last, before_last)));
    let Some((_, was)) = was.filter(|(last, was)| is_given(last, was)) else {
        table.nothing(key, "M", &Names::new());
        return;
    };
    let now = known(truth, last);
    let is_silent = |id: &&String| now.expected.contains(*id) && !now.reported.contains(*id);
    let names: Names = was.estimated.keys().filter(is_silent).cloned().collect();
    let estimates = was.estimated.iter().filter(|(id, _)| names.contains(*id));
    let euro = estimates.flat_map(|(_, by_group)| by_group.values()).sum();
    let status = if names.is_empty() { "A" } else { "I" };
    table.value(key, euro, 2, Rest { status, names: Some(&names) });
}

fn known(truth: &YearTruth<'_>, last: Option<&YearTruth<'_>>) -> Known {
    // Reported volume is expected of the procuring role.
    let expected = truth.who.with_role(&truth.who.expected, Some("procuring"));
    let speaks =
        |id: &&String| truth.who.reported_volume.contains(*id) || truth.who.covered.contains(*id);
    let reported: Names = expected.iter().filter(speaks).cloned().collect();
    let silent = expected.difference(&reported);
    let estimated = silent.filter_map(|id| Some((id.clone(), estimate(truth, last?, id)?)));
    let estimated = estimated.collect();
    Known { expected, reported, estimated }
}

/// The larger of 0 and last year's direct volume less what others report for it now, by product group; `None`
/// where last year's is not known, or not of status A.
fn estimate(
    truth: &YearTruth<'_>,
    last: &YearTruth<'_>,
    id: &str,
) -> Option<BTreeMap<String, Decimal>> {
    if !last.who.reported_volume.contains(id) {
        return None;
    }
    let own: Vec<&Line> = last
        .lines
        .iter()
        .filter(|line| line.counted == Counted::Direct && line.reporter == id)
        .collect();
    // Where no line has an amount, no volume is known; a group of such lines alone adds nothing.
    let with_amount = || own.iter().filter(|line| line.amount.is_some());
    if !own.is_empty() && with_amount().next().is_none() {
        return None;
    }
    let groups: BTreeSet<&str> = with_amount().map(|line| line.group()).collect();
    let mut estimate = BTreeMap::new();
    for group in groups {
        let of_group = || own.iter().copied().filter(|line| line.group() == group);
        if status(of_group(), false) != "A" {
            return None;
        }
        let now = truth.lines.iter().filter(|line| {
            line.counted == Counted::OnBehalf && line.owner() == id && line.group() == group
        });
        let more = euro(of_group()) - euro(now);
        estimate.insert(group.to_owned(), more.max(Decimal::ZERO));
    }
    Some(estimate)
}
