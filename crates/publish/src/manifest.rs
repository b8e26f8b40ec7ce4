//! The list of everything a run read and wrote, with fingerprints.

use std::collections::BTreeMap;
use std::path::Path;

use model::InputFile;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::output::OutputFile;
use crate::package::pretty;

/// Name of the file.
const NAME: &str = "manifest.json";

/// What a manifest says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The program.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The options of the run.
    pub options: BTreeMap<String, String>,
    /// Every file read, by path relative to the workspace.
    pub inputs: Vec<Entry>,
    /// Every file written, by path relative to the folder of the manifest; the manifest itself is not in it.
    pub outputs: Vec<Entry>,
}

/// One file of a manifest.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The path.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Whether the run read exactly these files with these contents.
    pub fn rests_on(&self, inputs: &[&InputFile]) -> bool {
        let mut now: Vec<(&str, &str)> = inputs.iter().map(|f| (&*f.path, &*f.sha256)).collect();
        let mut then: Vec<(&str, &str)> =
            self.inputs.iter().map(|e| (&*e.path, &*e.sha256)).collect();
        now.sort_unstable();
        now.dedup();
        then.sort_unstable();
        now == then
    }
}

/// `manifest.json`: version, options, and size and SHA-256 of every file read and written. It holds no
/// clock time, no absolute path and no name of a user, so it is the same wherever the run is made.
pub fn manifest(
    options: &[(&str, &str)],
    inputs: &[&InputFile],
    outputs: &[OutputFile],
) -> OutputFile {
    let options = options.iter();
    let manifest = Manifest {
        tool: "cfit".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        options: options.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        inputs: sorted(inputs.iter().map(|file| Entry {
            path: file.path.to_string(),
            size: file.bytes.len() as u64,
            sha256: file.sha256.clone(),
        })),
        outputs: sorted(outputs.iter().map(|file| Entry {
            path: file.path.clone(),
            size: file.bytes.len() as u64,
            sha256: sha256(&file.bytes),
        })),
    };
    OutputFile { path: NAME.to_owned(), bytes: pretty(&manifest) }
}

/// The manifest of a folder that was written before; `None` where there is none that can be read.
pub fn manifest_in_place(folder: &Path) -> Option<Manifest> {
    let text = std::fs::read(folder.join(NAME)).ok()?;
    serde_json::from_slice(&text).ok()
}

fn sorted(entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort();
    entries.dedup();
    entries
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: &str, content: &str) -> InputFile {
        InputFile {
            path: path.into(),
            bytes: content.as_bytes().into(),
            sha256: sha256(content.as_bytes()),
        }
    }

    #[test]
    fn lists_files_by_path_and_knows_when_an_input_changed() {
        let (a, b) = (input("inputs/a.csv", "a"), input("inputs/b.csv", "b"));
        let output = OutputFile { path: "data/x.csv".into(), bytes: b"x".to_vec() };
        let file = manifest(&[("year", "2026")], &[&b, &a], &[output]);
        let read: Manifest = serde_json::from_slice(&file.bytes).unwrap();
        let paths: Vec<_> = read.inputs.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["inputs/a.csv", "inputs/b.csv"]);
        assert_eq!(read.outputs[0].size, 1);
        assert!(read.rests_on(&[&a, &b]));
        assert!(!read.rests_on(&[&a]));
        assert!(!read.rests_on(&[&a, &input("inputs/b.csv", "c")]));
    }
}
