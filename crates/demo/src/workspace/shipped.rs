//! What is real in an invented workspace: the Bank's rates, the Pact's terms, and the lists words are told by.

use super::WorkspaceFile;

/// The files as they are shipped.
const FILES: &[(&str, &[u8])] = &[
    ("inputs/pact.toml", include_bytes!("../../../../inputs/pact.toml")),
    ("inputs/product-codes.csv", include_bytes!("../../../../inputs/product-codes.csv")),
    ("inputs/condition-words.csv", include_bytes!("../../../../inputs/condition-words.csv")),
    ("inputs/ecolabels.csv", include_bytes!("../../../../inputs/ecolabels.csv")),
    (
        "inputs/rates/eurofxref-hist.zip",
        include_bytes!("../../../../inputs/rates/eurofxref-hist.zip"),
    ),
    (
        "inputs/rates/euro-adoption.csv",
        include_bytes!("../../../../inputs/rates/euro-adoption.csv"),
    ),
    ("inputs/codebook.csv", include_bytes!("codebook.csv")),
];

/// The files as they are shipped. `pact.toml` says `sample = true`.
pub(super) fn files() -> impl Iterator<Item = WorkspaceFile> {
    FILES
        .iter()
        .map(|(path, bytes)| WorkspaceFile { path: (*path).to_owned(), bytes: bytes.to_vec() })
}
