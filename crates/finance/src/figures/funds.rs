//! Money by fund and by activity.

use std::collections::BTreeSet;

use model::finance::{AccountKind, BookedLine, FundLine, GENERAL_FUND};
use model::{Dimension, Dimensions, TraceEntry};

use super::{Gatherer, Known};
use crate::accounts::Accounts;
use crate::activities::code;

impl Gatherer<'_> {
    /// Opening, income, expense and closing of each fund. Where a line is booked on a fund nobody knows, what moved in
    /// any of them is not known.
    pub(super) fn funds(&mut self) {
        let statement = self.statement;
        let known = |is: bool, amount| if is { Known::Whole(amount) } else { Known::Not };
        let (opens, moved) = (statement.fund_openings_known, statement.fund_movements_known);
        for fund in &statement.funds {
            let cut = Dimensions::none().with(Dimension::Fund, &fund.id);
            let opening = self.opening_of(fund);
            let of = |kind| {
                self.booked_trace(|line| {
                    line.line.fund_code() == fund.id && self.kind(line) == Some(kind)
                })
            };
            let (income, expense) = (of(AccountKind::Income), of(AccountKind::Expense));
            let all = [opening.clone(), income.clone(), expense.clone()].concat();
            self.add("opening", cut.clone(), known(opens, fund.opening), opening);
            self.add("income", cut.clone(), known(moved, fund.income), income);
            self.add("expense", cut.clone(), known(moved, fund.expense), expense);
            self.add("closing", cut, known(opens && moved, fund.closing()), all);
        }
    }

    /// The cells a fund's opening rests on; the general one's is the year's opening less what is set aside.
    pub(super) fn opening_of(&self, fund: &FundLine) -> Vec<TraceEntry> {
        let general = fund.id == GENERAL_FUND;
        let sign = if general { -1 } else { 1 };
        let year = general.then(|| self.opening_entry());
        let funds = self.inputs.year.finance.funds.iter();
        let rows = funds.filter(|row| general || row.id == fund.id).map(|row| {
            let value = self.decimal(sign * row.opening).to_string();
            TraceEntry::new("", value, row.place.clone())
        });
        year.into_iter().chain(rows).collect()
    }

    /// Income and expense of each activity that a line names.
    pub(super) fn activities(&mut self, accounts: &Accounts) {
        let statement = self.statement;
        let activities = &self.inputs.year.finance.activities;
        let codes = statement.booked.iter().map(|line| code(line, activities));
        let named: BTreeSet<&str> = codes.filter(|code| !code.is_empty()).collect();
        for activity in named {
            let own = |line: &BookedLine| code(line, activities) == activity;
            let known = |line: &BookedLine| line.booked.is_some() && self.kind(line).is_some();
            let whole = !self.inputs.year.finance.incomplete
                && !accounts.contradictory
                && statement.booked.iter().filter(|line| own(line)).all(known);
            for kind in AccountKind::ALL {
                let of_kind = |line: &BookedLine| own(line) && self.kind(line) == Some(*kind);
                let lines: Vec<&BookedLine> =
                    statement.booked.iter().filter(|line| of_kind(line)).collect();
                if lines.is_empty() {
                    continue;
                }
                let amount = lines.iter().filter_map(|line| line.booked).sum();
                let known = if whole { Known::Whole(amount) } else { Known::Not };
                let trace = self.booked_trace(of_kind);
                let cut = Dimensions::none().with(Dimension::Activity, activity);
                self.add(kind.code(), cut, known, trace);
            }
        }
    }
}
