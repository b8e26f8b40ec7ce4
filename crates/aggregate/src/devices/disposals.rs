//! Devices at the end of use, by participant and product group, with the route each took.

use std::collections::BTreeMap;

use model::Identifier;
use model::devices::DeviceTable;
use model::vocabulary::Route;

use super::rows::Row;
use super::sides::Units;
use crate::error::Error;

/// Devices by route.
pub(crate) type ByRoute = BTreeMap<Route, Units>;

/// What a participant says of a product group at the end of use.
#[derive(Clone, Debug)]
pub(crate) struct Disposals {
    pub(crate) participant: Identifier,
    pub(crate) product_group: String,
    /// The declared table gives a number of it; files are then evidence.
    pub(crate) is_declared: bool,
    /// A supporting file lists it.
    pub(crate) in_files: bool,
    /// Devices declared; a blank route is unknown.
    pub(crate) declared: ByRoute,
    /// Devices in the files.
    pub(crate) listed: ByRoute,
    /// Devices that count.
    pub(crate) counted: ByRoute,
}

/// The rows of one participant and product group.
#[derive(Default)]
struct Of<'a> {
    declared: Vec<&'a Row<'a>>,
    files: Vec<&'a Row<'a>>,
}

/// Every participant's product groups, in order.
pub(super) fn disposals(rows: &[Row<'_>]) -> Result<Vec<Disposals>, Error> {
    let mut of: BTreeMap<(&Identifier, &str), Of<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.reason.is_none()) {
        let key = (row.participant, row.product_group);
        match row.table {
            DeviceTable::EndOfUse => of.entry(key).or_default().declared.push(row),
            DeviceTable::Disposals => of.entry(key).or_default().files.push(row),
            DeviceTable::InUse | DeviceTable::Assets => {}
        }
    }
    let disposals = of.into_iter().map(|((participant, product_group), of)| {
        let declared = by_route(&of.declared)?;
        let listed = by_route(&of.files)?;
        let is_declared = !declared.is_empty();
        let counted = if is_declared {
            with_lent(declared.clone(), &of.declared, &listed)
        } else {
            listed.clone()
        };
        Ok(Disposals {
            participant: participant.clone(),
            product_group: product_group.to_owned(),
            is_declared,
            in_files: !of.files.is_empty(),
            declared,
            listed,
            counted,
        })
    });
    disposals.collect()
}

fn by_route(rows: &[&Row<'_>]) -> Result<ByRoute, Error> {
    let mut by_route = ByRoute::new();
    for row in rows {
        if let Some(units) = row.units {
            let own = by_route.entry(row.route.unwrap_or(Route::Unknown)).or_default();
            own.add(units, row.entry("units", units.to_string()), row.participant)?;
        }
    }
    by_route
        .values_mut()
        .for_each(|units| units.trace.sort_by_cached_key(|entry| entry.source.to_string()));
    Ok(by_route)
}

/// What is declared, with what the files lend: the devices of a route whose number is left blank; and the
/// routes, where none is declared and the files list just as many devices. Anything more would be a guess.
fn with_lent(declared: ByRoute, rows: &[&Row<'_>], listed: &ByRoute) -> ByRoute {
    let total = |by_route: &ByRoute| -> i128 {
        by_route.values().map(|units| i128::from(units.units)).sum()
    };
    let without_route = rows.iter().all(|row| row.route.is_none());
    if without_route && total(&declared) == total(listed) {
        return listed.clone();
    }
    let mut counted = declared;
    for route in rows.iter().filter(|row| row.units.is_none()).filter_map(|row| row.route) {
        if let Some(units) = listed.get(&route) {
            counted.entry(route).or_insert_with(|| units.clone());
        }
    }
    counted
}
