//! The questionnaire of a year, read from its XLSForm.
//!
//! In: the workbook as flat cells. Out: a [`Questionnaire`], or everything that stands in its way at once,
//! each with sheet, row and column. It refuses what it cannot evaluate: a question that is half understood
//! would be asked wrongly of every participant (contract: The questionnaire).

mod bindings;
mod choices;
mod columns;
mod languages;
mod links;
mod problems;
mod question;
mod settings;
mod survey;
mod table;
#[cfg(test)]
mod tests;

use model::nearest::nearest;
use model::{Obstacle, Pact, Questionnaire, Workbook};

use problems::Problems;
use table::Table;

/// Reads a questionnaire.
///
/// Groups inside a group are flattened and their labels become notes; a repeat inside a group becomes a
/// section of its own, and so do questions outside any group. Metadata types and `calculate` are passed
/// over, since the office's workbooks cannot ask them. Old names of types and columns are understood. The
/// sheets `choices` and `settings` may be missing where nothing is needed of them.
///
/// # Errors
/// Everything that is wrong: missing sheets and columns, unknown types, lists, functions and `cfit_*` codes,
/// names used twice, groups that are not closed, `${name}` that fits no question or several, what would
/// have to be computed or filtered while the form is filled in, and questions that indicators are bound to
/// but whose type or choices do not fit them.
pub fn questionnaire(workbook: &Workbook) -> Result<Questionnaire, Vec<Obstacle>> {
    let mut problems = Problems::new(&workbook.path);
    let Some(survey) = survey_sheet(workbook, &mut problems) else {
        return Err(problems.into_obstacles());
    };
    let choices = sheet(workbook, "choices");
    let settings = sheet(workbook, "settings");
    let settings = settings::settings(settings.as_ref(), &survey, &workbook.path);
    let survey_labels = survey.with_default_language(&settings.default_language, &mut problems);
    let languages = columns::languages(&survey_labels, &settings.default_language);
    let lists = choices.map_or_else(Vec::new, |choices| {
        let labels = choices.with_default_language(&settings.default_language, &mut problems);
        choices::lists(&labels, &mut problems)
    });
    let read = survey::sections(&survey_labels, &lists, &settings, &mut problems);
    let questionnaire = Questionnaire {
        form_id: settings.form_id,
        version: settings.version,
        title: settings.title,
        languages,
        lists,
        sections: read.sections,
        path: workbook.path.clone(),
    };
    links::check(&questionnaire, &read.passed_over, &read.conditions, &mut problems);
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

/// The sheet with this title, unless it is empty or not there.
fn sheet<'a>(workbook: &'a Workbook, title: &str) -> Option<Table<'a>> {
    let wanted = |sheet: &&model::Sheet| sheet.title.trim().eq_ignore_ascii_case(title);
    Table::new(&workbook.path, workbook.sheets.iter().find(wanted)?)
}

/// The sheet `survey`, which every form needs.
fn survey_sheet<'a>(workbook: &'a Workbook, problems: &mut Problems) -> Option<Table<'a>> {
    let table = sheet(workbook, "survey");
    if table.is_some() {
        return table;
    }
    let titles: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.title).collect();
    if titles.iter().any(|title| title.trim().eq_ignore_ascii_case("survey")) {
        problems.add_to_file(
            "the sheet `survey` of the questionnaire is empty",
            "Its first row holds the names of the columns, one row each follows.",
        );
        return None;
    }
    let near = nearest("survey", titles.iter().copied());
    let renamed = near
        .map_or(String::new(), |near| format!(" If it is the sheet `{near}`, rename that one."));
    problems.add_to_file(
        "the questionnaire has no sheet `survey`",
        format!(
            "An XLSForm has its questions in the sheet `survey`, and the sheets `choices` and \
             `settings` beside it; add the missing one.{renamed}"
        ),
    );
    None
}
