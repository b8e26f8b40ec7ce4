//! Recognises contact details in texts that would be published (§6.1.3 makes what is shared public;
//! personal data never is).

/// Questions whose answers are the name and address of a person, which are shown nowhere but in letters to it.
const CONTACT_QUESTIONS: [&str; 2] = ["contact_name", "contact_email"];

/// What is shown where a contact stands.
pub const CONTACT_NOT_SHOWN: &str = "(contact, not shown)";

/// What is shown for an e-mail address.
const ADDRESS_NOT_SHOWN: &str = "(e-mail address)";

/// Whether the answer to a question is the name or the address of a person.
pub fn is_contact(question: &str) -> bool {
    CONTACT_QUESTIONS.contains(&question)
}

/// A text with `(e-mail address)` in the place of each e-mail address, also of one that is cut short or written
/// without its domain's ending.
pub fn without_addresses(text: &str) -> String {
    let parts = text.split_inclusive(|c: char| c.is_whitespace() || PARTING.contains(c));
    parts
        .map(|part| {
            let word = part.trim_end_matches(|c: char| c.is_whitespace() || PARTING.contains(c));
            let bare = word.trim_matches(|c: char| AROUND.contains(c));
            match is_like_an_address(bare) {
                true => part.replacen(bare, ADDRESS_NOT_SHOWN, 1),
                false => part.to_owned(),
            }
        })
        .collect()
}

/// Letters that part the words of a text, in which an address has none of them.
const PARTING: &str = "()<>[],;\"`";

/// Marks around an address that are no part of it.
const AROUND: &str = ".:!?'";

/// Whether a word is an e-mail address, or the beginning of one; `3@4` is none.
fn is_like_an_address(word: &str) -> bool {
    let begins = |text: &str| text.chars().next().is_none_or(|c| c.is_alphabetic() || c == '…');
    let named =
        |(local, domain): (&str, &str)| local.contains(char::is_alphabetic) && begins(domain);
    is_email_address(word) || word.split_once('@').is_some_and(named)
}

/// What kind of contact detail a text holds, in words that fit "the answer holds …"; `None` if none is
/// recognised. E-mail addresses, international bank account numbers and telephone numbers are looked for.
pub fn contact_detail(text: &str) -> Option<&'static str> {
    let words = || text.split(|c: char| c.is_whitespace() || "()<>,;\"".contains(c));
    if words().any(is_email_address) {
        return Some("an e-mail address");
    }
    if is_bank_account(text) {
        return Some("a bank account number");
    }
    has_telephone_number(text).then_some("a telephone number")
}

fn is_email_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| ".:!?".contains(c));
    let Some((local, domain)) = word.split_once('@') else {
        return false;
    };
    let labels: Vec<&str> = domain.split('.').collect();
    !local.is_empty() && labels.len() >= 2 && labels.iter().all(|label| !label.is_empty())
}

/// Two letters, two digits and at least eleven letters or digits more, spaces aside, whose check digits
/// are right (ISO 13616, modulo 97).
fn is_bank_account(text: &str) -> bool {
    let starts = text.char_indices().filter(|(at, first)| {
        let before = text[..*at].chars().next_back();
        first.is_ascii_uppercase() && !before.is_some_and(char::is_alphanumeric)
    });
    let mut runs = starts.map(|(at, _)| {
        let rest = text[at..].chars().filter(|c| !c.is_whitespace());
        rest.take_while(char::is_ascii_alphanumeric).take(34).collect::<Vec<char>>()
    });
    runs.any(|run| (15..=run.len()).any(|length| is_valid_account(&run[..length])))
}

fn is_valid_account(run: &[char]) -> bool {
    let shape =
        run[..2].iter().all(char::is_ascii_uppercase) && run[2..4].iter().all(char::is_ascii_digit);
    if !shape {
        return false;
    }
    let rotated = run[4..].iter().chain(&run[..4]);
    let remainder = rotated.fold(0_u32, |remainder, c| match c.to_digit(36) {
        Some(digit) if digit < 10 => (remainder * 10 + digit) % 97,
        Some(letter) => (remainder * 100 + letter) % 97,
        None => remainder,
    });
    remainder == 1
}

/// A plus sign, or `00` at the start of a word, and eight to fifteen digits, with spaces, points, hyphens or
/// brackets between (E.164).
fn has_telephone_number(text: &str) -> bool {
    text.char_indices().any(|(at, first)| {
        let rest = &text[at..];
        let number = match first {
            '+' => &rest[1..],
            '0' if starts_word(&text[..at]) => match rest.strip_prefix("00") {
                Some(number) if !number.trim_start_matches([' ', '-']).starts_with('0') => number,
                _ => return false,
            },
            _ => return false,
        };
        let number = number
            .chars()
            .take_while(|c| c.is_ascii_digit() || " .-()/\u{a0}\u{202f}".contains(*c));
        (8..=15).contains(&number.filter(char::is_ascii_digit).count())
    })
}

/// Whether a word, and not the decimals of a number, begins behind a text.
fn starts_word(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_out_of_a_text_and_nothing_else() {
        let cases = [
            ("`Jo Doe <jo@a.example>` is not", "`Jo Doe <(e-mail address)>` is not"),
            (
                "ask jo@a.example, or\nmailto:jo@b.example.",
                "ask (e-mail address), or\n(e-mail address).",
            ),
            ("`jo@a.exam…` and jo@intranet", "`(e-mail address)` and (e-mail address)"),
            ("jo.doe@…", "(e-mail address)"),
            ("3@4 at 12 @ 450, EUR 1.00", "3@4 at 12 @ 450, EUR 1.00"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(without_addresses(text), expected, "{text}");
        }
    }

    #[test]
    fn recognises_contact_details_and_leaves_ordinary_text() {
        let cases = [
            ("Ask j.doe@example.org.", Some("an e-mail address")),
            ("Call +31 20 555 01 00 before noon", Some("a telephone number")),
            ("Call 0031-20-1234567 now", Some("a telephone number")),
            ("It cost 1.00 12345678 times", None),
            ("Pay to GB82 WEST 1234 5698 7654 32", Some("a bank account number")),
            ("We kept 12,400 laptops (+ 300 displays) in 2026", None),
            ("The ratio is 3@4 at best", None),
            ("in 2025/2026 we moved 12 000 000 000 euro and 00.5", None),
            ("ISO 14024 and EN50581 were asked for", None),
            ("pay to NL91ABNA0417164300.", Some("a bank account number")),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(contact_detail(text), expected, "{text}");
        }
    }
}
