//! `outreach.indirect.amount` and `outreach.indirect.units`: what others are said to have bought as a result.
//! They are shown beside the indirect volume and never added to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{
    Currency, Decimal, Dimension, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry,
    Unit, round_half_even,
};

use super::{Row, is_asked};
use crate::Inputs;
use crate::counting::euro_cents;
use crate::draft::Draft;
use crate::error::Error;
use crate::protection::{Atom, Measure};
use crate::rates::Rates;
use crate::sums::{add, too_large};
use crate::trace::{WITHHELD, amount};

/// All, and by how the number came about.
const BY_BASIS: &[&[Dimension]] = &[&[], &[Dimension::Component]];

/// How the number came about: as answered, or not said.
const BASES: [&str; 3] = [MEASURED, "estimated", "not_known"];
const MEASURED: &str = "measured";

pub(crate) const INDIRECT_AMOUNT: Indicator = Indicator {
    id: "outreach.indirect.amount",
    title: "Procurement reached by outreach",
    question: "How much did others buy as a result of the outreach, as far as the participants say?",
    unit: "EUR",
    dimensions: BY_BASIS,
    formula: "sum of indirect_amount, per participant, currency and basis converted at the mean rate of the \
              return's own period and rounded to the cent once; component = basis: measured, estimated, not_known",
    needs: &["outreach: indirect_amount, currency, basis", "rates"],
    paragraph: "§3.1.1b, §5.3.4",
    caveats: "As reported, not deduplicated. Beside the indirect volume and never added to it; never summed over \
              years. What is not measured is an estimate.",
};

pub(crate) const INDIRECT_UNITS: Indicator = Indicator {
    id: "outreach.indirect.units",
    title: "Units reached by outreach",
    question: "How many units did others buy as a result of the outreach, as far as the participants say?",
    unit: "units",
    dimensions: BY_BASIS,
    formula: "sum of indirect_units; component = basis: measured, estimated, not_known",
    needs: &["outreach: indirect_units, basis"],
    paragraph: "§3.1.1b, §5.3.4",
    caveats: INDIRECT_AMOUNT.caveats,
};

/// What one participant gives in one currency on one basis.
struct Sum<'a> {
    participant: &'a Identifier,
    basis: &'static str,
    value: Decimal,
    trace: Vec<TraceEntry>,
    provisional: bool,
}

/// Both, added to `drafts`, and what of them adds up: amounts, units.
pub(super) fn drafts(
    inputs: &Inputs<'_>,
    rows: &[Row<'_>],
    rates: &Rates,
    drafts: &mut Vec<Draft>,
) -> Result<[Measure; 2], Error> {
    let amounts = amounts(inputs, rows, rates)?;
    let units = units(inputs, rows)?;
    let euro = Unit::Currency(Currency::EUR);
    let asked = |column| is_asked(inputs, Some(column));
    let of_amounts = (INDIRECT_AMOUNT.id, euro, asked("indirect_amount"));
    let of_units = (INDIRECT_UNITS.id, Unit::Units, asked("indirect_units"));
    Ok([figures(of_amounts, &amounts, drafts), figures(of_units, &units, drafts)])
}

/// The total, and a row for every basis where there is one.
fn figures(
    (indicator, unit, asked): (&'static str, Unit, bool),
    sums: &[Sum<'_>],
    drafts: &mut Vec<Draft>,
) -> Measure {
    let atom = |sum: &Sum<'_>| Atom {
        of: BTreeSet::from([sum.participant.clone()]),
        size: sum.value.abs(),
    };
    let mut measure = Measure::new(sums.iter().map(atom));
    let total = [(Dimensions::none(), None)].into_iter();
    let cuts = total.chain(
        BASES
            .iter()
            .map(|basis| (Dimensions::none().with(Dimension::Component, *basis), Some(*basis))),
    );
    for (cut, basis) in cuts {
        if basis.is_some() && sums.is_empty() {
            continue;
        }
        let own = sums.iter().enumerate();
        let own = own.filter(|(_, sum)| basis.is_none_or(|basis| sum.basis == basis));
        let own: Vec<(usize, &Sum<'_>)> = own.collect();
        measure.add(drafts.len(), own.iter().map(|(index, _)| *index).collect());
        let draft = draft(indicator, cut, unit, &own);
        drafts.push(match (asked, sums.is_empty()) {
            (false, true) => draft.without_value(ObservationStatus::NotAsked),
            (true, true) => draft.without_value(ObservationStatus::NotAnswered),
            (_, false) => draft,
        });
    }
    measure
}

fn draft(
    indicator: &'static str,
    dimensions: Dimensions,
    unit: Unit,
    sums: &[(usize, &Sum<'_>)],
) -> Draft {
    let own = || sums.iter().map(|(_, sum)| *sum);
    let gross: Decimal = own().map(|sum| sum.value.abs()).sum();
    let not_measured = own().filter(|sum| sum.basis != MEASURED);
    let estimated: Decimal = not_measured.map(|sum| sum.value.abs()).sum();
    let draft = Draft {
        indicator,
        dimensions,
        unit,
        value: Some(own().map(|sum| sum.value).sum()),
        status: ObservationStatus::Normal,
        contributors: own().map(|sum| sum.participant.clone()).collect(),
        trace: Arc::new(own().flat_map(|sum| sum.trace.iter().cloned()).collect()),
    };
    let is_estimated = estimated * Decimal::TEN > gross;
    draft.estimated_if(is_estimated).provisional_if(own().any(|sum| sum.provisional))
}

/// The basis of a row, one of [`BASES`].
fn basis(row: &Row<'_>) -> &'static str {
    let said = row.row.answer("basis").choice().unwrap_or_default();
    BASES.into_iter().find(|basis| *basis == said).unwrap_or("not_known")
}

/// The value as it may be shown.
fn shown(inputs: &Inputs<'_>, row: &Row<'_>, value: String) -> String {
    let protects = inputs.year.protects_volume(row.participant.as_str());
    if protects { WITHHELD.to_owned() } else { value }
}

/// Amounts per participant, currency and basis, converted and rounded to the cent once. An amount without a
/// currency or a rate is left out, with a finding at its cell.
fn amounts<'a>(
    inputs: &Inputs<'_>,
    rows: &[Row<'a>],
    rates: &Rates,
) -> Result<Vec<Sum<'a>>, Error> {
    type Key<'a> = (&'a Identifier, Currency, &'static str);
    let mut cells: BTreeMap<Key<'a>, (i64, Vec<TraceEntry>, bool)> = BTreeMap::new();
    for row in rows {
        let number = row.row.answer("indirect_amount").number();
        let Some((number, currency)) = number.zip(row.sent.currency_of(row.row)) else {
            continue;
        };
        let what = format!("amounts of outreach in {currency}");
        let minor = minor(number, currency).ok_or_else(|| too_large(row.participant, &what))?;
        let cell = cells.entry((row.participant, currency, basis(row))).or_default();
        add(&mut cell.0, minor, row.participant, &what)?;
        let value = shown(inputs, row, amount(minor, currency));
        cell.1.push(row.entry("indirect_amount", value));
        cell.2 = row.sent.provisional;
    }
    let mut sums = Vec::new();
    for ((participant, currency, basis), (minor, trace, provisional)) in cells {
        let Some(rate) = rates.of(participant, currency) else {
            continue;
        };
        let cents = euro_cents(minor, currency.minor_unit(), rate.rate);
        let what = format!("amounts of outreach in {currency}");
        let cents = cents.ok_or_else(|| too_large(participant, &what))?;
        let provisional = provisional || rate.provisional;
        sums.push(Sum { participant, basis, value: Decimal::new(cents, 2), trace, provisional });
    }
    Ok(sums)
}

/// An amount in minor units of its currency, rounded half to even.
fn minor(amount: Decimal, currency: Currency) -> Option<i64> {
    let mut rounded = round_half_even(amount, currency.minor_unit());
    rounded.rescale(currency.minor_unit());
    (rounded.scale() == currency.minor_unit()).then(|| rounded.mantissa().try_into().ok())?
}

fn units<'a>(inputs: &Inputs<'_>, rows: &[Row<'a>]) -> Result<Vec<Sum<'a>>, Error> {
    let mut cells: BTreeMap<(&'a Identifier, &'static str), (i64, Vec<TraceEntry>, bool)> =
        BTreeMap::new();
    for row in rows {
        if let Some(number) = row.number("indirect_units") {
            let cell = cells.entry((row.participant, basis(row))).or_default();
            add(&mut cell.0, number, row.participant, "units of outreach")?;
            let value = shown(inputs, row, number.to_string());
            cell.1.push(row.entry("indirect_units", value));
            cell.2 = row.sent.provisional;
        }
    }
    let sums = cells.into_iter().map(|((participant, basis), (units, trace, provisional))| Sum {
        participant,
        basis,
        value: units.into(),
        trace,
        provisional,
    });
    Ok(sums.collect())
}

#[cfg(test)]
mod tests {
    use crate::outreach::{INDIRECT_AMOUNT, INDIRECT_UNITS};
    use crate::tests::fixture::{World, assert_figures, cut};

    /// aa says of one activity that it measured 105.00 kronor (10 euro) and 4 units, and of another that it estimates
    /// 15.75 kronor (1.50 euro); bb has 200 euro and says not how it knows; cc names no number.
    fn world() -> World {
        let mut world = World::new();
        let rows: [(&str, &[(&str, &str)]); 4] = [
            (
                "aa",
                &[
                    ("indirect_amount", "105"),
                    ("currency", "SEK"),
                    ("basis", "measured"),
                    ("indirect_units", "4"),
                    ("organisations_reached", "12"),
                    ("procurers_reached", "30"),
                ],
            ),
            ("aa", &[("indirect_amount", "15.75"), ("currency", "SEK"), ("basis", "estimated")]),
            ("bb", &[("indirect_amount", "200"), ("organisations_reached", "5")]),
            ("cc", &[("basis", "measured")]),
        ];
        for (participant, row) in rows {
            world.declare(participant, "outreach", row);
        }
        world
    }

    #[test]
    fn amounts_and_units_stand_by_basis_and_in_no_volume() {
        let results = world().compute().results;
        let rows = [
            (INDIRECT_AMOUNT.id, "", "211.50 E"),
            (INDIRECT_AMOUNT.id, "component=measured", "10.00 A"),
            (INDIRECT_AMOUNT.id, "component=estimated", "1.50 E"),
            (INDIRECT_AMOUNT.id, "component=not_known", "200.00 E"),
            (INDIRECT_UNITS.id, "", "4 A"),
            (INDIRECT_UNITS.id, "component=estimated", "0 A"),
            ("outreach.activities", "", "4 A"),
            ("outreach.organisations", "", "17 A"),
            ("outreach.procurers", "", "30 A"),
            ("volume.indirect.amount", "", "- O"),
        ];
        assert_figures(&results, &rows);
        let total = results.figures.get(INDIRECT_AMOUNT.id, &cut("")).unwrap();
        let values: Vec<&str> = total.trace.iter().map(|entry| entry.value.as_str()).collect();
        assert_eq!(values, ["15.75 SEK", "105.00 SEK", "200.00 EUR"]);
        assert_eq!(total.contributors, Some(2));
        // The rate is among those that are published.
        assert_eq!(results.rates.len(), 2);
    }

    #[test]
    fn no_activity_is_none_and_a_form_that_does_not_ask_says_so() {
        let mut world = World::new();
        let rows = [
            ("outreach.activities", "", "0 A"),
            ("outreach.organisations", "", "- O"),
            (INDIRECT_AMOUNT.id, "", "- O"),
            (INDIRECT_AMOUNT.id, "component=measured", "no row"),
        ];
        assert_figures(&world.compute().results, &rows);
        world.year.questionnaire.sections.retain(|section| section.name != "outreach");
        let rows = [("outreach.activities", "", "- L"), (INDIRECT_AMOUNT.id, "", "- L")];
        assert_figures(&world.compute().results, &rows);
    }

    #[test]
    fn what_a_participant_withholds_does_not_follow() {
        let mut world = world();
        world.of("aa").organisation.protect_volume = true;
        let rows = [(INDIRECT_AMOUNT.id, "", "- Q"), ("outreach.organisations", "", "17 A")];
        assert_figures(&world.compute().results, &rows);
    }
}
