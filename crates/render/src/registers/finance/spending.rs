//! What the money was spent on: two ways of cutting one ledger.

use model::document::{Alignment, Inline, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountKind, ActivityLine, NOT_ON_FILE};
use model::shown_books::ShownBooks;

use super::super::{Content, body, columns, figure_cell};
use super::{actual_of, classes_of, dated, note, plain, row, shown, statement_of};
use crate::context::Material;
use crate::format::NO_BREAK;
use crate::rounding::to_hundred;
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// Expense by class of account, with its share of the whole.
pub(crate) fn by_nature(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let currency = statement.currency;
    let mut signs = Signs::default();
    let classes = classes_of(statement, AccountKind::Expense);
    let amounts: Vec<i64> =
        classes.iter().map(|class| actual_of(statement, AccountKind::Expense, *class)).collect();
    let shares = shares(&amounts);
    let mut rows = Vec::new();
    for (index, (class, minor)) in classes.iter().zip(&amounts).enumerate() {
        let cut = [(Dimension::Class, class.code())];
        let mut cells = vec![TableCell::text(material.words.get(&format!("class.{class}")))];
        cells.push(figure_cell(material, &mut signs, "finance.expense", &cut, *minor, currency)?);
        cells.extend(shares.as_ref().map(|shares| TableCell::text(shares[index].as_str())));
        rows.push(body(cells));
    }
    let mut total = vec![TableCell::text(material.words.get("total"))];
    let sum = statement.expense;
    total.push(figure_cell(material, &mut signs, "finance.expense", &[], sum, currency)?);
    total.extend(shares.as_ref().map(|_| TableCell::text(hundred(100))));
    rows.push(row(RowKind::Total, total));
    let mut titles = vec![("nature", Alignment::Left, 50), ("expense", Alignment::Right, 20)];
    titles.extend(shares.as_ref().map(|_| ("share", Alignment::Right, 10)));
    let columns = dated(material, statement, columns(material, &titles));
    let mut notes = rounded(material, shares.is_some());
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

/// Income and expense by activity; together they are those of the statement.
pub(crate) fn activities(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let shown = shown(material, statement);
    let currency = statement.currency;
    let mut signs = Signs::default();
    let lines = &statement.activities;
    let amounts: Vec<i64> = lines.iter().map(|line| line.expense).collect();
    let shares = shares(&amounts);
    let mut rows = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let cut = [(Dimension::Activity, line.id.as_str())];
        // What is on no activity has no code, and so no figure of its own.
        let mut cell = |indicator: &str, minor: i64| match line.id.is_empty() {
            true => Ok(plain(minor, currency)),
            false => figure_cell(material, &mut signs, indicator, &cut, minor, currency),
        };
        let mut cells = vec![TableCell::text(name(material, &shown, line))];
        cells.push(cell("finance.income", line.income)?);
        cells.push(cell("finance.expense", line.expense)?);
        cells.extend(shares.as_ref().map(|shares| TableCell::text(shares[index].as_str())));
        rows.push(body(cells));
    }
    let mut total = vec![TableCell::text(material.words.get("total"))];
    for (indicator, sum) in
        [("finance.income", statement.income), ("finance.expense", statement.expense)]
    {
        total.push(figure_cell(material, &mut signs, indicator, &[], sum, currency)?);
    }
    total.extend(shares.as_ref().map(|_| TableCell::text(hundred(100))));
    rows.push(row(RowKind::Total, total));
    let mut titles = vec![
        ("activity", Alignment::Left, 46),
        ("income", Alignment::Right, 18),
        ("expense", Alignment::Right, 18),
    ];
    titles.extend(shares.as_ref().map(|_| ("share_of_expense", Alignment::Right, 12)));
    let columns = dated(material, statement, columns(material, &titles));
    let mut notes = rounded(material, shares.is_some());
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

/// What is to be known of shares, where there are any.
fn rounded(material: &Material, with_shares: bool) -> Vec<Vec<Inline>> {
    let said = with_shares.then(|| note(material.words.get("statement.shares_rounded")));
    said.into_iter().collect()
}

fn name(material: &Material, shown: &ShownBooks, line: &ActivityLine) -> String {
    match (line.id.as_str(), line.title.trim()) {
        ("", _) => material.words.get("statement.no_activity"),
        (NOT_ON_FILE, _) => material.words.get("statement.other_activities"),
        (id, "") => clean(&shown.activity(id)),
        _ => clean(&shown.activity_title(line)),
    }
}

/// Shares of a whole in per cent that add up to a hundred; `None` where a part is below zero or all are nothing.
fn shares(amounts: &[i64]) -> Option<Vec<String>> {
    let parts: Option<Vec<u64>> = amounts.iter().map(|part| u64::try_from(*part).ok()).collect();
    let parts = parts.filter(|parts| parts.iter().any(|part| *part > 0))?;
    Some(to_hundred(&parts).into_iter().map(hundred).collect())
}

fn hundred(share: u64) -> String {
    format!("{share}{NO_BREAK}%")
}
