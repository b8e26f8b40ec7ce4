//! What of the words in the books is shown outside the office.

use std::collections::BTreeSet;

use crate::finance::Statement;
use crate::identifier::Identifier;
use crate::participant::Register;
use crate::personal_data::{NAME_NOT_SHOWN, contact_detail, names_somebody, without_names};

/// A voucher number is no longer than this.
const LONGEST_VOUCHER: usize = 40;

/// More letters than these beside each other are a word, perhaps a name, and no part of a number.
const LETTERS_IN_A_NUMBER: usize = 4;

/// The words of the books as they are shown: without contact details, and without the names of those the register does
/// not have, since these may be persons.
#[derive(Debug)]
pub struct ShownBooks<'a> {
    register: &'a Register,
    /// Names that are not shown, each in lower case beside as it is written.
    hidden: Vec<(String, &'a str)>,
    descriptions: bool,
}

impl<'a> ShownBooks<'a> {
    /// Of the books behind a statement. What the accounts say themselves is shown: the host of the money, and a single
    /// word of their titles or of the role of who prepared them, such as "Secretariat".
    pub fn new(statement: &'a Statement, register: &'a Register) -> Self {
        let booked = statement.booked.iter().flat_map(|booked| {
            [booked.line.counterparty.as_str(), booked.line.for_participant.as_str()]
        });
        let committed = statement.commitments.iter();
        let committed = committed.map(|line| line.commitment.counterparty.as_str());
        let distinct: BTreeSet<&str> = booked.chain(committed).map(str::trim).collect();
        let private = |name: &&str| {
            !name.is_empty() && register.named(name).is_none() && !is_public(name, statement)
        };
        let hidden = distinct.into_iter().filter(private);
        Self {
            register,
            hidden: hidden.map(|name| (name.to_lowercase(), name)).collect(),
            descriptions: statement.publish_descriptions,
        }
    }

    /// The id of somebody the register has.
    pub fn party(&self, counterparty: &str) -> Option<Identifier> {
        self.register.named(counterparty)
    }

    /// The description of a booking or a commitment: nothing, unless the office says that descriptions name no person; no
    /// program can tell a name from other words. What is a name beyond doubt is withheld all the same.
    pub fn description(&self, text: &str) -> String {
        if self.descriptions { self.words(text) } else { String::new() }
    }

    /// The reference of a voucher likewise, where it is a number and no more; blank where it holds words.
    pub fn voucher<'t>(&self, reference: &'t str) -> &'t str {
        if self.descriptions { number_of_voucher(reference) } else { "" }
    }

    /// Words as they are shown: those of titles, purposes and explanations, which are written to be read. A text with
    /// contact details, or with a name after a title, is withheld whole, and says what it holds.
    pub fn words(&self, text: &str) -> String {
        if let Some(what) = contact_detail(text) {
            return format!("[withheld: {what}]");
        }
        if names_somebody(text) {
            return NAME_NOT_SHOWN.to_owned();
        }
        let lower = text.to_lowercase();
        let named = self.hidden.iter().filter(|(name, _)| lower.contains(name));
        without_names(text, named.map(|(_, name)| *name))
    }
}

/// Whether a name is one that the accounts say themselves.
fn is_public(name: &str, statement: &Statement) -> bool {
    let says = |text: &str| without_names(text, [name]) != text;
    let titles = statement.accounts.iter().map(|line| line.title.as_str());
    says(&statement.host)
        || (!name.contains(char::is_whitespace)
            && titles.chain([statement.prepared_by_role.as_str()]).any(says))
}

/// The reference of a voucher where it is a number and no more; blank where it holds words, since those may name somebody.
fn number_of_voucher(reference: &str) -> &str {
    let reference = reference.trim();
    let of_number = |letter: char| letter.is_alphanumeric() || "-/._#".contains(letter);
    let words = reference.split(|letter: char| !letter.is_alphabetic());
    let lengths: Vec<usize> = words.map(|word| word.chars().count()).filter(|n| *n > 1).collect();
    let is_number = reference.chars().all(of_number)
        && reference.chars().any(|letter| letter.is_ascii_digit())
        && reference.chars().count() <= LONGEST_VOUCHER
        && lengths.len() <= 1
        && lengths.iter().all(|length| *length <= LETTERS_IN_A_NUMBER)
        && contact_detail(reference).is_none();
    if is_number { reference } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voucher_is_a_number() {
        let cases = [
            ("26-001", "26-001"),
            (" RE2026/00012.b ", "RE2026/00012.b"),
            ("voucher 7", ""),
            ("MUELLER-12", ""),
            ("Jane-Doe-26-005", ""),
            ("INV-26-005/a", "INV-26-005/a"),
            ("invoice", ""),
            ("NL91ABNA0417164300", ""),
            ("+4912345678901", ""),
            ("26-001; x", ""),
            ("", ""),
        ];
        for (reference, expected) in cases {
            assert_eq!(number_of_voucher(reference), expected, "{reference}");
        }
    }
}
