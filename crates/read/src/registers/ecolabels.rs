//! `inputs/ecolabels.csv`: the labels buyers name, and which of them are type I ecolabels.

use std::collections::BTreeMap;

use model::registers::Ecolabel;
use model::{Fault, InputFile, Obstacle};

use super::rows;
use super::shipped::{key, with_shipped};
use crate::table::{Columns, RowReader};

/// Path of the register without its extension.
pub(super) const NAME: &str = "inputs/ecolabels";

const COLUMNS: Columns = Columns {
    required: &["label", "type_one"],
    optional: &["words", "note"],
    titled: &[],
    private: &[],
};

/// Reads the labels: those of the workspace in the file's order, then the shipped ones it says nothing of.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn ecolabels(
    files: &BTreeMap<String, InputFile>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Ecolabel>, Vec<Obstacle>> {
    let read = |files: &BTreeMap<String, InputFile>, faults: &mut Vec<Fault>| {
        rows(files, NAME, &COLUMNS, faults, ecolabel)
    };
    with_shipped(files, NAME, faults, read, |own| key(&own.label, ""))
}

/// One row; a label is known by its name, and by its words beside it.
fn ecolabel(row: &mut RowReader<'_>) -> Option<Ecolabel> {
    let label = row.required_text("label");
    let type_one = row.code("type_one", &["yes", "no"], |text| match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let words = row.list("words");
    let note = row.text("note");
    Some(Ecolabel { label, type_one: type_one?, words, note })
}
