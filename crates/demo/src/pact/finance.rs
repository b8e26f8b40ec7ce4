//! The Pact's money in a year (contract: Finance).

use jiff::civil::Date;
use model::Decimal;
use serde::{Deserialize, Serialize};

use super::InKind;

/// Budget, ledger and contributions of a year, in euro where nothing else is said.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Finance {
    /// What was in the bank on the first day.
    pub opening_balance: Decimal,
    /// What the bank says on the last day.
    pub bank_closing_balance: Decimal,
    /// What an hour of work in kind is worth.
    pub hour_rate: Decimal,
    /// The accounts.
    pub budget: Vec<BudgetAccount>,
    /// What was received and paid.
    pub ledger: Vec<Booking>,
    /// What is due.
    pub contributions: Vec<ContributionDue>,
    /// Earmarked funds.
    #[serde(default)]
    pub funds: Vec<Fund>,
    /// What the Pact does, by which income and expense are cut.
    #[serde(default)]
    pub activities: Vec<Activity>,
    /// What was ordered or promised by the last day and is not paid yet.
    #[serde(default)]
    pub commitments: Vec<Commitment>,
    /// Work and other help in kind that the office wrote down.
    #[serde(default)]
    pub in_kind: Vec<NotedInKind>,
}

/// Something the Pact does.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The working group it belongs to; blank: none.
    pub working_group: String,
}

/// What was ordered or promised and is not paid yet.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Commitment {
    /// The account it will be booked on.
    pub account: String,
    /// The fund it will be paid from; blank: the general one.
    pub fund: String,
    /// An id of the register, or the name of an organisation.
    pub counterparty: String,
    /// What for.
    pub description: String,
    /// How much.
    pub amount: Decimal,
    /// ISO 4217.
    pub currency: String,
    /// When it was ordered or promised.
    pub committed_on: Option<Date>,
    /// By when it will be paid.
    pub expected_on: Option<Date>,
}

/// An earmarked fund.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Fund {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the money is for.
    pub purpose: String,
    /// What was in it on the first day.
    pub opening: Decimal,
}

/// A line of `in-kind.csv`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NotedInKind {
    /// Who gave it.
    pub participant: String,
    /// What it was.
    pub given: InKind,
    /// The currency of its amount; blank: none is said.
    pub currency: Option<String>,
}

/// An account with its budget.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BudgetAccount {
    /// Its number.
    pub account: String,
    /// Its title.
    pub title: String,
    /// Whether it is an account of income, else of expense.
    pub is_income: bool,
    /// Its class, a code of the contract.
    pub class: String,
    /// What was decided.
    pub amount: Decimal,
    /// What was decided later in the year.
    pub revised_amount: Option<Decimal>,
    /// What was decided for the next year.
    #[serde(default)]
    pub next_year_amount: Option<Decimal>,
    /// Why actual and budget differ.
    pub explanation: String,
}

/// A line of the ledger.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Booking {
    /// The day of the payment.
    pub date: Date,
    /// The account's number.
    pub account: String,
    /// What it was.
    pub description: String,
    /// An id of the register, or the name of an organisation.
    pub counterparty: String,
    /// Positive as income or expense of its account.
    pub amount: Decimal,
    /// ISO 4217.
    pub currency: String,
    /// The voucher.
    pub reference: String,
    /// The activity it belongs to; blank: none.
    #[serde(default)]
    pub activity: String,
    /// The fund; blank: the general one.
    #[serde(default)]
    pub fund: String,
    /// The year a contribution is for, if it is another.
    pub for_year: Option<i16>,
    /// Whose contribution it is, by id, where another body paid it; blank: the counterparty's own.
    #[serde(default)]
    pub for_participant: String,
}

/// What a participant is to pay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ContributionDue {
    /// Its id.
    pub participant: String,
    /// How much.
    pub due: Decimal,
    /// ISO 4217.
    pub currency: String,
    /// By when.
    pub due_on: Date,
    /// The Committee's decision.
    pub decision: String,
    /// Why it need not pay; `None`: it must.
    pub waived: Option<String>,
}
