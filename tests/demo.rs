//! `cfit demo`: the same command writes the same workspace, and nothing in it is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Run, cfit, script, source};

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

/// Asserts that two folders hold the same files.
#[track_caller]
fn same_bytes(own: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(own.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in own {
        assert!(bytes == &other[name], "{name} has other bytes");
    }
}

/// Asserts that the checks of each year find nothing that is wrong or to be asked about.
#[track_caller]
fn nothing_is_wrong(trial: &Path, years: &[&str]) {
    for year in years {
        let findings = cfit(trial, &["check", "--year", year, "--format", "json"]).json();
        let findings = findings.as_array().unwrap().iter();
        let wrong: Vec<_> = findings
            .filter(|finding| finding["severity"] != "note")
            .map(|finding| format!("{} {} {}", finding["rule"], finding["file"], finding["found"]))
            .collect();
        assert!(wrong.is_empty(), "{year}: {wrong:#?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_nothing_is_wrong() {
    let [one, other] = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    demo(one.path(), &SIZE).says(0, &["12 organisations", "cd ", "cfit report"]);
    demo(other.path(), &SIZE).says(0, &[]);
    let own = contents(&one.path().join("trial"));
    same_bytes(&own, &contents(&other.path().join("trial")));
    fs::remove_dir_all(other.path().join("trial")).unwrap();
    demo(other.path(), &[&SIZE[..], &["--seed", "2"]].concat()).says(0, &[]);
    let another = contents(&other.path().join("trial"));
    assert_ne!(own["inputs/participants.csv"], another["inputs/participants.csv"]);

    for seed in [one, other] {
        nothing_is_wrong(&seed.path().join("trial"), &["2025", "2026"]);
    }
}

#[test]
fn nothing_is_wrong_in_a_larger_pact_over_three_years() {
    let around = TempDir::new().unwrap();
    let size = ["--participants", "40", "--orders", "20", "--years", "3"];
    demo(around.path(), &size).says(0, &["40 organisations"]);
    nothing_is_wrong(&around.path().join("trial"), &["2024", "2025", "2026"]);
}

#[test]
fn mistakes_and_lines_alone_are_the_same_bytes_again() {
    let size = ["--participants", "5", "--orders", "12"];
    let kinds: [(&[&str], &str); 2] = [
        (&["--years", "2", "--faults"], "planted-mistakes.csv"),
        (&["--lines-only"], "lines.parquet"),
    ];
    for (kind, file) in kinds {
        let made = |seed: &str| {
            let around = TempDir::new().unwrap();
            let arguments = [&size[..], kind, &["--seed", seed]].concat();
            demo(around.path(), &arguments).says(0, &[]);
            contents(&around.path().join("trial"))
        };
        let own = made("3");
        same_bytes(&own, &made("3"));
        assert_ne!(own[file], made("4")[file], "{file} of another seed");
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
fn forms_opened_as_spreadsheets_hold_what_was_meant() {
    let around = TempDir::new().unwrap();
    let arguments = ["--participants", "24", "--orders", "0", "--years", "2", "--seed", "5"];
    demo(around.path(), &arguments).says(0, &[]);
    let pact = demo::invent(&demo::Size { participants: 24, orders: 0, years: 2, seed: 5 });
    let meant = around.path().join("meant.json");
    fs::write(&meant, serde_json::to_string(&pact).unwrap()).unwrap();
    let words = source().join("crates/demo/src/questionnaire/questionnaire.toml");
    let compared = script("demo_forms.py", &[&around.path().join("trial"), &meant, &words]);
    let Some(compared) = compared else { return };
    let met: BTreeSet<&str> = compared.lines().collect();
    let lists = [
        ("uptake", "na 0 1 2 3 4"),
        ("adoption", "0 1 2 3"),
        ("product_group", "laptops desktops tablets smartphones displays printers servers cloud"),
        ("condition", "new refurbished unknown"),
        ("acquisition", "purchase lease service"),
        ("route", "donated sold_for_reuse recycled_certified unknown"),
        ("yes_no", "no"),
    ];
    for (language, (list, codes)) in ["en", "fr"].iter().flat_map(|one| lists.map(|own| (one, own)))
    {
        for code in codes.split(' ') {
            let answer = format!("{language} {list} {code}");
            assert!(met.contains(answer.as_str()), "nobody answers {answer}:\n{compared}");
        }
    }
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

/// Exit code and what is left in the folder, then the messages, of a run where the disk is full; whether it was a
/// disk: where this user may mount, one of less than a megabyte, else a limit on the size of a file.
#[cfg(target_os = "linux")]
fn on_a_full_disk(before: &str, arguments: &str) -> (String, String, bool) {
    use std::process::Command;

    let around = TempDir::new().unwrap();
    let place = around.path().to_str().unwrap();
    let program = crate::harness::program();
    let program = program.to_str().unwrap();
    let run = format!(
        "cd '{place}'; {before}; '{program}' demo trial {arguments}; echo code $?; find . -mindepth 1"
    );
    let mounted = format!("mount -t tmpfs -o size=900k tmpfs '{place}' || exit 77; {run}");
    let limited = format!("trap '' XFSZ; ulimit -f 500; {run}");
    let apart = ["--user", "--map-root-user", "--mount", "sh", "-c", &mounted];
    let on_disk = Command::new("unshare").args(apart).output();
    let on_disk = on_disk.ok().filter(|run| run.status.success());
    let full = on_disk.is_some();
    let run =
        on_disk.unwrap_or_else(|| Command::new("sh").args(["-c", &limited]).output().unwrap());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(run.stdout), text(run.stderr), full)
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full() {
    let workspace = "--participants 12 --orders 20 --years 1";
    let lines = "--participants 20 --orders 10000 --lines-only";
    for arguments in [workspace, lines] {
        // A folder that was there before is left as it was, empty.
        for (before, left) in [("true", "code 2\n"), ("mkdir trial", "code 2\n./trial\n")] {
            let (said, talk, full) = on_a_full_disk(before, arguments);
            assert_eq!(said, left, "{arguments}, after `{before}`: {talk}");
            let expected = if full { "the disk is full" } else { "could not be written" };
            assert!(talk.contains(expected) && talk.contains("help: "), "{arguments}: {talk}");
        }
    }
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

/// The program as a user without rights of its own; as this user where that cannot be had.
#[cfg(unix)]
fn without_rights() -> std::process::Command {
    use std::process::Command;

    let nobody = || {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(crate::harness::program());
        command
    };
    match nobody().arg("--version").output() {
        Ok(run) if run.status.success() => nobody(),
        _ => Command::new(crate::harness::program()),
    }
}

#[cfg(unix)]
#[test]
fn a_parent_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let around = TempDir::new().unwrap();
    let mode = |mode| {
        fs::set_permissions(around.path(), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o555);
    let cannot_be_nobody = without_rights().get_program() != "setpriv";
    // The superuser may write everywhere.
    let superuser = cannot_be_nobody && fs::write(around.path().join("probe"), "").is_ok();
    if !superuser {
        let run = without_rights().arg("demo").arg(around.path().join("trial")).output().unwrap();
        let talk = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{talk}");
        assert!(talk.contains("may not be written") && talk.contains("help: "), "{talk}");
        assert_eq!(contents(around.path()).len(), 0);
    }
    mode(0o755);
}
