//! A folder that is written file by file, and put in place whole or not at all.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Error;
use crate::folder::check_name;
use crate::single_file::{flush_folder, parent};

/// A new folder while it is written. Dropped before it is finished, it leaves nothing.
///
/// Its files lie in a neighbour, and take the folder's name in one step when all of them are there. A folder that is
/// there already and empty is filled instead, since somebody may be working in it: its files lie in a folder within it
/// and move out of that when all of them are there, files first and then folders, each in one step.
///
/// A run that is killed leaves the folder that was being written, out of sight, and the next one clears it away.
#[derive(Debug)]
pub struct NewFolder {
    target: PathBuf,
    /// Where the files are written.
    staged: PathBuf,
    /// Keeps other runs out while it is open; `None` where folders cannot be locked.
    lock: Option<File>,
    folders: BTreeSet<PathBuf>,
    /// Folders around it that were not there before, the outermost first.
    around: Vec<PathBuf>,
    /// Whether the folder was there before, and empty.
    fills: bool,
    in_place: bool,
    failure: Failure,
}

/// Name of the folder in which files lie while a folder that was there before is filled.
const WITHIN: &str = ".cfit-demo.new";

/// What the disk said to a file that is written bit by bit.
type Failure = Arc<Mutex<Option<Error>>>;

/// A file of a [`NewFolder`] that is written bit by bit. Whoever writes may turn a fault of the disk into one of its
/// own; [`NewFolder::failure`] knows it.
#[derive(Debug)]
pub struct NewFile {
    file: File,
    shown: PathBuf,
    failure: Failure,
}

impl NewFile {
    fn watched<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|source| {
            let kind = source.kind();
            let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
            failure.get_or_insert_with(|| Error::disk(&self.shown, source));
            kind.into()
        })
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.file.write(bytes);
        self.watched(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.file.flush().and_then(|()| flushed(&self.file));
        self.watched(done)
    }
}

impl NewFolder {
    /// Begins a folder at a place where there is none, or an empty one.
    ///
    /// # Errors
    /// If a file or a folder with anything in it stands there, if another run is writing it, or if the disk may not
    /// be written.
    pub fn begin(target: &Path) -> Result<Self, Error> {
        is_free(target)?;
        let fault = |source| Error::disk(target, source);
        let fills = target.is_dir();
        let around = if fills { Vec::new() } else { missing(&parent(target)) };
        let staged = if fills { Ok(target.join(WITHIN)) } else { neighbour(target) };
        let begun = staged.and_then(|staged| match fs::create_dir(&staged) {
            Err(failure) if failure.kind() != io::ErrorKind::AlreadyExists => Err(fault(failure)),
            _ => Ok(staged),
        });
        let staged = begun.inspect_err(|_| take_back(&around))?;
        let lock = locked(&staged, target)?;
        // What a killed run left.
        for entry in fs::read_dir(&staged).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            let gone =
                if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            gone.map_err(fault)?;
        }
        let folders = BTreeSet::from([staged.clone()]);
        let failure = Failure::default();
        let target = target.to_owned();
        Ok(Self { target, staged, lock, folders, around, fills, in_place: false, failure })
    }

    /// Adds a file at a path relative to the folder, with `/` between folders.
    ///
    /// # Errors
    /// If the disk is full or fails, or the path is no name every system can have.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self.file(path)?;
        let written = file.write_all(bytes).and_then(|()| flushed(&file));
        written.map_err(|source| Error::disk(&self.target.join(path), source))
    }

    /// Begins a file that is written bit by bit.
    ///
    /// # Errors
    /// As [`NewFolder::add`].
    pub fn create(&mut self, path: &str) -> Result<BufWriter<NewFile>, Error> {
        let (file, failure) = (self.file(path)?, Arc::clone(&self.failure));
        Ok(BufWriter::new(NewFile { file, shown: self.target.join(path), failure }))
    }

    /// What the disk said when a file that [`NewFolder::create`] began could not be written; said once.
    pub fn failure(&self) -> Option<Error> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn file(&mut self, path: &str) -> Result<File, Error> {
        check_name(path)?;
        let shown = self.target.join(path);
        let path = self.staged.join(path);
        let folder = parent(&path);
        let created = match self.folders.contains(&folder) {
            true => File::create(&path),
            false => fs::create_dir_all(&folder).and_then(|()| File::create(&path)),
        };
        self.folders.insert(folder);
        created.map_err(|source| Error::disk(&shown, source))
    }

    /// Puts the folder in place.
    ///
    /// # Errors
    /// If the disk fails or failed, or something was put at the folder's place meanwhile. Nothing of it is left then.
    pub fn finish(mut self) -> Result<(), Error> {
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        let fault = |source| Error::disk(&self.target, source);
        for folder in &self.folders {
            flush_folder(folder).map_err(fault)?;
        }
        disk_has_all(&self.staged).map_err(fault)?;
        is_free(&self.target)?;
        if self.fills {
            self.move_out()?;
            self.lock = None;
            self.in_place = true;
            // Nothing is in it any more; if it stays, the next run clears it away.
            let _ = fs::remove_dir(&self.staged);
            let _ = flush_folder(&self.target);
            return Ok(());
        }
        // Some systems do not let a folder take the place of an empty one.
        if cfg!(not(unix)) && self.target.exists() {
            fs::remove_dir(&self.target).map_err(fault)?;
        }
        self.lock = if cfg!(windows) { None } else { self.lock.take() };
        fs::rename(&self.staged, &self.target).map_err(fault)?;
        self.in_place = true;
        // The folder is in place; a disk that cannot say it is durable does not undo it.
        let _ = flush_folder(&parent(&self.target));
        Ok(())
    }

    /// Moves what was written out into the folder that was there before; all of it or nothing.
    fn move_out(&self) -> Result<(), Error> {
        let mut moved = Vec::new();
        let all = self.entries().map_err(|source| Error::disk(&self.target, source))?;
        for (_, name) in all {
            let (from, to) = (self.staged.join(&name), self.target.join(&name));
            let done = match fs::symlink_metadata(&to) {
                Ok(_) => Err(Error::NotEmpty { path: self.target.display().to_string() }),
                Err(_) => fs::rename(&from, &to).map_err(|source| Error::disk(&to, source)),
            };
            if let Err(failure) = done {
                for (from, to) in moved.into_iter().rev() {
                    // What will not go back is the disk's fault that is told.
                    let _ = fs::rename(to, from);
                }
                return Err(failure);
            }
            moved.push((from, to));
        }
        Ok(())
    }

    /// What was written, files before folders, each with whether it is a folder.
    fn entries(&self) -> io::Result<BTreeSet<(bool, OsString)>> {
        let entries = fs::read_dir(&self.staged)?;
        entries
            .map(|entry| entry.and_then(|own| Ok((own.file_type()?.is_dir(), own.file_name()))))
            .collect()
    }
}

/// The folders on the way to a place that are not there yet, the outermost first.
fn missing(place: &Path) -> Vec<PathBuf> {
    let way = place.ancestors().take_while(|folder| fs::symlink_metadata(folder).is_err());
    let mut missing: Vec<PathBuf> = way.map(Path::to_owned).collect();
    missing.reverse();
    missing
}

/// Removes folders that were made on the way. Somebody may have put something there meanwhile: then it stays.
fn take_back(around: &[PathBuf]) {
    around.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
}

/// Where the files of a folder that is not there yet are written.
fn neighbour(target: &Path) -> Result<PathBuf, Error> {
    let fault = |source| Error::disk(target, source);
    let parent = parent(target);
    fs::create_dir_all(&parent).map_err(fault)?;
    let Some(name) = target.file_name() else {
        let help = "give the folder a name of its own, such as `trial`";
        return Err(fault(io::Error::new(io::ErrorKind::InvalidInput, help)));
    };
    Ok(parent.join(format!(".{}.new", name.to_string_lossy())))
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if !self.in_place {
            // What will not go now is cleared by the next run.
            let _ = fs::remove_dir_all(&self.staged);
            take_back(&self.around);
        }
    }
}

/// Refuses a place where something is; what a killed run left there is nothing.
fn is_free(target: &Path) -> Result<(), Error> {
    let path = || target.display().to_string();
    if fs::symlink_metadata(target).is_err() {
        return Ok(());
    }
    // A link to a folder stands for the folder.
    if !target.is_dir() {
        return Err(Error::NotAFolder { path: path() });
    }
    for entry in fs::read_dir(target).map_err(|source| Error::disk(target, source))? {
        let entry = entry.map_err(|source| Error::disk(target, source))?;
        if entry.file_name() != WITHIN {
            return Err(Error::NotEmpty { path: path() });
        }
    }
    Ok(())
}

/// Locks the folder that is being written, so that no other run clears it away.
fn locked(staged: &Path, target: &Path) -> Result<Option<File>, Error> {
    let Ok(folder) = File::open(staged) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(Error::Busy { path: target.display().to_string() }),
        // Some systems and network disks know no locks of folders.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Waits for the disk to have one file, where it cannot be asked for all at once.
fn flushed(file: &File) -> io::Result<()> {
    if cfg!(target_os = "linux") { Ok(()) } else { file.sync_all() }
}

/// Waits for the disk to have everything that was written to it: one wait instead of thousands.
#[cfg(target_os = "linux")]
fn disk_has_all(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn disk_has_all(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn it_is_there_whole_or_not_at_all() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path().join("trial");
        let mut folder = NewFolder::begin(&target).unwrap();
        folder.add("inputs/2026/a.csv", b"a").unwrap();
        assert!(!target.exists());
        drop(folder);
        assert!(names(around.path()).is_empty());
        drop(NewFolder::begin(&around.path().join("a/b/trial")).unwrap());
        assert!(names(around.path()).is_empty(), "nor the folders around it");

        fs::create_dir(&target).unwrap();
        let mut folder = NewFolder::begin(&target).unwrap();
        folder.add("inputs/a.csv", b"a").unwrap();
        folder.create("b.bin").unwrap().write_all(b"bit by bit").unwrap();
        folder.finish().unwrap();
        assert_eq!(names(around.path()), ["trial"]);
        assert_eq!(names(&target), ["b.bin", "inputs"]);
    }

    #[test]
    fn what_is_there_already_is_not_touched() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path().join("trial");
        fs::write(&target, "a file").unwrap();
        assert!(matches!(NewFolder::begin(&target), Err(Error::NotAFolder { .. })));
        fs::remove_file(&target).unwrap();
        fs::create_dir(&target).unwrap();
        let folder = NewFolder::begin(&target).unwrap();
        fs::write(target.join("mine.txt"), "mine").unwrap();
        assert!(matches!(folder.finish(), Err(Error::NotEmpty { .. })), "put there meanwhile");
        assert!(matches!(NewFolder::begin(&target), Err(Error::NotEmpty { .. })));
        assert_eq!(names(around.path()), ["trial"]);
        assert_eq!(names(&target), ["mine.txt"]);
        assert!(NewFolder::begin(&target.join("mine.txt/trial")).is_err());
    }

    #[test]
    fn an_empty_folder_is_filled_and_stays_the_same_folder() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path();
        // What a killed run left is no reason to refuse, and is cleared away.
        fs::create_dir(target.join(WITHIN)).unwrap();
        fs::write(target.join(WITHIN).join("half.xlsx"), "half").unwrap();
        let before = File::open(target).unwrap();
        let mut folder = NewFolder::begin(&target.join(".")).unwrap();
        folder.add("inputs/2026/a.csv", b"a").unwrap();
        folder.add("README.md", b"b").unwrap();
        assert_eq!(names(target), [WITHIN], "nothing is in place before all of it is");
        if cfg!(unix) {
            assert!(matches!(NewFolder::begin(target), Err(Error::Busy { .. })));
        }
        folder.finish().unwrap();
        assert_eq!(names(target), ["README.md", "inputs"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let inode = |about: fs::Metadata| about.ino();
            let after = fs::metadata(target).map(inode).unwrap();
            assert_eq!(before.metadata().map(inode).unwrap(), after);
        }
        assert!(matches!(NewFolder::begin(target), Err(Error::NotEmpty { .. })));
    }

    #[test]
    fn a_folder_that_cannot_be_filled_whole_is_left_as_it_was() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path();
        let mut folder = NewFolder::begin(target).unwrap();
        folder.add("a.csv", b"a").unwrap();
        folder.add("inputs/b.csv", b"b").unwrap();
        // The file moves first, and back when the folder cannot.
        fs::create_dir(target.join("inputs")).unwrap();
        assert!(matches!(folder.move_out(), Err(Error::NotEmpty { .. })));
        assert_eq!(names(target), [WITHIN, "inputs"]);
        assert!(matches!(folder.finish(), Err(Error::NotEmpty { .. })), "put there meanwhile");
        assert_eq!(names(target), ["inputs"]);
        assert!(names(&target.join("inputs")).is_empty());
    }

    #[test]
    fn another_run_is_kept_out_and_a_killed_one_cleared_away() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path().join("trial");
        let left = around.path().join(".trial.new/inputs");
        fs::create_dir_all(&left).unwrap();
        fs::write(left.join("half.xlsx"), "half").unwrap();
        let mut folder = NewFolder::begin(&target).unwrap();
        if cfg!(unix) {
            assert!(matches!(NewFolder::begin(&target), Err(Error::Busy { .. })));
        }
        folder.add("whole.csv", b"").unwrap();
        folder.finish().unwrap();
        assert_eq!(names(&target), ["whole.csv"]);
        assert_eq!(names(around.path()), ["trial"]);
    }
}
