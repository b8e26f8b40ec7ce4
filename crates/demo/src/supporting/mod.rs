//! The files that senders attach to their returns, as bytes, and the mapping by which they are read back.
//!
//! In: a [`SupportingFile`] as it is meant. Out: the file as somebody would have made it in its language and layout
//! ([`written`]), where each of its rows stands, and a `mapping.toml` ([`mapping`]) by which it is read as exactly
//! what it was written from. How a file tells the product group, the condition and the way of acquisition (a column
//! of the sender's own words, codes, words of the description, or once for all rows) is chosen by its name, so that
//! the files of a pact show all of them.

mod catalogue;
mod cells;
mod choice;
mod departments;
mod describe;
mod layouts;
mod mapping;
mod months;
mod order;
mod plan;
mod sheet;
mod style;
mod text_file;
mod told;
mod uncomputed;
mod words;

pub use cells::{WrittenCell, WrittenCells};
pub use describe::describe;
pub use mapping::{MappingOf, mapping};
pub(crate) use uncomputed::{UNCOMPUTED, uncomputed};

use jiff::civil::Date;
use workbooks::Error;

use crate::faults::slips::{Content, FileSlip, Typed};
use crate::pact::SupportingFile;
use plan::Plan;

/// A supporting file as it lies in `supporting/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenFile {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Where each of its rows stands.
    pub cells: WrittenCells,
}

/// Writes a supporting file. `period` is the return's own reporting period, `sender` its organisation's name.
///
/// A row of orders may lack units, condition or acquisition, and stands there with a blank cell. Credit notes have a
/// minus, no minus and a column that says so, or the other sign, as the layout has it; so their units and amount must
/// have the same sign. A layout that the rows do not know ([`crate::pact::Layout`]) is written as a plain sheet or as
/// text with semicolons.
///
/// # Errors
/// Where a workbook breaks a limit of its format.
pub fn written(
    file: &SupportingFile,
    period: (Date, Date),
    sender: &str,
) -> Result<WrittenFile, Error> {
    written_with(file, &[], period, sender)
}

/// The same with slips in it.
pub(crate) fn written_with(
    file: &SupportingFile,
    slips: &[FileSlip],
    period: (Date, Date),
    sender: &str,
) -> Result<WrittenFile, Error> {
    let plan = Plan::with_slips(file, slips);
    let mut written = match plan.layout.is_workbook() {
        true => layouts::written(&plan, period, sender)?,
        false => text_file::written(&plan, period, sender),
    };
    for slip in slips {
        match slip {
            FileSlip::Content(Content::Empty) => written.bytes.clear(),
            FileSlip::Content(Content::CutOff) => written.bytes.truncate(written.bytes.len() / 2),
            FileSlip::Content(Content::Text(text)) => written.bytes = text.clone().into_bytes(),
            FileSlip::Typed(_, _, Typed::Uncomputed) => {
                written.bytes = uncomputed::uncomputed(&written.bytes);
            }
            _ => {}
        }
    }
    Ok(written)
}

/// By which field a file tells the product group of its rows.
pub(crate) fn told_by(file: &SupportingFile) -> &'static str {
    match Plan::of(file).group {
        told::GroupTold::Values => "product_group",
        told::GroupTold::Cpv | told::GroupTold::Unspsc => "category_code",
        told::GroupTold::Words => "description",
    }
}

/// Whether a file has a column for a field.
pub(crate) fn has_column(file: &SupportingFile, field: &str) -> bool {
    Plan::of(file).columns.iter().any(|column| column.what.field() == Some(field))
}

/// Whether the numbers of a file are text.
pub(crate) fn is_typed_as_text(file: &SupportingFile) -> bool {
    Plan::of(file).as_text
}

/// What stands as the description of a row.
pub(crate) fn described(file: &SupportingFile, row: usize) -> String {
    let plan = Plan::of(file);
    text_file::text(&plan, &plan.value(row, plan::What::Description, row))
}
