//! The registers: who takes part, what the Pact published, what came in when.

use super::table::{Table, shown};
use super::{WorkspaceFile, year_path};
use crate::invent::outputs::working_group;
use crate::pact::{InventedPact, Output, PactYear, Participant, RegisterTable, Return};

/// The registers that hold for every year.
pub(super) fn of_the_pact(pact: &InventedPact) -> [WorkspaceFile; 3] {
    [participants(pact), supporters(pact), contacts(pact)]
}

fn participants(pact: &InventedPact) -> WorkspaceFile {
    let mut table = Table::new([
        "id",
        "name",
        "country",
        "procuring_since",
        "coordinating_since",
        "left",
        "signed_version",
        "website",
        "language",
    ]);
    for one in &pact.participants {
        table.row([
            one.id.as_str(),
            &one.name,
            &one.country,
            &shown(one.procuring_since),
            &shown(one.coordinating_since),
            &shown(one.left),
            &one.signed_version,
            &format!("https://{}.example.org", one.id),
            &one.language,
        ]);
    }
    table.file("inputs/participants.csv".to_owned())
}

fn supporters(pact: &InventedPact) -> WorkspaceFile {
    let mut table =
        Table::new(["id", "name", "country", "letter_received_on", "approved_on", "ended_on"]);
    for one in &pact.supporters {
        table.row([
            one.id.as_str(),
            &one.name,
            &one.country,
            &one.letter_received_on.to_string(),
            &shown(one.approved_on),
            &shown(one.ended_on),
        ]);
    }
    table.file("inputs/supporters.csv".to_owned())
}

/// An office for each participant, at an address nobody can have (RFC 2606).
fn contacts(pact: &InventedPact) -> WorkspaceFile {
    let mut table = Table::new(["participant", "name", "email", "language", "since"]);
    for one in &pact.participants {
        table.row([
            one.id.as_str(),
            office(one),
            &format!("ict-purchasing@{}.test", one.id),
            &one.language,
            &shown(one.procuring_since.into_iter().chain(one.coordinating_since).min()),
        ]);
    }
    table.file("inputs/contacts.csv".to_owned())
}

fn office(participant: &Participant) -> &'static str {
    match participant.language.as_str() {
        "fr" => "Service des achats informatiques",
        _ => "ICT purchasing",
    }
}

/// `outputs.csv`.
pub(super) fn outputs(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new([
        "id",
        "title",
        "title::French (fr)",
        "kind",
        "impacts",
        "working_group",
        "status",
        "approved_on",
        "decision",
        "published_on",
        "languages",
        "downloads",
        "link",
    ]);
    for output in &year.outputs {
        table.row([
            output.id.as_str(),
            &output.title[0],
            &output.title[1],
            &output.kind,
            &output.impacts.join(";"),
            group(year, output),
            &output.status,
            &shown(output.approved_on),
            &output.decision,
            &shown(output.published_on),
            &output.languages.join(";"),
            &shown(output.downloads),
            &link(output),
        ]);
    }
    table.file(year_path(year, "outputs.csv"))
}

/// The id of the working group that makes an output, where the year's register has it.
fn group(year: &PactYear, output: &Output) -> &'static str {
    let mut registers = year.registers.iter();
    let groups = registers.find(|one| one.file == "working-groups.csv");
    let known = |id: &&str| groups.is_some_and(|own| own.rows.iter().any(|row| row[0] == *id));
    working_group(&output.id).filter(known).unwrap_or_default()
}

/// Where an output can be had; a draft nowhere.
fn link(output: &Output) -> String {
    match output.published_on {
        Some(_) => format!("https://pact.example.org/{}", output.id),
        None => String::new(),
    }
}

/// `received.csv`: the workbook and the files of each return whose day was noted.
pub(super) fn received(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new(["participant", "file", "received_on", "channel", "by", "note"]);
    for own in &year.returns {
        let Some(day) = own.received_on else { continue };
        for file in sent(own) {
            table.row([own.participant.as_str(), &file, &day.to_string(), "upload", "secretariat"]);
        }
    }
    table.file(year_path(year, "received.csv"))
}

/// What a participant sent, by path in its folder.
fn sent(own: &Return) -> impl Iterator<Item = String> {
    let form = own.form.then(|| "return.xlsx".to_owned());
    let files = own.files.iter().map(|file| format!("supporting/{}", file.name));
    form.into_iter().chain(files)
}

/// A register that is already a table.
pub(super) fn as_it_stands(year: &PactYear, register: &RegisterTable) -> WorkspaceFile {
    let mut table = Table::new(register.columns.iter().map(String::as_str));
    for row in &register.rows {
        table.row(row.iter().map(String::as_str));
    }
    table.file(year_path(year, &register.file))
}
