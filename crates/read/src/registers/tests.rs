//! Registers as offices write them, good and bad.

use std::collections::BTreeMap;

use model::registers::OutputStatus;
use model::{Date, Fault, FaultKind, InputFile, Obstacle};

use super::testing::{files, register};
use super::*;

const HEADER: &str = "id,name,country,procuring_since,coordinating_since,left";

fn participant_files(rows: &str) -> BTreeMap<String, InputFile> {
    files(&[("inputs/participants.csv", &format!("{HEADER}\n{rows}"))])
}

fn obstacles(rows: &str) -> Vec<Obstacle> {
    participants(&participant_files(rows), &mut Vec::new()).unwrap_err()
}

#[test]
fn participants_are_read_with_their_places() {
    let rows = "north,\"North, Region of\",nl,2021-06-14,2023-01-01,\n\nunited-office,United Office,XX,,2022-01-01,2025-12-31\n";
    let register = participants(&participant_files(rows), &mut Vec::new()).unwrap();
    let [north, united] = &register.rows[..] else { panic!("two rows") };
    assert_eq!((north.name.as_str(), north.country.as_str()), ("North, Region of", "NL"));
    assert_eq!(north.place.to_string(), "inputs/participants.csv!2:1");
    assert_eq!(united.place.to_string(), "inputs/participants.csv!4:1");
    assert_eq!(united.left, Some(Date::constant(2025, 12, 31)));
    assert_eq!(united.procuring_since, None);
}

#[test]
fn a_register_without_participants_is_one() {
    let register = participants(&participant_files(""), &mut Vec::new()).unwrap();
    assert!(register.rows.is_empty());
}

#[test]
fn a_faulty_row_of_participants_stops_the_run() {
    let cases = [
        ("North,North,NL,2021-06-14,,", "2:1", "`North`"),
        ("north,,NL,2021-06-14,,", "2:2", "blank"),
        ("north,North,UK,2021-06-14,,", "2:3", "`UK`"),
        ("north,North,NL,14/06/2021,,", "2:4", "a day such as"),
        ("north,North,NL,,,", "2:4", "both are blank"),
        ("north,North,NL,2021-06-14,,2020-01-01", "2:6", "2021-06-14"),
        ("north,North, Region,NL,2021-06-14,,", "2:3", "`Region`"),
        ("north,North,NL,2021-06-14,,,,x", "2:8", "quotation marks"),
        (
            "north,North,NL,2021-06-14,,2024-06-30\nnorth,North,NL,2024-06-30,,",
            "3:1",
            "at the same time",
        ),
        ("north,A,NL,2024-01-01,,\nnorth,B,NL,2021-06-14,,", "2:1", "no last day"),
    ];
    for (rows, place, words) in cases {
        let found = obstacles(rows);
        let place = format!("inputs/participants.csv!{place}");
        let named = found.iter().any(|obstacle| {
            obstacle.place.as_ref() == Some(&place) && obstacle.what.contains(words)
        });
        assert!(named, "{rows}: {found:#?}");
    }
}

#[test]
fn one_id_may_come_back_later() {
    let rows = "north,North,NL,2021-06-14,,2023-12-31\nnorth,North,NL,2025-01-01,,";
    assert!(participants(&participant_files(rows), &mut Vec::new()).is_ok());
}

#[test]
fn a_missing_column_names_the_one_that_was_meant() {
    let text = "id,name,country,procuring_since,coordinating_since,Lefft\n";
    let found = participants(&files(&[("inputs/participants.csv", text)]), &mut Vec::new());
    let found = found.unwrap_err();
    assert_eq!(found.len(), 1);
    assert!(found[0].what.contains("`left` is missing"), "{}", found[0].what);
    assert!(found[0].what.contains("`Lefft`"), "{}", found[0].what);
    assert!(found[0].help.contains("rename that column to `left`"), "{}", found[0].help);
}

#[test]
fn an_unknown_column_is_noted_and_the_register_read() {
    let text = "\u{feff}id;name;country;procuring_since;coordinating_since;left;webiste\r\nnorth;North;NL;2021-06-14;;;x\r\n";
    let mut faults = Vec::new();
    let register = participants(&files(&[("inputs/participants.csv", text)]), &mut faults).unwrap();
    assert_eq!(register.rows.len(), 1);
    let [Fault { kind, raw, expected, .. }] = &faults[..] else { panic!("one fault") };
    assert_eq!((*kind, raw.as_str()), (FaultKind::UnknownColumn, "webiste"));
    assert!(expected.contains("`website`"), "{expected}");
}

#[test]
fn a_register_in_two_files_or_none_is_refused() {
    let both = files(&[("inputs/participants.csv", HEADER), ("inputs/participants.xlsx", "")]);
    let found = participants(&both, &mut Vec::new()).unwrap_err();
    assert!(found[0].what.contains("twice"), "{}", found[0]);
    let found = participants(&BTreeMap::new(), &mut Vec::new()).unwrap_err();
    assert!(found[0].help.contains("participants.csv"), "{}", found[0]);
}

#[test]
fn other_encodings_are_refused_with_the_line() {
    let mut latin = participant_files("");
    let file = latin.get_mut("inputs/participants.csv").unwrap();
    file.bytes = [HEADER.as_bytes(), b"\nnord,R\xe9gion,FR,2021-06-14,,\n"].concat().into();
    let found = participants(&latin, &mut Vec::new()).unwrap_err();
    assert_eq!(found[0].place.as_deref(), Some("inputs/participants.csv!2:1"));
}

#[test]
fn a_faulty_row_of_another_register_is_left_aside() {
    let text = "participant,file,received_on,channel,by\n\
                north,return.xlsx,2026-01-15,email,JD\n\
                nroth,return.xlsx,2026-01-15,email,JD\n\
                north,return.xlsx,15.01.2026,email,JD\n\
                north,return.xlsx,2026-01-15,pigeon,JD\n";
    let mut faults = Vec::new();
    let files = files(&[("inputs/2026/received.csv", text)]);
    let receipts = received(&files, "inputs/2026", &register(&["north"]), &mut faults).unwrap();
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].place.cell_name().as_deref(), Some("2:3"), "its day's own field");
    let found: Vec<_> =
        faults.iter().map(|fault| (fault.place.to_string(), fault.raw.as_str())).collect();
    let place = |cell| format!("inputs/2026/received.csv!{cell}");
    assert_eq!(
        found,
        [(place("3:1"), "nroth"), (place("4:3"), "15.01.2026"), (place("5:4"), "pigeon")]
    );
    assert!(faults[0].expected.contains("`north`"));
    let shown = |text: &str| faults[0].context.iter().any(|cell| cell.text == text);
    assert!(shown("return.xlsx") && !shown("JD"), "who took it in is not shown");
}

#[test]
fn contacts_are_shown_in_no_fault() {
    let text = "participant,name,email,language\nnorth,Ann Example,ann at example,EN\nsouth,Bob,bob@example.org,en\n\
                north,Ann, Example, Dr,x\n";
    let mut faults = Vec::new();
    let files = files(&[("inputs/contacts.csv", text)]);
    let contacts = contacts(&files, &register(&["north"]), &mut faults).unwrap();
    assert!(contacts.is_empty());
    let shown = format!("{faults:?}");
    for personal in ["Ann", "ann at", "Bob", "bob@", "Dr"] {
        assert!(!shown.contains(personal), "{shown}");
    }
    assert_eq!(faults.len(), 3);
}

#[test]
fn outputs_have_titles_by_language_and_ids_once() {
    let text = "id,title,title::French (fr),kind,status,published_on,impacts,downloads\n\
                circular-laptops,Circular laptops,Ordinateurs circulaires,mini-guide,published,2025-03-01,circularity; carbon,12\n\
                circular-laptops,Again,,manual,draft,,,\n\
                fair-screens,Fair screens,,criteria,published,,fairness,\n\
                servers,Servers,,criteria,draft,,energy,\n";
    let pact = files(&[("inputs/pact.toml", "title = \"P\"\nends_on = 2030-12-31\n")]);
    let pact = crate::settings::pact(&pact["inputs/pact.toml"]).unwrap();
    let mut faults = Vec::new();
    let files = files(&[("inputs/2026/outputs.csv", text)]);
    let outputs = outputs(&files, "inputs/2026", &pact, &mut faults).unwrap();
    assert_eq!(outputs.len(), 1);
    assert_eq!(outputs[0].title.in_language("fr"), "Ordinateurs circulaires");
    assert_eq!(outputs[0].title.in_language("de"), "Circular laptops");
    assert_eq!(outputs[0].impacts, ["circularity", "carbon"]);
    assert_eq!(outputs[0].status, OutputStatus::Published);
    let kinds: Vec<_> =
        faults.iter().map(|fault| (fault.kind, fault.place.cell_name().unwrap())).collect();
    assert_eq!(
        kinds,
        [
            (FaultKind::BadRegisterValue, "4:6".to_owned()),
            (FaultKind::BadRegisterValue, "5:7".to_owned()),
            (FaultKind::DuplicateIdentifier, "3:1".to_owned()),
        ]
    );
}

#[test]
fn a_supporter_may_come_back_but_not_stand_twice() {
    let text = "id,name,country,letter_received_on,ended_on\n\
                label-house,Label House,SE,2021-01-01,2022-12-31\n\
                label-house,Label House,SE,2024-01-01,\n\
                label-house,Label House,SE,2025-01-01,\n";
    let mut faults = Vec::new();
    let supporters = supporters(&files(&[("inputs/supporters.csv", text)]), &mut faults).unwrap();
    assert_eq!(supporters.len(), 2);
    assert_eq!(faults[0].place.to_string(), "inputs/supporters.csv!4:1");
}
