//! What a workbook says of itself before it lies in anybody's folder: whose return it is, and of which year.

use std::collections::BTreeMap;

use model::{Answer, Period, Workbook};

use super::identity::identity;
use super::layout::layout;
use super::reader::Reader;
use super::register_names::participant;
use super::{SubmissionInputs, singles};

/// What a workbook says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Claims {
    /// Whose form it is, by the sheet out of sight; an id as written there.
    pub form_participant: Option<String>,
    /// Of which year the form is, likewise.
    pub form_year: Option<String>,
    /// Whether the questionnaire was recognised in it, and not just a table like one of its own: its first group, or
    /// several sections; never by [`form_claims`].
    pub is_form: bool,
    /// Who answered it: the id of the participant that `participant_id` names, else the answer as typed.
    pub answered_participant: Option<String>,
    /// The reporting period as answered, where both of its days can be read.
    pub period: Option<Period>,
}

/// Sections that are the questionnaire where its first group is gone.
const SEVERAL: usize = 3;

/// What the sheet out of sight says, which needs no questionnaire.
pub fn form_claims(workbook: &Workbook) -> Claims {
    let identity = identity(workbook);
    Claims {
        form_participant: identity.participant.map(|(text, _)| text),
        form_year: identity.year.map(|(text, _)| text),
        ..Claims::default()
    }
}

/// What the sheet out of sight and the answers say, read by the questionnaire of a year. The folder in `inputs` may be
/// anybody's: nothing depends on it.
pub fn claims(inputs: &SubmissionInputs<'_>) -> Claims {
    let own = identity(inputs.workbook);
    let mut reader = Reader::new(inputs, own.language.as_deref());
    let layout = layout(&reader);
    let sections = layout.groups.len() + layout.repeats.len();
    if !layout.groups.contains_key("organisation") && sections < SEVERAL {
        return form_claims(inputs.workbook);
    }
    reader.look_at(&layout, &[]);
    let answers = singles::answers(&layout, &mut reader);
    Claims {
        is_form: true,
        answered_participant: answered(&answers, &reader),
        period: period(&answers),
        ..form_claims(inputs.workbook)
    }
}

fn answered(answers: &BTreeMap<String, Answer>, reader: &Reader<'_>) -> Option<String> {
    let answer = answers.get("participant_id")?;
    let typed = answer.text().unwrap_or(&answer.raw).trim();
    if typed.is_empty() {
        return None;
    }
    Some(participant(typed, reader).map_or_else(|| typed.to_owned(), ToString::to_string))
}

fn period(answers: &BTreeMap<String, Answer>) -> Option<Period> {
    let day = |name: &str| answers.get(name).and_then(Answer::date);
    Period::new(day("period_start")?, day("period_end")?)
}

#[cfg(test)]
mod tests {
    use super::super::tests::fixture::{Fixture, ORGANISATION, id, returned, sheets};
    use super::*;
    use crate::testing::sheet;

    #[test]
    fn a_form_says_whose_it_is_out_of_sight_and_in_its_answers() {
        let fixture = Fixture::new();
        let owner = id("isle-town");
        let read = |sheets| {
            let workbook = returned(sheets);
            claims(&SubmissionInputs { participant: &owner, ..fixture.inputs(&workbook, &[]) })
        };
        let whole = read(sheets());
        let north = Some("north-region".to_owned());
        assert_eq!((&whole.form_participant, &whole.answered_participant), (&north, &north));
        assert_eq!(whole.form_year.as_deref(), Some("2025"));
        assert_eq!(whole.period, Some(fixture.settings.period));

        let answers_alone = read(vec![sheet("Your organisation", ORGANISATION)]);
        assert!(answers_alone.is_form && answers_alone.form_year.is_none());
        assert_eq!(answers_alone.answered_participant, north);

        let no_form = read(vec![sheet("Orders", &[&["Date", "Amount"], &["2025-01-01", "12"]])]);
        assert_eq!(no_form, Claims::default());
    }
}
