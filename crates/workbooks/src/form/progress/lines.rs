//! The rows of the sheet of progress: what of each question is asked, answered and missing, as formulas.

use std::collections::BTreeMap;

use model::questionnaire::{Expression, Question};

use crate::form::context::{Context, row_of};
use crate::form::entries::Entry;
use crate::form::evaluation::{Known, holds};
use crate::form::expression::{LONGEST_FORMULA, Translator, filled};
use crate::form::group_sheet::CARRIED;
use crate::form::last_year;
use crate::form::plan::{ANSWER, Column, HEAD_ROW, Item, Plan, PlannedSection};
use crate::form::prefilled::known;
use crate::form::question_cells::applies;
use crate::form::repeat_sheet::CHECKED_TO;
use crate::xlsx::{absolute, absolute_range};

/// A formula without its `=`, and its value when the form is handed over.
pub(super) type Count = (String, usize);

/// One row of the sheet: a question outside repeats, a required column of a repeat, or a repeat itself.
pub(super) struct Line {
    /// Name of the question; empty for a repeat itself.
    pub(super) question: String,
    asked: Count,
    answered: Count,
    /// Required and not answered.
    missing: Count,
    /// Rows of a repeat that hold something.
    rows: Count,
}

impl Line {
    /// Whether an answer can be missing.
    pub(super) fn is_required(&self) -> bool {
        self.missing.0 != "0"
    }

    /// The counts, in the order of the sheet's columns.
    pub(super) fn cells(&self) -> [&Count; 4] {
        [&self.asked, &self.answered, &self.missing, &self.rows]
    }
}

/// Nothing to count.
fn zero() -> Count {
    ("0".to_owned(), 0)
}

/// What is answered outside repeats when the form is handed over.
pub(super) fn at_first<'a>(plan: &Plan<'a>, context: &Context) -> BTreeMap<&'a str, Known> {
    let mut answers = BTreeMap::new();
    for section in plan.sections.iter().filter(|section| !section.section.repeat) {
        for question in section.questions() {
            let entry = context.at_first(&section.section.name, question);
            answers.insert(question.name.as_str(), known(&entry, question));
        }
    }
    answers
}

/// Whether conditions hold at first; one that cannot be judged is taken to.
fn all_hold<'e>(
    conditions: impl IntoIterator<Item = &'e Expression>,
    answers: &BTreeMap<&str, Known>,
) -> bool {
    conditions.into_iter().all(|condition| holds(condition, answers).unwrap_or(true))
}

/// A line for each question of a group.
pub(super) fn of_group(
    section: &PlannedSection,
    context: &Context,
    answers: &BTreeMap<&str, Known>,
) -> Vec<Line> {
    let items = section.items.iter().enumerate();
    let lines = items.filter_map(|(index, item)| match item {
        Item::Question(question) => Some(of_question(section, (index, question), context, answers)),
        _ => None,
    });
    lines.collect()
}

fn of_question(
    section: &PlannedSection,
    (index, question): (usize, &Question),
    context: &Context,
    answers: &BTreeMap<&str, Known>,
) -> Line {
    let condition = applies(section, question, None, context);
    let conditions = section.section.relevant.iter().chain(&question.relevant);
    let asked = condition.is_none() || all_hold(conditions, answers);
    let given = answers.get(question.name.as_str()).is_some_and(|own| *own != Known::Blank);
    let answered = asked && (given || context.is_carried(&question.name));
    let is_answered = answered_formula(section, (index, question), context);
    let applying = |inner: String| match &condition {
        Some(condition) => format!("IF({condition},{inner},0)"),
        None => inner,
    };
    Line {
        question: question.name.clone(),
        asked: (applying("1".to_owned()), usize::from(asked)),
        answered: (applying(format!("IF({is_answered},1,0)")), usize::from(answered)),
        missing: match question.required {
            true => (applying(format!("IF({is_answered},0,1)")), usize::from(asked && !answered)),
            false => zero(),
        },
        rows: zero(),
    }
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

/// A line for the rows of a repeat, and one for each of its required columns.
pub(super) fn of_repeat(
    section: &PlannedSection,
    context: &Context,
    answers: &BTreeMap<&str, Known>,
) -> Vec<Line> {
    let columns = section.columns();
    let begun = begun(section, &columns);
    let translator = Translator { context, current: None, row: None };
    let condition = section.section.relevant.as_ref();
    let formula = condition.and_then(|condition| translator.condition(&condition.node));
    let applying = |counted: String| match &formula {
        Some(condition) => format!("IF({condition},IFERROR({counted},0),0)"),
        None => format!("IFERROR({counted},0)"),
    };
    let asked = formula.is_none() || all_hold(condition, answers);
    let is_filled = |row: &&BTreeMap<String, Entry>| row.values().any(|own| *own != Entry::Blank);
    let entered = context.rows(&section.section.name).iter().filter(|_| asked);
    let rows: Vec<&BTreeMap<String, Entry>> = entered.filter(is_filled).collect();
    // The header is counted in, so that a row inserted above the first one is counted too, and taken off again.
    let mut lines = vec![Line {
        question: String::new(),
        asked: zero(),
        answered: zero(),
        missing: zero(),
        rows: (applying(format!("SUMPRODUCT(--{begun})-1")), rows.len()),
    }];
    // In a row a question may not apply, which a sum over rows cannot see.
    for question in section.questions().filter(|own| own.required && own.relevant.is_none()) {
        let blank = |row: &&&BTreeMap<String, Entry>| {
            row.get(&question.name).is_none_or(|entry| *entry == Entry::Blank)
        };
        let own = columns.iter().filter(|own| own.question.name == question.name);
        let lengths = own.map(|own| format!("LEN(TRIM({}))", range(section, own)));
        let lengths = lengths.collect::<Vec<_>>().join("+");
        let counted = format!("SUMPRODUCT(--({lengths}=0),--{begun})");
        lines.push(Line {
            question: question.name.clone(),
            asked: zero(),
            answered: zero(),
            missing: (applying(counted), rows.iter().filter(blank).count()),
            rows: zero(),
        });
    }
    lines
}

/// Which rows of a repeat hold something, as a formula over all of them; of very many columns the first ones.
fn begun(section: &PlannedSection, columns: &[Column]) -> String {
    let mut lengths = String::new();
    for column in columns {
        let next = format!("LEN({})", range(section, column));
        if lengths.len() + next.len() > LONGEST_FORMULA / 2 {
            break;
        }
        lengths = if lengths.is_empty() { next } else { format!("{lengths}+{next}") };
    }
    format!("({lengths}>0)")
}

/// The cells of a column of a repeat with its header.
fn range(section: &PlannedSection, column: &Column) -> String {
    let (first, last) = ((HEAD_ROW, column.column), (CHECKED_TO - 1, column.column));
    absolute_range(&section.sheet, first, last)
}
