//! The language a form is in, and what of it is not in the language that was asked for.

use model::Questionnaire;
use model::pact::Titles;
use model::questionnaire::{Question, QuestionType};

use super::FormInputs;
use super::plan::Plan;
use crate::words::{Words, fill, language_name, primary, words};

/// What of a form is not in the language it was asked for in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LanguageFallBack {
    /// BCP 47 code of the language asked for.
    pub wanted: String,
    /// BCP 47 code of the language of the questions.
    pub questions: String,
    /// BCP 47 code of the language of everything the questionnaire does not say: headings, instructions, messages.
    pub frame: String,
    /// Texts of the questionnaire in this form that stand in its default language, because they are not translated
    /// into `questions`; 0 where nothing is missing.
    pub untranslated: usize,
}

/// Which languages a form falls back on; `None` where all of it is in the language asked for.
pub fn language_fall_back(inputs: &FormInputs) -> Option<LanguageFallBack> {
    fall_back(inputs, &Plan::of(inputs))
}

/// The questionnaire's own code for a language (`fr` serves `fr-BE`); `None` where it has no such language.
pub fn language_of_questions<'q>(
    questionnaire: &'q Questionnaire,
    wanted: &str,
) -> Option<&'q str> {
    let languages = &questionnaire.languages;
    let exact = languages.iter().find(|own| own.eq_ignore_ascii_case(wanted));
    let related = || languages.iter().find(|own| primary(own) == primary(wanted));
    exact.or_else(related).map(String::as_str)
}

/// The language of the questions: the one asked for, else the questionnaire's default.
pub(super) fn of_questions(inputs: &FormInputs) -> String {
    let default = || inputs.questionnaire.languages.first().map(String::as_str);
    let found = language_of_questions(inputs.questionnaire, inputs.language).or_else(default);
    found.unwrap_or(inputs.language).to_owned()
}

/// The same for a form that is planned already.
pub(super) fn fall_back(inputs: &FormInputs, plan: &Plan) -> Option<LanguageFallBack> {
    let wanted = primary(inputs.language);
    let frame = words(inputs.language).language.to_owned();
    let untranslated = untranslated(inputs, plan);
    let complete = primary(&plan.language) == wanted && frame == wanted && untranslated == 0;
    (!complete).then(|| LanguageFallBack {
        wanted: inputs.language.to_owned(),
        questions: plan.language.clone(),
        frame,
        untranslated,
    })
}

/// The fall-back in words, for the first sheet.
pub(super) fn said(fall_back: &LanguageFallBack, default: &str, words: &Words) -> String {
    let (wanted, questions) =
        (language_name(&fall_back.wanted), language_name(&fall_back.questions));
    let names = [
        ("wanted", wanted),
        ("questions", questions),
        ("frame", language_name(&fall_back.frame)),
        ("default", language_name(default)),
    ];
    let mut said = Vec::new();
    if primary(&fall_back.questions) != primary(&fall_back.wanted) {
        said.push(fill(words.questions_in, &names));
    } else if fall_back.frame != primary(&fall_back.wanted) {
        said.push(fill(words.frame_in, &names));
    }
    if fall_back.untranslated > 0 {
        said.push(fill(words.untranslated, &names));
    }
    said.join(" ")
}

/// How many texts of the form are not in the language of its questions.
fn untranslated(inputs: &FormInputs, plan: &Plan) -> usize {
    let missing =
        |text: &&Titles| !text.in_language(&plan.language).is_empty() && !text.has(&plan.language);
    let mut lists: Vec<&str> = Vec::new();
    let mut count = 0;
    for section in &plan.sections {
        let own = [&section.section.label, &section.section.hint];
        count += own.into_iter().filter(missing).count();
        for question in section.asked() {
            count += texts(question).into_iter().filter(missing).count();
            if let Some(list) = question.list_name()
                && !lists.contains(&list)
            {
                lists.push(list);
            }
        }
    }
    let lists = lists.into_iter().filter_map(|list| inputs.questionnaire.list(list));
    let labels = lists.flat_map(|list| list.choices.iter().map(|choice| &choice.label));
    count + labels.filter(missing).count()
}

fn texts(question: &Question) -> Vec<&Titles> {
    match question.kind {
        QuestionType::Note => vec![&question.label, &question.hint],
        _ => vec![&question.label, &question.hint, &question.constraint_message],
    }
}
