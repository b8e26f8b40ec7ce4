//! The `finance.*` figures, each with the cells it came from.

mod commitments;
mod contributions;
mod funds;
mod in_kind;

use std::sync::Arc;

use model::finance::{AccountClass, AccountKind, BookedLine, BudgetLine, Statement};
use model::{
    Decimal, Dimension, Dimensions, Figure, Money, ObservationStatus, Place, TraceEntry, Unit,
    round_half_even,
};

use crate::accounts::{Accounts, Kinds};
use crate::contributions::Contributions;
use crate::statement::Inputs;

/// Gathers the figures of a year.
struct Gatherer<'a> {
    inputs: &'a Inputs<'a>,
    statement: &'a Statement,
    kinds: Kinds<'a>,
    /// What each line of the statement's ledger is in a trace; `None` where it is not booked.
    entries: Vec<Option<TraceEntry>>,
    figures: Vec<Figure>,
}

/// What is known of an amount.
#[derive(Clone, Copy)]
enum Known {
    /// It is known.
    Whole(i64),
    /// A part of it is, or it may still change.
    Partly(i64),
    /// It is, and rests on a rate that was no longer quoted.
    Estimated(i64),
    /// It is not.
    Not,
}

/// Every `finance.*` figure of the year.
pub(crate) fn figures(
    inputs: &Inputs,
    statement: &Statement,
    accounts: &Accounts,
    contributions: &Contributions,
) -> Vec<Figure> {
    let kinds = Kinds::new(&statement.accounts);
    let mut gatherer =
        Gatherer { inputs, statement, kinds, entries: Vec::new(), figures: Vec::new() };
    gatherer.entries = statement.booked.iter().map(|line| gatherer.entry(line)).collect();
    gatherer.balances(accounts);
    for line in statement.accounts.iter().filter(|line| line.in_budget()) {
        gatherer.account(&line.account, accounts);
    }
    for class in AccountClass::ALL {
        gatherer.class(*class, accounts);
    }
    gatherer.funds();
    gatherer.activities(accounts);
    gatherer.contributions(contributions);
    gatherer.commitments();
    gatherer.reserve_months(accounts);
    gatherer.in_kind();
    gatherer.figures
}

impl Gatherer<'_> {
    /// Opening, income, expense, surplus and closing of the whole year.
    fn balances(&mut self, accounts: &Accounts) {
        let statement = self.statement;
        let all_booked = accounts.all_booked(&self.inputs.year.finance);
        let known = |amount| {
            if all_booked { Known::Whole(amount) } else { Known::Not }
        };
        let opening = self.opening_entry();
        let income = self.booked_trace(|line| self.kind(line) == Some(AccountKind::Income));
        let expense = self.booked_trace(|line| self.kind(line) == Some(AccountKind::Expense));
        let both = [income.clone(), expense.clone()].concat();
        let all = [vec![opening.clone()], both.clone()].concat();
        let none = Dimensions::none;
        let surplus = statement.income - statement.expense;
        self.add("opening", none(), Known::Whole(statement.opening), vec![opening]);
        self.add("income", none(), known(statement.income), income);
        self.add("expense", none(), known(statement.expense), expense);
        self.add("surplus", none(), known(surplus), both);
        self.add("closing", none(), known(statement.closing), all);
    }

    /// Actual and budget of one account.
    fn account(&mut self, account: &str, accounts: &Accounts) {
        let Some(line) = accounts.lines.iter().find(|line| line.account == account) else {
            return;
        };
        let dimensions = Dimensions::none().with(Dimension::Account, account);
        let whole = !self.inputs.year.finance.incomplete
            && !accounts.contradictory
            && !accounts.unknown.iter().any(|unknown| unknown == account);
        let known = if whole { Known::Whole(line.actual) } else { Known::Not };
        let trace = self.booked_trace(|booked| booked.line.account == account);
        self.add(line.kind.code(), dimensions.clone(), known, trace);
        self.budgets(dimensions, |row| row.account == account);
    }

    /// Actual and budget of one class.
    fn class(&mut self, class: AccountClass, accounts: &Accounts) {
        let of_class = || {
            let lines = accounts.lines.iter().filter(|line| line.in_budget());
            lines.filter(move |line| line.class == class)
        };
        if of_class().next().is_none() {
            return;
        }
        let dimensions = Dimensions::none().with(Dimension::Class, class.code());
        let whole = !self.inputs.year.finance.incomplete
            && !accounts.contradictory
            && !accounts.outside_budget()
            && !of_class().any(|line| accounts.unknown.contains(&line.account));
        for kind in AccountKind::ALL {
            if !of_class().any(|line| line.kind == *kind) {
                continue;
            }
            let lines = of_class().filter(|line| line.kind == *kind);
            let actual = lines.map(|line| line.actual).sum();
            let known = if whole { Known::Whole(actual) } else { Known::Not };
            let within = |booked: &BookedLine| {
                of_class().any(|line| line.kind == *kind && line.account == booked.line.account)
            };
            let trace = self.booked_trace(within);
            self.add(kind.code(), dimensions.clone(), known, trace);
        }
        let accounts: Vec<String> = of_class().map(|line| line.account.clone()).collect();
        self.budgets(dimensions, |row| accounts.contains(&row.account));
    }

    /// Budget as set and as revised, of the rows that are `within`.
    fn budgets(&mut self, dimensions: Dimensions, within: impl Fn(&BudgetLine) -> bool) {
        let finance = &self.inputs.year.finance;
        let rows: Vec<&BudgetLine> = finance.budget.iter().filter(|row| within(row)).collect();
        let revised = |row: &BudgetLine| row.revised_amount.unwrap_or(row.amount);
        let set: i64 = rows.iter().map(|row| row.amount).sum();
        let now: i64 = rows.iter().map(|row| revised(row)).sum();
        let entry = |amount, source: &Place| {
            TraceEntry::new("", self.decimal(amount).to_string(), source.clone())
        };
        let set_trace = rows.iter().map(|row| entry(row.amount, &row.place)).collect();
        let now_place = |row: &BudgetLine| row.revised_place.as_ref().unwrap_or(&row.place).clone();
        let now_trace = rows.iter().map(|row| entry(revised(row), &now_place(row))).collect();
        let known = |amount| match finance.incomplete {
            true => Known::Not,
            false => Known::Whole(amount),
        };
        self.add("budget", dimensions.clone(), known(set), set_trace);
        self.add("revised_budget", dimensions, known(now), now_trace);
    }

    fn kind(&self, booked: &BookedLine) -> Option<AccountKind> {
        self.kinds.of(&booked.line.account)
    }

    fn booked_trace(&self, within: impl Fn(&BookedLine) -> bool) -> Vec<TraceEntry> {
        let lines = self.statement.booked.iter().zip(&self.entries);
        lines.filter(|(line, _)| within(line)).filter_map(|(_, entry)| entry.clone()).collect()
    }

    /// A line in a trace: whose money it is where the register has it, and the amount as booked.
    fn entry(&self, booked: &BookedLine) -> Option<TraceEntry> {
        let participant = booked.line.participant(&self.inputs.pact.register);
        let participant = participant.map(|id| id.to_string()).unwrap_or_default();
        let value = self.decimal(booked.booked?).to_string();
        Some(TraceEntry::new(participant, value, booked.line.place.clone()))
    }

    /// The balance on the first day in a trace.
    fn opening_entry(&self) -> TraceEntry {
        let settings = Place::file(format!("inputs/{}/year.toml", self.statement.year));
        TraceEntry::new("", self.decimal(self.statement.opening).to_string(), settings)
    }

    fn decimal(&self, minor: i64) -> Decimal {
        let money = Money { currency: self.statement.currency, minor };
        round_half_even(money.to_decimal(), 2)
    }

    /// An amount.
    fn add(&mut self, name: &str, dimensions: Dimensions, known: Known, trace: Vec<TraceEntry>) {
        let (value, status) = match known {
            Known::Whole(amount) => (Some(amount), ObservationStatus::Normal),
            Known::Partly(amount) => (Some(amount), ObservationStatus::Provisional),
            Known::Estimated(amount) => (Some(amount), ObservationStatus::Estimated),
            Known::Not => (None, ObservationStatus::NotAnswered),
        };
        let unit = Unit::Currency(self.statement.currency);
        let value = value.map(|amount| self.decimal(amount));
        self.figure(name, dimensions, (value, unit, status), trace);
    }

    fn figure(
        &mut self,
        name: &str,
        dimensions: Dimensions,
        (value, unit, status): (Option<Decimal>, Unit, ObservationStatus),
        trace: Vec<TraceEntry>,
    ) {
        self.figures.push(Figure {
            indicator: format!("finance.{name}"),
            year: self.statement.year,
            dimensions,
            value,
            unit,
            status,
            contributors: None,
            trace: Arc::new(trace),
        });
    }
}
