//! Which sheet of the workbook holds which section.
//!
//! First by the hidden names, wherever they stand; then, for what is left, by the titles of sheets and the
//! labels of questions in any language of the form.

use std::collections::BTreeMap;

use model::questionnaire::{Question, QuestionType, Section};
use model::{CellAddress, FaultKind, Sheet};

use super::copies::{self, SecondSheet};
use super::group_sheet::GroupSheet;
use super::reader::Reader;
use super::repeat_sheet::RepeatSheet;
use crate::text::folded;

/// The sheets found, by the name of the section.
pub(super) struct Layout<'a> {
    pub(super) groups: BTreeMap<&'a str, GroupSheet<'a>>,
    pub(super) repeats: BTreeMap<&'a str, RepeatSheet<'a>>,
    /// Further sheets with the names of a section that another sheet holds already.
    pub(super) copies: Vec<SecondSheet<'a>>,
    /// Sheets that hold no section.
    pub(super) others: Vec<&'a Sheet>,
}

impl Layout<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.repeats.is_empty()
    }
}

/// The sheet of a section with where its questions stand.
pub(super) enum Located<'a> {
    Group(GroupSheet<'a>),
    Repeat(RepeatSheet<'a>),
}

impl<'a> Located<'a> {
    fn new(
        section: &'a Section,
        sheet: &'a Sheet,
        marker: Option<CellAddress>,
        reader: &Reader<'a>,
    ) -> Self {
        let lists = &reader.inputs.questionnaire.lists;
        match section.repeat {
            true => Self::Repeat(RepeatSheet::locate(section, sheet, marker, lists)),
            false => Self::Group(GroupSheet::locate(section, sheet, marker, lists)),
        }
    }
}

/// Finds the sections.
pub(super) fn layout<'a>(reader: &Reader<'a>) -> Layout<'a> {
    let mut layout = Layout {
        groups: BTreeMap::new(),
        repeats: BTreeMap::new(),
        copies: Vec::new(),
        others: Vec::new(),
    };
    let (mut left, mut marked) = (Vec::new(), Vec::new());
    let sections = &reader.inputs.questionnaire.sections;
    for sheet in &reader.inputs.workbook.sheets {
        match marker(sheet, sections) {
            Some((section, address)) => marked.push((section, sheet, address)),
            None => left.push(sheet),
        }
    }
    for section in sections {
        let own = marked.iter().filter(|(other, ..)| std::ptr::eq(*other, section));
        let own: Vec<Located<'_>> = own
            .map(|(_, sheet, address)| Located::new(section, sheet, Some(*address), reader))
            .collect();
        if let Some((located, copies)) = copies::chosen(own) {
            layout.put(section, located);
            layout.copies.extend(copies);
        }
    }
    layout.by_labels(reader, &mut left);
    layout.others = left;
    layout
}

impl<'a> Layout<'a> {
    fn holds(&self, section: &Section) -> bool {
        let name = section.name.as_str();
        self.groups.contains_key(name) || self.repeats.contains_key(name)
    }

    fn put(&mut self, section: &'a Section, located: Located<'a>) {
        match located {
            Located::Group(found) => drop(self.groups.insert(&section.name, found)),
            Located::Repeat(found) => drop(self.repeats.insert(&section.name, found)),
        }
    }

    /// Gives each section that is still missing the sheet that fits it best.
    fn by_labels(&mut self, reader: &Reader<'a>, left: &mut Vec<&'a Sheet>) {
        let sections = &reader.inputs.questionnaire.sections;
        let missing =
            sections.iter().filter(|section| reader.section_asked(section) && !self.holds(section));
        let mut fits: Vec<(u32, &'a Section, &'a Sheet)> = Vec::new();
        for section in missing {
            let sheets = left.iter().filter(|sheet| !sheet.title.starts_with('_'));
            fits.extend(sheets.filter_map(|sheet| Some((fit(section, sheet)?, section, *sheet))));
        }
        fits.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
        for (_, section, sheet) in fits {
            let free = left.iter().position(|other| std::ptr::eq(*other, sheet));
            if let (Some(index), false) = (free, self.holds(section)) {
                left.remove(index);
                self.put(section, Located::new(section, sheet, None, reader));
            }
        }
    }
}

/// The section whose hidden name stands in a sheet, and where.
fn marker<'a>(sheet: &Sheet, sections: &'a [Section]) -> Option<(&'a Section, CellAddress)> {
    sheet.cells.iter().find_map(|cell| {
        let text = cell.text()?;
        let (kind, name) = text.split_once(':')?;
        let repeat = match kind {
            "group" => false,
            "repeat" => true,
            _ => return None,
        };
        let section = sections
            .iter()
            .find(|section| section.name == name.trim() && section.repeat == repeat)?;
        Some((section, cell.address))
    })
}

/// How well a sheet without hidden names fits a section, in percent of its questions whose labels stand
/// there, more with a fitting title; `None` where it does not.
fn fit(section: &Section, sheet: &Sheet) -> Option<u32> {
    let asked: Vec<&Question> = answered(section).collect();
    let found = asked.iter().filter(|question| {
        let fits = |cell: &&model::Cell| {
            cell.text().is_some_and(|text| text == question.name || is_label(text, question))
        };
        sheet.cells.iter().any(|cell| fits(&cell))
    });
    let percent = (found.count() * 100).checked_div(asked.len())? as u32;
    let titled = is_title(&sheet.title, section);
    let enough = if titled { percent > 0 } else { percent >= 50 };
    enough.then_some(percent + u32::from(titled) * 100)
}

/// The questions of a section that take an answer.
pub(super) fn answered(section: &Section) -> impl Iterator<Item = &Question> {
    section.questions.iter().filter(|question| question.kind != QuestionType::Note)
}

/// Whether a cell shows the label of a question, in any language; explanations stand in lines below it in the same
/// cell.
pub(super) fn is_label(text: &str, question: &Question) -> bool {
    let ends = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]);
    let mut shown = ends.filter_map(|end| text.get(..end)).map(folded);
    shown.any(|shown| {
        !shown.is_empty() && question.label.0.iter().any(|(_, label)| folded(label) == shown)
    })
}

/// Whether a sheet's title is the label of a section, as titles are allowed to be: cleaned and shortened.
pub(super) fn is_title(title: &str, section: &Section) -> bool {
    let plain = |text: &str| -> String {
        let spaced = text.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
        folded(&spaced)
    };
    let title = plain(title);
    let stem = title.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let labels = section.label.0.iter().map(|(_, label)| plain(label));
    let long = title.chars().count() >= 20;
    labels
        .filter(|label| !label.is_empty())
        .any(|label| label == title || long && label.starts_with(stem))
}

/// Notes every section of this participant's form that the file does not have.
pub(super) fn missing_sheets(layout: &Layout<'_>, reader: &mut Reader<'_>) {
    let sections = &reader.inputs.questionnaire.sections;
    for section in sections {
        let has_questions = answered(section).any(|question| reader.question_asked(question));
        if layout.holds(section) || !reader.section_asked(section) || !has_questions {
            continue;
        }
        let mut fault = reader.file_fault(FaultKind::MissingSheet);
        fault.field = section.name.clone();
        fault.label = section.label.in_language(&reader.language).to_owned();
        fault.expected = format!("the sheet `{}` of the form", fault.label);
        reader.faults.push(fault);
    }
    for copy in &layout.copies {
        copies::note(copy, reader);
    }
}
