//! One row of an export: what it says, and what it is.

use model::currency::Money;
use model::finance::{AccountKind, LedgerLine};
use model::{CellValue, Currency, Date, Decimal, Fault, FaultKind};

use super::is_printable;
use super::sums::{Judgement, Sums, states_opening};
use super::table::Inputs;
use crate::amount::{self, EXPECTED_AMOUNT};
use crate::supporting::columns::Columns;
use crate::supporting::mapping::{LedgerKeys, LedgerSign, year};
use crate::supporting::values::{self, Evidence, Read};

/// What a row is.
pub(super) enum Is {
    /// A booking.
    Booked(Box<LedgerLine>),
    /// The other side of a booking, on an account where the money lies.
    Money,
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
    /// Its account; empty where it names none.
    pub(super) account: String,
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

/// What all rows of a table share.
pub(super) struct Reader<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) evidence: Evidence,
}

/// The amount of a row, and the field it stands in.
pub(super) struct Typed {
    /// As it stands there, credits with a minus; debit less credit.
    pub(super) amount: Decimal,
    /// `amount`, `debit` or `credit`.
    pub(super) field: &'static str,
}

impl Reader<'_> {
    /// Reads a row. `longer` is whether it has more fields than the header, in a text file.
    pub(super) fn read(&self, columns: &Columns, row: u32, longer: bool, sums: &mut Sums) -> Entry {
        let mut entry = Entry {
            is: Is::Skipped,
            faults: Vec::new(),
            account: columns.said(row, "account").value.trim().to_owned(),
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
        self.inputs.of.kinds.contains_key(account) || is_money(columns, account)
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
        if entry.account.is_empty() {
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
        let money = is_money(columns, &entry.account);
        let booked = typed.and_then(|typed| self.booked(columns, row, entry, &typed, &mut faults));
        let minor = booked.zip(entry.currency).and_then(|(amount, currency)| {
            minor_units(columns, row, field, (amount, currency), &mut faults)
        });
        let line = line(columns, row, entry, (minor, field), &mut faults);
        entry.is = match line {
            _ if !faults.is_empty() => Is::Refused,
            _ if money => Is::Money,
            Some(line) => Is::Booked(Box::new(line)),
            None => Is::Refused,
        };
        entry.faults.extend(faults);
    }

    /// The amount of a row as income or expense of its account, or as it stands there on an account where the money
    /// lies; with what it does to the money. `None`, with a fault, where it is not known what the account is of.
    fn booked(
        &self,
        columns: &Columns,
        row: u32,
        entry: &mut Entry,
        typed: &Typed,
        faults: &mut Vec<Fault>,
    ) -> Option<Decimal> {
        if is_money(columns, &entry.account) {
            entry.moves = Some(into_money(columns, typed));
            return Some(typed.amount);
        }
        let kind = self.inputs.of.kinds.get(entry.account.as_str()).copied();
        let Some(booked) = booked(columns, typed, kind) else {
            if !entry.account.is_empty() {
                let expected = "an account of budget.csv, since whether this one is of income or of expense is not known; for one where the money lies, put it into `money_accounts` in mapping.toml";
                let kind = FaultKind::AccountNotInBudget;
                faults.push(columns.fault(kind, row, "account", expected));
            }
            return None;
        };
        entry.moves = kind.map(|kind| match kind {
            AccountKind::Income => booked,
            AccountKind::Expense => -booked,
        });
        Some(booked)
    }

    /// The amount of a row: of its column, or of that of its debit and credit in which something stands.
    pub(super) fn typed(
        &self,
        columns: &Columns,
        row: u32,
        faults: &mut Vec<Fault>,
    ) -> Option<Typed> {
        let before = faults.len();
        if columns.has("amount") {
            let amount = self.number(columns, row, "amount").take(faults);
            if amount.is_none() && faults.len() == before {
                faults.push(blank(columns, row, "amount", "an amount"));
            }
            let credit = columns.mapping.negative_when.as_ref();
            let credit = credit.is_some_and(|test| columns.fits(row, test));
            let amount = amount.map(|amount| if credit { -amount.abs() } else { amount });
            return amount.map(|amount| Typed { amount, field: "amount" });
        }
        let [debit, credit] =
            ["debit", "credit"].map(|field| self.number(columns, row, field).take(faults));
        if faults.len() > before {
            return None;
        }
        let filled = |amount: Option<Decimal>| amount.filter(|amount| !amount.is_zero());
        match (filled(debit), filled(credit)) {
            (Some(debit), None) => Some(Typed { amount: debit, field: "debit" }),
            (None, Some(credit)) => Some(Typed { amount: -credit, field: "credit" }),
            (debit, _) => {
                let expected = match debit {
                    Some(_) => {
                        "an amount in one of the two columns, debit or credit; this row has one in both"
                    }
                    None => {
                        "an amount in one of the two columns, debit or credit; this row has none in either"
                    }
                };
                let kind = FaultKind::DebitAndCredit;
                faults.push(columns.fault(kind, row, "debit", expected));
                None
            }
        }
    }

    /// A number, without what computing in binary left behind. One that is merged over several rows is that of nobody
    /// knows which.
    pub(super) fn number(&self, columns: &Columns, row: u32, field: &str) -> Read<Decimal> {
        if columns.column(field).is_none() {
            return Read::Blank;
        }
        if let Some((first, last)) = columns.merged_over(row, field)
            && first < last
        {
            let expected = format!(
                "an amount in each row; this cell is merged over rows {} to {}",
                first + 1,
                last + 1
            );
            let kind = FaultKind::BadRegisterValue;
            return Read::Fault(Box::new(columns.fault(kind, row, field, &expected)));
        }
        let is_stored =
            columns.cell(row, field).is_some_and(|cell| matches!(cell.value, CellValue::Number(_)));
        match values::number(columns, &self.evidence, row, field) {
            Read::Value(number) if is_stored => Read::Value(amount::without_binary_rest(number)),
            read => read,
        }
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
    let is_debit = typed.field != "amount";
    let of_income = match (is_debit, sign) {
        (false, LedgerSign::AsTyped) => return Some(amount),
        (false, LedgerSign::Reversed) => return Some(-amount),
        (false, LedgerSign::Cash) | (true, LedgerSign::Reversed) => amount,
        (false, LedgerSign::DebitPositive) | (true, _) => -amount,
    };
    Some(match kind? {
        AccountKind::Income => of_income,
        AccountKind::Expense => -of_income,
    })
}

/// What a row on an account where the money lies brings in.
fn into_money(columns: &Columns, typed: &Typed) -> Decimal {
    match sign(columns) {
        LedgerSign::Reversed => -typed.amount,
        _ => typed.amount,
    }
}

/// An amount in minor units of its currency, which must hold all its decimals.
fn minor_units(
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

fn blank(columns: &Columns, row: u32, field: &str, expected: &str) -> Fault {
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
