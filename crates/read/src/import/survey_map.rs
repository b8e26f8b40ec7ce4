//! `inputs/Y/imports/survey-map.toml`: what the columns of a survey tool's export mean, confirmed by the office.

use std::collections::BTreeMap;

use model::{Date, InputFile, Obstacle};

use crate::settings::{Section, TomlFile};
use crate::text::folded;

/// A map of a survey's columns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SurveyMap {
    /// Path of the map.
    pub path: String,
    /// The day somebody confirmed it; without it the map is a proposal.
    pub confirmed_on: Option<Date>,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// Title of the sheet; the only one, or the first, where none is named.
    pub(super) sheet: Option<String>,
    /// Header of the column that tells whose return a row is.
    pub(super) participant: String,
    /// Header of the column with the day of submission; a row without one was not submitted.
    pub(super) submitted: Option<String>,
    /// How days are written in text, such as `dd/mm/yyyy`; where there is none, as they can be read in one way.
    pub(super) date_format: Option<String>,
    /// Header of the column that numbers the rows.
    pub(super) id: Option<String>,
    /// What stands in cells that are blank.
    pub(super) blank: Vec<String>,
    /// Header and question, `question/choice` for a column of one choice; an empty text where it is not filled in yet.
    pub(super) columns: Vec<(String, String)>,
    /// Headers of columns that are no answers.
    pub(super) ignore: Vec<String>,
    /// What stands in the column that tells the participant, by folded text, or the domain of an e-mail address, and
    /// the id.
    pub(super) participants: BTreeMap<String, String>,
    /// By question: what the survey says, folded, and what is meant.
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// Rows of repeats that are made from columns.
    pub(super) rows: Vec<RowOfColumns>,
}

/// A row of a repeat made from columns of the survey.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct RowOfColumns {
    pub(super) repeat: String,
    /// Question and what is answered in every such row.
    pub(super) constants: Vec<(String, String)>,
    /// Header and question.
    pub(super) columns: Vec<(String, String)>,
}

impl SurveyMap {
    /// Reads a map.
    ///
    /// # Errors
    ///
    /// An obstacle for each key that is unknown, missing or of the wrong kind.
    pub fn read(file: &InputFile) -> Result<Self, Vec<Obstacle>> {
        let source = TomlFile::open(file).map_err(|obstacle| vec![obstacle])?;
        let parsed = source.parse().map_err(|obstacle| vec![obstacle])?;
        let top = Section::top(&source, &parsed);
        let map = of_sections(&top, file);
        top.no_other_keys();
        source.finish(map)
    }

    /// Every header the map names.
    pub(super) fn headers(&self) -> impl Iterator<Item = &str> {
        let single = [Some(&self.participant), self.submitted.as_ref(), self.id.as_ref()];
        let columns = self.columns.iter().chain(self.rows.iter().flat_map(|row| &row.columns));
        single
            .into_iter()
            .flatten()
            .chain(columns.map(|(header, _)| header))
            .chain(&self.ignore)
            .map(String::as_str)
    }
}

fn of_sections(top: &Section<'_, '_>, file: &InputFile) -> Option<SurveyMap> {
    let (confirmed_on, confirmed_by) = (top.day("confirmed_on"), top.text("confirmed_by"));
    let participant = top.required_text("participant");
    let date_format = top.text("date_format");
    if date_format.as_deref().is_some_and(|format| !crate::day::is_format(format)) {
        let help = "Write for example `date_format = \"dd/mm/yyyy\"`.";
        top.wrong("date_format", "`date_format` must say how days are written.", help);
    }
    let pairs = |key, name| {
        let section = top.section(key, name);
        section.map_or_else(Vec::new, |section| entries(&section))
    };
    let columns = pairs("columns", "[columns]");
    let participants = pairs("participants", "[participants]");
    let values = top.section("values", "[values.QUESTION]").map_or_else(BTreeMap::new, |section| {
        let tables = section.tables().into_iter();
        let folded_entries = |section: &Section<'_, '_>| {
            entries(section).into_iter().map(|(key, value)| (folded(&key), value)).collect()
        };
        tables.map(|(name, section)| (name.to_owned(), folded_entries(&section))).collect()
    });
    let rows = top.sections("row", "[[row]]").unwrap_or_default();
    let rows: Option<Vec<RowOfColumns>> = rows.iter().map(row).collect();
    Some(SurveyMap {
        path: file.path.to_string(),
        confirmed_on,
        confirmed_by: confirmed_by.unwrap_or_default(),
        sheet: top.text("sheet"),
        submitted: top.text("submitted"),
        date_format,
        id: top.text("id"),
        blank: top.texts("blank"),
        columns,
        ignore: top.texts("ignore"),
        participants: participants
            .into_iter()
            .map(|(key, value)| (folded(&key), value.trim().to_owned()))
            .collect(),
        values,
        rows: rows?,
        participant: participant?,
    })
}

fn row(section: &Section<'_, '_>) -> Option<RowOfColumns> {
    let repeat = section.required_text("repeat");
    let pairs = |key, name| {
        let section = section.section(key, name);
        section.map_or_else(Vec::new, |section| entries(&section))
    };
    let constants = pairs("constants", "[row.constants]");
    let columns = pairs("columns", "[row.columns]");
    section.no_other_keys();
    Some(RowOfColumns { repeat: repeat?, constants, columns })
}

/// Keys and values of a table in the order of the keys.
fn entries(section: &Section<'_, '_>) -> Vec<(String, String)> {
    let entries = section.entries().into_iter();
    entries.map(|(key, value)| (key.to_owned(), value)).collect()
}
