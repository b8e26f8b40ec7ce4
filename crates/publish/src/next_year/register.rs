//! A register as it begins the next year: rows that stay keep every byte, the header does in any case.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use crate::register_file::{BYTE_ORDER_MARK, Shape};

/// What becomes of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Carried {
    /// It stays as it is.
    Kept,
    /// It is left out.
    Dropped,
    /// It stays, with these columns replaced; columns the register does not have are passed over.
    Changed(Vec<(&'static str, String)>),
}

/// A register with its rows carried over as `decide` says; a row is given by its columns' names, in lower case.
///
/// `None` where the file is not UTF-8 or no table, so that nothing can be said of its rows.
pub fn carried_register(
    bytes: &[u8],
    decide: &mut dyn FnMut(&BTreeMap<String, String>) -> Carried,
) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let shape = Shape::of(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(shape.delimiter)
        .from_reader(&bytes[mark..]);
    let records: Result<Vec<StringRecord>, csv::Error> = reader.records().collect();
    let records = records.ok()?;
    let is_blank = |record: &StringRecord| record.iter().all(|field| field.trim().is_empty());
    let Some(head) = records.iter().position(|record| !is_blank(record)) else {
        return Some(bytes.to_vec());
    };
    let names: Vec<String> = records[head].iter().map(|name| name.trim().to_lowercase()).collect();
    let starts: Vec<usize> = records.iter().map(|record| begin(text, mark, record)).collect();
    let end = |index: usize| starts.get(index + 1).copied().unwrap_or(text.len());
    let mut carried = text[..end(head)].to_owned();
    for (index, record) in records.iter().enumerate().skip(head + 1) {
        if is_blank(record) {
            continue;
        }
        let own = &text[starts[index]..end(index)];
        let row = names.iter().cloned().zip(record.iter().map(|field| field.trim().to_owned()));
        let line = match decide(&row.collect()) {
            Carried::Dropped => continue,
            Carried::Kept => own.to_owned(),
            Carried::Changed(changes) => changed(record, &names, &changes, &shape),
        };
        if !carried.ends_with(['\n', '\r']) {
            carried.push_str(shape.line_end);
        }
        carried.push_str(&line);
    }
    Some(carried.into_bytes())
}

/// A register with its header alone.
pub fn emptied_register(bytes: &[u8]) -> Option<Vec<u8>> {
    carried_register(bytes, &mut |_| Carried::Dropped)
}

/// Where a record begins, behind blank lines and what is left of the line end before it.
fn begin(text: &str, mark: usize, record: &StringRecord) -> usize {
    let byte = record.position().map_or(0, csv::Position::byte);
    let at = mark + usize::try_from(byte).unwrap_or(0);
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches(['\r', '\n']).len()
}

fn changed(
    record: &StringRecord,
    names: &[String],
    changes: &[(&'static str, String)],
    shape: &Shape,
) -> String {
    let field = |(index, old): (usize, &str)| {
        let name = names.get(index).map_or("", String::as_str);
        let new = changes.iter().find(|(column, _)| *column == name);
        new.map_or_else(|| old.to_owned(), |(_, text)| text.clone())
    };
    let fields: Vec<String> = record.iter().enumerate().map(field).collect();
    shape.line(&fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_stay_keep_their_bytes() {
        let old = "\u{feff}Id;title;until\r\na;\"A; \"\"so\"\"\";\r\n\r\nb; B ;2025-01-01\r\nc;C;2027-01-01";
        let mut decide = |row: &BTreeMap<String, String>| match row["id"].as_str() {
            "a" => Carried::Kept,
            "b" => Carried::Dropped,
            _ => Carried::Changed(vec![("until", String::new()), ("absent", "x".to_owned())]),
        };
        let new = carried_register(old.as_bytes(), &mut decide).unwrap();
        let new = String::from_utf8(new).unwrap();
        assert_eq!(new, "\u{feff}Id;title;until\r\na;\"A; \"\"so\"\"\";\r\n\r\nc;C;\r\n");
        let empty = emptied_register(old.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(empty).unwrap(), "\u{feff}Id;title;until\r\n");
        assert_eq!(emptied_register(b"caf\xe9,b\n"), None);
        assert_eq!(emptied_register(b"").unwrap(), b"");
    }
}
