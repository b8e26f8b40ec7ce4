//! Last year's answers beside this year's (methodology: Uptake, movements).
//!
//! A pair is a participant and a practice; `cfit_was` says which of last year's practices one continues, and each is
//! continued by one at most: no answer is in two pairs. Last year's answers are those that were counted then: of returns that counted, to practices that were asked.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use model::questionnaire::Question;
use model::vocabulary::Strategy;
use model::{Identifier, Place, TraceEntry};

use super::Practice;
use crate::ladder::LadderAnswer;
use crate::trace::entry;
use crate::{Inputs, Last};

/// Participant and name of the practice, last year's.
type Pair<'a> = (&'a Identifier, &'a str);

/// Last year's answers by pair.
pub(super) struct LastYear<'a> {
    last: Last<'a>,
    /// This year's practices that continue one of last year's, with the name of that.
    names: BTreeMap<&'a str, &'a str>,
    /// The code of each answer; `None` for a blank.
    levels: BTreeMap<Pair<'a>, Option<&'a str>>,
}

impl<'a> LastYear<'a> {
    /// Those of the year before; `None` where it is not in the workspace.
    pub(super) fn of(inputs: &Inputs<'a>) -> Option<Self> {
        let last = inputs.last?;
        let names = last.reading.questionnaire.continued_in(&inputs.year.questionnaire);
        let answers = last.results.uptake.iter();
        let levels = answers.map(|answer| {
            ((&answer.participant, answer.practice.as_str()), answer.level.as_deref())
        });
        Some(Self { last, names, levels: levels.collect() })
    }

    /// The code a participant answered last year to the practice that this one continues; `None` where it
    /// continues none, or that was not asked or left blank.
    pub(super) fn code(&self, participant: &Identifier, question: &Question) -> Option<String> {
        let name = *self.names.get(question.name.as_str())?;
        self.levels.get(&(participant, name)).copied().flatten().map(str::to_owned)
    }

    /// Every pair at a level of 0 to 4.
    fn answered(&self) -> impl Iterator<Item = (Pair<'a>, u8)> {
        self.levels.iter().filter_map(|(pair, code)| Some((*pair, level((*code)?)?)))
    }

    /// The strategy that a practice of last year belonged to.
    fn strategy(&self, practice: &str) -> Option<Strategy> {
        self.last.reading.questionnaire.question(practice)?.strategy
    }

    /// Where last year's answer stands.
    fn entry(&self, (participant, practice): Pair<'_>, level: u8) -> TraceEntry {
        let own = self.last.reading.returns.get(participant);
        let cell = own.and_then(|own| own.answer(practice).place.clone());
        let file = || own.map_or(&*self.last.reading.questionnaire.path, |own| own.path.as_str());
        entry(participant, level.to_string(), cell.unwrap_or_else(|| Place::file(file())))
    }

    fn provisional(&self, participant: &Identifier) -> bool {
        self.last.reading.returns.get(participant).is_some_and(|own| own.provisional)
    }

    /// A pair with this year's answer at 0 to 4; `None` where the practice is of no strategy.
    fn moved(&self, pair: Pair<'_>, level: u8, (strategy, answer): ThisAnswer<'_>) -> Option<Move> {
        Some(Move {
            strategy: strategy?,
            participant: pair.0.clone(),
            direction: answer.step.level()?.cmp(&level),
            carried: answer.carried,
            provisional: answer.provisional || self.provisional(pair.0),
            trace: [self.entry(pair, level), answer.entry.clone()],
        })
    }

    /// A pair without an answer at 0 to 4 this year; `answer` is what there is.
    fn lost(
        &self,
        pair: Pair<'_>,
        level: u8,
        strategy: Strategy,
        answer: Option<&LadderAnswer>,
    ) -> Lost {
        let mut trace = vec![self.entry(pair, level)];
        trace.extend(answer.map(|answer| answer.entry.clone()));
        let provisional = answer.is_some_and(|answer| answer.provisional);
        Lost {
            strategy,
            participant: pair.0.clone(),
            provisional: provisional || self.provisional(pair.0),
            trace,
        }
    }
}

/// The step of the ladder that a code stands for.
fn level(code: &str) -> Option<u8> {
    matches!(code, "0" | "1" | "2" | "3" | "4").then(|| code.bytes().next().unwrap_or(b'0') - b'0')
}

/// A pair at 0 to 4 in both years.
pub(super) struct Move {
    pub(super) strategy: Strategy,
    pub(super) participant: Identifier,
    /// Up, same or down.
    pub(super) direction: Ordering,
    pub(super) carried: bool,
    pub(super) provisional: bool,
    /// Last year's answer and this year's.
    pub(super) trace: [TraceEntry; 2],
}

/// A pair at 0 to 4 last year that is not this year: its practice was not asked, or the answer is `na`, blank or
/// missing with the whole return.
pub(super) struct Lost {
    pub(super) strategy: Strategy,
    pub(super) participant: Identifier,
    pub(super) provisional: bool,
    /// Last year's answer, and this year's where there is one.
    pub(super) trace: Vec<TraceEntry>,
}

/// Last year's pairs and what became of them.
pub(super) struct Compared {
    pub(super) moves: Vec<Move>,
    pub(super) lost: Vec<Lost>,
}

/// An answer of this year, with the strategy of its practice.
type ThisAnswer<'p> = (Option<Strategy>, &'p LadderAnswer);

/// This year's answers under last year's name of their practice.
struct ThisYear<'p> {
    /// The strategy of each practice that continues one of last year.
    strategies: BTreeMap<&'p str, Strategy>,
    answers: BTreeMap<Pair<'p>, ThisAnswer<'p>>,
}

impl<'p> ThisYear<'p> {
    fn of(practices: &'p [Practice<'_>], last: &LastYear<'p>) -> Self {
        let mut this = Self { strategies: BTreeMap::new(), answers: BTreeMap::new() };
        for practice in practices {
            let strategy = practice.question.strategy;
            let Some(name) = last.names.get(practice.question.name.as_str()).copied() else {
                continue;
            };
            this.strategies.extend(strategy.map(|strategy| (name, strategy)));
            let answers = practice.answers.iter();
            this.answers
                .extend(answers.map(|answer| ((&answer.participant, name), (strategy, answer))));
        }
        this
    }
}

/// Holds this year's answers against last year's; `None` where last year is not in the workspace.
pub(super) fn compared(inputs: &Inputs<'_>, practices: &[Practice<'_>]) -> Option<Compared> {
    let last = LastYear::of(inputs)?;
    let this = ThisYear::of(practices, &last);
    let mut compared = Compared { moves: Vec::new(), lost: Vec::new() };
    for (pair, level) in last.answered() {
        let answer = this.answers.get(&pair).copied();
        if let Some(at_a_level) = answer.filter(|(_, answer)| answer.step.level().is_some()) {
            compared.moves.extend(last.moved(pair, level, at_a_level));
            continue;
        }
        let strategy = this.strategies.get(pair.1).copied().or_else(|| last.strategy(pair.1));
        if let Some(strategy) = strategy {
            let answer = answer.map(|(_, answer)| answer);
            compared.lost.push(last.lost(pair, level, strategy, answer));
        }
    }
    Some(compared)
}
