//! Choices: by code, or by label in any language of the form.

use model::nearest::nearest;
use model::questionnaire::{Choice, ChoiceList};
use model::{AnswerState, Cell, CellValue, FaultKind, Value};

use super::value::Read;
use crate::text::folded;

/// Most labels named in what was expected.
const SHOWN: usize = 8;

/// Reads one choice, or several parted by `;`.
pub(super) fn read(cell: &Cell, list: &ChoiceList, several: bool, language: &str) -> Read {
    let written = match cell.value {
        // Office programs turn a typed "true" into a logical value.
        CellValue::Boolean(true) => "yes",
        CellValue::Boolean(false) => "no",
        _ => cell.raw.trim(),
    };
    let codes = match several {
        true => parts(written, list),
        false => code(written, list).map(|code| vec![code]),
    };
    let Some(codes) = codes else {
        let expected = match parts(written, list) {
            Some(codes) if codes.len() > 1 => one_of_several(&codes, list, language),
            _ => expected(written, list, language),
        };
        return Read::unreadable(FaultKind::UnknownChoice, expected);
    };
    match (codes.as_slice(), several) {
        (["na"], _) => Read { state: AnswerState::NotApplicable, fault: None },
        (codes, true) if codes.contains(&"na") => {
            let expected = "either that it does not apply, or what applies";
            Read::unreadable(FaultKind::UnknownChoice, expected)
        }
        (codes, true) => {
            let codes = codes.iter().map(|&code| code.to_owned());
            Read::given(Value::Choices(codes.collect()))
        }
        (codes, false) => Read::given(Value::Choice(codes.concat())),
    }
}

/// The codes of the choices in a text, each once; `None` if one is not in the list.
fn parts<'a>(written: &str, list: &'a ChoiceList) -> Option<Vec<&'a str>> {
    // A label may hold a semicolon of its own.
    if let Some(code) = code(written, list) {
        return Some(vec![code]);
    }
    let all = |marks: &[char]| -> Option<Vec<&'a str>> {
        let parts = written.split(marks).map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| code(part, list)).collect()
    };
    // Data collection tools write codes parted by spaces; people use lines and commas.
    let found =
        [&[';'][..], &[';', '\n'], &[';', '\n', ','], &[';', ' ']].into_iter().find_map(all)?;
    let mut codes: Vec<&str> = Vec::new();
    for code in found {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    (!codes.is_empty()).then_some(codes)
}

/// The code of the one choice that a text names by its code or a label, or by both as in `3 - applied`; an apostrophe
/// that keeps a code a text, and decimals that a program gave a numeric code (`3.0`), are passed over.
pub(super) fn code<'a>(written: &str, list: &'a ChoiceList) -> Option<&'a str> {
    let wanted = folded(written);
    named(&wanted, list)
        .or_else(|| named(wanted.strip_prefix('\'')?, list))
        .or_else(|| named(wanted.strip_suffix(".0")?, list))
        .or_else(|| by_code_and_label(&wanted, list))
}

/// A code with its own label behind it.
fn by_code_and_label<'a>(wanted: &str, list: &'a ChoiceList) -> Option<&'a str> {
    let mut choices = list.choices.iter();
    let choice = choices.find(|choice| {
        let behind = wanted.strip_prefix(&folded(&choice.name));
        let label = behind.map(|rest| rest.trim_start_matches([' ', '-', ':', '.', '=', ')', '(']));
        label.is_some_and(|label| !label.is_empty() && named(label, list) == Some(&choice.name))
    })?;
    Some(&choice.name)
}

/// The code of the one choice with a folded text as its code or a label.
fn named<'a>(wanted: &str, list: &'a ChoiceList) -> Option<&'a str> {
    let by_code = list.choices.iter().find(|choice| folded(&choice.name) == wanted);
    if let Some(choice) = by_code {
        return Some(&choice.name);
    }
    let labelled = list.choices.iter().filter(|choice| {
        let mut labels = choice.label.0.iter();
        labels.any(|(_, label)| folded(label) == wanted)
    });
    let found: Vec<&str> = labelled.map(|choice| choice.name.as_str()).collect();
    match found.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// What is expected where one choice is asked for and several are named.
fn one_of_several(codes: &[&str], list: &ChoiceList, language: &str) -> String {
    let choices = codes.iter().filter_map(|code| list.choice(code));
    let labels: Vec<String> =
        choices.map(|choice| format!("`{}`", shown(choice, language))).collect();
    format!("one choice alone; {} were understood", labels.join(" and "))
}

/// Whether a text heads a row of sums.
fn is_sum(written: &str) -> bool {
    let written = folded(written);
    let first = written.split([' ', ':']).next().unwrap_or_default();
    SUMS.contains(&first)
}

const SUMS: [&str; 10] =
    ["total", "totals", "totaal", "totale", "sum", "sums", "summe", "gesamt", "somme", "suma"];

/// The label of a choice, its code where it has none.
fn shown(choice: &Choice, language: &str) -> String {
    match choice.label.in_language(language) {
        "" => choice.name.clone(),
        label => label.to_owned(),
    }
}

/// What the list offers, with the label nearest to what was written.
fn expected(written: &str, list: &ChoiceList, language: &str) -> String {
    let labels: Vec<String> = list.choices.iter().map(|choice| shown(choice, language)).collect();
    let every = list.choices.iter().flat_map(|choice| {
        let labels = choice.label.0.iter().map(|(_, label)| label.as_str());
        labels.chain([choice.name.as_str()])
    });
    let near = nearest(written, every)
        .and_then(|near| code(near, list))
        .and_then(|code| list.choice(code));
    if let Some(near) = near {
        return format!("a choice of the list, such as `{}`", shown(near, language));
    }
    let more = if labels.len() > SHOWN { ", …" } else { "" };
    let first: Vec<String> = labels.into_iter().take(SHOWN).collect();
    if is_sum(written) {
        return format!(
            "one of: {}{more}; a row that sums up others is to be deleted",
            first.join(", ")
        );
    }
    format!("one of: {}{more}", first.join(", "))
}
