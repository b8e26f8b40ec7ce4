//! What returns and the office say of what was given: contributions as their payers remember them, and help in kind
//! that the office wrote down.

use std::collections::BTreeMap;

use model::Decimal;
use model::participant::Role;

use super::draw::Draw;
use super::governance::working_groups;
use super::money::{CONTRIBUTIONS, VOLUNTARY};
use super::profile::Profile;
use super::size::Size;
use super::year::in_force;
use crate::pact::{Booking, ContributionPaid, InKind, NotedInKind, PactYear};
use crate::questionnaire::asks_contribution;

/// What helps in kind without a return that says so: hours, or a value in euro.
const NOTED: [(&str, Option<i64>, Option<i64>); 4] = [
    ("Took the minutes of the working group", Some(12), None),
    ("Room for a day of the working group", None, Some(640)),
    ("Tried out a criteria set on a tender of its own", Some(35), None),
    ("An expert for two days", Some(16), None),
];

/// Lets the returns of a year say what was paid, as the ledger has it. One in ten leaves it blank, and so does whoever
/// paid in two currencies or through another body.
pub(super) fn remember_payments(size: &Size, year: &mut PactYear, profiles: &[Profile]) {
    if !asks_contribution(year.year) {
        return;
    }
    let is_paid = |line: &&Booking| {
        [CONTRIBUTIONS, VOLUNTARY].contains(&line.account.as_str())
            && line.for_participant.is_empty()
    };
    let mut paid: BTreeMap<&str, Vec<&Booking>> = BTreeMap::new();
    for line in year.finance.ledger.iter().filter(is_paid) {
        paid.entry(&line.counterparty).or_default().push(line);
    }
    for own in year.returns.iter_mut().filter(|own| own.form) {
        let Some(lines) = paid.get(own.participant.as_str()) else { continue };
        let Some(profile) = profiles.iter().find(|one| one.id() == own.participant) else {
            continue;
        };
        let draw = &mut profile.draw(size.seed, year.year, "contribution paid");
        let currency = &lines[0].currency;
        if draw.chance(0.1) || lines.iter().any(|line| line.currency != *currency) {
            continue;
        }
        let last = lines.iter().map(|line| line.date).max();
        own.contribution = Some(ContributionPaid {
            paid: lines.iter().map(|line| line.amount).sum(),
            currency: currency.clone(),
            paid_on: last.and_then(|day| draw.blank(profile.blanks, day)),
        });
    }
}

/// What the office wrote down in kind: some of it stands in a return too, and is the same line; some of it is of
/// coordinating participants whose return does not say it.
pub(super) fn noted(size: &Size, year: &PactYear, profiles: &[Profile]) -> Vec<NotedInKind> {
    let draw = &mut Draw::of(size.seed, 0, year.year, "noted in kind");
    let returned = year.returns.iter().filter(|own| own.form).filter_map(|own| {
        let given = own.in_kind.first()?;
        Some(NotedInKind {
            participant: own.participant.clone(),
            given: given.clone(),
            currency: given.amount.and(own.organisation.currency.clone()),
        })
    });
    let mut noted: Vec<NotedInKind> = returned.filter(|_| draw.chance(0.2)).collect();
    let groups = working_groups(year.year);
    let coordinating =
        in_force(profiles, year.year).filter(|one| one.has(Role::Coordinating, year.year));
    for profile in coordinating {
        let own = &mut profile.draw(size.seed, year.year, "noted in kind");
        let (description, hours, amount) = *own.pick(&NOTED);
        if own.chance(0.2) && !groups.is_empty() {
            noted.push(NotedInKind {
                participant: profile.id().to_owned(),
                given: InKind {
                    hours: hours.map(Decimal::from),
                    amount: amount.map(Decimal::from),
                    working_group: Some((*own.pick(&groups)).to_owned()),
                    description: description.to_owned(),
                },
                currency: amount.map(|_| "EUR".to_owned()),
            });
        }
    }
    noted
}
