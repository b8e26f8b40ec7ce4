//! The names the template of the page can use beside those of every document.

use std::collections::BTreeMap;

use findings::{FindingState, Severity};
use minijinja::Value;
use model::submission::{Return, VersionOutcome};
use model::volume::CountedAs;
use model::{Date, Identifier};

use super::{devices, files, volume};
use crate::context::Material;
use crate::registers::{corrected, outcome, roles};
use crate::store::clean;
use crate::variables::Variables;

/// The variable `participant` and what the page has to show.
pub(super) fn of(material: &Material, id: &Identifier) -> Variables {
    let year = &material.this;
    let sent = year.reading.returns.get(id);
    let mut own: BTreeMap<&str, Value> = who(material, id);
    own.extend(returned(material, id, sent));
    let tables = year.reading.tables.iter().filter(|table| table.participant == *id).count();
    let answers = year.results.uptake.iter().filter(|one| one.participant == *id);
    let answered = answers.filter(|one| one.level.is_some()).count();
    own.extend([
        ("files", Value::from(files::of(material, id).len())),
        ("tables", Value::from(tables)),
        ("volume", Value::from(!volume::cells(material, id).is_empty())),
        ("bought_by_others", Value::from(volume::bought_by_others(material, id))),
        ("reconciliation", Value::from(volume::measures(material, id).len())),
        ("devices", Value::from(devices::of(material, id).len())),
        ("answers", Value::from(answered)),
        ("corrections", Value::from(corrected(material).len())),
    ]);
    own.extend(findings(material, id));
    Variables::from([("participant", Value::from_pairs(own))])
}

/// Who it is.
fn who(material: &Material, id: &Identifier) -> BTreeMap<&'static str, Value> {
    let period = &material.this.reading.settings.period;
    let row = material.register.in_force(id.as_str(), period);
    let day = |day: Option<Date>| {
        Value::from(day.map_or_else(String::new, |day| material.words.date(day)))
    };
    let newest = || {
        let rows = material.register.rows.iter().filter(|row| row.id == *id);
        rows.max_by_key(|row| row.joined())
    };
    let known = row.or_else(newest);
    let rows = material.register.rows.iter();
    let appointed_by: Vec<String> = rows
        .filter(|row| row.coordination_by.as_ref() == Some(id) && row.in_force(period))
        .map(|row| clean(&row.name))
        .collect();
    let name = |id: &Identifier| material.participant_name(id.as_str());
    BTreeMap::from([
        ("id", Value::from(id.as_str())),
        ("name", Value::from(name(id))),
        ("country", Value::from(known.map_or_else(String::new, |r| material.country(&r.country)))),
        ("roles", Value::from(known.map_or_else(String::new, |row| roles(material, row)))),
        ("since", day(known.and_then(|row| row.joined()))),
        ("left", day(known.and_then(|row| row.left))),
        ("in_force", Value::from(row.is_some())),
        (
            "coordination_by",
            Value::from(
                known.and_then(|row| row.coordination_by.as_ref()).map(name).unwrap_or_default(),
            ),
        ),
        ("coordinates_for", Value::from(appointed_by)),
    ])
}

/// What it returned, and for whom.
fn returned(
    material: &Material,
    id: &Identifier,
    sent: Option<&Return>,
) -> BTreeMap<&'static str, Value> {
    let year = &material.this;
    let words = &material.words;
    let settings = &year.reading.settings;
    let name = |id: &Identifier| material.participant_name(id.as_str());
    let reports_for: Vec<String> = sent
        .map(|sent| sent.organisation.reports_for.iter().map(name).collect())
        .unwrap_or_default();
    let others = year.reading.returns.values();
    let inside: Vec<String> = others
        .filter(|other| other.participant != *id && other.organisation.reports_for.contains(id))
        .map(|other| name(&other.participant))
        .collect();
    let transcription = sent.and_then(|sent| sent.transcription.as_ref());
    let confirmed = transcription.and_then(|own| own.confirmed_on);
    let period = sent.map(|sent| sent.organisation.period);
    let own_period = period.filter(|period| *period != settings.period).map(|period| {
        let (start, end) = (words.date(period.start), words.date(period.end));
        words.fill("period", &[("start", &start), ("end", &end)])
    });
    let counts = |outcome| {
        let versions = year.reading.versions.iter();
        versions.filter(|one| one.participant == *id && one.outcome == outcome).count()
    };
    let on_time = on_time(material, id);
    BTreeMap::from([
        ("outcome", Value::from(outcome(material, id))),
        ("due", Value::from(words.date(settings.due_on(id.as_str())))),
        ("on_time", Value::from(on_time)),
        ("exempt_because", Value::from(exempt_because(material, id))),
        ("provisional", Value::from(sent.is_some_and(|sent| sent.provisional))),
        ("without_form", Value::from(sent.is_some_and(|sent| sent.without_form))),
        (
            "protected",
            Value::from(
                year.results
                    .protection(&year.reading, id.as_str())
                    .map_or("", |protection| protection.code()),
            ),
        ),
        ("nothing_bought", Value::from(sent.is_some_and(|s| s.organisation.procurement_none))),
        ("reports_for", Value::from(reports_for)),
        ("inside", Value::from(inside)),
        ("own_period", Value::from(own_period.unwrap_or_default())),
        ("transcribed", Value::from(transcription.is_some())),
        (
            "transcribed_from",
            Value::from(transcription.map_or_else(String::new, |t| clean(&t.from))),
        ),
        ("confirmed_on", Value::from(confirmed.map_or_else(String::new, |day| words.date(day)))),
        ("unusable", Value::from(counts(VersionOutcome::Unusable) + counts(VersionOutcome::Empty))),
        ("superseded", Value::from(counts(VersionOutcome::Superseded))),
        ("overlap", Value::from(overlap(material, id))),
    ])
}

/// Whether its return came by the day it was due: `yes`, `no`, `not_noted` where the day is noted of others and not
/// of it, or empty.
fn on_time(material: &Material, id: &Identifier) -> &'static str {
    let year = &material.this;
    let coverage = &year.results.coverage;
    let recorded = year.reading.first_received(id).is_some();
    match coverage.on_time.as_ref() {
        Some(list) if list.contains(id) => "yes",
        Some(_) if !coverage.returned.contains(id) => "",
        Some(_) if recorded => "no",
        Some(_) => "not_noted",
        None => "",
    }
}

/// Why no return was asked of it, without a full stop; empty where one was asked, or no reason is given.
pub(crate) fn exempt_because(material: &Material, id: &Identifier) -> String {
    let mut all = material.this.reading.settings.exempt.iter();
    let own = all.find(|exemption| exemption.participant == *id);
    own.map_or_else(String::new, |own| clean(&own.reason).trim().trim_end_matches('.').to_owned())
}

/// Whether lines of its return are left aside because another return speaks of the same goods.
fn overlap(material: &Material, id: &Identifier) -> bool {
    let mut cells = material.this.results.cells.iter();
    cells.any(|cell| cell.reporter == *id && cell.counted_as == CountedAs::Overlap)
}

/// How many findings are open, by severity.
fn findings(material: &Material, id: &Identifier) -> BTreeMap<&'static str, Value> {
    let own: Vec<_> =
        material.findings.iter().filter(|one| one.participant.as_ref() == Some(id)).collect();
    let open = |severity: Severity| {
        let open = own.iter().filter(|one| {
            one.rule.severity == severity
                && matches!(one.state, FindingState::Open | FindingState::Asked)
        });
        Value::from(open.count())
    };
    BTreeMap::from([
        ("findings", Value::from(own.len())),
        ("errors", open(Severity::Error)),
        ("warnings", open(Severity::Warning)),
        ("remarks", open(Severity::Note)),
    ])
}
