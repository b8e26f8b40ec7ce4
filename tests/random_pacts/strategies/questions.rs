//! What forms ask about: practices, and outputs of the Pact.

use demo::pact::{Output, Practice};
use jiff::civil::{Date, date};
use model::Role;
use model::vocabulary::{Phase, Scope, Strategy};

use super::Asked;

/// Practices there are to ask about.
pub(super) const PRACTICES: usize = 9;

/// Outputs of the Pact.
pub(super) const OUTPUTS: usize = 4;

/// The practices of a year, each at its own place; `back` counts years before the last.
pub(super) fn asked(of: &[Asked], back: usize) -> Vec<Option<Practice>> {
    let one = |(practice, asked): (Practice, &Asked)| match (asked, back) {
        (Asked::Never, _) | (Asked::Dropped, 0) | (Asked::New, 1..) => None,
        (Asked::Renamed, 0) => Some(Practice {
            name: format!("{}_again", practice.name),
            was: Some(practice.name),
            ..practice
        }),
        _ => Some(practice),
    };
    practices().into_iter().zip(of).map(one).collect()
}

fn practices() -> Vec<Practice> {
    let practice =
        |name: &str, strategy, impacts: &[&str], phase, roles: &[Role], scope| Practice {
            name: name.to_owned(),
            strategy,
            impacts: impacts.iter().map(|impact| (*impact).to_owned()).collect(),
            phase,
            roles: roles.to_vec(),
            scope,
            was: None,
        };
    use {Phase::*, Role::*, Strategy::*};
    let infrastructure = Some(Scope::Infrastructure);
    vec![
        practice("asks_need", BuyLess, &["circularity"], Some(BeforeTender), &[], None),
        practice("shares_pools", BuyLess, &[], None, &[Procuring], None),
        practice(
            "advises",
            BuyLess,
            &["circularity", "fairness"],
            Some(Use),
            &[Coordinating],
            None,
        ),
        practice(
            "asks_label",
            BuyBetter,
            &["carbon", "chemicals"],
            Some(Tender),
            &[Procuring],
            None,
        ),
        practice(
            "asks_servers",
            BuyBetter,
            &["carbon"],
            Some(Tender),
            &[Procuring],
            infrastructure,
        ),
        practice(
            "meets_market",
            BuyBetter,
            &["fairness"],
            Some(BeforeTender),
            &[Procuring, Coordinating],
            None,
        ),
        practice(
            "saves_power",
            UseBetter,
            &["carbon"],
            Some(Use),
            &[Procuring],
            Some(Scope::Workplace),
        ),
        practice("repairs", UseLonger, &["circularity"], Some(EndOfUse), &[], None),
        practice(
            "knows_end",
            UseLonger,
            &["circularity"],
            Some(EndOfUse),
            &[Coordinating],
            infrastructure,
        ),
    ]
}

/// One long published, one that comes out after the period, one on its last day, one a draft.
pub(super) fn outputs(year: i16) -> Vec<Output> {
    let published =
        [Some(date(2020, 5, 1)), Some(date(year, 10, 1)), Some(date(year, 9, 30)), None];
    let output = |(index, day): (usize, Option<Date>)| Output {
        id: format!("guide-{index}"),
        title: [format!("Guide {index}"), format!("Guide numéro {index}")],
        kind: "mini-guide".to_owned(),
        impacts: Vec::new(),
        status: if day.is_some() { "published" } else { "draft" }.to_owned(),
        approved_on: day.map(|_| date(2020, 4, 1)),
        decision: "SC-2020-01".to_owned(),
        published_on: day,
        languages: vec!["en".to_owned()],
        downloads: None,
    };
    published.into_iter().enumerate().map(output).collect()
}
