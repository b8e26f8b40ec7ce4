//! The change since last year, estimates, revisions and movements: there with their words, absent in a first year.

use std::sync::Arc;

use model::change::{ChangeComponent, Revision};
use model::document::Block;
use model::volume::Estimate;
use model::*;

use super::sample::{Sample, sample};
use super::{context, text};
use crate::{document, shipped_templates};

fn report(sample: &Sample, with_last: bool) -> String {
    let made = document("progress-report", &shipped_templates(), &context(sample, with_last));
    let made = made.unwrap_or_else(|o| panic!("{o} {:?} {}", o.excerpt, o.help));
    text(&made.blocks)
}

fn figure(
    indicator: &str,
    year: i16,
    cut: &[(Dimension, &str)],
    value: &str,
    unit: Unit,
) -> Figure {
    let dimensions =
        cut.iter().fold(Dimensions::none(), |cut, (dimension, code)| cut.with(*dimension, *code));
    Figure {
        indicator: indicator.into(),
        year,
        dimensions,
        value: Some(value.parse().unwrap()),
        unit,
        status: ObservationStatus::Normal,
        contributors: Some(3),
        trace: Arc::default(),
    }
}

/// The sample with a change of 100 in all, of which 90 are like for like.
fn changed() -> Sample {
    let mut sample = sample();
    let euro = Unit::Currency(Currency::EUR);
    let results = &mut sample.this.1;
    let change =
        |cut: &[(Dimension, &str)], value| figure("change.component", 2026, cut, value, euro);
    results.figures.extend([change(&[], "100.00")]);
    for component in ChangeComponent::ALL {
        let value = match component {
            ChangeComponent::LikeForLike => "90.00",
            ChangeComponent::Leavers => "-15.00",
            ChangeComponent::Joiners => "25.00",
            _ => "0.00",
        };
        results.figures.extend([change(&[(Dimension::Component, component.code())], value)]);
    }
    let matched = [(Dimension::Panel, "matched"), (Dimension::Scope, "workplace")];
    results.figures.extend([figure("volume.direct.amount", 2026, &matched, "700.00", euro)]);
    let before = figure("volume.direct.amount", 2025, &matched, "610.00", euro);
    results.matched_last_year.extend([before]);
    for (component, pairs) in [("up", "1"), ("same", "2"), ("down", "0"), ("lost", "3")] {
        let cut = [(Dimension::Strategy, "buy_less"), (Dimension::Component, component)];
        results.figures.extend([figure("uptake.moved", 2026, &cut, pairs, Unit::Count)]);
    }
    let cut = [(Dimension::Strategy, "buy_less")];
    results.figures.extend([figure("uptake.carried_share", 2026, &cut, "0.333333", Unit::Share)]);
    sample
}

#[test]
fn the_change_is_told_in_its_parts_and_never_called_growth() {
    let all = report(&changed(), true);
    let said = [
        "Like for like: of those who reported in both years, themselves or inside another’s return, and of product groups in scope in both years, at last year’s rates: EUR 90 (3 participants)",
        "no figures of their own this year and are inside nobody’s return: EUR 0 (3 participants). This is what others reported for them",
        "Participants that joined since: EUR 25",
        "Those that left: EUR −15",
        "Joined the Pact | 25.00 | 3",
        "The whole change | 100.00 | 3",
        // Shares of fewer than five answers are counts: of the three that can be compared.
        "1 | 2 | 0 | 3 | 1 of 3",
        "Of those who reported in both years, 3 participants, the direct volume of workplace equipment was EUR 700 in 2026 and EUR 610 in 2025",
    ];
    for said in said {
        assert!(all.contains(said), "{said}\n{all}");
    }
    assert!(!all.contains("growth") && !all.contains(" grew"), "{all}");
}

#[test]
fn a_first_year_and_a_gap_have_no_section_and_one_sentence() {
    let mut sample = changed();
    // What a first year does not compute.
    sample.this.1.figures = super::sample::sample().this.1.figures;
    let heads = ["Change since last year", "Answers that moved", "Both years"];
    let all = report(&sample, false);
    assert!(heads.iter().all(|head| !all.contains(head)), "{all}");
    assert!(all.contains("This is the first year"), "{all}");
    sample.files = vec!["inputs/2023/year.toml".into(), "inputs/2026/year.toml".into()];
    let all = report(&sample, false);
    assert!(heads.iter().all(|head| !all.contains(head)), "{all}");
    assert!(all.contains("the figures of 2025 are not at hand, only those of 2023"), "{all}");
    assert!(!all.contains("This is the first year"), "{all}");
}

fn estimate(of: &str, cents: i64) -> Estimate {
    Estimate {
        participant: Identifier::parse(of).unwrap(),
        product_group: "laptops".into(),
        last_year_cents: cents + 100,
        on_behalf_cents: 100,
        estimate_cents: cents,
        withheld: false,
    }
}

#[test]
fn each_estimate_is_listed_but_for_those_that_stay_back() {
    let mut sample = sample();
    let euro = Unit::Currency(Currency::EUR);
    let total = figure("volume.with_estimates.amount", 2026, &[], "5000.00", euro);
    sample.this.1.figures.extend([total]);
    sample.this.1.estimates = vec![estimate("hill-county", 4_200), estimate("world-body", 7_700)];
    let all = report(&sample, true);
    for said in ["would be EUR 5 000 instead of", "Hill County", "43.00 | 1.00 | 42.00", "| 119.00"]
    {
        assert!(all.contains(said), "{said}\n{all}");
    }
    sample.this.1.estimates[1].withheld = true;
    let all = report(&sample, true);
    assert!(all.contains("43.00 | 1.00 | 42.00"), "{all}");
    assert!(!all.contains("77.00") && !all.contains("119.00"), "{all}");
}

#[test]
fn revisions_above_the_limit_come_first_and_the_rest_is_counted() {
    let mut sample = sample();
    let revision = |group: &str, revised: &str, reissue| Revision {
        indicator: "volume.direct.amount".into(),
        year: 2025,
        dimensions: Dimensions::none().with(Dimension::ProductGroup, group),
        edition: 1,
        published: Some("100.00".parse().unwrap()),
        published_status: Some(ObservationStatus::Normal),
        revised: Some(revised.parse().unwrap()),
        revised_status: Some(ObservationStatus::Normal),
        unit: Unit::Currency(Currency::EUR),
        reason: "A return was corrected.".into(),
        reissue,
    };
    let mut all = vec![revision("laptops", "100.01", false); 13];
    all.push(revision("displays", "150.00", true));
    sample.this.1.revisions = all;
    let made = document("progress-report", &shipped_templates(), &context(&sample, true)).unwrap();
    let table = made.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.anchor == "revisions" => Some(table),
        _ => None,
    });
    let table = table.expect("the table of revisions");
    let said = super::cells(table);
    assert!(said.lines().next().unwrap().contains("EUR\u{A0}150"), "{said}");
    assert_eq!(table.rows.len(), 12);
    let notes: String =
        table.notes.iter().map(|note| model::document::Inline::plain(note)).collect();
    assert!(notes.contains("2 more figures of last year were revised"), "{notes}");
    assert!(
        text(&made.blocks).contains("One of the changes is large enough to propose a new edition")
    );
}
