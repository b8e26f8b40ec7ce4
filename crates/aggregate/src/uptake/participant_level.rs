//! `uptake.participant_level`.

use std::collections::BTreeMap;

use model::{Dimension, Identifier, Indicator};

use super::{Practice, by_strategy, of_strategy};
use crate::draft::Draft;
use crate::ladder::{LadderAnswer, Step, contributors, trace};

pub(crate) const PARTICIPANT_LEVEL: Indicator = Indicator {
    id: "uptake.participant_level",
    title: "Participants by level",
    question: "How many participants stand at each level of a strategy?",
    unit: "count",
    dimensions: &[&[Dimension::Strategy, Dimension::Level]],
    formula: "number of participants whose lower median of the levels 0 to 4 they answered in the strategy is \
              this level; `cannot_say` where less than half of the practices asked of it and not answered `na` \
              have a level, or none has",
    needs: &["every question on the list uptake: cfit_strategy, cfit_roles"],
    paragraph: "§3.1.1a",
    caveats: "The level of the practice in the middle, of an even number the lower of the two; no average and no \
              ranking. A participant asked about two practices stands lower than one asked about five alike.",
};

/// The level of participants who answered too little.
const CANNOT_SAY: &str = "cannot_say";

/// A row for every level of every strategy that somebody was asked about, zero included.
pub(super) fn drafts(practices: &[Practice<'_>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (strategy, practices) in by_strategy(practices) {
        let mut own: BTreeMap<&Identifier, Vec<&LadderAnswer>> = BTreeMap::new();
        for answer in practices.iter().flat_map(|practice| &practice.answers) {
            own.entry(&answer.participant).or_default().push(answer);
        }
        if own.is_empty() {
            continue;
        }
        let levels = Step::ALL.iter().filter(|step| step.level().is_some()).map(|step| step.code());
        for code in levels.chain([CANNOT_SAY]) {
            let here: Vec<&Vec<&LadderAnswer>> =
                own.values().filter(|answers| level(answers) == code).collect();
            let answers = || here.iter().flat_map(|answers| answers.iter().copied());
            let cut = of_strategy(strategy).with(Dimension::Level, code);
            let (who, cells) = (contributors(answers()), trace(answers()));
            let draft = Draft::count(PARTICIPANT_LEVEL.id, cut, here.len(), who, cells);
            drafts.push(draft.provisional_if(answers().any(|answer| answer.provisional)));
        }
    }
    drafts
}

/// The level of a participant by all its answers in a strategy, those it was asked for.
fn level(answers: &[&LadderAnswer]) -> &'static str {
    let mut levels: Vec<Step> = answers.iter().map(|answer| answer.step).collect();
    levels.retain(|step| *step != Step::NotApplicable);
    let asked = levels.len();
    levels.retain(|step| step.level().is_some());
    levels.sort_unstable();
    match levels.len().checked_sub(1) {
        Some(last) if levels.len() * 2 >= asked => levels[last / 2].code(),
        _ => CANNOT_SAY,
    }
}

#[cfg(test)]
mod tests {
    use model::vocabulary::Strategy;

    use crate::tests::fixture::{World, assert_figures, cut};

    /// Three practices on buying less: aa 4, 0, 1; bb 3 and two blank, one of three; cc 2 beside `na` and blank, one
    /// of two; dd `na` throughout.
    fn world() -> World {
        let mut world = World::new();
        let practices = ["share_devices", "repair_first", "servers_shared"];
        for question in &mut world.year.questionnaire.sections[0].questions {
            question.strategy = practices.contains(&&*question.name).then_some(Strategy::BuyLess);
        }
        let said = [
            ("aa", ["4", "0", "1"]),
            ("bb", ["3", "", ""]),
            ("cc", ["na", "2", ""]),
            ("dd", ["na", "na", "na"]),
        ];
        for (participant, levels) in said {
            for (practice, level) in practices.iter().zip(levels) {
                world.answer(participant, practice, level);
            }
        }
        world
    }

    #[test]
    fn a_participants_level_is_the_lower_median_of_enough_answers() {
        let results = world().compute().results;
        let rows = [("0", "0 A"), ("1", "1 A"), ("2", "1 A"), ("3", "0 A"), ("4", "0 A")];
        for (level, count) in rows.into_iter().chain([("cannot_say", "2 A")]) {
            let cut = format!("strategy=buy_less level={level}");
            assert_figures(&results, &[("uptake.participant_level", &cut, count)]);
        }
        let of_aa = cut("strategy=buy_less level=1");
        let of_aa = results.figures.get("uptake.participant_level", &of_aa).unwrap();
        assert_eq!((of_aa.contributors, of_aa.trace.len()), (Some(1), 3));
    }

    #[test]
    fn of_an_even_number_the_lower_of_the_two_in_the_middle_counts() {
        let mut world = World::new();
        for (practice, level) in [("share_devices", "4"), ("repair_first", "1")] {
            world.answer("aa", practice, level);
        }
        let rows = [
            ("uptake.participant_level", "strategy=buy_less level=1", "1 A"),
            ("uptake.participant_level", "strategy=buy_less level=4", "0 A"),
            ("uptake.participant_level", "strategy=use_better level=cannot_say", "no row"),
        ];
        assert_figures(&world.compute().results, &rows);
    }
}
