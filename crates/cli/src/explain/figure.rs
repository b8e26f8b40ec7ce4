//! A figure with everything it is made of, on the screen.

use anstyle::Style;
use pipeline::{Beside, FigureExplanation, Key};

use super::outline::{Branch, drawn};
use super::text::{self, heading, paragraph};
use super::{lists, origin};

/// What stands beside a figure, and places of it, shown without `--all`.
const FEW: Shown = Shown { rows: 10, places: 5 };

/// How much of what stands beside a figure is shown.
#[derive(Clone, Copy)]
struct Shown {
    rows: usize,
    places: usize,
}

/// A figure's explanation.
pub(super) fn shown(figure: &FigureExplanation, all: bool, width: usize) -> String {
    let mut out = head(figure, width);
    let by_reporter = figure.participants.iter().any(|own| !own.sums.is_empty());
    out.push_str(&heading(match by_reporter {
        true => "Where it comes from, by the participant that reported it",
        false => "Where it comes from",
    }));
    out.push_str(&origin::shown(figure, all, width));
    let few = if all { Shown { rows: usize::MAX, places: usize::MAX } } else { FEW };
    out.push_str(&beside(figure, few, width));
    out.push_str(&lists::read_with(figure, width));
    out.push_str(&lists::other_cuts(figure, all, width));
    out
}

/// What it is and how much it is.
fn head(figure: &FigureExplanation, width: usize) -> String {
    let bold = Style::new().bold();
    let definition = &figure.definition;
    let mut out = format!("{bold}{}{bold:#}", definition.id);
    for key in &figure.cut {
        out.push_str(&format!(" {}={}", key.dimension, key.code));
    }
    let title = match cut_in_words(&figure.cut).as_str() {
        "" => format!("{}, {}", definition.title, figure.year),
        cut => format!("{}: {cut}, {}", definition.title, figure.year),
    };
    out.push_str(&format!("\n{}\n\n", text::lines(&title, width).join("\n")));
    if let Some(value) = &figure.value {
        out.push_str(&format!("  {bold}{}{bold:#}\n", text::value(value, &figure.unit)));
    }
    let rests = figure.contributors.filter(|count| *count > 0).map(|count| {
        format!("; rests on {}", text::number_of(count.into(), "participant", "participants"))
    });
    let status =
        format!("Status {}, {}{}", figure.status, figure.status_words, rests.unwrap_or_default());
    out.push_str(&paragraph(&status, width));
    out.push_str(&reason(figure, width));
    if let Some(why) = &figure.office_only {
        let red = Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
        out.push_str(&format!("\n{red}OFFICE ONLY{red:#}\n"));
        out.push_str(&paragraph(why, width));
    }
    let parts = [
        ("Question", definition.question),
        ("How it is computed", definition.formula),
        ("What it does not say", definition.caveats),
        ("Paragraph of the Pact", definition.paragraph),
    ];
    for (name, body) in parts.iter().filter(|(_, body)| !body.is_empty()) {
        out.push_str(&heading(name));
        out.push_str(&text::formula(body, width));
    }
    out
}

/// Why it has no value, or one of low reliability, and what can be done.
fn reason(figure: &FigureExplanation, width: usize) -> String {
    let Some(reason) = &figure.reason else {
        return String::new();
    };
    let title = match figure.value {
        Some(_) => "Why it is of low reliability",
        None => "Why it has no value",
    };
    let mut out = heading(title) + &paragraph(&reason.why, width);
    if let Some(what_to_do) = &reason.what_to_do {
        out.push_str(&heading("What can be done"));
        out.push_str(&paragraph(what_to_do, width));
    }
    out
}

fn cut_in_words(cut: &[Key]) -> String {
    cut.iter().map(|key| key.title.as_str()).collect::<Vec<_>>().join(", ")
}

/// What stands beside it and is not in it.
fn beside(figure: &FigureExplanation, shown: Shown, width: usize) -> String {
    if figure.beside.is_empty() {
        return String::new();
    }
    let mut out = heading("Beside it, and not in it");
    let few = figure.beside.iter().take(shown.rows);
    let branches: Vec<Branch> = few.map(|row| of_beside(row, shown)).collect();
    out.push_str(&drawn(&branches, width));
    let rest = &figure.beside[figure.beside.len().min(shown.rows)..];
    if !rest.is_empty() {
        let lines: u64 = rest.iter().map(|row| row.lines).sum();
        let lines = text::number_of(lines, "line", "lines");
        out.push_str(&format!("and {lines} more; --all shows them\n"));
    }
    out
}

fn of_beside(row: &Beside, shown: Shown) -> Branch {
    let lines = text::number_of(row.lines, "line", "lines");
    let group = match row.product_group.as_str() {
        "" => String::new(),
        group => format!(" of {group}"),
    };
    let head = format!("{}: {lines}{group}, {}", row.name, row.counted_as.replace('_', " "));
    let amounts: Vec<String> = row.amounts.iter().map(|amount| text::went_in(amount)).collect();
    let mut notes = vec![row.why.clone()];
    let few: Vec<&str> = row.sources.iter().take(shown.places).map(String::as_str).collect();
    let more = match row.sources.len().saturating_sub(shown.places) {
        0 => String::new(),
        more => format!(" and {more} places more; --all shows them"),
    };
    notes.push(format!("{}{more}", few.join("; ")));
    Branch { head, amount: amounts.join(", "), notes, ..Branch::default() }
}
