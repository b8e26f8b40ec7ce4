//! Worked examples of the volume with estimates.

use crate::tests::fixture::{World, assert_figures, id, line};
use crate::{Last, Outcome};

/// Last year aa bought for 1000 and bb for 100, of which desktops for 30; this year bb is silent, and aa reports
/// laptops for 20 on its behalf and 1000 for itself.
fn worlds() -> (World, World) {
    let mut before = World::of_year(2025);
    before.lines = vec![line("aa", 5, 100_000), line("bb", 5, 7_000), line("bb", 6, 3_000)];
    before.lines[2].product_group = "desktops".into();
    let mut world = World::new();
    world.year.returns.remove(&id("bb"));
    world.lines = vec![line("aa", 5, 100_000), line("aa", 6, 2_000)];
    world.lines[1].buyer = "bb".into();
    for silent in ["cc", "dd"] {
        for world in [&mut before, &mut world] {
            world.of(silent).organisation.procurement_none = true;
        }
    }
    (before, world)
}

fn compute((before, world): (&mut World, &mut World)) -> Outcome {
    let last = before.compute();
    after(&last, &before.year, world)
}

fn after(last: &Outcome, reading: &model::YearReading, world: &mut World) -> Outcome {
    let last = Last { reading, results: &last.results, basis: &last.basis };
    world.try_compute(Some(last)).unwrap()
}

#[test]
fn the_silent_are_estimated_by_what_they_reported_less_what_others_report_for_them() {
    let (mut before, mut world) = worlds();
    // Servers come into scope in 2026 and would break every total.
    world.pact.pact.product_groups.retain(|group| group.first_year < 2026);
    let results = compute((&mut before, &mut world)).results;
    let rows = [
        ("volume.collective.amount", "", "1020.00 A"),
        // 1020 + laptops 70 − 20 + desktops 30.
        ("volume.with_estimates.amount", "", "1100.00 I"),
        ("volume.with_estimates.not_carried.amount", "", "0.00 A"),
    ];
    assert_figures(&results, &rows);
    let list: Vec<_> = results
        .estimates
        .iter()
        .map(|one| {
            (&*one.product_group, one.last_year_cents, one.on_behalf_cents, one.estimate_cents)
        })
        .collect();
    assert_eq!(list, [("desktops", 3_000, 0, 3_000), ("laptops", 7_000, 2_000, 5_000)]);
    let total = results.figures.get("volume.with_estimates.amount", &model::Dimensions::none());
    let total = total.unwrap();
    assert_eq!(total.contributors, Some(2));
    let values: Vec<&str> = total.trace.iter().map(|entry| entry.value.as_str()).collect();
    assert_eq!(values, ["1000.00 EUR", "20.00 EUR", "30.00 EUR", "70.00 EUR"]);
}

#[test]
fn nothing_is_estimated_a_second_year_and_by_how_much_that_lowers_the_total_is_said() {
    let (mut before, mut world) = worlds();
    let year = |number| {
        let mut world = World::of_year(number);
        world.year.returns.remove(&id("bb"));
        world.lines = vec![line("aa", 5, 100_000)];
        for none in ["cc", "dd"] {
            world.of(none).organisation.procurement_none = true;
        }
        world
    };
    let last = compute((&mut before, &mut world));
    // One of four has no known volume: more than a tenth.
    let mut third = year(2027);
    let results = after(&last, &world.year, &mut third).results;
    let rows = [
        ("volume.with_estimates.amount", "", "- M"),
        ("volume.with_estimates.not_carried.amount", "", "80.00 I"),
    ];
    assert_figures(&results, &rows);
    assert!(results.estimates.is_empty());
}

#[test]
fn what_is_too_little_to_estimate_from_gives_no_total() {
    let assert_given = |change: &dyn Fn(&mut World, &mut World), expected: &str| {
        let (mut before, mut world) = worlds();
        world.pact.pact.product_groups.retain(|group| group.first_year < 2026);
        change(&mut before, &mut world);
        let results = compute((&mut before, &mut world)).results;
        assert_figures(&results, &[("volume.with_estimates.amount", "", expected)]);
    };
    assert_given(&|_, _| {}, "1100.00 I");
    // 1020 of 1134 is below nine tenths, 1020 of 1133.33 is not.
    assert_given(&|before, _| before.lines[1].amount_minor = Some(10_334), "- M");
    assert_given(&|before, _| before.lines[1].amount_minor = Some(10_333), "1133.33 I");
    // What bb reported is provisional, or it reported no volume: more than a tenth is not known.
    assert_given(&|before, _| before.of("bb").provisional = true, "- M");
    assert_given(&|before, _| before.lines.truncate(1), "- M");
    // A line without an amount adds nothing, and a group of such lines takes none of the others away; of lines
    // that all have none, no volume is known.
    let without = |before: &mut World, amounts: &[bool]| {
        before.lines.push(line("bb", 7, 0));
        before.lines[3].product_group = "tablets".into();
        for (line, has_amount) in before.lines[1..].iter_mut().zip(amounts) {
            line.amount_minor = line.amount_minor.filter(|_| *has_amount);
        }
    };
    assert_given(&|before, _| without(before, &[true, true, false]), "1100.00 I");
    assert_given(&|before, _| without(before, &[true, false, false]), "1070.00 I");
    assert_given(&|before, _| without(before, &[false, false, false]), "- M");
    // That nothing was bought is a volume too: 0.
    let nothing = |before: &mut World, _: &mut World| {
        before.lines.truncate(1);
        before.of("bb").organisation.procurement_none = true;
    };
    assert_given(&nothing, "1020.00 I");
    // A form without volume is no volume; half of those expected is enough.
    assert_given(&|_, world| world.of("cc").organisation.procurement_none = false, "1100.00 I");
    let two = |_: &mut World, world: &mut World| {
        for silent in ["cc", "dd"] {
            world.of(silent).organisation.procurement_none = false;
        }
    };
    assert_given(&two, "- M");
    // What others reported for bb last year is not what bb reported.
    let by_another = |before: &mut World, _: &mut World| {
        before.lines[0].amount_minor = Some(90_000);
        before.lines[2] = line("aa", 6, 10_000);
        before.lines[2].buyer = "bb".into();
        before.lines[2].product_group = "desktops".into();
    };
    assert_given(&by_another, "1070.00 I");
    // Less than what others report for it is nothing, not less than nothing.
    let less = |before: &mut World, _: &mut World| {
        before.lines[1].amount_minor = Some(1_000);
    };
    assert_given(&less, "1050.00 I");
}

#[test]
fn an_estimate_of_a_volume_that_is_withheld_is_withheld() {
    let (mut before, mut world) = worlds();
    before.of("bb").organisation.protect_volume = true;
    let results = compute((&mut before, &mut world)).results;
    assert_figures(&results, &[("volume.with_estimates.amount", "", "- Q")]);
    assert!(results.estimates.iter().all(|one| one.withheld));
}

#[test]
fn where_the_collective_volume_is_withheld_so_are_its_estimates_and_what_is_not_carried_on() {
    let (mut before, mut world) = worlds();
    world.lines.truncate(1);
    world.of("aa").organisation.protect_volume = true;
    let last = compute((&mut before, &mut world));
    let rows = [
        ("volume.collective.amount", "", "- Q"),
        ("volume.with_estimates.amount", "", "- Q"),
        ("volume.with_estimates.not_carried.amount", "", "0.00 A"),
    ];
    assert_figures(&last.results, &rows);
    let figures = &last.results.figures;
    let total = figures.get("volume.with_estimates.amount", &model::Dimensions::none());
    // aa, and bb whose volume would be estimated.
    assert_eq!(total.unwrap().contributors, Some(2));
    let mut third = World::of_year(2027);
    third.year.returns.remove(&id("bb"));
    let results = after(&last, &world.year, &mut third).results;
    assert_figures(&results, &[("volume.with_estimates.not_carried.amount", "", "- Q")]);
}
