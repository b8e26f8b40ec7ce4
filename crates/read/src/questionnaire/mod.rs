//! The questionnaire of a year, read from its XLSForm.
//!
//! In: the workbook as flat cells. Out: a [`Questionnaire`], or everything that stands in its way at once,
//! each with sheet, row and column. It refuses what it cannot evaluate: a question that is half understood
//! would be asked wrongly of every participant (contract: The questionnaire).

mod bindings;
mod choices;
mod columns;
mod links;
mod problems;
mod question;
mod settings;
mod survey;
mod table;
#[cfg(test)]
mod tests;

use model::{Obstacle, Pact, Questionnaire, Workbook};

use crate::nearest::nearest;
use problems::Problems;
use table::Table;

/// Reads a questionnaire.
///
/// Groups inside a group are flattened and their labels become notes; metadata types and `calculate` are
/// passed over, since the office's workbooks cannot ask them.
///
/// # Errors
/// Everything that is wrong: missing sheets and columns, unknown types, lists, functions and `cfit_*` codes,
/// names used twice, groups that are not closed, `${name}` that fits no question or several, and questions
/// that indicators are bound to but whose type or choices do not fit them.
pub fn questionnaire(workbook: &Workbook) -> Result<Questionnaire, Vec<Obstacle>> {
    let mut problems = Problems::new(&workbook.path);
    let tables =
        ["survey", "choices", "settings"].map(|title| find(workbook, title, &mut problems));
    let [Some(survey), Some(choices), Some(settings)] = tables else {
        return Err(problems.into_obstacles());
    };
    let settings = settings::settings(&settings, &survey, &mut problems);
    let survey_labels = survey.with_default_language(&settings.default_language, &mut problems);
    let choice_labels = choices.with_default_language(&settings.default_language, &mut problems);
    let languages = columns::languages(&survey_labels, &settings.default_language);
    let lists = choices::lists(&choice_labels, &mut problems);
    let read = survey::sections(&survey_labels, &lists, &mut problems);
    let questionnaire = Questionnaire {
        form_id: settings.form_id,
        version: settings.version,
        title: settings.title,
        languages,
        lists,
        sections: read.sections,
        path: workbook.path.clone(),
    };
    links::check(&questionnaire, &read.passed_over, &mut problems);
    bindings::check(&questionnaire, &mut problems);
    match problems.is_empty() {
        true => Ok(questionnaire),
        false => Err(problems.into_obstacles()),
    }
}

/// The impact categories a questionnaire names in `cfit_impacts` that the Pact's settings do not have.
///
/// They are data of `pact.toml`, so this is asked apart from the reading of the form.
pub fn unknown_impacts(questionnaire: &Questionnaire, pact: &Pact) -> Vec<Obstacle> {
    let mut problems = Problems::new(&questionnaire.path);
    let known: Vec<&str> = pact.impacts.iter().map(|impact| &*impact.id).collect();
    let questions = questionnaire.sections.iter().flat_map(|s| &s.questions);
    for question in questions {
        let unknown = question.impacts.iter().filter(|id| !known.contains(&&***id));
        for id in unknown {
            let what = format!(
                "the question `{}` names the impact category `{id}` in `cfit_impacts`, and `pact.toml` has no such one",
                question.name
            );
            let help = problems::one_of(id, &known);
            problems.add(question.place.clone(), what, help);
        }
    }
    problems.into_obstacles()
}

fn find<'a>(workbook: &'a Workbook, title: &str, problems: &mut Problems) -> Option<Table<'a>> {
    let wanted = |sheet: &&model::Sheet| sheet.title.trim().eq_ignore_ascii_case(title);
    let Some(sheet) = workbook.sheets.iter().find(wanted) else {
        let titles: Vec<&str> = workbook.sheets.iter().map(|s| &*s.title).collect();
        let near = nearest(title, titles.iter().copied());
        let renamed = near.map_or(String::new(), |near| {
            format!(" If it is the sheet `{near}`, rename that one.")
        });
        problems.add_to_file(
            format!("the questionnaire has no sheet `{title}`"),
            format!("An XLSForm has the sheets `survey`, `choices` and `settings`; add the missing one.{renamed}"),
        );
        return None;
    };
    let table = Table::new(&workbook.path, sheet);
    if table.is_none() {
        problems.add_to_file(
            format!("the sheet `{title}` of the questionnaire is empty"),
            "Its first row holds the names of the columns, one row each follows.".to_owned(),
        );
    }
    table
}
