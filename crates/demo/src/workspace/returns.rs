//! The folder of a return: the form, filled in, the files beside it and what their columns mean.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::registers::PactOutput;
use model::vocabulary::AmountBasis;
use model::{Pact, Questionnaire, Register, Return as LastReturn, YearSettings};
use workbooks::{Entries, EntryPlaces, FormInputs, entry_places, form};

use super::entries::{answers, entries};
use super::last_return::last_return;
use super::slipped;
use super::{Error, WorkspaceFile, year_path};
use crate::faults::slips::{Arrival, Asked, FileSlip, FormSlip, ReturnSlips};
use crate::pact::SupportingFile;
use crate::pact::{InventedPact, PactYear, Return};
use crate::supporting::{MappingOf, WrittenCells, mapping, uncomputed, written_with};

/// Initials of the office's own, who looked at every mapping.
const CONFIRMED_BY: &str = "SB";

/// What forms are made from, as the program reads it from [`super::office_files`].
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// `pact.toml`.
    pub pact: &'a Pact,
    /// `participants.csv`.
    pub register: &'a Register,
    /// `year.toml` of the year.
    pub settings: &'a YearSettings,
    /// The questionnaire of the year.
    pub questionnaire: &'a Questionnaire,
    /// `outputs.csv` of the year.
    pub outputs: &'a [PactOutput],
}

/// The files of a return, with where the answers stand.
#[derive(Clone, Debug, Default)]
pub struct ReturnFiles {
    /// The files.
    pub files: Vec<WorkspaceFile>,
    /// What was entered into `return.xlsx`.
    pub entries: Entries,
    /// Where each entry stands in `return.xlsx`; nothing without a form.
    pub places: EntryPlaces,
    /// Where the rows of each supporting file stand, by the file's path.
    pub cells: Vec<(String, WrittenCells)>,
    /// Where notes stand beside the rows of repeats: sheet and cell, by the repeat and its row.
    pub(crate) notes: BTreeMap<(String, u32), (String, String)>,
}

/// The folder of one return: years and returns are counted from 0, in the order of the pact.
///
/// # Errors
/// Where the return answers what its form does not ask, comes from an organisation that is not in the Pact, or has
/// a text that breaks a limit of the file format.
pub fn return_files(
    pact: &InventedPact,
    (year, index): (usize, usize),
    ground: &Ground,
) -> Result<ReturnFiles, Error> {
    return_files_with(pact, (year, index), ground, (&ReturnSlips::default(), &[]))
}

/// The same with slips in it. The cells of the answers that are `asked` for are said, also where they stay blank.
///
/// # Errors
/// Those of [`return_files`].
pub(crate) fn return_files_with(
    pact: &InventedPact,
    (year, index): (usize, usize),
    ground: &Ground,
    (slips, asked): (&ReturnSlips, &[Asked]),
) -> Result<ReturnFiles, Error> {
    let this = &pact.years[year];
    let own = &this.returns[index];
    let mut made = match own.form {
        true => filled_form(pact, (year, own), ground, (slips, asked))?,
        false => ReturnFiles::default(),
    };
    let path = |name: &str| year_path(this, &format!("returns/{}/{name}", own.participant));
    let period = period(own, this);
    let mut participants = pact.participants.iter();
    let sender = participants.find(|one| one.id == own.participant);
    let sender = sender.map_or(own.participant.as_str(), |one| &one.name);
    for file in &own.files {
        let of_file = slips.files.get(&file.name).map_or(&[][..], Vec::as_slice);
        let written = written_with(file, of_file, period, sender)?;
        let path = path(&format!("supporting/{}", file.name));
        made.cells.push((path.clone(), written.cells));
        made.files.push(WorkspaceFile { path, bytes: written.bytes });
    }
    if !own.files.is_empty() {
        // A form says what its return's amounts are; without one the mapping does.
        let basis = own.organisation.amount_basis.unwrap_or(AmountBasis::Ordered);
        let of = MappingOf {
            period,
            confirmed: Some((own.received_on.unwrap_or(this.deadline), CONFIRMED_BY)),
            amount_basis: (!own.form).then_some(basis),
        };
        let unmapped = |file: &&SupportingFile| {
            slips.files.get(&file.name).is_some_and(|own| own.contains(&FileSlip::Unmapped))
        };
        let mapped: Vec<SupportingFile> =
            own.files.iter().filter(|file| !unmapped(file)).cloned().collect();
        let bytes = slipped::mapping(mapping(&mapped, &of), &slips.mapping).into_bytes();
        made.files.push(WorkspaceFile { path: path("mapping.toml"), bytes });
    }
    let other = match &slips.arrives {
        Some(Arrival::FormOf(other)) => {
            this.returns.iter().position(|one| one.participant == *other)
        }
        _ => None,
    };
    let other = other.map(|other| return_files(pact, (year, other), ground)).transpose()?;
    slipped::folder(&mut made, &path(""), (slips, this.period_end), other)?;
    Ok(made)
}

/// The reporting period of a return: its own, or the year's where it says none.
fn period(own: &Return, year: &PactYear) -> (Date, Date) {
    let said = &own.organisation;
    match own.form {
        true => (
            said.period_start.unwrap_or(year.period_start),
            said.period_end.unwrap_or(year.period_end),
        ),
        false => (year.period_start, year.period_end),
    }
}

/// The form as it came back, with last year's answers beside.
fn filled_form(
    pact: &InventedPact,
    (year, own): (usize, &Return),
    ground: &Ground,
    (slips, asked): (&ReturnSlips, &[Asked]),
) -> Result<ReturnFiles, Error> {
    let this = &pact.years[year];
    let last = pact.years.iter().find(|last| last.year == this.year - 1);
    let before = last.and_then(|last| entered_in(last, own));
    let last: Option<LastReturn> =
        before.as_ref().and_then(|(last, entries)| last_return(last, &own.participant, entries));
    let mut entries = entries(own, before.as_ref().map(|(_, entries)| entries));
    slipped::form(&mut entries, slips, asked);
    let in_force = ground.register.in_force(&own.participant, &ground.settings.period);
    let Some(participant) = in_force else {
        return Err(Error::NotInForce { participant: own.participant.clone(), year: this.year });
    };
    let of_last_year = slips.form.contains(&FormSlip::OfLastYear);
    let settings = match of_last_year {
        true => &YearSettings { year: this.year - 1, ..ground.settings.clone() },
        false => ground.settings,
    };
    let inputs = FormInputs {
        pact: ground.pact,
        settings,
        questionnaire: ground.questionnaire,
        participant: Some(participant),
        outputs: ground.outputs,
        register: ground.register,
        last_return: last.as_ref(),
        last_questionnaire: None,
        last_period: None,
        language: &own.language,
        entries: None,
        transcription: None,
    };
    let mut places = entry_places(&filled(&inputs, &entries));
    if of_last_year {
        // What only this year's form asks is in no other.
        slipped::without(&mut entries, &places.not_asked);
        places = entry_places(&filled(&inputs, &entries));
    }
    if !places.not_asked.is_empty() {
        return Err(Error::NotAsked {
            participant: own.participant.clone(),
            year: this.year,
            answers: places.not_asked,
        });
    }
    let mut bytes = form(&filled(&inputs, &entries))?;
    if slipped::holds_uncomputed(slips) {
        bytes = uncomputed(&bytes);
    }
    let notes = slipped::notes(&filled(&inputs, &entries));
    let path = year_path(this, &format!("returns/{}/return.xlsx", own.participant));
    let files = vec![WorkspaceFile { path, bytes }];
    Ok(ReturnFiles { files, entries, places, cells: Vec::new(), notes })
}

/// What a form is made from, with what is entered into it.
fn filled<'a>(inputs: &FormInputs<'a>, entries: &'a Entries) -> FormInputs<'a> {
    FormInputs { entries: Some(entries), ..*inputs }
}

/// What the same participant entered into its form of another year.
fn entered_in<'p>(year: &'p PactYear, own: &Return) -> Option<(&'p PactYear, Entries)> {
    let mut returns = year.returns.iter().filter(|other| other.form);
    let last = returns.find(|other| other.participant == own.participant)?;
    Some((year, answers(last)))
}
