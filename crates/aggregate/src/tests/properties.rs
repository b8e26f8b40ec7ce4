//! What holds for any lines and answers.

use std::collections::BTreeSet;

use model::volume::LeftOutReason;
use model::{
    Currency, Decimal, Dimension, Figure, Figures, LineOrigin, LineRecord, ObservationStatus,
};
use proptest::prelude::*;

use super::fixture::{World, currency, line, order};

fn any_line() -> impl Strategy<Value = LineRecord> {
    // Nobody is `dd`, so that others report on its behalf.
    let who = prop::sample::select(vec!["aa", "bb", "cc"]);
    let buyer = prop::sample::select(vec!["", "aa", "bb", "dd", "other", "somebody"]);
    let group = prop::sample::select(vec!["laptops", "desktops", "peripherals", "servers", ""]);
    let money = prop::sample::select(vec!["EUR", "SEK", "USD"]);
    let condition = prop::sample::select(vec!["new", "refurbished", "unknown"]);
    let acquisition = prop::sample::select(vec!["purchase", "lease", "service"]);
    let amount = prop::option::weighted(0.8, -1_000_i64..100_000);
    let units = prop::option::weighted(0.8, 0_i64..500);
    let marks = (any::<bool>(), 0..8_u8, 2..60_u32);
    let codes = (group, money, condition, acquisition);
    (who, buyer, codes, amount, units, marks).prop_map(
        |(who, buyer, (group, money, condition, acquisition), amount, units, marks)| {
            let (declared, reason, row) = marks;
            let record = if declared { line(who, row, 0) } else { order(who, row, 0) };
            LineRecord {
                buyer: buyer.into(),
                product_group: group.into(),
                currency: Some(currency(money)),
                condition: condition.into(),
                acquisition: acquisition.into(),
                amount_minor: amount,
                units,
                reason: (!declared && reason == 0).then_some(LeftOutReason::Duplicate),
                estimated: reason == 1,
                ..record
            }
        },
    )
}

fn lines() -> impl Strategy<Value = Vec<LineRecord>> {
    prop::collection::vec(any_line(), 0..40)
}

fn figures(lines: Vec<LineRecord>) -> Figures {
    let mut world = World::new();
    world.lines = lines;
    world.compute().results.figures
}

/// Values and statuses without traces, which name the lines themselves.
fn values(figures: &Figures) -> Vec<String> {
    figures.iter().map(in_words).collect()
}

fn in_words(figure: &Figure) -> String {
    let (value, status) = (figure.value, figure.status);
    format!(
        "{} {} {value:?} {status} {:?}",
        figure.indicator, figure.dimensions, figure.contributors
    )
}

fn sum_over(figures: &Figures, indicator: &str, dimension: Dimension) -> Decimal {
    let rows = figures.of(indicator).filter(|figure| {
        figure.dimensions.len() == 1 && figure.dimensions.get(dimension).is_some()
    });
    rows.filter_map(|figure| figure.value).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The run itself fails where a line or a cent goes missing; here every term is counted again,
    /// line by line.
    #[test]
    fn every_line_is_counted_under_one_term(lines in lines()) {
        let mut world = World::new();
        let (count, money) = (lines.len() as u64, lines.iter().filter_map(|l| l.amount_minor).sum::<i64>());
        world.lines = lines;
        let outcome = world.compute();
        let published = outcome.lines.published().unwrap();
        prop_assert_eq!(published.iter().map(|line| line.lines).sum::<u64>(), count);
        let own = published.iter().filter(|line| line.amount_from.is_empty());
        let own: Decimal = own.filter_map(|line| line.amount).sum();
        prop_assert_eq!(own, Decimal::new(money, 2));
        prop_assert!(outcome.results.accounts.iter().all(|account| account.closes()));
    }

    #[test]
    fn the_order_of_lines_does_not_matter(lines in lines().prop_shuffle(), seed in any::<u64>()) {
        let mut shuffled = lines.clone();
        let length = shuffled.len().max(1);
        shuffled.rotate_left((seed as usize) % length);
        shuffled.reverse();
        prop_assert_eq!(values(&figures(lines)), values(&figures(shuffled)));
    }

    #[test]
    fn splitting_a_line_in_two_changes_nothing(lines in lines(), at in any::<prop::sample::Index>()) {
        prop_assume!(!lines.is_empty());
        let whole = at.index(lines.len());
        let mut split = lines.clone();
        let mut second = split[whole].clone();
        second.row += 100;
        second.amount_minor = second.amount_minor.map(|amount| amount / 3);
        second.units = second.units.map(|units| units / 3);
        let first = &mut split[whole];
        first.amount_minor = first.amount_minor.zip(second.amount_minor).map(|(a, b)| a - b);
        first.units = first.units.zip(second.units).map(|(a, b)| a - b);
        split.push(second);
        // Of lines of fewer units, or of more orders, more or less is withheld.
        let (whole, split) = (figures(lines), figures(split));
        let withheld = |figure: &&Figure| figure.status == ObservationStatus::Withheld;
        let withheld: BTreeSet<_> = whole.iter().chain(split.iter()).filter(withheld)
            .map(|figure| (figure.indicator.clone(), figure.dimensions.clone())).collect();
        let volume = |figures: &Figures| {
            let told = figures.iter().filter(|figure| {
                !figure.indicator.starts_with("volume.left_out")
                    && !withheld.contains(&(figure.indicator.clone(), figure.dimensions.clone()))
            });
            told.map(in_words).collect::<Vec<_>>()
        };
        prop_assert_eq!(volume(&whole), volume(&split));
    }

    #[test]
    fn the_total_is_the_sum_of_groups_and_of_scopes(lines in lines()) {
        let figures = figures(lines);
        for kind in ["direct", "indirect", "overlap", "collective", "on_behalf"] {
            let indicator = format!("volume.{kind}.amount");
            let total = figures.value(&indicator, &model::Dimensions::none()).unwrap_or_default();
            prop_assert_eq!(total, sum_over(&figures, &indicator, Dimension::ProductGroup));
            prop_assert_eq!(total, sum_over(&figures, &indicator, Dimension::Scope));
            if kind != "collective" {
                prop_assert_eq!(total, sum_over(&figures, &indicator, Dimension::Participant));
            }
        }
    }

    #[test]
    fn an_answer_that_it_does_not_apply_changes_no_rate(
        levels in prop::collection::vec(0..5_u8, 3),
    ) {
        let mut world = World::new();
        for (participant, level) in ["aa", "bb", "cc"].iter().zip(levels) {
            world.answer(participant, "share_devices", &level.to_string());
        }
        let rates = |world: &mut World| {
            let figures = world.compute().results.figures;
            let rates = ["uptake.rate", "uptake.rate.denominator", "uptake.median"];
            let rows = rates.iter().flat_map(|rate| figures.of(rate));
            rows.map(|f| (f.indicator.clone(), f.dimensions.clone(), f.value)).collect::<Vec<_>>()
        };
        let before = rates(&mut world);
        world.answer("dd", "share_devices", "na");
        prop_assert_eq!(before, rates(&mut world));
    }
}

/// The properties must meet every kind of line, or they say nothing.
#[test]
fn the_lines_tried_are_of_every_kind() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tried = proptest::strategy::Strategy::new_tree(
        &prop::collection::vec(any_line(), 400..401),
        &mut runner,
    );
    let mut world = World::new();
    world.lines = proptest::strategy::ValueTree::current(&tried.unwrap());
    assert!(world.lines.iter().any(|line| line.origin == LineOrigin::Orders));
    assert!(world.lines.iter().any(|line| line.currency != Some(Currency::EUR)));
    let outcome = world.compute();
    let kinds: std::collections::BTreeSet<&str> =
        outcome.lines.groups().map(|(_, counting)| counting.counted_as.code()).collect();
    assert_eq!(kinds.len(), 6, "{kinds:?}");
}
