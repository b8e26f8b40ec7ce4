//! Covering letters and reminders: drafts of e-mails beside the forms, to be looked at and sent by a person.

use std::path::Path;

use model::reading::Contact;
use model::{Identifier, Participant, YearSettings};
use publish::{Attachment, Letter};
use render::{LetterFacts, LetterKind, Templates};

use crate::workspace::{Failure, Workspace, unwritten};

/// A letter that was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenLetter {
    /// For whom.
    pub participant: Identifier,
    /// Where it lies, relative to the workspace.
    pub path: String,
    /// The language it is in.
    pub language: String,
    /// The language it should be in; another one where there are no words for that.
    pub wanted_language: String,
    /// How many addresses it goes to; none where `contacts.csv` has nobody.
    pub addresses: usize,
    /// Whether the settings say whom to ask; without it the letter names nobody.
    pub names_the_office: bool,
}

/// A letter to be written.
pub(crate) struct LetterRequest<'a> {
    pub(crate) kind: LetterKind,
    pub(crate) participant: &'a Participant,
    /// The language asked for; that of the contacts, else the participant's own, where none is.
    pub(crate) language: Option<&'a str>,
    /// The workbook that goes with it.
    pub(crate) form: &'a [u8],
    pub(crate) with_last_year: bool,
    /// Days until its deadline, or since it.
    pub(crate) days: i32,
    /// Where it goes, relative to the workspace.
    pub(crate) path: String,
}

/// What every letter of a year is written from.
pub(crate) struct Letters<'a> {
    root: &'a Path,
    workspace: &'a Workspace,
    settings: &'a YearSettings,
    templates: Templates,
}

impl<'a> Letters<'a> {
    /// Takes in the words: those shipped, with the office's own laid over them.
    pub(crate) fn new(
        root: &'a Path,
        workspace: &'a Workspace,
        settings: &'a YearSettings,
    ) -> Result<Self, Failure> {
        Ok(Self { root, workspace, settings, templates: workspace.templates()? })
    }

    /// Writes one letter.
    pub(crate) fn write(&self, request: LetterRequest<'_>) -> Result<WrittenLetter, Failure> {
        let id = &request.participant.id;
        let contacts = self.contacts(id);
        let of_contacts = contacts.iter().map(|contact| contact.language.as_str());
        let wanted =
            request.language.or_else(|| of_contacts.into_iter().find(|own| !own.is_empty()));
        let wanted = wanted.unwrap_or(&request.participant.language).to_owned();
        let pact = &self.workspace.pact.pact;
        let settings = self.settings;
        let deadline = settings.due_on(id.as_str());
        let names = contacts.iter().map(|contact| contact.name.trim());
        let facts = LetterFacts {
            pact: &pact.title,
            sample: pact.sample,
            year: settings.year,
            participant: &request.participant.name,
            contacts: names.filter(|name| !name.is_empty()).collect(),
            period: (settings.period.start, settings.period.end),
            deadline,
            extended: deadline > settings.deadline,
            days: request.days,
            with_last_year: request.with_last_year,
            secretariat: pact.secretariat.as_ref(),
        };
        let text = render::letter(&self.templates, request.kind, &wanted, &facts)?;
        let office = pact.secretariat.as_ref();
        let letter = Letter {
            from: office.map(|own| (own.name.in_language(&text.language), own.email.as_str())),
            to: contacts.iter().map(|own| (own.name.as_str(), own.email.as_str())).collect(),
            subject: &text.subject,
            body: &text.body,
            language: &text.language,
            attachment: Some(Attachment {
                name: &format!("{id}-{}.xlsx", settings.year),
                bytes: request.form,
            }),
        };
        publish::write_file(self.root, &request.path, &letter.to_eml())
            .map_err(|error| unwritten(&error, "the letters written before it are complete"))?;
        Ok(WrittenLetter {
            participant: id.clone(),
            path: request.path,
            language: text.language,
            wanted_language: wanted,
            addresses: contacts.len(),
            names_the_office: office.is_some(),
        })
    }

    /// Whom to write to, in the register's order.
    fn contacts(&self, participant: &Identifier) -> Vec<&'a Contact> {
        let contacts = self.workspace.pact.contacts.iter();
        contacts.filter(|contact| contact.participant == *participant).collect()
    }
}
