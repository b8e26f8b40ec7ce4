//! The money of the Pact (methodology: Money).

use std::collections::{BTreeMap, BTreeSet};

use demo::InventedPact;
use demo::pact::{Booking, BudgetAccount, ContributionDue, Finance, PactYear};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::YearTruth;
use super::rates::Rates;
use super::table::{Cut, Rest, Table, cut, rounded};
use super::who::Who;

/// An amount in euro at the Bank's rate of a day, rounded to the cent.
pub(super) fn euro(rates: &Rates, amount: Decimal, currency: &str, day: Date) -> Decimal {
    let rate = rates.of_day(currency, day).expect("a booking in a currency the Bank quotes");
    rounded(amount / rate, 2)
}

/// The figures of a year's money.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    let YearTruth { pact, year, rates, who, .. } = truth;
    let money = &year.finance;
    let account = |booking: &Booking| -> &BudgetAccount {
        let known = money.budget.iter().find(|account| account.account == booking.account);
        known.expect("a booking is on an account of the budget")
    };
    let mut of: BTreeMap<(&str, Cut), Decimal> = BTreeMap::new();
    of.insert(("finance.income", Cut::new()), Decimal::ZERO);
    of.insert(("finance.expense", Cut::new()), Decimal::ZERO);
    for booking in &money.ledger {
        let account = account(booking);
        let indicator = if account.is_income { "finance.income" } else { "finance.expense" };
        let amount = euro(rates, booking.amount, &booking.currency, booking.date);
        let activity =
            (!booking.activity.is_empty()).then(|| cut([("activity", &booking.activity)]));
        let cuts = [Cut::new(), by_account(account), by_class(account)];
        for cut in cuts.into_iter().chain(activity) {
            *of.entry((indicator, cut)).or_default() += amount;
        }
    }
    for account in &money.budget {
        let revised = account.revised_amount.unwrap_or(account.amount);
        for cut in [by_account(account), by_class(account)] {
            let booked = if account.is_income { "finance.income" } else { "finance.expense" };
            of.entry((booked, cut.clone())).or_default();
            *of.entry(("finance.budget", cut.clone())).or_default() += account.amount;
            *of.entry(("finance.revised_budget", cut)).or_default() += revised;
        }
    }
    let surplus = of[&("finance.income", Cut::new())] - of[&("finance.expense", Cut::new())];
    of.insert(("finance.opening", Cut::new()), money.opening_balance);
    of.insert(("finance.surplus", Cut::new()), surplus);
    of.insert(("finance.closing", Cut::new()), money.opening_balance + surplus);
    let expense = of[&("finance.expense", Cut::new())];
    for ((indicator, cut), value) in of {
        table.money(indicator, cut, value);
    }
    contributions(pact, year, who, rates, table);
    let general = funds(money, rates, surplus, table);
    super::commitments::figures(year, rates, (general, expense), table);
    super::in_kind::figures(truth, table);
}

/// What each fund opened with, took in, gave out and has left; what is in none is the general one, whose closing is
/// given.
fn funds(money: &Finance, rates: &Rates, surplus: Decimal, table: &mut Table) -> Decimal {
    if money.funds.is_empty() {
        return money.opening_balance + surplus;
    }
    let set_aside: Decimal = money.funds.iter().map(|fund| fund.opening).sum();
    let earmarked =
        money.funds.iter().map(|fund| (fund.id.as_str(), fund.id.as_str(), fund.opening));
    let general = ("general", "", money.opening_balance - set_aside);
    let (mut closings, mut last) = (Decimal::ZERO, Decimal::ZERO);
    for (code, written, opening) in earmarked.chain([general]) {
        let sum = |is_income: bool| -> Decimal {
            let own = money.ledger.iter().filter(|booking| booking.fund == written);
            let of_kind = own.filter(|booking| {
                let account = money.budget.iter().find(|one| one.account == booking.account);
                account.is_some_and(|account| account.is_income == is_income)
            });
            of_kind.map(|one| euro(rates, one.amount, &one.currency, one.date)).sum()
        };
        let (income, expense) = (sum(true), sum(false));
        let of = || cut([("fund", code)]);
        table.money("finance.opening", of(), opening);
        table.money("finance.income", of(), income);
        table.money("finance.expense", of(), expense);
        table.money("finance.closing", of(), opening + income - expense);
        last = opening + income - expense;
        closings += last;
    }
    let closing = table.0[&("finance.closing".to_owned(), Cut::new())].value.clone();
    assert_eq!(closing, Some(super::plain(closings, 2)), "the funds sum to the closing");
    last
}

fn by_account(account: &BudgetAccount) -> Cut {
    cut([("account", &account.account)])
}

fn by_class(account: &BudgetAccount) -> Cut {
    cut([("class", &account.class)])
}

/// A payment of a contribution.
struct Payment<'a> {
    booking: &'a Booking,
    /// Whose contribution it is: the payer's own, but where it paid for another.
    of: &'a str,
    /// The year whose ledger holds it.
    ledger: i16,
    /// The year it is for.
    for_year: i16,
    /// In euro, as booked.
    euro: Decimal,
}

fn payments<'a>(pact: &'a InventedPact, rates: &Rates) -> Vec<Payment<'a>> {
    let mut payments = Vec::new();
    for year in &pact.years {
        for booking in &year.finance.ledger {
            let account =
                year.finance.budget.iter().find(|account| account.account == booking.account);
            if account.is_some_and(|account| account.class == "contribution") {
                let for_year = booking.for_year.unwrap_or(year.year);
                let euro = euro(rates, booking.amount, &booking.currency, booking.date);
                let of = match booking.for_participant.as_str() {
                    "" => &booking.counterparty,
                    other => other,
                };
                payments.push(Payment { booking, of, ledger: year.year, for_year, euro });
            }
        }
    }
    payments
}

/// Contributions of one participant.
struct Account {
    /// `None` where something should be due and no row says what.
    due: Option<Decimal>,
    outstanding: Option<Decimal>,
    overpaid: Option<Decimal>,
    received: Decimal,
    advance: Decimal,
    arrears: Decimal,
    /// Something is due of it, or should be.
    is_expected: bool,
    /// Where something is due in another currency.
    exchange_difference: Option<Decimal>,
}

fn contributions(
    pact: &InventedPact,
    year: &PactYear,
    who: &Who,
    rates: &Rates,
    table: &mut Table,
) {
    let payments = payments(pact, rates);
    let known = |id: &&str| pact.participants.iter().any(|of| of.id == **id);
    let coordinating = who.roles.iter().filter(|(_, roles)| roles.contains("coordinating"));
    let coordinating: BTreeSet<&str> = coordinating.map(|(id, _)| id.as_str()).collect();
    let dues = year.finance.contributions.iter().map(|due| due.participant.as_str());
    // What is paid for the year by whoever owes nothing is voluntary.
    let touching = payments.iter().filter(|of| of.for_year != year.year && of.ledger == year.year);
    let paying = touching.map(|payment| payment.of).filter(known);
    let all: BTreeSet<&str> = coordinating.iter().copied().chain(dues).chain(paying).collect();
    let mut accounts = Vec::new();
    for participant in all {
        let theirs: Vec<&Payment<'_>> =
            payments.iter().filter(|payment| payment.of == participant).collect();
        let due = year.finance.contributions.iter().find(|due| due.participant == participant);
        let mut account = account(year.year, due, &theirs, rates);
        account.is_expected |= coordinating.contains(participant);
        if !account.is_expected {
            account.received = Decimal::ZERO;
        }
        accounts.push((participant, account));
    }
    rows("finance.due", &accounts, |of| of.is_expected.then_some(of.due), table);
    rows("finance.outstanding", &accounts, |of| of.is_expected.then_some(of.outstanding), table);
    rows("finance.overpaid", &accounts, |of| of.is_expected.then_some(of.overpaid), table);
    rows("finance.received", &accounts, |of| Some(Some(of.received)), table);
    rows("finance.advance", &accounts, |of| Some(Some(of.advance)), table);
    rows("finance.arrears", &accounts, |of| Some(Some(of.arrears)), table);
    let exchanged: Vec<Decimal> =
        accounts.iter().filter_map(|(_, of)| of.exchange_difference).collect();
    for (participant, account) in &accounts {
        if let Some(own) = account.exchange_difference {
            let of = cut([("participant", participant)]);
            table.money("finance.exchange_difference", of, own);
        }
    }
    if !exchanged.is_empty() {
        table.money("finance.exchange_difference", Cut::new(), exchanged.iter().sum());
    }
}

/// What is due in one currency is set off in it; the rest is converted at the day it was due. Of one whose
/// contribution is waived a payment is voluntary.
fn account(
    year: i16,
    due: Option<&ContributionDue>,
    theirs: &[&Payment<'_>],
    rates: &Rates,
) -> Account {
    let sum = |of: &dyn Fn(&Payment<'_>) -> bool| -> Decimal {
        theirs.iter().filter(|payment| of(payment)).map(|payment| payment.euro).sum()
    };
    let mut account = Account {
        due: None,
        outstanding: None,
        overpaid: None,
        received: sum(&|of| of.for_year == year),
        advance: sum(&|of| of.ledger == year && of.for_year > year),
        arrears: sum(&|of| of.ledger == year && of.for_year < year),
        is_expected: due.is_some(),
        exchange_difference: None,
    };
    let Some(due) = due else { return account };
    if due.waived.is_some() {
        account.received = Decimal::ZERO;
        [account.due, account.outstanding, account.overpaid] = [Some(Decimal::ZERO); 3];
        return account;
    }
    let same =
        theirs.iter().filter(|of| of.for_year == year && of.booking.currency == due.currency);
    let paid: Decimal = same.map(|of| of.booking.amount).sum();
    let other = sum(&|of| of.for_year == year && of.booking.currency != due.currency);
    let owed = euro(rates, due.due, &due.currency, due.due_on);
    let left = euro(rates, due.due - paid, &due.currency, due.due_on) - other;
    account.due = Some(owed);
    account.outstanding = Some(left.max(Decimal::ZERO));
    account.overpaid = Some((-left).max(Decimal::ZERO));
    account.exchange_difference = (due.currency != "EUR").then_some(account.received - owed + left);
    account
}

/// Of an account what a figure is: nothing, unanswered, or an amount.
type Measure = fn(&Account) -> Option<Option<Decimal>>;

/// The rows of a figure: a participant each, and the total, provisional where one is missing.
fn rows(indicator: &str, accounts: &[(&str, Account)], measure: Measure, table: &mut Table) {
    let mut amounts = Vec::new();
    for (participant, account) in accounts {
        if let Some(amount) = measure(account) {
            put((indicator, cut([("participant", participant)])), amount, "A", table);
            amounts.push(amount);
        }
    }
    if amounts.is_empty() {
        return;
    }
    let known: Vec<Decimal> = amounts.iter().copied().flatten().collect();
    let status = if known.len() < amounts.len() { "P" } else { "A" };
    let total = (!known.is_empty()).then(|| known.iter().sum());
    put((indicator, Cut::new()), total, status, table);
}

fn put(key: (&str, Cut), amount: Option<Decimal>, status: &'static str, table: &mut Table) {
    match amount {
        Some(amount) => table.value(key, amount, 2, Rest { status, names: None }),
        None => table.unanswered(key),
    }
}
