//! Cells of an accounting system's export: the booking that their row is, or why it is none.

use model::finance::FinanceInputs;
use model::unused_numbers::UnusedReason;
use model::{CellAddress, Money, Place};

use super::words;

/// What a cell of an export is to the bookings made of it; `None` where its sheet is none of the ledger.
pub(super) fn of_export(
    finance: &FinanceInputs,
    place: &Place,
    at: CellAddress,
    is_blank: bool,
) -> Option<String> {
    let sheet = place.sheet.as_deref().unwrap_or_default();
    finance.ledger_files.iter().find(|file| *file.path == *place.path && file.sheet == sheet)?;
    let line = finance.ledger.iter().find(|line| {
        line.place.path == place.path
            && line.place.sheet == place.sheet
            && line.place.cell.is_some_and(|cell| cell.row == at.row)
    });
    let Some((line, amount)) = line.and_then(|line| Some((line, line.place.cell?))) else {
        let words = match is_blank {
            true => "nothing stands in this cell, and its row is not booked",
            false => {
                "its row is not booked: it stands above the bookings, or is the other side of one, a sum or a balance \
                 carried forward, or the mapping passes over it; a row that cannot be read or waits for confirmation \
                 is a finding"
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
    Some(match is_blank {
        true => format!("nothing stands in this cell; its row is {booking}"),
        false => format!(
            "its row is {booking}, whose amount stands in another cell; this one tells what the booking is, or is only \
             checked against it, and is in no figure itself"
        ),
    })
}

#[cfg(test)]
mod tests {
    use model::finance::{LedgerFile, LedgerLine};
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
            counterparty_place: cell(7, 2),
        };
        let file = LedgerFile {
            path: path.into(),
            sheet: "Bank".into(),
            read: 2,
            booked: 1,
            money_accounts: 1,
            sums: 0,
            skipped: 0,
            refused: 0,
            unconfirmed: 0,
            other_references: Vec::new(),
        };
        let finance = FinanceInputs {
            ledger: vec![line],
            ledger_files: vec![file],
            ..FinanceInputs::default()
        };
        let said = |place: Place, blank| of_export(&finance, &place, place.cell.unwrap(), blank);
        let booking = "the booking of EUR 487.35 on 2025-10-06, account 2100";
        assert!(said(cell(7, 0), false).unwrap().contains(booking));
        assert_eq!(
            said(cell(7, 6), true).unwrap(),
            format!("nothing stands in this cell; its row is {booking}")
        );
        assert!(said(cell(8, 0), false).unwrap().starts_with("its row is not booked"));
        assert!(said(cell(7, 5), false).unwrap().contains("have no value"));
        let other = Place::cell(path, "Notes", CellAddress::new(7, 0));
        assert_eq!(said(other, false), None);
    }
}
