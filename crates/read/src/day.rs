//! Days as people type them: read right, or not at all.

use std::cmp::Ordering;
use std::ops::Range;

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
/// A format is written with `d`, `m` and `y` as spreadsheet programs do (`dd.mm.yyyy`, `m/d/yy`, `yyyymmdd`); a
/// text that does not fit it is no day. Without one: ISO 8601; day, month, year parted by points or hyphens;
/// parted by slashes if only one order is possible; `12 March 2026`, `March 12, 2026` and their like in the
/// languages the reader knows. A time behind the day is passed over, and so are a point and the word for year. Years
/// have four digits, save where the format says `yy`, which then means this century.
pub fn parse(text: &str, format: Option<&str>) -> ParsedDay {
    let text = without_year_word(without_time(text.trim()));
    match format {
        Some(format) => by_format(text, format).map_or(ParsedDay::NotADay, ParsedDay::Day),
        None => by_itself(text),
    }
}

/// Whether a format of a mapping can be used: it has a day, a month and a year once each.
pub fn is_format(format: &str) -> bool {
    order(format).is_some() || run_together(format).is_some()
}

/// Formats that people write days in, as a mapping names them; the usual ones first.
const FORMATS: [&str; 16] = [
    "yyyy-mm-dd",
    "dd.mm.yyyy",
    "dd/mm/yyyy",
    "mm/dd/yyyy",
    "dd-mm-yyyy",
    "mm-dd-yyyy",
    "yyyy/mm/dd",
    "yyyy.mm.dd",
    "dd.mm.yy",
    "dd/mm/yy",
    "mm/dd/yy",
    "dd-mm-yy",
    "yy-mm-dd",
    "yyyymmdd",
    "ddmmyyyy",
    "ddmmyy",
];

/// The formats by which most of some texts are days, and how many are; empty where none of them is by any.
pub fn formats_that_fit(texts: &[&str]) -> (Vec<&'static str>, usize) {
    let mut best: (Vec<&'static str>, usize) = (Vec::new(), 0);
    for format in FORMATS {
        let mark = format.chars().find(|c| !c.is_ascii_alphabetic());
        let has_long_year =
            |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
        let fits = |text: &&&str| {
            mark.is_none_or(|mark| {
                text.contains(mark) && has_long_year(text) == format.contains("yyyy")
            }) && parse(text, Some(format)).day().is_some()
        };
        let count = texts.iter().filter(fits).count();
        match count.cmp(&best.1) {
            Ordering::Greater => best = (vec![format], count),
            Ordering::Equal if count > 0 => best.0.push(format),
            _ => {}
        }
    }
    best
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

/// A day parted by points or hyphens that is one with the month first too, and another: its mark, and that other day.
/// People who write the month first do so with any mark, so a column that shows it makes such days doubtful.
pub fn with_month_first(text: &str) -> Option<(char, Date)> {
    let (parts, mark) = numbers(without_year_word(without_time(text.trim())))?;
    let [(first, one), (second, two), (year, four)] = parts;
    let is_like = one <= 2 && two <= 2 && four == 4 && mark != '/' && first != second;
    Some((mark, date(year, first, second).filter(|_| is_like)?))
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

/// Takes off a point behind the day and the word for year: `2026. 03. 01.`, `1.3.2026 r.`, `01.03.2026 г.`
fn without_year_word(text: &str) -> &str {
    let bare = text.trim_end_matches('.').trim_end();
    let word = ["r", "г", "g", "god", "год"].into_iter().find_map(|word| {
        let day = bare.strip_suffix(word)?;
        day.ends_with([' ', '.', '\u{a0}']).then(|| day.trim_end().trim_end_matches('.'))
    });
    word.unwrap_or(bare)
}

/// Where day, month and year stand in a format without marks, such as `yyyymmdd`, as ranges of its letters.
fn run_together(format: &str) -> Option<[Range<usize>; 3]> {
    let format = format.trim().to_ascii_lowercase();
    let only = format.bytes().all(|letter| b"dmy".contains(&letter));
    let range = |letter: char| {
        let (first, last) = (format.find(letter)?, format.rfind(letter)?);
        let whole = format[first..=last].chars().all(|other| other == letter);
        whole.then_some(first..last + 1)
    };
    let parts = [range('d')?, range('m')?, range('y')?];
    let lengths = (parts[0].len(), parts[1].len(), parts[2].len());
    (only && matches!(lengths, (2, 2, 2 | 4))).then_some(parts)
}

fn by_digits(text: &str, format: &str) -> Option<Date> {
    let [day, month, year] = run_together(format)?;
    if text.len() != format.trim().len() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range: &Range<usize>| text.get(range.clone())?.parse::<i16>().ok();
    let century = if year.len() == 2 { 2000 } else { 0 };
    date(number(&year)? + century, number(&month)?, number(&day)?)
}

fn by_format(text: &str, format: &str) -> Option<Date> {
    if run_together(format).is_some() {
        return by_digits(text, format);
    }
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

/// Names of the months in fifteen languages, with the usual short forms. Words that are different months in two
/// languages (`listopad`) are left out.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "january jan januar jänner januari janvier janv enero ene gennaio gen janeiro stycznia styczeń sty tammikuu tammikuuta leden ledna január ianuarie януари",
    "february feb februar februari février fevrier févr fév febrero febbraio fevereiro fev lutego luty helmikuu helmikuuta únor února február februarie февруари",
    "march mar märz mrz maart mrt mars marts marzo março marzec marca maaliskuu maaliskuuta březen března március martie март",
    "april apr avril avr abril abr aprile kwietnia kwiecień kwi huhtikuu huhtikuuta duben dubna április aprilie април",
    "may mai mei maj mayo maggio mag maio maja toukokuu toukokuuta květen května május май",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cze kesäkuu kesäkuuta červen června június iunie юни",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec lip heinäkuu heinäkuuta červenec července július iulie юли",
    "august aug augustus augusti août aout agosto ago sierpnia sierpień sie elokuu elokuuta srpen srpna augusztus август",
    "september sep sept septembre septiembre settembre set setembro września wrzesień wrz syyskuu syyskuuta září szeptember septembrie септември",
    "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź lokakuu lokakuuta říjen října október octombrie октомври",
    "november nov novembre noviembre novembro lis marraskuu marraskuuta noiembrie ноември",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember des grudnia grudzień gru joulukuu joulukuuta prosinec prosince decembrie декември",
];

/// `12 March 2026`, `12-Mar-2026`, `March 12, 2026`, `1er mars 2026`.
fn in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ',', '.', '-', '/', '\u{A0}', '\u{202F}'])
        .filter(|word| !word.is_empty() && !matches!(*word, "de" | "del" | "di"))
        .collect();
    let &[first, second, third] = words.as_slice() else {
        return None;
    };
    let month = |word: &str| {
        let months = || MONTHS.iter().position(|names| names.split(' ').any(|name| name == word));
        word.starts_with(char::is_alphabetic).then(months).flatten()
    };
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
            ("12. März 2026", "2026-03-12"),
            ("12 de marzo de 2026", "2026-03-12"),
            ("5 października 2026", "2026-10-05"),
            ("12 listopada 2026", "-"),
            ("2026. 03. 01.", "2026-03-01"),
            ("01.03.2026.", "2026-03-01"),
            ("1.3.2026 r.", "2026-03-01"),
            ("1.3.2026r.", "-"),
            ("01.03.2026 г.", "2026-03-01"),
            ("20260312", "-"),
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
            ("20260312", "yyyymmdd", "2026-03-12"),
            ("120326", "ddmmyy", "2026-03-12"),
            ("2026-03-12", "yyyymmdd", "-"),
            ("20261312", "yyyymmdd", "-"),
        ];
        for (text, format, expected) in cases {
            assert_eq!(is(text, Some(format)), expected, "{text} as {format}");
        }
        assert!(is_format("dd.mm.yyyy") && is_format("%d/%m/%Y") && is_format("yyyymmdd"));
        assert!(!is_format("dd.mm") && !is_format("yyyymm") && !is_format("dmdyyyy"));
    }

    #[test]
    fn a_day_that_could_have_the_month_first_is_known() {
        let other = |text: &str| with_month_first(text).map(|(mark, day)| format!("{mark} {day}"));
        assert_eq!(other("10-05-2026").as_deref(), Some("- 2026-10-05"));
        assert_eq!(other("10.05.2026").as_deref(), Some(". 2026-10-05"));
        for text in ["25-03-2026", "05-05-2026", "10/05/2026", "2026-10-05", "spring"] {
            assert_eq!(other(text), None, "{text}");
        }
    }

    #[test]
    fn the_format_that_reads_most_is_found() {
        let cases: [(&[&str], &str, usize); 6] = [
            (&["03/09/2026", "31/12/2025"], "dd/mm/yyyy", 2),
            (&["12.03.26", "01.02.26"], "dd.mm.yy", 2),
            (&["01/03/26"], "dd/mm/yy mm/dd/yy", 1),
            (&["20260312", "20260401"], "yyyymmdd", 2),
            (&["31/12/2025", "spring"], "dd/mm/yyyy", 1),
            (&["spring"], "", 0),
        ];
        for (texts, formats, count) in cases {
            let (found, fitting) = formats_that_fit(texts);
            assert_eq!((found.join(" ").as_str(), fitting), (formats, count), "{texts:?}");
        }
    }
}
