//! The statements of up to five years beside each other.

use model::document::{Alignment, Column, Row, RowKind, TableCell};
use model::finance::{AccountClass, AccountKind, YearOfAccounts};

use super::super::{Content, columns, figure_cell};
use super::{dated, indicator_of, plain, row, statement_of};
use crate::context::Material;
use crate::tables::{Signs, section};
use crate::trouble::Trouble;

/// A column a year, the oldest first: opening, income and expense by class, and closing.
pub(crate) fn years(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let years = &statement.years;
    let mut table = Years { material, years, signs: Signs::default(), rows: Vec::new() };
    table.line("opening", RowKind::Subtotal, |year| year.opening, "finance.opening")?;
    for kind in [AccountKind::Income, AccountKind::Expense] {
        table.classes(kind)?;
    }
    let surplus = |year: &YearOfAccounts| year.income() - year.expense();
    table.line("surplus", RowKind::Subtotal, surplus, "finance.surplus")?;
    table.line("closing", RowKind::Total, YearOfAccounts::closing, "finance.closing")?;
    let mut columns = columns(material, &[("item", Alignment::Left, 36)]);
    columns.extend(years.iter().map(|year| Column {
        title: format!("{}\n{}", year.year, statement.currency),
        alignment: Alignment::Right,
        width: 16,
    }));
    let columns = dated(material, statement, columns);
    let Years { signs, mut rows, .. } = table;
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}

struct Years<'a> {
    material: &'a Material,
    years: &'a [YearOfAccounts],
    signs: Signs,
    rows: Vec<Row>,
}

impl Years<'_> {
    fn classes(&mut self, kind: AccountKind) -> Result<(), Trouble> {
        let title = self.material.words.get(&format!("kind.{kind}"));
        self.rows.push(section(&title, self.years.len()));
        let of = |year: &YearOfAccounts, class: AccountClass| -> Option<i64> {
            let classes = by_class(year, kind).iter();
            classes.clone().find(|(own, _)| *own == class).map(|(_, minor)| *minor)
        };
        let years = self.years;
        for class in AccountClass::ALL {
            if years.iter().all(|year| of(year, *class).is_none()) {
                continue;
            }
            let mut cells =
                vec![TableCell::text(self.material.words.get(&format!("class.{class}")))];
            let currency = statement_of(self.material)?.currency;
            cells.extend(years.iter().map(|year| plain(of(year, *class).unwrap_or(0), currency)));
            self.rows.push(row(RowKind::Body, cells));
        }
        let sum = match kind {
            AccountKind::Income => YearOfAccounts::income,
            AccountKind::Expense => YearOfAccounts::expense,
        };
        self.line(kind.code(), RowKind::Subtotal, sum, indicator_of(kind))
    }

    /// A row of totals; this year's are the figures of the statement.
    fn line(
        &mut self,
        name: &str,
        kind: RowKind,
        of: impl Fn(&YearOfAccounts) -> i64,
        indicator: &str,
    ) -> Result<(), Trouble> {
        let statement = statement_of(self.material)?;
        let currency = statement.currency;
        let mut cells =
            vec![TableCell::text(self.material.words.get(&format!("statement.{name}")))];
        for year in self.years {
            cells.push(match year.year == statement.year {
                true => {
                    figure_cell(self.material, &mut self.signs, indicator, &[], of(year), currency)?
                }
                false => plain(of(year), currency),
            });
        }
        self.rows.push(row(kind, cells));
        Ok(())
    }
}

fn by_class(year: &YearOfAccounts, kind: AccountKind) -> &[(AccountClass, i64)] {
    match kind {
        AccountKind::Income => &year.income_by_class,
        AccountKind::Expense => &year.expense_by_class,
    }
}
