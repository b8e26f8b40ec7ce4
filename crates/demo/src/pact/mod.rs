//! An invented pact as it is meant: every organisation, return, purchase and booking, before any of it is
//! written to a file.
//!
//! The types say what is true in the invented pact, in the field's terms and the contract's codes, and nothing
//! of how a file holds it but the choices a sender makes ([`SupportingFile::layout`], the language). They can be
//! kept as JSON, so that a pact a test stumbled over becomes a fixture.

mod finance;
mod organisations;
mod returns;
mod supporting;

pub use finance::{
    Activity, Booking, BudgetAccount, Commitment, ContributionDue, Finance, Fund, NotedInKind,
};
pub use organisations::{Exemption, Extension, OrganisationKind, Participant, Supporter};
pub use returns::{
    Buyer, ContributionPaid, DevicesAtEndOfUse, DevicesInUse, GoodPractice, InKind, Level,
    Organisation, Outreach, Purchase, Return, Tender,
};
pub use supporting::{
    Asset, Disposal, Layout, Order, Sender, SpreadsheetLanguage, SupportingFile, SupportingRows,
};

use jiff::civil::Date;
use model::participant::Role;
use model::vocabulary::{Phase, Scope, Strategy};
use serde::{Deserialize, Serialize};

/// A pact over all its years.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InventedPact {
    /// The number everything in it was drawn from; only shown, so that it can be made again.
    pub seed: u64,
    /// Every organisation that ever took part, in the order of its id; one that left and came back stands here once
    /// for each time.
    pub participants: Vec<Participant>,
    /// Organisations that support the Pact without taking part (§2.4).
    pub supporters: Vec<Supporter>,
    /// The years, the oldest first, without a gap.
    pub years: Vec<PactYear>,
}

/// A reporting year.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PactYear {
    /// Its number: that of its last day.
    pub year: i16,
    /// First day of the reporting period.
    pub period_start: Date,
    /// Last day of it.
    pub period_end: Date,
    /// By when returns are due.
    pub deadline: Date,
    /// The day the report is made.
    pub report_date: Date,
    /// The practices the questionnaire asks about, by the name of their question.
    pub practices: Vec<Practice>,
    /// What the Pact has published, for the questions on guidance.
    pub outputs: Vec<Output>,
    /// Participants that need not report.
    pub exempt: Vec<Exemption>,
    /// Participants that may report later.
    pub extensions: Vec<Extension>,
    /// What came in, at most one return of each participant, in the order of its id.
    pub returns: Vec<Return>,
    /// Registers that hold no number a figure is made of, as the rows of their files.
    pub registers: Vec<RegisterTable>,
    /// The Secretariat's own words: the name of a file in `narrative/`, and its Markdown.
    pub narrative: Vec<(String, String)>,
    /// Passages of the answers with their themes (contract: Narrative).
    pub coding: Vec<CodedPassage>,
    /// The Pact's money.
    pub finance: Finance,
}

/// A practice the questionnaire asks about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Practice {
    /// The name of its question.
    pub name: String,
    /// The strategy it belongs to.
    pub strategy: Strategy,
    /// The impact categories it serves, by id.
    pub impacts: Vec<String>,
    /// The phase of the procurement cycle.
    pub phase: Option<Phase>,
    /// Asked of these roles only; blank: of all.
    pub roles: Vec<Role>,
    /// Asked only from the first year this scope is in force.
    pub scope: Option<Scope>,
    /// The name of last year's question that this one continues, where it has another.
    #[serde(default)]
    pub was: Option<String>,
}

/// Something the Pact published or is working on (`outputs.csv`).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Output {
    /// Its id; the question about it is `output_` and the id with `_` for `-`.
    pub id: String,
    /// Its title in English and in French.
    pub title: [String; 2],
    /// `framework`, `mini-guide`, `manual`, `criteria`, `tool` or `other`.
    pub kind: String,
    /// The impact categories it serves, by id.
    pub impacts: Vec<String>,
    /// `draft`, `approved` or `published`.
    pub status: String,
    /// When the Committee approved it.
    pub approved_on: Option<Date>,
    /// The decision.
    pub decision: String,
    /// When it was published.
    pub published_on: Option<Date>,
    /// BCP 47 codes.
    pub languages: Vec<String>,
    /// How often it was fetched.
    pub downloads: Option<u32>,
}

/// A register as a table of text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RegisterTable {
    /// The file's name, such as `committee.csv`.
    pub file: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// A passage of an answer, with what it is about (`coding.xlsx`).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CodedPassage {
    /// Who answered.
    pub participant: String,
    /// The name of the question.
    pub question: String,
    /// Words of the answer, as they stand there.
    pub passage: String,
    /// Themes of the codebook, by id; none: read, and nothing found.
    pub themes: Vec<String>,
    /// Who read it; `agreed` where coders settled it.
    pub coder: String,
}
