//! Where a figure comes from, on the screen: by participant, converted sum, spreadsheet cell.

use model::Decimal;
use pipeline::{
    ChangeOfParticipant, ConvertedSum, FigureExplanation, OfParticipant, Quotient, RatesOfYears,
    SourceCell,
};

use super::outline::{Branch, drawn};
use super::text;

/// A tree of more lines than this is shown by participant, a line each, without `--all`.
const LONG: usize = 90;

/// Most values of cells that stand in the one line of a participant.
const VALUES: usize = 12;

/// Most characters of a raw text.
const RAW: usize = 60;

/// What a figure is made of, and what it adds up to.
pub(super) fn shown(figure: &FigureExplanation, all: bool, width: usize) -> String {
    if figure.participants.is_empty() {
        return text::paragraph("Nothing: no cell of any file is in it.", width);
    }
    let is_short = !all && lines(&figure.participants) > LONG;
    let one = figure.participants.len() == 1;
    let branches = figure.participants.iter().map(|own| match (is_short, one) {
        (true, false) => in_short(own, figure),
        (true, true) => by_sum(own, figure),
        (false, _) => in_full(own, figure),
    });
    let mut out = drawn(&branches.collect::<Vec<_>>(), width);
    out.push_str(&sum(figure, width));
    out.push_str(&division(figure, width));
    if is_short {
        let cells: usize = figure.participants.iter().map(number_of_cells).sum();
        let cells = text::number_of(cells as u64, "spreadsheet cell", "spreadsheet cells");
        let more = format!(
            "{cells} in all; --all shows each: what it says, where it stands, and the currency, the rate and the \
             rule it counts by."
        );
        out.push_str(
            &text::lines(&more, width).into_iter().map(|line| line + "\n").collect::<String>(),
        );
    }
    out
}

/// Lines the whole tree would have, about.
fn lines(participants: &[OfParticipant]) -> usize {
    let of_sum = |sum: &ConvertedSum| 3 + 2 * sum.cells.len();
    let of_one =
        |own: &OfParticipant| 1 + own.sums.iter().map(of_sum).sum::<usize>() + 2 * own.cells.len();
    participants.iter().map(of_one).sum()
}

fn number_of_cells(own: &OfParticipant) -> usize {
    own.cells.len() + own.sums.iter().map(|sum| sum.cells.len()).sum::<usize>()
}

/// What the parts come to, at the end.
fn sum(figure: &FigureExplanation, width: usize) -> String {
    let Some(sum) = &figure.adds_up_to else {
        return String::new();
    };
    let words = match &figure.value {
        Some(value) if value.parse::<Decimal>() == sum.parse::<Decimal>() => {
            match has_signs(figure) {
                true => "the sum of these with their signs, which adds up to the figure.",
                false => "the sum of these, which adds up to the figure.",
            }
        }
        Some(_) => {
            "the sum of these, which is not the figure: report this as a fault of the program."
        }
        None => "the sum of these, which is withheld: for the office alone.",
    };
    let sum = text::value(sum, &figure.unit);
    let bold = anstyle::Style::new().bold();
    let line = format!("{bold}{sum}{bold:#}: {words}");
    // The number is not broken, and the words are short.
    if sum.chars().count() + 2 + words.chars().count() <= width {
        return line + "\n";
    }
    format!("{bold}{sum}{bold:#}:\n{}", text::paragraph(words, width))
}

/// How the figure comes about, at the end, where it is divided.
fn division(figure: &FigureExplanation, width: usize) -> String {
    let Some(division) = &figure.division else {
        return String::new();
    };
    let bold = anstyle::Style::new().bold();
    let number = |number: &str| text::value(number, division.unit);
    let (above, below) = (number(&division.numerator), number(&division.denominator));
    let quotient = text::value(&division.quotient, &figure.unit);
    let mut out = format!("{bold}{above} ÷ {below} = {quotient}{bold:#}\n");
    let words =
        "what is in the numerator, divided by what is in the denominator: this is the figure.";
    out.push_str(&text::paragraph(words, width));
    if !division.largest.is_empty() {
        let named = division
            .largest
            .iter()
            .map(|own| format!("{} ({}), {}", own.name, own.participant, number(&own.amount_eur)));
        let named = named.collect::<Vec<_>>().join("; ");
        let said = format!(
            "In the numerator, for the office alone, since the figure names nobody: {named}."
        );
        out.push_str(&text::paragraph(&said, width));
    }
    out
}

/// What a part gives to the numerator and to the denominator.
fn gives(gives: &Quotient, figure: &FigureExplanation) -> String {
    let unit = figure.division.as_ref().map_or("count", |division| division.unit);
    let side = |name: &str, number: &Option<String>| {
        number.as_ref().map(|number| format!("{name} {}", text::value(number, unit)))
    };
    let sides = [side("numerator", &gives.numerator), side("denominator", &gives.denominator)];
    sides.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What of a participant's part it reported for others.
fn for_others(own: &OfParticipant, figure: &FigureExplanation) -> Option<String> {
    let others = own.for_others.as_ref()?;
    let names = match others.owners.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        owners => owners.join(", "),
    };
    Some(match own.part.as_ref() == Some(&others.part) {
        true => format!("reported by it for {names}"),
        false => {
            let amount = part(Some(&others.part), figure);
            format!("reported by it; of this {amount} for {names}")
        }
    })
}

fn name(own: &OfParticipant) -> String {
    match own.participant.as_str() {
        "" => own.name.clone(),
        id => format!("{} ({id})", own.name),
    }
}

/// Whether parts can be taken off, so that each shows its sign.
fn has_signs(figure: &FigureExplanation) -> bool {
    ["change.", "finance."].iter().any(|family| figure.definition.id.starts_with(family))
}

/// A part of the figure with its unit, and with its sign where parts can be taken off.
fn part(part: Option<&str>, figure: &FigureExplanation) -> String {
    match part {
        Some(part) if has_signs(figure) => text::signed(part, &figure.unit),
        Some(part) => text::value(part, &figure.unit),
        None => String::new(),
    }
}

/// A participant in one line: what it adds to the figure, or what its cells say.
fn in_short(own: &OfParticipant, figure: &FigureExplanation) -> Branch {
    let mut amount = part(own.part.as_deref(), figure);
    let mut notes: Vec<String> = own.change.iter().flat_map(of_years).collect();
    notes.extend(for_others(own, figure));
    notes.extend(own.gives.iter().map(|own| gives(own, figure)));
    if amount.is_empty() {
        let cells = number_of_cells(own) as u64;
        let is_few = own.sums.is_empty() && own.cells.len() <= VALUES;
        if is_few {
            let values: Vec<String> =
                own.cells.iter().map(|cell| text::went_in(&cell.value)).collect();
            notes.push(values.join(", "));
        }
        amount = text::number_of(cells, "spreadsheet cell", "spreadsheet cells");
    }
    Branch { head: name(own), amount, notes, ..Branch::default() }
}

/// A participant with its converted sums, a line each.
fn by_sum(own: &OfParticipant, figure: &FigureExplanation) -> Branch {
    let mut below: Vec<Branch> = own
        .sums
        .iter()
        .map(|sum| {
            let full = converted(sum, figure);
            let cells = text::number_of(sum.cells.len() as u64, "cell", "cells");
            Branch {
                head: format!("{}, {cells}", full.head),
                amount: full.amount,
                ..Branch::default()
            }
        })
        .collect();
    if !own.cells.is_empty() {
        let cells = own.cells.len() as u64;
        below.push(Branch::said(text::number_of(cells, "spreadsheet cell", "spreadsheet cells")));
    }
    let mut notes: Vec<String> = for_others(own, figure).into_iter().collect();
    notes.extend(own.gives.iter().map(|own| gives(own, figure)));
    Branch { below, notes, ..in_short(own, figure) }
}

fn in_full(own: &OfParticipant, figure: &FigureExplanation) -> Branch {
    let mut below: Vec<Branch> = own.sums.iter().map(|sum| converted(sum, figure)).collect();
    below.extend(own.cells.iter().map(|cell| of_cell(cell, figure)));
    let amount = part(own.part.as_deref(), figure);
    let mut notes: Vec<String> = own.change.iter().flat_map(of_years).collect();
    notes.extend(for_others(own, figure));
    notes.extend(own.gives.iter().map(|own| gives(own, figure)));
    Branch { head: name(own), amount, notes, strong: true, below }
}

/// Both years of a change, and the rates of its currencies.
fn of_years(change: &ChangeOfParticipant) -> Vec<String> {
    let euro = |amount: &str| text::value(amount, "EUR");
    let this = euro(&change.this_year);
    let at_last = change.this_year_at_last_rates.as_deref().map(euro);
    let is_same = change.this_year_at_last_rates.as_ref() == Some(&change.this_year);
    let mut notes = vec![match (at_last.filter(|_| !is_same), change.last_year.as_deref()) {
        (Some(at_last), Some(last)) => format!(
            "this year {at_last} at last year's rates ({this} at this year's) − last year {}",
            euro(last)
        ),
        (Some(at_last), None) => {
            format!("this year {this} at this year's rates − {at_last} at last year's")
        }
        (None, Some(last)) => format!("this year {this} − last year {}", euro(last)),
        (None, None) => format!("this year {this}, the same at last year's rates"),
    }];
    notes.extend(change.rates.iter().map(of_rates));
    notes
}

fn of_rates(rates: &RatesOfYears) -> String {
    let rate = |rate: &Option<String>| rate.clone().unwrap_or_else(|| "none".to_owned());
    format!(
        "{} for one euro: {} this year, {} last year",
        rates.currency,
        rate(&rates.this_year),
        rate(&rates.last_year)
    )
}

/// A converted sum with its lines.
fn converted(sum: &ConvertedSum, figure: &FigureExplanation) -> Branch {
    let mut goods = vec![sum.product_group_title.clone()];
    goods.extend([&sum.condition, &sum.acquisition].iter().map(|code| match code.as_str() {
        "unknown" => "not stated".to_owned(),
        code => code.to_owned(),
    }));
    goods.dedup();
    let both = figure.participants.iter().any(|own| own.change.is_some());
    let of_year = match sum.year == figure.year && !both {
        true => String::new(),
        false => format!(" ({})", sum.year),
    };
    let is_money = sum.cells.iter().any(|cell| cell.is_amount);
    let amount = match (&sum.part, &sum.amount_eur, is_money) {
        (Some(_), _, true) => part(sum.part.as_deref(), figure),
        (None, Some(euro), true) => text::value(euro, "EUR"),
        (_, _, false) => text::value(&sum.units.to_string(), "units").replace(" units", ""),
        (None, None, true) => String::new(),
    };
    let mut notes = vec![format!("{}: {}", sum.counted_as.replace('_', " "), sum.why)];
    if is_money {
        notes.extend(conversion(sum));
        notes.extend(at_last_rate(sum));
    }
    notes.extend(sum.gives.iter().map(|own| gives(own, figure)));
    let below = sum.cells.iter().map(|cell| of_cell(cell, figure)).collect();
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

/// What this year's sum is worth at last year's rate.
fn at_last_rate(sum: &ConvertedSum) -> Option<String> {
    let (at_last, currency) = (sum.at_last_rate.as_ref()?, sum.currency.as_ref()?);
    if currency == "EUR" {
        return None;
    }
    let amount = text::value(sum.amount.as_ref()?, currency);
    let euro = text::value(&at_last.amount_eur, "EUR");
    Some(format!("at last year's rate: {amount} ÷ {} = {euro}", at_last.rate))
}

fn of_cell(cell: &SourceCell, figure: &FigureExplanation) -> Branch {
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
    notes.extend(cell.gives.iter().map(|own| gives(own, figure)));
    Branch { head, amount: part(cell.part.as_deref(), figure), notes, ..Branch::default() }
}
