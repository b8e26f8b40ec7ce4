//! One row of a register, read field by field.

use model::currency::Money;
use model::fault::ContextCell;
use model::nearest::nearest;
use model::pact::Titles;
use model::place::column_letters;
use model::{Currency, Date, Decimal, Fault, FaultKind, Identifier, Place, Register};

use super::{Field, Table};
use crate::amount;
use crate::plain::{is_language_code, iso_day, language_of_column, plain_number};

/// Reads the fields of one row by the name of their column, and keeps what was wrong with them.
///
/// A field that cannot be read gives `None`, like one that is blank; [`RowReader::faults`] tells the two
/// apart, so a row is only to be used when there are none.
pub(crate) struct RowReader<'t> {
    table: &'t Table,
    line: u32,
    fields: &'t [Field],
    faults: Vec<Fault>,
    /// Columns with personal data in this row alone.
    hidden: &'static [&'static str],
    /// Why the fields of the row do not stand in their columns; nothing else is then said of it.
    shifted: Option<Fault>,
}

impl<'t> RowReader<'t> {
    /// A reader for the row at a line (from 0). A value of a CSV file outside the header's columns is a
    /// fault at once: a comma without quotation marks has then moved the fields.
    pub(super) fn new(table: &'t Table, line: u32, fields: &'t [Field]) -> Self {
        let mut reader =
            Self { table, line, fields, faults: Vec::new(), hidden: &[], shifted: None };
        if table.sheet.is_none()
            && let Some(column) = (0..fields.len())
                .find(|column| !table.has_name(*column) && !fields[*column].is_blank())
        {
            let expected = match fields.len().saturating_sub(table.header.len()) {
                0 => "no value here, since the column has no name".to_owned(),
                excess => reader.as_many_fields(excess),
            };
            let expected =
                format!("{expected}; a text with the delimiter in it needs quotation marks");
            let raw = fields[column].shown().to_owned();
            let mut fault = reader.fault(column, "", raw, expected);
            // Personal data is behind its column then, nobody knows how far.
            let private = table
                .header
                .iter()
                .position(|header| table.private.contains(&header.to_lowercase().as_str()));
            if let Some(first) = private {
                fault.context.retain(|cell| before(&cell.column, first));
                NOT_SHOWN.clone_into(&mut fault.raw);
            }
            reader.shifted = Some(fault);
        }
        reader
    }

    /// Where the field of a column stands; the row's first field if there is no such column.
    pub(crate) fn place(&self, column: &str) -> Place {
        self.table.place(self.line, self.table.column(column).unwrap_or(0))
    }

    /// What stands in a field, readable or not; empty where nothing does.
    pub(crate) fn shown(&self, column: &str) -> &'t str {
        let index = self.table.column(column);
        index.and_then(|index| self.fields.get(index)).map_or("", Field::shown)
    }

    /// Shows what stands in some columns of this row in no fault from now on: it is about a person.
    pub(crate) fn hide(&mut self, columns: &'static [&'static str]) {
        self.hidden = columns;
        if let Some(shifted) = &mut self.shifted {
            shifted.context.clear();
            NOT_SHOWN.clone_into(&mut shifted.raw);
        }
    }

    fn is_private(&self, column: &str) -> bool {
        self.table.private.contains(&column) || self.hidden.contains(&column)
    }

    /// A fault at a column of a row that is used all the same.
    pub(crate) fn told(&self, kind: FaultKind, column: &str, expected: String) -> Fault {
        let index = self.table.column(column);
        let raw = self.shown(column).to_owned();
        let fault = self.fault(index.unwrap_or(0), column, raw, expected);
        // A row of a table without the column is shown at its first field, and the column named.
        let label = if index.is_some() { fault.label } else { column.to_owned() };
        Fault { kind, label, ..fault }
    }

    /// What was wrong with the fields read so far; empty for a row that can be used. Where the fields do not
    /// stand in their columns that alone is said: everything else follows from it.
    pub(crate) fn faults(self) -> Vec<Fault> {
        self.shifted.map_or(self.faults, |shifted| vec![shifted])
    }

    /// Whether every field read so far could be read.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.shifted.is_none()
    }

    /// Keeps a fault at a column.
    pub(crate) fn wrong(&mut self, column: &str, expected: impl Into<String>) {
        let index = self.table.column(column).unwrap_or(0);
        let raw = self.fields.get(index).map_or("", Field::shown).to_owned();
        self.fault_at(index, column, raw, expected);
    }

    /// Keeps a fault of another kind at a column.
    pub(crate) fn wrong_as(&mut self, kind: FaultKind, column: &str, expected: String) {
        let fault = self.told(kind, column, expected);
        self.faults.push(fault);
    }

    fn fault_at(&mut self, index: usize, column: &str, raw: String, expected: impl Into<String>) {
        let fault = self.fault(index, column, raw, expected);
        self.faults.push(fault);
    }

    /// A fault at a field. Its `raw` is empty only where the field is: personal data is replaced.
    fn fault(&self, index: usize, column: &str, raw: String, expected: impl Into<String>) -> Fault {
        let private = self.is_private(column);
        let label = self.table.header.get(index).cloned().unwrap_or_default();
        Fault {
            kind: FaultKind::BadRegisterValue,
            participant: None,
            place: self.table.place(self.line, index),
            raw: if private && !raw.is_empty() { NOT_SHOWN.to_owned() } else { raw },
            field: column.to_owned(),
            label,
            expected: expected.into(),
            context: self.context(),
        }
    }

    /// What is said of a row with too many fields.
    fn as_many_fields(&self, excess: usize) -> String {
        let header = self.table.header.len();
        match excess {
            1 => format!("{header} fields, as the header has; this line has one field too many"),
            _ => format!("{header} fields, as the header has; this line has {excess} too many"),
        }
    }

    /// A number that a decimal comma parted: its digits, and in the next field one or two more, with a
    /// currency behind them at most. Only where the row has not as many fields as the header, since two
    /// numbers side by side are no sign of anything by themselves.
    fn parted_by_a_comma(&self, index: usize) -> Option<String> {
        let table = self.table;
        if table.sheet.is_some() || table.decimal_comma || self.fields.len() == table.header.len() {
            return None;
        }
        let (whole, rest) = (self.fields.get(index)?.shown(), self.fields.get(index + 1)?.shown());
        let digits = whole.trim_start_matches(['-', '+', '\u{2212}']);
        let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let cents = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
        let behind = rest[cents.len()..].trim();
        let is_rest = (1..=2).contains(&cents.len())
            && cents.bytes().all(|byte| byte.is_ascii_digit())
            && behind.chars().all(|c| c.is_alphabetic() || c == '€');
        (is_whole && is_rest).then(|| format!("{whole},{cents}"))
    }

    /// Keeps, as all there is to say of the row, that a number was parted.
    fn ask_about_comma(&mut self, index: usize, column: &str, typed: String) {
        let count = match self.fields.len().checked_sub(self.table.header.len()) {
            Some(excess) => self.as_many_fields(excess),
            None => format!("{} fields, as the header has", self.table.header.len()),
        };
        let with_point = typed.replace(',', ".");
        let expected = format!(
            "{count}. Is the comma in `{typed}` a decimal comma? Then write `{with_point}`, with a point"
        );
        self.shifted = Some(self.fault(index, column, typed, expected));
    }

    /// The row's fields as shown beside a fault; those with personal data are left out.
    fn context(&self) -> Vec<ContextCell> {
        let shown = self.fields.iter().enumerate().filter(|(column, _)| {
            let header = self.table.header.get(*column).map(|header| header.to_lowercase());
            header.is_some_and(|header| !header.is_empty() && !self.is_private(&header))
        });
        shown
            .map(|(column, field)| ContextCell {
                column: column_letters(column as u32),
                text: field.shown().to_owned(),
            })
            .collect()
    }

    /// The text of a field; empty where nothing stands or the column is not there.
    pub(crate) fn text(&mut self, column: &str) -> String {
        let index = self.table.column(column);
        index.map_or_else(String::new, |index| self.text_at(index, column))
    }

    /// The text of a field by the position of its column.
    fn text_at(&mut self, index: usize, column: &str) -> String {
        match self.fields.get(index) {
            Some(Field::Text(text)) => text.clone(),
            Some(Field::Unreadable(raw)) => {
                let expected =
                    "a value: open the file in a spreadsheet program, mend the cell and save";
                self.fault_at(index, column, raw.clone(), expected);
                String::new()
            }
            None => String::new(),
        }
    }

    /// The text of a field that must not be blank.
    pub(crate) fn required_text(&mut self, column: &str) -> String {
        let before = self.faults.len();
        let text = self.text(column);
        if text.is_empty() && self.faults.len() == before {
            self.wrong(column, "an entry");
        }
        text
    }

    /// A field read by `read`; `None` where it is blank, or where it is refused (a fault is kept then).
    pub(crate) fn value<T>(
        &mut self,
        column: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = read(&text);
        if value.is_none() {
            self.wrong(column, expected);
        }
        value
    }

    /// The same, where a blank is a fault too.
    pub(crate) fn required<T>(
        &mut self,
        column: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let before = self.faults.len();
        let value = self.value(column, expected, read);
        if value.is_none() && self.faults.len() == before {
            self.wrong(column, expected);
        }
        value
    }

    /// A day.
    pub(crate) fn day(&mut self, column: &str) -> Option<Date> {
        self.value(column, DAY, iso_day)
    }

    /// A day that must be there.
    pub(crate) fn required_day(&mut self, column: &str) -> Option<Date> {
        self.required(column, DAY, iso_day)
    }

    /// An id that must be there.
    pub(crate) fn required_id(&mut self, column: &str) -> Option<Identifier> {
        self.required(column, ID, Identifier::parse)
    }

    /// An id.
    pub(crate) fn id(&mut self, column: &str) -> Option<Identifier> {
        self.value(column, ID, Identifier::parse)
    }

    /// The id of a participant the register knows, in any period; it must be there.
    pub(crate) fn participant(&mut self, column: &str, register: &Register) -> Option<Identifier> {
        let id = self.required_id(column)?;
        if register.knows(id.as_str()) {
            return Some(id);
        }
        let near = nearest(id.as_str(), register.rows.iter().map(|row| row.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        self.wrong(column, format!("an id of the register of participants{hint}"));
        None
    }

    /// A year.
    pub(crate) fn year(&mut self, column: &str) -> Option<i16> {
        let four_digits = |text: &str| {
            let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten()
        };
        self.value(column, "a year such as 2026", four_digits)
    }

    /// A currency that must be there.
    pub(crate) fn currency(&mut self, column: &str) -> Option<Currency> {
        self.required(column, "a currency code of ISO 4217, such as EUR", Currency::parse)
    }

    /// A code of a closed list that must be there.
    pub(crate) fn code<T>(
        &mut self,
        column: &str,
        codes: &[&str],
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.required(column, &one_of(codes), parse)
    }

    /// A number.
    pub(crate) fn number(&mut self, column: &str) -> Option<Decimal> {
        if let Some(index) = self.table.column(column)
            && let Some(typed) = self.parted_by_a_comma(index)
        {
            self.ask_about_comma(index, column, typed);
            return None;
        }
        let comma = self.table.decimal_comma;
        self.value(column, self.table.example_number(), |text| plain_number(text, comma))
    }

    /// An amount of the accounts in minor units of `currency`; more decimals than it has are refused.
    pub(crate) fn amount(&mut self, column: &str, currency: Option<Currency>) -> Option<i64> {
        let number = self.number(column)?;
        let currency = currency?;
        let number = self.with_its_decimals(column, number, currency)?;
        let amount = Money::read(number, currency);
        if amount.is_none() {
            self.wrong(column, "an amount that can be true");
        }
        amount.map(|money| money.minor)
    }

    /// A number typed with no more decimals than `currency` has, without what computing in binary left behind; `None`,
    /// with a fault, where it has more.
    pub(crate) fn with_its_decimals(
        &mut self,
        column: &str,
        number: Decimal,
        currency: Currency,
    ) -> Option<Decimal> {
        let exact = amount::without_binary_rest(number);
        let computed = self.table.sheet.is_some() && exact != number;
        let number = if computed { exact.normalize() } else { number };
        let Some(expected) = amount::too_many_decimals(number, currency) else {
            return Some(number);
        };
        self.wrong_as(FaultKind::MoreDecimalsThanCurrency, column, expected);
        None
    }

    /// The same, where a blank is a fault too.
    pub(crate) fn required_amount(
        &mut self,
        column: &str,
        currency: Option<Currency>,
    ) -> Option<i64> {
        let before = self.faults.len();
        let amount = self.amount(column, currency);
        if amount.is_none() && currency.is_some() && self.faults.len() == before {
            self.wrong(column, self.table.example_number());
        }
        amount
    }

    /// The entries of a list, parted by `;`, without spaces around them; blank ones are dropped.
    pub(crate) fn list(&mut self, column: &str) -> Vec<String> {
        let text = self.text(column);
        let entries = text.split(';').map(str::trim);
        entries.filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
    }

    /// A list of codes of a closed list.
    pub(crate) fn codes(&mut self, column: &str, codes: &[&str]) -> Vec<String> {
        let list = self.list(column);
        if list.iter().any(|entry| !codes.contains(&entry.as_str())) {
            self.wrong(column, format!("entries parted by `;`, each {}", one_of(codes)));
        }
        list
    }

    /// A language code; empty where the field is blank.
    pub(crate) fn language(&mut self, column: &str) -> String {
        let read = |text: &str| is_language_code(text).then(|| text.to_owned());
        self.value(column, LANGUAGE, read).unwrap_or_default()
    }

    /// `yes` or blank.
    pub(crate) fn yes_or_blank(&mut self, column: &str) -> bool {
        let read = |text: &str| match text.to_lowercase().as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        self.value(column, "`yes` or nothing", read).unwrap_or(false)
    }

    /// A title in every language the header has it in; the plain column is the default.
    ///
    /// The plain one is taken as English, or as of no stated language (`und`) where an English column
    /// stands beside it.
    pub(crate) fn titles(&mut self, column: &str) -> Titles {
        let plain = self.required_text(column);
        let table = self.table;
        let mut titles = Vec::new();
        for (index, header) in table.header.iter().enumerate() {
            if let Some(code) = language_of_column(header, column) {
                let text = self.text_at(index, column);
                if !text.is_empty() {
                    titles.push((code.to_owned(), text));
                }
            }
        }
        let english = titles.iter().any(|(code, _)| code == "en");
        titles.insert(0, (if english { "und" } else { "en" }.to_owned(), plain));
        Titles(titles)
    }
}

/// Whether a column, by its letters, stands before another, by its number from 0.
fn before(letters: &str, column: usize) -> bool {
    let other = column_letters(column as u32);
    (letters.len(), letters) < (other.len(), &*other)
}

/// What stands for personal data in a finding.
const NOT_SHOWN: &str = "(not shown)";
const DAY: &str = "a day such as 2026-09-30";
const ID: &str = "an id: lower-case letters, digits and hyphens, 2 to 41 of them";
const LANGUAGE: &str = "a language code such as fr";

/// The codes of a closed list as shown to the writer of the file.
fn one_of(codes: &[&str]) -> String {
    let codes: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
    format!("one of {}", codes.join(", "))
}
