//! Everything that was read, before anything is computed. Lines of purchases stand beside it in columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::counting_decisions::CountingDecision;
use crate::earlier::Earlier;
use crate::fault::Fault;
use crate::finance::FinanceInputs;
use crate::governance::{Correction, Governance};
use crate::identifier::Identifier;
use crate::pact::Pact;
use crate::participant::Register;
use crate::place::Place;
use crate::questionnaire::Questionnaire;
use crate::rates::RateHistory;
use crate::registers::{ConditionWord, Ecolabel, PactOutput, ProductCode, Receipt, Supporter};
use crate::submission::{Return, ReturnVersion};
use crate::supporting::{DeviceGroup, TableReading, UnclassifiedWord};
use crate::unused_numbers::UnusedNumbers;
use crate::year::YearSettings;

/// What holds for every year of the workspace.
#[derive(Clone, PartialEq, Debug)]
pub struct PactReading {
    /// `pact.toml`.
    pub pact: Pact,
    /// `participants.csv`.
    pub register: Register,
    /// `supporters.csv`.
    pub supporters: Vec<Supporter>,
    /// `contacts.csv`; in no output but `outbox/`.
    pub contacts: Vec<Contact>,
    /// `product-codes.csv`.
    pub product_codes: Vec<ProductCode>,
    /// `ecolabels.csv`; the shipped list where the workspace has none.
    pub ecolabels: Vec<Ecolabel>,
    /// `condition-words.csv`; the shipped list where the workspace has none.
    pub condition_words: Vec<ConditionWord>,
    /// `rates/`.
    pub rates: RateHistory,
    /// What could not be taken as it stands in these files.
    pub faults: Vec<Fault>,
}

impl PactReading {
    /// A Pact with its participants; no other file is there.
    pub fn new(pact: Pact, register: Register) -> Self {
        Self {
            pact,
            register,
            supporters: Vec::new(),
            contacts: Vec::new(),
            product_codes: Vec::new(),
            ecolabels: Vec::new(),
            condition_words: Vec::new(),
            rates: RateHistory::default(),
            faults: Vec::new(),
        }
    }
}

/// One row of `contacts.csv`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    /// For whom.
    pub participant: Identifier,
    /// Name of the person.
    pub name: String,
    /// Address.
    pub email: String,
    /// BCP 47 code; empty: the participant's.
    pub language: String,
}

/// What was read for one year.
#[derive(Clone, PartialEq, Debug)]
pub struct YearReading {
    /// `year.toml`.
    pub settings: YearSettings,
    /// `questionnaire.xlsx`.
    pub questionnaire: Questionnaire,
    /// `outputs.csv`.
    pub outputs: Vec<PactOutput>,
    /// `received.csv`.
    pub receipts: Vec<Receipt>,
    /// The returns that count, at most one a participant, by id.
    pub returns: BTreeMap<Identifier, Return>,
    /// Participants that ask for their volume to be withheld in the form that counts or in a newer one. That need
    /// not be one that can be used: others may report their volume.
    pub protecting_in_any_form: BTreeSet<Identifier>,
    /// What became of every file that is or should be a return.
    pub versions: Vec<ReturnVersion>,
    /// Supporting tables that were read through a mapping.
    pub tables: Vec<TableReading>,
    /// Rows of tables of assets and of disposals, summed where they are alike.
    pub devices: Vec<DeviceGroup>,
    /// The words that stand most often in rows whose product group could not be told.
    pub unclassified_words: Vec<UnclassifiedWord>,
    /// Numbers that came in and are in no figure.
    pub unused_numbers: Vec<UnusedNumbers>,
    /// `corrections.csv`.
    pub corrections: Vec<Correction>,
    /// `counting.csv`, in the order of its rows.
    pub counting: Vec<CountingDecision>,
    /// The registers that say how the Pact worked.
    pub governance: Governance,
    /// `finance/`.
    pub finance: FinanceInputs,
    /// What was published of this year and of earlier ones: sealed editions, and figures from before this program.
    pub earlier: Earlier,
    /// What could not be taken as it stands in this year's files.
    pub faults: Vec<Fault>,
}

impl YearReading {
    /// A year of which nothing has come in yet.
    pub fn new(settings: YearSettings, questionnaire: Questionnaire) -> Self {
        Self {
            settings,
            questionnaire,
            outputs: Vec::new(),
            receipts: Vec::new(),
            returns: BTreeMap::new(),
            protecting_in_any_form: BTreeSet::new(),
            versions: Vec::new(),
            tables: Vec::new(),
            devices: Vec::new(),
            unclassified_words: Vec::new(),
            unused_numbers: Vec::new(),
            corrections: Vec::new(),
            counting: Vec::new(),
            governance: Governance::default(),
            finance: FinanceInputs::default(),
            earlier: Earlier::default(),
            faults: Vec::new(),
        }
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.settings.year
    }

    /// The correction that was laid over a cell of a sender's file; the answer there is what it says.
    pub fn correction_at(&self, place: &Place) -> Option<&Correction> {
        self.corrections.iter().find(|one| one.applied_to.as_ref() == Some(place))
    }

    /// The corrections laid over cells of one row of a sheet (row from 1): what a line was read from.
    pub fn corrections_of_row(&self, path: &str, sheet: &str, row: u32) -> Vec<&Correction> {
        let own = |place: &Place| {
            *place.path == *path
                && place.sheet.as_deref().unwrap_or_default() == sheet
                && place.cell.is_some_and(|cell| cell.row + 1 == row)
        };
        self.corrections.iter().filter(|one| one.applied_to.as_ref().is_some_and(own)).collect()
    }

    /// Whether a participant's volume is withheld (`protect_volume`): its lines, cells, overlap, accounts,
    /// lineage values and rows are in nothing that is published.
    pub fn protects_volume(&self, participant: &str) -> bool {
        let sent = self.returns.get(participant);
        sent.is_some_and(|own| own.organisation.protect_volume)
            || self.protecting_in_any_form.contains(participant)
    }

    /// The participants whose volume is withheld.
    pub fn protecting(&self) -> BTreeSet<&Identifier> {
        let sent = self.returns.iter().filter(|(_, own)| own.organisation.protect_volume);
        sent.map(|(id, _)| id).chain(&self.protecting_in_any_form).collect()
    }
}
