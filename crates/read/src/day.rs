//! Days as people type them: read right, or not at all.

use model::Date;

/// What a typed text is as a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParsedDay {
    /// A day.
    Day(Date),
    /// A day that can be read two ways, such as `03/04/2026`; a mapping's `date_format` settles it.
    Ambiguous {
        /// The day if the day comes first.
        day_first: Date,
        /// The day if the month comes first.
        month_first: Date,
    },
    /// No day.
    NotADay,
}

impl ParsedDay {
    /// The day, if there is exactly one reading.
    pub fn day(&self) -> Option<Date> {
        match self {
            ParsedDay::Day(day) => Some(*day),
            _ => None,
        }
    }
}

/// Reads a day as typed, by a format if one is given.
///
/// A format is written with `d`, `m` and `y` as spreadsheet programs do (`dd.mm.yyyy`, `m/d/yy`); a text
/// that does not fit it is no day. Without one: ISO 8601; day, month, year parted by points or hyphens;
/// parted by slashes if only one order is possible; `12 March 2026`, `March 12, 2026` and their like in
/// English and French. A time behind the day is passed over. Years have four digits, save where the format
/// says `yy`, which then means this century.
pub fn parse(text: &str, format: Option<&str>) -> ParsedDay {
    let text = without_time(text.trim());
    match format {
        Some(format) => by_format(text, format).map_or(ParsedDay::NotADay, ParsedDay::Day),
        None => by_itself(text),
    }
}

/// Whether a format of a mapping can be used: it has a day, a month and a year once each.
pub fn is_format(format: &str) -> bool {
    order(format).is_some()
}

/// Whether days parted by slashes have the day first, as far as a column shows it beyond doubt: `31/03/2026`
/// does, `03/04/2026` does not, and a column that shows both orders shows none.
pub fn day_comes_first<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<bool> {
    let (mut day_first, mut month_first) = (false, false);
    for text in texts {
        let Some((parts, '/')) = numbers(without_time(text.trim())) else {
            continue;
        };
        if parts[2].1 != 4 {
            continue;
        }
        let [first, second, year] = parts.map(|(number, _)| number);
        match (date(year, second, first), date(year, first, second)) {
            (Some(_), None) => day_first = true,
            (None, Some(_)) => month_first = true,
            _ => {}
        }
    }
    (day_first != month_first).then_some(day_first)
}

fn by_itself(text: &str) -> ParsedDay {
    if let Some(day) = in_words(text) {
        return ParsedDay::Day(day);
    }
    let Some((parts, mark)) = numbers(text) else {
        return ParsedDay::NotADay;
    };
    let [(first, _), (second, _), (third, _)] = parts;
    match parts.map(|(_, digits)| digits) {
        [4, 1 | 2, 1 | 2] => date(first, second, third).map_or(ParsedDay::NotADay, ParsedDay::Day),
        [1 | 2, 1 | 2, 4] => {
            let day_first = date(third, second, first);
            // Only with slashes is the month written first.
            let month_first = date(third, first, second).filter(|_| mark == '/');
            match (day_first, month_first) {
                (Some(a), Some(b)) if a != b => {
                    ParsedDay::Ambiguous { day_first: a, month_first: b }
                }
                (Some(day), _) | (None, Some(day)) => ParsedDay::Day(day),
                (None, None) => ParsedDay::NotADay,
            }
        }
        _ => ParsedDay::NotADay,
    }
}

/// Takes a time of day off: `2026-03-12T10:15`, `12/03/2026 00:00:00`.
fn without_time(text: &str) -> &str {
    let Some(at) = text.find(['T', ' ']) else {
        return text;
    };
    let (day, time) = text.split_at(at);
    let is_time = time.contains(':')
        && time[1..].chars().all(|c| {
            c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | 'Z' | '+' | '-' | 'A' | 'P' | 'M')
        });
    if is_time { day } else { text }
}

/// Three numbers parted by one and the same mark, each with its count of digits.
fn numbers(text: &str) -> Option<([(i16, usize); 3], char)> {
    let mark = text.chars().find(|c| matches!(c, '-' | '.' | '/'))?;
    let mut parts = [(0, 0); 3];
    let mut found = 0;
    for part in text.split(mark) {
        let part = part.trim();
        let digits = part.len();
        if found == 3 || digits == 0 || digits > 4 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        parts[found] = (part.parse().ok()?, digits);
        found += 1;
    }
    (found == 3).then_some((parts, mark))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Positions of day, month and year in a format, and whether the year has two digits.
fn order(format: &str) -> Option<([usize; 3], bool)> {
    let parts: Vec<String> = format
        .split(|c: char| !c.is_ascii_alphabetic() && c != '%')
        .filter(|part| !part.is_empty())
        .map(|part| part.trim_start_matches('%').to_ascii_lowercase())
        .collect();
    if parts.len() != 3 {
        return None;
    }
    let position = |letter: char| parts.iter().position(|part| part.chars().all(|c| c == letter));
    let (day, month, year) = (position('d')?, position('m')?, position('y')?);
    // `%Y` stands for four digits as `yyyy` does, `%y` for two.
    let short = parts[year].len() == 2 || format.contains("%y");
    Some(([day, month, year], short))
}

fn by_format(text: &str, format: &str) -> Option<Date> {
    let ([day, month, year], short) = order(format)?;
    let (parts, _) = numbers(text)?;
    let (mut value, digits) = parts[year];
    match (short, digits) {
        (true, 2) => value += 2000,
        (_, 4) => {}
        _ => return None,
    }
    if parts[day].1 > 2 || parts[month].1 > 2 {
        return None;
    }
    date(value, parts[month].0, parts[day].0)
}

/// Names of the months in English and French, the first three letters of the English ones too.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv"],
    &["february", "feb", "février", "fevrier", "févr", "fév"],
    &["march", "mar", "mars"],
    &["april", "apr", "avril", "avr"],
    &["may", "mai"],
    &["june", "jun", "juin"],
    &["july", "jul", "juillet", "juil"],
    &["august", "aug", "août", "aout"],
    &["september", "sep", "sept", "septembre"],
    &["october", "oct", "octobre"],
    &["november", "nov", "novembre"],
    &["december", "dec", "décembre", "decembre", "déc"],
];

/// `12 March 2026`, `12-Mar-2026`, `March 12, 2026`, `1er mars 2026`.
fn in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ',', '.', '-', '/', '\u{A0}', '\u{202F}'])
        .filter(|word| !word.is_empty())
        .collect();
    let &[first, second, third] = words.as_slice() else {
        return None;
    };
    let month = |word: &str| MONTHS.iter().position(|names| names.contains(&word));
    let (day, month) = match (month(first), month(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        _ => return None,
    };
    let day = ["st", "nd", "rd", "th", "er"]
        .iter()
        .find_map(|ending| day.strip_suffix(ending))
        .unwrap_or(day);
    let is_year = third.len() == 4 && third.bytes().all(|b| b.is_ascii_digit());
    if !is_year || day.len() > 2 {
        return None;
    }
    date(third.parse().ok()?, month as i16 + 1, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, format: Option<&str>) -> String {
        match parse(text, format) {
            ParsedDay::Day(day) => day.to_string(),
            ParsedDay::Ambiguous { day_first, month_first } => {
                format!("{day_first} or {month_first}")
            }
            ParsedDay::NotADay => "-".to_owned(),
        }
    }

    #[test]
    fn days_without_a_format() {
        let cases = [
            ("2026-03-12", "2026-03-12"),
            ("2026-03-12T10:15:00", "2026-03-12"),
            ("2026/3/12", "2026-03-12"),
            ("12.3.2026", "2026-03-12"),
            ("12-03-2026", "2026-03-12"),
            ("12.03.2026 00:00", "2026-03-12"),
            ("31/12/2025", "2025-12-31"),
            ("12/31/2025 00:00:00", "2025-12-31"),
            ("04/04/2026", "2026-04-04"),
            ("03/04/2026", "2026-04-03 or 2026-03-04"),
            ("12 March 2026", "2026-03-12"),
            ("March 12, 2026", "2026-03-12"),
            ("1er février 2026", "2026-02-01"),
            ("12-Mar-2026", "2026-03-12"),
            ("12 août 2026", "2026-08-12"),
            ("30.02.2026", "-"),
            ("12.03.26", "-"),
            ("2026-13-01", "-"),
            ("March 2026", "-"),
            ("2026", "-"),
            ("spring", "-"),
            ("", "-"),
            ("12.03/2026", "-"),
            ("32 March 2026", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(is(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_format_settles_the_order_and_refuses_what_does_not_fit() {
        let cases = [
            ("03/04/2026", "dd/mm/yyyy", "2026-04-03"),
            ("03/04/2026", "m/d/yyyy", "2026-03-04"),
            ("03/04/2026", "%m/%d/%Y", "2026-03-04"),
            ("12.03.26", "dd.mm.yy", "2026-03-12"),
            ("12.03.26", "dd.mm.yyyy", "-"),
            ("31/12/2025", "mm/dd/yyyy", "-"),
            ("20260312", "yyyymmdd", "-"),
        ];
        for (text, format, expected) in cases {
            assert_eq!(is(text, Some(format)), expected, "{text} as {format}");
        }
        assert!(is_format("dd.mm.yyyy") && is_format("%d/%m/%Y") && !is_format("dd.mm"));
    }
}
