//! `uptake.carried_share`.

use std::sync::Arc;

use model::{Decimal, Dimension, Indicator, ObservationStatus};

use super::last_year::{Compared, Move};
use super::{Practice, by_strategy, of_strategy};
use crate::draft::Draft;

pub(crate) const CARRIED_SHARE: Indicator = Indicator {
    id: "uptake.carried_share",
    title: "Answers marked \u{201c}as last year\u{201d}",
    question: "What share of the compared answers was carried over and not given anew?",
    unit: "share",
    dimensions: &[&[Dimension::Strategy]],
    formula: "pairs at levels 0 to 4 in both years whose answer this year is marked \u{201c}as last year\u{201d} ÷ \
              pairs at levels 0 to 4 in both years",
    needs: &["every question on the list uptake, this year's and last year's: carried, cfit_was"],
    paragraph: "§3.1.1a",
    caveats: "Beside uptake.moved: a carried answer counts as it stands, and is one that nobody looked at \
              again. Cannot be given where last year is not in the workspace.",
};

/// The share of every strategy of the form; none without a last year.
pub(super) fn drafts(practices: &[Practice<'_>], compared: &Compared) -> Vec<Draft> {
    let strategies = by_strategy(practices).into_iter();
    let drafts = strategies.map(|(strategy, practices)| {
        let moves = compared.moves.iter();
        let moves: Vec<&Move> = moves.filter(|moved| moved.strategy == strategy).collect();
        let carried = moves.iter().filter(|moved| moved.carried).count();
        let parts = (Decimal::from(carried), Decimal::from(moves.len()));
        let who = moves.iter().map(|moved| moved.participant.clone()).collect();
        let trace = moves.iter().flat_map(|moved| moved.trace.clone()).collect();
        let draft =
            Draft::share(CARRIED_SHARE.id, of_strategy(strategy), parts, who, Arc::new(trace));
        match practices.iter().any(|practice| practice.asked) {
            true => draft.provisional_if(moves.iter().any(|moved| moved.provisional)),
            false => draft.without_value(ObservationStatus::NotAsked),
        }
    });
    drafts.collect()
}

#[cfg(test)]
mod tests {
    use crate::tests::fixture::{World, assert_figures};

    /// Of aa's two answers one is marked; bb's is new, since it did not answer last year.
    #[test]
    fn marked_answers_are_a_share_of_those_given_in_both_years() {
        let mut before = World::of_year(2025);
        before.answer("aa", "share_devices", "3");
        before.answer("aa", "repair_first", "1");
        let last = before.compute();
        let mut now = World::new();
        now.answer("aa", "share_devices", "3");
        now.answer("aa", "repair_first", "2");
        now.answer("bb", "repair_first", "2");
        now.of("aa").answers.get_mut("share_devices").unwrap().carried = true;
        let last = before.as_last(&last);
        let rows = [("uptake.carried_share", "strategy=buy_less", "0.500000 A")];
        assert_figures(&now.try_compute(Some(last)).unwrap().results, &rows);
    }
}
