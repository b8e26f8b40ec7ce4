//! What is stored already, and what is to be written: everything at the end, or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use model::registers::Receipt;
use model::{Date, Identifier, InputFile};
use read::import::{StoredSubmission, stored_submission};
use read::versions::name_order;
use read::year::YearForm;

use super::place::{TakenNames, stem};
use crate::workspace::{Failure, Workspace, unwritten};

/// The columns of `received.csv`.
const RECEIVED: [&str; 6] = ["participant", "file", "received_on", "channel", "by", "note"];

/// A year's returns and exports, and what is to be added to them.
pub(super) struct Store<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) form: &'a YearForm,
    pub(super) year: i16,
    /// The export.
    pub(super) export: &'a InputFile,
    /// Name under which the export is kept.
    pub(super) export_name: String,
    kept_before: bool,
    /// Imported returns of each participant with their paths, oldest first.
    stored: BTreeMap<Identifier, Vec<(String, StoredSubmission)>>,
    taken: TakenNames,
    returns: Vec<(String, Vec<u8>)>,
    /// Imported returns that had no row in `received.csv` and get one.
    pub(super) restored: Vec<String>,
    receipts: Vec<Vec<String>>,
}

impl<'a> Store<'a> {
    /// Looks at what is there.
    pub(super) fn new(
        workspace: &'a Workspace,
        form: &'a YearForm,
        year: i16,
        export: &'a InputFile,
    ) -> Self {
        let (export_name, kept_before) = export_name(workspace, year, export);
        let mut store = Self {
            workspace,
            form,
            year,
            export,
            export_name,
            kept_before,
            stored: BTreeMap::new(),
            taken: TakenNames::default(),
            returns: Vec::new(),
            restored: Vec::new(),
            receipts: Vec::new(),
        };
        store.look();
        store.restore_rows();
        store
    }

    fn look(&mut self) {
        let root = format!("inputs/{}/returns/", self.year);
        for file in self.workspace.files.under(&root) {
            self.taken.take(&file.path);
            let inside = file.path[root.len()..].split_once('/');
            let Some((folder, name)) = inside.filter(|(_, name)| !name.contains('/')) else {
                continue;
            };
            let owner = Identifier::parse(folder).filter(|_| name.starts_with("return"));
            if let Some((owner, stored)) = owner.zip(stored_submission(file)) {
                self.stored.entry(owner).or_default().push((file.path.to_string(), stored));
            }
        }
        // A name in the register is that of another file, unless its row says the day that is in it.
        for row in &self.form.receipts {
            let file = row.file.trim();
            if !file.contains(&format!("return-{}", row.received_on)) {
                self.taken.take(&format!("{root}{}/{file}", row.participant));
            }
        }
        // What could not be read from the disk has its name all the same.
        for (path, _) in &self.workspace.files.passed_over {
            self.taken.take(path);
        }
        for versions in self.stored.values_mut() {
            versions.sort_by_cached_key(|(path, _)| {
                name_order(path.rsplit('/').next().unwrap_or(path))
            });
        }
    }

    /// Adds the rows of returns whose import was stopped before it came to them. The day is that in the name.
    fn restore_rows(&mut self) {
        for (owner, versions) in &self.stored {
            for (path, stored) in versions {
                let file = path.rsplit('/').next().unwrap_or(path);
                let is_noted = |row: &Receipt| {
                    row.participant == *owner
                        && stem(row.file.trim()).eq_ignore_ascii_case(stem(file))
                };
                let day = stem(file).strip_prefix("return-").and_then(|day| day.get(..10));
                let day = day.and_then(|day| day.parse::<Date>().ok());
                let Some(day) = day.filter(|_| !self.form.receipts.iter().any(is_noted)) else {
                    continue;
                };
                let note = format!("row {} of {}", stored.place.1, stored.place.0);
                let fields = [owner.as_str(), file, &day.to_string(), "import", "", &note];
                self.receipts.push(fields.map(str::to_owned).to_vec());
                self.restored.push(path.clone());
            }
        }
    }

    /// Paths of the versions of a participant's return that lie in its folder.
    pub(super) fn versions(&self, participant: &Identifier) -> Vec<String> {
        let folder = format!("inputs/{}/returns/{participant}/", self.year);
        let files = self.workspace.files.under(&folder);
        let own = files.iter().filter(|file| read::arrival::is_return(&file.path[folder.len()..]));
        own.map(|file| file.path.to_string()).collect()
    }

    /// The newest return that was made from a submission, and whose it is.
    pub(super) fn newest_of(&self, submission: &str) -> Option<(&Identifier, &str, &str)> {
        let of = |(owner, versions): (&'_ Identifier, &'_ Vec<(String, StoredSubmission)>)| {
            let newest = versions.iter().rev().find(|(_, own)| own.submission == submission);
            newest.map(|_| owner.clone())
        };
        let owner = self.stored.iter().find_map(of)?;
        let (owner, versions) = self.stored.get_key_value(&owner)?;
        let newest = versions.iter().rev().find(|(_, own)| own.submission == submission)?;
        Some((owner, &newest.0, &newest.1.fingerprint))
    }

    /// The returns that were imported before, of submissions that are not among these; none where none of these was
    /// imported before, since it is then another form or tool.
    pub(super) fn gone(&self, submissions: &BTreeSet<&str>) -> Vec<String> {
        let new: BTreeSet<&str> = self.returns.iter().map(|(path, _)| path.as_str()).collect();
        let stored =
            self.stored.values().flatten().filter(|(path, _)| !new.contains(path.as_str()));
        let (here, gone): (Vec<_>, Vec<_>) =
            stored.partition(|(_, own)| submissions.contains(own.submission.as_str()));
        let paths = gone.into_iter().map(|(path, _)| path.clone());
        if here.is_empty() { Vec::new() } else { paths.collect() }
    }

    /// The last day on which a return of a participant that is there was received, by `received.csv`.
    pub(super) fn last_received(&self, participant: &Identifier) -> Option<(Date, &str)> {
        let own = self.form.receipts.iter().filter(|row| row.participant == *participant);
        let folder = format!("inputs/{}/returns/{participant}", self.year);
        let there = own.filter(|row| {
            row.file.to_lowercase().starts_with("return")
                && self.workspace.files.get(&format!("{folder}/{}", row.file)).is_some()
        });
        there.map(|row| (row.received_on, row.file.as_str())).max()
    }

    /// A free path for a return received on a day.
    pub(super) fn free_path(&mut self, participant: &Identifier, day: Date) -> String {
        self.taken.free(self.year, participant, day)
    }

    /// Adds a return, to be written at the end, and the row of `received.csv` that says when it came.
    pub(super) fn add(
        &mut self,
        participant: &Identifier,
        (path, bytes): (String, Vec<u8>),
        day: Date,
        (row, stored): (u32, StoredSubmission),
    ) {
        let file = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let known = self.form.receipts.iter().any(|receipt| {
            receipt.participant == *participant
                && receipt.file == file
                && receipt.received_on == day
        });
        if !known {
            let note = format!("row {row} of {}", self.export_name);
            let fields = [participant.as_str(), &file, &day.to_string(), "import", "", &note];
            self.receipts.push(fields.map(str::to_owned).to_vec());
        }
        self.stored.entry(participant.clone()).or_default().push((path.clone(), stored));
        self.returns.push((path, bytes));
    }

    /// Writes the export, the returns and the rows of `received.csv`; gives back where the export is kept.
    pub(super) fn write(self, root: &Path) -> Result<(String, bool), Failure> {
        let export = format!("inputs/{}/imports/{}", self.year, self.export_name);
        let mut files: Vec<(&str, &[u8])> = Vec::new();
        if !self.kept_before {
            files.push((&export, &self.export.bytes));
        }
        files.extend(self.returns.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        let mut written: Vec<String> = Vec::new();
        let register = format!("inputs/{}/received", self.year);
        let done = write_all(root, &files, &mut written)
            .and_then(|()| publish::append_rows(root, &register, &RECEIVED, &self.receipts));
        match done {
            Ok(()) => Ok((export, self.kept_before)),
            Err(error) => {
                for path in written.iter().rev() {
                    publish::take_back(root, path, 2);
                }
                Err(unwritten(&error, "nothing was imported"))
            }
        }
    }
}

/// Writes files that are not there yet, and notes each that was written.
fn write_all(
    root: &Path,
    files: &[(&str, &[u8])],
    written: &mut Vec<String>,
) -> Result<(), publish::Error> {
    for (path, bytes) in files {
        if !publish::write_new_file(root, path, bytes)? {
            return Err(publish::Error::Busy { path: (*path).to_owned() });
        }
        written.push((*path).to_owned());
    }
    Ok(())
}

/// The name under which the export is kept, and whether it is there already with the same bytes.
fn export_name(workspace: &Workspace, year: i16, export: &InputFile) -> (String, bool) {
    let folder = format!("inputs/{year}/imports/");
    let kept = workspace.files.under(&folder);
    if let Some(same) = kept.iter().find(|file| file.sha256 == export.sha256) {
        return (same.path[folder.len()..].to_owned(), true);
    }
    let name = publish::clean_name(export.name());
    let passed_over = workspace.files.passed_over.iter().map(|(path, _)| path.as_str());
    let taken: Vec<String> = kept
        .iter()
        .map(|file| &*file.path)
        .chain(passed_over)
        .filter_map(|path| path.strip_prefix(&folder))
        .map(str::to_lowercase)
        .chain(["survey-map.toml".to_owned()])
        .collect();
    let numbered = (2..).map(|number| publish::numbered_name(&name, number));
    let free = std::iter::once(name.clone())
        .chain(numbered)
        .find(|name| !taken.contains(&name.to_lowercase()));
    (free.unwrap_or(name), false)
}
