//! A return put together to what its form can hold, and the files beside it.

use std::collections::{BTreeMap, BTreeSet};

use demo::pact::{
    Asset, Buyer, DevicesAtEndOfUse, DevicesInUse, Disposal, InKind, Layout, Order, Organisation,
    Outreach, PactYear, Participant, Practice, Purchase, Return, SupportingFile, SupportingRows,
};
use jiff::civil::Date;
use model::vocabulary::{QuotePermission, Scope, Strategy};
use model::{Decimal, Role};
use proptest::sample::Index;

use super::assembly::{day, day_at};
use super::files::{RawFile, RawOrder, RawRows};
use super::money::RawInKind;
use super::submission::{RawBuyer, RawOutreach, RawPurchase, RawReturn};

const GROUPS: [&str; 11] = [
    "laptops",
    "peripherals",
    "servers",
    "desktops",
    "tablets",
    "smartphones",
    "displays",
    "printers",
    "storage",
    "network",
    "cloud",
];

pub(super) fn picked(index: &Index, all: &[Participant]) -> String {
    all[index.index(all.len())].id.clone()
}

pub(super) fn returned(
    year: &PactYear,
    raw: &RawReturn,
    own: &Participant,
    (in_force, all, practices): (bool, &[Participant], &[Option<Practice>]),
) -> Return {
    let has = |since: Option<Date>| since.is_some_and(|day| day <= year.period_end);
    let (procures, coordinates) = (has(own.procuring_since), has(own.coordinating_since));
    // Forms go to those in force alone.
    let form = raw.form && in_force;
    let organisation = organisation(year, raw, own, (coordinates, all));
    let period = match form {
        true => (
            organisation.period_start.unwrap_or(year.period_start),
            organisation.period_end.unwrap_or(year.period_end),
        ),
        false => (year.period_start, year.period_end),
    };
    let asked = |practice: &&Practice| {
        let role = |role: &Role| if *role == Role::Procuring { procures } else { coordinates };
        let infrastructure = practice.scope == Some(Scope::Infrastructure);
        let of_role = practice.roles.is_empty() || practice.roles.iter().any(role);
        of_role && (!infrastructure || year.year >= 2026)
    };
    let levels: BTreeMap<String, _> = practices
        .iter()
        .zip(&raw.uptake)
        .filter_map(|(practice, level)| Some((practice.as_ref().filter(asked)?, (*level)?)))
        .map(|(practice, level)| (practice.name.clone(), level))
        .collect();
    let outreach: Vec<Outreach> =
        raw.outreach.iter().filter(|_| coordinates).map(outreach).collect();
    let evidence: BTreeMap<Strategy, String> = Strategy::ALL
        .iter()
        .zip(&raw.evidence)
        .filter(|(_, told)| **told)
        .map(|(strategy, _)| (*strategy, "Our rules of purchasing".to_owned()))
        .collect();
    let guides = year.outputs.iter().zip(&raw.adoption);
    let guides = guides.filter(|(output, _)| output.status == "published");
    let carried = levels.keys().filter(|_| raw.carried).cloned().collect();
    let words = |text: &str| (raw.words).then(|| text.to_owned());
    let devices = |_: &usize| procures;
    let blank = levels.is_empty()
        && raw.adoption.iter().all(Option::is_none)
        && !raw.words
        && evidence.is_empty()
        && outreach.is_empty()
        && raw.in_kind.is_empty()
        && raw.purchases.is_empty();
    // Files beside a form that does not count are another matter.
    let counts = !blank && is_of_year(year, period);
    let files = raw.files.iter().filter(|_| !form || counts).map(|file| {
        // Of one that is not in force rows of totals could not be told from the others that are left out.
        let has_sums = matches!(
            file.layout,
            Layout::SubtotalSheet
                | Layout::PrintedSheet
                | Layout::QuarterSheets
                | Layout::MonthColumns
        );
        let layout = if has_sums && !in_force { Layout::PlainSheet } else { file.layout };
        RawFile { layout, ..file.clone() }
    });
    Return {
        participant: own.id.clone(),
        received_on: raw.received.map(|days| day(year.deadline, days)),
        form,
        language: if raw.french { "fr" } else { "en" }.to_owned(),
        uptake: levels,
        carried,
        stories: words("We keep what works.")
            .map(|text| (Strategy::UseLonger, text))
            .into_iter()
            .collect(),
        evidence,
        adoption: guides
            .filter_map(|(output, level)| Some((output.id.clone(), (*level)?)))
            .collect(),
        reflection: words("One bid alone.")
            .map(|text| ("obstacles".to_owned(), text))
            .into_iter()
            .collect(),
        purchases: raw.purchases.iter().map(|line| purchase(line, own, all)).collect(),
        in_use: (0..raw.in_use.len())
            .filter(devices)
            .map(|index| {
                let (group, devices, age, lifetime) = raw.in_use[index];
                DevicesInUse {
                    product_group: GROUPS[group].to_owned(),
                    devices,
                    mean_age_years: age,
                    planned_lifetime_years: lifetime,
                }
            })
            .collect(),
        end_of_use: (0..raw.end_of_use.len())
            .filter(devices)
            .map(|index| {
                let (group, route, units) = raw.end_of_use[index];
                DevicesAtEndOfUse { product_group: GROUPS[group].to_owned(), route, units }
            })
            .collect(),
        tenders: Vec::new(),
        good_practices: Vec::new(),
        outreach,
        in_kind: raw.in_kind.iter().copied().map(given).collect(),
        contribution: None,
        files: (0..)
            .zip(files)
            .map(|(index, file)| supporting(index, &file, period, own))
            .collect(),
        organisation,
    }
}

/// Whether the year holds more days of a period than lie before or after it.
fn is_of_year(year: &PactYear, (start, end): (Date, Date)) -> bool {
    let days = |from: Date, to: Date| to.since(from).expect("days").get_days();
    let inside = days(start.max(year.period_start), end.min(year.period_end)) + 1;
    inside > 0 && inside >= days(start, year.period_start) && inside >= days(year.period_end, end)
}

fn organisation(
    year: &PactYear,
    raw: &RawReturn,
    own: &Participant,
    (coordinates, all): (bool, &[Participant]),
) -> Organisation {
    let reports_for: BTreeSet<String> =
        raw.reports_for.iter().map(|index| picked(index, all)).collect();
    let (start, end) = raw.period;
    let start = start.map(|days| day(year.period_start, days));
    let end = end.map(|days| day(year.period_end, days));
    // The form refuses a period that ends before it starts.
    let backwards = end.unwrap_or(year.period_end) <= start.unwrap_or(year.period_start);
    Organisation {
        period_start: start.filter(|_| !backwards),
        period_end: end.filter(|_| !backwards),
        reports_for: reports_for.into_iter().filter(|id| coordinates && *id != own.id).collect(),
        quote_permission: Some(QuotePermission::No),
        ..raw.organisation.clone()
    }
}

fn purchase(raw: &RawPurchase, own: &Participant, all: &[Participant]) -> Purchase {
    let buyer = match &raw.buyer {
        RawBuyer::Blank => None,
        RawBuyer::Itself => Some(Buyer::Participant(own.id.clone())),
        RawBuyer::Participant(index) => Some(Buyer::Participant(picked(index, all))),
        RawBuyer::Nobody => Some(Buyer::Participant("nobody-known".to_owned())),
        RawBuyer::Other(name) => Some(Buyer::Other(name.map(|name| format!("School {name}")))),
    };
    // Units that the amount contradicts are not counted: both are of a purchase, or both of a credit.
    let is_credit = raw.amount.is_some_and(|amount| amount < Decimal::ZERO);
    let units = raw.units.map(|units| if is_credit { -units.abs() } else { units.abs() });
    let of_units = |hundredths: Option<i64>| {
        let units = units.filter(|units| *units > 0)?;
        Some((units * hundredths? + 50) / 100)
    };
    Purchase {
        product_group: raw.group.map(|group| GROUPS[group].to_owned()),
        condition: raw.condition,
        acquisition: raw.acquisition,
        units,
        amount: raw.amount,
        currency: raw.currency.map(str::to_owned),
        labelled_units: of_units(raw.labelled),
        labels: None,
        criteria_units: of_units(raw.criteria),
        framework: None,
        buyer,
    }
}

/// A line in kind.
pub(super) fn given((hours, amount, for_a_group): RawInKind) -> InKind {
    InKind {
        hours,
        amount,
        working_group: for_a_group.then(|| "repair".to_owned()),
        description: "Helped with the guide".to_owned(),
    }
}

fn outreach(raw: &RawOutreach) -> Outreach {
    let basis = raw.measured.map(|measured| if measured { "measured" } else { "estimated" });
    Outreach {
        activity: "A day for buyers".to_owned(),
        kind: "workshop".to_owned(),
        date: None,
        organisations_reached: raw.reached.0,
        procurers_reached: raw.reached.1,
        indirect_units: raw.units,
        indirect_amount: raw.amount,
        currency: raw.currency.map(str::to_owned),
        basis: basis.map(str::to_owned),
    }
}

fn supporting(
    index: usize,
    raw: &RawFile,
    period: (Date, Date),
    own: &Participant,
) -> SupportingFile {
    let (kind, orders) = match &raw.rows {
        RawRows::Orders(orders) => ("orders", orders.as_slice()),
        RawRows::Assets(_) => ("assets", &[][..]),
        RawRows::Disposals(_) => ("disposals", &[][..]),
    };
    // These layouts have a place for the days of the period alone.
    let by_period = matches!(raw.layout, Layout::QuarterSheets | Layout::MonthColumns);
    let rows = match &raw.rows {
        RawRows::Orders(_) => SupportingRows::Orders(
            (0..)
                .zip(orders)
                .map(|(row, raw_order)| {
                    order((index, row), raw_order, raw, (period, by_period, own))
                })
                .collect(),
        ),
        RawRows::Assets(rows) => SupportingRows::Assets(
            rows.iter()
                .map(|(group, units, before, lifetime)| Asset {
                    product_group: GROUPS[*group].to_owned(),
                    units: *units,
                    bought_on: before.map(|days| day(period.1, -days)),
                    planned_lifetime_years: *lifetime,
                })
                .collect(),
        ),
        RawRows::Disposals(rows) => SupportingRows::Disposals(
            rows.iter()
                .map(|(group, units, at, route)| Disposal {
                    product_group: GROUPS[*group].to_owned(),
                    units: *units,
                    disposed_on: day_at(period, *at),
                    route: *route,
                })
                .collect(),
        ),
    };
    let ending = if raw.layout.is_workbook() { "xlsx" } else { "csv" };
    SupportingFile {
        name: format!("{kind}-{index}.{ending}"),
        language: raw.language,
        layout: raw.layout,
        currency: if kind == "orders" { raw.currency } else { "" }.to_owned(),
        sender: demo::pact::Sender::default(),
        rows,
    }
}

fn order(
    (file, row): (usize, usize),
    raw: &RawOrder,
    of: &RawFile,
    (period, by_period, own): ((Date, Date), bool, &Participant),
) -> Order {
    let places = match of.currency {
        "JPY" | "ISK" | "PYG" => 0,
        "KWD" => 3,
        _ => 2,
    };
    let at = if by_period { raw.at.clamp(0, 1_000) } else { raw.at };
    let sign = if raw.credit { -1 } else { 1 };
    Order {
        reference: format!("{}-{file}-{row}", own.id),
        date: day_at(period, at),
        product_group: GROUPS[raw.group].to_owned(),
        description: String::new(),
        units: raw.units.filter(|_| of.layout != Layout::MonthColumns).map(|units| sign * units),
        amount: Decimal::new(sign * raw.minor, places),
        condition: raw.condition,
        acquisition: raw.acquisition,
    }
}
