//! Several choices in one cell, or a cell for each.

use std::collections::BTreeMap;

use model::questionnaire::ChoiceList;
use model::{Cell, CellValue};

use crate::text::{folded, says_not_applicable};

/// What parts the labels of choices in one cell.
const BETWEEN: [&str; 5] = ["; ", ";", ", ", ",", " "];

/// Whether a choice is ticked in a cell of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Tick {
    Yes,
    No,
    Blank,
    /// Something else.
    Other(String),
}

/// The code of the one choice that a text names by its code or, in any language, its label.
pub(super) fn code<'l>(text: &str, list: &'l ChoiceList) -> Option<&'l str> {
    let wanted = folded(text);
    if let Some(choice) = list.choices.iter().find(|choice| folded(&choice.name) == wanted) {
        return Some(&choice.name);
    }
    let has = |choice: &&model::questionnaire::Choice| {
        choice.label.0.iter().any(|(_, label)| folded(label) == wanted)
    };
    let mut labelled = list.choices.iter().filter(has);
    match (labelled.next(), labelled.next()) {
        (Some(only), None) => Some(&only.name),
        _ => None,
    }
}

/// The codes of the choices a text names, in the order of the list; `None` if something in it is no choice, or it can
/// be parted in two ways.
pub(super) fn codes(text: &str, list: &ChoiceList) -> Option<Vec<String>> {
    let by_code = |text: &str| {
        let wanted = folded(text);
        let choice = list.choices.iter().find(|choice| folded(&choice.name) == wanted);
        choice.map(|choice| choice.name.as_str())
    };
    let parts: Vec<&str> =
        text.split([';', '\n', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let all = |parts: &[&str]| parts.iter().map(|part| code(part, list)).collect();
    let found = by_code(text)
        .map(|code| vec![code])
        .or_else(|| (parts.len() > 1).then(|| all(&parts)).flatten())
        .or_else(|| text.split_whitespace().map(by_code).collect())
        .or_else(|| labels_in_a_row(text.trim_end_matches(';'), list))?;
    Some(in_order(&found, list))
}

fn in_order(found: &[&str], list: &ChoiceList) -> Vec<String> {
    let chosen = list.choices.iter().filter(|choice| found.contains(&choice.name.as_str()));
    chosen.map(|choice| choice.name.clone()).collect()
}

/// The choices whose labels stand in a text one behind the other, where it can be parted in one way only. Labels hold
/// spaces and commas of their own.
fn labels_in_a_row<'l>(text: &str, list: &'l ChoiceList) -> Option<Vec<&'l str>> {
    let text = folded(text);
    let mut labels: Vec<(String, &str)> = Vec::new();
    for choice in &list.choices {
        let own =
            choice.label.0.iter().map(|(_, label)| folded(label)).chain([folded(&choice.name)]);
        labels.extend(
            own.filter(|label| !label.is_empty()).map(|label| (label, choice.name.as_str())),
        );
    }
    labels.sort();
    labels.dedup();
    let mut ways = ways(&text, 0, &labels, &mut BTreeMap::new());
    if ways.len() > MOST_WAYS {
        return None;
    }
    // Nobody chooses a thing twice.
    ways.retain(|way| (1..way.len()).all(|at| !way[..at].contains(&way[at])));
    match ways.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Most ways that are looked at; a text with more is not understood.
const MOST_WAYS: usize = 16;

type Ways<'l> = Vec<Vec<&'l str>>;

/// The ways in which a text can be parted from a position on; each is worked out once.
fn ways<'l>(
    text: &str,
    from: usize,
    labels: &[(String, &'l str)],
    known: &mut BTreeMap<usize, Ways<'l>>,
) -> Ways<'l> {
    if let Some(ways) = known.get(&from) {
        return ways.clone();
    }
    let mut found: Ways<'l> = Vec::new();
    for (label, code) in labels {
        let Some(rest) = text[from..].strip_prefix(label.as_str()) else { continue };
        let at = text.len() - rest.len();
        if rest.is_empty() {
            keep(&mut found, vec![*code]);
        }
        for between in BETWEEN.iter().filter(|between| rest.starts_with(**between)) {
            for mut way in ways(text, at + between.len(), labels, known) {
                way.insert(0, *code);
                keep(&mut found, way);
            }
        }
    }
    found.truncate(MOST_WAYS + 1);
    known.insert(from, found.clone());
    found
}

fn keep<'l>(found: &mut Ways<'l>, way: Vec<&'l str>) {
    if !found.contains(&way) {
        found.push(way);
    }
}

/// Whether a choice is ticked in its own cell, `labels` being the code and labels of the choice.
pub(super) fn tick(cell: Option<&Cell>, choice: &str, list: &ChoiceList) -> Tick {
    let Some(cell) = cell else { return Tick::Blank };
    if let CellValue::Boolean(ticked) = cell.value {
        return if ticked { Tick::Yes } else { Tick::No };
    }
    let text = folded(&cell.raw);
    let own = list.choice(choice);
    let labels = own.iter().flat_map(|own| own.label.0.iter().map(|(_, label)| folded(label)));
    let named = text == folded(choice) || labels.clone().any(|label| label == text);
    match text.as_str() {
        "1" | "1.0" | "true" | "x" | "✓" | "✔" | "yes" | "oui" | "y" | "selected" | "checked" => {
            Tick::Yes
        }
        "0" | "0.0" | "false" | "no" | "non" | "n" | "not selected" | "unchecked" => Tick::No,
        _ if named => Tick::Yes,
        _ => Tick::Other(cell.raw.trim().to_owned()),
    }
}

/// Whether the cells of a question's choices say that it does not apply, and none says anything else.
pub(super) fn is_not_applicable(ticks: &[(&str, Tick)]) -> bool {
    let said = |tick: &Tick| matches!(tick, Tick::Other(text) if says_not_applicable(text));
    ticks.iter().any(|(_, tick)| said(tick))
        && ticks.iter().all(|(_, tick)| said(tick) || *tick == Tick::Blank)
}

/// What a question's own cell and those of its choices say together: the codes, or the text that says what stands there
/// where they contradict each other or are not understood; `None` where nothing is answered.
pub(super) fn together(
    whole: &str,
    ticks: &[(&str, Tick)],
    list: &ChoiceList,
) -> Option<Result<Vec<String>, String>> {
    let ticked: Vec<&str> =
        ticks.iter().filter(|(_, tick)| *tick == Tick::Yes).map(|(code, _)| *code).collect();
    let other = ticks.iter().find_map(|(code, tick)| match tick {
        Tick::Other(text) => Some((code, text)),
        _ => None,
    });
    if let Some((code, text)) = other {
        return Some(Err(format!("{whole} [{code}: {text}]").trim().to_owned()));
    }
    if whole.is_empty() {
        return (!ticked.is_empty()).then(|| Ok(in_order(&ticked, list)));
    }
    let Some(codes) = codes(whole, list) else {
        return Some(Err(whole.to_owned()));
    };
    // Choices without a column of their own can be told by the whole answer alone.
    let has_column = |code: &&String| ticks.iter().any(|(own, _)| own == *code);
    let agree = ticks.is_empty()
        || ticks.iter().all(|(_, tick)| *tick == Tick::Blank)
        || in_order(&ticked, list).iter().eq(codes.iter().filter(has_column));
    match agree {
        true => Some(Ok(codes)),
        false => Some(Err(format!("{whole} [ticked: {}]", ticked.join(" ")))),
    }
}

#[cfg(test)]
mod tests {
    use model::pact::Titles;
    use model::questionnaire::Choice;

    use super::*;

    fn list(choices: &[(&str, &str)]) -> ChoiceList {
        let choice = |(code, label): &(&str, &str)| Choice {
            name: (*code).to_owned(),
            label: Titles::one("en", label),
        };
        ChoiceList { name: "l".to_owned(), choices: choices.iter().map(choice).collect() }
    }

    #[test]
    fn choices_in_one_cell_are_parted_in_every_way_tools_write() {
        let list = list(&[
            ("a", "Fair"),
            ("b", "Fair work, safe work"),
            ("c", "Carbon (all; scope 3)"),
            ("d", "work"),
        ]);
        let cases = [
            ("a b", Some(&["a", "b"][..])),
            ("b a", Some(&["a", "b"])),
            ("b; a", Some(&["a", "b"])),
            ("Fair Fair work, safe work", Some(&["a", "b"])),
            ("Fair, Carbon (all; scope 3)", Some(&["a", "c"])),
            ("Fair;Fair work, safe work;", Some(&["a", "b"])),
            ("fair  WORK", Some(&["a", "d"])),
            ("Fair e", None),
            ("Fair work, safe work Fair", Some(&["a", "b"])),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|codes| codes.iter().map(|c| (*c).to_owned()).collect());
            assert_eq!(codes(text, &list), expected, "{text}");
        }
    }

    #[test]
    fn labels_that_can_be_parted_in_two_ways_are_not_guessed() {
        let list = list(&[("a", "one"), ("b", "two"), ("c", "one two")]);
        assert_eq!(codes("one two", &list), None);
        assert_eq!(codes("two; one two", &list).unwrap(), ["b", "c"]);
        // Only one of the two ways chooses nothing twice.
        assert_eq!(codes("two one two", &list).unwrap(), ["b", "c"]);
    }

    #[test]
    fn a_cell_and_its_ticks_must_agree() {
        let list = list(&[("a", "A"), ("b", "B")]);
        let ticks = |a: Tick, b: Tick| [("a", a), ("b", b)];
        let both = ticks(Tick::Yes, Tick::Yes);
        let one = ticks(Tick::Yes, Tick::No);
        assert_eq!(together("a b", &both, &list), Some(Ok(vec!["a".into(), "b".into()])));
        assert_eq!(together("", &one, &list), Some(Ok(vec!["a".into()])));
        assert_eq!(together("a b", &one, &list), Some(Err("a b [ticked: a]".to_owned())));
        assert_eq!(together("", &ticks(Tick::No, Tick::No), &list), None);
        assert_eq!(together("", &ticks(Tick::Blank, Tick::Blank), &list), None);
        let odd = ticks(Tick::Other("perhaps".into()), Tick::No);
        assert_eq!(together("", &odd, &list), Some(Err("[a: perhaps]".to_owned())));
    }
}
