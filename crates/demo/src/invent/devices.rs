//! Devices in use and at the end of their use, declared and listed.

use std::collections::BTreeMap;

use model::Decimal;
use model::round_half_even;
use model::vocabulary::Route;

use super::calendar::Span;
use super::draw::{Draw, days, plus_days, whole};
use super::goods::Good;
use super::orders::{ending, users};
use super::profile::Profile;
use super::size::Size;
use crate::pact::{
    Asset, DevicesAtEndOfUse, DevicesInUse, Disposal, Layout, SpreadsheetLanguage, SupportingFile,
    SupportingRows,
};

/// Layouts that lists of devices come in.
const LAYOUTS: [Layout; 4] =
    [Layout::CommaText, Layout::SemicolonText, Layout::PlainSheet, Layout::TitledSheet];

/// Routes, with weights; reuse grows over the years by what others lose.
const ROUTES: [(Route, i64); 7] = [
    (Route::ReusedInside, 14),
    (Route::Donated, 12),
    (Route::SoldForReuse, 24),
    (Route::Remanufactured, 6),
    (Route::RecycledCertified, 32),
    (Route::Other, 5),
    (Route::Unknown, 7),
];

/// Devices of a participant's year.
#[derive(Default)]
pub(super) struct Devices {
    pub(super) in_use: Vec<DevicesInUse>,
    pub(super) end_of_use: Vec<DevicesAtEndOfUse>,
    pub(super) files: Vec<SupportingFile>,
}

/// What is in use at the end of a period and what was let go in it; three in four tell of the one, two in three of
/// the other, and those with a register attach a list.
pub(super) fn devices(size: &Size, profile: &Profile, year: i16, span: Span) -> Devices {
    let draw = &mut profile.draw(size.seed, year, "devices");
    let goods: Vec<&Good> = profile
        .goods
        .iter()
        .copied()
        .filter(|good| good.is_device && good.first_year <= year)
        .collect();
    let people = users(size, profile, year);
    let mut found = Devices::default();
    let [_, lists_assets, lists_disposals] = profile.attaches;
    if lists_assets {
        let rows = assets(&goods, people, span, profile.blanks, draw);
        if !profile.without_form && draw.chance(0.6) {
            found.in_use = as_declared(&rows, span);
        }
        let rows = SupportingRows::Assets(rows);
        found.files.push(file((size, profile, year), ("inventory", "parc"), rows, draw));
    } else if draw.chance(0.75) {
        found.in_use = in_use(&goods, people, profile.blanks, draw);
    }
    if lists_disposals {
        let rows = disposals(&goods, people, span, profile.blanks, draw);
        if !profile.without_form && draw.chance(0.6) {
            found.end_of_use = by_route(&rows);
        }
        let rows = SupportingRows::Disposals(rows);
        found.files.push(file((size, profile, year), ("disposals", "retraits"), rows, draw));
    } else if draw.chance(0.65) {
        found.end_of_use = end_of_use(&goods, people, profile.blanks, draw);
    }
    found
}

/// Declared from the participant's own books. Where the number of devices is left blank, so are their age and
/// lifetime: a mean of no devices weighs nothing.
fn in_use(goods: &[&Good], people: f64, blanks: f64, draw: &mut Draw) -> Vec<DevicesInUse> {
    let rows = goods.iter().map(|good| {
        let devices = whole(people * good.in_use * draw.log_normal(1.0, 0.3), 1);
        let age = draw.log_normal(0.45 * good.lifetime, 0.25).clamp(0.4, 15.0);
        let lifetime = draw.log_normal(good.lifetime, 0.15).clamp(1.0, 15.0);
        DevicesInUse {
            product_group: good.id.to_owned(),
            devices: Some(devices),
            mean_age_years: draw.blank(blanks, Decimal::new(whole(age * 10.0, 4), 1)),
            planned_lifetime_years: draw
                .blank(blanks, Decimal::new(whole(lifetime * 2.0, 2) * 5, 1)),
        }
    });
    rows.collect()
}

/// A list in batches: three to eight of a group, bought over the years it is used for.
fn assets(goods: &[&Good], people: f64, span: Span, blanks: f64, draw: &mut Draw) -> Vec<Asset> {
    let mut rows = Vec::new();
    for good in goods {
        let batches = draw.between(3, 8);
        let typical = people * good.in_use / batches as f64;
        let lifetime = draw.log_normal(good.lifetime, 0.15).clamp(1.0, 15.0);
        for _ in 0..batches {
            let age = (60.0 + draw.share() * 365.0 * good.lifetime * 1.1) as i64;
            let lifetime = Decimal::new(whole(lifetime * 2.0, 2) * 5, 1);
            rows.push(Asset {
                product_group: good.id.to_owned(),
                units: whole(draw.log_normal(typical.max(1.0), 0.5), 1),
                bought_on: draw.blank(blanks, plus_days(span.end, -age)),
                planned_lifetime_years: draw.blank(blanks, lifetime),
            });
        }
    }
    rows
}

/// What is declared beside a list: its numbers, its means to two places.
fn as_declared(rows: &[Asset], span: Span) -> Vec<DevicesInUse> {
    let mut groups: BTreeMap<&str, Vec<&Asset>> = BTreeMap::new();
    for row in rows {
        groups.entry(&row.product_group).or_default().push(row);
    }
    let year = Decimal::new(36_525, 2);
    let rows = groups.into_iter().map(|(group, rows)| {
        let age =
            mean(&rows, |row| row.bought_on.map(|day| Decimal::from(days(day, span.end)) / year));
        DevicesInUse {
            product_group: group.to_owned(),
            devices: Some(rows.iter().map(|row| row.units).sum()),
            mean_age_years: age,
            planned_lifetime_years: mean(&rows, |row| row.planned_lifetime_years),
        }
    });
    rows.collect()
}

/// A mean weighted by devices, over those of which it is known, to two places.
fn mean(rows: &[&Asset], years: impl Fn(&Asset) -> Option<Decimal>) -> Option<Decimal> {
    let (mut sum, mut devices) = (Decimal::ZERO, Decimal::ZERO);
    for row in rows {
        if let Some(years) = years(row) {
            let units = Decimal::from(row.units);
            sum += units * years;
            devices += units;
        }
    }
    sum.checked_div(devices).map(|mean| round_half_even(mean, 2))
}

/// Declared from the participant's own books, one to four routes a group.
fn end_of_use(
    goods: &[&Good],
    people: f64,
    blanks: f64,
    draw: &mut Draw,
) -> Vec<DevicesAtEndOfUse> {
    let mut rows = Vec::new();
    for good in goods {
        let lines = draw.between(1, 4);
        let typical = (people * good.in_use / good.lifetime / lines as f64).max(1.0);
        let mut routes: Vec<Route> = (0..lines).map(|_| draw.weighted(&ROUTES)).collect();
        routes.sort_unstable();
        routes.dedup();
        for route in routes {
            rows.push(DevicesAtEndOfUse {
                product_group: good.id.to_owned(),
                route: draw.blank(blanks, route),
                units: Some(whole(draw.log_normal(typical, 0.5), 1)),
            });
        }
    }
    rows
}

/// A list of collections over the period.
fn disposals(
    goods: &[&Good],
    people: f64,
    span: Span,
    blanks: f64,
    draw: &mut Draw,
) -> Vec<Disposal> {
    let mut rows = Vec::new();
    for good in goods {
        let lines = draw.between(2, 7);
        let typical = (people * good.in_use / good.lifetime / lines as f64).max(1.0);
        for _ in 0..lines {
            let route = draw.weighted(&ROUTES);
            rows.push(Disposal {
                product_group: good.id.to_owned(),
                units: whole(draw.log_normal(typical, 0.5), 1),
                disposed_on: draw.day(span.start, span.end),
                route: draw.blank(blanks, route),
            });
        }
    }
    rows.sort_by_key(|row| row.disposed_on);
    rows
}

/// What is declared beside a list: its numbers by route.
fn by_route(rows: &[Disposal]) -> Vec<DevicesAtEndOfUse> {
    let mut sums: BTreeMap<(&str, Option<Route>), i64> = BTreeMap::new();
    for row in rows {
        *sums.entry((&row.product_group, row.route)).or_default() += row.units;
    }
    let rows = sums.into_iter().map(|((group, route), units)| DevicesAtEndOfUse {
        product_group: group.to_owned(),
        route,
        units: Some(units),
    });
    rows.collect()
}

fn file(
    (size, profile, year): (&Size, &Profile, i16),
    (english, french): (&str, &str),
    rows: SupportingRows,
    draw: &mut Draw,
) -> SupportingFile {
    let language = draw.weighted(profile.country.spreadsheets);
    let layout = *draw.pick(&LAYOUTS);
    let name = if language == SpreadsheetLanguage::French { french } else { english };
    let name = format!("{name}-{year}.{}", ending(layout));
    SupportingFile {
        sender: profile.sender(size.seed, year, &name),
        name,
        language,
        layout,
        currency: String::new(),
        rows,
    }
}
