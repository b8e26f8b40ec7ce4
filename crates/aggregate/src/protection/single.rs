//! Numbers that must not follow one by one: units beside an amount that is published.
//!
//! A number that is not shown follows from a sum that is, less the others of that sum. So that what is left is of two
//! or more, the next smallest of the sum is blanked too; a sum without another is withheld (complementary cell
//! suppression). Sums are looked at one by one first, which is quick and finds nearly all; what several sums tell
//! together is then found by elimination.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use model::{Decimal, Dimension};

use super::equations::{Equations, Span, Term};
use super::{hide, importance};
use crate::draft::Draft;

/// Above this many steps of elimination, every row by participant that rests on a number that is not shown is withheld
/// unlooked at.
const MOST_STEPS: usize = 4_000_000_000;

/// Whether a number is published, and if not, why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// It is published.
    Shown,
    /// It is not, for a reason of its own; that it follows from sums is looked at elsewhere or tells nothing.
    Unknown,
    /// It is not, and must not follow.
    Sensitive,
    /// It was to be published, and is blanked so that a sensitive one does not follow.
    Blanked,
}

/// A number that is shown or not as a whole.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) standing: Standing,
    /// Its size; 0 where blanking it would not help.
    pub(crate) size: Decimal,
    /// The cell it is of: numbers of one cell are blanked together.
    pub(crate) cell: usize,
}

/// A sum of numbers that a figure tells.
pub(crate) struct Told {
    pub(crate) draft: usize,
    pub(crate) terms: Vec<Term>,
}

/// Numbers as they stand when all is settled, with what published sums tell of them.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    numbers: Vec<Number>,
    told: Vec<Vec<Term>>,
    withheld: BTreeSet<usize>,
}

impl Settled {
    /// The numbers, in the order in which they were given.
    pub(crate) fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// The figures that are withheld for these numbers, and for nothing else.
    pub(crate) fn withheld(&self) -> &BTreeSet<usize> {
        &self.withheld
    }

    /// Withholds those of other figures from which a sensitive number follows beside the sums that are told already:
    /// these are out, so the others give way. Gives which these are.
    pub(crate) fn withhold(&self, drafts: &mut [Draft], sums: Vec<Told>) -> BTreeSet<usize> {
        let mut withheld = published(drafts, &sums);
        self.withhold_telling(drafts, sums);
        withheld.retain(|draft| drafts[*draft].value.is_none());
        withheld
    }

    fn withhold_telling(&self, drafts: &mut [Draft], mut sums: Vec<Told>) {
        let numbers = self.numbers.iter().enumerate();
        let sensitive = numbers.filter(|(_, number)| number.standing == Standing::Sensitive);
        let sensitive: Vec<Vec<usize>> = sensitive.map(|(number, _)| vec![number]).collect();
        let unknown: Vec<usize> =
            (0..self.numbers.len()).filter(|number| !is_shown(&self.numbers, *number)).collect();
        if sensitive.is_empty() {
            return;
        }
        let steps = (self.told.len() + sums.len()).saturating_mul(unknown.len().saturating_pow(2));
        if steps > MOST_STEPS {
            withhold_rows_of_one(drafts, &sums, &self.numbers);
            return;
        }
        sums.sort_by_key(|sum| importance(&drafts[sum.draft], sum.draft));
        let terms = self.told.iter().chain(sums.iter().map(|sum| &sum.terms));
        let own = unknown.into_iter().map(|number| (number, false));
        let mut equations = Equations::new(own, terms.map(Vec::as_slice), &sensitive);
        for (number, sum) in self.told.iter().enumerate() {
            // It tells nothing with those before it.
            equations.add(number, sum);
        }
        for (number, sum) in sums.iter().enumerate() {
            let mut leaks = || equations.add(self.told.len() + number, &sum.terms).is_some();
            if drafts[sum.draft].value.is_some() && leaks() {
                hide(&mut drafts[sum.draft]);
            }
        }
    }
}

/// Blanks numbers and withholds figures until no sensitive number follows; gives what is told then. `sums` with the figures that tell them;
/// those by participant and those that rest on one are withheld before totals are.
pub(crate) fn settle(
    drafts: &mut [Draft],
    mut sums: Vec<Told>,
    mut numbers: Vec<Number>,
) -> Settled {
    let mut withheld = published(drafts, &sums);
    if numbers.iter().any(|number| number.standing == Standing::Sensitive) {
        until_none_follows(drafts, &mut sums, &mut numbers);
    }
    sums.retain(|sum| is_published(drafts, sum));
    withheld.retain(|draft| drafts[*draft].value.is_none());
    Settled { numbers, told: sums.into_iter().map(|sum| sum.terms).collect(), withheld }
}

/// The figures that tell sums and are published.
fn published(drafts: &[Draft], sums: &[Told]) -> BTreeSet<usize> {
    sums.iter().filter(|sum| is_published(drafts, sum)).map(|sum| sum.draft).collect()
}

fn until_none_follows(drafts: &mut [Draft], sums: &mut [Told], numbers: &mut [Number]) {
    sums.sort_by_key(|sum| importance(&drafts[sum.draft], sum.draft));
    while one_by_one(drafts, sums, numbers) {}
    let mut steps = 0;
    while steps < MOST_STEPS {
        let unknown = numbers.iter().filter(|number| number.standing != Standing::Shown).count();
        steps = steps.saturating_add(sums.len().saturating_mul(unknown).saturating_mul(unknown));
        if !together(drafts, sums, numbers) {
            show_again(drafts, sums, numbers, MOST_STEPS.saturating_sub(steps));
            return;
        }
    }
    withhold_rows_of_one(drafts, sums, numbers);
}

/// Withholds every row by participant that rests on a number that is not shown, unlooked at.
fn withhold_rows_of_one(drafts: &mut [Draft], sums: &[Told], numbers: &[Number]) {
    let rests = |sum: &&Told| sum.terms.iter().any(|(number, _)| !is_shown(numbers, *number));
    for sum in sums.iter().filter(rests) {
        let draft = &mut drafts[sum.draft];
        let of_one = draft.dimensions.get(Dimension::Participant).is_some();
        if of_one && draft.value.is_some() {
            hide(draft);
        }
    }
}

fn is_shown(numbers: &[Number], number: usize) -> bool {
    numbers[number].standing == Standing::Shown
}

fn is_published(drafts: &[Draft], sum: &Told) -> bool {
    drafts[sum.draft].value.is_some()
}

/// Mends every sum in which one number alone is not shown, the least important first; whether there was any.
fn one_by_one(drafts: &mut [Draft], sums: &[Told], numbers: &mut [Number]) -> bool {
    let mut any = false;
    for sum in sums.iter().rev() {
        if !is_published(drafts, sum) {
            continue;
        }
        let mut unknown = sum.terms.iter().filter(|(number, _)| !is_shown(numbers, *number));
        let (Some((only, _)), None) = (unknown.next(), unknown.next()) else {
            continue;
        };
        if numbers[*only].standing == Standing::Unknown {
            continue;
        }
        any = true;
        let of_sum = sum.terms.iter().map(|(number, _)| *number);
        if !blank_next(numbers, of_sum) {
            hide(&mut drafts[sum.draft]);
        }
    }
    any
}

/// Mends the first sensitive number that follows from several sums; whether there was any.
fn together(drafts: &mut [Draft], sums: &[Told], numbers: &mut [Number]) -> bool {
    let Some(told_one) = first_told(drafts, sums, numbers) else {
        return false;
    };
    let unknown = (0..numbers.len()).filter(|number| !is_shown(numbers, *number));
    let told: Vec<&Told> = sums.iter().filter(|sum| is_published(drafts, sum)).collect();
    let terms = || told.iter().map(|sum| sum.terms.as_slice());
    let own = unknown.map(|number| (number, number == told_one));
    let mut equations = Equations::new(own, terms(), &[]);
    let mut each = told.iter().enumerate();
    let leak = each.find_map(|(row, sum)| Some((sum, equations.add(row, &sum.terms)?)));
    let Some((last, leak)) = leak else {
        return false;
    };
    let adds_up_to = leak.adds_up_to(|row| &told[row].terms);
    if !blank_next(numbers, adds_up_to.into_iter()) {
        hide(&mut drafts[last.draft]);
    }
    true
}

/// Shows cells again that were blanked in vain, the largest first: without them no sensitive number follows either. At
/// most so many steps are taken for it.
fn show_again(drafts: &[Draft], sums: &[Told], numbers: &mut [Number], most: usize) {
    let blanked = (0..numbers.len()).filter(|one| numbers[*one].standing == Standing::Blanked);
    let mut blanked: Vec<usize> = blanked.filter(|one| numbers[*one].cell == *one).collect();
    blanked.sort_by_key(|one| (Reverse(numbers[*one].size), *one));
    let mut steps = 0_usize;
    for cell in blanked {
        let unknown = numbers.iter().filter(|number| number.standing != Standing::Shown).count();
        steps = steps.saturating_add(sums.len().saturating_mul(unknown).saturating_mul(unknown));
        if steps > most {
            return;
        }
        let stand = |numbers: &mut [Number], standing| {
            let of_cell = numbers.iter_mut().filter(|number| number.cell == cell);
            of_cell.for_each(|number| number.standing = standing);
        };
        stand(numbers, Standing::Shown);
        if first_told(drafts, sums, numbers).is_some() {
            stand(numbers, Standing::Blanked);
        }
    }
}

/// The first sensitive number that follows from the sums that are published.
fn first_told(drafts: &[Draft], sums: &[Told], numbers: &[Number]) -> Option<usize> {
    let unknown: Vec<usize> =
        (0..numbers.len()).filter(|number| !is_shown(numbers, *number)).collect();
    let told: Vec<&Told> = sums.iter().filter(|sum| is_published(drafts, sum)).collect();
    let span = Span::new(&unknown, told.iter().map(|sum| sum.terms.as_slice()));
    let sensitive = unknown.iter().filter(|one| numbers[**one].standing == Standing::Sensitive);
    sensitive.copied().find(|one| span.holds(std::iter::once(*one)))
}

/// Blanks the smallest of these numbers that is shown; false where there is none.
fn blank_next(numbers: &mut [Number], of: impl Iterator<Item = usize>) -> bool {
    let shown = of.filter(|one| is_shown(numbers, *one) && !numbers[*one].size.is_zero());
    let next = shown.min_by_key(|one| (numbers[*one].size, *one));
    let Some(cell) = next.map(|next| numbers[next].cell) else {
        return false;
    };
    let of_cell = numbers.iter_mut().filter(|number| number.cell == cell);
    for number in of_cell.filter(|number| number.standing == Standing::Shown) {
        number.standing = Standing::Blanked;
    }
    true
}
