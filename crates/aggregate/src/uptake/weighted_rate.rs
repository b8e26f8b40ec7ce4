//! `uptake.weighted_rate`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::vocabulary::Strategy;
use model::volume::CountedAs;
use model::{Coverage, Decimal, Dimension, Identifier, Indicator, ObservationStatus, TraceEntry};

use super::rate::APPLIED;
use super::{Practice, by_strategy, of_strategy, practices};
use crate::Inputs;
use crate::draft::Draft;
use crate::error::Error;
use crate::ladder::LadderAnswer;
use crate::protection::{Factor, Measure};
use crate::sums::too_large;
use crate::volume::cells::Measured;

pub(crate) const WEIGHTED_RATE: Indicator = Indicator {
    id: "uptake.weighted_rate",
    title: "Practices applied, weighted by procurement volume",
    question: "What share of the answers say that the practice is applied, large buyers counting more?",
    unit: "share",
    dimensions: &[&[Dimension::Strategy]],
    formula: "Σ w × r ÷ Σ w over participants; r = the participant's own answers at level 3 or 4 ÷ its answers at \
              levels 0 to 4 in the strategy, w = its direct amount in the year in euro, above 0",
    needs: &[
        "every question on the list uptake: cfit_strategy",
        "procurement: amount, currency, buyer",
        "protect_volume",
    ],
    paragraph: "§3.1.1a",
    caveats: "Weighted by procurement volume: it does not say what share of the volume was bought this way. \
              Participants without an amount or that withhold their volume are not in it.",
};

/// One participant's weight and answers in a strategy.
struct Weighted<'a> {
    participant: &'a Identifier,
    answers: Vec<&'a LadderAnswer>,
    /// How many of them are at level 3 or 4.
    applied: i128,
    answered: i128,
    /// Indexes of the cells of its direct amount.
    cells: &'a [usize],
    cents: i128,
}

/// The rate of every strategy of the form, added to `drafts`; what it tells of the amounts is added to their
/// `measure`, whose numbers are `cells` in their order.
///
/// # Errors
/// If a weighted sum is too large to be counted.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    measure: &mut Measure,
    drafts: &mut Vec<Draft>,
) -> Result<(), Error> {
    let practices = practices(inputs, coverage);
    let direct = direct(inputs, cells);
    for (strategy, practices) in by_strategy(&practices) {
        let weighted = weighted(&practices, &direct, cells);
        let sums = Sums::of(&weighted)?;
        let draft = draft(strategy, &weighted, &sums, cells)?;
        measure.add_weighted(drafts.len(), terms(&weighted, &sums));
        drafts.push(match practices.iter().any(|practice| practice.asked) {
            true => draft,
            false => draft.without_value(ObservationStatus::NotAsked),
        });
    }
    Ok(())
}

/// The cells of each participant's own purchases that have an amount, without those who withhold them.
fn direct<'a>(inputs: &Inputs<'_>, cells: &'a [Measured]) -> BTreeMap<&'a Identifier, Vec<usize>> {
    let mut direct: BTreeMap<&Identifier, Vec<usize>> = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate() {
        let own = matches!(cell.cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf);
        if own && cell.has_amount && !inputs.year.protects_volume(cell.cell.owner.as_str()) {
            direct.entry(&cell.cell.owner).or_default().push(index);
        }
    }
    direct
}

/// The participants with an answer at 0 to 4 in the strategy and an amount above 0.
fn weighted<'a>(
    practices: &[&'a Practice<'_>],
    direct: &'a BTreeMap<&Identifier, Vec<usize>>,
    cells: &[Measured],
) -> Vec<Weighted<'a>> {
    let mut own: BTreeMap<&Identifier, Vec<&LadderAnswer>> = BTreeMap::new();
    for answer in practices.iter().flat_map(|practice| practice.answered()) {
        own.entry(&answer.participant).or_default().push(answer);
    }
    let weighted = own.into_iter().map(|(participant, answers)| {
        let of = direct.get(participant).map(Vec::as_slice).unwrap_or_default();
        let applied = answers.iter().filter(|answer| answer.step.level() >= Some(APPLIED));
        Weighted {
            participant,
            applied: applied.count() as i128,
            answered: answers.len() as i128,
            cells: of,
            cents: of.iter().map(|index| i128::from(cells[*index].cell.amount_eur_cents)).sum(),
            answers,
        }
    });
    weighted.filter(|own| own.cents > 0).collect()
}

/// Σ w × r and Σ w, both times the least number that all numbers of answers divide: whole numbers.
struct Sums {
    part: i128,
    whole: i128,
}

impl Sums {
    fn of(weighted: &[Weighted<'_>]) -> Result<Self, Error> {
        let mut sums = Self { part: 0, whole: 0 };
        let times = weighted.iter().try_fold(1, |times, own| common_multiple(times, own.answered));
        for own in weighted {
            let added = times.and_then(|times| {
                let weight = own.cents.checked_mul(times)?;
                let applied = (weight / own.answered).checked_mul(own.applied)?;
                Some((sums.part.checked_add(applied)?, sums.whole.checked_add(weight)?))
            });
            let added = added.ok_or_else(|| too_large(own.participant, WHAT))?;
            (sums.part, sums.whole) = added;
        }
        Ok(sums)
    }
}

/// What is summed, as an error names it.
const WHAT: &str = "amounts by which answers are weighted";

/// The least number that two numbers above 0 divide; `None` where it is too large.
fn common_multiple(one: i128, other: i128) -> Option<i128> {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (one / a).checked_mul(other)
}

/// What the rate R tells of the amounts: Σ w × (r − R) is 0, over their cells.
fn terms(weighted: &[Weighted<'_>], sums: &Sums) -> Vec<(usize, Factor)> {
    let rate = Factor::fraction(sums.part, sums.whole);
    let terms = weighted.iter().flat_map(|own| {
        let factor = Factor::fraction(own.applied, own.answered).less(rate);
        own.cells.iter().map(move |cell| (*cell, factor))
    });
    terms.collect()
}

fn draft(
    strategy: Strategy,
    weighted: &[Weighted<'_>],
    sums: &Sums,
    cells: &[Measured],
) -> Result<Draft, Error> {
    let number = |sum: i128| {
        let number = Decimal::try_from_i128_with_scale(sum, 0).ok();
        let of = weighted.first().map(|own| too_large(own.participant, WHAT));
        number.map_or_else(|| of.map_or(Ok(Decimal::ZERO), Err), Ok)
    };
    let parts = (number(sums.part)?, number(sums.whole)?);
    let who: BTreeSet<Identifier> = weighted.iter().map(|own| own.participant.clone()).collect();
    let draft =
        Draft::share(WEIGHTED_RATE.id, of_strategy(strategy), parts, who, trace(weighted, cells));
    let own_cells = || weighted.iter().flat_map(|own| own.cells).map(|index| &cells[*index]);
    let provisional = weighted.iter().flat_map(|own| &own.answers).any(|of| of.provisional)
        || own_cells().any(|cell| cell.provisional || cell.provisional_rate);
    let gross: Decimal = own_cells().map(|cell| cell.gross_eur).sum();
    let estimated: Decimal = own_cells().map(|cell| cell.estimated_eur).sum();
    Ok(draft.estimated_if(estimated * Decimal::TEN > gross).provisional_if(provisional))
}

/// Of each participant its answers, then the amounts of its weight.
fn trace(weighted: &[Weighted<'_>], cells: &[Measured]) -> Arc<Vec<TraceEntry>> {
    let entries = weighted.iter().flat_map(|own| {
        let answers = own.answers.iter().map(|answer| &answer.entry);
        let amounts = own.cells.iter().flat_map(|index| &cells[*index].amounts);
        answers.chain(amounts).cloned()
    });
    Arc::new(entries.collect())
}

#[cfg(test)]
mod tests {
    use crate::tests::fixture::{World, assert_figures, cut, line};

    /// aa buys for 300, of its answers one of two is applied; bb for 100, its one is. cc bought nothing, dd less than
    /// nothing. (300 × 1/2 + 100 × 1) ÷ 400.
    fn world() -> World {
        let mut world = World::new();
        world.lines = vec![line("aa", 5, 30_000), line("bb", 5, 10_000), line("dd", 5, -500)];
        let answers = [
            ("aa", "share_devices", "4"),
            ("aa", "repair_first", "0"),
            ("bb", "share_devices", "3"),
            ("bb", "repair_first", "na"),
            ("cc", "share_devices", "0"),
            ("dd", "share_devices", "0"),
        ];
        for (participant, question, said) in answers {
            world.answer(participant, question, said);
        }
        world
    }

    #[test]
    fn each_participants_own_rate_weighs_what_it_bought() {
        let results = world().compute().results;
        let rows = [
            ("uptake.weighted_rate", "strategy=buy_less", "0.625000 A"),
            ("uptake.rate", "strategy=buy_less", "0.400000 A"),
            ("uptake.weighted_rate", "strategy=use_better", "- M"),
        ];
        assert_figures(&results, &rows);
        let rate = results.figures.get("uptake.weighted_rate", &cut("strategy=buy_less")).unwrap();
        let values: Vec<&str> = rate.trace.iter().map(|entry| entry.value.as_str()).collect();
        assert_eq!(values, ["4", "0", "300.00 EUR", "3", "100.00 EUR"]);
        assert_eq!(rate.contributors, Some(2));
    }

    /// aa withholds its volume, and the smallest two of the others are hidden beside it: 10, 20, 30 and 70. `bb` and
    /// `cc` are what cannot be looked up.
    fn with_one_that_withholds(bb: [&str; 2], cc: [&str; 2]) -> World {
        let mut world = World::new();
        let amounts = [("aa", 1_000), ("bb", 2_000), ("cc", 3_000), ("dd", 7_000)];
        world.lines = amounts.map(|(of, amount)| line(of, 5, amount)).into();
        world.of("aa").organisation.protect_volume = true;
        let levels = [("aa", ["4", "4"]), ("bb", bb), ("cc", cc), ("dd", ["0", "0"])];
        for (participant, levels) in levels {
            world.answer(participant, "share_devices", levels[0]);
            world.answer(participant, "servers_shared", levels[1]);
        }
        world
    }

    fn assert_shown(mut world: World, buy_less: &str, use_better: &str) {
        let results = world.compute().results;
        let rows = [
            ("volume.direct.amount", "", "130.00 A"),
            ("volume.direct.amount", "participant=cc", "- Q"),
            ("uptake.weighted_rate", "strategy=buy_less", buy_less),
            ("uptake.weighted_rate", "strategy=use_better", use_better),
        ];
        assert_figures(&results, &rows);
    }

    #[test]
    fn a_volume_that_is_withheld_has_no_weight_and_does_not_follow() {
        // bb and cc have different rates: one equation, two unknown; 20 of 120.
        let one = with_one_that_withholds(["4", "na"], ["0", "na"]);
        assert_shown(one, "0.166667 A", "0.000000 A");
        // Both have the same: what they bought together would follow, and so would aa's, the rest of the total.
        let alike = with_one_that_withholds(["4", "na"], ["3", "na"]);
        assert_shown(alike, "- Q", "0.000000 A");
        // With a second rate in which they differ in another way, two equations for two unknown: the smaller stays
        // back.
        let two = with_one_that_withholds(["4", "0"], ["0", "4"]);
        assert_shown(two, "- Q", "0.250000 A");
    }
}
