//! A table of a settings file with checked keys: unknown keys, wrong types and missing values become
//! obstacles that show the line.

use std::cell::RefCell;
use std::ops::Range;

use model::currency::Money;
use model::nearest::nearest;
use model::pact::Titles;
use model::{Currency, Date, Decimal, Identifier};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::toml_file::TomlFile;
use crate::plain::{is_language_code, iso_day};

/// One table of the file; remembers which keys were asked for, so that the others can be named.
pub(crate) struct Section<'f, 't> {
    file: &'f TomlFile<'t>,
    table: &'f DeTable<'t>,
    /// The table's name in the file, with its brackets; empty for the top.
    name: &'static str,
    span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
    titled: RefCell<Vec<&'static str>>,
}

/// What an obstacle says about a value of the wrong kind.
const DAY: &str = "a day such as 2026-09-30";
const NUMBER: &str = "a number such as 0.05, with a decimal point and no quotation marks";
const TEXT: &str = "a text in quotation marks";
const YEAR: &str = "a year such as 2026";

impl<'f, 't> Section<'f, 't> {
    /// The whole file as a table.
    pub(crate) fn top(file: &'f TomlFile<'t>, parsed: &'f Spanned<DeTable<'t>>) -> Self {
        Self::new(file, parsed.get_ref(), "", 0..0)
    }

    fn new(
        file: &'f TomlFile<'t>,
        table: &'f DeTable<'t>,
        name: &'static str,
        span: Range<usize>,
    ) -> Self {
        let (asked, titled) = (RefCell::default(), RefCell::default());
        Self { file, table, name, span, asked, titled }
    }

    /// The value of a key, remembered as asked for.
    fn get(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Reads a key with `read`; a value it refuses is an obstacle saying what was expected.
    fn value<T>(
        &self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&DeValue<'t>) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(key)?;
        let result = read(value.get_ref());
        if result.is_none() {
            self.wrong(
                key,
                format!("`{key}` must be {expected}."),
                format!("Write {expected} after `{key} =`."),
            );
        }
        result
    }

    /// Keeps an obstacle at the value of a key, or at the table if the key is not there.
    pub(crate) fn wrong(&self, key: &str, what: impl Into<String>, help: impl Into<String>) {
        let span = self.table.get(key).map_or(self.span.clone(), Spanned::span);
        self.file.wrong(span, what.into(), help);
    }

    /// The value of a key that must be there.
    pub(crate) fn required<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.table.contains_key(key) {
            let place = self.place();
            self.wrong(
                key,
                format!("`{key}` is missing{place}."),
                format!("Add a line `{key} = …`{place}."),
            );
        }
        value
    }

    /// A text; one of blanks only counts as missing.
    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.value(key, TEXT, |value| value.as_str().map(|text| text.trim().to_owned()))
            .filter(|text| !text.is_empty())
    }

    /// A text that must be there.
    pub(crate) fn required_text(&self, key: &'static str) -> Option<String> {
        let text = self.text(key);
        if text.is_none() {
            self.not_blank(key);
        }
        self.required(key, text)
    }

    /// Refuses a text of blanks.
    fn not_blank(&self, key: &'static str) {
        let text = self.table.get(key).and_then(|value| value.get_ref().as_str());
        if text.is_some_and(|text| text.trim().is_empty()) {
            self.wrong(
                key,
                format!("`{key}` is empty."),
                format!("Write a text between the quotation marks after `{key} =`."),
            );
        }
    }

    /// `true` or `false`.
    pub(crate) fn yes_or_no(&self, key: &'static str) -> Option<bool> {
        self.value(key, "`true` or `false`, without quotation marks", DeValue::as_bool)
    }

    /// A day, written as a TOML date or as a text of that form.
    pub(crate) fn day(&self, key: &'static str) -> Option<Date> {
        self.value(key, DAY, |value| match value {
            DeValue::Datetime(_) => iso_day(&value.as_datetime()?.to_string()),
            value => iso_day(value.as_str()?),
        })
    }

    /// A day that must be there.
    pub(crate) fn required_day(&self, key: &'static str) -> Option<Date> {
        self.required(key, self.day(key))
    }

    /// A year from 1900 to 2199.
    pub(crate) fn year(&self, key: &'static str) -> Option<i16> {
        let read = |value: &DeValue| {
            let number = value.as_integer().filter(|number| number.radix() == 10)?;
            let year: i16 = number.as_str().parse().ok()?;
            (1900..2200).contains(&year).then_some(year)
        };
        self.value(key, YEAR, read)
    }

    /// A number, read by its text.
    pub(crate) fn number(&self, key: &'static str) -> Option<Decimal> {
        self.value(key, NUMBER, decimal)
    }

    /// A share from 0 to 1.
    pub(crate) fn share(&self, key: &'static str) -> Option<Decimal> {
        let expected = "a share from 0 to 1, such as 0.05 for 5 %";
        let in_range = |share: &Decimal| (Decimal::ZERO..=Decimal::ONE).contains(share);
        self.value(key, expected, |value| decimal(value).filter(in_range))
    }

    /// An amount in minor units of `currency`; more decimals than it has are refused, zeros too: `3.420` may be 3420.
    pub(crate) fn amount(&self, key: &'static str, currency: Option<Currency>) -> Option<i64> {
        let Some(currency) = currency else {
            self.get(key);
            return None;
        };
        let places = currency.minor_unit();
        let expected = format!("an amount with at most {places} decimals, as {currency} has");
        self.value(key, &expected, |value| {
            let amount = decimal(value).filter(|amount| amount.scale() <= places)?;
            Money::read(amount, currency).map(|money| money.minor)
        })
    }

    /// A currency code.
    pub(crate) fn currency(&self, key: &'static str) -> Option<Currency> {
        self.value(key, "a currency code of ISO 4217, such as \"EUR\"", |value| {
            Currency::parse(value.as_str()?)
        })
    }

    /// An id.
    pub(crate) fn id(&self, key: &'static str) -> Option<Identifier> {
        let expected =
            "an id in quotation marks: lower-case letters, digits and hyphens, 2 to 41 of them";
        self.value(key, expected, |value| Identifier::parse(value.as_str()?))
    }

    /// One of a closed list of codes.
    pub(crate) fn code<T>(
        &self,
        key: &'static str,
        codes: &[&str],
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let listed = codes.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>();
        self.value(key, &format!("one of {}", listed.join(", ")), |value| parse(value.as_str()?))
    }

    /// A list of language codes with at least one in it.
    pub(crate) fn languages(&self, key: &'static str) -> Option<Vec<String>> {
        let expected = "a list of language codes such as [\"en\", \"fr\"]";
        self.value(key, expected, |value| {
            let codes = value.as_array()?.iter().map(|code| {
                let code = code.get_ref().as_str()?;
                is_language_code(code).then(|| code.to_owned())
            });
            codes.collect::<Option<Vec<_>>>().filter(|codes| !codes.is_empty())
        })
    }

    /// A title: `key`, and `key_fr` and the like for other languages.
    ///
    /// The plain one is the default and taken as English, or as of no stated language (`und`) where
    /// `key_en` stands beside it.
    pub(crate) fn titles(&self, key: &'static str) -> Option<Titles> {
        let plain = self.text(key);
        self.not_blank(key);
        self.titled.borrow_mut().push(key);
        let mut titles = Vec::new();
        for (name, value) in self.table {
            let Some(code) = title_language(name.get_ref(), key) else {
                continue;
            };
            match value.get_ref().as_str() {
                Some(text) => titles.push((code.to_owned(), text.trim().to_owned())),
                None => self.wrong(
                    name.get_ref(),
                    format!("`{}` must be {TEXT}.", name.get_ref()),
                    format!("Write {TEXT}."),
                ),
            }
        }
        titles.sort();
        let english = titles.iter().any(|(code, _)| code == "en");
        let default = if english { "und" } else { "en" };
        titles.splice(0..0, plain.map(|text| (default.to_owned(), text)));
        (!titles.is_empty()).then_some(Titles(titles))
    }

    /// A table below this one.
    pub(crate) fn section(&self, key: &'static str, name: &'static str) -> Option<Section<'f, 't>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Section::new(self.file, table, name, value.span())),
            _ => {
                self.wrong(
                    key,
                    format!("`{key}` must be a section of its own."),
                    format!("Write `{name}` on a line and its settings below."),
                );
                None
            }
        }
    }

    /// The tables of a list such as `[[target]]`; `None` if there is none of that name.
    pub(crate) fn sections(
        &self,
        key: &'static str,
        name: &'static str,
    ) -> Option<Vec<Section<'f, 't>>> {
        let value = self.get(key)?;
        let sections = value.get_ref().as_array().and_then(|array| {
            let tables = array.iter().map(|element| {
                let table = element.get_ref().as_table()?;
                Some(Section::new(self.file, table, name, element.span()))
            });
            tables.collect::<Option<Vec<_>>>()
        });
        if sections.is_none() {
            self.wrong(
                key,
                format!("`{key}` must be a list of sections."),
                format!("Write `{name}` on a line before each entry."),
            );
        }
        sections
    }

    /// A list of texts; empty where the key is not there.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<String> {
        let expected = "a list of texts in quotation marks, such as [\"a\", \"b\"]";
        let read = |value: &DeValue| {
            let texts = value.as_array()?.iter().map(|text| text.get_ref().as_str());
            texts.map(|text| text.map(str::to_owned)).collect::<Option<Vec<String>>>()
        };
        self.value(key, expected, read).unwrap_or_default()
    }

    /// The tables below this one, by any name.
    pub(crate) fn tables(&self) -> Vec<(&'f str, Section<'f, 't>)> {
        let mut tables = Vec::new();
        for (key, value) in self.table.iter() {
            let name: &'f str = key.get_ref();
            match value.get_ref() {
                DeValue::Table(table) => {
                    tables.push((name, Section::new(self.file, table, self.name, value.span())));
                }
                _ => self.wrong(
                    name,
                    format!("`{name}` must be a section of its own."),
                    format!("Write `{}` on a line and its entries below.", self.name),
                ),
            }
        }
        tables
    }

    /// The keys of the table with their values as text; values that are no texts are read as written.
    pub(crate) fn entries(&self) -> Vec<(&'f str, String)> {
        let as_text = |value: &DeValue| match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            _ => String::new(),
        };
        let entries = self.table.iter();
        entries.map(|(key, value)| (key.get_ref().as_ref(), as_text(value.get_ref()))).collect()
    }

    /// Names every key that was not asked for. To be called once all known keys were.
    pub(crate) fn no_other_keys(&self) {
        let (asked, titled) = (self.asked.borrow(), self.titled.borrow());
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            let is_title = titled.iter().any(|title| title_language(name, title).is_some());
            if asked.contains(&name) || is_title {
                continue;
            }
            let help = match nearest(name, asked.iter().copied()) {
                Some(known) => format!("Did you mean `{known}`?"),
                None => format!("Remove it, or use one of: {}.", known_keys(&asked)),
            };
            self.file.wrong(
                key.span(),
                format!("There is no setting `{name}`{}.", self.place()),
                help,
            );
        }
    }

    /// ` in [finance]`, or nothing at the top.
    fn place(&self) -> String {
        if self.name.is_empty() { String::new() } else { format!(" in `{}`", self.name) }
    }
}

/// The language of `title_fr`, if `name` is `key` with a language code.
fn title_language<'n>(name: &'n str, key: &str) -> Option<&'n str> {
    let code = name.strip_prefix(key)?.strip_prefix('_')?;
    is_language_code(code).then_some(code)
}

/// The keys a table may have, each once, ready to print.
fn known_keys(asked: &[&str]) -> String {
    let mut keys: Vec<_> = asked.iter().map(|key| format!("`{key}`")).collect();
    keys.sort();
    keys.dedup();
    keys.join(", ")
}

/// The exact value of a number as written.
fn decimal(value: &DeValue) -> Option<Decimal> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => {
            Decimal::from_str_exact(number.as_str()).ok()
        }
        DeValue::Float(number) if number.as_str().contains(['e', 'E']) => {
            Decimal::from_scientific(number.as_str()).ok()
        }
        DeValue::Float(number) => Decimal::from_str_exact(number.as_str()).ok(),
        _ => None,
    }
}
