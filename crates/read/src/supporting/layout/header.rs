//! The header a mapping was written for: its fingerprint, and what changed since.

use sha2::{Digest, Sha256};

use crate::text::folded;

/// Fingerprint of a header: the first 16 hexadecimal digits of the SHA-256 of its texts.
///
/// The texts are compared as people see them: lower case, one space for any white space, empty ones left
/// out. They are sorted, so that columns that only changed places are the same header (reading goes by the
/// texts), and each is followed by a line feed in what is hashed (UTF-8).
pub fn fingerprint(headers: &[String]) -> String {
    let mut texts: Vec<String> = headers.iter().map(|text| folded(text)).collect();
    texts.retain(|text| !text.is_empty());
    texts.sort();
    let mut hash = Sha256::new();
    for text in &texts {
        hash.update(text.as_bytes());
        hash.update(b"\n");
    }
    let digest = hash.finalize();
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What came and what went between two headers, in words.
pub(in crate::supporting) fn difference(before: &[String], now: &[String]) -> String {
    let went = less(before, now);
    let came = less(now, before);
    let named = |texts: Vec<&str>| match texts.is_empty() {
        true => "none".to_owned(),
        false => format!("`{}`", texts.join("`, `")),
    };
    format!("these columns came: {}; these went: {}", named(came), named(went))
}

/// The texts of the first list that the second lacks, as often as it lacks them.
fn less<'a>(texts: &'a [String], other: &[String]) -> Vec<&'a str> {
    let mut left: Vec<String> = other.iter().map(|text| folded(text)).collect();
    let mut lacking = Vec::new();
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        let text_folded = folded(text);
        match left.iter().position(|known| *known == text_folded) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => lacking.push(text.as_str()),
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn the_fingerprint_is_that_of_the_texts_in_any_order_and_case() {
        let one = fingerprint(&texts(&["Date", "Amount  EUR", ""]));
        assert_eq!(one, fingerprint(&texts(&["amount EUR", "Date"])));
        assert_eq!(one.len(), 16);
        for other in [&["Date"] as &[&str], &["Date", "Amount"], &["Date", "Date", "Amount EUR"]] {
            assert_ne!(one, fingerprint(&texts(other)), "{other:?}");
        }
    }

    #[test]
    fn says_what_came_and_what_went() {
        let before = texts(&["No", "Group", "Amount"]);
        let now = texts(&["No", "Category", "amount", "Note"]);
        assert_eq!(
            difference(&before, &now),
            "these columns came: `Category`, `Note`; these went: `Group`"
        );
    }
}
