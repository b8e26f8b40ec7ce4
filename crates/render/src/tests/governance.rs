//! What the report says of how the Pact worked, in the Secretariat's own words and tables.

use std::collections::BTreeMap;

use model::governance::*;
use model::pact::Titles;
use model::{CellAddress, Date, Place};

use super::sample::{Sample, sample};
use super::{context, rendered, text, with_body};
use crate::{document, shipped_templates};

fn place() -> Place {
    Place::line("inputs/2026/events.csv", 2, 1)
}

fn event(date: Date, title: &str, kind: EventKind, organisations: Option<i64>) -> Event {
    Event {
        date,
        title: Titles::one("en", title),
        kind,
        working_group: "repair".into(),
        host: "fair-label".into(),
        organisations,
        place: place(),
    }
}

/// The sample with every register filled.
fn with_registers() -> Sample {
    let mut sample = sample();
    let id = |text: &str| model::Identifier::parse(text).unwrap();
    let day = Date::constant;
    let seat = |organisation: &str, seat, start, end| CommitteeSeat {
        organisation: organisation.into(),
        seat,
        term_start: Some(start),
        term_end: end,
        place: place(),
    };
    let governance = &mut sample.this.0.governance;
    governance.committee = vec![
        seat("The Secretariat", Seat::Secretariat, day(2021, 6, 14), None),
        seat("port-city", Seat::Member, day(2024, 10, 1), Some(day(2026, 9, 30))),
        seat("north-region", Seat::Chair, day(2025, 10, 1), None),
        seat("hill-county", Seat::Member, day(2021, 6, 14), Some(day(2023, 6, 13))),
    ];
    governance.working_groups = vec![WorkingGroup {
        id: id("repair"),
        title: Titles::one("en", "Repair first"),
        impacts: vec!["carbon".into()],
        chair: "port-city".into(),
        members: vec!["north-region".into(), "Invented Institute".into()],
        since: None,
        until: None,
        place: place(),
    }];
    governance.events = vec![
        event(day(2026, 5, 4), "Batteries", EventKind::Webinar, None),
        event(day(2026, 3, 2), "Group meets", EventKind::WorkingGroup, Some(7)),
        event(day(2024, 3, 2), "Long ago", EventKind::Webinar, Some(70)),
    ];
    governance.applications = vec![Application {
        organisation: "Invented Town".into(),
        kind: ApplicationKind::Participant,
        received_on: Some(day(2026, 3, 3)),
        decided_on: Some(day(2026, 4, 20)),
        decision: "accepted".into(),
        place: place(),
    }];
    governance.decisions = vec![Decision {
        number: "1".into(),
        title: Titles::one("en", "The report"),
        text: Titles::one("en", "To approve this report."),
        section: "The year in short".into(),
        place: place(),
    }];
    tell(
        &mut sample,
        "foreword",
        "We bought for {{ figure(\"volume.direct.amount\") }}.[^1]\n\n# A word\n\n[^1]: Thanks.",
    );
    sample
}

fn tell(sample: &mut Sample, name: &str, markdown: &str) {
    let path = format!("inputs/2026/narrative/{name}.md");
    let text = NarrativeText { path, markdown: markdown.into() };
    let languages = BTreeMap::from([("en".to_owned(), text)]);
    sample.this.0.governance.narrative.insert(name.into(), languages);
}

fn report(sample: &Sample) -> model::Document {
    let made = document("progress-report", &shipped_templates(), &context(sample, true));
    made.unwrap_or_else(|o| panic!("{o} {:?} {}", o.excerpt, o.help))
}

fn headings(made: &model::Document) -> Vec<(u8, String)> {
    let heading = |block: &model::document::Block| match block {
        model::document::Block::Heading { level, text, .. } => {
            Some((*level, model::document::Inline::plain(text)))
        }
        _ => None,
    };
    made.blocks.iter().filter_map(heading).collect()
}

#[test]
fn the_report_shows_how_the_pact_worked() {
    let made = report(&with_registers());
    let all = text(&made.blocks);
    for said in [
        "We bought for EUR",
        "1 | The report To approve this report. | The year in short",
        "Sample Region North | Chair | since 1 October 2025",
        "Port City of Exampleton | Member | 1 October 2024 to 30 September 2026",
        "Repair first Carbon and climate | Port City of Exampleton | Sample Region North, Invented Institute | 1",
        "Webinars |  |  | \n4 May 2026 | Batteries Repair first | Invented Label for Fair Electronics | …",
        "2 March 2026 | Group meets Repair first | Invented Label for Fair Electronics | 7",
        "Invented Town | participant | 3 March 2026 | 20 April 2026 later than a month | accepted",
    ] {
        assert!(all.contains(said), "{said} in {all}");
    }
    assert!(!all.contains("Long ago"), "an event of another period");
    let chair = all.find("North | Chair").unwrap();
    assert!(chair < all.find("The Secretariat | Secretariat").unwrap());
    let names: Vec<String> = headings(&made).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names[0], "Foreword");
    assert!(headings(&made).contains(&(2, "A word".into())), "below its chapter");
    assert_eq!(made.footnotes.len(), 1);
    let decisions = names.iter().position(|name| name == "What the Committee is asked to decide");
    assert!(decisions.unwrap() < names.iter().position(|name| name == "Who took part").unwrap());
}

#[test]
fn a_year_without_these_registers_has_no_empty_heading() {
    let names = headings(&report(&sample()));
    for absent in [
        "Foreword",
        "Highlights",
        "Outlook",
        "How the Pact worked",
        "asked to decide",
        "end of use",
    ] {
        assert!(names.iter().all(|(_, name)| !name.contains(absent)), "{absent}: {names:?}");
    }
}

#[test]
fn a_text_no_template_asks_for_is_still_in_the_report() {
    let mut sample = with_registers();
    tell(&mut sample, "thanks-to-all", "Thank you.");
    let made = report(&sample);
    assert!(headings(&made).contains(&(1, "Thanks to all".into())));
    assert_eq!(text(&made.blocks).matches("Thank you.").count(), 1);
}

#[test]
fn what_is_wrong_in_a_text_is_shown_in_its_file_with_its_line() {
    let cases = [
        ("Fine.\n\n{{ figure(\"volume.direkt.amount\") }}", "volume.direct.amount", 3),
        ("Fine.\n\nSome <b>bold</b>.", "Markdown", 3),
        ("{{ told(\"foreword\") }}", "template of the document", 1),
        ("Fine.\n### Deep", "level", 2),
    ];
    for (markdown, help, line) in cases {
        let mut sample = with_registers();
        tell(&mut sample, "foreword", markdown);
        let body = with_body("# Foreword\n\n{{ told(\"foreword\") }}");
        let refused = document("progress-report", &body, &context(&sample, true)).unwrap_err();
        let place = format!("inputs/2026/narrative/foreword.md, line {line}");
        assert_eq!(refused.place.as_deref(), Some(place.as_str()), "{markdown}: {refused:?}");
        assert!(refused.help.contains(help), "{refused:?}");
    }
    assert!(rendered("{{ told(\"nothing\") }}").unwrap().blocks.is_empty());
}

#[test]
fn corrections_are_shown_and_values_that_must_not_be_published_are_withheld() {
    let mut sample = sample();
    let owner = sample.findings[0].participant.clone().unwrap();
    let correction = |question: &str, row, was: &str, now: &str| Correction {
        participant: owner.clone(),
        question: question.into(),
        row,
        was: was.into(),
        now: now.into(),
        reason: "A zero too many.".into(),
        authority: "the participant's letter".into(),
        date: Some(Date::constant(2026, 12, 1)),
        by: "SB".into(),
        place: place(),
        was_place: place(),
        applied_to: Some(Place::cell("return.xlsx", "P", CellAddress::new(4, 4))),
    };
    let practice = sample.this.0.questionnaire.practices().next().unwrap().name.clone();
    sample.this.0.corrections = vec![
        correction("procurement.amount", Some(5), "124005", "12400.5"),
        correction(&practice, None, "not started", "standard practice"),
        correction("contact_email", None, "jo@example.org", "jane@example.org"),
        Correction { applied_to: None, ..correction("obstacles", None, "NOT APPLIED", "x") },
    ];
    let all = text(&report(&sample).blocks);
    assert!(all.contains("A zero too many. On the authority of the participant's letter"), "{all}");
    assert!(all.contains("not started | standard practice"), "{all}");
    assert!(!all.contains("NOT APPLIED") && !all.contains("@example.org") && !all.contains("SB"));
    assert!(
        notes(&sample).contains("contact details") && !notes(&sample).contains("no single line")
    );
    sample.this.1.withheld.insert(owner.clone());
    let all = text(&report(&sample).blocks);
    assert!(!all.contains("124005") && all.contains("procurement.amount"), "{all}");
    assert!(notes(&sample).contains("no single line is published"), "the reason is said");
}

/// The notes below the table of corrections.
fn notes(sample: &Sample) -> String {
    let made = report(sample);
    let mut tables = made.blocks.iter().filter_map(|block| match block {
        model::document::Block::Table(table) if table.anchor == "corrections" => Some(table),
        _ => None,
    });
    let notes = &tables.next().unwrap().notes;
    notes.iter().map(|note| model::document::Inline::plain(note)).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_decision_rests_on_leads_to_its_section_as_far_as_there_is_one() {
    let mut sample = with_registers();
    let mut other = sample.this.0.governance.decisions[0].clone();
    other.section = "no such section".into();
    sample.this.0.governance.decisions.push(other);
    let made = report(&sample);
    let table = made.blocks.iter().find_map(|block| match block {
        model::document::Block::Table(table) if table.anchor == "decisions" => Some(table),
        _ => None,
    });
    let last = |row: usize| table.unwrap().rows[row].cells[2].text[0].clone();
    let text = |text: &str| vec![model::document::Inline::Text(text.into())];
    let target = "#the-year-in-short".to_owned();
    let link = model::document::Inline::Link { target, text: text("The year in short") };
    assert_eq!(last(0), link);
    assert_eq!(vec![last(1)], text("no such section"));
}

#[test]
fn labels_that_are_no_ecolabels_are_named_where_files_name_them() {
    let mut sample = sample();
    let label = |label: &str, type_one| model::registers::Ecolabel {
        label: label.into(),
        type_one,
        words: Vec::new(),
        note: String::new(),
    };
    sample.pact.ecolabels =
        vec![label("ENERGY STAR", false), label("ENERGY", false), label("Blue Sample", true)];
    assert!(!text(&report(&sample).blocks).contains("ENERGY"), "no file names it");
    sample.this.0.faults.push(model::Fault {
        kind: model::FaultKind::LabelNotCounted,
        participant: None,
        place: place(),
        raw: "ENERGY STAR in 12 rows, this one first".into(),
        field: "labels".into(),
        label: String::new(),
        expected: String::new(),
        context: Vec::new(),
    });
    let all = text(&report(&sample).blocks);
    assert!(all.contains("count as not labelled: ENERGY STAR."), "{all}");
}
