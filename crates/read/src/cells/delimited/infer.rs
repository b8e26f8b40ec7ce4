//! Tells how a text is delimited and quoted, and which record is its header.

use csv::StringRecord;
use model::FaultKind;

use super::dialect::{DELIMITERS, Dialect, Quoting};
use super::escape;
use super::score::{self, Kinds, Reading};
use crate::cells::FileFault;

/// Bytes of the head of a text that are looked at.
const HEAD_BYTES: usize = 256 << 10;
/// Records of the head that are looked at.
const HEAD_RECORDS: usize = 400;
/// Readings whose scores are no further apart than this share are equally good.
const EQUALLY_GOOD: f64 = 0.02;
/// How much an unusual delimiter counts against a usual one.
const UNUSUAL: f64 = 0.9;

/// What was inferred of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inferred {
    /// How it is delimited and quoted.
    pub(super) dialect: Dialect,
    /// The usual number of fields.
    pub(super) columns: usize,
    /// Bytes before the first record: a line such as `sep=;`, which Excel writes and no table holds.
    pub(super) skipped: usize,
}

/// A dialect with its reading of the head.
struct Candidate {
    dialect: Dialect,
    reading: Reading,
    records: Vec<StringRecord>,
}

impl Candidate {
    /// Whether two candidates read the head alike; of two with one delimiter only the numbers of fields
    /// count, since their quotes tell how a text is written, not where its fields end.
    fn reads_like(&self, other: &Candidate) -> bool {
        let lengths = |records: &[StringRecord]| -> Vec<usize> {
            records.iter().map(StringRecord::len).collect()
        };
        let same_delimiter = self.dialect.delimiter == other.dialect.delimiter;
        self.records == other.records
            || (same_delimiter && lengths(&self.records) == lengths(&other.records))
    }
}

/// Infers the dialect from the whole head of a text. A delimiter that is stated is not looked for, nor is one that
/// a first line such as `sep=;` names.
///
/// # Errors
///
/// Where two readings are equally good, or most records have more fields than the header, which can mean
/// numbers with an unquoted decimal comma or a header that lacks a name: both would be read wrong.
pub(super) fn infer(text: &str, stated: Option<char>) -> Result<Inferred, FileFault> {
    let (said, skipped) = match separator_line(text) {
        Some((delimiter, length)) => (Some(stated.unwrap_or(delimiter)), length),
        None => (stated, 0),
    };
    let body = &text[skipped..];
    let head = head(body);
    let kinds = Kinds::default();
    let mut candidates: Vec<Candidate> = Vec::new();
    for delimiter in DELIMITERS.into_iter().chain(said) {
        if said.map_or_else(|| is_frequent(head, delimiter), |said| said == delimiter) {
            candidates.extend(with_delimiter(head, head, delimiter, &kinds));
        }
    }
    sort(&mut candidates);
    // Quotes that do not fit may stand anywhere: with the likeliest delimiter the whole text is looked at.
    if let Some(delimiter) = candidates.first().map(|best| best.dialect.delimiter) {
        candidates.retain(|candidate| candidate.dialect.delimiter != delimiter);
        candidates.extend(with_delimiter(body, head, delimiter, &kinds));
        sort(&mut candidates);
    }
    let Some(best) = candidates.first() else {
        let dialect = Dialect {
            delimiter: said.unwrap_or('\u{1f}'),
            quoting: Quoting::Doubled(b'"'),
            spaced: false,
        };
        let columns = if said.is_some() { 2 } else { 1 };
        return Ok(Inferred { dialect, columns, skipped });
    };
    let least = best.reading.score * (1.0 - EQUALLY_GOOD);
    let mut rivals = candidates[1..].iter().take_while(|rival| rival.reading.score >= least);
    if let Some(rival) = rivals.find(|rival| !rival.reads_like(best)) {
        return Err(two_readings(best, rival));
    }
    if let Some(fault) = header_too_short(best) {
        return Err(fault);
    }
    let columns = if said.is_some() { 2 } else { best.reading.columns };
    Ok(Inferred { dialect: best.dialect, columns, skipped })
}

/// The delimiter a first line such as `sep=;` names, and the bytes of that line.
fn separator_line(text: &str) -> Option<(char, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let bare = line.trim_matches('"');
    let start = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let mut rest = bare[start.len()..].chars();
    let delimiter = rest.next()?;
    rest.next().is_none().then_some((delimiter, line.len()))
}

/// Whether a character stands in so many lines of the head that it can part fields.
fn is_frequent(head: &str, delimiter: char) -> bool {
    let lines = head.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).take(HEAD_RECORDS);
    let (mut all, mut with) = (0_usize, 0_usize);
    for line in lines {
        all += 1;
        with += usize::from(line.contains(delimiter));
    }
    with * 5 >= all && with > 0
}

/// Best first; of equal scores the usual delimiter and the usual quoting.
fn sort(candidates: &mut [Candidate]) {
    let place = |dialect: &Dialect| DELIMITERS.iter().position(|known| *known == dialect.delimiter);
    candidates.sort_by(|a, b| {
        let by_score = b.reading.score.total_cmp(&a.reading.score);
        by_score.then_with(|| place(&a.dialect).cmp(&place(&b.dialect)))
    });
}

/// The candidates with one delimiter, the usual quoting first. The quotes of the whole of `text` are looked
/// at, and the records of its head.
fn with_delimiter(text: &str, head: &str, delimiter: char, kinds: &Kinds) -> Vec<Candidate> {
    let dialect = |quoting| Dialect { delimiter, quoting, spaced: false };
    let mut quotings = vec![Quoting::Doubled(b'"')];
    if text.contains("\\\"") {
        quotings.push(Quoting::Backslash(b'"'));
    }
    if opens_fields(text, delimiter, '\'') {
        quotings.push(Quoting::Doubled(b'\''));
        if text.contains("\\'") {
            quotings.push(Quoting::Backslash(b'\''));
        }
    }
    let usual = escape::quotes(text, dialect(Quoting::Doubled(b'"')));
    if usual.broken > 0 || usual.open {
        quotings.push(Quoting::None);
    }
    let candidates = quotings.into_iter().map(dialect);
    candidates.filter_map(|dialect| candidate(text, head, dialect, kinds)).collect()
}

/// Whether a quote stands where fields begin.
fn opens_fields(text: &str, delimiter: char, quote: char) -> bool {
    text.starts_with(quote)
        || [delimiter, '\n', '\r'].into_iter().any(|before| {
            let mut pair = String::from(before);
            pair.push(quote);
            text.contains(&pair)
        })
}

/// The reading of a dialect; nothing where it finds no two fields side by side.
fn candidate(text: &str, head: &str, dialect: Dialect, kinds: &Kinds) -> Option<Candidate> {
    let quotes = escape::quotes(text, dialect);
    let dialect = Dialect { spaced: quotes.spaced > 0 && quotes.broken == 0, ..dialect };
    let records = records(head, dialect);
    let mut reading = score::rate(&records, kinds)?;
    if !dialect.is_usual() {
        reading.score *= UNUSUAL;
    }
    // A head that was cut may end within a field; a text may not.
    let was_cut = text.len() == head.len() && text.len() >= HEAD_BYTES / 2;
    if quotes.open && !was_cut {
        reading.score *= 0.2;
    }
    let broken = quotes.broken as f64 / quotes.fields.max(1) as f64;
    reading.score *= 1.0 - broken.min(1.0) * 0.5;
    Some(Candidate { dialect, reading, records })
}

/// The head of a text, cut at a line end.
fn head(text: &str) -> &str {
    let end = text.char_indices().find(|(at, _)| *at >= HEAD_BYTES);
    match end {
        Some((at, _)) => &text[..text[..at].rfind(['\n', '\r']).unwrap_or(at)],
        None => text,
    }
}

/// The first records that are not blank.
fn records(head: &str, dialect: Dialect) -> Vec<StringRecord> {
    let plain = dialect.plain(head);
    let mut reader = super::reader(plain.as_bytes(), dialect);
    let records = reader.records().map_while(Result::ok);
    let filled = records.filter(|record| record.iter().any(|field| !field.trim().is_empty()));
    filled.take(HEAD_RECORDS).collect()
}

fn two_readings(best: &Candidate, rival: &Candidate) -> FileFault {
    FileFault::new(
        FaultKind::TwoReadings,
        format!(
            "the text can be read as a table in two ways that are equally good: {} ({}), or {} ({}); ask for it as .xlsx, or say what parts the columns: of a file in supporting/ in mapping.toml, such as `delimiter = \";\"`, of others by a first line such as sep=;",
            best.dialect.in_words(),
            shown(best),
            rival.dialect.in_words(),
            shown(rival),
        ),
    )
}

/// The header of a reading and the first record below it.
fn shown(candidate: &Candidate) -> String {
    let records = &candidate.records[candidate.reading.header..];
    let shown = records.iter().take(2).map(fields);
    shown.collect::<Vec<_>>().join(" / ")
}

fn fields(record: &StringRecord) -> String {
    let fields = record.iter().take(8).map(|field| {
        let text: String = field.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = text.chars().take(30).collect();
        format!("`{cut}`")
    });
    fields.collect::<Vec<_>>().join(", ")
}

/// The fault of a text in which most records have more fields than the header.
fn header_too_short(best: &Candidate) -> Option<FileFault> {
    let records = &best.records[best.reading.header..];
    let (header, body) = records.split_first()?;
    let longer = |record: &&StringRecord| {
        record.iter().skip(header.len()).any(|field| !field.trim().is_empty())
    };
    let example = body.iter().find(longer)?;
    let count = body.iter().filter(longer).count();
    (count * 2 > body.len()).then(|| {
        FileFault::new(
            FaultKind::TwoReadings,
            format!(
                "the header has {} fields ({}) and most rows have {} ({}), so it cannot be told which value belongs to which column: a decimal comma that is not quoted, or a column without a name; save the table as .xlsx and send that",
                header.len(),
                fields(header),
                example.len(),
                fields(example),
            ),
        )
    })
}
