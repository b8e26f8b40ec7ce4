//! Rows of an export that are no bookings: a balance carried forward, and sums of other rows.

use model::{Cell, Currency, Decimal, Fault, FaultKind};

use super::entry::{Entry, Is, Reader, is_money};
use super::posting::{ACCOUNTS, names_account};
use crate::supporting::columns::Columns;
use crate::supporting::mapping::INDICATOR;
use crate::supporting::subtotals::{RunningSum, TotalWord, total_word};
use crate::supporting::values::Read;
use crate::text::folded;

/// Columns that sums are made of.
const SUMMED: [&str; 3] = ["amount", "debit", "credit"];

/// Fields whose words tell what a row is; the name of a counterparty does not.
const TELLING: [&str; 7] = [
    "description",
    "reference",
    "date",
    "account",
    "contra_account",
    "debit_account",
    "credit_account",
];

/// Words for a balance, folded, at the start of a text.
const BALANCES: [&str; 41] = [
    "saldovortrag",
    "saldo vortrag",
    "saldoübertrag",
    "übertrag",
    "eröffnung",
    "eröffnungssaldo",
    "eröffnungsbilanz",
    "anfangssaldo",
    "anfangsbestand",
    "alter saldo",
    "neuer saldo",
    "endsaldo",
    "endbestand",
    "schlusssaldo",
    "schlussbestand",
    "saldo per",
    "report à nouveau",
    "report a nouveau",
    "à reporter",
    "solde initial",
    "solde final",
    "solde reporté",
    "solde précédent",
    "solde d'ouverture",
    "solde de clôture",
    "solde au",
    "ancien solde",
    "nouveau solde",
    "opening balance",
    "closing balance",
    "balance brought forward",
    "balance carried forward",
    "brought forward",
    "carried forward",
    "saldo iniziale",
    "saldo finale",
    "saldo inicial",
    "saldo final",
    "beginsaldo",
    "eindsaldo",
    "ingående saldo",
];

/// Words for a balance that say so only where nothing else stands beside them.
const BALANCES_ALONE: [&str; 9] =
    ["saldo", "solde", "balance", "vortrag", "report", "riporto", "à nouveau", "b/f", "c/f"];

/// Those of [`BALANCES`] that speak of the end: nothing goes on from it.
const CLOSINGS: [&str; 13] = [
    "neuer saldo",
    "endsaldo",
    "endbestand",
    "schlusssaldo",
    "schlussbestand",
    "solde final",
    "solde de clôture",
    "nouveau solde",
    "closing balance",
    "saldo finale",
    "saldo final",
    "eindsaldo",
    "à reporter",
];

/// How a row speaks of a sum or a balance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Speaks {
    /// Not at all.
    Not,
    /// It begins or ends with a word of sums.
    Within,
    /// It says nothing else.
    Alone,
    /// Of a balance.
    Balance,
}

/// The sums of the rows so far.
#[derive(Default)]
pub(super) struct Sums {
    /// By the columns of [`SUMMED`].
    running: [RunningSum; SUMMED.len()],
    /// Of amounts with a mark for debit or credit beside them, as they stand there.
    unsigned: RunningSum,
    /// A number above cannot be read, so that no sum can be shown to be one.
    unknown: bool,
}

/// What is decided about a row that may be no booking.
pub(super) enum Judgement {
    /// It is a booking.
    Booking,
    /// It is a sum or a balance; with the fault of one that no rows above add up to.
    Sum(Option<Fault>),
    /// It may be either.
    Doubt(Fault),
}

impl Sums {
    /// What a row is to those above it.
    ///
    /// A row with a day, on an account that is booked on, is a booking. One that speaks of a sum or a balance as well,
    /// and has no voucher, may be either; one without day or account is a sum.
    pub(super) fn judge(&self, reader: &Reader, columns: &Columns, row: u32) -> Judgement {
        let cell = |field: &str| columns.cell(row, field);
        let own = |field: &str| cell(field).is_some_and(|cell| of_text(cell) == Speaks::Not);
        let speaks = spoken(columns, row);
        let (dated, accounts) = (own("date"), Accounts::of(reader, columns, row));
        let booked_on = match accounts.has_column {
            true => accounts.known && ACCOUNTS.iter().any(|field| own(field)),
            false => true,
        };
        let without_amount = SUMMED.iter().all(|field| cell(field).is_none());
        let with_voucher = cell("reference").is_some();
        let on_money = accounts.of_money_alone && !with_voucher;
        // What names an account and a voucher is a booking, whatever stands where its day should.
        let lacks = !(booked_on && (dated || with_voucher));
        let is_sum = match speaks {
            Speaks::Not => false,
            Speaks::Balance => lacks || without_amount || on_money,
            // Of a row with a day and a voucher only the account may be overwritten.
            _ if dated && own("reference") && names_account(columns, row) => false,
            Speaks::Alone => lacks,
            Speaks::Within => {
                lacks && (!dated || (accounts.has_column && !names_account(columns, row)))
            }
        };
        if is_sum {
            let is_balance = speaks == Speaks::Balance;
            let differs = if is_balance { None } else { self.differs(reader, columns, row) };
            return Judgement::Sum(differs);
        }
        if speaks >= Speaks::Alone && !with_voucher {
            let expected = format!(
                "a booking with its voucher, or a sum or a balance without day and account; this row may be either. If it is no booking, {}",
                columns.how_to_pass_over(row)
            );
            let kind = FaultKind::BadRegisterValue;
            return Judgement::Doubt(columns.fault(kind, row, "description", &expected));
        }
        let names = TELLING.iter().chain(&["counterparty"]);
        let nameless = names.into_iter().all(|field| cell(field).is_none());
        match nameless && self.adds_up(reader, columns, row) {
            true => Judgement::Sum(None),
            false => Judgement::Booking,
        }
    }

    /// Takes in what a row adds.
    pub(super) fn add(&mut self, reader: &Reader, columns: &Columns, row: u32, entry: &Entry) {
        let is_balance = || spoken(columns, row) == Speaks::Balance;
        match entry.is {
            Is::Skipped => {}
            Is::Sum if !is_balance() => {
                let sums = self.running.iter_mut().chain([&mut self.unsigned]);
                sums.for_each(|sum| sum.end_section(None));
            }
            _ => {
                if columns.has(INDICATOR)
                    && let Read::Value(number) = reader.number(columns, row, "amount")
                {
                    self.unsigned.add(number, None, false);
                }
                for (sum, field) in self.running.iter_mut().zip(SUMMED) {
                    match reader.number(columns, row, field) {
                        Read::Value(_) if field == "amount" && entry.typed.is_some() => {
                            sum.add(entry.typed.unwrap_or_default(), None, false);
                        }
                        Read::Value(number) => sum.add(number, None, false),
                        Read::Blank => {}
                        Read::Fault(_) => self.unknown = true,
                    }
                }
            }
        }
    }

    /// Whether the numbers of a row are sums of those above; a balance alone is what it says.
    fn adds_up(&self, reader: &Reader, columns: &Columns, row: u32) -> bool {
        let mut any = false;
        let all =
            SUMMED.iter().enumerate().all(|(at, field)| match reader.number(columns, row, field) {
                Read::Blank => true,
                Read::Fault(_) => false,
                Read::Value(number) => {
                    any = true;
                    !self.unknown && self.apart(columns, at, number).is_some_and(|by| by.is_zero())
                }
            });
        all && (any || columns.cell(row, "balance").is_some())
    }

    /// By how much a number in one of the columns of [`SUMMED`] differs from the nearest sum of the rows above it. Over
    /// amounts with marks for debit or credit it may sum them up as they stand, or one side less the other.
    fn apart(&self, columns: &Columns, at: usize, number: Decimal) -> Option<Decimal> {
        let sum = &self.running[at];
        if SUMMED[at] != "amount" || !columns.has(INDICATOR) {
            return sum.differs(number);
        }
        let turned = sum.differs(-number).map(|by| -by);
        let ways = [self.unsigned.differs(number), sum.differs(number), turned];
        ways.into_iter().flatten().min_by_key(Decimal::abs)
    }

    /// The fault of a row that speaks of a sum, and that no rows above add up to.
    fn differs(&self, reader: &Reader, columns: &Columns, row: u32) -> Option<Fault> {
        SUMMED.iter().enumerate().find_map(|(at, field)| {
            let number = match reader.number(columns, row, field) {
                Read::Value(number) => number,
                Read::Blank => return None,
                Read::Fault(fault) => return Some(*fault),
            };
            let by = self.apart(columns, at, number).filter(|by| !by.is_zero() && !self.unknown)?;
            let raw = in_full(reader.currency(columns), by.abs());
            let than = if by.is_sign_negative() { "less" } else { "more" };
            let expected = format!(
                "a sum of the rows above it; this is {raw} {than} than the nearest such sum, so a row may be missing above, or read wrongly"
            );
            let fault = columns.fault(FaultKind::SumDiffers, row, field, &expected);
            Some(Fault { raw, ..fault })
        })
    }
}

/// What the accounts of a row tell of it.
struct Accounts {
    /// They stand in columns.
    has_column: bool,
    /// One of them is booked on, or the money lies on it.
    known: bool,
    /// The money lies on one of them, and none is booked on.
    of_money_alone: bool,
}

impl Accounts {
    fn of(reader: &Reader, columns: &Columns, row: u32) -> Self {
        let named = ACCOUNTS.map(|field| columns.said(row, field).value);
        let named = || named.iter().map(|account| account.trim());
        let of_money = named().filter(|account| is_money(columns, account)).count();
        Self {
            has_column: ACCOUNTS.iter().any(|field| columns.has(field)),
            known: named().any(|account| reader.is_known(columns, account)),
            of_money_alone: of_money == 1
                && named().all(|own| is_money(columns, own) || !reader.is_known(columns, own)),
        }
    }
}

/// An amount with all its decimals, and as many as its currency has.
pub(super) fn in_full(currency: Option<Currency>, mut amount: Decimal) -> String {
    let places =
        currency.map_or(0, |currency| currency.minor_unit()).max(amount.normalize().scale());
    amount.rescale(places);
    match currency {
        Some(currency) => format!("{currency} {amount}"),
        None => amount.to_string(),
    }
}

/// How the telling cells of a row speak of a sum or a balance; where it has none of them, any other but the
/// counterparty's.
fn spoken(columns: &Columns, row: u32) -> Speaks {
    let telling: Vec<&Cell> = TELLING.iter().filter_map(|field| columns.cell(row, field)).collect();
    let beside = columns.column("counterparty");
    let others = columns.sheet.row(row).iter();
    let others = others.filter(|cell| telling.is_empty() && Some(cell.address.column) != beside);
    let all = telling.iter().copied().chain(others);
    all.map(of_text).max().unwrap_or(Speaks::Not)
}

fn of_text(cell: &Cell) -> Speaks {
    let Some(text) = cell.text() else { return Speaks::Not };
    if is_balance(text) {
        return Speaks::Balance;
    }
    match total_word(text) {
        TotalWord::Alone => Speaks::Alone,
        TotalWord::Within => Speaks::Within,
        TotalWord::Whole | TotalWord::None => Speaks::Not,
    }
}

/// Whether a row that is no booking states a balance that others go on from: no total, and not what the table ends with.
pub(super) fn states_opening(columns: &Columns, row: u32) -> bool {
    let closes = |cell: &Cell| {
        let text = folded(cell.text().unwrap_or_default());
        CLOSINGS.iter().any(|phrase| text.starts_with(phrase))
    };
    spoken(columns, row) == Speaks::Balance && !columns.sheet.row(row).iter().any(closes)
}

/// Whether a text speaks of a balance.
fn is_balance(text: &str) -> bool {
    let text = folded(text);
    let begins = |phrase: &&str| {
        let rest = text.strip_prefix(*phrase);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    // Years, days and currencies may stand beside a word.
    let words = text.split_whitespace().filter(|word| {
        word.chars().any(char::is_alphabetic) && Currency::parse(&word.to_uppercase()).is_none()
    });
    let words = words.collect::<Vec<_>>().join(" ");
    BALANCES.iter().any(begins) || BALANCES_ALONE.contains(&words.trim_end_matches(':'))
}
