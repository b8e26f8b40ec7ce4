//! French as it is set, from what keyboards write.

/// The text with French apostrophes and no-break spaces, which few keyboards have.
pub(super) fn set_as_french(text: &str) -> String {
    let replaced = [
        ("'", "’"),
        (" ;", "\u{202f};"),
        (" ?", "\u{202f}?"),
        (" !", "\u{202f}!"),
        (" :", "\u{a0}:"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
    ];
    replaced.iter().fold(text.to_owned(), |text, (plain, set)| text.replace(plain, set))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_and_spaces_are_set() {
        let set = set_as_french("L'an dernier : « oui » ; qu'en dire ?");
        assert_eq!(set, "L’an dernier\u{a0}: «\u{a0}oui\u{a0}»\u{202f}; qu’en dire\u{202f}?");
    }
}
