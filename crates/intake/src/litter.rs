//! Files that office programs leave behind.

/// Why a file of this name is no input; `None` for every other name.
///
/// The list is that of the data contract; case does not matter, since file systems differ in it.
pub(crate) fn litter(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("~$") {
        return Some("left behind by Excel or Word while the file is open");
    }
    if lower.starts_with(".~lock") {
        return Some("left behind by LibreOffice while the file is open");
    }
    if lower.starts_with("._") || lower == ".ds_store" {
        return Some("left behind by macOS");
    }
    matches!(lower.as_str(), "thumbs.db" | "desktop.ini").then_some("left behind by Windows")
}

#[cfg(test)]
mod tests {
    use super::litter;

    #[test]
    fn only_names_of_the_contract_are_litter() {
        for name in [
            "~$return.xlsx",
            ".~lock.return.ods#",
            "Thumbs.db",
            "DESKTOP.INI",
            ".DS_Store",
            "._return.xlsx",
        ] {
            assert!(litter(name).is_some(), "{name}");
        }
        for name in ["return (1).xlsx", "~return.xlsx", "_return.xlsx", ".hidden"] {
            assert!(litter(name).is_none(), "{name}");
        }
    }
}
