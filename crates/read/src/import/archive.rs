//! A zip archive of text files, as ODK Central exports a form with repeats. Nothing of it is ever written by its names.

use std::io::{Cursor, Read};
use std::sync::Arc;

use model::{InputFile, Obstacle};
use zip::ZipArchive;
use zip::result::ZipError;

use super::not_opened;

/// Most bytes the text files of an archive may unpack to together.
const UNPACKED_BYTES: u64 = 256 << 20;
/// Most files an archive may hold, pictures and other attachments included.
const FILES: usize = 20_000;

/// The text files of an archive; `None` where the file is no archive of text files (a workbook is a zip too).
///
/// # Errors
///
/// An obstacle where the archive breaks off, is encrypted, unpacks to more than can be read, or names a place outside
/// of itself.
pub(super) fn texts(file: &InputFile) -> Result<Option<Vec<InputFile>>, Obstacle> {
    if !file.bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let bytes: &[u8] = &file.bytes;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken_off(file))?;
    let names: Result<Vec<String>, ZipError> =
        archive.file_names().map(|name| name.map(|name| name.into_owned())).collect();
    let names = names.map_err(|_| broken_off(file))?;
    let is_office = |name: &String| {
        let name = name.to_lowercase();
        name == "[content_types].xml" || name == "mimetype" || name == "content.xml"
    };
    if names.iter().any(is_office) {
        return Ok(None);
    }
    if names.len() > FILES {
        return Err(too_large(file, &format!("it holds {} files", names.len())));
    }
    if let Some(name) = names.iter().find(|name| leads_out(name)) {
        return Err(Obstacle::new(
            format!(
                "`{}` names a file outside of itself (`{name}`), as no form tool does",
                file.name()
            ),
            "do not open it; ask where it comes from, and export the form again from ODK Central",
        )
        .at(file.path.as_ref()));
    }
    let mut left = UNPACKED_BYTES;
    let mut texts = Vec::new();
    for index in 0..archive.len() {
        if let Some(text) = one(&mut archive, index, &mut left, file)? {
            texts.push(text);
        }
    }
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Some(texts))
}

/// The text file at an index; `None` for what is none: folders, pictures, what a Mac adds.
fn one(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    left: &mut u64,
    file: &InputFile,
) -> Result<Option<InputFile>, Obstacle> {
    let entry = archive.by_index(index).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            not_opened(file, "it is protected by a password")
        }
        _ => broken_off(file),
    })?;
    let name = entry.name().map_err(|_| broken_off(file))?.into_owned();
    let is_text = name.to_lowercase().ends_with(".csv") && !name.contains("__MACOSX/");
    let below = name.starts_with("media/");
    if entry.is_dir() || !is_text || below {
        return Ok(None);
    }
    let larger =
        || too_large(file, &format!("its files unpack to more than {} MiB", UNPACKED_BYTES >> 20));
    if entry.size() > *left {
        return Err(larger());
    }
    // What an archive says of its files need not be true.
    let mut bytes = Vec::new();
    let mut limited = entry.take(*left + 1);
    limited.read_to_end(&mut bytes).map_err(|_| broken_off(file))?;
    *left = left.checked_sub(bytes.len() as u64).ok_or_else(larger)?;
    let path: Arc<str> = format!("{}/{name}", file.path).into();
    Ok(Some(InputFile { path, sha256: String::new(), bytes: Arc::from(bytes) }))
}

/// Whether a name leads out of the archive.
fn leads_out(name: &str) -> bool {
    let name = name.replace('\\', "/");
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || drive || name.split('/').any(|part| part == "..")
}

fn broken_off(file: &InputFile) -> Obstacle {
    not_opened(file, "the archive breaks off or a file in it is damaged; download it again")
}

fn too_large(file: &InputFile, what: &str) -> Obstacle {
    let detail = format!(
        "{what}, more than can be read safely; export it again without attachments, and only the submissions of the year"
    );
    not_opened(file, &detail)
}
