//! The published table `lines` (contract: What comes out).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::volume::{CountedAs, LeftOutReason};
use model::{Currency, Decimal, Identifier, LineOrigin, LineRecord, Place, round_half_even};

use crate::counted::{CountedLines, Counting, Lent, add};
use crate::error::Error;
use crate::groups::LineGroup;
use crate::place::line_place;

/// Runs of rows that are named one by one; where there are more, one range holds them all.
const MOST_RUNS: usize = 20;

/// Units below this number are not published with an amount beside them: they would give a unit price
/// away; the same holds for a sum of fewer orders than this (methodology: Details settled).
pub const FEWEST: u64 = 3;

/// One row of `lines`: a declared line, or alike order lines summed.
#[derive(Clone, PartialEq, Debug)]
pub struct PublishedLine {
    /// Whose return or supporting file it stands in.
    pub participant: Identifier,
    /// Product group; empty where none is given or told.
    pub product_group: String,
    /// Code of the condition.
    pub condition: String,
    /// Code of the way of acquisition.
    pub acquisition: String,
    /// Units; `None` where blank, where they would give a unit price away, their own or with published sums that of
    /// another line, or where a declared line beside the orders has them.
    pub units: Option<i64>,
    /// Units are given, but would give a unit price away; what they are summed with must not tell them.
    pub units_withheld: bool,
    /// Whose purchase it is as counted, as in the cells.
    pub owner: Identifier,
    /// Where the units come from, if orders lend them to a declared line; else empty.
    pub units_from: String,
    /// Amount in major units of `currency`.
    pub amount: Option<Decimal>,
    /// Where the amount comes from, if orders lend it to a declared line; else empty.
    pub amount_from: String,
    /// Currency of the amount.
    pub currency: Option<Currency>,
    /// Units of the currency for one euro.
    pub rate: Option<Decimal>,
    /// The amount in euro, rounded to the cent: information only, published sums are sums of cells.
    pub amount_eur: Option<Decimal>,
    /// Units with a type I ecolabel.
    pub labelled_units: Option<i64>,
    /// Units under the Pact's criteria.
    pub criteria_units: Option<i64>,
    /// The framework, where all lines of the row have the same.
    pub framework: String,
    /// The buyer as given if it is a participant's id or `other`; empty for the participant itself and,
    /// with reason `unknown_buyer`, for text that is neither.
    pub buyer: String,
    /// How the row counts.
    pub counted_as: CountedAs,
    /// Why it is left out, where it is.
    pub reason: Option<LeftOutReason>,
    /// Number of lines in the row.
    pub lines: u64,
    /// The cell of a declared line; file, sheet and row range of orders, several parted by `; `.
    pub source: String,
}

impl CountedLines {
    /// The rows of `lines`: declared lines one by one, orders summed per participant, group, condition,
    /// acquisition, currency, buyer and how they count. Lines of withheld participants are not in it.
    ///
    /// # Errors
    /// If a sum is too large to be counted.
    pub fn published(&self) -> Result<Vec<PublishedLine>, Error> {
        let mut published = self.published_declared();
        published.extend(self.published_orders()?);
        published.sort_by(|a, b| a.participant.cmp(&b.participant));
        let lines = published.iter_mut().enumerate();
        for (_, line) in lines.filter(|(number, _)| self.without_units.contains(number)) {
            line.units_withheld |= line.units.take().is_some();
            (line.labelled_units, line.criteria_units) = (None, None);
        }
        Ok(published)
    }

    fn published_declared(&self) -> Vec<PublishedLine> {
        let mut open: Vec<Option<&Lent>> = self.lent.iter().map(Some).collect();
        let mut published = Vec::new();
        for (group, line) in self.grouped.declared() {
            let lent = self.lent.iter().position(|lent| lent.to.contains(&group));
            let lent = lent.and_then(|index| open[index].take());
            if !self.withheld.contains(&line.participant) {
                published.push(self.declared_line(&line, &self.countings[group], lent));
            }
        }
        published
    }

    fn declared_line(
        &self,
        line: &LineRecord,
        counting: &Counting,
        lent: Option<&Lent>,
    ) -> PublishedLine {
        let sources = lent.map(|lent| self.sources(&lent.from)).unwrap_or_default();
        let lent_lines: u64 = lent.map_or(FEWEST, |lent| self.line_count(&lent.from));
        let lent_units = lent.and_then(|lent| lent.units);
        let lent_amount = lent.and_then(|lent| lent.amount);
        let units = line.units.or(lent_units);
        let shown = units.is_none_or(|units| units.unsigned_abs() >= FEWEST)
            && (lent_units.is_none() || lent_lines >= FEWEST);
        let lent_labels = lent.filter(|_| lent_units.is_some());
        let (amount_minor, currency, rate) = match lent_amount {
            Some((minor, currency, rate)) => (Some(minor), Some(currency), Some(rate)),
            None => (line.amount_minor, line.currency, counting.rate),
        };
        let place = line_place(&line.path, &line.sheet, line.row, line.row, line.column);
        PublishedLine {
            participant: line.participant.clone(),
            product_group: line.product_group.clone(),
            condition: line.condition.clone(),
            acquisition: line.acquisition.clone(),
            units: units.filter(|_| shown),
            units_withheld: units.is_some() && !shown,
            owner: counting.owner.clone(),
            units_from: if lent_units.is_some() { sources.clone() } else { String::new() },
            amount: amount(amount_minor, currency),
            amount_from: if lent_amount.is_some() { sources } else { String::new() },
            currency,
            rate,
            amount_eur: amount_eur(amount_minor, currency, rate),
            labelled_units: (line.labelled_units)
                .or(lent_labels.and_then(|lent| lent.labelled_units))
                .filter(|_| shown),
            criteria_units: (line.criteria_units)
                .or(lent_labels.and_then(|lent| lent.criteria_units))
                .filter(|_| shown),
            framework: line.framework.clone(),
            buyer: published_buyer(&line.buyer, counting),
            counted_as: counting.counted_as,
            reason: counting.reason,
            lines: 1,
            source: place.to_string(),
        }
    }

    fn published_orders(&self) -> Result<Vec<PublishedLine>, Error> {
        let mut sums: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, (group, counting)) in self.groups().enumerate() {
            if group.origin != LineOrigin::Orders || self.withheld.contains(&group.participant) {
                continue;
            }
            let key = (
                (&group.participant, &group.product_group),
                (&group.condition, &group.acquisition, group.currency),
                published_buyer(&group.buyer, counting),
                (counting.counted_as, counting.reason, counting.units_elsewhere),
            );
            sums.entry(key).or_default().push(index);
        }
        sums.into_values().map(|groups| self.order_line(&groups)).collect()
    }

    /// The row of alike orders; `indexes` are their groups, at least one.
    fn order_line(&self, indexes: &[usize]) -> Result<PublishedLine, Error> {
        let (first, counting) = (&self.grouped.groups[indexes[0]], &self.countings[indexes[0]]);
        let groups = || indexes.iter().map(|index| &self.grouped.groups[*index]);
        let lines = self.line_count(indexes);
        let shown = lines >= FEWEST && !counting.units_elsewhere;
        let units = sum(groups(), |group| group.units, "units")?;
        let labelled_units = sum(groups(), |group| group.labelled_units, "labelled units")?;
        let criteria_units = sum(groups(), |group| group.criteria_units, "criteria units")?;
        let minor = sum(groups(), |group| group.amount_minor, "amounts")?;
        let rate = indexes.iter().find_map(|index| self.countings[*index].rate);
        let frameworks: BTreeSet<&Arc<str>> = groups().map(|group| &group.framework).collect();
        Ok(PublishedLine {
            participant: first.participant.clone(),
            product_group: first.product_group.to_string(),
            condition: first.condition.to_string(),
            acquisition: first.acquisition.to_string(),
            units: units.filter(|_| shown),
            units_withheld: units.is_some() && lines < FEWEST && !counting.units_elsewhere,
            owner: counting.owner.clone(),
            units_from: String::new(),
            amount: amount(minor, first.currency),
            amount_from: String::new(),
            currency: first.currency,
            rate,
            amount_eur: amount_eur(minor, first.currency, rate),
            labelled_units: labelled_units.filter(|_| shown),
            criteria_units: criteria_units.filter(|_| shown),
            framework: match (frameworks.len(), frameworks.first()) {
                (1, Some(only)) => only.to_string(),
                _ => String::new(),
            },
            buyer: published_buyer(&first.buyer, counting),
            counted_as: counting.counted_as,
            reason: counting.reason,
            lines,
            source: self.sources(indexes),
        })
    }

    fn line_count(&self, groups: &[usize]) -> u64 {
        groups.iter().map(|index| self.grouped.groups[*index].lines).sum()
    }

    /// File, sheet and rows of the groups' lines, one for each run of rows, parted by `; `.
    fn sources(&self, groups: &[usize]) -> String {
        type Table<'a> = (&'a Arc<str>, &'a Arc<str>);
        let mut tables: BTreeMap<Table<'_>, (Vec<(u32, u32)>, u32)> = BTreeMap::new();
        for index in groups {
            let group = &self.grouped.groups[*index];
            let start = (Vec::new(), u32::MAX);
            let table = tables.entry((&group.path, &group.sheet)).or_insert(start);
            table.0.extend(&group.runs);
            table.1 = table.1.min(group.column);
        }
        let places = tables.into_iter().flat_map(|((path, sheet), (rows, column))| {
            let runs = joined(rows).into_iter();
            runs.map(move |(first, last)| line_place(path, sheet, first, last, column))
        });
        places.map(|place: Place| place.to_string()).collect::<Vec<_>>().join("; ")
    }
}

/// Runs of rows that follow each other as one; of more than can be read, the range of them all.
fn joined(mut rows: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    rows.sort_unstable();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (first, last) in rows {
        match runs.last_mut() {
            Some(run) if first <= run.1.saturating_add(1) => run.1 = run.1.max(last),
            _ => runs.push((first, last)),
        }
    }
    match (runs.len() > MOST_RUNS, runs.first(), runs.last()) {
        (true, Some((first, _)), Some((_, last))) => vec![(*first, *last)],
        _ => runs,
    }
}

/// The sum of a measure over groups; `None` where none of them gives it.
fn sum<'a>(
    groups: impl Iterator<Item = &'a LineGroup>,
    measure: impl Fn(&LineGroup) -> Option<i64>,
    name: &'static str,
) -> Result<Option<i64>, Error> {
    let mut total = None;
    for group in groups {
        if let Some(value) = measure(group) {
            add(total.get_or_insert(0), Some(value), group, name)?;
        }
    }
    Ok(total)
}

fn published_buyer(buyer: &str, counting: &Counting) -> String {
    if counting.buyer_known { buyer.trim().to_owned() } else { String::new() }
}

fn amount(minor: Option<i64>, currency: Option<Currency>) -> Option<Decimal> {
    let places = currency.map_or(2, |currency| currency.minor_unit());
    Some(Decimal::new(minor?, places))
}

fn amount_eur(
    minor: Option<i64>,
    currency: Option<Currency>,
    rate: Option<Decimal>,
) -> Option<Decimal> {
    let mut euro = round_half_even(amount(minor, Some(currency?))?.checked_div(rate?)?, 2);
    euro.rescale(2);
    Some(euro)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::tests::{line, lines};

    /// Counts every group as the reporter's own at par, but for orders of `bo`, which lend to its lines.
    fn counted(records: Vec<LineRecord>) -> CountedLines {
        let grouped = lines(records).grouped().unwrap();
        let countings = grouped.groups().iter().map(|group| Counting {
            counted_as: CountedAs::Direct,
            owner: group.participant.clone(),
            reason: None,
            rate: group.amount_minor.map(|_| Decimal::ONE),
            buyer_known: true,
            units_elsewhere: false,
        });
        let countings = countings.collect();
        grouped.with_counting(countings, Vec::new(), BTreeSet::new()).unwrap()
    }

    fn order(row: u32, units: i64) -> LineRecord {
        let mut order = line("al", row, Some(100));
        order.origin = LineOrigin::Orders;
        order.units = Some(units);
        order.path = "returns/al/supporting/o.csv".into();
        order.sheet = "o.csv".into();
        order
    }

    #[test]
    fn few_orders_or_few_units_give_no_unit_price_away() {
        let mut two = line("al", 5, Some(100));
        (two.units, two.labelled_units) = (Some(2), Some(1));
        let mut three = line("al", 6, Some(100));
        three.units = Some(3);
        let mut desktops = order(9, 70);
        desktops.product_group = "desktops".into();
        let records = vec![two, three, order(4, 1), order(5, 0), order(7, 1), desktops];
        let shown: Vec<_> = counted(records)
            .published()
            .unwrap()
            .into_iter()
            .map(|row| (row.source, row.lines, row.units, row.labelled_units))
            .collect();
        let orders = "returns/al/supporting/o.csv!";
        assert_eq!(
            shown,
            [
                ("returns/al/return.xlsx!Procurement!E5".into(), 1, None, None),
                ("returns/al/return.xlsx!Procurement!E6".into(), 1, Some(3), None),
                (format!("{orders}9:5"), 1, None, None),
                (format!("{orders}4-5:5; {orders}7:5"), 3, Some(2), None),
            ]
        );
    }

    #[test]
    fn runs_of_rows_are_joined_and_too_many_are_one_range() {
        assert_eq!(joined(vec![(7, 7), (4, 5), (6, 6), (9, 9)]), [(4, 7), (9, 9)]);
        let apart: Vec<(u32, u32)> = (1..=30).map(|row| (2 * row, 2 * row)).collect();
        assert_eq!(joined(apart), [(2, 60)]);
    }

    #[test]
    fn lent_units_stand_in_the_first_declared_line_only() {
        let mut records = vec![line("al", 5, Some(100)), line("al", 6, Some(100))];
        records.iter_mut().for_each(|record| record.units = None);
        records.extend([order(4, 10), order(5, 10), order(6, 10)]);
        let mut counted = counted(records);
        let of = |origin| {
            let mut groups = counted.grouped.groups.iter();
            groups.position(|group| group.origin == origin).unwrap()
        };
        counted.lent = vec![Lent {
            to: vec![of(LineOrigin::Declared)],
            from: vec![of(LineOrigin::Orders)],
            units: Some(30),
            labelled_units: None,
            criteria_units: None,
            amount: None,
        }];
        let rows = counted.published().unwrap();
        let units: Vec<_> = rows.iter().map(|row| (row.units, row.units_from.as_str())).collect();
        let from = "returns/al/supporting/o.csv!4-6:5";
        assert_eq!(units, [(Some(30), from), (None, ""), (Some(30), "")]);
    }
}
