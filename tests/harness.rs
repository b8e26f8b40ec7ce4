//! Runs the built `cfit` on copies of the example workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// What a run of `cfit` left on its two outputs, and its exit code.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) answer: String,
    pub(crate) talk: String,
}

impl Run {
    /// Both outputs together.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.answer, self.talk)
    }

    /// The answer as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.answer)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Asserts the exit code and that every text is said.
    #[track_caller]
    pub(crate) fn says(&self, code: i32, texts: &[&str]) {
        assert_eq!(self.code, code, "{}", self.text());
        for text in texts {
            assert!(self.text().contains(text), "`{text}` is not said in:\n{}", self.text());
        }
    }
}

/// The folder of the sources.
pub(crate) fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the workspace").to_owned()
}

/// The built program, beside the test binary. `make test` builds it first.
pub(crate) fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a test binary has a path");
    let folder = own.parent().and_then(Path::parent).expect("target/debug/deps/tests-…");
    let program = folder.join("cfit");
    assert!(program.exists(), "{} is missing: run `cargo build` first", program.display());
    program
}

/// Where tests/setup.sh puts the tools of others.
pub(crate) fn tools() -> PathBuf {
    program().parent().and_then(Path::parent).expect("target/debug").join("tools")
}

/// The Python with the packages of requirements.txt; `None`, said in one line, where it is not set up.
/// In CI a missing tool is a failure.
pub(crate) fn python() -> Option<PathBuf> {
    tool(tools().join("python/bin/python"))
}

/// A program of the system by name, likewise.
pub(crate) fn system(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.exists());
    tool(found.unwrap_or_else(|| name.into()))
}

#[expect(clippy::print_stderr, reason = "a test that did not run has to be seen")]
fn tool(path: PathBuf) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{} is missing in CI", path.display());
    eprintln!("not run: {} is not set up (tests/setup.sh)", path.display());
    None
}

/// Runs a program of others and returns what it wrote; panics with it if it failed.
#[track_caller]
pub(crate) fn outside(program: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} {arguments:?}\n{text}{talk}", program.display());
    text
}

/// Runs a script of tests/scripts/ with the Python of `tests/setup.sh`.
#[track_caller]
pub(crate) fn script(name: &str, arguments: &[&Path]) -> Option<String> {
    let python = python()?;
    let script = source().join("tests/scripts").join(name);
    let mut all = vec![script.to_str().expect("UTF-8")];
    all.extend(arguments.iter().map(|path| path.to_str().expect("UTF-8")));
    Some(outside(&python, &all))
}

/// Runs `cfit` on a workspace.
pub(crate) fn cfit(workspace: &Path, arguments: &[&str]) -> Run {
    cfit_in(workspace, arguments, &[])
}

/// Runs `cfit` on a workspace with variables of the environment.
pub(crate) fn cfit_in(workspace: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let output = Command::new(program())
        .arg("--workspace")
        .arg(workspace)
        .args(arguments)
        .env("NO_COLOR", "1")
        .envs(variables.iter().copied())
        .output()
        .expect("cfit starts");
    Run {
        code: output.status.code().expect("not killed"),
        answer: String::from_utf8(output.stdout).expect("UTF-8"),
        talk: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A copy of the example workspace.
pub(crate) fn example() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for part in ["inputs", "report-templates"] {
        copy(&source().join(part), &folder.path().join(part));
    }
    folder
}

/// The example, rendered once for all tests that only look.
pub(crate) static RENDERED: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = example();
    for year in YEARS {
        let run = cfit(folder.path(), &["report", "--year", year]);
        assert!(run.code <= 1, "{}", run.text());
    }
    folder
});

/// The example without Altmoos, the one participant that protects its volume, rendered: nothing of the others
/// is withheld beside it.
pub(crate) static WITHOUT_PROTECTED: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = example();
    for year in YEARS {
        let returns = folder.path().join("inputs").join(year).join("returns");
        fs::remove_dir_all(returns.join("altmoos")).expect("Altmoos returned");
        let run = cfit(folder.path(), &["report", "--year", year]);
        assert!(run.code <= 1, "{}", run.text());
    }
    folder
});

/// The years of the example.
pub(crate) const YEARS: [&str; 2] = ["2025", "2026"];

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder to read") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

/// Every file below a folder with its bytes, by relative path, in order.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    gather(folder, folder, &mut all);
    all.sort();
    all
}

fn gather(root: &Path, folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder to read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(root, &path, all);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_str().expect("UTF-8");
            all.push((name.to_owned(), fs::read(&path).expect("a file to read")));
        }
    }
}

/// Rewrites a file of a workspace; panics if the text to replace is not there.
#[track_caller]
pub(crate) fn replace(workspace: &Path, file: &str, from: &str, to: &str) {
    let path = workspace.join(file);
    let text = fs::read_to_string(&path).expect("a text file");
    assert!(text.contains(from), "`{from}` is not in {file}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}
