//! Contributions due and received (§5.3.1), by participant.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use model::finance::{AccountClass, BookedLine, ContributionDue, ContributionLine, LedgerLine};
use model::{Currency, Identifier, Period, Register, Role};

use crate::booking::{book, converted, rate};
use crate::statement::Inputs;

/// What is due, what came, and the cells both came from.
pub(crate) struct Contributions<'a> {
    /// A line for each coordinating participant in force, each other one with a row in
    /// `contributions.csv`, and each other one that paid.
    pub parties: Vec<Party<'a>>,
    /// Voluntary contributions: counterparty and sum, by name.
    pub voluntary: Vec<(String, i64)>,
    /// An amount that is due or was received has no rate.
    pub incomplete: bool,
}

/// Contributions of one participant.
pub(crate) struct Party<'a> {
    /// As the statement shows it.
    pub line: ContributionLine,
    /// Whether a contribution is expected of it: it is coordinating, or a row says so.
    pub expected: bool,
    /// Whether payments could be set off against what is due; else `outstanding` and `overpaid` are not
    /// to be relied on.
    pub settled: bool,
    /// Rows of `contributions.csv`.
    pub dues: Vec<&'a ContributionDue>,
    /// Payments for this year, as booked.
    pub received: Vec<BookedLine>,
    /// This year's payments for a later year, as booked.
    pub advance: Vec<BookedLine>,
    /// This year's payments for an earlier year, as booked.
    pub arrears: Vec<BookedLine>,
    /// What exchange rates between due date and payment made: received − due + outstanding − overpaid.
    /// `None` where nothing is due in another currency.
    pub exchange_difference: Option<i64>,
}

/// Draws up the contributions of the year.
pub(crate) fn contributions<'a>(inputs: &Inputs<'a>, currency: Currency) -> Contributions<'a> {
    let parties = Parties::gather(inputs, currency);
    let mut all = Contributions { parties: Vec::new(), voluntary: Vec::new(), incomplete: false };
    let mut voluntary = parties.voluntary;
    for (id, party) in parties.by_id {
        let unbooked = |lines: &[BookedLine]| lines.iter().any(|line| line.booked.is_none());
        all.incomplete |=
            unbooked(&party.received) || unbooked(&party.advance) || unbooked(&party.arrears);
        let period = inputs.year.settings.period;
        let settled = party.settle(&id, currency, &period, inputs);
        all.incomplete |=
            settled.expected && !settled.dues.is_empty() && settled.line.due.is_none();
        if settled.line.waived {
            // Nothing is owed, so what was paid was given freely.
            let paid = sum(&settled.received);
            if paid != 0 {
                *voluntary.entry(id.to_string()).or_default() += paid;
            }
        }
        all.parties.push(settled);
    }
    all.voluntary = voluntary.into_iter().collect();
    all
}

/// What each participant owes and paid, before it is set off.
struct Parties<'a> {
    by_id: BTreeMap<Identifier, Gathered<'a>>,
    voluntary: BTreeMap<String, i64>,
}

#[derive(Default)]
struct Gathered<'a> {
    coordinating: bool,
    dues: Vec<&'a ContributionDue>,
    received: Vec<BookedLine>,
    /// Sums of what of `received` stands in earlier and in later years' ledgers.
    before_and_after: [i64; 2],
    advance: Vec<BookedLine>,
    arrears: Vec<BookedLine>,
}

impl Gathered<'_> {
    /// Takes a payment by the year it is for, as seen from `year`; it stands in the ledger of `ledger_year`.
    fn take(&mut self, booked: BookedLine, for_year: i16, ledger_year: i16, year: i16) {
        match for_year.cmp(&year) {
            Ordering::Less => self.arrears.push(booked),
            Ordering::Greater => self.advance.push(booked),
            Ordering::Equal => {
                let amount = booked.booked.unwrap_or(0);
                match ledger_year.cmp(&year) {
                    Ordering::Less => self.before_and_after[0] += amount,
                    Ordering::Greater => self.before_and_after[1] += amount,
                    Ordering::Equal => {}
                }
                self.received.push(booked);
            }
        }
    }
}

impl<'a> Parties<'a> {
    fn gather(inputs: &Inputs<'a>, currency: Currency) -> Self {
        let mut parties = Self { by_id: BTreeMap::new(), voluntary: BTreeMap::new() };
        let (register, year) = (&inputs.pact.register, inputs.year);
        let period = year.settings.period;
        for participant in register.all_in_force(&period) {
            if participant.has_role(Role::Coordinating, period.end) {
                parties.of(&participant.id).coordinating = true;
            }
        }
        for due in &year.finance.contributions {
            parties.of(&due.participant).dues.push(due);
        }
        for (ledger_year, books) in inputs.books {
            for line in &books.ledger {
                parties.add(line, *ledger_year, inputs, currency);
            }
        }
        parties
    }

    fn of(&mut self, id: &Identifier) -> &mut Gathered<'a> {
        self.by_id.entry(id.clone()).or_default()
    }

    fn add(&mut self, line: &LedgerLine, ledger_year: i16, inputs: &Inputs, currency: Currency) {
        let year = inputs.year.year();
        let for_year = line.for_year.unwrap_or(ledger_year);
        let this_ledger = ledger_year == year;
        let class = class_of(&line.account, ledger_year, inputs);
        let booked = || book(line, currency, &inputs.pact.rates);
        match class {
            Some(AccountClass::Contribution) if for_year == year || this_ledger => {
                let Some(id) = counterparty(&line.counterparty, &inputs.pact.register) else {
                    // It can settle no due: nobody in the register owes it.
                    if this_ledger {
                        self.give(&line.counterparty, &booked());
                    }
                    return;
                };
                self.of(&id).take(booked(), for_year, ledger_year, year);
            }
            Some(AccountClass::Voluntary) if this_ledger => {
                let id = counterparty(&line.counterparty, &inputs.pact.register);
                let name = id.map_or_else(|| line.counterparty.clone(), |id| id.to_string());
                self.give(&name, &booked());
            }
            _ => {}
        }
    }

    fn give(&mut self, name: &str, booked: &BookedLine) {
        *self.voluntary.entry(name.trim().to_owned()).or_default() += booked.booked.unwrap_or(0);
    }
}

/// The class of an account in the year of a ledger: by that year's own budget; where that year has none, by this
/// year's, else by last year's.
fn class_of(account: &str, ledger_year: i16, inputs: &Inputs) -> Option<AccountClass> {
    let this = inputs.year.year();
    let budgets = [ledger_year, this, this - 1].map(|year| Some(&inputs.books.get(&year)?.classes));
    let [own, others @ ..] = budgets.map(|classes| classes.filter(|classes| !classes.is_empty()));
    match own {
        Some(own) => own.get(account).copied(),
        None => others.into_iter().flatten().find_map(|classes| classes.get(account).copied()),
    }
}

/// The participant a ledger line names: by its id, or by its name as the register has it.
fn counterparty(text: &str, register: &Register) -> Option<Identifier> {
    let text = text.trim();
    if let Some(id) = Identifier::parse(text).filter(|id| register.knows(id.as_str())) {
        return Some(id);
    }
    let same = |name: &str| name.trim().to_lowercase() == text.to_lowercase();
    let mut rows = register.rows.iter();
    rows.find(|row| same(&row.name)).map(|row| row.id.clone())
}

impl<'a> Gathered<'a> {
    fn settle(
        mut self,
        id: &Identifier,
        currency: Currency,
        period: &Period,
        inputs: &Inputs,
    ) -> Party<'a> {
        // Oldest first, those without a date last.
        self.dues.sort_by_key(|due| (due.due_on.is_none(), due.due_on));
        let owed: Vec<&ContributionDue> = self.dues.iter().copied().filter(|d| !d.waived).collect();
        let waived = owed.is_empty() && !self.dues.is_empty();
        let received = if waived { 0 } else { sum(&self.received) };
        let [before, after] = if waived { [0, 0] } else { self.before_and_after };
        let due = match (waived, owed.is_empty()) {
            (true, _) => Some(0),
            (false, true) => None,
            (false, false) => total_due(&owed, currency, period.end, inputs),
        };
        let paid: &[BookedLine] = if waived { &[] } else { &self.received };
        let left = due.and_then(|_| settle(&owed, paid, currency, period.end, inputs));
        let foreign = owed.iter().any(|due| due.currency != currency);
        let mut received_on: Vec<Date> = self.received.iter().map(|b| b.line.date).collect();
        received_on.sort();
        received_on.dedup();
        let difference = left.unwrap_or(0);
        Party {
            line: ContributionLine {
                participant: id.clone(),
                due,
                due_on: owed.iter().find_map(|due| due.due_on),
                waived,
                received,
                received_before: before,
                received_after: after,
                received_for_earlier: sum(&self.arrears),
                received_on,
                outstanding: difference.max(0),
                overpaid: (-difference).max(0),
                advance: sum(&self.advance),
            },
            expected: self.coordinating || !self.dues.is_empty(),
            settled: left.is_some(),
            exchange_difference: left
                .zip(due)
                .filter(|_| foreign)
                .map(|(left, due)| received - due + left),
            dues: self.dues,
            received: self.received,
            advance: self.advance,
            arrears: self.arrears,
        }
    }
}

/// What is due, in the accounts' currency; `None` where an amount has no rate.
fn total_due(
    owed: &[&ContributionDue],
    currency: Currency,
    last_day: Date,
    inputs: &Inputs,
) -> Option<i64> {
    let amounts = owed.iter().map(|due| at_due_date(due, due.due, currency, last_day, inputs));
    amounts.sum()
}

/// A part of what is due in the accounts' currency, at the rate of the due date (of the period's last day
/// where none is set).
fn at_due_date(
    due: &ContributionDue,
    minor: i64,
    currency: Currency,
    last_day: Date,
    inputs: &Inputs,
) -> Option<i64> {
    if due.currency == currency {
        return Some(minor);
    }
    let day = due.due_on.unwrap_or(last_day);
    let rate = rate(due.currency, currency, day, &inputs.pact.rates)?;
    converted(minor, due.currency, currency, rate)
}

/// What is left to pay in the accounts' currency, below zero what was paid too much; `None` where an
/// amount has no rate.
///
/// Payments in the currency of a due are set off in it, the oldest due first; what is left of a due, or was paid
/// beyond the last, is converted at its due date. Payments in a currency nothing is due in count as booked.
fn settle(
    owed: &[&ContributionDue],
    paid: &[BookedLine],
    currency: Currency,
    last_day: Date,
    inputs: &Inputs,
) -> Option<i64> {
    let mut currencies: Vec<Currency> = owed.iter().map(|due| due.currency).collect();
    currencies.extend(paid.iter().map(|booked| booked.line.currency));
    currencies.sort();
    currencies.dedup();
    let mut left = 0;
    for own in currencies {
        let dues: Vec<_> = owed.iter().filter(|due| due.currency == own).collect();
        let lines = paid.iter().filter(|booked| booked.line.currency == own);
        let Some((last, earlier)) = dues.split_last() else {
            for line in lines {
                left -= line.booked?;
            }
            continue;
        };
        let mut available: i64 = lines.map(|line| line.line.amount).sum();
        for due in earlier {
            let set_off = available.clamp(0, due.due.max(0));
            available -= set_off;
            left += at_due_date(due, due.due - set_off, currency, last_day, inputs)?;
        }
        left += at_due_date(last, last.due - available, currency, last_day, inputs)?;
    }
    Some(left)
}

fn sum(lines: &[BookedLine]) -> i64 {
    lines.iter().filter_map(|line| line.booked).sum()
}
