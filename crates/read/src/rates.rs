//! Exchange rates: the European Central Bank's file as published, and the irrevocable rates of
//! currencies that became the euro.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{Cursor, Read};
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};
use model::{Currency, Date, Decimal, Fault, InputFile, Obstacle, Place, RateHistory};

use crate::line_number::LineNumbers;
use crate::plain::{iso_day, plain_number};
use crate::registers::{duplicate, rows};
use crate::table::{Columns, RowReader};

/// The Bank's file, unpacked, as published.
const CSV: &str = "inputs/rates/eurofxref-hist.csv";
/// The Bank's file, packed, as published.
const ZIP: &str = "inputs/rates/eurofxref-hist.zip";

/// More than this many bytes are never unpacked; the file of 27 years has two million.
const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;

const ADOPTION: Columns =
    Columns { required: &["currency", "from", "rate"], optional: &[], titled: &[], private: &[] };

/// Whether the Bank's file is there.
pub(crate) fn bank_file_stands(files: &BTreeMap<String, InputFile>) -> bool {
    files.contains_key(CSV) || files.contains_key(ZIP)
}

/// The obstacle of a year with amounts that need the Bank's file where there is none: `currencies`, and the
/// file in which the first of them stands.
pub(crate) fn bank_file_missing(currencies: &[Currency], first: &str) -> Obstacle {
    let codes: Vec<_> = currencies.iter().map(Currency::code).collect();
    let need = if codes.len() == 1 { "a rate" } else { "rates" };
    Obstacle::new(
        format!(
            "The exchange rates are missing, and amounts in {} need {need}, the first in `{first}`.",
            codes.join(", ")
        ),
        "Put the European Central Bank's file of historical euro reference rates, `eurofxref-hist.zip`, into `inputs/rates/` unchanged. The Bank has it on its website under \"Euro foreign exchange reference rates\".",
    )
    .at(ZIP)
}

/// Reads `rates/`. Without a file there are no rates, which is enough where everything is in euro.
///
/// Currencies of the Bank's file that ISO 4217 no longer has (such as the first Romanian leu) are left
/// out, since no return can name them.
///
/// # Errors
///
/// An obstacle if the Bank's file stands there twice or is damaged: no amount could be relied on.
pub(crate) fn rates(
    files: &BTreeMap<String, InputFile>,
    faults: &mut Vec<Fault>,
) -> Result<RateHistory, Vec<Obstacle>> {
    let days = match (files.get(CSV), files.get(ZIP)) {
        (None, None) => Ok(BTreeMap::new()),
        (Some(_), Some(_)) => Err(twice()),
        (Some(file), None) => bank_days(file, &file.bytes),
        (None, Some(file)) => unpacked(file).and_then(|bytes| bank_days(file, &bytes)),
    }
    .map_err(|obstacle| vec![obstacle])?;
    let mut euro_adoption = BTreeMap::new();
    let mut repeated = Vec::new();
    rows(files, "inputs/rates/euro-adoption", &ADOPTION, faults, |row| {
        let (currency, from, rate) = adoption(row)?;
        match euro_adoption.entry(currency) {
            Entry::Occupied(_) => repeated.push(duplicate(row, "currency", currency.code())),
            Entry::Vacant(free) => drop(free.insert((from, rate))),
        }
        Some(())
    })?;
    faults.extend(repeated);
    Ok(RateHistory { days, euro_adoption })
}

/// One row of `euro-adoption.csv`.
fn adoption(row: &mut RowReader<'_>) -> Option<(Currency, Date, Decimal)> {
    let currency = row.currency("currency");
    let from = row.required_day("from");
    let rate = row.number("rate").filter(|rate| *rate > Decimal::ZERO);
    if rate.is_none() && row.is_sound() {
        row.wrong("rate", "units of the currency for one euro, a number above 0");
    }
    Some((currency?, from?, rate?))
}

/// The days of the Bank's file: a header `Date,USD,…,` and a row a day, `N/A` where it quoted nothing.
fn bank_days(
    file: &InputFile,
    bytes: &[u8],
) -> Result<BTreeMap<Date, BTreeMap<Currency, Decimal>>, Obstacle> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut lines = LineNumbers::new(bytes);
    let mut record = ByteRecord::new();
    let mut next = |record: &mut ByteRecord| {
        let read = reader.read_byte_record(record);
        read.map_err(|_| damaged(file, 1, 1, "a row of a table"))
    };
    if !next(&mut record)? || field(&record, 0) != Some("Date") {
        return Err(damaged(file, 1, 1, "the Bank's header, which begins with `Date`"));
    }
    let columns = currencies(&record);
    let width = record.len();
    let mut days = BTreeMap::new();
    while next(&mut record)? {
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        let day = field(&record, 0).and_then(iso_day);
        let day = day.ok_or_else(|| damaged(file, line, 1, "a day such as 2026-09-30"))?;
        if record.len() > width || record.len() + 1 < width {
            return Err(damaged(file, line, 1, "as many fields as the header has"));
        }
        let quotes = quotes(&record, &columns)
            .map_err(|column| damaged(file, line, column as u32 + 1, "a rate above 0 or `N/A`"))?;
        if days.insert(day, quotes).is_some() {
            return Err(damaged(file, line, 1, "a day that did not come before"));
        }
    }
    Ok(days)
}

/// The columns with a currency of ISO 4217, by currency.
fn currencies(header: &ByteRecord) -> Vec<(Currency, usize)> {
    let mut columns: Vec<_> = (1..header.len())
        .filter_map(|column| Some((Currency::parse(field(header, column)?)?, column)))
        .collect();
    columns.sort_unstable();
    columns
}

/// The rates of one day; the column of a field that is none.
fn quotes(
    record: &ByteRecord,
    columns: &[(Currency, usize)],
) -> Result<BTreeMap<Currency, Decimal>, usize> {
    let quote = |(currency, column): &(Currency, usize)| match field(record, *column) {
        Some("N/A" | "") | None => None,
        Some(text) => {
            let rate = plain_number(text, false).filter(|rate| *rate > Decimal::ZERO);
            Some(rate.map(|rate| (*currency, rate)).ok_or(*column))
        }
    };
    columns.iter().filter_map(quote).collect()
}

/// A field as text; `None` if it is not there. Bytes that are no text give a text no rate has.
fn field(record: &ByteRecord, column: usize) -> Option<&str> {
    let bytes = record.get(column)?.trim_ascii();
    Some(std::str::from_utf8(bytes).unwrap_or("\u{fffd}"))
}

/// The one CSV file of the Bank's archive.
fn unpacked(file: &InputFile) -> Result<Vec<u8>, Obstacle> {
    let no_archive = || {
        Obstacle::new(
            format!("`{}` is no archive that can be unpacked.", file.name()),
            DOWNLOAD_AGAIN,
        )
        .at(&file.path)
    };
    let mut archive =
        zip::ZipArchive::new(Cursor::new(&file.bytes[..])).map_err(|_| no_archive())?;
    if archive.len() != 1 {
        return Err(no_archive());
    }
    let entry = archive.by_index(0).map_err(|_| no_archive())?;
    let mut bytes = Vec::new();
    let read = entry.take(LARGEST_UNPACKED + 1).read_to_end(&mut bytes);
    read.map_err(|_| no_archive())?;
    if bytes.len() as u64 > LARGEST_UNPACKED {
        return Err(no_archive());
    }
    Ok(bytes)
}

const DOWNLOAD_AGAIN: &str = "Download the file of historical euro reference rates from the European Central Bank again and put it into `inputs/rates/` unchanged.";

fn damaged(file: &InputFile, line: u32, column: u32, expected: &str) -> Obstacle {
    Obstacle::new(
        format!("The European Central Bank's rates cannot be read: expected {expected}."),
        DOWNLOAD_AGAIN,
    )
    .at(Place::line(Arc::clone(&file.path), line, column))
}

fn twice() -> Obstacle {
    Obstacle::new(
        "The European Central Bank's rates stand there twice, packed and unpacked.",
        format!("Keep the newer of `{CSV}` and `{ZIP}` and remove the other."),
    )
    .at(CSV)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use model::{Currency, Decimal};

    use super::*;
    use crate::registers::testing::files;

    const BANK: &str = "Date,USD,ROL,BGN,JPY,\n2025-12-31,1.175,N/A,1.9558,184.09,\n2025-12-30,1.17,17000,N/A,180,\n";

    fn code(text: &str) -> Currency {
        Currency::parse(text).unwrap()
    }

    #[test]
    fn the_banks_file_is_read_by_its_text() {
        let adoption = "currency,from,rate\nBGN,2026-01-01,1.95583\n";
        let files = files(&[(CSV, BANK), ("inputs/rates/euro-adoption.csv", adoption)]);
        let history = rates(&files, &mut Vec::new()).unwrap();
        let day = &history.days[&Date::constant(2025, 12, 30)];
        assert_eq!(day.keys().map(Currency::code).collect::<Vec<_>>(), ["JPY", "USD"]);
        assert_eq!(day[&code("USD")], Decimal::new(117, 2));
        let (from, rate) = history.euro_adoption[&code("BGN")];
        assert_eq!((from, rate), (Date::constant(2026, 1, 1), Decimal::new(195_583, 5)));
    }

    #[test]
    fn packed_and_unpacked_read_the_same() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("eurofxref-hist.csv", options).unwrap();
        archive.write_all(BANK.as_bytes()).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        let mut packed = files(&[(ZIP, "")]);
        packed.get_mut(ZIP).unwrap().bytes = bytes.into();
        let unpacked = files(&[(CSV, BANK)]);
        assert_eq!(
            rates(&packed, &mut Vec::new()).unwrap(),
            rates(&unpacked, &mut Vec::new()).unwrap()
        );
    }

    #[test]
    fn a_damaged_file_names_the_field() {
        let cases = [
            ("Day,USD\n", "inputs/rates/eurofxref-hist.csv!1:1"),
            ("Date,USD\n2025-12-31,1,175\n", "inputs/rates/eurofxref-hist.csv!2:1"),
            ("Date,USD,JPY,\n2025-12-31,1.1,1 80,\n", "inputs/rates/eurofxref-hist.csv!2:3"),
            ("Date,USD,\n2025-12-31,0,\n", "inputs/rates/eurofxref-hist.csv!2:2"),
            ("Date,USD,\n31/12/2025,1.1,\n", "inputs/rates/eurofxref-hist.csv!2:1"),
            (
                "Date,USD,\n2025-12-31,1.1,\n2025-12-31,1.1,\n",
                "inputs/rates/eurofxref-hist.csv!3:1",
            ),
            ("Date,USD,JPY,GBP,\n2025-12-31,1.1", "inputs/rates/eurofxref-hist.csv!2:1"),
        ];
        for (text, place) in cases {
            let obstacles = rates(&files(&[(CSV, text)]), &mut Vec::new()).unwrap_err();
            assert_eq!(obstacles[0].place.as_deref(), Some(place), "{text}");
        }
    }

    #[test]
    fn without_a_file_there_are_no_rates() {
        assert_eq!(rates(&BTreeMap::new(), &mut Vec::new()).unwrap(), RateHistory::default());
    }

    /// The Bank's own file, where the folder of real files is at hand (`CFIT_REAL_FILES`).
    #[test]
    fn the_file_as_published_is_read_whole() {
        let Some(folder) = std::env::var_os("CFIT_REAL_FILES") else {
            return;
        };
        let entries = std::fs::read_dir(std::path::Path::new(&folder).join("fx")).unwrap();
        let mut archives = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "zip"));
        let mut packed = files(&[(ZIP, "")]);
        packed.get_mut(ZIP).unwrap().bytes =
            std::fs::read(archives.next().unwrap()).unwrap().into();
        let history = rates(&packed, &mut Vec::new()).unwrap();
        let (first, quotes) = history.days.first_key_value().unwrap();
        assert_eq!(*first, Date::constant(1999, 1, 4));
        assert_eq!(quotes[&code("USD")], Decimal::new(11_789, 4));
        assert!(history.days.len() >= 7_126);
        let last_lev = history.days.iter().rfind(|(_, quotes)| quotes.contains_key(&code("BGN")));
        assert_eq!(last_lev.map(|(day, _)| day.year()), Some(2025));
    }
}
