//! A file that arrives: what it is, whose return of which year, and what stands in it, before anything of the year is
//! computed.
//!
//! In: one file from anywhere and the forms of the years. Out: what `cfit receive` needs to put it in its place and to
//! say in a line what came. What is wrong in it is left to the reading of the year and to `check`.

use std::collections::BTreeMap;

use model::cell::FileFormat;
use model::nearest::nearest;
use model::{Answer, AnswerState, Date, Identifier, PactReading, Period, Return, Workbook};

use crate::submission::{
    Claims, SubmissionInputs, SubmissionReading, claims, form_claims, submission,
};
use crate::versions::roles_of;
use crate::year::YearForm;

/// Whose return of which year a workbook is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// What it says of itself, read by the form of [`Arrival::year`].
    pub claims: Claims,
    /// The year, where it says one that the workspace has: by the sheet out of sight, else by the days it covers.
    pub year: Option<i16>,
}

/// What stands in a return.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contents {
    /// Questions asked once, outside those about the organisation.
    pub asked: usize,
    /// How many of them are answered; that one does not apply is an answer.
    pub answered: usize,
    /// Rows of the tables, by the name of the repeat; of those that have any.
    pub rows: BTreeMap<String, usize>,
    /// Cells and other places that could not be taken as they stand.
    pub faults: usize,
}

/// What a workbook says it is, by the forms of the years of a workspace, newest first.
///
/// Where the sheet out of sight says the year, that year's form alone is used. Otherwise the form in which most of the
/// period falls; where it names no period, none of several.
pub fn arrival(workbook: &Workbook, forms: &[&YearForm], pact: &PactReading) -> Arrival {
    let said = form_claims(workbook);
    if let Some(year) = &said.form_year {
        let own = forms.iter().find(|form| form.settings.year.to_string() == *year);
        return match own {
            Some(form) => {
                let claims = claims_by(workbook, form, pact);
                Arrival {
                    claims: Claims { is_form: true, ..claims },
                    year: Some(form.settings.year),
                }
            }
            None => Arrival { claims: Claims { is_form: true, ..said }, year: None },
        };
    }
    let read = forms.iter().map(|form| (*form, claims_by(workbook, form, pact)));
    let mut read: Vec<(&YearForm, Claims)> = read.filter(|(_, claims)| claims.is_form).collect();
    let shared = |form: &YearForm, period: &Option<Period>| {
        period.map_or(0, |own| own.days_shared(&form.settings.period))
    };
    let most = read.iter().map(|(form, claims)| shared(form, &claims.period)).max().unwrap_or(0);
    let best = match (&read[..], most) {
        ([], _) => return Arrival { claims: said, year: None },
        ([_], 0) if forms.len() == 1 => Some(0),
        (_, 0) => None,
        (several, most) => {
            let is_best =
                |(form, claims): &(&YearForm, Claims)| shared(form, &claims.period) == most;
            let alone = several.iter().filter(|one| is_best(one)).count() == 1;
            several.iter().position(is_best).filter(|_| alone)
        }
    };
    let (form, claims) = read.swap_remove(best.unwrap_or(0));
    Arrival { claims, year: best.map(|_| form.settings.year) }
}

fn claims_by(workbook: &Workbook, form: &YearForm, pact: &PactReading) -> Claims {
    let Some(anybody) = pact.register.rows.first() else {
        return form_claims(workbook);
    };
    claims(&inputs(workbook, &anybody.id, form, pact, &[]))
}

fn inputs<'a>(
    workbook: &'a Workbook,
    participant: &'a Identifier,
    form: &'a YearForm,
    pact: &'a PactReading,
    roles: &'a [model::participant::Role],
) -> SubmissionInputs<'a> {
    SubmissionInputs {
        workbook,
        questionnaire: &form.questionnaire,
        participant,
        roles,
        settings: &form.settings,
        pact: &pact.pact,
        register: &pact.register,
        outputs: &form.outputs,
        received_on: None,
        corrections: &[],
    }
}

/// Reads a workbook as the return of a participant, alone and without the office's corrections.
pub fn read_alone(
    workbook: &Workbook,
    participant: &Identifier,
    form: &YearForm,
    pact: &PactReading,
    received_on: Date,
) -> SubmissionReading {
    let roles = roles_of(participant, &pact.register, &form.settings.period);
    let inputs = inputs(workbook, participant, form, pact, &roles);
    submission(&SubmissionInputs { received_on: Some(received_on), ..inputs })
}

/// What stands in a return, counted.
pub fn contents(reading: &SubmissionReading, form: &YearForm) -> Contents {
    let mut contents = Contents { faults: reading.faults.len(), ..Contents::default() };
    let Some(own) = &reading.result else {
        return contents;
    };
    let sections = form.questionnaire.sections.iter();
    for section in sections.filter(|section| !section.repeat && section.name != "organisation") {
        for question in &section.questions {
            let Some(answer) = own.answers.get(&question.name) else { continue };
            contents.asked += usize::from(answer.state != AnswerState::NotAsked);
            contents.answered += usize::from(is_answered(answer));
        }
    }
    let rows = own.rows.iter().filter(|(_, rows)| !rows.is_empty());
    contents.rows = rows.map(|(name, rows)| (name.clone(), rows.len())).collect();
    contents
}

fn is_answered(answer: &Answer) -> bool {
    use AnswerState::{Given, NotApplicable, Unreadable};
    answer.carried || matches!(answer.state, Given(_) | NotApplicable | Unreadable)
}

/// Whether two returns answer everything alike, wherever their cells stand; one that was confirmed meanwhile is not
/// the same as before.
pub fn same_answers(one: &Return, other: &Return) -> bool {
    let said = |answers: &BTreeMap<String, Answer>| -> Vec<(String, AnswerState, bool)> {
        let answers = answers.iter();
        answers.map(|(name, own)| (name.clone(), own.state.clone(), own.carried)).collect()
    };
    let rows = |own: &Return| -> Vec<(String, Vec<_>)> {
        let repeats = own.rows.iter().filter(|(_, rows)| !rows.is_empty());
        let rows = |rows: &[model::submission::RepeatRow]| {
            rows.iter().map(|row| said(&row.answers)).collect::<Vec<_>>()
        };
        repeats.map(|(name, own)| (name.clone(), rows(own))).collect()
    };
    one.transcription == other.transcription
        && said(&one.answers) == said(&other.answers)
        && rows(one) == rows(other)
}

/// The ending a workbook's content calls for, whatever its name says: `xlsx`, `xlsb`, `xls`, `ods`; `csv` for text.
/// `name` decides between `xlsx` and `xlsm`, which the content does not tell apart.
pub fn ending(format: FileFormat, name: &str) -> &'static str {
    match format {
        FileFormat::Xlsx if name.to_lowercase().ends_with(".xlsm") => "xlsm",
        FileFormat::Xlsx => "xlsx",
        FileFormat::Xlsb => "xlsb",
        FileFormat::Xls => "xls",
        FileFormat::Ods => "ods",
        FileFormat::Csv => "csv",
    }
}

/// Whether a sheet of a text file holds a table: several rows of more than one value.
pub fn is_table(workbook: &Workbook) -> bool {
    let rows = workbook.sheets.iter().flat_map(model::Sheet::rows);
    rows.filter(|(_, cells)| cells.len() > 1).count() > 1
}

/// The id of the register nearest to one that is not in it.
pub fn nearest_participant(id: &str, pact: &PactReading) -> Option<String> {
    nearest(id, pact.register.rows.iter().map(|row| row.id.as_str())).map(str::to_owned)
}

/// Whether a file of a participant's folder is read as a version of its return, by its path in that folder.
pub fn is_return(path: &str) -> bool {
    crate::versions::is_return(&path.to_lowercase())
}

#[cfg(test)]
mod tests {
    use model::Sheet;

    use super::*;
    use crate::submission::tests::fixture::{
        Fixture, ORGANISATION, PROCUREMENT, STRATEGIES, changed, id, identity, returned, sheets,
    };
    use crate::testing::sheet;

    /// Forms of 2025 and 2026 that differ in their years alone.
    fn office() -> (Vec<YearForm>, PactReading) {
        let Fixture { questionnaire, settings, pact, register, .. } = Fixture::new();
        let form = |years: i16| {
            let mut settings = settings.clone();
            settings.year += years;
            let moved = |day: Date| day.with().year(day.year() + years).build().unwrap();
            settings.period =
                Period::new(moved(settings.period.start), moved(settings.period.end)).unwrap();
            let questionnaire = questionnaire.clone();
            YearForm { settings, questionnaire, outputs: Vec::new(), receipts: Vec::new() }
        };
        let forms = vec![form(1), form(0)];
        (forms, PactReading::new(pact, register))
    }

    fn of(sheets: Vec<Sheet>) -> Arrival {
        let (forms, pact) = office();
        arrival(&returned(sheets), &forms.iter().collect::<Vec<_>>(), &pact)
    }

    #[test]
    fn the_year_is_the_forms_own_else_that_of_its_days() {
        assert_eq!(of(sheets()).year, Some(2025));
        let mut another_year = sheets();
        another_year[4] = changed("_cfit", &[&["year", "2019"], &["participant", "x"]], &[]);
        let said = of(another_year);
        assert_eq!((said.year, said.claims.is_form), (None, true));
        assert_eq!(said.claims.form_year.as_deref(), Some("2019"));

        let days = |start, end| {
            let changes = [(5, 2, start), (6, 2, end)];
            of(vec![changed("Your organisation", ORGANISATION, &changes)]).year
        };
        assert_eq!(days("2024-10-01", "2025-09-30"), Some(2025));
        assert_eq!(days("2025-10-01", "2026-09-30"), Some(2026));
        assert_eq!(days("2024-12-01", "2026-03-31"), Some(2025), "most of its days");
        assert_eq!(days("2025-01-01", "2026-06-30"), None, "as many days of each");
        assert_eq!(days("", ""), None, "two years to choose from");
        assert_eq!(days("2011-01-01", "2011-12-31"), None);

        let table = of(vec![sheet("Purchases", PROCUREMENT)]);
        assert!(!table.claims.is_form, "a list like one of the form's tables is no form");
    }

    #[test]
    fn what_stands_in_a_return_is_counted_and_compared() {
        let (forms, pact) = office();
        let form = &forms[1];
        let day = form.settings.deadline;
        let read = |sheets| read_alone(&returned(sheets), &id("north-region"), form, &pact, day);
        let whole = read(sheets());
        let counted = contents(&whole, form);
        assert_eq!(counted.rows, BTreeMap::from([("procurement".to_owned(), 2)]));
        assert_eq!((counted.asked, counted.answered), (3, 3), "{counted:?}");

        let (one, mut moved) = (whole.result.unwrap(), sheets());
        moved.swap(1, 3);
        moved[2].title = "Renamed".to_owned();
        assert!(same_answers(&one, &read(moved).result.unwrap()));
        let mut other = sheets();
        other[2] = changed("What you do", STRATEGIES, &[(5, 2, "not started")]);
        assert!(!same_answers(&one, &read(other).result.unwrap()));
        let empty = read(vec![sheet("Your organisation", ORGANISATION), identity()]);
        assert!(empty.empty);
    }
}
