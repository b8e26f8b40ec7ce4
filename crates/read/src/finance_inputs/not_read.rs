//! What is wrong with the export of a ledger as a whole: with its mapping, its layout or its file.

use model::{Fault, FaultKind};

/// Gives a fault that leaves a table of the ledger unread the kind that says so, with what is wrong in words: of a
/// participant's file the same leaves out that file and no more.
pub(super) fn stop_summary(fault: &mut Fault) {
    if let Some(words) = words(fault) {
        fault.kind = FaultKind::LedgerNotRead;
        fault.raw = words;
    }
}

/// What is wrong; `None` of any other fault.
fn words(fault: &Fault) -> Option<String> {
    let raw = &fault.raw;
    Some(match fault.kind {
        FaultKind::MappedFileMissing => {
            format!("the mapping names the file `{raw}`, which is not there")
        }
        FaultKind::MappedSheetMissing if raw.is_empty() => "the mapping names no sheet".to_owned(),
        FaultKind::MappedSheetMissing => {
            format!("the mapping names the sheet `{raw}`, which the file does not have")
        }
        FaultKind::MappedColumnMissing if raw.is_empty() => {
            "the mapping names columns that are not there".to_owned()
        }
        FaultKind::MappedColumnMissing if fault.field == "header_rows" => {
            format!("the mapping names the columns `{raw}`, and no row has them")
        }
        FaultKind::MappedColumnMissing => {
            format!("the mapping names the column `{raw}`, and no single column is called so")
        }
        FaultKind::MappingSyntax => format!("the mapping cannot be read: `{raw}`"),
        FaultKind::LayoutChanged => format!("the layout changed: {raw}"),
        FaultKind::HeaderContradictsMapping => format!("`{raw}` says otherwise than the mapping"),
        FaultKind::TwoReadings if raw.is_empty() => {
            "two headers fit the mapping equally well".to_owned()
        }
        FaultKind::TwoReadings => raw.clone(),
        // A sheet that is no table of the ledger leaves nothing out.
        FaultKind::UnmappedTable if fault.field == "table" => {
            format!("no table of the mapping names the rows that begin with `{raw}`")
        }
        FaultKind::EncryptedFile => "this file is protected by a password".to_owned(),
        FaultKind::NotAWorkbook
        | FaultKind::UnsupportedFormat
        | FaultKind::DamagedFile
        | FaultKind::FileTooLarge
        | FaultKind::EmptyFile => format!("this file cannot be read: {raw}"),
        _ => return None,
    })
}
