//! What the map of a survey says its columns mean, as questions and rows of repeats.

use model::imported::{ImportedAnswers, ImportedValue};
use model::nearest::nearest;
use model::questionnaire::{Question, QuestionType, Section};
use model::{Cell, CellValue, Obstacle};

use super::ImportInputs;
use super::columns::QuestionColumns;
use super::survey::Headers;
use super::survey_map::{RowOfColumns, SurveyMap};
use super::value;

/// A row of a repeat made from columns.
pub(super) struct PlannedRow<'q> {
    pub(super) repeat: &'q str,
    pub(super) constants: ImportedAnswers,
    pub(super) columns: Vec<QuestionColumns<'q>>,
}

/// What the map says is meant, by the type of the question.
pub(super) fn typed(text: &str, columns: &QuestionColumns<'_>) -> Option<ImportedValue> {
    if text.trim().is_empty() {
        return None;
    }
    let cell = Cell {
        address: model::CellAddress::new(0, 0),
        value: CellValue::Text(text.to_owned()),
        raw: text.to_owned(),
        number_format: None,
        formula: false,
        without_stored_value: false,
    };
    value::one(&cell, columns.question, columns.list, true)
}

/// A target of the map: a question by its name, with its section before it where that is needed, and a choice behind it.
pub(super) fn found<'q>(
    target: &str,
    sections: &[&'q Section],
) -> Option<(&'q Section, &'q Question, Option<String>)> {
    let parts: Vec<&str> = target.trim().split('/').map(str::trim).collect();
    let question = |name: &str, section: Option<&str>| {
        sections.iter().find_map(|own| {
            let fits = section.is_none_or(|section| section == own.name);
            let mut questions = own.questions.iter();
            let question = questions.find(|q| q.name == name && q.kind != QuestionType::Note);
            question.filter(|_| fits).map(|question| (*own, question))
        })
    };
    let (section, question, choice) = match parts.as_slice() {
        [name] => {
            let (section, question) = question(name, None)?;
            (section, question, None)
        }
        [first, second] => match question(second, Some(first)) {
            Some((section, question)) => (section, question, None),
            None => {
                let (section, question) = question(first, None)?;
                (section, question, Some((*second).to_owned()))
            }
        },
        [section, name, choice] => {
            let (section, question) = question(name, Some(section))?;
            (section, question, Some((*choice).to_owned()))
        }
        _ => return None,
    };
    Some((section, question, choice))
}

/// Gives a column to a question or one of its choices; `false` where that has a column or there is no such choice.
pub(super) fn put(own: &mut QuestionColumns<'_>, choice: Option<String>, column: u32) -> bool {
    match choice {
        None => {
            own.answer.push(column);
            own.answer.len() == 1
        }
        Some(choice) => {
            let known = own.list.and_then(|list| list.choice(&choice));
            let Some(known) = known else { return false };
            let free = own.ticks.iter().all(|(code, _)| *code != known.name);
            own.ticks.push((&known.name, column));
            free
        }
    }
}

pub(super) fn planned_row<'q>(
    row: &'q RowOfColumns,
    headers: &Headers,
    inputs: &ImportInputs<'q>,
    map: &SurveyMap,
) -> Result<PlannedRow<'q>, Vec<Obstacle>> {
    let section = inputs.questionnaire.section(&row.repeat).filter(|section| section.repeat);
    let Some(section) = section else {
        let repeats = inputs.questionnaire.sections.iter().filter(|section| section.repeat);
        let names: Vec<&str> = repeats.map(|section| section.name.as_str()).collect();
        return Err(vec![
            Obstacle::new(
                format!("the questionnaire has no repeat `{}`", row.repeat),
                format!("write one of {} after `repeat =`", names.join(", ")),
            )
            .at(&map.path),
        ]);
    };
    let (mut obstacles, sections) = (Vec::new(), [section]);
    let mut constants = ImportedAnswers::new();
    for (name, text) in &row.constants {
        let Some((_, question, None)) = found(name, &sections) else {
            obstacles.push(no_such(text, name, &sections, map, false));
            continue;
        };
        let columns = QuestionColumns::new(question, inputs.questionnaire);
        match typed(text, &columns) {
            Some(ImportedValue::Text(_)) if question.kind != QuestionType::Text => {
                obstacles.push(no_constant(text, question, map));
            }
            Some(value) => drop(constants.insert(question.name.clone(), value)),
            None => {}
        }
    }
    let mut columns: Vec<QuestionColumns<'q>> = Vec::new();
    for (header, target) in &row.columns {
        let (column, question) = (headers.column(header), found(target, &sections));
        let (Some(column), Some((_, question, choice))) = (column, question) else {
            obstacles.push(no_such(header, target, &sections, map, false));
            continue;
        };
        let at = columns.iter().position(|own| own.question.name == question.name);
        let at = at.unwrap_or_else(|| {
            columns.push(QuestionColumns::new(question, inputs.questionnaire));
            columns.len() - 1
        });
        if !put(&mut columns[at], choice, column) {
            obstacles.push(no_such(header, target, &sections, map, true));
        }
    }
    match obstacles.is_empty() {
        true => Ok(PlannedRow { repeat: &section.name, constants, columns }),
        false => Err(obstacles),
    }
}

fn no_constant(text: &str, question: &Question, map: &SurveyMap) -> Obstacle {
    Obstacle::new(
        format!("`{text}` is no answer to `{}`", question.name),
        "write the code of a choice, a number or a day, as the question asks",
    )
    .at(&map.path)
}

/// The obstacle of a target that is no question, or that another column has.
pub(super) fn no_such(
    header: &str,
    target: &str,
    sections: &[&Section],
    map: &SurveyMap,
    taken: bool,
) -> Obstacle {
    if taken {
        return Obstacle::new(
            format!("`{target}`, given for `{header}`, is no choice of its question, or another column has it already"),
            "give each question and each choice one column",
        )
        .at(&map.path);
    }
    let names = sections.iter().flat_map(|section| &section.questions).map(|q| q.name.as_str());
    let help = match nearest(target, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the name of a question as the questionnaire has it".to_owned(),
    };
    Obstacle::new(
        format!("`{target}`, given for `{header}`, is no question of the questionnaire"),
        help,
    )
    .at(&map.path)
}
