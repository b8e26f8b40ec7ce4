//! Sheet `Funds`: what was in each fund, came in, went out, and is left.

use model::finance::{AccountKind, FundLine, GENERAL_FUND, Statement};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::Layout;
use super::ledger_columns::LedgerColumn;
use super::page::{FIRST_ROW, FUNDS, Head, amount_width, head, in_currency, mark, rounded, set_up};
use super::statement_sheet::verdict;
use super::table::{Table, Value};
use crate::xlsx::{absolute, relative};

const OPENING: u16 = 3;
const INCOME: u16 = 4;
const EXPENSE: u16 = 5;
const CLOSING: u16 = 6;

const BELOW: &str = "The general fund is what is in no other. In and out are the sums of the ledger's lines of the fund, \
    compared letter by letter. Together the funds are the balance.";

/// Adds the sheet, where the year has funds.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let statement = layout.inputs.statement;
    if !has_sheet(statement) {
        return Ok(());
    }
    let width = amount_width(statement, 15.0);
    let columns = [
        Head::text("Fund", 18.0),
        Head::text("Title", 32.0),
        Head::text("Purpose", 52.0),
        Head::number("Opening", width),
        Head::number("In", width),
        Head::number("Out", width),
        Head::number(if statement.as_of.is_some() { "Left to date" } else { "Closing" }, width),
    ];
    let sheet = workbook.add_worksheet().set_name(FUNDS)?;
    head(sheet, "Funds", &below(layout), &columns)?;
    let mut table = Table::new(sheet, &columns, statement.currency, FIRST_ROW);
    for line in &statement.funds {
        table.line(&fund(line, table.row, layout))?;
    }
    if !are_known(statement) {
        return set_up(sheet, layout.inputs);
    }
    let total = table.sums(&totals(table.row, layout))?;
    table.line(&stated(layout))?;
    let difference = table.line(&differences(total, layout))?;
    let verdicts = SUMS.map(|(column, of, whole)| {
        let minor = sum(layout, of) - whole(statement);
        verdict(&relative(difference, column), minor)
    });
    table.line(&titled("", verdicts))?;
    mark(sheet, (difference + 1, OPENING), (difference + 1, CLOSING))?;
    set_up(sheet, layout.inputs)
}

/// Whether the workbook has the sheet: there are funds, and totals that they are a part of.
pub(super) fn has_sheet(statement: &Statement) -> bool {
    !statement.funds.is_empty() && statement.totals_known
}

/// Whether it is known what is in each fund.
pub(super) fn are_known(statement: &Statement) -> bool {
    has_sheet(statement) && statement.fund_openings_known && statement.fund_movements_known
}

type OfFund = fn(&FundLine) -> i64;
type OfStatement = fn(&Statement) -> i64;

/// Columns of amounts: what a fund has in it, and what the statement has in all.
const SUMS: [(u16, OfFund, OfStatement); 4] = [
    (OPENING, |fund| fund.opening, |statement| statement.opening),
    (INCOME, |fund| fund.income, |statement| statement.income),
    (EXPENSE, |fund| fund.expense, |statement| statement.expense),
    (CLOSING, FundLine::closing, |statement| statement.closing),
];

fn below(layout: &Layout) -> String {
    let statement = layout.inputs.statement;
    let mut below = format!("{} {BELOW}", in_currency(layout.inputs));
    if !statement.fund_openings_known || !statement.fund_movements_known {
        below.push_str(
            " Something is not known of the funds: what was in one on the first day, or a line is booked on a fund that \
             funds.csv does not have. What rests on it is left open until that is mended.",
        );
    }
    below
}

fn fund(line: &FundLine, row: u32, layout: &Layout) -> Vec<Value> {
    let statement = layout.inputs.statement;
    let (opens, moved) = (statement.fund_openings_known, statement.fund_movements_known);
    let id = format!("${}", relative(row, 0));
    let booked = |kind| layout.booked_where(Some((LedgerColumn::Fund, &id)), Some(kind), None);
    let formula =
        format!("{}+{}-{}", relative(row, OPENING), relative(row, INCOME), relative(row, EXPENSE));
    vec![
        Value::text(line.id.as_str()),
        Value::Text(title(line, layout)),
        Value::Text(layout.shown.fund_purpose(line)),
        Value::Amount(Some(line.opening)).if_known(opens),
        Value::Sum(booked(AccountKind::Income), line.income).if_known(moved),
        Value::Sum(booked(AccountKind::Expense), line.expense).if_known(moved),
        Value::Sum(rounded(&formula, statement.currency), line.closing()).if_known(opens && moved),
    ]
}

fn sum(layout: &Layout, of: OfFund) -> i64 {
    layout.inputs.statement.funds.iter().map(of).sum()
}

fn totals(row: u32, layout: &Layout) -> Vec<Value> {
    let statement = layout.inputs.statement;
    let first = row - statement.funds.len() as u32;
    let values = SUMS.map(|(column, of, _)| {
        let range = format!("{}:{}", relative(first, column), relative(row - 1, column));
        Value::Sum(rounded(&format!("SUM({range})"), statement.currency), sum(layout, of))
    });
    titled("Total", values)
}

fn stated(layout: &Layout) -> Vec<Value> {
    let statement = layout.inputs.statement;
    let names = ["opening_balance", "total_income", "total_expense", "closing_balance"];
    let mut values = SUMS
        .iter()
        .zip(names)
        .map(|((_, _, whole), name)| Value::Sum(name.to_owned(), whole(statement)));
    titled("In the statement", [(); 4].map(|()| values.next().unwrap_or(Value::Blank)))
}

fn differences(total: u32, layout: &Layout) -> Vec<Value> {
    let statement = layout.inputs.statement;
    let values = SUMS.map(|(column, of, whole)| {
        let formula = format!("{}-{}", relative(total, column), relative(total + 1, column));
        Value::Sum(rounded(&formula, statement.currency), sum(layout, of) - whole(statement))
    });
    titled("Difference", values)
}

fn titled(title: &str, amounts: [Value; 4]) -> Vec<Value> {
    let mut values = vec![Value::Blank, Value::text(title), Value::Blank];
    values.extend(amounts);
    values
}

/// A fund's title; that of the general one says what it is.
pub(super) fn title(line: &FundLine, layout: &Layout) -> String {
    match line.id == GENERAL_FUND {
        true => "In no other fund".to_owned(),
        false => layout.shown.fund_title(line),
    }
}

/// The cell of the closing of all funds.
pub(super) fn closing_cell(layout: &Layout) -> String {
    absolute(FUNDS, FIRST_ROW + layout.inputs.statement.funds.len() as u32, CLOSING)
}

/// The cell of the closing of the fund in a position.
pub(super) fn closing_of(index: u32) -> String {
    absolute(FUNDS, FIRST_ROW + index, CLOSING)
}
