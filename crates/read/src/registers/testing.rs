//! Small workspaces in memory, for tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{InputFile, Register};

/// Files with these paths and texts.
pub(crate) fn files(texts: &[(&str, &str)]) -> BTreeMap<String, InputFile> {
    let file = |(path, text): &(&str, &str)| {
        let file = InputFile {
            path: (*path).into(),
            bytes: Arc::from(text.as_bytes()),
            sha256: String::new(),
        };
        ((*path).to_owned(), file)
    };
    texts.iter().map(file).collect()
}

/// A register with these ids, all of them procuring since 2021.
pub(crate) fn register(ids: &[&str]) -> Register {
    let rows: Vec<_> = ids.iter().map(|id| format!("{id},{id},NL,2021-06-14,,\n")).collect();
    let text =
        format!("id,name,country,procuring_since,coordinating_since,left\n{}", rows.concat());
    let files = files(&[("inputs/participants.csv", &text)]);
    super::participants(&files, &mut Vec::new()).unwrap()
}
