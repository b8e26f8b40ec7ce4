//! Where the questions of a group stand: a row each.

use std::collections::BTreeMap;

use model::questionnaire::{ChoiceList, QuestionType, Section};
use model::{Cell, CellAddress, Sheet};

use super::layout::{answered, is_label};
use super::ticks::{self, Tick};
use crate::text::folded;

/// The sheet of a group.
pub(super) struct GroupSheet<'a> {
    pub(super) section: &'a Section,
    pub(super) sheet: &'a Sheet,
    /// Where the hidden name of the section stands.
    pub(super) marker: Option<CellAddress>,
    /// The column the names of its questions stand in, out of sight.
    pub(super) names_column: Option<u32>,
    pub(super) question_column: Option<u32>,
    pub(super) answer_column: u32,
    pub(super) carried_column: Option<u32>,
    pub(super) last_year_column: Option<u32>,
    /// Row of each question by its name.
    pub(super) rows: BTreeMap<&'a str, u32>,
    /// Rows in which the choices of a question are ticked, by its name.
    pub(super) ticks: BTreeMap<&'a str, Vec<Tick<'a>>>,
    /// Rows that bear the name of a question that another row has already.
    pub(super) second_rows: Vec<(&'a str, u32)>,
    /// Rows of notes and headings.
    pub(super) note_rows: Vec<u32>,
}

/// Headers of the column of answers, for forms whose hidden row is gone.
const ANSWER: [&str; 6] =
    ["your answer", "answer", "votre réponse", "réponse", "ihre antwort", "uw antwoord"];
const CARRIED: [&str; 2] = ["still holds?", "toujours valable ?"];
const LAST_YEAR: [&str; 2] = ["last year you answered", "votre réponse de l'an dernier"];

impl<'a> GroupSheet<'a> {
    /// Finds the rows and columns of a group in its sheet.
    pub(super) fn locate(
        section: &'a Section,
        sheet: &'a Sheet,
        marker: Option<CellAddress>,
        lists: &'a [ChoiceList],
    ) -> Self {
        let names = Names::of(section, sheet, marker, lists);
        let mut found = Self {
            section,
            sheet,
            marker,
            names_column: names.column,
            question_column: None,
            answer_column: 0,
            carried_column: None,
            last_year_column: None,
            rows: names.rows,
            ticks: names.ticks,
            second_rows: names.second_rows,
            note_rows: names.note_rows,
        };
        found.question_column = found.part("question", &[]).or_else(|| found.label_column());
        found.go_by_labels_where_names_differ();
        found.rows_by_label();
        found.ticks_by_label(lists);
        found.notes_by_label();
        let behind = found.question_column.or(names.column).unwrap_or(0) + 1;
        found.answer_column = found.part("answer", &ANSWER).unwrap_or(behind);
        found.carried_column = found.part("carried", &CARRIED);
        found.last_year_column = found.part("last_year", &LAST_YEAR);
        found
    }

    /// The column of a part: by its hidden name in the marker's row, else by its header.
    fn part(&self, name: &str, headers: &[&str]) -> Option<u32> {
        let hidden = self.marker.and_then(|marker| {
            let mut cells = self.sheet.row(marker.row).iter();
            cells.find(|cell| cell.text() == Some(name))
        });
        let first_question = self.rows.values().min().copied().unwrap_or(u32::MAX);
        let header = || {
            let mut above = self.sheet.cells.iter();
            above.find(|cell| {
                let text = cell.text().map(folded).unwrap_or_default();
                cell.address.row < first_question && headers.contains(&text.as_str())
            })
        };
        let unnamed = || self.unnamed_row(name);
        let cell = hidden.or_else(unnamed).or_else(header);
        cell.map(|cell| cell.address.column)
    }

    /// The hidden name of a part where the section's own name beside it is gone.
    fn unnamed_row(&self, name: &str) -> Option<&'a Cell> {
        let rows = self.sheet.rows().take_while(|(row, _)| *row < 12);
        let has = |cells: &[Cell], text: &str| cells.iter().any(|cell| cell.text() == Some(text));
        let mut rows = rows.filter(|(_, cells)| has(cells, "question") && has(cells, "answer"));
        let (_, cells) = rows.next()?;
        cells.iter().find(|cell| cell.text() == Some(name))
    }

    /// The column in which most labels stand.
    fn label_column(&self) -> Option<u32> {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for cell in &self.sheet.cells {
            let label = |text| answered(self.section).any(|question| is_label(text, question));
            if cell.text().is_some_and(label) {
                *counts.entry(cell.address.column).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(column, n)| (*n, u32::MAX - column));
        most.map(|(column, _)| column)
    }

    /// Finds the questions whose hidden names are gone by their labels.
    fn rows_by_label(&mut self) {
        let Some(column) = self.question_column else {
            return;
        };
        for question in answered(self.section) {
            if self.rows.contains_key(question.name.as_str()) {
                continue;
            }
            let taken: Vec<u32> = self.rows.values().copied().collect();
            let cells =
                self.sheet.cells.iter().filter(|cell| {
                    cell.address.column == column && !taken.contains(&cell.address.row)
                });
            let mut labelled =
                cells.filter(|cell| cell.text().is_some_and(|text| is_label(text, question)));
            // The sheet's title may be a question's label; the question then stands below it.
            let first = labelled.next();
            let titled = first.and_then(Cell::text).is_some_and(|text| {
                self.section.label.0.iter().any(|(_, label)| folded(label) == folded(text))
            });
            let found = if titled { labelled.next().or(first) } else { first };
            if let Some(cell) = found {
                self.rows.insert(&question.name, cell.address.row);
            }
        }
    }

    /// Where only what is seen was sorted, the hidden names stand beside other questions than their own. Then the labels
    /// hold, since they are what was answered; a name whose label is gone has no row.
    fn go_by_labels_where_names_differ(&mut self) {
        let Some(column) = self.question_column else {
            return;
        };
        let label = |row: u32| self.sheet.at(row, column).and_then(Cell::text).unwrap_or_default();
        let section = self.section;
        let question = |name: &str| answered(section).find(|own| own.name == name);
        let shows =
            |row: u32, name: &str| question(name).is_some_and(|own| is_label(label(row), own));
        let is_another = |row: &u32, name: &str| {
            !shows(*row, name) && answered(section).any(|own| is_label(label(*row), own))
        };
        if !self.rows.iter().any(|(name, row)| is_another(row, name)) {
            return;
        }
        let rows: Vec<u32> = self.sheet.rows().map(|(row, _)| row).collect();
        let labelled = answered(section).filter_map(|own| {
            let mut found = rows.iter().filter(|row| is_label(label(**row), own));
            let only = found.next().filter(|_| found.next().is_none())?;
            Some((own.name.as_str(), *only))
        });
        let labelled: BTreeMap<&str, u32> = labelled.collect();
        self.rows.retain(|name, row| shows(*row, name) && !labelled.contains_key(*name));
        self.rows.extend(labelled);
        // Which choice belongs to which question cannot be told once they are apart.
        self.ticks.clear();
        self.note_rows.clear();
    }

    /// Finds the choices to tick whose hidden names are gone: below their question, by their labels.
    fn ticks_by_label(&mut self, lists: &'a [ChoiceList]) {
        let Some(column) = self.question_column else {
            return;
        };
        for question in answered(self.section) {
            let name = question.name.as_str();
            let (Some(list), Some(row)) = (ticks::list_of(question, lists), self.rows.get(name))
            else {
                continue;
            };
            if self.ticks.contains_key(name) {
                continue;
            }
            let below = self.sheet.cells.iter().filter(|cell| {
                cell.address.column == column && cell.address.row > *row && cell.text().is_some()
            });
            let shown = below.map_while(|cell| {
                let text = cell.text().unwrap_or_default();
                let choice = list.choices.iter().find(|choice| ticks::is_shown(text, choice))?;
                Some(Tick { choice, at: cell.address.row })
            });
            let shown: Vec<Tick<'_>> = shown.collect();
            if !shown.is_empty() {
                self.ticks.insert(name, shown);
            }
        }
    }

    /// Finds the notes whose hidden names are gone by their labels.
    fn notes_by_label(&mut self) {
        let Some(column) = self.question_column else {
            return;
        };
        let known: Vec<u32> = self.rows.values().copied().chain(self.note_rows.clone()).collect();
        let notes = || self.section.questions.iter().filter(|own| own.kind == QuestionType::Note);
        let cells = self
            .sheet
            .cells
            .iter()
            .filter(|cell| cell.address.column == column && !known.contains(&cell.address.row));
        let labelled = cells
            .filter(|cell| cell.text().is_some_and(|text| notes().any(|own| is_label(text, own))));
        let rows: Vec<u32> = labelled.map(|cell| cell.address.row).collect();
        self.note_rows.extend(rows);
    }

    /// The cell of a tick.
    pub(super) fn tick_address(&self, tick: &Tick<'_>) -> CellAddress {
        CellAddress::new(tick.at, self.answer_column)
    }

    /// The cell a question's answer goes in.
    pub(super) fn answer_address(&self, question: &str) -> Option<CellAddress> {
        let row = self.rows.get(question)?;
        Some(CellAddress::new(*row, self.answer_column))
    }
}

/// The hidden names of the questions.
struct Names<'a> {
    column: Option<u32>,
    rows: BTreeMap<&'a str, u32>,
    ticks: BTreeMap<&'a str, Vec<Tick<'a>>>,
    second_rows: Vec<(&'a str, u32)>,
    note_rows: Vec<u32>,
}

impl<'a> Names<'a> {
    fn of(
        section: &'a Section,
        sheet: &'a Sheet,
        marker: Option<CellAddress>,
        lists: &'a [ChoiceList],
    ) -> Self {
        let column = marker.map(|marker| marker.column).or_else(|| column_of_names(section, sheet));
        let mut names = Names {
            column,
            rows: BTreeMap::new(),
            ticks: BTreeMap::new(),
            second_rows: Vec::new(),
            note_rows: Vec::new(),
        };
        let cells = sheet.cells.iter().filter(|cell| Some(cell.address.column) == column);
        for cell in cells {
            let text = cell.text().unwrap_or_default();
            let row = cell.address.row;
            if text.starts_with("note:") {
                names.note_rows.push(row);
            }
            if let Some((question, choice)) = ticks::named(text, answered(section), lists) {
                let own: &mut Vec<Tick<'_>> = names.ticks.entry(&question.name).or_default();
                own.push(Tick { choice, at: row });
                continue;
            }
            let question = answered(section).find(|question| question.name == text);
            if let Some(question) = question {
                if names.rows.contains_key(question.name.as_str()) {
                    names.second_rows.push((&question.name, row));
                } else {
                    names.rows.insert(&question.name, row);
                }
            }
        }
        names
    }
}

/// Whether the names of the columns' parts stand in a row, out of sight; a question may have such a name too.
fn names_parts(sheet: &Sheet, row: u32) -> bool {
    let has = |text: &str| sheet.row(row).iter().any(|cell| cell.text() == Some(text));
    has("question") && has("answer")
}

/// The column in which the names of at least two questions, or of the only one, stand one below another.
fn column_of_names(section: &Section, sheet: &Sheet) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| !names_parts(sheet, cell.address.row)) {
        let name = |text: &str| answered(section).any(|question| question.name == text);
        if cell.text().is_some_and(name) {
            *counts.entry(cell.address.column).or_default() += 1;
        }
    }
    let wanted = answered(section).count().min(2);
    let mut columns = counts.into_iter().filter(|(_, count)| *count >= wanted);
    columns.next().map(|(column, _)| column)
}
