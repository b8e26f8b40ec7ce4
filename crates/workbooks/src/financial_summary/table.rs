//! Rows of values: each kind of value in its format, each live formula with the result it has.

use jiff::civil::Date;
use model::{Currency, Decimal, Money, round_half_even};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use super::page::{
    Head, NOT_APPLICABLE, NOT_KNOWN, WITHHELD, amount_format, at_right, grouped_at_right,
};
use crate::style;
use crate::text_fit::{height, lines};
use crate::xlsx::{cell_text, day, number};

/// Digits of rates, of months and of shares.
const RATE: &str = "0.0000####";
const MONTHS: &str = "0.0";
const SHARE: &str = "0.0%";
/// Decimals of hours.
const HOURS: u32 = 2;

/// What a cell holds. Amounts are in minor units of the accounts' currency; a formula stands with its result.
#[derive(Clone)]
pub(super) enum Value {
    /// Nothing.
    Blank,
    /// A text; one that starts like a formula stays text.
    Text(String),
    /// A word in the place of a number.
    InPlace(&'static str),
    /// An amount; blank where there is none.
    Amount(Option<i64>),
    /// An amount in minor units of a currency of its own.
    Own(i64, Currency),
    /// An amount as it was stated, shown with this many decimals.
    Stated(Decimal, u32),
    /// The formula of an amount.
    Sum(String, i64),
    /// The formula of an amount in minor units of a currency of its own.
    OwnSum(String, i64, Currency),
    /// The formula of an amount that is this word where the result is `None`.
    SumOr(String, Option<i64>, &'static str),
    /// The formula of a word.
    Word(String, &'static str),
    /// The formula of a word below numbers.
    WordBelow(String, &'static str),
    /// A day; blank where there is none.
    Day(Option<Date>),
    /// Units of one currency for one of another; blank where there is none.
    Rate(Option<Decimal>),
    /// Hours; blank where there are none.
    Hours(Option<Decimal>),
    /// The formula of hours that are this word where the result is `None`.
    HoursOr(String, Option<Decimal>, &'static str),
    /// The formula of a share of 1 that does not apply where the result is `None`.
    Share(String, Option<Decimal>),
    /// The formula of a number of months.
    Months(String, Decimal),
    /// A number of days or of things.
    Count(i64),
    /// The formula of a number of days that does not apply where the result is `None`.
    CountOrNot(String, Option<i64>),
}

impl Value {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text as it is shown; where nothing of it is, a word that says that there is one.
    pub(super) fn shown(shown: &str, text: &str) -> Self {
        let is_withheld = shown.trim().is_empty() && !text.trim().is_empty();
        Self::text(if is_withheld { WITHHELD } else { shown })
    }

    /// The value if it is known; else a word that says that it is not.
    pub(super) fn if_known(self, known: bool) -> Self {
        if known { self } else { Self::InPlace(NOT_KNOWN) }
    }
}

/// Formats of one weight.
pub(super) struct Cells {
    currency: Currency,
    text: Format,
    text_like_formula: Format,
    word: Format,
    amount: Format,
    share: Format,
    day: Format,
    rate: Format,
    hours: Format,
    months: Format,
    count: Format,
}

impl Cells {
    /// The cells of a table.
    pub(super) fn plain(currency: Currency) -> Self {
        Self::with(currency, style::cell())
    }

    /// Sums: bold, with a line above.
    pub(super) fn total(currency: Currency) -> Self {
        let format = style::cell()
            .set_bold()
            .set_background_color(style::PALE)
            .set_border_top(FormatBorder::Medium);
        Self::with(currency, format)
    }

    fn with(currency: Currency, text: Format) -> Self {
        let right = text.clone().unset_text_wrap().set_indent(0).set_align(FormatAlign::Right);
        let number = |format: String| right.clone().set_num_format(format);
        Self {
            currency,
            word: right.clone().set_indent(1),
            amount: number(amount_format(currency)),
            share: number(at_right(SHARE)),
            day: text.clone().set_num_format(style::DAY),
            rate: number(at_right(RATE)),
            hours: number(grouped_at_right(HOURS)),
            months: number(at_right(MONTHS)),
            count: number(at_right("0")),
            text_like_formula: text.clone().set_quote_prefix(),
            text,
        }
    }

    /// Writes a value.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        value: &Value,
    ) -> Result<(), XlsxError> {
        let mut cell = Cell { sheet, row, column };
        match value {
            Value::Blank => cell.blank(&self.text),
            Value::Text(text) => cell.text(text, self.for_text(text)),
            Value::InPlace(word) => cell.text(word, &self.word),
            Value::Amount(minor) => cell.number(minor.map(|m| self.decimal(m)), &self.amount),
            Value::Own(minor, own) => {
                let value = Money { currency: *own, minor: *minor }.to_decimal();
                cell.number(Some(value), &self.amount_in(*own))
            }
            Value::OwnSum(formula, minor, own) => {
                let value = Money { currency: *own, minor: *minor }.to_decimal();
                cell.formula(formula, Ok(value), &self.amount_in(*own))
            }
            Value::Stated(value, places) => {
                let format = self.amount.clone().set_num_format(grouped_at_right(*places));
                cell.number(Some(*value), &format)
            }
            Value::Sum(formula, minor) => {
                cell.formula(formula, Ok(self.decimal(*minor)), &self.amount)
            }
            Value::SumOr(formula, minor, word) => {
                let result = minor.map(|minor| self.decimal(minor)).ok_or(*word);
                cell.formula(formula, result, &self.amount)
            }
            Value::Word(formula, word) => cell.word(formula, word, &self.text),
            Value::WordBelow(formula, word) => cell.word(formula, word, &self.word),
            Value::Day(date) => cell.day(*date, &self.day),
            Value::Rate(rate) => cell.number(*rate, &self.rate),
            Value::Hours(hours) => cell.number(*hours, &self.hours),
            Value::HoursOr(formula, hours, word) => {
                cell.formula(formula, hours.ok_or(*word), &self.hours)
            }
            Value::Share(formula, share) => {
                cell.formula(formula, share.ok_or(NOT_APPLICABLE), &self.share)
            }
            Value::Months(formula, months) => cell.formula(formula, Ok(*months), &self.months),
            Value::Count(count) => cell.number(Some(Decimal::from(*count)), &self.count),
            Value::CountOrNot(formula, count) => {
                let count = count.map(Decimal::from).ok_or(NOT_APPLICABLE);
                cell.formula(formula, count, &self.count)
            }
        }
    }

    fn for_text(&self, text: &str) -> &Format {
        match text.starts_with(['=', '+', '-', '@']) {
            true => &self.text_like_formula,
            false => &self.text,
        }
    }

    /// Amounts of a currency of their own.
    fn amount_in(&self, own: Currency) -> Format {
        match own.minor_unit() == self.currency.minor_unit() {
            true => self.amount.clone(),
            false => self.amount.clone().set_num_format(amount_format(own)),
        }
    }

    fn decimal(&self, minor: i64) -> Decimal {
        Money { currency: self.currency, minor }.to_decimal()
    }
}

/// A cell while it is written.
struct Cell<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
    column: u16,
}

impl Cell<'_> {
    fn blank(&mut self, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_blank(self.row, self.column, format).map(|_| ())
    }

    fn text(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = cell_text(text);
        self.sheet.write_string_with_format(self.row, self.column, text, format).map(|_| ())
    }

    fn number(&mut self, value: Option<Decimal>, format: &Format) -> Result<(), XlsxError> {
        let Some(value) = value else { return self.blank(format) };
        let value = number(value);
        self.sheet.write_number_with_format(self.row, self.column, value, format).map(|_| ())
    }

    fn day(&mut self, date: Option<Date>, format: &Format) -> Result<(), XlsxError> {
        let Some(date) = date else { return self.blank(format) };
        let date = day(date)?;
        self.sheet.write_datetime_with_format(self.row, self.column, &date, format).map(|_| ())
    }

    /// A number stored with 15 digits behind the point, as many as spreadsheets keep, or a word.
    fn formula(
        &mut self,
        formula: &str,
        result: Result<Decimal, &'static str>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let stored = |value| round_half_even(value, 15).normalize().to_string();
        self.word(formula, &result.map_or_else(ToOwned::to_owned, stored), format)
    }

    fn word(&mut self, formula: &str, result: &str, format: &Format) -> Result<(), XlsxError> {
        let formula = Formula::new(format!("={formula}")).set_result(result);
        self.sheet.write_formula_with_format(self.row, self.column, formula, format).map(|_| ())
    }
}

/// A table while it is written, row by row.
pub(super) struct Table<'s> {
    pub sheet: &'s mut Worksheet,
    widths: Vec<f64>,
    plain: Cells,
    total: Cells,
    /// The next row.
    pub row: u32,
}

impl<'s> Table<'s> {
    /// A table in columns of these widths, from `row` on.
    pub(super) fn new(
        sheet: &'s mut Worksheet,
        columns: &[Head],
        currency: Currency,
        row: u32,
    ) -> Self {
        let widths = columns.iter().map(|head| head.width).collect();
        Self { sheet, widths, plain: Cells::plain(currency), total: Cells::total(currency), row }
    }

    /// How many columns it has.
    pub(super) fn columns(&self) -> usize {
        self.widths.len()
    }

    /// A row; gives back which.
    pub(super) fn line(&mut self, values: &[Value]) -> Result<u32, XlsxError> {
        self.write(values, false)
    }

    /// A row of sums; gives back which.
    pub(super) fn sums(&mut self, values: &[Value]) -> Result<u32, XlsxError> {
        self.write(values, true)
    }

    /// A heading inside the table; gives back its row.
    pub(super) fn band(&mut self, text: &str) -> Result<u32, XlsxError> {
        let format = style::band().unset_text_wrap();
        for column in 0..self.widths.len() as u16 {
            self.sheet.write_blank(self.row, column, &format)?;
        }
        self.sheet.write_string_with_format(self.row, 0, text, &format)?;
        self.row += 1;
        Ok(self.row - 1)
    }

    fn write(&mut self, values: &[Value], total: bool) -> Result<u32, XlsxError> {
        let cells = if total { &self.total } else { &self.plain };
        let mut most = 1;
        for ((column, value), width) in (0..).zip(values).zip(&self.widths) {
            cells.write(self.sheet, (self.row, column), value)?;
            if let Value::Text(text) = value {
                most = most.max(lines(text, *width, 11.0));
            }
        }
        self.sheet.set_row_height(self.row, height(most, 11.0))?;
        self.row += 1;
        Ok(self.row - 1)
    }
}
