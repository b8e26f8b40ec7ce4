//! `inputs/Y/corrections.csv`: what the office corrected, on whose authority. Laying the corrections over
//! what was read is the reader of returns' work.

use std::collections::BTreeMap;

use model::governance::Correction;
use model::nearest::nearest;
use model::personal_data::is_contact;
use model::questionnaire::{Question, QuestionType};
use model::{Fault, InputFile, Obstacle, Questionnaire, Register};

use super::rows;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["participant", "question", "was", "now", "reason", "authority", "date"],
    optional: &["row", "by"],
    titled: &[],
    private: &["by"],
};

/// Reads the corrections, in the file's order. A participant or question that does not exist, a repeat without
/// a row, and a correction without reason, authority or day are faults, and the row is left aside.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn corrections(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
    questionnaire: &Questionnaire,
    register: &Register,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Correction>, Vec<Obstacle>> {
    let name = format!("{year_folder}/corrections");
    rows(files, &name, &COLUMNS, faults, |row| correction(row, questionnaire, register))
}

/// One row.
fn correction(
    row: &mut RowReader<'_>,
    questionnaire: &Questionnaire,
    register: &Register,
) -> Option<Correction> {
    if is_contact(row.shown("question")) {
        row.hide(&["was", "now"]);
    }
    let participant = row.participant("participant", register);
    let question = row.required_text("question");
    let sheet_row = row.value("row", "a row of the sheet, such as 14", |text| {
        text.parse::<u32>().ok().filter(|row| *row > 0)
    });
    if row.is_sound() {
        judge_question(row, &question, sheet_row, questionnaire);
    }
    let (was, now) = (row.text("was"), row.text("now"));
    if was == now && row.is_sound() {
        row.wrong("now", "something else than what the file says");
    }
    Some(Correction {
        participant: participant?,
        question,
        row: sheet_row,
        was,
        now,
        reason: row.required_text("reason"),
        authority: row.required_text("authority"),
        date: row.required_day("date"),
        by: row.text("by"),
        place: row.place("now"),
        was_place: row.place("was"),
        applied_to: None,
    })
}

/// Whether the year's questionnaire asks it, once or in a repeat, and the row is given where it is needed.
fn judge_question(
    row: &mut RowReader<'_>,
    question: &str,
    sheet_row: Option<u32>,
    form: &Questionnaire,
) {
    let known = names(form);
    if !known.iter().any(|name| name == question) {
        let near = nearest(question, known.iter().map(String::as_str));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        row.wrong(
            "question",
            format!("the name of a question, or of a table and its column such as `procurement.amount`{hint}"),
        );
        return;
    }
    match (question.contains('.'), sheet_row) {
        (true, None) => row.wrong("row", "the row of the sheet the answer stands in, such as 14"),
        (false, Some(_)) => row.wrong("row", "nothing, since this question is asked once"),
        _ => {}
    }
}

/// What a correction can name: questions asked once, and columns of repeats behind the repeat's name.
fn names(form: &Questionnaire) -> Vec<String> {
    let asked = |question: &&Question| question.kind != QuestionType::Note;
    let mut names = Vec::new();
    for section in &form.sections {
        names.extend(section.questions.iter().filter(asked).map(|question| match section.repeat {
            true => format!("{}.{}", section.name, question.name),
            false => question.name.clone(),
        }));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::testing::{files, register};
    use super::*;
    use crate::submission::tests::fixture::Fixture;

    const HEADER: &str = "participant,question,row,was,now,reason,authority,date,by\n";

    #[test]
    fn a_correction_names_an_answer_and_says_why_and_on_whose_authority() {
        let form = Fixture::new().questionnaire;
        let register = register(&["north-region"]);
        let read = |row: &str| {
            let files = files(&[("inputs/2025/corrections.csv", &format!("{HEADER}{row}\n"))]);
            let mut faults = Vec::new();
            let read = corrections(&files, "inputs/2025", &form, &register, &mut faults);
            (read.unwrap().len(), faults)
        };
        let rest = "typo,the participant,2025-12-01,SB";
        for sound in [
            format!("north-region,procurement.amount,5,12400.5,1240.05,{rest}"),
            format!("north-region,repair,,3,4,{rest}"),
            format!("north-region,repair,,3,,{rest}"),
        ] {
            assert_eq!(read(&sound), (1, Vec::new()), "{sound}");
        }
        let cases = [
            (format!("nroth-region,repair,,3,4,{rest}"), "2:1", "`north-region`"),
            (format!("north-region,repiar,,3,4,{rest}"), "2:2", "`repair`"),
            (format!("north-region,procurement.amout,5,3,4,{rest}"), "2:2", "`procurement.amount`"),
            (format!("north-region,procurement.amount,,3,4,{rest}"), "2:3", "the row of the sheet"),
            (format!("north-region,repair,5,3,4,{rest}"), "2:3", "asked once"),
            (format!("north-region,repair,0,3,4,{rest}"), "2:3", "a row of the sheet"),
            (format!("north-region,repair,,3,3,{rest}"), "2:5", "something else"),
            (
                "north-region,repair,,3,4,,the participant,2025-12-01,SB".to_owned(),
                "2:6",
                "an entry",
            ),
            ("north-region,repair,,3,4,typo,,2025-12-01,SB".to_owned(), "2:7", "an entry"),
            ("north-region,repair,,3,4,typo,x,1.12.2025,SB".to_owned(), "2:8", "2026-09-30"),
        ];
        for (row, place, expected) in cases {
            let (count, faults) = read(&row);
            let [fault] = &faults[..] else { panic!("{row}: {faults:?}") };
            assert_eq!(count, 0, "{row}");
            assert_eq!(fault.place.to_string(), format!("inputs/2025/corrections.csv!{place}"));
            assert!(fault.expected.contains(expected), "{row}: {}", fault.expected);
            assert!(fault.context.iter().all(|cell| cell.text != "SB"), "the person is not shown");
        }
    }
}
