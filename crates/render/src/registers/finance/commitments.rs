//! What was ordered or promised and is not paid yet, one by one, and against what is left of the budget.

use model::document::{Alignment, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountKind, AccountLine, GENERAL_FUND, Statement};
use model::shown_books::ShownBooks;

use super::super::{Content, body, columns, figure_cell};
use super::{account_title, dated, note, of_kind, plain, row, statement_of};
use crate::context::Material;
use crate::format::Nothing;
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// Every commitment: what for, on which account, from which fund, when it is expected to be paid, and its amount. Whom it
/// is with is not told.
pub(crate) fn listed(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let shown = ShownBooks::new(statement, &material.register);
    let funds = !statement.funds.is_empty();
    let mut signs = Signs::default();
    let mut rows = Vec::new();
    for line in &statement.commitments {
        let own = &line.commitment;
        let account = statement.accounts.iter().find(|known| known.account == own.account);
        let account = account.map_or_else(|| clean(&own.account), account_title);
        let day = own.expected_on.map(|day| material.words.date(day)).unwrap_or_default();
        let what = clean(shown.description(own.description.trim()).trim());
        let mut cells = vec![TableCell::text(what), TableCell::text(account)];
        cells.extend(
            funds.then(|| TableCell::text(fund_title(material, statement, own.fund_code()))),
        );
        cells.push(TableCell::text(day));
        cells.push(match line.amount {
            Some(minor) => plain(minor, statement.currency),
            None => signs.nothing(&material.words, Nothing::NotApplicable),
        });
        rows.push(body(cells));
    }
    let mut cells = vec![TableCell::text(material.words.get("total"))];
    cells.resize(if funds { 4 } else { 3 }, TableCell::default());
    if let Some(sum) = all(statement) {
        let currency = statement.currency;
        cells.push(figure_cell(material, &mut signs, "finance.commitments", &[], sum, currency)?);
        rows.push(row(RowKind::Total, cells));
    }
    let mut titles = vec![("what_for", Alignment::Left, 36), ("account", Alignment::Left, 28)];
    titles.extend(funds.then_some(("fund", Alignment::Left, 16)));
    titles.extend([("expected_on", Alignment::Left, 20), ("money", Alignment::Right, 15)]);
    let columns = dated(material, statement, columns(material, &titles));
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}

/// The title of a fund; that of the money in no fund, and the code of one that is not on file.
fn fund_title(material: &Material, statement: &Statement, code: &str) -> String {
    let known = statement.funds.iter().find(|fund| fund.id == code && !fund.title.is_empty());
    match known {
        _ if code == GENERAL_FUND => material.words.get("statement.general_fund"),
        Some(fund) => clean(&fund.title),
        None => clean(code),
    }
}

/// Of each account of expense: what is left of its budget, what of that is committed, and what is free of both. One that
/// the budget does not have as an account of expense is there where something is committed on it, with that alone.
pub(crate) fn commitments(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let currency = statement.currency;
    let mut signs = Signs::default();
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for code in accounts(statement) {
        let known = of_kind(statement, AccountKind::Expense).find(|own| own.account == code);
        let mut cells = vec![TableCell::text(known.map_or_else(|| clean(code), account_title))];
        let committed = committed_on(statement, code);
        let mut nothing = || signs.nothing(&material.words, Nothing::NotApplicable);
        let left = known.map(left_of);
        cells.push(left.map_or_else(&mut nothing, |minor| plain(minor, currency)));
        let free = left.zip(committed).map(|(left, committed)| left - committed);
        if free.is_some_and(|free| free < 0) && notes.is_empty() {
            notes.push(note(material.words.get("statement.below_zero")));
        }
        let free = free.map_or_else(&mut nothing, |minor| plain(minor, currency));
        cells.push(match committed {
            Some(minor) => {
                let cut = [(Dimension::Account, code)];
                figure_cell(material, &mut signs, "finance.commitments", &cut, minor, currency)?
            }
            None => nothing(),
        });
        cells.push(free);
        rows.push(body(cells));
    }
    if let Some(sum) = all(statement) {
        let total = TableCell::text(material.words.get("total"));
        let cell = figure_cell(material, &mut signs, "finance.commitments", &[], sum, currency)?;
        let left: i64 = of_kind(statement, AccountKind::Expense).map(left_of).sum();
        let cells = vec![total, plain(left, currency), cell, plain(left - sum, currency)];
        rows.push(row(RowKind::Total, cells));
    }
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

/// The sum of all commitments; `None` where a rate is missing.
fn all(statement: &Statement) -> Option<i64> {
    statement.commitments.iter().map(|line| line.amount).sum()
}

/// What is committed on an account; `None` where a rate is missing.
fn committed_on(statement: &Statement, account: &str) -> Option<i64> {
    let own = statement.commitments.iter().filter(|line| line.commitment.account == account);
    own.map(|line| line.amount).sum()
}

/// What is left of the budget in force; below zero where more was spent.
fn left_of(account: &AccountLine) -> i64 {
    account.revised_budget - account.actual
}
