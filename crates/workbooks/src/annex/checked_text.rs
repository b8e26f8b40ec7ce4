//! Words of others, as far as they may be shown.

use model::personal_data::contact_detail;

/// A text that may be shown: one that holds contact details is replaced by what it holds.
pub(super) fn shown(text: &str) -> String {
    match contact_detail(text) {
        Some(what) => format!("[withheld: {what}]"),
        None => text.to_owned(),
    }
}
