//! OpenDocument spreadsheets, read from their XML one cell at a time.
//!
//! The library at hand lays every table out densely and tells neither hidden rows nor merged cells, so a
//! repeated row could cost gigabytes; here an empty repeat costs nothing.

mod cell;
mod table;

use std::collections::BTreeSet;

use model::Sheet;
use quick_xml::events::Event;

use super::FileFault;
use super::limits::Budget;
use super::package::{Package, attribute, lenient_reader};

type XmlReader<'a> = quick_xml::Reader<&'a [u8]>;

/// The day from which days are counted where a workbook names none (OpenDocument 1.3 part 3, 9.4.2).
const FIRST_DAY: &str = "1899-12-30";

/// Reads every sheet of an ods workbook, and whether its days are counted from 1904; `None` where they are counted from
/// some other day.
pub(super) fn sheets(
    mut package: Package<'_>,
    budget: &mut Budget,
) -> Result<(Vec<Sheet>, Option<bool>), FileFault> {
    let manifest = package.xml("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(FileFault::encrypted());
    }
    let content = package.xml("content.xml")?;
    let content = content.ok_or_else(|| FileFault::damaged("the package has no content"))?;
    document(&content, budget)
}

fn document(xml: &str, budget: &mut Budget) -> Result<(Vec<Sheet>, Option<bool>), FileFault> {
    let mut reader = lenient_reader(xml);
    let mut hidden_styles = BTreeSet::new();
    let mut style = None;
    let mut sheets = Vec::new();
    let mut first_day = FIRST_DAY.to_owned();
    let mut whole = false;
    loop {
        match event(&mut reader)? {
            Event::Start(element) => match element.name().as_ref() {
                "style:style" => style = attribute(&element, "style:name"),
                "style:table-properties" => {
                    let display = attribute(&element, "table:display");
                    if display.as_deref() == Some("false") {
                        hidden_styles.extend(style.clone());
                    }
                }
                "table:null-date" => {
                    first_day = attribute(&element, "table:date-value").unwrap_or(first_day);
                }
                "table:table" => {
                    let style = attribute(&element, "table:style-name").unwrap_or_default();
                    let title = attribute(&element, "table:name").unwrap_or_default();
                    let mut sheet = table::read(&mut reader, title, budget)?;
                    sheet.hidden = hidden_styles.contains(&style);
                    sheets.push(sheet);
                }
                "table:tracked-changes" | "table:dde-links" => {
                    skip(&mut reader, element.name().as_ref())?;
                }
                _ => {}
            },
            Event::End(element) => whole |= element.name().as_ref() == "office:document-content",
            Event::Eof => break,
            _ => {}
        }
    }
    if !whole {
        return Err(FileFault::damaged("its content breaks off"));
    }
    let days_from_1904 = match first_day.as_str() {
        "1904-01-01" => Some(true),
        FIRST_DAY => Some(false),
        _ => None,
    };
    Ok((sheets, days_from_1904))
}

/// The next event; broken XML is a damaged file.
fn event<'a>(reader: &mut XmlReader<'a>) -> Result<Event<'a>, FileFault> {
    reader.read_event().map_err(FileFault::damaged)
}

/// Passes over the rest of an element, elements of the same name inside it included.
fn skip(reader: &mut XmlReader<'_>, name: &str) -> Result<(), FileFault> {
    let mut depth = 1_u32;
    while depth > 0 {
        match event(reader)? {
            Event::Start(element) if element.name().as_ref() == name => depth += 1,
            Event::End(element) if element.name().as_ref() == name => depth -= 1,
            Event::Eof => return Err(FileFault::damaged("its content breaks off")),
            _ => {}
        }
    }
    Ok(())
}
