//! A year of the Pact, put together.

use std::collections::BTreeMap;

use model::participant::Role;

use super::attendance::{Attendance, attendance, exempt};
use super::calendar::{deadline, period, report_date};
use super::coding::coding;
use super::governance::{registers, working_groups};
use super::narrative::narrative;
use super::outputs::outputs;
use super::profile::Profile;
use super::returns::{Remembered, Sent, sent};
use super::size::Size;
use crate::pact::{Finance, Output, PactYear, Practice, Supporter};

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
    /// Those in force.
    pub(super) in_force: Vec<&'a Profile>,
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
    let extensions = sent.iter().filter_map(|one| one.extension.clone()).collect();
    PactYear {
        year,
        period_start: span.start,
        period_end: span.end,
        deadline: deadline(year),
        report_date: report_date(year),
        practices: practices.to_vec(),
        exempt: exempt(size, year, profiles, &attendance),
        extensions,
        registers: registers(size, year, profiles, supporters),
        narrative: narrative(size, year),
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
    let in_force: Vec<&Profile> = in_force(profiles, setting.year).collect();
    let returning = profiles.iter().enumerate().zip(attendance);
    let returning = returning.filter(|(_, own)| **own == Attendance::Returns);
    let sent = returning.map(|((at, profile), _)| {
        let others = match profile.has(Role::Coordinating, setting.year) {
            true => Others {
                covered: covered.remove(&at).unwrap_or_default(),
                in_force: in_force.iter().copied().filter(|one| one.id() != profile.id()).collect(),
            },
            false => Others::default(),
        };
        sent(setting, profile, &others, last.get(profile.id()))
    });
    sent.collect()
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
