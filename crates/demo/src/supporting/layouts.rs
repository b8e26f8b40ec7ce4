//! The layouts of workbooks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::Decimal;
use workbooks::{Error, SpreadsheetCell};

use super::WrittenFile;
use super::months::{Month, months};
use super::order::unlike_sums;
use super::plan::{Plan, Value, What};
use super::sheet::Writing;
use super::words;
use crate::pact::Layout;

/// Rows between two blank ones of a sheet with a title.
const ROWS_OF_A_BLOCK: usize = 12;

/// Rows of a printed page: of a short list, and of a long one.
const ROWS_OF_A_PAGE: (usize, usize) = (12, 45);

/// The file of a plan.
pub(super) fn written(
    plan: &Plan,
    period: (Date, Date),
    sender: &str,
) -> Result<WrittenFile, Error> {
    let mut writing = Writing::new(plan, period, sender);
    match plan.layout {
        Layout::TitledSheet => titled(&mut writing),
        Layout::MergedHeaderSheet => merged_header(&mut writing),
        Layout::SubtotalSheet => subtotals(&mut writing),
        Layout::PrintedSheet => printed(&mut writing),
        Layout::QuarterSheets => quarters(&mut writing),
        Layout::MonthColumns => in_months(&mut writing),
        _ => plain(&mut writing),
    }
    writing.finish()
}

fn begin(writing: &mut Writing) {
    let name = writing.plan.word(words::sheet(writing.plan.kind)).to_owned();
    writing.begin(name);
}

fn plain(writing: &mut Writing) {
    begin(writing);
    writing.header();
    for row in writing.plan.in_order() {
        writing.row(row);
    }
}

/// The rows of the header of a layout, from 1, where it does not depend on the rows below it.
pub(super) fn header_rows(plan: &Plan) -> Vec<u32> {
    match plan.layout {
        Layout::BarText | Layout::LedgerText | Layout::MonthColumns => vec![5],
        Layout::TitledSheet => vec![if plan.kind == super::plan::Kind::Orders { 6 } else { 5 }],
        Layout::MergedHeaderSheet => vec![4, 5],
        Layout::SubtotalSheet | Layout::QuarterSheets => vec![3],
        Layout::PrintedSheet => vec![2],
        _ => vec![1],
    }
}

/// A title and notes above; blank rows, and a blank column before the measures.
fn titled(writing: &mut Writing) {
    let plan = writing.plan;
    let mut at = 1;
    writing.at = plan
        .columns
        .iter()
        .map(|column| {
            at += u16::from(column.what == What::Units);
            at += 1;
            at - 1
        })
        .collect();
    begin(writing);
    writing.blank(1);
    let title = writing.title();
    writing.line(1, title);
    let (first, last) = (plan.style.day(writing.period.0), plan.style.day(writing.period.1));
    writing.line(1, format!("{} {first} - {last}", plan.word(words::PERIOD)));
    if plan.kind == super::plan::Kind::Orders {
        writing.note_at("currency", 1);
        writing.line(1, plan.word(words::AMOUNTS_IN).replace("{}", plan.currency_above()));
    }
    writing.blank(1);
    writing.header();
    writing.blank(1);
    for (number, row) in plan.in_order().into_iter().enumerate() {
        if number > 0 && number % ROWS_OF_A_BLOCK == 0 {
            writing.blank(1);
        }
        writing.row(row);
    }
}

/// A header of two rows: groups of columns that are merged, and below them what each column is; then the units.
fn merged_header(writing: &mut Writing) {
    let plan = writing.plan;
    begin(writing);
    let title = writing.title();
    writing.line(0, title);
    writing.line(0, plan.word(words::PERIOD).to_owned() + " " + &plan.style.day(writing.period.1));
    writing.blank(1);
    let group_row = writing.next();
    let mut groups = Vec::new();
    for (group, columns) in header_groups(plan) {
        groups.push((columns.0, SpreadsheetCell::Text(group.to_owned())));
        if columns.1 > columns.0 {
            writing.sheet().merged.push(((group_row, columns.0), (group_row, columns.1)));
        }
    }
    writing.sheet().bold.push(group_row);
    writing.cells(&groups);
    writing.header();
    let columns = plan.columns.iter().zip(writing.at.clone());
    let units: Vec<_> = columns
        .filter_map(|(column, at)| {
            let text = match column.what {
                What::Date => plan.word(words::DAY_PATTERN),
                What::Units => plan.word(words::PIECES),
                What::Amount => plan.currency_above(),
                _ => return None,
            };
            Some((at, SpreadsheetCell::Text(text.to_owned())))
        })
        .collect();
    let amount = plan.columns.iter().position(|column| column.what == What::Amount);
    writing.note_at("currency", amount.map_or(0, |number| writing.at[number]));
    writing.cells(&units);
    for row in plan.in_order() {
        writing.row(row);
    }
}

/// The groups of columns with the first and the last column of each.
pub(super) fn header_groups(plan: &Plan) -> Vec<(&'static str, (u16, u16))> {
    let mut groups: Vec<(&'static str, (u16, u16))> = Vec::new();
    for (number, column) in (0u16..).zip(&plan.columns) {
        let group = match column.what {
            What::Reference | What::Date => words::HEADER_GROUPS[0],
            What::Units | What::Amount => words::HEADER_GROUPS[2],
            _ => words::HEADER_GROUPS[1],
        };
        let group = plan.word(group);
        match groups.last_mut() {
            Some((last, columns)) if *last == group => columns.1 = number,
            _ => groups.push((group, (number, number))),
        }
    }
    groups
}

/// The orders by product group, each group with its sum, and the sum of all.
fn subtotals(writing: &mut Writing) {
    let plan = writing.plan;
    begin(writing);
    let title = writing.title();
    writing.line(0, title);
    writing.blank(1);
    writing.header();
    let mut by_group: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in 0..plan.rows() {
        by_group.entry(plan.group_of(row)).or_default().push(row);
    }
    for (group, rows) in &mut by_group {
        plan.put_in_order(rows);
        for row in rows.iter() {
            writing.row(*row);
        }
        let words =
            format!("{} {}", plan.word(words::SUBTOTAL), words::group(group, plan.language));
        bold_sum(writing, words, rows);
    }
    writing.note("total");
    let row = writing.next();
    writing.sheet().bold.push(row);
    let amount: Decimal = plan.orders().iter().map(|order| plan.amount(order)).sum();
    let units = plan.orders().iter().filter_map(|order| order.units).sum();
    writing.sum_of(plan.word(words::TOTAL).to_owned(), amount + plan.sum_is_off_by(), units);
}

fn bold_sum(writing: &mut Writing, words: String, rows: &[usize]) {
    let row = writing.next();
    writing.sheet().bold.push(row);
    writing.sum(words, rows);
}

/// As a bookkeeping program prints it into a sheet: pages, each with its number and the header, and the sum so far
/// carried from each to the next.
fn printed(writing: &mut Writing) {
    let plan = writing.plan;
    begin(writing);
    let all = plan.in_order();
    let short = plan.rows() < 4 * ROWS_OF_A_PAGE.1;
    let of_page = if short { ROWS_OF_A_PAGE.0 } else { ROWS_OF_A_PAGE.1 };
    let pages = all.chunks(of_page).len().max(1);
    let mut so_far = Carried::default();
    for page in 0..pages {
        page_head(writing, page, pages);
        if page > 0 {
            so_far.write(writing, plan.word(words::BROUGHT_FORWARD));
        }
        for row in all.iter().skip(page * of_page).take(of_page) {
            writing.row(*row);
            so_far.add(plan, *row);
        }
        let words = if page + 1 < pages { words::CARRIED_FORWARD } else { words::TOTAL };
        so_far.write(writing, plan.word(words));
    }
    writing.line(0, plan.word(words::PRINTED_BY).to_owned());
}

fn page_head(writing: &mut Writing, page: usize, pages: usize) {
    let plan = writing.plan;
    let number =
        format!("{} {} {} {pages}", plan.word(words::PAGE[0]), page + 1, plan.word(words::PAGE[1]));
    let last = writing.at.last().copied().unwrap_or(0);
    let title = writing.title();
    writing.cells(&[(0, SpreadsheetCell::Text(title)), (last, SpreadsheetCell::Text(number))]);
    writing.header();
}

/// The sum of the pages so far.
#[derive(Default)]
struct Carried {
    amount: Decimal,
    units: i64,
}

impl Carried {
    fn add(&mut self, plan: &Plan, row: usize) {
        let order = &plan.orders()[row];
        self.amount += plan.amount(order);
        self.units += order.units.unwrap_or(0);
    }

    fn write(&self, writing: &mut Writing, words: &str) {
        writing.sum_of(words.to_owned(), self.amount, self.units);
    }
}

/// A sheet for each quarter in which something was ordered, with its sum.
fn quarters(writing: &mut Writing) {
    let plan = writing.plan;
    let months = months(writing.period);
    let mut by_quarter: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, order) in plan.orders().iter().enumerate() {
        by_quarter.entry(Month::position(&months, order.date) / 3).or_default().push(row);
    }
    if by_quarter.is_empty() {
        by_quarter.insert(0, Vec::new());
    }
    for (quarter, rows) in &mut by_quarter {
        plan.put_in_order(rows);
        let name = format!("{} {}", plan.word(words::QUARTER), quarter + 1);
        writing.begin(name.clone());
        let title = writing.title();
        writing.line(0, format!("{title}, {name}"));
        writing.blank(1);
        writing.header();
        for row in rows.iter() {
            writing.row(*row);
        }
        bold_sum(writing, plan.word(words::TOTAL).to_owned(), rows);
    }
}

/// A column for each month and one for their sum; orders that differ in nothing but their month share a row.
fn in_months(writing: &mut Writing) {
    let plan = writing.plan;
    let months = months(writing.period);
    begin(writing);
    let title = writing.title();
    writing.line(0, title);
    writing.line(0, plan.word(words::AMOUNTS_IN).replace("{}", plan.currency_above()));
    writing.blank(2);
    let first = u16::try_from(plan.columns.len()).unwrap_or(u16::MAX);
    let column = |month: usize| first.saturating_add(u16::try_from(month).unwrap_or(u16::MAX));
    let header_row = writing.next();
    writing.sheet().bold.push(header_row);
    let headers = plan.columns.iter().map(|column| column.header.to_owned());
    let of_months = months.iter().map(|month| month.header(plan.language));
    let last = std::iter::once(plan.word(words::TOTAL).to_owned());
    let headers: Vec<_> = (0u16..)
        .zip(headers.chain(of_months).chain(last))
        .map(|(column, text)| (column, SpreadsheetCell::Text(text)))
        .collect();
    writing.cells(&headers);
    let mut sums: BTreeMap<usize, Decimal> = BTreeMap::new();
    let mut lines = lines_of_months(plan, &months);
    unlike_sums(&mut lines, |line| {
        line.iter().map(|(month, row)| (*month, plan.orders()[*row].amount)).collect()
    });
    for (number, line) in lines.iter().enumerate() {
        let Some(first_order) = line.values().next() else { continue };
        let mut cells = writing.data(*first_order, number);
        for (month, row) in line {
            let amount = plan.orders()[*row].amount;
            *sums.entry(*month).or_default() += amount;
            writing.placed(*row, Some(column(*month)));
            cells.push((column(*month), writing.cell(Value::Amount(amount))));
        }
        let sum = line.values().map(|row| plan.orders()[*row].amount).sum();
        cells.push((column(months.len()), writing.cell(Value::Amount(sum))));
        writing.cells(&cells);
    }
    let words = plan.column(What::Description).zip(Some(plan.word(words::TOTAL)));
    let at = plan.columns.iter().position(|column| column.what == What::Description).unwrap_or(0);
    let text =
        words.map_or(SpreadsheetCell::Blank, |(_, word)| SpreadsheetCell::Text(word.to_owned()));
    let mut cells = vec![(u16::try_from(at).unwrap_or(0), text)];
    let all: Decimal = sums.values().copied().sum();
    cells.extend(
        sums.iter().map(|(month, sum)| (column(*month), writing.cell(Value::Amount(*sum)))),
    );
    cells.push((column(months.len()), writing.cell(Value::Amount(all))));
    writing.cells(&cells);
}

/// The orders of each row: month to order. Those of one row are alike but for their month.
fn lines_of_months(plan: &Plan, months: &[Month]) -> Vec<BTreeMap<usize, usize>> {
    let mut lines: Vec<BTreeMap<usize, usize>> = Vec::new();
    let mut open: BTreeMap<_, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
    for (row, order) in plan.orders().iter().enumerate() {
        let month = Month::position(months, order.date);
        let alike = (&order.product_group, order.condition, order.acquisition, &order.description);
        let without = open.entry(alike).or_default();
        // For each month the rows that have nothing in it yet.
        let free = without.get_mut(&month).and_then(BTreeSet::pop_first);
        let line = free.unwrap_or_else(|| {
            lines.push(BTreeMap::new());
            let new = lines.len() - 1;
            for other in (0..months.len()).filter(|other| *other != month) {
                without.entry(other).or_default().insert(new);
            }
            new
        });
        lines[line].insert(month, row);
    }
    lines
}
