//! A cell as the answer to a question for a number.

use model::currency::within_bound;
use model::questionnaire::{Question, QuestionType};
use model::{Cell, CellValue, Decimal, FaultKind, Sheet, Value};

use super::reader::Reader;
use super::value::Read;
use crate::amount::{EXPECTED_AMOUNT, EXPECTED_UNITS, is_believable, units_are_believable};
use crate::number::{
    self, Beside, DecimalMark, Parsed, format_scale, format_texts, is_percentage, times, understood,
};
use crate::text::folded;

/// What is expected of whole numbers and of others.
pub(super) const WHOLE: &str = "a whole number alone, such as 120";
pub(super) const NUMBER: &str = "a number alone, such as 12400.50";
const PERCENTAGE: &str = "a percentage, such as 21";

/// Questions for numbers with decimals that are no money.
const NO_MONEY: [&str; 3] = ["mean_age_years", "planned_lifetime_years", "hours"];

/// Reads a number as stored or typed; one that can be read two ways by what the other numbers of the return show.
pub(super) fn read(cell: &Cell, sheet: &Sheet, question: &Question, reader: &Reader<'_>) -> Read {
    let is_rate = question.name == "tax_rate";
    let whole = question.kind == QuestionType::Integer;
    let expected = match (is_rate, whole) {
        (true, _) => PERCENTAGE,
        (false, true) => WHOLE,
        (false, false) => NUMBER,
    };
    if let Some(fault) = currency_beside(cell, question, expected) {
        return fault;
    }
    let (number, percent) = match number(cell, sheet, expected, reader) {
        Ok(read) => read,
        Err(fault) => return fault,
    };
    match (is_rate, percent, whole) {
        (true, ..) => rate(number, percent),
        (false, true, _) => {
            let expected = format!("{expected}; this one is shown as a percentage");
            Read::unreadable(FaultKind::TextForNumber, expected)
        }
        (_, _, true) => integer(number, question),
        _ => decimal(number),
    }
}

/// The fault of an amount of money where something else is counted.
fn currency_beside(cell: &Cell, question: &Question, expected: &str) -> Option<Read> {
    let whole = question.kind == QuestionType::Integer;
    let name = question.name.as_str();
    if !whole && !NO_MONEY.contains(&name) && name != "tax_rate" {
        return None;
    }
    if number::beside(cell) == Beside::Nothing {
        return None;
    }
    let expected =
        format!("{expected}, without a currency; an amount belongs where one is asked for");
    Some(Read::unreadable(FaultKind::TextForNumber, expected))
}

/// The number in a cell, with whether it is a percentage.
fn number(
    cell: &Cell,
    sheet: &Sheet,
    expected: &str,
    reader: &Reader<'_>,
) -> Result<(Decimal, bool), Read> {
    match &cell.value {
        CellValue::Number(number) => {
            let format = cell.number_format.as_deref().unwrap_or_default();
            shown_in_thousands(*number, format)?;
            // A sign that only stands beside is a percentage all the same where none is asked for.
            let percent = is_percentage(format) || format.contains('%') && expected != PERCENTAGE;
            Ok((*number, percent))
        }
        CellValue::Text(text) => typed(text, cell, sheet, expected, reader),
        CellValue::Date(_) => {
            let expected = format!(
                "{expected}; a day stands there, as spreadsheet programs make of a typed `3-4`: format the cell \
                 as a number and type it again"
            );
            Err(Read::unreadable(FaultKind::TextForNumber, expected))
        }
        _ => Err(Read::unreadable(FaultKind::TextForNumber, expected)),
    }
}

fn typed(
    text: &str,
    cell: &Cell,
    sheet: &Sheet,
    expected: &str,
    reader: &Reader<'_>,
) -> Result<(Decimal, bool), Read> {
    match number::parse(text, DecimalMark::Unknown) {
        Parsed::Number { value, percent } => Ok((value, percent)),
        Parsed::Ambiguous { point, comma } => {
            // Three decimals are not settled: few numbers have them, and a slip of the mark looks the same.
            let mark = reader.evidence.decimal_mark(sheet, cell.address);
            match number::parse(text, mark) {
                Parsed::Number { value, percent }
                    if value.abs() == point.abs().max(comma.abs()) =>
                {
                    Ok((value, percent))
                }
                _ => Err(two_ways(point, comma)),
            }
        }
        Parsed::NotANumber => {
            let expected = match understood(text) {
                Some(understood) => format!("{expected}; {understood}"),
                None => expected.to_owned(),
            };
            Err(Read::unreadable(FaultKind::TextForNumber, expected))
        }
    }
}

fn two_ways(one: Decimal, other: Decimal) -> Read {
    Read::unreadable(
        FaultKind::AmbiguousNumber,
        format!(
            "a number that can be read in one way only: {} or {}",
            one.normalize(),
            other.normalize()
        ),
    )
}

/// Refuses a number whose format says thousands or millions beside it and does not divide what is stored.
fn shown_in_thousands(number: Decimal, format: &str) -> Result<(), Read> {
    if format.is_empty() || format_scale(format) > 1 {
        return Ok(());
    }
    let scale = format_texts(format).iter().map(|text| times(&folded(text))).max();
    match scale.and_then(|scale| number.checked_mul(scale)) {
        Some(scaled) if scaled != number => Err(two_ways(number, scaled)),
        _ => Ok(()),
    }
}

fn integer(number: Decimal, question: &Question) -> Read {
    if !number.fract().is_zero() {
        let expected = format!(
            "{WHOLE}; {} was understood, and what is counted here is whole",
            number.normalize()
        );
        return Read::unreadable(FaultKind::FractionForWholeNumber, expected);
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
fn decimal(number: Decimal) -> Read {
    match is_believable(number) {
        true => Read::given(Value::Decimal(number)),
        false => Read::unreadable(FaultKind::TextForNumber, EXPECTED_AMOUNT),
    }
}

/// The rate of a tax, which the form asks as a percentage: 21 for 21 %.
///
/// A cell shown as a percentage stores 0.21 for 21 %. A number between 0 and 1 without that mark could mean
/// either, so it is not read.
fn rate(number: Decimal, percent: bool) -> Read {
    let hundredfold = || number.checked_mul(Decimal::ONE_HUNDRED).map(|rate| rate.normalize());
    if percent {
        return match hundredfold() {
            Some(rate) => Read::given(Value::Decimal(rate)),
            None => Read::unreadable(FaultKind::TextForNumber, PERCENTAGE),
        };
    }
    if number > Decimal::ZERO && number < Decimal::ONE {
        let rate = hundredfold().unwrap_or(number);
        let expected = format!("a percentage: {rate} if {rate} % is meant");
        return Read::unreadable(FaultKind::AmbiguousNumber, expected);
    }
    Read::given(Value::Decimal(number))
}
