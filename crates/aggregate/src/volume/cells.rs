//! The cells: all lines of one reporter, owner, currency, product group, condition, acquisition and way
//! of counting, converted and rounded to the cent once. Every published amount is a sum of cells.

use std::collections::BTreeMap;

use model::volume::{CountedAs, VolumeCell};
use model::{Currency, Decimal, Identifier, TraceEntry};
use tables::{CountedLines, Counting, Lent, LineGroup};

use super::answers::{self, Answered, Quality};
use super::basis::{Said, Words};
use super::sources;
use crate::Inputs;
use crate::conservation::is_volume;
use crate::counting::euro_cents;
use crate::error::{Error, currency_name};
use crate::rates::Rates;
use crate::sums::too_large;

/// A cell with what the status, the contributors and the trace of figures need beside it.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) cell: VolumeCell,
    /// A line of it gives an amount.
    pub(crate) has_amount: bool,
    /// A line of it gives units.
    pub(crate) has_units: bool,
    /// The reporter's return is provisional.
    pub(crate) provisional: bool,
    /// The rate is provisional.
    pub(crate) provisional_rate: bool,
    /// Sum of amounts without their signs, in euro.
    pub(crate) gross_eur: Decimal,
    /// The part of it that is estimated.
    pub(crate) estimated_eur: Decimal,
    /// The amounts in it, with their cells.
    pub(crate) amounts: Vec<TraceEntry>,
    /// The units in it, with their cells.
    pub(crate) units: Vec<TraceEntry>,
    /// What its lines say of their units, one a quality.
    pub(crate) answered: [Answered; 2],
}

/// What is summed in a cell, as an error names it.
const UNITS_OR_AMOUNTS: &str = "units or amounts";

/// What tells cells apart; a line without an amount has no currency here.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key {
    reporter: Identifier,
    owner: Identifier,
    currency: Option<Currency>,
    product_group: String,
    condition: String,
    acquisition: String,
    counted_as: CountedAs,
}

#[derive(Default)]
struct Sums {
    amount: i64,
    gross: i64,
    estimated: i64,
    units: i64,
    answered: [Answered; 2],
    /// What is said of its amounts.
    said: Option<Said>,
    lines: u64,
    has_amount: bool,
    has_units: bool,
}

/// The cells of everything that counts in a volume, in the order of their keys.
pub(crate) fn measured(
    inputs: &Inputs<'_>,
    lines: &CountedLines,
    rates: &Rates,
) -> Result<Vec<Measured>, Error> {
    let keys = keys(lines);
    let mut cells: BTreeMap<Key, Sums> = BTreeMap::new();
    let words = Words::of(inputs);
    for ((group, counting), key) in lines.groups().zip(&keys) {
        if let Some(key) = key {
            let sums = cells.entry(key.clone()).or_default();
            sums.say(group, &words);
            let added = sums.add_group(group, !counting.units_elsewhere);
            added.ok_or_else(|| too_large(&key.reporter, UNITS_OR_AMOUNTS))?;
        }
    }
    let groups: Vec<&LineGroup> = lines.groups().map(|(group, _)| group).collect();
    for lent in lines.lent() {
        if let Some(key) = lent.to.first().and_then(|first| keys[*first].clone()) {
            let sums = cells.entry(key.clone()).or_default();
            if lent.amount.is_some() {
                lent.from.iter().for_each(|index| sums.say(groups[*index], &words));
            }
            sums.add_lent(lent, &groups)
                .ok_or_else(|| too_large(&key.reporter, UNITS_OR_AMOUNTS))?;
        }
    }
    let mut traces = sources::traces(inputs, lines, &keys);
    let mut of_answers = Quality::ALL.map(|quality| answers::traces(inputs, lines, &keys, quality));
    let cells = cells.into_iter().map(|(key, mut sums)| {
        let (amounts, units) = traces.remove(&key).unwrap_or_default();
        for (answered, traces) in sums.answered.iter_mut().zip(&mut of_answers) {
            (answered.part_trace, answered.of_trace) = traces.remove(&key).unwrap_or_default();
        }
        let mut measured = convert(inputs, key, sums, rates)?;
        (measured.amounts, measured.units) = (amounts, units);
        Ok(measured)
    });
    cells.collect()
}

/// The cell each group of lines belongs to; `None` where it is in no volume.
pub(super) fn keys(lines: &CountedLines) -> Vec<Option<Key>> {
    let keys = lines.groups().map(|(group, counting)| key(group, counting));
    let mut keys: Vec<Option<Key>> = keys.collect();
    for lent in lines.lent() {
        let Some((_, currency, _)) = lent.amount else {
            continue;
        };
        // A declared line that takes its amount from orders has their currency.
        for index in &lent.to {
            if let Some(key) = &mut keys[*index] {
                key.currency = Some(currency);
            }
        }
    }
    keys
}

fn key(group: &LineGroup, counting: &Counting) -> Option<Key> {
    is_volume(counting.counted_as).then(|| Key {
        reporter: group.participant.clone(),
        owner: counting.owner.clone(),
        currency: group.currency.filter(|_| group.amount_minor.is_some()),
        product_group: group.product_group.to_string(),
        condition: group.condition.to_string(),
        acquisition: group.acquisition.to_string(),
        counted_as: counting.counted_as,
    })
}

impl Sums {
    /// Notes what is said of the amounts of a group, where it has any.
    fn say(&mut self, group: &LineGroup, words: &Words<'_>) {
        if group.amount_minor.is_some() {
            let said = words.said(group);
            self.said = Some(self.said.map_or(said, |before| before.and(said)));
        }
    }

    /// Adds a group, with or without its units; `None` beyond what can be counted.
    fn add_group(&mut self, group: &LineGroup, with_units: bool) -> Option<()> {
        let amount = group.amount_minor.unwrap_or(0);
        let gross = amount.checked_abs()?;
        let add = |sum: i64, value: Option<i64>| sum.checked_add(value.unwrap_or(0));
        self.amount = self.amount.checked_add(amount)?;
        self.gross = self.gross.checked_add(gross)?;
        if group.estimated {
            self.estimated = self.estimated.checked_add(gross)?;
        }
        if with_units {
            self.units = add(self.units, group.units)?;
            for (answered, quality) in self.answered.iter_mut().zip(Quality::ALL) {
                answered.add_group(quality, group)?;
            }
            self.has_units |= group.units.is_some();
        }
        self.lines = self.lines.checked_add(group.lines)?;
        self.has_amount |= group.amount_minor.is_some();
        Some(())
    }

    /// Adds what orders lend; their lines stay theirs. `None` beyond what can be counted.
    fn add_lent(&mut self, lent: &Lent, groups: &[&LineGroup]) -> Option<()> {
        if let Some((amount, _, _)) = lent.amount {
            self.has_amount = true;
            self.amount = self.amount.checked_add(amount)?;
            for order in lent.from.iter().map(|index| groups[*index]) {
                let gross = order.amount_minor.unwrap_or(0).checked_abs()?;
                self.gross = self.gross.checked_add(gross)?;
                if order.estimated {
                    self.estimated = self.estimated.checked_add(gross)?;
                }
            }
        }
        let add = |sum: i64, value: Option<i64>| sum.checked_add(value.unwrap_or(0));
        self.units = add(self.units, lent.units)?;
        for (answered, quality) in self.answered.iter_mut().zip(Quality::ALL) {
            answered.add_lent(quality, lent, groups)?;
        }
        self.has_units |= lent.units.is_some();
        Some(())
    }
}

fn convert(inputs: &Inputs<'_>, key: Key, sums: Sums, rates: &Rates) -> Result<Measured, Error> {
    let currency = key.currency.filter(|_| sums.has_amount);
    let rate = currency.and_then(|currency| rates.of(&key.reporter, currency));
    let factor = rate.map_or(Decimal::ONE, |rate| rate.rate);
    let places = currency.map_or(2, |currency| currency.minor_unit());
    let cents = euro_cents(sums.amount, places, factor);
    let amount_eur_cents = cents.ok_or_else(|| {
        let what = format!("amounts in {}", currency_name(key.currency));
        too_large(&key.reporter, &what)
    })?;
    let euro = |minor: i64| Decimal::new(minor, places) / factor;
    let gross_eur = euro(sums.gross);
    let discontinued = rate.is_some_and(|rate| rate.discontinued);
    let estimated_eur = if discontinued { gross_eur } else { euro(sums.estimated) };
    let reporter = inputs.year.returns.get(&key.reporter);
    let [labelled, criteria] = &sums.answered;
    Ok(Measured {
        has_amount: sums.has_amount,
        has_units: sums.has_units,
        provisional: reporter.is_some_and(|own| own.provisional),
        provisional_rate: rate.is_some_and(|rate| rate.provisional),
        gross_eur,
        estimated_eur,
        amounts: Vec::new(),
        units: Vec::new(),
        cell: VolumeCell {
            reporter: key.reporter,
            owner: key.owner,
            currency,
            product_group: key.product_group,
            condition: key.condition,
            acquisition: key.acquisition,
            counted_as: key.counted_as,
            amount_minor: sums.amount,
            rate: rate.map(|rate| rate.rate),
            amount_eur_cents,
            amount_basis: sums.said.map(|said| said.basis),
            tax: sums.said.map(|said| said.tax),
            units: sums.units,
            has_units: sums.has_units,
            labelled_units: labelled.part,
            labelled_answered_units: labelled.of,
            criteria_units: criteria.part,
            criteria_answered_units: criteria.of,
            lines: sums.lines,
        },
        answered: sums.answered,
    })
}
