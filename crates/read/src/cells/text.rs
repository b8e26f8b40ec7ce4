//! Decodes text files: UTF-8 with or without its mark, UTF-16, and the code pages of one country or region.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file; `None` if it is no text. `encoding` is how its letters are coded, where somebody said it.
///
/// A byte order mark decides, then what was said. Without either, bytes that are zero at places all odd or all even
/// are UTF-16, as delimiters, digits and line ends have them in any language; bytes that are valid UTF-8 are that;
/// the rest is [guessed](guess).
pub(super) fn decode(bytes: &[u8], encoding: Option<&'static Encoding>) -> Option<String> {
    let (encoding, content) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (encoding.or_else(|| unicode(bytes)).unwrap_or_else(|| guess(bytes)), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(content);
    let text = text.into_owned();
    is_text(&text).then_some(text)
}

/// Letters that are not coded as somebody said.
pub(super) struct Undecodable {
    /// The first line that has one, from 1.
    pub(super) line: u32,
    /// The name of the encoding that was said.
    pub(super) said: String,
    /// The name of the one that the bytes are most probably in.
    pub(super) probably: String,
}

/// The first letter that `encoding` does not have; `None` where there is none, or where a byte order mark decides.
pub(super) fn undecodable(bytes: &[u8], encoding: &'static Encoding) -> Option<Undecodable> {
    let is_marked = Encoding::for_bom(bytes).is_some();
    if is_marked || encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        return None;
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len())?;
    let mut before = String::with_capacity(room);
    let _stopped = decoder.decode_to_string_without_replacement(bytes, &mut before, true);
    let ends = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
    let probably = unicode(bytes).unwrap_or_else(|| guess(bytes));
    Some(Undecodable {
        line: u32::try_from(ends + 1).unwrap_or(u32::MAX),
        said: encoding.name().to_lowercase(),
        probably: probably.name().to_lowercase(),
    })
}

/// The encoding by which a text file is read that neither is Unicode nor has letters of ASCII alone, so that it was
/// guessed; `None` for any other.
pub(super) fn guessed(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_known = Encoding::for_bom(bytes).is_some() || unicode(bytes).is_some();
    (!is_known).then(|| guess(bytes))
}

/// The encoding of Unicode that bytes are beyond doubt.
fn unicode(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |offset: usize| {
        let places = sample.iter().skip(offset).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 20 > half && even * 8 < odd {
        Some(UTF_16LE)
    } else if even * 20 > half && odd * 8 < even {
        Some(UTF_16BE)
    } else {
        std::str::from_utf8(bytes).is_ok().then_some(UTF_8)
    }
}

/// The code page that bytes are most probably in, by the frequencies of their letters (`chardetng`).
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Text has next to no control characters; one in two hundred is let through, so that a stray one is a
/// matter of its cell.
fn is_text(text: &str) -> bool {
    let mut characters = 0_usize;
    let mut odd = 0_usize;
    for character in text.chars() {
        characters += 1;
        let control = character.is_control()
            && !matches!(character, '\t' | '\r' | '\n' | '\x0B' | '\x0C' | '\x1F');
        if control || character == '\u{FFFD}' {
            odd += 1;
        }
    }
    odd <= 2 || odd * 200 <= characters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_spreadsheet_programs_write() {
        let cases: [(&[u8], &str); 8] = [
            (b"a;\xC3\xA9", "a;é"),
            (b"\xEF\xBB\xBFa;\xC3\xA9", "a;é"),
            (b"a;\xE9 \x80", "a;é €"),
            (b"\xFF\xFEa\0;\0\xE9\0", "a;é"),
            (b"\xFE\xFF\0a\0;\0\xE9", "a;é"),
            (b"a\0;\0b\0\n\0", "a;b\n"),
            (b"\0a\0;\0b\0\n", "a;b\n"),
            (b"\x3f\x04\x38\x04\x3d\x04\x38\x04;\0\x31\0\n\0", "пини;1\n"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decode(bytes, None).as_deref(), Some(text), "{bytes:?}");
        }
    }

    #[test]
    fn letters_that_are_not_in_the_encoding_that_was_said_are_told_with_their_line() {
        let western = Encoding::for_label(b"windows-1252").unwrap();
        let greek = Encoding::for_label(b"windows-1253").unwrap();
        let of = |bytes: &[u8], encoding| {
            undecodable(bytes, encoding).map(|own| (own.line, own.said, own.probably))
        };
        let told =
            |line, said: &str, probably: &str| Some((line, said.to_owned(), probably.to_owned()));
        let french = b"Compte;Libell\xE9\n1;\xC9cran\n";
        assert_eq!(of(french, UTF_8), told(1, "utf-8", "windows-1252"));
        assert_eq!(
            of(b"a;b\r\n1;2\r\n3;\xC9cran d'essai\r\n", UTF_8),
            told(3, "utf-8", "windows-1252")
        );
        assert_eq!(of(b"a;b\r1;2\r3;\xC9cran d'essai\r", UTF_8), told(3, "utf-8", "windows-1252"));
        assert_eq!(of("a\n;\u{3aa}\n".as_bytes(), greek), told(2, "windows-1253", "utf-8"));
        assert_eq!(of(french, western), None);
        assert_eq!(of("Écran".as_bytes(), UTF_8), None);
        // What another program destroyed is a letter like any other, and a byte order mark decides.
        assert_eq!(of("\u{FFFD}".as_bytes(), UTF_8), None);
        assert_eq!(of(b"\xFF\xFEa\0;\0\xE9\0", UTF_8), None);
    }

    #[test]
    fn binary_content_is_no_text() {
        let bytes: Vec<u8> = (0..=255).cycle().take(4000).collect();
        assert_eq!(decode(&bytes, None), None);
    }

    #[test]
    fn code_pages_are_guessed_and_told_and_can_be_said() {
        let polish = "Nr;Data;Opis;Ilość;Wartość\nP-5;2026-03-01;Drukarka żółta;1;1 500,00 zł\n";
        let bulgarian = "Описание;Сума\nПринтер;1 234,50 лв.\nМонитор;345,00\n";
        let french = "Désignation;Quantité\nÉcran;1 234,50 €\n";
        let cases =
            [(polish, "windows-1250"), (bulgarian, "windows-1251"), (french, "windows-1252")];
        for (text, name) in cases {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(guessed(&bytes).map(Encoding::name), Some(name));
            assert_eq!(decode(&bytes, None).as_deref(), Some(text));
        }
        let macintosh = Encoding::for_label(b"macintosh").unwrap();
        assert_eq!(decode(b"\x83cran", Some(macintosh)).as_deref(), Some("Écran"));
        assert_eq!(guessed("Écran".as_bytes()), None);
        // A byte order mark is stronger than what was said.
        assert_eq!(decode(b"\xEF\xBB\xBF\xC3\xA9", Some(macintosh)).as_deref(), Some("é"));
    }
}
