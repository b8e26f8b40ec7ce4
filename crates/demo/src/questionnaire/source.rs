//! `questionnaire.toml`, the questionnaire as shipped.

use std::sync::LazyLock;

use model::participant::Role;
use model::vocabulary::{Phase, Scope, Strategy};
use serde::Deserialize;

/// A text in English and in French.
pub(super) type Texts = [String; 2];

/// The latest year of the example, whose wording is asked of every other year.
const LATEST: i16 = 2026;

/// The questionnaire.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) form_id: String,
    #[serde(rename = "title")]
    _title: String,
    pub(super) list: Vec<List>,
    pub(super) section: Vec<Section>,
}

/// A list of choices: code, English, French.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) name: String,
    pub(super) choices: Vec<[String; 3]>,
}

/// A group or repeat.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub(super) name: String,
    pub(super) label: Texts,
    pub(super) hint: Option<Texts>,
    #[serde(default)]
    pub(super) repeat: bool,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    pub(super) relevant: String,
    #[serde(default)]
    pub(super) block: Vec<Block>,
    #[serde(default)]
    pub(super) question: Vec<Question>,
}

/// The practices of a strategy.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Block {
    pub(super) id: Strategy,
    pub(super) label: Texts,
    pub(super) practice: Vec<Question>,
}

/// A question; a practice has no type of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    pub(super) name: String,
    #[serde(default, rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    years: Vec<i16>,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) constraint: String,
    #[serde(default)]
    pub(super) relevant: String,
    pub(super) label: Texts,
    pub(super) hint: Option<Texts>,
    pub(super) message: Option<Texts>,
    #[serde(default)]
    pub(super) impacts: Vec<String>,
    pub(super) phase: Option<Phase>,
    #[serde(default)]
    roles: Vec<String>,
    pub(super) scope: Option<Scope>,
    // What a question continues is of no use where every year asks the same.
    #[serde(default, rename = "was")]
    _was: String,
}

/// The questionnaire as shipped.
pub(super) fn shipped() -> &'static Form {
    static FORM: LazyLock<Form> = LazyLock::new(|| {
        toml::from_str(include_str!("questionnaire.toml"))
            .expect("the questionnaire is part of the program and read by its tests")
    });
    &FORM
}

impl Question {
    /// Whether its wording is the latest.
    pub(super) fn in_latest(&self) -> bool {
        self.years.is_empty() || self.years.contains(&LATEST)
    }

    /// Whether it is asked in a year.
    pub(super) fn asked_in(&self, year: i16) -> bool {
        self.years.is_empty() || self.years.contains(&year)
    }

    /// The roles it is asked of; none: of all.
    pub(super) fn roles(&self) -> Vec<Role> {
        roles(&self.roles)
    }
}

impl Section {
    /// The roles it is asked of; none: of all.
    pub(super) fn roles(&self) -> Vec<Role> {
        roles(&self.roles)
    }
}

fn roles(codes: &[String]) -> Vec<Role> {
    codes.iter().filter_map(|code| Role::parse(code)).collect()
}
