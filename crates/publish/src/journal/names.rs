//! The names of the accounts in the journal.

use std::collections::{BTreeMap, BTreeSet};

use model::finance::{AccountClass, AccountKind, FundLine, Statement};

use super::text;
use model::shown_books::ShownBooks;

/// Where the money is.
pub(super) const BANK: &str = "assets:bank";

/// The other side of the money that was there on the first day.
pub(super) const OPENING: &str = "equity:opening balance";

/// A title is cut after so many letters, so that reports stay narrow enough to read.
const LONGEST_TITLE: usize = 60;

/// A code likewise; one that long is none.
const LONGEST_CODE: usize = 30;

/// An account as the journal declares it.
pub(super) struct Declared {
    /// Its full name.
    pub(super) name: String,
    /// Its number or code, for the tag.
    pub(super) code: String,
    /// Whether it is of income or of expense.
    pub(super) kind: AccountKind,
    /// Its class.
    pub(super) class: AccountClass,
}

/// Names of the accounts of the budget and of the funds.
pub(super) struct Names {
    accounts: BTreeMap<String, Declared>,
    /// Accounts in the order of the budget.
    order: Vec<String>,
    /// The account of each fund; empty where all money is in one, or where it is not known what is in which.
    funds: BTreeMap<String, String>,
}

impl Names {
    /// Those of a statement. No two have the same last part, so that it says which account is meant.
    pub(super) fn new(statement: &Statement, shown: &ShownBooks<'_>) -> Self {
        let mut taken: BTreeSet<String> = [BANK, OPENING]
            .iter()
            .filter_map(|name| name.rsplit(':').next())
            .map(str::to_owned)
            .collect();
        let mut names =
            Self { accounts: BTreeMap::new(), order: Vec::new(), funds: BTreeMap::new() };
        for line in statement.accounts.iter().filter(|line| line.in_budget()) {
            let code = text::account(&line.account, LONGEST_CODE);
            let title = text::account(&shown.account_title(line), LONGEST_TITLE);
            let leaf = free(format!("{code} {title}").trim(), &mut taken);
            let top = match line.kind {
                AccountKind::Income => "income",
                AccountKind::Expense => "expenses",
            };
            let declared = Declared {
                name: format!("{top}:{leaf}"),
                code: text::tag(&line.account),
                kind: line.kind,
                class: line.class,
            };
            names.order.push(line.account.clone());
            names.accounts.insert(line.account.clone(), declared);
        }
        if statement.fund_openings_known && statement.fund_movements_known {
            for fund in &statement.funds {
                let leaf = free(&text::account(&fund.id, LONGEST_TITLE), &mut taken);
                names.funds.insert(fund.id.clone(), format!("{BANK}:{leaf}"));
            }
        }
        names
    }

    /// The account of that code.
    pub(super) fn account(&self, code: &str) -> Option<&Declared> {
        self.accounts.get(code)
    }

    /// The accounts of the budget in its order.
    pub(super) fn accounts(&self) -> impl Iterator<Item = &Declared> {
        self.order.iter().filter_map(|code| self.accounts.get(code))
    }

    /// Where the money of a fund is; `None` for a fund that is not known.
    pub(super) fn money(&self, fund: &str) -> Option<&str> {
        if self.funds.is_empty() { Some(BANK) } else { self.funds.get(fund).map(String::as_str) }
    }

    /// Each fund with where its money is, in the order of the statement; empty where all is in one place.
    pub(super) fn funds<'a>(
        &'a self,
        statement: &'a Statement,
    ) -> impl Iterator<Item = (&'a FundLine, &'a str)> {
        let place = |fund: &'a FundLine| Some((fund, self.funds.get(&fund.id)?.as_str()));
        statement.funds.iter().filter_map(place)
    }

    /// Whether each fund has an account of its own.
    pub(super) fn has_funds(&self) -> bool {
        !self.funds.is_empty()
    }
}

/// A name that nothing else has; another of the same gets a number.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while !taken.insert(free.clone()) {
        number += 1;
        free = format!("{name} ({number})");
    }
    free
}
