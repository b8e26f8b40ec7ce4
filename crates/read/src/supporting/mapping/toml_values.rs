//! Values of a TOML file with the place each stands at; numbers by their text.

use std::collections::BTreeMap;
use std::ops::Range;

use model::{Date, InputFile, Place};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file and its text.
pub(super) struct Source<'a> {
    pub(super) file: &'a InputFile,
    pub(super) text: &'a str,
}

/// What cannot be used, and where.
pub(super) struct Refusal {
    pub(super) span: Range<usize>,
    pub(super) field: String,
    pub(super) raw: String,
    pub(super) expected: String,
}

impl Refusal {
    pub(super) fn at(span: Range<usize>, field: &str, raw: &str, expected: &str) -> Self {
        Self { span, field: field.to_owned(), raw: raw.to_owned(), expected: expected.to_owned() }
    }
}

/// One text or several.
pub(super) enum TextOrTexts {
    /// A text alone.
    Text(String),
    /// A list.
    Texts(Vec<String>),
}

/// One thing of a list of different things.
pub(super) enum Item<'a> {
    /// A whole number.
    Number(u32),
    /// A text.
    Text(String),
    /// A table in braces.
    Table(Entry<'a>),
}

/// A table of the file.
pub(super) struct Entry<'a> {
    pub(super) span: Range<usize>,
    text: &'a str,
    table: DeTable<'a>,
}

/// Line and column of a byte of the text.
pub(super) fn place(file: &InputFile, text: &str, byte: usize) -> Place {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Place::line(file.path.clone(), line as u32, column as u32)
}

impl<'a> Source<'a> {
    pub(super) fn place(&self, byte: usize) -> Place {
        place(self.file, self.text, byte)
    }

    /// The whole file.
    pub(super) fn document(&self) -> Result<Entry<'a>, Refusal> {
        let document = DeTable::parse(self.text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            let line = self.text[..span.start.min(self.text.len())].rfind('\n');
            let line = line.map_or(0, |at| at + 1);
            let raw = self.text[line..].lines().next().unwrap_or_default().trim();
            let message: Vec<_> = error.message().lines().map(str::trim).collect();
            let expected = format!(
                "a line as a settings file needs it ({}); until it is mended no table of this file is read. \
                 Texts stand in quotation marks, numbers have a decimal point",
                message.join(", ")
            );
            Refusal::at(span, "", raw, &expected)
        })?;
        let span = document.span();
        Ok(Entry { span, text: self.text, table: document.into_inner() })
    }
}

impl<'a> Entry<'a> {
    pub(super) fn keys(&self) -> Vec<String> {
        let keys = self.table.keys();
        keys.map(|key| key.get_ref().to_string()).collect()
    }

    fn get(&self, field: &str) -> Option<&Spanned<DeValue<'a>>> {
        self.table.get(field)
    }

    pub(super) fn span_of(&self, field: &str) -> Range<usize> {
        let mut entries = self.table.iter();
        let found = entries.find(|(key, _)| key.get_ref().as_ref() == field);
        found.map_or(self.span.clone(), |(key, value)| key.span().start..value.span().end)
    }

    /// A field whose value is not what is expected.
    pub(super) fn wrong(&self, field: &str, expected: &str) -> Refusal {
        let span = self.span_of(field);
        let raw = self.text.get(span.clone()).unwrap_or(field);
        let raw = raw.lines().next().unwrap_or(field).to_owned();
        Refusal::at(span, field, &raw, expected)
    }

    /// A field that is not there.
    pub(super) fn missing(&self, field: &str, expected: &str) -> Refusal {
        Refusal::at(self.span.clone(), field, "", expected)
    }

    pub(super) fn text(&self, field: &str) -> Result<Option<String>, Refusal> {
        match self.get(field).map(Spanned::get_ref) {
            None => Ok(None),
            Some(DeValue::String(text)) => Ok(Some(text.to_string())),
            Some(_) => Err(self.wrong(field, "a text in quotation marks")),
        }
    }

    /// A text that a function understands.
    pub(super) fn code<T>(
        &self,
        field: &str,
        parse: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.text(field)? else {
            return Ok(None);
        };
        let value = parse(text.trim()).ok_or_else(|| self.wrong(field, expected))?;
        Ok(Some(value))
    }

    /// One text, or a list of texts.
    pub(super) fn text_or_texts(&self, field: &str) -> Result<Option<TextOrTexts>, Refusal> {
        match self.get(field).map(Spanned::get_ref) {
            Some(DeValue::Array(_)) => Ok(self.texts(field)?.map(TextOrTexts::Texts)),
            _ => Ok(self.text(field)?.map(TextOrTexts::Text)),
        }
    }

    /// A day: a date as TOML writes it, or its text.
    pub(super) fn day(&self, field: &str) -> Result<Option<Date>, Refusal> {
        let expected = "a day such as 2026-03-31";
        let text = match self.get(field).map(Spanned::get_ref) {
            None => return Ok(None),
            Some(DeValue::String(text)) => text.trim().to_owned(),
            Some(DeValue::Datetime(moment)) if moment.time.is_none() => moment.to_string(),
            Some(_) => return Err(self.wrong(field, expected)),
        };
        let day = text.parse().map_err(|_| self.wrong(field, expected))?;
        Ok(Some(day))
    }

    /// The entries of a list of tables, such as `[[table]]`; one table alone is a list of one.
    pub(super) fn entries(&self, field: &str, expected: &str) -> Result<Vec<Entry<'a>>, Refusal> {
        let entry = |value: &Spanned<DeValue<'a>>| match value.get_ref() {
            DeValue::Table(table) => {
                Ok(Entry { span: value.span(), text: self.text, table: table.clone() })
            }
            _ => Err(self.wrong(field, expected)),
        };
        match self.get(field) {
            None => Ok(Vec::new()),
            Some(value) => match value.get_ref() {
                DeValue::Array(values) => values.iter().map(entry).collect(),
                _ => Err(self.wrong(field, expected)),
            },
        }
    }

    /// What stands in a field that can be one thing or a list of things.
    pub(super) fn items(&self, field: &str) -> Result<Vec<Item<'a>>, Refusal> {
        let item = |value: &Spanned<DeValue<'a>>| match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => {
                number.as_str().replace('_', "").parse().ok().map(Item::Number)
            }
            DeValue::String(text) => Some(Item::Text(text.to_string())),
            DeValue::Table(table) => Some(Item::Table(Entry {
                span: value.span(),
                text: self.text,
                table: table.clone(),
            })),
            _ => None,
        };
        let expected = "a number of rows, a pattern in quotation marks, \
                        `{ column = \"…\", matches = \"…\" }`, or a list of these";
        let items = match self.get(field) {
            None => Some(Vec::new()),
            Some(value) => match value.get_ref() {
                DeValue::Array(values) => values.iter().map(item).collect(),
                _ => item(value).map(|item| vec![item]),
            },
        };
        items.ok_or_else(|| self.wrong(field, expected))
    }

    pub(super) fn texts(&self, field: &str) -> Result<Option<Vec<String>>, Refusal> {
        let wrong = || self.wrong(field, "a list of texts in quotation marks");
        match self.get(field).map(Spanned::get_ref) {
            None => Ok(None),
            Some(DeValue::Array(values)) => {
                let texts = values.iter().map(|value| match value.get_ref() {
                    DeValue::String(text) => Ok(text.to_string()),
                    _ => Err(wrong()),
                });
                texts.collect::<Result<_, _>>().map(Some)
            }
            Some(_) => Err(wrong()),
        }
    }

    /// A number as it is written, also one in quotation marks.
    pub(super) fn number_text(&self, field: &str) -> Result<Option<String>, Refusal> {
        let text = match self.get(field).map(Spanned::get_ref) {
            None => return Ok(None),
            Some(DeValue::String(text)) => text.trim().to_owned(),
            Some(DeValue::Integer(number)) if number.radix() == 10 => number.as_str().to_owned(),
            Some(DeValue::Float(number)) => number.as_str().to_owned(),
            Some(_) => return Err(self.wrong(field, "a number")),
        };
        Ok(Some(text.replace('_', "")))
    }

    pub(super) fn whole_number(&self, field: &str) -> Result<Option<u32>, Refusal> {
        let Some(text) = self.number_text(field)? else {
            return Ok(None);
        };
        let number = text.parse().map_err(|_| self.wrong(field, "a whole number"))?;
        Ok(Some(number))
    }

    /// One whole number or a list of them.
    pub(super) fn whole_numbers(&self, field: &str) -> Result<Option<Vec<u32>>, Refusal> {
        let wrong = || self.wrong(field, "whole numbers");
        let Some(DeValue::Array(values)) = self.get(field).map(Spanned::get_ref) else {
            return Ok(self.whole_number(field)?.map(|number| vec![number]));
        };
        let numbers = values.iter().map(|value| match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => {
                number.as_str().parse().map_err(|_| wrong())
            }
            _ => Err(wrong()),
        });
        numbers.collect::<Result<_, _>>().map(Some)
    }

    pub(super) fn table(&self, field: &str) -> Result<Option<Entry<'a>>, Refusal> {
        match self.get(field) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::Table(table) => {
                    Ok(Some(Entry { span: value.span(), text: self.text, table: table.clone() }))
                }
                _ => Err(self.wrong(field, "a table of fields")),
            },
        }
    }

    /// Every value as a text; numbers and true or false by their text.
    pub(super) fn all_texts(&self) -> Result<BTreeMap<String, String>, Refusal> {
        let mut texts = BTreeMap::new();
        for key in self.keys() {
            let text = match self.get(&key).map(Spanned::get_ref) {
                Some(DeValue::Boolean(flag)) => flag.to_string(),
                Some(DeValue::Datetime(moment)) => moment.to_string(),
                _ => match self.number_text(&key)? {
                    Some(number)
                        if !matches!(
                            self.get(&key).map(Spanned::get_ref),
                            Some(DeValue::String(_))
                        ) =>
                    {
                        number
                    }
                    _ => self.text(&key)?.unwrap_or_default(),
                },
            };
            texts.insert(key, text);
        }
        Ok(texts)
    }
}
