//! Sheet `Contributions`: due and received by participant, and what was given freely.

use model::Money;
use model::finance::{AccountClass, AccountKind, ContributionDue, ContributionLine};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::account_columns;
use super::charts;
use super::contribution_columns::Column;
use super::dues::Owed;
use super::dues_sheet::{days_of, due_of, settled_of};
use super::layout::{Layout, class_sum};
use super::page::{
    CONTRIBUTIONS, FIRST_ROW, Head, NOT_APPLICABLE, SETTING_ROW, head, in_currency, rounded,
    set_up, setting,
};
use super::receipts::CountsAs;
use super::receipts_sheet::Taken;
use super::table::{Table, Value};
use super::voluntary;
use crate::style;
use crate::xlsx::{absolute, day, relative};

/// Column of the day up to which days overdue are counted.
const LAST_DAY: u16 = 2;
const BELOW: &str = "Due is added up from the sheet of dues, received from that of receipts. “[not decided]”: no decision says \
    what is due, and that is not zero. Contributions still to come are no income.";
/// What is said where something is due in another currency.
const OF_RATES: &str = "The exchange difference is what was received, as booked, less what it settled at the rates of the due \
    days (sheet of dues).";
/// What stands for an amount due that was waived; a sum passes over it.
const WAIVED: &str = "waived";
/// What stands where no decision says what is due.
const NOT_DECIDED: &str = "[not decided]";

/// The sheet's columns and what it is made from.
pub(super) struct Page<'a> {
    pub layout: &'a Layout<'a>,
    pub columns: Vec<Column>,
}

/// Adds the sheet, with a name for the day up to which days overdue are counted.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let statement = inputs.statement;
    let page = Page { layout, columns: Column::of(inputs) };
    let columns: Vec<Head> = page.columns.iter().map(|column| column.head(statement)).collect();
    let sheet = workbook.add_worksheet().set_name(CONTRIBUTIONS)?;
    head(sheet, "Contributions", &page.below(), &columns)?;
    last_day(sheet, layout)?;
    let mut table = Table::new(sheet, &columns, statement.currency, FIRST_ROW);
    for line in &statement.contributions {
        let row = table.row;
        let values: Vec<Value> =
            page.columns.iter().map(|column| page.value(*column, line, row)).collect();
        table.line(&values)?;
    }
    let total = table.row;
    let sums: Vec<Value> = page.columns.iter().map(|column| page.sum(*column, total)).collect();
    table.sums(&sums)?;
    page.against_statement(&mut table, total)?;
    let below = table.row + 1;
    let last = voluntary::write(sheet, below, layout)?;
    set_up(sheet, inputs)?;
    charts::contributions(sheet, (below, last + 1), &page)?;
    let name = absolute(CONTRIBUTIONS, SETTING_ROW, LAST_DAY);
    workbook.define_name("last_day", &format!("={name}"))?;
    Ok(())
}

/// The cell of what is outstanding in all, and the amount.
pub(super) fn outstanding(layout: &Layout) -> (String, i64) {
    let columns = Column::of(layout.inputs);
    let column = columns.iter().position(|column| *column == Column::Outstanding);
    let lines = &layout.inputs.statement.contributions;
    let row = FIRST_ROW + lines.len() as u32;
    let minor = lines.iter().filter_map(|line| Column::Outstanding.minor(line)).sum();
    (absolute(CONTRIBUTIONS, row, column.unwrap_or_default() as u16), minor)
}

/// Whether the sum of a column is that of all participants of whom anything is decided.
pub(super) fn is_sum_known(column: Column, layout: &Layout) -> bool {
    let mut lines = layout.inputs.statement.contributions.iter();
    let owing = matches!(column, Column::Due | Column::Outstanding | Column::Overpaid);
    let knows = layout.inputs.statement.knows_receipts() || column == Column::Due;
    lines.all(|line| {
        column.is_known(line, layout)
            || (column == Column::Exchange && line.exchange_difference.is_none())
            || (owing && knows && is_undecided(line, layout))
    })
}

/// Whether no decision says what is due.
fn is_undecided(line: &ContributionLine, layout: &Layout) -> bool {
    let has_row = |owed: &Owed| owed.line.participant == line.participant;
    !line.waived && !layout.owed.iter().any(has_row)
}

/// Whether of a participant of whom a contribution is expected no decision says what is due.
pub(super) fn misses_decisions(layout: &Layout) -> bool {
    let mut lines = layout.inputs.statement.contributions.iter();
    lines.any(|line| line.expected && is_undecided(line, layout))
}

fn last_day(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    let text = "Days overdue are counted up to:";
    let format = setting(sheet, text)?.set_num_format(style::DAY);
    let last = day(layout.inputs.statement.last_day)?;
    sheet.write_datetime_with_format(SETTING_ROW, LAST_DAY, &last, &format)?;
    Ok(())
}

impl Page<'_> {
    /// The position of a column; one that is left out is asked for by no formula.
    pub(super) fn at(&self, column: Column) -> u16 {
        self.columns.iter().position(|own| *own == column).unwrap_or_default() as u16
    }

    fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    fn cell(&self, row: u32, column: Column) -> String {
        relative(row, self.at(column))
    }

    fn rounded(&self, formula: &str) -> String {
        rounded(formula, self.layout.inputs.statement.currency)
    }

    fn below(&self) -> String {
        let statement = self.layout.inputs.statement;
        let mut below = format!("{} {BELOW}", in_currency(self.layout.inputs));
        if self.has(Column::Exchange) {
            below = format!("{below} {OF_RATES}");
        }
        if !statement.rows_missing && !statement.doubtful_years.is_empty() {
            let years: Vec<String> = statement.doubtful_years.iter().map(i16::to_string).collect();
            below = format!(
                "{below} The accounts of {} are incomplete: a payment for {} may be missing from them, so what was \
                 received is not known.",
                years.join(" and "),
                statement.year
            );
        }
        below
    }

    fn value(&self, column: Column, line: &ContributionLine, row: u32) -> Value {
        let minor = column.minor(line);
        let id = line.participant.as_str();
        let undecided = is_undecided(line, self.layout);
        let zero_if_waived = |value| if line.waived { Value::Amount(Some(0)) } else { value };
        let value = match column {
            Column::Id => Value::text(id),
            Column::Name => Value::text(self.layout.inputs.register.name(id)),
            Column::Decision => Value::Text(self.decision(line)),
            Column::Due if line.waived => Value::InPlace(WAIVED),
            Column::Due | Column::Outstanding | Column::Overpaid if !line.expected => {
                return Value::InPlace(NOT_APPLICABLE);
            }
            Column::Due if undecided => return Value::InPlace(NOT_DECIDED),
            Column::Due => self.sum_of(due_of(id, self.layout), minor),
            Column::DueOn => Value::Day(line.due_on),
            Column::ReceivedOn => {
                let days: Vec<String> =
                    line.received_on.iter().map(|day| day.to_string()).collect();
                Value::Text(days.join(", "))
            }
            Column::Exchange if line.exchange_difference.is_none() => {
                return Value::InPlace(NOT_APPLICABLE);
            }
            Column::Exchange => self.exchange_difference(line, row),
            Column::Outstanding | Column::Overpaid => {
                zero_if_waived(Value::Sum(self.owing(column, line, row), minor.unwrap_or_default()))
            }
            Column::DaysOverdue if line.waived || !line.expected => {
                return Value::InPlace(NOT_APPLICABLE);
            }
            Column::DaysOverdue => self.days_overdue(line),
            Column::Received | Column::BookedBefore | Column::BookedAfter => {
                zero_if_waived(self.receipts(column, row, minor))
            }
            Column::ForEarlier | Column::Advance | Column::Booked => {
                self.receipts(column, row, minor)
            }
        };
        value.if_known(column.is_known(line, self.layout))
    }

    fn sum_of(&self, range: Option<String>, minor: Option<i64>) -> Value {
        match range {
            Some(range) => {
                Value::Sum(self.rounded(&format!("SUM({range})")), minor.unwrap_or_default())
            }
            None => Value::Amount(minor),
        }
    }

    /// The decisions of what is due, with the amount where it is due in another currency or in parts, and why it was
    /// waived.
    fn decision(&self, line: &ContributionLine) -> String {
        let inputs = self.layout.inputs;
        let rows = inputs.year.finance.contributions.iter();
        let own: Vec<&ContributionDue> =
            rows.filter(|due| due.participant == line.participant).collect();
        let parts = own.len() > 1;
        let text = |due: &&ContributionDue| {
            let mut text = self.layout.shown.decision(&due.decision);
            if parts || due.currency != inputs.statement.currency {
                let money = Money { currency: due.currency, minor: due.due };
                text = format!("{text}: {} {}", money.to_decimal(), due.currency.code());
                if let (true, Some(on)) = (parts, due.due_on) {
                    text = format!("{text} on {on}");
                }
            }
            if due.waived {
                let reason = self.layout.shown.waiver_reason(&due.reason);
                text = format!("{text}: {WAIVED}. {reason}");
            }
            text.trim_start_matches(": ").trim().to_owned()
        };
        own.iter().map(text).collect::<Vec<String>>().join("\n")
    }

    /// What was received, as booked, less what it settled at the rates of the due days.
    fn exchange_difference(&self, line: &ContributionLine, row: u32) -> Value {
        let minor = line.exchange_difference.unwrap_or_default();
        let received = self.cell(row, Column::Received);
        match settled_of(line.participant.as_str(), self.layout) {
            Some(settled) => Value::Sum(self.rounded(&format!("{received}-SUM({settled})")), minor),
            None => Value::Amount(Some(minor)),
        }
    }

    /// Outstanding or overpaid, from due, received and exchange difference.
    fn owing(&self, column: Column, line: &ContributionLine, row: u32) -> String {
        let (due, received) = (self.cell(row, Column::Due), self.cell(row, Column::Received));
        let difference = line.exchange_difference.map(|_| self.cell(row, Column::Exchange));
        let left = match (column, difference) {
            (Column::Outstanding, Some(difference)) => format!("{due}-{received}+{difference}"),
            (Column::Outstanding, None) => format!("{due}-{received}"),
            (_, Some(difference)) => format!("{received}-{due}-{difference}"),
            (_, None) => format!("{received}-{due}"),
        };
        format!("MAX(0,{})", self.rounded(&left))
    }

    /// Days since the oldest due day of which a part is still to come.
    fn days_overdue(&self, line: &ContributionLine) -> Value {
        match days_of(line.participant.as_str(), self.layout) {
            Some(days) => {
                let longest = format!("MAX({days})");
                let days = format!("IF({longest}>0,{longest},\"{NOT_APPLICABLE}\")");
                Value::CountOrNot(days, line.days_overdue.map(i64::from))
            }
            None => Value::InPlace(NOT_APPLICABLE),
        }
    }

    /// The sum of receipts that a column takes.
    fn receipts(&self, column: Column, row: u32, minor: Option<i64>) -> Value {
        let id = format!("${}", relative(row, self.at(Column::Id)));
        let own = Taken::all(self.layout).of(&id).counted(CountsAs::Contribution);
        let taken = match column {
            Column::BookedBefore => own.for_year("=").ledger("<"),
            Column::BookedAfter => own.for_year("=").ledger(">"),
            Column::ForEarlier => own.for_year("<").ledger("="),
            Column::Advance => own.for_year(">").ledger("="),
            Column::Booked => own.ledger("="),
            _ => own.for_year("="),
        };
        Value::Sum(taken.sum(), minor.unwrap_or_default())
    }

    fn sum(&self, column: Column, row: u32) -> Value {
        let lines = &self.layout.inputs.statement.contributions;
        match column {
            Column::Name if misses_decisions(self.layout) => {
                Value::text("Total; due and what follows from it: where it is decided")
            }
            Column::Name => Value::text("Total"),
            Column::Id
            | Column::Decision
            | Column::DueOn
            | Column::ReceivedOn
            | Column::DaysOverdue => Value::Blank,
            _ => {
                let at = self.at(column);
                let first = relative(FIRST_ROW, at);
                let formula = match lines.is_empty() {
                    true => "0".to_owned(),
                    false => self.rounded(&format!("SUM({first}:{})", relative(row - 1, at))),
                };
                Value::Sum(formula, lines.iter().filter_map(|line| column.minor(line)).sum())
                    .if_known(is_sum_known(column, self.layout))
            }
        }
    }

    /// Below the totals: what others gave on these accounts, and the statement's own figure.
    fn against_statement(&self, table: &mut Table, total: u32) -> Result<(), XlsxError> {
        let at = self.at(Column::Booked);
        let titled = |title: &str, value| {
            let mut values = vec![Value::Blank; self.columns.len()];
            values[1] = Value::text(title);
            values[usize::from(at)] = value;
            values
        };
        let lines = self.layout.inputs.statement.contributions.iter();
        let owed: i64 = lines.filter_map(|line| Column::Booked.minor(line)).sum();
        let class = AccountClass::Contribution;
        let actual = account_columns::Column::Actual;
        let (formula, stated) = class_sum(self.layout, AccountKind::Income, class, actual);
        if !self.layout.inputs.statement.totals_known {
            return Ok(());
        }
        if stated != owed {
            let all = Taken::all(self.layout).class(class).ledger("=");
            let all = all.sum();
            let rest = self.rounded(&format!("{all}-{}", relative(total, at)));
            let title = "Given by others, or by participants that owed nothing";
            table.line(&titled(title, Value::Sum(rest, stated - owed)))?;
        }
        table.sums(&titled("Contributions in the statement", Value::Sum(formula, stated)))?;
        Ok(())
    }
}
