//! What becomes of each submission: a return, nothing new, or left out with the reason.

use std::collections::BTreeSet;

use model::imported::{Export, Review, Submission};
use model::{Date, Fault, FaultKind, Identifier, InputFile, Participant};
use read::arrival::Contents;
use read::import::{KEYS, StoredSubmission, named_participant};
use workbooks::{FormInputs, entry_places};

use super::entries::{entries, given_among, spell_choices, too_long};
use super::store::Store;
use super::{ImportedReturn, SubmissionLeftOut};
use crate::command::new_version::new_version;
use crate::progress::Steps;
use crate::workspace::{Failure, fault};

/// The submissions of an export by what became of them.
#[derive(Default)]
pub(super) struct Sorted {
    pub(super) written: Vec<ImportedReturn>,
    pub(super) unchanged: Vec<(u32, Identifier, String)>,
    pub(super) left_out: Vec<SubmissionLeftOut>,
    /// Returns that were imported before, whose submissions are not in the export.
    pub(super) gone: Vec<String>,
}

/// Why a submission is left out, and what to do.
struct Refused {
    why: String,
    help: String,
}

fn refused<T>(why: impl Into<String>, help: impl Into<String>) -> Result<T, Refused> {
    Err(Refused { why: why.into(), help: help.into() })
}

/// Decides about every submission, in the order in which they were submitted.
pub(super) fn sort(
    export: &Export,
    store: &mut Store<'_>,
    steps: &mut Steps,
) -> Result<Sorted, Failure> {
    let mut in_order: Vec<&Submission> = export.submissions.iter().collect();
    in_order.sort_by_key(|submission| (submission.submitted, submission.row));
    let mut sorted = Sorted::default();
    for submission in in_order {
        steps.next(format!("Importing row {}", submission.row));
        match decided(submission, store) {
            Err(refused) => sorted.left_out.push(left_out(submission, refused, store)),
            Ok((participant, day)) => one(submission, participant, day, store, &mut sorted)?,
        }
    }
    sorted.left_out.sort_by_key(|left_out| left_out.row);
    let ids: BTreeSet<&str> = export.submissions.iter().map(|own| own.id.as_str()).collect();
    sorted.gone = store.gone(&ids);
    superseded(&mut sorted, store);
    Ok(sorted)
}

/// A submission that is left out; where it was imported before, that return still counts.
fn left_out(submission: &Submission, refused: Refused, store: &Store<'_>) -> SubmissionLeftOut {
    let before = store.newest_of(&submission.id).map_or(String::new(), |(_, path, _)| {
        format!("; it was imported before as {path}, which still counts: move that file away if it is not to")
    });
    SubmissionLeftOut {
        row: submission.row,
        from: submission.from.as_ref().map_or_else(String::new, |(text, _)| text.clone()),
        why: refused.why,
        help: refused.help + &before,
    }
}

/// Whose return a submission is, and the day it came.
fn decided(submission: &Submission, store: &Store<'_>) -> Result<(Participant, Date), Refused> {
    if let Some(why) = &submission.unusable {
        let (why, help) = why.split_once(": ").unwrap_or((why, "look at it in the form tool"));
        return refused(why, help);
    }
    if submission.review == Review::Rejected {
        return refused(
            format!("it was rejected in the form tool (`{}`)", submission.review_text),
            "nothing to do if that still holds; else approve it there and export again",
        );
    }
    let participant = participant(submission, store)?;
    let Some(moment) = submission.submitted else {
        return refused(
            "the export does not say when it was submitted",
            "export again with the column of the submission's day, or type the day into the export",
        );
    };
    Ok((participant, moment.date()))
}

fn participant(submission: &Submission, store: &Store<'_>) -> Result<Participant, Refused> {
    let register = &store.workspace.pact.register;
    let period = &store.form.settings.period;
    let Some((text, column)) = &submission.from else {
        return refused(
            "it does not say whose return it is: `participant_id` is blank",
            "fill it in there with the id from inputs/participants.csv, and export again",
        );
    };
    let said = submission.mapped_participant.as_ref().unwrap_or(text);
    let id = match named_participant(said, register) {
        Ok(id) => id,
        Err(near) => {
            let near = near.map_or(String::new(), |near| format!("; the nearest is `{near}`"));
            return refused(
                format!("`{said}` in `{column}` is no participant{near}"),
                "correct it there and export again, or add the participant to inputs/participants.csv",
            );
        }
    };
    match register.in_force(id.as_str(), period) {
        Some(row) => Ok(row.clone()),
        None => refused(
            format!("`{id}` took no part in the Pact in {period}"),
            "look at the year, or at the days in inputs/participants.csv",
        ),
    }
}

/// Makes the return of a submission, unless it is there already.
fn one(
    submission: &Submission,
    participant: Participant,
    day: Date,
    store: &mut Store<'_>,
    sorted: &mut Sorted,
) -> Result<(), Failure> {
    let id = participant.id.clone();
    let mut notes = Vec::new();
    if let Some((owner, path, fingerprint)) = store.newest_of(&submission.id) {
        if *owner == id && fingerprint == submission.fingerprint {
            sorted.unchanged.push((submission.row, id, path.to_owned()));
            return Ok(());
        }
        notes.push(match *owner == id {
            true => format!("its answers differ from those imported before as {path}"),
            false => format!(
                "it was imported before for `{owner}`, as {path}: remove that file if it was never theirs"
            ),
        });
    }
    if let (Some((_, column)), None) = (&submission.from, &submission.mapped_participant)
        && column == "organisation_name"
    {
        let told = "`participant_id` is blank; whose it is was told by the organisation's name";
        notes.push(told.to_owned());
    }
    if let Some(edits) = submission.edits {
        let times = if edits > 1 { format!(" {edits} times") } else { String::new() };
        notes.push(format!("it was edited{times} after it was sent"));
    }
    if submission.review == Review::HasIssues {
        notes.push(format!("in the form tool it is marked `{}`", submission.review_text));
    }
    let made = made(submission, &participant, store)?;
    let path = format!("inputs/{}/returns/{id}/return-{day}.xlsx", store.year);
    let reading = read_back(&made.0, &path, &participant, day, store)?;
    if let Some(refused) = reading.refused {
        sorted.left_out.push(left_out(submission, refused, store));
        return Ok(());
    }
    notes.extend(made.1);
    let mut look = Vec::new();
    let ground = (store.workspace, store.form);
    let version = new_version(&store.versions(&id), ground, (&id, day), &reading.contents);
    match version {
        Some(version) if version.holds_fewer => look.push(format!("It is {}.", version.words)),
        Some(version) => notes.push(format!("it is {}", version.words)),
        None => {}
    }
    let path = store.free_path(&id, day);
    sorted.written.push(ImportedReturn {
        participant: id.clone(),
        path: path.clone(),
        row: submission.row,
        submitted: day,
        to_look_at: reading.faults,
        look,
        notes,
    });
    let stored = StoredSubmission {
        submission: submission.id.clone(),
        fingerprint: submission.fingerprint.clone(),
        place: (store.export_name.clone(), submission.row.to_string()),
    };
    store.add(&id, (path, made.0), day, (submission.row, stored));
    Ok(())
}

/// The workbook of a submission, and what is to be said about it.
fn made(
    submission: &Submission,
    participant: &Participant,
    store: &Store<'_>,
) -> Result<(Vec<u8>, Vec<String>), Failure> {
    let (workspace, form) = (store.workspace, store.form);
    let said = [
        store.export_name.clone(),
        submission.row.to_string(),
        submission.id.clone(),
        submission.fingerprint.clone(),
    ];
    let identity = KEYS.iter().map(|key| (*key).to_owned()).zip(said).collect();
    let mut entries = entries(submission, &participant.id, &form.questionnaire, identity);
    let blank = FormInputs {
        pact: &workspace.pact.pact,
        settings: &form.settings,
        questionnaire: &form.questionnaire,
        participant: Some(participant),
        outputs: &form.outputs,
        register: &workspace.pact.register,
        last_return: None,
        last_questionnaire: None,
        last_period: None,
        language: &participant.language,
        entries: None,
        transcription: None,
    };
    let without_cell = entry_places(&FormInputs { entries: Some(&entries), ..blank }).not_asked;
    spell_choices(&mut entries, &without_cell);
    let inputs = FormInputs { entries: Some(&entries), ..blank };
    let bytes = workbooks::form(&inputs).map_err(|error| fault("writing a return", error))?;
    let mut notes = Vec::new();
    let not_asked = given_among(&entry_places(&inputs).not_asked, submission);
    if !not_asked.is_empty() {
        notes.push(format!(
            "it answers what is not asked of {}, and that is not in the return: {}",
            participant.name,
            not_asked.join(", ")
        ));
    }
    let long = too_long(submission);
    if !long.is_empty() {
        notes.push(format!(
            "a text is longer than a cell holds and was cut; the whole is in the export: {}",
            long.join(", ")
        ));
    }
    Ok((bytes, notes))
}

/// What the reader of returns says of a return that was just made.
struct ReadBack {
    refused: Option<Refused>,
    faults: usize,
    contents: Contents,
}

fn read_back(
    bytes: &[u8],
    path: &str,
    participant: &Participant,
    day: Date,
    store: &Store<'_>,
) -> Result<ReadBack, Failure> {
    let file = InputFile { path: path.into(), bytes: bytes.into(), sha256: String::new() };
    let workbook =
        read::cells::workbook(&file).map_err(|why| fault("reading a return", why.detail))?;
    let pact = &store.workspace.pact;
    let reading = read::arrival::read_alone(&workbook, &participant.id, store.form, pact, day);
    let refused = match (&reading.result, reading.empty) {
        (Some(_), false) => None,
        (Some(_), true) => Some(Refused {
            why: "nothing is answered in it beside who it is from".to_owned(),
            help: "nothing to do if it was sent by mistake; else look at the export".to_owned(),
        }),
        (None, _) => Some(of_another(reading.faults.first(), store.year)),
    };
    let contents = read::arrival::contents(&reading, store.form);
    Ok(ReadBack { refused, faults: reading.faults.len(), contents })
}

/// Why a submission is no return of this participant and year.
fn of_another(fault: Option<&Fault>, year: i16) -> Refused {
    match fault {
        Some(fault) if fault.kind == FaultKind::PeriodInAnotherYear => Refused {
            why: format!("its period, {}, is not that of {year}", fault.raw),
            help: "import it into the year in which most of its days fall, or have the days corrected and export again"
                .to_owned(),
        },
        Some(fault) => Refused {
            why: format!("it cannot be read as a return of {year}: `{}`", fault.raw),
            help: format!("expected is {}", fault.expected),
        },
        None => Refused {
            why: format!("it cannot be read as a return of {year}"),
            help: "look at its row in the export".to_owned(),
        },
    }
}

/// Says of each return beside which a later one of the same participant counts.
fn superseded(sorted: &mut Sorted, store: &Store<'_>) {
    let last: Vec<(Identifier, Date, u32)> = sorted
        .written
        .iter()
        .map(|own| (own.participant.clone(), own.submitted, own.row))
        .collect();
    for (index, own) in sorted.written.iter_mut().enumerate() {
        let later = last[index + 1..].iter().rev().find(|(id, ..)| *id == own.participant);
        if let Some((_, day, row)) = later {
            own.notes.push(format!("row {row}, submitted on {day}, is later and counts instead"));
        } else if let Some((day, file)) =
            store.last_received(&own.participant).filter(|(day, _)| *day > own.submitted)
        {
            own.notes.push(format!("`{file}`, received on {day}, is later and counts instead"));
        }
    }
}
