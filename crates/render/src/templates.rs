//! The templates: Markdown, charts and words, and the ones that come with the program.

use std::collections::BTreeMap;

use crate::trouble::{Trouble, at_line};
use model::Obstacle;

/// The folder templates lie in, as messages name it.
pub(crate) const FOLDER: &str = "report-templates";

/// Templates by their path inside `report-templates/`, such as `progress-report.md` or
/// `charts/ladder.svg`.
pub type Templates = BTreeMap<String, String>;

macro_rules! shipped {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../../report-templates/", $path)))),+]
    };
}

const SHIPPED: &[(&str, &str)] = shipped![
    "progress-report.md",
    "financial-summary.md",
    "findings.md",
    "participant.md",
    "charts/bars.svg",
    "charts/bullet.svg",
    "charts/dumbbell.svg",
    "charts/ladder.svg",
    "words/en.toml",
    "letters/days.toml",
    "letters/form.fr.txt",
    "letters/form.txt",
    "letters/overdue.fr.txt",
    "letters/overdue.txt",
    "letters/reminder.fr.txt",
    "letters/reminder.txt",
];

/// The templates that come with the program, so that it needs no folder beside it.
pub fn shipped_templates() -> Templates {
    SHIPPED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// What stands between the two `---` lines at the top of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FrontMatter {
    /// `title`
    pub(crate) title: String,
    /// `subtitle`
    pub(crate) subtitle: String,
    /// `status`
    pub(crate) status: String,
    /// `description`
    pub(crate) description: String,
}

const KEYS: [&str; 4] = ["title", "subtitle", "status", "description"];

/// Parts a template into its front matter and its body. The body keeps its line numbers: the lines of
/// the front matter stay behind as empty lines.
///
/// # Errors
/// If the front matter is missing, not closed, or has a key that is not known or comes twice.
pub(crate) fn split(file: &str, templates: &Templates) -> Result<(FrontMatter, String), Obstacle> {
    let at = |trouble: Trouble, line: usize| at_line(trouble, file, Some(line), templates);
    let Some(text) = templates.get(file) else {
        let trouble = Trouble::unknown("template", file, templates.keys().map(String::as_str));
        return Err(at_line(trouble, file, None, templates));
    };
    let lines: Vec<&str> = text.lines().collect();
    let end = match lines.first() {
        Some(&"---") => lines.iter().skip(1).position(|line| *line == "---"),
        _ => None,
    };
    let Some(end) = end.map(|index| index + 1) else {
        let help = "Begin the file with a line `---`, then `title: …`, `subtitle: …`, `status: …`, \
                    `description: …`, then a line `---`.";
        return Err(at(Trouble::new("the template has no front matter", help), 1));
    };
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate().take(end).skip(1) {
        let (key, value) = key_value(line).map_err(|trouble| at(trouble, index + 1))?;
        if found.insert(key, value).is_some() {
            let trouble =
                Trouble::new(format!("`{key}` stands here twice"), "Keep one of the two lines.");
            return Err(at(trouble, index + 1));
        }
    }
    let mut take = |key: &str| {
        let missing = || {
            Trouble::new(
                format!("the front matter has no `{key}`"),
                format!("Add a line `{key}: …`."),
            )
        };
        found.remove(key).ok_or_else(|| at(missing(), end + 1))
    };
    let front = FrontMatter {
        title: take("title")?,
        subtitle: take("subtitle")?,
        status: take("status")?,
        description: take("description")?,
    };
    let body = "\n".repeat(end + 1) + &lines[end + 1..].join("\n") + "\n";
    Ok((front, body))
}

fn key_value(line: &str) -> Result<(&'static str, String), Trouble> {
    let Some((key, value)) = line.split_once(':') else {
        let help = "Write `key: text` on each line of the front matter.";
        return Err(Trouble::new("this line of the front matter has no colon", help));
    };
    match KEYS.iter().find(|known| **known == key.trim()) {
        Some(known) => Ok((known, value.trim().to_owned())),
        None => Err(Trouble::unknown("key of the front matter", key.trim(), KEYS)),
    }
}
