//! `volume.with_estimates.amount`: the collective volume with what those who are silent bought the year before
//! (methodology: Volume 6; Details settled).
//!
//! It comes after everything else is settled: it adds to the collective total what last year's figures tell of
//! the silent, and is withheld where the total is.
//!
//! Protection: the total tells a sum of cells of both years, which is looked at in [`crate::protection::years`]
//! beside all that both years tell. What is not carried on rests on cells of the year before last, so that it is
//! withheld wherever a part of it is.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::participant::Role;
use model::volume::{CountedAs, Estimate, VolumeCell};
use model::{
    Coverage, Currency, Decimal, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry,
    Unit, YearResults,
};

use super::amount::{COLLECTIVE_AMOUNT, is_estimated};
use super::cells::Measured;
use crate::Inputs;
use crate::coverage::who;
use crate::draft::Draft;
use crate::error::Error;
use crate::protection::years::Row;
use crate::protection::{Factor, Term, hide};
use crate::sums::add;

pub(crate) const WITH_ESTIMATES: Indicator = Indicator {
    id: "volume.with_estimates.amount",
    title: "Collective procurement volume with estimates",
    question: "How much procurement stands behind the Pact, with an estimate for those that did not report?",
    unit: "EUR",
    dimensions: &[&[]],
    formula: "volume.collective.amount + for each expected participant without reported volume and each \
              product group the larger of 0 and (its direct volume of last year as it reported it − what others \
              reported on its behalf this year)",
    needs: &[
        "procurement: product_group, amount, currency, buyer",
        "procurement (last year)",
        "pact.toml: estimate_min_share",
        "participants.csv",
    ],
    paragraph: "§3.1.1b",
    caveats: "Only where the reported direct volume is at least estimate_min_share of it plus the estimates, at \
              least half of those expected reported volume, and of at most a tenth no volume is known. Only \
              values that were themselves reported last year, with status A; a line without an amount adds \
              nothing, and nothing is estimated a second year. The table estimates lists each.",
};

pub(crate) const NOT_CARRIED: Indicator = Indicator {
    id: "volume.with_estimates.not_carried.amount",
    title: "Last year's estimates that are not carried on",
    question: "By how much does the volume with estimates fall because nobody is estimated a second year?",
    unit: "EUR",
    dimensions: &[&[]],
    formula: "sum of last year's estimates of the participants that are silent this year as well",
    needs: WITH_ESTIMATES.needs,
    paragraph: "§3.1.1b",
    caveats: "In last year's volume.with_estimates.amount and not in this year's. It says nothing of what was \
              bought.",
};

/// Of those of whom volume is expected at least one in so many must have reported it.
const MOST_MISSING: usize = 2;

/// Of those of whom volume is expected at most one in so many may have no known volume.
const MOST_UNKNOWN: usize = 10;

/// What is estimated of those who did not report.
#[derive(Default)]
pub(crate) struct Estimated {
    /// Of whom last year's volume is known, be it that nothing was bought.
    known: BTreeSet<Identifier>,
    /// Each participant's product groups.
    pub(crate) list: Vec<Estimate>,
    /// Where last year's values stand.
    trace: Vec<TraceEntry>,
    /// Those of whom volume is expected, and none is known.
    pub(crate) unknown: Vec<Identifier>,
}

/// Of whom volume is expected: the procuring role.
fn expected<'a>(
    inputs: &'a Inputs<'_>,
    coverage: &'a Coverage,
) -> impl Iterator<Item = &'a Identifier> {
    let expected = coverage.expected.iter();
    expected.filter(|id| who::roles(inputs, id).contains(&Role::Procuring))
}

/// Those of them who reported none, neither themselves nor inside another's return.
fn silent<'a>(
    inputs: &'a Inputs<'_>,
    coverage: &'a Coverage,
) -> impl Iterator<Item = &'a Identifier> {
    expected(inputs, coverage)
        .filter(|id| !coverage.covered.contains(id) && !coverage.reported_volume.contains(id))
}

/// Estimates what the silent bought from what they reported last year.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn estimated(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    withheld: &BTreeSet<Identifier>,
) -> Result<Estimated, Error> {
    let mut estimated = Estimated::default();
    let silent: Vec<&Identifier> = silent(inputs, coverage).collect();
    for id in &silent {
        let Some(values) = last_year(inputs, id)? else {
            estimated.unknown.push((*id).clone());
            continue;
        };
        estimated.known.insert((*id).clone());
        // What others reported on its behalf stands beside its estimate.
        let by_hidden = on_behalf_of(cells, id).any(|(_, cell)| withheld.contains(&cell.reporter));
        let hidden = by_hidden
            || withheld.contains(*id)
            || inputs.last.is_some_and(|last| last.results.withheld.contains(*id));
        for (product_group, value) in values {
            let on_behalf_cents = on_behalf(cells, id, product_group)?;
            estimated.list.push(Estimate {
                participant: (*id).clone(),
                product_group: product_group.to_owned(),
                last_year_cents: value.cents,
                on_behalf_cents,
                estimate_cents: value.cents.saturating_sub(on_behalf_cents).max(0),
                withheld: hidden,
            });
            estimated.trace.extend(value.trace);
        }
    }
    Ok(estimated)
}

/// What others reported on a participant's behalf of a product group, in euro cents.
fn on_behalf(cells: &[Measured], id: &Identifier, product_group: &str) -> Result<i64, Error> {
    let mut cents = 0;
    for (_, cell) in on_behalf_of(cells, id).filter(|(_, own)| own.product_group == product_group) {
        add(&mut cents, cell.amount_eur_cents, id, AMOUNTS)?;
    }
    Ok(cents)
}

/// The cells others reported on a participant's behalf, each with its number.
fn on_behalf_of<'a>(
    cells: &'a [Measured],
    id: &Identifier,
) -> impl Iterator<Item = (usize, &'a VolumeCell)> {
    let cells = cells.iter().map(|cell| &cell.cell).enumerate();
    cells.filter(|(_, cell)| cell.owner == *id && cell.counted_as == CountedAs::OnBehalf)
}

/// What is summed, as an error names it.
const AMOUNTS: &str = "amounts in EUR";

/// A participant's direct volume of a product group.
#[derive(Default)]
struct Value {
    cents: i64,
    trace: Vec<TraceEntry>,
}

/// What a participant reported last year as its own purchases, by product group; `None` where it reported no
/// volume or no amount at all, or a value of it is not as it should be (status A). A product group without any amount
/// has no value and adds nothing, as it adds nothing to the volume itself.
fn last_year<'a>(
    inputs: &Inputs<'a>,
    id: &Identifier,
) -> Result<Option<BTreeMap<&'a str, Value>>, Error> {
    let Some(last) = inputs.last else {
        return Ok(None);
    };
    if !last.results.coverage.reported_volume.contains(id) {
        return Ok(None);
    }
    let mut groups: BTreeMap<&str, Vec<&Measured>> = BTreeMap::new();
    for cell in &last.basis.cells {
        if cell.cell.owner == *id && cell.cell.counted_as == CountedAs::Direct {
            groups.entry(&cell.cell.product_group).or_default().push(cell);
        }
    }
    let any_lines = !groups.is_empty();
    groups.retain(|_, cells| cells.iter().any(|cell| cell.has_amount));
    if any_lines && groups.is_empty() {
        return Ok(None);
    }
    let mut values = BTreeMap::new();
    for (product_group, cells) in groups {
        let provisional = cells.iter().any(|cell| cell.provisional || cell.provisional_rate);
        if provisional || is_estimated(cells.iter()) {
            return Ok(None);
        }
        let mut value = Value::default();
        for cell in cells {
            add(&mut value.cents, cell.cell.amount_eur_cents, id, AMOUNTS)?;
            value.trace.extend(cell.amounts.iter().cloned());
        }
        values.insert(product_group, value);
    }
    Ok(Some(values))
}

impl Estimated {
    /// All of it together.
    fn sum(&self) -> Decimal {
        self.list.iter().map(|one| Decimal::new(one.estimate_cents, 2)).sum()
    }

    /// What decides whether the rest may be estimated.
    pub(crate) fn gate(
        &self,
        inputs: &Inputs<'_>,
        coverage: &Coverage,
        cells: &[Measured],
    ) -> EstimateGate {
        let expected = expected(inputs, coverage).count();
        let direct = cells.iter().filter(|cell| super::Kind::Direct.holds(cell.cell.counted_as));
        EstimateGate {
            expected,
            reported: expected - silent(inputs, coverage).count(),
            unknown: self.unknown.clone(),
            direct: direct.map(|cell| Decimal::new(cell.cell.amount_eur_cents, 2)).sum(),
            estimates: self.sum(),
            least_share: inputs.pact.pact.estimate_min_share,
        }
    }
}

/// What decides whether `volume.with_estimates.amount` is given (methodology: Volume 6). It tells amounts of those that
/// did not report, and is published nowhere.
#[derive(Clone, PartialEq, Debug)]
pub struct EstimateGate {
    /// Participants of which volume is expected.
    pub expected: usize,
    /// Those of them that reported it, themselves or inside another's return.
    pub reported: usize,
    /// Those of which no volume is known: neither of this year nor one of last year that could stand for it.
    pub unknown: Vec<Identifier>,
    /// Direct volume reported, in euro.
    pub direct: Decimal,
    /// The estimates, in euro.
    pub estimates: Decimal,
    /// The share of both together that must be reported.
    pub least_share: Decimal,
}

impl EstimateGate {
    /// Whether the direct volume reported is a large enough share of it plus the estimates.
    pub fn enough_volume(&self) -> bool {
        self.direct >= self.least_share * (self.direct + self.estimates)
    }

    /// Whether at least half of those of which volume is expected reported it.
    pub fn enough_reported(&self) -> bool {
        self.reported * MOST_MISSING >= self.expected
    }

    /// Whether of at most a tenth no volume is known.
    pub fn enough_known(&self) -> bool {
        self.unknown.len() * MOST_UNKNOWN <= self.expected
    }

    /// Whether all three hold.
    pub fn passes(&self) -> bool {
        self.enough_volume() && self.enough_reported() && self.enough_known()
    }
}

/// Adds the total with estimates, and what is no longer in it; gives what the total tells of the cells of both years:
/// this year's come first. The list of estimates is emptied where the total is not given.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    estimated: &mut Estimated,
    drafts: &mut Vec<Draft>,
) -> Option<Row> {
    let is_total =
        |draft: &&Draft| draft.indicator == COLLECTIVE_AMOUNT.id && draft.dimensions.is_empty();
    let collective = drafts.iter().find(is_total)?;
    let has_value = collective.value.is_some();
    let given = has_value && estimated.gate(inputs, coverage, cells).passes();
    if !given {
        estimated.list.clear();
    }
    let total = with_estimates(collective, estimated, given);
    let terms = terms(inputs, cells, &estimated.list);
    let row = Row { draft: drafts.len(), terms };
    drafts.push(total);
    drafts.push(not_carried(inputs, coverage));
    Some(row)
}

/// What the total is a sum of: this year's cells, less those on behalf of the silent, whose estimates are less by as
/// much, and last year's of the silent. Last year's numbers are taken with a minus, as in a change.
fn terms(inputs: &Inputs<'_>, cells: &[Measured], list: &[Estimate]) -> Vec<Term> {
    // An estimate of 0 is 0 whatever the volume it would be of.
    let estimated = list.iter().filter(|one| one.estimate_cents > 0);
    let estimated: BTreeSet<(&Identifier, &str)> =
        estimated.map(|one| (&one.participant, one.product_group.as_str())).collect();
    let is_estimated =
        |cell: &VolumeCell| estimated.contains(&(&cell.owner, cell.product_group.as_str()));
    let this = cells.iter().map(|cell| &cell.cell).enumerate().filter(|(_, cell)| {
        let is_less = cell.counted_as == CountedAs::OnBehalf && is_estimated(cell);
        super::Kind::Collective.holds(cell.counted_as) && cell.currency.is_some() && !is_less
    });
    let last = inputs.last.map_or(&[][..], |last| &last.results.cells);
    let last = last.iter().enumerate().filter(|(_, cell)| {
        cell.counted_as == CountedAs::Direct && cell.currency.is_some() && is_estimated(cell)
    });
    let this = this.map(|(number, _)| (number, Factor::ONE));
    this.chain(last.map(|(number, _)| (cells.len() + number, Factor::fraction(-1, 1)))).collect()
}

fn with_estimates(collective: &Draft, estimated: &Estimated, given: bool) -> Draft {
    let mut total = Draft { indicator: WITH_ESTIMATES.id, ..collective.clone() };
    let is_withheld = collective.status == ObservationStatus::Withheld;
    if !given && !is_withheld {
        total.trace = Arc::default();
        return total.without_value(ObservationStatus::NotApplicable);
    }
    // Who would be in it is the same whether or not too much of it would be estimated, which the volumes tell.
    total.value = collective.value.map(|reported| reported + estimated.sum());
    total.contributors.extend(estimated.known.iter().cloned());
    let entries = collective.trace.iter().chain(&estimated.trace).cloned();
    total.trace = Arc::new(entries.collect());
    let stands =
        [ObservationStatus::Withheld, ObservationStatus::Provisional, ObservationStatus::Break];
    if !estimated.known.is_empty() && !stands.contains(&total.status) {
        total.status = ObservationStatus::Imputed;
    }
    total
}

/// What last year's total holds of those who are silent again; not applicable where last year has no such total,
/// withheld where it was: that it holds nothing would tell of it too.
fn not_carried(inputs: &Inputs<'_>, coverage: &Coverage) -> Draft {
    let none = Dimensions::none();
    let last = inputs.last.map(|last| last.results);
    let had = last.and_then(|last| last.figures.get(WITH_ESTIMATES.id, &none));
    let was_withheld = had.is_some_and(|total| total.status == ObservationStatus::Withheld);
    let silent: BTreeSet<&Identifier> = silent(inputs, coverage).collect();
    let estimates = last.into_iter().flat_map(|last| &last.estimates);
    let again: Vec<&Estimate> = estimates.filter(|one| silent.contains(&one.participant)).collect();
    let mut draft = Draft {
        indicator: NOT_CARRIED.id,
        dimensions: none,
        unit: Unit::Currency(Currency::EUR),
        value: Some(again.iter().map(|one| Decimal::new(one.estimate_cents, 2)).sum()),
        status: if again.is_empty() {
            ObservationStatus::Normal
        } else {
            ObservationStatus::Imputed
        },
        contributors: again.iter().map(|one| one.participant.clone()).collect(),
        trace: Arc::new(again_trace(last, &again)),
    };
    if was_withheld || again.iter().any(|one| one.withheld) {
        hide(&mut draft);
        return draft;
    }
    match had.and_then(|total| total.value) {
        Some(_) => draft,
        None => draft.without_value(ObservationStatus::NotApplicable),
    }
}

/// Where the values of the year before last stand: last year's total names them.
fn again_trace(last: Option<&YearResults>, again: &[&Estimate]) -> Vec<TraceEntry> {
    let total = last.and_then(|last| last.figures.get(WITH_ESTIMATES.id, &Dimensions::none()));
    let entries = total.into_iter().flat_map(|total| total.trace.iter());
    let own =
        |entry: &&TraceEntry| again.iter().any(|one| one.participant.as_str() == entry.participant);
    entries.filter(own).cloned().collect()
}
