//! What becomes of a cell, on the screen.

use std::collections::BTreeMap;

use anstyle::Style;
use pipeline::{CellExplanation, FigureOfCell, OneCell};

use super::outline::{Branch, drawn};
use super::{lists, text};

/// Figures and cells shown without `--all`.
const FEW: usize = 12;
/// Most characters of a raw text.
const RAW: usize = 200;

/// The explanation of cells; those of a range that hold nothing and are in nothing are left out.
pub(super) fn shown(explanation: &CellExplanation, all: bool, width: usize) -> String {
    let holds = |cell: &&OneCell| {
        explanation.cells.len() == 1 || cell.raw.is_some() || !cell.figures.is_empty()
    };
    let cells: Vec<&OneCell> = explanation.cells.iter().filter(holds).collect();
    if cells.is_empty() {
        return "Nothing stands in these spreadsheet cells.\n".to_owned();
    }
    let few = if all { cells.len() } else { cells.len().min(FEW) };
    let shown = cells[..few].iter().map(|cell| one(cell, all, width));
    let mut out = shown.collect::<Vec<_>>().join("\n");
    if few < cells.len() {
        let more = cells.len() - few;
        out.push_str(&format!("\nand {more} cells more; --all shows them\n"));
    }
    let years: Vec<String> = explanation.years.iter().map(ToString::to_string).collect();
    out.push_str(&format!("\nLooked for in the figures of {}.\n", years.join(" and ")));
    out
}

fn one(cell: &OneCell, all: bool, width: usize) -> String {
    let bold = Style::new().bold();
    let raw = match &cell.raw {
        Some(raw) => format!("`{}`", text::raw(raw, if all { usize::MAX } else { RAW })),
        None => "nothing".to_owned(),
    };
    let mut out = format!("{bold}{}{bold:#}\n", cell.source);
    let mut say = |text: &str| {
        for line in text::lines(text, width.saturating_sub(2)) {
            out.push_str(&format!("  {line}\n"));
        }
    };
    if !cell.what.is_empty() {
        say(&cell.what);
    }
    say(&format!("Says: {raw}"));
    cell.notes.iter().for_each(|note| say(note));
    if let Some(laid) = &cell.correction {
        say(&format!(
            "Corrected from `{}` to `{}`: {} ({}) {}",
            laid.was, laid.now, laid.reason, laid.authority, laid.source
        ));
    }
    // Why it is in no figure can be how its line counts: that is said once.
    let is_why = cell.why_in_none.as_deref() == Some(cell.row.join("; ").as_str());
    for line in cell.row.iter().filter(|_| !is_why) {
        say(&format!("Its line counts so: {line}"));
    }
    if let Some(why) = &cell.why_in_none {
        match cell.figures.is_empty() {
            true => say(&format!("In no figure: {why}.")),
            false => say(&format!("In the figures below, since {why}.")),
        }
    }
    cell.findings.iter().for_each(|finding| say(&format!("Found here: {finding}")));
    if !cell.file_in.is_empty() {
        say(&format!("Its file as a whole is in {}.", cell.file_in.join(", ")));
    }
    out.push_str(&figures(&cell.figures, all, width));
    out
}

/// The figures a cell is in, by indicator.
fn figures(figures: &[FigureOfCell], all: bool, width: usize) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let mut by_indicator: BTreeMap<(i16, &str), Vec<&FigureOfCell>> = BTreeMap::new();
    for figure in figures {
        by_indicator
            .entry((figure.figure.year, &figure.figure.indicator))
            .or_default()
            .push(figure);
    }
    let count = text::number_of(figures.len() as u64, "figure", "figures");
    let branches = by_indicator.into_iter().map(|((year, indicator), figures)| {
        let few = if all { figures.len() } else { figures.len().min(FEW) };
        let mut below: Vec<Branch> =
            figures[..few].iter().map(|figure| of_figure(figure)).collect();
        if few < figures.len() {
            let more = figures.len() - few;
            below.push(Branch::said(format!("and {more} more; --all shows them")));
        }
        let title = figures.first().map(|figure| figure.figure.title.as_str()).unwrap_or_default();
        Branch { head: format!("{indicator}, {title}, {year}"), below, ..Branch::default() }
    });
    let branches: Vec<Branch> = branches.collect();
    let legend = lists::legend(figures.iter().map(|figure| &figure.figure), width);
    format!("  In {count}:\n{}{legend}", drawn(&branches, width))
}

fn of_figure(figure: &FigureOfCell) -> Branch {
    let row = &figure.figure;
    let keys: Vec<String> =
        row.cut.iter().map(|key| format!("{}={}", key.dimension, key.code)).collect();
    let cut = if keys.is_empty() { "total".to_owned() } else { keys.join(" ") };
    let value_in = match figure.value_in.as_str() {
        "withheld" => "withheld".to_owned(),
        value => text::went_in(value),
    };
    let amount = match &row.value {
        Some(value) => format!("{}  {}", text::value(value, &row.unit), row.status),
        None => format!("no value  {}", row.status),
    };
    let part = match figure.part.words() {
        "" => String::new(),
        words => format!(", {words}"),
    };
    Branch { head: format!("{cut}, with {value_in}{part}"), amount, ..Branch::default() }
}
