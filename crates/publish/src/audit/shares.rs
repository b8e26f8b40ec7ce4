//! By how much participants whose amounts are withheld move a share: of the figures of which amounts are the weights.
//!
//! Numerator and denominator of what is withheld would tell more than the share does. Told is the difference between
//! the share and the one that the shown amounts give, both with six places: it follows from the share. So the audit
//! cannot test these shares by it, and says so. A share of amounts that are published themselves has no such row.

use std::collections::{BTreeMap, BTreeSet};

use model::volume::{CountedAs, VolumeCell};
use model::{Decimal, Dimension, Figure, Identifier};

use crate::output::PackageInputs;
use crate::volume::is_withheld;
use crate::withheld::Withheld;

/// The amounts that a share weighs with, by participant, in cents.
type Weights<'a> = BTreeMap<&'a Identifier, i128>;

/// What what is withheld moves a share by; `None` where nothing of it is withheld, or its weights are no amounts.
pub(super) fn moved_by(
    figure: &Figure,
    inputs: &PackageInputs<'_>,
    withheld: &Withheld,
) -> Option<Decimal> {
    let (all, shown) = match figure.indicator.as_str() {
        "coverage.by_volume" => by_volume(inputs)?,
        "uptake.weighted_rate" => {
            let strategy = figure.dimensions.get(Dimension::Strategy)?;
            weighted_rate(strategy, inputs, withheld)?
        }
        _ => return None,
    };
    let of = |share: Fraction| share.millionths().unwrap_or_default();
    Some(Decimal::new(i64::try_from(of(all) - of(shown)).ok()?, 6))
}

/// A share: part and whole.
#[derive(Clone, Copy, Default)]
struct Fraction {
    part: i128,
    whole: i128,
}

impl Fraction {
    /// In millionths, halves to the even one; `None` where there is no whole.
    fn millionths(self) -> Option<i128> {
        let (part, whole) = (self.part.checked_mul(1_000_000)?, self.whole);
        let quotient = part.checked_div_euclid(whole)?;
        let twice = part.rem_euclid(whole).checked_mul(2)?;
        let up = match twice.cmp(&whole.abs()) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => quotient.rem_euclid(2),
            std::cmp::Ordering::Greater => 1,
        };
        Some(quotient + up * whole.signum())
    }
}

/// Last year's direct volume of the expected participants that returned or are covered ÷ that of all of them: with
/// everything, and with what is shown.
fn by_volume(inputs: &PackageInputs<'_>) -> Option<(Fraction, Fraction)> {
    let last = inputs.last?;
    let coverage = &inputs.results.coverage;
    let expected: BTreeSet<&Identifier> = coverage.expected.iter().collect();
    let here: BTreeSet<&Identifier> = coverage.returned.iter().chain(&coverage.covered).collect();
    let direct = last.cells.iter().filter(|cell| is_direct(cell) && expected.contains(&cell.owner));
    let direct: Vec<&VolumeCell> = direct.collect();
    let share = |cells: &mut dyn Iterator<Item = &&VolumeCell>| {
        let mut share = Fraction::default();
        for cell in cells {
            let cents = i128::from(cell.amount_eur_cents);
            share.whole += cents;
            share.part += if here.contains(&cell.owner) { cents } else { 0 };
        }
        share
    };
    let mut shown = direct.iter().filter(|cell| !is_withheld(cell, last));
    let shown_share = share(&mut shown);
    let any = direct.iter().any(|cell| is_withheld(cell, last));
    any.then(|| (share(&mut direct.iter()), shown_share))
}

/// Σ w × r ÷ Σ w, r a participant's answers at 3 or 4 ÷ its answers at 0 to 4 in a strategy, w its direct amount.
fn weighted_rate(
    strategy: &str,
    inputs: &PackageInputs<'_>,
    withheld: &Withheld,
) -> Option<(Fraction, Fraction)> {
    let answers = answers(strategy, inputs);
    let direct = inputs.results.cells.iter().filter(|cell| {
        is_direct(cell)
            && answers.contains_key(&cell.owner)
            && !inputs.year.protects_volume(cell.owner.as_str())
    });
    let direct: Vec<&VolumeCell> = direct.collect();
    let any = direct.iter().any(|cell| withheld.hides_cell(cell));
    let all = weighted(&answers, &weights(direct.iter().copied()));
    let shown = direct.iter().copied().filter(|cell| !withheld.hides_cell(cell));
    let shown = weighted(&answers, &weights(shown));
    any.then_some((all?, shown?))
}

/// Of each participant its answers at 3 or 4, and those at 0 to 4.
fn answers<'a>(
    strategy: &str,
    inputs: &PackageInputs<'a>,
) -> BTreeMap<&'a Identifier, (i128, i128)> {
    let practices = inputs.year.questionnaire.practices();
    let practices = practices.filter(|one| one.strategy.is_some_and(|own| own.code() == strategy));
    let practices: BTreeSet<&str> = practices.map(|practice| practice.name.as_str()).collect();
    let mut answers: BTreeMap<&Identifier, (i128, i128)> = BTreeMap::new();
    for answer in &inputs.results.uptake {
        let level =
            answer.level.as_deref().filter(|_| practices.contains(answer.practice.as_str()));
        if let Some(level) = level.filter(|level| *level != "na") {
            let own = answers.entry(&answer.participant).or_default();
            own.0 += i128::from(matches!(level, "3" | "4"));
            own.1 += 1;
        }
    }
    answers
}

fn weights<'a>(cells: impl Iterator<Item = &'a VolumeCell>) -> Weights<'a> {
    let mut weights = Weights::new();
    for cell in cells {
        *weights.entry(&cell.owner).or_default() += i128::from(cell.amount_eur_cents);
    }
    weights.retain(|_, cents| *cents > 0);
    weights
}

/// The weighted share, over a number that all numbers of answers divide; `None` where it is too large.
fn weighted(
    answers: &BTreeMap<&Identifier, (i128, i128)>,
    weights: &Weights<'_>,
) -> Option<Fraction> {
    let counts: BTreeSet<i128> = weights.keys().map(|id| answers[*id].1).collect();
    let times = counts.into_iter().try_fold(1_i128, common_multiple)?;
    let mut share = Fraction::default();
    for (id, cents) in weights {
        let (applied, answered) = answers[*id];
        let weight = cents.checked_mul(times)?;
        share.whole = share.whole.checked_add(weight)?;
        share.part = share.part.checked_add((weight / answered).checked_mul(applied)?)?;
    }
    Some(share)
}

fn common_multiple(one: i128, other: i128) -> Option<i128> {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (one / a).checked_mul(other)
}

/// Whether a cell is of direct volume, with an amount.
fn is_direct(cell: &VolumeCell) -> bool {
    matches!(cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf) && cell.currency.is_some()
}

#[cfg(test)]
mod tests {
    use super::Fraction;

    #[test]
    fn shares_are_rounded_half_to_even() {
        let cases = [
            (1, 3, Some(333_333)),
            (2, 3, Some(666_667)),
            (1, 2_000_000, Some(0)),
            (3, 2_000_000, Some(2)),
            (-1, 3, Some(-333_333)),
            (1, -3, Some(-333_333)),
            (-2, -3, Some(666_667)),
            (-3, 2_000_000, Some(-2)),
            (0, 5, Some(0)),
            (5, 0, None),
        ];
        for (part, whole, expected) in cases {
            assert_eq!(Fraction { part, whole }.millionths(), expected, "{part} ÷ {whole}");
        }
    }
}
