//! The list of files below a folder, without leaving the workspace.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::litter::litter;

/// A file to be read.
pub(crate) struct Listed {
    /// Path relative to the workspace, with `/` between folders.
    pub(crate) path: String,
    /// Where it lies on the disk.
    pub(crate) on_disk: PathBuf,
}

/// What lies below a folder.
#[derive(Default)]
pub(crate) struct Listing {
    /// Files to be read, in sorted order.
    pub(crate) files: Vec<Listed>,
    /// Path and reason of everything that is not read.
    pub(crate) passed_over: Vec<(String, String)>,
}

/// Lists the files below `folder` (relative to `root`) in sorted order.
///
/// Each reason says what is wrong and, after a colon, what to do.
///
/// A link is followed only to a place inside the workspace; one that leads out of it, office litter,
/// folders that cannot be opened or are named like a file, and things that are no files are passed over with the reason.
/// `real_root` is the workspace's folder with every link in it resolved.
pub(crate) fn listing(root: &Path, real_root: &Path, folder: &str) -> Listing {
    let mut listing = Listing::default();
    let mut walker =
        WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name().into_iter();
    while let Some(next) = walker.next() {
        match next {
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| relative(root, path).0);
                listing.passed_over.push((path, unreadable(&error)));
            }
            Ok(entry) => {
                if let Some((path, why)) = listing.take(&entry, root, real_root) {
                    listing.passed_over.push((path, why));
                    if entry.file_type().is_dir() {
                        walker.skip_current_dir();
                    }
                }
            }
        }
    }
    listing
}

impl Listing {
    /// Takes one entry into the list; gives path and reason back if it is passed over.
    fn take(
        &mut self,
        entry: &DirEntry,
        root: &Path,
        real_root: &Path,
    ) -> Option<(String, String)> {
        let (path, clean) = relative(root, entry.path());
        let why = if entry.path_is_symlink() && !leads_inside(entry.path(), real_root) {
            "a link that leads out of the workspace is not followed: put the file itself here"
        } else if let Some(why) = litter(&entry.file_name().to_string_lossy()) {
            why
        } else if !clean {
            "its name has characters that cannot be read on every computer: rename it"
        } else if entry.file_type().is_dir() && named_like_a_file(entry.path()) {
            "a folder with the name of a file: put the file itself here"
        } else if entry.file_type().is_dir() {
            return None;
        } else if !entry.file_type().is_file() {
            "neither a file nor a folder: put the file itself here"
        } else {
            let on_disk = entry.path().to_owned();
            self.files.push(Listed { path, on_disk });
            return None;
        };
        Some((path, why.to_owned()))
    }
}

/// Endings of names that stand for a file in a workspace.
const FILE_ENDINGS: [&str; 9] = ["csv", "md", "ods", "toml", "xls", "xlsb", "xlsm", "xlsx", "zip"];

/// Whether a folder has a name by which a file is looked for, so that it would be missing in silence.
fn named_like_a_file(folder: &Path) -> bool {
    let ending = folder.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| FILE_ENDINGS.iter().any(|own| ending == *own))
}

/// Whether a link leads to a place inside the workspace.
pub(crate) fn leads_inside(link: &Path, real_root: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| target.starts_with(real_root))
}

/// The path below the workspace with `/` between folders, and whether it is Unicode throughout.
fn relative(root: &Path, path: &Path) -> (String, bool) {
    let below = path.strip_prefix(root).unwrap_or(path);
    let clean = below.to_str().is_some();
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (parts.join("/"), clean)
}

/// Why an entry cannot be read, without the path (it stands beside).
fn unreadable(error: &walkdir::Error) -> String {
    if error.loop_ancestor().is_some() {
        return "a link to a folder it lies in itself is not followed: remove the link".to_owned();
    }
    match error.io_error() {
        Some(cause) if error.path().is_some_and(Path::is_symlink) => {
            format!("a link that leads nowhere ({}): put the file itself here", cause.kind())
        }
        Some(cause) => refused(cause),
        None => "the computer does not open it: save it here again".to_owned(),
    }
}

/// Why a file or folder that is there cannot be opened.
pub(crate) fn refused(cause: &std::io::Error) -> String {
    format!(
        "the computer does not open it ({}): allow your account to read it, or save it here again",
        cause.kind()
    )
}
