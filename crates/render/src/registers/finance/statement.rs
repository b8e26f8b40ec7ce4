//! The statement itself: opening + income − expense = closing, by class, and the bank's figure beside it.

use model::Currency;
use model::document::{Alignment, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountClass, AccountKind, Statement};

use super::super::{Content, amount, columns, figure_cell};
use super::{actual_of, classes_of, dated, indicator_of, last_statement, statement_of};
use crate::context::Material;
use crate::format::Nothing;
use crate::tables::{Signs, section};
use crate::trouble::Trouble;

/// Opening, income, expense, closing, and, but for an interim statement, the bank's figure.
pub(crate) fn statement(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let mut rows = Rows::new(material, statement);
    let last = rows.last;
    let opening = last.map(|last| last.opening);
    rows.line("opening", RowKind::Subtotal, "finance.opening", statement.opening, opening)?;
    rows.classes(AccountKind::Income)?;
    rows.classes(AccountKind::Expense)?;
    let surplus = |of: &Statement| of.income - of.expense;
    let (own, before) = (surplus(statement), last.map(surplus));
    rows.line("surplus", RowKind::Subtotal, "finance.surplus", own, before)?;
    let closing = last.map(|last| last.closing);
    rows.line("closing", RowKind::Total, "finance.closing", statement.closing, closing)?;
    if statement.as_of.is_none() {
        rows.bank();
    }
    let mut titles = vec![("item", Alignment::Left, 50), ("amount_year", Alignment::Right, 20)];
    if last.is_some() {
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
    last: Option<&'a Statement>,
    signs: Signs,
    rows: Vec<Row>,
}

impl<'a> Rows<'a> {
    fn new(material: &'a Material, statement: &'a Statement) -> Self {
        let last = last_statement(material);
        Self { material, statement, last, signs: Signs::default(), rows: Vec::new() }
    }

    fn push(&mut self, kind: RowKind, title: String, cell: TableCell, last: Option<i64>) {
        let mut cells = vec![TableCell::text(title), cell];
        if self.last.is_some() {
            let currency = self.statement.currency;
            cells.push(self.on_file(last, currency));
        }
        self.rows.push(Row { kind, cells });
    }

    /// An amount outside the figures, or the sign that it is not on file.
    fn on_file(&mut self, minor: Option<i64>, currency: Currency) -> TableCell {
        match minor {
            Some(minor) => TableCell::text(amount(minor, currency)),
            None => self.signs.nothing(&self.material.words, Nothing::NotKnown),
        }
    }

    fn figure(
        &mut self,
        indicator: &str,
        cut: &[(Dimension, &str)],
        minor: i64,
    ) -> Result<TableCell, Trouble> {
        let currency = self.statement.currency;
        figure_cell(self.material, &mut self.signs, indicator, cut, minor, currency)
    }

    fn line(
        &mut self,
        name: &str,
        kind: RowKind,
        indicator: &str,
        minor: i64,
        last: Option<i64>,
    ) -> Result<(), Trouble> {
        let cell = self.figure(indicator, &[], minor)?;
        let title = match (name, self.statement.as_of) {
            ("closing", Some(day)) => {
                let day = self.material.words.date(day);
                self.material.words.fill("statement.closing_so_far", &[("day", &day)])
            }
            _ => self.material.words.get(&format!("statement.{name}")),
        };
        self.push(kind, title, cell, last);
        Ok(())
    }

    /// What the bank states, of both years, and the difference where there is one.
    fn bank(&mut self) {
        let difference = |of: &Statement| of.bank_closing.map(|bank| of.closing - bank);
        let (own, before) = (difference(self.statement), self.last.and_then(difference));
        let last = self.last.and_then(|last| last.bank_closing);
        self.plain("statement.bank", self.statement.bank_closing, last);
        if [own, before].into_iter().flatten().any(|difference| difference != 0) {
            self.plain("statement.bank_difference", own, before);
        }
    }

    fn plain(&mut self, word: &str, minor: Option<i64>, last: Option<i64>) {
        let cell = self.on_file(minor, self.statement.currency);
        self.push(RowKind::Body, self.material.words.get(word), cell, last);
    }

    /// A row for each class of the kind that either year has, and their sum.
    fn classes(&mut self, kind: AccountKind) -> Result<(), Trouble> {
        let title = self.material.words.get(&format!("kind.{kind}"));
        self.rows.push(section(&title, if self.last.is_some() { 2 } else { 1 }));
        let last = self.last;
        let own = classes_of(self.statement, kind);
        let before = last.map(|last| classes_of(last, kind)).unwrap_or_default();
        let either = |class: &&AccountClass| own.contains(class) || before.contains(class);
        for class in AccountClass::ALL.iter().filter(either) {
            let cut = [(Dimension::Class, class.code())];
            let minor = actual_of(self.statement, kind, *class);
            let cell = self.figure(indicator_of(kind), &cut, minor)?;
            let name = self.material.words.get(&format!("class.{class}"));
            let earlier = last.map(|last| actual_of(last, kind, *class));
            self.push(RowKind::Body, name, cell, earlier);
        }
        let (sum, before) = match kind {
            AccountKind::Income => (self.statement.income, last.map(|last| last.income)),
            AccountKind::Expense => (self.statement.expense, last.map(|last| last.expense)),
        };
        self.line(kind.code(), RowKind::Subtotal, indicator_of(kind), sum, before)
    }
}
