//! Who counts.

use jiff::civil::date;
use model::registers::Receipt;
use model::submission::{ReturnVersion, VersionOutcome};
use model::year::{Exemption, Extension};
use model::{Date, Place};

use super::fixture::{World, assert_figures, id, line, participant};

/// aa and bb returned, cc is inside bb's return, dd is silent; dd coordinates, bb does both.
fn world() -> World {
    let mut world = World::new();
    world.year.returns.remove("cc");
    world.year.returns.remove("dd");
    world.of("bb").organisation.reports_for = vec![id("cc")];
    world.row_of("bb").coordinating_since = Some(date(2021, 1, 1));
    let dd = world.row_of("dd");
    (dd.procuring_since, dd.coordinating_since) = (None, Some(date(2021, 1, 1)));
    world
}

#[test]
fn the_response_rate_counts_the_covered_and_each_role_apart() {
    let results = world().compute().results;
    assert_figures(
        &results,
        &[
            ("coverage.in_force", "", "4 A"),
            ("coverage.expected", "", "4 A"),
            ("coverage.returned", "", "2 A"),
            ("coverage.covered", "", "1 A"),
            ("coverage.response_rate", "", "0.750000 A"),
            ("coverage.returned", "role=procuring", "2 A"),
            ("coverage.response_rate", "role=procuring", "1.000000 A"),
            ("coverage.response_rate", "role=coordinating", "0.500000 A"),
            ("coverage.on_time", "", "- O"),
            ("coverage.by_volume", "", "- M"),
        ],
    );
    let coverage = &results.coverage;
    assert_eq!(coverage.silent, [id("dd")]);
    assert_eq!(coverage.covered, [id("cc")]);
    let rate = results.figures.get("coverage.response_rate", &super::fixture::cut("")).unwrap();
    assert_eq!((rate.contributors, rate.trace.len()), (Some(4), 7));
}

#[test]
fn late_joiners_and_the_exempt_are_not_expected() {
    let mut world = world();
    // 89 days up to 30 September 2026; 90 for the other.
    world.row_of("dd").coordinating_since = Some(date(2026, 7, 4));
    let mut late = participant("ee");
    late.procuring_since = Some(date(2026, 7, 3));
    world.pact.register.rows.push(late);
    let mut early = participant("ff");
    early.left = Some(date(2025, 11, 30));
    world.pact.register.rows.push(early);
    world.year.settings.exempt =
        vec![Exemption { participant: id("cc"), reason: "decision 4".into() }];
    let coverage = world.compute().results.coverage;
    assert_eq!(coverage.joined_too_late, [id("dd")]);
    assert_eq!(coverage.left_early, [id("ff")]);
    assert_eq!(coverage.exempt, [id("cc")]);
    assert_eq!(coverage.expected, [id("aa"), id("bb"), id("ee")]);
    assert_eq!(coverage.silent, [id("ee")]);
}

#[test]
fn a_change_of_name_within_the_period_does_not_make_a_late_joiner() {
    let mut world = world();
    world.row_of("aa").left = Some(date(2026, 7, 31));
    let mut renamed = participant("aa");
    renamed.procuring_since = Some(date(2026, 8, 1));
    world.pact.register.rows.push(renamed);
    let coverage = world.compute().results.coverage;
    assert!(coverage.expected.contains(&id("aa")));
}

#[test]
fn on_time_is_the_first_version_by_the_deadline_or_its_extension() {
    let mut world = world();
    let day = |month, day| Date::new(2026, month, day).unwrap();
    // bb's letter and table came before its return; aa's return came again under the same name.
    let received = [
        ("aa", "return.xlsx", day(11, 30)),
        ("aa", "Return.xlsx", day(12, 9)),
        ("bb", "supporting/returned.xlsx", day(11, 1)),
        ("bb", "return-letter.pdf", day(11, 2)),
        ("bb", "return-2.xlsx", day(12, 5)),
        ("bb", "return-3.xlsx", day(12, 7)),
    ];
    for (participant, file, received_on) in received {
        world.year.receipts.push(Receipt {
            participant: id(participant),
            file: file.into(),
            received_on,
            channel: "email".into(),
            by: "office".into(),
            note: String::new(),
            place: Place::line("inputs/2026/received.csv", 2, 3),
        });
    }
    // The reader knows of each file when it came last.
    for (participant, name, received_on) in
        [("aa", "return.xlsx", day(12, 9)), ("bb", "return-3.xlsx", day(12, 7))]
    {
        world.year.versions.push(ReturnVersion {
            participant: id(participant),
            path: format!("inputs/2026/returns/{participant}/{name}"),
            received_on: Some(received_on),
            outcome: VersionOutcome::Counts,
        });
    }
    assert_figures(&world.compute().results, &[("coverage.on_time", "", "1 A")]);
    world.year.settings.extensions =
        vec![Extension { participant: id("bb"), until: day(12, 5), reason: "late staff".into() }];
    assert_figures(
        &world.compute().results,
        &[("coverage.on_time", "", "2 A"), ("coverage.on_time", "role=coordinating", "1 A")],
    );
}

#[test]
fn by_volume_weighs_by_last_years_direct_volume() {
    let mut before = World::of_year(2025);
    before.lines = vec![line("aa", 5, 6_000), line("bb", 5, 1_000), line("dd", 5, 3_000)];
    let last = before.compute();
    let last = before.as_last(&last);
    let mut world = world();
    let results = world.try_compute(Some(last)).unwrap().results;
    assert_figures(&results, &[("coverage.by_volume", "", "0.700000 A")]);
    let figure = results.figures.get("coverage.by_volume", &super::fixture::cut("")).unwrap();
    // Three amounts of last year, and the two returns of this year.
    assert_eq!((figure.contributors, figure.trace.len()), (Some(3), 5));
    // dd alone is missing: the share would tell its volume if it withholds it.
    before.of("dd").organisation.protect_volume = true;
    let last = before.compute();
    let last = before.as_last(&last);
    let results = world.try_compute(Some(last)).unwrap().results;
    assert_figures(&results, &[("coverage.by_volume", "", "- Q")]);
}
