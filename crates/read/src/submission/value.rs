//! One cell as the answer to a question of a type.

use model::currency::within_bound;
use model::questionnaire::{Question, QuestionType, Questionnaire};
use model::{AnswerState, Cell, CellValue, Date, Decimal, FaultKind, Value};

use super::choice;
use super::reader::CellFault;
use crate::amount::{EXPECTED_AMOUNT, EXPECTED_UNITS, is_believable, units_are_believable};
use crate::day::{self, ParsedDay};
use crate::number::{self, DecimalMark, Parsed};
use crate::text::{folded, is_blank, says_not_applicable};

/// What a cell was read as.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Read {
    pub(super) state: AnswerState,
    pub(super) fault: Option<CellFault>,
}

impl Read {
    pub(super) fn given(value: Value) -> Self {
        Self::state(AnswerState::Given(value))
    }

    pub(super) fn unreadable(kind: FaultKind, expected: impl Into<String>) -> Self {
        Self { state: AnswerState::Unreadable, fault: Some(CellFault::new(kind, expected)) }
    }

    fn state(state: AnswerState) -> Self {
        Self { state, fault: None }
    }
}

/// Reads a cell by the type of its question.
///
/// A numeric cell is exact; a text is a number or a day only if it can be read one way. `language` is that of
/// the labels named in what was expected.
pub(super) fn read(
    cell: Option<&Cell>,
    question: &Question,
    form: &Questionnaire,
    language: &str,
) -> Read {
    let Some(cell) = cell.filter(|cell| !is_empty(cell)) else {
        return Read::state(AnswerState::Blank);
    };
    if cell.without_stored_value {
        let expected = "a typed value, or a workbook saved after its formulas were computed";
        return Read::unreadable(FaultKind::FormulaWithoutValue, expected);
    }
    if let CellValue::Error(_) = cell.value {
        return Read::unreadable(FaultKind::ErrorCell, wanted(question));
    }
    let text = cell.raw.trim();
    let list = question.list_name().and_then(|name| form.list(name));
    if let Some(list) = list {
        let several = matches!(question.kind, QuestionType::SelectMultiple(_));
        let chosen = choice::read(cell, list, several, language);
        let not_applicable = chosen.state == AnswerState::Unreadable && is_na(text, form);
        return match not_applicable {
            true => Read::state(AnswerState::NotApplicable),
            false => chosen,
        };
    }
    if matches!(cell.value, CellValue::Text(_)) && is_na(text, form) {
        return Read::state(AnswerState::NotApplicable);
    }
    match question.kind {
        QuestionType::Integer | QuestionType::Decimal if question.name == "tax_rate" => {
            percentage(cell)
        }
        QuestionType::Integer => integer(cell, question),
        QuestionType::Decimal => decimal(cell, question),
        QuestionType::Date => date(cell),
        _ => Read::given(Value::Text(as_text(cell))),
    }
}

/// Whether a cell shows nothing; a formula that was never computed is something.
pub(super) fn is_empty(cell: &Cell) -> bool {
    !cell.without_stored_value && is_blank(&cell.raw)
}

/// Whether a text says "not applicable", in general words or in those of the form's own `na` choices.
fn is_na(text: &str, form: &Questionnaire) -> bool {
    let own = || {
        let choices = form.lists.iter().flat_map(|list| &list.choices);
        let mut labels =
            choices.filter(|choice| choice.name == "na").flat_map(|choice| &choice.label.0);
        labels.any(|(_, label)| folded(label) == folded(text))
    };
    says_not_applicable(text) || own()
}

fn as_text(cell: &Cell) -> String {
    match cell.date() {
        Some(day) => day.to_string(),
        None => cell.raw.trim().to_owned(),
    }
}

/// What a question expects, in words that fit "expected …".
fn wanted(question: &Question) -> &'static str {
    match question.kind {
        QuestionType::Integer => WHOLE,
        QuestionType::Decimal => NUMBER,
        QuestionType::Date => DAY,
        QuestionType::SelectOne(_) | QuestionType::SelectMultiple(_) => "a choice of the list",
        QuestionType::Text | QuestionType::Note => "a text",
    }
}

const WHOLE: &str = "a whole number alone, such as 120";
const NUMBER: &str = "a number alone, such as 12400.50";
const DAY: &str = "a day, such as 2026-03-31";

/// The number in a cell, with whether it was typed as a percentage.
fn number(cell: &Cell, expected: &str) -> Result<(Decimal, bool), Read> {
    match &cell.value {
        CellValue::Number(number) => Ok((*number, false)),
        CellValue::Text(text) => match number::parse(text, DecimalMark::Unknown) {
            Parsed::Number { value, percent } => Ok((value, percent)),
            Parsed::Ambiguous { point, comma } => Err(Read::unreadable(
                FaultKind::AmbiguousNumber,
                format!(
                    "a number that can be read in one way only: {} or {}",
                    point.normalize(),
                    comma.normalize()
                ),
            )),
            Parsed::NotANumber => Err(Read::unreadable(FaultKind::TextForNumber, expected)),
        },
        _ => Err(Read::unreadable(FaultKind::TextForNumber, expected)),
    }
}

fn integer(cell: &Cell, question: &Question) -> Read {
    let (number, percent) = match number(cell, WHOLE) {
        Ok(read) => read,
        Err(fault) => return fault,
    };
    if percent {
        return Read::unreadable(FaultKind::TextForNumber, WHOLE);
    }
    if !number.fract().is_zero() {
        return Read::unreadable(FaultKind::FractionForWholeNumber, WHOLE);
    }
    match i64::try_from(number) {
        Ok(whole) if is_units(question) && !units_are_believable(whole) => {
            Read::unreadable(FaultKind::TextForNumber, EXPECTED_UNITS)
        }
        Ok(whole) if within_bound(whole) => Read::given(Value::Integer(whole)),
        _ => Read::unreadable(FaultKind::TextForNumber, WHOLE),
    }
}

/// Whether a question asks for a number of units bought.
fn is_units(question: &Question) -> bool {
    ["units", "labelled_units", "criteria_units"].contains(&question.name.as_str())
}

/// A number; none that is larger than any amount can be, since sums are made of them.
fn decimal(cell: &Cell, question: &Question) -> Read {
    match number(cell, wanted(question)) {
        Ok((_, true)) => Read::unreadable(FaultKind::TextForNumber, NUMBER),
        Ok((number, false)) if !is_believable(number) => {
            Read::unreadable(FaultKind::TextForNumber, EXPECTED_AMOUNT)
        }
        Ok((number, false)) => Read::given(Value::Decimal(number)),
        Err(fault) => fault,
    }
}

/// The rate of a tax, which the form asks as a percentage: 21 for 21 %.
///
/// A cell shown as a percentage stores 0.21 for 21 %. A number between 0 and 1 without that mark could mean
/// either, so it is not read.
fn percentage(cell: &Cell) -> Read {
    let expected = "a percentage, such as 21";
    let (number, percent) = match number(cell, expected) {
        Ok(read) => read,
        Err(fault) => return fault,
    };
    let shown = cell.number_format.as_deref().unwrap_or_default();
    if percent || shown.contains('%') {
        return Read::given(Value::Decimal((number * Decimal::ONE_HUNDRED).normalize()));
    }
    if number > Decimal::ZERO && number < Decimal::ONE {
        let hundredfold = (number * Decimal::ONE_HUNDRED).normalize();
        let expected = format!("a percentage: {hundredfold} if {hundredfold} % is meant");
        return Read::unreadable(FaultKind::AmbiguousNumber, expected);
    }
    Read::given(Value::Decimal(number))
}

fn date(cell: &Cell) -> Read {
    match day(cell) {
        Ok(day) => Read::given(Value::Date(day)),
        Err(fault) => Read { state: AnswerState::Unreadable, fault: Some(fault) },
    }
}

/// The day in a cell.
///
/// # Errors
///
/// What is wrong with it, where it is none or could be two.
pub(super) fn day(cell: &Cell) -> Result<Date, CellFault> {
    if let Some(day) = cell.date() {
        return Ok(day);
    }
    let no_day = || CellFault::new(FaultKind::NotADate, DAY);
    let CellValue::Text(text) = &cell.value else {
        return Err(no_day());
    };
    match day::parse(text, None) {
        ParsedDay::Day(day) => Ok(day),
        ParsedDay::Ambiguous { day_first, month_first } => Err(CellFault::new(
            FaultKind::NotADate,
            format!("a day that can be read in one way only: {day_first} or {month_first}"),
        )),
        ParsedDay::NotADay => Err(no_day()),
    }
}
