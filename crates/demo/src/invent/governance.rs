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

/// Ids and titles of the working groups there are by the end of a year.
pub(super) fn group_titles(year: i16) -> Vec<(&'static str, &'static str)> {
    let end = period(year).end;
    GROUPS.iter().filter(|group| group.3 <= end).map(|group| (group.0, group.1[0])).collect()
}

/// Committee, working groups, events, applications and decisions.
pub(super) fn registers(
    size: &Size,
    year: i16,
    profiles: &[Profile],
    supporters: &[Supporter],
    anybody_exempt: bool,
) -> Vec<RegisterTable> {
    let here: Vec<&Profile> = in_force(profiles, year).collect();
    vec![
        committee(size, year, &here),
        groups(size, year, &here, supporters),
        events(size, year, &here),
        applications(size, year, (profiles, supporters)),
        decisions(year, anybody_exempt),
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

/// The working groups there are by the end of a year, with who is in them on its last day.
///
/// A group keeps its chair and members until they leave. Its chair was there when it was founded; where nobody is who
/// was, it is the one that joined first.
fn groups(size: &Size, year: i16, here: &[&Profile], supporters: &[Supporter]) -> RegisterTable {
    let span = period(year);
    let stays = |left: Option<Date>| left.is_none_or(|left| left > span.end);
    let mut rows = Vec::new();
    for (id, title, impacts, since) in GROUPS.iter().filter(|group| group.3 <= span.end) {
        let place = |name: &str| Draw::of(size.seed, 0, 0, &format!("{id} {name}")).number();
        let mut members: Vec<&Profile> = here.to_vec();
        members.retain(|one| stays(one.register.left));
        // By a number of its own for each, so that nobody's place hangs on who else is there.
        members.sort_by_key(|one| place(one.id()));
        let chair = members.iter().copied();
        let chair = chair.min_by_key(|one| (joined(one).max(*since), place(one.id())));
        members.retain(|one| chair.is_none_or(|chair| chair.id() != one.id()));
        members.truncate(4);
        let mut helping: Vec<&str> = supporters
            .iter()
            .filter(|one| one.approved_on.is_some_and(|day| day <= span.end) && stays(one.ended_on))
            .map(|one| one.id.as_str())
            .collect();
        helping.sort_by_key(|one| place(one));
        let members = members.into_iter().map(Profile::id);
        rows.push(vec![
            (*id).to_owned(),
            title[0].to_owned(),
            title[1].to_owned(),
            (*impacts).to_owned(),
            chair.map_or(OFFICE, Profile::id).to_owned(),
            members.chain(helping.first().copied()).collect::<Vec<_>>().join(";"),
            since.to_string(),
            String::new(),
        ]);
    }
    let columns =
        ["id", "title", "title::French (fr)", "impacts", "chair", "members", "since", "until"];
    table("working-groups.csv", &columns, rows)
}

/// The day a participant joined.
fn joined(one: &Profile) -> Date {
    let since = [one.register.procuring_since, one.register.coordinating_since];
    since.into_iter().flatten().min().unwrap_or(IN_EFFECT)
}

/// What is held in a year: days after the period's start, titles, kind, the working groups it can be of.
const EVENTS: [(i64, [&str; 2], &str, &[&str]); 12] = [
    (16, ["Reading an ecolabel together", "Lire un écolabel ensemble"], "webinar", &[]),
    (45, ["Help desks among themselves", "Les guichets entre eux"], "community_of_practice", &[]),
    (71, ["Steering Committee", "Comité de pilotage"], "steering_committee", &[]),
    (
        104,
        ["A draft is taken apart", "Un brouillon passé au crible"],
        "working_group",
        &["refurbished", "supply-chain", "repair", "displays", "servers", "cloud"],
    ),
    (139, ["Steering Committee", "Comité de pilotage"], "steering_committee", &[]),
    (
        163,
        ["Questions before answers", "Les questions avant les réponses"],
        "working_group",
        &["supply-chain", "cloud", "servers"],
    ),
    (190, ["Repair clauses in an hour", "Les clauses de réparation en une heure"], "webinar", &[]),
    (
        229,
        ["Makers meet those who buy", "Fabricants et acheteurs"],
        "market_dialogue",
        &["refurbished", "repair", "displays", "servers"],
    ),
    (253, ["Annual meeting", "Rencontre annuelle"], "annual_meeting", &[]),
    (254, ["Steering Committee", "Comité de pilotage"], "steering_committee", &[]),
    (
        283,
        ["A year with refurbished phones", "Un an de téléphones reconditionnés"],
        "working_group",
        &["refurbished"],
    ),
    (346, ["Open house at a workshop", "Portes ouvertes d’un atelier"], "other", &[]),
];

/// Something that was held.
pub(super) struct Held {
    pub(super) day: Date,
    pub(super) title: [&'static str; 2],
    pub(super) kind: &'static str,
    groups: &'static [&'static str],
}

/// What was held in a year, in the order of its days.
pub(super) fn held(size: &Size, year: i16) -> Vec<Held> {
    let draw = &mut Draw::of(size.seed, 0, year, "days of events");
    let mut held: Vec<Held> = Vec::new();
    for (after, title, kind, groups) in EVENTS {
        let mut day = plus_days(period(year).start, after + draw.between(-6, 9));
        let most = if kind == "annual_meeting" { 3 } else { 4 };
        let weekday = i64::from(day.weekday().to_monday_zero_offset());
        if weekday > most {
            day = plus_days(day, most - weekday);
        }
        // The Committee meets on the day after the annual meeting.
        if let Some(last) = held.last().filter(|last| last.kind == "annual_meeting") {
            day = plus_days(last.day, 1);
        }
        held.push(Held { day, title, kind, groups });
    }
    held.retain(|one| one.day >= IN_EFFECT);
    held.sort_by_key(|one| one.day);
    held
}

fn events(size: &Size, year: i16, here: &[&Profile]) -> RegisterTable {
    let draw = &mut Draw::of(size.seed, 0, year, "events");
    let mut counts = BTreeSet::new();
    let mut rows = Vec::new();
    for one in held(size, year) {
        let there: Vec<&&Profile> = here
            .iter()
            .filter(|own| {
                joined(own) <= one.day && own.register.left.is_none_or(|left| left > one.day)
            })
            .collect();
        let groups =
            GROUPS.iter().filter(|group| group.3 <= one.day && one.groups.contains(&group.0));
        let groups: Vec<&str> = groups.map(|group| group.0).collect();
        let group = if groups.is_empty() { "" } else { *draw.pick(&groups) };
        let hosted = !there.is_empty() && draw.chance(0.5);
        let host = if hosted { draw.pick(&there).id() } else { OFFICE };
        let count = attended(one.kind, there.len(), draw);
        // No two large events had as many by the unit.
        let count = (count..).find(|count| *count < 10 || counts.insert(*count));
        rows.push(vec![
            one.day.to_string(),
            one.title[0].to_owned(),
            one.title[1].to_owned(),
            one.kind.to_owned(),
            group.to_owned(),
            host.to_owned(),
            count
                .and_then(|count| draw.blank(0.1, count))
                .map(|count| count.to_string())
                .unwrap_or_default(),
        ]);
    }
    let columns =
        ["date", "title", "title::French (fr)", "kind", "working_group", "host", "organisations"];
    table("events.csv", &columns, rows)
}

/// How many organisations came to an event, by its kind and how many take part: to the annual meeting most of them
/// and some that support the Pact, to others fewer.
fn attended(kind: &str, present: usize, draw: &mut Draw) -> i64 {
    let present = i64::try_from(present).unwrap_or(i64::MAX / 100);
    let (low, high) = match kind {
        "steering_committee" => return draw.between(5, 9).min(present.max(2)),
        "working_group" => return draw.between(4, 11).min(present + 2),
        "annual_meeting" => (66, 92),
        "webinar" => (28, 62),
        "market_dialogue" => (20, 45),
        _ => (12, 34),
    };
    (present * draw.between(low, high) / 100).max(2)
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
        let (stem, _) = super::stems::Stems::default().next(Culture::English, draw);
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

fn decisions(year: i16, anybody_exempt: bool) -> RegisterTable {
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
    let mut rows = vec![approve.to_vec()];
    rows.extend(anybody_exempt.then(|| exempt.map(str::to_owned).to_vec()));
    table("decisions.csv", &columns, rows)
}
