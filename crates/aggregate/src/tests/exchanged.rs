//! Two years exchanged: the change of the collective volume is the same the other way round.

use std::collections::BTreeMap;

use jiff::civil::date;
use model::change::ChangeComponent;
use model::{Decimal, Dimension, Dimensions, LineRecord};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::fixture::{World, currency, line, number};
use crate::Outcome;

/// Lines of a year, the rates of the krona on its first and last day, and who of those in force in both years says
/// nothing in it.
#[derive(Clone, Debug)]
struct Year {
    lines: Vec<LineRecord>,
    rates: [Decimal; 2],
    dd_is_silent: bool,
}

fn any_line() -> impl Strategy<Value = LineRecord> {
    let who = prop::sample::select(vec!["aa", "aa", "dd", "once"]);
    let buyer = prop::sample::select(vec!["", "", "", "aa", "dd", "bb", "cc", "other"]);
    let group = prop::sample::select(vec!["laptops", "desktops", "peripherals"]);
    let money = prop::sample::select(vec!["EUR", "SEK"]);
    (who, buyer, group, money, -2_000_i64..100_000, 2..90_u32).prop_map(
        |(who, buyer, group, money, amount, row)| LineRecord {
            buyer: buyer.into(),
            product_group: group.into(),
            currency: Some(currency(money)),
            ..line(who, row, amount)
        },
    )
}

fn year() -> impl Strategy<Value = Year> {
    let rate = || (8_000_i64..14_000).prop_map(|mills| Decimal::new(mills, 3));
    (prop::collection::vec(any_line(), 0..14), [rate(), rate()]).prop_map(|(lines, rates)| Year {
        lines,
        rates,
        dd_is_silent: false,
    })
}

/// Two years; `dd` may be silent in one of them.
fn years() -> impl Strategy<Value = [Year; 2]> {
    (year(), year(), 0..3_usize).prop_map(|(first, second, silent)| {
        let mut years = [first, second];
        if let Some(year) = years.get_mut(silent) {
            year.dd_is_silent = true;
        }
        years
    })
}

/// A year's world: of `bb` and `cc`, the one in force in 2025 alone is `left`, the one in 2026 alone `joined`.
fn world(number_of_year: i16, years: &[Year; 2], (left, joined): (&str, &str)) -> World {
    let (here, gone) = if number_of_year == 2025 { (left, joined) } else { (joined, left) };
    let year = &years[usize::from(number_of_year == 2026)];
    let mut world = World::of_year(number_of_year);
    world.row_of(left).left = Some(date(2025, 9, 30));
    world.row_of(joined).procuring_since = Some(date(2025, 10, 1));
    world.year.returns.remove(&super::fixture::id(gone));
    let days = [(2024, 10, 1), (2025, 9, 30), (2025, 10, 1), (2026, 9, 30)];
    let rates = years.iter().flat_map(|year| year.rates);
    world.pact.rates.days = days
        .into_iter()
        .zip(rates)
        .map(|((year, month, day), rate)| {
            (date(year, month, day), BTreeMap::from([(currency("SEK"), rate)]))
        })
        .collect();
    // Everybody who returned bought something.
    let mut lines: Vec<LineRecord> =
        ["aa", "dd", here].iter().map(|id| line(id, 99, 100)).collect();
    for own in &year.lines {
        let mut own = own.clone();
        // A line of, or for, the one of the two years alone is so in both orders.
        if own.participant.as_str() == "once" {
            own.participant = super::fixture::id(here);
        }
        lines.push(own);
    }
    if year.dd_is_silent {
        world.year.returns.remove(&super::fixture::id("dd"));
        lines.retain(|own| own.participant.as_str() != "dd");
    }
    world.lines = lines;
    world
}

/// The change from the first year to the second.
fn change(years: &[Year; 2], who: (&str, &str)) -> Outcome {
    let mut last = world(2025, years, who);
    let before = last.compute();
    let mut this = world(2026, years, who);
    this.try_compute(Some(last.as_last(&before))).unwrap()
}

/// The value of a component in a cut; zero where there is no row.
fn component(outcome: &Outcome, group: Option<&str>, component: ChangeComponent) -> Decimal {
    let cut = Dimensions::none().with(Dimension::Component, component.code());
    let cut = group.into_iter().fold(cut, |cut, group| cut.with(Dimension::ProductGroup, group));
    outcome.results.figures.value("change.component", &cut).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn joiners_and_leavers_change_places_and_every_sign_turns(years in years()) {
        use ChangeComponent::{
            ExchangeRate, Joiners, Leavers, LikeForLike, Resumed, Scope, Silent,
        };
        let there = change(&years, ("cc", "bb"));
        let [first, second] = years.clone();
        let back = change(&[second, first], ("bb", "cc"));
        for group in [None, Some("laptops"), Some("desktops"), Some("peripherals")] {
            let pairs = [(Joiners, Leavers), (Leavers, Joiners), (Resumed, Silent), (Silent, Resumed), (Scope, Scope)];
            for (there_is, back_is) in pairs {
                prop_assert_eq!(
                    component(&there, group, there_is),
                    -component(&back, group, back_is),
                    "{} {:?}", there_is, group
                );
            }
            // The rate of either year is applied to another year's amounts, so these two turn only together.
            let rest = |outcome| component(outcome, group, ExchangeRate) + component(outcome, group, LikeForLike);
            prop_assert_eq!(rest(&there), -rest(&back), "{:?}", group);
        }
    }

    #[test]
    fn without_another_currency_like_for_like_turns_its_sign_too(years in years()) {
        let years = years.map(|mut year| {
            year.lines.iter_mut().for_each(|line| line.currency = Some(currency("EUR")));
            year
        });
        let [first, second] = years.clone();
        let (there, back) = (change(&years, ("cc", "bb")), change(&[second, first], ("bb", "cc")));
        let of = |outcome, one| component(outcome, None, one);
        prop_assert_eq!(of(&there, ChangeComponent::LikeForLike), -of(&back, ChangeComponent::LikeForLike));
        prop_assert_eq!(of(&there, ChangeComponent::ExchangeRate), number("0"));
    }
}

/// The years drawn have each component, or the laws say little.
#[test]
fn every_component_is_reached() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..60 {
        let years = years().new_tree(&mut runner).unwrap().current();
        let outcome = change(&years, ("cc", "bb"));
        let all = ChangeComponent::ALL.iter();
        reached.extend(all.filter(|one| !component(&outcome, None, **one).is_zero()).copied());
    }
    reached.remove(&ChangeComponent::Scope);
    assert_eq!(reached.len(), 6, "{reached:?}");
}
