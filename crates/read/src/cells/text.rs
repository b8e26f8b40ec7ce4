//! Decodes text files: UTF-8 with or without its mark, UTF-16, Windows-1252.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file; `None` if it is no text.
///
/// A byte order mark decides. Without one, bytes that are zero at places all odd or all even are UTF-16, as
/// delimiters, digits and line ends have them in any language; bytes that are valid UTF-8 are that, and the
/// rest is Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, content) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (guess(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(content);
    let text = text.into_owned();
    is_text(&text).then_some(text)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |offset: usize| {
        let places = sample.iter().skip(offset).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 20 > half && even * 8 < odd {
        UTF_16LE
    } else if even * 20 > half && odd * 8 < even {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
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
            assert_eq!(decode(bytes).as_deref(), Some(text), "{bytes:?}");
        }
    }

    #[test]
    fn binary_content_is_no_text() {
        let bytes: Vec<u8> = (0..=255).cycle().take(4000).collect();
        assert_eq!(decode(&bytes), None);
    }
}
