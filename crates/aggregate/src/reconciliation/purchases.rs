//! Purchases declared and in orders: amount, units, labelled units, units under the criteria.

use std::collections::BTreeMap;

use model::reconciliation::{Measure, Reconciliation, ReconciliationStatus};
use model::volume::CountedAs;
use model::{Currency, Decimal, Identifier, LineOrigin, Place, Unit};
use tables::{CountedLines, Counting, LineGroup};

use crate::Inputs;
use crate::conservation::is_volume;
use crate::counting::euro_cents;
use crate::error::Error;
use crate::sums::{add, too_large};

/// A participant's product group and buyer.
type Key<'a> = (&'a Identifier, &'a str, String);

/// Sums of the measures; `None` where no line gives one. Amounts by currency and rate.
#[derive(Default)]
struct Sums {
    amounts: BTreeMap<(Currency, Decimal), i64>,
    units: Option<i64>,
    labelled_units: Option<i64>,
    criteria_units: Option<i64>,
}

/// What both sides say, and what counts.
#[derive(Default)]
struct Figure {
    declared: Option<Sums>,
    in_files: Option<Sums>,
    counted: Sums,
    place: Option<Place>,
}

/// The rows of every product group and buyer that is declared and in orders.
pub(super) fn rows(
    inputs: &Inputs<'_>,
    lines: &CountedLines,
) -> Result<Vec<Reconciliation>, Error> {
    let mut figures: BTreeMap<Key<'_>, Figure> = BTreeMap::new();
    let keys: Vec<Key<'_>> = lines.groups().map(|(group, _)| key(group)).collect();
    for ((group, counting), key) in lines.groups().zip(&keys) {
        if counting.counted_as != CountedAs::LeftOut {
            let figure = figures.entry(key.clone()).or_default();
            figure.add(group, counting)?;
        }
    }
    let groups: Vec<&LineGroup> = lines.groups().map(|(group, _)| group).collect();
    for lent in lines.lent() {
        let Some(first) = lent.to.first() else {
            continue;
        };
        if let Some(figure) = figures.get_mut(&keys[*first]) {
            let amount = lent.amount.map(|(minor, currency, rate)| (minor, (currency, rate)));
            let units = [lent.units, lent.labelled_units, lent.criteria_units];
            figure.counted.add(amount, units, &groups[*first].participant)?;
        }
    }
    let mut rows = Vec::new();
    for (key, figure) in figures {
        if let (Some(declared), Some(in_files)) = (&figure.declared, &figure.in_files) {
            let sides = [declared, in_files, &figure.counted];
            rows.extend(figure_rows(inputs, &key, sides, figure.place.as_ref())?);
        }
    }
    Ok(rows)
}

fn key(group: &LineGroup) -> Key<'_> {
    let buyer = group.buyer.trim().to_lowercase();
    let own = buyer == group.participant.as_str();
    (&group.participant, &group.product_group, if own { String::new() } else { buyer })
}

impl Figure {
    fn add(&mut self, group: &LineGroup, counting: &Counting) -> Result<(), Error> {
        let side = match group.origin {
            LineOrigin::Declared => &mut self.declared,
            LineOrigin::Orders => &mut self.in_files,
        };
        let currency = group.currency.zip(counting.rate);
        let amount = group.amount_minor.zip(currency);
        let units = [group.units, group.labelled_units, group.criteria_units];
        side.get_or_insert_default().add(amount, units, &group.participant)?;
        if is_volume(counting.counted_as) {
            let units = if counting.units_elsewhere { [None; 3] } else { units };
            self.counted.add(amount, units, &group.participant)?;
        }
        if group.origin == LineOrigin::Declared && self.place.is_none() {
            self.place = Some(group.place());
        }
        Ok(())
    }
}

impl Sums {
    fn add(
        &mut self,
        amount: Option<(i64, (Currency, Decimal))>,
        units: [Option<i64>; 3],
        participant: &Identifier,
    ) -> Result<(), Error> {
        if let Some((minor, currency)) = amount {
            add(self.amounts.entry(currency).or_default(), minor, participant, "amounts")?;
        }
        let own = [&mut self.units, &mut self.labelled_units, &mut self.criteria_units];
        for (sum, value) in own.into_iter().zip(units) {
            if let Some(value) = value {
                add(sum.get_or_insert(0), value, participant, "units")?;
            }
        }
        Ok(())
    }

    /// The amounts in euro, each currency converted and rounded to the cent once.
    fn euro(&self, participant: &Identifier) -> Result<Option<Decimal>, Error> {
        let mut total: Option<i64> = None;
        for ((currency, rate), minor) in &self.amounts {
            let cents = euro_cents(*minor, currency.minor_unit(), *rate);
            let cents = cents.ok_or_else(|| too_large(participant, "amounts in euro"))?;
            add(total.get_or_insert(0), cents, participant, "amounts in euro")?;
        }
        Ok(total.map(|cents| Decimal::new(cents, 2)))
    }
}

/// A row for each measure that one side gives.
fn figure_rows(
    inputs: &Inputs<'_>,
    (participant, product_group, buyer): &Key<'_>,
    sides: [&Sums; 3],
    place: Option<&Place>,
) -> Result<Vec<Reconciliation>, Error> {
    let group = inputs.pact.pact.product_group(product_group);
    let unit = match group.is_some_and(|group| group.is_device) {
        true => Unit::Devices,
        false => Unit::Units,
    };
    let mut amounts = [None; 3];
    for (amount, side) in amounts.iter_mut().zip(sides) {
        *amount = side.euro(participant)?;
    }
    let units =
        |measure: fn(&Sums) -> Option<i64>| sides.map(|side| measure(side).map(Decimal::from));
    let measures = [
        (Measure::Amount, amounts, Unit::Currency(Currency::EUR)),
        (Measure::Units, units(|sums| sums.units), unit),
        (Measure::LabelledUnits, units(|sums| sums.labelled_units), unit),
        (Measure::CriteriaUnits, units(|sums| sums.criteria_units), unit),
    ];
    let given = measures
        .into_iter()
        .filter(|(_, [declared, in_files, _], _)| declared.is_some() || in_files.is_some());
    let rows = given.map(|(measure, [declared, in_files, counted], unit)| Reconciliation {
        participant: (*participant).clone(),
        product_group: (*product_group).to_owned(),
        buyer: buyer.clone(),
        measure,
        route: None,
        declared,
        in_files,
        counted,
        unit,
        status: ReconciliationStatus::Agrees,
        place: place.cloned(),
    });
    Ok(rows.collect())
}
