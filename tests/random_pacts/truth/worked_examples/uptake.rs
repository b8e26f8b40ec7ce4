//! Answers on the ladder.

use demo::InventedPact;
use demo::pact::{Level, Practice, Return};
use model::vocabulary::Strategy;

use super::{Cut, assert_rows, bought, cut, pact, sent, two_years};

#[test]
fn answers_are_counted_by_level_and_never_averaged() {
    let mut bb = sent("bb", Vec::new());
    bb.uptake = [("repairs".to_owned(), Level::Of(1))].into();
    let practice = || cut([("practice", "repairs")]);
    let first = pact(sent("aa", Vec::new()), bb.clone());
    assert_rows(
        &first,
        &[
            ("uptake.rate", practice(), "0.500000 A (2)"),
            // Of two answers the lower is the median.
            ("uptake.median", practice(), "1 A (2)"),
            (
                "uptake.rate",
                cut([("role", "coordinating"), ("strategy", "use_longer")]),
                "1.000000 A (1)",
            ),
        ],
    );
    bb.uptake = [("repairs".to_owned(), Level::NotApplicable)].into();
    assert_rows(
        &pact(sent("aa", Vec::new()), bb),
        &[
            ("uptake.rate", practice(), "1.000000 A (1)"),
            ("uptake.level", cut([("practice", "repairs"), ("level", "na")]), "1 A (1)"),
            ("uptake.level", cut([("practice", "repairs"), ("level", "blank")]), "0 A (0)"),
        ],
    );
}

/// Three practices of one strategy, in every year.
fn three_practices(pact: &mut InventedPact) {
    for year in &mut pact.years {
        let repairs = year.practices[0].clone();
        let more = ["pools", "reuses"];
        let more = more.map(|name| Practice { name: name.to_owned(), ..repairs.clone() });
        year.practices.extend(more);
    }
}

fn answers(id: &str, of: &[(&str, u8)]) -> Return {
    let mut sent = sent(id, Vec::new());
    sent.uptake = of.iter().map(|(name, level)| ((*name).to_owned(), Level::Of(*level))).collect();
    sent
}

fn use_longer() -> Cut {
    cut([("strategy", Strategy::UseLonger.code())])
}

#[test]
fn a_participant_stands_where_the_lower_of_its_middle_answers_does() {
    let mut bb = answers("bb", &[("repairs", 4)]);
    let mut pact = pact(answers("aa", &[("repairs", 4), ("pools", 1)]), bb.clone());
    three_practices(&mut pact);
    let at = |level| cut([("strategy", "use_longer"), ("level", level)]);
    let indicator = "uptake.participant_level";
    assert_rows(
        &pact,
        &[
            (indicator, at("1"), "1 A (1)"),
            (indicator, at("4"), "0 A (0)"),
            // bb answered one of three.
            (indicator, at("cannot_say"), "1 A (1)"),
        ],
    );
    // Of the two that apply to bb it answered one.
    bb.uptake.insert("pools".to_owned(), Level::NotApplicable);
    pact.years[0].returns[1] = bb;
    assert_rows(
        &pact,
        &[(indicator, at("4"), "1 A (1)"), (indicator, at("cannot_say"), "0 A (0)")],
    );
}

#[test]
fn weights_are_of_those_that_show_their_volume() {
    let mut aa = answers("aa", &[("repairs", 4), ("pools", 1)]);
    aa.purchases = vec![bought("laptops", 5, 300.into())];
    let mut bb = answers("bb", &[("repairs", 3)]);
    bb.purchases = vec![bought("laptops", 5, 100.into())];
    let mut pact = pact(aa, bb);
    three_practices(&mut pact);
    // (300 × 1 ÷ 2 + 100 × 1) ÷ 400.
    assert_rows(&pact, &[("uptake.weighted_rate", use_longer(), "0.625000 A (2)")]);
    pact.years[0].returns[1].organisation.protect_volume = Some(true);
    assert_rows(&pact, &[("uptake.weighted_rate", use_longer(), "0.500000 A (1)")]);
}

#[test]
fn evidence_is_of_answers_at_level_four() {
    let mut aa = answers("aa", &[("repairs", 4), ("pools", 4), ("reuses", 3)]);
    aa.evidence = [(Strategy::UseLonger, "Our rules".to_owned())].into();
    let mut bb = answers("bb", &[("repairs", 4)]);
    bb.evidence = [(Strategy::BuyLess, "Our rules".to_owned())].into();
    let mut pact = pact(aa, bb);
    three_practices(&mut pact);
    assert_rows(&pact, &[("evidence.share", use_longer(), "0.666667 A (2)")]);
}

#[test]
fn answers_are_followed_under_another_name() {
    let last = vec![
        answers("aa", &[("repairs", 2), ("pools", 2), ("reuses", 1)]),
        answers("bb", &[("repairs", 1)]),
    ];
    let mut aa = answers("aa", &[("mends", 3), ("pools", 2)]);
    aa.uptake.insert("reuses".to_owned(), Level::NotApplicable);
    aa.carried = vec!["pools".to_owned()];
    let mut pact = two_years(last, vec![aa]);
    three_practices(&mut pact);
    let mends = &mut pact.years[1].practices[0];
    mends.was = Some(std::mem::replace(&mut mends.name, "mends".to_owned()));
    let of = |way| cut([("strategy", "use_longer"), ("component", way)]);
    let indicator = "uptake.moved";
    assert_rows(
        &pact,
        &[
            (indicator, of("up"), "1 A (1)"),
            (indicator, of("same"), "1 A (1)"),
            (indicator, of("down"), "0 A (0)"),
            // `na` now, and no return.
            (indicator, of("lost"), "2 A (2)"),
            ("uptake.carried_share", use_longer(), "0.500000 A (1)"),
        ],
    );
}

#[test]
fn an_answer_of_last_year_is_followed_into_one_practice() {
    let last = vec![answers("aa", &[("repairs", 2), ("pools", 4)]), answers("bb", &[("pools", 1)])];
    let now = vec![
        answers("aa", &[("repairs", 3), ("mends", 4), ("pools_one", 2), ("pools_two", 4)]),
        answers("bb", &[("pools_two", 4)]),
    ];
    let mut pact = two_years(last, now);
    three_practices(&mut pact);
    let practices = &mut pact.years[1].practices;
    let was = |name: &str, was: &str| Practice {
        name: name.to_owned(),
        was: Some(was.to_owned()),
        ..practices[0].clone()
    };
    // Two that were pools, and one that says it was what is still asked under its name.
    let parted = [was("mends", "repairs"), was("pools_one", "pools"), was("pools_two", "pools")];
    let repairs = practices[0].clone();
    *practices = parted.into_iter().chain([repairs]).collect();
    let of = |way| cut([("strategy", "use_longer"), ("component", way)]);
    let indicator = "uptake.moved";
    assert_rows(
        &pact,
        &[
            (indicator, of("up"), "1 A (1)"),
            (indicator, of("same"), "0 A (0)"),
            (indicator, of("down"), "1 A (1)"),
            // bb left the first of the two blank.
            (indicator, of("lost"), "1 A (1)"),
        ],
    );
}

#[test]
fn what_all_left_blank_is_unanswered_and_what_applies_to_nobody_is_not_applicable() {
    // A form that says nothing at all is no return.
    let blank =
        |id: &str| Return { uptake: [].into(), ..sent(id, vec![bought("laptops", 1, 1.into())]) };
    let (blank, mut na) = (blank("aa"), blank("bb"));
    let practice = || cut([("practice", "repairs")]);
    let both = pact(blank.clone(), na.clone());
    let rows =
        |status| [("uptake.rate", practice(), status), ("uptake.median", practice(), status)];
    assert_rows(&both, &rows("- O (0)"));
    na.uptake = [("repairs".to_owned(), Level::NotApplicable)].into();
    assert_rows(&pact(blank, na), &rows("- M (0)"));
}
