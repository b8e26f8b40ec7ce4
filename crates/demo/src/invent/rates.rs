//! The European Central Bank's daily reference rates, for what is booked in another currency.

use std::io::Read;

use jiff::civil::{Date, date};
use model::{Currency, Decimal, Money, RateHistory};

/// The Bank's file as it is shipped. It stands in the program once, for what is booked and for the workspace.
pub(crate) static HISTORY: &[u8] = include_bytes!("../../../../inputs/rates/eurofxref-hist.zip");

/// Nothing is booked before this day.
const FIRST: Date = date(2020, 9, 1);

/// The rates since the first day anything is booked on, of the currencies of the Bank's file.
pub(super) fn rates() -> RateHistory {
    let mut history = RateHistory::default();
    let text = unpacked().expect("the Bank's file is part of the program, and a test reads it");
    let mut lines = text.lines();
    let header: Vec<Option<Currency>> =
        lines.next().unwrap_or_default().split(',').map(Currency::parse).collect();
    for line in lines {
        let mut fields = line.split(',');
        let day = fields.next().and_then(|day| day.parse::<Date>().ok());
        let Some(day) = day.filter(|day| *day >= FIRST) else {
            continue;
        };
        let quotes = header.iter().skip(1).zip(fields);
        let quotes =
            quotes.filter_map(|(code, rate)| Some(((*code)?, rate.parse::<Decimal>().ok()?)));
        history.days.insert(day, quotes.collect());
    }
    history
}

fn unpacked() -> Result<String, zip::result::ZipError> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(HISTORY))?;
    let mut text = String::new();
    archive.by_index(0)?.read_to_string(&mut text)?;
    Ok(text)
}

/// An amount in euro at the rate of its day, or of the last day before with one, rounded to the cent when it is
/// booked (methodology: Money). `None` where the Bank has no rate.
pub(super) fn in_euro(
    rates: &RateHistory,
    amount: Decimal,
    currency: &str,
    day: Date,
) -> Option<Decimal> {
    let currency = Currency::parse(currency)?;
    let rate = rates.on_or_before(currency, day)?;
    let euro = amount.checked_div(rate)?;
    Some(Money::from_decimal(euro, Currency::EUR)?.to_decimal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_has_a_rate_for_every_currency_and_year() {
        let rates = rates();
        for country in super::super::countries::COUNTRIES {
            for year in 2021..=2026 {
                let day = super::super::calendar::period(year).end;
                let euro = in_euro(&rates, Decimal::ONE, country.currency, day);
                assert!(euro.is_some(), "{} {year}", country.currency);
            }
        }
    }
}
