//! The settings of the Pact itself: `inputs/pact.toml`.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::vocabulary::{Scope, Strategy};

/// What holds for every year.
#[derive(Clone, PartialEq, Debug)]
pub struct Pact {
    /// The Pact's name, as on the documents.
    pub title: String,
    /// Last day the Pact is in effect (§6.2.2); a later year is an error.
    pub ends_on: Date,
    /// Everything in the workspace is invented; whatever is rendered says so.
    pub sample: bool,
    /// Whom participants ask and send their returns to; `None` where the settings do not say.
    pub secretariat: Option<Secretariat>,
    /// Share by which declared figures and orders may differ before it is asked about.
    pub reconcile_tolerance: Decimal,
    /// Share of volume that must be reported before estimates are given.
    pub estimate_min_share: Decimal,
    /// Relative revision above which a new edition is proposed.
    pub reissue_above: Decimal,
    /// Titles of the four strategies, in the order they are shown.
    pub strategies: Vec<StrategyTitle>,
    /// Impact categories, in the order they are shown.
    pub impacts: Vec<ImpactCategory>,
    /// Product groups, in the order they are shown.
    pub product_groups: Vec<ProductGroup>,
}

/// Whom participants ask: `[secretariat]` of `pact.toml`. It stands on forms and letters, in no report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Secretariat {
    /// Name of the office or the person.
    pub name: Titles,
    /// E-mail address.
    pub email: String,
    /// Telephone number as it is dialled; empty where none is given.
    pub telephone: String,
}

/// A strategy with its title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StrategyTitle {
    /// Which strategy.
    pub strategy: Strategy,
    /// Title by language; the first is the default.
    pub title: Titles,
}

/// An impact category (the Pact's preamble).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImpactCategory {
    /// Its id, such as `circularity`.
    pub id: String,
    /// Its title.
    pub title: Titles,
    /// First year it is used in.
    pub since: Option<i16>,
}

/// A group of products.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProductGroup {
    /// Its id, such as `laptops`.
    pub id: String,
    /// Its title.
    pub title: Titles,
    /// Workplace or infrastructure.
    pub scope: Scope,
    /// First year in scope (§1.1).
    pub first_year: i16,
    /// Whether a unit of it is a device; others never enter totals of devices.
    pub is_device: bool,
}

impl ProductGroup {
    /// Whether the group counts in this year.
    pub fn in_scope(&self, year: i16) -> bool {
        self.first_year <= year
    }
}

impl Pact {
    /// Share by which declared figures and orders may differ where `pact.toml` says nothing (contract: Settings and registers).
    pub const RECONCILE_TOLERANCE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
    /// Share of volume that must be reported where `pact.toml` says nothing.
    pub const ESTIMATE_MIN_SHARE: Decimal = Decimal::from_parts(9, 0, 0, false, 1);
    /// Relative revision above which a new edition is proposed where `pact.toml` says nothing.
    pub const REISSUE_ABOVE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

    /// A Pact of which nothing is known but its name and its last day: no strategies, impact categories or product
    /// groups, and the shares that hold where none are set.
    pub fn new(title: &str, ends_on: Date) -> Self {
        Self {
            title: title.to_owned(),
            ends_on,
            sample: false,
            secretariat: None,
            reconcile_tolerance: Self::RECONCILE_TOLERANCE,
            estimate_min_share: Self::ESTIMATE_MIN_SHARE,
            reissue_above: Self::REISSUE_ABOVE,
            strategies: Vec::new(),
            impacts: Vec::new(),
            product_groups: Vec::new(),
        }
    }

    /// The product group with this id.
    pub fn product_group(&self, id: &str) -> Option<&ProductGroup> {
        self.product_groups.iter().find(|group| group.id == id)
    }

    /// The title of a strategy.
    pub fn strategy_title(&self, strategy: Strategy, language: &str) -> &str {
        let found = self.strategies.iter().find(|entry| entry.strategy == strategy);
        found.map_or(strategy.code(), |entry| entry.title.in_language(language))
    }

    /// The title of an impact category; its id if it has none.
    pub fn impact_title<'a>(&'a self, id: &'a str, language: &str) -> &'a str {
        let found = self.impacts.iter().find(|impact| impact.id == id);
        found.map_or(id, |impact| impact.title.in_language(language))
    }
}

/// A text in one or more languages (BCP 47 codes such as `en`); the first is the default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Titles(pub Vec<(String, String)>);

impl Titles {
    /// A text in one language.
    pub fn one(language: &str, text: &str) -> Self {
        Self(vec![(language.to_owned(), text.to_owned())])
    }

    /// The text in this language, else in the default one; empty if there is none at all.
    pub fn in_language(&self, language: &str) -> &str {
        let own = self.0.iter().find(|(code, _)| code == language);
        own.or(self.0.first()).map_or("", |(_, text)| text)
    }

    /// Whether the text exists in this very language.
    pub fn has(&self, language: &str) -> bool {
        self.0.iter().any(|(code, text)| code == language && !text.is_empty())
    }
}
