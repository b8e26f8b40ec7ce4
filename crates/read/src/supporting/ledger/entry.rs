//! One row of an export: what it says, and what it is.

use model::currency::Money;
use model::finance::{AccountKind, LedgerLine};
use model::{Currency, Date, Decimal, Fault, FaultKind};

use super::is_printable;
use super::posting::{self, Does, Posting};
use super::sums::{Judgement, Sums, states_opening};
use super::table::Inputs;
use super::typed::Typed;
use crate::amount::{self, EXPECTED_AMOUNT};
use crate::supporting::columns::Columns;
use crate::supporting::mapping::{LedgerKeys, LedgerSign, year};
use crate::supporting::values::{self, Evidence};

/// What a row is.
pub(super) enum Is {
    /// A booking.
    Booked(Box<LedgerLine>),
    /// The other side of a booking, on an account where the money lies.
    Money,
    /// Money moved from one account where it lies to another.
    Transfer,
    /// A balance carried forward, or a sum of other rows.
    Sum,
    /// Passed over by the mapping.
    Skipped,
    /// Something in it cannot be read.
    Refused,
}

/// A row as read.
pub(super) struct Entry {
    /// What it is.
    pub(super) is: Is,
    /// What could not be taken in it.
    pub(super) faults: Vec<Fault>,
    /// Its account, and of two in one row the one whose balance it may show; empty where it names none.
    pub(super) account: String,
    /// The money lies on it.
    pub(super) is_on_money: bool,
    /// Of two accounts in one row, both, that which a positive amount debits first; `None` where it is no booking.
    pub(super) accounts: Option<[String; 2]>,
    /// Its day.
    pub(super) date: Option<Date>,
    /// Its voucher reference.
    pub(super) reference: String,
    /// Its amount as it stands there, debit less credit.
    pub(super) typed: Option<Decimal>,
    /// What it does to the money, by its account: what comes in is positive.
    pub(super) moves: Option<Decimal>,
    /// Its currency.
    pub(super) currency: Option<Currency>,
    /// The running balance it shows.
    pub(super) balance: Option<Decimal>,
    /// It is no booking and states a balance that others go on from.
    pub(super) states_opening: bool,
}

/// What a row that can be read becomes, with its amount.
enum Becomes {
    /// A booking on an account.
    Booking(String, Decimal),
    /// The other side of one.
    Money(Decimal),
    /// A transfer.
    Transfer(Decimal),
}

impl Becomes {
    fn amount(&self) -> Decimal {
        match self {
            Self::Booking(_, amount) | Self::Money(amount) | Self::Transfer(amount) => *amount,
        }
    }
}

/// What all rows of a table share.
pub(super) struct Reader<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) evidence: Evidence,
}

impl Reader<'_> {
    /// Reads a row. `longer` is whether it has more fields than the header, in a text file.
    pub(super) fn read(&self, columns: &Columns, row: u32, longer: bool, sums: &mut Sums) -> Entry {
        let mut entry = Entry {
            is: Is::Skipped,
            faults: Vec::new(),
            account: columns.said(row, "account").value.trim().to_owned(),
            is_on_money: false,
            accounts: None,
            date: None,
            reference: columns.said(row, "reference").value.trim().to_owned(),
            typed: None,
            moves: None,
            currency: None,
            balance: None,
            states_opening: false,
        };
        if columns.is_skipped(row) {
            return entry;
        }
        match sums.judge(self, columns, row) {
            Judgement::Sum(differs) => {
                entry.is = Is::Sum;
                entry.states_opening = states_opening(columns, row);
                entry.faults.extend(differs);
            }
            Judgement::Doubt(doubt) => {
                entry.is = Is::Refused;
                entry.faults.push(doubt);
            }
            Judgement::Booking => self.book(columns, row, longer, &mut entry),
        }
        let balance = self.number(columns, row, "balance").take(&mut entry.faults);
        entry.balance = balance;
        entry.faults.iter_mut().for_each(of_accounts);
        sums.add(self, columns, row, &entry);
        entry
    }

    /// Whether an account is one of the budget, or one where the money lies.
    pub(super) fn is_known(&self, columns: &Columns, account: &str) -> bool {
        self.kind(account).is_some() || is_money(columns, account)
    }

    /// The currency of amounts whose row names none.
    pub(super) fn currency(&self, columns: &Columns) -> Option<Currency> {
        columns.mapping.currency.or(self.inputs.owner.currency)
    }

    /// Reads a row that is a booking, or the other side of one.
    fn book(&self, columns: &Columns, row: u32, longer: bool, entry: &mut Entry) {
        let mut faults = Vec::new();
        if longer {
            faults.push(values::too_many_fields(columns, row));
        }
        entry.date = values::day(columns, &self.evidence, row, "date").take(&mut faults);
        if entry.date.is_none() && faults.is_empty() {
            faults.push(blank(columns, row, "date", "the day of the booking"));
        }
        let both = posting::fields(columns);
        let posting = both.and_then(|both| Posting::read(columns, row, both, &mut faults));
        if both.is_none() && entry.account.is_empty() {
            faults.push(blank(columns, row, "account", "the number or code of an account"));
        }
        let typed = self.typed(columns, row, &mut faults);
        let field = typed.as_ref().map_or("amount", |typed| typed.field);
        let own = self.inputs.owner.currency;
        entry.currency = values::currency(columns, row, field, own).take(&mut faults);
        if typed.is_some() && entry.currency.is_none() && faults.is_empty() {
            faults.push(blank(columns, row, "currency", "a currency code, such as EUR"));
        }
        entry.typed = typed.as_ref().map(|typed| typed.amount);
        let becomes = match (&typed, &posting) {
            (Some(typed), None) if both.is_none() => {
                self.booked(columns, row, entry, typed, &mut faults)
            }
            (Some(typed), Some(posting)) => {
                self.posted(columns, row, entry, (typed, posting), &mut faults)
            }
            _ => None,
        };
        let amount = becomes.as_ref().map(Becomes::amount);
        let minor = amount.zip(entry.currency).and_then(|(amount, currency)| {
            minor_units(columns, row, field, (amount, currency), &mut faults)
        });
        let paid = minor.zip(entry.currency);
        let paid = paid.and_then(|booked| self.paid(columns, row, booked, &mut faults));
        let line = line(columns, row, entry, (minor, field), &mut faults);
        let line = line.map(|line| LedgerLine { paid, ..line });
        entry.is = match (becomes, line) {
            _ if !faults.is_empty() => Is::Refused,
            (Some(Becomes::Money(_)), _) => Is::Money,
            (Some(Becomes::Transfer(_)), _) => Is::Transfer,
            (Some(Becomes::Booking(account, _)), Some(line)) => {
                Is::Booked(Box::new(LedgerLine { account, ..line }))
            }
            _ => Is::Refused,
        };
        entry.is_on_money &= !matches!(entry.is, Is::Refused);
        entry.faults.extend(faults);
    }

    /// What a row with one account becomes; with what it does to the money. `None`, with a fault, where it is not known
    /// what the account is of.
    fn booked(
        &self,
        columns: &Columns,
        row: u32,
        entry: &mut Entry,
        typed: &Typed,
        faults: &mut Vec<Fault>,
    ) -> Option<Becomes> {
        if is_money(columns, &entry.account) {
            entry.moves = Some(into_money(columns, typed));
            entry.is_on_money = true;
            return Some(Becomes::Money(typed.amount));
        }
        let kind = self.kind(&entry.account);
        let Some(booked) = booked(columns, typed, kind) else {
            if !entry.account.is_empty() {
                faults.push(not_in_budget(columns, row, "account"));
            }
            return None;
        };
        entry.moves = kind.map(|kind| as_of(kind, booked));
        Some(Becomes::Booking(entry.account.clone(), booked))
    }

    /// The same of a row with both accounts of a booking.
    fn posted(
        &self,
        columns: &Columns,
        row: u32,
        entry: &mut Entry,
        (typed, posting): (&Typed, &Posting),
        faults: &mut Vec<Fault>,
    ) -> Option<Becomes> {
        entry.accounts = Some(posting.accounts());
        entry.is_on_money = !entry.account.is_empty() && posting.is_of_money();
        let is_known = |account: &str| self.kind(account).is_some();
        let (side, into) = match posting.does(columns, row, typed.amount, is_known) {
            Ok(Does::Moves(side, into)) => (side, into),
            Ok(Does::Transfers) => return Some(Becomes::Transfer(typed.amount)),
            Err(fault) => {
                faults.push(*fault);
                return None;
            }
        };
        let Some(kind) = self.kind(&side.account) else {
            faults.push(not_in_budget(columns, row, side.field));
            return None;
        };
        entry.moves = Some(into);
        if entry.account.is_empty() {
            entry.account.clone_from(&side.account);
        }
        Some(Becomes::Booking(side.account.clone(), as_of(kind, into)))
    }

    /// Whether an account is of income or of expense, where the budget has it.
    fn kind(&self, account: &str) -> Option<AccountKind> {
        self.inputs.of.kinds.get(account).copied()
    }
}

/// Money in as an amount of an account of this kind; and such an amount as money in.
fn as_of(kind: AccountKind, amount: Decimal) -> Decimal {
    match kind {
        AccountKind::Income => amount,
        AccountKind::Expense => -amount,
    }
}

/// The booking; `None` where what it needs could not be read.
fn line(
    columns: &Columns,
    row: u32,
    entry: &Entry,
    (minor, field): (Option<i64>, &str),
    faults: &mut Vec<Fault>,
) -> Option<LedgerLine> {
    let mut text = |field: &str| {
        let text = columns.said(row, field).value;
        if !is_printable(&text) {
            faults.push(blank(columns, row, field, "a text without control characters"));
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let [description, counterparty, reference, activity, fund, for_participant] =
        ["description", "counterparty", "reference", "activity", "fund", "for_participant"]
            .map(&mut text);
    let for_year = text("for_year");
    let read_year = year(&for_year);
    if !for_year.is_empty() && read_year.is_none() {
        faults.push(blank(columns, row, "for_year", "a year such as 2026"));
    }
    Some(LedgerLine {
        account: entry.account.clone(),
        description,
        counterparty,
        reference,
        activity,
        fund,
        for_year: read_year,
        for_participant,
        paid: None,
        place: columns.place(row, field),
        reference_place: columns.place(row, "reference"),
        counterparty_place: columns.place(row, "counterparty"),
        date: entry.date?,
        amount: minor?,
        currency: entry.currency?,
    })
}

/// Whether the money lies on an account.
pub(super) fn is_money(columns: &Columns, account: &str) -> bool {
    let keys = columns.mapping.ledger.as_ref();
    keys.is_some_and(|keys| keys.money_accounts.iter().any(|own| own == account))
}

fn sign(columns: &Columns) -> LedgerSign {
    columns.mapping.ledger.as_ref().map_or(LedgerSign::AsTyped, |keys: &LedgerKeys| keys.sign)
}

/// An amount as income or expense of its account; `None` where that takes to know which the account is of, and it is
/// not known.
fn booked(columns: &Columns, typed: &Typed, kind: Option<AccountKind>) -> Option<Decimal> {
    let (amount, sign) = (typed.amount, sign(columns));
    let of_income = match (typed.has_side, sign) {
        (false, LedgerSign::AsTyped) => return Some(amount),
        (false, LedgerSign::Reversed) => return Some(-amount),
        (false, LedgerSign::Cash) | (true, LedgerSign::Reversed) => amount,
        (false, LedgerSign::DebitPositive) | (true, _) => -amount,
    };
    kind.map(|kind| as_of(kind, of_income))
}

/// What a row on an account where the money lies brings in.
fn into_money(columns: &Columns, typed: &Typed) -> Decimal {
    match sign(columns) {
        LedgerSign::Reversed => -typed.amount,
        _ => typed.amount,
    }
}

/// An amount in minor units of its currency, which must hold all its decimals.
pub(super) fn minor_units(
    columns: &Columns,
    row: u32,
    field: &str,
    (amount, currency): (Decimal, Currency),
    faults: &mut Vec<Fault>,
) -> Option<i64> {
    if let Some(expected) = amount::too_many_decimals(amount.normalize(), currency) {
        let kind = FaultKind::MoreDecimalsThanCurrency;
        faults.push(columns.fault(kind, row, field, &expected));
        return None;
    }
    let money = Money::read(amount, currency).filter(|_| amount::is_believable(amount));
    if money.is_none() {
        faults.push(blank(columns, row, field, EXPECTED_AMOUNT));
    }
    money.map(|money| money.minor)
}

fn not_in_budget(columns: &Columns, row: u32, field: &str) -> Fault {
    let expected = "an account of budget.csv, since whether this one is of income or of expense is not known; for one where the money lies, put it into `money_accounts` in mapping.toml";
    columns.fault(FaultKind::AccountNotInBudget, row, field, expected)
}

pub(super) fn blank(columns: &Columns, row: u32, field: &str, expected: &str) -> Fault {
    columns.fault(FaultKind::BadRegisterValue, row, field, expected)
}

/// A cell that cannot be read is a value of the office's that cannot be used, of whatever kind it is elsewhere.
fn of_accounts(fault: &mut Fault) {
    let own = matches!(
        fault.kind,
        FaultKind::MoreDecimalsThanCurrency
            | FaultKind::DebitAndCredit
            | FaultKind::AccountNotInBudget
            | FaultKind::SumDiffers
    );
    if !own {
        fault.kind = FaultKind::BadRegisterValue;
    }
}
