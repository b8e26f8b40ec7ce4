//! The statement itself.

use model::document::{Alignment, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountKind, Statement};

use super::super::{Content, amount, columns, figure_cell};
use super::{account_title, dated, statement_of};
use crate::context::Material;
use crate::tables::{Signs, section};
use crate::trouble::Trouble;

/// Opening, income, expense, closing, and the bank's figure.
pub(crate) fn statement(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let mut rows = Rows::new(material, statement);
    rows.line(
        "opening",
        RowKind::Subtotal,
        "finance.opening",
        &[],
        statement.opening,
        last_opening(material),
    )?;
    rows.accounts(AccountKind::Income, "finance.income", statement.income)?;
    rows.accounts(AccountKind::Expense, "finance.expense", statement.expense)?;
    let surplus = statement.income - statement.expense;
    let last = material.last.as_ref().and_then(|last| last.results.statement.as_ref());
    let last_surplus = last.map(|last| last.income - last.expense);
    rows.line("surplus", RowKind::Subtotal, "finance.surplus", &[], surplus, last_surplus)?;
    rows.line(
        "closing",
        RowKind::Total,
        "finance.closing",
        &[],
        statement.closing,
        statement.last_closing,
    )?;
    let bank = material.words.get("statement.bank");
    rows.plain(bank, statement.bank_closing);
    let difference = statement.closing - statement.bank_closing;
    if difference != 0 {
        rows.plain(material.words.get("statement.bank_difference"), difference);
    }
    let with_last = rows.with_last;
    let mut titles = vec![("item", Alignment::Left, 50), ("amount_year", Alignment::Right, 20)];
    if with_last {
        titles.push(("amount_last_year", Alignment::Right, 20));
    }
    let columns = dated(material, statement, columns(material, &titles));
    let notes = rows.signs.settle(&material.words, &mut rows.rows);
    Ok(Content { columns, rows: rows.rows, notes })
}

/// The rows of the statement as they are put together.
struct Rows<'a> {
    material: &'a Material,
    statement: &'a Statement,
    with_last: bool,
    signs: Signs,
    rows: Vec<Row>,
}

impl<'a> Rows<'a> {
    fn new(material: &'a Material, statement: &'a Statement) -> Self {
        let last = material.last.as_ref().and_then(|last| last.results.statement.as_ref());
        let with_last =
            last.is_some() && statement.accounts.iter().any(|account| account.last_year.is_some());
        Self { material, statement, with_last, signs: Signs::default(), rows: Vec::new() }
    }

    fn push(&mut self, kind: RowKind, title: String, cell: TableCell, last: Option<i64>) {
        let mut cells = vec![TableCell::text(title), cell];
        if self.with_last {
            let none = || TableCell::default();
            cells.push(last.map_or_else(none, |minor| {
                TableCell::text(amount(minor, self.statement.currency))
            }));
        }
        self.rows.push(Row { kind, cells });
    }

    fn line(
        &mut self,
        name: &str,
        kind: RowKind,
        indicator: &str,
        cut: &[(Dimension, &str)],
        minor: i64,
        last: Option<i64>,
    ) -> Result<(), Trouble> {
        let currency = self.statement.currency;
        let cell = figure_cell(self.material, &mut self.signs, indicator, cut, minor, currency)?;
        let title = self.material.words.get(&format!("statement.{name}"));
        self.push(kind, title, cell, last);
        Ok(())
    }

    fn plain(&mut self, title: String, minor: i64) {
        let cell = TableCell::text(amount(minor, self.statement.currency));
        self.push(RowKind::Body, title, cell, None);
    }

    fn accounts(&mut self, kind: AccountKind, indicator: &str, sum: i64) -> Result<(), Trouble> {
        let title = self.material.words.get(&format!("kind.{kind}"));
        let further = if self.with_last { 2 } else { 1 };
        self.rows.push(section(&title, further));
        let mut shown = 0;
        for account in self.statement.accounts.iter().filter(|account| account.kind == kind) {
            let cut = [(Dimension::Account, account.account.as_str())];
            let currency = self.statement.currency;
            let cell = figure_cell(
                self.material,
                &mut self.signs,
                indicator,
                &cut,
                account.actual,
                currency,
            )?;
            shown += account.last_year.unwrap_or(0);
            self.push(RowKind::Body, account_title(account), cell, account.last_year);
        }
        let last = self.material.last.as_ref().and_then(|last| last.results.statement.as_ref());
        let last_sum = last.map(|last| match kind {
            AccountKind::Income => last.income,
            AccountKind::Expense => last.expense,
        });
        let gone = last_sum.unwrap_or(0) - shown;
        if self.with_last && gone != 0 {
            let title = self.material.words.get("statement.other_accounts");
            self.push(RowKind::Body, title, TableCell::default(), Some(gone));
        }
        self.line(kind.code(), RowKind::Subtotal, indicator, &[], sum, last_sum)
    }
}

fn last_opening(material: &Material) -> Option<i64> {
    let last = material.last.as_ref()?.results.statement.as_ref()?;
    Some(last.opening)
}
