//! The registers of how the Pact worked, as CSV.

use model::governance::{Governance, Seat};
use model::pact::{ImpactCategory, Titles};
use model::{Fault, FaultKind, Identifier, Obstacle};

use super::super::testing::{files, register};
use super::{GovernanceInputs, Organisations, governance};
use crate::submission::tests::fixture::Fixture;

const GROUPS: &str = "id,title,impacts,chair,members,since,until\n\
                      repair,Repair,carbon,north,north; Invented Institute,2025-01-01,\n";

fn read(texts: &[(&str, &str)]) -> (Result<Governance, Vec<Obstacle>>, Vec<Fault>) {
    let files = files(texts);
    let register = register(&["north", "south"]);
    let supporters = [Identifier::parse("fair-label").unwrap()];
    let mut pact = Fixture::new().pact;
    pact.impacts =
        vec![ImpactCategory { id: "carbon".into(), title: Titles::one("en", "C"), since: None }];
    let organisations = Organisations { register: &register, supporters: &supporters };
    let inputs =
        GovernanceInputs { files: &files, year_folder: "inputs/2026", pact: &pact, organisations };
    let mut faults = Vec::new();
    let read = governance(&inputs, &mut faults);
    (read, faults)
}

#[test]
fn every_register_may_be_missing() {
    let (read, faults) = read(&[]);
    assert_eq!((read.unwrap(), faults.len()), (Governance::default(), 0));
}

#[test]
fn rows_are_read_with_ids_names_and_languages() {
    let (read, faults) = read(&[
        (
            "inputs/2026/committee.csv",
            "organisation;seat;term_start;term_end\nnorth;chair;2025-10-01;\nThe Secretariat;secretariat;;\n",
        ),
        ("inputs/2026/working-groups.csv", GROUPS),
        (
            "inputs/2026/events.csv",
            "date,title,title::French (fr),kind,working_group,host,organisations\n2026-03-03,Day,Jour,webinar,repair,fair-label,14\n",
        ),
        (
            "inputs/2026/applications.csv",
            "organisation,kind,received_on,decided_on,decision\nInvented Town,participant,2026-01-05,2026-02-01,accepted\nInvented Label,supporter,2026-09-01,,\n",
        ),
        (
            "inputs/2026/decisions.csv",
            "number,title,text,section\n1,Approve,To approve the report.,The year in short\n",
        ),
        ("inputs/2026/narrative/foreword.md", "Hello\r\n"),
        ("inputs/2026/narrative/foreword.fr.md", "Bonjour"),
        ("inputs/2026/narrative/README.txt", "no text"),
    ]);
    assert_eq!(faults, []);
    let read = read.unwrap();
    assert_eq!(read.committee.len(), 2);
    assert_eq!(
        (read.committee[0].seat, read.committee[0].organisation.as_str()),
        (Seat::Chair, "north")
    );
    assert_eq!(read.committee[0].place.to_string(), "inputs/2026/committee.csv!2:1");
    assert_eq!(read.working_groups[0].members, ["north", "Invented Institute"]);
    assert_eq!(read.events[0].title.in_language("fr"), "Jour");
    assert_eq!(read.events[0].organisations, Some(14));
    assert_eq!(read.applications[1].decided_on, None);
    assert_eq!(read.decisions[0].section, "The year in short");
    let languages: Vec<_> = read.narrative["foreword"].iter().collect();
    assert_eq!(languages.len(), 2);
    assert_eq!(read.narrative["foreword"]["en"].markdown, "Hello\n");
    assert_eq!(read.narrative["foreword"]["fr"].path, "inputs/2026/narrative/foreword.fr.md");
}

#[test]
fn what_cannot_be_used_is_a_fault_at_its_cell_and_the_other_rows_count() {
    let cases = [
        ("committee", "organisation,seat\nnroth,chair\n", "2:1", "did you mean `north`"),
        ("committee", "organisation,seat\nnorth,president\n", "2:2", "one of `chair`"),
        (
            "committee",
            "organisation,seat,term_start,term_end\nnorth,chair,2026-01-01,2025-01-01\n",
            "2:4",
            "on or after",
        ),
        ("working-groups", "id,title,impacts\nrepair,Repair,carbn\n", "2:3", "one of `carbon`"),
        (
            "working-groups",
            "id,title,members\nrepair,Repair,north; soth\n",
            "2:3",
            "`soth` is neither",
        ),
        ("events", "date,title,kind\n03.03.2026,Day,webinar\n", "2:1", "2026-09-30"),
        ("events", "date,title,kind\n2026-03-03,Day,party\n", "2:3", "one of"),
        (
            "events",
            "date,title,kind,working_group\n2026-03-03,Day,webinar,repairs\n",
            "2:4",
            "did you mean `repair`",
        ),
        (
            "events",
            "date,title,kind,organisations\n2026-03-03,Day,webinar,12.5\n",
            "2:4",
            "whole number",
        ),
        (
            "applications",
            "organisation,kind,received_on,decided_on\nTown,participant,2026-03-03,2026-03-01\n",
            "2:4",
            "on or after",
        ),
        (
            "applications",
            "organisation,kind,received_on,decision\nTown,participant,2026-03-03,accepted\n",
            "2:1",
            "the day of the decision",
        ),
        ("decisions", "number,title,text\n1,Approve,\n", "2:3", "an entry"),
    ];
    for (name, text, place, expected) in cases {
        let path = format!("inputs/2026/{name}.csv");
        let mut texts = vec![(path.as_str(), text)];
        if name != "working-groups" {
            texts.push(("inputs/2026/working-groups.csv", GROUPS));
        }
        let (read, faults) = read(&texts);
        assert!(read.is_ok(), "{name}");
        let [fault] = &faults[..] else { panic!("{name}: {faults:?}") };
        assert_eq!(fault.kind, FaultKind::BadRegisterValue);
        assert_eq!(fault.place.to_string(), format!("{path}!{place}"), "{text}");
        assert!(fault.expected.contains(expected), "{}", fault.expected);
    }
}

#[test]
fn an_id_stands_once_and_a_text_is_utf_8() {
    let twice = format!("{GROUPS}repair,Again,,,,,\n");
    let (read_twice, faults) = read(&[("inputs/2026/working-groups.csv", &twice)]);
    assert_eq!(read_twice.unwrap().working_groups.len(), 1);
    assert_eq!(faults[0].kind, FaultKind::DuplicateIdentifier);
    let columns_missing = read(&[("inputs/2026/events.csv", "date,title\n")]).0.unwrap_err();
    assert!(columns_missing[0].what.contains("`kind` is missing"), "{}", columns_missing[0].what);
}
