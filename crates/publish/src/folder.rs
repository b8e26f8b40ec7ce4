//! A folder, put in place whole or not at all.
//!
//! The new folder is written beside the old one and flushed; then the two change places. On Linux that is
//! one step. Elsewhere it is two renames, and the next run puts the old folder back if the first was the
//! last thing that happened.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::output::OutputFile;
use crate::single_file::{flush_folder, parent};

/// Longest name of a file or folder that is written, in characters (contract: the data contract).
const LONGEST_NAME: usize = 120;

/// Writes a folder that holds exactly these files; an older folder of the name is replaced.
///
/// Until the last moment the old folder is in place, untouched; after it, the whole new one. A run that is
/// killed leaves one of the two, and what else it left is cleared away by the next.
///
/// # Errors
/// If the disk is full, may not be written, or fails; if another run is writing the same folder; if a file
/// stands in its place. The old folder is then as it was, and nothing of the new one is left.
pub fn write_folder(target: &Path, files: &[OutputFile]) -> Result<(), Error> {
    let files = checked(files)?;
    let places = Places::of(target)?;
    let _lock = places.lock()?;
    places.recover()?;
    let swapped = places.stage(&files).and_then(|()| places.swap(&exchange, &rename));
    if swapped.is_err() {
        // What is left here is cleared by the next run, if not now.
        let _ = fs::remove_dir_all(&places.new);
    }
    swapped?;
    let _ = fs::remove_dir_all(&places.new);
    let _ = fs::remove_dir_all(&places.old);
    Ok(())
}

/// Puts a folder back that a killed run had moved aside, and clears what else it left. A folder in good
/// order is not touched.
///
/// # Errors
/// As [`write_folder`].
pub fn restore_folder(target: &Path) -> Result<(), Error> {
    if !parent(target).exists() {
        return Ok(());
    }
    let places = Places::of(target)?;
    if !places.new.exists() && !places.old.exists() {
        return Ok(());
    }
    let _lock = places.lock()?;
    places.recover()
}

/// The files by name, each with a name that every system can have.
fn checked(files: &[OutputFile]) -> Result<BTreeMap<&str, &[u8]>, Error> {
    let mut by_name: BTreeMap<&str, &[u8]> = BTreeMap::new();
    for file in files {
        check_name(&file.path)?;
        let before = by_name.insert(&file.path, &file.bytes);
        if before.is_some_and(|before| before != file.bytes) {
            let path = file.path.clone();
            return Err(Error::TwoContents { path });
        }
    }
    Ok(by_name)
}

pub(crate) fn check_name(path: &str) -> Result<(), Error> {
    const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];
    let problem = path.split('/').find_map(|part| {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let port = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
        if part.is_empty() || part == "." || part == ".." {
            Some("it leads out of its folder")
        } else if part.chars().count() > LONGEST_NAME {
            Some("it is longer than 120 characters")
        } else if part.chars().any(|c| c.is_control() || "<>:\"\\|?*".contains(c)) {
            Some("it has a character that Windows does not allow")
        } else if part.ends_with(['.', ' ']) || RESERVED.contains(&&*stem) || port {
            Some("Windows keeps this name for itself")
        } else {
            None
        }
    });
    match problem {
        Some(problem) => Err(Error::BadName { path: path.to_owned(), problem }),
        None => Ok(()),
    }
}

/// The folder and its neighbours during a change.
struct Places {
    target: PathBuf,
    parent: PathBuf,
    /// Where the new folder is written.
    new: PathBuf,
    /// Where the old folder waits while the new one takes its place.
    old: PathBuf,
    lock: PathBuf,
}

impl Places {
    /// The places for a folder; what it lies in is made if need be.
    fn of(target: &Path) -> Result<Self, Error> {
        let fault = |source| Error::disk(target, source);
        let is_link = target.is_symlink();
        let target =
            if is_link { fs::canonicalize(target).map_err(fault)? } else { target.to_owned() };
        if target.exists() && !target.is_dir() {
            let path = target.display().to_string();
            return Err(Error::NotAFolder { path });
        }
        let parent = parent(&target);
        fs::create_dir_all(&parent).map_err(fault)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = |end: &str| parent.join(format!(".{name}.{end}"));
        Ok(Self { new: beside("new"), old: beside("old"), lock: beside("lock"), parent, target })
    }

    /// Keeps other runs out until the file is dropped. The file stays: removing it would let two in.
    fn lock(&self) -> Result<File, Error> {
        let file = File::create(&self.lock).map_err(|source| Error::disk(&self.lock, source))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => {
                Err(Error::Busy { path: self.target.display().to_string() })
            }
            // Some network disks know no locks; there the office keeps to one run at a time.
            Err(fs::TryLockError::Error(failure))
                if failure.kind() == io::ErrorKind::Unsupported =>
            {
                Ok(file)
            }
            Err(fs::TryLockError::Error(source)) => Err(Error::disk(&self.lock, source)),
        }
    }

    /// Brings a change that was broken off to one of its ends.
    fn recover(&self) -> Result<(), Error> {
        if !self.target.exists() && self.old.exists() {
            fs::rename(&self.old, &self.target)
                .map_err(|source| Error::disk(&self.target, source))?;
        }
        for left in [&self.new, &self.old] {
            if left.exists() {
                fs::remove_dir_all(left).map_err(|source| Error::disk(left, source))?;
            }
        }
        Ok(())
    }

    /// Writes the new folder, every file flushed to the disk.
    fn stage(&self, files: &BTreeMap<&str, &[u8]>) -> Result<(), Error> {
        let mut folders = vec![self.new.clone()];
        fs::create_dir(&self.new).map_err(|source| Error::disk(&self.target, source))?;
        for (name, bytes) in files {
            let shown = self.target.join(name);
            let path = self.new.join(name);
            let folder = parent(&path);
            let written = fs::create_dir_all(&folder).and_then(|()| write_flushed(&path, bytes));
            written.map_err(|source| Error::disk(&shown, source))?;
            folders.push(folder);
        }
        folders.sort();
        folders.dedup();
        for folder in folders {
            flush_folder(&folder).map_err(|source| Error::disk(&self.target, source))?;
        }
        Ok(())
    }

    /// Lets the new folder take the place of the old one: in one step where the system exchanges folders,
    /// else in two, the first of which is undone if the second fails.
    fn swap(
        &self,
        exchange: &dyn Fn(&Path, &Path) -> bool,
        rename: &dyn Fn(&Path, &Path) -> io::Result<()>,
    ) -> Result<(), Error> {
        let fault = |source| Error::disk(&self.target, source);
        if !self.target.exists() {
            rename(&self.new, &self.target).map_err(fault)?;
        } else if !exchange(&self.new, &self.target) {
            rename(&self.target, &self.old).map_err(fault)?;
            if let Err(failure) = rename(&self.new, &self.target) {
                fs::rename(&self.old, &self.target).map_err(fault)?;
                return Err(fault(failure));
            }
        }
        // The change is made; a disk that cannot say it is durable does not undo it.
        let _ = flush_folder(&self.parent);
        Ok(())
    }
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Lets two folders change places in one step; `false` where the system or its disk cannot.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, content: &str) -> OutputFile {
        OutputFile { path: path.to_owned(), bytes: content.as_bytes().to_vec() }
    }

    fn content(target: &Path) -> String {
        fs::read_to_string(target.join("data/a.csv")).unwrap()
    }

    /// What lies beside the folder, but for the lock.
    fn litter(target: &Path) -> Vec<String> {
        let names = fs::read_dir(parent(target)).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "2026" && name != ".2026.lock").collect()
    }

    /// A workspace whose report of 2026 says "old".
    fn with_old_report() -> (tempfile::TempDir, PathBuf) {
        let workspace = tempfile::tempdir().unwrap();
        let target = workspace.path().join("reports/2026");
        write_folder(&target, &[file("data/a.csv", "old"), file("gone.html", "")]).unwrap();
        (workspace, target)
    }

    #[test]
    fn a_new_folder_replaces_the_old_one_as_a_whole() {
        let (_workspace, target) = with_old_report();
        write_folder(&target, &[file("data/a.csv", "new")]).unwrap();
        assert_eq!(content(&target), "new");
        assert!(!target.join("gone.html").exists());
        assert!(litter(&target).is_empty());
    }

    #[test]
    fn a_fault_while_writing_leaves_the_old_folder_and_nothing_else() {
        let (_workspace, target) = with_old_report();
        let clash = [file("data", "a file"), file("data/a.csv", "in a folder of its name")];
        assert!(write_folder(&target, &clash).is_err());
        assert_eq!(content(&target), "old");
        assert!(litter(&target).is_empty());
    }

    #[test]
    fn a_rename_that_fails_is_undone() {
        let (_workspace, target) = with_old_report();
        let places = Places::of(&target).unwrap();
        let new = [file("data/a.csv", "new")];
        places.stage(&checked(&new).unwrap()).unwrap();
        let failing = |from: &Path, to: &Path| {
            if from == places.new {
                Err(io::ErrorKind::StorageFull.into())
            } else {
                rename(from, to)
            }
        };
        let error = places.swap(&|_, _| false, &failing).unwrap_err();
        assert!(matches!(error, Error::DiskFull { .. }), "{error}");
        assert_eq!(content(&target), "old");
        places.swap(&|_, _| false, &rename).unwrap();
        assert_eq!(content(&target), "new");
    }

    #[test]
    fn what_a_killed_run_left_is_brought_in_order() {
        let (_workspace, target) = with_old_report();
        let places = Places::of(&target).unwrap();
        fs::rename(&places.target, &places.old).unwrap();
        fs::create_dir(&places.new).unwrap();
        restore_folder(&target).unwrap();
        assert_eq!(content(&target), "old");
        assert!(litter(&target).is_empty());

        fs::create_dir(&places.new).unwrap();
        fs::create_dir(&places.old).unwrap();
        write_folder(&target, &[file("data/a.csv", "new")]).unwrap();
        assert_eq!(content(&target), "new");
        assert!(litter(&target).is_empty());
    }

    #[test]
    fn two_runs_do_not_write_the_same_folder() {
        let (_workspace, target) = with_old_report();
        let lock = Places::of(&target).unwrap().lock().unwrap();
        let error = write_folder(&target, &[file("data/a.csv", "new")]).unwrap_err();
        assert!(matches!(error, Error::Busy { .. }), "{error}");
        drop(lock);
        write_folder(&target, &[file("data/a.csv", "new")]).unwrap();
    }

    #[test]
    fn names_stay_inside_the_folder_and_valid_everywhere() {
        let long = "a".repeat(121);
        let bad = ["../a", "/a", "a//b", "a:b", "a?", "nul.csv", "COM1.txt", "a.", "", &long];
        for name in bad {
            assert!(check_name(name).is_err(), "{name}");
        }
        for name in ["data/a.csv", "com.csv", "progress-report.fr.html", "é.csv"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        let twice = [file("a", "1"), file("a", "1"), file("a", "2")];
        assert!(checked(&twice[..2]).is_ok());
        assert!(matches!(checked(&twice), Err(Error::TwoContents { .. })));
    }
}
