//! A figure with everything it is made of, on the screen.

use std::collections::BTreeMap;

use anstyle::Style;
use findings::grouped;
use model::Decimal;
use pipeline::{
    Beside, Choice, ConvertedSum, CutCodes, FigureExplanation, Key, OfParticipant, Row, SourceCell,
};

use super::outline::{Branch, drawn};
use super::text;

/// How much is shown without `--all`: participants, sums and cells below each other.
const FEW: Shown = Shown { participants: 40, sums: 8, cells: 5, beside: 10, codes: 8 };

/// Most characters of a raw text.
const RAW: usize = 60;

/// How much is shown.
#[derive(Clone, Copy)]
struct Shown {
    participants: usize,
    sums: usize,
    cells: usize,
    beside: usize,
    codes: usize,
}

impl Shown {
    fn of(all: bool) -> Self {
        const ALL: usize = usize::MAX;
        let everything =
            Shown { participants: ALL, sums: ALL, cells: ALL, beside: ALL, codes: ALL };
        if all { everything } else { FEW }
    }
}

/// A figure's explanation.
pub(super) fn shown(figure: &FigureExplanation, all: bool, width: usize) -> String {
    let shown = Shown::of(all);
    let bold = Style::new().bold();
    let mut out = head(figure, width);
    out.push_str(&heading("Where it comes from"));
    if figure.participants.is_empty() {
        out.push_str(&paragraph("Nothing: no cell of any file is in it.", width));
    }
    let few = figure.participants.iter().take(shown.participants);
    let branches: Vec<Branch> = few.map(|own| of_participant(own, figure, shown)).collect();
    out.push_str(&drawn(&branches, width));
    let more = figure.participants.len().saturating_sub(shown.participants);
    if more > 0 {
        out.push_str(&format!("and {more} participants more; --all shows them\n"));
    }
    if let Some(sum) = &figure.adds_up_to {
        let words = match &figure.value {
            Some(value) if value.parse::<Decimal>() == sum.parse::<Decimal>() => {
                "adds up to the figure"
            }
            Some(_) => "is not the figure: report this as a fault of the program",
            None => "is withheld: for the office alone",
        };
        let sum = text::value(sum, &figure.unit);
        out.push_str(&format!("{bold}{sum}{bold:#}: the sum of these, which {words}.\n"));
    }
    out.push_str(&beside(figure, shown, width));
    out.push_str(&read_with(figure, width));
    out.push_str(&other_cuts(figure, shown, width));
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
    let rests = figure.contributors.map(|count| {
        format!("; rests on {}", text::number_of(count.into(), "participant", "participants"))
    });
    let status =
        format!("Status {}, {}{}", figure.status, figure.status_words, rests.unwrap_or_default());
    out.push_str(&paragraph(&status, width));
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
        out.push_str(&paragraph(body, width));
    }
    out
}

fn heading(text: &str) -> String {
    let bold = Style::new().bold();
    format!("\n{bold}{text}{bold:#}\n")
}

fn paragraph(text: &str, width: usize) -> String {
    let lines = text::lines(text, width.saturating_sub(2));
    lines.into_iter().map(|line| format!("  {line}\n")).collect()
}

fn cut_in_words(cut: &[Key]) -> String {
    cut.iter().map(|key| key.title.as_str()).collect::<Vec<_>>().join(", ")
}

fn of_participant(own: &OfParticipant, figure: &FigureExplanation, shown: Shown) -> Branch {
    let head = match own.participant.as_str() {
        "" => own.name.clone(),
        id => format!("{} ({id})", own.name),
    };
    let mut below: Vec<Branch> =
        own.sums.iter().take(shown.sums).map(|sum| converted(sum, figure, shown)).collect();
    let rest = &own.sums[own.sums.len().min(shown.sums)..];
    if !rest.is_empty() {
        let lines: u64 = rest.iter().map(|sum| sum.cells.len() as u64).sum();
        let euro: Decimal = rest.iter().filter_map(|sum| number(sum.amount_eur.as_deref())).sum();
        below.push(Branch::said(format!(
            "and {} more with {}, together {}; --all shows them",
            text::number_of(rest.len() as u64, "sum", "sums"),
            text::number_of(lines, "line", "lines"),
            text::value(&euro.to_string(), "EUR")
        )));
    }
    below.extend(cells(&own.cells, shown));
    let is_money = !own.sums.is_empty() && figure.unit == "EUR";
    let euro: Decimal = own.sums.iter().filter_map(|sum| number(sum.amount_eur.as_deref())).sum();
    let amount = if is_money && figure.adds_up_to.is_some() {
        text::value(&euro.to_string(), "EUR")
    } else {
        String::new()
    };
    Branch { head, amount, strong: true, below, ..Branch::default() }
}

fn number(text: Option<&str>) -> Option<Decimal> {
    text?.parse().ok()
}

/// A converted sum with its lines.
fn converted(sum: &ConvertedSum, figure: &FigureExplanation, shown: Shown) -> Branch {
    let mut goods = vec![sum.product_group_title.clone()];
    goods.extend([&sum.condition, &sum.acquisition].iter().map(|code| match code.as_str() {
        "unknown" => "not stated".to_owned(),
        code => code.to_owned(),
    }));
    goods.dedup();
    let of_year = if sum.year == figure.year { String::new() } else { format!(" ({})", sum.year) };
    let is_money = sum.cells.iter().any(|cell| cell.is_amount);
    let amount = match (&sum.amount_eur, is_money) {
        (Some(euro), true) => text::value(euro, "EUR"),
        (_, false) => text::value(&sum.units.to_string(), "units").replace(" units", ""),
        (None, true) => String::new(),
    };
    let mut notes = vec![format!("{}: {}", sum.counted_as.replace('_', " "), sum.why)];
    if is_money {
        notes.extend(conversion(sum));
    }
    let below = cells(&sum.cells, shown);
    Branch { head: format!("{}{of_year}", goods.join(", ")), amount, notes, strong: false, below }
}

/// How a sum becomes euro.
fn conversion(sum: &ConvertedSum) -> Option<String> {
    let (amount, currency) = (sum.amount.as_ref()?, sum.currency.as_ref()?);
    let amount = text::value(amount, currency);
    if currency == "EUR" {
        return Some(format!("{amount}, in euro as it is"));
    }
    let rate = sum.rate.as_ref()?;
    let euro = text::value(sum.amount_eur.as_ref()?, "EUR");
    let period = sum.rate_period.as_ref().map(|period| format!(" (mean of {period})"));
    Some(format!("{amount} ÷ {rate}{} = {euro}", period.unwrap_or_default()))
}

/// Cells, the first of them where they are many.
fn cells(cells: &[SourceCell], shown: Shown) -> Vec<Branch> {
    // One line more than would be said in its stead is shown.
    let few = if cells.len() <= shown.cells.saturating_add(1) { cells.len() } else { shown.cells };
    let mut branches: Vec<Branch> = cells[..few].iter().map(of_cell).collect();
    let rest = &cells[few..];
    if !rest.is_empty() {
        branches.push(Branch::said(format!(
            "and {}{}; --all shows them",
            text::number_of(rest.len() as u64, "more", "more"),
            together(rest)
        )));
    }
    branches
}

/// What cells come to together, where they are amounts or numbers of one kind.
fn together(cells: &[SourceCell]) -> String {
    let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.is_amount) {
        if let Some((number, currency)) = cell.value.rsplit_once(' ') {
            *sums.entry(currency).or_default() += number.parse::<Decimal>().unwrap_or_default();
        }
    }
    let sums: Vec<String> =
        sums.iter().map(|(currency, sum)| text::value(&sum.to_string(), currency)).collect();
    if sums.is_empty() { String::new() } else { format!(", together {}", sums.join(" and ")) }
}

fn of_cell(cell: &SourceCell) -> Branch {
    let value = text::went_in(&cell.value);
    let head = match cell.what.as_str() {
        "" => value,
        what => format!("{value} · {what}"),
    };
    let raw = match &cell.raw {
        Some(raw) if raw.is_empty() => "blank in ".to_owned(),
        Some(raw) => format!("`{}` in ", text::raw(raw, RAW)),
        None => String::new(),
    };
    let mut notes = vec![format!("{raw}{}", cell.source)];
    notes.extend(cell.correction.iter().map(|laid| {
        let date = laid.date.as_ref().map(|day| format!(" on {day}")).unwrap_or_default();
        format!(
            "corrected from `{}` to `{}`{date}: {} ({}) {}",
            laid.was, laid.now, laid.reason, laid.authority, laid.source
        )
    }));
    notes.extend(cell.notes.iter().cloned());
    Branch { head, notes, ..Branch::default() }
}

/// What stands beside it and is not in it.
fn beside(figure: &FigureExplanation, shown: Shown, width: usize) -> String {
    if figure.beside.is_empty() {
        return String::new();
    }
    let mut out = heading("Beside it, and not in it");
    let few = figure.beside.iter().take(shown.beside);
    let branches: Vec<Branch> = few.map(|row| of_beside(row, shown)).collect();
    out.push_str(&drawn(&branches, width));
    let rest = &figure.beside[figure.beside.len().min(shown.beside)..];
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
    let few: Vec<&str> = row.sources.iter().take(shown.cells).map(String::as_str).collect();
    let more = match row.sources.len().saturating_sub(shown.cells) {
        0 => String::new(),
        more => format!(" and {more} places more; --all shows them"),
    };
    notes.push(format!("{}{more}", few.join("; ")));
    Branch { head, amount: amounts.join(", "), notes, ..Branch::default() }
}

fn read_with(figure: &FigureExplanation, width: usize) -> String {
    if figure.companions.is_empty() {
        return String::new();
    }
    heading("Read with it") + &rows(&figure.companions, true, width)
}

/// Figures, a line each.
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
    drawn(&branches, width)
}

fn other_cuts(figure: &FigureExplanation, shown: Shown, width: usize) -> String {
    if figure.other_cuts.is_empty() {
        return String::new();
    }
    let mut out = heading("Also given by");
    for cut in &figure.other_cuts {
        out.push_str(&paragraph(&of_cut(cut, shown), width));
    }
    out
}

fn of_cut(cut: &CutCodes, shown: Shown) -> String {
    if cut.dimensions.is_empty() {
        return "total: leave the cut out".to_owned();
    }
    let parts = cut.dimensions.iter().zip(&cut.codes).map(|(dimension, codes)| {
        let few: Vec<&str> = codes.iter().take(shown.codes).map(String::as_str).collect();
        let more = match codes.len().saturating_sub(shown.codes) {
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
        paragraph(definition.formula, width)
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
