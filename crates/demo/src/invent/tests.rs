//! What the pacts drawn are like.

mod figures;

use std::collections::{BTreeMap, BTreeSet};

use model::participant::Role;
use model::{Decimal, Period};

use super::calendar::{FiscalYear, period};
use super::draw::{days, plus_days};
use super::goods::GOODS;
use super::rates::{in_euro, rates};
use super::{Size, invent};
use crate::pact::{
    Buyer, InventedPact, Level, Order, Participant, Purchase, Return, SupportingRows,
};

const SMALL: Size = Size { participants: 40, orders: 60, years: 3, seed: 1 };

fn orders(own: &Return) -> impl Iterator<Item = &Order> {
    own.files.iter().flat_map(|file| match &file.rows {
        SupportingRows::Orders(orders) => orders.as_slice(),
        _ => &[],
    })
}

fn returns(pact: &InventedPact) -> impl Iterator<Item = &Return> {
    pact.years.iter().flat_map(|year| &year.returns)
}

fn joined(one: &Participant) -> jiff::civil::Date {
    one.procuring_since.into_iter().chain(one.coordinating_since).min().unwrap()
}

/// The middle of numbers, and the standard deviation of their logarithms.
fn median_and_spread(mut numbers: Vec<f64>) -> (f64, f64) {
    numbers.sort_by(f64::total_cmp);
    let logs: Vec<f64> = numbers.iter().map(|number| libm::log(*number)).collect();
    let mean = logs.iter().sum::<f64>() / logs.len() as f64;
    let square =
        logs.iter().map(|log| (log - mean) * (log - mean)).sum::<f64>() / logs.len() as f64;
    (numbers[numbers.len() / 2], libm::sqrt(square))
}

#[test]
fn the_same_seed_makes_the_same_pact_and_another_makes_another() {
    let pact = invent(&SMALL);
    assert_eq!(pact, invent(&SMALL));
    assert_ne!(pact.participants, invent(&Size { seed: 2, ..SMALL }).participants);
    // More orders shuffle nobody's answers.
    let more = invent(&Size { orders: 61, ..SMALL });
    for (one, other) in returns(&pact).zip(returns(&more)) {
        assert_eq!((&one.uptake, &one.stories), (&other.uptake, &other.stories));
    }
}

#[test]
fn prices_lie_around_their_groups_median() {
    let pact = invent(&Size { participants: 300, orders: 60, years: 1, seed: 3 });
    for good in
        GOODS.iter().filter(|good| ["laptops", "displays", "smartphones"].contains(&good.id))
    {
        let mut prices = Vec::new();
        for file in returns(&pact).flat_map(|own| &own.files).filter(|file| file.currency == "EUR")
        {
            let SupportingRows::Orders(orders) = &file.rows else { continue };
            let new = |order: &&Order| {
                order.condition == Some(model::vocabulary::Condition::New)
                    && order.acquisition == Some(model::vocabulary::Acquisition::Purchase)
            };
            for order in orders.iter().filter(|order| order.product_group == good.id).filter(new) {
                if let Some(units) = order.units {
                    let price = order.amount / Decimal::from(units);
                    prices.push(price.to_string().parse().unwrap());
                }
            }
        }
        assert!(prices.len() > 200, "{}: {}", good.id, prices.len());
        let (median, spread) = median_and_spread(prices);
        assert!((median / good.price - 1.0).abs() < 0.12, "{}: {median}", good.id);
        assert!((spread - good.spread).abs() < 0.08, "{}: {spread}", good.id);
    }
}

#[test]
fn three_in_ten_optional_cells_are_blank_and_one_order_in_a_hundred_is_a_credit() {
    let pact = invent(&Size { participants: 300, orders: 100, years: 1, seed: 4 });
    let (mut blank, mut all) = (0.0, 0.0);
    let mut count = |is_blank: bool| {
        blank += f64::from(u8::from(is_blank));
        all += 1.0;
    };
    for own in returns(&pact).filter(|own| own.form) {
        for line in &own.purchases {
            count(line.condition.is_none());
            count(line.acquisition.is_none());
            count(line.framework.is_none());
        }
        for row in &own.in_use {
            count(row.planned_lifetime_years.is_none());
        }
        for good in &own.good_practices {
            count(good.how.is_none());
            count(good.lessons.is_none());
        }
        count(own.reflection.len() < 4);
    }
    for order in returns(&pact).flat_map(orders) {
        count(order.condition.is_none());
        count(order.acquisition.is_none());
    }
    let share = blank / all;
    assert!((0.27..0.33).contains(&share), "{share}");
    let (orders, credits) =
        returns(&pact).flat_map(orders).fold((0.0, 0.0), |(all, credits), order| {
            (all + 1.0, credits + f64::from(u8::from(order.amount.is_sign_negative())))
        });
    assert!((0.007..0.013).contains(&(credits / orders)), "{credits} of {orders}");
}

#[test]
fn ids_names_and_references_are_unique_and_no_name_is_real_or_like_another() {
    // Places that exist and sound like those that are put together.
    const REAL: [&str; 24] = [
        "altdorf",
        "lindau",
        "haslemere",
        "otterburn",
        "zaandam",
        "rotterdam",
        "amsterdam",
        "brunnen",
        "villeneuve",
        "belleville",
        "montreal",
        "oskarshamn",
        "stockholm",
        "warszawa",
        "katowice",
        "torino",
        "montefalco",
        "valladolid",
        "salamanca",
        "whitehaven",
        "wickford",
        "nettlecombe",
        "wuppertal",
        "funkelstein",
    ];
    let pact = invent(&Size { participants: 400, orders: 3, years: 2, seed: 5 });
    let mut ids = BTreeSet::new();
    let supporting = pact.supporters.iter().map(|one| one.id.as_str());
    for id in pact.participants.iter().map(|one| one.id.as_str()).chain(supporting) {
        assert!(ids.insert(id), "{id}");
        assert!(model::Identifier::parse(id).is_some(), "{id}");
    }
    let names: Vec<&str> = pact.participants.iter().map(|one| one.name.as_str()).collect();
    for name in &names {
        let plain = super::stems::plain(name);
        assert!(plain.split('-').all(|word| !REAL.contains(&word)), "{name}");
    }
    let keys: Vec<Vec<char>> = names.iter().map(|name| key(name)).collect();
    for (at, one) in keys.iter().enumerate() {
        for (other, name) in keys[at + 1..].iter().zip(&names[at + 1..]) {
            assert!(!is_near(one, other), "{} and {name}", names[at]);
        }
    }
    let outside: BTreeMap<&str, BTreeSet<&str>> = returns(&pact)
        .flat_map(|own| own.purchases.iter().map(move |line| (own, line)))
        .fold(BTreeMap::new(), |mut all, (own, line)| {
            if let Some(Buyer::Other(Some(name))) = &line.buyer {
                let by: &mut BTreeSet<&str> = all.entry(name.as_str()).or_default();
                by.insert(own.participant.as_str());
            }
            all
        });
    for (name, by) in &outside {
        assert_eq!(by.len(), 1, "{name}");
        let outside = key(name);
        assert!(keys.iter().all(|own| !is_near(&outside, own)), "{name}");
    }
    assert!(outside.len() > 30);
    let mut references = BTreeSet::new();
    for order in returns(&pact).flat_map(orders) {
        assert!(references.insert(&order.reference), "{}", order.reference);
    }
}

/// Letters of a name as they are compared: words in order, without those that tell nobody apart.
fn key(name: &str) -> Vec<char> {
    let plain = super::stems::plain(name);
    let mut words: Vec<&str> =
        plain.split('-').filter(|word| !["of", "de", "di", "the"].contains(word)).collect();
    words.sort_unstable();
    words.concat().chars().collect()
}

/// Whether fewer than eight letters in a hundred differ (Levenshtein).
fn is_near(one: &[char], other: &[char]) -> bool {
    let longest = one.len().max(other.len());
    if one.len().abs_diff(other.len()) * 100 > longest * 8 {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, left) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (to, right) in other.iter().enumerate() {
            let changed = corner + usize::from(left != right);
            corner = row[to + 1];
            row[to + 1] = changed.min(corner + 1).min(row[to] + 1);
        }
    }
    row[other.len()] * 100 <= longest * 8
}

#[test]
fn small_pacts_have_five_currencies_and_from_twelve_participants_on_every_part() {
    for seed in 0..20 {
        let pact = invent(&Size { participants: 5, orders: 0, years: 1, seed });
        let currencies: BTreeSet<_> =
            pact.participants.iter().map(|one| country(&one.country).currency).collect();
        assert_eq!(currencies.len(), 5, "{seed}");
        for years in [1, 3] {
            let pact = invent(&Size { participants: 12, orders: 0, years, seed });
            let last = pact.years.last().unwrap();
            let first = &pact.years[0];
            let joins = |one: &&Participant| joined(one) >= first.period_start;
            let leaves = |one: &&Participant| one.left.is_some_and(|day| day >= first.period_start);
            assert!(pact.participants.iter().any(|one| joins(&one)), "{seed}");
            assert!(pact.participants.iter().any(|one| leaves(&one)), "{seed}");
            assert!(!last.exempt.is_empty(), "{seed}");
            let covered = last.returns.iter().flat_map(|own| &own.organisation.reports_for);
            assert!(covered.count() > 0, "{seed}");
            let coordinates =
                pact.participants.iter().filter(|one| one.coordinating_since.is_some());
            assert!(coordinates.count() >= 2, "{seed}");
        }
    }
}

fn country(code: &str) -> &'static super::countries::Country {
    super::countries::COUNTRIES.iter().find(|one| one.code == code).unwrap()
}

#[test]
fn everyone_of_whom_a_return_is_expected_sends_one_or_need_not() {
    let pact = invent(&Size { participants: 120, orders: 0, years: 4, seed: 6 });
    for year in &pact.years {
        let returned: BTreeSet<&str> =
            year.returns.iter().map(|own| own.participant.as_str()).collect();
        let covered: BTreeSet<&str> = year
            .returns
            .iter()
            .flat_map(|own| &own.organisation.reports_for)
            .map(String::as_str)
            .collect();
        assert!(returned.is_disjoint(&covered));
        assert!(!covered.is_empty());
        let span = Period::new(year.period_start, year.period_end).unwrap();
        for one in &pact.participants {
            let last = one.left.unwrap_or(span.end).min(span.end);
            let asked = days(joined(one).max(span.start), last) + 1 >= 90;
            let exempt = year.exempt.iter().any(|own| own.participant == one.id);
            let here = returned.contains(&*one.id) || covered.contains(&*one.id) || exempt;
            assert_eq!(asked, here, "{} {}", one.id, year.year);
            assert!(!(exempt && returned.contains(&*one.id)));
        }
    }
}

#[test]
fn periods_join_on_and_orders_lie_in_them() {
    let pact = invent(&Size { participants: 150, orders: 20, years: 3, seed: 7 });
    let mut own_years = BTreeSet::new();
    let mut ends: BTreeMap<&str, (i16, jiff::civil::Date)> = BTreeMap::new();
    for year in &pact.years {
        for own in &year.returns {
            let start = own.organisation.period_start.unwrap_or(year.period_start);
            let end = own.organisation.period_end.unwrap_or(year.period_end);
            if start != year.period_start {
                own_years.insert((start.month(), start.day()));
            }
            if let Some((before, last)) = ends.insert(&own.participant, (year.year, end))
                && before + 1 == year.year
            {
                assert_eq!(plus_days(last, 1), start, "{}", own.participant);
            }
            for order in orders(own) {
                assert!(start <= order.date && order.date <= end, "{}", order.reference);
            }
        }
    }
    assert!(own_years.len() > 3, "{own_years:?}");
    assert_eq!(FiscalYear::Pact.period(2026), period(2026));
}

#[test]
fn declared_lines_agree_with_the_orders_of_their_group() {
    let pact = invent(&Size { participants: 200, orders: 80, years: 2, seed: 8 });
    let mut compared = 0;
    for own in returns(&pact).filter(|own| own.form) {
        let tax = own.organisation.tax_rate.unwrap_or_default();
        let is_own = |line: &&Purchase| match &line.buyer {
            None => true,
            Some(Buyer::Participant(id)) => *id == own.participant,
            Some(Buyer::Other(_)) => false,
        };
        let mut declared: BTreeMap<&str, (Decimal, i64)> = BTreeMap::new();
        for line in own.purchases.iter().filter(is_own) {
            let (Some(group), Some(amount)) = (line.product_group.as_deref(), line.amount) else {
                continue;
            };
            assert!(
                line.currency.is_none() || !orders(own).any(|order| order.product_group == group)
            );
            let sum = declared.entry(group).or_default();
            sum.0 += amount / (Decimal::ONE + tax / Decimal::from(100));
            sum.1 += line.units.unwrap_or(0);
        }
        for (group, (amount, units)) in declared {
            let listed: Vec<&Order> =
                orders(own).filter(|order| order.product_group == group).collect();
            if listed.is_empty() {
                continue;
            }
            let sum: Decimal = listed.iter().map(|order| order.amount).sum();
            assert!(
                (sum - amount).abs() <= amount.abs() * Decimal::new(2, 2),
                "{} {group}",
                own.participant
            );
            if listed.iter().all(|order| order.units.is_some()) {
                let listed: i64 = listed.iter().filter_map(|order| order.units).sum();
                assert_eq!(listed, units, "{} {group}", own.participant);
            } else {
                assert!(listed.iter().all(|order| order.units.is_none()), "{group}");
            }
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn purchases_come_to_more_than_nothing_and_their_parts_to_no_more_than_all() {
    let pact = invent(&Size { participants: 200, orders: 50, years: 2, seed: 9 });
    for own in returns(&pact) {
        let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
        for line in &own.purchases {
            let group = line.product_group.as_deref().unwrap();
            *sums.entry(group).or_default() += line.amount.unwrap_or_default();
            let units = line.units.unwrap_or(0);
            assert!(
                line.labelled_units.unwrap_or(0).max(line.criteria_units.unwrap_or(0))
                    <= units.max(0)
            );
            let is_device = GOODS.iter().any(|good| good.id == group && good.is_device);
            assert!(!is_device || line.units.is_some() == line.amount.is_some(), "{line:?}");
        }
        assert!(sums.values().all(|sum| !sum.is_sign_negative()), "{}", own.participant);
        let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
        for order in orders(own) {
            *sums.entry(&order.product_group).or_default() += order.amount;
        }
        assert!(sums.values().all(|sum| *sum > Decimal::ZERO), "{}", own.participant);
        let none = own.organisation.procurement_none == Some(true);
        assert!(!none || (own.purchases.is_empty() && orders(own).count() == 0));
        let procuring = pact
            .participants
            .iter()
            .any(|one| one.id == own.participant && one.procuring_since.is_some());
        assert!(!procuring || none || !own.purchases.is_empty() || orders(own).count() > 0);
    }
}

#[test]
fn levels_rise_slowly_never_fall_by_two_and_standard_practices_have_evidence() {
    let pact = invent(&Size { participants: 150, orders: 0, years: 6, seed: 10 });
    let mut last: BTreeMap<(&str, &str), Level> = BTreeMap::new();
    let (mut rates, mut down, mut moved) = (Vec::new(), 0, 0);
    for year in &pact.years {
        let mut now = BTreeMap::new();
        let (mut applied, mut answers) = (0.0, 0.0);
        for own in &year.returns {
            for (practice, level) in &own.uptake {
                now.insert((own.participant.as_str(), practice.as_str()), *level);
                let Level::Of(step) = level else { continue };
                answers += 1.0;
                applied += f64::from(u8::from(*step >= 3));
                if let Some(Level::Of(before)) =
                    last.get(&(own.participant.as_str(), practice.as_str()))
                {
                    assert!(step + 2 > *before, "{} {practice}", own.participant);
                    down += u32::from(step < before);
                    moved += u32::from(step != before);
                }
                let strategy =
                    year.practices.iter().find(|one| one.name == *practice).unwrap().strategy;
                assert!(*step < 4 || own.evidence.contains_key(&strategy), "{practice}");
            }
        }
        rates.push(applied / answers);
        last = now;
    }
    assert!(rates.windows(2).all(|pair| pair[1] > pair[0] - 0.02), "{rates:?}");
    assert!(rates[5] > rates[0] + 0.04 && rates[5] < rates[0] + 0.16, "{rates:?}");
    assert!(down > 200 && moved > 2 * down && moved < 5 * down, "{down} {moved}");
}

#[test]
fn questions_are_answered_by_those_they_are_asked_of() {
    let pact = invent(&Size { participants: 80, orders: 5, years: 3, seed: 11 });
    for year in &pact.years {
        for own in &year.returns {
            let one = pact.participants.iter().find(|one| one.id == own.participant).unwrap();
            let has = |role: Role| {
                let since = match role {
                    Role::Procuring => one.procuring_since,
                    Role::Coordinating => one.coordinating_since,
                };
                since.is_some_and(|day| day <= year.period_end)
            };
            for practice in &year.practices {
                let asked =
                    practice.roles.is_empty() || practice.roles.iter().any(|role| has(*role));
                assert!(asked || !own.uptake.contains_key(&practice.name), "{}", practice.name);
                assert!(
                    practice.scope.is_none()
                        || year.year == 2026
                        || !own.uptake.contains_key(&practice.name)
                );
            }
            if !has(Role::Coordinating) {
                assert!(own.outreach.is_empty() && own.organisation.reports_for.is_empty());
            }
            if !has(Role::Procuring) {
                assert!(
                    own.in_use.is_empty() && own.end_of_use.is_empty() && own.tenders.is_empty()
                );
            }
            for output in own.adoption.keys() {
                let output = year.outputs.iter().find(|one| one.id == *output).unwrap();
                assert!(output.published_on.is_some_and(|day| day <= year.period_end));
            }
            for line in &own.purchases {
                let group = line.product_group.as_deref().unwrap();
                assert!(GOODS.iter().any(|good| good.id == group && good.first_year <= year.year));
            }
        }
    }
}

#[test]
fn the_accounts_close_to_the_cent_and_open_as_they_closed() {
    let rates = rates();
    for participants in [1, 3, 40] {
        let pact = invent(&Size { participants, orders: 0, years: 6, seed: 12 });
        let mut before = None;
        let mut paid: BTreeMap<(&str, i16), Decimal> = BTreeMap::new();
        for year in &pact.years {
            let money = &year.finance;
            assert!(before.is_none_or(|closing| closing == money.opening_balance), "{}", year.year);
            let mut closing = money.opening_balance;
            for line in &money.ledger {
                assert!(year.period_start <= line.date && line.date <= year.period_end, "{line:?}");
                let account = money.budget.iter().find(|own| own.account == line.account).unwrap();
                let euro = in_euro(&rates, line.amount, &line.currency, line.date).unwrap();
                closing += if account.is_income { euro } else { -euro };
                if account.class == "contribution" {
                    let of = match line.for_participant.as_str() {
                        "" => line.counterparty.as_str(),
                        other => other,
                    };
                    let of = (of, line.for_year.unwrap_or(year.year));
                    *paid.entry(of).or_default() += line.amount;
                }
            }
            assert_eq!(closing, money.bank_closing_balance, "{}", year.year);
            assert!(closing > Decimal::ZERO, "{participants} {closing}");
            before = Some(closing);
            for account in &money.budget {
                let own = money.ledger.iter().filter(|line| line.account == account.account);
                let actual: Decimal = own
                    .map(|line| in_euro(&rates, line.amount, &line.currency, line.date).unwrap())
                    .sum();
                let revised = account.revised_amount.unwrap_or(account.amount);
                let small = (actual - revised).abs() <= revised.abs() * Decimal::new(1, 1);
                assert!(
                    small || !account.explanation.is_empty(),
                    "{} {}",
                    year.year,
                    account.title
                );
            }
        }
        for year in &pact.years {
            let due: BTreeSet<&str> =
                year.finance.contributions.iter().map(|row| row.participant.as_str()).collect();
            for one in &pact.participants {
                let coordinates = one.coordinating_since.is_some_and(|day| day <= year.period_end)
                    && one.left.is_none_or(|day| day >= year.period_start);
                assert_eq!(due.contains(&*one.id), coordinates, "{}", one.id);
            }
            for row in &year.finance.contributions {
                let received =
                    paid.get(&(&*row.participant, year.year)).copied().unwrap_or_default();
                let expected = if row.waived.is_some() { Decimal::ZERO } else { row.due };
                assert_eq!(received, expected, "{} {}", row.participant, year.year);
            }
        }
    }
}

#[test]
fn no_two_quarters_of_staff_cost_the_same() {
    for seed in 0..20 {
        let pact = invent(&Size { participants: 4, orders: 0, years: 2, seed });
        for year in &pact.years {
            let staff = year.finance.ledger.iter().filter(|line| line.account == "2000");
            let amounts: Vec<Decimal> = staff.map(|line| line.amount).collect();
            let unlike: BTreeSet<&Decimal> = amounts.iter().collect();
            assert_eq!((amounts.len(), unlike.len()), (4, 4), "{seed}: {amounts:?}");
        }
    }
}

#[test]
fn some_give_what_was_waived() {
    let pact = invent(&Size { participants: 60, orders: 0, years: 6, seed: 12 });
    let given = pact.years.iter().map(|year| {
        let money = &year.finance;
        let waived = money.contributions.iter().filter(|due| due.waived.is_some());
        let gives = |id: &str| {
            money.ledger.iter().any(|line| line.counterparty == id && line.account == "1100")
        };
        waived.filter(|due| gives(&due.participant)).count()
    });
    let given: usize = given.sum();
    assert!(given > 0);
}

#[test]
fn the_foreword_names_those_inside_anothers_return() {
    let pact = invent(&SMALL);
    for year in &pact.years {
        let forewords = year.narrative.iter().filter(|(name, _)| name.starts_with("foreword"));
        let told: Vec<bool> = forewords
            .map(|(_, text)| {
                let of_all = ["returned", "covered", "expected"];
                of_all.iter().all(|who| text.contains(&format!("coverage.{who}")))
            })
            .collect();
        assert_eq!(told, [true, true], "{}", year.year);
    }
}

#[test]
fn passages_stand_in_the_answers_they_are_from() {
    let pact = invent(&SMALL);
    let mut read = 0;
    for year in &pact.years {
        for coded in &year.coding {
            let own = year.returns.iter().find(|own| own.participant == coded.participant).unwrap();
            assert!(own.reflection[&coded.question].contains(&coded.passage));
            read += 1;
        }
    }
    assert!(read > 100);
}

#[test]
fn requests_are_decided_within_a_month_and_one_chairs_the_committee() {
    let pact = invent(&Size { participants: 60, orders: 0, years: 5, seed: 13 });
    for year in &pact.years {
        let register = |file: &str| year.registers.iter().find(|one| one.file == file).unwrap();
        for row in &register("applications.csv").rows {
            let day = |text: &str| text.parse::<jiff::civil::Date>().ok();
            let decided = day(&row[3]).unwrap_or(year.report_date);
            assert!((0..28).contains(&days(day(&row[2]).unwrap(), decided)), "{row:?}");
        }
        let committee = &register("committee.csv").rows;
        assert!((5..=11).contains(&committee.len()));
        assert_eq!(committee.iter().filter(|row| row[1] == "chair").count(), 1);
        for row in committee {
            assert!(
                row[2].as_str() <= &*year.period_end.to_string()
                    && row[3].as_str() >= &*year.period_end.to_string()
            );
        }
        for table in &year.registers {
            assert!(
                table.rows.iter().all(|row| row.len() == table.columns.len()),
                "{}",
                table.file
            );
        }
    }
}
