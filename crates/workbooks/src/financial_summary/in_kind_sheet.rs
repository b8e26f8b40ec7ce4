//! Sheet `In kind`: what was given in work and other help, a memorandum beside the statement.

use std::collections::BTreeSet;

use model::finance::{ActivityLine, GivenInKind, Valuation};
use model::shown_books::ShownBooks;
use model::{Currency, Decimal};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::layout::Layout;
use super::page::{
    FIRST_ROW, Head, IN_KIND, NOT_ANSWERED, NOT_APPLICABLE, NOT_KNOWN, amount_width, head, heads,
    is_clear, rounded, set_up,
};
use super::table::{Table, Value};
use crate::xlsx::{absolute, absolute_range, relative};

const ID: u16 = 0;
const GROUP: u16 = 3;
const HOURS: u16 = 4;
const AMOUNT: u16 = 5;
const RATE: u16 = 7;
const VALUE: u16 = 8;
const ID_WIDTH: f64 = 19.0;
const NAME_WIDTH: f64 = 30.0;
const KIND_WIDTH: f64 = 8.5;
const GROUP_WIDTH: f64 = 15.0;
const HOURS_WIDTH: f64 = 15.5;
const CURRENCY_WIDTH: f64 = 10.5;
const RATE_WIDTH: f64 = 12.5;
const VALUE_WIDTH: f64 = 14.0;

const BELOW: &str = "A memorandum: it stands beside the statement and is in none of its amounts. A value that is stated \
    stands as stated; one in another currency is divided by the mean rate of the period; other hours are valued at one \
    rate for an hour. What is no work has no hours: “–”. Work in a participant's own country is outreach, and is \
    not valued. What stands alike in a return and in the office's own list is counted once.";
const INCOMPLETE: &str = "Incomplete: a row of what was given could not be read; the sums are those of the rows that could.";
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
    let value_width = amount_width(layout.inputs.statement, VALUE_WIDTH);
    let columns = [
        Head::text("Id", ID_WIDTH),
        Head::text("Participant", NAME_WIDTH),
        Head::text("Kind", KIND_WIDTH),
        Head::text("Working group", GROUP_WIDTH),
        Head::number("Hours", HOURS_WIDTH),
        Head::number("Amount stated", value_width),
        Head::text("Currency", CURRENCY_WIDTH),
        Head::number("Rate", RATE_WIDTH),
        Head::number(format!("Value, {currency}"), value_width),
        Head::text("Basis of the value", 28.0),
        Head::text("What", 34.0),
        Head::text("Stands in", 32.0),
    ];
    let sheet = workbook.add_worksheet().set_name(IN_KIND)?;
    let mut below = format!(
        "Values in {currency}, {}. {BELOW} {}",
        layout.inputs.year.settings.period,
        layout.where_lines_stand()
    );
    if layout.inputs.year.finance.in_kind_incomplete {
        below = format!("{below} {INCOMPLETE}");
    }
    head(sheet, "Given in kind", &below, &columns)?;
    let mut table = Table::new(sheet, &columns, currency, FIRST_ROW);
    for line in given {
        table.line(&values(line, table.row, layout))?;
    }
    let total = total_title(given);
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
            of: |given, _| given.line.participant.as_str(),
        },
        layout,
    )?;
    let groups: BTreeSet<&str> = given.iter().map(|given| group(given, layout)).collect();
    cut(
        sheet,
        row,
        &Cut { label: "By working group", column: GROUP, codes: groups, of: group },
        layout,
    )?;
    set_up(sheet, layout.inputs)
}

/// What the sum is of: lines without a value are in none.
fn total_title(given: &[GivenInKind]) -> String {
    let (all, valued) = (given.len(), given.iter().filter(|line| line.value.is_some()).count());
    match valued == all {
        true => format!("Total of {all} lines"),
        false => format!("Total of {all} lines; {valued} have a value"),
    }
}

/// What the value of all lines is called where it stands alone: of which lines it is, and whether it can still change.
pub(super) fn title(layout: &Layout) -> String {
    let given = layout.inputs.in_kind;
    let of = match layout.inputs.year.finance.in_kind_incomplete {
        true => "of the rows that could be read",
        false if given.iter().any(|line| line.value.is_none()) => "of the lines that have a value",
        false => "as valued",
    };
    let can_change = given.iter().any(|line| line.provisional || line.rate_provisional);
    let provisional = if can_change { ", provisional" } else { "" };
    format!("Given in kind, {of}{provisional}")
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
        Some(also) => {
            format!("{}, and {}", layout.stands_in(&line.place), layout.stands_in(also))
        }
        None => layout.stands_in(&line.place),
    };
    let what = layout.shown.in_kind_description(layout.inputs.year, line);
    vec![
        Value::text(id),
        Value::text(layout.inputs.register.name(id)),
        Value::text(kind_word(&line.kind)),
        Value::text(group(given, layout)),
        hours(given),
        line.amount.map_or(Value::Blank, amount),
        Value::Text(
            line.amount.and(line.currency).map_or_else(String::new, |own| own.code().to_owned()),
        ),
        Value::Rate(rate),
        valued(given, row, layout.inputs.statement.currency),
        Value::text(basis(given, layout.inputs.statement.currency)),
        Value::shown(&what, &line.description),
        Value::text(stands_in),
    ]
}

/// What a kind is called, as the form does.
fn kind_word(kind: &str) -> &'static str {
    match kind {
        "hours" => "Hours",
        OTHER => "Other",
        _ => "",
    }
}

/// The working group as it is shown: one of the year, or one that had an activity of its own last year.
fn group<'g>(given: &'g GivenInKind, layout: &Layout) -> &'g str {
    let code = given.line.working_group.trim();
    match own_activity_of_last_year(code, layout) {
        Some(_) => code,
        None => layout.shown.working_group(layout.inputs.year, &given.line.working_group),
    }
}

/// Last year's activity of the same name as its working group.
fn own_activity_of_last_year<'a>(code: &str, layout: &Layout<'a>) -> Option<&'a ActivityLine> {
    let mut activities = layout.inputs.last?.activities.iter();
    activities.find(|own| !code.is_empty() && own.id == code && own.working_group == code)
}

/// Hours.
fn hours(given: &GivenInKind) -> Value {
    match given.line.hours {
        None => Value::InPlace(no_hours(given)),
        hours => Value::Hours(hours),
    }
}

/// Why there are no hours: what is no work has none.
fn no_hours(given: &GivenInKind) -> &'static str {
    match (given.line.unreadable, given.line.kind == OTHER) {
        (true, _) => NOT_KNOWN,
        (false, true) => NOT_APPLICABLE,
        (false, false) => NOT_ANSWERED,
    }
}

/// Why lines have no hours together: the first that holds of any of them.
fn no_hours_of<'a>(lines: impl Iterator<Item = &'a GivenInKind>) -> &'static str {
    let words: BTreeSet<&str> = lines.map(no_hours).collect();
    let all = [NOT_KNOWN, NOT_ANSWERED];
    all.into_iter().find(|word| words.contains(word)).unwrap_or(NOT_APPLICABLE)
}

/// The value as a formula of the cells it follows from. A spreadsheet rounds half a cent away from zero and not to the
/// even cent: where that is not the same, or might not be, the value stands as a number.
fn valued(given: &GivenInKind, row: u32, currency: Currency) -> Value {
    let (Some(valuation), Some(minor)) = (given.valuation, given.value) else {
        return Value::Amount(given.value).if_known(given.value.is_some());
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
    of: for<'g> fn(&'g GivenInKind, &Layout) -> &'g str,
}

/// A table of hours and values by one cut; gives back the next free row.
fn cut(sheet: &mut Worksheet, row: u32, cut: &Cut, layout: &Layout) -> Result<u32, XlsxError> {
    let currency = layout.inputs.statement.currency;
    let blank = |width| Head::text("", width);
    let value_width = amount_width(layout.inputs.statement, VALUE_WIDTH);
    let columns = [
        Head::text(cut.label, ID_WIDTH),
        blank(NAME_WIDTH),
        blank(KIND_WIDTH),
        blank(GROUP_WIDTH),
        Head::number("Hours", HOURS_WIDTH),
        blank(value_width),
        blank(CURRENCY_WIDTH),
        blank(RATE_WIDTH),
        Head::number(format!("Value, {currency}"), value_width),
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
        let lines = layout.inputs.in_kind.iter().filter(|given| (cut.of)(given, layout) == *code);
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
    if let Some(group) = groups.find(|group| group.id.as_str() == id) {
        return group.title.in_language("en").to_owned();
    }
    let (Some(last), Some(own)) = (layout.inputs.last, own_activity_of_last_year(id, layout))
    else {
        return String::new();
    };
    ShownBooks::new(last, layout.inputs.register).activity_title(own)
}

/// A row with the sums of hours and of values; where none of its lines has any, why not.
fn sums<'a>(
    code: &str,
    title: &str,
    formula: impl Fn(u16) -> Summed,
    lines: impl Iterator<Item = &'a GivenInKind> + Clone,
    currency: Currency,
) -> Vec<Value> {
    let (mut hours, mut minor) = (None, None);
    for given in lines.clone() {
        hours = given.line.hours.map(|own| own + hours.unwrap_or_default()).or(hours);
        minor = given.value.map(|own| own + minor.unwrap_or_default()).or(minor);
    }
    let or = |word: &str, column, decimals| {
        let Summed { sum, count } = formula(column);
        format!("IF({count}=0,\"{word}\",ROUND({sum},{decimals}))")
    };
    let word = no_hours_of(lines);
    let mut values = vec![Value::Blank; usize::from(VALUE) + 1];
    values[usize::from(ID)] = Value::text(code);
    values[1] = Value::text(title);
    values[usize::from(HOURS)] = Value::HoursOr(or(word, HOURS, 6), hours, word);
    let sum = or(NOT_KNOWN, VALUE, currency.minor_unit());
    values[usize::from(VALUE)] = Value::SumOr(sum, minor, NOT_KNOWN);
    values
}
