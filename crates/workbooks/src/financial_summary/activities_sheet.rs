//! Sheet `Activities`: income and expense by activity, and expense by activity and class: the ledger cut the other way.

use std::collections::BTreeMap;

use model::finance::{AccountClass, AccountKind, ActivityLine};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::{Layout, class_title};
use super::ledger_columns::LedgerColumn;
use super::page::{
    ACTIVITIES, FIRST_ROW, Head, amount_width, head, in_currency, mark, rounded, set_up,
};
use super::statement_sheet::verdict;
use super::table::{Table, Value};
use crate::xlsx::{absolute, relative};

const INCOME: u16 = 3;
const NATURE: u16 = 4;
const NONE: &str = "booked on no activity";

const BELOW: &str = "Each amount is the sum of the ledger's lines of the activity, compared letter by letter. Both ways of \
    cutting the ledger, by account and by activity, come to the same.";

/// Adds the sheet, where a line of the ledger names an activity and the totals are known.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let statement = layout.inputs.statement;
    if statement.activities.is_empty() || !statement.totals_known {
        return Ok(());
    }
    let classes = layout.classes(AccountKind::Expense);
    let width = amount_width(statement, 15.0);
    let mut columns = vec![
        Head::text("Activity", 20.0),
        Head::text("Title", 38.0),
        Head::text("Working group", 18.0),
        Head::number("Income", width),
    ];
    columns.extend(classes.iter().map(|class| Head::number(class_title(*class), width)));
    columns.push(Head::number("Expense", width));
    let sheet = workbook.add_worksheet().set_name(ACTIVITIES)?;
    head(sheet, "Activities", &format!("{} {BELOW}", in_currency(layout.inputs)), &columns)?;
    let mut table = Table::new(sheet, &columns, statement.currency, FIRST_ROW);
    let grid = Grid { layout, classes, sums: sums(layout) };
    for line in &statement.activities {
        table.line(&grid.activity(line, table.row))?;
    }
    let total = table.sums(&grid.totals(table.row))?;
    let stated = table.line(&grid.stated())?;
    let difference = table.line(&grid.difference(stated, total))?;
    table.line(&grid.verdicts(difference))?;
    let last = grid.expense();
    mark(sheet, (difference + 1, INCOME), (difference + 1, last))?;
    set_up(sheet, layout.inputs)
}

struct Grid<'a> {
    layout: &'a Layout<'a>,
    classes: Vec<AccountClass>,
    /// What was booked by activity and class of expense, in minor units.
    sums: BTreeMap<(String, &'static str), i64>,
}

fn sums(layout: &Layout) -> BTreeMap<(String, &'static str), i64> {
    let mut sums = BTreeMap::new();
    for booked in &layout.inputs.statement.booked {
        let account = layout.account(&booked.line.account);
        if let Some(account) = account.filter(|account| account.kind == AccountKind::Expense) {
            let activity = layout.shown.activity(&booked.line.activity);
            let key = (activity, class_title(account.class));
            *sums.entry(key).or_default() += booked.booked.unwrap_or(0);
        }
    }
    sums
}

impl Grid<'_> {
    /// The column of the expense of all classes.
    fn expense(&self) -> u16 {
        NATURE + self.classes.len() as u16
    }

    fn activity(&self, line: &ActivityLine, row: u32) -> Vec<Value> {
        let own =
            if line.id.is_empty() { "\"\"".to_owned() } else { format!("${}", relative(row, 0)) };
        let booked = |kind, class| {
            self.layout.booked_where(Some((LedgerColumn::Activity, &own)), Some(kind), class)
        };
        let mut values = vec![
            match line.id.is_empty() {
                true => Value::text("–"),
                false => Value::Text(self.layout.shown.activity(&line.id)),
            },
            match line.id.is_empty() {
                true => Value::text(NONE),
                false => Value::Text(self.layout.shown.activity_title(line)),
            },
            Value::text(
                self.layout.shown.working_group(self.layout.inputs.year, &line.working_group),
            ),
            Value::Sum(booked(AccountKind::Income, None), line.income),
        ];
        values.extend(self.classes.iter().map(|class| {
            let minor = self.booked_on(&line.id, *class);
            Value::Sum(booked(AccountKind::Expense, Some(*class)), minor)
        }));
        values.push(Value::Sum(self.across(row), line.expense));
        values
    }

    /// The sum of the classes of a row.
    fn across(&self, row: u32) -> String {
        match self.classes.is_empty() {
            true => "0".to_owned(),
            false => {
                let (first, last) = (relative(row, NATURE), relative(row, self.expense() - 1));
                rounded(&format!("SUM({first}:{last})"), self.layout.inputs.statement.currency)
            }
        }
    }

    /// What was booked on an activity and a class of expense, in minor units.
    fn booked_on(&self, activity: &str, class: AccountClass) -> i64 {
        let activity = self.layout.shown.activity(activity);
        self.sums.get(&(activity, class_title(class))).copied().unwrap_or_default()
    }

    fn totals(&self, row: u32) -> Vec<Value> {
        let currency = self.layout.inputs.statement.currency;
        let activities = &self.layout.inputs.statement.activities;
        let first = row - activities.len() as u32;
        let above = |column| {
            let (first, last) = (relative(first, column), relative(row - 1, column));
            rounded(&format!("SUM({first}:{last})"), currency)
        };
        let mut values = titled("Total");
        values.push(Value::Sum(above(INCOME), activities.iter().map(|line| line.income).sum()));
        for (column, class) in (NATURE..).zip(&self.classes) {
            let ids = activities.iter().map(|line| self.booked_on(&line.id, *class));
            values.push(Value::Sum(above(column), ids.sum()));
        }
        let expense = activities.iter().map(|line| line.expense).sum();
        values.push(Value::Sum(above(self.expense()), expense));
        values
    }

    /// What the statement has, by account.
    fn stated(&self) -> Vec<Value> {
        let statement = self.layout.inputs.statement;
        let mut values = titled("By account, in the statement");
        values.push(Value::Sum("total_income".to_owned(), statement.income));
        values.extend(self.classes.iter().map(|class| {
            let column = super::account_columns::Column::Actual;
            let (formula, minor) =
                super::layout::class_sum(self.layout, AccountKind::Expense, *class, column);
            Value::Sum(formula, minor)
        }));
        values.push(Value::Sum("total_expense".to_owned(), statement.expense));
        values
    }

    fn difference(&self, stated: u32, total: u32) -> Vec<Value> {
        let currency = self.layout.inputs.statement.currency;
        let mut values = titled("Difference");
        values.extend((INCOME..=self.expense()).map(|column| {
            let formula = format!("{}-{}", relative(total, column), relative(stated, column));
            Value::Sum(rounded(&formula, currency), self.minor_difference(column))
        }));
        values
    }

    fn verdicts(&self, difference: u32) -> Vec<Value> {
        let mut values = titled("");
        values.extend(
            (INCOME..=self.expense()).map(|column| {
                verdict(&relative(difference, column), self.minor_difference(column))
            }),
        );
        values
    }

    /// What the activities come to in a column less what the accounts do, in minor units.
    fn minor_difference(&self, column: u16) -> i64 {
        let statement = self.layout.inputs.statement;
        let activities = &statement.activities;
        if column == INCOME {
            return activities.iter().map(|line| line.income).sum::<i64>() - statement.income;
        }
        let Some(class) = self.classes.get(usize::from(column - NATURE)) else {
            return activities.iter().map(|line| line.expense).sum::<i64>() - statement.expense;
        };
        let lines = activities.iter().map(|line| self.booked_on(&line.id, *class));
        let accounts = self.layout.accounts(AccountKind::Expense, Some(*class));
        lines.sum::<i64>() - accounts.map(|account| account.actual).sum::<i64>()
    }
}

fn titled(title: &str) -> Vec<Value> {
    vec![Value::Blank, Value::text(title), Value::Blank]
}

/// The cell of the income or the expense of all activities.
pub(super) fn total_cell(kind: AccountKind, layout: &Layout) -> String {
    let row = FIRST_ROW + layout.inputs.statement.activities.len() as u32;
    let column = match kind {
        AccountKind::Income => INCOME,
        AccountKind::Expense => NATURE + layout.classes(AccountKind::Expense).len() as u16,
    };
    absolute(ACTIVITIES, row, column)
}
