//! What the Pact publishes over the years.

use jiff::civil::{Date, date};

use super::calendar::report_date;
use super::draw::{Draw, days, plus_days};
use super::size::Size;
use crate::pact::Output;

/// An output and when work on it ends.
struct Planned {
    id: &'static str,
    title: [&'static str; 2],
    kind: &'static str,
    impacts: &'static [&'static str],
    done: Date,
}

const PLANNED: [Planned; 14] = [
    planned(
        "buying-framework",
        [
            "Buying framework for circular and fair ICT",
            "Cadre d’achat pour des TIC circulaires et équitables",
        ],
        "framework",
        &["circularity", "fairness", "carbon", "chemicals"],
        date(2021, 8, 24),
    ),
    planned(
        "guide-refurbished",
        ["Mini-guide: refurbished devices", "Petit guide : appareils reconditionnés"],
        "mini-guide",
        &["circularity", "carbon"],
        date(2022, 3, 15),
    ),
    planned(
        "manual-supply-chain",
        [
            "Manual: asking about the supply chain",
            "Manuel : questionner la chaîne d’approvisionnement",
        ],
        "manual",
        &["fairness"],
        date(2022, 11, 8),
    ),
    planned(
        "guide-repair",
        ["Mini-guide: repair clauses", "Petit guide : clauses de réparation"],
        "mini-guide",
        &["circularity"],
        date(2023, 2, 21),
    ),
    planned(
        "tool-need-check",
        ["Tool: do we need it?", "Outil : en avons-nous besoin ?"],
        "tool",
        &["circularity", "carbon"],
        date(2023, 9, 5),
    ),
    planned(
        "criteria-displays",
        ["Criteria set: displays", "Jeu de critères : écrans"],
        "criteria",
        &["carbon", "chemicals", "circularity"],
        date(2024, 4, 9),
    ),
    planned(
        "guide-end-of-use",
        ["Mini-guide: the end of use", "Petit guide : la fin d’utilisation"],
        "mini-guide",
        &["circularity", "chemicals"],
        date(2024, 10, 22),
    ),
    planned(
        "criteria-phones",
        ["Criteria set: phones and tablets", "Jeu de critères : téléphones et tablettes"],
        "criteria",
        &["fairness", "circularity"],
        date(2025, 3, 4),
    ),
    planned(
        "manual-market-talks",
        ["Manual: talking to the market", "Manuel : parler au marché"],
        "manual",
        &["circularity", "fairness"],
        date(2025, 8, 12),
    ),
    planned(
        "criteria-servers",
        ["Criteria set: servers and storage", "Jeu de critères : serveurs et stockage"],
        "criteria",
        &["carbon", "circularity"],
        date(2026, 2, 17),
    ),
    planned(
        "guide-updates",
        [
            "Mini-guide: updates for the whole lifetime",
            "Petit guide : des mises à jour jusqu’au bout",
        ],
        "mini-guide",
        &["circularity"],
        date(2026, 6, 9),
    ),
    planned(
        "guide-cloud",
        ["Mini-guide: cloud services", "Petit guide : services en nuage"],
        "mini-guide",
        &["carbon", "fairness"],
        date(2026, 12, 1),
    ),
    planned(
        "criteria-network",
        ["Criteria set: network equipment", "Jeu de critères : équipements de réseau"],
        "criteria",
        &["carbon"],
        date(2027, 5, 11),
    ),
    planned(
        "tool-lifetime-cost",
        ["Tool: cost over the lifetime", "Outil : coût sur la durée de vie"],
        "tool",
        &["circularity", "carbon"],
        date(2027, 9, 7),
    ),
];

const fn planned(
    id: &'static str,
    title: [&'static str; 2],
    kind: &'static str,
    impacts: &'static [&'static str],
    done: Date,
) -> Planned {
    Planned { id, title, kind, impacts, done }
}

/// The outputs as they stand when the report of a year is made; work on an output begins a year before its end.
pub(super) fn outputs(size: &Size, year: i16) -> Vec<Output> {
    let today = report_date(year);
    let begun = PLANNED.iter().enumerate();
    let begun = begun.filter(|(_, plan)| plus_days(plan.done, -365) <= today);
    begun.map(|(number, plan)| output(size, (number, plan), today)).collect()
}

fn output(size: &Size, (number, plan): (usize, &Planned), today: Date) -> Output {
    let draw = &mut Draw::of(size.seed, 0, 0, plan.id);
    let approved_on = plus_days(plan.done, draw.between(-20, 20));
    let published_on = plus_days(approved_on, draw.between(12, 60));
    let (is_approved, is_published) = (approved_on <= today, published_on <= today);
    let status = match (is_approved, is_published) {
        (_, true) => "published",
        (true, false) => "approved",
        (false, false) => "draft",
    };
    let fetched = draw.log_normal(40.0, 0.5) * days(published_on, today) as f64 / 30.0;
    let mut languages = vec!["en".to_owned(), "fr".to_owned()];
    languages.extend(
        ["de", "nl", "es", "it"].map(str::to_owned).into_iter().filter(|_| draw.chance(0.3)),
    );
    Output {
        id: plan.id.to_owned(),
        title: plan.title.map(str::to_owned),
        kind: plan.kind.to_owned(),
        impacts: plan.impacts.iter().map(|impact| (*impact).to_owned()).collect(),
        status: status.to_owned(),
        approved_on: is_approved.then_some(approved_on),
        decision: if is_approved {
            format!("SC-{}-{:02}", approved_on.year(), 2 + number % 9)
        } else {
            String::new()
        },
        published_on: is_published.then_some(published_on),
        languages,
        downloads: is_published.then(|| fetched.max(0.0) as u32),
    }
}

/// The id of the working group that makes an output; `None`: the Secretariat does, or the output is no invented one.
pub(crate) fn working_group(output: &str) -> Option<&'static str> {
    match output {
        "guide-refurbished" | "tool-need-check" | "guide-end-of-use" => Some("refurbished"),
        "manual-supply-chain" | "criteria-phones" | "manual-market-talks" => Some("supply-chain"),
        "guide-repair" | "guide-updates" | "tool-lifetime-cost" => Some("repair"),
        "criteria-displays" => Some("displays"),
        "criteria-servers" | "criteria-network" => Some("servers"),
        "guide-cloud" => Some("cloud"),
        _ => None,
    }
}

/// Ids of the outputs on a product group.
pub(super) fn outputs_on(group: &str) -> &'static [&'static str] {
    match group {
        "displays" => &["criteria-displays"],
        "smartphones" | "tablets" => &["criteria-phones", "guide-updates"],
        "laptops" | "desktops" => &["guide-updates"],
        "servers" | "storage" => &["criteria-servers"],
        "network" => &["criteria-network"],
        "cloud" => &["guide-cloud"],
        _ => &[],
    }
}

/// Ids of the outputs that were published by a day.
pub(super) fn published(outputs: &[Output], day: Date) -> Vec<&str> {
    let published = outputs.iter().filter(|one| one.published_on.is_some_and(|on| on <= day));
    published.map(|one| one.id.as_str()).collect()
}
