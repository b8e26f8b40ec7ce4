//! What figures of two years tell of a participant that protects its volume in one of them.

use model::{Identifier, LineRecord, YearResults};

use super::fixture::{World, currency, cut, id, line, number, participant, shown};
use crate::Outcome;
use crate::trace::WITHHELD;

/// 2025 and 2026, with those who protect their volume in each.
fn years(
    last: Vec<LineRecord>,
    this: Vec<LineRecord>,
    [protect_last, protect]: [&[&str]; 2],
) -> (YearResults, Outcome) {
    let (mut before, mut world) = (World::of_year(2025), World::new());
    (before.lines, world.lines) = (last, this);
    for one in [&mut before, &mut world] {
        for (day, quotes) in &mut one.pact.rates.days {
            if *day < jiff::civil::date(2025, 10, 1) {
                quotes.insert(currency("SEK"), number("10"));
            }
        }
    }
    protect_last.iter().for_each(|of| before.of(of).organisation.protect_volume = true);
    protect.iter().for_each(|of| world.of(of).organisation.protect_volume = true);
    let last = before.compute();
    let outcome = world.try_compute(Some(before.as_last(&last))).unwrap();
    (last.results, outcome)
}

fn everybody(cents: [i64; 4]) -> Vec<LineRecord> {
    let of = ["aa", "bb", "cc", "dd"].into_iter().zip(cents);
    of.filter(|(_, cents)| *cents != 0).map(|(of, cents)| line(of, 5, cents)).collect()
}

fn of(group: &str, line: LineRecord) -> LineRecord {
    LineRecord { product_group: group.into(), ..line }
}

fn change(outcome: &Outcome, cut: &str) -> String {
    shown(&outcome.results, "change.component", cut)
}

/// The components of the total that are withheld.
fn withheld(outcome: &Outcome) -> Vec<String> {
    let codes = model::change::ChangeComponent::ALL.iter().map(|code| code.to_string());
    codes.filter(|code| change(outcome, &format!("component={code}")) == "- Q").collect()
}

const THIS: [i64; 4] = [1_100, 2_100, 3_300, 4_600];
const LAST: [i64; 4] = [1_000, 2_000, 3_000, 4_000];

#[test]
fn without_protection_everything_is_told() {
    let (_, outcome) = years(everybody(LAST), everybody(THIS), [&[], &[]]);
    assert_eq!(withheld(&outcome), [""; 0]);
    assert_eq!(change(&outcome, ""), "11.00 B");
}

#[test]
fn a_component_over_many_is_told_although_one_of_them_protects_its_volume() {
    let (_, outcome) = years(everybody(LAST), everybody(THIS), [&["aa"], &["aa"]]);
    assert_eq!(change(&outcome, ""), "11.00 B");
    assert_eq!(change(&outcome, "component=like_for_like"), "11.00 A");
    let matched = &outcome.results.matched_last_year;
    let total = matched.get("volume.direct.amount", &cut("panel=matched")).unwrap();
    assert_eq!(total.value, Some(number("100")));
    let own = cut("panel=matched participant=aa");
    let own = matched.get("volume.direct.amount", &own).unwrap();
    assert!(own.value.is_none() && own.trace.iter().all(|entry| entry.value == WITHHELD));
}

#[test]
fn a_component_of_one_that_protects_its_volume_is_withheld_with_another_one() {
    // aa is silent in 2026: the component is its volume of 2025.
    let this = everybody([0, 2_100, 3_300, 4_600]);
    let (_, outcome) = years(everybody(LAST), this, [&["aa"], &[]]);
    assert_eq!(change(&outcome, ""), "0.00 B");
    assert_eq!(withheld(&outcome), ["silent", "like_for_like"]);
}

#[test]
fn the_rate_of_a_currency_only_one_reports_in_is_withheld_with_another_component() {
    let kronor = |lines: Vec<LineRecord>| -> Vec<LineRecord> {
        let own = |line: LineRecord| match line.participant.as_str() {
            "aa" => LineRecord { currency: Some(currency("SEK")), ..line },
            _ => line,
        };
        lines.into_iter().map(own).collect()
    };
    let (_, outcome) = years(kronor(everybody(LAST)), kronor(everybody(THIS)), [&["aa"], &["aa"]]);
    assert_eq!(withheld(&outcome), ["exchange_rate", "like_for_like"]);
    assert_ne!(change(&outcome, ""), "- Q");
    // With one more in kronor it would know its own part.
    let two = |mut lines: Vec<LineRecord>| {
        lines[1].currency = Some(currency("SEK"));
        lines
    };
    let (last, this) = (two(kronor(everybody(LAST))), two(kronor(everybody(THIS))));
    let (_, outcome) = years(last, this, [&["aa"], &["aa"]]);
    assert!(withheld(&outcome).contains(&"exchange_rate".to_owned()));
}

#[test]
fn who_protects_its_volume_in_one_year_is_protected_in_that_year_alone() {
    // In 2026 all is told; what aa bought in 2025 must not follow from that and the change.
    let last = [everybody(LAST), vec![of("desktops", line("aa", 6, 700))]].concat();
    let this = [everybody(THIS), vec![of("desktops", line("aa", 6, 900))]].concat();
    let (before, outcome) = years(last, this, [&["aa"], &[]]);
    assert!(before.withheld.contains(&id("aa")) && outcome.results.withheld.is_empty());
    let own = shown(&outcome.results, "volume.direct.amount", "participant=aa");
    assert_eq!(own, "20.00 B");
    for cut in ["product_group=desktops", "product_group=desktops component=like_for_like"] {
        assert_eq!(change(&outcome, cut), "- Q");
    }
    // The other way round it is the other year's that must not follow.
    let last = [everybody(LAST), vec![of("desktops", line("aa", 6, 700))]].concat();
    let this = [everybody(THIS), vec![of("desktops", line("aa", 6, 900))]].concat();
    let (_, outcome) = years(last, this, [&[], &["aa"]]);
    assert_eq!(change(&outcome, "product_group=desktops"), "- Q");
    let own = cut("panel=matched participant=aa");
    let own = outcome.results.matched_last_year.get("volume.direct.amount", &own).unwrap();
    assert_eq!(own.value, Some(number("17")), "what was published cannot be taken back");
}

/// Seven participants, of whom aa protects its volume of 2025, and 2026 without the returns of some.
fn seven(silent: &[&str], change: impl Fn(&mut World, &mut World)) -> (YearResults, Outcome) {
    let (mut before, mut world) = (World::of_year(2025), World::new());
    for world in [&mut before, &mut world] {
        world.pact.pact.product_groups.retain(|group| group.first_year < 2026);
        world.pact.pact.estimate_min_share = number("0.1");
        for of in ["ee", "ff", "gg"] {
            world.pact.register.rows.push(participant(of));
            world.add_return(of);
        }
        let all = ["aa", "bb", "cc", "dd", "ee", "ff", "gg"].into_iter().zip(1..);
        world.lines = all.map(|(of, times)| line(of, 5, 1_003 * times)).collect();
    }
    before.of("aa").organisation.protect_volume = true;
    for of in silent {
        world.year.returns.remove(&id(of));
        world.lines.retain(|line| line.participant.as_str() != *of);
    }
    change(&mut before, &mut world);
    let last = before.compute();
    let outcome = world.try_compute(Some(before.as_last(&last))).unwrap();
    (last.results, outcome)
}

/// Whether a participant's own volume of a year is told.
fn own_is_told(results: &YearResults, of: &str) -> bool {
    let own = shown(results, "volume.direct.amount", &format!("participant={of}"));
    own != "no row" && own != "- Q"
}

#[test]
fn the_response_rate_by_volume_does_not_tell_a_volume_of_last_year() {
    let by_volume = |outcome: &Outcome| shown(&outcome.results, "coverage.by_volume", "");
    // bb's and cc's own volumes are withheld beside aa's: with dd's, which is told, what is missing tells bb's, and
    // what is left of all is aa's and cc's.
    let (before, outcome) = seven(&["bb", "dd"], |_, _| {});
    let told = ["aa", "bb", "cc", "dd"].map(|of| own_is_told(&before, of));
    assert_eq!(told, [false, false, false, true]);
    let hidden = ["aa", "cc"].map(|of| before.withheld.contains(&id(of)));
    assert_eq!(hidden, [true; 2], "more than one of those that reported is hidden");
    assert_eq!(by_volume(&outcome), "- Q");
    // Whose own volumes are told may be missing.
    let (_, outcome) = seven(&["dd", "ee"], |_, _| {});
    assert_eq!(by_volume(&outcome), "0.678571 A");
    let (_, outcome) = seven(&["bb", "dd"], |before, _| {
        before.of("aa").organisation.protect_volume = false;
    });
    assert_eq!(by_volume(&outcome), "0.785714 A");
}

#[test]
fn the_volume_with_estimates_does_not_tell_what_two_of_the_silent_bought() {
    let with_estimates =
        |outcome: &Outcome| shown(&outcome.results, "volume.with_estimates.amount", "");
    // Three are hidden, but ee's own volume of last year is told: the rest is aa's and bb's.
    let (before, outcome) = seven(&["aa", "bb", "ee"], |before, _| {
        let desktops = ["aa", "dd", "ee"].map(|who| of("desktops", line(who, 6, 500)));
        before.lines.extend(desktops);
    });
    let hidden = ["aa", "bb", "ee"].map(|of| before.withheld.contains(&id(of)));
    assert_eq!(hidden, [true; 3]);
    assert!(own_is_told(&before, "ee") && !own_is_told(&before, "bb"));
    assert_eq!(with_estimates(&outcome), "- Q");
    let (_, outcome) = seven(&["dd", "ee"], |_, _| {});
    assert_eq!(with_estimates(&outcome), "280.84 I");
}

#[test]
fn an_estimate_does_not_tell_what_a_protected_participant_reported_for_the_silent() {
    let (_, outcome) = seven(&["gg"], |before, world| {
        before.of("aa").organisation.protect_volume = false;
        world.of("aa").organisation.protect_volume = true;
        world.lines.push(LineRecord { buyer: "gg".into(), ..line("aa", 6, 500) });
    });
    let of_gg = outcome.results.estimates.iter().find(|one| one.participant == id("gg"));
    assert!(of_gg.is_some_and(|one| one.withheld && one.on_behalf_cents == 500));
}

#[test]
fn last_years_traces_say_nothing_of_those_whose_volume_was_withheld() {
    let (before, outcome) = years(everybody(LAST), everybody(THIS), [&["aa"], &["aa"]]);
    let hidden: Vec<&Identifier> = before.withheld.iter().collect();
    assert!(hidden.len() > 1, "others are hidden beside aa");
    let results = &outcome.results;
    let figures = results.figures.of("change.component").chain(results.matched_last_year.iter());
    let of_2025 =
        |value: &str| ["10.00 EUR", "20.00 EUR", "30.00 EUR", "40.00 EUR"].contains(&value);
    for entry in figures.flat_map(|figure| figure.trace.iter()) {
        let is_hidden = hidden.iter().any(|id| id.as_str() == entry.participant);
        assert!(!(is_hidden && of_2025(&entry.value)), "{entry:?}");
    }
}
