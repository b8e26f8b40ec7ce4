//! Formulas that no program has computed: the cell has a formula, and the file holds no result of it.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The result with which such a formula is written first, since the writer of workbooks always writes one: a number
/// that stands nowhere else.
pub(crate) const UNCOMPUTED: &str = "7.0071007e-301";

/// The workbook without the results of the formulas that are marked. Bytes that are no package stay as they are.
pub(crate) fn uncomputed(workbook: &[u8]) -> Vec<u8> {
    rewritten(workbook).unwrap_or_else(|| workbook.to_vec())
}

fn rewritten(workbook: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).ok()?;
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let marked = format!("<v>{UNCOMPUTED}</v>");
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        let name = part.name().ok()?.into_owned();
        drop(part);
        if name.starts_with("xl/worksheets/") {
            bytes = String::from_utf8(bytes).ok()?.replace(&marked, "").into_bytes();
        }
        written.start_file(name, options).ok()?;
        written.write_all(&bytes).ok()?;
    }
    Some(written.finish().ok()?.into_inner())
}
