//! Sheet `Receipts`: every receipt on an account of contributions, which the sheet of contributions adds up.

use model::finance::PaidBy;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::{Layout, class_title};
use super::ledger_columns::LedgerColumn;
use super::page::{FIRST_ROW, HEAD_ROW, Head, LEDGER, RECEIPTS, head, in_currency, set_up};
use super::receipts::{CountsAs, Receipt};
use super::table::{Table, Value};
use crate::xlsx::{absolute, absolute_range, quoted};

const ID: u16 = 1;
const CLASS: u16 = 3;
const COUNTS_AS: u16 = 4;
const FOR_YEAR: u16 = 5;
const LEDGER_OF: u16 = 6;
const BOOKED: u16 = 9;

const BELOW: &str = "Every receipt on an account of contributions or of voluntary contributions: of this year's ledger, and \
    of other years' what is for this year. “Booked” points to the line in the ledger, where it stands there. Who paid is \
    said where it was not the participant itself.";

/// Adds the sheet.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let columns = [
        Head::text("Date", 12.5),
        Head::text("Id", 18.0),
        Head::text("Participant", 34.0),
        Head::text("Class", 22.0),
        Head::text("Counts as", 18.0),
        Head::number("For year", 9.0),
        Head::number("Ledger of", 9.0),
        Head::number("Amount", 14.0),
        Head::text("Currency", 10.5),
        Head::number("Booked", 14.0),
        Head::text("Paid by", 28.0),
        Head::text("Stands in", 40.0),
    ];
    let sheet = workbook.add_worksheet().set_name(RECEIPTS)?;
    head(
        sheet,
        "Receipts of contributions",
        &format!("{} {BELOW}", in_currency(inputs)),
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
    let booked = match (receipt.line, receipt.booked) {
        (Some(line), Some(minor)) => {
            let column = layout.ledger_column(LedgerColumn::Booked);
            Value::Sum(absolute(LEDGER, FIRST_ROW + line as u32, column), minor)
        }
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
        Value::Own(receipt.amount, receipt.currency),
        Value::text(receipt.currency.code()),
        booked,
        Value::text(paid_by),
        Value::text(receipt.place.to_string()),
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

    /// The sum of what was booked.
    pub(super) fn sum(self) -> String {
        let mut factors = self.conditions.clone();
        factors.push(self.range(BOOKED));
        let currency = self.layout.inputs.statement.currency;
        super::page::rounded(&format!("SUMPRODUCT({})", factors.join("*")), currency)
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
