//! The name that was probably meant.

/// From here on, of 1, a name is near.
const NEAR: f64 = 0.66;

/// The fewest letters of a name that another holds.
const HELD: usize = 4;

/// The known name nearest to what was written, where it is near enough to be worth saying.
///
/// Case does not matter; a name is near if at most a third of the longer one must be changed, or if one of the two
/// holds the other and that has four letters or more. Of several equally near the first counts.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.trim().to_lowercase();
    let mut best: Option<(&str, f64)> = None;
    for name in known {
        let known = name.to_lowercase();
        let (short, long) =
            if known.len() < written.len() { (&known, &written) } else { (&written, &known) };
        let held = short.chars().count() >= HELD && long.contains(short.as_str());
        let near = strsim::normalized_damerau_levenshtein(&written, &known);
        let near = if held { near.max(NEAR) } else { near };
        if near >= NEAR && best.is_none_or(|(_, so_far)| near > so_far) {
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
        assert_eq!(nearest("Betrag", ["Text", "Betrag netto EUR"]), Some("Betrag netto EUR"));
    }
}
