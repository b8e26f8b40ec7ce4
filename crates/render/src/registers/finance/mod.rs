//! Tables of the annual financial summary (§5.2.4). Amounts in full, in the accounts' currency.

mod budget;
mod commitments;
mod contributions;
mod funds;
mod in_kind;
mod ledger;
mod payments;
mod received;
mod spending;
mod statement;
mod years;

use model::document::{Column, Inline, Row, RowKind, TableCell};
use model::finance::{AccountClass, AccountKind, AccountLine, Statement};
use model::shown_books::ShownBooks;
use model::{Currency, Money};

use super::{Maker, amount};
use crate::context::Material;
use crate::format::amount_in_full;
use crate::store::clean;
use crate::trouble::Trouble;

pub(crate) use contributions::has_beside;

/// The tables by name.
pub(super) const REGISTERS: &[(&str, Maker)] = &[
    ("statement", statement::statement),
    ("budget_classes", budget::classes),
    ("budget", budget::accounts),
    ("expense_by_nature", spending::by_nature),
    ("activities", spending::activities),
    ("years", years::years),
    ("contributions", contributions::contributions),
    ("contributions_beside", contributions::beside),
    ("contributions_booked", received::booked),
    ("payments", payments::payments),
    ("voluntary", payments::voluntary),
    ("unlisted", payments::unlisted),
    ("funds", funds::funds),
    ("in_kind", in_kind::in_kind),
    ("commitments", commitments::commitments),
    ("commitments_listed", commitments::listed),
    ("ledger_files", ledger::files),
];

fn statement_of(material: &Material) -> Result<&Statement, Trouble> {
    let help = "Put it between `{% if finance %}` and `{% endif %}`.";
    let missing =
        || Trouble::new("there is no financial statement: `year.toml` has no `[finance]`", help);
    material.this.results.statement.as_ref().ok_or_else(missing)
}

/// Last year's statement, where amounts can be laid beside it: it is complete and in the same currency, and this one is
/// not interim, of which a whole year would be no measure.
pub(crate) fn last_statement(material: &Material) -> Option<&Statement> {
    let this = material.this.results.statement.as_ref()?;
    let last = material.last.as_ref()?.results.statement.as_ref()?;
    (this.as_of.is_none() && this.last_closing.is_some()).then_some(last)
}

/// Whether an account has a budget that was revised.
fn is_revised(statement: &Statement) -> bool {
    statement.accounts.iter().any(|account| account.budget != account.revised_budget)
}

/// The accounts of a kind that the budget has.
fn of_kind(statement: &Statement, kind: AccountKind) -> impl Iterator<Item = &AccountLine> {
    statement.accounts.iter().filter(move |own| own.in_budget() && own.kind == kind)
}

/// The classes of a kind that a statement has accounts of.
fn classes_of(statement: &Statement, kind: AccountKind) -> Vec<AccountClass> {
    let has = |class: &AccountClass| of_kind(statement, kind).any(|own| own.class == *class);
    AccountClass::ALL.iter().copied().filter(has).collect()
}

/// What was booked on the accounts of a class.
fn actual_of(statement: &Statement, kind: AccountKind, class: AccountClass) -> i64 {
    of_kind(statement, kind).filter(|own| own.class == class).map(|own| own.actual).sum()
}

/// The indicator of what was booked on accounts of a kind.
fn indicator_of(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Income => "finance.income",
        AccountKind::Expense => "finance.expense",
    }
}

/// The words of the books as they are shown.
pub(crate) fn shown<'a>(material: &'a Material, statement: &'a Statement) -> ShownBooks<'a> {
    ShownBooks::new(statement, &material.register)
}

/// Number and title of an account; once where the budget gives no title of its own.
pub(crate) fn account_title(shown: &ShownBooks, account: &AccountLine) -> String {
    if account.title == account.account {
        return clean(&account.account);
    }
    clean(&format!("{} {}", account.account, shown.account_title(account)))
}

/// An amount in minor units, in full, with its currency.
fn with_currency(minor: i64, currency: Currency) -> String {
    amount_in_full(Money { currency, minor }.to_decimal(), currency, true)
}

/// A cell of an amount that is no figure of its own.
fn plain(minor: i64, currency: Currency) -> TableCell {
    TableCell::text(amount(minor, currency))
}

fn note(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

fn row(kind: RowKind, cells: Vec<TableCell>) -> Row {
    Row { kind, cells }
}

/// Titles of columns that name year and currency: `{year}`, `{last_year}`, `{next_year}`, `{currency}`.
fn dated(material: &Material, statement: &Statement, mut columns: Vec<Column>) -> Vec<Column> {
    let year = statement.year.to_string();
    let last = (statement.year - 1).to_string();
    let last = material.last.as_ref().map_or(last, |last| last.reading.year().to_string());
    let values = [
        ("year", year.as_str()),
        ("last_year", last.as_str()),
        ("next_year", &(i32::from(statement.year) + 1).to_string()),
        ("currency", statement.currency.code()),
    ];
    for column in &mut columns {
        column.title = crate::words::fill(&column.title, &values);
    }
    columns
}
