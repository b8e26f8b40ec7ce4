//! Puts what was drawn together to a pact that its forms can hold.

use std::collections::{BTreeMap, BTreeSet};

use demo::InventedPact;
use demo::pact::{
    Asset, Booking, BudgetAccount, Buyer, ContributionDue, DevicesAtEndOfUse, DevicesInUse,
    Disposal, Exemption, Extension, Finance, Layout, Order, Organisation, Output, Outreach,
    PactYear, Participant, Practice, Purchase, Return, SupportingFile, SupportingRows,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::vocabulary::{Phase, QuotePermission, Scope, Strategy};
use model::{Decimal, Role};
use proptest::sample::Index;

use super::files::{RawFile, RawOrder, RawRows};
use super::money::{ACCOUNTS, RawMoney};
use super::organisation::{RawParticipant, RawYear};
use super::submission::{RawBuyer, RawOutreach, RawPurchase, RawReturn};
use super::{Asked, RawPact};

/// Practices there are to ask about.
pub(super) const PRACTICES: usize = 9;

/// Outputs of the Pact.
pub(super) const OUTPUTS: usize = 4;

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

fn day(from: Date, days: i32) -> Date {
    from.checked_add(i64::from(days).days()).expect("a day of our times")
}

/// The day so many thousandths into a period.
fn day_at((start, end): (Date, Date), thousandths: i64) -> Date {
    let days = i64::from(end.since(start).expect("days").get_days());
    day(start, i32::try_from(days * thousandths / 1_000).expect("a few years"))
}

fn id(index: usize) -> String {
    format!("body-{index:03}")
}

impl RawPact {
    /// The pact.
    pub(super) fn assembled(&self) -> InventedPact {
        let end = date(self.last_year, 9, 30);
        let participants =
            (0..).zip(&self.participants).map(|(index, raw)| participant(index, raw, end));
        let participants: Vec<Participant> = participants.collect();
        let again = participants.iter().zip(&self.participants);
        let again: Vec<Participant> = again.filter_map(|(own, raw)| come_back(own, raw)).collect();
        let first = usize::try_from(self.last_year).expect("a year") + 1 - self.years;
        let years = (0..self.years).map(|index| {
            let number = i16::try_from(first + index).expect("a year");
            self.year(number, self.years - 1 - index, (&participants, &again))
        });
        let mut years: Vec<PactYear> = years.collect();
        if self.gap && years.len() > 2 {
            years.remove(years.len() - 2);
        }
        for index in 0..years.len() {
            let (before, after) = years.split_at_mut(index);
            let year = &mut after[0];
            let last = before.last().filter(|last| last.year + 1 == year.year);
            only_offered_marks(last, year);
        }
        let mut participants = participants;
        participants.extend(again);
        participants.sort_by(|one, other| one.id.cmp(&other.id));
        InventedPact { seed: 0, participants, supporters: Vec::new(), years }
    }

    /// A year; `back` counts years before the last.
    fn year(
        &self,
        number: i16,
        back: usize,
        (participants, again): (&[Participant], &[Participant]),
    ) -> PactYear {
        let practices = asked(&self.practices, back);
        let mut year = PactYear {
            year: number,
            period_start: date(number - 1, 10, 1),
            period_end: date(number, 9, 30),
            deadline: date(number, 11, 13),
            report_date: date(number, 12, 11),
            practices: practices.iter().flatten().cloned().collect(),
            outputs: outputs(number),
            exempt: Vec::new(),
            extensions: Vec::new(),
            returns: Vec::new(),
            registers: Vec::new(),
            narrative: Vec::new(),
            coding: Vec::new(),
            finance: Finance::default(),
        };
        year.finance = finance(&self.money[back], &year, participants);
        for (raw, participant) in self.participants.iter().zip(participants) {
            // The newest row in force holds; without one, the first.
            let mut rows = again.iter().filter(|own| own.id == participant.id);
            let own = rows.find(|own| is_in_force(own, &year)).unwrap_or(participant);
            let is_silent = self.all_but.is_some_and(|index| {
                back == 0 && participants[index.index(participants.len())].id == own.id
            });
            let mut of_year = raw.years[back].clone();
            if self.all_but.is_some() {
                let mut drawn = raw.years.iter().filter_map(|year| year.sent.clone());
                of_year.sent = of_year.sent.or_else(|| drawn.next()).filter(|_| !is_silent);
            }
            year_of(&mut year, &of_year, own, (participants, &practices));
        }
        year.registers.extend(super::settled::register(&year, &self.settled));
        year
    }
}

/// Its row for the time after it came back.
fn come_back(own: &Participant, raw: &RawParticipant) -> Option<Participant> {
    let since = day(own.left?, raw.back_after?);
    Some(Participant {
        procuring_since: Some(since),
        coordinating_since: None,
        left: None,
        ..own.clone()
    })
}

fn is_in_force(own: &Participant, year: &PactYear) -> bool {
    let joined = own.procuring_since.into_iter().chain(own.coordinating_since).min();
    joined.is_some_and(|day| day <= year.period_end)
        && own.left.is_none_or(|day| day >= year.period_start)
}

/// The practices of a year, each at its own place; `back` counts years before the last.
fn asked(of: &[Asked], back: usize) -> Vec<Option<Practice>> {
    let one = |(practice, asked): (Practice, &Asked)| match (asked, back) {
        (Asked::Never, _) | (Asked::Dropped, 0) | (Asked::New, 1..) => None,
        (Asked::Renamed, 0) => Some(Practice {
            name: format!("{}_again", practice.name),
            was: Some(practice.name),
            ..practice
        }),
        _ => Some(practice),
    };
    practices().into_iter().zip(of).map(one).collect()
}

/// "As last year" can be marked only where the form offers last year's answer. Every other mark stands where the
/// answer is the same.
fn only_offered_marks(before: Option<&PactYear>, year: &mut PactYear) {
    for of in &mut year.returns {
        let returns = before.into_iter().flat_map(|before| &before.returns);
        let mut returns = returns.filter(|last| last.form);
        let last = returns.find(|last| last.participant == of.participant);
        of.carried.retain(|name| last.is_some_and(|last| last.uptake.contains_key(name)));
        for name in of.carried.iter().step_by(2) {
            let same = last.and_then(|last| last.uptake.get(name));
            of.uptake.extend(same.map(|level| (name.clone(), *level)));
        }
    }
}

fn participant(index: usize, raw: &RawParticipant, end: Date) -> Participant {
    let before = |days: i32| day(end, -days);
    let joined = raw.procuring.into_iter().chain(raw.coordinating).max();
    Participant {
        id: id(index),
        name: format!("Invented Body {index}"),
        country: "BE".to_owned(),
        procuring_since: raw.procuring.map(before),
        coordinating_since: raw.coordinating.map(before),
        // Nobody leaves before it joined.
        left: raw.left.filter(|left| joined.is_some_and(|joined| *left < joined)).map(before),
        language: "en".to_owned(),
        signed_version: "1.0".to_owned(),
    }
}

fn practices() -> Vec<Practice> {
    let practice =
        |name: &str, strategy, impacts: &[&str], phase, roles: &[Role], scope| Practice {
            name: name.to_owned(),
            strategy,
            impacts: impacts.iter().map(|impact| (*impact).to_owned()).collect(),
            phase,
            roles: roles.to_vec(),
            scope,
            was: None,
        };
    use {Phase::*, Role::*, Strategy::*};
    let infrastructure = Some(Scope::Infrastructure);
    vec![
        practice("asks_need", BuyLess, &["circularity"], Some(BeforeTender), &[], None),
        practice("shares_pools", BuyLess, &[], None, &[Procuring], None),
        practice(
            "advises",
            BuyLess,
            &["circularity", "fairness"],
            Some(Use),
            &[Coordinating],
            None,
        ),
        practice(
            "asks_label",
            BuyBetter,
            &["carbon", "chemicals"],
            Some(Tender),
            &[Procuring],
            None,
        ),
        practice(
            "asks_servers",
            BuyBetter,
            &["carbon"],
            Some(Tender),
            &[Procuring],
            infrastructure,
        ),
        practice(
            "meets_market",
            BuyBetter,
            &["fairness"],
            Some(BeforeTender),
            &[Procuring, Coordinating],
            None,
        ),
        practice(
            "saves_power",
            UseBetter,
            &["carbon"],
            Some(Use),
            &[Procuring],
            Some(Scope::Workplace),
        ),
        practice("repairs", UseLonger, &["circularity"], Some(EndOfUse), &[], None),
        practice(
            "knows_end",
            UseLonger,
            &["circularity"],
            Some(EndOfUse),
            &[Coordinating],
            infrastructure,
        ),
    ]
}

/// One long published, one that comes out after the period, one on its last day, one a draft.
fn outputs(year: i16) -> Vec<Output> {
    let published =
        [Some(date(2020, 5, 1)), Some(date(year, 10, 1)), Some(date(year, 9, 30)), None];
    let output = |(index, day): (usize, Option<Date>)| Output {
        id: format!("guide-{index}"),
        title: [format!("Guide {index}"), format!("Guide numéro {index}")],
        kind: "mini-guide".to_owned(),
        impacts: Vec::new(),
        status: if day.is_some() { "published" } else { "draft" }.to_owned(),
        approved_on: day.map(|_| date(2020, 4, 1)),
        decision: "SC-2020-01".to_owned(),
        published_on: day,
        languages: vec!["en".to_owned()],
        downloads: None,
    };
    published.into_iter().enumerate().map(output).collect()
}

fn year_of(
    year: &mut PactYear,
    raw: &RawYear,
    own: &Participant,
    (all, practices): (&[Participant], &[Option<Practice>]),
) {
    let in_force = is_in_force(own, year);
    if raw.exempt {
        let reason = "It is being moved".to_owned();
        year.exempt.push(Exemption { participant: own.id.clone(), reason });
    }
    if let Some(days) = raw.extension {
        let (until, reason) = (day(year.deadline, days), "New accounts".to_owned());
        year.extensions.push(Extension { participant: own.id.clone(), until, reason });
    }
    if let Some(sent) = &raw.sent {
        let sent = returned(year, sent, own, (in_force, all, practices));
        // Without a form and files there is nothing that could have come.
        if sent.form || !sent.files.is_empty() {
            year.returns.push(sent);
        }
    }
}

fn picked(index: &Index, all: &[Participant]) -> String {
    all[index.index(all.len())].id.clone()
}

fn returned(
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
        in_kind: Vec::new(),
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

fn finance(raw: &RawMoney, year: &PactYear, all: &[Participant]) -> Finance {
    let period = (year.period_start, year.period_end);
    let booked: BTreeSet<usize> = raw.ledger.iter().map(|booking| booking.account).collect();
    let accounts = ACCOUNTS.iter().zip(&raw.budget).enumerate();
    let budget = accounts
        .filter(|(index, (_, (kept, _, _)))| *kept || booked.contains(index))
        .map(|(_, ((account, is_income, class), (_, amount, revised)))| BudgetAccount {
            account: (*account).to_owned(),
            title: format!("Account {account}"),
            is_income: *is_income,
            class: (*class).to_owned(),
            amount: *amount,
            revised_amount: *revised,
            explanation: String::new(),
        })
        .collect();
    let ledger = (1..).zip(&raw.ledger).map(|(number, booking): (u32, _)| {
        let of_contribution = ACCOUNTS[booking.account].2 == "contribution";
        let counterparty = booking.counterparty.filter(|_| !all.is_empty());
        Booking {
            date: day_at(period, booking.at),
            account: ACCOUNTS[booking.account].0.to_owned(),
            description: format!("Booking {number}"),
            counterparty: counterparty
                .map_or("Kaasbord (invented)".to_owned(), |index| picked(&index, all)),
            amount: booking.amount,
            currency: booking.currency.to_owned(),
            reference: format!("{}-{number:03}", year.year),
            for_year: booking.for_year.filter(|_| of_contribution).map(|years| year.year + years),
        }
    });
    let mut due_of = BTreeSet::new();
    let contributions = raw.contributions.iter().filter(|_| !all.is_empty()).filter_map(|due| {
        let participant = picked(&due.participant, all);
        due_of.insert(participant.clone()).then(|| ContributionDue {
            participant,
            due: due.due,
            currency: due.currency.to_owned(),
            due_on: day_at(period, due.at),
            decision: "SC-2025-11".to_owned(),
            waived: due.waived.then(|| "Somebody else does its work".to_owned()),
        })
    });
    let contributions = contributions.collect();
    Finance {
        opening_balance: raw.opening,
        bank_closing_balance: raw.opening,
        hour_rate: Decimal::from(60),
        budget,
        ledger: ledger.collect(),
        contributions,
    }
}
