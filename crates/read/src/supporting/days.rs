//! The days of a table as a whole: whether the mapping's `date_format` is the one they are written in.

use model::{Cell, CellValue, Fault, FaultKind};

use super::mapping::day_field;
use super::parts::Part;
use super::values::says_nothing;
use crate::day::{self, ParsedDay};

/// Digits of a day that is written without marks and stored as a number, such as 20260312.
const DIGITS: [usize; 2] = [6, 8];

/// A cell with the text of a day, where one is typed there rather than stored as a day.
pub(super) fn typed(cell: &Cell) -> Option<&str> {
    let raw = cell.raw.trim();
    match &cell.value {
        CellValue::Text(_) => Some(raw).filter(|raw| !says_nothing(raw)),
        CellValue::Number(_) => Some(raw)
            .filter(|raw| DIGITS.contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_digit())),
        _ => None,
    }
}

/// The typed days of a table, with their parts and rows, those left aside that the mapping gives a value for.
fn all_typed<'p>(parts: &'p [Part]) -> Vec<(&'p Part<'p>, u32, &'p str)> {
    let Some(first) = parts.first() else { return Vec::new() };
    let field = day_field(first.base.mapping.kind);
    let of_part = |part: &'p Part<'p>| {
        let cells =
            part.rows.iter().filter_map(move |row| Some((*row, part.base.cell(*row, field)?)));
        let plain = cells.filter(move |(_, cell)| part.base.ours(field, &cell.raw).is_none());
        plain.filter_map(move |(row, cell)| Some((part, row, typed(cell)?)))
    };
    parts.iter().flat_map(of_part).collect()
}

/// The formats that read the days of a table which cannot be read as the mapping has it.
pub(super) fn formats_of_unread(parts: &[Part]) -> Vec<&'static str> {
    let format = parts.first().and_then(|part| part.base.mapping.date_format.as_deref());
    let typed = all_typed(parts).into_iter().map(|(_, _, text)| text);
    let unread = typed.filter(|text| day::parse(text, format) == ParsedDay::NotADay);
    let unread: Vec<&str> = unread.collect();
    day::formats_that_fit(&unread).0
}

/// The marks between the parts of days with which a table writes the month first beyond doubt, as in `03-25-2026`;
/// none where the mapping says the format.
pub(super) fn marks_with_month_first(parts: &[Part]) -> Vec<char> {
    if parts.first().is_none_or(|part| part.base.mapping.date_format.is_some()) {
        return Vec::new();
    }
    let typed = all_typed(parts).into_iter().map(|(_, _, text)| text);
    let unread = typed.filter(|text| day::parse(text, None) == ParsedDay::NotADay);
    unread.filter_map(day::with_month_first).map(|(mark, _)| mark).collect()
}

/// The fault of a `date_format` that reads fewer of a table's days than another would: those that it does read may be
/// read wrongly (3 September as 9 March), so none of its rows is read. One for the whole table.
pub(super) fn other_format(parts: &[Part]) -> Option<Fault> {
    let base = &parts.first()?.base;
    let format = base.mapping.date_format.as_deref()?;
    let typed = all_typed(parts);
    let is_unread = |text: &str| day::parse(text, Some(format)).day().is_none();
    let unread = typed.iter().filter(|(_, _, text)| is_unread(text)).count();
    let (part, row, _) = typed.iter().find(|(_, _, text)| is_unread(text))?;
    let texts: Vec<&str> = typed.iter().map(|(_, _, text)| *text).collect();
    let (formats, read) = day::formats_that_fit(&texts);
    if read <= texts.len() - unread {
        return None;
    }
    let all = if read == texts.len() { "all".to_owned() } else { format!("{read} of them") };
    let line = base.mapping.line_of("date_format");
    let expected = format!(
        "days written as line {line} of mapping.toml says, `date_format = \"{format}\"`; `{}` reads {all}, so put that there",
        formats.join("` or `")
    );
    let kind = FaultKind::DateFormatDiffers;
    let fault = part.base.fault(kind, *row, day_field(base.mapping.kind), &expected);
    Some(Fault { raw: format!("{unread} of {}", texts.len()), ..fault })
}

/// What is expected of a day that cannot be read. `formats` are those that would read it.
pub(super) fn expected(format: Option<&str>, formats: &[&str]) -> String {
    let day = match format {
        Some(format) => format!("a day written as {format}, as the mapping says"),
        None => "a day such as 2026-03-31".to_owned(),
    };
    let said = formats.iter().map(|format| format!("`date_format = \"{format}\"`"));
    match (format, said.collect::<Vec<_>>().join(" or ")) {
        (_, said) if said.is_empty() => day,
        (None, said) => format!("{day}, or {said} in the [[table]] of mapping.toml"),
        (Some(_), said) => format!("{day}; {said} would read it"),
    }
}
