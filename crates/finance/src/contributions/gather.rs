//! What each participant owes and paid, before the one is set off against the other.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use model::finance::{
    AccountClass, BookedLine, ContributionDue, ContributionPayment, LedgerLine, PaidBy,
    UnlistedReceipt,
};
use model::{Currency, Identifier, Role};

use crate::booking::book;
use crate::statement::Inputs;

/// Everything said of contributions, by whom it concerns.
pub(super) struct Parties<'a> {
    pub(super) by_id: BTreeMap<Identifier, Gathered<'a>>,
    /// What participants gave on accounts of class `voluntary` and `earmarked`.
    pub(super) voluntary: BTreeMap<Identifier, i64>,
    /// What came in of this year's ledger and fits no one in the register.
    pub(super) unlisted: Vec<UnlistedReceipt>,
}

/// What one participant owes and paid.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    pub(super) coordinating: bool,
    pub(super) dues: Vec<&'a ContributionDue>,
    pub(super) payments: Vec<ContributionPayment>,
    pub(super) received: Vec<BookedLine>,
    /// Sums of what of `received` stands in earlier and in later years' ledgers.
    pub(super) before_and_after: [i64; 2],
    pub(super) advance: Vec<BookedLine>,
    pub(super) arrears: Vec<BookedLine>,
}

/// The years a payment has to do with.
#[derive(Clone, Copy)]
struct Years {
    /// That it is for.
    for_year: i16,
    /// That of the ledger it stands in.
    ledger: i16,
    /// That of the statement.
    statement: i16,
}

impl Gathered<'_> {
    fn take(&mut self, booked: BookedLine, years: Years, paid_by: PaidBy) {
        let line = &booked.line;
        let paid = line.as_paid();
        self.payments.push(ContributionPayment {
            date: line.date,
            for_year: years.for_year,
            ledger_year: years.ledger,
            booked: booked.booked,
            amount: paid.minor,
            currency: paid.currency,
            paid_by,
            place: line.place.clone(),
        });
        match years.for_year.cmp(&years.statement) {
            Ordering::Less => self.arrears.push(booked),
            Ordering::Greater => self.advance.push(booked),
            Ordering::Equal => {
                let amount = booked.booked.unwrap_or(0);
                match years.ledger.cmp(&years.statement) {
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
    /// Goes through the register, the dues, and every ledger.
    pub(super) fn gather(inputs: &Inputs<'a>, currency: Currency) -> Self {
        let mut parties =
            Self { by_id: BTreeMap::new(), voluntary: BTreeMap::new(), unlisted: Vec::new() };
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

    /// Takes a line on an account of contributions or gifts: all of this year's ledger; of others what is a contribution
    /// for this year.
    fn add(&mut self, line: &LedgerLine, ledger_year: i16, inputs: &Inputs, currency: Currency) {
        let statement = inputs.year.year();
        let for_year = line.for_year.unwrap_or(ledger_year);
        let of_this_ledger = ledger_year == statement;
        let Some(class) = class_of(&line.account, ledger_year, inputs) else { return };
        let is_taken = match class {
            AccountClass::Contribution => of_this_ledger || for_year == statement,
            AccountClass::Voluntary | AccountClass::Earmarked => of_this_ledger,
            _ => false,
        };
        if !is_taken {
            return;
        }
        let register = &inputs.pact.register;
        let booked = book(line, currency, &inputs.pact.rates);
        let Some(id) = line.participant(register) else {
            // It can settle no due: nobody in the register owes it.
            if of_this_ledger {
                let (date, place) = (line.date, line.place.clone());
                let booked = booked.booked;
                self.unlisted.push(UnlistedReceipt { date, class, booked, place });
            }
            return;
        };
        if class != AccountClass::Contribution {
            *self.voluntary.entry(id).or_default() += booked.booked.unwrap_or(0);
            return;
        }
        let paid_by = line.paid_by(&id, register);
        self.of(&id).take(booked, Years { for_year, ledger: ledger_year, statement }, paid_by);
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
