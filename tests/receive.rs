//! `cfit receive`: what came in goes into its place, or it is said why not and what to do.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Run, cfit, example, files, outside, python, replace, source};

/// The example without the returns of some participants in 2026, and a folder for what arrives.
fn office(without: &[&str]) -> (TempDir, TempDir) {
    let office = example();
    for id in without {
        fs::remove_dir_all(office.path().join("inputs/2026/returns").join(id)).unwrap();
    }
    (office, TempDir::new().unwrap())
}

/// Puts a file of the example among what arrives, under a name of its sender's.
fn arrives(mail: &TempDir, from: &str, name: &str) -> PathBuf {
    let path = mail.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::copy(source().join("inputs").join(from), &path).unwrap();
    path
}

fn receive(office: &TempDir, files: &[&Path], options: &[&str]) -> Run {
    let mut arguments = vec!["receive"];
    arguments.extend(files.iter().map(|path| path.to_str().unwrap()));
    arguments.extend(options);
    cfit(office.path(), &arguments)
}

fn received(office: &TempDir) -> String {
    fs::read_to_string(office.path().join("inputs/2026/received.csv")).unwrap()
}

const DAY: [&str; 2] = ["--received-on", "2026-11-10"];

#[test]
fn a_form_is_stored_as_it_came_and_a_second_time_not_at_all() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "Rückmeldung (final) v2.xlsx");
    let before = (fs::read(&form).unwrap(), received(&office));
    let options =
        [&DAY[..], &["--channel", "email", "--by", "SB", "--note", "by e-mail; complete"]].concat();
    let run = receive(&office, &[&form], &options);
    let path = "inputs/2026/returns/lindhafen/return-2026-11-10.xlsx";
    run.says(
        0,
        &[
            &format!("stored as {path}"),
            "Lindhafen Central Purchasing Body, 2026: ",
            "questions answered",
        ],
    );
    assert_eq!(fs::read(office.path().join(path)).unwrap(), before.0, "byte for byte");
    assert_eq!(fs::read(&form).unwrap(), before.0, "the sender's file stays");
    let row = "lindhafen,return-2026-11-10.xlsx,2026-11-10,email,SB,by e-mail; complete\n";
    assert_eq!(received(&office), before.1.clone() + row);

    let again = receive(&office, &[&form, &form], &DAY);
    again.says(0, &[&format!("here already, the same to the byte: {path}"), "2 here already."]);
    assert_eq!(received(&office), before.1 + row, "no second row");
    let status = cfit(office.path(), &["status", "--year", "2026", "--format", "json"]).json();
    let rows = status["year"]["participants"].as_array().unwrap();
    let own = rows.iter().find(|row| row["participant"] == "lindhafen").unwrap();
    assert_eq!(
        (&own["state"], &own["received_on"]),
        (&Value::from("returned"), &Value::from("2026-11-10"))
    );
}

#[test]
fn a_folder_is_taken_in_and_what_cannot_be_placed_is_said() {
    let (office, mail) = office(&["lindhafen", "tidal-waters"]);
    arrives(&mail, "2026/returns/lindhafen/return.xlsx", "b/form.xlsx");
    arrives(&mail, "2026/returns/tidal-waters/return.xlsx", "b/tidal.xlsx");
    replace(office.path(), "inputs/participants.csv", "\ntidal-waters,", "\ntidal-water,");
    let put = |name: &str, bytes: &[u8]| fs::write(mail.path().join(name), bytes).unwrap();
    put("zero.xlsx", b"");
    put("page.xls", b"<html><body><table><tr><td>Laptops</td></tr></table></body></html>");
    put("scan.pdf", b"%PDF-1.4");
    put("orders.xlsx", b"Date;Amount\n2026-01-01;12,5\n2026-01-02;13,5\n");
    put("all.zip", b"PK\x05\x06");
    put("form.lnk", b"L\0\0\0");
    put("Thumbs.db", b"x");
    put("half.xlsx", b"PK\x03\x04 broken off");
    let run = receive(&office, &[mail.path()], &DAY);
    run.says(
        1,
        &[
            "stored as inputs/2026/returns/lindhafen/return-2026-11-10.xlsx",
            "it says that it is the form of `tidal-waters`, which is no participant",
            "is `tidal-water` meant?",
            "it is empty (0 bytes)",
            "a web page with a spreadsheet's name",
            "a letter or a scan does not say whose it is",
            &format!(
                "cfit receive --year 2026 --participant ID {}/scan.pdf",
                mail.path().display()
            ),
            "it is no form of a return, so it does not say whose it is",
            "it is packed",
            "it only says where the file is",
            "passed over: left behind by Windows",
            "the file is damaged",
            "10 files: 1 stored, 8 not stored, 1 passed over.",
        ],
    );
    let nothing =
        receive(&office, &[&mail.path().join("zero.xlsx"), &mail.path().join("gone.xlsx")], &[]);
    nothing.says(2, &["there is no such file"]);
    let empty = TempDir::new().unwrap();
    receive(&office, &[empty.path()], &[]).says(2, &["a folder with no file in it"]);
    receive(&office, &[office.path()], &[]).says(2, &["the workspace itself lies in this folder"]);
    receive(&office, &[mail.path()], &["--received-on", "2999-01-01"])
        .says(2, &["has not come yet"]);
    receive(&office, &[mail.path()], &["--participant", "lindhaven"])
        .says(2, &["is `lindhafen` meant?"]);
}

#[test]
fn what_does_not_say_whose_it_is_goes_where_it_is_told() {
    let (office, mail) = office(&[]);
    let put = |name: &str, bytes: &[u8]| {
        fs::write(mail.path().join(name), bytes).unwrap();
        mail.path().join(name)
    };
    let orders = put("Bestellungen: 2026.xlsx", b"Date;Amount\n2026-01-01;12,5\n2026-01-02;13,5\n");
    let letter = put("Begleitbrief.pdf", b"%PDF-1.4 one");
    let whose = [&DAY[..], &["--participant", "skogvik", "--format", "json"]].concat();
    let run = receive(&office, &[&orders, &letter], &whose);
    let folder = "inputs/2026/returns/skogvik";
    let stored = |run: &Run| -> Vec<(String, String)> {
        let records = run.json();
        let text = |record: &Value, key: &str| record[key].as_str().unwrap().to_owned();
        records
            .as_array()
            .unwrap()
            .iter()
            .map(|own| (text(own, "outcome"), text(own, "path")))
            .collect()
    };
    let expected = |outcome: &str, names: &[&str]| -> Vec<(String, String)> {
        names.iter().map(|name| (outcome.to_owned(), format!("{folder}/{name}"))).collect()
    };
    assert_eq!(run.code, 0, "{}", run.text());
    let names = ["supporting/Bestellungen- 2026.csv", "received/Begleitbrief.pdf"];
    assert_eq!(stored(&run), expected("stored", &names), "text has the ending of text");
    assert!(
        received(&office).contains("skogvik,supporting/Bestellungen- 2026.csv,2026-11-10,,,\n")
    );
    assert!(received(&office).contains("skogvik,received/Begleitbrief.pdf,2026-11-10,,,\n"));

    let other = put("Begleitbrief.pdf", b"%PDF-1.4 another");
    assert_eq!(
        stored(&receive(&office, &[&other, &orders], &whose)),
        [
            expected("stored", &["received/Begleitbrief-2.pdf"]),
            expected("already_here", &["supporting/Bestellungen- 2026.csv"]),
        ]
        .concat()
    );
    assert_eq!(
        fs::read(office.path().join(folder).join("received/Begleitbrief.pdf")).unwrap(),
        b"%PDF-1.4 one"
    );
}

#[test]
fn a_form_is_never_put_into_anothers_folder_or_year() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    let old = arrives(&mail, "2025/returns/skogvik/return.xlsx", "old.xlsx");
    let before = files(office.path());
    receive(&office, &[&form], &["--participant", "skogvik"]).says(
        2,
        &["it is the form of Lindhafen Central Purchasing Body (`lindhafen`), not of Region Skogvik (`skogvik`)"],
    );
    receive(&office, &[&form], &["--year", "2025"])
        .says(2, &["it is the form of 2026, not of 2025"]);
    receive(&office, &[&old], &["--year", "2026"])
        .says(2, &["it is the form of 2025, not of 2026"]);
    receive(&office, &[&old], &[]).says(
        1,
        &[
            "here already, the same to the byte: inputs/2025/returns/skogvik/return.xlsx",
            "It is the return of 2025 again.",
        ],
    );
    assert_eq!(files(office.path()), before, "nothing was written");
    fs::remove_dir_all(office.path().join("inputs/2025")).unwrap();
    receive(&office, &[&old], &[])
        .says(2, &["it is the form of 2025; the years here are 2026", "cfit forms --year 2026"]);
}

#[test]
fn a_row_that_is_missing_is_added_and_a_folder_filled_by_hand_is_not_doubled() {
    let (office, _mail) = office(&[]);
    let before = received(&office);
    let rows: Vec<&str> = before.lines().filter(|line| !line.starts_with("lindhafen,")).collect();
    fs::write(office.path().join("inputs/2026/received.csv"), rows.join("\r\n")).unwrap();
    let own = office.path().join("inputs/2026/returns/lindhafen/return.xlsx");
    receive(&office, &[&own], &DAY)
        .says(0, &["its row in received.csv was missing and is there now"]);
    let row = "\r\nlindhafen,return.xlsx,2026-11-10,,,\r\n";
    assert_eq!(received(&office), rows.join("\r\n") + row, "line ends as they were");
    receive(&office, &[&own], &DAY).says(0, &["here already"]);
    assert_eq!(received(&office), rows.join("\r\n") + row);
}

#[test]
fn a_register_kept_as_a_workbook_gets_its_row_by_hand() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    let Some(python) = python() else { return };
    fs::remove_file(office.path().join("inputs/2026/received.csv")).unwrap();
    let register = office.path().join("inputs/2026/received.xlsx");
    let code = "import openpyxl, sys; w = openpyxl.Workbook(); w.active.append(['participant', 'file', 'received_on', 'channel', 'by', 'note']); w.save(sys.argv[1])";
    outside(&python, &["-c", code, register.to_str().unwrap()]);
    let before = fs::read(&register).unwrap();
    receive(&office, &[&form], &DAY).says(
        1,
        &[
            "inputs/2026/received.xlsx is a workbook, into which this program writes nothing",
            "participant lindhafen, file return-2026-11-10.xlsx, received_on 2026-11-10.",
        ],
    );
    assert_eq!(fs::read(&register).unwrap(), before);
    assert!(!office.path().join("inputs/2026/received.csv").exists());
}

#[test]
fn without_its_row_no_file_stays() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    let before = files(office.path());
    // Another run is writing the register.
    let lock = fs::File::open(office.path().join("inputs/2026")).unwrap();
    if lock.try_lock().is_err() {
        return;
    }
    receive(&office, &[&form], &DAY)
        .says(2, &["NOT STORED: another run is writing `inputs/2026/received.csv`"]);
    assert_eq!(files(office.path()), before);
    assert!(!office.path().join("inputs/2026/returns/lindhafen").exists(), "nor its folder");
    drop(lock);
    receive(&office, &[&form], &DAY).says(0, &["stored as"]);
}

/// Runs Python on a workbook: `code` sees it as `w`, opened with openpyxl, and it is saved anew.
fn changed(path: &Path, code: &str) -> bool {
    let Some(python) = python() else { return false };
    let code = format!(
        "import openpyxl, sys\nw = openpyxl.load_workbook(sys.argv[1])\n{code}\nw.save(sys.argv[1])"
    );
    outside(&python, &["-c", &code, path.to_str().unwrap()]);
    true
}

#[test]
fn a_form_saved_by_another_program_is_told_by_what_is_left_in_it() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    receive(&office, &[&form], &DAY).says(0, &[]);
    // Without the sheet out of sight: the answers say whose it is, and the days of which year.
    if !changed(&form, "del w['_cfit']") {
        return;
    }
    let run = receive(&office, &[&form], &["--received-on", "2026-11-11"]);
    run.says(
        1,
        &[
            "stored as inputs/2026/returns/lindhafen/return-2026-11-11.xlsx",
            "It answers everything as inputs/2026/returns/lindhafen/return-2026-11-10.xlsx does.",
        ],
    );
    // The id was typed over.
    let typed_over = "\
for s in w.worksheets:
    for row in s.iter_rows():
        for c in row:
            if c.value == 'lindhafen': c.value = 'skogvik'";
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "other.xlsx");
    changed(
        &form,
        &format!(
            "cfit = [c.value for c in w['_cfit']['B']]\n{typed_over}\nfor c, v in zip(w['_cfit']['B'], cfit): c.value = v"
        ),
    );
    receive(&office, &[&form], &DAY).says(
        2,
        &["but the answer to participant_id in it is `skogvik`", "ask whose answers they are"],
    );
    receive(&office, &[&form], &["--participant", "lindhafen"])
        .says(2, &["put `lindhafen` into participant_id and receive the file then"]);
}

#[test]
fn a_correction_holds_while_the_file_says_what_it_corrects() {
    let (office, mail) = office(&[]);
    let form = arrives(&mail, "2026/returns/skogvik/return.xlsx", "form.xlsx");
    let units = |office: &TempDir| -> String {
        cfit(office.path(), &["report", "--year", "2026"]);
        let lines = fs::read_to_string(office.path().join("reports/2026/data/lines.csv")).unwrap();
        let own = lines.lines().find(|line| {
            line.starts_with("skogvik,smartphones,") && line.contains("Procurement!F10")
        });
        own.expect("a line of row 10").to_owned()
    };
    let stale = |office: &TempDir| {
        let run = cfit(
            office.path(),
            &["check", "--year", "2026", "--participant", "skogvik", "--format", "json"],
        );
        let findings = run.json();
        let all = findings.as_array().unwrap().clone();
        all.into_iter().filter(|own| own["rule"] == "G111").collect::<Vec<_>>()
    };
    let corrections = "inputs/2026/corrections.csv";
    replace(
        office.path(),
        corrections,
        "procurement.units,10,704,740",
        "procurement.units,10,740,704",
    );
    assert_eq!(stale(&office), Vec::<Value>::new());
    let line = units(&office);
    assert!(
        line.contains(",704,") && line.contains("corrections.csv!4:"),
        "both are named: {line}"
    );

    // A new version with the number mended, in a way of its own.
    let mend = "\
for s in w.worksheets:
    for row in s.iter_rows():
        for c in row:
            if c.row == 10 and c.value == 740: c.value = 741";
    if !changed(&form, mend) {
        return;
    }
    receive(&office, &[&form], &["--received-on", "2026-11-20"]).says(0, &["stored as"]);
    let found = stale(&office);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["file"], "inputs/2026/corrections.csv");
    assert!(found[0]["expected"].as_str().unwrap().contains("it says `741`"), "{found:?}");
    let line = units(&office);
    assert!(line.contains(",741,") && !line.contains("corrections.csv"), "not applied: {line}");
}

#[test]
fn versions_of_one_day_and_versions_that_came_before_are_told_apart() {
    let (office, mail) = office(&[]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    let mend = "\
for s in w.worksheets:
    for row in s.iter_rows():
        for c in row:
            if c.value == 171: c.value = 172";
    if !changed(&form, mend) {
        return;
    }
    let days: Vec<String> = received(&office)
        .lines()
        .filter(|line| line.starts_with("lindhafen,return.xlsx,"))
        .map(|line| line.split(',').nth(2).unwrap().to_owned())
        .collect();
    let [day] = &days[..] else { panic!("{days:?}") };
    receive(&office, &[&form], &["--received-on", "2026-10-02"]).says(
        1,
        &[
            "return-2026-10-02.xlsx",
            &format!("return.xlsx came later, on {day}, and counts instead"),
        ],
    );
    let other = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "other.xlsx");
    changed(&other, &mend.replace("172", "173"));
    receive(&office, &[&other], &["--received-on", "2026-10-02"])
        .says(1, &["stored as inputs/2026/returns/lindhafen/return-2026-10-02-2.xlsx"]);

    // One that was put there by hand and has no row is taken for the newest: that is said.
    let rows = received(&office);
    let rows: Vec<&str> =
        rows.lines().filter(|line| !line.starts_with("lindhafen,return.xlsx,")).collect();
    fs::write(office.path().join("inputs/2026/received.csv"), rows.join("\n") + "\n").unwrap();
    changed(&other, &mend.replace("== 171", "== 173").replace("172", "174"));
    receive(&office, &[&other], &["--received-on", "2026-11-19"]).says(1, &[
        "inputs/2026/returns/lindhafen/return.xlsx has no row in received.csv and is therefore taken for the newer one",
        "inputs/2026/returns/lindhafen/return.xlsx --received-on DATE",
    ]);
}

#[cfg(unix)]
#[test]
fn nothing_is_stored_through_a_link_out_of_the_workspace() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    let outside = TempDir::new().unwrap();
    let link = office.path().join("inputs/2026/returns/lindhafen");
    std::os::unix::fs::symlink(outside.path(), &link).unwrap();
    let before = received(&office);
    receive(&office, &[&form], &DAY).says(
        2,
        &[
            "NOT STORED: `inputs/2026/returns/lindhafen` is a link that leads out of the workspace",
            "put a folder in the place of the link",
        ],
    );
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    assert_eq!(received(&office), before);
}

#[test]
fn a_year_that_was_opened_for_what_comes_next_is_not_the_one_collected() {
    let (office, mail) = office(&[]);
    cfit(office.path(), &["new-year", "2027"]).says(0, &["2027 is opened from 2026"]);
    let orders = mail.path().join("new orders.csv");
    fs::write(&orders, "Date;Amount\n2026-01-01;12,5\n2026-01-02;13,5\n").unwrap();
    receive(&office, &[&orders], &DAY)
        .says(2, &[&format!("cfit receive --year 2026 --participant ID \"{}\"", orders.display())]);
    let run = receive(&office, &[&orders], &[&DAY[..], &["--participant", "skogvik"]].concat());
    run.says(
        0,
        &[
            "stored as inputs/2026/returns/skogvik/supporting/new orders.csv",
            "What does not say its year was taken for 2026; --year names another.",
        ],
    );
    let own = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "again.xlsx");
    let again = receive(&office, &[&own], &DAY);
    again.says(0, &["here already"]);
    assert!(!again.text().contains("still to come"), "{}", again.text());
    cfit(office.path(), &["remind", "--on", "2026-11-10"]).says(0, &["Year 2026; --year"]);
    // The form of a year that was reported is stored where that year is named, and nowhere else.
    fs::remove_dir_all(office.path().join("inputs/2025/returns/skogvik")).unwrap();
    let old = arrives(&mail, "2025/returns/skogvik/return.xlsx", "old.xlsx");
    receive(&office, &[&old], &DAY).says(
        2,
        &["it is the form of 2025, and what comes in now is of 2026", "cfit receive --year 2025 "],
    );
    receive(&office, &[&old], &[&DAY[..], &["--year", "2025"]].concat())
        .says(0, &["stored as inputs/2025/returns/skogvik/return-2026-11-10.xlsx"]);
}

#[test]
fn a_name_that_the_register_has_is_not_given_to_another_file() {
    let (office, mail) = office(&["lindhafen"]);
    let register = office.path().join("inputs/2026/received.csv");
    let row = "lindhafen,return-2026-11-10.xlsx,2026-11-02,email,,\n";
    fs::write(&register, received(&office) + row).unwrap();
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    receive(&office, &[&form], &DAY).says(0, &["lindhafen/return-2026-11-10-2.xlsx"]);
}

#[test]
fn what_belongs_elsewhere_is_said() {
    let (office, mail) = office(&[]);
    let letter = mail.path().join("mail.eml");
    fs::write(&letter, "Subject: form\r\nContent-Disposition: attachment; filename=f.xlsx\r\n")
        .unwrap();
    receive(&office, &[&letter], &DAY).says(2, &["save the attachment and receive that"]);
    receive(&office, &[&letter], &[&DAY[..], &["--participant", "skogvik"]].concat())
        .says(1, &["It has an attachment: save it and receive that, too."]);
    let export = mail.path().join("export.csv");
    fs::write(&export, "_index,_submission_time,organisation/currency\n1,2026-11-02,EUR\n")
        .unwrap();
    receive(&office, &[&export], &DAY).says(2, &["cfit import --year 2026 "]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    cfit(office.path(), &["import", "--year", "2026", form.to_str().unwrap()])
        .says(2, &["is a form that somebody filled in", "cfit receive --year 2026 "]);
}

#[test]
fn a_form_for_nobody_is_stored_where_it_is_told_and_counts() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    let typed = "\
del w['_cfit']
for s in w.worksheets:
    for row in s.iter_rows():
        for c in row:
            if c.value == 'lindhafen': c.value = 'lindhaven'";
    if !changed(&form, typed) {
        return;
    }
    receive(&office, &[&form], &DAY)
        .says(2, &["is `lindhafen` meant?", "name whose it is with --participant"]);
    receive(&office, &[&form], &[&DAY[..], &["--participant", "lindhafen"]].concat())
        .says(0, &["stored as inputs/2026/returns/lindhafen/return-2026-11-10.xlsx"]);
    let check = cfit(office.path(), &["check", "--year", "2026", "--participant", "lindhafen"]);
    assert!(check.text().contains("`lindhaven`"), "{}", check.text());
    assert!(check.text().contains("`lindhafen`, the id of"), "{}", check.text());
    cfit(office.path(), &["status", "--year", "2026", "--format", "json"]).says(0, &[]);
}

#[test]
fn a_new_version_that_holds_fewer_is_looked_at() {
    let (office, mail) = office(&[]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    if !changed(&form, "w['Procurement'].delete_rows(8, 3)") {
        return;
    }
    receive(&office, &[&form], &["--received-on", "2026-11-20"])
        .says(1, &["LOOK: It is a new version: return.xlsx held ", "this one "]);
}

/// Runs `cfit` where no file may become larger than a few kilobytes.
#[cfg(target_os = "linux")]
fn where_nothing_fits(office: &TempDir, arguments: &str) -> Run {
    let program = crate::harness::program();
    let run = format!(
        "trap '' XFSZ; ulimit -f 16; '{}' --workspace '{}' {arguments}",
        program.display(),
        office.path().display()
    );
    let output = std::process::Command::new("sh").args(["-c", &run]).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run {
        code: output.status.code().unwrap(),
        answer: text(output.stdout),
        talk: text(output.stderr),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_without_room_leaves_nothing_half_written() {
    let (office, mail) = office(&["lindhafen"]);
    let form = arrives(&mail, "2026/returns/lindhafen/return.xlsx", "form.xlsx");
    let before = files(office.path());
    let run = where_nothing_fits(&office, &format!("receive '{}'", form.display()));
    run.says(
        2,
        &["NOT STORED: ", "could not be written", "check the disk and run the command again"],
    );
    assert_eq!(files(office.path()), before);
    let run = where_nothing_fits(&office, "new-year 2027");
    run.says(2, &["could not be written", "nothing of the new year was left"]);
    assert_eq!(files(office.path()), before);
    assert!(!office.path().join("inputs/2027").exists());
}
