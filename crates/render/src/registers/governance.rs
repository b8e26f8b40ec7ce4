//! How the Pact worked: committee, working groups, events, applications, decisions asked for, outputs, and what
//! the office corrected.

use std::collections::BTreeSet;

use model::document::{Alignment, Inline, Row, TableCell};
use model::governance::{CommitteeSeat, Correction, Event, EventKind, Seat, WorkingGroup};
use model::registers::PactOutput;
use model::{CorrectionWithheld, Date, Period};

use super::{Content, body, columns, number};
use crate::context::Material;
use crate::headings::TO_HEADING;
use crate::store::clean;
use crate::tables::section;
use crate::trouble::Trouble;

/// The seats whose term shares a day with the period: chair, members by name, Secretariat.
pub(crate) fn seats(material: &Material) -> Vec<&CommitteeSeat> {
    let period = period(material);
    let all = material.this.reading.governance.committee.iter();
    let mut seats: Vec<&CommitteeSeat> =
        all.filter(|seat| overlaps(seat.term_start, seat.term_end, period)).collect();
    let order = |seat: Seat| Seat::ALL.iter().position(|one| *one == seat);
    seats.sort_by_key(|one| {
        let name = organisation(material, &one.organisation).to_lowercase();
        (order(one.seat), name, one.term_start)
    });
    seats
}

/// The Steering Committee (§5.1).
pub(super) fn committee(material: &Material) -> Result<Content, Trouble> {
    let rows = seats(material).into_iter().map(|seat| {
        body(vec![
            TableCell::text(organisation(material, &seat.organisation)),
            TableCell::text(material.words.get(&format!("seat.{}", seat.seat))),
            TableCell::text(term(material, seat.term_start, seat.term_end)),
        ])
    });
    let titles = [
        ("organisation", Alignment::Left, 44),
        ("seat", Alignment::Left, 20),
        ("term", Alignment::Left, 46),
    ];
    Ok(content(material, &titles, rows.collect()))
}

/// The working groups that worked on a day of the period.
pub(crate) fn groups(material: &Material) -> Vec<&WorkingGroup> {
    let period = period(material);
    let all = material.this.reading.governance.working_groups.iter();
    all.filter(|one| overlaps(one.since, one.until, period)).collect()
}

/// The working groups (§4), with their meetings in the period.
pub(super) fn working_groups(material: &Material) -> Result<Content, Trouble> {
    let meetings = |id: &str| {
        let events = events(material).into_iter();
        events
            .filter(|event| event.kind == EventKind::WorkingGroup && event.working_group == id)
            .count()
    };
    let rows = groups(material).into_iter().map(|group| {
        let impacts: Vec<String> = group
            .impacts
            .iter()
            .map(|impact| clean(material.pact.impact_title(impact, &material.language)))
            .collect();
        let mut title = TableCell::text(clean(group.title.in_language(&material.language)));
        if !impacts.is_empty() {
            title.text.extend([
                Inline::LineBreak,
                // Names of impact categories have an “and” of their own.
                Inline::Emphasis(vec![Inline::Text(impacts.join(", "))]),
            ]);
        }
        let members: Vec<String> =
            group.members.iter().map(|name| organisation(material, name)).collect();
        body(vec![
            title,
            TableCell::text(organisation(material, &group.chair)),
            TableCell::text(members.join(", ")),
            number(meetings(group.id.as_str())),
        ])
    });
    let titles = [
        ("working_group", Alignment::Left, 30),
        ("chair", Alignment::Left, 30),
        ("members", Alignment::Left, 58),
        ("meetings", Alignment::Right, 14),
    ];
    Ok(content(material, &titles, rows.collect()))
}

/// The events of the period, by day.
pub(crate) fn events(material: &Material) -> Vec<&Event> {
    let period = period(material);
    let all = material.this.reading.governance.events.iter();
    let mut events: Vec<&Event> = all.filter(|event| period.contains(event.date)).collect();
    events.sort_by_key(|event| event.date);
    events
}

/// The events of the period, by kind and day.
pub(super) fn events_table(material: &Material) -> Result<Content, Trouble> {
    let all = events(material);
    let counted = all.iter().any(|event| event.organisations.is_some());
    let mut rows = Vec::new();
    for kind in EventKind::ALL {
        let own: Vec<&&Event> = all.iter().filter(|event| event.kind == *kind).collect();
        if own.is_empty() {
            continue;
        }
        rows.push(section(&material.words.get(&format!("event.{kind}")), 2 + usize::from(counted)));
        rows.extend(own.into_iter().map(|event| event_row(material, event, counted)));
    }
    let mut titles = vec![
        ("day", Alignment::Left, 24),
        ("event", Alignment::Left, 42),
        ("host", Alignment::Left, 42),
    ];
    if counted {
        titles.push(("organisations", Alignment::Right, 18));
    }
    let uncounted = counted && all.iter().any(|event| event.organisations.is_none());
    let notes = uncounted.then(|| vec![Inline::Text(material.words.get("event_not_counted"))]);
    Ok(Content { notes: notes.into_iter().collect(), ..content(material, &titles, rows) })
}

fn event_row(material: &Material, event: &Event, counted: bool) -> Row {
    let mut title = TableCell::text(clean(event.title.in_language(&material.language)));
    let mut groups = material.this.reading.governance.working_groups.iter();
    let group = groups.find(|group| group.id.as_str() == event.working_group);
    if let Some(group) = group {
        let name = clean(group.title.in_language(&material.language));
        title.text.extend([Inline::LineBreak, Inline::Emphasis(vec![Inline::Text(name)])]);
    }
    let mut cells = vec![
        TableCell::text(material.words.date(event.date)),
        title,
        TableCell::text(organisation(material, &event.host)),
    ];
    let present = || match event.organisations {
        Some(count) => number(count),
        None => TableCell::text(material.words.get("nothing.not_answered.sign")),
    };
    cells.extend(counted.then(present));
    body(cells)
}

/// The applications to join (§6.4.2) that came, or were decided, by the end of the period.
pub(super) fn applications(material: &Material) -> Result<Content, Trouble> {
    let words = &material.words;
    let rows = material.this.reading.governance.applications.iter().map(|one| {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| words.date(day));
        let decided = match one.decided_on {
            None => words.get("application.waits"),
            Some(_) => day(one.decided_on),
        };
        let mut decided = TableCell::text(decided);
        if one.is_late(material.this.reading.settings.report_date) {
            decided.text.extend([Inline::LineBreak, Inline::Text(words.get("application.late"))]);
        }
        body(vec![
            TableCell::text(organisation(material, &one.organisation)),
            TableCell::text(words.get(&format!("application.{}", one.kind))),
            TableCell::text(day(one.received_on)),
            decided,
            TableCell::text(clean(&one.decision)),
        ])
    });
    let titles = [
        ("organisation", Alignment::Left, 36),
        ("to_become", Alignment::Left, 28),
        ("came", Alignment::Left, 22),
        ("decided", Alignment::Left, 24),
        ("decision", Alignment::Left, 24),
    ];
    Ok(content(material, &titles, rows.collect()))
}

/// What the Steering Committee is asked to decide.
pub(super) fn decisions(material: &Material) -> Result<Content, Trouble> {
    let rows = material.this.reading.governance.decisions.iter().map(|one| {
        let text = |titles: &model::pact::Titles| clean(titles.in_language(&material.language));
        let mut asked = vec![Inline::Strong(vec![Inline::Text(text(&one.title))])];
        asked.extend([Inline::LineBreak, Inline::Text(text(&one.text))]);
        body(vec![
            TableCell::text(clean(&one.number)),
            TableCell { text: asked },
            TableCell { text: vec![section_link(&clean(&one.section))] },
        ])
    });
    let titles = [
        ("number", Alignment::Left, 6),
        ("decision_asked", Alignment::Left, 72),
        ("rests_on", Alignment::Left, 28),
    ];
    Ok(content(material, &titles, rows.collect()))
}

/// A link to the heading of that text, as far as the document turns out to have one.
fn section_link(title: &str) -> Inline {
    Inline::Link {
        target: format!("{TO_HEADING}{title}"),
        text: vec![Inline::Text(title.to_owned())],
    }
}

/// The outputs of the Pact published in the period, by day.
pub(crate) fn published(material: &Material) -> Vec<&PactOutput> {
    let period = period(material);
    let all = material.this.reading.outputs.iter();
    let mut outputs: Vec<&PactOutput> = all
        .filter(|one| one.published_by(period.end))
        .filter(|one| one.published_on.is_some_and(|day| day >= period.start))
        .collect();
    outputs.sort_by_key(|one| (one.published_on, one.id.clone()));
    outputs
}

/// The table of them.
pub(super) fn outputs(material: &Material) -> Result<Content, Trouble> {
    let rows = published(material).into_iter().map(|one| {
        let title = vec![Inline::Text(clean(one.title.in_language(&material.language)))];
        let is_web = one.link.starts_with("https://") || one.link.starts_with("http://");
        let title = match is_web {
            true => vec![Inline::Link { target: clean(&one.link), text: title }],
            false => title,
        };
        let mut groups = material.this.reading.governance.working_groups.iter();
        let group = groups.find(|group| group.id.as_str() == one.working_group);
        let group = group.map(|group| group.title.in_language(&material.language));
        let languages: Vec<String> = one.languages.iter().map(|code| clean(code)).collect();
        body(vec![
            TableCell { text: title },
            TableCell::text(material.words.get(&format!("output.{}", one.kind))),
            TableCell::text(clean(group.unwrap_or(&one.working_group))),
            TableCell::text(one.published_on.map_or_else(String::new, |d| material.words.date(d))),
            TableCell::text(languages.join(", ")),
        ])
    });
    let titles = [
        ("output", Alignment::Left, 40),
        ("kind", Alignment::Left, 18),
        ("working_group", Alignment::Left, 26),
        ("published", Alignment::Left, 22),
        ("languages", Alignment::Left, 16),
    ];
    Ok(content(material, &titles, rows.collect()))
}

/// The corrections that were laid over answers: those of the participant the page is about, or all.
pub(crate) fn corrected(material: &Material) -> Vec<&Correction> {
    let all = material.this.reading.corrections.iter();
    all.filter(|one| one.applied_to.is_some())
        .filter(|one| material.about.as_ref().is_none_or(|about| *about == one.participant))
        .collect()
}

/// What was corrected, why and on whose authority. Values that may not be published are withheld; the page of a
/// participant, for the office only, shows them all.
pub(super) fn corrections(material: &Material) -> Result<Content, Trouble> {
    let words = &material.words;
    let own_page = material.about.is_some();
    let why_withheld = |one: &Correction| match own_page {
        true => None,
        false => material.this.results.correction_withheld(&material.this.reading, one),
    };
    let rows = corrected(material).into_iter().map(|one| {
        let withheld = why_withheld(one);
        let value = |text: &str| match (withheld, text.trim()) {
            (Some(_), _) => words.get("nothing.withheld.prose"),
            (None, "") => words.get("correction.nothing"),
            (None, text) => clean(text),
        };
        let why = words.fill(
            "correction.why",
            &[
                ("reason", clean(&one.reason).as_str().trim_end_matches('.')),
                ("authority", clean(&one.authority).as_str()),
            ],
        );
        let mut answer = vec![Inline::Text(answer_label(material, one))];
        if !own_page {
            let name = material.participant_name(one.participant.as_str());
            answer.splice(..0, [Inline::Strong(vec![Inline::Text(name)]), Inline::LineBreak]);
        }
        body(vec![
            TableCell { text: answer },
            TableCell::text(value(&one.was)),
            TableCell::text(value(&one.now)),
            TableCell::text(why),
            TableCell::text(one.date.map_or_else(String::new, |day| words.date(day))),
        ])
    });
    let titles = [
        (if own_page { "answer" } else { "corrected_answer" }, Alignment::Left, 34),
        ("was", Alignment::Left, 22),
        ("now", Alignment::Left, 22),
        ("why", Alignment::Left, 48),
        ("day", Alignment::Left, 22),
    ];
    let reasons: BTreeSet<CorrectionWithheld> =
        corrected(material).into_iter().filter_map(why_withheld).collect();
    let said = reasons.iter().map(|reason| words.get(&format!("correction_withheld.{reason}")));
    let notes = said.map(|text| vec![Inline::Text(text)]).collect();
    Ok(Content { notes, ..content(material, &titles, rows.collect()) })
}

/// The label of the answer a correction is about, with the row of its table.
fn answer_label(material: &Material, one: &Correction) -> String {
    let form = &material.this.reading.questionnaire;
    let language = &material.language;
    let Some((repeat, column)) = one.question.split_once('.') else {
        let question = form.question(&one.question);
        return clean(question.map_or(&*one.question, |q| q.label.in_language(language)));
    };
    let Some(section) = form.section(repeat) else {
        return clean(&one.question);
    };
    let mut questions = section.questions.iter();
    let question = questions.find(|question| question.name == column);
    let values = [
        ("table", clean(section.label.in_language(language))),
        ("column", clean(question.map_or(column, |q| q.label.in_language(language)))),
        ("row", one.row.map_or_else(String::new, |row| row.to_string())),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    material.words.fill("correction.cell", &values)
}

/// Name of an organisation: that of a participant or supporter by its id, else as it is written.
pub(crate) fn organisation(material: &Material, written: &str) -> String {
    if material.register.knows(written) {
        return material.participant_name(written);
    }
    let supporter = material.supporters.iter().find(|one| one.id.as_str() == written);
    clean(supporter.map_or(written, |one| &one.name))
}

fn period(material: &Material) -> &Period {
    &material.this.reading.settings.period
}

/// Whether a time that may be open at both ends shares a day with a period.
fn overlaps(start: Option<Date>, end: Option<Date>, period: &Period) -> bool {
    start.is_none_or(|start| start <= period.end) && end.is_none_or(|end| end >= period.start)
}

fn term(material: &Material, start: Option<Date>, end: Option<Date>) -> String {
    let words = &material.words;
    let day = |day: Date| words.date(day);
    match (start, end) {
        (Some(start), Some(end)) => {
            words.fill("period", &[("start", &day(start)), ("end", &day(end))])
        }
        (Some(start), None) => words.fill("since", &[("start", &day(start))]),
        (None, Some(end)) => words.fill("until", &[("end", &day(end))]),
        (None, None) => String::new(),
    }
}

fn content(material: &Material, titles: &[(&str, Alignment, u8)], rows: Vec<Row>) -> Content {
    Content { columns: columns(material, titles), rows, notes: Vec::new() }
}
