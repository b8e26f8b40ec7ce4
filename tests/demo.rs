//! `cfit demo`: the same command writes the same workspace, and nothing in it is wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Run, cfit, script};

/// Runs `cfit demo` in a folder.
fn demo(around: &Path, arguments: &[&str]) -> Run {
    let folder = around.join("trial");
    let folder = folder.to_str().expect("UTF-8");
    cfit(around, &[&["demo", folder], arguments].concat())
}

/// Every file below a folder, by its path.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let name = entry.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&entry).unwrap());
            }
        }
    }
    found
}

const SIZE: [&str; 6] = ["--participants", "12", "--orders", "20", "--years", "2"];

#[test]
fn the_same_seed_gives_the_same_bytes_and_nothing_is_wrong() {
    let [one, other] = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    demo(one.path(), &SIZE).says(0, &["12 organisations", "cd ", "cfit report"]);
    demo(other.path(), &SIZE).says(0, &[]);
    let (own, same) = (contents(&one.path().join("trial")), contents(&other.path().join("trial")));
    assert_eq!(own.keys().collect::<Vec<_>>(), same.keys().collect::<Vec<_>>());
    for (name, bytes) in &own {
        assert!(bytes == &same[name], "{name} has other bytes");
    }
    fs::remove_dir_all(other.path().join("trial")).unwrap();
    demo(other.path(), &[&SIZE[..], &["--seed", "2"]].concat()).says(0, &[]);
    let another = contents(&other.path().join("trial"));
    assert_ne!(own["inputs/participants.csv"], another["inputs/participants.csv"]);

    for seed in [one, other] {
        for year in ["2025", "2026"] {
            let arguments = ["check", "--year", year, "--format", "json"];
            let findings = cfit(&seed.path().join("trial"), &arguments).json();
            let wrong: Vec<_> = findings
                .as_array()
                .unwrap()
                .iter()
                .filter(|finding| finding["severity"] != "note")
                .map(|finding| {
                    format!("{} {} {}", finding["rule"], finding["file"], finding["found"])
                })
                .collect();
            assert!(wrong.is_empty(), "{year}: {wrong:#?}");
        }
    }
}

#[test]
fn the_workspace_says_what_it_is_and_its_forms_run_elsewhere() {
    let around = TempDir::new().unwrap();
    demo(around.path(), &["--participants", "4", "--orders", "5", "--years", "1"]).says(0, &[]);
    let trial = around.path().join("trial");
    let read_me = fs::read_to_string(trial.join("README.md")).unwrap();
    let command = "cfit demo DIR --participants 4 --orders 5 --years 1 --seed 1";
    assert!(read_me.contains(command) && read_me.contains("invented"), "{read_me}");
    cfit(&trial, &[]).says(0, &["invented sample data", "Year 2026"]);
    let form = trial.join("inputs/2026/questionnaire.xlsx");
    script("xlsform.py", &[&form]);
}

#[test]
fn lines_alone_are_one_table() {
    let around = TempDir::new().unwrap();
    let arguments = ["--participants", "5", "--orders", "40", "--lines-only"];
    demo(around.path(), &arguments).says(0, &["lines.parquet", "200 invented lines"]);
    let files = contents(&around.path().join("trial"));
    assert_eq!(files.keys().collect::<Vec<_>>(), ["lines.parquet"]);
    let lines = tables::Lines::from_parquet(&files["lines.parquet"]).unwrap();
    assert_eq!(lines.len(), 200);
    assert!(lines.records().all(|line| line.amount_minor.is_some() && line.currency.is_some()));
}

#[test]
fn no_participants() {
    let around = TempDir::new().unwrap();
    let arguments = ["--participants", "0"];
    demo(around.path(), &arguments).says(2, &["without participants", "help: "]);
    demo(around.path(), &["--years", "0"]).says(2, &["without a year", "help: "]);
    demo(around.path(), &["--participants", "-3"]).says(2, &["a whole number is needed"]);
    demo(around.path(), &["--lines-only", "--years", "2"]).says(2, &["cannot be used with"]);
    assert_eq!(contents(around.path()).len(), 0);
}

#[test]
fn a_place_that_is_taken() {
    let around = TempDir::new().unwrap();
    let trial = around.path().join("trial");
    fs::create_dir(&trial).unwrap();
    fs::write(trial.join("mine.txt"), "mine").unwrap();
    demo(around.path(), &[]).says(2, &["is not empty", "help: ", "nothing was left behind"]);
    assert_eq!(contents(around.path()).into_keys().collect::<Vec<_>>(), ["trial/mine.txt"]);
    fs::remove_dir_all(&trial).unwrap();
    fs::write(&trial, "a file").unwrap();
    demo(around.path(), &[]).says(2, &["is a file", "help: "]);
    assert_eq!(fs::read_to_string(&trial).unwrap(), "a file");
}

#[test]
fn the_current_folder_where_it_is_empty() {
    let around = TempDir::new().unwrap();
    let arguments = ["demo", ".", "--participants", "2", "--orders", "3", "--years", "1"];
    let run = || {
        let mut program = std::process::Command::new(crate::harness::program());
        let output = program.args(arguments).current_dir(around.path()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout) + &text(output.stderr))
    };
    let (code, said) = run();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("cfit report") && !said.contains("cd "), "{said}");
    let files = contents(around.path());
    assert!(files.contains_key("README.md") && files.contains_key("inputs/2026/year.toml"));
    assert!(files.keys().all(|name| !name.starts_with('.')));
    let (code, said) = run();
    assert_eq!((code, said.contains("is not empty")), (Some(2), true), "{said}");
    assert_eq!(contents(around.path()), files);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full() {
    use std::process::Command;

    // Where this user may mount: a disk of less than a megabyte; else a limit on the size of a file.
    let around = TempDir::new().unwrap();
    let place = around.path().to_str().unwrap();
    let program = crate::harness::program();
    let program = program.to_str().unwrap();
    let arguments = "--participants 12 --orders 20 --years 1";
    let mounted = format!(
        "mount -t tmpfs -o size=900k tmpfs '{place}' || exit 77; '{program}' demo '{place}/trial' {arguments}; echo code $?; ls -A '{place}'"
    );
    let limited = format!(
        "trap '' XFSZ; ulimit -f 500; '{program}' demo '{place}/trial' {arguments}; echo code $?; ls -A '{place}'"
    );
    let apart = ["--user", "--map-root-user", "--mount", "sh", "-c", &mounted];
    let run = Command::new("unshare").args(apart).output();
    let run = run.ok().filter(|run| run.status.success());
    let full = run.is_some();
    let run = run.unwrap_or_else(|| Command::new("sh").args(["-c", &limited]).output().unwrap());
    let said = String::from_utf8(run.stdout).unwrap();
    let talk = String::from_utf8(run.stderr).unwrap();
    assert_eq!(said, "code 2\n", "something is left: {talk}");
    let expected = if full { "the disk is full" } else { "could not be written" };
    assert!(talk.contains(expected) && talk.contains("help: "), "{talk}");
}

#[cfg(unix)]
#[test]
fn somebody_stops_it() {
    use std::process::{Command, Stdio};
    use std::thread::sleep;
    use std::time::Duration;

    for signal in ["-INT", "-TERM"] {
        let around = TempDir::new().unwrap();
        let mut run = Command::new(crate::harness::program())
            .args(["demo", "made/trial", "--participants", "400", "--years", "3"])
            .current_dir(around.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        while !around.path().join("made/.trial.new/inputs").exists() {
            assert_eq!(run.try_wait().unwrap(), None);
            sleep(Duration::from_millis(20));
        }
        let stopped = Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap();
        assert!(stopped.success());
        let ended = run.wait_with_output().unwrap();
        let talk = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{talk}");
        assert!(talk.contains("stopped before") && talk.contains("nothing was left"), "{talk}");
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 0, "{signal} left something");
    }
}

#[cfg(unix)]
#[test]
fn a_parent_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let around = TempDir::new().unwrap();
    fs::set_permissions(around.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write everywhere.
    if fs::write(around.path().join("probe"), "").is_err() {
        demo(around.path(), &[]).says(2, &["may not be written", "help: "]);
    }
    fs::set_permissions(around.path(), fs::Permissions::from_mode(0o755)).unwrap();
}
