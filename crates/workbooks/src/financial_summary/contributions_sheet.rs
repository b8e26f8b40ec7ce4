//! Sheet `Contributions`: due and received by participant, and what was given freely.

use model::finance::{AccountClass, AccountKind, ContributionLine};
use rust_xlsxwriter::{FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use super::FinancialSummaryInputs;
use super::layout::{Column, Layout, class_sum};
use super::page::{
    BOOKED, BOOKED_AFTER, BOOKED_BEFORE, CANNOT_SAY, CONTRIBUTIONS, Cells, FIRST_ROW, FOR_EARLIER,
    FOR_LATER, head, in_currency, set_up,
};
use crate::style;
use crate::xlsx::{day, relative};

const NAME: u16 = 1;
const DUE: u16 = 2;
const DUE_ON: u16 = 3;
const WAIVED: u16 = 4;
const RECEIVED: u16 = 5;
const RECEIVED_ON: u16 = 6;
const DIFFERENCE: u16 = 7;
const OUTSTANDING: u16 = 8;
const OVERPAID: u16 = 9;
/// First of the columns that lead from what was received for the year to what was booked in it.
const FLOWS: u16 = 10;

/// A part of the way from what was received for this year to what this year's ledger holds.
struct Flow {
    label: &'static str,
    /// Whether it is added; else it is taken off.
    added: bool,
    amount: fn(&ContributionLine) -> i64,
}

const ALL_FLOWS: [Flow; 4] = [
    Flow { label: BOOKED_BEFORE, added: false, amount: |line| line.received_before },
    Flow { label: BOOKED_AFTER, added: false, amount: |line| line.received_after },
    Flow { label: FOR_EARLIER, added: true, amount: |line| line.received_for_earlier },
    Flow { label: FOR_LATER, added: true, amount: |line| line.advance },
];

/// The sheet's data: what the workbook is made from, and the flows any participant has.
struct Sheet<'a> {
    inputs: &'a FinancialSummaryInputs<'a>,
    flows: Vec<Flow>,
}

/// What stands for an amount due that was waived; a sum passes over it.
const WAIVED_WORD: &str = "waived";

/// Adds the sheet.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let lines = &inputs.statement.contributions;
    let any = |flow: &Flow| lines.iter().any(|line| (flow.amount)(line) != 0);
    let data = Sheet { inputs, flows: ALL_FLOWS.into_iter().filter(any).collect() };
    let sheet = workbook.add_worksheet().set_name(CONTRIBUTIONS)?;
    let mut columns = vec![
        ("Id", 18.0),
        ("Participant", 38.0),
        ("Due", 14.0),
        ("Due on", 13.0),
        ("Waived", 9.0),
        ("Received for this year", 14.0),
        ("Received on", 24.0),
        ("Exchange difference", 13.0),
        ("Outstanding", 14.0),
        ("Paid beyond what is due", 14.0),
    ];
    columns.extend(data.flows.iter().map(|flow| (flow.label, 14.0)));
    columns.push((BOOKED, 14.0));
    let below = format!(
        "{} Due is empty where no decision says what is due; that is not zero.",
        in_currency(inputs)
    );
    head(sheet, "Contributions", &below, &columns)?;
    for (row, line) in (FIRST_ROW..).zip(lines) {
        contribution(sheet, row, line, &data)?;
    }
    let end = FIRST_ROW + lines.len() as u32;
    totals(sheet, end, &data)?;
    let below = against_statement(sheet, end, &data, layout)?;
    voluntary(sheet, below + 1, inputs)?;
    set_up(sheet, inputs)
}

/// What exchange rates made between due date and payment: nothing where all is in one currency.
fn exchange_difference(line: &ContributionLine) -> i64 {
    line.due.map_or(0, |due| line.received - due + line.outstanding - line.overpaid)
}

impl Sheet<'_> {
    /// The column of what this year's ledger holds.
    fn booked(&self) -> u16 {
        FLOWS + self.flows.len() as u16
    }

    /// What this year's ledger holds from a participant.
    fn booked_amount(&self, line: &ContributionLine) -> i64 {
        let signed = |flow: &Flow| match flow.added {
            true => (flow.amount)(line),
            false => -(flow.amount)(line),
        };
        line.received + self.flows.iter().map(signed).sum::<i64>()
    }

    fn booked_formula(&self, row: u32) -> String {
        let mut formula = relative(row, RECEIVED);
        for (column, flow) in (FLOWS..).zip(&self.flows) {
            formula.push(if flow.added { '+' } else { '-' });
            formula.push_str(&relative(row, column));
        }
        format!("ROUND({formula},{})", self.inputs.statement.currency.minor_unit())
    }
}

fn contribution(
    sheet: &mut Worksheet,
    row: u32,
    line: &ContributionLine,
    data: &Sheet,
) -> Result<(), XlsxError> {
    let inputs = data.inputs;
    let cells = Cells::plain(inputs.statement.currency);
    let id = line.participant.as_str();
    cells.text(sheet, (row, 0), id)?;
    cells.text(sheet, (row, NAME), inputs.register.name(id))?;
    match line.waived {
        true => cells.text(sheet, (row, DUE), WAIVED_WORD)?,
        false => cells.amount(sheet, (row, DUE), line.due)?,
    }
    match line.due_on {
        Some(due_on) => sheet.write_datetime_with_format(row, DUE_ON, &day(due_on)?, &cells.day)?,
        None => sheet.write_blank(row, DUE_ON, &cells.day)?,
    };
    cells.text(sheet, (row, WAIVED), if line.waived { "yes" } else { "" })?;
    cells.amount(sheet, (row, RECEIVED), Some(line.received))?;
    let days: Vec<String> = line.received_on.iter().map(|day| day.to_string()).collect();
    cells.text(sheet, (row, RECEIVED_ON), &days.join(", "))?;
    let difference = exchange_difference(line);
    cells.amount(sheet, (row, DIFFERENCE), Some(difference))?;
    owing(sheet, (row, OUTSTANDING), line, &cells, inputs)?;
    owing(sheet, (row, OVERPAID), line, &cells, inputs)?;
    for (column, flow) in (FLOWS..).zip(&data.flows) {
        cells.amount(sheet, (row, column), Some((flow.amount)(line)))?;
    }
    let booked = data.booked_amount(line);
    cells.formula(sheet, (row, data.booked()), &data.booked_formula(row), booked)
}

/// Outstanding or overpaid, from due, received and exchange difference; nothing where nothing was decided.
fn owing(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    line: &ContributionLine,
    cells: &Cells,
    inputs: &FinancialSummaryInputs,
) -> Result<(), XlsxError> {
    let (due, received) = (relative(row, DUE), relative(row, RECEIVED));
    let difference = relative(row, DIFFERENCE);
    let (left, minor) = match column {
        OUTSTANDING => (format!("{due}-{received}+{difference}"), line.outstanding),
        _ => (format!("{received}-{due}-{difference}"), line.overpaid),
    };
    let places = inputs.statement.currency.minor_unit();
    let formula = match line.waived {
        // A text is no number to subtract; the difference and what was received are 0 there.
        true => "0".to_owned(),
        false => format!("IF({due}=\"\",\"{CANNOT_SAY}\",MAX(0,ROUND({left},{places})))"),
    };
    if line.due.is_some() {
        return cells.formula(sheet, (row, column), &formula, minor);
    }
    let formula = Formula::new(format!("={formula}")).set_result(CANNOT_SAY);
    sheet.write_formula_with_format(row, column, formula, &cells.amount)?;
    Ok(())
}

fn totals(sheet: &mut Worksheet, row: u32, data: &Sheet) -> Result<(), XlsxError> {
    let inputs = data.inputs;
    let lines = &inputs.statement.contributions;
    let cells = Cells::total(inputs.statement.currency);
    for column in 0..=data.booked() {
        cells.text(sheet, (row, column), "")?;
    }
    cells.text(sheet, (row, NAME), "Total")?;
    let mut sums: Vec<(u16, i64)> = vec![
        (DUE, lines.iter().filter_map(|line| line.due).sum()),
        (RECEIVED, lines.iter().map(|line| line.received).sum()),
        (DIFFERENCE, lines.iter().map(exchange_difference).sum()),
        (OUTSTANDING, lines.iter().filter(|l| l.due.is_some()).map(|l| l.outstanding).sum()),
        (OVERPAID, lines.iter().filter(|l| l.due.is_some()).map(|l| l.overpaid).sum()),
        (data.booked(), lines.iter().map(|line| data.booked_amount(line)).sum()),
    ];
    for (column, flow) in (FLOWS..).zip(&data.flows) {
        sums.push((column, lines.iter().map(flow.amount).sum()));
    }
    for (column, minor) in sums {
        let formula = sum_above(row, column, lines.len(), inputs);
        cells.formula(sheet, (row, column), &formula, minor)?;
    }
    Ok(())
}

/// Below the totals: what others gave, and the statement's own figure; gives back the next free row.
fn against_statement(
    sheet: &mut Worksheet,
    total: u32,
    data: &Sheet,
    layout: &Layout,
) -> Result<u32, XlsxError> {
    let currency = data.inputs.statement.currency;
    let cells = Cells::plain(currency);
    let lines = data.inputs.statement.contributions.iter();
    let owed: i64 = lines.map(|line| data.booked_amount(line)).sum();
    let class = AccountClass::Contribution;
    let (formula, stated) = class_sum(layout, AccountKind::Income, class, Column::Actual);
    let at = data.booked();
    let mut row = total + 1;
    if stated != owed {
        let rest = format!(
            "ROUND({}-{},{})",
            relative(row + 1, at),
            relative(total, at),
            currency.minor_unit()
        );
        cells.text(sheet, (row, NAME), "Given by others, or by participants that owed nothing")?;
        cells.formula(sheet, (row, at), &rest, stated - owed)?;
        row += 1;
    }
    let cells = Cells::total(currency);
    cells.text(sheet, (row, NAME), "Contributions in the statement")?;
    cells.formula(sheet, (row, at), &formula, stated)?;
    Ok(row + 1)
}

/// The sum of the `count` cells above.
fn sum_above(row: u32, column: u16, count: usize, inputs: &FinancialSummaryInputs) -> String {
    if count == 0 {
        return "0".to_owned();
    }
    let first = relative(row - count as u32, column);
    let last = relative(row - 1, column);
    let places = inputs.statement.currency.minor_unit();
    format!("ROUND(SUM({first}:{last}),{places})")
}

fn voluntary(
    sheet: &mut Worksheet,
    row: u32,
    inputs: &FinancialSummaryInputs,
) -> Result<(), XlsxError> {
    let given = &inputs.statement.voluntary;
    if given.is_empty() {
        return Ok(());
    }
    let cells = Cells::plain(inputs.statement.currency);
    for (column, label) in [(0, "Id"), (NAME, "Given voluntarily by")] {
        sheet.write_string_with_format(row, column, label, &style::head())?;
    }
    let right = style::head().set_indent(0).set_align(FormatAlign::Right);
    sheet.write_string_with_format(row, DUE, "Amount", &right)?;
    for (row, (from, amount)) in (row + 1..).zip(given) {
        let known = inputs.register.knows(from);
        cells.text(sheet, (row, 0), if known { from } else { "" })?;
        let name = if known { inputs.register.name(from) } else { "outside the register" };
        cells.text(sheet, (row, NAME), name)?;
        cells.amount(sheet, (row, DUE), Some(*amount))?;
    }
    let end = row + 1 + given.len() as u32;
    let total = Cells::total(inputs.statement.currency);
    total.text(sheet, (end, 0), "")?;
    total.text(sheet, (end, NAME), "Total")?;
    let sum = given.iter().map(|(_, amount)| amount).sum();
    let formula = sum_above(end, DUE, given.len(), inputs);
    total.formula(sheet, (end, DUE), &formula, sum)
}
