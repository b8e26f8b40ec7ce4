//! Sheet `Checks`: what must agree, with both sides and what they differ by.

use model::finance::{
    AccountClass, AccountKind, ActivityLine, BookedLine, FundLine, YearOfAccounts,
};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::account_columns::Column;
use super::dues::Owed;
use super::layout::{Layout, class_sum, class_title, kind_title};
use super::page::{
    AGREES, BANK_MISSING, CHECKS, FIRST_ROW, Head, LOOK_HERE, SETTING_ROW, amount_width,
    bank_is_missing, head, in_currency, mark, rounded, set_up,
};
use super::receipts::Receipt;
use super::receipts_sheet::Taken;
use super::statement_sheet::verdict;
use super::table::{Table, Value};
use super::{contributions_sheet, dues_sheet, funds_sheet, years_sheet};
use crate::xlsx::{absolute, relative};

const ONE: u16 = 2;
const OTHER: u16 = 4;
const DIFFERENCE: u16 = 5;
const RESULT: u16 = 6;

/// What is said where the totals are not known.
const NOT_COMPARED: &str = "Totals that are not known are compared with nothing.";

/// Two amounts that must agree: each as a formula, and in minor units.
struct Check {
    what: String,
    one: (&'static str, String, i64),
    other: (&'static str, String, i64),
}

/// Adds the sheet.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let currency = layout.inputs.statement.currency;
    let width = amount_width(layout.inputs.statement, 16.0);
    let columns = [
        Head::text("What must agree", 48.0),
        Head::text("One side", 34.0),
        Head::number("Amount", width),
        Head::text("Other side", 34.0),
        Head::number("Amount", width),
        Head::number("Difference", width),
        Head::number("Result", 14.0),
    ];
    let sheet = workbook.add_worksheet().set_name(CHECKS)?;
    let mut below = in_currency(layout.inputs);
    if !layout.inputs.statement.totals_known {
        below = format!("{below} {NOT_COMPARED}");
    }
    if bank_is_missing(layout.inputs.statement) {
        below = format!("{below} {BANK_MISSING}");
    }
    head(sheet, "Checks", &below, &columns)?;
    let checks = checks(layout);
    let mut table = Table::new(sheet, &columns, currency, FIRST_ROW);
    for check in &checks {
        let row = table.row;
        let minor = check.one.2 - check.other.2;
        let formula = format!("{}-{}", relative(row, ONE), relative(row, OTHER));
        table.line(&[
            Value::text(check.what.as_str()),
            Value::text(check.one.0),
            Value::Sum(check.one.1.clone(), check.one.2),
            Value::text(check.other.0),
            Value::Sum(check.other.1.clone(), check.other.2),
            Value::Sum(rounded(&formula, currency), minor),
            verdict(&relative(row, DIFFERENCE), minor),
        ])?;
    }
    let last = table.row - 1;
    let results = format!("{}:{}", relative(FIRST_ROW, RESULT), relative(last, RESULT));
    let all = checks.iter().all(|check| check.one.2 == check.other.2);
    table.row = SETTING_ROW;
    let in_all = format!(
        "IF(COUNTIF({results},\"{AGREES}\")={},\"{AGREES}\",\"{LOOK_HERE}\")",
        checks.len()
    );
    let in_all = Value::WordBelow(in_all, if all { AGREES } else { LOOK_HERE });
    let mut values = vec![Value::Blank; columns.len()];
    values[0] = Value::text("All of them");
    values[usize::from(RESULT)] = in_all.if_known(layout.inputs.statement.totals_known);
    table.sums(&values)?;
    mark(sheet, (SETTING_ROW, RESULT), (last, RESULT))?;
    set_up(sheet, layout.inputs)?;
    let cell = absolute(CHECKS, SETTING_ROW, RESULT);
    workbook.define_name("all_checks", &format!("={cell}"))?;
    Ok(())
}

fn named(label: &'static str, name: &str, minor: i64) -> (&'static str, String, i64) {
    (label, name.to_owned(), minor)
}

fn checks(layout: &Layout) -> Vec<Check> {
    let statement = layout.inputs.statement;
    let mut checks = balances(layout);
    checks.push(uncounted(layout));
    if !layout.owed.is_empty() && layout.owed.iter().all(|owed| owed.known) {
        checks.push(outstanding(layout));
    }
    if !statement.totals_known {
        return checks;
    }
    checks.extend(AccountKind::ALL.iter().map(|kind| of_ledger(*kind, layout)));
    if !statement.activities.is_empty() {
        checks.extend(AccountKind::ALL.iter().map(|kind| by_activity(*kind, layout)));
    }
    if funds_sheet::are_known(statement) {
        let minor = statement.funds.iter().map(FundLine::closing).sum();
        checks.push(Check {
            what: "The funds together are the balance".to_owned(),
            one: ("all funds", funds_sheet::closing_cell(layout), minor),
            other: named("closing balance", "closing_balance", statement.closing),
        });
    }
    let classes = [AccountClass::Contribution, AccountClass::Voluntary];
    checks.extend(classes.into_iter().map(|class| of_receipts(class, layout)));
    if statement.years.len() > 1 {
        let minor = statement.years.last().map_or(0, YearOfAccounts::closing);
        checks.push(Check {
            what: "This year among the years".to_owned(),
            one: ("closing balance, sheet Years", years_sheet::closing_cell(layout), minor),
            other: named("closing balance", "closing_balance", statement.closing),
        });
    }
    checks
}

/// The balances, with the bank and with last year.
fn balances(layout: &Layout) -> Vec<Check> {
    let statement = layout.inputs.statement;
    let mut checks = Vec::new();
    if let Some(bank) =
        statement.bank_closing.filter(|_| statement.as_of.is_none() && statement.totals_known)
    {
        checks.push(Check {
            what: "The closing balance is what the bank states".to_owned(),
            one: named("closing balance", "closing_balance", statement.closing),
            other: named("the bank's balance", "bank_balance", bank),
        });
    }
    if let Some(last) = statement.last_closing {
        checks.push(Check {
            what: "The year opens with last year's closing balance".to_owned(),
            one: named("opening balance", "opening_balance", statement.opening),
            other: named("last year's closing balance", "last_closing_balance", last),
        });
    }
    checks
}

fn of_statement(kind: AccountKind, layout: &Layout) -> (&'static str, String, i64) {
    let statement = layout.inputs.statement;
    match kind {
        AccountKind::Income => named("income in the statement", "total_income", statement.income),
        AccountKind::Expense => {
            named("expense in the statement", "total_expense", statement.expense)
        }
    }
}

fn of_ledger(kind: AccountKind, layout: &Layout) -> Check {
    let is_own = |booked: &&BookedLine| {
        layout.account(&booked.line.account).is_some_and(|account| account.kind == kind)
    };
    let lines = layout.inputs.statement.booked.iter().filter(is_own);
    let minor = lines.filter_map(|line| line.booked).sum();
    Check {
        what: format!("{}: the ledger's lines and the statement", kind_title(kind)),
        one: ("lines of the ledger", layout.booked_where(None, Some(kind), None), minor),
        other: of_statement(kind, layout),
    }
}

/// What was booked on accounts that the budget does not have: nothing.
fn uncounted(layout: &Layout) -> Check {
    let booked = layout.inputs.statement.booked.iter();
    let all: i64 = booked.clone().filter_map(|line| line.booked).sum();
    let known = |line: &&BookedLine| layout.account(&line.line.account).is_some();
    let counted: i64 = booked.filter(known).filter_map(|line| line.booked).sum();
    let [income, expense] = [AccountKind::Income, AccountKind::Expense]
        .map(|kind| layout.booked_where(None, Some(kind), None));
    let formula = rounded(&format!("{income}+{expense}"), layout.inputs.statement.currency);
    Check {
        what: "Every line of the ledger is income or expense".to_owned(),
        one: ("all lines that could be read, added up", layout.booked_where(None, None, None), all),
        other: ("lines of income and of expense", formula, counted),
    }
}

/// What is still to come, by decision and by participant.
fn outstanding(layout: &Layout) -> Check {
    let (cell, minor) = contributions_sheet::outstanding(layout);
    let open = layout.owed.iter().map(Owed::still_to_come).sum();
    Check {
        what: "Contributions still to come: by decision and by participant".to_owned(),
        one: ("all decisions, sheet Dues", dues_sheet::all_open(layout), open),
        other: ("outstanding, sheet Contributions", cell, minor),
    }
}

fn by_activity(kind: AccountKind, layout: &Layout) -> Check {
    let activities = &layout.inputs.statement.activities;
    let amount = |line: &ActivityLine| match kind {
        AccountKind::Income => line.income,
        AccountKind::Expense => line.expense,
    };
    Check {
        what: format!("{}: by activity and by account", kind_title(kind)),
        one: (
            "all activities",
            super::activities_sheet::total_cell(kind, layout),
            activities.iter().map(amount).sum(),
        ),
        other: of_statement(kind, layout),
    }
}

/// The receipts of a class, and what the statement has of it.
fn of_receipts(class: AccountClass, layout: &Layout) -> Check {
    let statement = layout.inputs.statement;
    let is_own =
        |receipt: &&Receipt| receipt.class == class && receipt.ledger_year == statement.year;
    let minor = layout.receipts.iter().filter(is_own).filter_map(|receipt| receipt.booked).sum();
    let (formula, stated) = class_sum(layout, AccountKind::Income, class, Column::Actual);
    Check {
        what: format!("{}: the receipts and the statement", class_title(class)),
        one: (
            "receipts in this year's ledger",
            Taken::all(layout).class(class).ledger("=").sum(),
            minor,
        ),
        other: ("in the statement", formula, stated),
    }
}
