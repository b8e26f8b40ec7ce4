//! Tells what a file is from its content.

use encoding_rs::Encoding;
use model::{FaultKind, InputFile};

use super::FileFault;
use super::biff::{self, Survey};
use super::package::Package;
use super::text;

/// What a file holds.
pub(super) enum Content<'a> {
    /// Office Open XML.
    Xlsx(Package<'a>),
    /// Binary Office Open XML.
    Xlsb(Package<'a>),
    /// OpenDocument.
    Ods(Package<'a>),
    /// Excel 5 to 2003.
    Xls(Survey),
    /// Text, decoded.
    Text(String),
}

/// Recognises a file's content; `encoding` is how the letters of a text are coded, where somebody said it. A fault names what it is where it is no table that can be read.
pub(super) fn recognise<'a>(
    file: &'a InputFile,
    encoding: Option<&'static Encoding>,
) -> Result<Content<'a>, FileFault> {
    let bytes: &[u8] = &file.bytes;
    if bytes.iter().all(|byte| byte.is_ascii_whitespace()) {
        return Err(FileFault::new(
            FaultKind::EmptyFile,
            "the file is empty; it may not have been uploaded whole: send it again",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(Package::open(bytes)?);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Content::Xls(biff::survey(bytes)?));
    }
    if let Some(fault) = foreign_signature(bytes) {
        return Err(fault);
    }
    let undecodable = encoding.and_then(|encoding| text::undecodable(bytes, encoding));
    if let Some(undecodable) = undecodable {
        return Err(FileFault::undecodable(&undecodable));
    }
    let text = text::decode(bytes, encoding).ok_or_else(|| {
        not_a_workbook(
            "the file is no spreadsheet and no text; send the spreadsheet itself, saved as .xlsx",
        )
    })?;
    if let Some(fault) = foreign_text(&text) {
        return Err(fault);
    }
    Ok(Content::Text(text))
}

fn not_a_workbook(detail: impl Into<String>) -> FileFault {
    FileFault::new(FaultKind::NotAWorkbook, detail)
}

fn unsupported(what: &str) -> FileFault {
    FileFault::new(
        FaultKind::UnsupportedFormat,
        format!("the file is {what}; open it, save it as .xlsx and send that"),
    )
}

/// Formats told by their first bytes.
fn foreign_signature(bytes: &[u8]) -> Option<FileFault> {
    let document = |what: &str| {
        not_a_workbook(format!(
            "the file is {what}, not a spreadsheet; send the spreadsheet itself, saved as .xlsx"
        ))
    };
    let fault = match bytes {
        [0x25, b'P', b'D', b'F', ..] => document("a PDF"),
        [b'{', b'\\', b'r', b't', b'f', ..] => document("a text document (RTF)"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            document("a picture")
        }
        [0x1F, 0x8B, ..] => {
            not_a_workbook("the file is packed (gzip); unpack it and send the spreadsheet inside")
        }
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            not_a_workbook("the file is packed; unpack it and send the spreadsheet inside")
        }
        [0x09, 0x00, 0x04, 0x00, ..] => unsupported("in the format of Excel 2"),
        [0x09, 0x02, 0x06, 0x00, ..] => unsupported("in the format of Excel 3"),
        [0x09, 0x04, 0x06, 0x00, ..] => unsupported("in the format of Excel 4"),
        [0x09, 0x08, ..] if bytes.contains(&0) => {
            unsupported("in the format of Excel 5 without its container")
        }
        [b'I', b'D', b';', b'P', ..] => unsupported("a SYLK file (.slk)"),
        [b'T', b'A', b'B', b'L', b'E', b'\r' | b'\n', ..] => unsupported("a DIF file (.dif)"),
        _ => return None,
    };
    Some(fault)
}

/// Formats told by how their text begins.
fn foreign_text(text: &str) -> Option<FileFault> {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].trim_start().to_ascii_lowercase();
    if head.starts_with("<?xml") || head.starts_with("<!doctype") || head.starts_with('<') {
        let fault = if head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            unsupported("an Excel 2003 XML spreadsheet")
        } else if head.contains("urn:oasis:names:tc:opendocument") {
            unsupported("a flat OpenDocument file (.fods)")
        } else if head.contains("<html") || head.contains("<table") || head.contains("doctype html")
        {
            unsupported("a web page with a spreadsheet's name")
        } else {
            not_a_workbook(
                "the file is XML, not a spreadsheet; send the spreadsheet itself, saved as .xlsx",
            )
        };
        return Some(fault);
    }
    let json = ["{\"", "[{", "{\n", "{\r"];
    json.iter().any(|start| head.starts_with(start)).then(|| {
        not_a_workbook(
            "the file is JSON, not a spreadsheet; send the spreadsheet itself, saved as .xlsx",
        )
    })
}

/// What a zip package holds.
fn package(mut package: Package<'_>) -> Result<Content<'_>, FileFault> {
    let mimetype = package.xml("mimetype").ok().flatten().unwrap_or_default();
    let is_spreadsheet = mimetype.starts_with("application/vnd.oasis.opendocument.spreadsheet");
    if is_spreadsheet || (mimetype.is_empty() && package.has("content.xml")) {
        return Ok(Content::Ods(package));
    }
    if package.is_encrypted() {
        return Err(FileFault::encrypted());
    }
    if let Some(main) = package.main_part()? {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.starts_with("word") || folder.starts_with("ppt") {
            return Err(other_package(&package, &mimetype));
        }
        return Ok(if main.ends_with(".bin") {
            Content::Xlsb(package)
        } else {
            Content::Xlsx(package)
        });
    }
    Err(other_package(&package, &mimetype))
}

fn other_package(package: &Package<'_>, mimetype: &str) -> FileFault {
    let what = if package.has_folder("word/") {
        "a Word document"
    } else if package.has_folder("ppt/") {
        "a PowerPoint presentation"
    } else if mimetype.starts_with("application/vnd.oasis.opendocument.") {
        "an OpenDocument text or drawing"
    } else if package.names().any(|name| name.ends_with(".iwa")) {
        return unsupported("an Apple Numbers file");
    } else {
        return not_a_workbook(
            "the file is a zip archive; unpack it and send the spreadsheet inside",
        );
    };
    not_a_workbook(format!("the file is {what}; send the spreadsheet itself, saved as .xlsx"))
}
