//! A figure with everything it is made of: participant, converted sum, line or answer, cell.

use std::collections::{BTreeMap, BTreeSet};

use model::volume::CountedAs;
use model::{
    CellAddress, Decimal, Dimension, Figure, Indicator, LineOrigin, Money, Place, TraceEntry,
};
use tables::{LineGroup, PlacedLine};

use super::node::{ConvertedSum, FigureExplanation, OfParticipant, SourceCell};
use super::part::Part;
use super::{
    Context, beside, choice, division, money, of_cut, office, parts, reason, rule, source, words,
};

/// What a trace has instead of a value that its owner withholds.
pub(super) const WITHHELD: &str = "withheld";

/// Everything a figure is made of.
pub(super) fn figure(
    context: &mut Context<'_>,
    indicator: &'static Indicator,
    figure: &Figure,
) -> FigureExplanation {
    let mut participants = participants(context, figure);
    let adds_up_to = parts::add(context, figure, &mut participants);
    let division = division::divide(context, figure, &mut participants);
    FigureExplanation {
        year: figure.year,
        definition: choice::definition(indicator),
        cut: choice::cut(context, &figure.dimensions),
        value: figure.value.map(|value| value.to_string()),
        unit: figure.unit.code().to_owned(),
        status: figure.status.code(),
        status_words: words::status(figure.status),
        reason: reason::reason(context, figure, &participants),
        contributors: figure.contributors,
        office_only: office::office_only(context, figure, &participants),
        adds_up_to,
        division,
        beside: beside::beside(context, figure),
        participants,
        companions: companions(context, figure),
        other_cuts: choice::other_cuts(context, figure),
    }
}

/// What is gathered of one participant.
#[derive(Default)]
struct Gathered {
    /// Cells by year and converted sum.
    sums: BTreeMap<(i16, usize), Vec<SourceCell>>,
    cells: Vec<SourceCell>,
    seen: BTreeSet<(String, String)>,
}

impl Gathered {
    /// Whether a cell was not taken yet: a trace can name it for two parts of a figure.
    fn is_new(&mut self, cell: &SourceCell) -> bool {
        self.seen.insert((cell.source.clone(), cell.value.clone()))
    }
}

fn participants(context: &mut Context<'_>, figure: &Figure) -> Vec<OfParticipant> {
    let mut gathered: BTreeMap<String, Gathered> = BTreeMap::new();
    for (index, entry) in figure.trace.iter().enumerate() {
        let own = gathered.entry(entry.participant.clone()).or_default();
        let lines = match context.sources.of_path(&entry.source.path) {
            Some(of_year) => of_year.lines.of_entry(entry),
            None => Vec::new(),
        };
        if lines.is_empty() {
            let mut cell = single(context, entry);
            money::complete(context, figure, entry, &mut cell);
            (cell.role, cell.entry) = (role(context, figure, &cell), index);
            if own.is_new(&cell) {
                own.cells.push(cell);
            }
            continue;
        }
        for line in lines {
            let mut cell = of_line(context, entry, line);
            (cell.role, cell.entry) = (role(context, figure, &cell), index);
            if !own.is_new(&cell) {
                continue;
            }
            let year = context.sources.of_path(&entry.source.path);
            let sum = year.and_then(|year| Some((year, year.lines.sum(line.group)?)));
            match sum {
                Some((year, sum)) => {
                    let key = (year.year.reading.year(), sum);
                    own.sums.entry(key).or_default().push(cell);
                }
                None => own.cells.push(cell),
            }
        }
    }
    let mut all: Vec<OfParticipant> = gathered
        .into_iter()
        .map(|(id, own)| OfParticipant {
            name: if id.is_empty() {
                "The office's own files".to_owned()
            } else {
                context.name(&id)
            },
            participant: id,
            part: None,
            for_others: None,
            gives: None,
            change: None,
            sums: own
                .sums
                .into_iter()
                .filter_map(|((year, sum), cells)| converted(context, year, sum, cells))
                .collect(),
            cells: own.cells,
        })
        .collect();
    all.sort_by(|a, b| {
        (a.participant.is_empty(), &a.participant).cmp(&(b.participant.is_empty(), &b.participant))
    });
    all
}

fn role(context: &Context<'_>, figure: &Figure, cell: &SourceCell) -> Option<Part> {
    division::role(context, figure, cell.place.as_ref()?)
}

/// A cell that is no line of purchases, or a range of cells of alike rows.
fn single(context: &mut Context<'_>, entry: &TraceEntry) -> SourceCell {
    let place = &entry.source;
    let raw = context.files.raw(place);
    let mut cell = SourceCell {
        source: shown(entry),
        what: source::what(&context.sources, &mut context.files, place),
        value: if entry.value == WITHHELD { raw.clone() } else { None }
            .unwrap_or_else(|| entry.value.clone()),
        is_amount: is_amount(&entry.value),
        place: entry.places().next(),
        raw,
        ..SourceCell::default()
    };
    if let Some(of_year) = context.sources.of_path(&place.path) {
        cell.correction = of_year.correction(place);
        let answer =
            place.cell.and_then(|at| of_year.answer(&place.path, place.sheet.as_deref(), at));
        if let Some(answer) = answer {
            let label = answer.choice_label(of_year.year, &cell.value);
            cell.notes.extend(label.filter(|label| cell.raw.as_ref() != Some(label)));
            if answer.answer.carried {
                cell.notes.push("carried over from last year".to_owned());
            }
            if answer.own.provisional {
                cell.notes.push("the return is provisional".to_owned());
            }
        }
    }
    cell
}

/// Whether a value is an amount with its currency behind.
fn is_amount(value: &str) -> bool {
    value.rsplit_once(' ').is_some_and(|(number, currency)| {
        number.parse::<Decimal>().is_ok() && model::Currency::parse(currency).is_some()
    })
}

/// The places of an entry as text.
fn shown(entry: &TraceEntry) -> String {
    let places: Vec<String> = entry.places().map(|place| place.to_string()).collect();
    places.join("; ")
}

/// The cell that a line of purchases has in an entry.
fn of_line(context: &mut Context<'_>, entry: &TraceEntry, line: PlacedLine) -> SourceCell {
    let from = entry.source.cell.map_or(line.column, |cell| cell.column);
    let to = entry.source.last_cell.map_or(from, |cell| cell.column);
    let is_own = (from..=to).contains(&line.column);
    let column = if is_own { line.column } else { from };
    let at = CellAddress::new(line.row.saturating_sub(1), column);
    let place = Place { cell: Some(at), last_cell: None, ..entry.source.clone() };
    let raw = context.files.raw(&place);
    let what = source::what(&context.sources, &mut context.files, &place);
    let mut notes = Vec::new();
    let mut value = (entry.value != WITHHELD).then(|| entry.value.clone());
    let mut correction = None;
    if let Some(of_year) = context.sources.of_path(&place.path) {
        let (group, counting) = of_year.lines.groups[line.group];
        value = measured(of_year, &place, group, line, is_own).or(value);
        correction = of_year.correction(&place);
        if of_year.lines.lends(line.group) {
            notes.push("from the orders, since the return leaves it blank".to_owned());
        } else if group.origin == LineOrigin::Orders || counting.counted_as == CountedAs::LeftOut {
            notes.extend(
                of_year
                    .lines
                    .sum(line.group)
                    .is_none()
                    .then(|| rule::of_group(context, of_year.year, group, counting)),
            );
        }
        if is_own && line.amount_minor.is_some() {
            let says_minus = raw.as_ref().is_some_and(|raw| raw.contains(['-', '−', '(']));
            let turned = line.amount_minor.is_some_and(|minor| (minor < 0) != says_minus);
            if turned && group.origin == LineOrigin::Orders && line.amount_minor != Some(0) {
                notes.push("the mapping of the file turns its sign".to_owned());
            }
            if group.estimated {
                notes.push("its tax was taken out".to_owned());
            }
        }
    }
    let value = value.or_else(|| raw.clone()).unwrap_or_default();
    SourceCell {
        source: place.to_string(),
        what,
        is_amount: is_amount(&value),
        place: Some(place),
        raw,
        value,
        correction,
        notes,
        ..SourceCell::default()
    }
}

/// What goes into a figure from one cell that an entry of its trace names.
pub(super) fn value_at(
    context: &mut Context<'_>,
    entry: &TraceEntry,
    place: &Place,
    at: CellAddress,
) -> String {
    let of_year = context.sources.of_path(&place.path);
    let lines = of_year.map_or(&[][..], |of_year| {
        of_year.lines.of_row(&place.path, place.sheet.as_deref(), at.row + 1)
    });
    let own = lines.iter().find(|line| line.column == at.column).or(lines.first());
    if let (Some(line), true) = (own.copied(), entry.source.cell.is_some()) {
        let one =
            TraceEntry { source: place.clone(), rows: std::sync::Arc::default(), ..entry.clone() };
        return of_line(context, &one, line).value;
    }
    match entry.value.as_str() {
        WITHHELD => context.files.raw(place).unwrap_or_default(),
        value => value.to_owned(),
    }
}

/// The measure of a line that stands in a cell, exact; `None` for a measure that only its group knows.
fn measured(
    of_year: &source::YearSources<'_>,
    place: &Place,
    group: &LineGroup,
    line: PlacedLine,
    is_own: bool,
) -> Option<String> {
    let answer = place
        .cell
        .and_then(|at| of_year.answer(&place.path, place.sheet.as_deref(), at))
        .map(|answer| answer.name);
    let field = answer.or_else(|| of_year.field(place).map(|(_, field)| field));
    match field {
        Some("units") => line.units.map(|units| units.to_string()),
        Some("amount") | None if is_own => {
            let money = Money { currency: group.currency?, minor: line.amount_minor? };
            Some(format!("{} {}", money.to_decimal(), money.currency))
        }
        _ => None,
    }
}

fn converted(
    context: &Context<'_>,
    year: i16,
    number: usize,
    cells: Vec<SourceCell>,
) -> Option<ConvertedSum> {
    let of_year = context.sources.of_year(year)?;
    let (computed, sum) = (of_year.year, of_year.lines.cell(number));
    let own = computed.reading.returns.get(&sum.reporter);
    let period = own.map_or(computed.reading.settings.period, |own| own.organisation.period);
    let mut rates = computed.results.rates.iter();
    let rate = sum
        .currency
        .and_then(|currency| rates.find(|rate| rate.currency == currency && rate.period == period));
    let amount = sum
        .currency
        .map(|currency| Money { currency, minor: sum.amount_minor }.to_decimal().to_string());
    Some(ConvertedSum {
        year,
        owner: sum.owner.to_string(),
        product_group_title: words::code(context, Dimension::ProductGroup, &sum.product_group),
        product_group: sum.product_group.clone(),
        condition: sum.condition.clone(),
        acquisition: sum.acquisition.clone(),
        counted_as: sum.counted_as.code().to_owned(),
        why: why(context, of_year, number),
        currency: sum.currency.map(|currency| currency.to_string()),
        amount_eur: amount.as_ref().map(|_| Decimal::new(sum.amount_eur_cents, 2).to_string()),
        amount,
        rate: sum.rate.map(|rate| rate.to_string()),
        rate_period: rate.map(|rate| format!("{} of {}", days(rate.days), rate.period)),
        at_last_rate: None,
        part: None,
        gives: None,
        units: sum.units,
        lines: sum.lines,
        cells,
    })
}

fn days(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// Why the lines of a sum count as they do; of several reasons each.
fn why(context: &Context<'_>, of_year: &source::YearSources<'_>, sum: usize) -> String {
    let groups = of_year.lines.groups_of(sum).iter().map(|group| of_year.lines.groups[*group]);
    let reasons: BTreeSet<String> = groups
        .map(|(group, counting)| rule::of_group(context, of_year.year, group, counting))
        .collect();
    match reasons.is_empty() {
        true => rule::of_sum(context, of_year.year, of_year.lines.cell(sum)),
        false => reasons.into_iter().collect::<Vec<_>>().join("; "),
    }
}

/// The figures to be read with one: those named after it, the one it is named after, and the same of those who
/// reported in both years.
fn companions(context: &Context<'_>, figure: &Figure) -> Vec<choice::Row> {
    let current = context.current();
    let own = figure.indicator.as_str();
    let main = crate::indicators()
        .into_iter()
        .map(|indicator| indicator.id)
        .filter(|id| own.strip_prefix(id).is_some_and(|rest| rest.starts_with('.')))
        .max_by_key(|id| id.len());
    let of = main.unwrap_or(own);
    let is_companion = |id: &str| {
        id != own && (id == of || id.strip_prefix(of).is_some_and(|rest| rest.starts_with('.')))
    };
    let mut rows = Vec::new();
    for indicator in crate::indicators().into_iter().filter(|one| is_companion(one.id)) {
        let same = of_cut(current, indicator.id, &figure.dimensions);
        rows.extend(same.map(|figure| choice::row(context, figure)));
    }
    if figure.dimensions.get(Dimension::Panel).is_none() {
        let matched = figure.dimensions.clone().with(Dimension::Panel, "matched");
        rows.extend(of_cut(current, own, &matched).map(|figure| choice::row(context, figure)));
    } else {
        let last = current.results.matched_last_year.get(own, &figure.dimensions);
        let last = last.filter(|last| last.year != figure.year);
        rows.extend(last.map(|figure| choice::row(context, figure)));
    }
    rows
}
