//! The page of one participant, for the office only (product.md 6): what came, what it stands for, what counts
//! and why, where each row of its files went, where it stands beside the others, and what it is asked.
//!
//! Nobody is ranked: its own answers stand beside how all answered.

mod accounts;
mod devices;
mod files;
mod standing;
mod variables;
mod volume;

use std::collections::BTreeSet;
use std::sync::Arc;

use model::document::{Audience, Block};
use model::{Document, Identifier, Obstacle};

use crate::composer::Composer;
use crate::context::{Context, Material};
use crate::document::{LANGUAGE, composed};
use crate::registers::Content;
use crate::templates::Templates;
use crate::trouble::Trouble;
use crate::variables::{self as shared, Variables};
use crate::words::Words;

pub(crate) use files::{folder, is_litter};
pub(crate) use variables::exempt_because;

/// Name of the template.
const TEMPLATE: &str = "participant";

/// The pages of all participants of a year.
pub struct ParticipantPages<'a> {
    templates: &'a Templates,
    material: Material,
    /// Variables that are the same on every page.
    variables: Variables,
}

impl<'a> ParticipantPages<'a> {
    /// Prepares the pages of a year.
    ///
    /// # Errors
    /// If the file of words cannot be read.
    pub fn new(templates: &'a Templates, context: &Context) -> Result<Self, Obstacle> {
        let words = Words::read(templates, LANGUAGE)?;
        let material = Material::new(context, words, LANGUAGE);
        let variables = shared::of(&material);
        Ok(Self { templates, material, variables })
    }

    /// The participants that have a page, by id: everyone in force in the period, whether a return was
    /// expected or not, and those from whom anything came.
    pub fn participants(&self) -> Vec<Identifier> {
        let year = &self.material.this;
        let coverage = &year.results.coverage;
        let in_force = coverage.in_force.iter().chain(&coverage.expected);
        let mut ids: BTreeSet<Identifier> = in_force.cloned().collect();
        ids.extend(year.reading.returns.keys().cloned());
        ids.extend(year.reading.versions.iter().map(|version| version.participant.clone()));
        ids.extend(year.reading.tables.iter().map(|table| table.participant.clone()));
        let folders = self.material.files.iter().filter_map(|path| {
            files::folder(path, year.reading.year()).and_then(Identifier::parse)
        });
        ids.extend(folders.filter(|id| self.material.register.knows(id.as_str())));
        ids.into_iter().collect()
    }

    /// The page of one participant.
    ///
    /// # Errors
    /// If the template cannot be understood or asks for something that does not exist.
    pub fn page(&self, participant: &Identifier) -> Result<Document, Obstacle> {
        let material = Material { about: Some(participant.clone()), ..self.material.clone() };
        let mut variables = self.variables.clone();
        variables.extend(variables::of(&material, participant));
        let composer = Composer::with(material, self.templates.clone(), variables);
        composed(TEMPLATE, Audience::OfficeOnly, &composer, self.templates, |_, _| Vec::new())
    }
}

/// Tables of the page by name; `None` where the name is none of them.
pub(crate) fn register(
    name: &str,
    material: &Material,
) -> Option<fn(&Material, &Identifier) -> Content> {
    material.about.as_ref()?;
    Some(match name {
        "own_files" => files::came,
        "own_volume" => volume::counted,
        "own_reconciliation" => volume::reconciliation,
        "own_devices" => devices::table,
        "own_strategies" => standing::strategies,
        "own_practices" => standing::practices,
        _ => return None,
    })
}

/// Names of these tables, for messages.
pub(crate) const REGISTERS: [&str; 6] = [
    "own_files",
    "own_volume",
    "own_reconciliation",
    "own_devices",
    "own_strategies",
    "own_practices",
];

/// Blocks of the page that are more than one table: `file_accounts` and `own_findings`.
///
/// # Errors
/// If the document is no page of a participant.
pub(crate) fn blocks(composer: &Arc<Composer>, name: &str) -> Result<Vec<Block>, Trouble> {
    let material = &composer.material;
    let Some(about) = &material.about else {
        let help = "Ask for it in `participant.md`.";
        return Err(Trouble::new(format!("`{name}` is of the page of one participant"), help));
    };
    let mut store = composer.store();
    Ok(match name {
        "file_accounts" => accounts::blocks(material, about, &mut store),
        _ => crate::registers::of_participant(material, about, &mut store),
    })
}
