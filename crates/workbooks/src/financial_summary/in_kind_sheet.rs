//! Sheet `In kind`: what was given in work and other help, a memorandum beside the statement.

use std::collections::BTreeSet;

use model::finance::{GivenInKind, Valuation};
use model::quotation::shown_in_kind;
use model::{Currency, Decimal};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::layout::Layout;
use super::page::{CANNOT_SAY, FIRST_ROW, Head, IN_KIND, head, heads, rounded, set_up};
use super::table::{Table, Value};
use crate::xlsx::{absolute, absolute_range, relative};

const ID: u16 = 0;
const GROUP: u16 = 3;
const HOURS: u16 = 4;
const AMOUNT: u16 = 5;
const RATE: u16 = 7;
const VALUE: u16 = 8;

const BELOW: &str = "A memorandum: it stands beside the statement and is in none of its amounts. A value that is stated \
    stands as stated; one in another currency is divided by the mean rate of the period; other hours are valued at one \
    rate for an hour. Without a value where none can be given. Work in a participant's own country is outreach, and is \
    not valued. What stands alike in a return and in the office's own list is counted once.";
/// Help that is no work: rooms, things lent, interpreters.
const OTHER: &str = "other";
const NO_GROUP: &str = "no working group named";

/// Adds the sheet, where anything was given in kind.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let given = layout.inputs.in_kind;
    if given.is_empty() {
        return Ok(());
    }
    let currency = layout.inputs.statement.currency;
    let columns = [
        Head::text("Id", 18.0),
        Head::text("Participant", 34.0),
        Head::text("Kind", 9.0),
        Head::text("Working group", 22.0),
        Head::number("Hours", 10.0),
        Head::number("Amount stated", 15.5),
        Head::text("Currency", 10.5),
        Head::number("Rate", 11.0),
        Head::number(format!("Value, {currency}"), 14.0),
        Head::text("Basis of the value", 30.0),
        Head::text("What", 42.0),
        Head::text("Stands in", 40.0),
    ];
    let sheet = workbook.add_worksheet().set_name(IN_KIND)?;
    let below = format!("Values in {currency}, {}. {BELOW}", layout.inputs.year.settings.period);
    head(sheet, "Given in kind", &below, &columns)?;
    let mut table = Table::new(sheet, &columns, currency, FIRST_ROW);
    for line in given {
        table.line(&values(line, table.row, layout))?;
    }
    let total = format!("Total of {} lines", given.len());
    let above = |column| of_all(&range(column, layout));
    table.sums(&sums("", &total, above, given.iter(), currency))?;
    let row = table.row + 1;
    let by_participant: BTreeSet<&str> =
        given.iter().map(|g| g.line.participant.as_str()).collect();
    let row = cut(
        sheet,
        row,
        &Cut {
            label: "By participant",
            column: ID,
            codes: by_participant,
            of: |g| g.line.participant.as_str(),
        },
        layout,
    )?;
    let groups: BTreeSet<&str> = given.iter().map(|g| g.line.working_group.trim()).collect();
    cut(
        sheet,
        row,
        &Cut {
            label: "By working group",
            column: GROUP,
            codes: groups,
            of: |g| g.line.working_group.trim(),
        },
        layout,
    )?;
    set_up(sheet, layout.inputs)
}

/// The cell of all lines' value, and the value; `None` where no line has one.
pub(super) fn value(layout: &Layout) -> Option<(String, i64)> {
    let given = layout.inputs.in_kind;
    let row = FIRST_ROW + given.len() as u32;
    let values = given.iter().filter_map(|line| line.value);
    let minor = values.reduce(|sum, value| sum + value)?;
    Some((absolute(IN_KIND, row, VALUE), minor))
}

fn values(given: &GivenInKind, row: u32, layout: &Layout) -> Vec<Value> {
    let line = &given.line;
    let id = line.participant.as_str();
    let amount = |amount: Decimal| match line.currency {
        Some(currency) => Value::Stated(amount, currency.minor_unit()),
        None => Value::Stated(amount, 2),
    };
    let rate = match given.valuation {
        Some(Valuation::Converted(rate) | Valuation::HourRate(rate)) => Some(rate),
        _ => None,
    };
    let stands_in = match &given.also_at {
        Some(also) => format!("{}, and {also}", line.place),
        None => line.place.to_string(),
    };
    vec![
        Value::text(id),
        Value::text(layout.inputs.register.name(id)),
        Value::text(line.kind.as_str()),
        Value::text(line.working_group.trim()),
        hours(given),
        line.amount.map_or(Value::Blank, amount),
        Value::Text(
            line.amount.and(line.currency).map_or_else(String::new, |own| own.code().to_owned()),
        ),
        Value::Rate(rate),
        valued(given, row, layout.inputs.statement.currency),
        Value::text(basis(given, layout.inputs.statement.currency)),
        Value::text(shown_in_kind(layout.inputs.year, line)),
        Value::text(stands_in),
    ]
}

/// Hours; what is no work has none.
fn hours(given: &GivenInKind) -> Value {
    match given.line.hours {
        None if given.line.kind == OTHER => Value::InPlace(CANNOT_SAY),
        hours => Value::Hours(hours),
    }
}

/// The value as a formula of the cells it follows from. A spreadsheet rounds half a cent away from zero and not to the
/// even cent: where that is not the same, or might not be, the value stands as a number.
fn valued(given: &GivenInKind, row: u32, currency: Currency) -> Value {
    let (Some(valuation), Some(minor)) = (given.valuation, given.value) else {
        return Value::Amount(given.value);
    };
    let cell = |column| relative(row, column);
    let (formula, exact) = match valuation {
        Valuation::Stated => (cell(AMOUNT), given.line.amount),
        Valuation::Converted(rate) => (
            format!("{}/{}", cell(AMOUNT), cell(RATE)),
            given.line.amount.and_then(|amount| amount.checked_div(rate)),
        ),
        Valuation::HourRate(rate) => (
            format!("{}*{}", cell(HOURS), cell(RATE)),
            given.line.hours.and_then(|hours| hours.checked_mul(rate)),
        ),
    };
    match exact.is_some_and(|exact| is_clear(exact, currency)) {
        true => Value::Sum(rounded(&formula, currency), minor),
        false => Value::Amount(Some(minor)),
    }
}

/// Whether a value is not so near half a minor unit that the way of rounding matters.
fn is_clear(exact: Decimal, currency: Currency) -> bool {
    let scale = Decimal::from(10_i64.pow(currency.minor_unit()));
    let Some(minor) = exact.abs().checked_mul(scale) else { return false };
    (minor.fract() - Decimal::new(5, 1)).abs() > Decimal::new(1, 6)
}

fn basis(given: &GivenInKind, currency: Currency) -> String {
    let mut basis = match given.valuation {
        Some(Valuation::Stated) => "value as stated".to_owned(),
        Some(Valuation::Converted(_)) => {
            "value as stated, at the mean rate of the period".to_owned()
        }
        Some(Valuation::HourRate(rate)) => {
            format!("hours at {} {currency} an hour", rate.normalize())
        }
        None if given.line.unreadable => "could not be read: no value".to_owned(),
        None => "no value can be given".to_owned(),
    };
    if given.also_at.is_some() {
        basis.push_str("; stands in the return and in the office's list, counted once");
    }
    if given.provisional {
        basis.push_str("; the return is provisional");
    }
    if given.rate_provisional {
        basis.push_str("; the rate is provisional");
    }
    if given.estimated {
        basis.push_str("; estimated, since the Bank stopped quoting the currency");
    }
    basis
}

/// Formulas of a sum, and of how many numbers are in it.
struct Summed {
    sum: String,
    count: String,
}

/// The sum of a range.
fn of_all(range: &str) -> Summed {
    Summed { sum: format!("SUM({range})"), count: format!("COUNT({range})") }
}

/// The sum of the cells of a range in whose row a column has the text of a cell, letter by letter. What is no number
/// counts for nothing.
fn of_those(column: &str, cell: &str, range: &str) -> Summed {
    Summed {
        sum: format!("SUMPRODUCT(EXACT({column},{cell})*1,{range})"),
        count: format!("SUMPRODUCT(EXACT({column},{cell})*ISNUMBER({range}))"),
    }
}

fn range(column: u16, layout: &Layout) -> String {
    let last = FIRST_ROW + layout.inputs.in_kind.len() as u32 - 1;
    absolute_range(IN_KIND, (FIRST_ROW, column), (last, column))
}

/// One way of cutting the lines.
struct Cut<'a> {
    label: &'static str,
    column: u16,
    codes: BTreeSet<&'a str>,
    of: fn(&GivenInKind) -> &str,
}

/// A table of hours and values by one cut; gives back the next free row.
fn cut(sheet: &mut Worksheet, row: u32, cut: &Cut, layout: &Layout) -> Result<u32, XlsxError> {
    let currency = layout.inputs.statement.currency;
    let blank = |width| Head::text("", width);
    let columns = [
        Head::text(cut.label, 18.0),
        blank(34.0),
        blank(9.0),
        blank(22.0),
        Head::number("Hours", 10.0),
        blank(15.5),
        blank(10.5),
        blank(11.0),
        Head::number(format!("Value, {currency}"), 14.0),
    ];
    heads(sheet, row, &columns)?;
    let mut table = Table::new(sheet, &columns, currency, row + 1);
    for code in &cut.codes {
        let own = if code.is_empty() {
            "\"\"".to_owned()
        } else {
            format!("${}", relative(table.row, 0))
        };
        let sum = |column| of_those(&range(cut.column, layout), &own, &range(column, layout));
        let lines = layout.inputs.in_kind.iter().filter(|given| (cut.of)(given) == *code);
        let title = match (code.is_empty(), cut.column) {
            (true, _) => NO_GROUP.to_owned(),
            (false, ID) => layout.inputs.register.name(code).to_owned(),
            (false, _) => group_title(code, layout),
        };
        let code = if code.is_empty() { "–" } else { code };
        table.line(&sums(code, &title, sum, lines, currency))?;
    }
    let (first, last) = (row + 1, table.row - 1);
    let sum = |column| of_all(&format!("{}:{}", relative(first, column), relative(last, column)));
    table.sums(&sums("", "Total", sum, layout.inputs.in_kind.iter(), currency))?;
    Ok(table.row + 1)
}

fn group_title(id: &str, layout: &Layout) -> String {
    let mut groups = layout.inputs.year.governance.working_groups.iter();
    let group = groups.find(|group| group.id.as_str() == id);
    group.map_or_else(String::new, |group| group.title.in_language("en").to_owned())
}

/// A row with the sums of hours and of values; where none of its lines has any, that cannot be said.
fn sums<'a>(
    code: &str,
    title: &str,
    formula: impl Fn(u16) -> Summed,
    lines: impl Iterator<Item = &'a GivenInKind>,
    currency: Currency,
) -> Vec<Value> {
    let (mut hours, mut minor) = (None, None);
    for given in lines {
        hours = given.line.hours.map(|own| own + hours.unwrap_or_default()).or(hours);
        minor = given.value.map(|own| own + minor.unwrap_or_default()).or(minor);
    }
    let or_not = |column, decimals| {
        let Summed { sum, count } = formula(column);
        format!("IF({count}=0,\"{CANNOT_SAY}\",ROUND({sum},{decimals}))")
    };
    let mut values = vec![Value::Blank; usize::from(VALUE) + 1];
    values[usize::from(ID)] = Value::text(code);
    values[1] = Value::text(title);
    values[usize::from(HOURS)] = Value::HoursSum(or_not(HOURS, 6), hours);
    values[usize::from(VALUE)] = Value::SumOrNot(or_not(VALUE, currency.minor_unit()), minor);
    values
}
