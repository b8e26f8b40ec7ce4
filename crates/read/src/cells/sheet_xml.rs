//! What the cell reader does not tell of an xlsx sheet: hidden rows, merged ranges, and formulas whose
//! value was never stored (it reads those as 0 or as nothing).

use model::CellAddress;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::package::{attribute, lenient_reader};

/// Rows and columns of a sheet, limits of the file format.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A sheet's markup, without its values.
#[derive(Default)]
pub(super) struct SheetMarkup {
    /// Every cell element in the order of the file, empty ones included.
    pub(super) cells: Vec<CellMarkup>,
    /// Hidden rows, from 0.
    pub(super) hidden_rows: Vec<u32>,
    /// Merged ranges.
    pub(super) merged: Vec<(CellAddress, CellAddress)>,
}

/// A cell element.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct CellMarkup {
    /// Where it stands.
    pub(super) address: CellAddress,
    /// Whether it has a formula.
    pub(super) formula: bool,
    /// Whether a value is stored.
    pub(super) value: bool,
}

/// Whether a sheet may hold what the cell reader does not tell. Where neither a formula nor anything hidden or
/// merged is written, its markup need not be read.
pub(super) fn may_hold_more(xml: &str) -> bool {
    let formula =
        [":f>", ":f ", ":f/", "<f>", "<f ", "<f/", "<f\n", "<f\r", "<f\t", ":f\n", ":f\r", ":f\t"];
    ["hidden", "mergeCell"].into_iter().chain(formula).any(|mark| xml.contains(mark))
}

/// Reads a sheet's markup; an error text where the XML is broken or an address is none.
pub(super) fn markup(xml: &str) -> Result<SheetMarkup, String> {
    let mut reader = lenient_reader(xml);
    let mut sheet = SheetMarkup::default();
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut in_data = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => match element.local_name().as_ref() {
                "sheetData" => in_data = true,
                "row" if in_data => {
                    if let Some(number) = attribute(&element, "r") {
                        let number: u32 = number.trim().parse().map_err(|_| bad(&number))?;
                        row = number.checked_sub(1).ok_or_else(|| bad("0"))?;
                    }
                    if is_true(attribute(&element, "hidden")) {
                        sheet.hidden_rows.push(row);
                    }
                }
                "c" if in_data => {
                    let (address, is_text) = opening(&element)?;
                    let address = address.unwrap_or(CellAddress::new(row, column));
                    column = address.column + 1;
                    sheet.cells.push(cell(&mut reader, is_text, address)?);
                }
                "mergeCell" => sheet
                    .merged
                    .extend(attribute(&element, "ref").and_then(|range| parse_range(&range))),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "sheetData" => in_data = false,
                "row" if in_data => {
                    row += 1;
                    column = 0;
                }
                _ => {}
            },
            Event::Eof => return Ok(sheet),
            _ => {}
        }
    }
}

/// The address that a cell element states, and whether its value is the text of a formula.
fn opening(element: &BytesStart) -> Result<(Option<CellAddress>, bool), String> {
    let (mut address, mut is_text) = (None, false);
    for attribute in element.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "r" => {
                let name = unescape(&attribute.value).map_err(|error| error.to_string())?;
                address = Some(parse_address(&name).ok_or_else(|| bad(&name))?);
            }
            "t" => is_text = &*attribute.value == "str",
            _ => {}
        }
    }
    Ok((address, is_text))
}

fn cell(
    reader: &mut quick_xml::Reader<&[u8]>,
    is_text: bool,
    address: CellAddress,
) -> Result<CellMarkup, String> {
    let mut found = CellMarkup { address, formula: false, value: false };
    let mut in_value = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(inner) => match inner.local_name().as_ref() {
                "f" => found.formula = true,
                "v" => {
                    in_value = true;
                    // The stored result of a text formula may be the empty text.
                    found.value |= is_text;
                }
                "is" => found.value = true,
                _ => {}
            },
            Event::Text(text) if in_value => found.value |= !text.trim().is_empty(),
            Event::CData(_) | Event::GeneralRef(_) if in_value => found.value = true,
            Event::End(inner) => match inner.local_name().as_ref() {
                "v" => in_value = false,
                "c" => return Ok(found),
                _ => {}
            },
            Event::Eof => return Err("the sheet breaks off inside a cell".to_owned()),
            _ => {}
        }
    }
}

/// A cell that stands at a row and a column and holds a value and no formula; nothing outside a sheet.
pub(super) fn without_formula((row, column): (u32, u32)) -> Option<CellMarkup> {
    let within = row < ROWS && column < COLUMNS;
    within.then(|| CellMarkup {
        address: CellAddress::new(row, column),
        formula: false,
        value: true,
    })
}

fn is_true(value: Option<String>) -> bool {
    matches!(value.as_deref(), Some("1" | "true" | "on"))
}

fn bad(name: &str) -> String {
    format!("`{name}` is no address of a cell")
}

/// Reads an address such as `E14` within the bounds of a sheet.
fn parse_address(name: &str) -> Option<CellAddress> {
    let name = name.trim();
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column * 26 + u32::from(letter - b'A') + 1;
    }
    let row: u32 = digits.parse().ok()?;
    let within = (1..=ROWS).contains(&row) && column <= COLUMNS;
    within.then(|| CellAddress::new(row - 1, column - 1))
}

fn parse_range(range: &str) -> Option<(CellAddress, CellAddress)> {
    let (first, last) = range.split_once(':')?;
    Some((parse_address(first)?, parse_address(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_formula_without_a_value_from_one_with_an_empty_text() {
        let xml = r#"<x:worksheet><x:sheetData><x:row r="2" hidden="1">
            <x:c r="A2"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="B2"><x:f>1+1</x:f></x:c>
            <x:c r="C2"><x:f>1+1</x:f><x:v/></x:c><x:c r="D2" t="str"><x:f>""</x:f><x:v></x:v></x:c>
            <x:c><x:v>5</x:v></x:c></x:row><x:row><x:c/></x:row></x:sheetData>
            <x:mergeCells><x:mergeCell ref="A2:B3"/></x:mergeCells></x:worksheet>"#;
        let sheet = markup(xml).unwrap();
        let found: Vec<_> = sheet
            .cells
            .iter()
            .map(|cell| (cell.address.to_string(), cell.formula, cell.value))
            .collect();
        let expected = [
            ("A2", true, true),
            ("B2", true, false),
            ("C2", true, false),
            ("D2", true, true),
            ("E2", false, true),
            ("A3", false, false),
        ];
        let expected = expected.map(|(name, formula, value)| (name.to_owned(), formula, value));
        assert_eq!(found, expected);
        assert_eq!(sheet.hidden_rows, [1]);
        assert_eq!(sheet.merged, [(CellAddress::new(1, 0), CellAddress::new(2, 1))]);
    }

    #[test]
    fn addresses_outside_a_sheet_are_refused() {
        assert_eq!(parse_address("XFD1048576"), Some(CellAddress::new(1_048_575, 16_383)));
        for name in ["XFE1", "A1048577", "A0", "1", "A", "ABCD1", "Ä1", "A99999999999"] {
            assert_eq!(parse_address(name), None, "{name}");
        }
    }
}
