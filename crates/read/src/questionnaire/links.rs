//! What `${name}` refers to: exactly one question that conditions there can rest on.

use std::collections::BTreeSet;

use model::Questionnaire;
use model::questionnaire::{Question, QuestionType, Section};

use super::problems::{Problems, one_of};
use super::survey::Written;
use crate::expression::references;

/// Checks every `${name}` of every condition.
pub(super) fn check(
    questionnaire: &Questionnaire,
    passed_over: &BTreeSet<String>,
    conditions: &[Written],
    problems: &mut Problems,
) {
    let links = Links { questionnaire, passed_over };
    for Written { expression, place, section } in conditions {
        for name in references(expression) {
            if let Some((why, help)) = links.fault(name, &questionnaire.sections[*section]) {
                let what = format!("`{}` refers to `${{{name}}}`, {why}", expression.source);
                problems.add(place.clone(), what, help);
            }
        }
    }
}

struct Links<'a> {
    questionnaire: &'a Questionnaire,
    passed_over: &'a BTreeSet<String>,
}

impl Links<'_> {
    /// What is wrong with a reference from a section, and what to do.
    fn fault(&self, name: &str, from: &Section) -> Option<(String, String)> {
        let fitting: Vec<&Section> = self.sections_with(name).collect();
        match fitting.as_slice() {
            [] if self.passed_over.contains(name) => Some((
                "which is a calculation or metadata and is not evaluated".to_owned(),
                "Refer to the questions themselves.".to_owned(),
            )),
            [] => {
                let names = self.names();
                Some(("and there is no such question".to_owned(), one_of(name, &names)))
            }
            [only] if only.repeat && only.name != from.name => Some((
                format!("which has an answer a row in the repeat `{}`", only.name),
                "Refer to a question outside repeats.".to_owned(),
            )),
            [_] => None,
            several => {
                let names: Vec<&str> = several.iter().map(|section| &*section.name).collect();
                Some((
                    format!("which stands in `{}`", names.join("` and in `")),
                    "Rename one of the questions; inside a repeat write `.` for the answer itself."
                        .to_owned(),
                ))
            }
        }
    }

    fn sections_with(&self, name: &str) -> impl Iterator<Item = &Section> {
        let fits = move |q: &Question| q.name == name && q.kind != QuestionType::Note;
        let sections = self.questionnaire.sections.iter();
        sections.filter(move |section| section.questions.iter().any(fits))
    }

    fn names(&self) -> Vec<&str> {
        let questions = self.questionnaire.sections.iter().flat_map(|s| &s.questions);
        let answered = questions.filter(|question| question.kind != QuestionType::Note);
        answered.map(|question| question.name.as_str()).collect()
    }
}
