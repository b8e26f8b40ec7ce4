//! Stored values to exact cell values, with the text that stands for them.

use calamine::{Data, ExcelDateTime};
use jiff::civil::{Date, DateTime, Time};
use model::CellValue;
use model::Decimal;

/// A value with its text; `None` where the cell holds nothing.
pub(super) fn stored(data: Data) -> Option<(CellValue, String)> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => return text_value(text),
        Data::Int(number) => {
            let number = Decimal::from(number);
            (CellValue::Number(number), number.to_string())
        }
        Data::Float(number) => number_value(number),
        Data::Bool(flag) => (CellValue::Boolean(flag), flag.to_string()),
        Data::DateTime(serial) => serial_moment(&serial),
        Data::DateTimeIso(text) => iso_moment(text),
        Data::DurationIso(text) => (CellValue::Text(text.clone()), text),
        Data::Error(error) => {
            let text = error.to_string();
            (CellValue::Error(text.clone()), text)
        }
    })
}

/// A text; an empty one is nothing.
pub(super) fn text_value(text: String) -> Option<(CellValue, String)> {
    (!text.is_empty()).then(|| (CellValue::Text(text.clone()), text))
}

/// A binary number as the decimal of its shortest text: 0.1 is 0.1, not 0.1000000000000000055.
///
/// A number no decimal of 28 digits can hold is an error value; digits beyond the 28th decimal place, which
/// only residues of binary arithmetic have, are rounded.
pub(super) fn number_value(number: f64) -> (CellValue, String) {
    let text = format!("{number}");
    match text.parse::<Decimal>() {
        Ok(decimal) => {
            let decimal = decimal.normalize();
            (CellValue::Number(decimal), decimal.to_string())
        }
        Err(_) => {
            let text = format!("{number:e}");
            (CellValue::Error(text.clone()), text)
        }
    }
}

/// First serial day after the calendar of spreadsheets ends (31 December 9999).
const SERIAL_END: f64 = 2_958_466.0;

/// A serial day of the 1900 or 1904 system; durations and bare times of day stay numbers (of days).
fn serial_moment(serial: &ExcelDateTime) -> (CellValue, String) {
    let number = serial.as_f64();
    if serial.is_duration() || (0.0..1.0).contains(&number) {
        return number_value(number);
    }
    if !(1.0..SERIAL_END).contains(&number) {
        return error(format!("{number} is no day of the calendar"));
    }
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let date = Date::new(year as i16, month as i8, day as i8);
    let time = Time::new(hour as i8, minute as i8, second as i8, i32::from(milli) * 1_000_000);
    match (date, time) {
        (Ok(date), Ok(time)) => moment_value(date.to_datetime(time)),
        _ => error(format!("{year:04}-{month:02}-{day:02} does not exist")),
    }
}

/// An ISO 8601 date with or without time; anything else stays text.
pub(super) fn iso_moment(text: String) -> (CellValue, String) {
    let plain = text.trim().trim_end_matches('Z');
    let moment: Option<DateTime> = plain.parse().ok().or_else(|| {
        let date: Date = plain.parse().ok()?;
        Some(date.to_datetime(Time::midnight()))
    });
    match moment {
        Some(moment) => moment_value(moment),
        None => (CellValue::Text(text.clone()), text),
    }
}

fn moment_value(moment: DateTime) -> (CellValue, String) {
    let raw = if moment.time() == Time::midnight() {
        moment.date().to_string()
    } else {
        moment.to_string()
    };
    (CellValue::Date(moment), raw)
}

/// An error value with its text.
pub(super) fn error(text: String) -> (CellValue, String) {
    (CellValue::Error(text.clone()), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn a_binary_number_is_read_by_its_shortest_text() {
        let cases = [
            (0.1, "0.1"),
            (4_000_000.07, "4000000.07"),
            (12400.0, "12400"),
            (-0.0, "0"),
            (1e-7, "0.0000001"),
            (123456789012345680.0, "123456789012345680"),
        ];
        for (number, text) in cases {
            let (value, raw) = number_value(number);
            assert_eq!(raw, text);
            assert_eq!(value, CellValue::Number(text.parse().unwrap()));
        }
    }

    #[test]
    fn a_number_no_decimal_can_hold_is_an_error_value() {
        for number in [1e300, f64::NAN, f64::INFINITY] {
            assert!(matches!(number_value(number).0, CellValue::Error(_)));
        }
    }

    #[test]
    fn serial_days_of_both_systems() {
        let moment = |number, is_1904| {
            let serial = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904);
            serial_moment(&serial)
        };
        assert_eq!(moment(45_992.0, false).1, "2025-12-01");
        assert_eq!(moment(44_530.0, true).1, "2025-12-01");
        assert_eq!(moment(45_992.5, false).1, "2025-12-01T12:00:00");
        for (number, why) in [(60.0, "no 29 February 1900"), (-3.0, "before"), (3e6, "after")] {
            assert!(matches!(moment(number, false).0, CellValue::Error(_)), "{why}");
        }
    }
}
