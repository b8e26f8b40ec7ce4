//! Currencies and exact amounts.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// The codes of ISO 4217 in use for amounts (funds and precious metals excluded), with those that
/// became the euro, since older returns name them.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL \
BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW \
KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO \
NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD \
XCG XOF XPF YER ZAR ZMW ZWG HRK LTL LVL EEK SKK CYP MTL SIT";

impl Currency {
    /// The euro, the reporting currency.
    pub const EUR: Currency = Currency(*b"EUR");

    /// Reads a code such as `EUR`; case does not matter. `None` if ISO 4217 has no such code.
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.trim().to_ascii_uppercase();
        let code: [u8; 3] = upper.as_bytes().try_into().ok()?;
        CODES.split_ascii_whitespace().any(|known| known.as_bytes() == code).then_some(Self(code))
    }

    /// The three-letter code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("made from ASCII letters only")
    }

    /// Decimal places of the minor unit (ISO 4217): 2 for most, 0 for the yen, 3 for the Kuwaiti dinar.
    pub fn minor_unit(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is no currency code of ISO 4217"))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

/// Amounts a reader takes are below this, in whole units of their currency: 10^13.
pub const LARGEST_MAJOR: i64 = 10_000_000_000_000;

/// The same in minor units, for the currencies with the most decimals: 10^16.
///
/// No purchase and no booking is as large. With this bound a sum of some 900 amounts of any size, and any
/// sum of believable ones, stays within an `i64`. Numbers of units have the same bound.
pub const LARGEST_MINOR: i64 = 10_000_000_000_000_000;

/// An amount in whole minor units of its own currency (cents for the euro).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Money {
    /// The currency the amount is in.
    pub currency: Currency,
    /// The amount in minor units.
    pub minor: i64,
}

impl Money {
    /// Rounds a decimal amount to the currency's minor unit, half to even; `None` beyond ±9.2e18 minor units.
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Option<Self> {
        let places = currency.minor_unit();
        let rounded = round_half_even(amount, places);
        let minor = (rounded.checked_mul(Decimal::from(10_u64.pow(places))))?;
        Some(Self { currency, minor: minor.try_into().ok()? })
    }

    /// The same for an amount that was read: `None` from [`LARGEST_MAJOR`] on too, above and below zero.
    pub fn read(amount: Decimal, currency: Currency) -> Option<Self> {
        let believable = amount.abs() < Decimal::from(LARGEST_MAJOR);
        Self::from_decimal(amount, currency).filter(|_| believable)
    }

    /// The amount in major units, exact.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_unit())
    }
}

/// Whether a number of minor units, or of units, lies within [`LARGEST_MINOR`], above and below zero.
pub fn within_bound(number: i64) -> bool {
    number.unsigned_abs() <= LARGEST_MINOR.unsigned_abs()
}

/// Rounds to `places` decimals, half to even, and never returns a negative zero.
pub fn round_half_even(value: Decimal, places: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointNearestEven);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_to_even_in_the_minor_unit_of_the_currency() {
        let eur = Currency::EUR;
        let yen = Currency::parse("jpy").unwrap();
        let cases = [("0.125", eur, 12), ("0.135", eur, 14), ("-0.125", eur, -12), ("2.5", yen, 2)];
        for (text, currency, minor) in cases {
            let money = Money::from_decimal(text.parse().unwrap(), currency).unwrap();
            assert_eq!(money.minor, minor, "{text} {currency}");
        }
    }

    #[test]
    fn what_no_one_pays_is_not_read() {
        let euro = |text: &str| Money::read(text.parse().unwrap(), Currency::EUR);
        let largest = euro("-9999999999999.99").map(|money| money.minor);
        assert_eq!(largest, Some(-999_999_999_999_999));
        assert_eq!(euro("10000000000000"), None);
        assert!(!within_bound(i64::MIN));
    }

    #[test]
    fn a_rounded_zero_has_no_minus() {
        assert_eq!(round_half_even("-0.001".parse().unwrap(), 2).to_string(), "0.00");
    }

    #[test]
    fn knows_only_codes_of_the_standard() {
        assert!(Currency::parse("XYZ").is_none());
        assert!(Currency::parse("EURO").is_none());
        assert_eq!(Currency::parse(" bgn ").unwrap().code(), "BGN");
    }
}
