//! What a file is, by its content and, where that does not say, by its name.

use model::{FaultKind, InputFile, Workbook};

use super::Refusal;

/// What a file is.
pub(super) enum Content {
    /// A workbook, or text in rows and columns.
    Workbook(Workbook),
    /// A letter, an e-mail, a scan.
    Letter,
}

/// Endings of what a person reads.
const LETTERS: [&str; 20] = [
    "pdf", "doc", "docx", "odt", "rtf", "eml", "msg", "htm", "html", "mht", "jpg", "jpeg", "png",
    "tif", "tiff", "heic", "gif", "webp", "ppt", "pptx",
];
/// Endings of files that only say where another one is.
const SHORTCUTS: [&str; 6] = ["lnk", "url", "webloc", "gsheet", "gdoc", "gslides"];
const ARCHIVES: [&str; 5] = ["zip", "7z", "rar", "gz", "tar"];

/// Tells what a file is.
pub(super) fn content(file: &InputFile) -> Result<Content, Refusal> {
    let ending = file.extension();
    let ending = ending.as_str();
    if SHORTCUTS.contains(&ending) {
        let why = "it only says where the file is, and is not the file itself";
        return Err(Refusal::new(
            why,
            "open it, save what it shows as .xlsx, and receive that file",
        ));
    }
    if ARCHIVES.contains(&ending) {
        let help = "unpack it, and receive the folder of what was in it";
        return Err(Refusal::new("it is packed", help));
    }
    if LETTERS.contains(&ending) {
        return Ok(Content::Letter);
    }
    match read::cells::workbook(file) {
        Ok(workbook) if ending == "txt" && !read::arrival::is_table(&workbook) => {
            Ok(Content::Letter)
        }
        Ok(workbook) => Ok(Content::Workbook(workbook)),
        Err(fault) if fault.kind == FaultKind::EncryptedFile => {
            let why = "it is protected by a password, so nobody can see whose it is or read it";
            let help = "open it with the password, save it without one and receive that file, or ask its sender to";
            Err(Refusal::new(why, help))
        }
        Err(fault) => Err(Refusal::of(&fault.detail, "; ")),
    }
}
