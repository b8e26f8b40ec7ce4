//! An amount as read to the amount that counts: bounded, without its tax, in minor units.

use model::currency::{LARGEST_MAJOR, Money};
use model::{Currency, Decimal};

/// What is expected where an amount is larger than any that can be true.
pub(crate) const EXPECTED_AMOUNT: &str = "an amount below 10 000 000 000 000";

/// The largest number of units of one line that can be true.
const LARGEST_UNITS: i64 = 1_000_000_000;

/// What is expected where a number of units is larger than that.
pub(crate) const EXPECTED_UNITS: &str = "a number of units up to 1 000 000 000";

/// Whether an amount, in whole units of its currency, is one that can be true.
pub(crate) fn is_believable(amount: Decimal) -> bool {
    amount.abs() < Decimal::from(LARGEST_MAJOR)
}

/// Whether a number of units is one that can be true.
pub(crate) fn units_are_believable(units: i64) -> bool {
    units.unsigned_abs() <= LARGEST_UNITS.unsigned_abs()
}

/// Significant digits that a spreadsheet program shows, and that a stored number is exact to.
const SHOWN_DIGITS: u32 = 15;

/// A number as a spreadsheet program shows it, without what computing in binary left behind: a formula of 1.10 and
/// 2.20 stores 3.3000000000000003.
pub(crate) fn without_binary_rest(number: Decimal) -> Decimal {
    number.round_sf(SHOWN_DIGITS).unwrap_or(number)
}

/// What is expected of an amount of the accounts that is typed with more decimals than its currency has; `None` where
/// it is not. Nothing is rounded there: it is not known which cent is meant. Zeros at the end count, since `3.420` may
/// be 3420 with a point between the thousands.
pub(crate) fn too_many_decimals(typed: Decimal, currency: Currency) -> Option<String> {
    const OF_THOUSANDS: u32 = 3;
    let places = currency.minor_unit();
    if typed.scale() <= places {
        return None;
    }
    let allowed = match places {
        0 => format!("a whole amount, since {currency} has no decimals"),
        places => format!("at most {places} decimals, as {currency} has"),
    };
    let in_thousands = Decimal::from_i128_with_scale(typed.mantissa(), 0);
    let of_decimals = typed.normalize();
    Some(match (typed.scale() == OF_THOUSANDS, of_decimals.scale() <= places) {
        (true, true) => format!("{allowed}; is it {of_decimals} or {in_thousands}?"),
        (true, false) => format!(
            "{allowed}; is it {in_thousands}, with a mark between the thousands? Then write it without"
        ),
        _ => allowed,
    })
}

/// An amount that counts.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct NetAmount {
    /// In minor units, without its tax.
    pub(crate) minor: i64,
    /// What was expected, where the amount has more decimals than its currency.
    pub(crate) excess_decimals: Option<String>,
    /// A tax was taken out at a stated rate.
    pub(crate) estimated: bool,
    /// That tax, in whole units of the currency and before any rounding.
    pub(crate) tax: Decimal,
}

/// Takes the tax out of an amount as it was read, and rounds once, to the minor unit (methodology: Volume).
///
/// `rate` is that of a tax the amount holds, as a fraction; none of -100 % or less can be taken out. `None`
/// for an amount that cannot be true. An amount without a currency is in no figure; two decimals keep it for
/// its file's account.
pub(crate) fn net(
    amount: Decimal,
    currency: Option<Currency>,
    rate: Option<Decimal>,
) -> Option<NetAmount> {
    let scale = currency.unwrap_or(Currency::EUR);
    let gross = Money::read(amount, scale)?;
    let rate = rate.filter(|rate| *rate > -Decimal::ONE);
    let without = match rate {
        Some(rate) => amount.checked_div(Decimal::ONE + rate)?,
        None => amount,
    };
    let net = Money::read(without, scale)?;
    let excess = currency.filter(|_| differs(amount, gross.to_decimal()));
    Some(NetAmount {
        minor: net.minor,
        excess_decimals: excess.map(expected_decimals),
        estimated: rate.is_some(),
        tax: amount - without,
    })
}

/// Whether rounding changed an amount by more than what computing in binary leaves behind.
fn differs(amount: Decimal, rounded: Decimal) -> bool {
    (amount - rounded).abs() > Decimal::new(1, 6)
}

fn expected_decimals(currency: Currency) -> String {
    match currency.minor_unit() {
        0 => format!("a whole amount, since {currency} has no decimals; it was rounded"),
        places => format!("at most {places} decimals, as {currency} has; it was rounded"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(amount: &str, rate: Option<&str>) -> Option<NetAmount> {
        let rate = rate.map(|rate| rate.parse().unwrap());
        net(amount.parse().unwrap(), Some(Currency::EUR), rate)
    }

    #[test]
    fn the_tax_is_taken_out_of_the_amount_as_read_and_rounded_once() {
        let net = read("100.005", Some("0.21")).unwrap();
        // 100.005 ÷ 1.21 = 82.6487…; from 100.00 it would be 82.64.
        assert_eq!((net.minor, net.estimated), (8265, true));
        assert!(net.excess_decimals.is_some());
        assert_eq!(read("121", Some("-1")).unwrap().minor, 12_100);
    }

    #[test]
    fn what_binary_arithmetic_leaves_behind_is_no_excess() {
        assert_eq!(read("0.30000000000000004", None).unwrap().excess_decimals, None);
        assert!(read("0.305", None).unwrap().excess_decimals.is_some());
    }

    #[test]
    fn what_no_one_pays_is_no_amount() {
        assert_eq!(read("9999999999999.99", None).unwrap().minor, 999_999_999_999_999);
        for (amount, rate) in [("-10000000000000", None), ("9000000000000", Some("-0.99"))] {
            assert_eq!(read(amount, rate), None, "{amount}");
        }
    }
}
