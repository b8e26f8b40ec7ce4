//! A cell of an export as the answer to its question.

use model::imported::ImportedValue;
use model::questionnaire::{ChoiceList, Question, QuestionType};
use model::{Cell, CellValue, Date, Decimal};

use super::columns::QuestionColumns;
use super::several::{self, Tick};
use super::tables::Table;
use crate::plain::{iso_day, plain_number};

/// Most digits of a number that a spreadsheet stores exactly; longer ones stay text.
const EXACT_DIGITS: u32 = 15;

/// The answer to a question in a row; `None` where nothing stands.
pub(super) fn answer(
    table: &Table<'_>,
    row: u32,
    columns: &QuestionColumns<'_>,
) -> Option<ImportedValue> {
    let cell = columns.answer.iter().find_map(|column| table.cell(row, *column));
    match (&columns.question.kind, columns.list) {
        (QuestionType::SelectMultiple(_), Some(list)) => several(table, row, columns, cell, list),
        _ => one(cell?, columns.question, columns.list, table.exact),
    }
}

fn several(
    table: &Table<'_>,
    row: u32,
    columns: &QuestionColumns<'_>,
    cell: Option<&Cell>,
    list: &ChoiceList,
) -> Option<ImportedValue> {
    if let Some(CellValue::Error(error)) = cell.map(|cell| &cell.value) {
        return Some(ImportedValue::Error(error.clone()));
    }
    let ticks = columns.ticks.iter();
    let ticks: Vec<(&str, Tick)> = ticks
        .map(|(code, column)| (*code, several::tick(table.cell(row, *column), code, list)))
        .collect();
    let whole = cell.map_or("", |cell| cell.raw.trim());
    Some(match several::together(whole, &ticks, list)? {
        Ok(codes) => ImportedValue::Choices(codes),
        Err(text) => ImportedValue::Text(text),
    })
}

/// That a question does not apply, as it is entered into a form: the list's own choice, where it has one.
pub(super) fn not_applicable(list: Option<&ChoiceList>) -> ImportedValue {
    match list.and_then(|list| list.choice("na")) {
        Some(choice) => ImportedValue::Choices(vec![choice.name.clone()]),
        None => ImportedValue::Text("na".to_owned()),
    }
}

/// One cell by the type of its question; text where it is not understood.
///
/// `exact` is whether texts are as a form tool writes them: numbers with a decimal point and nothing else.
pub(super) fn one(
    cell: &Cell,
    question: &Question,
    list: Option<&ChoiceList>,
    exact: bool,
) -> Option<ImportedValue> {
    if let CellValue::Error(error) = &cell.value {
        return Some(ImportedValue::Error(error.clone()));
    }
    let text = cell.raw.trim();
    let read = match (&question.kind, list) {
        (QuestionType::Note, _) => return None,
        (QuestionType::SelectOne(_), Some(list)) => choice(cell, list),
        (QuestionType::SelectMultiple(_), Some(list)) => {
            several::codes(text, list).map(ImportedValue::Choices)
        }
        (QuestionType::Integer | QuestionType::Decimal, _) => {
            number(cell, exact).map(ImportedValue::Number)
        }
        (QuestionType::Date, _) => day(cell).map(ImportedValue::Day),
        _ => None,
    };
    Some(read.unwrap_or_else(|| ImportedValue::Text(as_text(cell))))
}

fn choice(cell: &Cell, list: &ChoiceList) -> Option<ImportedValue> {
    let written = match cell.value {
        CellValue::Boolean(true) => "yes",
        CellValue::Boolean(false) => "no",
        _ => cell.raw.trim(),
    };
    several::code(written, list).map(|code| ImportedValue::Choices(vec![code.to_owned()]))
}

fn number(cell: &Cell, exact: bool) -> Option<Decimal> {
    let number = match &cell.value {
        CellValue::Number(number) => *number,
        CellValue::Text(text) => {
            let number = plain_number(text.trim(), false)?;
            // In a text that a spreadsheet saved anew a point can part thousands.
            if !exact && number.scale() > 0 {
                return None;
            }
            number
        }
        _ => return None,
    };
    let digits = number.normalize().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
    (digits <= EXACT_DIGITS).then_some(number)
}

/// The day in a cell: a date, or a text that begins with a day as ISO 8601 writes it, whatever the time and its zone.
pub(super) fn day(cell: &Cell) -> Option<Date> {
    if let Some(day) = cell.date() {
        return Some(day);
    }
    let text = cell.text()?;
    let (day, rest) = text.split_at_checked(10)?;
    let time = rest.is_empty() || rest.starts_with(['T', 't', ' ']) && is_time(&rest[1..]);
    iso_day(day).filter(|_| time)
}

/// Whether a text is a time of day, such as `10:05:00.000+01:00`.
fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let clock = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    clock(0) && clock(1) && bytes.get(2) == Some(&b':') && clock(3) && clock(4)
}

fn as_text(cell: &Cell) -> String {
    match &cell.value {
        CellValue::Date(moment) if moment.time() == jiff::civil::Time::midnight() => {
            moment.date().to_string()
        }
        CellValue::Date(moment) => moment.to_string(),
        // Line ends are what the sender's computer has; in a cell they are line feeds.
        _ => cell.raw.trim().replace("\r\n", "\n").replace('\r', "\n"),
    }
}
