//! `inputs/contacts.csv`: whom to write to. Names and addresses are in no output but `outbox/`, so no
//! finding shows them either.

use std::collections::BTreeMap;

use model::reading::Contact;
use model::{Fault, InputFile, Obstacle, Register};

use super::rows;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["participant", "name", "email"],
    optional: &["language", "since"],
    titled: &[],
    private: &["name", "email"],
};

/// Reads the contacts of participants.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn contacts(
    files: &BTreeMap<String, InputFile>,
    register: &Register,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Contact>, Vec<Obstacle>> {
    rows(files, "inputs/contacts", &COLUMNS, faults, |row| contact(row, register))
}

/// One row.
fn contact(row: &mut RowReader<'_>, register: &Register) -> Option<Contact> {
    let participant = row.participant("participant", register);
    let name = row.text("name");
    let email = row.required("email", "an e-mail address", |text| {
        let (user, host) = text.split_once('@')?;
        let whole = !user.is_empty() && host.contains('.') && !text.contains(char::is_whitespace);
        whole.then(|| text.to_owned())
    });
    let language = row.language("language");
    row.day("since");
    Some(Contact { participant: participant?, name, email: email?, language })
}
