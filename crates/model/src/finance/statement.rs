//! The annual financial statement, and what it is made of (§5.2.4).

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{AccountClass, AccountKind, Commitment, LedgerLine};
use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::place::Place;

/// A ledger line as booked: converted to the accounts' currency and rounded to the cent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookedLine {
    /// The line.
    pub line: LedgerLine,
    /// Its amount in minor units of the accounts' currency; `None` where no rate is known (the statement is then incomplete).
    pub booked: Option<i64>,
    /// The rate used, units of the line's currency for one of the accounts' currency; `None` if it is the same.
    pub rate: Option<Decimal>,
}

/// A fund in the statement. Amounts in minor units of the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FundLine {
    /// Its id; [`super::GENERAL_FUND`] for what is in no other.
    pub id: String,
    /// Its title; empty for the general one.
    pub title: String,
    /// What the money is for; empty for the general one.
    pub purpose: String,
    /// What was in it on the first day.
    pub opening: i64,
    /// What came in.
    pub income: i64,
    /// What went out.
    pub expense: i64,
}

impl FundLine {
    /// What is in it on the last day.
    pub fn closing(&self) -> i64 {
        self.opening + self.income - self.expense
    }
}

/// One account of the statement. Amounts in minor units of the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountLine {
    /// Number or code.
    pub account: String,
    /// Title.
    pub title: String,
    /// Income or expense.
    pub kind: AccountKind,
    /// Class.
    pub class: AccountClass,
    /// Budget set.
    pub budget: i64,
    /// Budget as revised; equals `budget` if it was not.
    pub revised_budget: i64,
    /// What was booked.
    pub actual: i64,
    /// Last year's actual; `None` without a last year, or where last year's statement is incomplete.
    pub last_year: Option<i64>,
    /// Next year's budget.
    pub next_year_budget: Option<i64>,
    /// The explanation given.
    pub explanation: String,
}

impl AccountLine {
    /// Whether the account is in the budget. One that is not has no title; whether it is of income or of
    /// expense is not known, so it is in no total and its `kind` and `class` say nothing.
    pub fn in_budget(&self) -> bool {
        !self.title.is_empty()
    }

    /// Actual less the budget in force.
    pub fn difference(&self) -> i64 {
        self.actual - self.revised_budget
    }
}

/// Contributions of one participant. Amounts in minor units of the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContributionLine {
    /// Who.
    pub participant: Identifier,
    /// What is due; `None` where no decision says (a finding), 0 where waived.
    pub due: Option<i64>,
    /// By when.
    pub due_on: Option<Date>,
    /// Whether it was waived.
    pub waived: bool,
    /// Whether a contribution is expected of it for the year: it is coordinating, or a row says so. Of whoever it is not,
    /// what it paid for the year is voluntary; its line tells what it paid for other years.
    pub expected: bool,
    /// Days since the oldest due day of which a part is still to come, up to the statement's last day; `None` where
    /// nothing is outstanding, or none of it is due yet, or no day is set.
    pub days_overdue: Option<i32>,
    /// Every payment of this year's ledger, and of other years' for this one, in the order of their days. What whoever
    /// owes nothing paid for the year is none of them: it was given voluntarily.
    pub payments: Vec<ContributionPayment>,
    /// What exchange rates between due date and payment made: received − due + outstanding − overpaid; `None` where
    /// nothing is due in another currency, and what was paid was not exchanged.
    pub exchange_difference: Option<i64>,
    /// Received for this year, in any year's ledger of the workspace; 0 where waived, and where nothing is expected.
    ///
    /// What this year's ledger has from the participant on accounts of class `contribution` is
    /// `received − received_before − received_after + received_for_earlier + advance`. Summed over all
    /// participants it falls short of what was booked on these accounts by what others gave: parties the
    /// register does not know, and participants whose contribution was waived or of whom none is expected.
    pub received: i64,
    /// The part of `received` that stands in an earlier year's ledger.
    pub received_before: i64,
    /// The part of `received` that stands in a later year's ledger.
    pub received_after: i64,
    /// Received this year, by this year's ledger, for an earlier year; no part of `received`.
    pub received_for_earlier: i64,
    /// Days on which it was received; none where waived, and where nothing is expected.
    pub received_on: Vec<Date>,
    /// What is still to come: max(0, due − received).
    pub outstanding: i64,
    /// What came beyond what is due: max(0, received − due).
    pub overpaid: i64,
    /// Received this year for a later one.
    pub advance: i64,
}

/// A payment of a contribution (§5.3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContributionPayment {
    /// Its day.
    pub date: Date,
    /// The year it is for.
    pub for_year: i16,
    /// The year whose ledger it stands in.
    pub ledger_year: i16,
    /// In minor units of the accounts' currency; `None` where no rate is known.
    pub booked: Option<i64>,
    /// As paid, in minor units of `currency`.
    pub amount: i64,
    /// The currency it was paid in.
    pub currency: Currency,
    /// Who paid it.
    pub paid_by: PaidBy,
    /// Where the amount stands.
    pub place: Place,
}

/// Who paid a contribution.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PaidBy {
    /// Whoever owes it.
    Itself,
    /// Another participant of the register.
    Participant(Identifier),
    /// Somebody the register does not have; its name is published nowhere, since it may be a person's.
    Another,
}

/// A receipt on an account of contributions or gifts that fits no one listed: its counterparty is not in the register, or not
/// said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnlistedReceipt {
    /// Its day.
    pub date: Date,
    /// Class of its account: `contribution`, `voluntary` or `earmarked`.
    pub class: AccountClass,
    /// In minor units of the accounts' currency; `None` where no rate is known.
    pub booked: Option<i64>,
    /// Where the amount stands.
    pub place: Place,
}

/// Income and expense of an activity. Amounts in minor units of the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActivityLine {
    /// Its id; empty for what is booked on none.
    pub id: String,
    /// Its title; empty where `activities.csv` does not have it.
    pub title: String,
    /// The working group it belongs to; empty where none.
    pub working_group: String,
    /// What came in.
    pub income: i64,
    /// What went out.
    pub expense: i64,
}

/// A commitment in the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommittedLine {
    /// As written down.
    pub commitment: Commitment,
    /// In minor units of the accounts' currency, at the rate of the statement's last day; `None` where no rate is known.
    pub amount: Option<i64>,
    /// The rate used; `None` if the currency is the same.
    pub rate: Option<Decimal>,
}

/// The statement of one year among several. Amounts in minor units of the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct YearOfAccounts {
    /// The year.
    pub year: i16,
    /// Balance on the first day.
    pub opening: i64,
    /// Income by class, in the order of [`AccountClass::ALL`]; only classes something was booked on.
    pub income_by_class: Vec<(AccountClass, i64)>,
    /// Expense by class, likewise.
    pub expense_by_class: Vec<(AccountClass, i64)>,
}

impl YearOfAccounts {
    /// Sum of income.
    pub fn income(&self) -> i64 {
        self.income_by_class.iter().map(|(_, amount)| amount).sum()
    }

    /// Sum of expense.
    pub fn expense(&self) -> i64 {
        self.expense_by_class.iter().map(|(_, amount)| amount).sum()
    }

    /// Opening + income − expense.
    pub fn closing(&self) -> i64 {
        self.opening + self.income() - self.expense()
    }
}

/// The annual financial statement (§5.2.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// The year.
    pub year: i16,
    /// The accounts' currency.
    pub currency: Currency,
    /// Balance on the first day.
    pub opening: i64,
    /// Sum of income booked.
    pub income: i64,
    /// Sum of expense booked.
    pub expense: i64,
    /// Opening + income − expense.
    pub closing: i64,
    /// What the bank says on the last day; `None` where it is not on file, as until the year is over.
    pub bank_closing: Option<i64>,
    /// Last year's closing; `None` without a last year, or where last year's statement is incomplete.
    pub last_closing: Option<i64>,
    /// The accounts, in the budget's order; accounts not in the budget follow.
    pub accounts: Vec<AccountLine>,
    /// Contributions, by id: of each coordinating participant, of each other one with a row in `contributions.csv`, and of
    /// each other one that paid for another year.
    pub contributions: Vec<ContributionLine>,
    /// Voluntary contributions of participants: id and sum. What was given for a purpose is one, and a payment for the
    /// year of whoever owes nothing.
    pub voluntary: Vec<(String, i64)>,
    /// Receipts that fit no one listed, in the ledger's order; they are income, and settle nothing.
    pub unlisted: Vec<UnlistedReceipt>,
    /// The ledger as booked, in its order.
    pub booked: Vec<BookedLine>,
    /// Income and expense by activity: those of `activities.csv` in its order, others that a line names, and last what
    /// is booked on none; empty where no line names one. Together they are income and expense of the statement.
    pub activities: Vec<ActivityLine>,
    /// Commitments, in the order of `commitments.csv`.
    pub commitments: Vec<CommittedLine>,
    /// The years on file up to this one, the oldest first, at most five, without a gap, in the same currency; one that is
    /// incomplete ends the row. Holds this year alone where there is no other.
    pub years: Vec<YearOfAccounts>,
    /// Months of this year's expense that the general fund's closing, less what is committed from it, would pay for:
    /// closing ÷ (expense ÷ months of the period), 6 decimals; `None` where nothing was spent or something is not known.
    pub reserve_months: Option<Decimal>,
    /// The day up to which the ledger is in it, where the statement is interim; then no bank balance is compared.
    pub as_of: Option<Date>,
    /// The period's last day, or the day of an interim statement.
    pub last_day: Date,
    /// The funds, the general one first, then those of `funds.csv` in its order; empty where the year has no others.
    /// Their closings sum to `closing`.
    pub funds: Vec<FundLine>,
    /// Whether it is known what was in each fund on the first day: else a row of `funds.csv`, or all of it, is missing.
    pub fund_openings_known: bool,
    /// Whether it is known what came into each fund and went out of it: else a line is booked on a fund nobody knows, or
    /// is not booked.
    pub fund_movements_known: bool,
    /// Something could not be read or converted, so the totals are not to be relied on.
    pub incomplete: bool,
    /// A file of the accounts is missing or a row of them could not be read or counted: no amount that rests on the
    /// ledger is known but those of single rows.
    pub rows_missing: bool,
    /// Whether income, expense and closing are known: every row is booked, on an account of which it is known what it is.
    pub totals_known: bool,
    /// Other years on file, oldest first, whose books are incomplete: a payment for this year may be missing from them, so
    /// what was received for it, and what that leaves to pay, is provisional.
    pub doubtful_years: Vec<i16>,
    /// The organisation that holds the money.
    pub host: String,
    /// Role of who prepared the summary.
    pub prepared_by_role: String,
    /// Whether descriptions and voucher numbers of the books may be shown (`publish_descriptions` of `year.toml`).
    pub publish_descriptions: bool,
}

impl Statement {
    /// Whether it is known what was booked on an account: no row is missing, and each on the account has a rate.
    pub fn knows_account(&self, account: &str) -> bool {
        let mut own = self.booked.iter().filter(|line| line.line.account == account);
        !self.rows_missing && own.all(|line| line.booked.is_some())
    }

    /// Whether it is known what was received for the year, and so what is outstanding or overpaid.
    pub fn knows_receipts(&self) -> bool {
        !self.rows_missing && self.doubtful_years.is_empty()
    }
}
