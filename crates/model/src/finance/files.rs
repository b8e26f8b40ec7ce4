//! What the files of `finance/` say.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use super::{InKindLine, PaidBy};
use crate::currency::{Currency, Money};
use crate::identifier::Identifier;
use crate::participant::Register;
use crate::place::Place;
use crate::vocabulary::codes;
use crate::year::FinanceSettings;

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

impl AccountClass {
    /// Whether accounts of the class are of income or of expense.
    pub fn kind(self) -> AccountKind {
        use AccountClass as Class;
        match self {
            Class::Contribution | Class::Voluntary | Class::Earmarked | Class::OtherIncome => {
                AccountKind::Income
            }
            Class::Staff
            | Class::Services
            | Class::Travel
            | Class::Events
            | Class::OtherExpense => AccountKind::Expense,
        }
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
    /// Id of the participant whose contribution it is, where another body paid it; empty: the counterparty's own.
    pub for_participant: String,
    /// What the other side paid, with the sign of `amount`, where that is in another currency than the one in which the
    /// accounts have it: a contribution due in it is settled by this.
    pub paid: Option<Money>,
    /// Where the amount stands.
    pub place: Place,
    /// Where the voucher reference stands, or would stand.
    pub reference_place: Place,
    /// Where the counterparty stands, or would stand.
    pub counterparty_place: Place,
}

impl LedgerLine {
    /// The code of the fund it is booked on.
    pub fn fund_code(&self) -> &str {
        match self.fund.trim() {
            "" => GENERAL_FUND,
            fund => fund,
        }
    }

    /// What the other side paid, in the currency it paid in.
    pub fn as_paid(&self) -> Money {
        self.paid.unwrap_or(Money { currency: self.currency, minor: self.amount })
    }

    /// The participant whose money it is: that of `for_participant` where one is said, else the counterparty. `None`
    /// where that fits no one in the register; an unknown `for_participant` is not made good by a known counterparty.
    pub fn participant(&self, register: &Register) -> Option<Identifier> {
        match self.for_participant.trim() {
            "" => register.named(&self.counterparty),
            said => register.named(said),
        }
    }

    /// Whether it says for whom it was paid, and the register does not have that one.
    pub fn is_for_nobody_known(&self, register: &Register) -> bool {
        let said = self.for_participant.trim();
        !said.is_empty() && register.named(said).is_none()
    }

    /// Who paid, where the money is `owner`'s.
    pub fn paid_by(&self, owner: &Identifier, register: &Register) -> PaidBy {
        match register.named(&self.counterparty) {
            Some(payer) if payer == *owner => PaidBy::Itself,
            Some(payer) => PaidBy::Participant(payer),
            None => PaidBy::Another,
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

/// One row of `activities.csv`: what the Pact does, by which income and expense are cut.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The working group it belongs to; empty where none.
    pub working_group: String,
    /// Where its id stands.
    pub place: Place,
}

/// One row of `commitments.csv`: what was ordered or promised and is not paid yet. A note beside the statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commitment {
    /// The account it will be booked on.
    pub account: String,
    /// The fund it will be paid from; empty: general.
    pub fund: String,
    /// Id or name of the other side.
    pub counterparty: String,
    /// What for.
    pub description: String,
    /// Minor units of `currency`.
    pub amount: i64,
    /// The currency of the amount.
    pub currency: Currency,
    /// Day on which it was entered into.
    pub committed_on: Option<Date>,
    /// Day by which it is expected to be paid.
    pub expected_on: Option<Date>,
    /// Where the amount stands.
    pub place: Place,
}

impl Commitment {
    /// The code of the fund it will be paid from.
    pub fn fund_code(&self) -> &str {
        match self.fund.trim() {
            "" => GENERAL_FUND,
            fund => fund,
        }
    }
}

/// What became of the rows of a ledger that came as the export of an accounting system, through a mapping. The count
/// of rows read is taken before any of them is understood; the others add up to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerFile {
    /// The file.
    pub path: String,
    /// Its sheet; empty in a text file.
    pub sheet: String,
    /// Rows with something in them below the header.
    pub read: u32,
    /// Rows booked.
    pub booked: u32,
    /// Rows on the accounts where the money lies, which are the other side of what is booked.
    pub money_accounts: u32,
    /// Rows that move money from one account where it lies to another: no income and no expense.
    pub transfers: u32,
    /// Rows that carry a balance forward or sum up others.
    pub sums: u32,
    /// Rows that the mapping passes over.
    pub skipped: u32,
    /// Rows of which something could not be read; each is a finding, and the statement is incomplete.
    pub refused: u32,
    /// Rows that could be read and wait for somebody to confirm what the columns mean; none of them is booked.
    pub unconfirmed: u32,
    /// Voucher references on rows that are not booked, for whatever reason, each once and in order: they are no gap in a
    /// run of vouchers.
    pub other_references: Vec<String>,
    /// The columns, from 0, in which the fields stand that the mapping names; several where the table goes on beside
    /// itself.
    pub column_numbers: BTreeMap<String, Vec<u32>>,
}

/// The code of what is in no earmarked fund.
pub const GENERAL_FUND: &str = "general";

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
    /// Activities.
    pub activities: Vec<Activity>,
    /// Commitments at the end of the period.
    pub commitments: Vec<Commitment>,
    /// Whether a row of `commitments.csv` had to be left aside; the statement does not rest on it.
    pub commitments_incomplete: bool,
    /// Where the ledger came through a mapping: what became of the rows of each file. Empty where it is `ledger.csv`.
    pub ledger_files: Vec<LedgerFile>,
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
    /// The currency the accounts were kept in, with the opening balance in its minor units; `None` where the year has
    /// no `[finance]`.
    pub opening: Option<(Currency, i64)>,
    /// Whether a file or a line of it is missing, so that no total of that year is relied on.
    pub incomplete: bool,
}

impl Books {
    /// The books of a year with this budget and this ledger, of which nothing else is known. An account that the budget
    /// has as one of income and as one of expense leaves them incomplete.
    pub fn new(budget: &[BudgetLine], ledger: Vec<LedgerLine>) -> Self {
        let mut books = Self { ledger, ..Self::default() };
        for line in budget {
            let before = books.classes.insert(line.account.clone(), line.class);
            books.incomplete |= before.is_some_and(|class| class.kind() != line.class.kind());
        }
        books
    }
}

impl FinanceInputs {
    /// The books, as other years need them.
    pub fn books(&self, settings: Option<&FinanceSettings>) -> Books {
        let mut books = Books::new(&self.budget, self.ledger.clone());
        books.opening = settings.map(|own| (own.currency, own.opening_balance));
        books.incomplete |= self.incomplete;
        books
    }
}
