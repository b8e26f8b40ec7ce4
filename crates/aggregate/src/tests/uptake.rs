//! Uptake and guidance.

use jiff::civil::date;
use model::Place;
use model::pact::Titles;
use model::registers::{OutputStatus, PactOutput};

use super::fixture::{World, assert_figures, id};

/// share_devices: 4, 3, na, blank; repair_first: 0, 2, 3 and dd was not asked.
fn world() -> World {
    let mut world = World::new();
    let answers = [
        ("aa", "share_devices", "4"),
        ("bb", "share_devices", "3"),
        ("cc", "share_devices", "na"),
        ("dd", "share_devices", ""),
        ("aa", "repair_first", "0"),
        ("bb", "repair_first", "2"),
        ("cc", "repair_first", "3"),
    ];
    for (participant, question, said) in answers {
        world.answer(participant, question, said);
    }
    world
}

#[test]
fn na_and_blank_are_counted_apart_and_outside_the_rate() {
    let results = world().compute().results;
    assert_figures(
        &results,
        &[
            ("uptake.level", "practice=share_devices level=4", "1 A"),
            ("uptake.level", "practice=share_devices level=0", "0 A"),
            ("uptake.level", "practice=share_devices level=na", "1 A"),
            ("uptake.level", "practice=share_devices level=blank", "1 A"),
            ("uptake.level", "practice=repair_first level=blank", "0 A"),
            ("uptake.rate", "practice=share_devices", "1.000000 A"),
            ("uptake.rate.denominator", "practice=share_devices", "2 A"),
            ("uptake.rate", "practice=repair_first", "0.333333 A"),
            ("uptake.rate", "strategy=buy_less", "0.600000 A"),
            ("uptake.rate.denominator", "strategy=buy_less", "5 A"),
            ("uptake.rate", "impact=carbon", "0.333333 A"),
            ("uptake.rate", "role=procuring strategy=buy_less", "0.600000 A"),
            ("uptake.rate", "role=coordinating strategy=buy_less", "no row"),
            ("uptake.median", "practice=share_devices", "3 A"),
            ("uptake.median", "practice=repair_first", "2 A"),
            ("uptake.rate", "", "no row"),
            // Asked this year, of nobody as it seems: no answer, so no share.
            ("uptake.rate", "practice=servers_shared", "- M"),
            ("uptake.rate.denominator", "practice=servers_shared", "0 A"),
        ],
    );
    let rate = results.figures.get("uptake.rate", &super::fixture::cut("strategy=buy_less"));
    assert_eq!((rate.unwrap().contributors, rate.unwrap().trace.len()), (Some(3), 5));
}

#[test]
fn a_practice_of_a_scope_that_has_not_begun_was_not_asked() {
    let mut world = World::of_year(2025);
    world.answer("aa", "servers_shared", "4");
    assert_figures(
        &world.compute().results,
        &[
            ("uptake.rate", "practice=servers_shared", "- L"),
            ("uptake.rate.denominator", "strategy=use_better", "- L"),
            ("uptake.median", "practice=servers_shared", "- L"),
            ("uptake.level", "practice=servers_shared level=4", "no row"),
        ],
    );
}

/// Last year's levels of `share_devices`, answered then to a question of this name.
fn last_levels(asked_as: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let mut before = World::of_year(2025);
    for section in &mut before.year.questionnaire.sections {
        for question in section.questions.iter_mut().filter(|own| own.name == "share_devices") {
            question.name = asked_as.into();
        }
    }
    before.answer("aa", asked_as, "2");
    before.answer("cc", asked_as, "na");
    before.answer("dd", asked_as, "");
    let last = before.compute();
    let last = before.as_last(&last);
    let results = world().try_compute(Some(last)).unwrap().results;
    let own = results.uptake.into_iter().filter(|answer| answer.practice == "share_devices");
    own.map(|answer| (answer.participant.to_string(), answer.level, answer.last_level)).collect()
}

#[test]
fn answers_name_last_years_level_of_the_practice_they_continue() {
    let level = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let expected = [("aa", "4", "2"), ("bb", "3", ""), ("cc", "na", "na"), ("dd", "", "")]
        .map(|(id, now, last)| (id.to_owned(), level(now), level(last)));
    assert_eq!(last_levels("pool_devices"), expected);
    assert_eq!(last_levels("share_devices"), expected, "a copied questionnaire still says `was`");
}

#[test]
fn guidance_is_of_outputs_published_by_the_periods_end() {
    let output = |name: &str, published_on| PactOutput {
        id: id(name),
        title: Titles::one("en", name),
        kind: "manual".into(),
        impacts: Vec::new(),
        working_group: String::new(),
        version: "1".into(),
        status: OutputStatus::Published,
        approved_on: None,
        decision: String::new(),
        published_on: Some(published_on),
        languages: Vec::new(),
        link: String::new(),
        place: Place::line("inputs/2026/outputs.csv", 2, 1),
    };
    let mut world = World::new();
    world.year.outputs = vec![
        output("guide-one", date(2026, 9, 30)),
        output("guide-two", date(2026, 1, 1)),
        output("guide-three", date(2026, 10, 1)),
    ];
    for (participant, said) in [("aa", "2"), ("bb", "1"), ("cc", "4"), ("dd", "")] {
        world.answer(participant, "output_guide_one", said);
    }
    assert_figures(
        &world.compute().results,
        &[
            ("guidance.rate", "output=guide-one", "0.666667 A"),
            ("guidance.level", "output=guide-one level=4", "1 A"),
            ("guidance.level", "output=guide-one level=3", "0 A"),
            // Published, and no question asks about it.
            ("guidance.rate", "output=guide-two", "- L"),
            ("guidance.rate", "output=guide-three", "no row"),
        ],
    );
    // Left blank by all who answered.
    ["aa", "bb", "cc"].iter().for_each(|of| world.answer(of, "output_guide_one", ""));
    let rows = [
        ("guidance.rate", "output=guide-one", "- O"),
        ("guidance.level", "output=guide-one level=4", "0 A"),
    ];
    assert_figures(&world.compute().results, &rows);
}
