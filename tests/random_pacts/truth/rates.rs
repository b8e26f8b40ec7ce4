//! The European Central Bank's reference rates, read anew from the Bank's own file.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::table::rounded;

/// Quotes by day and currency, units of the currency for a euro.
pub(crate) struct Rates {
    days: BTreeMap<Date, BTreeMap<String, Decimal>>,
    euro: BTreeMap<String, (Date, Decimal)>,
}

/// The mean rate of a currency in a period.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Rate {
    /// Rounded to 8 decimals.
    pub(crate) rate: Decimal,
    /// `P` where the file is too short, `E` where the Bank stopped quoting, else `A`.
    pub(crate) status: &'static str,
}

impl Rates {
    /// The rates the repository ships.
    pub(crate) fn shipped() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../inputs/rates");
        let zip = std::fs::File::open(folder.join("eurofxref-hist.zip")).expect("the Bank's file");
        let mut zip = zip::ZipArchive::new(zip).expect("a zip");
        let mut history = String::new();
        zip.by_index(0).expect("a file in it").read_to_string(&mut history).expect("text");
        let adoption = folder.join("euro-adoption.csv");
        Self::parsed(&history, &std::fs::read_to_string(adoption).expect("the days of adoption"))
    }

    fn parsed(history: &str, adoption: &str) -> Self {
        let mut lines =
            history.lines().map(|line| line.split(',').map(str::trim).collect::<Vec<_>>());
        let header = lines.next().expect("a header");
        let day = |line: Vec<&str>| {
            let quotes = header.iter().zip(&line).skip(1);
            let quotes = quotes.filter(|(currency, quote)| {
                !currency.is_empty() && **quote != "N/A" && !quote.is_empty()
            });
            let quotes = quotes
                .map(|(currency, quote)| ((*currency).to_owned(), quote.parse().expect("a rate")));
            (line[0].parse().expect("a day"), quotes.collect())
        };
        let days = lines.filter(|line| line.len() > 1).map(day).collect();
        let euro = adoption.lines().skip(1).map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (
                fields[0].to_owned(),
                (fields[1].parse().expect("a day"), fields[2].parse().expect("a rate")),
            )
        });
        Self { days, euro: euro.collect() }
    }

    /// What counts for a currency on a day of the Bank's file.
    fn on(&self, currency: &str, day: Date, quotes: &BTreeMap<String, Decimal>) -> Option<Decimal> {
        match self.euro.get(currency) {
            Some((from, rate)) if day >= *from => Some(*rate),
            _ => quotes.get(currency).copied(),
        }
    }

    /// The mean over the days of a period with a quote; `None` without any.
    pub(crate) fn mean(&self, currency: &str, (start, end): (Date, Date)) -> Option<Rate> {
        if currency == "EUR" {
            return Some(Rate { rate: Decimal::ONE, status: "A" });
        }
        let quotes = || {
            self.days
                .range(start..=end)
                .filter_map(|(day, quotes)| Some((*day, self.on(currency, *day, quotes)?)))
        };
        let count = quotes().count();
        let (last_quote, _) = quotes().next_back()?;
        let sum: Decimal = quotes().map(|(_, rate)| rate).sum();
        let enough_from = end.checked_sub(7.days()).expect("a day");
        let last_day = *self.days.keys().next_back().expect("a day in the file");
        let status = match () {
            () if last_day < enough_from => "P",
            () if last_quote < enough_from => "E",
            () => "A",
        };
        Some(Rate { rate: rounded(sum / Decimal::from(count), 8), status })
    }

    /// The rate of a day, or of the last one before it.
    pub(crate) fn of_day(&self, currency: &str, day: Date) -> Option<Decimal> {
        if currency == "EUR" {
            return Some(Decimal::ONE);
        }
        match self.euro.get(currency) {
            Some((from, rate)) if day >= *from => Some(*rate),
            _ => {
                self.days.range(..=day).rev().find_map(|(_, quotes)| quotes.get(currency).copied())
            }
        }
    }
}
