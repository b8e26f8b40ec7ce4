//! The `finance.*` figures, each with the cells it came from.

mod funds;
mod in_kind;

use std::sync::Arc;

use model::finance::{AccountClass, AccountKind, BookedLine, BudgetLine, Statement};
use model::{
    Decimal, Dimension, Dimensions, Figure, Money, ObservationStatus, Place, TraceEntry, Unit,
    round_half_even,
};

use crate::accounts::Accounts;
use crate::contributions::{Contributions, Party};
use crate::statement::Inputs;

/// Gathers the figures of a year.
struct Gatherer<'a> {
    inputs: &'a Inputs<'a>,
    statement: &'a Statement,
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
    let mut gatherer = Gatherer { inputs, statement, figures: Vec::new() };
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
        let settings = Place::file(format!("inputs/{}/year.toml", statement.year));
        let opening = TraceEntry::new("", self.decimal(statement.opening).to_string(), settings);
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

    /// What is said of contributions; nothing is known of them where a file or a line is missing.
    fn contributions(&mut self, contributions: &Contributions) {
        let parties = &contributions.parties;
        if parties.is_empty() {
            return;
        }
        let whole = !self.inputs.year.finance.incomplete;
        for measure in Measure::ALL {
            let name = measure.name();
            let owing = measure.is_owed();
            let shown: Vec<&Party> = parties.iter().filter(|p| p.expected || !owing).collect();
            let mut trace = Vec::new();
            let mut amounts = Vec::new();
            for party in shown {
                let dimensions = Dimensions::none()
                    .with(Dimension::Participant, party.line.participant.as_str());
                let known = if whole { measure.known(party) } else { Known::Not };
                let own = self.party_trace(name, party);
                trace.extend(own.iter().cloned());
                amounts.push(known);
                self.add(name, dimensions, known, own);
            }
            if !amounts.is_empty() {
                self.add(name, Dimensions::none(), total(&amounts, owing), trace);
            }
        }
        self.exchange_difference(parties);
    }

    /// What rates made between due date and payment; only where something is due in another currency.
    fn exchange_difference(&mut self, parties: &[Party]) {
        let concerned: Vec<&Party> =
            parties.iter().filter(|party| party.exchange_difference.is_some()).collect();
        if concerned.is_empty() {
            return;
        }
        let (mut total, mut traces) = (0, Vec::new());
        let known = |amount| match self.inputs.year.finance.incomplete {
            true => Known::Not,
            false => Known::Whole(amount),
        };
        for party in concerned {
            let own = party.exchange_difference.unwrap_or(0);
            let trace = self.party_trace("outstanding", party);
            let participant = party.line.participant.as_str();
            let cut = Dimensions::none().with(Dimension::Participant, participant);
            total += own;
            traces.extend(trace.iter().cloned());
            self.add("exchange_difference", cut, known(own), trace);
        }
        self.add("exchange_difference", Dimensions::none(), known(total), traces);
    }

    fn party_trace(&self, name: &str, party: &Party) -> Vec<TraceEntry> {
        let dues = party.dues.iter().map(|due| {
            let minor = if due.waived { 0 } else { due.due };
            let value = Money { currency: due.currency, minor }.to_decimal().to_string();
            TraceEntry::new(due.participant.as_str(), value, due.place.clone())
        });
        let paid = |lines: &[BookedLine]| -> Vec<TraceEntry> {
            lines.iter().filter_map(|line| self.entry(line)).collect()
        };
        // A payment nobody asked for is a gift, not a contribution received.
        let none_asked = party.line.waived && !matches!(name, "advance" | "arrears");
        match name {
            _ if none_asked => dues.collect(),
            "due" => dues.collect(),
            "received" => paid(&party.received),
            "advance" => paid(&party.advance),
            "arrears" => paid(&party.arrears),
            _ => dues.chain(paid(&party.received)).collect(),
        }
    }

    fn kind(&self, booked: &BookedLine) -> Option<AccountKind> {
        let mut accounts = self.statement.accounts.iter();
        let found = accounts.find(|line| line.account == booked.line.account && line.in_budget());
        found.map(|line| line.kind)
    }

    fn booked_trace(&self, within: impl Fn(&BookedLine) -> bool) -> Vec<TraceEntry> {
        let lines = self.statement.booked.iter().filter(|line| within(line));
        lines.filter_map(|line| self.entry(line)).collect()
    }

    fn entry(&self, booked: &BookedLine) -> Option<TraceEntry> {
        let counterparty = booked.line.counterparty.trim();
        let known = self.inputs.pact.register.knows(counterparty);
        let participant = if known { counterparty } else { "" };
        let value = self.decimal(booked.booked?).to_string();
        Some(TraceEntry::new(participant, value, booked.line.place.clone()))
    }

    fn decimal(&self, minor: i64) -> Decimal {
        let money = Money { currency: self.statement.currency, minor };
        round_half_even(money.to_decimal(), 2)
    }

    fn add(&mut self, name: &str, dimensions: Dimensions, known: Known, trace: Vec<TraceEntry>) {
        let (value, status) = match known {
            Known::Whole(amount) => (Some(amount), ObservationStatus::Normal),
            Known::Partly(amount) => (Some(amount), ObservationStatus::Provisional),
            Known::Estimated(amount) => (Some(amount), ObservationStatus::Estimated),
            Known::Not => (None, ObservationStatus::NotAnswered),
        };
        self.figures.push(Figure {
            indicator: format!("finance.{name}"),
            year: self.statement.year,
            dimensions,
            value: value.map(|amount| self.decimal(amount)),
            unit: Unit::Currency(self.statement.currency),
            status,
            contributors: None,
            trace: Arc::new(trace),
        });
    }
}

/// What is said of a participant's contributions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Due,
    Received,
    Outstanding,
    Overpaid,
    Advance,
    Arrears,
}

impl Measure {
    const ALL: [Measure; 6] = [
        Measure::Due,
        Measure::Received,
        Measure::Outstanding,
        Measure::Overpaid,
        Measure::Advance,
        Measure::Arrears,
    ];

    fn name(self) -> &'static str {
        match self {
            Measure::Due => "due",
            Measure::Received => "received",
            Measure::Outstanding => "outstanding",
            Measure::Overpaid => "overpaid",
            Measure::Advance => "advance",
            Measure::Arrears => "arrears",
        }
    }

    /// Whether it rests on a decision about what is due.
    fn is_owed(self) -> bool {
        !matches!(self, Measure::Received | Measure::Advance | Measure::Arrears)
    }

    /// The amount, where every part of it is known.
    fn known(self, party: &Party) -> Known {
        let line = &party.line;
        let booked = |lines: &[BookedLine]| lines.iter().all(|line| line.booked.is_some());
        let (amount, known) = match self {
            Measure::Due => (line.due.unwrap_or(0), line.due.is_some()),
            Measure::Received => (line.received, booked(&party.received)),
            Measure::Outstanding => (line.outstanding, party.settled),
            Measure::Overpaid => (line.overpaid, party.settled),
            Measure::Advance => (line.advance, booked(&party.advance)),
            Measure::Arrears => (line.received_for_earlier, booked(&party.arrears)),
        };
        match known {
            true => Known::Whole(amount),
            false => Known::Not,
        }
    }
}

/// The sum over participants. What is owed may be decided for some of them only: their sum is then given
/// as provisional. What was received has no sum where a payment has no rate.
fn total(amounts: &[Known], owing: bool) -> Known {
    let known = amounts.iter().filter_map(|amount| match amount {
        Known::Whole(amount) | Known::Partly(amount) | Known::Estimated(amount) => Some(*amount),
        Known::Not => None,
    });
    let known: Vec<i64> = known.collect();
    match known.len() == amounts.len() {
        true => Known::Whole(known.iter().sum()),
        false if owing && !known.is_empty() => Known::Partly(known.iter().sum()),
        false => Known::Not,
    }
}
