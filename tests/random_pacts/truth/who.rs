//! Who counts, and the figures of coverage (methodology: Who counts).

use std::collections::{BTreeMap, BTreeSet};

use demo::InventedPact;
use demo::pact::{PactYear, Participant, Return};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::table::{Cut, Names, Rest, Table, cut};
use super::terms::ROLES;
use super::{YearTruth, period};

/// Who counts in a year, by id.
#[derive(Clone, Default, Debug)]
pub(crate) struct Who {
    pub(crate) in_force: Names,
    pub(crate) expected: Names,
    /// In force on the period's last day.
    pub(crate) to_the_end: Names,
    /// With a return that counts, in force or not.
    pub(crate) returned: Names,
    pub(crate) covered: Names,
    /// Of those in force, the roles each has.
    pub(crate) roles: BTreeMap<String, BTreeSet<&'static str>>,
    /// Of those in force: returned with a line that counts, or saying that nothing was bought.
    pub(crate) reported_volume: Names,
    /// Those, and who is covered by one of them.
    pub(crate) volume_known: Names,
}

/// The day a participant joined: the earlier of its two.
fn joined(of: &Participant) -> Option<Date> {
    [of.procuring_since, of.coordinating_since].into_iter().flatten().min()
}

fn is_in_force(of: &Participant, year: &PactYear) -> bool {
    let joined = joined(of).is_some_and(|day| day <= year.period_end);
    joined && of.left.is_none_or(|day| day >= year.period_start)
}

/// Days of the year's period on which it took part.
fn days_in_force(of: &Participant, year: &PactYear) -> i32 {
    let from = joined(of).map_or(year.period_start, |day| day.max(year.period_start));
    let to = of.left.map_or(year.period_end, |day| day.min(year.period_end));
    days(from, to)
}

/// Days from one to another, both counted.
pub(crate) fn days(from: Date, to: Date) -> i32 {
    to.since(from).expect("days").get_days() + 1
}

impl Who {
    /// Who counts; whose files alone are a return is told when lines are.
    pub(crate) fn of(pact: &InventedPact, year: &PactYear) -> Self {
        let mut who = Self::default();
        let ids: Names = pact.participants.iter().map(|of| of.id.clone()).collect();
        for id in &ids {
            // Of one that left and came back the newest row of the period holds; every row's days count.
            let rows =
                || pact.participants.iter().filter(|of| of.id == *id && is_in_force(of, year));
            let Some(of) = rows().max_by_key(|of| joined(of)) else { continue };
            let days: i32 = rows().map(|row| days_in_force(row, year)).sum();
            who.in_force.insert(of.id.clone());
            if rows().any(|row| row.left.is_none_or(|day| day >= year.period_end)) {
                who.to_the_end.insert(of.id.clone());
            }
            let since = [of.procuring_since, of.coordinating_since];
            let roles = ROLES
                .iter()
                .zip(since)
                .filter(|(_, since)| since.is_some_and(|day| day <= year.period_end));
            who.roles.insert(of.id.clone(), roles.map(|(role, _)| *role).collect());
            let is_exempt = year.exempt.iter().any(|exempt| exempt.participant == of.id);
            if days >= 90 && !is_exempt {
                who.expected.insert(of.id.clone());
            }
        }
        let forms =
            year.returns.iter().filter(|of| of.form && is_answered(of) && is_of_year(of, year));
        who.returned = forms.map(|of| of.participant.clone()).collect();
        who
    }

    /// Settles who is covered, once it is known who returned.
    pub(crate) fn cover(&mut self, year: &PactYear) {
        for of in year.returns.iter().filter(|of| self.returned.contains(&of.participant)) {
            for covered in &super::organisation(of).reports_for {
                if self.in_force.contains(covered) && !self.returned.contains(covered) {
                    self.covered.insert(covered.clone());
                }
            }
        }
    }

    /// Settles whose purchases are known, once it is known who reported volume.
    pub(crate) fn know_volume(&mut self, year: &PactYear) {
        self.volume_known = self.reported_volume.clone();
        for of in year.returns.iter().filter(|of| self.reported_volume.contains(&of.participant)) {
            let inside = super::organisation(of).reports_for;
            let covered = inside.iter().filter(|id| self.covered.contains(*id)).cloned();
            self.volume_known.extend(covered);
        }
    }

    pub(crate) fn with_role(&self, names: &Names, role: Option<&str>) -> Names {
        let has = |name: &&String| {
            role.is_none_or(|role| self.roles.get(*name).is_some_and(|of| of.contains(role)))
        };
        names.iter().filter(|name| self.in_force.contains(*name)).filter(has).cloned().collect()
    }
}

/// An answer outside the group on the organisation, or a row in a repeat.
fn is_answered(of: &Return) -> bool {
    let texts =
        [&of.stories, &of.evidence].iter().any(|texts| texts.values().any(|text| !text.is_empty()));
    let reflection = of.reflection.values().any(|text| !text.is_empty());
    let answers = !of.uptake.is_empty() || !of.adoption.is_empty() || texts || reflection;
    let rows = of.purchases.len() + of.in_use.len() + of.end_of_use.len() + of.tenders.len();
    answers || rows + of.good_practices.len() + of.outreach.len() + of.in_kind.len() > 0
}

/// Whether no other year holds more days of its period.
fn is_of_year(of: &Return, year: &PactYear) -> bool {
    let (start, end) = period(year, of);
    let inside = days(start.max(year.period_start), end.min(year.period_end)).max(0);
    let before = days(start, year.period_start) - 1;
    let after = days(year.period_end, end) - 1;
    inside > 0 && inside >= before && inside >= after
}

/// The figures of coverage.
pub(crate) fn figures(truth: &YearTruth<'_>, last: Option<&YearTruth<'_>>, table: &mut Table) {
    let who = &truth.who;
    for role in [None, Some(ROLES[0]), Some(ROLES[1])] {
        let of: Cut = role.map_or_else(Cut::new, |role| cut([("role", role)]));
        let mut participants = |indicator: &str, names: &Names| {
            table.participants((indicator, of.clone()), &who.with_role(names, role));
        };
        participants("coverage.in_force", &who.in_force);
        participants("coverage.expected", &who.expected);
        participants("coverage.returned", &who.returned);
        participants("coverage.covered", &who.covered);
        let expected = who.with_role(&who.expected, role);
        let reported = expected.iter().filter(|id| reported(truth, id)).count();
        let rate = (Decimal::from(reported), Decimal::from(expected.len()));
        table.ratio(("coverage.response_rate", of.clone()), rate, 6, &expected);
        on_time(truth, role, of, table);
    }
    by_volume(truth, last, table);
}

pub(super) fn reported(truth: &YearTruth<'_>, id: &String) -> bool {
    truth.who.returned.contains(id) || truth.who.covered.contains(id)
}

fn on_time(truth: &YearTruth<'_>, role: Option<&str>, of: Cut, table: &mut Table) {
    let year = truth.year;
    if year.returns.iter().all(|of| of.received_on.is_none()) {
        table.nothing(("coverage.on_time", of), "O", &Names::new());
        return;
    }
    let deadline = |id: &str| {
        let longer = year.extensions.iter().find(|extension| extension.participant == id);
        longer.map_or(year.deadline, |extension| extension.until)
    };
    let came = |of: &&Return| of.received_on.is_some_and(|day| day <= deadline(&of.participant));
    let names = truth.returns().filter(came).map(|of| of.participant.clone()).collect();
    table.participants(("coverage.on_time", of), &truth.who.with_role(&names, role));
}

fn by_volume(truth: &YearTruth<'_>, last: Option<&YearTruth<'_>>, table: &mut Table) {
    let key = ("coverage.by_volume", Cut::new());
    let Some(last) = last else {
        table.nothing(key, "M", &Names::new());
        return;
    };
    let volumes = super::volume::direct_by_owner(last);
    let had: Vec<_> =
        volumes.iter().filter(|(owner, _)| truth.who.expected.contains(*owner)).collect();
    let names: Names = had.iter().map(|(owner, _)| (*owner).clone()).collect();
    let all: Decimal = had.iter().map(|(_, volume)| **volume).sum();
    let theirs = had.iter().filter(|(owner, _)| reported(truth, owner));
    let theirs: Decimal = theirs.map(|(_, volume)| **volume).sum();
    if all.is_zero() {
        table.nothing(key, "M", &names);
        return;
    }
    let provisional = super::volume::is_provisional(last, &names);
    let status = if provisional { "P" } else { "A" };
    table.value(key.clone(), theirs / all, 6, Rest { status, names: Some(&names) });
    table.rests_on(key, Names::new(), names);
}
