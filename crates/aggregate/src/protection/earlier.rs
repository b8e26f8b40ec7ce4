//! What earlier years told of each other's amounts.
//!
//! A change of last year tells of last year's amounts what last year's own figures do not, such as what joiners brought;
//! this year's figures that rest on last year's are looked at beside it, and so on back over all years that were
//! computed.

use std::collections::BTreeSet;

use model::Identifier;

use super::Measure;
use super::equations::{Factor, Term};
use super::years::Year;

/// A year with what is published of its amounts.
#[derive(Clone, Debug)]
struct Published {
    measure: Measure,
    hidden: BTreeSet<Identifier>,
    protected: BTreeSet<Identifier>,
}

/// A year and those before it, with what figures over several of them told.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    /// The newest first.
    years: Vec<Published>,
    /// Sums of their numbers, those of the newest first; those of all others are taken with a minus, as in a change.
    sums: Vec<Vec<Term>>,
}

impl Earlier {
    /// A year, and what is published of it and of those before it: `sums` of its numbers and of theirs.
    pub(crate) fn after(year: &Year<'_>, before: Option<&Self>, sums: Vec<Vec<Term>>) -> Self {
        let (hidden, protected) = (year.hidden.clone(), year.protected.clone());
        let year = Published { measure: year.measure.clone(), hidden, protected };
        let mut all = Self { years: vec![year], sums };
        if let Some(before) = before {
            all.sums.extend(before.sums_after(all.years[0].measure.len()));
            all.years.extend(before.years.iter().cloned());
        }
        all
    }

    /// The years, the newest first.
    pub(crate) fn years(&self) -> impl Iterator<Item = Year<'_>> {
        self.years.iter().map(|year| Year {
            measure: &year.measure,
            hidden: &year.hidden,
            protected: &year.protected,
        })
    }

    /// What was told, where their numbers follow `first` others: those of the year after them.
    pub(crate) fn sums_after(&self, first: usize) -> impl Iterator<Item = Vec<Term>> {
        let of_newest = self.years.first().map_or(0, |year| year.measure.len());
        let minus = |factor| Factor::fraction(0, 1).less(factor);
        self.sums.iter().map(move |sum| {
            let terms = sum.iter().map(|(number, factor)| {
                let factor = if *number < of_newest { minus(*factor) } else { *factor };
                (first + number, factor)
            });
            terms.collect()
        })
    }
}
