//! Sheet `Ledger`: every line as it was booked.

use model::Money;
use model::finance::{AccountLine, BookedLine};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::layout::{LEDGER_ACCOUNT, LEDGER_BOOKED, Layout, kind_title};
use super::page::{Cells, FIRST_ROW, HEAD_ROW, LEDGER, amount_format, head, in_currency, set_up};
use crate::text_fit::{height, lines};
use crate::xlsx::{day, number};

const TITLE: u16 = 2;
const DESCRIPTION: u16 = 3;
const PARTICIPANT: u16 = 4;
const AMOUNT: u16 = 5;
const CURRENCY: u16 = 6;
const RATE: u16 = 7;

/// The columns every ledger has, up to the booked amount.
const COLUMNS: [(&str, f64); 9] = [
    ("Date", 13.0),
    ("Account", 11.0),
    ("Title", 26.0),
    ("Description", 40.0),
    ("Participant", 28.0),
    ("Amount", 14.0),
    ("Currency", 11.0),
    ("Rate", 11.0),
    ("Booked", 14.0),
];

/// A column of text behind the booked amount; left out where no line has one.
struct Further {
    label: &'static str,
    width: f64,
    text: fn(&BookedLine, Option<&AccountLine>) -> String,
}

const FURTHER: [Further; 6] = [
    Further { label: "Reference", width: 14.0, text: |booked, _| booked.line.reference.clone() },
    Further { label: "Fund", width: 12.0, text: |booked, _| booked.line.fund.clone() },
    Further { label: "Activity", width: 16.0, text: |booked, _| booked.line.activity.clone() },
    Further {
        label: "For year",
        width: 10.0,
        text: |booked, _| booked.line.for_year.map_or_else(String::new, |year| year.to_string()),
    },
    Further { label: "Counts as", width: 24.0, text: counts_as },
    Further { label: "Stands in", width: 38.0, text: |booked, _| booked.line.place.to_string() },
];

/// Income or expense; else why a line is in no total.
fn counts_as(booked: &BookedLine, account: Option<&AccountLine>) -> String {
    let text = match (booked.booked, account.filter(|account| account.in_budget())) {
        (None, _) => "no rate is known: in no total",
        (_, None) => "account not in the budget: in no total",
        (_, Some(account)) => kind_title(account.kind),
    };
    text.to_owned()
}

/// Adds the sheet, and names for its columns.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let booked = &inputs.statement.booked;
    let further: Vec<&Further> = FURTHER
        .iter()
        .filter(|column| {
            let mut lines = booked.iter();
            lines.any(|line| !(column.text)(line, account(line, layout)).is_empty())
        })
        .collect();
    let columns: Vec<(&str, f64)> = COLUMNS
        .into_iter()
        .chain(further.iter().map(|column| (column.label, column.width)))
        .collect();
    let below = format!(
        "{} Booked = amount ÷ rate, rounded to the cent; exactly half a cent goes to the even cent.",
        in_currency(inputs)
    );
    let sheet = workbook.add_worksheet().set_name(LEDGER)?;
    head(sheet, "Ledger", &below, &columns)?;
    for (row, line) in (FIRST_ROW..).zip(booked) {
        ledger_line(sheet, row, line, &further, layout)?;
    }
    set_up(sheet, inputs)?;
    if !booked.is_empty() {
        let last = FIRST_ROW + booked.len() as u32 - 1;
        sheet.autofilter(HEAD_ROW, 0, last, columns.len() as u16 - 1)?;
    }
    for (name, column) in [("ledger_account", LEDGER_ACCOUNT), ("ledger_booked", LEDGER_BOOKED)] {
        workbook.define_name(name, &format!("={}", layout.ledger_range(column)))?;
    }
    Ok(())
}

fn account<'a>(booked: &BookedLine, layout: &Layout<'a>) -> Option<&'a AccountLine> {
    let mut accounts = layout.inputs.statement.accounts.iter();
    accounts.find(|account| account.account == booked.line.account)
}

fn ledger_line(
    sheet: &mut Worksheet,
    row: u32,
    booked: &BookedLine,
    further: &[&Further],
    layout: &Layout,
) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let line = &booked.line;
    let cells = Cells::plain(inputs.statement.currency);
    let account = account(booked, layout);
    let counterparty = line.counterparty.trim();
    let participant = match inputs.register.knows(counterparty) {
        true => inputs.register.name(counterparty),
        false => "",
    };
    sheet.write_datetime_with_format(row, 0, &day(line.date)?, &cells.day)?;
    let mut most = 1;
    for (column, text) in [
        (LEDGER_ACCOUNT, line.account.as_str()),
        (TITLE, account.map_or("", |account| &account.title)),
        (DESCRIPTION, &line.description),
        (PARTICIPANT, participant),
        (CURRENCY, line.currency.code()),
    ] {
        cells.text(sheet, (row, column), text)?;
        most = most.max(lines(text, COLUMNS[usize::from(column)].1, 11.0));
    }
    original(sheet, row, booked, &cells)?;
    cells.amount(sheet, (row, LEDGER_BOOKED), booked.booked)?;
    for (column, more) in (LEDGER_BOOKED + 1..).zip(further) {
        let text = (more.text)(booked, account);
        cells.text(sheet, (row, column), &text)?;
        most = most.max(lines(&text, more.width, 11.0));
    }
    sheet.set_row_height(row, height(most, 11.0))?;
    Ok(())
}

/// The amount in its own currency, and the rate.
fn original(
    sheet: &mut Worksheet,
    row: u32,
    booked: &BookedLine,
    cells: &Cells,
) -> Result<(), XlsxError> {
    let own = booked.line.currency;
    let money = Money { currency: own, minor: booked.line.amount };
    let format = cells.amount.clone().set_num_format(amount_format(own));
    sheet.write_number_with_format(row, AMOUNT, number(money.to_decimal()), &format)?;
    let rate = cells.amount.clone().set_num_format("0.0000####");
    match booked.rate {
        Some(value) => sheet.write_number_with_format(row, RATE, number(value), &rate)?,
        None => sheet.write_blank(row, RATE, &rate)?,
    };
    Ok(())
}
