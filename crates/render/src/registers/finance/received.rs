//! From the contributions received to the income in the statement.

use model::document::{Alignment, Row, RowKind, TableCell};
use model::finance::{AccountClass, AccountKind, ContributionLine, Statement};

use super::super::{Content, columns, figure_cell};
use super::{actual_of, classes_of, dated, plain, row, statement_of};
use crate::context::Material;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// How what was received for the year and for others makes up what was booked on the accounts of contributions, and that
/// with the other classes the income, so that the tables of contributions can be laid beside the statement.
pub(crate) fn booked(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let mut table = Booked { material, statement, rows: Vec::new() };
    for class in classes_of(statement, AccountKind::Income) {
        match class {
            AccountClass::Contribution => table.class(class, &of_contributions(statement)),
            AccountClass::Voluntary | AccountClass::Earmarked => {
                table.class(class, &[("unlisted", unlisted(statement, class))]);
            }
            _ => table.sum(class),
        }
    }
    let mut signs = Signs::default();
    let (income, currency) = (statement.income, statement.currency);
    let cell = figure_cell(material, &mut signs, "finance.income", &[], income, currency)?;
    let title = TableCell::text(material.words.get("statement.income"));
    table.rows.push(row(RowKind::Total, vec![title, cell]));
    let mut rows = table.rows;
    let titles = [("item", Alignment::Left, 60), ("money", Alignment::Right, 20)];
    let columns = dated(material, statement, columns(material, &titles));
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}

/// What was received of contributions, as far as it stands on accounts of contributions.
fn of_contributions(statement: &Statement) -> Vec<(&'static str, i64)> {
    let lines = || statement.contributions.iter();
    let sum = |of: fn(&ContributionLine) -> i64| -> i64 { lines().map(of).sum() };
    vec![
        ("received", sum(|line| line.received)),
        ("before", -sum(|line| line.received_before)),
        ("after", -sum(|line| line.received_after)),
        ("earlier", sum(|line| line.received_for_earlier)),
        ("later", sum(|line| line.advance)),
        ("unlisted", unlisted(statement, AccountClass::Contribution)),
    ]
}

/// Receipts of a class that fit no one listed.
fn unlisted(statement: &Statement, class: AccountClass) -> i64 {
    let own = statement.unlisted.iter().filter(|one| one.class == class);
    own.filter_map(|one| one.booked).sum()
}

struct Booked<'a> {
    material: &'a Material,
    statement: &'a Statement,
    rows: Vec<Row>,
}

impl Booked<'_> {
    /// The parts of a class and their sum. What is booked on it beyond them participants gave without owing it; together
    /// these are the voluntary contributions.
    fn class(&mut self, class: AccountClass, parts: &[(&str, i64)]) {
        let booked = actual_of(self.statement, AccountKind::Income, class);
        let given = booked - parts.iter().map(|(_, minor)| minor).sum::<i64>();
        let year = self.statement.year.to_string();
        let shown = parts.iter().copied().chain([("voluntary", given)]);
        for (name, minor) in shown.filter(|(_, minor)| *minor != 0) {
            let title = self.material.words.fill(&format!("booked.{name}"), &[("year", &year)]);
            self.line(RowKind::Body, title, minor);
        }
        self.sum(class);
    }

    fn sum(&mut self, class: AccountClass) {
        let minor = actual_of(self.statement, AccountKind::Income, class);
        let title = self.material.words.get(&format!("class.{class}"));
        self.line(RowKind::Subtotal, title, minor);
    }

    fn line(&mut self, kind: RowKind, title: String, minor: i64) {
        let cells = vec![TableCell::text(title), plain(minor, self.statement.currency)];
        self.rows.push(row(kind, cells));
    }
}
