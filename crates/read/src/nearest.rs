//! The name that was probably meant.

/// The known name nearest to what was written, where it is near enough to be worth saying.
///
/// Case does not matter; a name is near if at most a third of the longer one must be changed. Of several
/// equally near the first counts.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.trim().to_lowercase();
    let mut best: Option<(&str, f64)> = None;
    for name in known {
        let near = strsim::normalized_damerau_levenshtein(&written, &name.to_lowercase());
        if near >= 0.66 && best.is_none_or(|(_, so_far)| near > so_far) {
            best = Some((name, near));
        }
    }
    best.map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["integer", "text", "select_one"];
        assert_eq!(nearest("Intger", known), Some("integer"));
        assert_eq!(nearest("banana", known), None);
    }
}
