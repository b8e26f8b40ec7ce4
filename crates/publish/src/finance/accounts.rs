//! Totals: by account, fund, activity and year.

use model::YearReading;
use model::finance::{
    AccountClass, AccountKind, AccountLine, ActivityLine, FundLine, Statement, YearOfAccounts,
};

use super::currency_field;
use super::shown::{description, money};
use crate::field::{integer, number, text};
use crate::table::{Table, Value};
use model::shown_books::ShownBooks;

/// `finance_accounts`: budget and actual.
pub(super) fn accounts(statement: &Statement, shown: &ShownBooks<'_>) -> Table {
    let fields = vec![
        text("account", "Number or code of the account.").required(),
        text("title", "Its title."),
        text("kind", "Income or expense; blank for an account that is not in the budget.")
            .one_of(AccountKind::ALL),
        text("class", "Its nature; blank likewise.").one_of(AccountClass::ALL),
        number("budget", "The budget set; blank likewise."),
        number("revised_budget", "The budget as revised; the budget set if it was not."),
        number("actual", "What was booked, on a cash basis; blank where that is not known."),
        number("difference", "`actual` less `revised_budget`."),
        number(
            "last_year",
            "Last year's actual; blank without a last year, and where the statement is interim.",
        ),
        number("next_year_budget", "Next year's budget; blank where the statement is interim."),
        currency_field(),
        text("explanation", "Why the actual differs; blank where the statement is interim."),
    ];
    let money = |minor| money(minor, statement.currency);
    let row = |line: &AccountLine| {
        // Of an account that is not in the budget nothing but what was booked on it is known.
        let known = line.in_budget().then_some(line);
        let booked = statement.knows_account(&line.account).then_some(line);
        // A part of the year is held against no other year, and explained once it is over.
        let annual = statement.as_of.is_none().then_some(line);
        vec![
            Value::text(&line.account),
            Value::text(shown.account_title(line)),
            Value::text(known.map_or("", |line| line.kind.code())),
            Value::text(known.map_or("", |line| line.class.code())),
            Value::optional(known.map(|line| line.budget), money),
            Value::optional(known.map(|line| line.revised_budget), money),
            Value::optional(booked.map(|line| line.actual), money),
            Value::optional(known.and(booked).map(AccountLine::difference), money),
            Value::optional(annual.and_then(|line| line.last_year), money),
            Value::optional(annual.and_then(|line| line.next_year_budget), money),
            Value::text(statement.currency.code()),
            Value::text(annual.map(|line| shown.explanation(line)).unwrap_or_default()),
        ]
    };
    let rows = statement.accounts.iter().map(row).collect();
    let words = description(statement, "Budget and actual of every account.");
    Table::new("finance_accounts", "Accounts", words, 1, fields, rows)
}

/// `finance_funds`: money set aside, and what is in no fund.
pub(super) fn funds(statement: &Statement, shown: &ShownBooks<'_>) -> Table {
    let fields = vec![
        text("fund", "Id of the fund; `general`: what is in no other.").required(),
        text("title", "Its title."),
        text("purpose", "What the money is for."),
        number("opening", "What was in it on the first day; blank where that is not known."),
        number("income", "What came in."),
        number("expense", "What went out."),
        number("closing", "What is in it on the last day."),
        currency_field(),
    ];
    let known =
        |is: bool, minor| Value::optional(is.then_some(minor), |m| money(m, statement.currency));
    let (moved, opens) = (statement.fund_movements_known, statement.fund_openings_known);
    let row = |fund: &FundLine| {
        vec![
            Value::text(&fund.id),
            Value::text(shown.fund_title(fund)),
            Value::text(shown.fund_purpose(fund)),
            known(opens, fund.opening),
            known(moved, fund.income),
            known(moved, fund.expense),
            known(opens && moved, fund.closing()),
            Value::text(statement.currency.code()),
        ]
    };
    let rows = statement.funds.iter().map(row).collect();
    let words = "Money set aside for a purpose (§5.3.3), and what is in no fund; the closings add up to the year's.";
    Table::new("finance_funds", "Funds", description(statement, words), 1, fields, rows)
}

/// `finance_activities`: the same income and expense cut by what they were for; empty where no line names an activity.
pub(super) fn activities(
    statement: &Statement,
    year: &YearReading,
    shown: &ShownBooks<'_>,
) -> Table {
    let fields = vec![
        text(
            "activity",
            "Id of the activity; `(not on file)`: what is booked on others; blank: what is booked on none.",
        ),
        text("title", "Its title; blank where the list of activities does not have it."),
        text(
            "working_group",
            "The working group it belongs to; `(not on file)` where the year has no such group.",
        ),
        number("income", "What came in; blank where that is not known."),
        number("expense", "What went out; blank likewise."),
        currency_field(),
    ];
    let known = |minor| {
        let known = statement.totals_known.then_some(minor);
        Value::optional(known, |minor| money(minor, statement.currency))
    };
    let row = |line: &ActivityLine| {
        vec![
            Value::text(shown.activity(&line.id)),
            Value::text(shown.activity_title(line)),
            Value::text(shown.working_group(year, &line.working_group)),
            known(line.income),
            known(line.expense),
            Value::text(statement.currency.code()),
        ]
    };
    let rows = statement.activities.iter().map(row).collect();
    let words = "Income and expense by activity; together they are those of the accounts. No row where the ledger names no activity.";
    Table::new("finance_activities", "Activities", description(statement, words), 1, fields, rows)
}

/// `finance_years`: the statement of this year and of those before it.
pub(super) fn years(statement: &Statement) -> Table {
    let fields = vec![
        integer("year", "The year of accounts.").required(),
        text("kind", "Balance on the first day, income, expense, or balance on the last day.")
            .required()
            .one_of(["opening", "income", "expense", "closing"]),
        text("class", "Nature of the income or expense; blank for a balance.")
            .one_of(AccountClass::ALL),
        number("amount", "The amount.").required(),
        currency_field(),
    ];
    let known = |year: &&YearOfAccounts| statement.totals_known || year.year != statement.year;
    let years = statement.years.iter().filter(known);
    let rows = years.flat_map(|year| year_rows(year, statement)).collect();
    let words = "The years on file up to this one, at most five, without a gap and in the same currency: opening + income − expense = closing. Classes that nothing was booked on have no row, nor has a year that is incomplete.";
    Table::new("finance_years", "Years", description(statement, words), 3, fields, rows)
}

fn year_rows(year: &YearOfAccounts, statement: &Statement) -> Vec<Vec<Value>> {
    let row = |kind: &str, class: &str, amount| {
        vec![
            Value::Integer(year.year.into()),
            Value::text(kind),
            Value::text(class),
            money(amount, statement.currency),
            Value::text(statement.currency.code()),
        ]
    };
    let by_class = |kind: &'static str, classes: &[(AccountClass, i64)]| {
        classes.iter().map(|(class, amount)| row(kind, class.code(), *amount)).collect::<Vec<_>>()
    };
    let mut rows = vec![row("opening", "", year.opening)];
    rows.extend(by_class("income", &year.income_by_class));
    rows.extend(by_class("expense", &year.expense_by_class));
    rows.push(row("closing", "", year.closing()));
    rows
}
