//! Devices in use and at the end of use, declared and in the files.

use std::collections::BTreeSet;

use model::reconciliation::{Measure, Reconciliation, ReconciliationStatus};
use model::vocabulary::Route;
use model::{Decimal, TraceEntry, Unit};

use crate::devices::{Disposals, Mean, Sides, Stock, Units};

/// A row before it is judged.
fn row(
    (participant, product_group): (&model::Identifier, &str),
    measure: Measure,
    [declared, in_files, counted]: [Option<Decimal>; 3],
    unit: Unit,
) -> Reconciliation {
    Reconciliation {
        participant: participant.clone(),
        product_group: product_group.to_owned(),
        buyer: String::new(),
        measure,
        route: None,
        declared,
        in_files,
        counted,
        unit,
        status: ReconciliationStatus::Agrees,
        place: None,
    }
}

fn place(trace: Option<&Vec<TraceEntry>>) -> Option<model::Place> {
    Some(trace?.first()?.source.clone())
}

/// Stocks that are declared and listed: their number, age and planned lifetime.
pub(super) fn in_use(stocks: &[Stock]) -> Vec<Reconciliation> {
    let both = stocks.iter().filter(|stock| stock.is_declared && stock.in_files);
    let rows = both.flat_map(|stock| {
        let whose = (&stock.participant, stock.product_group.as_str());
        let of = |units: &Units| Decimal::from(units.units);
        let counted = stock.devices.counted().map(of);
        let sides = [stock.devices.declared.as_ref(), stock.devices.in_files.as_ref()]
            .map(|side| side.map(of));
        let [declared, in_files] = sides;
        let mut devices =
            row(whose, Measure::Devices, [declared, in_files, counted], Unit::Devices);
        devices.place = place(stock.devices.declared.as_ref().map(|units| &units.trace));
        let means = [(Measure::MeanAge, &stock.age), (Measure::PlannedLifetime, &stock.lifetime)];
        let mean = |(measure, sides): (Measure, &Sides<Mean>)| {
            let [declared, in_files] =
                [&sides.declared, &sides.in_files].map(|side| side.as_ref().and_then(Mean::mean));
            let counted = sides.counted().and_then(Mean::mean);
            let mut row = row(whose, measure, [declared, in_files, counted], Unit::Years);
            row.place = place(sides.declared.as_ref().map(|mean| &mean.trace));
            row
        };
        let [age, lifetime] = means.map(mean);
        [devices, age, lifetime]
    });
    rows.filter(|row| row.declared.is_some() || row.in_files.is_some()).collect()
}

/// Disposals that are declared and listed, route by route; a route that only one side names is none on the
/// other.
pub(super) fn disposed(disposals: &[Disposals]) -> Vec<Reconciliation> {
    let both = disposals.iter().filter(|own| own.is_declared && own.in_files);
    let rows = both.flat_map(|own| {
        let routes: BTreeSet<Route> = own
            .declared
            .keys()
            .chain(own.listed.keys())
            .chain(own.counted.keys())
            .copied()
            .collect();
        routes.into_iter().map(move |route| {
            let of = |units: Option<&Units>| units.map_or(0, |units| units.units).into();
            let lent = own.counted.contains_key(&route) && !own.declared.contains_key(&route);
            let declared = (!lent).then(|| of(own.declared.get(&route)));
            let in_files = Some(of(own.listed.get(&route)));
            let counted = Some(of(own.counted.get(&route)));
            let whose = (&own.participant, own.product_group.as_str());
            let values = [declared, in_files, counted];
            let mut row = row(whose, Measure::Disposed, values, Unit::Devices);
            row.route = Some(route);
            row.place = place(own.declared.get(&route).map(|units| &units.trace));
            row
        })
    });
    rows.collect()
}
