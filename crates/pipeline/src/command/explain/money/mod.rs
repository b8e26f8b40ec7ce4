//! Money of the Pact: which register an entry stands in, in which currency, at which rate, and which way it goes.

mod contributions;
mod in_kind;
mod places;
mod register;

use std::collections::BTreeMap;

use model::finance::{AccountKind, BookedLine, GENERAL_FUND};
use model::{Currency, Decimal, Figure, Money, Period, Place, TraceEntry, Unit};

use super::Context;
use super::node::{OfParticipant, SourceCell};
use super::part::Part;
use super::parts::number;
use in_kind::{complete_in_kind, given_in_kind};
use register::{Account, Register, row};

pub(super) use places::Places;

/// The figure that is no sum: the reserve by the expense.
const RESERVE: &str = "reserve_months";

/// Says of a cell of a money figure its currency, the rate and the way it goes.
pub(super) fn complete(
    context: &mut Context<'_>,
    figure: &Figure,
    entry: &TraceEntry,
    cell: &mut SourceCell,
) {
    if let Some(given) = given_in_kind(context, figure, &entry.source) {
        complete_in_kind(&given, figure, cell);
        return;
    }
    let measure = figure.indicator.strip_prefix("finance.");
    let Some((measure, register)) = measure.zip(Register::of(&entry.source.path)) else {
        return;
    };
    let row = row(context, &entry.source);
    let context = &*context;
    let Some(accounts) = accounts_currency(context, figure) else { return };
    // A due stands in its own currency; all else is booked in that of the accounts.
    let of_row = row.get("currency").and_then(|code| Currency::parse(code));
    let currency = match register {
        Register::Contributions => of_row.unwrap_or(accounts),
        _ => accounts,
    };
    let account = Account::of(context, &entry.source, &row);
    let is_added = is_added(measure, register, account.kind());
    if let (Some(value), true) = (number(Some(&cell.value)), currency == accounts) {
        cell.part = is_added.map(|added| if added { value } else { -value }.to_string());
    }
    if cell.value.parse::<Decimal>().is_ok() {
        cell.value = format!("{} {currency}", cell.value);
        cell.is_amount = true;
    }
    let way = match measure {
        RESERVE => in_reserve(context, figure, register, &entry.source, account.kind()),
        _ => goes(measure, register, is_added).to_owned(),
    };
    cell.notes.extend(notes(context, (figure, entry, register), &row, &account, way));
}

/// What is to be known of a cell: the account it is on, the way it goes, and how it was converted.
fn notes(
    context: &Context<'_>,
    (figure, entry, register): (&Figure, &TraceEntry, Register),
    row: &BTreeMap<String, String>,
    account: &Account<'_>,
    way: String,
) -> Vec<String> {
    let place = &entry.source;
    let mut notes = Vec::new();
    match register {
        Register::Ledger => {
            notes.push(format!("{}; {way}", account.named()));
            notes.extend(context.money.booked(place).and_then(conversion));
            notes.extend(contributions::of_payment(context, figure, place));
        }
        Register::Commitments => {
            notes.push(format!("to be booked on {}; {way}", account.named()));
            notes.extend(committed_at(context, place));
        }
        Register::Contributions if row.get("waived").is_some_and(|own| own == "yes") => {
            notes.push("waived: nothing is due".to_owned());
        }
        Register::Contributions => {
            notes.push(way);
            notes.extend(contributions::of_due(context, figure, place));
        }
        _ => notes.push(way),
    }
    notes
}

/// The currency the accounts of a figure's year are kept in.
fn accounts_currency(context: &Context<'_>, figure: &Figure) -> Option<Currency> {
    if let Unit::Currency(currency) = figure.unit {
        return Some(currency);
    }
    let year = context.computed.get(&figure.year)?;
    Some(year.results.statement.as_ref()?.currency)
}

/// The part a cell plays in a money figure; its value gets its currency.
pub(super) fn part_at(
    context: &mut Context<'_>,
    figure: &Figure,
    entry: &TraceEntry,
    value: &mut String,
) -> Part {
    let mut cell = SourceCell { value: value.clone(), ..SourceCell::default() };
    complete(context, figure, entry, &mut cell);
    let went_in = number(Some(value.as_str()));
    *value = cell.value;
    match number(cell.part.as_deref()).zip(went_in) {
        Some((part, went_in)) if part != went_in => Part::TakenOff,
        _ => Part::Counted,
    }
}

/// How a line in another currency was booked.
fn conversion(booked: &BookedLine) -> Option<String> {
    if let Some(paid) = booked.line.paid {
        return Some(format!("as booked; {} {} was paid", paid.to_decimal(), paid.currency));
    }
    let rate = booked.rate?;
    let line = &booked.line;
    let amount = Money { currency: line.currency, minor: line.amount }.to_decimal();
    Some(format!(
        "{amount} {} ÷ {rate}, the Bank's rate of {} or of the last day before it with one",
        line.currency, line.date
    ))
}

/// How a commitment in another currency was converted.
fn committed_at(context: &Context<'_>, place: &Place) -> Option<String> {
    let (statement, line) = context.money.committed(place)?;
    let rate = line.rate?;
    let (minor, currency) = (line.commitment.amount, line.commitment.currency);
    let amount = Money { currency, minor }.to_decimal();
    Some(format!(
        "{amount} {currency} ÷ {rate}, the Bank's rate of {} or of the last day before it with one",
        statement.last_day
    ))
}

/// Whether an entry is added to a figure or taken off it; `None` where neither.
fn is_added(measure: &str, register: Register, kind: Option<AccountKind>) -> Option<bool> {
    match (measure, register) {
        ("surplus" | "closing", Register::Ledger) => kind.map(|kind| kind == AccountKind::Income),
        ("outstanding", register) => Some(register == Register::Contributions),
        ("overpaid", register) => Some(register == Register::Ledger),
        ("exchange_difference" | RESERVE, _) => None,
        _ => Some(true),
    }
}

fn goes(measure: &str, register: Register, is_added: Option<bool>) -> &'static str {
    match (measure, register, is_added) {
        (_, Register::Funds, _) => {
            "what is in the fund on the first day; no part of the general one"
        }
        (_, Register::Settings, _) => "opening_balance, the balance on the first day; added",
        ("outstanding", Register::Contributions, _) => "what is due; added",
        ("outstanding", _, _) => "received; taken off what is due",
        ("overpaid", Register::Contributions, _) => "what is due; taken off what was received",
        ("overpaid", _, _) => "received; added",
        (_, _, Some(true)) => "added",
        (_, _, Some(false)) => "taken off",
        (_, _, None) => "laid beside what is due",
    }
}

/// What an entry does in the reserve in months: reserve ÷ (expense ÷ months).
fn in_reserve(
    context: &Context<'_>,
    figure: &Figure,
    register: Register,
    place: &Place,
    kind: Option<AccountKind>,
) -> String {
    let of_general =
        context.money.booked(place).is_some_and(|booked| booked.line.fund_code() == GENERAL_FUND);
    let way = match (register, kind) {
        (Register::Settings, _) => {
            let months = months(context, figure).unwrap_or_default();
            return format!(
                "opening_balance, the balance on the first day; added to the reserve; all expense ÷ {months} months is that of one month"
            );
        }
        (Register::Funds, _) => "what is in the fund on the first day; no part of the reserve",
        (Register::Commitments, _) => "taken off the reserve",
        (_, Some(AccountKind::Income)) => "added to the reserve",
        _ if of_general => "taken off the reserve, and part of the expense it is divided by",
        _ => "part of the expense the reserve is divided by",
    };
    way.to_owned()
}

/// The months of a figure's statement, up to two decimals.
fn months(context: &Context<'_>, figure: &Figure) -> Option<String> {
    let year = context.computed.get(&figure.year)?;
    let last_day = year.results.statement.as_ref()?.last_day;
    let (months, parts) = Period::new(year.reading.settings.period.start, last_day)?.months();
    let months = Decimal::from(months).checked_div(Decimal::from(parts))?;
    Some(model::round_half_even(months, 2).normalize().to_string())
}

/// What a participant adds to a money figure; `None` where that is no sum of what its entries say.
pub(super) fn sum(figure: &Figure, own: &OfParticipant) -> Option<Decimal> {
    let parts: Option<Vec<Decimal>> =
        own.cells.iter().map(|cell| number(cell.part.as_deref())).collect();
    let total: Decimal = parts?.into_iter().sum();
    let never_below_zero = ["finance.outstanding", "finance.overpaid"];
    Some(match never_below_zero.contains(&figure.indicator.as_str()) {
        true => total.max(Decimal::ZERO),
        false => total,
    })
}
