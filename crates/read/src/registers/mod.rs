//! The registers: rows of our own CSV files (or workbooks of the same name) as typed values.
//!
//! A row that cannot be read is left aside with a fault at its field, except in `participants.csv`,
//! where it stops the run: every figure would silently miss a participant.

mod condition_words;
mod contacts;
mod corrections;
mod counting;
mod country;
mod ecolabels;
mod governance;
mod outputs;
mod participants;
mod product_codes;
mod received;
mod shipped;
mod supporters;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use model::{Fault, FaultKind, InputFile, Obstacle};

use crate::table::{Columns, RowReader, table};

pub(crate) use condition_words::condition_words;
pub(crate) use contacts::contacts;
pub(crate) use corrections::corrections;
pub(crate) use counting::counting;
pub(crate) use ecolabels::ecolabels;
pub(crate) use governance::{GovernanceInputs, Organisations, governance, is_narrative};
pub(crate) use outputs::outputs;
pub(crate) use participants::participants;
pub(crate) use product_codes::product_codes;
pub(crate) use received::received;
pub(crate) use supporters::supporters;

/// The rows of a register that may be missing, as `read` makes them; a row with a fault is left aside.
///
/// # Errors
///
/// Obstacles if the file cannot be read as a table with the columns it needs.
pub(crate) fn rows<T>(
    files: &BTreeMap<String, InputFile>,
    name: &str,
    columns: &Columns,
    faults: &mut Vec<Fault>,
    mut read: impl FnMut(&mut RowReader<'_>) -> Option<T>,
) -> Result<Vec<T>, Vec<Obstacle>> {
    let Some(table) = table(files, name, columns, faults)? else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    for mut row in table.rows() {
        match read(&mut row) {
            Some(value) if row.is_sound() => rows.push(value),
            _ => faults.extend(row.faults()),
        }
    }
    Ok(rows)
}

/// A register whose ids must be used once: a row with an id that came before gets a fault and is left
/// aside.
pub(crate) fn duplicate(row: &RowReader<'_>, column: &str, id: &str) -> Fault {
    Fault {
        kind: FaultKind::DuplicateIdentifier,
        participant: None,
        place: row.place(column),
        raw: id.to_owned(),
        field: column.to_owned(),
        label: column.to_owned(),
        expected: "an entry that stands in this register once".to_owned(),
        context: Vec::new(),
    }
}
