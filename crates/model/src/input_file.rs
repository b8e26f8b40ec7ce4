//! A file of the workspace as it was read.

use std::sync::Arc;

/// One file: where it lies, what it holds and its fingerprint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InputFile {
    /// Path relative to the workspace, with `/` between folders.
    pub path: Arc<str>,
    /// The content.
    pub bytes: Arc<[u8]>,
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl InputFile {
    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The part of the name after its last dot, in lower case.
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((_, extension)) => extension.to_ascii_lowercase(),
            None => String::new(),
        }
    }
}
