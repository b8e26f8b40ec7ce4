//! Files from outside the workspace that the office wants to take in.

use std::path::{Path, PathBuf};

use model::{InputFile, Obstacle};
use walkdir::WalkDir;

use crate::bytes::read_one;
use crate::litter::litter;
use crate::walk::{Listed, refused};

/// A file that was offered, not read yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfferedFile {
    /// As it was named; below a folder that was named, with the way from there.
    pub shown: String,
    on_disk: PathBuf,
    /// Why it is no file that could be taken in, and what to do.
    refused: Option<String>,
    /// What office programs leave behind: passed over, and nothing to do.
    pub litter: Option<&'static str>,
}

impl OfferedFile {
    /// Its content and fingerprint; the path is as it was named.
    ///
    /// # Errors
    ///
    /// Why it cannot be taken in and, after a colon, what to do.
    pub fn read(&self) -> Result<InputFile, String> {
        if let Some(why) = &self.refused {
            return Err(why.clone());
        }
        let listed = Listed { path: self.shown.clone(), on_disk: self.on_disk.clone() };
        read_one(&listed).map_err(|(_, why)| why)
    }
}

/// Reads one file the program wrote earlier, at a path relative to the workspace.
///
/// # Errors
///
/// An [`Obstacle`] if it is not there or the computer does not open it.
pub fn file(root: &Path, path: &str) -> Result<InputFile, Obstacle> {
    let listed = Listed { path: path.to_owned(), on_disk: root.join(path) };
    read_one(&listed).map_err(|(path, why)| {
        let (why, help) = why.split_once(": ").unwrap_or((&why, "run the command again"));
        Obstacle::new(format!("`{path}` cannot be read: {why}."), help.to_owned()).at(path)
    })
}

/// Whether a file stands at a path relative to the workspace.
pub fn is_there(root: &Path, path: &str) -> bool {
    root.join(path).is_file()
}

/// Lists what was named on the command line: each file, and of each folder everything below it in the order of names.
///
/// Links are not followed: what is stored would be another file than the one that was named. The workspace's own
/// folder is refused, since everything in it would be offered again.
pub fn offered(named: &[PathBuf], workspace: &Path) -> Vec<OfferedFile> {
    named.iter().flat_map(|path| below(path, workspace)).collect()
}

/// What one name on the command line stands for.
fn below(path: &Path, workspace: &Path) -> Vec<OfferedFile> {
    let refusal = |why: String| vec![offer(path, Some(why))];
    let kind = match path.symlink_metadata() {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return refusal("there is no such file: look at the name again".to_owned());
        }
        Err(error) => return refusal(refused(&error)),
    };
    if kind.is_symlink() {
        return vec![offer(path, Some(LINK.to_owned()))];
    }
    if !kind.is_dir() {
        return vec![offer(path, unusual(kind.is_file()))];
    }
    let real = |path: &Path| path.canonicalize().ok();
    if real(path).is_some_and(|folder| real(workspace).is_some_and(|own| own.starts_with(folder))) {
        let why = "the workspace itself lies in this folder: name the folder the files came in";
        return refusal(why.to_owned());
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(path).min_depth(1).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.path_is_symlink() => {
                found.push(offer(entry.path(), Some(LINK.to_owned())));
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => found.push(offer(entry.path(), unusual(entry.file_type().is_file()))),
            Err(error) => {
                let at = error.path().unwrap_or(path);
                let why = error.io_error().map_or_else(|| LINK.to_owned(), refused);
                found.push(offer(at, Some(why)));
            }
        }
    }
    if found.is_empty() {
        return refusal(
            "a folder with no file in it: name the files, or the folder they are in".to_owned(),
        );
    }
    found
}

const LINK: &str = "a link to another file: name the file itself";

fn unusual(is_file: bool) -> Option<String> {
    (!is_file).then(|| "neither a file nor a folder: name the file itself".to_owned())
}

fn offer(path: &Path, refused: Option<String>) -> OfferedFile {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let shown = match parts.as_slice() {
        [root, rest @ ..] if root == "/" => format!("/{}", rest.join("/")),
        parts => parts.join("/"),
    };
    OfferedFile { shown, on_disk: path.to_owned(), refused, litter: litter(&name) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_stands_for_its_files_and_everything_else_is_named() {
        let (folder, workspace) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("mail/b")).unwrap();
        fs::create_dir(at("empty")).unwrap();
        fs::write(at("mail/a.xlsx"), "a").unwrap();
        fs::write(at("mail/b/c.pdf"), "").unwrap();
        fs::write(at("mail/Thumbs.db"), "").unwrap();
        let named = [at("mail"), at("gone.xlsx"), at("empty")];
        let found = offered(&named, workspace.path());
        let told: Vec<(String, String)> = found
            .iter()
            .map(|file| {
                let shown = file.shown.rsplit('/').next().unwrap().to_owned();
                let read = file.read().map_or_else(|why| why, |file| file.sha256[..4].to_owned());
                (shown, if file.litter.is_some() { "litter".to_owned() } else { read })
            })
            .collect();
        let expected = [
            ("Thumbs.db", "litter"),
            ("a.xlsx", "ca97"),
            ("c.pdf", "e3b0"),
            ("gone.xlsx", "there is no such file: look at the name again"),
            ("empty", "a folder with no file in it: name the files, or the folder they are in"),
        ];
        assert_eq!(told, expected.map(|(name, why)| (name.to_owned(), why.to_owned())));
    }

    #[test]
    fn the_workspace_is_not_taken_into_itself() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("workspace");
        fs::create_dir_all(workspace.join("inputs")).unwrap();
        fs::write(workspace.join("inputs/pact.toml"), "").unwrap();
        for named in [workspace.clone(), folder.path().to_owned()] {
            let found = offered(&[named], &workspace);
            assert_eq!(found.len(), 1);
            assert!(found[0].read().unwrap_err().contains("the workspace itself"));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.xlsx"), "a").unwrap();
        let link = folder.path().join("b.xlsx");
        std::os::unix::fs::symlink("a.xlsx", &link).unwrap();
        let found = offered(&[link], Path::new("elsewhere"));
        assert_eq!(found[0].read().unwrap_err(), LINK);
    }
}
