//! Product groups by codes of the Common Procurement Vocabulary and of UNSPSC.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use model::registers::{IGNORED, NO_GROUP, ProductCode};
use regex::Regex;

use super::text::{Word, plain, words};

/// Codes as written alone or in a text: `30213100-6`, `30213100`, `43.21.15.03`, `4321150300`.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:(\d{8})-\d|(\d{8})(?:\d\d)?|(\d\d)[.-](\d\d)[.-](\d\d)[.-](\d\d))$";
    Regex::new(pattern).expect("the pattern is a regular expression")
});

/// Divisions of the Common Procurement Vocabulary whose check digits are compared.
const CHECKED_DIVISIONS: [&str; 5] = ["30", "32", "48", "50", "51"];

/// A classification of goods and services.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Scheme {
    /// Common Procurement Vocabulary, 2008: eight digits, a trailing 0 standing for all below.
    Cpv,
    /// United Nations Standard Products and Services Code: four pairs of digits, `00` standing for all below.
    Unspsc,
}

/// The codes of the register.
pub(super) struct CodeList<'a> {
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    scheme: Scheme,
    prefix: String,
    /// The group; `None` where codes below it are of none.
    group: Option<&'a str>,
    not: Vec<Vec<Word>>,
}

/// What the codes of a row say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Coded<'a> {
    /// A group.
    Group(&'a str),
    /// That it is of no group.
    NoGroup,
    /// Several groups, or a group and none.
    Several,
    /// Nothing.
    Silent,
}

impl<'a> CodeList<'a> {
    /// Prepares the codes of the register, words left aside.
    pub(super) fn new(product_codes: impl IntoIterator<Item = &'a ProductCode>) -> Self {
        let entry = |row: &'a ProductCode| {
            let scheme = match row.scheme.as_str() {
                "cpv" => Scheme::Cpv,
                "unspsc" => Scheme::Unspsc,
                _ => return None,
            };
            let prefix = prefix(&row.code, scheme);
            let group = Some(row.product_group.as_str()).filter(|group| *group != NO_GROUP);
            let not = row.not.iter().map(|text| words(text)).collect();
            (!prefix.is_empty()).then_some(Entry { scheme, prefix, group, not })
        };
        Self { entries: product_codes.into_iter().filter_map(entry).collect() }
    }

    /// What the codes in a cell say. `scheme` is what the row says of it; where it says nothing only whole codes
    /// are read, and of both schemes. The longest prefix decides.
    pub(super) fn told(&self, code: &str, scheme: &str, text: &[Word]) -> Coded<'a> {
        let Some(schemes) = schemes(scheme, code) else {
            return Coded::Silent;
        };
        let mut said: BTreeSet<Option<&str>> = BTreeSet::new();
        for digits in codes(code, &schemes) {
            for scheme in &schemes {
                let found = self.longest(&digits, *scheme, text);
                said.extend(found.into_iter().filter(|group| *group != Some(IGNORED)));
            }
        }
        match (said.len(), said.first()) {
            (0, _) | (_, None) => Coded::Silent,
            (1, Some(Some(group))) => Coded::Group(group),
            (1, Some(None)) => Coded::NoGroup,
            _ => Coded::Several,
        }
    }

    /// The groups of the longest prefixes that fit a code.
    fn longest(&self, digits: &str, scheme: Scheme, text: &[Word]) -> Vec<Option<&'a str>> {
        let fits = self.entries.iter().filter(|entry| {
            entry.scheme == scheme
                && digits.starts_with(&entry.prefix)
                && !entry.not.iter().any(|phrase| stands(phrase, text))
        });
        let fits: Vec<&Entry> = fits.collect();
        let longest = fits.iter().map(|entry| entry.prefix.len()).max().unwrap_or(0);
        let longest = fits.into_iter().filter(|entry| entry.prefix.len() == longest);
        longest.map(|entry| entry.group).collect()
    }
}

/// Whether words stand in a text, each also as the beginning of a longer word.
fn stands(phrase: &[Word], text: &[Word]) -> bool {
    !phrase.is_empty()
        && text.windows(phrase.len()).any(|window| {
            window.iter().zip(phrase).all(|(word, part)| word.text.starts_with(&part.text))
        })
}

/// The schemes a code may be of; `None` where it is of one the register does not hold.
fn schemes(scheme: &str, code: &str) -> Option<Vec<Scheme>> {
    let named = |text: &str| {
        let letters: String = plain(text).chars().filter(|c| c.is_alphabetic()).collect();
        match (letters.contains("cpv"), letters.contains("unspsc")) {
            (true, false) => Some(Scheme::Cpv),
            (false, true) => Some(Scheme::Unspsc),
            _ => None,
        }
    };
    match named(scheme).or_else(|| named(code)) {
        Some(scheme) => Some(vec![scheme]),
        None if !crate::text::is_blank(scheme) => None,
        // A check digit after a hyphen is written in the Common Procurement Vocabulary alone.
        None if has_check_digit(code) => Some(vec![Scheme::Cpv]),
        None => Some(vec![Scheme::Cpv, Scheme::Unspsc]),
    }
}

fn has_check_digit(code: &str) -> bool {
    parts(code).any(|part| CODE.captures(part).is_some_and(|found| found.get(1).is_some()))
}

/// The codes in a cell, as digits. A shorter number is one only where the scheme is known: it may be anything. One
/// whose check digit does not fit is none.
fn codes(cell: &str, schemes: &[Scheme]) -> Vec<String> {
    let fits = |part: &&str| schemes != [Scheme::Cpv] || !has_wrong_check_digit(part);
    let (right, wrong): (Vec<&str>, Vec<&str>) =
        parts(cell).filter(|part| whole_code(part).is_some()).partition(fits);
    let digits = cell.trim();
    let is_short = (2..8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    match schemes.len() == 1 && right.is_empty() && wrong.is_empty() && is_short {
        true => vec![digits.to_owned()],
        false => right.into_iter().filter_map(whole_code).collect(),
    }
}

/// The first code in a cell whose check digit is not the one its other digits give.
///
/// It is the last digit of the sum of the eight digits, weighted 3, 7 and 1 in turn. So it is in the divisions of
/// equipment and software; the 2008 edition of the vocabulary (Regulation (EC) No 213/2008) breaks the rule in others,
/// such as 72, whose codes are not checked.
pub(super) fn wrong_check_digit<'t>(code: &'t str, scheme: &str) -> Option<&'t str> {
    let is_cpv = schemes(scheme, code).is_some_and(|schemes| schemes == [Scheme::Cpv]);
    parts(code).find(|part| is_cpv && has_wrong_check_digit(part))
}

fn has_wrong_check_digit(part: &str) -> bool {
    let Some((digits, check)) = part.split_once('-').filter(|_| has_check_digit(part)) else {
        return false;
    };
    if !CHECKED_DIVISIONS.iter().any(|division| digits.starts_with(division)) {
        return false;
    }
    let weights = [3, 7, 1].into_iter().cycle();
    let sum: u32 =
        digits.bytes().zip(weights).map(|(d, weight)| u32::from(d - b'0') * weight).sum();
    check.parse() != Ok(sum % 10)
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | ':' | '(' | ')' | '|'));
    parts.filter(|part| !part.is_empty())
}

fn whole_code(part: &str) -> Option<String> {
    let found = CODE.captures(part)?;
    Some(found.iter().skip(1).flatten().map(|digits| digits.as_str()).collect())
}

/// What codes below one begin with. A whole code stands for all below it, so its last zeros are dropped (in
/// UNSPSC by pairs, the first pair always kept); a shorter one is taken as it is.
fn prefix(code: &str, scheme: Scheme) -> String {
    let code = code.trim();
    let Some(digits) = whole_code(code) else {
        let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
        return if is_number { code.to_owned() } else { String::new() };
    };
    let mut prefix = digits.as_str();
    let level = if scheme == Scheme::Cpv { "0" } else { "00" };
    while prefix.len() > 2
        && let Some(above) = prefix.strip_suffix(level)
    {
        prefix = above;
    }
    prefix.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(scheme: &str, code: &str, group: &str) -> ProductCode {
        ProductCode {
            scheme: scheme.to_owned(),
            language: String::new(),
            code: code.to_owned(),
            product_group: group.to_owned(),
            not: Vec::new(),
        }
    }

    #[test]
    fn codes_are_read_in_the_ways_they_are_written() {
        let rows = [
            row("cpv", "30230000-0", "displays"),
            row("cpv", "302321", "printers"),
            row("cpv", "30232100", "printers"),
            row("cpv", "30237270", "none"),
            row("cpv", "30231100", "ignore"),
            row("unspsc", "43211500", "laptops"),
            row("unspsc", "43211510", "tablets"),
            row("unspsc", "30230000", "network"),
        ];
        let list = CodeList::new(&rows);
        use Coded::{Group, NoGroup, Several, Silent};
        let cases = [
            ("30231300", "CPV", Group("displays")),
            ("30231300-0", "", Group("displays")),
            ("30231100-8", "", Silent),
            ("30232110-8", "", Group("printers")),
            ("30232", "cpv 2008", Group("displays")),
            ("30232", "", Silent),
            ("CPV 30237270-2", "", NoGroup),
            ("CPV 30237270-3", "", Silent),
            ("30232110-9 30231300-0", "", Group("displays")),
            ("72212100-0", "", Silent),
            ("30237270 Portable computer carrying cases", "CPV", NoGroup),
            ("30232110-8, 30232150-0", "CPV", Group("printers")),
            ("30232110-8; 30231300-0", "CPV", Several),
            ("43211503", "", Group("laptops")),
            ("43.21.15.03", "UNSPSC v24", Group("laptops")),
            ("43-21-15-10", "", Group("tablets")),
            ("4321151000", "UN/SPSC", Group("tablets")),
            ("4321", "UNSPSC", Silent),
            ("43211503", "eCl@ss", Silent),
            // In one scheme displays, in the other network equipment.
            ("30231300", "", Several),
            // Numbers of other kinds: an article, a stock number, an account.
            ("4006381333931", "", Silent),
            ("1005-00-073-9421", "", Silent),
            ("1282", "", Silent),
            ("", "CPV", Silent),
        ];
        for (code, scheme, expected) in cases {
            assert_eq!(list.told(code, scheme, &[]), expected, "{code} {scheme}");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_seen_in_the_divisions_that_keep_the_rule() {
        let right =
            ["30213100-6", "30200000-1", "32342412-3", "48821000-9", "50312600-1", "51610000-1"];
        let others = ["72212100-0", "03300000-2", "30213100", "4321-1503", ""];
        for code in right.into_iter().chain(others) {
            assert_eq!(wrong_check_digit(code, "cpv"), None, "{code}");
        }
        assert_eq!(wrong_check_digit("CPV 30213100-7", ""), Some("30213100-7"));
        assert_eq!(wrong_check_digit("30213100-7", "UNSPSC"), None);
    }
}
