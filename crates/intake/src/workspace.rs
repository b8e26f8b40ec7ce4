//! The files of a workspace.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use model::{InputFile, Obstacle};

use crate::bytes::read_all;
use crate::walk::{leads_inside, listing};

/// Bytes of the largest file that is read: 256 MiB.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// The folder of settings, registers and returns.
const INPUTS: &str = "inputs";
/// The folder of an office's own templates.
const TEMPLATES: &str = "report-templates";

/// Everything that lies in `inputs/` and `report-templates/`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct WorkspaceFiles {
    /// The files by their path relative to the workspace, with `/` between folders.
    pub files: BTreeMap<String, InputFile>,
    /// The years that have a folder `inputs/YYYY` with more in it than what was published of them, in order.
    pub years: Vec<i16>,
    /// Path and reason of everything that was not read, in the order of the paths. A reason says what is
    /// wrong; of what should have been read also what to do, after a colon.
    pub passed_over: Vec<(String, String)>,
    /// Whether the folder is the source tree of this program, whose own workspace is an example.
    pub is_source_tree: bool,
}

impl WorkspaceFiles {
    /// The file at a path relative to the workspace.
    pub fn get(&self, path: &str) -> Option<&InputFile> {
        self.files.get(path)
    }

    /// The files whose path begins with `prefix`, in the order of their paths. End the prefix with `/`
    /// to mean a folder.
    pub fn under(&self, prefix: &str) -> Vec<&InputFile> {
        let from_there_on = self.files.range(prefix.to_owned()..);
        from_there_on
            .take_while(|(path, _)| path.starts_with(prefix))
            .map(|(_, file)| file)
            .collect()
    }

    /// The office's own templates, by their path relative to `report-templates/`.
    ///
    /// # Errors
    ///
    /// An [`Obstacle`] naming the first template that is not UTF-8.
    pub fn templates(&self) -> Result<BTreeMap<String, String>, Obstacle> {
        let prefix = format!("{TEMPLATES}/");
        let text_of = |file: &InputFile| {
            let name = file.path[prefix.len()..].to_owned();
            match std::str::from_utf8(&file.bytes) {
                Ok(text) => Ok((name, text.trim_start_matches('\u{feff}').to_owned())),
                Err(_) => Err(not_unicode(&file.path)),
            }
        };
        self.under(&prefix).into_iter().map(text_of).collect()
    }

    /// The files a run for `year` reads: templates, what holds for every year, the folders of this year and of the two
    /// years before (comparisons are computed from their inputs), and of every other year its books, since a
    /// contribution may be booked in another year than the one it is for: its settings, its budget, and its ledger or the
    /// export and mapping that stand for it. Of earlier years also what was published
    /// of them: `published.csv`, and the figures and the decision of sealed editions. The rest of an edition is kept
    /// for the record and not among them, nor are exports that returns were imported from.
    pub fn used(&self, year: i16) -> Vec<&InputFile> {
        let read = |path: &str| match year_of(path) {
            Some(of) => {
                let rest = &path[INPUTS.len() + 6..];
                let near = (year - 2..=year).contains(&of);
                let kept = ["editions/", "imports/"].iter().any(|folder| rest.starts_with(folder));
                let told =
                    of <= year && (rest.starts_with("published.") || of < year && is_record(rest));
                (near && !kept) || told || is_of_the_books(rest)
            }
            None => true,
        };
        let files = self.files.iter();
        files.filter(|(path, _)| read(path)).map(|(_, file)| file).collect()
    }
}

/// Finds and reads the files of the workspace in `root`.
///
/// Files are listed in sorted order, so the result is the same on every computer. What cannot be read
/// is passed over with the reason, and everything else is still read.
///
/// # Errors
///
/// An [`Obstacle`] if there is no folder `inputs` in `root`, or if it is a link that leads out of it.
pub fn workspace(root: &Path) -> Result<WorkspaceFiles, Obstacle> {
    let real_root = root.canonicalize().map_err(|_| no_inputs(root))?;
    if !root.join(INPUTS).is_dir() {
        return Err(no_inputs(root));
    }
    let mut found = WorkspaceFiles {
        years: years(&root.join(INPUTS), &real_root),
        is_source_tree: root.join("crates/intake/Cargo.toml").is_file(),
        ..WorkspaceFiles::default()
    };
    for folder in [INPUTS, TEMPLATES] {
        if !root.join(folder).is_dir() {
            continue;
        }
        inside(root, &real_root, folder)?;
        let listing = listing(root, &real_root, folder);
        found.passed_over.extend(listing.passed_over);
        for read in read_all(&listing.files) {
            match read {
                Ok(file) => drop(found.files.insert(file.path.to_string(), file)),
                Err(kept_out) => found.passed_over.push(kept_out),
            }
        }
    }
    found.passed_over.sort();
    Ok(found)
}

/// Refuses a folder that is a link out of the workspace.
fn inside(root: &Path, real_root: &Path, folder: &str) -> Result<(), Obstacle> {
    if leads_inside(&root.join(folder), real_root) {
        return Ok(());
    }
    Err(Obstacle::new(
        format!("`{folder}` is a link that leads out of the workspace."),
        format!("Put the folder `{folder}` itself into the workspace, or name the folder it really lies in with `--workspace DIR`."),
    )
    .at(folder))
}

/// The years with a folder of their own inside the workspace.
fn years(inputs: &Path, real_root: &Path) -> Vec<i16> {
    let folders = std::fs::read_dir(inputs).into_iter().flatten().flatten();
    let mut years: Vec<i16> = folders
        .filter(|entry| entry.path().is_dir() && leads_inside(&entry.path(), real_root))
        .filter(|entry| !holds_only_what_was_published(&entry.path()))
        .filter_map(|entry| year(entry.file_name().to_str()?))
        .collect();
    years.sort_unstable();
    years
}

/// Registers of `finance/` that no other year looks into.
const OF_ONE_YEAR: [&str; 5] = ["contributions", "funds", "activities", "commitments", "in-kind"];

/// Whether a path in a year's folder is of the books of that year.
fn is_of_the_books(rest: &str) -> bool {
    rest == "year.toml"
        || rest.strip_prefix("finance/").is_some_and(|inside| {
            let name = inside.split('.').next().unwrap_or(inside);
            !OF_ONE_YEAR.contains(&name)
        })
}

/// Whether a folder of a year holds nothing but `published.csv` and editions: figures of a year before this program, of
/// which nothing is to be computed. An empty folder is a year that was begun.
fn holds_only_what_was_published(folder: &Path) -> bool {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).peekable();
    names.peek().is_some()
        && names
            .all(|name| ["published.csv", "published.xlsx", "editions"].contains(&name.as_str()))
}

/// Whether a file of a year's folder is of the record of an edition: its figures or its decision.
fn is_record(rest: &str) -> bool {
    let inside = rest.strip_prefix("editions/").and_then(|rest| rest.split_once('/'));
    inside.is_some_and(|(_, name)| ["data/observations.csv", "decision.toml"].contains(&name))
}

/// The year a folder is named after: four digits.
fn year(name: &str) -> Option<i16> {
    let digits = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| name.parse().ok()).flatten()
}

/// The year in whose folder a file lies.
fn year_of(path: &str) -> Option<i16> {
    let below = path.strip_prefix(INPUTS)?.strip_prefix('/')?;
    year(below.split_once('/')?.0)
}

/// There is nothing to work on.
fn no_inputs(root: &Path) -> Obstacle {
    let looked: PathBuf = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    Obstacle::new(
        format!("There is no folder `{INPUTS}` in {}, so this is no workspace.", looked.display()),
        "Go to the folder that holds `inputs`, or name it with `--workspace DIR`.",
    )
}

/// A template in an encoding nobody can know.
fn not_unicode(path: &str) -> Obstacle {
    Obstacle::new(
        "This template is not saved as UTF-8 text, so its letters cannot be told for certain.",
        "Open it in a text editor and save it with the encoding UTF-8.",
    )
    .at(path)
}
