//! The small registers of a year: Pact outputs, what was received, supporters.

use jiff::civil::Date;

use crate::identifier::Identifier;
use crate::pact::Titles;
use crate::place::Place;
use crate::vocabulary::codes;
use std::fmt;

codes! {
    /// Where an output of the Pact stands.
    OutputStatus {
        /// Being written.
        Draft = "draft",
        /// Approved by the Steering Committee (§5.1.2).
        Approved = "approved",
        /// Publicly available (§4.6).
        Published = "published",
    }
}

/// One row of `outputs.csv`: something the Pact made for procurers to use (§4).
#[derive(Clone, PartialEq, Debug)]
pub struct PactOutput {
    /// Its id.
    pub id: Identifier,
    /// Its title.
    pub title: Titles,
    /// `framework`, `mini-guide`, `manual`, `criteria`, `tool` or `other`.
    pub kind: String,
    /// Impact categories it serves.
    pub impacts: Vec<String>,
    /// The working group that made it.
    pub working_group: String,
    /// Version.
    pub version: String,
    /// Where it stands.
    pub status: OutputStatus,
    /// Day of approval.
    pub approved_on: Option<Date>,
    /// Reference of the decision.
    pub decision: String,
    /// Day of publication.
    pub published_on: Option<Date>,
    /// Languages it is available in.
    pub languages: Vec<String>,
    /// Where it can be had.
    pub link: String,
    /// Where the row stands.
    pub place: Place,
}

impl PactOutput {
    /// The name of the question that asks about it: `output_` and the id, `_` for `-`.
    pub fn question(&self) -> String {
        format!("output_{}", self.id.as_str().replace('-', "_"))
    }

    /// Whether it was published by a day.
    pub fn published_by(&self, day: Date) -> bool {
        self.status == OutputStatus::Published && self.published_on.is_some_and(|on| on <= day)
    }
}

/// One row of `received.csv`: what came in, when and how.
#[derive(Clone, PartialEq, Debug)]
pub struct Receipt {
    /// From whom.
    pub participant: Identifier,
    /// Name of the file in the participant's folder.
    pub file: String,
    /// The day.
    pub received_on: Date,
    /// `email`, `upload`, `paper`, `call` or `import`.
    pub channel: String,
    /// Who took it in (a role or initials; never published).
    pub by: String,
    /// Remark.
    pub note: String,
    /// Where the row says the day.
    pub place: Place,
}

/// What stands as the product group of a code or word by which a purchase is told to be of none.
pub const NO_GROUP: &str = "none";

/// What stands as the product group of words that say nothing of the purchase, and only hide shorter words in
/// them.
pub const IGNORED: &str = "ignore";

/// One row of `product-codes.csv`: a code or word by which a purchase is told to be of a product group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProductCode {
    /// `cpv`, `unspsc` or `word`.
    pub scheme: String,
    /// BCP 47 code of the language of a word; empty: any language.
    pub language: String,
    /// The code, or the first digits of it; the word.
    pub code: String,
    /// Id of the product group it stands for; [`NO_GROUP`] or [`IGNORED`].
    pub product_group: String,
    /// Words that exclude it where they stand beside it: a `laptop bag` is no laptop.
    pub not: Vec<String>,
}

/// One row of `supporters.csv` (§2.2): an organisation that sent a Letter of Support.
#[derive(Clone, PartialEq, Debug)]
pub struct Supporter {
    /// Its id.
    pub id: Identifier,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Day the letter came.
    pub letter_received_on: Option<Date>,
    /// Day the Steering Committee approved it.
    pub approved_on: Option<Date>,
    /// Day it ended.
    pub ended_on: Option<Date>,
    /// Its website.
    pub website: String,
}

/// One row of `ecolabels.csv`: a label buyers name, and whether it counts (methodology: `share.labelled`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ecolabel {
    /// Its name.
    pub label: String,
    /// Whether it is a type I ecolabel (ISO 14024), or counts as one by the Pact's list.
    pub type_one: bool,
    /// The words by which buyers name it.
    pub words: Vec<String>,
    /// What it is, and why it counts or does not.
    pub note: String,
}

/// One row of `condition-words.csv`: a word that says in what condition goods were bought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConditionWord {
    /// BCP 47 code of its language; empty: any language.
    pub language: String,
    /// The word or words.
    pub word: String,
    /// Code of the condition it says.
    pub condition: String,
    /// Words that exclude it.
    pub not: Vec<String>,
}
