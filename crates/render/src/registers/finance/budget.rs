//! Accounts against the budget.

use model::Money;
use model::document::{Alignment, Inline, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountKind, AccountLine, Statement};

use super::super::{Content, amount, body, columns, figure_cell};
use super::{account_title, dated, statement_of};
use crate::context::Material;
use crate::store::clean;
use crate::tables::{Signs, section};
use crate::trouble::Trouble;

/// Accounts against the budget in force, with the difference and its explanation.
pub(crate) fn budget(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let revised = statement.accounts.iter().any(|account| account.budget != account.revised_budget);
    let mut signs = Signs::default();
    let mut rows = Vec::new();
    for kind in [AccountKind::Income, AccountKind::Expense] {
        let accounts: Vec<&AccountLine> =
            statement.accounts.iter().filter(|a| a.kind == kind).collect();
        if accounts.is_empty() {
            continue;
        }
        let further = if revised { 5 } else { 4 };
        rows.push(section(&material.words.get(&format!("kind.{kind}")), further));
        for account in &accounts {
            rows.push(budget_row(material, statement, account, revised, &mut signs)?);
        }
        rows.push(budget_sum(material, statement, kind, &accounts, revised));
    }
    let mut titles = vec![("account", Alignment::Left, 28), ("budget", Alignment::Right, 15)];
    if revised {
        titles.push(("revised_budget", Alignment::Right, 15));
    }
    titles.extend([
        ("actual", Alignment::Right, 15),
        ("difference", Alignment::Right, 15),
        ("explanation", Alignment::Left, 34),
    ]);
    let columns = dated(material, statement, columns(material, &titles));
    let basis = if revised { "statement.difference_revised" } else { "statement.difference" };
    let mut notes = vec![vec![Inline::Text(material.words.get(basis))]];
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

fn budget_row(
    material: &Material,
    statement: &Statement,
    account: &AccountLine,
    revised: bool,
    signs: &mut Signs,
) -> Result<Row, Trouble> {
    let currency = statement.currency;
    let cut = [(Dimension::Account, account.account.as_str())];
    let actual = match account.kind {
        AccountKind::Income => "finance.income",
        AccountKind::Expense => "finance.expense",
    };
    let mut cells = vec![TableCell::text(account_title(account))];
    cells.push(figure_cell(material, signs, "finance.budget", &cut, account.budget, currency)?);
    if revised {
        cells.push(figure_cell(
            material,
            signs,
            "finance.revised_budget",
            &cut,
            account.revised_budget,
            currency,
        )?);
    }
    cells.push(figure_cell(material, signs, actual, &cut, account.actual, currency)?);
    cells.push(TableCell::text(amount(account.difference(), currency)));
    cells.push(TableCell::text(explanation(material, statement, account)));
    Ok(body(cells))
}

/// The explanation given; where one is due and there is none, that is said.
fn explanation(material: &Material, statement: &Statement, account: &AccountLine) -> String {
    let given = clean(account.explanation.trim());
    let settings = material.this.reading.settings.finance.as_ref();
    let limit = settings.and_then(|settings| settings.explain_above);
    let decimal = |minor: i64| Money { currency: statement.currency, minor }.to_decimal().abs();
    let allowed = limit.and_then(|limit| limit.checked_mul(decimal(account.revised_budget)));
    let is_due = allowed.is_some_and(|allowed| decimal(account.difference()) > allowed);
    if given.is_empty() && is_due {
        return material.words.get("statement.no_explanation");
    }
    given
}

fn budget_sum(
    material: &Material,
    statement: &Statement,
    kind: AccountKind,
    accounts: &[&AccountLine],
    revised: bool,
) -> Row {
    let currency = statement.currency;
    let sum = |of: fn(&AccountLine) -> i64| {
        amount(accounts.iter().map(|account| of(account)).sum(), currency)
    };
    let mut cells = vec![TableCell::text(material.words.get(&format!("statement.{kind}")))];
    cells.push(TableCell::text(sum(|account| account.budget)));
    if revised {
        cells.push(TableCell::text(sum(|account| account.revised_budget)));
    }
    cells.push(TableCell::text(sum(|account| account.actual)));
    cells.push(TableCell::text(sum(AccountLine::difference)));
    cells.push(TableCell::default());
    Row { kind: RowKind::Total, cells }
}
