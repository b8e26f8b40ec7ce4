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
