//! The sheet `choices`: the lists that answers are chosen from.

use model::questionnaire::{Choice, ChoiceList};

use super::problems::Problems;
use super::table::{Row, Table};
use crate::text::folded;

const LIST: [&str; 1] = ["list_name"];
const NAME: [&str; 2] = ["name", "value"];

/// Reads the lists, in the order of the sheet.
///
/// Rows with neither list, code nor label are remarks. A code twice in one list, or a label that stands for two codes of a list, is a problem: returns are read
/// by either.
pub(super) fn lists(table: &Table<'_>, problems: &mut Problems) -> Vec<ChoiceList> {
    let mut lists: Vec<ChoiceList> = Vec::new();
    if table.rows().next().is_none() {
        return lists;
    }
    let missing = [LIST.as_slice(), NAME.as_slice()]
        .into_iter()
        .filter(|columns| table.column(columns).is_none());
    let missing: Vec<&str> = missing.map(|columns| columns[0]).collect();
    if !missing.is_empty() {
        problems.add(
            table.header_place(None),
            format!("the column `{}` is missing", missing.join("`, `")),
            "Give the column its name in the first row.",
        );
        return lists;
    }
    for row in table.rows() {
        let name = row.text_of(&LIST);
        let is_remark =
            name.is_empty() && row.text_of(&NAME).is_empty() && row.titles("label").0.is_empty();
        if is_remark {
            continue;
        }
        if name.is_empty() {
            let what = "the choice belongs to no list";
            problems.add(row.place(&LIST), what, "Fill in `list_name`.");
            continue;
        }
        let index = match lists.iter().position(|list| list.name == name) {
            Some(index) => index,
            None => {
                lists.push(ChoiceList { name: name.to_owned(), choices: Vec::new() });
                lists.len() - 1
            }
        };
        add(&mut lists[index], &row, problems);
    }
    lists
}

fn add(list: &mut ChoiceList, row: &Row<'_>, problems: &mut Problems) {
    let choice = Choice { name: row.text_of(&NAME).to_owned(), label: row.titles("label") };
    let place = row.place(&NAME);
    let unfit = |c: char| c.is_whitespace() || c == ';';
    if choice.name.is_empty() {
        problems.add(place, "the choice has no `name`", "Fill in its code.");
        return;
    }
    if choice.name.contains(unfit) {
        let what = format!("the code `{}` has a space or a semicolon", choice.name);
        problems.add(place, what, "Use letters, digits, `_` and `-`.");
        return;
    }
    if choice.label.0.is_empty() {
        let what = format!("the choice `{}` has no label", choice.name);
        problems.add(row.place(&["label"]), what, "Fill in a label.");
    }
    if list.choice(&choice.name).is_some() {
        let what = format!("`{}` is twice in the list `{}`", choice.name, list.name);
        problems.add(place, what, "Remove or rename one of the two.");
        return;
    }
    if let Some((other, label)) = same_label(list, &choice) {
        let what = format!(
            "the label `{label}` stands for `{other}` and for `{}` in the list `{}`",
            choice.name, list.name
        );
        let help = "Give each choice of a list its own label in every language.";
        problems.add(row.place(&["label"]), what, help);
    }
    list.choices.push(choice);
}

/// An earlier choice of the list with the same label in the same language, and that label.
fn same_label<'a>(list: &'a ChoiceList, choice: &'a Choice) -> Option<(&'a str, &'a str)> {
    list.choices.iter().find_map(|other| {
        let same = choice.label.0.iter().find(|(language, label)| {
            let mut others = other.label.0.iter();
            others.any(|(l, text)| l == language && folded(text) == folded(label))
        });
        same.map(|(_, label)| (other.name.as_str(), label.as_str()))
    })
}
