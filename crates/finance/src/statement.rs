//! The annual statement.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use model::finance::{
    AccountKind, ActivityLine, BookedLine, Books, FundLine, Statement, YearOfAccounts,
};
use model::{Figure, PactReading, YearReading};

use crate::accounts::{Kinds, accounts};
use crate::activities::activities;
use crate::booking::book;
use crate::commitments::{commitments, reserve_months};
use crate::contributions::contributions;
use crate::figures::figures;
use crate::funds::funds;
use crate::interim::{books_up_to, year_up_to};
use crate::too_large::Countable;
use crate::years;

/// What the statement of a year is made from.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The register and the Bank's rates.
    pub pact: &'a PactReading,
    /// The year.
    pub year: &'a YearReading,
    /// The year before and its statement; `None` in a first year.
    pub last: Option<(&'a YearReading, &'a Statement)>,
    /// Every year's books in the workspace, this one's included: a contribution counts for the year it is for,
    /// whichever year it was booked in, and the statement stands among those of the years before it.
    pub books: &'a BTreeMap<i16, Books>,
    /// A day of the period, for an interim statement: nothing that any ledger has of later days is in it. `None` for
    /// the statement of the year.
    pub as_of: Option<Date>,
}

/// What comes of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// The statement.
    pub statement: Statement,
    /// The `finance.*` figures.
    pub figures: Vec<Figure>,
}

/// Draws up the annual financial statement (§5.2.4; methodology: Money), or an interim one; `None` where `year.toml` has
/// no `[finance]`.
///
/// An account that the budget does not have is shown and is in no total, since nothing says whether it is income or
/// expense; a line without a rate is not booked. In both cases the statement is incomplete, and the figures concerned
/// have no value. Where a file or a line could not be read nobody knows what it would have changed, so no figure but the
/// opening balance has a value; the same holds for a file whose amounts come to more than can be counted.
pub fn statement(inputs: &Inputs) -> Option<Outcome> {
    let currency = inputs.year.settings.finance.as_ref()?.currency;
    let countable = Countable::of(inputs, currency);
    let none = BTreeMap::new();
    let year = (!countable.all()).then(|| countable.of_year(inputs.year));
    let year = year.as_ref().unwrap_or(inputs.year);
    let books = if countable.ledgers { inputs.books } else { &none };
    let earlier = years::earlier(books, year.year(), currency, &inputs.pact.rates);
    let Some(day) = inputs.as_of else {
        return drawn_up(&Inputs { year, books, ..*inputs }, earlier);
    };
    let (year, books) = (year_up_to(year, day), books_up_to(books, day));
    drawn_up(&Inputs { year: &year, books: &books, ..*inputs }, earlier)
}

/// Draws it up from files whose amounts can be summed and of which every line counts.
fn drawn_up(inputs: &Inputs, earlier: Vec<YearOfAccounts>) -> Option<Outcome> {
    let (year, rates) = (inputs.year, &inputs.pact.rates);
    let (finance, settings) = (&year.finance, year.settings.finance.as_ref()?);
    let (currency, opening) = (settings.currency, settings.opening_balance);
    let period = year.settings.period;
    let last_day = inputs.as_of.unwrap_or(period.end);
    let booked: Vec<BookedLine> =
        finance.ledger.iter().map(|line| book(line, currency, rates)).collect();
    let last = inputs.last.map(|(_, statement)| statement);
    // What is not known in full is not compared with.
    let comparable = last.filter(|last| last.currency == currency && !last.incomplete);
    let accounts = accounts(&finance.budget, &booked, comparable);
    let all_booked = accounts.all_booked(finance);
    let contributions = contributions(inputs, currency, last_day);
    let kinds = Kinds::new(&accounts.lines);
    let activities = activities(&finance.activities, &booked, &kinds);
    let (funds, on_none) = funds(&finance.funds, opening, &booked, &kinds);
    let income = accounts.total(AccountKind::Income);
    let expense = accounts.total(AccountKind::Expense);
    let interim = inputs.as_of.is_some();
    let mut statement = Statement {
        year: year.year(),
        currency,
        opening,
        income,
        expense,
        closing: opening + income - expense,
        bank_closing: settings.bank_closing_balance,
        last_closing: comparable.map(|last| last.closing),
        accounts: accounts.lines.clone(),
        contributions: contributions.parties.iter().map(|party| party.line.clone()).collect(),
        voluntary: contributions.voluntary.clone(),
        unlisted: contributions.unlisted.clone(),
        booked,
        activities,
        commitments: commitments(finance, currency, last_day, interim, rates),
        years: earlier,
        reserve_months: None,
        as_of: inputs.as_of,
        last_day,
        funds,
        fund_openings_known: !finance.incomplete && !finance.funds.is_empty(),
        fund_movements_known: !on_none && all_booked,
        incomplete: contributions.incomplete || !all_booked,
        rows_missing: finance.incomplete,
        totals_known: all_booked,
        doubtful_years: doubtful_years(inputs),
        host: settings.host.clone(),
        prepared_by_role: settings.prepared_by_role.clone(),
        publish_descriptions: settings.publish_descriptions,
    };
    statement.years.push(years::of_statement(&statement));
    statement.reserve_months = reserve_months(&statement, period.start, finance, all_booked);
    assert_cuts(&statement);
    let figures = figures(inputs, &statement, &accounts, &contributions);
    Some(Outcome { statement, figures })
}

/// The other years on file whose books are incomplete, so that a payment for this one may be missing from them. A later
/// year without a booking has not begun; nothing an interim statement knows of stands in a later one.
fn doubtful_years(inputs: &Inputs) -> Vec<i16> {
    let this = inputs.year.year();
    let may_hold = |year: i16, books: &Books| match year.cmp(&this) {
        Ordering::Less => true,
        Ordering::Equal => false,
        Ordering::Greater => inputs.as_of.is_none() && !books.ledger.is_empty(),
    };
    let in_doubt = |(year, books): (&i16, &Books)| {
        let doubt = books.incomplete && books.opening.is_some() && may_hold(*year, books);
        doubt.then_some(*year)
    };
    inputs.books.iter().filter_map(in_doubt).collect()
}

/// Every way of cutting the ledger comes to the same totals: by fund, by activity, and by nature (methodology: Money).
fn assert_cuts(statement: &Statement) {
    let totals = (statement.income, statement.expense);
    if !statement.funds.is_empty() && statement.fund_movements_known {
        let in_funds: i64 = statement.funds.iter().map(FundLine::closing).sum();
        assert_eq!(in_funds, statement.closing, "every booked cent is in one fund");
    }
    if !statement.activities.is_empty() {
        let of = |amount: fn(&ActivityLine) -> i64| statement.activities.iter().map(amount).sum();
        let by_activity: (i64, i64) = (of(|line| line.income), of(|line| line.expense));
        assert_eq!(by_activity, totals, "every booked cent is on one activity, or on none");
    }
    if let Some(own) = statement.years.last() {
        assert_eq!((own.income(), own.expense()), totals, "every booked cent is of one nature");
    }
}
