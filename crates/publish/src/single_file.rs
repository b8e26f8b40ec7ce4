//! One file, put in place whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// End of the names of files that are being written.
const UNFINISHED: &str = ".unfinished";

/// Writes a file of the workspace in `root`, with the folders it lies in; an older file of the name is replaced.
///
/// `path` is relative to the workspace. Links on the way are followed inside the workspace, and nothing is written through
/// one that leads out of it.
///
/// The content goes into a neighbour first, is flushed to the disk, and takes the name in one step, so at
/// any moment either the old file or the whole new one is there. What a killed run left is cleared away.
///
/// # Errors
/// [`Error::LeadsOut`] where a folder on the way lies outside the workspace; if the disk is full, may not be written, or
/// fails. The old file is then untouched.
pub fn write_file(root: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    inside(root, path)?;
    replace_file(&root.join(path), bytes)
}

/// Replaces a file of which it is known that it lies where it may be written.
pub(crate) fn replace_file(target: &Path, bytes: &[u8]) -> Result<(), Error> {
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
pub fn write_new_file(root: &Path, path: &str, bytes: &[u8]) -> Result<bool, Error> {
    inside(root, path)?;
    let target = &root.join(path);
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
/// What will not go stays, and so does what lies outside the workspace.
pub fn take_back(root: &Path, path: &str, levels: usize) {
    let target = root.join(path);
    if inside(root, path).is_ok() && fs::remove_file(&target).is_ok() {
        for folder in target.ancestors().skip(1).take(levels) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// Refuses a path whose folder lies outside the workspace, wherever its links lead.
///
/// Folders that are not there yet are made in the last one that is, so that one decides.
pub(crate) fn inside(root: &Path, path: &str) -> Result<(), Error> {
    let mut way = Path::new(path).ancestors().skip(1);
    let there = way.find(|folder| root.join(folder).symlink_metadata().is_ok());
    let there = there.unwrap_or(Path::new(""));
    let fault = |source| Error::disk(&root.join(path), source);
    let leads_out = || {
        let mut way: Vec<&Path> = there.ancestors().collect();
        way.reverse();
        let link = way.into_iter().find(|folder| root.join(folder).is_symlink());
        Error::LeadsOut { path: link.unwrap_or(there).display().to_string() }
    };
    // A link to nothing would be written to as soon as there is something.
    let real = match fs::canonicalize(root.join(there)) {
        Ok(real) => real,
        Err(_) if root.join(there).is_symlink() => return Err(leads_out()),
        Err(failure) if there == Path::new("") && is_missing(&failure) => return Ok(()),
        Err(failure) => return Err(fault(failure)),
    };
    let is_inside = real.starts_with(fs::canonicalize(root).map_err(fault)?);
    if is_inside { Ok(()) } else { Err(leads_out()) }
}

fn is_missing(failure: &std::io::Error) -> bool {
    failure.kind() == std::io::ErrorKind::NotFound
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
        write_file(folder.path(), "outbox/form.xlsx", b"old").unwrap();
        fs::write(folder.path().join("outbox/.form.xlsx.abc.unfinished"), b"half").unwrap();
        write_file(folder.path(), "outbox/form.xlsx", b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path().join("outbox")).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("north/return.xlsx");
        let write = |bytes| write_new_file(folder.path(), "north/return.xlsx", bytes).unwrap();
        assert!(write(b"first"));
        assert!(!write(b"second"));
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
        write_file(folder.path(), "received.csv", b"new").unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_fault_leaves_the_old_content_and_says_where() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("form.xlsx");
        fs::create_dir(&target).unwrap();
        let message = write_file(folder.path(), "form.xlsx", b"new").unwrap_err().to_string();
        assert!(message.contains("form.xlsx"), "{message}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_never_leads_a_file_out_of_the_workspace() {
        use std::os::unix::fs::symlink;

        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let own = root.path();
        fs::create_dir_all(own.join("inputs/2026/kept")).unwrap();
        symlink(outside.path(), own.join("inputs/2026/returns")).unwrap();
        symlink(outside.path().join("gone"), own.join("outbox")).unwrap();
        symlink("kept", own.join("inputs/2026/imports")).unwrap();
        for (path, link) in [
            ("inputs/2026/returns/return.xlsx", "`inputs/2026/returns`"),
            ("inputs/2026/returns/a/b/return.xlsx", "`inputs/2026/returns`"),
            ("outbox/2026/form.xlsx", "`outbox`"),
        ] {
            for error in [
                write_file(own, path, b"new").unwrap_err(),
                write_new_file(own, path, b"new").unwrap_err(),
            ] {
                assert!(error.to_string().contains(link), "{error}");
            }
        }
        fs::write(outside.path().join("theirs.eml"), b"theirs").unwrap();
        take_back(own, "inputs/2026/returns/theirs.eml", 1);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1, "neither written nor removed");
        assert!(write_new_file(own, "inputs/2026/imports/export.zip", b"new").unwrap());
        assert!(own.join("inputs/2026/kept/export.zip").exists(), "a link inside is followed");
    }
}
