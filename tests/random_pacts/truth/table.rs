//! Figures as rows: name and cut, value as text, status, contributors.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// The cut of a figure: dimension and code.
pub(crate) type Cut = BTreeMap<&'static str, String>;

/// A cut from its dimensions and codes.
pub(crate) fn cut<const N: usize>(of: [(&'static str, &str); N]) -> Cut {
    of.into_iter().map(|(dimension, code)| (dimension, code.to_owned())).collect()
}

/// A figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    /// The value in plain notation with the places of its unit; `None` exactly with status O, M, L, Q.
    pub(crate) value: Option<String>,
    /// The code of its status.
    pub(crate) status: &'static str,
    /// How many participants it rests on; `None` for money of the Pact.
    pub(crate) contributors: Option<usize>,
    /// Whose volume of this year is in it, for the rules on protected volume.
    pub(crate) names: BTreeSet<String>,
    /// Whose volume of last year is in it.
    pub(crate) last_names: BTreeSet<String>,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.as_deref().unwrap_or("-");
        let contributors = self.contributors.map_or("-".to_owned(), |count| count.to_string());
        write!(f, "{value} {} ({contributors})", self.status)
    }
}

/// The figures of a year, by name and cut.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Table(pub(crate) BTreeMap<(String, Cut), Row>);

impl Table {
    /// Adds a figure with a value of so many places, half to even.
    pub(crate) fn value(&mut self, key: (&str, Cut), value: Decimal, places: u32, rest: Rest<'_>) {
        self.insert(key, Some(plain(value, places)), rest);
    }

    /// Adds a figure without a value.
    pub(crate) fn nothing(&mut self, key: (&str, Cut), status: &'static str, names: &Names) {
        self.insert(key, None, Rest { status, names: Some(names) });
    }

    /// Adds money of the Pact that nobody said.
    pub(crate) fn unanswered(&mut self, key: (&str, Cut)) {
        self.insert(key, None, Rest { status: "O", names: None });
    }

    /// Adds a ratio of the Pact's money over nothing.
    pub(crate) fn over_nothing(&mut self, key: (&str, Cut)) {
        self.insert(key, None, Rest { status: "M", names: None });
    }

    /// Adds a number of participants.
    pub(crate) fn participants(&mut self, key: (&str, Cut), names: &Names) {
        self.value(key, names.len().into(), 0, Rest { status: "A", names: Some(names) });
    }

    /// Adds a ratio, `M` over nothing.
    pub(crate) fn ratio(
        &mut self,
        key: (&str, Cut),
        ratio: (Decimal, Decimal),
        places: u32,
        names: &Names,
    ) {
        let (of, over) = ratio;
        match over.is_zero() {
            true => self.nothing(key, "M", names),
            false => self.value(key, of / over, places, Rest { status: "A", names: Some(names) }),
        }
    }

    /// Adds money of the Pact.
    pub(crate) fn money(&mut self, indicator: &str, of: Cut, value: Decimal) {
        self.value((indicator, of), value, 2, Rest { status: "A", names: None });
    }

    /// Says whose volume of this year and whose of last a figure is made of, where that is not the same.
    pub(crate) fn rests_on(&mut self, key: (&str, Cut), names: Names, last_names: Names) {
        let (indicator, cut) = key;
        let row = self.0.get_mut(&(indicator.to_owned(), cut)).expect("a figure that was added");
        (row.names, row.last_names) = (names, last_names);
    }

    fn insert(&mut self, (indicator, cut): (&str, Cut), value: Option<String>, rest: Rest<'_>) {
        let names = rest.names.cloned();
        let row = Row {
            value,
            status: rest.status,
            contributors: names.as_ref().map(BTreeSet::len),
            names: names.unwrap_or_default(),
            last_names: Names::new(),
        };
        let before = self.0.insert((indicator.to_owned(), cut.clone()), row);
        assert!(before.is_none(), "the truth says {indicator} {cut:?} twice");
    }
}

/// Ids of participants.
pub(crate) type Names = BTreeSet<String>;

/// What a row has besides its value.
pub(crate) struct Rest<'a> {
    /// The code of its status.
    pub(crate) status: &'static str,
    /// Whom it rests on; `None` for money of the Pact.
    pub(crate) names: Option<&'a Names>,
}

/// A number in plain notation, rounded half to even, without a negative zero.
pub(crate) fn plain(value: Decimal, places: u32) -> String {
    let mut rounded = rounded(value, places);
    rounded.rescale(places);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded.to_string()
}

/// Rounds half to even.
pub(crate) fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointNearestEven)
}
