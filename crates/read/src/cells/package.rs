//! Zip packages: opened within limits, parts found whatever their case and slashes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::FileFault;
use super::limits::{UNPACKED_BYTES, too_large};

/// A zip package whose parts together stay within the limit.
pub(super) struct Package<'a> {
    /// The bytes of the whole package.
    pub(super) bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    parts: BTreeMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Opens a package and checks what it unpacks to.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FileFault> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| FileFault::damaged("the package breaks off before its end"))?;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                parts.insert(key(&name), index);
            }
        }
        let mut package = Self { bytes, archive, parts };
        package.check_size()?;
        Ok(package)
    }

    /// Counts what the parts really unpack to, since a package may lie about it. Deflate packs at most
    /// 1,032 to 1, so a small package needs no counting.
    fn check_size(&mut self) -> Result<(), FileFault> {
        let fault = || too_large("parts that unpack to more than 512 MiB".to_owned());
        if (self.bytes.len() as u64) < UNPACKED_BYTES / 1_032 {
            return Ok(());
        }
        let mut left = UNPACKED_BYTES;
        for index in 0..self.archive.len() {
            let Ok(part) = self.archive.by_index(index) else {
                continue;
            };
            if part.size() > left {
                return Err(fault());
            }
            let mut limited = part.take(left + 1);
            let counted = std::io::copy(&mut limited, &mut std::io::sink());
            let counted = counted
                .map_err(|_| FileFault::damaged("a part of the package cannot be unpacked"))?;
            left = left.checked_sub(counted).ok_or_else(fault)?;
        }
        Ok(())
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&key(path))
    }

    /// Whether a part's path begins so.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        let folder = key(folder);
        self.parts.keys().any(|path| path.starts_with(&folder))
    }

    /// Names of all parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Whether any part is encrypted the way zip programs do it.
    pub(super) fn is_encrypted(&mut self) -> bool {
        (0..self.archive.len()).any(|index| {
            let part = self.archive.by_index_raw(index);
            part.is_ok_and(|part| part.encrypted())
        })
    }

    /// The text of an XML part; `None` if there is no such part.
    pub(super) fn xml(&mut self, path: &str) -> Result<Option<String>, FileFault> {
        let Some(index) = self.parts.get(&key(path)) else {
            return Ok(None);
        };
        let damaged = |_| FileFault::damaged(format!("its part `{path}` cannot be unpacked"));
        let part = self.archive.by_index(*index);
        let part =
            part.map_err(|_| FileFault::damaged(format!("its part `{path}` cannot be unpacked")))?;
        // What the package says of its size is a hint; it may lie.
        let hint = part.size().min(self.bytes.len() as u64 * 16);
        let mut bytes = Vec::with_capacity(usize::try_from(hint).unwrap_or(0));
        part.take(UNPACKED_BYTES).read_to_end(&mut bytes).map_err(damaged)?;
        Ok(Some(xml_text(bytes)))
    }

    /// Path of the workbook's main part, such as `xl/workbook.xml`; `None` in a package without one.
    pub(super) fn main_part(&mut self) -> Result<Option<String>, FileFault> {
        if let Some(relations) = self.xml("_rels/.rels")? {
            let office = relationships(&relations)?
                .into_iter()
                .find(|relation| relation.kind.ends_with("/officeDocument"));
            if let Some(relation) = office
                && self.has(&resolve("", &relation.target))
            {
                return Ok(Some(resolve("", &relation.target)));
            }
        }
        let usual = ["xl/workbook.xml", "xl/workbook.bin"];
        Ok(usual.into_iter().find(|path| self.has(path)).map(str::to_owned))
    }

    /// Titles of the sheets of an xlsx workbook with the paths of their parts.
    pub(super) fn sheet_parts(&mut self, main: &str) -> Result<Vec<(String, String)>, FileFault> {
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
        let relations = self.xml(&format!("{folder}/_rels/{name}.rels"))?;
        let relations = relationships(&relations.unwrap_or_default())?;
        let workbook = self.xml(main)?.unwrap_or_default();
        let mut sheets = Vec::new();
        for_each_start(&workbook, "sheet", |element| {
            let title = attribute(element, "name").unwrap_or_default();
            let id = local_attribute(element, "id").unwrap_or_default();
            let relation = relations.iter().find(|relation| relation.id == id);
            if let Some(relation) = relation {
                sheets.push((title, resolve(folder, &relation.target)));
            }
        })?;
        Ok(sheets)
    }
}

/// A relationship between parts.
struct Relationship {
    id: String,
    kind: String,
    target: String,
}

fn relationships(xml: &str) -> Result<Vec<Relationship>, FileFault> {
    let mut found = Vec::new();
    for_each_start(xml, "Relationship", |element| {
        found.push(Relationship {
            id: attribute(element, "Id").unwrap_or_default(),
            kind: attribute(element, "Type").unwrap_or_default(),
            target: attribute(element, "Target").unwrap_or_default(),
        });
    })?;
    Ok(found)
}

fn for_each_start(
    xml: &str,
    name: &str,
    mut visit: impl FnMut(&BytesStart),
) -> Result<(), FileFault> {
    let mut reader = lenient_reader(xml);
    loop {
        match reader.read_event().map_err(FileFault::damaged)? {
            Event::Start(element) if element.local_name().as_ref() == name => visit(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A reader over XML that takes empty elements as a start and an end.
pub(super) fn lenient_reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

/// The value of an attribute by its full name, entities resolved.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescape(&found.value).ok()?.into_owned())
}

fn local_attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).ok()?.into_owned())
}

/// A target relative to a folder of the package, or absolute.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let joined = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target,
        None => format!("{folder}/{target}"),
    };
    let mut parts = Vec::new();
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn key(path: &str) -> String {
    let path = path.replace('\\', "/").to_lowercase();
    path.trim_start_matches('/').to_owned()
}

/// The text of XML bytes: UTF-16 by its mark, else UTF-8.
fn xml_text(bytes: Vec<u8>) -> String {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let encoding = if bytes[0] == 0xFF { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        return encoding.decode(&bytes).0.into_owned();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}
