//! What is found in a workspace on a disk.

use std::fs;
use std::path::Path;

use crate::{WorkspaceFiles, workspace};

/// A workspace of small files in a folder that is removed at the end.
fn with_files(paths: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in paths {
        let on_disk = folder.path().join(path);
        fs::create_dir_all(on_disk.parent().unwrap()).unwrap();
        fs::write(on_disk, path.as_bytes()).unwrap();
    }
    folder
}

fn read(root: &Path) -> WorkspaceFiles {
    workspace(root).unwrap()
}

fn paths(found: &WorkspaceFiles) -> Vec<&str> {
    found.files.keys().map(String::as_str).collect()
}

#[test]
fn files_and_years_are_found_and_litter_is_named() {
    let folder = with_files(&[
        "inputs/2026/returns/north/return.xlsx",
        "inputs/2026/returns/north/~$return.xlsx",
        "inputs/2026/returns/north/.~lock.return.ods#",
        "inputs/2025/year.toml",
        "inputs/20260/notes.txt",
        "inputs/.DS_Store",
        "inputs/pact.toml",
        "report-templates/charts/ladder.svg",
        "reports/2026/progress-report.html",
    ]);
    let found = read(folder.path());
    assert_eq!(found.years, [2025, 2026]);
    assert_eq!(
        paths(&found),
        [
            "inputs/2025/year.toml",
            "inputs/2026/returns/north/return.xlsx",
            "inputs/20260/notes.txt",
            "inputs/pact.toml",
            "report-templates/charts/ladder.svg",
        ]
    );
    let passed_over: Vec<_> = found.passed_over.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        passed_over,
        [
            "inputs/.DS_Store",
            "inputs/2026/returns/north/.~lock.return.ods#",
            "inputs/2026/returns/north/~$return.xlsx",
        ]
    );
    let templates = found.templates().unwrap();
    assert_eq!(templates.keys().collect::<Vec<_>>(), ["charts/ladder.svg"]);
    assert_eq!(found.under("inputs/2026/returns/").len(), 1);
}

#[test]
fn a_run_reads_its_year_the_two_before_and_what_was_published_of_earlier_ones() {
    let folder = with_files(&[
        "inputs/pact.toml",
        "inputs/2022/published.csv",
        "inputs/2023/year.toml",
        "inputs/2023/received.csv",
        "inputs/2023/editions/1/data/observations.csv",
        "inputs/2023/finance/budget.csv",
        "inputs/2023/finance/funds.csv",
        "inputs/2023/finance/mapping.toml",
        "inputs/2023/finance/supporting/journal.xlsx",
        "inputs/2024/year.toml",
        "inputs/2025/year.toml",
        "inputs/2025/editions/1/decision.toml",
        "inputs/2025/editions/1/inputs.zip",
        "inputs/2026/imports/returns.xlsx",
        "inputs/2026/year.toml",
    ]);
    let found = read(folder.path());
    let used = |year| -> Vec<String> {
        let used = found.used(year);
        used.iter().map(|file| file.path.to_string()).collect()
    };
    assert_eq!(found.years, [2023, 2024, 2025, 2026]);
    let expected = [
        "inputs/2022/published.csv",
        "inputs/2023/editions/1/data/observations.csv",
        "inputs/2023/finance/budget.csv",
        "inputs/2023/finance/mapping.toml",
        "inputs/2023/finance/supporting/journal.xlsx",
        "inputs/2023/year.toml",
        "inputs/2024/year.toml",
        "inputs/2025/editions/1/decision.toml",
        "inputs/2025/year.toml",
        "inputs/2026/year.toml",
        "inputs/pact.toml",
    ];
    assert_eq!(used(2026), expected);
    let expected = [
        "inputs/2022/published.csv",
        "inputs/2023/finance/budget.csv",
        "inputs/2023/finance/funds.csv",
        "inputs/2023/finance/mapping.toml",
        "inputs/2023/finance/supporting/journal.xlsx",
        "inputs/2023/received.csv",
        "inputs/2023/year.toml",
        "inputs/2024/year.toml",
        "inputs/2025/year.toml",
        "inputs/2026/year.toml",
        "inputs/pact.toml",
    ];
    assert_eq!(used(2023), expected);
}

#[test]
fn a_missing_folder_says_where_it_looked_and_what_to_do() {
    let folder = with_files(&["other/pact.toml"]);
    for root in [folder.path().to_owned(), folder.path().join("nowhere")] {
        let obstacle = workspace(&root).unwrap_err();
        assert!(obstacle.what.contains(&root.display().to_string()), "{obstacle}");
        assert!(obstacle.help.contains("--workspace DIR"));
    }
}

#[test]
fn a_template_that_is_not_utf_8_is_an_obstacle() {
    let folder = with_files(&["inputs/pact.toml", "report-templates/progress-report.md"]);
    let template = folder.path().join("report-templates/progress-report.md");
    fs::write(template, b"caf\xe9").unwrap();
    let obstacle = read(folder.path()).templates().unwrap_err();
    assert_eq!(obstacle.place.as_deref(), Some("report-templates/progress-report.md"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_workspace_only() {
    use std::os::unix::fs::symlink;

    let outside = with_files(&["secret/pact.toml"]);
    let folder = with_files(&["inputs/pact.toml", "inputs/2025/questionnaire.xlsx"]);
    let inputs = folder.path().join("inputs");
    fs::create_dir(inputs.join("2026")).unwrap();
    symlink("../2025/questionnaire.xlsx", inputs.join("2026/questionnaire.xlsx")).unwrap();
    symlink(outside.path().join("secret"), inputs.join("2026/finance")).unwrap();
    symlink(outside.path().join("secret/pact.toml"), inputs.join("2026/year.toml")).unwrap();
    symlink("..", inputs.join("2026/up")).unwrap();
    symlink(outside.path().join("secret"), inputs.join("2027")).unwrap();
    symlink("gone.csv", inputs.join("2026/received.csv")).unwrap();

    let found = read(folder.path());
    assert_eq!(
        paths(&found),
        ["inputs/2025/questionnaire.xlsx", "inputs/2026/questionnaire.xlsx", "inputs/pact.toml",]
    );
    let passed_over: Vec<_> = found.passed_over.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        passed_over,
        [
            "inputs/2026/finance",
            "inputs/2026/received.csv",
            "inputs/2026/up",
            "inputs/2026/year.toml",
            "inputs/2027",
        ]
    );
    assert_eq!(found.years, [2025, 2026]);
}

#[cfg(unix)]
#[test]
fn inputs_that_lie_elsewhere_are_refused() {
    let outside = with_files(&["inputs/pact.toml"]);
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path().join("inputs"), folder.path().join("inputs"))
        .unwrap();
    assert!(workspace(folder.path()).unwrap_err().what.contains("out of the workspace"));
}

#[test]
fn a_folder_with_the_name_of_a_file_is_named_with_what_to_do() {
    let folder =
        with_files(&["inputs/pact.toml", "inputs/2026/returns/north/return.xlsx/sheet.xml"]);
    let found = read(folder.path());
    assert_eq!(paths(&found), ["inputs/pact.toml"]);
    let [(path, why)] = &found.passed_over[..] else { panic!("{:?}", found.passed_over) };
    assert_eq!(path, "inputs/2026/returns/north/return.xlsx");
    assert!(why.contains("a folder") && why.contains(": put the file itself here"), "{why}");
}

#[cfg(unix)]
#[test]
fn a_file_the_computer_does_not_open_is_named_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt;

    let folder = with_files(&["inputs/pact.toml", "inputs/participants.csv"]);
    let locked = folder.path().join("inputs/participants.csv");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // An administrator reads everything.
    }
    let found = read(folder.path());
    assert_eq!(paths(&found), ["inputs/pact.toml"]);
    assert!(found.passed_over[0].1.contains("(permission denied): allow"), "{found:?}");
}
