//! What is committed, and how long the reserve lasts.

use std::collections::BTreeSet;

use model::finance::{AccountKind, CommittedLine, GENERAL_FUND, code_on_file};
use model::{Dimension, Dimensions, ObservationStatus, TraceEntry, Unit};

use super::{Gatherer, Known};
use crate::accounts::Accounts;

impl Gatherer<'_> {
    /// What is committed in all, by account and by fund. Where a row had to be left aside nobody knows of what it would
    /// have been a part; where an amount has no rate, what it is part of is not known.
    pub(super) fn commitments(&mut self) {
        let lines = &self.statement.commitments;
        if lines.is_empty() && !self.inputs.year.finance.commitments_incomplete {
            return;
        }
        self.committed(Dimensions::none(), |_| true);
        let accounts: BTreeSet<&str> = lines.iter().map(account).collect();
        for code in accounts {
            let cut = Dimensions::none().with(Dimension::Account, code);
            self.committed(cut, |line| account(line) == code);
        }
        // A year without funds has no figures by fund: the total says the same.
        let by_fund = lines.iter().filter(|_| !self.statement.funds.is_empty());
        let statement = self.statement;
        let on_file = || statement.funds.iter().map(|fund| fund.id.as_str());
        let codes = by_fund.map(|line| code_on_file(fund(line), on_file()));
        let funds: BTreeSet<&str> = codes.collect();
        for code in funds {
            let cut = Dimensions::none().with(Dimension::Fund, code);
            self.committed(cut, |line| code_on_file(fund(line), on_file()) == code);
        }
    }

    fn committed(&mut self, cut: Dimensions, within: impl Fn(&CommittedLine) -> bool) {
        let own = || self.statement.commitments.iter().filter(|line| within(line));
        let sum = own().map(|line| line.amount).sum::<Option<i64>>();
        let known = match sum.filter(|_| !self.inputs.year.finance.commitments_incomplete) {
            Some(sum) => Known::Whole(sum),
            None => Known::Not,
        };
        let trace = self.committed_trace(within);
        self.add("commitments", cut, known, trace);
    }

    fn committed_trace(&self, within: impl Fn(&CommittedLine) -> bool) -> Vec<TraceEntry> {
        let own = self.statement.commitments.iter().filter(|line| within(line));
        let entries = own.filter_map(|line| {
            let participant = self.inputs.pact.register.named(&line.commitment.counterparty);
            let participant = participant.map(|id| id.to_string()).unwrap_or_default();
            let value = self.decimal(line.amount?).to_string();
            Some(TraceEntry::new(participant, value, line.commitment.place.clone()))
        });
        entries.collect()
    }

    /// How many months of the year's expense the reserve would pay for. Its cells are those of the general fund's
    /// closing, of every expense, and of what is committed from it.
    pub(super) fn reserve_months(&mut self, accounts: &Accounts) {
        let (statement, finance) = (self.statement, &self.inputs.year.finance);
        let nothing_spent = accounts.all_booked(finance) && statement.expense <= 0;
        let status = match (statement.reserve_months, nothing_spent) {
            (Some(_), _) => ObservationStatus::Normal,
            (None, true) => ObservationStatus::NotApplicable,
            (None, false) => ObservationStatus::NotAnswered,
        };
        let opening = match statement.funds.first() {
            Some(general) => self.opening_of(general),
            None => vec![self.opening_entry()],
        };
        let moved = self.booked_trace(|line| match self.kind(line) {
            Some(AccountKind::Income) => line.line.fund_code() == GENERAL_FUND,
            kind => kind.is_some(),
        });
        let committed = self.committed_trace(|line| fund(line) == GENERAL_FUND);
        let trace = [opening, moved, committed].concat();
        let value = (statement.reserve_months, Unit::Coefficient, status);
        self.figure("reserve_months", Dimensions::none(), value, trace);
    }
}

fn account(line: &CommittedLine) -> &str {
    &line.commitment.account
}

fn fund(line: &CommittedLine) -> &str {
    line.commitment.fund_code()
}
