//! One file, put in place whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// End of the names of files that are being written.
const UNFINISHED: &str = ".unfinished";

/// Writes a file, with the folders it lies in; an older file of the name is replaced.
///
/// The content goes into a neighbour first, is flushed to the disk, and takes the name in one step, so at
/// any moment either the old file or the whole new one is there. What a killed run left is cleared away.
///
/// # Errors
/// If the disk is full, may not be written, or fails. The old file is then untouched.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fault = |source| Error::disk(target, source);
    let (file, folder) = staged(target, bytes)?;
    let _ = as_before(file.as_file(), target);
    file.persist(target).map_err(|failure| fault(failure.error))?;
    flush_folder(&folder).map_err(fault)
}

/// Writes a file that is not there yet, as [`write_file`] does; `false` where something has the name already, and
/// nothing was written.
///
/// # Errors
/// As [`write_file`]. Nothing is then left of the file.
pub fn write_new_file(target: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let fault = |source| Error::disk(target, source);
    if target.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let (file, folder) = staged(target, bytes)?;
    match file.persist_noclobber(target) {
        Ok(_) => flush_folder(&folder).map_err(fault).map(|()| true),
        Err(failure) if failure.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(failure) => Err(fault(failure.error)),
    }
}

/// Removes a file that this run wrote, and the folders it lies in as far as they are empty then, `levels` at most.
/// What will not go stays.
pub fn take_back(target: &Path, levels: usize) {
    if fs::remove_file(target).is_ok() {
        for folder in target.ancestors().skip(1).take(levels) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// The content in a neighbour of the file, flushed to the disk, and the folder both lie in.
fn staged(target: &Path, bytes: &[u8]) -> Result<(tempfile::NamedTempFile, PathBuf), Error> {
    let fault = |source| Error::disk(target, source);
    let folder = parent(target);
    fs::create_dir_all(&folder).map_err(fault)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let prefix = format!(".{name}.");
    clear_unfinished(&folder, &prefix);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(UNFINISHED);
    readable_by_others(&mut builder);
    let mut file = builder.tempfile_in(&folder).map_err(fault)?;
    file.write_all(bytes).map_err(fault)?;
    file.as_file().sync_all().map_err(fault)?;
    Ok((file, folder))
}

/// Lets the same people read and write the new file who could the old one.
fn as_before(file: &fs::File, old: &Path) -> std::io::Result<()> {
    file.set_permissions(fs::metadata(old)?.permissions())
}

/// The folder a path lies in.
pub(crate) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Makes the names in a folder durable, where the system has such a thing.
pub(crate) fn flush_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Temporary files are for their owner alone unless told otherwise.
#[cfg(unix)]
fn readable_by_others(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable_by_others(_builder: &mut tempfile::Builder<'_, '_>) {}

/// Removes what a killed run left of the same file. A file that will not go is left; it harms nothing.
fn clear_unfinished(folder: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(prefix) && name.ends_with(UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_the_file_and_clears_what_a_killed_run_left() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("outbox/form.xlsx");
        write_file(&target, b"old").unwrap();
        fs::write(folder.path().join("outbox/.form.xlsx.abc.unfinished"), b"half").unwrap();
        write_file(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path().join("outbox")).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("north/return.xlsx");
        assert!(write_new_file(&target, b"first").unwrap());
        assert!(!write_new_file(&target, b"second").unwrap());
        assert_eq!(fs::read(&target).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path().join("north")).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_who_may_read_it() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("received.csv");
        fs::write(&target, b"old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
        write_file(&target, b"new").unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_fault_leaves_the_old_content_and_says_where() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("form.xlsx");
        fs::create_dir(&target).unwrap();
        let message = write_file(&target, b"new").unwrap_err().to_string();
        assert!(message.contains("form.xlsx"), "{message}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
