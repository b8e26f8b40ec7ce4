//! What was ordered or promised and is not paid yet, one by one, and against what is left of the budget.

use model::document::{Alignment, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountKind, AccountLine, GENERAL_FUND, Statement, code_on_file};
use model::shown_books::ShownBooks;

use super::super::{Content, body, columns, figure_cell};
use super::{account_title, dated, note, of_kind, plain, row, shown, statement_of};
use crate::context::Material;
use crate::format::Nothing;
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// Every commitment: what for, on which account, from which fund, when it is expected to be paid, and its amount. Whom it
/// is with is not told.
pub(crate) fn listed(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let shown = shown(material, statement);
    let funds = !statement.funds.is_empty();
    let mut signs = Signs::default();
    let mut rows = Vec::new();
    for line in &statement.commitments {
        let own = &line.commitment;
        let account = statement.accounts.iter().find(|known| known.account == own.account);
        let account =
            account.map_or_else(|| clean(&own.account), |known| account_title(&shown, known));
        let day = own.expected_on.map(|day| material.words.date(day)).unwrap_or_default();
        let what = clean(&shown.description(&own.description));
        let mut cells = vec![TableCell::text(what), TableCell::text(account)];
        cells
            .extend(funds.then(|| {
                TableCell::text(fund_title(material, statement, &shown, own.fund_code()))
            }));
        cells.push(TableCell::text(day));
        cells.push(match line.amount {
            Some(minor) => plain(minor, statement.currency),
            None => signs.nothing(&material.words, Nothing::NotKnown),
        });
        rows.push(body(cells));
    }
    let mut cells = vec![TableCell::text(material.words.get("total"))];
    cells.resize(if funds { 4 } else { 3 }, TableCell::default());
    cells.push(committed(material, &mut signs, &[], all(material, statement))?);
    rows.push(row(RowKind::Total, cells));
    let mut titles = vec![("what_for", Alignment::Left, 36), ("account", Alignment::Left, 28)];
    titles.extend(funds.then_some(("fund", Alignment::Left, 16)));
    titles.extend([("expected_on", Alignment::Left, 20), ("money", Alignment::Right, 15)]);
    let columns = dated(material, statement, columns(material, &titles));
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}

/// The title of a fund; that of the money in no fund, and [`model::finance::NOT_ON_FILE`] for one that the year does not have.
fn fund_title(
    material: &Material,
    statement: &Statement,
    shown: &ShownBooks,
    code: &str,
) -> String {
    let known = statement.funds.iter().find(|fund| fund.id == code && !fund.title.is_empty());
    match known {
        _ if code == GENERAL_FUND => material.words.get("statement.general_fund"),
        Some(fund) => clean(&shown.fund_title(fund)),
        None => clean(code_on_file(code, statement.funds.iter().map(|fund| fund.id.as_str()))),
    }
}

/// Of each account of expense: what is left of its budget, what of that is committed, and what is free of both. One that
/// the budget does not have as an account of expense is there where something is committed on it, with that alone. What
/// an amount that is not known would be part of is not known.
pub(crate) fn commitments(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let shown = shown(material, statement);
    let currency = statement.currency;
    let mut signs = Signs::default();
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for code in accounts(statement) {
        let known = of_kind(statement, AccountKind::Expense).find(|own| own.account == code);
        let title = known.map_or_else(|| clean(code), |own| account_title(&shown, own));
        let own = committed_on(material, statement, code);
        let cells = match known.map(left_of) {
            Some(left) => {
                let free = own.map(|own| left - own);
                if free.is_some_and(|free| free < 0) && notes.is_empty() {
                    notes.push(note(material.words.get("statement.below_zero")));
                }
                let committed =
                    committed(material, &mut signs, &[(Dimension::Account, code)], own)?;
                [plain(left, currency), committed, or_not_known(material, &mut signs, free)]
            }
            None => {
                let mut nothing = || signs.nothing(&material.words, Nothing::NotApplicable);
                let (left, free) = (nothing(), nothing());
                [left, committed(material, &mut signs, &[(Dimension::Account, code)], own)?, free]
            }
        };
        rows.push(body(std::iter::once(TableCell::text(title)).chain(cells).collect()));
    }
    let sum = all(material, statement);
    let left: i64 = of_kind(statement, AccountKind::Expense).map(left_of).sum();
    rows.push(row(
        RowKind::Total,
        vec![
            TableCell::text(material.words.get("total")),
            plain(left, currency),
            committed(material, &mut signs, &[], sum)?,
            or_not_known(material, &mut signs, sum.map(|sum| left - sum)),
        ],
    ));
    let titles = [
        ("account", Alignment::Left, 34),
        ("unspent", Alignment::Right, 18),
        ("committed", Alignment::Right, 18),
        ("uncommitted", Alignment::Right, 18),
    ];
    let columns = dated(material, statement, columns(material, &titles));
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

/// What is committed, cut as given: the figure of that name; the sign that it is not known.
fn committed(
    material: &Material,
    signs: &mut Signs,
    cut: &[(Dimension, &str)],
    minor: Option<i64>,
) -> Result<TableCell, Trouble> {
    let currency = statement_of(material)?.currency;
    match minor {
        Some(minor) => figure_cell(material, signs, "finance.commitments", cut, minor, currency),
        None => Ok(signs.nothing(&material.words, Nothing::NotKnown)),
    }
}

/// An amount, or the sign that it is not known.
fn or_not_known(material: &Material, signs: &mut Signs, minor: Option<i64>) -> TableCell {
    let currency = material.this.results.statement.as_ref().map(|statement| statement.currency);
    match minor.zip(currency) {
        Some((minor, currency)) => plain(minor, currency),
        None => signs.nothing(&material.words, Nothing::NotKnown),
    }
}

/// The accounts of expense in the budget's order, then others that something is committed on by their code.
fn accounts(statement: &Statement) -> Vec<&str> {
    let committed = statement.commitments.iter().map(|line| line.commitment.account.as_str());
    let known = of_kind(statement, AccountKind::Expense).map(|own| own.account.as_str());
    let mut shown: Vec<&str> = known.collect();
    let mut others: Vec<&str> = committed.filter(|code| !shown.contains(code)).collect();
    others.sort_unstable();
    others.dedup();
    shown.extend(others);
    shown
}

/// The sum of all commitments; `None` where a row is missing or has no rate.
fn all(material: &Material, statement: &Statement) -> Option<i64> {
    let is_whole = !material.this.reading.finance.commitments_incomplete;
    let amounts = statement.commitments.iter().map(|line| line.amount);
    amounts.sum::<Option<i64>>().filter(|_| is_whole)
}

/// What is committed on an account; `None` where one of its rows has no rate, or a row is missing, whose account nobody
/// knows.
fn committed_on(material: &Material, statement: &Statement, account: &str) -> Option<i64> {
    let is_whole = !material.this.reading.finance.commitments_incomplete;
    let own = statement.commitments.iter().filter(|line| line.commitment.account == account);
    own.map(|line| line.amount).sum::<Option<i64>>().filter(|_| is_whole)
}

/// What is left of the budget in force; below zero where more was spent.
fn left_of(account: &AccountLine) -> i64 {
    account.revised_budget - account.actual
}
