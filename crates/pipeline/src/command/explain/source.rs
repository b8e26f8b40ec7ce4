//! What stands at a place: the answer to a question, a column of a table, a row of a register.

use std::collections::{BTreeMap, HashMap};

use model::governance::Correction;
use model::questionnaire::Question;
use model::submission::{RepeatRow, Return};
use model::supporting::TableReading;
use model::{Answer, CellAddress, Place};

use super::export;
use super::files::Files;
use super::lines::Lines;
use super::node::CorrectionNote;
use crate::year::ComputedYear;

/// The language of the words.
const LANGUAGE: &str = "en";

/// Most characters of a field that names a row of a register.
const LONGEST: usize = 40;

/// What is known of one year's places.
pub(super) struct YearSources<'a> {
    pub(super) year: &'a ComputedYear,
    pub(super) lines: Lines<'a>,
    answers: HashMap<(&'a str, &'a str, CellAddress), AnswerAt<'a>>,
}

/// The answer that stands in a cell.
#[derive(Clone, Copy)]
pub(super) struct AnswerAt<'a> {
    pub(super) own: &'a Return,
    pub(super) name: &'a str,
    pub(super) question: Option<&'a Question>,
    /// The row of a repeat that it stands in.
    pub(super) row: Option<&'a RepeatRow>,
    pub(super) answer: &'a Answer,
}

/// What is known of the places of every year that was computed.
pub(super) struct Sources<'a> {
    years: BTreeMap<i16, YearSources<'a>>,
    newest: i16,
}

/// The year whose folder a path lies in.
pub(super) fn year_of(path: &str) -> Option<i16> {
    let folder = path.strip_prefix("inputs/")?.split_once('/')?.0;
    folder.parse().ok().filter(|_| folder.len() == 4)
}

impl<'a> Sources<'a> {
    pub(super) fn new(computed: &'a BTreeMap<i16, ComputedYear>) -> Self {
        let years = computed.iter().map(|(number, year)| (*number, YearSources::of(year)));
        let newest = computed.keys().next_back().copied().unwrap_or_default();
        Self { years: years.collect(), newest }
    }

    /// What is known of one year.
    pub(super) fn of_year(&self, year: i16) -> Option<&YearSources<'a>> {
        self.years.get(&year)
    }

    /// The year that a file is of; the newest for what holds for every year.
    pub(super) fn of_path(&self, path: &str) -> Option<&YearSources<'a>> {
        self.years.get(&year_of(path).unwrap_or(self.newest))
    }
}

impl<'a> YearSources<'a> {
    fn of(year: &'a ComputedYear) -> Self {
        let mut answers = HashMap::new();
        for own in year.reading.returns.values() {
            let of_question = |section: Option<&str>, name: &str| {
                let sections = &year.reading.questionnaire.sections;
                let mut found = sections.iter().filter(|own| match section {
                    Some(repeat) => own.name == repeat,
                    None => !own.repeat,
                });
                found.find_map(|section| {
                    section.questions.iter().find(|question| question.name == name)
                })
            };
            let mut add = |name: &'a str, answer: &'a Answer, row, repeat: Option<&str>| {
                let Some(place) = answer.place.as_ref() else {
                    return;
                };
                let Some(cell) = place.cell else {
                    return;
                };
                let at = AnswerAt { own, name, question: of_question(repeat, name), row, answer };
                let key = (&*place.path, place.sheet.as_deref().unwrap_or_default(), cell);
                answers.insert(key, at);
            };
            for (name, answer) in &own.answers {
                add(name, answer, None, None);
            }
            for (repeat, rows) in &own.rows {
                for row in rows {
                    for (name, answer) in &row.answers {
                        add(name, answer, Some(row), Some(repeat));
                    }
                }
            }
        }
        Self { year, lines: Lines::of(year), answers }
    }

    /// The answer that stands in a cell.
    pub(super) fn answer(
        &self,
        path: &str,
        sheet: Option<&str>,
        cell: CellAddress,
    ) -> Option<AnswerAt<'a>> {
        self.answers.get(&(path, sheet.unwrap_or_default(), cell)).copied()
    }

    /// The tables read from a sheet.
    pub(super) fn tables(&self, path: &str, sheet: Option<&str>) -> Vec<&'a TableReading> {
        let title = sheet.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path));
        let tables = self.year.reading.tables.iter();
        tables.filter(|table| table.path == path && table.sheet == title).collect()
    }

    /// The field that the mapping of a table gives a column.
    pub(super) fn field(&self, place: &Place) -> Option<(&'a TableReading, &'a str)> {
        let at = place.cell?;
        let tables = self.tables(&place.path, place.sheet.as_deref()).into_iter();
        let mut within =
            tables.filter(|table| (table.row_range.0..=table.row_range.1).contains(&(at.row + 1)));
        within.find_map(|table| {
            let mut columns = table.column_numbers.iter();
            let found = columns.find(|(_, numbers)| numbers.contains(&at.column));
            found.map(|(field, _)| (table, field.as_str()))
        })
    }

    /// The correction laid over a cell.
    pub(super) fn correction(&self, place: &Place) -> Option<CorrectionNote> {
        self.year.reading.correction_at(place).map(note)
    }
}

fn note(correction: &Correction) -> CorrectionNote {
    CorrectionNote {
        was: correction.was.clone(),
        now: correction.now.clone(),
        reason: correction.reason.clone(),
        authority: correction.authority.clone(),
        date: correction.date.map(|day| day.to_string()),
        source: correction.place.to_string(),
    }
}

impl AnswerAt<'_> {
    /// The question in words, with the product group of its row where it stands in a table.
    pub(super) fn what(&self) -> String {
        let label = self.question.map(|question| question.label.in_language(LANGUAGE));
        let label = label.filter(|label| !label.is_empty()).unwrap_or(self.name);
        let of_row = self.row.map(|row| row.answer("product_group").raw.trim());
        match of_row.filter(|group| !group.is_empty() && self.name != "product_group") {
            Some(group) => format!("{label}, row {group}"),
            None => label.to_owned(),
        }
    }

    /// The label of a choice that is a level, such as `applied in some procurements`.
    pub(super) fn choice_label(&self, year: &ComputedYear, code: &str) -> Option<String> {
        let list = self.question?.list_name()?;
        let choice = year.reading.questionnaire.list(list)?.choice(code)?;
        let label = choice.label.in_language(LANGUAGE);
        (!label.is_empty() && label != code).then(|| label.to_owned())
    }
}

/// What a cell is that is no answer: of a supporting file the header of its column and the field it is mapped to; of a
/// register the column, and what its row is about.
pub(super) fn what(sources: &Sources<'_>, files: &mut Files<'_>, place: &Place) -> String {
    let Some(of_year) = sources.of_path(&place.path) else {
        return String::new();
    };
    let (sheet, Some(at)) = (place.sheet.as_deref(), place.cell) else {
        return of_file(&place.path).to_owned();
    };
    if let Some(answer) = of_year.answer(&place.path, sheet, at) {
        return answer.what();
    }
    if let Some((table, field)) = of_year.field(place) {
        let header = table.columns.get(field).map(|text| format!("column {text}"));
        let header = header.unwrap_or_else(|| format!("column for {field}"));
        return header;
    }
    if let Some(fields) = export::fields(&of_year.year.reading.finance, place, at) {
        return format!("ledger: column for {fields}");
    }
    if let Some(settings) = settings(&place.path) {
        return settings.to_owned();
    }
    if place.path.contains("/returns/") {
        return String::new();
    }
    let what = in_register(files, place, at);
    match register(&place.path) {
        Some(register) if what.is_empty() => register.to_owned(),
        Some(register) => format!("{register}: {what}"),
        None => what,
    }
}

/// What a file of settings is: it has lines, and no columns.
fn settings(path: &str) -> Option<&'static str> {
    match path.rsplit('/').next()? {
        "pact.toml" => Some("the settings of the Pact"),
        "year.toml" => Some("the settings of the year"),
        "mapping.toml" => Some("what the columns of this participant's files mean"),
        name if name.ends_with(".toml") => Some("settings"),
        _ => None,
    }
}

/// What kind of register a file is, as a bookkeeper or a secretary calls it.
fn register(path: &str) -> Option<&'static str> {
    Some(match path.rsplit('/').next()? {
        "ledger.csv" => "ledger",
        "budget.csv" => "budget",
        "contributions.csv" => "contributions due",
        "commitments.csv" => "commitments",
        "funds.csv" => "funds",
        "in-kind.csv" => "help in kind",
        "participants.csv" => "register of participants",
        "received.csv" => "receipts of returns",
        "corrections.csv" => "corrections",
        "counting.csv" => "decisions on what counts",
        "outputs.csv" => "the Pact's outputs",
        "published.csv" => "figures published earlier",
        "committee.csv" => "Steering Committee",
        "working-groups.csv" => "working groups",
        "events.csv" => "events",
        "applications.csv" => "applications",
        "decisions.csv" => "decisions",
        _ => return None,
    })
}

/// The header of a cell's column, and what its row is about.
fn in_register(files: &mut Files<'_>, place: &Place, at: CellAddress) -> String {
    let Some(sheet) = files.sheet(&place.path, place.sheet.as_deref()) else {
        return String::new();
    };
    let header = sheet.rows().next().map_or(0, |(row, _)| row);
    let says = |row: u32, column: u32| {
        let text = sheet.at(row, column)?.raw.trim();
        let short = match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text.to_owned(),
        };
        Some(short).filter(|text| !text.is_empty())
    };
    let column = says(header, at.column);
    let others = (0..4).filter(|column| *column != at.column).filter_map(|own| says(at.row, own));
    let row: Vec<String> = others.take(3).collect();
    match (column, row.is_empty()) {
        _ if at.row == header => "heading of a column".to_owned(),
        (Some(column), false) => format!("{column}, row {}", row.join(", ")),
        (Some(column), true) => column,
        (None, false) => format!("row {}", row.join(", ")),
        (None, true) => String::new(),
    }
}

/// What a file is that is named as a whole.
fn of_file(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(of_file) = settings(path) {
        return of_file;
    }
    match name {
        "participants.csv" => "the register of participants",
        _ if path.contains("/returns/") && path.contains("/supporting/") => "a supporting file",
        _ if path.contains("/returns/") => "the return",
        _ => "the file",
    }
}
