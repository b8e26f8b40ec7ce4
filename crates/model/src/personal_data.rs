//! Recognises contact details in texts that would be published (§6.1.3 makes what is shared public;
//! personal data never is).

use std::collections::BTreeSet;

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

/// Titles and forms of address after which a name follows, in lower case and without a full stop.
const TITLES: [&str; 27] = [
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "madam",
    "herr",
    "herrn",
    "frau",
    "dipl",
    "mag",
    "ing",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "mevr",
    "mevrouw",
    "dhr",
    "sig",
    "signor",
    "signora",
    "señor",
    "señora",
];

/// Whether a text names a person after a title: a title, and a word with a capital after it.
pub fn names_somebody(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_title = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // In capitals it is an abbreviation of something else, as in MS Office.
        let is_abbreviation = bare.chars().count() > 1 && bare == bare.to_uppercase();
        !is_abbreviation && TITLES.contains(&bare.to_lowercase().as_str())
    };
    let is_capital = |word: &str| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric())
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    };
    words.windows(2).any(|pair| is_title(pair[0]) && is_capital(pair[1]))
}

/// What is shown where the name of somebody the register does not have stands; it may be a person's.
pub const NAME_NOT_SHOWN: &str = "[withheld: a name]";

/// A name of fewer letters than this is too short to be told from other words.
const SHORTEST_NAME: usize = 3;

/// A text with [`NAME_NOT_SHOWN`] in the place of each of these names, whatever the case, where it stands as words of its
/// own. Blank names and very short ones are passed over.
pub fn without_names<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.into_iter().map(str::trim).collect();
    names.retain(|name| name.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST_NAME);
    // The longest first, so that of a name that holds another nothing is left.
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    names.dedup();
    names.iter().fold(text.to_owned(), |text, name| without_name(&text, name))
}

fn without_name(text: &str, name: &str) -> String {
    let lowered = |c: char| c.to_lowercase().collect::<Vec<char>>();
    let wanted: Vec<char> = name.chars().flat_map(lowered).collect();
    let mut written = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins = !written.chars().next_back().is_some_and(char::is_alphanumeric);
        match begins.then(|| length_of(rest, &wanted)).flatten() {
            Some(length) => {
                written.push_str(NAME_NOT_SHOWN);
                rest = &rest[length..];
            }
            None => {
                written.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    written
}

/// How many bytes of a text are this name in any case, where it begins with it and the name ends with a word.
fn length_of(text: &str, wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter();
    for (at, letter) in text.char_indices() {
        if left.as_slice().is_empty() {
            return (!letter.is_alphanumeric()).then_some(at);
        }
        if letter.to_lowercase().any(|lowered| left.next() != Some(&lowered)) {
            return None;
        }
    }
    left.as_slice().is_empty().then_some(text.len())
}

/// Part of a name of fewer letters than this is too short to be told from other words.
const SHORTEST_PART: usize = 4;

/// More words than these beside each other are the name of an organisation rather than of a person.
const WORDS_OF_A_NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// Words within names of persons that have no capital.
const PARTICLES: [&str; 16] = [
    "af", "da", "de", "del", "den", "der", "di", "do", "du", "la", "le", "ten", "ter", "van",
    "von", "zu",
];

/// The parts of a name by which a person is recognised, in lower case: its words of four letters or more, where it can be
/// that of a person. The name of an organisation that a word without a capital gives away, such as "Bank of the town",
/// has none; nor has a name of one word, which is a name as a whole.
pub fn parts_of_name(name: &str) -> BTreeSet<String> {
    let name = name.split('(').next().unwrap_or_default();
    let is_cased = name.chars().any(char::is_uppercase);
    let words: Vec<&str> = name
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty() && !PARTICLES.contains(word))
        .collect();
    let is_of_name = |word: &&str| {
        !word.chars().any(|letter| letter.is_ascii_digit())
            && (!is_cased || word.chars().next().is_some_and(char::is_uppercase))
    };
    if !WORDS_OF_A_NAME.contains(&words.len()) || !words.iter().all(is_of_name) {
        return BTreeSet::new();
    }
    let parts = words.iter().flat_map(|word| word.split(|letter: char| !letter.is_alphabetic()));
    let long = parts.filter(|part| part.chars().count() >= SHORTEST_PART);
    long.map(str::to_lowercase).filter(|part| !TITLES.contains(&part.as_str())).collect()
}

/// A text with [`NAME_NOT_SHOWN`] in the place of each word that is one of these parts of names, in lower case, and of an
/// initial beside it. Only words with a capital are names; all are in a text without any.
pub fn without_parts_of_names(text: &str, parts: &BTreeSet<String>) -> String {
    let shown = text.split(NAME_NOT_SHOWN).map(|rest| without_parts(rest, parts));
    shown.collect::<Vec<_>>().join(NAME_NOT_SHOWN)
}

fn without_parts(text: &str, parts: &BTreeSet<String>) -> String {
    let mut pieces: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = first.is_alphabetic();
        let end = rest.find(|letter: char| letter.is_alphabetic() != is_word);
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    let is_cased = text.chars().any(char::is_uppercase);
    let has_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let is_part =
        |word: &str| (has_capital(word) || !is_cased) && parts.contains(&word.to_lowercase());
    let hidden: Vec<bool> = pieces.iter().map(|piece| is_part(piece)).collect();
    if !hidden.contains(&true) {
        return text.to_owned();
    }
    let is_beside = |at: usize, step: usize| {
        let (before, after) = (at.checked_sub(step), at + step);
        [before, Some(after)].into_iter().flatten().any(|at| hidden.get(at) == Some(&true))
    };
    let is_initial = |word: &str| word.chars().count() == 1 && has_capital(word);
    let names: Vec<bool> = (0..pieces.len())
        .map(|at| hidden[at] || (is_initial(pieces[at]) && is_beside(at, 2)))
        .collect();
    let is_name = |at: Option<usize>| at.and_then(|at| names.get(at)) == Some(&true);
    let mut written = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let (before, after) = (is_name(at.checked_sub(1)), is_name(Some(at + 1)));
        match names[at] {
            true if is_name(at.checked_sub(2)) => {}
            true => written.push_str(NAME_NOT_SHOWN),
            false if before && after => {}
            false => written.push_str(piece),
        }
    }
    written
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
    fn names_are_taken_out_where_they_are_words_of_their_own() {
        let names = ["Jo Doe", " ", "AB", "Doe", "Straße", "İpek"];
        let cases = [
            ("Fee of jo doe, paid", "Fee of [withheld: a name], paid"),
            ("Doe's trip; Doering's too", "[withheld: a name]'s trip; Doering's too"),
            ("AB and ab", "AB and ab"),
            ("STRAßE/İPEK", "[withheld: a name]/[withheld: a name]"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(without_names(text, names), expected, "{text}");
        }
    }

    #[test]
    fn parts_of_a_name_are_taken_out_where_they_have_a_capital() {
        let parts = parts_of_name("Xaver van Quittenbaum-Green (invented)");
        assert_eq!(
            parts.iter().map(String::as_str).collect::<Vec<_>>(),
            ["green", "quittenbaum", "xaver"]
        );
        let cases = [
            ("Quittenbaum, train", "[withheld: a name], train"),
            ("Train of X. Quittenbaum.", "Train of [withheld: a name]."),
            ("Quittenbaum, X., by train", "[withheld: a name]., by train"),
            ("QUITTENBAUM-GREEN 2026", "[withheld: a name] 2026"),
            ("green laptops; Quittenbaums", "green laptops; Quittenbaums"),
            ("journey of xaver", "journey of [withheld: a name]"),
            ("[withheld: a name] and Xaver", "[withheld: a name] and [withheld: a name]"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(without_parts_of_names(text, &parts), expected, "{text}");
        }
        for name in
            ["Bank of the town", "Quittenbaum", "Hotel 12 Halls", "Two Big Halls And Events"]
        {
            assert!(parts_of_name(name).is_empty(), "{name}");
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

    #[test]
    fn a_name_after_a_title_is_seen() {
        for text in
            ["Fee of Dr. Jane Doe", "Honorar (Frau Muster)", "Invoice of Ms Roe", "Prof. Dr. Klein"]
        {
            assert!(names_somebody(text), "{text}");
        }
        for text in ["Train journeys", "MS Office licence", "ing. of roads", "Dr", "the dr house"] {
            assert!(!names_somebody(text), "{text}");
        }
    }
}
