//! Choices: by code, or by label in any language of the form.

use model::questionnaire::ChoiceList;
use model::{AnswerState, Cell, CellValue, FaultKind, Value};

use super::value::Read;
use crate::nearest::nearest;
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
        return Read::unreadable(FaultKind::UnknownChoice, expected(written, list, language));
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

/// The code of the one choice that a text names by its code or a label.
pub(super) fn code<'a>(written: &str, list: &'a ChoiceList) -> Option<&'a str> {
    let wanted = folded(written);
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

/// What the list offers, with the label nearest to what was written.
fn expected(written: &str, list: &ChoiceList, language: &str) -> String {
    let label = |choice: &'_ model::questionnaire::Choice| match choice.label.in_language(language)
    {
        "" => choice.name.clone(),
        label => label.to_owned(),
    };
    let labels: Vec<String> = list.choices.iter().map(label).collect();
    let every = list.choices.iter().flat_map(|choice| {
        let labels = choice.label.0.iter().map(|(_, label)| label.as_str());
        labels.chain([choice.name.as_str()])
    });
    let near = nearest(written, every)
        .and_then(|near| code(near, list))
        .and_then(|code| list.choice(code));
    if let Some(near) = near {
        return format!("a choice of the list, such as `{}`", label(near));
    }
    let more = if labels.len() > SHOWN { ", …" } else { "" };
    let shown: Vec<String> = labels.into_iter().take(SHOWN).collect();
    format!("one of: {}{more}", shown.join(", "))
}
