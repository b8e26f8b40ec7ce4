//! Budget and actual by account.

use std::collections::BTreeMap;

use model::finance::{
    AccountClass, AccountKind, AccountLine, BookedLine, BudgetLine, FinanceInputs, Statement,
};

/// The accounts of a year, and what was booked on them.
pub(crate) struct Accounts {
    /// In the budget's order; accounts not in the budget follow, without title.
    pub lines: Vec<AccountLine>,
    /// Accounts whose actual is not known in full: a line on them has no rate.
    pub unknown: Vec<String>,
    /// An account stands twice in the budget, as income and as expense.
    pub contradictory: bool,
}

/// Whether the accounts of the budget are of income or of expense.
pub(crate) struct Kinds<'a>(BTreeMap<&'a str, AccountKind>);

impl<'a> Kinds<'a> {
    /// Of the accounts of a statement.
    pub(crate) fn new(accounts: &'a [AccountLine]) -> Self {
        let known = accounts.iter().filter(|line| line.in_budget());
        Self(known.map(|line| (line.account.as_str(), line.kind)).collect())
    }

    /// That of an account; `None` where the budget does not have it.
    pub(crate) fn of(&self, account: &str) -> Option<AccountKind> {
        self.0.get(account).copied()
    }
}

/// Sets what was booked against the budget.
///
/// An account the budget does not have is neither known to be income nor expense, so its line (without
/// title, its kind and class mere placeholders) is in no total.
pub(crate) fn accounts(
    budget: &[BudgetLine],
    booked: &[BookedLine],
    last: Option<&Statement>,
) -> Accounts {
    let mut accounts = Accounts { lines: Vec::new(), unknown: Vec::new(), contradictory: false };
    for line in budget {
        accounts.add_budget(line);
    }
    for line in booked {
        accounts.add_booked(line);
    }
    if let Some(last) = last {
        let actual: BTreeMap<&str, i64> =
            last.accounts.iter().map(|line| (line.account.as_str(), line.actual)).collect();
        for line in &mut accounts.lines {
            line.last_year = Some(actual.get(line.account.as_str()).copied().unwrap_or(0));
        }
    }
    accounts
}

impl Accounts {
    /// Sum of what was booked on the accounts of a kind that are in the budget.
    pub(crate) fn total(&self, kind: AccountKind) -> i64 {
        let lines = self.lines.iter().filter(|line| line.in_budget());
        lines.filter(|line| line.kind == kind).map(|line| line.actual).sum()
    }

    /// Whether every line is booked, on an account of which it is known what it is, and no file or line is missing.
    pub(crate) fn all_booked(&self, finance: &FinanceInputs) -> bool {
        self.unknown.is_empty()
            && !self.outside_budget()
            && !self.contradictory
            && !finance.incomplete
    }

    /// Whether money was booked on an account the budget does not have.
    pub(crate) fn outside_budget(&self) -> bool {
        self.lines.iter().any(|line| !line.in_budget())
    }

    fn add_budget(&mut self, line: &BudgetLine) {
        let revised = line.revised_amount.unwrap_or(line.amount);
        let same = self.lines.iter_mut().find(|l| l.account == line.account);
        if let Some(known) = same {
            self.contradictory |= known.kind != line.kind;
            known.budget += line.amount;
            known.revised_budget += revised;
            known.next_year_budget = match (known.next_year_budget, line.next_year_amount) {
                (Some(a), Some(b)) => Some(a + b),
                (a, b) => a.or(b),
            };
            return;
        }
        let title = match line.title.trim() {
            "" => &line.account,
            title => title,
        };
        self.lines.push(AccountLine {
            account: line.account.clone(),
            title: title.to_owned(),
            kind: line.kind,
            class: line.class,
            budget: line.amount,
            revised_budget: revised,
            actual: 0,
            last_year: None,
            next_year_budget: line.next_year_amount,
            explanation: line.explanation.clone(),
        });
    }

    fn add_booked(&mut self, booked: &BookedLine) {
        let account = &booked.line.account;
        if booked.booked.is_none() && !self.unknown.contains(account) {
            self.unknown.push(account.clone());
        }
        let amount = booked.booked.unwrap_or(0);
        match self.lines.iter_mut().find(|line| line.account == *account) {
            Some(line) => line.actual += amount,
            None => self.lines.push(AccountLine {
                account: account.clone(),
                title: String::new(),
                kind: AccountKind::Expense,
                class: AccountClass::OtherExpense,
                budget: 0,
                revised_budget: 0,
                actual: amount,
                last_year: None,
                next_year_budget: None,
                explanation: String::new(),
            }),
        }
    }
}
