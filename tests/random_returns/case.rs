//! A case: a questionnaire, a return, and what happens to it. Plain numbers, so that it shrinks and can be kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Questionnaire;
use model::participant::Participant;
use proptest::prelude::*;
use proptest::sample::select;
use serde::{Deserialize, Serialize};
use workbooks::{FormInputs, form};

use super::filled::{Asked, Seeds};
use super::grid::Book;
use super::ground::{GROUND, PARTICIPANTS, file};
use super::keeping::Keeping;
use super::losing::Losing;
use super::meant::Truth;
use super::questionnaires::{RawForm, RawKind, RawSection};

/// A return before it is damaged.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Case {
    pub(crate) form: RawForm,
    pub(crate) participant: usize,
    pub(crate) french: bool,
    pub(crate) singles: Vec<u64>,
    pub(crate) rows: Vec<Vec<u64>>,
    /// What keeps its meaning, each with how it happens.
    pub(crate) keeping: Vec<(Keeping, u64)>,
    /// What loses it.
    pub(crate) losing: Option<(Losing, u64)>,
}

/// A filled form, and what it says.
pub(crate) struct Filled {
    pub(crate) questionnaire: Arc<Questionnaire>,
    pub(crate) participant: &'static Participant,
    pub(crate) truth: Truth,
    pub(crate) bytes: Vec<u8>,
    pub(crate) book: Book,
}

impl Case {
    pub(crate) fn filled(&self) -> Filled {
        let seeds = Seeds { singles: &self.singles, rows: &self.rows };
        Filled::of(self.form.questionnaire(), self.participant, &seeds, self.french)
    }
}

impl Filled {
    /// The form of a questionnaire, filled in by one of the participants.
    pub(crate) fn of(
        questionnaire: Arc<Questionnaire>,
        participant: usize,
        seeds: &Seeds<'_>,
        french: bool,
    ) -> Filled {
        let ground = &*GROUND;
        let id = PARTICIPANTS[participant % PARTICIPANTS.len()];
        let participant = ground.register.in_force(id, &ground.settings.period);
        let participant = participant.expect("a participant of the example");
        let asked = Asked { questionnaire: &questionnaire, participant };
        let (entries, truth) = asked.answered(seeds);
        let bytes = form(&FormInputs {
            pact: &ground.pact,
            settings: &ground.settings,
            questionnaire: &questionnaire,
            participant: Some(participant),
            outputs: &ground.outputs,
            register: &ground.register,
            last_return: None,
            last_questionnaire: None,
            last_period: None,
            language: if french { "fr" } else { "en" },
            entries: Some(&entries),
            transcription: None,
        });
        let bytes = bytes.expect("a form within the limits of the format");
        let flat = read::cells::workbook(&file("form.xlsx", bytes.clone())).expect("a workbook");
        let rows: BTreeMap<String, usize> =
            truth.rows.iter().map(|(name, rows)| (name.clone(), rows.len())).collect();
        let book = Book::of(&flat, &questionnaire, &rows);
        Filled { questionnaire, participant, truth, bytes, book }
    }
}

/// Seeds; one in six is the plainest.
fn seed() -> impl Strategy<Value = u64> {
    prop_oneof![1 => Just(0_u64), 5 => any::<u64>()]
}

fn raw_section() -> impl Strategy<Value = RawSection> {
    let kind = select(vec![
        RawKind::Text,
        RawKind::Integer,
        RawKind::Decimal,
        RawKind::Date,
        RawKind::One,
        RawKind::Few,
        RawKind::Many,
        RawKind::Note,
    ]);
    // The first takes an answer, so that the section is in the form.
    let first = select(vec![RawKind::Text, RawKind::Integer, RawKind::Date, RawKind::One]);
    let rest = prop::collection::vec((kind, seed()), 0..7);
    (any::<bool>(), seed(), first, seed(), rest).prop_map(|(repeat, bits, first, seed, rest)| {
        let mut questions = vec![(first, seed)];
        questions.extend(rest);
        RawSection { repeat, bits, questions }
    })
}

fn raw_form() -> impl Strategy<Value = RawForm> {
    let drawn = prop::collection::vec(raw_section(), 1..5).prop_map(RawForm::Drawn);
    prop_oneof![1 => Just(RawForm::Shipped), 3 => drawn]
}

/// Rows of repeats: mostly a few, none, or up to thirty.
fn rows() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let count = prop_oneof![1 => Just(0..1_usize), 8 => Just(1..7), 2 => Just(7..31)];
    let of_repeat = count.prop_flat_map(|count| prop::collection::vec(seed(), count));
    prop::collection::vec(of_repeat, 1..4)
}

/// A case without damages.
fn case() -> impl Strategy<Value = Case> {
    let singles = prop::collection::vec(seed(), 1..12);
    (raw_form(), 0..PARTICIPANTS.len(), any::<bool>(), singles, rows()).prop_map(
        |(form, participant, french, singles, rows)| Case {
            form,
            participant,
            french,
            singles,
            rows,
            keeping: Vec::new(),
            losing: None,
        },
    )
}

/// A case with one to six damages that keep its meaning.
pub(crate) fn keeping() -> impl Strategy<Value = Case> {
    let damage = (select(Keeping::ALL), seed());
    (case(), prop::collection::vec(damage, 1..=6))
        .prop_map(|(case, keeping)| Case { keeping, ..case })
}

/// A case with one that loses it, and at times some that do not.
pub(crate) fn losing() -> impl Strategy<Value = Case> {
    let damage = (select(Losing::ALL), seed());
    let others = prop::collection::vec((select(Keeping::ALL), seed()), 0..=2);
    (case(), damage, others).prop_map(|(case, losing, keeping)| Case {
        losing: Some(losing),
        keeping,
        ..case
    })
}
