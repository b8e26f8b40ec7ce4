//! The sheet `settings`: one row with the form's id, version and title.

use super::languages;
use super::table::Table;

/// What the sheet `settings` says.
pub(super) struct Settings {
    pub(super) form_id: String,
    /// Empty where the sheet names none.
    pub(super) version: String,
    pub(super) title: String,
    /// BCP 47 code; `en` where nothing names one.
    pub(super) default_language: String,
}

/// Reads the settings. A form without an id goes by its file's name, as the tools that run XLSForms have it.
pub(super) fn settings(table: Option<&Table<'_>>, survey: &Table<'_>, path: &str) -> Settings {
    let row = table.and_then(|table| table.rows().next());
    let text = |names: &[&str]| row.as_ref().map_or("", |row| row.text_of(names)).to_owned();
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let form_id = match text(&["form_id", "id_string"]) {
        id if id.is_empty() => stem.to_owned(),
        id => id,
    };
    let title = match text(&["form_title", "title"]) {
        title if title.is_empty() => form_id.clone(),
        title => title,
    };
    let default_language = default_language(&text(&["default_language"]), survey);
    Settings { form_id, version: text(&["version"]), title, default_language }
}

/// The code of the default language, which may be named `English (en)`, `en` or `English`, also where only a
/// column of the survey says which code that is; without a name, that of the first column of labels.
fn default_language(named: &str, survey: &Table<'_>) -> String {
    let labels = survey.columns.iter().filter(|column| column.base == "label");
    let mut named_in_labels = labels.filter_map(|column| {
        let language = column.language.as_deref()?;
        Some((language.to_lowercase(), languages::code(language)?))
    });
    let wanted = named.to_lowercase();
    let in_survey = || {
        let found = named_in_labels.find(|(name, _)| name.starts_with(&wanted));
        found.map(|(_, code)| code)
    };
    let code = if named.is_empty() { None } else { languages::code(named) };
    code.or_else(in_survey).unwrap_or_else(|| "en".to_owned())
}
