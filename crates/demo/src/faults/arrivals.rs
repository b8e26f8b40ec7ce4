//! What arrives: damaged, empty, another's, last year's, in the wrong folder, or not at all.

use super::Kind;
use super::list::Spot;
use super::slips::{Arrival, Content, FormSlip};
use super::victim::Victim;

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    no_workbook,
    damaged,
    encrypted,
    empty_file,
    misnamed_folder,
    form_of_another,
    form_of_last_year,
    own_workbook,
    letter,
    silent,
    sent_back_empty,
    newer_version_damaged,
    newer_version_unpacked,
    conflicted_copy,
    second_download,
    letter_beside,
    transcribed,
    late,
];

/// A form that is lost, with what its own rule finds in the file.
fn lost(victim: &mut Victim, rule: &'static str, content: Content, what: &str) -> Option<()> {
    victim.loses(Arrival::Content(content))?;
    victim.finds(rule, Spot::File(victim.path("return.xlsx")), what);
    victim.is_silent();
    Some(())
}

/// R001: a PDF by the name of the form.
fn no_workbook(victim: &mut Victim) -> Option<()> {
    let text = "%PDF-1.7\n% Everything in this file is invented.\n".to_owned();
    lost(victim, "R001", Content::Text(text), "A PDF was renamed to return.xlsx")
}

/// R002: an upload that broke off.
fn damaged(victim: &mut Victim) -> Option<()> {
    lost(victim, "R002", Content::CutOff, "The upload broke off: the file ends in the middle")
}

/// R003: a password.
fn encrypted(victim: &mut Victim) -> Option<()> {
    lost(victim, "R003", Content::Encrypted, "The form opens with a password alone")
}

/// R004: a placeholder of a shared folder.
fn empty_file(victim: &mut Victim) -> Option<()> {
    lost(victim, "R004", Content::Empty, "A placeholder of 0 bytes that was never fetched")
}

/// R006: a folder that is named like no participant.
fn misnamed_folder(victim: &mut Victim) -> Option<()> {
    let name = format!("{}_{}", victim.id, victim.this().year);
    let path = victim.in_year(&format!("returns/{name}"));
    victim.loses(Arrival::Nothing)?;
    let slips = victim.slips();
    slips.arrives = None;
    slips.folder = Some(name);
    victim.finds_of(
        String::new(),
        "R006",
        Spot::File(path),
        "The folder has the year in its name".to_owned(),
    );
    victim.is_silent();
    Some(())
}

/// R007: the form of a neighbour.
fn form_of_another(victim: &mut Victim) -> Option<()> {
    let (year, id) = (victim.year, victim.id);
    let others = victim.this().returns.iter().filter(|own| own.form && own.participant != id);
    let others: Vec<String> = others.map(|own| own.participant.clone()).collect();
    let other = others.into_iter().find(|other| !victim.faults.is_whole(year, other))?;
    victim.loses(Arrival::FormOf(other.clone()))?;
    let spot = Spot::Cell(victim.path("return.xlsx"), "_cfit", "B5");
    victim.finds("R007", spot, format!("It filled in the form that was made for {other}"));
    victim.is_silent();
    Some(())
}

/// R008: the form of the year before.
fn form_of_last_year(victim: &mut Victim) -> Option<()> {
    victim.loses(Arrival::Nothing)?;
    let slips = victim.slips();
    slips.arrives = None;
    slips.form.push(FormSlip::OfLastYear);
    let spot = Spot::Cell(victim.path("return.xlsx"), "_cfit", "B4");
    victim.finds("R008", spot, "The form was made for the year before");
    victim.is_silent();
    Some(())
}

/// R009: a workbook of its own making.
fn own_workbook(victim: &mut Victim) -> Option<()> {
    victim.loses(Arrival::OwnWorkbook)?;
    let path = victim.path("return.xlsx");
    victim.finds("R009", Spot::File(path), "It answered in a table of its own making");
    victim.is_silent();
    Some(())
}

/// R115: a letter, and no return.
fn letter(victim: &mut Victim) -> Option<()> {
    victim.loses(Arrival::Nothing)?;
    victim.own_mut()?.received_on = None;
    let text = "Subject: our figures\n\nWe bought 41 laptops and 3 printers.\n".to_owned();
    victim.slips().beside.push(("received/our-figures.eml".to_owned(), Content::Text(text)));
    let path = victim.path("received/our-figures.eml");
    victim.finds(
        "R115",
        Spot::File(path),
        "The answers came in an e-mail, and nobody transcribed them",
    );
    victim.is_silent();
    Some(())
}

/// R103: nothing came.
fn silent(victim: &mut Victim) -> Option<()> {
    victim.loses(Arrival::Nothing)?;
    victim.own_mut()?.received_on = None;
    victim.finds("R103", Spot::Nowhere, "No return came, and nobody agreed to that");
    Some(())
}

/// R012: the form as it went out.
fn sent_back_empty(victim: &mut Victim) -> Option<()> {
    victim.loses(Arrival::Nothing)?;
    victim.slips().arrives = None;
    let own = victim.own_mut()?;
    own.uptake.clear();
    own.carried.clear();
    own.stories.clear();
    own.evidence.clear();
    own.adoption.clear();
    own.reflection.clear();
    own.purchases.clear();
    own.in_use.clear();
    own.end_of_use.clear();
    own.tenders.clear();
    own.good_practices.clear();
    own.outreach.clear();
    own.in_kind.clear();
    own.contribution = None;
    let path = victim.path("return.xlsx");
    victim.finds("R012", Spot::File(path), "The form was sent back before it was filled in");
    victim.is_silent();
    Some(())
}

/// A newer version that cannot be used, so that the older one counts.
fn newer(victim: &mut Victim, file: (&str, Content), rule: &'static str, what: &str) -> Option<()> {
    victim.own()?;
    victim.claim(&["version"])?;
    victim.slips().beside.push((file.0.to_owned(), file.1));
    let path = victim.path("return-2.xlsx");
    victim.finds(rule, Spot::File(path.clone()), what);
    victim.finds("R011", Spot::File(path), "So the version before it counts");
    Some(())
}

/// R002 and R011: a second version that broke off.
fn newer_version_damaged(victim: &mut Victim) -> Option<()> {
    newer(
        victim,
        ("return-2.xlsx", Content::CutOff),
        "R002",
        "A second version broke off on its way",
    )
}

/// R013 and R011: a second version that somebody unpacked into a folder.
fn newer_version_unpacked(victim: &mut Victim) -> Option<()> {
    let part = Content::Text("<workbook/>\n".to_owned());
    let file = ("return-2.xlsx/xl/workbook.xml", part);
    newer(victim, file, "R013", "A second version was unpacked into a folder of its name")
}

/// A file that does not belong in the folder.
fn besides(victim: &mut Victim, name: &str, content: Content, what: &str) -> Option<()> {
    victim.own()?;
    victim.claim(&[&format!("beside/{name}")])?;
    victim.slips().beside.push((name.to_owned(), content));
    victim.finds("R005", Spot::File(victim.path(name)), what);
    Some(())
}

/// R005: what a shared drive makes of two who save at once.
fn conflicted_copy(victim: &mut Victim) -> Option<()> {
    let name = "return (conflicted copy 2026-10-12).xlsx";
    besides(victim, name, Content::CutOff, "A conflicted copy of the form lies beside it")
}

/// R005: a second download.
fn second_download(victim: &mut Victim) -> Option<()> {
    besides(
        victim,
        "return (1).xlsx",
        Content::CutOff,
        "A second download of the form lies beside it",
    )
}

/// R005: a letter that is not in `received/`.
fn letter_beside(victim: &mut Victim) -> Option<()> {
    let text = Content::Text("The schools are not in our figures.\n".to_owned());
    besides(victim, "note.txt", text, "A note lies beside the form")
}

/// R116: typed in by the office from a letter.
fn transcribed(victim: &mut Victim) -> Option<()> {
    victim.own()?;
    victim.claim(&["identity"])?;
    victim.slips().form.push(FormSlip::Transcribed("letter.pdf"));
    let spot = Spot::Cell(victim.path("return.xlsx"), "_cfit", "B7");
    victim.finds("R116", spot, "The office typed the answers in, and nobody confirmed them");
    Some(())
}

/// R104: after the deadline and any extension.
fn late(victim: &mut Victim) -> Option<()> {
    victim.own()?.received_on?;
    victim.claim(&["received"])?;
    let id = victim.id;
    let this = victim.this();
    let extended = this.extensions.iter().find(|own| own.participant == id);
    let due = extended.map_or(this.deadline, |own| own.until);
    let day = due.checked_add(jiff::ToSpan::days(12)).ok()?;
    victim.own_mut()?.received_on = Some(day);
    let with = vec![("participant", id.to_owned())];
    let spot = Spot::Record(victim.in_year("received.csv"), "received_on", with);
    victim.finds("R104", spot, "It came twelve days after it was due");
    Some(())
}
