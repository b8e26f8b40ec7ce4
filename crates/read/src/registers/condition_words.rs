//! `inputs/condition-words.csv`: the words that say in what condition goods were bought.

use std::collections::BTreeMap;

use model::registers::ConditionWord;
use model::vocabulary::Condition;
use model::{Fault, InputFile, Obstacle};

use super::rows;
use super::shipped::{key, with_shipped};
use crate::table::{Columns, RowReader};

/// Path of the register without its extension.
pub(super) const NAME: &str = "inputs/condition-words";

const COLUMNS: Columns = Columns {
    required: &["word", "condition"],
    optional: &["language", "not"],
    titled: &[],
    private: &[],
};

/// Reads the words: those of the workspace in the file's order, then the shipped ones it says nothing of.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn condition_words(
    files: &BTreeMap<String, InputFile>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<ConditionWord>, Vec<Obstacle>> {
    let read = |files: &BTreeMap<String, InputFile>, faults: &mut Vec<Fault>| {
        rows(files, NAME, &COLUMNS, faults, condition_word)
    };
    with_shipped(files, NAME, faults, read, |own| key(&own.word, &own.language))
}

/// One row.
fn condition_word(row: &mut RowReader<'_>) -> Option<ConditionWord> {
    let codes: Vec<&str> = Condition::ALL.iter().map(|condition| condition.code()).collect();
    let language = row.language("language");
    let word = row.required_text("word");
    let condition =
        row.code("condition", &codes, |text| codes.contains(&text).then(|| text.to_owned()));
    let not = row.list("not");
    Some(ConditionWord { language, word, condition: condition?, not })
}
