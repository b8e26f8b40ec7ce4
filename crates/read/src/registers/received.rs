//! `inputs/Y/received.csv`: what came in, when and how. On time or late comes from here alone.

use std::collections::BTreeMap;

use model::registers::Receipt;
use model::{Fault, InputFile, Obstacle, Register};

use super::rows;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["participant", "file", "received_on"],
    optional: &["channel", "by", "note"],
    titled: &[],
    private: &["by", "note"],
};

/// The ways something can come in.
const CHANNELS: [&str; 5] = ["email", "upload", "paper", "call", "import"];

/// Reads what was received in a year, in the file's order.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn received(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
    register: &Register,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Receipt>, Vec<Obstacle>> {
    let name = format!("{year_folder}/received");
    rows(files, &name, &COLUMNS, faults, |row| receipt(row, register))
}

/// One row.
fn receipt(row: &mut RowReader<'_>, register: &Register) -> Option<Receipt> {
    let participant = row.participant("participant", register);
    let file = row.required_text("file");
    let received_on = row.required_day("received_on");
    let channel =
        row.value("channel", "one of `email`, `upload`, `paper`, `call`, `import`", |text| {
            CHANNELS.contains(&text).then(|| text.to_owned())
        });
    Some(Receipt {
        by: row.text("by"),
        note: row.text("note"),
        place: row.place("received_on"),
        participant: participant?,
        file,
        received_on: received_on?,
        channel: channel.unwrap_or_default(),
    })
}
