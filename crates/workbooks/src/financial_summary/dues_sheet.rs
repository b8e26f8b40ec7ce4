//! Sheet `Dues`: what is due by each decision, and what was paid of it.

use model::Currency;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::dues::{Amounts, Due, Owed};
use super::layout::Layout;
use super::page::{
    DUES, FIRST_ROW, Head, NOT_APPLICABLE, NOT_KNOWN, amount_width, head, in_currency, rounded,
    set_up,
};
use super::receipts::CountsAs;
use super::receipts_sheet::Taken;
use super::table::{Table, Value};
use crate::xlsx::{absolute_range, relative};

const ID: u16 = 0;
const DUE_ON: u16 = 3;
const DUE: u16 = 4;
const CURRENCY: u16 = 5;
const RECEIVED: u16 = 6;
const LEFT: u16 = 7;
const DUE_BOOKED: u16 = 8;
const LEFT_BOOKED: u16 = 9;
const SETTLED: u16 = 10;
const OPEN: u16 = 11;
const DAYS: u16 = 12;
const COLUMNS: usize = 13;

/// Stands where several dues are in other currencies, whose sum stands in the row below them.
const BELOW: &str = "below";

const ABOUT: &str = "What is due by each decision that was not waived. Payments settle what is due in their own currency, the \
    oldest first. Still to come is what is left, once what was paid too much on another due, or in another currency, is set \
    off, again the oldest first. Days overdue are counted up to the day that the sheet of contributions names.";
/// What is said where something is due in another currency than the accounts'.
const IN_OTHERS: &str = "What is due in another currency is a number here: its amount at the European Central Bank's rate of \
    the day it is due on, or of the statement's last day where no day is set. What is left of it is the same share of \
    both; where the Bank's rate makes that a cent more or less, it is a number.";
/// What is said where a participant owes by several decisions in other currencies.
const SEVERAL: &str = "Where one owes by several decisions in other currencies, the row below them has what is due and left of \
    these together as numbers, each at the rate of its day, what is still to come of all its dues, and the days since the \
    oldest of which a part is open.";

/// Adds the sheet, where a decision says what is due.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    if layout.owed.is_empty() {
        return Ok(());
    }
    let statement = layout.inputs.statement;
    let currency = statement.currency;
    let width = amount_width(statement, 12.5);
    let columns: [Head; COLUMNS] = [
        Head::text("Id", 14.0),
        Head::text("Participant", 26.0),
        Head::text("Decision", 22.0),
        Head::text("Due on", 12.5),
        Head::number("Due", width),
        Head::text("Currency", 10.5),
        Head::number("Received of it", width),
        Head::number("Left", width),
        Head::number(format!("Due, {currency}"), width),
        Head::number(format!("Left, {currency}"), width),
        Head::number(format!("Settled, {currency}"), width),
        Head::number(format!("Still to come, {currency}"), width),
        Head::number("Days overdue", 12.5),
    ];
    let sheet = workbook.add_worksheet().set_name(DUES)?;
    let foreign = layout.owed.iter().flat_map(|owed| &owed.dues);
    let foreign = foreign.into_iter().any(|due| due.due.currency != currency);
    let several = layout.owed.iter().any(|owed| owed.known && owed.together.is_some());
    let mut below = format!("{} {ABOUT}", in_currency(layout.inputs));
    for more in [foreign.then_some(IN_OTHERS), several.then_some(SEVERAL)].into_iter().flatten() {
        below = format!("{below} {more}");
    }
    head(sheet, "Contributions due, decision by decision", &below, &columns)?;
    let mut table = Table::new(sheet, &columns, currency, FIRST_ROW);
    for owed in &layout.owed {
        let block = Block { owed, layout, first: table.row };
        for index in 0..owed.dues.len() {
            table.line(&block.due(index))?;
        }
        if let Some(amounts) = owed.together {
            table.line(&block.together(amounts))?;
        }
        if let Some(minor) = owed.otherwise.filter(|_| owed.known) {
            table.line(&block.otherwise(minor))?;
        }
    }
    set_up(sheet, layout.inputs)
}

/// The cells of a participant's rows in a column of amounts that the sheet of contributions adds up; `None` without any.
fn of_participant(id: &str, column: u16, layout: &Layout) -> Option<String> {
    let mut first = FIRST_ROW;
    for owed in &layout.owed {
        let last = first + owed.rows() as u32 - 1;
        if owed.line.participant.as_str() == id {
            return Some(absolute_range(DUES, (first, column), (last, column)));
        }
        first = last + 1;
    }
    None
}

/// The cells of what is due by a participant's decisions, in the accounts' currency.
pub(super) fn due_of(id: &str, layout: &Layout) -> Option<String> {
    of_participant(id, DUE_BOOKED, layout)
}

/// The cells of what a participant's payments settled, at the rates of the due days.
pub(super) fn settled_of(id: &str, layout: &Layout) -> Option<String> {
    of_participant(id, SETTLED, layout)
}

/// The cells of the days that a participant's dues are overdue.
pub(super) fn days_of(id: &str, layout: &Layout) -> Option<String> {
    of_participant(id, DAYS, layout)
}

/// All that is still to come, as a formula.
pub(super) fn all_open(layout: &Layout) -> String {
    let rows: usize = layout.owed.iter().map(Owed::rows).sum();
    let last = FIRST_ROW + rows.max(1) as u32 - 1;
    let range = absolute_range(DUES, (FIRST_ROW, OPEN), (last, OPEN));
    rounded(&format!("SUM({range})"), layout.inputs.statement.currency)
}

/// The rows of a participant while they are written.
struct Block<'a> {
    owed: &'a Owed<'a>,
    layout: &'a Layout<'a>,
    first: u32,
}

impl Block<'_> {
    fn currency(&self) -> Currency {
        self.layout.inputs.statement.currency
    }

    fn rounded(&self, formula: &str) -> String {
        rounded(formula, self.currency())
    }

    /// The rows of what is due, in a column.
    fn dues(&self, column: u16) -> String {
        let last = self.first + self.owed.dues.len() as u32 - 1;
        format!("{}:{}", relative(self.first, column), relative(last, column))
    }

    fn of_whom(&self) -> [Value; 2] {
        let id = self.owed.line.participant.as_str();
        [Value::text(id), Value::text(self.layout.inputs.register.name(id))]
    }

    /// Receipts of the participant for the year.
    fn receipts(&self, row: u32) -> Taken<'_> {
        let id = format!("${}", relative(row, ID));
        Taken::all(self.layout).of(&id).counted(CountsAs::Contribution).for_year("=")
    }

    fn due(&self, index: usize) -> Vec<Value> {
        let due = &self.owed.dues[index];
        let (own, row) = (due.due.currency, self.first + index as u32);
        let known = self.owed.known;
        let of = |column| relative(row, column);
        let left = rounded(&format!("{}-{}", of(DUE), of(RECEIVED)), own);
        let [id, name] = self.of_whom();
        let mut values = vec![
            id,
            name,
            Value::Text(self.layout.shown.decision(&due.due.decision)),
            Value::Day(due.due.due_on),
            Value::Own(due.due.due, own),
            Value::text(own.code()),
            Value::OwnSum(self.received(index), due.received, own).if_known(known),
            Value::OwnSum(left, due.left(), own).if_known(known),
        ];
        let elsewhere = match self.owed.together {
            Some(_) => BELOW,
            None => NOT_KNOWN,
        };
        match due.amounts {
            Some(amounts) => values.extend(self.amounts(due, amounts, row)),
            None => values.extend([(); 3].map(|()| Value::InPlace(elsewhere))),
        }
        match self.owed.is_singly_known() {
            true => values.extend([
                Value::Sum(self.open(row), due.open),
                days(&of(OPEN), (&of(DUE_ON), due.due.due_on.is_some()), due.days),
            ]),
            false => values.extend([(); 2].map(|()| Value::InPlace(elsewhere))),
        }
        values
    }

    /// What was received of a due: of the last one in a currency all that is left of the payments in it.
    fn received(&self, index: usize) -> String {
        let due = &self.owed.dues[index];
        let (own, row) = (due.due.currency, self.first + index as u32);
        let taken = self.receipts(row).paid_in(&relative(row, CURRENCY));
        let mut left = match own == self.currency() {
            true => taken.sum(),
            false => taken.sum_as_paid(own),
        };
        let in_it = |other: &Due| other.due.currency == own;
        for (before, _) in
            (self.first..).zip(&self.owed.dues[..index]).filter(|(_, due)| in_it(due))
        {
            left = format!("{left}-{}", relative(before, RECEIVED));
        }
        let is_last = !self.owed.dues[index + 1..].iter().any(in_it);
        match is_last {
            true => rounded(&left, own),
            false => rounded(&format!("MAX(0,MIN({},{left}))", relative(row, DUE)), own),
        }
    }

    /// What is due, what is left of it and what was settled, in the accounts' currency.
    fn amounts(&self, due: &Due, amounts: Amounts, row: u32) -> [Value; 3] {
        let of = |column| relative(row, column);
        let settled = self.rounded(&format!("{}-{}", of(DUE_BOOKED), of(LEFT_BOOKED)));
        let settled = Value::Sum(settled, amounts.settled());
        let (whole, left) = match due.due.currency == self.currency() {
            true => (Value::Sum(of(DUE), amounts.due), Value::Sum(of(LEFT), amounts.left)),
            false if due.is_in_proportion(amounts, self.currency()) => {
                let share = format!("{}*{}/{}", of(LEFT), of(DUE_BOOKED), of(DUE));
                (Value::Amount(Some(amounts.due)), Value::Sum(self.rounded(&share), amounts.left))
            }
            false => (Value::Amount(Some(amounts.due)), Value::Amount(Some(amounts.left))),
        };
        [whole, left.if_known(self.owed.known), settled.if_known(self.owed.known)]
    }

    /// What is still to come of a due: of what is left of all up to it, what nothing is set off against, at most its own.
    fn open(&self, row: u32) -> String {
        let left = relative(row, LEFT_BOOKED);
        if self.owed.rows() == 1 {
            return format!("MAX(0,{left})");
        }
        let (all, first) = (self.dues(LEFT_BOOKED), relative(self.first, LEFT_BOOKED));
        let set_off = match self.owed.otherwise {
            Some(_) => format!("-{}", relative(self.below(), SETTLED)),
            None => String::new(),
        };
        let up_to = format!("SUMIF({first}:{left},\">0\")+SUMIF({all},\"<0\"){set_off}");
        self.rounded(&format!("MAX(0,MIN({left},{up_to}))"))
    }

    /// The row below the dues.
    fn below(&self) -> u32 {
        self.first + self.owed.dues.len() as u32
    }

    /// The dues in other currencies together.
    fn together(&self, amounts: Amounts) -> Vec<Value> {
        let (row, known) = (self.below(), self.owed.known);
        let cells = (relative(row, DUE_BOOKED), relative(row, LEFT_BOOKED));
        let settled = self.rounded(&format!("{}-{}", cells.0, cells.1));
        let set_off = match self.owed.otherwise {
            Some(_) => format!("-{}", relative(row + 1, SETTLED)),
            None => String::new(),
        };
        let all = format!("{}:{}", relative(self.first, LEFT_BOOKED), cells.1);
        let open = format!("MAX(0,{})", self.rounded(&format!("SUM({all}){set_off}")));
        let days = self.owed.line.days_overdue.map(i64::from);
        self.further(
            "in other currencies together; still to come: of all",
            [
                Value::Amount(Some(amounts.due)),
                Value::Amount(Some(amounts.left)).if_known(known),
                Value::Sum(settled, amounts.settled()).if_known(known),
                Value::Sum(open, self.owed.still_to_come()).if_known(known),
                days.map_or(Value::InPlace(NOT_APPLICABLE), Value::Count).if_known(known),
            ],
        )
    }

    /// What was paid in currencies in which nothing is due; what of it went back is to come again.
    fn otherwise(&self, minor: i64) -> Vec<Value> {
        let row = self.below() + u32::from(self.owed.together.is_some());
        let taken = self.receipts(row).not_paid_in(self.owed.currencies());
        let open = match self.owed.is_singly_known() {
            true => {
                let too_much = format!("SUMIF({},\"<0\")", self.dues(LEFT_BOOKED));
                let open = format!("MAX(0,{too_much}-{})", relative(row, SETTLED));
                let last = self.owed.dues.last().is_some_and(|due| due.due.due_on.is_some());
                let cell = relative(row - 1, DUE_ON);
                let overdue = self.owed.days_gone_back(self.layout.inputs.statement.last_day);
                [
                    Value::Sum(self.rounded(&open), self.owed.gone_back),
                    days(&relative(row, OPEN), (&cell, last), overdue),
                ]
            }
            false => [Value::Blank, Value::Blank],
        };
        let [still, overdue] = open;
        self.further(
            "paid in another currency than due: counts as booked",
            [Value::Blank, Value::Blank, Value::Sum(taken.sum(), minor), still, overdue],
        )
    }

    fn further(&self, title: &str, amounts: [Value; 5]) -> Vec<Value> {
        let [id, name] = self.of_whom();
        let mut values = vec![id, name, Value::text(title)];
        values.resize(COLUMNS - amounts.len(), Value::Blank);
        values.extend(amounts);
        values
    }
}

/// Days since a day, where something is still to come; none where there is no day.
fn days(open: &str, (due_on, is_set): (&str, bool), minor: Option<i64>) -> Value {
    if !is_set {
        return Value::InPlace(NOT_APPLICABLE);
    }
    let overdue = format!("AND({open}>0,last_day>{due_on})");
    Value::CountOrNot(format!("IF({overdue},last_day-{due_on},\"{NOT_APPLICABLE}\")"), minor)
}
