//! What was given in kind, and its hours.

use std::collections::BTreeMap;

use model::finance::GivenInKind;
use model::{
    Decimal, Dimension, Dimensions, Identifier, ObservationStatus, TraceEntry, Unit,
    round_half_even,
};

use super::{Gatherer, Known};

impl Gatherer<'_> {
    /// The value and the hours of what was given in kind, by participant and in all. Who gave nothing has no row.
    /// An interim statement has none of it: no day is said of help in kind.
    pub(super) fn in_kind(&mut self) {
        if self.inputs.as_of.is_some() {
            return;
        }
        let given = crate::in_kind::in_kind(self.inputs.pact, self.inputs.year);
        let mut by: BTreeMap<&Identifier, Vec<&GivenInKind>> = BTreeMap::new();
        for one in &given {
            by.entry(&one.line.participant).or_default().push(one);
        }
        let whole = !self.inputs.year.finance.in_kind_incomplete;
        for (participant, own) in &by {
            let cut = Dimensions::none().with(Dimension::Participant, participant.as_str());
            self.value_in_kind(cut.clone(), own, whole);
            self.hours_in_kind(cut, own, whole);
        }
        let all: Vec<&GivenInKind> = given.iter().collect();
        if !all.is_empty() || !whole {
            self.value_in_kind(Dimensions::none(), &all, whole);
            self.hours_in_kind(Dimensions::none(), &all, whole);
        }
    }

    fn value_in_kind(&mut self, cut: Dimensions, given: &[&GivenInKind], whole: bool) {
        let trace = given.iter().filter_map(|one| {
            let place = match one.line.amount {
                Some(_) => &one.line.amount_place,
                None => &one.line.hours_place,
            };
            let value = self.decimal(one.value?).to_string();
            Some(TraceEntry::new(one.line.participant.as_str(), value, place.clone()))
        });
        let trace = trace.collect();
        self.add("in_kind", cut, worth(given, whole), trace);
    }

    fn hours_in_kind(&mut self, dimensions: Dimensions, given: &[&GivenInKind], whole: bool) {
        let timed = given.iter().filter_map(|one| Some((*one, one.line.hours?)));
        let timed: Vec<(&GivenInKind, Decimal)> = timed.collect();
        let missing = given.iter().any(|one| one.line.unreadable && one.line.hours.is_none());
        if timed.is_empty() && !missing {
            return;
        }
        let sum = timed.iter().try_fold(Decimal::ZERO, |sum, (_, hours)| sum.checked_add(*hours));
        let value = sum.filter(|_| !timed.is_empty()).map(|sum| {
            let mut hours = round_half_even(sum, 2);
            hours.rescale(2);
            hours
        });
        let open = missing || !whole || timed.iter().any(|(one, _)| one.provisional);
        let status = match (value, open) {
            (None, _) => ObservationStatus::NotAnswered,
            (Some(_), true) => ObservationStatus::Provisional,
            (Some(_), false) => ObservationStatus::Normal,
        };
        let trace = timed.iter().map(|(one, hours)| {
            let participant = one.line.participant.as_str();
            TraceEntry::new(participant, hours.to_string(), one.line.hours_place.clone())
        });
        let trace = trace.collect();
        self.figure("in_kind_hours", dimensions, (value, Unit::Hours, status), trace);
    }
}

/// What lines are worth together: in part where one has no value, provisional where one is, estimated where more than a
/// tenth rests on a rate the Bank stopped quoting.
fn worth(given: &[&GivenInKind], whole: bool) -> Known {
    let values: Vec<(&GivenInKind, i64)> =
        given.iter().filter_map(|one| Some((*one, one.value?))).collect();
    let sum = |only: fn(&GivenInKind) -> bool| {
        let own = values.iter().filter(|(one, _)| only(one));
        own.map(|(_, value)| i128::from(*value)).sum::<i128>()
    };
    let Some(total) = i64::try_from(sum(|_| true)).ok().filter(|_| !values.is_empty()) else {
        return Known::Not;
    };
    let open = |one: &GivenInKind| one.provisional || one.rate_provisional;
    let open = !whole || values.len() < given.len() || values.iter().any(|(one, _)| open(one));
    match open {
        true => Known::Partly(total),
        false if sum(|one| one.estimated) * 10 > i128::from(total) => Known::Estimated(total),
        false => Known::Whole(total),
    }
}
