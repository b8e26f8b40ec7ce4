//! Whose a file is, of which year, and what it is there.

use model::cell::FileFormat;
use model::{Identifier, InputFile};
use read::arrival::{Arrival, arrival, nearest_participant};
use read::year::YearForm;

use super::content::{Content, has_attachment};
use super::{Kind, Office, Refusal};
use crate::workspace::{Workspace, in_a_command};

/// Whose a file is.
pub(super) struct Owned {
    pub(super) kind: Kind,
    pub(super) participant: Identifier,
    pub(super) year: i16,
}

/// The participant of an id, if the register knows it.
pub(super) fn known(id: &str, workspace: &Workspace) -> Result<Identifier, Refusal> {
    let parsed = Identifier::parse(id);
    let known = parsed.filter(|id| workspace.pact.register.knows(id.as_str()));
    known.ok_or_else(|| {
        let help = match nearest_participant(id, &workspace.pact) {
            Some(near) => format!("is `{near}` meant? The ids are in inputs/participants.csv"),
            None => "the ids are in inputs/participants.csv".to_owned(),
        };
        Refusal::new(format!("`{id}` is no participant"), help)
    })
}

impl Office<'_> {
    /// Says whose a file is, by what it says itself, else by what was named.
    pub(super) fn owner(&self, file: &InputFile, content: &Content) -> Result<Owned, Refusal> {
        if let Content::Workbook(workbook) = content
            && workbook.format != FileFormat::Csv
        {
            let forms: Vec<&YearForm> = self.forms.values().rev().collect();
            let arrival = arrival(workbook, &forms, &self.workspace.pact);
            if arrival.claims.is_form {
                if workbook.format == FileFormat::Xlsb {
                    let why = "it is a form saved as a binary workbook (.xlsb)";
                    return Err(Refusal::new(
                        why,
                        "open it, save it as .xlsx, and receive that file",
                    ));
                }
                let participant = self.sender(&arrival)?;
                let year = self.year_of(&arrival, &participant, file)?;
                return Ok(Owned { kind: Kind::Return, participant, year });
            }
        }
        let (kind, what) = match content {
            Content::Workbook(_) => {
                (Kind::Supporting, "it is no form of a return, so it does not say whose it is")
            }
            Content::Letter => (Kind::Letter, "a letter or a scan does not say whose it is"),
        };
        let Some(participant) = self.participant.clone() else {
            if has_attachment(file) {
                let why = "it is an e-mail with an attachment, which is not looked into";
                return Err(Refusal::new(why, "save the attachment and receive that"));
            }
            let help = format!(
                "name whose it is: cfit receive --year {} --participant ID {}",
                self.year,
                in_a_command(&file.path)
            );
            return Err(Refusal::new(what, help));
        };
        Ok(Owned { kind, participant, year: self.year })
    }

    /// Who sent a form: the participant it was made for, which the answer in it must not contradict.
    fn sender(&self, arrival: &Arrival) -> Result<Identifier, Refusal> {
        let claims = &arrival.claims;
        let form = claims.form_participant.as_deref();
        let answered = claims.answered_participant.as_deref();
        let Some(said) = form.or(answered) else {
            return self.participant.clone().ok_or_else(|| {
                let help = "look into it, and name whose it is with --participant";
                Refusal::new(
                    "it is a form, but it does not say whose: the id is gone from it",
                    help,
                )
            });
        };
        let written = said;
        let said = known(written, self.workspace);
        // A form for nobody in particular, with a name typed where the id goes: whoever takes it in knows whose it is.
        if let (None, Err(_), Some(named)) = (form, &said, &self.participant) {
            return Ok(named.clone());
        }
        let said = said.map_err(|refusal| {
            let why =
                format!("it says that it is the form of `{written}`, which is no participant");
            let help = format!("{}; or name whose it is with --participant", refusal.help);
            Refusal::new(why, if form.is_none() { help } else { refusal.help })
        })?;
        let name = |id: &Identifier| self.workspace.pact.register.name(id.as_str()).to_owned();
        if let Some(named) = self.participant.as_ref().filter(|named| **named != said) {
            let why = format!(
                "it is the form of {} (`{said}`), not of {} (`{named}`)",
                name(&said),
                name(named)
            );
            let help = format!(
                "leave out --participant to store it as that of `{said}`, or ask {} for its own form",
                name(named)
            );
            return Err(Refusal::new(why, help));
        }
        if let Some(other) = answered.filter(|other| *other != said.as_str()) {
            let why = format!(
                "the form was made for {} (`{said}`), but the answer to participant_id in it is `{other}`",
                name(&said)
            );
            let help = format!(
                "ask whose answers they are; if those of `{said}`, put `{said}` into participant_id and receive the file then, else have them put into the other's own form"
            );
            return Err(Refusal::new(why, help));
        }
        Ok(said)
    }

    /// Of which year a form is.
    fn year_of(
        &self,
        arrival: &Arrival,
        participant: &Identifier,
        file: &InputFile,
    ) -> Result<i16, Refusal> {
        let named = self.request.year;
        let Some(year) = arrival.year else {
            return match (&arrival.claims.form_year, named) {
                (Some(year), _) => Err(self.no_such_year(year)),
                (None, Some(named)) => Ok(named),
                (None, None) => {
                    let why = "it does not say of which year it is";
                    Err(Refusal::new(why, "look into it, and name the year with --year"))
                }
            };
        };
        if arrival.claims.form_year.is_none() {
            return match named {
                Some(named) => Ok(named),
                None => self.not_of_before(year, participant, file),
            };
        }
        if let Some(named) = named.filter(|named| *named != year) {
            let why = format!("it is the form of {year}, not of {named}");
            let help = format!(
                "leave out --year to store it as a return of {year}, or ask for the form of {named}: cfit forms --year {named}"
            );
            return Err(Refusal::new(why, help));
        }
        match (named, self.covers_another(arrival, year)) {
            (None, Some(other)) => {
                let why =
                    format!("it is the form of {year}, but it was filled in for days of {other}");
                let help = format!(
                    "ask for the form of {other} (cfit forms --year {other}), or, if its days are mistyped, store it with --year {year}"
                );
                Err(Refusal::new(why, help))
            }
            (None, None) => self.not_of_before(year, participant, file),
            (Some(_), _) => Ok(year),
        }
    }

    /// The year, unless it is one whose returns were collected before: there, a form can change what was reported.
    fn not_of_before(
        &self,
        year: i16,
        participant: &Identifier,
        file: &InputFile,
    ) -> Result<i16, Refusal> {
        if year >= self.collected {
            return Ok(year);
        }
        let collected = self.collected;
        let why = format!("it is the form of {year}, and what comes in now is of {collected}");
        let help = format!(
            "ask for the form of {collected} (cfit forms --year {collected} --participant {participant}); or, if it is a new version of the return of {year}, whose figures may change with it: cfit receive --year {year} {}",
            in_a_command(&file.path)
        );
        Err(Refusal::new(why, help))
    }

    fn no_such_year(&self, year: &str) -> Refusal {
        let own = year.parse().ok().and_then(|year: i16| self.unreadable.get(&year));
        if let Some(obstacle) = own.and_then(|obstacles| obstacles.first()) {
            let why = format!("it is the form of {year}, which cannot be read: {}", obstacle.what);
            return Refusal::new(why, obstacle.help.clone());
        }
        let years: Vec<String> =
            self.workspace.files.years.iter().map(ToString::to_string).collect();
        let why = format!("it is the form of {year}; the years here are {}", years.join(", "));
        Refusal::new(
            why,
            format!("ask for the form of {}: cfit forms --year {}", self.year, self.year),
        )
    }

    /// The other year of the workspace that more of the answered days fall in.
    fn covers_another(&self, arrival: &Arrival, year: i16) -> Option<i16> {
        let period = arrival.claims.period?;
        let shared = |form: &YearForm| period.days_shared(&form.settings.period);
        let own = shared(self.forms.get(&year)?);
        let others = self.forms.iter().filter(|(other, _)| **other != year);
        let (most, other) = others.map(|(other, form)| (shared(form), *other)).max()?;
        (most > own).then_some(other)
    }
}
