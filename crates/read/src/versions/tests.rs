//! Folders of returns: which version counts, and what is said of everything else.

use jiff::civil::date;
use model::governance::Correction;
use model::registers::Receipt;
use model::submission::VersionOutcome;
use model::{FaultKind, InputFile, Place};

use super::{ReturnsInputs, ReturnsReading, returns};
use crate::submission::tests::fixture::{Fixture, NORTH, correction, id};

/// A return of one sheet, as delimited text: the content tells the format, not the name.
fn filled(level: &str) -> String {
    format!(
        "group:strategies,question,answer\n,What you do,\n,Say how far you are.,\n,Question,Your answer\n\
         repair,Repair before replacing,{level}\n"
    )
}

fn file(name: &str, text: &str) -> InputFile {
    InputFile {
        path: format!("inputs/2025/returns/{name}").into(),
        bytes: text.as_bytes().into(),
        sha256: String::new(),
    }
}

fn receipt(file: &str, day: i8) -> Receipt {
    Receipt {
        participant: id(NORTH),
        file: file.to_owned(),
        received_on: date(2025, 11, day),
        channel: "email".to_owned(),
        by: String::new(),
        note: String::new(),
        place: Place::line("inputs/2025/received.csv", 2, 1),
    }
}

fn read(files: &[InputFile], receipts: &[Receipt]) -> ReturnsReading {
    read_with(files, receipts, &[], &[])
}

/// The same with corrections, and where some files could not be read from the disk.
fn read_with(
    files: &[InputFile],
    receipts: &[Receipt],
    corrections: &[Correction],
    passed_over: &[(String, String)],
) -> ReturnsReading {
    let fixture = Fixture::new();
    let files: Vec<&InputFile> = files.iter().collect();
    returns(&ReturnsInputs {
        year_folder: "inputs/2025",
        files: &files,
        questionnaire: &fixture.questionnaire,
        settings: &fixture.settings,
        pact: &fixture.pact,
        register: &fixture.register,
        outputs: &[],
        receipts,
        corrections,
        last: None,
        passed_over,
    })
}

fn outcomes(reading: &ReturnsReading) -> Vec<(&str, VersionOutcome)> {
    let name = |path: &'_ str| path.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
    let versions = reading.versions.iter();
    versions.map(|v| (&v.path[name(&v.path)..], v.outcome)).collect()
}

#[test]
fn the_version_received_last_counts_whatever_its_name() {
    let files = [
        file("north-region/return-2.xlsx", &filled("3")),
        file("north-region/return.xlsx", &filled("4")),
    ];
    let reading = read(&files, &[receipt("return.xlsx", 20), receipt("return-2.xlsx", 10)]);
    assert_eq!(
        outcomes(&reading),
        [("return-2.xlsx", VersionOutcome::Superseded), ("return.xlsx", VersionOutcome::Counts),]
    );
    let counted = &reading.returns[NORTH];
    assert_eq!(counted.answer("repair").choice(), Some("4"));
    assert!(!counted.provisional);
    // Without receipts the names decide.
    assert_eq!(read(&files, &[]).returns[NORTH].answer("repair").choice(), Some("3"));
}

#[test]
fn the_tenth_version_of_a_day_comes_after_the_second() {
    let names = ["return-2025-11-03-10", "return-2025-11-03-2", "return-2025-11-03"];
    let files = names.map(|name| file(&format!("north-region/{name}.xlsx"), &filled("3")));
    let receipts = names.map(|name| receipt(&format!("{name}.xlsx"), 3));
    for receipts in [&receipts[..], &[]] {
        let reading = read(&files, receipts);
        let order: Vec<&str> = outcomes(&reading).into_iter().map(|(name, _)| name).collect();
        let oldest_first: Vec<String> =
            names.iter().rev().map(|name| format!("{name}.xlsx")).collect();
        assert_eq!(order, oldest_first);
    }
}

#[test]
fn a_newer_version_that_cannot_be_used_leaves_the_older_one_provisional() {
    let files = [
        file("north-region/return.xlsx", &filled("3")),
        file("north-region/return_2.xlsx", "PK\u{3}\u{4}broken off"),
        file("north-region/return_3.xlsx", &filled("")),
    ];
    let reading = read(&files, &[]);
    assert_eq!(
        outcomes(&reading),
        [
            ("return.xlsx", VersionOutcome::Counts),
            ("return_2.xlsx", VersionOutcome::Unusable),
            ("return_3.xlsx", VersionOutcome::Empty),
        ]
    );
    assert!(reading.returns[NORTH].provisional);
    let newer: Vec<(&str, &str)> = reading
        .faults
        .iter()
        .filter(|fault| fault.kind == FaultKind::NewerVersionUnusable)
        .map(|fault| (fault.raw.as_str(), fault.field.as_str()))
        .collect();
    assert_eq!(newer, [("return_2.xlsx", "return.xlsx"), ("return_3.xlsx", "return.xlsx")]);
}

#[test]
fn a_wish_that_volume_be_withheld_holds_in_a_form_that_does_not_count() {
    let asking = |days: &str| {
        format!(
            "group:organisation,question,answer\n,Your organisation,\n,Who you are.,\n,Question,Your answer\n\
             {days}protect_volume,Withhold your volume?,yes\n"
        )
    };
    let last_year = "period_start,First day,2023-01-01\nperiod_end,Last day,2023-12-31\n";
    for (form, outcome) in
        [(asking(""), VersionOutcome::Empty), (asking(last_year), VersionOutcome::Unusable)]
    {
        let reading = read(&[file("north-region/return.xlsx", &form)], &[]);
        assert_eq!(outcomes(&reading), [("return.xlsx", outcome)]);
        assert_eq!(reading.protecting_in_any_form, [id(NORTH)].into());
    }
    let older = [
        file("north-region/return.xlsx", &asking("")),
        file("north-region/return_2.xlsx", &filled("3")),
    ];
    assert!(
        read(&older, &[]).protecting_in_any_form.is_empty(),
        "the newest form says no more of it"
    );
}

#[test]
fn nothing_in_a_folder_is_passed_over_in_silence_but_office_litter() {
    let files = [
        file("north-region/return.xlsx", &filled("3")),
        file("north-region/return (1).xlsx", &filled("4")),
        file("north-region/return (conflicted copy 2025-11-02).xlsx", &filled("4")),
        file("north-region/return-late.xlsx", ""),
        file("north-region/letter.pdf", "%PDF"),
        file("north-region/old/return.xlsx", &filled("0")),
        file("north-region/mapping.toml", "x"),
        file("north-region/supporting/orders.csv", "a,b"),
        file("north-region/received/letter.pdf", "%PDF"),
        file("north-region/~$return.xlsx", "x"),
        file("north-region/.DS_Store", "x"),
        file("north-regin/return.xlsx", &filled("0")),
        file("stray.xlsx", "x"),
    ];
    let reading = read(&files, &[]);
    assert_eq!(outcomes(&reading), [("return.xlsx", VersionOutcome::Counts)]);
    let said: Vec<(FaultKind, &str)> = reading
        .faults
        .iter()
        .filter(|fault| fault.place.cell.is_none() && fault.kind != FaultKind::MissingSheet)
        .map(|fault| (fault.kind, fault.raw.as_str()))
        .collect();
    for expected in [
        (FaultKind::UnexpectedFile, "stray.xlsx"),
        (FaultKind::UnknownParticipantFolder, "north-regin"),
        (FaultKind::UnexpectedFile, "letter.pdf"),
        (FaultKind::UnexpectedFile, "return (1).xlsx"),
        (FaultKind::UnexpectedFile, "return (conflicted copy 2025-11-02).xlsx"),
        (FaultKind::EmptyFile, "return-late.xlsx"),
    ] {
        assert!(said.contains(&expected), "{expected:?}: {said:?}");
    }
    let unexpected = said.iter().filter(|(kind, _)| *kind == FaultKind::UnexpectedFile);
    assert_eq!(unexpected.count(), 5);
    let folder = reading.faults.iter().find(|f| f.kind == FaultKind::UnknownParticipantFolder);
    assert!(folder.unwrap().expected.contains("`north-region`"));
}

#[test]
fn what_the_disk_does_not_give_is_said_for_its_participant() {
    let passed_over = ["return-2.xlsx", "supporting/orders.csv", "~$return.xlsx"].map(|name| {
        let path = format!("inputs/2025/returns/north-region/{name}");
        (path, "the computer does not open it (permission denied): allow it".to_owned())
    });
    let files = [file("north-region/return.xlsx", &filled("3"))];
    let reading = read_with(&files, &[], &[], &passed_over);
    assert_eq!(
        outcomes(&reading),
        [("return.xlsx", VersionOutcome::Counts), ("return-2.xlsx", VersionOutcome::Unusable)]
    );
    assert!(reading.returns[NORTH].provisional);
    let unread = reading.faults.iter().filter(|fault| fault.kind == FaultKind::UnreadableFile);
    let said: Vec<(&str, &str, &str, &str)> = unread
        .map(|f| {
            let participant = f.participant.as_ref().map_or("", |id| id.as_str());
            (participant, f.label.as_str(), f.raw.as_str(), f.expected.as_str())
        })
        .collect();
    let (cause, expected) =
        ("the computer does not open it (permission denied)", "a file that can be read; allow it");
    assert_eq!(
        said,
        [(NORTH, "orders.csv", cause, expected), (NORTH, "return-2.xlsx", cause, expected),]
    );
    let alone = read_with(&[], &[], &[], &passed_over[..1]);
    assert_eq!(outcomes(&alone), [("return-2.xlsx", VersionOutcome::Unusable)]);
    assert!(alone.returns.is_empty());
}

#[test]
fn a_letter_without_a_return_is_to_be_transcribed() {
    let letter = || file("north-region/received/letter of 3 November.pdf", "%PDF");
    let scan = || file("north-region/received/scan.tif", "II");
    let reading = read(&[letter(), scan()], &[]);
    let [fault] = &reading.faults[..] else { panic!("{:?}", reading.faults) };
    assert_eq!(fault.kind, FaultKind::AnsweredInALetter);
    assert_eq!(fault.raw, "letter of 3 November.pdf, scan.tif");
    assert_eq!(fault.participant.as_ref().map(|id| id.as_str()), Some(NORTH));
    let letters = |reading: &ReturnsReading| {
        reading.faults.iter().filter(|fault| fault.kind == FaultKind::AnsweredInALetter).count()
    };
    let with_return = [letter(), file("north-region/return.xlsx", &filled("3"))];
    assert_eq!(letters(&read(&with_return, &[])), 0);
    let empty = [letter(), file("north-region/return.xlsx", &filled(""))];
    assert_eq!(letters(&read(&empty, &[])), 1, "an empty form holds no answers");
}

#[test]
fn corrections_are_laid_over_the_version_that_counts() {
    let correction = |was: &str, now: &str| correction("repair", None, was, now);
    let files = [
        file("north-region/return.xlsx", &filled("3")),
        file("north-region/return-2.xlsx", &filled("0")),
    ];
    let read = |own: &[Correction], files: &[InputFile]| read_with(files, &[], own, &[]);
    let not_applied = |reading: &ReturnsReading| {
        reading.faults.iter().filter(|f| f.kind == FaultKind::CorrectionNotApplied).count()
    };
    let newer = read(&[correction("0", "4")], &files);
    assert_eq!(newer.returns[NORTH].answer("repair").choice(), Some("4"));
    let cell = newer.corrections[0].applied_to.as_ref().map(ToString::to_string);
    assert_eq!(cell.as_deref(), Some("inputs/2025/returns/north-region/return-2.xlsx!5:3"));
    assert_eq!(not_applied(&newer), 0);
    // It was written for the version before; the new one says something else.
    let older = read(&[correction("3", "4")], &files);
    assert_eq!(older.returns[NORTH].answer("repair").choice(), Some("0"));
    assert_eq!((not_applied(&older), older.corrections[0].applied_to.clone()), (1, None));
    let nothing = read(&[correction("3", "4")], &[]);
    assert_eq!((not_applied(&nothing), nothing.corrections.len()), (1, 1));
}
