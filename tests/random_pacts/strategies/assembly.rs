//! Puts what was drawn together to a pact that its forms can hold.

use std::collections::BTreeSet;

use demo::InventedPact;
use demo::pact::{
    Activity, Booking, BudgetAccount, Commitment, ContributionDue, Exemption, Extension, Finance,
    Fund, NotedInKind, PactYear, Participant, Practice,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::Decimal;
use proptest::sample::Index;

use super::RawPact;
use super::money::{ACCOUNTS, ACTIVITIES, FUNDS, RawCommitment, RawMoney};
use super::organisation::{RawParticipant, RawYear};
use super::questions::{asked, outputs};
use super::returned::{given, picked, returned};

pub(super) fn day(from: Date, days: i32) -> Date {
    from.checked_add(i64::from(days).days()).expect("a day of our times")
}

/// The day so many thousandths into a period.
pub(super) fn day_at((start, end): (Date, Date), thousandths: i64) -> Date {
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
        year.finance.in_kind = noted(&self.money[back], &year, participants);
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

fn finance(raw: &RawMoney, year: &PactYear, all: &[Participant]) -> Finance {
    let period = (year.period_start, year.period_end);
    let booked = raw.ledger.iter().map(|booking| booking.account);
    let ordered = raw.commitments.iter().map(|commitment| commitment.account);
    let booked: BTreeSet<usize> = booked.chain(ordered).collect();
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
            next_year_amount: None,
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
            activity: booking.activity.map_or(String::new(), |at| ACTIVITIES[at].to_owned()),
            fund: fund(raw, booking.fund),
            for_year: booking.for_year.filter(|_| of_contribution).map(|years| year.year + years),
            for_participant: booking
                .for_participant
                .filter(|_| of_contribution && !all.is_empty())
                .map_or_else(String::new, |index| picked(&index, all)),
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
    let funds = FUNDS.iter().zip(&raw.funds).map(|(id, opening)| Fund {
        id: (*id).to_owned(),
        title: format!("Fund {id}"),
        purpose: String::new(),
        opening: *opening,
    });
    Finance {
        opening_balance: raw.opening,
        bank_closing_balance: raw.opening,
        hour_rate: Decimal::from(60),
        budget,
        ledger: ledger.collect(),
        contributions,
        funds: funds.collect(),
        activities: ACTIVITIES.map(activity).into(),
        commitments: raw.commitments.iter().map(|of| commitment(raw, of, year)).collect(),
        in_kind: Vec::new(),
    }
}

/// The id of a fund that there is; blank: the general one.
fn fund(raw: &RawMoney, which: Option<Index>) -> String {
    let which = which.filter(|_| !raw.funds.is_empty());
    which.map_or_else(String::new, |at| FUNDS[at.index(raw.funds.len())].to_owned())
}

fn activity(id: &str) -> Activity {
    let (id, title) = (id.to_owned(), format!("Activity {id}"));
    Activity { id, title, working_group: String::new() }
}

fn commitment(raw: &RawMoney, of: &RawCommitment, year: &PactYear) -> Commitment {
    Commitment {
        account: ACCOUNTS[of.account].0.to_owned(),
        fund: fund(raw, of.fund),
        counterparty: "Kaasbord (invented)".to_owned(),
        description: "Ordered".to_owned(),
        amount: of.amount,
        currency: of.currency.to_owned(),
        committed_on: Some(day(year.period_end, -9)),
        expected_on: Some(day(year.period_end, 40)),
    }
}

/// What the office wrote down in kind: some of it is in a return too.
fn noted(raw: &RawMoney, year: &PactYear, all: &[Participant]) -> Vec<NotedInKind> {
    let returned = year.returns.iter().flat_map(|of| of.in_kind.iter().map(move |one| (of, one)));
    let returned: Vec<_> = returned.collect();
    let lines = raw.in_kind.iter().filter(|_| !all.is_empty()).map(|noted| {
        let same = noted.copied.filter(|_| !returned.is_empty());
        match same.map(|index| returned[index.index(returned.len())]) {
            Some((of, given)) => NotedInKind {
                participant: of.participant.clone(),
                given: given.clone(),
                currency: of.organisation.currency.clone(),
            },
            None => NotedInKind {
                participant: picked(&noted.participant, all),
                given: given(noted.given),
                currency: noted.currency.map(str::to_owned),
            },
        }
    });
    // An amount without a currency is no line; amounts are drawn in cents, which some currencies do not have.
    let has_cents = |currency: &str| !matches!(currency, "JPY" | "ISK" | "PYG");
    lines
        .filter(|one| one.given.amount.is_none() || one.currency.as_deref().is_some_and(has_cents))
        .collect()
}
