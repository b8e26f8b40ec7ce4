//! Money by fund and by activity.

use std::collections::BTreeSet;

use model::finance::{AccountKind, BookedLine, FundLine, GENERAL_FUND};
use model::{Dimension, Dimensions, Place, TraceEntry};

use super::{Gatherer, Known};
use crate::accounts::Accounts;

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
    fn opening_of(&self, fund: &FundLine) -> Vec<TraceEntry> {
        let general = fund.id == GENERAL_FUND;
        let sign = if general { -1 } else { 1 };
        let year = general.then(|| {
            let settings = Place::file(format!("inputs/{}/year.toml", self.statement.year));
            TraceEntry::new("", self.decimal(self.statement.opening).to_string(), settings)
        });
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
        let activity = |line: &BookedLine| line.line.activity.trim().to_owned();
        let named: BTreeSet<String> =
            statement.booked.iter().map(activity).filter(|code| !code.is_empty()).collect();
        for code in named {
            let own: Vec<&BookedLine> =
                statement.booked.iter().filter(|line| activity(line) == code).collect();
            let whole = !self.inputs.year.finance.incomplete
                && !accounts.contradictory
                && own.iter().all(|line| line.booked.is_some() && self.kind(line).is_some());
            for kind in AccountKind::ALL {
                let of_kind = || own.iter().filter(|line| self.kind(line) == Some(*kind));
                if of_kind().next().is_none() {
                    continue;
                }
                let amount = of_kind().filter_map(|line| line.booked).sum();
                let known = if whole { Known::Whole(amount) } else { Known::Not };
                let trace = of_kind().filter_map(|line| self.entry(line)).collect();
                let cut = Dimensions::none().with(Dimension::Activity, code.as_str());
                self.add(kind.code(), cut, known, trace);
            }
        }
    }
}
