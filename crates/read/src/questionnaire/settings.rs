//! The sheet `settings`: one row with the form's id, version and title.

use super::columns::code;
use super::problems::Problems;
use super::table::Table;

/// What the sheet `settings` says.
pub(super) struct Settings {
    pub(super) form_id: String,
    pub(super) version: String,
    pub(super) title: String,
    /// BCP 47 code; `en` where the sheet names none.
    pub(super) default_language: String,
}

/// Reads the settings; `form_id` and `version` are needed, since the forms that go out carry them.
pub(super) fn settings(table: &Table<'_>, survey: &Table<'_>, problems: &mut Problems) -> Settings {
    let row = table.rows().next();
    let text = |names: &[&str]| row.map_or("", |row| row.text_of(names)).to_owned();
    let needed =
        [("form_id", ["form_id", "id_string"].as_slice()), ("version", ["version"].as_slice())];
    for (name, columns) in needed {
        if text(columns).is_empty() {
            problems.add(
                table.header_place(table.column(columns)),
                format!("the form has no `{name}`"),
                format!("Add a column `{name}` and one row below it."),
            );
        }
    }
    let form_id = text(&["form_id", "id_string"]);
    let title = text(&["form_title", "title"]);
    Settings {
        title: if title.is_empty() { form_id.clone() } else { title },
        form_id,
        version: text(&["version"]),
        default_language: default_language(&text(&["default_language"]), survey),
    }
}

/// The code of the default language, which may be named `English (en)`, `en`, or `English` where a column of
/// the survey says which code that is; without a name, that of the first column of labels.
fn default_language(named: &str, survey: &Table<'_>) -> String {
    if let Some(code) = code(named) {
        return code;
    }
    let wanted = format!("label::{}", named.to_lowercase());
    let labels = survey.columns.iter().map(|(name, _)| name);
    let column = labels.filter_map(|name| Some((name.to_lowercase(), code(name)?)));
    let mut columns = column.filter(|(name, _)| name.starts_with("label::"));
    let found = columns.find(|(name, _)| named.is_empty() || name.starts_with(&wanted));
    let is_code = (2..=3).contains(&named.len());
    match found {
        Some((_, code)) if !is_code => code,
        _ if is_code => named.to_owned(),
        _ => "en".to_owned(),
    }
}
