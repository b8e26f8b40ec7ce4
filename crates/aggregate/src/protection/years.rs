//! What of figures that rest on two years may be published beside all that each year's own figures tell.
//!
//! A change, and last year's figures of the matched panel, come after everything else of both years: last year's
//! own, its change included ([`super::earlier`]), is out and cannot be taken back, this year's is more important. So
//! nobody is hidden for them and no other figure withheld; they give way. An outsider is taken to know every figure and every cell that either year shows, and
//! any one participant all of its own numbers of both years besides. A row is withheld where it tells one of them
//! anything of what a protected participant has in a year in which it asked for that, be it no more than what the
//! participant's volume grew by. Whoever protects its volume in one year alone is protected in that year alone.
//!
//! Figures of one year that give way to all others are looked at in the same way.

use std::collections::BTreeSet;

use model::Identifier;

use super::equations::{Equations, Term};
use super::{Measure, hide, importance, tells};
use crate::draft::Draft;

/// Above this many steps of elimination, every row that rests on a number that is not shown is withheld unlooked at.
const MOST_STEPS: usize = 2_000_000_000;

/// One of the years: its numbers, and the rows of it that are published.
#[derive(Clone, Copy)]
pub(crate) struct Year<'a> {
    /// Its numbers, with the rows that are published of them and no other.
    pub(crate) measure: &'a Measure,
    /// Whose numbers are not shown.
    pub(crate) hidden: &'a BTreeSet<Identifier>,
    /// Of them, who protects its volume in this year.
    pub(crate) protected: &'a BTreeSet<Identifier>,
}

/// A figure that rests on both years, with its numbers: those of the first year come first.
pub(crate) struct Row {
    /// Its index.
    pub(crate) draft: usize,
    /// What it is a sum of.
    pub(crate) terms: Vec<Term>,
}

/// A number that is not shown.
struct Unknown<'a> {
    number: usize,
    of: &'a BTreeSet<Identifier>,
    protected: &'a BTreeSet<Identifier>,
}

/// Withholds the rows that would tell of a protected participant; `known` are sums over several of the years that are
/// told already.
pub(crate) fn withhold(
    drafts: &mut [Draft],
    years: &[Year<'_>],
    known: &[Vec<Term>],
    rows: &[Row],
) {
    let protected: BTreeSet<&Identifier> = years.iter().flat_map(|year| year.protected).collect();
    if protected.is_empty() {
        return;
    }
    for row in rows {
        let draft = &mut drafts[row.draft];
        if rests_on(years, row).any(|year| tells(draft, year.protected)) {
            hide(draft);
        }
    }
    let unknown = unknown(years);
    let given = given(years, known, &unknown);
    let mut rows: Vec<&Row> = rows.iter().filter(|row| drafts[row.draft].value.is_some()).collect();
    rows.sort_by_cached_key(|row| importance(&drafts[row.draft], row.draft));
    let others: BTreeSet<&Identifier> = unknown.iter().flat_map(|one| one.of).collect();
    let pairs = protected.len().saturating_mul(others.len() + 1);
    let steps = (given.len() + rows.len()).saturating_mul(unknown.len().saturating_pow(2));
    if steps.saturating_mul(pairs) > MOST_STEPS {
        let numbers: BTreeSet<usize> = unknown.iter().map(|one| one.number).collect();
        let rests = |row: &&&Row| row.terms.iter().any(|(number, _)| numbers.contains(number));
        rows.iter().filter(rests).for_each(|row| hide(&mut drafts[row.draft]));
        return;
    }
    for own in &protected {
        for knows in [None].into_iter().chain(others.iter().copied().map(Some)) {
            if knows != Some(own) {
                withhold_from(drafts, &unknown, (&given, &rows), own, knows);
            }
        }
    }
}

/// The years that have numbers in a row.
fn rests_on<'y, 'a>(
    years: &'y [Year<'a>],
    row: &Row,
) -> impl Iterator<Item = &'y Year<'a>> + use<'y, 'a> {
    let mut first = 0;
    let in_year = years.iter().map(|year| {
        let numbers = first..first + year.measure.atoms.len();
        first = numbers.end;
        row.terms.iter().any(|(number, _)| numbers.contains(number))
    });
    let in_year: Vec<bool> = in_year.collect();
    years.iter().zip(in_year).filter(|(_, has)| *has).map(|(year, _)| year)
}

/// Withholds the rows by which one that knows its own numbers would learn some of a protected participant's.
fn withhold_from(
    drafts: &mut [Draft],
    unknown: &[Unknown<'_>],
    (given, rows): (&[Vec<Term>], &[&Row]),
    own: &Identifier,
    knows: Option<&Identifier>,
) {
    let unknown = unknown.iter().filter(|one| knows.is_none_or(|knows| !one.of.contains(knows)));
    let unknown: Vec<(usize, bool)> = unknown
        .map(|one| (one.number, one.of.contains(own) && one.protected.contains(own)))
        .collect();
    if !unknown.iter().any(|(_, is_own)| *is_own) {
        return;
    }
    let sums = given.iter().chain(rows.iter().map(|row| &row.terms)).map(Vec::as_slice);
    let mut equations = Equations::new(unknown, sums, &[]);
    given.iter().for_each(|sum| equations.take(sum));
    for (number, row) in rows.iter().enumerate() {
        let shown = drafts[row.draft].value.is_some();
        if shown && equations.add(number, &row.terms).is_some() {
            hide(&mut drafts[row.draft]);
        }
    }
}

/// The numbers of all years that are not shown.
fn unknown<'a>(years: &[Year<'a>]) -> Vec<Unknown<'a>> {
    let mut unknown = Vec::new();
    let mut first = 0;
    for year in years {
        for (index, atom) in year.measure.atoms.iter().enumerate() {
            if atom.of.iter().any(|id| year.hidden.contains(id)) {
                let (number, of) = (first + index, &atom.of);
                unknown.push(Unknown { number, of, protected: year.protected });
            }
        }
        first += year.measure.atoms.len();
    }
    unknown
}

/// The published rows of each year, and of several, that rest on a number that is not shown.
fn given(years: &[Year<'_>], known: &[Vec<Term>], unknown: &[Unknown<'_>]) -> Vec<Vec<Term>> {
    let unknown: BTreeSet<usize> = unknown.iter().map(|one| one.number).collect();
    let of_unknown = |sum: &Vec<Term>| -> Vec<Term> {
        sum.iter().copied().filter(|(number, _)| unknown.contains(number)).collect()
    };
    let mut given: Vec<Vec<Term>> =
        known.iter().map(of_unknown).filter(|sum| !sum.is_empty()).collect();
    let mut first = 0;
    for year in years {
        for row in &year.measure.rows {
            let terms = row.terms.iter().map(|(number, factor)| (first + number, *factor));
            let terms: Vec<Term> = terms.filter(|(number, _)| unknown.contains(number)).collect();
            if !terms.is_empty() {
                given.push(terms);
            }
        }
        first += year.measure.atoms.len();
    }
    given
}
