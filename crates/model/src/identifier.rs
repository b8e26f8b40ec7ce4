//! Identifiers of participants, outputs, practices and the like.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A short name that stands for a thing in every file: lower-case letters, digits and hyphens, 2 to 41
/// characters, the first one a letter or digit (contract: `[a-z0-9][a-z0-9-]{1,40}`).
///
/// Names from the questionnaire (practices, questions) have underscores and are plain strings.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Identifier(Arc<str>);

impl Identifier {
    /// Reads an identifier; `None` if the text does not have the form of one.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let well_formed = (2..=41).contains(&bytes.len())
            && bytes[0] != b'-'
            && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-');
        well_formed.then(|| Self(text.into()))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Identifier {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| {
            format!("`{text}` is no id: lower-case letters, digits and hyphens, 2 to 41 of them")
        })
    }
}

impl From<Identifier> for String {
    fn from(identifier: Identifier) -> String {
        identifier.as_str().to_owned()
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl std::borrow::Borrow<str> for Identifier {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_the_form_of_the_contract_and_nothing_else() {
        for good in ["a1", "north-region", "0x", &"a".repeat(41)] {
            assert!(Identifier::parse(good).is_some(), "{good}");
        }
        for bad in ["", "a", "-ab", "North", "a_b", "a b", &"a".repeat(42), "é1"] {
            assert!(Identifier::parse(bad).is_none(), "{bad}");
        }
    }
}
