//! `cfit forms`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use pipeline::{
    AnsweredFile, FormsOutcome, FormsRequest, KeptForm, NoForm, Whom, WhyKept, WhyNot, WrittenForm,
};

use crate::arguments::FormsOptions;
use crate::screen::{Screen, failed};
use crate::{letters, remind};

pub(crate) fn run(workspace: &Path, options: &FormsOptions, screen: &mut Screen) -> Result<u8> {
    let request = FormsRequest {
        year: options.year,
        whom: whom(workspace, options)?,
        language: options.language.clone(),
    };
    let outcome = pipeline::forms(workspace, &request, screen).map_err(failed)?;
    if screen.is_json() {
        let mut rows: Vec<_> = outcome.written.iter().map(record).collect();
        rows.extend(outcome.kept.iter().map(record_of_kept));
        rows.extend(outcome.none.iter().map(record_of_none));
        screen.answer(&rows)?;
    } else {
        screen.say(&in_words(&outcome))?;
    }
    Ok(0)
}

/// For whom forms are asked for.
fn whom(workspace: &Path, options: &FormsOptions) -> Result<Whom> {
    if options.blank {
        return Ok(Whom::Nobody);
    }
    let Some(file) = &options.transcribe else {
        return Ok(Whom::Participants(options.participant.clone()));
    };
    let participant = match options.participant.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => bail!("--transcribe makes one form: name one participant"),
    };
    Ok(Whom::Office(AnsweredFile {
        shown: shown(workspace, file)?,
        participant,
        entered_by: options.entered_by.clone().unwrap_or_default(),
    }))
}

/// A file by its path in the workspace, or by its name where it lies elsewhere.
fn shown(workspace: &Path, file: &Path) -> Result<String> {
    let named = || format!("{} cannot be read: check the path after --transcribe", file.display());
    let on_disk = file.canonicalize().with_context(named)?;
    if !on_disk.is_file() {
        bail!("{} is no file: name the letter or scan itself", file.display());
    }
    let inside = workspace.canonicalize().ok();
    let inside = inside.and_then(|root| on_disk.strip_prefix(root).ok().map(Path::to_owned));
    let path = inside.or_else(|| on_disk.file_name().map(Into::into)).unwrap_or_default();
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

fn record(form: &WrittenForm) -> serde_json::Value {
    serde_json::json!({
        "participant": form.participant.as_ref().map(|own| own.as_str()),
        "file": form.path,
        "written": true,
        "language": form.language,
        "language_wanted": form.fall_back.as_ref().map_or(&form.language, |own| &own.wanted),
        "texts_not_translated": form.fall_back.as_ref().map_or(0, |own| own.untranslated),
        "with_last_year": form.with_last_year,
        "transcribed_from": form.transcribes,
        "letter": form.letter.as_ref().map(|own| serde_json::json!({
            "file": own.path,
            "language": own.language,
            "addresses": own.addresses,
        })),
        "letter_kept": form.letter_kept,
    })
}

fn record_of_kept(form: &KeptForm) -> serde_json::Value {
    let why = match form.why {
        WhyKept::FilledIn => "filled_in",
        WhyKept::Unreadable => "unreadable",
    };
    serde_json::json!({
        "participant": form.participant.as_str(), "file": form.path, "written": false, "why": why,
    })
}

fn record_of_none(none: &NoForm) -> serde_json::Value {
    let why = remind::code(&none.why);
    serde_json::json!({
        "participant": none.participant.as_str(), "file": null, "written": false, "why": why,
    })
}

/// What was written, what is not in the language wanted, and what to do next.
fn in_words(outcome: &FormsOutcome) -> String {
    let mut text = String::new();
    for form in &outcome.written {
        let last = if form.with_last_year { ", with last year's answers" } else { "" };
        text.push_str(&format!("{} ({}{last})\n", form.path, form.language));
    }
    for line in fall_backs(&outcome.written) {
        text.push_str(&format!("{line}\n"));
    }
    for none in &outcome.none {
        let because = because(&none.why);
        text.push_str(&format!(
            "No form: {} ({}), because {because}.\n",
            none.name, none.participant
        ));
    }
    if !outcome.none.is_empty() {
        text.push_str("   To send one all the same: cfit forms --participant ID\n");
    }
    let letters: Vec<_> = outcome.written.iter().filter_map(|form| form.letter.as_ref()).collect();
    text.push_str(&letters::remarks(&letters));
    let reworded = outcome.written.iter().filter_map(|form| form.letter_kept.as_ref());
    for path in reworded {
        text.push_str(&format!(
            "Not written over: {path} was changed by hand. The form attached to it is the earlier one: attach the new \
             one, or delete the letter and run this again.\n"
        ));
    }
    for form in &outcome.kept {
        text.push_str(&kept(form, outcome.year));
    }
    text + &next(outcome)
}

/// Why a participant gets no form.
fn because(why: &WhyNot) -> &'static str {
    match why {
        WhyNot::Exempt => "it is exempt in year.toml",
        WhyNot::JoinedTooLate => "it joined too late in the period for a return to be expected",
        WhyNot::LeftEarly => "it left too early in the period for a return to be expected",
        WhyNot::Returned | WhyNot::Covered | WhyNot::ExtendedUntil(_) => "none is needed now",
    }
}

/// What is said of a form that was not written over.
fn kept(form: &KeptForm, year: i16) -> String {
    let KeptForm { path, participant, why } = form;
    let why = match why {
        WhyKept::FilledIn => "somebody filled in or changed something there",
        WhyKept::Unreadable => {
            "it cannot be looked into (a password, or not a workbook), so it may be filled in"
        }
    };
    format!(
        "Not written over: {path}, since {why}. Take it in with `cfit receive {path}`; or move it away, and write the \
         form anew with `cfit forms --year {year} --participant {participant}`.\n"
    )
}

/// What is not in the language wanted, once for all forms it is alike in.
fn fall_backs(written: &[WrittenForm]) -> Vec<String> {
    let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for form in written {
        let Some(own) = &form.fall_back else { continue };
        let whom = form.participant.as_ref().map_or("blank form", |id| id.as_str());
        let first = |code: &str| code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        if first(&own.questions) != first(&own.wanted) {
            let what = format!(
                "the questionnaire has no `{}`, so the questions are in `{}`",
                own.wanted, own.questions
            );
            alike.entry(what).or_default().push(whom);
        } else if first(&own.frame) != first(&own.wanted) {
            let what = format!(
                "the questions are in `{}`; instructions and headings are in `{}`",
                own.questions, own.frame
            );
            alike.entry(what).or_default().push(whom);
        }
        if own.untranslated > 0 {
            let what = format!(
                "some texts are not translated into `{}` in the questionnaire",
                own.questions
            );
            alike.entry(what).or_default().push(whom);
        }
    }
    let line =
        |(what, whom): (String, Vec<&str>)| format!("Language: {what} ({}).", whom.join(", "));
    alike.into_iter().map(line).collect()
}

fn next(outcome: &FormsOutcome) -> String {
    let year = outcome.year;
    match outcome.written.as_slice() {
        [] if outcome.kept.is_empty() && outcome.none.is_empty() => {
            format!("No participant is in force in {year}: nothing was written.\n")
        }
        [] => "No form was written.\n".to_owned(),
        [form] if form.transcribes.is_some() => transcribing(form, year),
        [form, ..] if form.participant.is_none() => {
            "Next: show or print it. One that comes back filled in is taken in with `cfit receive FILE`; it counts for \
             the participant whose id is filled in.\n"
                .to_owned()
        }
        [form] => format!(
            "Next: open the letter beside it ({}) in your mail program, look at it and send it; take in what comes \
             back with `cfit receive FILE`.\n",
            form.letter.as_ref().map_or(form.letter_kept.as_deref().unwrap_or_default(), |own| &own.path)
        ),
        several => format!(
            "{} forms, each with a letter (.eml) beside it. Next: open the letters in your mail program, look at them \
             and send them; take in what comes back with `cfit receive FILE`.\n",
            several.len()
        ),
    }
}

/// What the office does with a form to transcribe into.
fn transcribing(form: &WrittenForm, year: i16) -> String {
    let from = form.transcribes.as_deref().unwrap_or_default();
    let id = form.participant.as_ref().map_or("ID", |id| id.as_str());
    let keep = match from.starts_with("inputs/") {
        true => String::new(),
        false => format!(
            "   Keep {from} in inputs/{year}/returns/{id}/received/, where it can be found again.\n"
        ),
    };
    format!(
        "Next:\n{keep}   Type in what {from} says, and your initials on the first sheet.\n   Take it in: cfit receive \
         {}\n   Its figures are provisional until the day {id} confirmed them stands on the first sheet: then take it \
         in again.\n",
        form.path
    )
}
