//! Ledger lines in the accounts' currency.

use jiff::civil::Date;
use model::finance::{BookedLine, LedgerLine};
use model::{Currency, Decimal, Money, RateHistory, round_half_even};

/// Books a line: converts it at the rate of its day, or of the last day before with one, and rounds to the
/// minor unit, half to even (methodology: Money).
pub(crate) fn book(line: &LedgerLine, currency: Currency, rates: &RateHistory) -> BookedLine {
    let rate = rate_of_day(line.currency, currency, line.date, rates);
    let booked = if line.currency == currency {
        Some(line.amount)
    } else {
        rate.and_then(|rate| converted(line.amount, line.currency, currency, rate))
    };
    BookedLine { line: line.clone(), booked, rate }
}

/// Units of `from` for one unit of `to` on a day; `None` if they are the same, or no rate is known.
///
/// The Bank quotes against the euro, so between two other currencies the rate is the quotient of two
/// quotes, rounded to 8 decimals as mean rates are; that number is then used.
pub fn rate_of_day(
    from: Currency,
    to: Currency,
    day: Date,
    rates: &RateHistory,
) -> Option<Decimal> {
    if from == to {
        return None;
    }
    let quote = rates.on_or_before(from, day)?;
    if to == Currency::EUR {
        return Some(quote);
    }
    let cross = quote.checked_div(rates.on_or_before(to, day)?)?;
    Some(round_half_even(cross, 8)).filter(|rate| !rate.is_zero())
}

/// Minor units of `to` for minor units of `from`, at `rate` units of `from` for one of `to`.
pub(crate) fn converted(minor: i64, from: Currency, to: Currency, rate: Decimal) -> Option<i64> {
    let amount = Money { currency: from, minor };
    let value = amount.to_decimal().checked_div(rate)?;
    Some(Money::from_decimal(value, to)?.minor)
}
