//! A year of the Pact, put together.

use std::collections::BTreeMap;

use model::participant::Role;
use model::vocabulary::QuotePermission;

use super::attendance::{Attendance, attendance, exempt};
use super::calendar::{deadline, period, report_date};
use super::coding::coding;
use super::draw::Draw;
use super::governance::{registers, working_groups};
use super::narrative::narrative;
use super::outputs::outputs;
use super::profile::Profile;
use super::returns::{Remembered, Sent, permission, sent};
use super::size::Size;
use super::spending::spent_on_all;
use super::words::Decks;
use crate::pact::{Finance, OrganisationKind, Output, PactYear, Practice, Supporter};

/// What the returns of a year have in common.
pub(super) struct Setting<'a> {
    pub(super) size: &'a Size,
    pub(super) year: i16,
    pub(super) practices: &'a [Practice],
    pub(super) outputs: &'a [Output],
    /// Ids of the working groups.
    pub(super) working_groups: &'a [&'static str],
}

/// The other participants, as one sees them.
#[derive(Default)]
pub(super) struct Others<'a> {
    /// Those whose figures are inside its return.
    pub(super) covered: Vec<&'a Profile>,
    /// Those that send a return of their own.
    pub(super) with_return: Vec<&'a Profile>,
    /// What bodies outside the Pact bought through its frameworks, in euro.
    pub(super) outside: f64,
}

/// The year without its money; `last` holds the returns of the year before.
pub(super) fn pact_year(
    size: &Size,
    year: i16,
    (profiles, supporters): (&[Profile], &[Supporter]),
    practices: &[Practice],
    last: &BTreeMap<String, Remembered>,
) -> PactYear {
    let span = period(year);
    let outputs = outputs(size, year);
    let groups = working_groups(year);
    let attendance = attendance(size, year, profiles);
    let setting = Setting { size, year, practices, outputs: &outputs, working_groups: &groups };
    let sent = all_sent(&setting, profiles, &attendance, last);
    let coding = coding(size, year, &sent);
    let exempt = exempt(size, year, profiles, &attendance);
    let extensions = sent.iter().filter_map(|one| one.extension.clone()).collect();
    PactYear {
        year,
        period_start: span.start,
        period_end: span.end,
        deadline: deadline(year),
        report_date: report_date(year),
        practices: practices.to_vec(),
        registers: registers(size, year, profiles, supporters, !exempt.is_empty()),
        exempt,
        extensions,
        narrative: narrative(size, year, sent.iter().any(|one| !one.own.form)),
        coding,
        returns: sent.into_iter().map(|one| one.own).collect(),
        outputs,
        finance: Finance::default(),
    }
}

fn all_sent(
    setting: &Setting<'_>,
    profiles: &[Profile],
    attendance: &[Attendance],
    last: &BTreeMap<String, Remembered>,
) -> Vec<Sent> {
    let mut covered: BTreeMap<usize, Vec<&Profile>> = BTreeMap::new();
    for (profile, own) in profiles.iter().zip(attendance) {
        if let Attendance::Covered(by) = own {
            covered.entry(*by).or_default().push(profile);
        }
    }
    let with_return: Vec<&Profile> = profiles
        .iter()
        .zip(attendance)
        .filter_map(|(profile, own)| (*own == Attendance::Returns).then_some(profile))
        .collect();
    let mut decks = Decks::of(setting.size.seed, setting.year);
    let mut outside = outside(setting, profiles, attendance);
    let returning = profiles.iter().enumerate().zip(attendance);
    let mut returning: Vec<_> = returning.filter(|(_, own)| **own == Attendance::Returns).collect();
    // In the order in which they are quoted: those with their names, those without, those that are not.
    returning.sort_by_key(|((_, profile), _)| match permission(setting, profile) {
        Some(QuotePermission::Attributed) => 0,
        Some(QuotePermission::Anonymous) => 1,
        _ => 2,
    });
    let sent = returning.into_iter().map(|((at, profile), _)| {
        let others = match profile.has(Role::Coordinating, setting.year) {
            true => Others {
                covered: covered.remove(&at).unwrap_or_default(),
                with_return: with_return
                    .iter()
                    .copied()
                    .filter(|one| one.id() != profile.id())
                    .collect(),
                outside: outside.remove(&at).unwrap_or_default(),
            },
            false => Others::default(),
        };
        sent(setting, profile, &others, last.get(profile.id()), &mut decks)
    });
    let mut sent: Vec<Sent> = sent.collect();
    sent.sort_by(|one, two| one.own.participant.cmp(&two.own.participant));
    sent
}

/// What bodies outside the Pact bought through the frameworks of each that coordinates and sends a return, in euro.
///
/// Together it is 8 to 18 in a hundred of what participants buy for themselves, in every year about the same. Bodies
/// that are there to buy for others have most of it; one in seven that coordinates has none to report.
fn outside(
    setting: &Setting<'_>,
    profiles: &[Profile],
    attendance: &[Attendance],
) -> BTreeMap<usize, f64> {
    let (seed, year) = (setting.size.seed, setting.year);
    let own = profiles.iter().zip(attendance).filter(|(profile, own)| {
        profile.has(Role::Procuring, year)
            && matches!(own, Attendance::Returns | Attendance::Covered(_))
    });
    let direct: f64 = own.map(|(profile, _)| spent_on_all(setting.size, profile, year)).sum();
    let weights: BTreeMap<usize, f64> = profiles
        .iter()
        .enumerate()
        .zip(attendance)
        .filter(|((_, profile), own)| {
            **own == Attendance::Returns && profile.has(Role::Coordinating, year)
        })
        .filter_map(|((at, profile), _)| {
            let draw = &mut profile.draw(seed, 0, "frameworks");
            let typical = if profile.kind == OrganisationKind::PurchasingBody { 2.5 } else { 1.0 };
            let weight = draw.log_normal(typical, 0.6);
            draw.chance(0.86).then_some((at, weight))
        })
        .collect();
    let all: f64 = weights.values().sum();
    let share = 0.08 + 0.10 * Draw::of(seed, 0, 0, "outside").share();
    let of_year = Draw::of(seed, 0, year, "outside").log_normal(1.0, 0.08);
    weights.into_iter().map(|(at, weight)| (at, direct * share * of_year * weight / all)).collect()
}

/// Those in force on a day of a year's period.
pub(super) fn in_force(profiles: &[Profile], year: i16) -> impl Iterator<Item = &Profile> {
    let span = period(year);
    profiles.iter().filter(move |profile| {
        let register = &profile.register;
        let since = [register.procuring_since, register.coordinating_since];
        let joined = since.into_iter().flatten().min();
        joined.is_some_and(|day| day <= span.end)
            && register.left.is_none_or(|day| day >= span.start)
    })
}
