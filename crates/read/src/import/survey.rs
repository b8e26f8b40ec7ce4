//! Exports of survey tools: a row a respondent, a column a question, read by a confirmed map.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use model::imported::{
    Export, ExportSource, ExportTable, ImportedAnswers, ImportedValue, RowsLeftOut, Submission,
};
use model::questionnaire::{QuestionType, Section};
use model::{Cell, Obstacle};

use super::ImportInputs;
use super::columns::{Columns, QuestionColumns};
use super::fingerprint::finish;
use super::link::missing;
use super::main_row::{from, moment};
use super::several;
use super::survey_map::SurveyMap;
use super::tables::Table;
use super::targets::{PlannedRow, found, no_such, planned_row, put, typed};
use super::value;
use crate::day::{self, ParsedDay};
use crate::text::{folded, says_not_applicable};

/// Reads a survey's export by its map.
pub(super) fn read(
    tables: &[Table<'_>],
    inputs: &ImportInputs<'_>,
) -> Result<Export, Vec<Obstacle>> {
    let map = confirmed(inputs).map_err(|obstacle| vec![obstacle])?;
    let table = table(tables, map.sheet.as_deref(), inputs).map_err(|obstacle| vec![obstacle])?;
    let headers = Headers::of(table);
    let obstacles = layout(&headers, map, inputs);
    if !obstacles.is_empty() {
        return Err(obstacles);
    }
    let plan = Plan::of(map, &headers, inputs)?;
    let mut export = Export {
        source: ExportSource::Survey,
        tables: vec![ExportTable {
            title: table.title.clone(),
            repeat: None,
            rows: table.rows.len(),
        }],
        submissions: table.rows.iter().map(|row| plan.submission(table, *row)).collect(),
        columns_left_out: Vec::new(),
        rows_left_out: others(tables, table),
        without_column: Vec::new(),
        remarks: Vec::new(),
    };
    let sections: Vec<&Section> =
        inputs.questionnaire.sections.iter().filter(|section| !section.repeat).collect();
    missing(&plan.columns, &sections, &mut export);
    finish(&mut export);
    Ok(export)
}

/// The map, if somebody confirmed it.
fn confirmed<'a>(inputs: &ImportInputs<'a>) -> Result<&'a SurveyMap, Obstacle> {
    let name = inputs.file.name();
    let Some(map) = inputs.survey_map else {
        let path = &inputs.file.path;
        let spaced = path.contains(char::is_whitespace);
        let path = if spaced { format!("\"{path}\"") } else { path.to_string() };
        return Err(Obstacle::new(
            format!(
                "`{name}` is no export of KoboToolbox or ODK Central, and no map says what its columns mean"
            ),
            format!(
                "draft one with `cfit import --year {} --propose {}`, complete and confirm it, and run the command again",
                inputs.year, path
            ),
        ));
    };
    if map.confirmed_on.is_none() {
        return Err(Obstacle::new(
            "nobody has confirmed what the columns of the survey mean",
            "look at each line of the map, then write at its top `confirmed_on = ` with the day and `confirmed_by = ` with who did",
        )
        .at(&map.path));
    }
    Ok(map)
}

/// The table of answers: the sheet that is named, else the only or first one.
pub(super) fn table<'t, 'a>(
    tables: &'t [Table<'a>],
    sheet: Option<&str>,
    inputs: &ImportInputs<'_>,
) -> Result<&'t Table<'a>, Obstacle> {
    let found = match sheet {
        Some(sheet) => tables.iter().find(|table| folded(&table.title) == folded(sheet)),
        None => tables.first(),
    };
    found.ok_or_else(|| {
        let titles: Vec<String> = tables.iter().map(|table| format!("`{}`", table.title)).collect();
        Obstacle::new(
            format!("`{}` has no sheet `{}`", inputs.file.name(), sheet.unwrap_or_default()),
            format!("write one of these after `sheet =`: {}", titles.join(", ")),
        )
        .at(inputs.survey_map.map_or(inputs.file.path.as_ref(), |map| map.path.as_str()))
    })
}

fn others(tables: &[Table<'_>], own: &Table<'_>) -> Vec<RowsLeftOut> {
    let others = tables.iter().filter(|table| !std::ptr::eq(*table, own));
    let left_out = others.map(|table| RowsLeftOut {
        table: table.title.clone(),
        rows: table.rows.iter().map(|row| row + 1).collect(),
        why: "another sheet than the one of the answers".to_owned(),
    });
    left_out.filter(|left_out| !left_out.rows.is_empty()).collect()
}

/// The columns of a table by header; of several with one header the later ones are `HEADER (2)` and so on, and one
/// without a header is `column C`.
pub(super) struct Headers(Vec<(String, u32)>);

impl Headers {
    pub(super) fn of(table: &Table<'_>) -> Self {
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        let mut headers = Vec::new();
        for (column, header) in &table.header {
            let number = seen.entry(header).and_modify(|number| *number += 1).or_insert(1);
            let name = match (header.as_str(), *number) {
                ("", _) => format!("column {}", table.column_name(*column)),
                (header, 1) => header.to_owned(),
                (header, number) => format!("{header} ({number})"),
            };
            headers.push((name, *column));
        }
        Self(headers)
    }

    /// Headers with their columns, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(header, column)| (header.as_str(), *column))
    }

    /// The column with a header.
    pub(super) fn column(&self, header: &str) -> Option<u32> {
        let wanted = folded(header);
        self.iter().find(|(own, _)| folded(own) == wanted).map(|(_, column)| column)
    }
}

/// What differs between the columns of the export and those the map was written for.
fn layout(headers: &Headers, map: &SurveyMap, inputs: &ImportInputs<'_>) -> Vec<Obstacle> {
    let known: BTreeSet<String> = map.headers().map(folded).collect();
    let came = headers.iter().filter(|(header, _)| !known.contains(&folded(header)));
    let came: Vec<String> = came.map(|(header, _)| format!("`{header}`")).collect();
    let gone = map.headers().filter(|header| headers.column(header).is_none());
    let gone: Vec<String> = gone.map(|header| format!("`{header}`")).collect();
    let blank = map.columns.iter().filter(|(_, target)| target.trim().is_empty());
    let blank: Vec<String> = blank.map(|(header, _)| format!("`{header}`")).collect();
    let mut obstacles = Vec::new();
    let mut say =
        |what: String, help: &str| obstacles.push(Obstacle::new(what, help).at(&map.path));
    let name = inputs.file.name();
    if !gone.is_empty() {
        say(
            format!("the layout of the survey changed: `{name}` has no column {}", gone.join(", ")),
            "if a question was reworded, write its new text in the map; if it is gone, remove it from the map",
        );
    }
    if !came.is_empty() {
        say(
            format!(
                "the map does not say what these columns of `{name}` mean: {}",
                came.join(", ")
            ),
            "add each to `[columns]` with its question, or to `ignore` if it is no answer",
        );
    }
    if !blank.is_empty() {
        say(
            format!("the map has no question yet for {}", blank.join(", ")),
            "write the question's name behind each in `[columns]`, or move it to `ignore`",
        );
    }
    obstacles
}

/// What is done with each row.
struct Plan<'q> {
    map: &'q SurveyMap,
    participant: Option<u32>,
    submitted: Option<u32>,
    id: Option<u32>,
    columns: Columns<'q>,
    rows: Vec<PlannedRow<'q>>,
}

impl<'q> Plan<'q> {
    fn of(
        map: &'q SurveyMap,
        headers: &Headers,
        inputs: &ImportInputs<'q>,
    ) -> Result<Self, Vec<Obstacle>> {
        let sections = &inputs.questionnaire.sections;
        let single: Vec<&Section> = sections.iter().filter(|section| !section.repeat).collect();
        let mut obstacles = Vec::new();
        let mut columns = Columns::default();
        for (header, target) in &map.columns {
            let Some(column) = headers.column(header) else { continue };
            match found(target, &single) {
                Some((section, question, choice)) => {
                    let key = (section.name.as_str(), question.name.as_str());
                    let new = || QuestionColumns::new(question, inputs.questionnaire);
                    let own = columns.questions.entry(key).or_insert_with(new);
                    if !put(own, choice, column) {
                        obstacles.push(no_such(header, target, &single, map, true));
                    }
                }
                None => obstacles.push(no_such(header, target, &single, map, false)),
            }
        }
        let mut rows = Vec::new();
        for row in &map.rows {
            match planned_row(row, headers, inputs, map) {
                Ok(row) => rows.push(row),
                Err(own) => obstacles.extend(own),
            }
        }
        let known =
            |name: &str| sections.iter().any(|s| s.questions.iter().any(|q| q.name == name));
        for name in map.values.keys().filter(|name| !known(name)) {
            obstacles.push(
                Obstacle::new(
                    format!(
                        "the questionnaire has no question `{name}`, whose values the map gives"
                    ),
                    format!("correct `[values.{name}]`, or remove it"),
                )
                .at(&map.path),
            );
        }
        let at =
            |header: &Option<String>| header.as_ref().and_then(|header| headers.column(header));
        match obstacles.is_empty() {
            true => Ok(Self {
                map,
                participant: headers.column(&map.participant),
                submitted: at(&map.submitted),
                id: at(&map.id),
                columns,
                rows,
            }),
            false => Err(obstacles),
        }
    }

    fn submission(&self, table: &Table<'_>, row: u32) -> Submission {
        let mut submission = Submission { row: row + 1, ..Submission::default() };
        for ((section, name), columns) in &self.columns.questions {
            if let Some(value) = self.answer(table, row, columns) {
                let answers = submission.groups.entry((*section).to_owned()).or_default();
                answers.insert((*name).to_owned(), value);
            }
        }
        for planned in &self.rows {
            let mut answers = ImportedAnswers::new();
            for columns in &planned.columns {
                if let Some(value) = self.answer(table, row, columns) {
                    answers.insert(columns.question.name.clone(), value);
                }
            }
            if !answers.is_empty() {
                let constants = planned.constants.clone();
                answers.extend(constants);
                submission.repeats.entry(planned.repeat.to_owned()).or_default().push(answers);
            }
        }
        let text = table.text(row, self.participant);
        submission.from = match text {
            "" => from(&submission),
            text => Some((text.to_owned(), self.map.participant.clone())),
        };
        submission.mapped_participant = self.participant_id(text);
        (submission.submitted, submission.unusable) = self.submitted(table, row);
        submission.id = match table.text(row, self.id) {
            "" => format!("{text} {}", table.text(row, self.submitted)),
            id => id.to_owned(),
        };
        submission
    }

    /// The id the map gives for what stands in the participant's column: the text itself, or the domain of an e-mail
    /// address.
    fn participant_id(&self, text: &str) -> Option<String> {
        let text = folded(text);
        let domain = text.rsplit_once('@').map(|(_, domain)| format!("@{domain}"));
        let keys = std::iter::once(text).chain(domain);
        let mut ids = keys.filter_map(|key| self.map.participants.get(&key));
        ids.find(|id| !id.is_empty()).cloned()
    }

    /// When a row was submitted, and why it was not.
    fn submitted(&self, table: &Table<'_>, row: u32) -> (Option<DateTime>, Option<String>) {
        let (Some(column), Some(header)) = (self.submitted, &self.map.submitted) else {
            return (None, None);
        };
        let text = table.text(row, Some(column));
        if text.is_empty() || self.is_blank(text) {
            let why = format!(
                "it was begun and not submitted (`{header}` is blank): remind its sender to finish it, and export again"
            );
            return (None, Some(why));
        }
        let format = self.map.date_format.as_deref();
        let moment = moment(table, row, column).or_else(|| match day::parse(text, format) {
            ParsedDay::Day(day) => Some(day.to_datetime(jiff::civil::Time::midnight())),
            _ => None,
        });
        match moment {
            // LimeSurvey writes the first day of 1980 where a survey keeps no days.
            Some(moment) if moment.year() <= 1980 => (None, None),
            Some(moment) => (Some(moment), None),
            None => {
                let why = format!(
                    "`{text}` in `{header}` can be read as more than one day, or as none: write `date_format = \"dd/mm/yyyy\"` or the like into the map"
                );
                (None, Some(why))
            }
        }
    }

    fn is_blank(&self, text: &str) -> bool {
        let text = folded(text);
        self.map.blank.iter().any(|blank| folded(blank) == text)
    }

    /// The answer in a row, by what the map says its values mean.
    fn answer(
        &self,
        table: &Table<'_>,
        row: u32,
        columns: &QuestionColumns<'_>,
    ) -> Option<ImportedValue> {
        let question = columns.question;
        let cell = columns.answer.iter().find_map(|column| table.cell(row, *column));
        let cell = cell.filter(|cell| !self.is_blank(&cell.raw));
        let meant = self.map.values.get(&question.name);
        let meant = cell.and_then(|cell| meant?.get(&folded(&cell.raw)));
        if let Some(meant) = meant {
            return typed(meant, columns);
        }
        if let (QuestionType::SelectMultiple(_), Some(list)) = (&question.kind, columns.list) {
            return self.several(table, row, columns, cell, list);
        }
        let cell = cell?;
        let own = columns.list.and_then(|list| several::code(&cell.raw, list));
        if own.is_none() && says_not_applicable(&cell.raw) && question.kind != QuestionType::Text {
            return Some(value::not_applicable(columns.list));
        }
        value::one(cell, question, columns.list, false)
    }

    fn several(
        &self,
        table: &Table<'_>,
        row: u32,
        columns: &QuestionColumns<'_>,
        cell: Option<&Cell>,
        list: &model::questionnaire::ChoiceList,
    ) -> Option<ImportedValue> {
        let values = self.map.values.get(&columns.question.name);
        let tick = |column: u32, code: &str| {
            let cell = table.cell(row, column).filter(|cell| !self.is_blank(&cell.raw));
            several::tick(cell, code, list)
        };
        let ticks: Vec<_> =
            columns.ticks.iter().map(|(code, column)| (*code, tick(*column, code))).collect();
        let whole = cell.map_or("", |cell| cell.raw.trim());
        if whole.is_empty() && several::is_not_applicable(&ticks) {
            return Some(value::not_applicable(Some(list)));
        }
        // Parts that the survey words in its own way are put in ours one by one.
        let parts = whole.split(';').map(str::trim).filter(|part| !part.is_empty());
        let ours: Vec<&str> = parts
            .map(|part| values.and_then(|values| values.get(&folded(part))).map_or(part, |own| own))
            .collect();
        let ours = ours.join("; ");
        Some(match several::together(&ours, &ticks, list)? {
            Ok(codes) => ImportedValue::Choices(codes),
            Err(text) => ImportedValue::Text(text),
        })
    }
}
