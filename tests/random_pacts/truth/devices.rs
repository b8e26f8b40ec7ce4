//! Devices in use and at the end of their use (methodology: Use and end of use).

use std::collections::{BTreeMap, BTreeSet};

use demo::pact::{
    Asset, DevicesAtEndOfUse, DevicesInUse, Disposal, PactYear, Return, SupportingRows,
};
use jiff::civil::{Date, date};
use model::vocabulary::Route;
use rust_decimal::Decimal;

use super::table::{Cut, Names, Rest, Table, cut};
use super::terms::group_of;
use super::who::{Who, days};
use super::{YearTruth, organisation, period};

/// Years summed over devices, and the devices.
#[derive(Clone, Copy, Default)]
struct Mean {
    devices: i64,
    years: Decimal,
}

/// What a participant has in use of a product group; `None` where nothing says it.
#[derive(Clone, Copy, Default)]
struct Stock {
    devices: Option<i64>,
    age: Option<Mean>,
    lifetime: Option<Mean>,
}

/// A part of a stock that a mean is of.
type MeanOf = fn(&Stock) -> Option<Mean>;

/// Participant and product group.
type Key = (String, String);

/// Whether rows of a product group count in a year.
fn is_counted(group: &str, year: &PactYear) -> bool {
    let group = group_of(group);
    group.is_device && group.first_year <= year.year
}

/// Whether a row of a list of devices counts, for a return of files alone.
pub(super) fn any_counts(year: &PactYear, of: &Return, who: &Who) -> bool {
    let listed = of.files.iter().any(|file| match &file.rows {
        SupportingRows::Orders(_) => false,
        SupportingRows::Assets(_) => {
            assets(year, of).iter().any(|row| is_counted(&row.product_group, year))
        }
        SupportingRows::Disposals(_) => {
            disposals(year, of).iter().any(|row| is_counted(&row.product_group, year))
        }
    });
    listed && who.in_force.contains(&of.participant)
}

/// Rows of lists of devices that were there at the period's end.
fn assets<'r>(year: &PactYear, of: &'r Return) -> Vec<&'r Asset> {
    let (_, end) = period(year, of);
    let mut rows = Vec::new();
    for file in &of.files {
        if let SupportingRows::Assets(assets) = &file.rows {
            rows.extend(assets.iter().filter(|row| row.bought_on.is_none_or(|day| day <= end)));
        }
    }
    rows
}

/// Rows of lists of disposals of the period.
fn disposals<'r>(year: &PactYear, of: &'r Return) -> Vec<&'r Disposal> {
    let (start, end) = period(year, of);
    let mut rows = Vec::new();
    for file in &of.files {
        if let SupportingRows::Disposals(disposals) = &file.rows {
            rows.extend(
                disposals.iter().filter(|row| row.disposed_on >= start && row.disposed_on <= end),
            );
        }
    }
    rows
}

/// The returns that count of participants in force.
fn returns<'t>(truth: &'t YearTruth<'_>) -> impl Iterator<Item = &'t Return> {
    truth.returns().filter(|of| truth.who.in_force.contains(&of.participant))
}

/// The figures of devices in use and at the end of use.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    let stocks = stocks(truth);
    in_use(&stocks, table);
    means(&stocks, ("in_use.mean_age", |stock| stock.age), table);
    means(&stocks, ("in_use.planned_lifetime", |stock| stock.lifetime), table);
    per_user(truth, &stocks, table);
    end_of_use(&ends(truth), table);
}

fn stocks(truth: &YearTruth<'_>) -> BTreeMap<Key, Stock> {
    let mut stocks = BTreeMap::new();
    for of in returns(truth) {
        let declared = |group: &str| -> Vec<&DevicesInUse> {
            let rows = of.in_use.iter().filter(|row| of.form && row.product_group == group);
            rows.filter(|row| row.devices.is_none_or(|devices| devices >= 0)).collect()
        };
        let listed = assets(truth.year, of);
        let groups = of.in_use.iter().filter(|_| of.form).map(|row| &row.product_group);
        let groups: BTreeSet<&String> =
            groups.chain(listed.iter().map(|row| &row.product_group)).collect();
        for group in groups.into_iter().filter(|group| is_counted(group, truth.year)) {
            let files: Vec<_> =
                listed.iter().copied().filter(|row| row.product_group == *group).collect();
            let stock = stock(&declared(group), &files, period(truth.year, of).1);
            stocks.insert((of.participant.clone(), group.clone()), stock);
        }
    }
    stocks
}

/// Declared measures, each else that of the files.
fn stock(declared: &[&DevicesInUse], files: &[&Asset], end: Date) -> Stock {
    let total = |units: Vec<i64>| (!units.is_empty()).then(|| units.iter().sum::<i64>());
    let own = total(declared.iter().filter_map(|row| row.devices).collect());
    let in_files = total(files.iter().map(|row| row.units).collect());
    // The files weigh a declared mean only where there is one row to weigh.
    let lent = in_files.filter(|_| own.is_none() && declared.len() == 1);
    let declared_mean = |years: fn(&DevicesInUse) -> Option<Decimal>| {
        mean(declared.iter().filter_map(|row| Some((row.devices.or(lent)?, years(row)?))))
    };
    let files_mean = |years: &dyn Fn(&Asset) -> Option<Decimal>| {
        mean(files.iter().filter_map(|row| Some((row.units, years(row)?))))
    };
    let age = |row: &Asset| {
        let bought = row.bought_on.filter(|day| *day >= date(1990, 1, 1))?;
        Some(Decimal::from(days(bought, end) - 1) / Decimal::new(36_525, 2))
    };
    Stock {
        devices: own.or(in_files),
        age: declared_mean(|row| row.mean_age_years).or_else(|| files_mean(&age)),
        lifetime: declared_mean(|row| row.planned_lifetime_years)
            .or_else(|| files_mean(&|row| row.planned_lifetime_years)),
    }
}

fn mean(of: impl Iterator<Item = (i64, Decimal)>) -> Option<Mean> {
    of.fold(None, |mean, (devices, years)| {
        let before: Mean = mean.unwrap_or_default();
        let years = before.years + years * Decimal::from(devices);
        Some(Mean { devices: before.devices + devices, years })
    })
}

fn in_use(stocks: &BTreeMap<Key, Stock>, table: &mut Table) {
    let mut of: BTreeMap<Cut, (i64, Names)> = BTreeMap::new();
    for ((participant, group), stock) in stocks {
        let scope = group_of(group).scope;
        for cut in [cut([("product_group", group)]), cut([("scope", scope)])] {
            let (sum, names) = of.entry(cut).or_default();
            if let Some(devices) = stock.devices {
                *sum += devices;
                names.insert(participant.clone());
            }
        }
    }
    for (cut, (sum, names)) in of {
        if names.is_empty() {
            table.nothing(("in_use.devices", cut), "O", &names);
            continue;
        }
        table.value(
            ("in_use.devices", cut),
            sum.into(),
            0,
            Rest { status: "A", names: Some(&names) },
        );
    }
}

fn means(stocks: &BTreeMap<Key, Stock>, (indicator, part): (&str, MeanOf), table: &mut Table) {
    let groups: BTreeSet<&String> = stocks.keys().map(|(_, group)| group).collect();
    for group in groups {
        let theirs = stocks.iter().filter(|((_, of), _)| of == group);
        let theirs: Vec<_> =
            theirs.filter_map(|((name, _), stock)| Some((name, part(stock)?))).collect();
        let names: Names = theirs.iter().map(|(name, _)| (*name).clone()).collect();
        let years: Decimal = theirs.iter().map(|(_, mean)| mean.years).sum();
        let devices: i64 = theirs.iter().map(|(_, mean)| mean.devices).sum();
        let of = cut([("product_group", group)]);
        match names.is_empty() {
            true => table.nothing((indicator, of.clone()), "O", &names),
            false => table.ratio((indicator, of.clone()), (years, devices.into()), 4, &names),
        }
        let rest = Rest { status: "A", names: Some(&names) };
        table.value((&format!("{indicator}.devices"), of), devices.into(), 0, rest);
    }
}

fn per_user(truth: &YearTruth<'_>, stocks: &BTreeMap<Key, Stock>, table: &mut Table) {
    let users: BTreeMap<&str, u32> = returns(truth)
        .filter_map(|of| Some((of.participant.as_str(), organisation(of).users_served?)))
        .collect();
    let mut of: BTreeMap<Cut, (i64, BTreeMap<&str, u32>)> = BTreeMap::new();
    for ((participant, group), stock) in stocks {
        let terms = group_of(group);
        if terms.scope != "workplace" {
            continue;
        }
        for cut in [cut([("product_group", group)]), cut([("scope", terms.scope)])] {
            let (sum, of_them) = of.entry(cut).or_default();
            if let (Some(devices), Some(served)) = (stock.devices, users.get(participant.as_str()))
            {
                *sum += devices;
                of_them.insert(participant, *served);
            }
        }
    }
    for (cut, (devices, users)) in of {
        let names: Names = users.keys().map(|name| (*name).to_owned()).collect();
        if names.is_empty() {
            table.nothing(("in_use.devices_per_user", cut.clone()), "O", &names);
            table.nothing(("in_use.devices_per_user.users", cut), "O", &names);
            continue;
        }
        let people: Decimal = users.values().map(|served| Decimal::from(*served)).sum();
        table.ratio(("in_use.devices_per_user", cut.clone()), (devices.into(), people), 6, &names);
        let rest = Rest { status: "A", names: Some(&names) };
        table.value(("in_use.devices_per_user.users", cut), people, 0, rest);
    }
}

/// Devices by route; a blank route is unknown.
type ByRoute = BTreeMap<Route, i64>;

fn ends(truth: &YearTruth<'_>) -> BTreeMap<Key, ByRoute> {
    let mut ends = BTreeMap::new();
    for of in returns(truth) {
        let rows =
            of.end_of_use.iter().filter(|row| of.form && row.units.is_none_or(|units| units >= 0));
        let declared: Vec<_> = rows.collect();
        let listed = disposals(truth.year, of);
        let groups = declared.iter().map(|row| &row.product_group);
        let groups: BTreeSet<&String> =
            groups.chain(listed.iter().map(|row| &row.product_group)).collect();
        for group in groups.into_iter().filter(|group| is_counted(group, truth.year)) {
            let own: Vec<_> =
                declared.iter().copied().filter(|row| row.product_group == *group).collect();
            let files = listed.iter().filter(|row| row.product_group == *group);
            let files = by_route(files.map(|row| (row.route, Some(row.units))));
            ends.insert((of.participant.clone(), group.clone()), end(&own, files));
        }
    }
    ends
}

fn by_route(rows: impl Iterator<Item = (Option<Route>, Option<i64>)>) -> ByRoute {
    let mut by_route = ByRoute::new();
    for (route, units) in rows {
        if let Some(units) = units {
            *by_route.entry(route.unwrap_or(Route::Unknown)).or_default() += units;
        }
    }
    by_route
}

/// What counts: the declared numbers, a route's number from the files where it is left blank, and all routes
/// from them where none is declared and the number of devices is the same.
fn end(declared: &[&DevicesAtEndOfUse], files: ByRoute) -> ByRoute {
    let own = by_route(declared.iter().map(|row| (row.route, row.units)));
    let without_route = declared.iter().all(|row| row.route.is_none());
    if own.is_empty() || (without_route && own.values().sum::<i64>() == files.values().sum::<i64>())
    {
        return files;
    }
    let mut counted = own.clone();
    for route in declared.iter().filter(|row| row.units.is_none()).filter_map(|row| row.route) {
        if let (false, Some(units)) = (own.contains_key(&route), files.get(&route)) {
            counted.insert(route, *units);
        }
    }
    counted
}

fn end_of_use(ends: &BTreeMap<Key, ByRoute>, table: &mut Table) {
    let groups: BTreeSet<&String> = ends.keys().map(|(_, group)| group).collect();
    for group in groups {
        if ends.iter().all(|((_, of), by_route)| of != group || by_route.is_empty()) {
            unanswered(group, table);
            continue;
        }
        let sum = |is_it: &dyn Fn(Route) -> bool| -> (Decimal, Names) {
            let (mut units, mut names) = (0, Names::new());
            for ((participant, _), by_route) in ends.iter().filter(|((_, of), _)| of == group) {
                for (_, of_route) in by_route.iter().filter(|(route, _)| is_it(**route)) {
                    units += of_route;
                    names.insert(participant.clone());
                }
            }
            (units.into(), names)
        };
        for route in Route::ALL {
            let (units, names) = sum(&|of| of == *route);
            let key = cut([("product_group", group.as_str()), ("route", route.code())]);
            let rest = Rest { status: "A", names: Some(&names) };
            table.value(("end_of_use.units", key), units, 0, rest);
        }
        let of = || cut([("product_group", group)]);
        let reused =
            [Route::ReusedInside, Route::Donated, Route::SoldForReuse, Route::Remanufactured];
        let (reused, _) = sum(&|of| reused.contains(&of));
        let (known, of_known) = sum(&|of| of != Route::Unknown);
        let (unknown, _) = sum(&|of| of == Route::Unknown);
        let (all, of_all) = sum(&|_| true);
        table.ratio(("end_of_use.reuse_rate", of()), (reused, known), 6, &of_known);
        let rest = Rest { status: "A", names: Some(&of_known) };
        table.value(("end_of_use.reuse_rate.denominator", of()), known, 0, rest);
        table.ratio(("end_of_use.unknown_share", of()), (unknown, all), 6, &of_all);
    }
}

/// A group that is named, and no number of devices given.
fn unanswered(group: &str, table: &mut Table) {
    let of = || cut([("product_group", group)]);
    for route in Route::ALL {
        let key = cut([("product_group", group), ("route", route.code())]);
        table.nothing(("end_of_use.units", key), "O", &Names::new());
    }
    for indicator in
        ["end_of_use.reuse_rate", "end_of_use.reuse_rate.denominator", "end_of_use.unknown_share"]
    {
        table.nothing((indicator, of()), "O", &Names::new());
    }
}
