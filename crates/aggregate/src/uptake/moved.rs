//! `uptake.moved`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::vocabulary::Strategy;
use model::{Dimension, Identifier, Indicator, TraceEntry};

use super::last_year::Compared;
use super::{Practice, by_strategy, of_strategy};
use crate::draft::Draft;

pub(crate) const MOVED: Indicator = Indicator {
    id: "uptake.moved",
    title: "Answers that moved",
    question: "How many answers stand higher, as high or lower than a year ago?",
    unit: "count",
    dimensions: &[&[Dimension::Strategy, Dimension::Component]],
    formula: "pairs of participant and practice at levels 0 to 4 in both years: `up`, `same` and `down`; \
              `lost`: pairs at levels 0 to 4 last year without an answer at 0 to 4 this year. The four sum to \
              last year's answers at 0 to 4",
    needs: &[
        "every question on the list uptake, this year's and last year's: cfit_strategy, cfit_was",
    ],
    paragraph: "§3.1.1a",
    caveats: "Counts steps up and down, not how many levels. A pair is lost where the practice is no longer \
              asked, the answer is `na` or blank, or no return came. Cannot be given where last year is not in \
              the workspace.",
};

/// The components, in the order in which they are read.
const COMPONENTS: [&str; 4] = ["up", "same", "down", "lost"];

/// What falls into a row.
#[derive(Default)]
struct Row {
    pairs: usize,
    who: BTreeSet<Identifier>,
    trace: Vec<TraceEntry>,
    provisional: bool,
}

impl Row {
    fn add(&mut self, participant: &Identifier, trace: &[TraceEntry], provisional: bool) {
        self.pairs += 1;
        self.who.insert(participant.clone());
        self.trace.extend_from_slice(trace);
        self.provisional |= provisional;
    }
}

/// A row for each component of every strategy that is asked about this year or was last year, zero included; none
/// without a last year.
pub(super) fn drafts(practices: &[Practice<'_>], compared: &Compared) -> Vec<Draft> {
    let mut rows: BTreeMap<(Strategy, &'static str), Row> = BTreeMap::new();
    let asked = by_strategy(practices).into_iter();
    let asked = asked.filter(|(_, of)| of.iter().any(|practice| practice.asked));
    for (strategy, _) in asked {
        rows.extend(COMPONENTS.map(|component| ((strategy, component), Row::default())));
    }
    for moved in &compared.moves {
        let component = match moved.direction {
            Ordering::Greater => "up",
            Ordering::Equal => "same",
            Ordering::Less => "down",
        };
        let row = rows.entry((moved.strategy, component)).or_default();
        row.add(&moved.participant, &moved.trace, moved.provisional);
    }
    for lost in &compared.lost {
        for component in COMPONENTS {
            rows.entry((lost.strategy, component)).or_default();
        }
        let row = rows.entry((lost.strategy, "lost")).or_default();
        row.add(&lost.participant, &lost.trace, lost.provisional);
    }
    let drafts = rows.into_iter().map(|((strategy, component), row)| {
        let cut = of_strategy(strategy).with(Dimension::Component, component);
        let draft = Draft::count(MOVED.id, cut, row.pairs, row.who, Arc::new(row.trace));
        draft.provisional_if(row.provisional)
    });
    drafts.collect()
}

#[cfg(test)]
mod tests {
    use crate::tests::fixture::{World, assert_figures, cut, id};

    const BEFORE: [(&str, &str, &str); 6] = [
        ("aa", "share_devices", "2"),
        ("aa", "repair_first", "0"),
        ("bb", "share_devices", "3"),
        ("bb", "repair_first", "1"),
        ("cc", "share_devices", "na"),
        ("dd", "share_devices", "1"),
    ];

    /// aa: 2 to 4 and 0 as before, marked so; bb: 3 to 1, and 1 to `na`; cc had none; dd sent no return.
    const NOW: [(&str, &str, &str); 5] = [
        ("aa", "share_devices", "4"),
        ("aa", "repair_first", "0"),
        ("bb", "share_devices", "1"),
        ("bb", "repair_first", "na"),
        ("cc", "share_devices", "4"),
    ];

    fn now() -> World {
        let mut now = World::new();
        NOW.iter()
            .for_each(|(participant, question, said)| now.answer(participant, question, said));
        now.of("aa").answers.get_mut("repair_first").unwrap().carried = true;
        now.year.returns.remove(&id("dd"));
        now
    }

    #[test]
    fn pairs_answered_in_both_years_moved_and_the_others_are_lost() {
        let mut before = World::of_year(2025);
        BEFORE.iter().for_each(|(of, question, said)| before.answer(of, question, said));
        let last = before.compute();
        let last = before.as_last(&last);
        let results = now().try_compute(Some(last)).unwrap().results;
        assert_figures(
            &results,
            &[
                ("uptake.moved", "strategy=buy_less component=up", "1 A"),
                ("uptake.moved", "strategy=buy_less component=same", "1 A"),
                ("uptake.moved", "strategy=buy_less component=down", "1 A"),
                ("uptake.moved", "strategy=buy_less component=lost", "2 A"),
                ("uptake.carried_share", "strategy=buy_less", "0.333333 A"),
                ("uptake.carried_share", "strategy=use_better", "- M"),
            ],
        );
        let denominator = cut("strategy=buy_less");
        let denominator = last.results.figures.value("uptake.rate.denominator", &denominator);
        assert_eq!(denominator, Some(5.into()), "the four sum to it");
        let up = results.figures.get("uptake.moved", &cut("strategy=buy_less component=up"));
        let sources = up.unwrap().trace.iter().map(|of| (of.value.as_str(), of.source.to_string()));
        let cell = |year| format!("inputs/{year}/returns/aa/return.xlsx!Strategies!C4");
        assert_eq!(sources.collect::<Vec<_>>(), [("2", cell(2025)), ("4", cell(2026))]);
    }

    #[test]
    fn without_last_year_nothing_is_compared() {
        let rows = [
            ("uptake.moved", "strategy=buy_less component=same", "no row"),
            ("uptake.carried_share", "strategy=buy_less", "no row"),
        ];
        assert_figures(&now().compute().results, &rows);
    }

    #[test]
    fn a_practice_that_is_asked_under_another_name_is_followed_and_one_that_is_dropped_is_lost() {
        let mut before = World::of_year(2025);
        for question in &mut before.year.questionnaire.sections[0].questions {
            match &*question.name {
                "share_devices" => question.name = "pool_devices".into(),
                "servers_shared" => question.scope_from = None,
                _ => {}
            }
        }
        before.answer("aa", "pool_devices", "4");
        before.answer("aa", "servers_shared", "2");
        let last = before.compute();
        let mut now = now();
        now.year.questionnaire.sections[0].questions.retain(|own| own.name != "servers_shared");
        let last = before.as_last(&last);
        let rows = [
            ("uptake.moved", "strategy=buy_less component=same", "1 A"),
            ("uptake.moved", "strategy=use_better component=lost", "1 A"),
            ("uptake.moved", "strategy=use_better component=up", "0 A"),
        ];
        assert_figures(&now.try_compute(Some(last)).unwrap().results, &rows);
    }

    /// The four rows of a strategy.
    const FOUR: [&str; 4] = ["up", "same", "down", "lost"];

    /// aa: 4 then; its practice is parted in two this year, of which aa answers 4 and 2, and bb, 3 then, the second alone.
    /// aa's 1 at `repair_first` is 1 again, and 4 at a practice that says it continues `repair_first` too.
    #[test]
    fn an_answer_of_last_year_is_in_one_pair_where_two_practices_continue_its_own() {
        let mut before = World::of_year(2025);
        before.year.questionnaire.sections[0].questions[0].name = "pool_devices".into();
        before.answer("aa", "pool_devices", "4");
        before.answer("bb", "pool_devices", "3");
        before.answer("aa", "repair_first", "1");
        let last = before.compute();
        let mut now = World::new();
        let questions = &mut now.year.questionnaire.sections[0].questions;
        let also = |name: &str, was: &str| {
            let mut question = questions[0].clone();
            (question.name, question.was) = (name.into(), Some(was.into()));
            question
        };
        let more = [also("lend_devices", "pool_devices"), also("mend_first", "repair_first")];
        // Before the practice of the same name, which goes first all the same.
        questions.splice(1..1, more);
        let said = [("aa", "share_devices", "4"), ("aa", "lend_devices", "2")];
        let said = said.into_iter().chain([("bb", "lend_devices", "3"), ("aa", "mend_first", "4")]);
        said.chain([("aa", "repair_first", "1")]).for_each(|(of, practice, level)| {
            now.answer(of, practice, level);
            now.of(of).answers.get_mut(practice).unwrap().carried = practice == "lend_devices";
        });
        let results = now.try_compute(Some(before.as_last(&last))).unwrap().results;
        let expected = ["0 A", "2 A", "0 A", "1 A"];
        for (component, expected) in FOUR.iter().zip(expected) {
            let row = format!("strategy=buy_less component={component}");
            assert_figures(&results, &[("uptake.moved", &row, expected)]);
        }
        let rest = [("uptake.carried_share", "strategy=buy_less", "0.000000 A")];
        assert_figures(&results, &rest);
        let lasts = results.uptake.iter().filter(|answer| answer.last_level.is_some());
        let lasts: Vec<&str> = lasts.map(|answer| answer.practice.as_str()).collect();
        assert_eq!(lasts, ["share_devices", "repair_first"]);
        let before =
            last.results.figures.value("uptake.rate.denominator", &cut("strategy=buy_less"));
        assert_eq!(before, Some(3.into()), "the four sum to it");
    }
}
