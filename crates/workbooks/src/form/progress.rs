//! How far one has got: a sheet out of sight that says of each question whether it applies and is answered, and the
//! counts of it that are shown.
//!
//! Formulas stand there, never beside the answers, so that rows and columns of answers stay free of what is not
//! typed. Each has the value it must have when the form is handed over, for programs that compute nothing on opening.

use std::collections::BTreeMap;

use model::questionnaire::{Expression, Question};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

use super::context::{Context, row_of};
use super::entries::Entry;
use super::evaluation::{Known, holds};
use super::expression::{LONGEST_FORMULA, filled};
use super::group_sheet::CARRIED;
use super::last_year;
use super::plan::{ANSWER, Column, HEAD_ROW, Item, PROGRESS, Plan, PlannedSection};
use super::prefilled::known;
use super::question_cells::applies;
use super::repeat_sheet::CHECKED_TO;
use crate::words::{Words, fill};
use crate::xlsx::{absolute, absolute_range, quoted};

/// Columns of the sheet.
const ASKED: u16 = 2;
const ANSWERED: u16 = 3;
const MISSING: u16 = 4;
const ROWS: u16 = 5;

/// How far one has got in every section.
pub(super) struct Progress {
    sections: Vec<SectionProgress>,
}

/// How far one has got in one section.
struct SectionProgress {
    name: String,
    repeat: bool,
    lines: Vec<Line>,
}

/// One row of the sheet: a question outside repeats, a required column of a repeat, or a repeat itself.
struct Line {
    question: String,
    /// Asked, answered, required and missing, rows: a formula without `=`, and its value at first.
    cells: [(String, usize); 4],
}

/// A text with live numbers in it.
pub(super) struct Counter {
    /// The formula without `=`.
    formula: String,
    /// What it shows at first.
    shown: String,
}

impl Counter {
    /// What it shows at first.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Writes it into a cell.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(format!("={}", self.formula)).set_result(&self.shown);
        sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }
}

impl Progress {
    /// What is asked, and what of it is answered at first.
    pub(super) fn of(plan: &Plan, context: &Context) -> Self {
        let answers = at_first(plan, context);
        let sections = plan.sections.iter().map(|section| SectionProgress {
            name: section.section.name.clone(),
            repeat: section.section.repeat,
            lines: match section.section.repeat {
                true => repeat_lines(section, context, &answers),
                false => group_lines(section, context, &answers),
            },
        });
        Self { sections: sections.collect() }
    }

    /// Adds the sheet.
    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet().set_name(PROGRESS)?;
        let heads = ["section", "question", "asked", "answered", "missing", "rows"];
        for (column, head) in (0..).zip(heads) {
            sheet.write_string(0, column, head)?;
        }
        let lines = self.sections.iter().flat_map(|own| own.lines.iter().map(move |l| (own, l)));
        for (row, (section, line)) in (1..).zip(lines) {
            sheet.write_string(row, 0, &section.name)?;
            sheet.write_string(row, 1, &line.question)?;
            for (column, (formula, value)) in (ASKED..).zip(&line.cells) {
                write_count(sheet, (row, column), formula, *value)?;
            }
        }
        sheet.set_hidden(true);
        Ok(())
    }

    /// "12 of 31 answered", over all questions outside repeats, and how many required answers are missing anywhere.
    pub(super) fn in_all(&self, words: &Words) -> Counter {
        self.answered(words, &self.sections.iter().collect::<Vec<_>>())
    }

    /// The same of one section; of a repeat the number of rows.
    pub(super) fn of_section(&self, name: &str, words: &Words) -> Counter {
        let own = self.sections.iter().filter(|section| section.name == name);
        let own: Vec<&SectionProgress> = own.collect();
        match own.first() {
            Some(section) if section.repeat => self.rows(words, &own),
            _ => self.answered(words, &own),
        }
    }

    fn answered(&self, words: &Words, sections: &[&SectionProgress]) -> Counter {
        let asked = self.count(sections, ASKED);
        let answered = self.count(sections, ANSWERED);
        let first = sentence(words.answered, &[("answered", &answered), ("asked", &asked)]);
        let missing = self.missing(words, sections);
        let does_not_apply = quoted(words.does_not_apply);
        Counter {
            formula: format!(
                "IF({}=0,{does_not_apply},{}&{})",
                asked.formula, first.formula, missing.formula
            ),
            shown: match asked.shown.as_str() {
                "0" => words.does_not_apply.to_owned(),
                _ => first.shown + &missing.shown,
            },
        }
    }

    fn rows(&self, words: &Words, sections: &[&SectionProgress]) -> Counter {
        let rows = self.count(sections, ROWS);
        let first = sentence(words.rows_filled, &[("rows", &rows)]);
        let missing = self.missing(words, sections);
        let none = rows.shown == "0";
        Counter {
            formula: format!("{}&IF({}=0,\"\",{})", first.formula, rows.formula, missing.formula),
            shown: if none { first.shown } else { first.shown + &missing.shown },
        }
    }

    fn missing(&self, words: &Words, sections: &[&SectionProgress]) -> Counter {
        let missing = self.count(sections, MISSING);
        let some = sentence(words.required_missing, &[("missing", &missing)]);
        let none = words.none_missing;
        Counter {
            formula: format!("IF({}=0,{},{})", missing.formula, quoted(none), some.formula),
            shown: if missing.shown == "0" { none.to_owned() } else { some.shown },
        }
    }

    /// The sum of a column over some sections, which stand one below the other. A cell that an error reached, as after
    /// a sheet was deleted, is left out.
    fn count(&self, sections: &[&SectionProgress], column: u16) -> Counter {
        let mut row = 1;
        let mut range: Option<(u32, u32)> = None;
        let mut value = 0;
        for section in &self.sections {
            let last = row + u32::try_from(section.lines.len()).unwrap_or(0);
            if sections.iter().any(|wanted| std::ptr::eq(*wanted, section)) && last > row {
                range = Some((range.map_or(row, |(first, _)| first), last - 1));
                let own = section.lines.iter();
                value += own.map(|l| l.cells[usize::from(column - ASKED)].1).sum::<usize>();
            }
            row = last;
        }
        let formula = range.map_or("0".to_owned(), |(first, last)| {
            let cells = absolute_range(PROGRESS, (first, column), (last, column));
            format!("SUMIF({cells},\">0\")")
        });
        Counter { formula, shown: value.to_string() }
    }
}

/// A text whose places are numbers, as a formula and as it reads at first.
fn sentence(text: &str, values: &[(&str, &Counter)]) -> Counter {
    let shown: Vec<(&str, &str)> = values.iter().map(|(key, v)| (*key, v.shown())).collect();
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        if !before.is_empty() {
            parts.push(quoted(before));
        }
        let value = values.iter().find(|(key, _)| *key == name);
        parts.extend(value.map(|(_, value)| value.formula.clone()));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(quoted(rest));
    }
    Counter { formula: parts.join("&"), shown: fill(text, &shown) }
}

fn write_count(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    value: usize,
) -> Result<(), XlsxError> {
    if formula.parse::<u32>().is_ok() {
        sheet.write_number(row, column, value as f64)?;
    } else {
        let formula = Formula::new(format!("={formula}")).set_result(value.to_string());
        sheet.write_formula(row, column, formula)?;
    }
    Ok(())
}

/// What is answered outside repeats when the form is handed over.
fn at_first<'a>(plan: &Plan<'a>, context: &Context) -> BTreeMap<&'a str, Known> {
    let mut answers = BTreeMap::new();
    for section in plan.sections.iter().filter(|section| !section.section.repeat) {
        for question in section.questions() {
            let entry = context.at_first(&section.section.name, question);
            answers.insert(question.name.as_str(), known(&entry, question));
        }
    }
    answers
}

/// Whether conditions hold at first; one that cannot be said in a formula is taken to.
fn all_hold<'e>(
    conditions: impl IntoIterator<Item = &'e Expression>,
    answers: &BTreeMap<&str, Known>,
) -> bool {
    conditions.into_iter().all(|condition| holds(condition, answers).unwrap_or(true))
}

fn group_lines(
    section: &PlannedSection,
    context: &Context,
    answers: &BTreeMap<&str, Known>,
) -> Vec<Line> {
    let items = section.items.iter().enumerate();
    let questions = items.filter_map(|(index, item)| match item {
        Item::Question(question) => Some((index, *question)),
        _ => None,
    });
    let line = |(index, question): (usize, &Question)| {
        let condition = applies(section, question, None, context);
        let conditions = section.section.relevant.iter().chain(&question.relevant);
        let asked = condition.is_none() || all_hold(conditions, answers);
        let answered = asked
            && (answers.get(question.name.as_str()).is_some_and(|own| *own != Known::Blank)
                || context.is_carried(&question.name));
        let wanted = question.required && asked && !answered;
        let is_answered = answered_formula(section, (index, question), context);
        let applying = |inner: &str| match &condition {
            Some(condition) => format!("IF({condition},{inner},0)"),
            None => inner.to_owned(),
        };
        let missing = match question.required {
            true => applying(&format!("IF({is_answered},0,1)")),
            false => "0".to_owned(),
        };
        Line {
            question: question.name.clone(),
            cells: [
                (applying("1"), usize::from(asked)),
                (applying(&format!("IF({is_answered},1,0)")), usize::from(answered)),
                (missing, usize::from(wanted)),
                ("0".to_owned(), 0),
            ],
        }
    };
    questions.map(line).collect()
}

/// That a question outside repeats is answered, be it "as last year".
fn answered_formula(
    section: &PlannedSection,
    (index, question): (usize, &Question),
    context: &Context,
) -> String {
    let at = |index: usize, column| filled(&absolute(&section.sheet, row_of(index), column));
    let ticks = section.ticks(&question.name);
    let mut cells: Vec<String> = match ticks.is_empty() {
        true => vec![at(index, ANSWER)],
        false => ticks.iter().map(|(tick, _)| at(*tick, ANSWER)).collect(),
    };
    if last_year::is_offered(question, &section.section.name, context) {
        cells.push(at(index, CARRIED));
    }
    match cells.as_slice() {
        [one] => one.clone(),
        several => format!("OR({})", several.join(",")),
    }
}

/// The rows of a repeat, and for each of its required columns the rows without an answer. The header is counted in, so
/// that a row inserted above the first one is counted too, and taken off again.
fn repeat_lines(
    section: &PlannedSection,
    context: &Context,
    answers: &BTreeMap<&str, Known>,
) -> Vec<Line> {
    let columns = section.columns();
    let range = |column: &Column| {
        let (first, last) = ((HEAD_ROW, column.column), (CHECKED_TO - 1, column.column));
        absolute_range(&section.sheet, first, last)
    };
    let lengths = |columns: &[Column]| {
        let mut sum = String::new();
        for column in columns {
            let next = format!("LEN({})", range(column));
            if sum.len() + next.len() > LONGEST_FORMULA / 2 {
                break;
            }
            sum = if sum.is_empty() { next } else { format!("{sum}+{next}") };
        }
        sum
    };
    let begun = format!("({}>0)", lengths(&columns));
    let condition = applies_to(section, context);
    let applying = |formula: String| match &condition {
        Some(condition) => format!("IF({condition},IFERROR({formula},0),0)"),
        None => format!("IFERROR({formula},0)"),
    };
    let holds = all_hold(section.section.relevant.iter(), answers) || condition.is_none();
    let filled = context.rows(&section.section.name);
    let is_filled = |row: &&BTreeMap<String, Entry>| row.values().any(|own| *own != Entry::Blank);
    let rows: Vec<_> = filled.iter().filter(is_filled).filter(|_| holds).collect();
    let zero = || ("0".to_owned(), 0);
    let mut lines = vec![Line {
        question: String::new(),
        cells: [zero(), zero(), zero(), (applying(format!("SUMPRODUCT(--{begun})-1")), rows.len())],
    }];
    // In a row a question may not apply, which a sum over rows cannot see.
    let required = section.questions().filter(|q| q.required && q.relevant.is_none());
    for question in required {
        let own: Vec<Column> =
            columns.iter().filter(|own| own.question.name == question.name).copied().collect();
        let blank = own.iter().map(|own| format!("LEN(TRIM({}))", range(own)));
        let blank = blank.collect::<Vec<_>>().join("+");
        let missing = rows
            .iter()
            .filter(|row| row.get(&question.name).is_none_or(|entry| *entry == Entry::Blank));
        let formula = format!("SUMPRODUCT(--({blank}=0),--{begun})");
        lines.push(Line {
            question: question.name.clone(),
            cells: [zero(), zero(), (applying(formula), missing.count()), zero()],
        });
    }
    lines
}

/// The condition of the whole section.
fn applies_to(section: &PlannedSection, context: &Context) -> Option<String> {
    let translator = super::expression::Translator { context, current: None, row: None };
    let condition = section.section.relevant.as_ref()?;
    translator.condition(&condition.node)
}
