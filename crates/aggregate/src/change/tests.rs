//! Each component by hand, and several together. 2025 and 2026 run October to September; a krona is worth 1/10.5
//! euro in 2026, and in 2025 where the test says nothing else.

use jiff::civil::date;
use model::LineRecord;
use model::change::ChangeComponent;

use crate::Outcome;
use crate::tests::fixture::{World, assert_figures, currency, cut, id, line, number, shown};

/// A line of a product group.
fn of(group: &str, participant: &str, row: u32, cents: i64) -> LineRecord {
    LineRecord { product_group: group.into(), ..line(participant, row, cents) }
}

fn for_buyer(buyer: &str, line: LineRecord) -> LineRecord {
    LineRecord { buyer: buyer.into(), ..line }
}

fn in_kronor(line: LineRecord) -> LineRecord {
    LineRecord { currency: Some(currency("SEK")), ..line }
}

/// 2025 and 2026 with the same register; `change` may change both before they are computed.
fn years(
    last: Vec<LineRecord>,
    this: Vec<LineRecord>,
    change: impl Fn(&mut World, &mut World),
) -> Outcome {
    let (mut before, mut world) = (World::of_year(2025), World::new());
    (before.lines, world.lines) = (last, this);
    change(&mut before, &mut world);
    let last = before.compute();
    world.try_compute(Some(before.as_last(&last))).unwrap()
}

/// The whole change and its components in their order, in total; all others are zero.
#[track_caller]
fn assert_change(outcome: &Outcome, whole: &str, components: &[(&str, &str)]) {
    let results = &outcome.results;
    let value = |cut: &str| shown(results, "change.component", cut);
    // 2026 brings a scope, so that what adds up its groups breaks the series; two components leave it out.
    assert_eq!(value(""), format!("{whole} B"));
    for component in ChangeComponent::ALL {
        let expected = components.iter().find(|(code, _)| *code == component.code());
        let expected = expected.map_or("0.00", |(_, value)| value);
        let found = value(&format!("component={component}"));
        let status = match component {
            ChangeComponent::ExchangeRate | ChangeComponent::LikeForLike => "A",
            _ => "B",
        };
        assert_eq!(found, format!("{expected} {status}"), "{component}");
    }
}

#[test]
fn who_joins_brings_what_it_reports_less_what_others_bought_for_it_before() {
    // dd is not in force in 2025: what bb bought for it then is indirect, and dd's all the same.
    let last =
        vec![line("aa", 5, 10_000), for_buyer("dd", line("bb", 5, 1_500)), line("bb", 6, 100)];
    let this = vec![line("aa", 5, 10_000), line("bb", 6, 100), line("dd", 5, 4_000)];
    let outcome = years(last, this, |before, world| {
        for one in [before, world] {
            one.row_of("dd").procuring_since = Some(date(2026, 1, 1));
        }
    });
    assert_change(&outcome, "25.00", &[("joiners", "25.00")]);
    let joiners = outcome.results.figures.get("change.component", &cut("component=joiners"));
    // dd, and bb as the reporter of an indirect line.
    assert_eq!(joiners.unwrap().contributors, Some(2));
}

#[test]
fn who_leaves_without_a_return_takes_its_volume_with_it() {
    let last = vec![line("aa", 5, 10_000), line("dd", 5, 4_000)];
    // Somebody still bought for it.
    let this = vec![line("aa", 5, 10_000), for_buyer("dd", line("aa", 6, 300))];
    let left = |before: &mut World, world: &mut World| {
        world.year.returns.remove(&id("dd"));
        for one in [before, world] {
            one.row_of("dd").left = Some(date(2026, 3, 31));
        }
    };
    let outcome = years(last.clone(), this.clone(), left);
    assert_change(&outcome, "-37.00", &[("leavers", "-37.00")]);
    // With a return of its last months it is no leaver; it reported no volume in it, so it is silent.
    let outcome = years(last, this, |before, world| {
        left(before, world);
        world.add_return("dd");
    });
    assert_change(&outcome, "-37.00", &[("silent", "-37.00")]);
}

#[test]
fn who_reports_again_resumes_and_who_stops_is_silent() {
    let last = vec![line("aa", 5, 10_000), line("cc", 5, 700)];
    let this = vec![line("aa", 5, 10_000), line("bb", 5, 2_000)];
    let outcome = years(last, this, |_, _| {});
    assert_change(&outcome, "13.00", &[("resumed", "20.00"), ("silent", "-7.00")]);
}

#[test]
fn what_others_buy_for_one_that_reports_in_neither_year_is_of_the_silent() {
    let last = vec![line("aa", 5, 100), for_buyer("dd", of("desktops", "aa", 6, 500))];
    let this = vec![line("aa", 5, 100), for_buyer("dd", of("desktops", "aa", 6, 800))];
    let outcome = years(last, this, |_, _| {});
    assert_change(&outcome, "3.00", &[("silent", "3.00")]);
}

#[test]
fn who_is_covered_by_one_that_reported_volume_is_not_silent() {
    // aa buys for dd, which never returns.
    let lines = |cents| vec![line("aa", 5, 100), for_buyer("dd", of("desktops", "aa", 6, cents))];
    let covers = |world: &mut World| world.of("aa").organisation.reports_for = vec![id("dd")];
    let change = |covered: [bool; 2]| {
        years(lines(500), lines(800), |before, world| {
            [before, world].into_iter().zip(covered).for_each(|(world, is_covered)| {
                world.year.returns.remove(&id("dd"));
                if is_covered {
                    covers(world);
                }
            });
        })
    };
    assert_change(&change([true, true]), "3.00", &[("like_for_like", "3.00")]);
    assert_change(&change([false, true]), "3.00", &[("resumed", "3.00")]);
    assert_change(&change([true, false]), "3.00", &[("silent", "3.00")]);
    assert_change(&change([false, false]), "3.00", &[("silent", "3.00")]);
    // The matched panel is still of those who reported themselves.
    let outcome = change([true, true]);
    assert_eq!(shown(&outcome.results, "volume.collective.amount", "panel=matched"), "1.00 B");
}

#[test]
fn who_is_covered_by_one_that_reported_no_volume_is_silent() {
    // cc says it reports for dd too, and reports nothing of what anybody bought; aa bought for dd.
    let lines = |cents| vec![line("aa", 5, 100), for_buyer("dd", of("desktops", "aa", 6, cents))];
    let outcome = years(lines(500), lines(800), |before, world| {
        for one in [before, world] {
            one.year.returns.remove(&id("dd"));
            one.add_return("cc");
            one.of("cc").organisation.reports_for = vec![id("dd")];
        }
    });
    assert_change(&outcome, "3.00", &[("silent", "3.00")]);
}

#[test]
fn lines_whose_reporter_alone_was_silent_follow_the_reporter() {
    // bb reports in both years; in 2025 only aa bought for it besides, in 2026 only cc.
    let last = vec![line("bb", 5, 100), for_buyer("bb", of("desktops", "aa", 6, 500))];
    let this = vec![line("bb", 5, 100), for_buyer("bb", of("desktops", "cc", 6, 800))];
    let outcome = years(last, this, |_, _| {});
    assert_change(&outcome, "3.00", &[("resumed", "8.00"), ("silent", "-5.00")]);
}

#[test]
fn a_group_that_is_new_in_scope_is_of_the_scope() {
    let last = vec![line("aa", 5, 10_000)];
    let this = vec![line("aa", 5, 10_000), of("servers", "aa", 6, 9_000)];
    let outcome = years(last, this, |_, _| {});
    assert_change(&outcome, "90.00", &[("scope", "90.00")]);
    assert_figures(
        &outcome.results,
        &[
            ("change.component", "product_group=servers", "90.00 A"),
            ("change.component", "product_group=servers component=scope", "90.00 A"),
            ("change.component", "product_group=laptops", "0.00 A"),
        ],
    );
}

/// A krona is worth 1/10 euro in 2025.
fn stronger_before(before: &mut World, world: &mut World) {
    for one in [before, world] {
        for (day, quotes) in &mut one.pact.rates.days {
            if *day < date(2025, 10, 1) {
                quotes.insert(currency("SEK"), number("10"));
            }
        }
    }
}

#[test]
fn the_rate_and_the_purchases_are_told_apart_cell_by_cell() {
    // 2026: 1 000.00 SEK are 95.24 EUR at 10.5 and 100.00 EUR at last year's 10. 2025: 800.00 SEK, 80.00 EUR.
    let last = vec![in_kronor(line("aa", 5, 80_000)), line("bb", 5, 1_000)];
    let this = vec![in_kronor(line("aa", 5, 100_000)), line("bb", 5, 900)];
    let outcome = years(last, this, stronger_before);
    let parts = [("exchange_rate", "-4.76"), ("like_for_like", "19.00")];
    assert_change(&outcome, "14.24", &parts);
    let figures = &outcome.results.figures;
    let contributors = |component: &str| {
        let cut = cut(&format!("component={component}"));
        figures.get("change.component", &cut).unwrap().contributors
    };
    assert_eq!(contributors("exchange_rate"), Some(1), "the euro has no rate that could change");
    assert_eq!(contributors("like_for_like"), Some(2));
    let cells = &outcome.results.change;
    let kronor = cells.iter().find(|cell| cell.currency == currency("SEK")).unwrap();
    assert_eq!((kronor.cents, kronor.last_cents), (9_524, 8_000));
    assert_eq!(kronor.cents_at_last_rate, Some(10_000));
    assert_eq!((kronor.rate, kronor.last_rate), (Some(number("10.5")), Some(number("10"))));
}

#[test]
fn each_cell_at_last_years_rate_is_rounded_to_the_cent() {
    // 0.05 SEK are 0.00476 EUR at 10.5 and 0.005 at 10, rounded to even: nothing, three times over.
    let cells = ["laptops", "desktops", "peripherals"];
    let lines = |row: u32| cells.map(|group| in_kronor(of(group, "aa", row, 5))).to_vec();
    let outcome = years(lines(5), lines(5), stronger_before);
    assert_change(&outcome, "0.00", &[]);
    // 0.07 SEK are 0.00667 EUR at 10.5, 0.007 at 10: a cent each way.
    let more = |row: u32| cells.map(|group| in_kronor(of(group, "aa", row, 7))).to_vec();
    let outcome = years(lines(5), more(5), stronger_before);
    assert_change(&outcome, "0.03", &[("like_for_like", "0.03")]);
}

#[test]
fn a_currency_without_a_rate_in_one_of_the_years_is_like_for_like_as_a_whole() {
    let last = vec![line("aa", 5, 1_000)];
    let this = vec![line("aa", 5, 1_000), in_kronor(line("aa", 6, 10_500))];
    let outcome = years(last, this, |_, world| {
        world.pact.rates.days.retain(|day, _| *day >= date(2025, 10, 1));
    });
    assert_change(&outcome, "10.00", &[("like_for_like", "10.00")]);
    let without: Vec<_> =
        outcome.results.change.iter().filter(|cell| cell.without_rate()).collect();
    assert_eq!(without.len(), 1);
    assert_eq!((without[0].cents, without[0].cents_at_last_rate), (1_000, None));
}

#[test]
fn where_several_hold_the_owner_comes_before_the_reporter_and_joining_before_silence() {
    let joined = |before: &mut World, world: &mut World| {
        for one in [before, world] {
            one.row_of("dd").procuring_since = Some(date(2026, 1, 1));
        }
    };
    // cc, silent in 2025, bought servers for dd, which joined: dd's, although cc resumed and servers are new.
    let last = vec![line("aa", 5, 100)];
    let this = vec![line("aa", 5, 100), for_buyer("dd", of("servers", "cc", 6, 800))];
    assert_change(&years(last.clone(), this, joined), "8.00", &[("joiners", "8.00")]);
    // dd, which joined, bought for cc, which was silent in 2025: dd joined.
    let this = vec![line("aa", 5, 100), for_buyer("cc", of("servers", "dd", 6, 800))];
    assert_change(&years(last.clone(), this, joined), "8.00", &[("joiners", "8.00")]);
    // Owner bb silent in both years, reporter cc resumed: resumed comes first.
    let this = vec![line("aa", 5, 100), for_buyer("bb", of("servers", "cc", 6, 800))];
    assert_change(&years(last, this, joined), "8.00", &[("resumed", "8.00")]);
}

#[test]
fn an_owner_in_force_in_neither_year_leaves_the_line_to_its_reporter() {
    let lines = |cents| vec![line("aa", 5, 100), for_buyer("dd", of("desktops", "aa", 6, cents))];
    let outcome = years(lines(500), lines(800), |before, world| {
        for one in [before, world] {
            one.row_of("dd").left = Some(date(2023, 3, 31));
        }
    });
    assert_change(&outcome, "3.00", &[("like_for_like", "3.00")]);
}

#[test]
fn the_panels_two_totals_differ_by_what_is_told_of_those_in_both_years() {
    let last = vec![in_kronor(line("aa", 5, 80_000)), line("bb", 5, 1_000), line("cc", 5, 300)];
    let this = vec![
        in_kronor(line("aa", 5, 100_000)),
        line("bb", 5, 900),
        of("servers", "bb", 6, 5_000),
        line("dd", 5, 60),
    ];
    let outcome = years(last, this, stronger_before);
    // 95.24 + 9.00 + 50.00 − (80.00 + 10.00) = 64.24 = −4.76 + 19.00 + 50.00
    let parts = [
        ("resumed", "0.60"),
        ("silent", "-3.00"),
        ("scope", "50.00"),
        ("exchange_rate", "-4.76"),
        ("like_for_like", "19.00"),
    ];
    assert_change(&outcome, "61.84", &parts);
    let matched = "panel=matched";
    assert_eq!(shown(&outcome.results, "volume.collective.amount", matched), "154.24 B");
    let last = &outcome.results.matched_last_year;
    let figure = last.get("volume.collective.amount", &cut(matched)).unwrap();
    assert_eq!((figure.value, figure.year), (Some(number("90")), 2025));
    let devices = last.get("volume.direct.units", &cut("panel=matched scope=workplace")).unwrap();
    assert_eq!((devices.value, devices.contributors), (Some(number("20")), Some(2)));
    assert_eq!(shown(&outcome.results, "uptake.rate", "panel=matched strategy=buy_less"), "- M");
}

#[test]
fn a_first_year_has_one_row_without_a_value() {
    let mut world = World::new();
    world.lines = vec![line("aa", 5, 100)];
    let results = world.compute().results;
    assert_figures(&results, &[("change.component", "", "- M")]);
    assert_eq!(results.figures.of("change.component").count(), 1);
    assert!(results.change.is_empty() && results.matched_last_year.is_empty());
    let is_matched = |figure: &&model::Figure| figure.dimensions.to_string().contains("panel");
    assert_eq!(results.figures.iter().filter(is_matched).count(), 0);
}

#[test]
fn a_year_that_nobody_reported_in_has_no_change() {
    let some = || vec![line("aa", 5, 100)];
    let outcome = years(Vec::new(), some(), |_, _| {});
    assert_eq!(shown(&outcome.results, "change.component", ""), "- M");
    let outcome = years(some(), Vec::new(), |_, _| {});
    assert_eq!(shown(&outcome.results, "change.component", ""), "- O");
}

#[test]
fn a_provisional_part_of_either_year_makes_the_change_provisional() {
    let lines = |cents| vec![line("aa", 5, cents), of("desktops", "bb", 5, cents)];
    let outcome = years(lines(100), lines(200), |before, _| before.of("aa").provisional = true);
    assert_figures(
        &outcome.results,
        &[
            ("change.component", "", "2.00 P"),
            ("change.component", "product_group=laptops component=like_for_like", "1.00 P"),
            ("change.component", "product_group=desktops component=like_for_like", "1.00 A"),
        ],
    );
}
