//! What counts of what it reported, by product group; and what it declared beside what its files say.

use std::collections::BTreeMap;

use model::document::{Alignment, Inline, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::reconciliation::{Measure, Reconciliation, ReconciliationStatus};
use model::volume::{CountedAs, VolumeCell};
use model::{Decimal, Identifier, Unit};

use crate::context::Material;
use crate::format::{NO_BREAK, fixed, grouped};
use crate::registers::{Content, body, columns, number};
use crate::tables::section;

/// The ways its lines count, in the order of the columns.
const WAYS: [CountedAs; 4] =
    [CountedAs::Direct, CountedAs::OnBehalf, CountedAs::Indirect, CountedAs::Overlap];

/// The converted sums made of its lines.
pub(super) fn cells<'a>(material: &'a Material, id: &Identifier) -> Vec<&'a VolumeCell> {
    let all = material.this.results.cells.iter();
    all.filter(|cell| cell.reporter == *id && WAYS.contains(&cell.counted_as)).collect()
}

/// What one way of counting adds up to.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// `None` where no line has an amount that could be read and converted.
    cents: Option<i64>,
    units: i64,
    lines: u64,
}

impl Sum {
    fn add(&mut self, cell: &VolumeCell) {
        if cell.currency.is_some() && cell.rate.is_some() {
            let cents = self.cents.unwrap_or(0).saturating_add(cell.amount_eur_cents);
            self.cents = Some(cents);
        }
        self.units = self.units.saturating_add(cell.units);
        self.lines += cell.lines;
    }
}

/// What counts of its lines, by product group: amounts in euro by the way they count, and units without
/// those left aside.
pub(super) fn counted(material: &Material, id: &Identifier) -> Content {
    let mut groups: BTreeMap<&str, BTreeMap<CountedAs, Sum>> = BTreeMap::new();
    let mut totals: BTreeMap<CountedAs, Sum> = BTreeMap::new();
    for cell in cells(material, id) {
        let group = groups.entry(cell.product_group.as_str()).or_default();
        group.entry(cell.counted_as).or_default().add(cell);
        totals.entry(cell.counted_as).or_default().add(cell);
    }
    let used: Vec<CountedAs> = WAYS.into_iter().filter(|way| totals.contains_key(way)).collect();
    let order = material.codes(Dimension::ProductGroup, &material.this);
    let mut known: Vec<&str> = groups.keys().copied().collect();
    known.sort_by_key(|code| order.iter().position(|one| one == code).unwrap_or(usize::MAX));
    let mut rows: Vec<Row> = known
        .iter()
        .map(|code| {
            let title = material.label(Dimension::ProductGroup, code, &material.this);
            body(amounts(material, title, &groups[code], &used, true))
        })
        .collect();
    if rows.len() > 1 {
        let title = material.words.get("total");
        let cells = amounts(material, title, &totals, &used, false);
        rows.push(Row { kind: RowKind::Total, cells });
    }
    let mut titles = vec![("product_group".to_owned(), Alignment::Left, 34)];
    titles.extend(used.iter().map(|way| (format!("own_{way}"), Alignment::Right, 22)));
    titles.push(("own_units".to_owned(), Alignment::Right, 16));
    let titles: Vec<(&str, Alignment, u8)> =
        titles.iter().map(|(name, alignment, width)| (name.as_str(), *alignment, *width)).collect();
    Content { columns: columns(material, &titles), rows, notes: notes(material, &used) }
}

fn amounts(
    material: &Material,
    title: String,
    sums: &BTreeMap<CountedAs, Sum>,
    used: &[CountedAs],
    with_units: bool,
) -> Vec<TableCell> {
    let none = || TableCell::text(material.words.get("nothing.none_reported.sign"));
    // A sum over lines without any amount is no zero.
    let not_read = || TableCell::text(material.words.get("nothing.not_answered.sign"));
    let mut cells = vec![TableCell::text(title)];
    cells.extend(used.iter().map(|way| match sums.get(way) {
        Some(Sum { cents: Some(cents), .. }) => TableCell::text(fixed(Decimal::new(*cents, 2), 2)),
        Some(_) => not_read(),
        None => none(),
    }));
    let counting = used.iter().filter(|way| **way != CountedAs::Overlap);
    let units: i64 = counting.filter_map(|way| sums.get(way)).map(|sum| sum.units).sum();
    // Lines that leave their units blank add nothing to the sum, and a blank is no zero.
    cells.push(match (with_units, units) {
        (true, 0) => none(),
        (true, units) => number(units),
        (false, _) => TableCell::default(),
    });
    cells
}

fn notes(material: &Material, used: &[CountedAs]) -> Vec<Vec<Inline>> {
    let said = used.iter().filter_map(|way| material.words.find(&format!("own.way_{way}")));
    said.map(|text| vec![Inline::Text(text.to_owned())]).collect()
}

/// Who bought for it, with what: sentences' parts such as `EUR 12 000.00 by North`.
pub(super) fn bought_by_others(material: &Material, id: &Identifier) -> Vec<String> {
    let mut buyers: BTreeMap<&Identifier, i64> = BTreeMap::new();
    for cell in &material.this.results.cells {
        let for_it = cell.owner == *id && cell.reporter != *id;
        if for_it && cell.counted_as == CountedAs::OnBehalf {
            *buyers.entry(&cell.reporter).or_default() += cell.amount_eur_cents;
        }
    }
    let part = |(buyer, cents): (&Identifier, i64)| {
        let amount = format!("EUR\u{a0}{}", fixed(Decimal::new(cents, 2), 2));
        let name = material.participant_name(buyer.as_str());
        material.words.fill("own.bought_by", &[("amount", &amount), ("name", &name)])
    };
    buyers.into_iter().map(part).collect()
}

/// Its declared figures beside what its files say.
pub(super) fn measures<'a>(material: &'a Material, id: &Identifier) -> Vec<&'a Reconciliation> {
    let all = material.this.results.reconciliation.iter();
    all.filter(|one| one.participant == *id).collect()
}

/// The table of them: declared, in its files, counted, difference; a section for each product group and buyer.
pub(super) fn reconciliation(material: &Material, id: &Identifier) -> Content {
    let words = &material.words;
    let mut rows = Vec::new();
    let mut head = None;
    for one in measures(material, id) {
        let group = (one.product_group.as_str(), one.buyer.as_str());
        if head.replace(group) != Some(group) {
            rows.push(section(&heading(material, one), 5));
        }
        let value = |value: Option<Decimal>| match value {
            Some(value) => TableCell::text(shown(value, one)),
            None => TableCell::text(words.get("nothing.none_reported.sign")),
        };
        rows.push(body(vec![
            TableCell::text(measure(material, one)),
            value(one.declared),
            value(one.in_files),
            value(one.counted),
            value(one.difference()),
            TableCell::text(standing(material, one)),
        ]));
    }
    let titles = [
        ("measure", Alignment::Left, 30),
        ("declared", Alignment::Right, 20),
        ("in_files", Alignment::Right, 20),
        ("counted", Alignment::Right, 20),
        ("files_less_counted", Alignment::Right, 20),
        ("reconciled", Alignment::Left, 26),
    ];
    Content { columns: columns(material, &titles), rows, notes: Vec::new() }
}

fn heading(material: &Material, one: &Reconciliation) -> String {
    let group = material.label(Dimension::ProductGroup, &one.product_group, &material.this);
    let buyer = match one.buyer.as_str() {
        "" => return group,
        "other" => material.words.get("own.buyer_other"),
        buyer => material.participant_name(buyer),
    };
    material.words.fill("own.group_for", &[("group", &group), ("buyer", &buyer)])
}

/// How declared figure and files stand to each other: "equal" only where there is no difference.
fn standing(material: &Material, one: &Reconciliation) -> String {
    let agrees = one.status == ReconciliationStatus::Agrees;
    if agrees && one.difference().is_some_and(|difference| difference.is_zero()) {
        return material.words.get("reconciled.equal");
    }
    let tolerance = material.pact.reconcile_tolerance * Decimal::ONE_HUNDRED;
    let tolerance = format!("{}{NO_BREAK}%", grouped(tolerance.normalize()));
    material.words.fill(&format!("reconciled.{}", one.status), &[("tolerance", &tolerance)])
}

/// What is compared, with its unit.
fn measure(material: &Material, one: &Reconciliation) -> String {
    let title = material.words.get(&format!("measure.{}", one.measure));
    match one.route {
        Some(route) => {
            let route = material.words.get(&format!("route.{route}"));
            material.words.fill("own.measure_of", &[("measure", &title), ("route", &route)])
        }
        None => title,
    }
}

/// A value of a measure: amounts with cents, ages with two decimals, counts whole.
fn shown(value: Decimal, one: &Reconciliation) -> String {
    match (one.measure, one.unit) {
        (_, Unit::Currency(currency)) => fixed(value, currency.minor_unit()),
        (Measure::MeanAge | Measure::PlannedLifetime, _) => fixed(value, 2),
        _ if value.fract().is_zero() => fixed(value, 0),
        _ => grouped(value.normalize()),
    }
}
