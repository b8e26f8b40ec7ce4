//! The answers of a submission as what is entered into a form.

use std::collections::BTreeMap;

use model::imported::{ImportedValue, Submission};
use model::questionnaire::QuestionType;
use model::{Identifier, Questionnaire};
use workbooks::{Entries, Entry};

/// Most UTF-16 units a cell holds.
const CELL_LIMIT: usize = 32_767;

/// What is entered into the form of a participant.
///
/// A question outside repeats that was left blank, or has no column, is entered as blank: what a form comes with is no
/// answer of whoever filled in another one.
pub(super) fn entries(
    submission: &Submission,
    participant: &Identifier,
    questionnaire: &Questionnaire,
    identity: Vec<(String, String)>,
) -> Entries {
    let mut entries = Entries::default();
    for section in questionnaire.sections.iter().filter(|section| !section.repeat) {
        let given = submission.groups.get(&section.name);
        let questions = section.questions.iter().filter(|q| q.kind != QuestionType::Note);
        let own: BTreeMap<String, Entry> = questions
            .map(|question| {
                let value = given.and_then(|given| given.get(&question.name));
                let entry = match question.name.as_str() {
                    "participant_id" => Entry::Text(participant.to_string()),
                    _ => value.map_or(Entry::Blank, entry),
                };
                (question.name.clone(), entry)
            })
            .collect();
        entries.groups.insert(section.name.clone(), own);
    }
    for (name, rows) in &submission.repeats {
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|(name, value)| (name.clone(), entry(value))).collect());
        entries.repeats.insert(name.clone(), rows.collect());
    }
    entries.mishaps.identity = identity;
    entries
}

fn entry(value: &ImportedValue) -> Entry {
    match value {
        ImportedValue::Text(text) => Entry::Text(text.clone()),
        ImportedValue::Number(number) => Entry::Number(*number),
        ImportedValue::Day(day) => Entry::Day(*day),
        ImportedValue::Choices(codes) => Entry::Choices(codes.clone()),
        ImportedValue::Error(error) => Entry::Formula("NA()".to_owned(), error.clone()),
    }
}

/// Writes choices out where the form has no cell for them, as for a product group that is not in scope yet: they stand in
/// the answer's cell as text, to be asked about.
pub(super) fn spell_choices(entries: &mut Entries, without_cell: &[(String, String)]) {
    for (section, question) in without_cell {
        let group = entries.groups.get_mut(section).into_iter();
        let rows = entries.repeats.get_mut(section).into_iter().flatten();
        for entry in group.chain(rows).filter_map(|answers| answers.get_mut(question)) {
            if let Entry::Choices(codes) = entry {
                *entry = Entry::Text(codes.join("; "));
            }
        }
    }
}

/// The questions whose texts are longer than a cell can hold.
pub(super) fn too_long(submission: &Submission) -> Vec<String> {
    let groups = submission.groups.values();
    let answers = groups.chain(submission.repeats.values().flatten()).flatten();
    let long = answers.filter(|(_, value)| match value {
        ImportedValue::Text(text) => text.encode_utf16().count() > CELL_LIMIT,
        _ => false,
    });
    long.map(|(name, _)| name.clone()).collect()
}

/// The given answers among those the form has no cell for.
pub(super) fn given_among(not_asked: &[(String, String)], submission: &Submission) -> Vec<String> {
    let given = not_asked.iter().filter(|(section, question)| {
        let group = submission.groups.get(section).and_then(|given| given.get(question));
        group.is_some() || submission.repeats.contains_key(section)
    });
    let mut names: Vec<String> =
        given.map(|(section, question)| format!("{section}/{question}")).collect();
    names.dedup();
    names.sort();
    names.dedup();
    names
}
