//! Sheet `Receipts`: every receipt on an account of contributions, which the sheet of contributions adds up.

use model::Currency;
use model::finance::PaidBy;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::{Layout, class_title};
use super::ledger_columns::LedgerColumn;
use super::page::{
    FIRST_ROW, HEAD_ROW, Head, LEDGER, RECEIPTS, amount_width, head, in_currency, rounded, set_up,
};
use super::receipts::{CountsAs, Receipt};
use super::table::{Table, Value};
use crate::xlsx::{absolute, absolute_range, quoted};

const ID: u16 = 1;
const CLASS: u16 = 3;
const COUNTS_AS: u16 = 4;
const FOR_YEAR: u16 = 5;
const LEDGER_OF: u16 = 6;
const AMOUNT: u16 = 7;
const CURRENCY: u16 = 8;
const BOOKED: u16 = 9;

const BELOW: &str = "Every receipt on an account of contributions, of voluntary contributions or of earmarked income: of this year's ledger, and \
    of other years' what is for this year. Amounts point to their line in the ledger, where it stands there. Who paid is \
    said where it was not the participant itself.";

/// Adds the sheet.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let width = amount_width(inputs.statement, 13.0);
    let columns = [
        Head::text("Date", 12.5),
        Head::text("Id", 15.0),
        Head::text("Participant", 30.0),
        Head::text("Class", 22.0),
        Head::text("Counts as", 16.0),
        Head::number("For year", 9.0),
        Head::number("Ledger of", 10.0),
        Head::number("Amount", width),
        Head::text("Currency", 10.5),
        Head::number("Booked", width),
        Head::text("Paid by", 24.0),
        Head::text("Stands in", 30.0),
    ];
    let sheet = workbook.add_worksheet().set_name(RECEIPTS)?;
    head(
        sheet,
        "Receipts of contributions",
        &format!("{} {BELOW} {}", in_currency(inputs), layout.where_lines_stand()),
        &columns,
    )?;
    let mut table = Table::new(sheet, &columns, inputs.statement.currency, FIRST_ROW);
    for receipt in &layout.receipts {
        table.line(&values(receipt, layout))?;
    }
    if !layout.receipts.is_empty() {
        let last = table.row - 1;
        sheet.autofilter(HEAD_ROW, 0, last, columns.len() as u16 - 1)?;
    }
    set_up(sheet, inputs)
}

fn values(receipt: &Receipt, layout: &Layout) -> Vec<Value> {
    let register = layout.inputs.register;
    let id = receipt.participant.as_ref().map_or("", |id| id.as_str());
    let paid_by = match &receipt.paid_by {
        None | Some(PaidBy::Itself) => "",
        Some(PaidBy::Participant(payer)) => register.name(payer.as_str()),
        Some(PaidBy::Another) => "another body",
    };
    let in_ledger = |line: usize, column| {
        absolute(LEDGER, FIRST_ROW + line as u32, layout.ledger_column(column))
    };
    let amount = match receipt.line {
        Some(line) => {
            let paid = layout.inputs.statement.booked[line].line.paid;
            let column = paid.map_or(LedgerColumn::Amount, |_| LedgerColumn::PaidAmount);
            let cell = in_ledger(line, column);
            Value::OwnSum(cell, receipt.amount, receipt.currency)
        }
        None => Value::Own(receipt.amount, receipt.currency),
    };
    let booked = match (receipt.line, receipt.booked) {
        (Some(line), Some(minor)) => Value::Sum(in_ledger(line, LedgerColumn::Booked), minor),
        _ => Value::Amount(receipt.booked),
    };
    vec![
        Value::Day(Some(receipt.date)),
        Value::text(id),
        Value::text(if id.is_empty() { "" } else { register.name(id) }),
        Value::text(class_title(receipt.class)),
        Value::text(receipt.counts_as.word()),
        Value::Count(i64::from(receipt.for_year)),
        Value::Count(i64::from(receipt.ledger_year)),
        amount,
        Value::text(receipt.currency.code()),
        booked,
        Value::text(paid_by),
        Value::Text(layout.stands_in(&receipt.place)),
    ]
}

/// Which receipts a sum takes, as the conditions of a formula.
pub(super) struct Taken<'a> {
    layout: &'a Layout<'a>,
    conditions: Vec<String>,
}

impl<'a> Taken<'a> {
    /// Every receipt.
    pub(super) fn all(layout: &'a Layout<'a>) -> Self {
        Self { layout, conditions: Vec::new() }
    }

    /// Those of the participant whose id stands in a cell, compared letter by letter.
    pub(super) fn of(self, cell: &str) -> Self {
        let range = self.range(ID);
        self.and(format!("EXACT({range},{cell})"))
    }

    /// Those that count so.
    pub(super) fn counted(self, counts_as: CountsAs) -> Self {
        let range = self.range(COUNTS_AS);
        self.and(format!("({range}={})", quoted(counts_as.word())))
    }

    /// Those on accounts of a class.
    pub(super) fn class(self, class: model::finance::AccountClass) -> Self {
        let range = self.range(CLASS);
        self.and(format!("({range}={})", quoted(class_title(class))))
    }

    /// Those for years that stand so to the statement's: `=`, `<` or `>`.
    pub(super) fn for_year(self, sign: &str) -> Self {
        let condition = format!("({}{sign}{})", self.range(FOR_YEAR), self.year());
        self.and(condition)
    }

    /// Those in ledgers of years that stand so to the statement's.
    pub(super) fn ledger(self, sign: &str) -> Self {
        let condition = format!("({}{sign}{})", self.range(LEDGER_OF), self.year());
        self.and(condition)
    }

    /// Those in the currency whose code stands in a cell.
    pub(super) fn paid_in(self, cell: &str) -> Self {
        let condition = format!("({}={cell})", self.range(CURRENCY));
        self.and(condition)
    }

    /// Those in no currency of these.
    pub(super) fn not_paid_in(self, currencies: impl IntoIterator<Item = Currency>) -> Self {
        currencies.into_iter().fold(self, |taken, own| {
            let condition = format!("({}<>{})", taken.range(CURRENCY), quoted(own.code()));
            taken.and(condition)
        })
    }

    /// The sum of what was booked.
    pub(super) fn sum(self) -> String {
        let currency = self.layout.inputs.statement.currency;
        rounded(&self.sum_of(BOOKED), currency)
    }

    /// The sum of what was paid, where all is in one currency.
    pub(super) fn sum_as_paid(self, currency: Currency) -> String {
        rounded(&self.sum_of(AMOUNT), currency)
    }

    fn sum_of(mut self, column: u16) -> String {
        self.conditions.push(self.range(column));
        format!("SUMPRODUCT({})", self.conditions.join("*"))
    }

    fn and(mut self, condition: String) -> Self {
        self.conditions.push(condition);
        self
    }

    fn year(&self) -> i16 {
        self.layout.inputs.statement.year
    }

    fn range(&self, column: u16) -> String {
        let last = FIRST_ROW + self.layout.receipts.len().max(1) as u32 - 1;
        absolute_range(RECEIPTS, (FIRST_ROW, column), (last, column))
    }
}
