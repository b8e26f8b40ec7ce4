//! A form that is filled in: what is entered, and where each entry stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::place::CellAddress;
use model::questionnaire::Question;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use super::FormInputs;
use super::choices::{Offered, TICK};
use super::context::{Context, row_of};
use super::group_sheet::CARRIED;
use super::last_year;
use super::plan::{ANSWER, FIRST_ROW, Item, Plan, PlannedSection, QUESTION};
use crate::xlsx::{cell_text, day, number};

/// What a participant enters into its form.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Entries {
    /// Answers outside repeats: section, question, entry.
    pub groups: BTreeMap<String, BTreeMap<String, Entry>>,
    /// The rows of each repeat, in order: question, entry.
    pub repeats: BTreeMap<String, Vec<BTreeMap<String, Entry>>>,
    /// Questions marked "as last year".
    pub carried: BTreeSet<String>,
    /// What happened to the form besides.
    pub mishaps: Mishaps,
}

/// What happens to a form on its way that is no answer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mishaps {
    /// Rows that are hidden: the repeat, and the row among its rows, from 0.
    pub hidden: Vec<(String, u32)>,
    /// Texts to the right of a row of a repeat: the repeat, the row, the text.
    pub notes: Vec<(String, u32, String)>,
    /// Sections whose sheets were deleted.
    pub deleted: BTreeSet<String>,
    /// Keys and values written below those of the sheet out of sight.
    pub identity: Vec<(String, String)>,
}

/// One entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// Nothing, also where the form comes with an answer.
    Blank,
    /// Text as it stands.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// Choices by their codes, ticked, or entered as their labels in the form's language.
    Choices(Vec<String>),
    /// A formula, without `=`, and the result the file holds of it, such as `12.5` or `#REF!`.
    Formula(String, String),
}

/// The cell an entry stands in; of several ticks the first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryPlace {
    /// Title of the sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellAddress,
}

/// Where the entries of a form stand, in the shape of [`Entries`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EntryPlaces {
    /// Answers outside repeats: section, question, cell.
    pub groups: BTreeMap<String, BTreeMap<String, EntryPlace>>,
    /// The rows of each repeat, in order: question, cell.
    pub repeats: BTreeMap<String, Vec<BTreeMap<String, EntryPlace>>>,
    /// The marks "as last year", by question.
    pub carried: BTreeMap<String, EntryPlace>,
    /// Entries the form has no cell for, as section and question (a mark as `carried` and question): they are not
    /// in the workbook.
    pub not_asked: Vec<(String, String)>,
}

/// Where each entry of the form stands; nothing where the form goes out unfilled.
pub fn entry_places(inputs: &FormInputs) -> EntryPlaces {
    let mut places = EntryPlaces::default();
    let Some(entries) = inputs.entries else {
        return places;
    };
    let plan = Plan::of(inputs);
    let context = Context::of(inputs, &plan);
    let planned = |name: &str, repeat: bool| {
        let mut sections = plan.sections.iter();
        sections.find(|own| own.section.name == name && own.section.repeat == repeat)
    };
    for (name, answers) in &entries.groups {
        let section = planned(name, false);
        for (question, entry) in answers {
            match section.and_then(|section| answer_place(section, question, entry)) {
                Some(place) => {
                    places.groups.entry(name.clone()).or_default().insert(question.clone(), place);
                }
                None => places.not_asked.push((name.clone(), question.clone())),
            }
        }
    }
    for (name, rows) in &entries.repeats {
        let section = planned(name, true);
        for (index, row) in (0..).zip(rows) {
            let mut of_row = BTreeMap::new();
            for (question, entry) in row {
                match section.and_then(|section| cell_of_row(section, question, entry, index)) {
                    Some(place) => drop(of_row.insert(question.clone(), place)),
                    None => places.not_asked.push((name.clone(), question.clone())),
                }
            }
            places.repeats.entry(name.clone()).or_default().push(of_row);
        }
    }
    for question in &entries.carried {
        let found = plan.sections.iter().find_map(|own| mark_place(own, question, &context));
        match found {
            Some(place) => drop(places.carried.insert(question.clone(), place)),
            None => places.not_asked.push(("carried".to_owned(), question.clone())),
        }
    }
    places
}

/// The cell to the right of the last column of a row of a repeat, where a note may stand.
pub fn beside_row(inputs: &FormInputs, repeat: &str, row: u32) -> Option<EntryPlace> {
    let plan = Plan::of(inputs);
    let section = plan.sections.iter().find(|own| own.section.name == repeat)?;
    Some(place(section, FIRST_ROW + row, beside(section)))
}

/// The column to the right of a repeat, one left free.
fn beside(section: &PlannedSection) -> u16 {
    let columns = u16::try_from(section.columns().len()).unwrap_or(u16::MAX);
    QUESTION.saturating_add(columns).saturating_add(1)
}

fn place(section: &PlannedSection, row: u32, column: u16) -> EntryPlace {
    let cell = CellAddress::new(row, u32::from(column));
    EntryPlace { sheet: section.sheet.clone(), cell }
}

/// The place of a question among the items of its section, and the question.
fn item_of<'a>(section: &PlannedSection<'a>, name: &str) -> Option<(usize, &'a Question)> {
    let mut items = section.items.iter().enumerate();
    items.find_map(|(index, item)| match item {
        Item::Question(question) if question.name == name => Some((index, *question)),
        _ => None,
    })
}

/// Which of some ticks an entry is first seen at; `None` where it chooses what cannot be ticked.
fn first_tick(ticks: &[Offered], entry: &Entry) -> Option<usize> {
    let Entry::Choices(codes) = entry else { return Some(0) };
    let known = |code: &String| ticks.iter().any(|choice| choice.code == code);
    let chosen = ticks.iter().position(|choice| codes.iter().any(|code| code == choice.code));
    codes.iter().all(known).then(|| chosen.unwrap_or(0))
}

fn answer_place(section: &PlannedSection, question: &str, entry: &Entry) -> Option<EntryPlace> {
    let (index, _) = item_of(section, question)?;
    let ticks = section.ticks(question);
    let offered: Vec<Offered> = ticks.iter().map(|(_, choice)| *choice).collect();
    let index = match offered.is_empty() {
        true => index,
        false => ticks.get(first_tick(&offered, entry)?)?.0,
    };
    Some(place(section, row_of(index), ANSWER))
}

fn cell_of_row(
    section: &PlannedSection,
    question: &str,
    entry: &Entry,
    index: u32,
) -> Option<EntryPlace> {
    let mut columns = section.columns();
    columns.retain(|own| own.question.name == question);
    let offered: Vec<Offered> = columns.iter().filter_map(|own| own.choice).collect();
    let own = match offered.is_empty() {
        true => columns.first()?,
        false => columns.get(first_tick(&offered, entry)?)?,
    };
    Some(place(section, FIRST_ROW + index, own.column))
}

fn mark_place(section: &PlannedSection, question: &str, context: &Context) -> Option<EntryPlace> {
    let (index, question) = item_of(section, question).filter(|_| !section.section.repeat)?;
    last_year::is_offered(question, &section.section.name, context)
        .then(|| place(section, row_of(index), CARRIED))
}

impl<'a> Context<'a> {
    /// What is entered as the answer to a question outside repeats.
    pub(super) fn entry(&self, section: &str, question: &str) -> Option<&'a Entry> {
        self.inputs.entries?.groups.get(section)?.get(question)
    }

    /// Whether a question is marked "as last year".
    pub(super) fn is_carried(&self, question: &str) -> bool {
        self.inputs.entries.is_some_and(|entries| entries.carried.contains(question))
    }

    /// The rows entered into a repeat.
    pub(super) fn rows(&self, section: &str) -> &'a [BTreeMap<String, Entry>] {
        let entered = self.inputs.entries.and_then(|entries| entries.repeats.get(section));
        entered.map_or(&[], Vec::as_slice)
    }

    /// Hides rows of a repeat and writes notes beside them.
    pub(super) fn mishaps(
        &self,
        sheet: &mut Worksheet,
        section: &PlannedSection,
    ) -> Result<(), XlsxError> {
        let Some(entries) = self.inputs.entries else { return Ok(()) };
        let own = &section.section.name;
        for (_, row) in entries.mishaps.hidden.iter().filter(|(repeat, _)| repeat == own) {
            sheet.set_row_hidden(FIRST_ROW + row)?;
        }
        for (_, row, text) in entries.mishaps.notes.iter().filter(|(repeat, ..)| repeat == own) {
            sheet.write_string(FIRST_ROW + row, beside(section), cell_text(text))?;
        }
        Ok(())
    }

    /// Writes an entry into its cell.
    pub(super) fn enter(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        entry: &Entry,
        question: &Question,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match entry {
            Entry::Blank => sheet.write_blank(row, column, format)?,
            Entry::Text(text) => {
                sheet.write_string_with_format(row, column, cell_text(text), format)?
            }
            Entry::Number(value) => {
                sheet.write_number_with_format(row, column, number(*value), format)?
            }
            Entry::Day(date) => {
                sheet.write_datetime_with_format(row, column, &day(*date)?, format)?
            }
            Entry::Choices(codes) => {
                let labels: Vec<&str> =
                    codes.iter().map(|code| self.choice_label(question, code)).collect();
                sheet.write_string_with_format(
                    row,
                    column,
                    cell_text(&labels.join("; ")),
                    format,
                )?
            }
            Entry::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result);
                sheet.write_formula_with_format(row, column, formula, format)?
            }
        };
        Ok(())
    }

    /// Ticks a choice where an entry chooses it. What is no choice of the form stands at the first of them.
    pub(super) fn tick(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        entry: &Entry,
        (question, choice, is_first): (&Question, Offered, bool),
        format: &Format,
    ) -> Result<(), XlsxError> {
        match entry {
            Entry::Choices(codes) if codes.iter().any(|code| code == choice.code) => {
                sheet.write_string_with_format(at.0, at.1, TICK, format)?;
                Ok(())
            }
            Entry::Choices(_) => self.enter(sheet, at, &Entry::Blank, question, format),
            entry if is_first => self.enter(sheet, at, entry, question, format),
            _ => self.enter(sheet, at, &Entry::Blank, question, format),
        }
    }

    /// The label of a choice, also of one that is not offered; the code where it has none.
    fn choice_label<'c>(&'c self, question: &Question, code: &'c str) -> &'c str {
        let list = question.list_name().and_then(|list| self.inputs.questionnaire.list(list));
        let label = list
            .and_then(|list| list.choice(code))
            .map_or("", |choice| choice.label.in_language(&self.language));
        if label.is_empty() { code } else { label }
    }
}
