//! Lists of figures, a line each, with what the letters of their statuses mean; and the cuts there are.

use std::collections::BTreeMap;

use anstyle::Style;
use findings::grouped;
use pipeline::{Choice, CutCodes, FigureExplanation, Row};

use super::outline::{Branch, drawn};
use super::text::{self, heading, paragraph};

/// Codes of a dimension shown without `--all`.
const FEW: usize = 8;

/// Figures to be read with one.
pub(super) fn read_with(figure: &FigureExplanation, width: usize) -> String {
    if figure.companions.is_empty() {
        return String::new();
    }
    heading("Read with it") + &rows(&figure.companions, true, width)
}

/// Figures, a line each, and below them what the letters mean.
fn rows(rows: &[Row], with_name: bool, width: usize) -> String {
    let branches: Vec<Branch> = rows
        .iter()
        .map(|row| {
            let keys: Vec<String> =
                row.cut.iter().map(|key| format!("{}={}", key.dimension, key.code)).collect();
            let keys = keys.join(" ");
            let name = if with_name { format!("{} {keys}", row.indicator) } else { keys };
            let head = match with_name {
                true => format!("{}, {}, {}", name.trim(), row.title, row.year),
                false if name.is_empty() => "total".to_owned(),
                false => name,
            };
            let amount = match &row.value {
                Some(value) => format!("{}  {}", text::value(value, &row.unit), row.status),
                None => format!("no value  {}", row.status),
            };
            Branch { head, amount, ..Branch::default() }
        })
        .collect();
    drawn(&branches, width) + &legend(rows.iter(), width)
}

/// What the letters of statuses mean that occur in figures.
pub(super) fn legend<'r>(rows: impl Iterator<Item = &'r Row>, width: usize) -> String {
    let letters: BTreeMap<&str, &str> = rows.map(|row| (row.status, row.status_words)).collect();
    let dim = Style::new().dimmed();
    let lines = letters.into_iter().flat_map(|(letter, words)| {
        let mut lines = text::lines(words, width.saturating_sub(5)).into_iter();
        let first = lines.next().map(|line| format!("{dim}  {letter}  {line}{dim:#}\n"));
        first.into_iter().chain(lines.map(move |line| format!("{dim}     {line}{dim:#}\n")))
    });
    lines.collect()
}

/// The other cuts an indicator is given by.
pub(super) fn other_cuts(figure: &FigureExplanation, all: bool, width: usize) -> String {
    if figure.other_cuts.is_empty() {
        return String::new();
    }
    let mut out = heading("Also given by");
    for cut in &figure.other_cuts {
        out.push_str(&paragraph(&of_cut(cut, all), width));
    }
    out
}

fn of_cut(cut: &CutCodes, all: bool) -> String {
    if cut.dimensions.is_empty() {
        return "total: leave the cut out".to_owned();
    }
    let most = if all { usize::MAX } else { FEW };
    let parts = cut.dimensions.iter().zip(&cut.codes).map(|(dimension, codes)| {
        let few: Vec<&str> = codes.iter().take(most).map(String::as_str).collect();
        let more = match codes.len().saturating_sub(most) {
            0 => String::new(),
            more => format!(", and {} more (--all shows them)", grouped((more as u64).into(), 0)),
        };
        format!("{dimension}= {}{more}", few.join(", "))
    });
    parts.collect::<Vec<_>>().join("  with  ")
}

/// The figures to choose from.
pub(super) fn choice(choice: &Choice, width: usize) -> String {
    let bold = Style::new().bold();
    let definition = &choice.definition;
    let mut out = format!(
        "{bold}{}{bold:#}\n{}, {}\n{}{}",
        definition.id,
        definition.title,
        choice.year,
        heading("How it is computed"),
        text::formula(definition.formula, width)
    );
    out.push_str(&heading("One figure a cut: name one of these"));
    out.push_str(&rows(&choice.rows, false, width));
    if let Some(row) = choice.rows.first() {
        let keys: Vec<String> =
            row.cut.iter().map(|key| format!("{}={}", key.dimension, key.code)).collect();
        let year = choice.year;
        out.push_str(&format!(
            "\nSuch as: cfit explain --year {year} {} {}\n",
            definition.id,
            keys.join(" ")
        ));
    }
    out
}
