//! What is real in an invented workspace: the Bank's rates, the Pact's terms, and the lists words are told by.

use super::WorkspaceFile;
use crate::invent::rates;

/// The files as they are shipped, beside the Bank's rates.
const FILES: &[(&str, &[u8])] = &[
    ("inputs/pact.toml", include_bytes!("../../../../inputs/pact.toml")),
    ("inputs/product-codes.csv", include_bytes!("../../../../inputs/product-codes.csv")),
    ("inputs/condition-words.csv", include_bytes!("../../../../inputs/condition-words.csv")),
    ("inputs/ecolabels.csv", include_bytes!("../../../../inputs/ecolabels.csv")),
    (
        "inputs/rates/euro-adoption.csv",
        include_bytes!("../../../../inputs/rates/euro-adoption.csv"),
    ),
    ("inputs/codebook.csv", include_bytes!("codebook.csv")),
];

/// Each of them with its path.
fn shipped() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().copied().chain([("inputs/rates/eurofxref-hist.zip", rates::HISTORY)])
}

/// The files as they are shipped. `pact.toml` says `sample = true`.
pub(super) fn files() -> impl Iterator<Item = WorkspaceFile> {
    let all = shipped();
    all.map(|(path, bytes)| WorkspaceFile { path: path.to_owned(), bytes: bytes.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banks_file_stands_in_the_program_once() {
        let mut own = shipped().filter(|(path, _)| path.ends_with(".zip"));
        let (_, bytes) = own.next().expect("the rates are shipped");
        assert!(std::ptr::eq(bytes, rates::HISTORY));
    }
}
