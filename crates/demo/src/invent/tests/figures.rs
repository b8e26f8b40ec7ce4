//! That what is drawn is spread as in life: sizes, volumes, uptake, and nothing alike that has nothing in common.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use model::Decimal;

use super::super::countries::COUNTRIES;
use super::super::organisations::profiles;
use super::super::{Size, invent};
use super::{orders, returns};
use crate::pact::{
    Buyer, InventedPact, Level, OrganisationKind, PactYear, Purchase, Return, SupportingRows,
};
use crate::supporting::described;

const FORTY: Size = Size { participants: 40, orders: 200, years: 3, seed: 1 };

fn number(amount: Decimal) -> f64 {
    amount.to_string().parse().unwrap()
}

/// An amount in euro, near enough.
fn euro(amount: Decimal, currency: &str) -> f64 {
    let known = COUNTRIES.iter().find(|country| country.currency == currency);
    number(amount) / known.map_or(1.1, |country| country.per_euro)
}

/// What the declared lines of a return come to that fit, in euro without taxes.
fn declared(own: &Return, fits: impl Fn(&Purchase) -> bool) -> f64 {
    let tax = 1.0 + number(own.organisation.tax_rate.unwrap_or_default()) / 100.0;
    let home = own.organisation.currency.as_deref().unwrap_or("EUR");
    let lines = own.purchases.iter().filter(|line| fits(line));
    let amounts = lines.filter_map(|line| {
        Some(euro(line.amount?, line.currency.as_deref().unwrap_or(home)) / tax)
    });
    amounts.sum()
}

/// What a participant bought for itself: by group what it declared, or what its lists say.
fn direct(own: &Return) -> f64 {
    let is_own = |line: &Purchase| match &line.buyer {
        None => true,
        Some(Buyer::Participant(id)) => *id == own.participant,
        Some(Buyer::Other(_)) => false,
    };
    let said: BTreeSet<&str> = own
        .purchases
        .iter()
        .filter(|line| is_own(line) && line.amount.is_some())
        .filter_map(|line| line.product_group.as_deref())
        .collect();
    let mut sum = declared(own, is_own);
    for file in &own.files {
        let SupportingRows::Orders(orders) = &file.rows else { continue };
        let listed = orders.iter().filter(|order| !said.contains(&*order.product_group));
        sum += listed.map(|order| euro(order.amount, &file.currency)).sum::<f64>();
    }
    sum
}

fn volumes(year: &PactYear) -> BTreeMap<&str, f64> {
    year.returns.iter().map(|own| (own.participant.as_str(), direct(own))).collect()
}

/// Ten pacts that several tests look at.
static PACTS: LazyLock<Vec<InventedPact>> =
    LazyLock::new(|| (1..=10).map(|seed| invent(&Size { seed, ..FORTY })).collect());

#[test]
fn no_two_participants_list_the_same_products_in_the_same_order() {
    for year in &PACTS[0].years {
        let mut runs: BTreeMap<Vec<String>, &str> = BTreeMap::new();
        let mut files = 0;
        for own in &year.returns {
            for file in &own.files {
                let rows = match &file.rows {
                    SupportingRows::Orders(rows) => rows.len(),
                    SupportingRows::Assets(rows) => rows.len(),
                    SupportingRows::Disposals(rows) => rows.len(),
                };
                files += 1;
                let models: Vec<String> =
                    (0..rows).map(|row| model(&described(file, row))).collect();
                for run in models.windows(3) {
                    let other = runs.insert(run.to_vec(), &own.participant);
                    assert!(
                        other.is_none_or(|other| other == own.participant),
                        "{other:?} and {}: {run:?}",
                        own.participant
                    );
                }
            }
        }
        assert!(files > 30, "{files}");
    }
}

/// Make and model of a description: the last two words before the first comma.
fn model(described: &str) -> String {
    let product = described.split(", ").next().unwrap_or_default();
    let words: Vec<&str> = product.split(' ').collect();
    words[words.len().saturating_sub(2)..].join(" ")
}

#[test]
fn lists_are_the_longer_the_larger_a_participant_is_and_as_long_as_asked_for_on_the_whole() {
    for (participants, asked) in [(40, 200), (200, 40), (3, 50), (40, 1), (40, 0)] {
        let size = Size { participants, orders: asked, years: 2, seed: 3 };
        let pact = invent(&size);
        let (mut lists, mut lines, mut lengths) = (0, 0, BTreeSet::new());
        let mut by_size: Vec<(u32, usize)> = Vec::new();
        for own in returns(&pact) {
            let count = orders(own).count();
            if count > 0 {
                (lists, lines) = (lists + 1, lines + count);
                lengths.insert(count);
                by_size.extend(own.organisation.users_served.map(|users| (users, count)));
                assert!(count >= asked as usize / 10 && count <= 4 * asked as usize, "{count}");
            }
            assert!(own.form || count > 0, "{}", own.participant);
        }
        assert_eq!(lists > 0, asked > 0);
        if participants >= 40 && asked > 1 {
            let mean = lines as f64 / f64::from(lists) / f64::from(asked);
            assert!((0.8..1.25).contains(&mean), "{participants} {asked}: {mean}");
            assert!(lengths.len() > 15, "{lengths:?}");
            by_size.sort_unstable();
            let half = by_size.len() / 2;
            let sum = |rows: &[(u32, usize)]| rows.iter().map(|(_, count)| count).sum::<usize>();
            assert!(sum(&by_size[half..]) > 2 * sum(&by_size[..half]), "{by_size:?}");
        }
    }
}

#[test]
fn how_large_a_body_is_goes_by_its_kind() {
    use OrganisationKind::{City, Hospitals, Municipality, PurchasingBody, University};
    let mut sizes: BTreeMap<OrganisationKind, Vec<f64>> = BTreeMap::new();
    for profile in profiles(&Size { participants: 600, ..FORTY }) {
        sizes.entry(profile.kind).or_default().push(profile.users);
    }
    assert_eq!(sizes.len(), OrganisationKind::ALL.len());
    let median = |kind| {
        let mut own = sizes[&kind].clone();
        own.sort_by(f64::total_cmp);
        own[own.len() / 2]
    };
    let most = |kind| sizes[&kind].iter().copied().fold(0.0, f64::max);
    assert!((250.0..420.0).contains(&median(Municipality)), "{}", median(Municipality));
    for large in [City, University, Hospitals] {
        assert!(median(large) > 2_500.0, "{large:?} {}", median(large));
        assert!(most(large) > 2.5 * median(large), "{large:?} {}", most(large));
    }
    assert!(most(Municipality) <= 2_400.0 && most(PurchasingBody) <= 400.0);
    let fewest = sizes[&Hospitals].iter().copied().fold(f64::MAX, f64::min);
    assert!(fewest >= 1_200.0, "{fewest}");
}

#[test]
fn the_largest_holds_mostly_under_a_fifth_and_volumes_are_steady() {
    let (mut largest, mut moves) = (Vec::new(), Vec::new());
    for pact in PACTS.iter() {
        for year in &pact.years {
            let own = volumes(year);
            let all: f64 = own.values().sum();
            largest.push(own.values().copied().fold(0.0, f64::max) / all);
        }
        // Infrastructure comes into scope in the last year.
        let [one, other, ..] = pact.years.as_slice() else { continue };
        let (one, other) = (volumes(one), volumes(other));
        let pairs = one.iter().filter_map(|(id, before)| Some((*before, *other.get(id)?)));
        moves.extend(pairs.filter(|(a, b)| *a > 0.0 && *b > 0.0).map(|(a, b)| b / a));
    }
    largest.sort_by(f64::total_cmp);
    let under = largest.iter().filter(|share| **share < 0.2).count();
    assert!(under * 5 > largest.len() * 4, "{largest:?}");
    assert!(largest[largest.len() / 2] > 0.08, "{largest:?}");
    let doubled = moves.iter().filter(|by| !(0.5..2.0).contains(*by)).count();
    assert!(doubled * 50 < moves.len(), "{doubled} of {}", moves.len());
    let moved = moves.iter().filter(|by| !(0.9..1.11).contains(*by)).count();
    assert!(moved * 3 > moves.len(), "{moved} of {}", moves.len());
}

#[test]
fn volume_follows_size_with_a_spread() {
    let pact = invent(&Size { participants: 150, years: 1, ..FORTY });
    let mut pairs = Vec::new();
    for own in returns(&pact) {
        let volume = direct(own);
        if let Some(users) = own.organisation.users_served.filter(|_| volume > 0.0) {
            pairs.push((libm::log(f64::from(users)), libm::log(volume)));
        }
    }
    let count = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sum =
        |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(a, b)| of(a - x, b - y)).sum::<f64>();
    let r = sum(&|a, b| a * b) / libm::sqrt(sum(&|a, _| a * a) * sum(&|_, b| b * b));
    assert!((0.85..0.99).contains(&r), "{r}");
}

#[test]
fn bodies_outside_the_pact_buy_a_part_of_what_participants_do() {
    let (mut typical, mut all) = (0, 0);
    for pact in PACTS.iter() {
        for year in &pact.years {
            let own: f64 = volumes(year).values().sum();
            let is_outside = |line: &Purchase| matches!(line.buyer, Some(Buyer::Other(_)));
            let outside: f64 = year.returns.iter().map(|own| declared(own, is_outside)).sum();
            typical += u32::from((0.05..0.25).contains(&(outside / own)));
            all += 1;
        }
    }
    assert!(typical * 10 >= all * 9, "{typical} of {all}");
}

/// How answers of two years in a row moved, and the shares of common and standard practice.
#[derive(Default)]
struct Moves {
    same: f64,
    up: f64,
    down: f64,
}

#[test]
fn uptake_rises_slowly_and_unevenly() {
    let (mut moves, mut first, mut gains) = (Moves::default(), Vec::new(), Vec::new());
    let (mut practices, mut lost, mut all_differ) = (0, 0, 0);
    for pact in PACTS.iter() {
        for pair in pact.years.windows(2) {
            let answers = |year: &PactYear| -> BTreeMap<(String, String), u8> {
                let all = year.returns.iter().flat_map(|own| {
                    own.uptake.iter().filter_map(|(practice, level)| match level {
                        Level::Of(level) => {
                            Some(((practice.clone(), own.participant.clone()), *level))
                        }
                        Level::NotApplicable => None,
                    })
                });
                all.collect()
            };
            let (before, after) = (answers(&pair[0]), answers(&pair[1]));
            let mut of_practice: BTreeMap<&str, i32> = BTreeMap::new();
            for (key, level) in &after {
                let Some(old) = before.get(key) else { continue };
                assert!(level.abs_diff(*old) < 2, "{key:?}");
                match level.cmp(old) {
                    std::cmp::Ordering::Less => moves.down += 1.0,
                    std::cmp::Ordering::Equal => moves.same += 1.0,
                    std::cmp::Ordering::Greater => moves.up += 1.0,
                }
                let gained = i32::from(*level >= 3) - i32::from(*old >= 3);
                *of_practice.entry(&key.0).or_default() += gained;
            }
            practices += of_practice.len();
            lost += of_practice.values().filter(|gained| **gained < 0).count();
            let matched = after.keys().filter(|key| before.contains_key(*key)).count();
            gains.push(100.0 * f64::from(of_practice.values().sum::<i32>()) / matched as f64);
        }
        let applied = |level: &Level| matches!(level, Level::Of(3 | 4));
        let year = &pact.years[0];
        let answers = || year.returns.iter().flat_map(|own| &own.uptake);
        let asked = answers().filter(|(_, level)| matches!(level, Level::Of(_))).count() as f64;
        first.push(answers().filter(|(_, level)| applied(level)).count() as f64 / asked);
        let mut rates = BTreeSet::new();
        let strategies: BTreeSet<_> = year.practices.iter().map(|one| one.strategy).collect();
        for strategy in &strategies {
            let of_it = |name: &str| {
                year.practices.iter().any(|one| one.name == name && one.strategy == *strategy)
            };
            let all: Vec<&Level> =
                answers().filter(|(name, _)| of_it(name)).map(|(_, level)| level).collect();
            let share = all.iter().filter(|level| applied(level)).count() * 1_000 / all.len();
            rates.insert(share);
        }
        all_differ += u32::from(rates.len() == strategies.len());
        assert!(rates.last().unwrap() > &(rates.first().unwrap() + 50), "{rates:?}");
    }
    assert!(all_differ > 7, "{all_differ}");
    let all = moves.same + moves.up + moves.down;
    let (same, down) = (moves.same / all, moves.down / all);
    assert!((0.80..0.85).contains(&same), "{same}");
    assert!((0.04..0.07).contains(&down), "{down}");
    assert!(first.iter().all(|share| (0.13..0.22).contains(share)), "{first:?}");
    let mean = gains.iter().sum::<f64>() / gains.len() as f64;
    assert!((1.0..3.0).contains(&mean), "{gains:?}");
    assert!(gains.iter().all(|gain| (-1.0..6.0).contains(gain)), "{gains:?}");
    assert!(lost * 20 > practices && lost * 3 < practices, "{lost} of {practices}");
}

#[test]
fn services_are_neither_new_nor_used() {
    let pact = invent(&Size { years: 1, participants: 120, ..FORTY });
    let mut services = 0;
    for own in returns(&pact) {
        for order in orders(own).filter(|order| order.product_group == "cloud") {
            assert_eq!(order.condition, None, "{}", order.reference);
            services += 1;
        }
        let lines = own.purchases.iter();
        for line in lines.filter(|line| line.product_group.as_deref() == Some("cloud")) {
            assert_eq!(line.condition, None, "{}", own.participant);
        }
    }
    assert!(services > 50, "{services}");
}

#[test]
fn one_line_in_a_hundred_is_a_credit_in_forms_as_in_lists() {
    let (mut forms, mut lists) = ([0.0; 2], [0.0; 2]);
    for pact in PACTS.iter() {
        for own in returns(pact) {
            for amount in own.purchases.iter().filter_map(|line| line.amount) {
                forms[usize::from(amount.is_sign_negative())] += 1.0;
            }
            for order in orders(own) {
                lists[usize::from(order.amount.is_sign_negative())] += 1.0;
            }
        }
    }
    for [bought, back] in [forms, lists] {
        let share = back / (bought + back);
        assert!((0.008..0.012).contains(&share), "{share} ({back} of {bought})");
    }
}
