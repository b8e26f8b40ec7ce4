//! The keys of a `[[table]]` that have one value.

use encoding_rs::Encoding;
use model::Decimal;

use super::toml_values::{Entry, Refusal};
use super::{Despite, fields};
use crate::number::DecimalMark;

pub(super) fn decimal_mark(text: &str) -> Option<DecimalMark> {
    match text {
        "." => Some(DecimalMark::Point),
        "," => Some(DecimalMark::Comma),
        _ => None,
    }
}

/// Whether the signs of amounts are turned round.
pub(super) fn sign(text: &str) -> Option<bool> {
    match text {
        "as_typed" => Some(false),
        "reversed" => Some(true),
        _ => None,
    }
}

/// What is expected as a delimiter.
pub(super) const DELIMITER: &str = "the one character that parts the fields, such as `;`, or `tab`";

/// A character that can part fields.
pub(super) fn delimiter(text: &str) -> Option<char> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        _ if text == "tab" => Some('\t'),
        (Some(only), None) if !only.is_alphanumeric() && only != '"' => Some(only),
        _ => None,
    }
}

/// What is expected as an encoding.
pub(super) const ENCODING: &str =
    "the name of an encoding, such as `utf-8`, `windows-1250`, `windows-1251` or `macintosh`";

/// An encoding by a label of the WHATWG's list.
pub(super) fn encoding(text: &str) -> Option<&'static Encoding> {
    Encoding::for_label(text.as_bytes())
}

/// What one in a column of amounts stands for.
pub(super) fn unit(entry: &Entry) -> Result<Option<u32>, Refusal> {
    let known = |unit: &u32| [1, 1_000, 1_000_000, 1_000_000_000].contains(unit);
    match entry.whole_number("unit")? {
        Some(unit) if !known(&unit) => {
            Err(entry
                .wrong("unit", "1, 1000, 1000000 or 1000000000: what an amount of 1 stands for"))
        }
        unit => Ok(unit),
    }
}

/// What the mapping says although the header says otherwise.
pub(super) fn despite_header(entry: &Entry) -> Result<Vec<Despite>, Refusal> {
    let texts = entry.texts("despite_header")?.unwrap_or_default();
    let keys = texts.iter().map(|text| Despite::parse(text));
    let expected = format!("a list of some of {}", fields::codes(Despite::ALL, Despite::code));
    keys.collect::<Option<_>>().ok_or_else(|| entry.wrong("despite_header", &expected))
}

pub(super) fn header_rows(entry: &Entry) -> Result<Vec<u32>, Refusal> {
    let Some(mut rows) = entry.whole_numbers("header_rows")? else {
        return Ok(Vec::new());
    };
    rows.sort_unstable();
    rows.dedup();
    if rows.is_empty() || rows[0] == 0 {
        return Err(entry.wrong("header_rows", "the number of the header's row, from 1"));
    }
    Ok(rows)
}

pub(super) fn tax_rate(entry: &Entry) -> Result<Option<Decimal>, Refusal> {
    let expected = "the rate as a fraction, such as 0.21 for 21 %";
    let Some(text) = entry.number_text("tax_rate")? else {
        return Ok(None);
    };
    match text.parse::<Decimal>() {
        Ok(rate) if rate >= Decimal::ZERO && rate < Decimal::ONE => Ok(Some(rate)),
        _ => Err(entry.wrong("tax_rate", expected)),
    }
}
