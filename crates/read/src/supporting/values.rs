//! Cells of a supporting table to numbers, days and codes, or a fault at the cell.

use model::vocabulary::{Acquisition, Condition};
use model::{Cell, CellValue, Currency, Date, Decimal, Fault, FaultKind};

use super::columns::Columns;
use crate::amount::{EXPECTED_UNITS, units_are_believable};
use crate::day::{self, ParsedDay};
use crate::number::{self, Beside, DecimalMark, Parsed};
use crate::text::folded;

/// What the columns of a table show beyond doubt.
pub(super) struct Evidence {
    decimal: DecimalMark,
    day_first: Option<bool>,
}

impl Evidence {
    /// Looks over the text cells of a table.
    pub(super) fn of(columns: &Columns, rows: &[u32]) -> Self {
        let decimal = match columns.mapping.decimal {
            DecimalMark::Unknown => {
                let fields = ["amount", "unit_price", "units"];
                number::evidence(fields.iter().flat_map(|field| columns.texts(rows, field)))
            }
            known => known,
        };
        let day_first = day::day_comes_first(columns.texts(rows, "date"));
        Self { decimal, day_first }
    }
}

/// A value of a cell, or the fault it is.
pub(super) enum Read<T> {
    /// Nothing stands there.
    Blank,
    /// A value.
    Value(T),
    /// It cannot be read.
    Fault(Box<Fault>),
}

impl<T> Read<T> {
    /// The value; a fault is set aside.
    pub(super) fn take(self, faults: &mut Vec<Fault>) -> Option<T> {
        match self {
            Read::Blank => None,
            Read::Value(value) => Some(value),
            Read::Fault(fault) => {
                faults.push(*fault);
                None
            }
        }
    }
}

fn refuse<T>(columns: &Columns, kind: FaultKind, row: u32, field: &str, expected: &str) -> Read<T> {
    Read::Fault(Box::new(columns.fault(kind, row, field, expected)))
}

/// A fault that the stored value itself is: an error, or a formula that was never computed.
fn stored_fault(columns: &Columns, cell: &Cell, row: u32, field: &str) -> Option<Fault> {
    if cell.without_stored_value {
        let expected = "a value; the formula was never computed: open the file in a spreadsheet program and save it";
        return Some(columns.fault(FaultKind::FormulaWithoutValue, row, field, expected));
    }
    matches!(cell.value, CellValue::Error(_))
        .then(|| columns.fault(FaultKind::ErrorCell, row, field, "a value instead of an error"))
}

/// A number; text is read by the decimal mark of the mapping, else by what the column shows.
pub(super) fn number(
    columns: &Columns,
    evidence: &Evidence,
    row: u32,
    field: &str,
) -> Read<Decimal> {
    let Some(cell) = columns.cell(row, field) else {
        return match columns.mapping.constants.get(field) {
            Some(constant) => match constant.parse() {
                Ok(number) => Read::Value(number),
                Err(_) => refuse(
                    columns,
                    FaultKind::TextForNumber,
                    row,
                    field,
                    "a number in [table.constants]",
                ),
            },
            None => Read::Blank,
        };
    };
    if let Some(fault) = stored_fault(columns, cell, row, field) {
        return Read::Fault(Box::new(fault));
    }
    match &cell.value {
        CellValue::Number(number) => Read::Value(*number),
        CellValue::Text(text) => match number::parse(text, evidence.decimal) {
            Parsed::Number { value, percent: false } => Read::Value(value),
            Parsed::Number { .. } => refuse(
                columns,
                FaultKind::TextForNumber,
                row,
                field,
                "a number that is no percentage",
            ),
            Parsed::Ambiguous { point, comma } => {
                let expected = format!(
                    "a number that can be read one way only; this is {point} or {comma}: say `decimal` in mapping.toml"
                );
                refuse(columns, FaultKind::AmbiguousNumber, row, field, &expected)
            }
            Parsed::NotANumber => {
                refuse(columns, FaultKind::TextForNumber, row, field, "a number alone")
            }
        },
        _ => refuse(columns, FaultKind::TextForNumber, row, field, "a number alone"),
    }
}

/// A whole number.
pub(super) fn units(columns: &Columns, evidence: &Evidence, row: u32) -> Read<i64> {
    let number = match number(columns, evidence, row, "units") {
        Read::Blank => return Read::Blank,
        Read::Fault(fault) => return Read::Fault(fault),
        Read::Value(number) => number,
    };
    match i64::try_from(number) {
        _ if number.is_integer() && !i64::try_from(number).is_ok_and(units_are_believable) => {
            refuse(columns, FaultKind::TextForNumber, row, "units", EXPECTED_UNITS)
        }
        Ok(whole) if number.is_integer() => Read::Value(whole),
        _ => {
            let expected = "a whole number of units";
            refuse(columns, FaultKind::FractionForWholeNumber, row, "units", expected)
        }
    }
}

/// A day.
pub(super) fn day(columns: &Columns, evidence: &Evidence, row: u32) -> Read<Date> {
    let field = "date";
    let Some(cell) = columns.cell(row, field) else {
        return Read::Blank;
    };
    if let Some(fault) = stored_fault(columns, cell, row, field) {
        return Read::Fault(Box::new(fault));
    }
    if let Some(day) = cell.date() {
        return Read::Value(day);
    }
    let format = columns.mapping.date_format.as_deref();
    let text = cell.text().unwrap_or_default();
    match day::parse(text, format) {
        ParsedDay::Day(day) => Read::Value(day),
        ParsedDay::Ambiguous { day_first, month_first } => match evidence.day_first {
            Some(true) => Read::Value(day_first),
            Some(false) => Read::Value(month_first),
            None => {
                let expected = format!(
                    "a day that can be read one way only; this is {day_first} or {month_first}: say `date_format` in mapping.toml"
                );
                refuse(columns, FaultKind::NotADate, row, field, &expected)
            }
        },
        ParsedDay::NotADay => {
            let expected = match format {
                Some(format) => format!("a day written as {format}"),
                None => "a day such as 2026-03-31".to_owned(),
            };
            refuse(columns, FaultKind::NotADate, row, field, &expected)
        }
    }
}

/// The currency of a row's amount: its own column or what stands beside the number, else the mapping's, else
/// the return's. A currency beside the number that is not the row's is a fault at the amount.
pub(super) fn currency(columns: &Columns, row: u32, of_return: Option<Currency>) -> Read<Currency> {
    let said = columns.said(row, "currency");
    let column = match said.value.trim() {
        "" => None,
        "€" => Some(Currency::EUR),
        code => match Currency::parse(code) {
            Some(currency) => Some(currency),
            None => {
                let expected =
                    "a currency code such as `EUR`, or a value for it in [table.values.currency]";
                return refuse(columns, FaultKind::UnknownCurrency, row, "currency", expected);
            }
        },
    };
    let amount = columns.cell(row, "amount");
    let beside = amount.map_or(Beside::Nothing, number::beside);
    let default = columns.mapping.currency.or(of_return);
    match number::agreed(&beside, column, default) {
        Ok(currency) => currency.map_or(Read::Blank, Read::Value),
        Err(stated) => {
            let expected = match (column, stated) {
                (Some(stated), _) => format!("an amount in {stated}, as the row's currency says"),
                (None, Some(stated)) => {
                    format!("an amount in {stated}, or a column with the currency of each row")
                }
                (None, None) => "an amount whose currency is named by its code".to_owned(),
            };
            let fault = columns.fault(FaultKind::UnknownCurrency, row, "amount", &expected);
            let raw = amount.map_or(String::new(), number::as_shown);
            Read::Fault(Box::new(Fault { raw, ..fault }))
        }
    }
}

/// The code of a closed list; `unknown` where blank or not understood (the latter with a fault).
pub(super) fn code(columns: &Columns, row: u32, field: &str, faults: &mut Vec<Fault>) -> String {
    let said = columns.said(row, field);
    let written = folded(&said.value);
    let known = match field {
        "condition" => Condition::parse(&written).map(Condition::code),
        _ => Acquisition::parse(&written).map(Acquisition::code),
    };
    match known {
        Some(code) => code.to_owned(),
        None => {
            if !written.is_empty() {
                let list = match field {
                    "condition" => Condition::ALL.iter().map(|c| c.code()).collect::<Vec<_>>(),
                    _ => Acquisition::ALL.iter().map(|c| c.code()).collect(),
                };
                let expected = format!(
                    "one of {}, or a value for it in [table.values.{field}]; counted as unknown",
                    list.join(", ")
                );
                faults.push(columns.fault(FaultKind::UnknownChoice, row, field, &expected));
            }
            "unknown".to_owned()
        }
    }
}

/// Words for "no" in a column of labels or criteria; anything else that stands there is a yes.
const NO: [&str; 14] = [
    "no", "none", "false", "0", "-", "non", "nein", "nee", "geen", "keine", "kein", "aucun", "не",
    "няма",
];

/// Units that count as labelled or bought under criteria: none where the field is not mapped, the row's units
/// where something stands in it, 0 where it is blank or says no (contract).
pub(super) fn marked_units(
    columns: &Columns,
    row: u32,
    field: &str,
    units: Option<i64>,
) -> Option<i64> {
    if !columns.has(field) && !columns.mapping.constants.contains_key(field) {
        return None;
    }
    let said = columns.said(row, field);
    let text = folded(&said.value);
    let is_no =
        text.is_empty() || NO.contains(&text.as_str()) || crate::text::says_not_applicable(&text);
    if is_no { Some(0) } else { units }
}
