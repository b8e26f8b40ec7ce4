//! `uptake.rate` and `uptake.rate.denominator`.

use std::collections::{BTreeMap, BTreeSet};

use model::participant::Role;
use model::{Decimal, Dimension, Dimensions, Indicator, ObservationStatus};

use super::Practice;
use crate::draft::Draft;
use crate::ladder::{LadderAnswer, contributors, no_step, trace};

const CUTS: &[&[Dimension]] = &[
    &[Dimension::Practice],
    &[Dimension::Strategy],
    &[Dimension::Impact],
    &[Dimension::Phase],
    &[Dimension::Role, Dimension::Strategy],
];

pub(crate) const RATE: Indicator = Indicator {
    id: "uptake.rate",
    title: "Practices applied",
    question: "What share of the answers say that the practice is applied?",
    unit: "share",
    dimensions: CUTS,
    formula: "answers at level 3 or 4 ÷ answers at levels 0 to 4",
    needs: &[
        "every question on the list uptake: cfit_strategy, cfit_impacts, cfit_phase, cfit_roles",
    ],
    paragraph: "§3.1.1a",
    caveats: "A share of answers, each participant and practice alike, whatever it buys; `na` and blank \
              are outside; never over several strategies.",
};

pub(crate) const DENOMINATOR: Indicator = Indicator {
    id: "uptake.rate.denominator",
    title: "Answers behind the rate",
    question: "On how many answers does the rate rest?",
    unit: "count",
    dimensions: CUTS,
    formula: "answers at levels 0 to 4",
    needs: RATE.needs,
    paragraph: "§3.1.1a",
    caveats: "`na` and blank are outside.",
};

/// The lowest level that counts as applied.
pub(super) const APPLIED: u8 = 3;

/// What falls into one cut.
#[derive(Default)]
struct Row<'a> {
    /// A practice of the cut is asked this year.
    asked: bool,
    /// The answers of those who were asked; in the rate are those with a step.
    answers: Vec<&'a LadderAnswer>,
}

/// Rate and denominator for every code that a practice of the form has.
pub(crate) fn drafts(practices: &[Practice<'_>]) -> Vec<Draft> {
    let mut rows: BTreeMap<Dimensions, Row<'_>> = BTreeMap::new();
    for practice in practices {
        for dimensions in cuts(practice) {
            let row = rows.entry(dimensions).or_default();
            row.asked |= practice.asked;
            row.answers.extend(&practice.answers);
        }
        let Some(strategy) = practice.question.strategy else {
            continue;
        };
        for answer in &practice.answers {
            for role in Role::ALL.iter().filter(|role| answer.roles.contains(role)) {
                let dimensions = Dimensions::none()
                    .with(Dimension::Role, role.code())
                    .with(Dimension::Strategy, strategy.code());
                let row = rows.entry(dimensions).or_default();
                row.asked = true;
                row.answers.push(answer);
            }
        }
    }
    let rows = rows.into_iter();
    rows.flat_map(|(dimensions, row)| row.drafts(dimensions)).collect()
}

/// The cuts a practice belongs to, but for those by role.
fn cuts(practice: &Practice<'_>) -> Vec<Dimensions> {
    let question = practice.question;
    let one = |dimension, code: &str| Dimensions::none().with(dimension, code);
    let mut cuts = vec![one(Dimension::Practice, &question.name)];
    cuts.extend(question.strategy.map(|strategy| one(Dimension::Strategy, strategy.code())));
    let impacts: BTreeSet<&String> = question.impacts.iter().collect();
    cuts.extend(impacts.into_iter().map(|impact| one(Dimension::Impact, impact)));
    cuts.extend(question.phase.map(|phase| one(Dimension::Phase, phase.code())));
    cuts
}

impl Row<'_> {
    /// Rate and denominator; without value where nothing of it was asked this year.
    fn drafts(self, dimensions: Dimensions) -> [Draft; 2] {
        let all = || self.answers.iter().copied();
        let answered = || all().filter(|answer| answer.step.level().is_some());
        let applied = answered().filter(|answer| answer.step.level() >= Some(APPLIED)).count();
        let whole = answered().count();
        let parts = (Decimal::from(applied), Decimal::from(whole));
        let (who, cells) = (contributors(answered()), trace(answered()));
        let provisional = answered().any(|answer| answer.provisional);
        let mut rate = Draft::share(RATE.id, dimensions.clone(), parts, who.clone(), cells.clone());
        if rate.value.is_none() {
            rate.status = no_step(all());
        }
        let denominator = Draft::count(DENOMINATOR.id, dimensions, whole, who, cells);
        let drafts = [rate, denominator].map(|draft| draft.provisional_if(provisional));
        match self.asked {
            true => drafts,
            false => drafts.map(|draft| draft.without_value(ObservationStatus::NotAsked)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::participant::Role;
    use model::vocabulary::Phase;

    use crate::tests::fixture::{World, assert_figures};

    /// `share_devices` is asked of coordinating participants alone, in the tender; `repair_first` of all. aa procures,
    /// bb does both, cc coordinates; dd was not asked `repair_first`, by its other answers.
    fn world() -> World {
        let mut world = World::new();
        let share = &mut world.year.questionnaire.sections[0].questions[0];
        share.roles = vec![Role::Coordinating];
        share.phase = Some(Phase::Tender);
        share.impacts = vec!["circularity".into(), "circularity".into()];
        for coordinating in ["bb", "cc"] {
            world.row_of(coordinating).coordinating_since = Some(date(2021, 1, 1));
        }
        world.row_of("cc").procuring_since = None;
        let answers = [("aa", ["4", "4"]), ("bb", ["3", "1"]), ("cc", ["2", "na"])];
        for (participant, said) in answers {
            world.answer(participant, "share_devices", said[0]);
            world.answer(participant, "repair_first", said[1]);
        }
        world
    }

    #[test]
    fn pairs_that_were_asked_are_in_every_cut_they_belong_to_once() {
        let results = world().compute().results;
        assert_figures(
            &results,
            &[
                // aa answered, and was not asked: bb 3 and cc 2 count.
                ("uptake.rate", "practice=share_devices", "0.500000 A"),
                ("uptake.rate", "practice=repair_first", "0.500000 A"),
                ("uptake.rate", "strategy=buy_less", "0.500000 A"),
                ("uptake.rate.denominator", "strategy=buy_less", "4 A"),
                ("uptake.rate", "phase=tender", "0.500000 A"),
                ("uptake.rate.denominator", "impact=circularity", "4 A"),
                ("uptake.rate.denominator", "impact=carbon", "2 A"),
                // aa 4, bb 3 and 1; bb again, and cc 2.
                ("uptake.rate", "role=procuring strategy=buy_less", "0.666667 A"),
                ("uptake.rate", "role=coordinating strategy=buy_less", "0.333333 A"),
                ("uptake.level", "practice=repair_first level=blank", "0 A"),
                ("uptake.level", "practice=repair_first level=na", "1 A"),
            ],
        );
    }

    /// `share_devices` was left blank by both, `repair_first` is `na` at one and blank at the other.
    #[test]
    fn what_nobody_answered_is_unanswered_and_what_applies_to_nobody_is_not_applicable() {
        let mut world = World::new();
        let answers = [("aa", ["", "na"]), ("bb", ["", ""])];
        for (participant, said) in answers {
            world.answer(participant, "share_devices", said[0]);
            world.answer(participant, "repair_first", said[1]);
        }
        let results = world.compute().results;
        assert_figures(
            &results,
            &[
                ("uptake.rate", "practice=share_devices", "- O"),
                ("uptake.rate.denominator", "practice=share_devices", "0 A"),
                ("uptake.median", "practice=share_devices", "- O"),
                ("uptake.rate", "practice=repair_first", "- M"),
                ("uptake.median", "practice=repair_first", "- M"),
                ("uptake.rate", "strategy=buy_less", "- M"),
                ("uptake.rate", "role=procuring strategy=buy_less", "- M"),
            ],
        );
    }
}
