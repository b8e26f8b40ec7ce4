//! How the Pact worked in a year, as rows of the Secretariat's registers.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use model::participant::Role;

use super::calendar::{IN_EFFECT, Span, period, report_date};
use super::draw::{Draw, plus_days};
use super::profile::Profile;
use super::size::Size;
use super::stems::Culture;
use super::year::in_force;
use crate::pact::{RegisterTable, Supporter};

/// Who does the Secretariat's work.
const OFFICE: &str = "Office of the Pact (invented)";

/// A working group: id, titles, impact categories, first day.
const GROUPS: [(&str, [&str; 2], &str, Date); 6] = [
    (
        "refurbished",
        ["Refurbished devices", "Appareils reconditionnés"],
        "circularity;carbon",
        date(2021, 9, 9),
    ),
    (
        "supply-chain",
        ["Fair supply chains", "Chaînes d’approvisionnement équitables"],
        "fairness",
        date(2021, 9, 21),
    ),
    ("repair", ["Repair and parts", "Réparation et pièces"], "circularity", date(2022, 10, 6)),
    (
        "displays",
        ["Displays and chemicals", "Écrans et substances"],
        "chemicals;carbon",
        date(2023, 10, 12),
    ),
    (
        "servers",
        ["Servers and storage", "Serveurs et stockage"],
        "carbon;circularity",
        date(2024, 11, 14),
    ),
    ("cloud", ["Cloud services", "Services en nuage"], "carbon;fairness", date(2025, 10, 23)),
];

/// Ids of the working groups there are by the end of a year.
pub(super) fn working_groups(year: i16) -> Vec<&'static str> {
    let end = period(year).end;
    GROUPS.iter().filter(|group| group.3 <= end).map(|group| group.0).collect()
}

/// Committee, working groups, events, applications and decisions.
pub(super) fn registers(
    size: &Size,
    year: i16,
    profiles: &[Profile],
    supporters: &[Supporter],
) -> Vec<RegisterTable> {
    let here: Vec<&Profile> = in_force(profiles, year).collect();
    vec![
        committee(size, year, &here),
        groups(size, year, &here, supporters),
        events(size, year, &here),
        applications(size, year, (profiles, supporters)),
        decisions(year),
    ]
}

fn table(file: &str, columns: &[&str], rows: Vec<Vec<String>>) -> RegisterTable {
    let columns = columns.iter().map(|column| (*column).to_owned()).collect();
    RegisterTable { file: file.to_owned(), columns, rows }
}

/// Five to eleven seats where there are enough organisations, elected for two years; the Secretariat holds one.
fn committee(size: &Size, year: i16, here: &[&Profile]) -> RegisterTable {
    let term_start = date(year - (year - 2021) % 2, 6, 14);
    let term_end = plus_days(date(term_start.year() + 2, 6, 14), -1);
    let end = period(year).end;
    let term = |one: &Profile| {
        let joined = [one.register.procuring_since, one.register.coordinating_since];
        let joined = joined.into_iter().flatten().min().unwrap_or(term_start);
        [term_start.max(joined), term_end]
    };
    let mut seated: Vec<&&Profile> =
        here.iter().filter(|one| one.register.left.is_none_or(|left| left > term_end)).collect();
    Draw::of(size.seed, 0, term_start.year(), "committee").shuffle(&mut seated);
    seated.sort_by_key(|one| !one.has(Role::Coordinating, year));
    let mut rows = Vec::new();
    for (at, one) in seated.into_iter().take(8).enumerate() {
        let [start, until] = term(one);
        if start > end || until < start {
            continue;
        }
        let seat = if at == 0 { "chair" } else { "member" };
        rows.push(vec![one.id().to_owned(), seat.to_owned(), start.to_string(), until.to_string()]);
    }
    rows.push(vec![
        OFFICE.to_owned(),
        "secretariat".to_owned(),
        term_start.to_string(),
        term_end.to_string(),
    ]);
    table("committee.csv", &["organisation", "seat", "term_start", "term_end"], rows)
}

fn groups(size: &Size, year: i16, here: &[&Profile], supporters: &[Supporter]) -> RegisterTable {
    let span = period(year);
    let helping: Vec<&str> = supporters
        .iter()
        .filter(|one| one.approved_on.is_some_and(|day| day <= span.end))
        .map(|one| one.id.as_str())
        .collect();
    let mut rows = Vec::new();
    for (id, title, impacts, since) in GROUPS.iter().filter(|group| group.3 <= span.end) {
        let draw = &mut Draw::of(size.seed, 0, 0, id);
        let mut members: Vec<&str> = here.iter().map(|one| one.id()).collect();
        draw.shuffle(&mut members);
        members.truncate(5);
        let chair = members.first().copied().unwrap_or(OFFICE).to_owned();
        let mut members: Vec<&str> = members.into_iter().skip(1).collect();
        if !helping.is_empty() {
            members.push(*draw.pick(&helping));
        }
        rows.push(vec![
            (*id).to_owned(),
            title[0].to_owned(),
            title[1].to_owned(),
            (*impacts).to_owned(),
            chair,
            members.join(";"),
            since.to_string(),
            String::new(),
        ]);
    }
    let columns =
        ["id", "title", "title::French (fr)", "impacts", "chair", "members", "since", "until"];
    table("working-groups.csv", &columns, rows)
}

/// An event: month and day after the period's start in days, titles, kind, whether a working group held it.
const EVENTS: [(i64, [&str; 2], &str); 12] = [
    (16, ["Reading an ecolabel together", "Lire un écolabel ensemble"], "webinar"),
    (45, ["Help desks among themselves", "Les guichets entre eux"], "community_of_practice"),
    (71, ["Steering Committee", "Comité de pilotage"], "steering_committee"),
    (104, ["A draft is taken apart", "Un brouillon passé au crible"], "working_group"),
    (139, ["Steering Committee", "Comité de pilotage"], "steering_committee"),
    (163, ["Questions before answers", "Les questions avant les réponses"], "working_group"),
    (190, ["Repair clauses in an hour", "Les clauses de réparation en une heure"], "webinar"),
    (229, ["Makers meet those who buy", "Fabricants et acheteurs"], "market_dialogue"),
    (253, ["Annual meeting", "Rencontre annuelle"], "annual_meeting"),
    (254, ["Steering Committee", "Comité de pilotage"], "steering_committee"),
    (
        283,
        ["A year with refurbished phones", "Un an de téléphones reconditionnés"],
        "working_group",
    ),
    (346, ["Open house at a workshop", "Portes ouvertes d’un atelier"], "other"),
];

fn events(size: &Size, year: i16, here: &[&Profile]) -> RegisterTable {
    let draw = &mut Draw::of(size.seed, 0, year, "events");
    let span = period(year);
    let groups = working_groups(year);
    let present = i64::try_from(here.len()).unwrap_or(i64::MAX);
    let mut rows = Vec::new();
    for (after, title, kind) in EVENTS {
        let day = plus_days(span.start, after + draw.between(-6, 9));
        let group = match kind {
            "working_group" | "market_dialogue" if !groups.is_empty() => *draw.pick(&groups),
            _ => "",
        };
        let hosted = !here.is_empty() && draw.chance(0.5);
        let host = if hosted { draw.pick(here).id() } else { OFFICE };
        let most = match kind {
            "steering_committee" => 9,
            "working_group" => 12,
            _ => 80,
        };
        let count = draw.between(2, most).min(present + 6);
        if day < IN_EFFECT {
            continue;
        }
        rows.push(vec![
            day.to_string(),
            title[0].to_owned(),
            title[1].to_owned(),
            kind.to_owned(),
            group.to_owned(),
            host.to_owned(),
            draw.blank(0.1, count).map(|count| count.to_string()).unwrap_or_default(),
        ]);
    }
    let columns =
        ["date", "title", "title::French (fr)", "kind", "working_group", "host", "organisations"];
    table("events.csv", &columns, rows)
}

/// Requests of those who joined in the period, each decided within a month, and one that came lately.
fn applications(
    size: &Size,
    year: i16,
    (profiles, supporters): (&[Profile], &[Supporter]),
) -> RegisterTable {
    let span: Span = period(year);
    let within = |day: Date| span.start <= day && day <= span.end;
    let mut rows: BTreeSet<Vec<String>> = BTreeSet::new();
    for one in profiles {
        let since = [one.register.procuring_since, one.register.coordinating_since];
        if let Some(joined) =
            since.into_iter().flatten().min().filter(|day| within(*day) && *day > IN_EFFECT)
        {
            let draw = &mut one.draw(size.seed, 0, "application");
            let received = plus_days(joined, -draw.between(9, 27));
            rows.insert(application(&one.register.name, "participant", received, Some(joined)));
        }
    }
    for one in supporters.iter().filter(|one| within(one.letter_received_on)) {
        rows.insert(application(&one.name, "supporter", one.letter_received_on, one.approved_on));
    }
    let draw = &mut Draw::of(size.seed, 0, year, "applicant");
    if draw.chance(0.7) {
        let (stem, _) = super::stems::Stems::default().next(Culture::Nordic, draw);
        let received = plus_days(report_date(year), -draw.between(2, 24));
        rows.insert(application(&format!("New Town of {stem}"), "participant", received, None));
    }
    let columns = ["organisation", "kind", "received_on", "decided_on", "decision"];
    let mut rows: Vec<Vec<String>> = rows.into_iter().collect();
    rows.sort_by(|one, two| one[2].cmp(&two[2]));
    table("applications.csv", &columns, rows)
}

fn application(name: &str, kind: &str, received: Date, decided: Option<Date>) -> Vec<String> {
    vec![
        name.to_owned(),
        kind.to_owned(),
        received.to_string(),
        decided.map(|day| day.to_string()).unwrap_or_default(),
        decided.map(|_| "accepted".to_owned()).unwrap_or_default(),
    ]
}

fn decisions(year: i16) -> RegisterTable {
    let approve = [
        "1".to_owned(),
        format!("Approve the progress report {year}"),
        format!("Approuver le rapport {year}"),
        format!(
            "The Committee is asked to approve this report as the Pact’s collective progress report for {year}."
        ),
        "The year in short".to_owned(),
    ];
    let exempt = [
        "2",
        "Take note of who need not report",
        "Prendre acte des dispenses",
        "The Committee is asked to take note of the participants that need not report this year, and of the reasons.",
        "Who took part",
    ];
    let columns = ["number", "title", "title::French (fr)", "text", "section"];
    let rows = vec![approve.to_vec(), exempt.map(str::to_owned).to_vec()];
    table("decisions.csv", &columns, rows)
}
