//! Cells of an accounting system's export: the booking that their row is, or why it is none.

use model::finance::{FinanceInputs, LedgerFile};
use model::unused_numbers::UnusedReason;
use model::{CellAddress, Money, Place};

use super::words;

/// The tables of the ledger that an export has on a sheet.
fn tables<'f>(finance: &'f FinanceInputs, place: &Place) -> Vec<&'f LedgerFile> {
    let sheet = place.sheet.as_deref().unwrap_or_default();
    let is_of_it = |file: &&LedgerFile| *file.path == *place.path && file.sheet == sheet;
    finance.ledger_files.iter().filter(is_of_it).collect()
}

/// The fields that the column of a cell has by the mapping of an export, in words; `None` where it has none, or the file
/// is none of the ledger.
pub(super) fn fields(finance: &FinanceInputs, place: &Place, at: CellAddress) -> Option<String> {
    let fields = fields_at(&tables(finance, place), at.column)?;
    (!fields.is_empty()).then(|| in_words(&fields))
}

fn in_words(fields: &[&str]) -> String {
    format!("`{}`", fields.join("` and `"))
}

/// What a cell of an export is to the bookings made of it; `None` where its sheet is none of the ledger.
pub(super) fn of_export(
    finance: &FinanceInputs,
    place: &Place,
    at: CellAddress,
    is_blank: bool,
) -> Option<String> {
    let tables = tables(finance, place);
    tables.first()?;
    let line = finance.ledger.iter().find(|line| {
        line.place.path == place.path
            && line.place.sheet == place.sheet
            && line.place.cell.is_some_and(|cell| cell.row == at.row)
    });
    let Some((line, amount)) = line.and_then(|line| Some((line, line.place.cell?))) else {
        let words = match is_blank {
            true => "nothing stands in this cell, and its row is not booked",
            false => {
                "its row is not booked: it stands above the bookings, or is the other side of one, a transfer between \
                 accounts where the money lies, a sum or a balance carried forward, or the mapping passes over it; a \
                 row that cannot be read or waits for confirmation is a finding"
            }
        };
        return Some(words.to_owned());
    };
    if amount == at {
        return Some(words::unused(UnusedReason::FigureWithoutValue).to_owned());
    }
    let money = Money { currency: line.currency, minor: line.amount };
    let booking = format!(
        "the booking of {} {} on {}, account {}",
        money.currency,
        money.to_decimal(),
        line.date,
        line.account
    );
    if is_blank {
        return Some(format!("nothing stands in this cell; its row is {booking}"));
    }
    let cell = match fields_at(&tables, at.column).as_deref() {
        None => "this one tells what the booking is, or is only checked against it".to_owned(),
        Some([]) => "the mapping says nothing of the column of this one".to_owned(),
        Some(["balance"]) => "this one is its `balance`, which is only checked".to_owned(),
        Some(fields) => format!("this one is its {}", in_words(fields)),
    };
    Some(format!(
        "its row is {booking}, whose amount stands in another cell; {cell}, and is in no figure itself"
    ))
}

/// The fields that a column has by the mapping of its sheet. `None` where the mapping has several tables for the sheet
/// and the column is not the same in each: in which of them the row is, is not known.
fn fields_at<'f>(tables: &[&'f LedgerFile], column: u32) -> Option<Vec<&'f str>> {
    let of_table = |file: &&'f LedgerFile| -> Vec<&'f str> {
        let columns = file.column_numbers.iter();
        let own = columns.filter(|(_, numbers)| numbers.contains(&column));
        own.map(|(field, _)| field.as_str()).collect()
    };
    let mut all = tables.iter().map(of_table);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use model::finance::LedgerLine;
    use model::{Currency, Date};

    use super::*;

    #[test]
    fn a_cell_of_an_export_tells_of_the_booking_in_its_row() {
        let path = "inputs/2026/finance/supporting/journal.xlsx";
        let cell = |row, column| Place::cell(path, "Bank", CellAddress::new(row, column));
        let line = LedgerLine {
            date: Date::constant(2025, 10, 6),
            account: "2100".into(),
            description: String::new(),
            counterparty: String::new(),
            amount: 48_735,
            currency: Currency::EUR,
            reference: String::new(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            for_participant: String::new(),
            place: cell(7, 5),
            reference_place: cell(7, 1),
            paid: None,
            counterparty_place: cell(7, 2),
        };
        let file = LedgerFile {
            path: path.into(),
            sheet: "Bank".into(),
            read: 2,
            booked: 1,
            money_accounts: 1,
            transfers: 0,
            sums: 0,
            skipped: 0,
            refused: 0,
            unconfirmed: 0,
            other_references: Vec::new(),
            column_numbers: BTreeMap::from([
                ("date".to_owned(), vec![0]),
                ("amount".to_owned(), vec![5]),
                ("balance".to_owned(), vec![6]),
            ]),
        };
        let mut other_table = file.clone();
        other_table.column_numbers.insert("description".to_owned(), vec![4]);
        let mut finance = FinanceInputs {
            ledger: vec![line],
            ledger_files: vec![file],
            ..FinanceInputs::default()
        };
        let of = |finance: &FinanceInputs, place: Place, blank| {
            of_export(finance, &place, place.cell.unwrap(), blank)
        };
        let said = |place: Place, blank| of(&finance, place, blank);
        let booking = "the booking of EUR 487.35 on 2025-10-06, account 2100";
        let day = said(cell(7, 0), false).unwrap();
        assert!(day.contains(booking) && day.contains("this one is its `date`, and"), "{day}");
        assert!(said(cell(7, 6), false).unwrap().contains("`balance`, which is only checked"));
        assert!(said(cell(7, 4), false).unwrap().contains("says nothing of the column"));
        assert_eq!(
            said(cell(7, 6), true).unwrap(),
            format!("nothing stands in this cell; its row is {booking}")
        );
        assert!(said(cell(8, 0), false).unwrap().starts_with("its row is not booked"));
        let named = |column| fields(&finance, &cell(7, column), CellAddress::new(7, column));
        assert_eq!((named(5).as_deref(), named(4)), (Some("`amount`"), None));
        assert!(said(cell(7, 5), false).unwrap().contains("have no value"));
        let other = Place::cell(path, "Notes", CellAddress::new(7, 0));
        assert_eq!(said(other, false), None);
        finance.ledger_files.push(other_table);
        assert!(of(&finance, cell(7, 0), false).unwrap().contains("its `date`"));
        assert!(of(&finance, cell(7, 4), false).unwrap().contains("tells what the booking is"));
    }
}
