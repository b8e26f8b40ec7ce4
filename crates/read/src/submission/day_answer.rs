//! A cell as the answer to a question for a day.

use model::{AnswerState, Cell, CellValue, Date, Decimal, FaultKind, Period, Sheet, Value};

use super::reader::{CellFault, Reader};
use super::value::Read;
use crate::day::{self, ParsedDay};
use crate::text::as_typed;

/// What is expected.
pub(super) const DAY: &str = "a day, such as 2026-03-31";

/// Years before and after the year's period in which a bare number is taken for the count of days of a day.
const YEARS_AROUND: i16 = 20;

/// Days from the first day of counting of spreadsheet programs to that of those which count from 1904.
const BETWEEN_SYSTEMS: i64 = 1462;

/// Reads a day as stored or typed; one that can be read two ways by what the other days of its column show.
pub(super) fn read(cell: &Cell, sheet: &Sheet, reader: &Reader<'_>) -> Read {
    match settled(cell, sheet, reader) {
        Ok(day) => Read::given(Value::Date(day)),
        Err(fault) => Read { state: AnswerState::Unreadable, fault: Some(fault) },
    }
}

fn settled(cell: &Cell, sheet: &Sheet, reader: &Reader<'_>) -> Result<Date, CellFault> {
    let at = cell.address;
    match &cell.value {
        CellValue::Text(text) => {
            let typed = as_typed(text);
            if let ParsedDay::Ambiguous { day_first, month_first } = day::parse(&typed, None) {
                return match reader.evidence.day_first(sheet, at) {
                    Some(true) => Ok(day_first),
                    Some(false) => Ok(month_first),
                    None => Err(two_ways(day_first, month_first)),
                };
            }
            if let (ParsedDay::Day(day), Some((mark, other))) =
                (day::parse(&typed, None), day::with_month_first(&typed))
                && reader.evidence.month_comes_first(sheet, at, mark)
            {
                return Err(two_ways(day, other));
            }
            plain(cell)
        }
        CellValue::Number(number) => counted(*number, reader),
        _ => plain(cell),
    }
}

/// The day in a cell that stands for itself.
///
/// # Errors
///
/// What is wrong with it, where it is none or could be two.
pub(super) fn plain(cell: &Cell) -> Result<Date, CellFault> {
    if let Some(day) = cell.date() {
        return Ok(day);
    }
    let CellValue::Text(text) = &cell.value else {
        return Err(CellFault::new(FaultKind::NotADate, DAY));
    };
    let typed = as_typed(text);
    match day::parse(&typed, None) {
        ParsedDay::Day(day) => Ok(day),
        ParsedDay::Ambiguous { day_first, month_first } => Err(two_ways(day_first, month_first)),
        ParsedDay::NotADay => Err(no_day(&typed)),
    }
}

fn two_ways(one: Date, other: Date) -> CellFault {
    let expected =
        format!("a day that can be read in one way only: {one} or {other}, typed like this");
    CellFault::new(FaultKind::NotADate, expected)
}

/// What is wrong with a text that is no day, with the days it may stand for.
fn no_day(typed: &str) -> CellFault {
    let (formats, _) = day::formats_that_fit(&[typed]);
    let read = formats.into_iter().filter_map(|format| day::parse(typed, Some(format)).day());
    let mut days: Vec<String> = Vec::new();
    for day in read.map(|day| day.to_string()) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let expected = match (days.as_slice(), serial(typed)) {
        ([], Some(days)) => of_count(typed, days),
        ([], None) => DAY.to_owned(),
        (days, _) => format!("{DAY}: {} was understood, type it like this", days.join(" or ")),
    };
    CellFault::new(FaultKind::NotADate, expected)
}

/// The day that spreadsheet programs store as this count of days; `None` for a count of no day in use.
fn serial(typed: &str) -> Option<[Date; 2]> {
    let count: i64 = typed.parse().ok()?;
    let first = Date::constant(1899, 12, 30);
    let day = |count| {
        let day = first.checked_add(jiff::Span::new().try_days(count).ok()?).ok()?;
        (1990..2100).contains(&day.year()).then_some(day)
    };
    Some([day(count)?, day(count + BETWEEN_SYSTEMS)?])
}

fn of_count(raw: &str, [from_1900, from_1904]: [Date; 2]) -> String {
    format!(
        "{DAY}: spreadsheet programs count days, and {raw} is {from_1900} by most of them, {from_1904} by \
         those that count from 1904"
    )
}

/// A bare number as the count of days it is stored by, where the file says from when its days are counted: what is
/// left of a day whose format was cleared.
fn counted(number: Decimal, reader: &Reader<'_>) -> Result<Date, CellFault> {
    let raw = number.trunc().to_string();
    let Some(days) = serial(&raw) else {
        return Err(no_day(&raw));
    };
    let from_1904 = reader.inputs.workbook.days_from_1904;
    let day = from_1904.map(|from_1904| days[usize::from(from_1904)]);
    match day.filter(|day| is_near(*day, &reader.inputs.settings.period)) {
        Some(day) => Ok(day),
        None => Err(CellFault::new(FaultKind::NotADate, of_count(&raw, days))),
    }
}

fn is_near(day: Date, period: &Period) -> bool {
    (period.start.year() - YEARS_AROUND..=period.end.year() + YEARS_AROUND).contains(&day.year())
}
