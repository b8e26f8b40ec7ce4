//! Names under which files of others are kept.

use crate::folder::check_name;

/// Characters of a kept name, its ending included: room for `-2` and for what programs add.
const LONGEST: usize = 100;
/// Characters of an ending that is kept when a name is cut.
const LONGEST_ENDING: usize = 10;

/// A name for a file as it came, clean on every system and still recognisable.
///
/// What Windows does not allow, what cannot be seen (marks that turn the direction of writing, for one) and folders in
/// the name become hyphens or go; white space becomes single spaces; a name that a spreadsheet would take for a
/// formula, or that systems keep for themselves, is changed at its beginning. `file` stands for a name of which nothing
/// is left.
pub fn clean_name(name: &str) -> String {
    let mut clean = String::new();
    for letter in name.chars() {
        match letter {
            '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*' => clean.push('-'),
            letter if letter.is_whitespace() => clean.push(' '),
            letter if letter.is_control() || is_unseen(letter) => {}
            letter => clean.push(letter),
        }
    }
    let words: Vec<&str> = clean.split(' ').filter(|word| !word.is_empty()).collect();
    let clean = words.join(" ");
    let clean = clean.trim_start_matches(['=', '+', '-', '@', '.', '~', '\'', '_', '$', ' ', '#']);
    let clean = cut(clean.trim_end_matches(['.', ' ']));
    let begins_with_ending = clean.is_empty() || !clean.contains('.') && name.starts_with('.');
    let clean = match (begins_with_ending, clean.as_str()) {
        (true, "") => "file".to_owned(),
        (true, ending) => format!("file.{ending}"),
        (false, _) => clean,
    };
    if check_name(&clean).is_ok() { clean } else { format!("file-{clean}") }
}

/// The name with a number behind its stem: `orders-2.xlsx`.
pub fn numbered_name(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{number}.{ending}"),
        None => format!("{name}-{number}"),
    }
}

/// Marks without a shape of their own.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

/// A name of at most [`LONGEST`] characters, with its ending.
fn cut(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| ending.chars().count() <= LONGEST_ENDING);
    let room = LONGEST - ending.map_or(0, |ending| ending.chars().count() + 1);
    let stem: String = name.chars().take(room).collect();
    let stem = stem.trim_end_matches(['.', ' ']);
    ending.map_or_else(|| stem.to_owned(), |ending| format!("{stem}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_clean_and_recognisable() {
        let long = format!("{}.xlsx", "é".repeat(200));
        let cut = format!("{}.xlsx", "é".repeat(95));
        let cases = [
            ("Bestellliste 2025 (final).xls", "Bestellliste 2025 (final).xls"),
            ("commandes  2026\u{a0}.xlsx", "commandes 2026 .xlsx"),
            ("a/b\\c:d?.csv", "a-b-c-d-.csv"),
            ("=cmd.csv", "cmd.csv"),
            ("-2.xlsx", "2.xlsx"),
            ("\u{202e}xslx.exe", "xslx.exe"),
            (".csv", "file.csv"),
            ("...", "file"),
            ("", "file"),
            ("NUL.csv", "file-NUL.csv"),
            ("com1", "file-com1"),
            ("letter.pdf. .", "letter.pdf"),
            ("two\nlines.txt", "two lines.txt"),
            (long.as_str(), cut.as_str()),
        ];
        for (name, expected) in cases {
            assert_eq!(clean_name(name), expected, "{name:?}");
            assert!(check_name(&clean_name(name)).is_ok(), "{name:?}");
        }
        assert_eq!(numbered_name("orders.2026.xlsx", 2), "orders.2026-2.xlsx");
        assert_eq!(numbered_name("orders", 3), "orders-3");
    }
}
