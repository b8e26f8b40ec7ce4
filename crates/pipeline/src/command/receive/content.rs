//! What a file is, by its content and, where that does not say, by its name.

use model::{FaultKind, InputFile, Workbook};

use super::Refusal;
use crate::workspace::in_a_command;

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
/// What stands in an e-mail, in small letters, above a file that came with it.
const ATTACHMENT: [&str; 2] = ["content-disposition: attachment", "content-disposition:attachment"];
const ARCHIVES: [&str; 5] = ["zip", "7z", "rar", "gz", "tar"];

/// Tells what a file is.
pub(super) fn content(file: &InputFile, year: i16) -> Result<Content, Refusal> {
    let ending = file.extension();
    let ending = ending.as_str();
    if SHORTCUTS.contains(&ending) {
        let why = "it only says where the file is, and is not the file itself";
        return Err(Refusal::new(
            why,
            "open it, save what it shows as .xlsx, and receive that file",
        ));
    }
    if read::import::is_export(file) {
        let path = in_a_command(&file.path);
        let why =
            "it is an export of a form tool, with the answers of everybody who filled in the form";
        let help = format!("import it: cfit import --year {year} {path}");
        return Err(Refusal::new(why, help));
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

/// Whether a file is an e-mail that another file came with.
pub(super) fn has_attachment(file: &InputFile) -> bool {
    let text = || String::from_utf8_lossy(&file.bytes).to_lowercase();
    file.extension() == "eml" && ATTACHMENT.iter().any(|mark| text().contains(mark))
}
