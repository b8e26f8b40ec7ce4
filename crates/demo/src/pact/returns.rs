//! What a participant reports.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::Decimal;
use model::vocabulary::{
    Acquisition, AmountBasis, Condition, QuotePermission, Route, Strategy, Tax,
};
use serde::{Deserialize, Serialize};

use super::SupportingFile;

/// The return of a participant for a year: its form, if it filled in one, and the files it attached.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Return {
    /// Whose it is.
    pub participant: String,
    /// When it came; `None`: nobody noted it.
    pub received_on: Option<Date>,
    /// Whether it filled in the form; without it, its confirmed supporting files are its return.
    pub form: bool,
    /// BCP 47 code of the language of its form: `en` or `fr`.
    pub language: String,
    /// The group `organisation`.
    pub organisation: Organisation,
    /// What it answered on the practices, by the name of the question; a practice that is not here is blank.
    pub uptake: BTreeMap<String, Level>,
    /// Practices and texts marked "as last year", by the name of the question.
    pub carried: Vec<String>,
    /// What it tells of each strategy.
    pub stories: BTreeMap<Strategy, String>,
    /// Where it can be seen.
    pub evidence: BTreeMap<Strategy, String>,
    /// How it uses the Pact's outputs, by the output's id: 0 to 4; an output that is not here is blank.
    pub adoption: BTreeMap<String, u8>,
    /// `achievements`, `obstacles`, `support_needed`, `market_dialogue`.
    pub reflection: BTreeMap<String, String>,
    /// The repeat `procurement`.
    pub purchases: Vec<Purchase>,
    /// The repeat `in_use`.
    pub in_use: Vec<DevicesInUse>,
    /// The repeat `end_of_use`.
    pub end_of_use: Vec<DevicesAtEndOfUse>,
    /// The repeat `tenders`.
    pub tenders: Vec<Tender>,
    /// The repeat `good_practices`.
    pub good_practices: Vec<GoodPractice>,
    /// The repeat `outreach`.
    pub outreach: Vec<Outreach>,
    /// The repeat `in_kind`.
    pub in_kind: Vec<InKind>,
    /// The group `contribution`; `None`: blank.
    #[serde(default)]
    pub contribution: Option<ContributionPaid>,
    /// What it attached.
    pub files: Vec<SupportingFile>,
}

/// The group `organisation`. What is `None` is blank.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Organisation {
    /// First day of its own reporting period.
    pub period_start: Option<Date>,
    /// Last day of it.
    pub period_end: Option<Date>,
    /// ISO 4217 code of its amounts.
    pub currency: Option<String>,
    /// What its amounts are.
    pub amount_basis: Option<AmountBasis>,
    /// Whether taxes are in them.
    pub tax: Option<Tax>,
    /// The rate of the tax, in per cent.
    pub tax_rate: Option<Decimal>,
    /// People with a workplace.
    pub users_served: Option<u32>,
    /// Whether it may be quoted.
    pub quote_permission: Option<QuotePermission>,
    /// Participants whose figures are inside this return, by id.
    pub reports_for: Vec<String>,
    /// Whether its volume stays unpublished.
    pub protect_volume: Option<bool>,
    /// Whether it bought nothing.
    pub procurement_none: Option<bool>,
}

/// An answer on the uptake ladder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Level {
    /// Does not apply.
    NotApplicable,
    /// 0 not started to 4 standard practice.
    Of(u8),
}

/// A line of the declared purchases. What is `None` is blank.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Purchase {
    /// The product group's id.
    pub product_group: Option<String>,
    /// In what condition; `Unknown` is the answer "not known", `None` a blank cell.
    pub condition: Option<Condition>,
    /// How it was acquired; `Unknown` is no answer of the form.
    pub acquisition: Option<Acquisition>,
    /// How many.
    pub units: Option<i64>,
    /// What they cost, in `currency`, with the tax if the return's amounts hold it.
    pub amount: Option<Decimal>,
    /// ISO 4217; `None`: that of the return.
    pub currency: Option<String>,
    /// Units with a type I ecolabel.
    pub labelled_units: Option<i64>,
    /// The labels' names.
    pub labels: Option<String>,
    /// Units bought under the Pact's criteria.
    pub criteria_units: Option<i64>,
    /// The framework agreement.
    pub framework: Option<String>,
    /// For whom; `None`: for itself.
    pub buyer: Option<Buyer>,
}

/// For whom something was bought.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Buyer {
    /// A participant, by its id; it may be the reporter's own.
    Participant(String),
    /// An organisation outside the Pact, by its name if it is given.
    Other(Option<String>),
}

/// A line of the repeat `in_use`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DevicesInUse {
    /// The product group's id.
    pub product_group: String,
    /// Devices in use on the period's last day.
    pub devices: Option<i64>,
    /// Their mean age in years.
    pub mean_age_years: Option<Decimal>,
    /// For how many years they are planned to be used.
    pub planned_lifetime_years: Option<Decimal>,
}

/// A line of the repeat `end_of_use`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DevicesAtEndOfUse {
    /// The product group's id.
    pub product_group: String,
    /// What became of them; `None`: blank.
    pub route: Option<Route>,
    /// How many.
    pub units: Option<i64>,
}

/// A line of the repeat `tenders`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Tender {
    /// Its title.
    pub title: String,
    /// When it was published.
    pub published_on: Option<Date>,
    /// The product group's id.
    pub product_group: String,
    /// Its estimated value; no purchase.
    pub value: Option<Decimal>,
    /// Ids of the Pact's outputs it used.
    pub outputs_used: Vec<String>,
    /// Ids of impact categories.
    pub impacts: Vec<String>,
    /// Where it can be read.
    #[serde(default)]
    pub link: Option<String>,
    /// What was learned.
    pub lessons: Option<String>,
}

/// A line of the repeat `good_practices`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GoodPractice {
    /// Its title.
    pub title: String,
    /// The strategy.
    pub strategy: Strategy,
    /// Ids of impact categories.
    pub impacts: Vec<String>,
    /// What was done.
    pub what: String,
    /// How.
    pub how: Option<String>,
    /// By whom, as functions.
    pub who: Option<String>,
    /// What was learned.
    pub lessons: Option<String>,
    /// Where more can be read.
    #[serde(default)]
    pub link: Option<String>,
}

/// A line of the repeat `outreach`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outreach {
    /// What was done.
    pub activity: String,
    /// A code of the list `outreach_kind`.
    pub kind: String,
    /// When.
    pub date: Option<Date>,
    /// Organisations reached.
    pub organisations_reached: Option<i64>,
    /// Procurers reached.
    pub procurers_reached: Option<i64>,
    /// Devices others bought as a result.
    #[serde(default)]
    pub indirect_units: Option<i64>,
    /// What they cost.
    #[serde(default)]
    pub indirect_amount: Option<Decimal>,
    /// ISO 4217; `None`: that of the return.
    #[serde(default)]
    pub currency: Option<String>,
    /// Whether that is `measured` or `estimated`.
    #[serde(default)]
    pub basis: Option<String>,
}

/// The group `contribution`: what it says it paid to the Pact in the period.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ContributionPaid {
    /// How much.
    pub paid: Decimal,
    /// ISO 4217.
    pub currency: String,
    /// When; of several payments the last.
    pub paid_on: Option<Date>,
}

/// A line of the repeat `in_kind`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InKind {
    /// Hours of work; `None`: something else.
    pub hours: Option<Decimal>,
    /// Its value in the return's currency, if it is stated.
    pub amount: Option<Decimal>,
    /// The working group's id.
    pub working_group: Option<String>,
    /// What was given.
    pub description: String,
}
