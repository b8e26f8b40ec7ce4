//! Real XLSForms of others: each loads, or is refused with the reason at a cell.
//!
//! The files lie in the folder `CFIT_REAL_FILES` names and are known by their hashes, not by their names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::questionnaire::QuestionType;
use model::{InputFile, Obstacle, Questionnaire};

use crate::harness::source;
use crate::random_returns::goes_out_and_comes_back;
use crate::real_files::{real_files, sha256, table};

/// What is expected of a form.
struct Expected {
    file: String,
    /// Questions that take an answer; `None` where it is refused.
    questions: Option<usize>,
    /// The cell a reason is given at, and words of the reason.
    place: String,
    reason: String,
}

#[test]
fn every_real_xlsform_loads_or_is_refused_with_the_reason_at_its_cell() {
    let Some(folder) = real_files() else { return };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in forms(&folder) {
        let (hash, read) = load(&path);
        let Some(expected) = expectations().remove(&hash) else {
            wrong.push(format!("{}: not in forms.csv: {}", path.display(), outcome(&read)));
            continue;
        };
        seen += 1;
        let fits = match (&read, expected.questions) {
            (Ok(form), Some(questions)) => answered(form) == questions,
            (Err(obstacles), None) => obstacles.iter().any(|obstacle| {
                let place = obstacle.place.as_deref().unwrap_or_default();
                let place = place.split_once('!').map_or("", |(_, place)| place);
                place == expected.place && obstacle.what.contains(&expected.reason)
            }),
            _ => false,
        };
        if !fits {
            wrong.push(format!("{}: {}", expected.file, outcome(&read)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen, expectations().len(), "forms of forms.csv that are not among the real files");
}

#[test]
fn a_form_goes_out_and_comes_back_for_each_that_loads() {
    let Some(folder) = real_files() else { return };
    let mut differing = Vec::new();
    let mut loaded = 0;
    for path in forms(&folder) {
        let (_, Ok(questionnaire)) = load(&path) else { continue };
        loaded += 1;
        let questionnaire = Arc::new(questionnaire);
        for seed in 0..3 {
            if let Err(what) = goes_out_and_comes_back(&questionnaire, seed) {
                differing.push(format!("{} ({seed}): {what}", path.display()));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    let expected = expectations();
    assert_eq!(loaded, expected.values().filter(|form| form.questions.is_some()).count());
}

/// The workbooks among the real forms.
fn forms(folder: &Path) -> Vec<PathBuf> {
    let mut forms: Vec<PathBuf> = fs::read_dir(folder.join("forms/xlsform"))
        .expect("a folder of forms")
        .map(|entry| entry.unwrap().path())
        .collect();
    forms.sort();
    forms
}

/// A form's hash, and the questionnaire it holds.
fn load(path: &Path) -> (String, Result<Questionnaire, Vec<Obstacle>>) {
    let bytes = fs::read(path).unwrap();
    let sha256 = sha256(&bytes);
    let name = path.file_name().unwrap().to_string_lossy();
    let file =
        InputFile { path: name.as_ref().into(), bytes: bytes.into(), sha256: sha256.clone() };
    let workbook = read::cells::workbook(&file);
    let read = match workbook {
        Ok(workbook) => read::questionnaire::questionnaire(&workbook),
        Err(fault) => Err(vec![Obstacle::new(fault.detail, "")]),
    };
    (sha256, read)
}

/// Questions that take an answer.
fn answered(form: &Questionnaire) -> usize {
    let questions = form.sections.iter().flat_map(|section| &section.questions);
    questions.filter(|question| question.kind != QuestionType::Note).count()
}

fn outcome(read: &Result<Questionnaire, Vec<Obstacle>>) -> String {
    match read {
        Ok(form) => format!("{} questions", answered(form)),
        Err(obstacles) => {
            let said = obstacles.iter().map(|obstacle| {
                format!(
                    "\n    {}: {} {}",
                    obstacle.place.as_deref().unwrap_or(""),
                    obstacle.what,
                    obstacle.help
                )
            });
            format!("refused{}", said.collect::<String>())
        }
    }
}

/// What is expected, by hash.
fn expectations() -> BTreeMap<String, Expected> {
    let rows = table(&source().join("tests/real_files/forms.csv"));
    let expected = rows.into_iter().map(|row| {
        let expected = Expected {
            file: row["file"].clone(),
            questions: row["questions"].parse().ok(),
            place: row["place"].clone(),
            reason: row["reason"].clone(),
        };
        (row["sha256"].clone(), expected)
    });
    expected.collect()
}
