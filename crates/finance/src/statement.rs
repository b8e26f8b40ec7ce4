//! The annual statement.

use std::collections::BTreeMap;

use model::finance::{AccountKind, BookedLine, Books, FundLine, Statement};
use model::{Figure, PactReading, YearReading};

use crate::accounts::accounts;
use crate::booking::book;
use crate::contributions::contributions;
use crate::figures::figures;
use crate::funds::funds;
use crate::too_large::Countable;

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
    /// whichever year it was booked in.
    pub books: &'a BTreeMap<i16, Books>,
}

/// What comes of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// The statement.
    pub statement: Statement,
    /// The `finance.*` figures.
    pub figures: Vec<Figure>,
}

/// Draws up the annual financial statement (§5.2.4; methodology: Money); `None` where `year.toml` has no
/// `[finance]`.
///
/// Every total is a sum of booked cents. An account that is not in the budget gets a line without title
/// and is in no total, since nothing says whether it is income or expense; a line without a rate is not
/// booked. In both cases the statement is incomplete, and the figures concerned have no value. Where a file
/// or a line could not be read nobody knows what it would have changed, so no figure but the opening balance
/// has a value; the same holds for a file whose amounts come to more than can be counted.
pub fn statement(inputs: &Inputs) -> Option<Outcome> {
    let currency = inputs.year.settings.finance.as_ref()?.currency;
    let countable = Countable::of(inputs, currency);
    if countable.all() {
        return drawn_up(inputs);
    }
    let year = countable.of_year(inputs.year);
    let none = BTreeMap::new();
    let books = if countable.ledgers { inputs.books } else { &none };
    drawn_up(&Inputs { year: &year, books, ..*inputs })
}

/// Draws it up from files whose amounts can be summed.
fn drawn_up(inputs: &Inputs) -> Option<Outcome> {
    let year = inputs.year;
    let settings = year.settings.finance.as_ref()?;
    let currency = settings.currency;
    let booked: Vec<BookedLine> =
        year.finance.ledger.iter().map(|line| book(line, currency, &inputs.pact.rates)).collect();
    let last = inputs.last.map(|(_, statement)| statement);
    // What is not known in full is not compared with.
    let comparable = last.filter(|last| last.currency == currency && !last.incomplete);
    let accounts = accounts(&year.finance.budget, &booked, comparable);
    let contributions = contributions(inputs, currency);
    let income = accounts.total(AccountKind::Income);
    let expense = accounts.total(AccountKind::Expense);
    let closing = settings.opening_balance + income - expense;
    let (funds, on_none) =
        funds(&year.finance.funds, settings.opening_balance, &accounts.lines, &booked);
    let fund_movements_known = !on_none && accounts.all_booked(&year.finance);
    if !funds.is_empty() && fund_movements_known {
        let in_funds: i64 = funds.iter().map(FundLine::closing).sum();
        assert_eq!(in_funds, closing, "every booked cent is in one fund (methodology: Money)");
    }
    let statement = Statement {
        year: year.year(),
        currency,
        opening: settings.opening_balance,
        income,
        expense,
        closing,
        bank_closing: settings.bank_closing_balance,
        last_closing: comparable.map(|last| last.closing),
        accounts: accounts.lines.clone(),
        contributions: contributions.parties.iter().map(|party| party.line.clone()).collect(),
        voluntary: contributions.voluntary.clone(),
        booked,
        funds,
        fund_openings_known: !year.finance.incomplete && !year.finance.funds.is_empty(),
        fund_movements_known,
        incomplete: contributions.incomplete || !accounts.all_booked(&year.finance),
        host: settings.host.clone(),
        prepared_by_role: settings.prepared_by_role.clone(),
    };
    let figures = figures(inputs, &statement, &accounts, &contributions);
    Some(Outcome { statement, figures })
}
