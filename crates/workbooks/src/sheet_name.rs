//! Titles of sheets: what the file format allows, each only once.

/// Longest title a sheet can have, in UTF-16 units.
const LONGEST: usize = 31;

/// Hands out sheet titles.
#[derive(Default)]
pub(crate) struct SheetNames {
    taken: Vec<String>,
}

impl SheetNames {
    /// The label as a sheet title: without the characters no title may have, at most 31 characters,
    /// with a number behind it where another sheet has the same.
    pub(crate) fn assign(&mut self, label: &str) -> String {
        let clean = cleaned(label);
        let mut title = shortened(&clean, LONGEST);
        let mut number = 2;
        while self.taken.contains(&title.to_lowercase()) {
            let suffix = format!(" {number}");
            title = shortened(&clean, LONGEST - suffix.len()) + &suffix;
            number += 1;
        }
        self.taken.push(title.to_lowercase());
        title
    }
}

fn cleaned(label: &str) -> String {
    let spaced: String = label
        .chars()
        .map(|c| {
            if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let text = words.join(" ");
    let text = text.trim_matches(['\'', ' ']);
    match text.to_lowercase().as_str() {
        // Reserved by one of the programs that will open the file.
        "" | "history" => format!("Sheet {text}").trim().to_owned(),
        _ => text.to_owned(),
    }
}

fn shortened(text: &str, longest: usize) -> String {
    let mut kept = String::new();
    let mut units = 0;
    for character in text.chars() {
        units += character.len_utf16();
        if units > longest {
            break;
        }
        kept.push(character);
    }
    kept.trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_allowed_short_and_unique() {
        let mut names = SheetNames::default();
        let cases = [
            ("Procurement", "Procurement"),
            ("procurement", "procurement 2"),
            ("In/out: [all]?", "In out all"),
            ("'quoted'", "quoted"),
            ("", "Sheet"),
            ("History", "Sheet History"),
            ("A label that is much longer than a tab", "A label that is much longer tha"),
            ("A label that is much longer than another tab", "A label that is much longer t 2"),
        ];
        for (label, title) in cases {
            assert_eq!(names.assign(label), title);
        }
    }
}
