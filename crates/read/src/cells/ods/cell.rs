//! One cell of an OpenDocument table.

use model::{Cell, CellAddress, CellValue};
use quick_xml::events::{BytesStart, Event};

use super::super::package::attribute;
use super::super::{FileFault, values};
use super::{XmlReader, event, skip};

/// Reads a cell up to its end; `None` where it holds nothing.
pub(super) fn read(
    reader: &mut XmlReader<'_>,
    element: &BytesStart,
    address: CellAddress,
) -> Result<Option<Cell>, FileFault> {
    let text = paragraphs(reader, element.name().as_ref())?;
    let kind = attribute(element, "office:value-type").unwrap_or_default();
    let is_error = attribute(element, "calcext:value-type").is_some_and(|kind| kind == "error");
    let formula = attribute(element, "table:formula").is_some();
    let value =
        if is_error { Some(values::error(text.clone())) } else { stored(element, &kind, text) };
    let without_stored_value = formula && kind.is_empty() && value.is_none();
    let (value, raw) = match value {
        Some(value) => value,
        None if without_stored_value => (CellValue::Text(String::new()), String::new()),
        None => return Ok(None),
    };
    Ok(Some(Cell {
        address,
        value,
        raw,
        number_format: number_format(element, &kind),
        formula,
        without_stored_value,
    }))
}

/// The stored value by its type; a cell without a type holds its text.
fn stored(element: &BytesStart, kind: &str, text: String) -> Option<(CellValue, String)> {
    match kind {
        "float" | "percentage" | "currency" => {
            let number = attribute(element, "office:value")?;
            Some(match number.trim().parse::<f64>() {
                Ok(number) => values::number_value(number),
                Err(_) => values::error(number),
            })
        }
        "date" => Some(values::iso_moment(attribute(element, "office:date-value")?)),
        "time" => values::text_value(attribute(element, "office:time-value")?),
        "boolean" => {
            let flag = attribute(element, "office:boolean-value")?;
            let flag = flag.eq_ignore_ascii_case("true");
            Some((CellValue::Boolean(flag), flag.to_string()))
        }
        _ => {
            let given = attribute(element, "office:string-value");
            values::text_value(given.unwrap_or(text))
        }
    }
}

/// As much of the number format as the cell itself tells.
fn number_format(element: &BytesStart, kind: &str) -> Option<String> {
    match kind {
        "percentage" => Some("0%".to_owned()),
        "currency" => attribute(element, "office:currency").map(|code| format!("[${code}] 0.00")),
        _ => None,
    }
}

/// The text of a cell's paragraphs, one a line; notes and drawings on the cell are not its content.
fn paragraphs(reader: &mut XmlReader<'_>, cell: &str) -> Result<String, FileFault> {
    let mut text = String::new();
    let mut paragraph = 0_u32;
    let mut seen = 0_u32;
    loop {
        match event(reader)? {
            Event::Start(element) => match element.name().as_ref() {
                "text:p" => {
                    if seen > 0 {
                        text.push('\n');
                    }
                    seen += 1;
                    paragraph += 1;
                }
                "text:s" => {
                    let count = attribute(&element, "text:c").and_then(|c| c.parse().ok());
                    let count: usize = count.unwrap_or(1);
                    text.push_str(&" ".repeat(count.min(32_767)));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                name if name == "office:annotation" || name.starts_with("draw:") => {
                    skip(reader, name)?;
                }
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "text:p" => paragraph = paragraph.saturating_sub(1),
                name if name == cell => return Ok(text),
                _ => {}
            },
            Event::Text(content) if paragraph > 0 => text.push_str(&content.xml10_content()),
            Event::CData(content) if paragraph > 0 => text.push_str(&content.xml10_content()),
            Event::GeneralRef(reference) if paragraph > 0 => {
                push_reference(&mut text, &reference)?;
            }
            Event::Eof => return Err(FileFault::damaged("its content breaks off in a cell")),
            _ => {}
        }
    }
}

fn push_reference(text: &mut String, name: &quick_xml::events::BytesRef) -> Result<(), FileFault> {
    if let Some(character) = name.resolve_char_ref().map_err(FileFault::damaged)? {
        text.push(character);
        return Ok(());
    }
    match quick_xml::escape::resolve_predefined_entity(name) {
        Some(resolved) => text.push_str(resolved),
        None => return Err(FileFault::damaged("its content names an unknown entity")),
    }
    Ok(())
}
