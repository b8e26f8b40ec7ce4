//! `finance.journal`: the books in the format of hledger, a program of accounting in plain text.
//!
//! Every line of the ledger is an entry between its account and the money at the bank, in the accounts' currency as
//! booked to the cent; what is no movement of money (dues, commitments, help in kind) is not in it. Of an incomplete
//! statement there is no journal, since its balances would look as if they were known.

mod entries;
mod head;
mod names;
mod text;

use model::finance::Statement;
use serde_json::{Value as Json, json};

use crate::manifest::sha256;
use crate::output::{OutputFile, PackageInputs};
use entries::entries;
use head::{declarations, head};
use model::shown_books::ShownBooks;
use names::Names;

/// The journal; `None` where the year has no statement, or an incomplete one.
pub(crate) fn file(inputs: &PackageInputs<'_>) -> Option<OutputFile> {
    let statement = inputs.results.statement.as_ref()?;
    let text = journal(inputs, statement)?;
    Some(OutputFile { path: "data/finance.journal".to_owned(), bytes: text.into_bytes() })
}

fn journal(inputs: &PackageInputs<'_>, statement: &Statement) -> Option<String> {
    if statement.incomplete {
        return None;
    }
    let shown = ShownBooks::new(statement, &inputs.pact.register);
    let names = Names::new(statement, &shown);
    let entries = entries(statement, &names, &shown, inputs.year.settings.period.start)?;
    let mut text = head(inputs, statement, &names);
    text.push_str(&declarations(statement, &names, &entries));
    for entry in entries {
        text.push('\n');
        text.push_str(&entry.to_string());
    }
    Some(text)
}

/// How the package describes it.
pub(crate) fn resource(file: &OutputFile) -> Json {
    json!({
        "name": "finance-journal",
        "path": "finance.journal",
        "type": "file",
        "format": "journal",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "title": "Books",
        "description": "The ledger as balanced entries in the format of hledger, which makes balances and statements \
            of it independently of this program: `hledger -f finance.journal incomestatement`. Its head says how to \
            read it. It is written where the statement is complete.",
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{}", sha256(&file.bytes)),
    })
}
