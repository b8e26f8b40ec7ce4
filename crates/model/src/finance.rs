//! The money of the Pact: what the files say, and the statement made of it. Cash basis.

use jiff::civil::Date;

use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::place::Place;
use crate::vocabulary::codes;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt;

codes! {
    /// Whether an account is of income or of expense.
    AccountKind {
        /// Money in.
        Income = "income",
        /// Money out.
        Expense = "expense",
    }
}

codes! {
    /// Class of an account (its nature).
    AccountClass {
        /// Contributions of coordinating participants (§5.3.1).
        Contribution = "contribution",
        /// Voluntary contributions.
        Voluntary = "voluntary",
        /// Money given for a purpose (§5.3.3).
        Earmarked = "earmarked",
        /// Other income.
        OtherIncome = "other_income",
        /// Staff.
        Staff = "staff",
        /// Services bought.
        Services = "services",
        /// Travel.
        Travel = "travel",
        /// Events.
        Events = "events",
        /// Other expense.
        OtherExpense = "other_expense",
    }
}

/// One row of `budget.csv`. Amounts in minor units of the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetLine {
    /// Number or code of the account.
    pub account: String,
    /// Its title.
    pub title: String,
    /// Income or expense.
    pub kind: AccountKind,
    /// Its class.
    pub class: AccountClass,
    /// The budget the Steering Committee set.
    pub amount: i64,
    /// The budget as revised in the year; `None`: not revised.
    pub revised_amount: Option<i64>,
    /// Next year's budget.
    pub next_year_amount: Option<i64>,
    /// Why the actual differs.
    pub explanation: String,
    /// Where the budget set stands.
    pub place: Place,
    /// Where the revised budget stands; `None`: not revised.
    pub revised_place: Option<Place>,
}

/// One row of `ledger.csv`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerLine {
    /// Day of the booking.
    pub date: Date,
    /// The account.
    pub account: String,
    /// What it was for.
    pub description: String,
    /// Id or name of the other side.
    pub counterparty: String,
    /// Positive as income or expense of its account, a refund negative; minor units of `currency`.
    pub amount: i64,
    /// The currency of the amount.
    pub currency: Currency,
    /// Voucher reference.
    pub reference: String,
    /// Activity it belongs to.
    pub activity: String,
    /// Earmarked fund; empty: general. [`LedgerLine::fund_code`] says it.
    pub fund: String,
    /// Year a contribution is for, where it is not this one.
    pub for_year: Option<i16>,
    /// Where the amount stands.
    pub place: Place,
}

impl LedgerLine {
    /// The code of the fund it is booked on.
    pub fn fund_code(&self) -> &str {
        match self.fund.trim() {
            "" => GENERAL_FUND,
            fund => fund,
        }
    }
}

/// One row of `contributions.csv`: what a participant owes for the year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContributionDue {
    /// Who.
    pub participant: Identifier,
    /// How much, minor units of `currency`.
    pub due: i64,
    /// The currency.
    pub currency: Currency,
    /// By when.
    pub due_on: Option<Date>,
    /// Reference of the Steering Committee's decision.
    pub decision: String,
    /// Whether it was waived.
    pub waived: bool,
    /// Why it was waived.
    pub reason: String,
    /// Where the amount stands.
    pub place: Place,
}

/// One row of `funds.csv`: money set aside for a purpose (§5.3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fund {
    /// Its id; never [`GENERAL_FUND`].
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the money is for.
    pub purpose: String,
    /// What was in it on the first day, in minor units of the accounts' currency.
    pub opening: i64,
    /// Where the opening stands.
    pub place: Place,
}

/// The code of what is in no earmarked fund.
pub const GENERAL_FUND: &str = "general";

/// A line of work or other help given to the Pact itself: of a return's group `in_kind`, or of `in-kind.csv`.
#[derive(Clone, PartialEq, Debug)]
pub struct InKindLine {
    /// Who gave it.
    pub participant: Identifier,
    /// `hours` or `other`; empty where nothing is said.
    pub kind: String,
    /// The working group it was for; empty where none is named.
    pub working_group: String,
    /// Hours of work; `None` where none are said.
    pub hours: Option<Decimal>,
    /// Its value as stated, in units of `currency`; `None` where none is said.
    pub amount: Option<Decimal>,
    /// The currency of the amount: the line's own, else that of the return.
    pub currency: Option<Currency>,
    /// What was given.
    pub description: String,
    /// Whether a cell of it says something that could not be read, so that what it is worth is not known.
    pub unreadable: bool,
    /// The row.
    pub place: Place,
    /// Where the hours stand, or would stand.
    pub hours_place: Place,
    /// Where the amount stands, or would stand.
    pub amount_place: Place,
}

impl InKindLine {
    /// Whether nothing says what was given: no hours and no value.
    pub fn says_nothing(&self) -> bool {
        !self.unreadable && self.hours.is_none() && self.amount.is_none()
    }
}

/// What the value of a line in kind rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Valuation {
    /// The value it states, in the accounts' currency.
    Stated,
    /// The value it states, at the mean rate of the year's period: units of its currency for one of the accounts'.
    Converted(Decimal),
    /// Its hours at the hour rate of `year.toml`.
    HourRate(Decimal),
}

/// A line in kind that counts, with its value.
#[derive(Clone, PartialEq, Debug)]
pub struct GivenInKind {
    /// The line; one that stands in the return and in `in-kind.csv` alike is that of the return.
    pub line: InKindLine,
    /// The same line in `in-kind.csv`, where it stands in both.
    pub also_at: Option<Place>,
    /// What the value rests on; `None` where none can be given.
    pub valuation: Option<Valuation>,
    /// Its value in minor units of the accounts' currency; `None` where neither value nor hours are said, a rate is
    /// missing, or the year has no accounts.
    pub value: Option<i64>,
    /// Whether the return is provisional.
    pub provisional: bool,
    /// Whether the Bank's file does not cover the period yet, so that the rate is provisional.
    pub rate_provisional: bool,
    /// Whether the Bank stopped quoting the currency before the period's end, so that the value is estimated.
    pub estimated: bool,
}

/// A fund in the statement. Amounts in minor units of the accounts' currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FundLine {
    /// Its id; [`GENERAL_FUND`] for what is in no other.
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

/// What `finance/` holds for one year.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FinanceInputs {
    /// The budget.
    pub budget: Vec<BudgetLine>,
    /// The ledger.
    pub ledger: Vec<LedgerLine>,
    /// Contributions due.
    pub contributions: Vec<ContributionDue>,
    /// Earmarked funds.
    pub funds: Vec<Fund>,
    /// Work and other help in kind that the office wrote down.
    pub in_kind: Vec<InKindLine>,
    /// Whether a line of `in-kind.csv` had to be left aside; the statement does not rest on it.
    pub in_kind_incomplete: bool,
    /// Whether a file that is needed is missing or a line had to be left aside, so that the statement is incomplete.
    pub incomplete: bool,
}

/// The books of one year, as other years need them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Books {
    /// The class of each account of the budget.
    pub classes: BTreeMap<String, AccountClass>,
    /// The ledger.
    pub ledger: Vec<LedgerLine>,
}

impl Books {
    /// The books of a year with this budget and this ledger.
    pub fn new(budget: &[BudgetLine], ledger: Vec<LedgerLine>) -> Self {
        let classes = budget.iter().map(|line| (line.account.clone(), line.class)).collect();
        Self { classes, ledger }
    }
}

impl FinanceInputs {
    /// The books, as other years need them.
    pub fn books(&self) -> Books {
        Books::new(&self.budget, self.ledger.clone())
    }
}

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
    /// Received for this year, in any year's ledger of the workspace; 0 where waived.
    ///
    /// What this year's ledger has from the participant on accounts of class `contribution` is
    /// `received − received_before − received_after + received_for_earlier + advance`. Summed over all
    /// participants it falls short of what was booked on these accounts by what others gave: parties the
    /// register does not know, and participants whose contribution was waived.
    pub received: i64,
    /// The part of `received` that stands in an earlier year's ledger.
    pub received_before: i64,
    /// The part of `received` that stands in a later year's ledger.
    pub received_after: i64,
    /// Received this year, by this year's ledger, for an earlier year; no part of `received`.
    pub received_for_earlier: i64,
    /// Days on which it was received.
    pub received_on: Vec<Date>,
    /// What is still to come: max(0, due − received).
    pub outstanding: i64,
    /// What came beyond what is due: max(0, received − due).
    pub overpaid: i64,
    /// Received this year for a later one.
    pub advance: i64,
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
    /// What the bank says on the last day.
    pub bank_closing: i64,
    /// Last year's closing; `None` without a last year, or where last year's statement is incomplete.
    pub last_closing: Option<i64>,
    /// The accounts, in the budget's order; accounts not in the budget follow.
    pub accounts: Vec<AccountLine>,
    /// Contributions of coordinating participants, by id.
    pub contributions: Vec<ContributionLine>,
    /// Voluntary contributions: counterparty and sum.
    pub voluntary: Vec<(String, i64)>,
    /// The ledger as booked, in its order.
    pub booked: Vec<BookedLine>,
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
    /// The organisation that holds the money.
    pub host: String,
    /// Role of who prepared the summary.
    pub prepared_by_role: String,
}
