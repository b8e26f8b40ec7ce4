//! What stands in the place of a code that no file has.

use crate::identifier::Identifier;

/// Shown in the place of a code that the file it belongs to does not have: it may be the name of a person.
pub const NOT_ON_FILE: &str = "(not on file)";

/// A code without spaces around it, where it is one of those on file; [`NOT_ON_FILE`] where it is none of them; empty
/// where none is given. Where nothing at all is on file, whatever has the form of an id is a code.
pub fn code_on_file<'t, 'k>(code: &'t str, on_file: impl IntoIterator<Item = &'k str>) -> &'t str {
    let code = code.trim();
    let mut on_file = on_file.into_iter().peekable();
    let known = match on_file.peek() {
        None => Identifier::parse(code).is_some(),
        Some(_) => on_file.any(|own| own == code),
    };
    if known || code.is_empty() { code } else { NOT_ON_FILE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_has_is_not_shown() {
        let on_file = ["servers", "cloud"];
        let cases = [
            (" servers ", &on_file[..], "servers"),
            ("server", &on_file, NOT_ON_FILE),
            ("Frau Doe", &on_file, NOT_ON_FILE),
            ("", &on_file, ""),
            ("server", &[], "server"),
            ("Frau Doe", &[], NOT_ON_FILE),
        ];
        for (code, on_file, expected) in cases {
            assert_eq!(code_on_file(code, on_file.iter().copied()), expected, "{code}");
        }
    }
}
