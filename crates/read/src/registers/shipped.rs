//! The lists this program ships, used where a workspace has none of its own.
//!
//! They are the files of the example workspace, so that there is one copy to look after.

use std::collections::BTreeMap;

use model::InputFile;

use crate::absent::stands;

const PRODUCT_CODES: &str = include_str!("../../../../inputs/product-codes.csv");
const ECOLABELS: &str = include_str!("../../../../inputs/ecolabels.csv");
const CONDITION_WORDS: &str = include_str!("../../../../inputs/condition-words.csv");

/// The register a workspace has none of, as it is shipped; `None` where the workspace has its own. `name` is its
/// path without extension.
pub(super) fn shipped(
    files: &BTreeMap<String, InputFile>,
    name: &str,
) -> Option<BTreeMap<String, InputFile>> {
    let text = match name {
        super::product_codes::NAME => PRODUCT_CODES,
        super::ecolabels::NAME => ECOLABELS,
        super::condition_words::NAME => CONDITION_WORDS,
        _ => return None,
    };
    if stands(files, name) {
        return None;
    }
    let path = format!("{name}.csv");
    let file = InputFile {
        path: path.as_str().into(),
        bytes: text.as_bytes().into(),
        sha256: String::new(),
    };
    Some(BTreeMap::from([(path, file)]))
}
