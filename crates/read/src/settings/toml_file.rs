//! A TOML file, and what is found wrong in it, with the lines it stands in.

use std::cell::RefCell;
use std::ops::Range;

use model::{InputFile, Obstacle, Place};
use toml::Spanned;
use toml::de::DeTable;

/// A file being read, and what was found wrong in it so far.
pub(crate) struct TomlFile<'t> {
    path: &'t str,
    text: &'t str,
    found: RefCell<Vec<(usize, Obstacle)>>,
}

impl<'t> TomlFile<'t> {
    /// A file to be read as TOML.
    ///
    /// # Errors
    ///
    /// An obstacle if it is not UTF-8.
    pub(crate) fn open(file: &'t InputFile) -> Result<Self, Obstacle> {
        let text = std::str::from_utf8(&file.bytes).map_err(|_| {
            Obstacle::new(
                format!("`{}` is not saved as UTF-8 text.", file.name()),
                "Open it in a text editor and save it with the encoding UTF-8.",
            )
            .at(&file.path)
        })?;
        Ok(Self {
            path: &file.path,
            text: text.trim_start_matches('\u{feff}'),
            found: RefCell::default(),
        })
    }

    /// The file's tables.
    ///
    /// # Errors
    ///
    /// An obstacle with the line where it stops being TOML.
    pub(crate) fn parse(&self) -> Result<Spanned<DeTable<'t>>, Obstacle> {
        DeTable::parse(self.text).map_err(|error| {
            let what = format!(
                "This line is not written as a settings file needs it: {}.",
                error.message().lines().collect::<Vec<_>>().join(", ")
            );
            let help = "Correct the line shown. Texts stand in quotation marks, days as 2026-09-30, numbers with a decimal point.";
            self.obstacle(error.span().unwrap_or(0..0), what, help)
        })
    }

    /// An obstacle at a stretch of the text, with its line.
    fn obstacle(&self, span: Range<usize>, what: String, help: impl Into<String>) -> Obstacle {
        let start = span.start.min(self.text.len());
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let number = self.text[..start].matches('\n').count() + 1;
        let line = self.text[line_start..].lines().next().unwrap_or_default();
        let before = self.text[line_start..start].chars().count();
        let end = span.end.clamp(start, (line_start + line.len()).max(start));
        let marked = self.text[start..end].chars().count().max(1);
        let gutter = " ".repeat(number.to_string().len());
        let excerpt = format!(
            "{gutter} |\n{number} | {line}\n{gutter} | {}{}",
            " ".repeat(before),
            "^".repeat(marked)
        );
        let place = Place::line(self.path, number as u32, before as u32 + 1);
        Obstacle::new(what, help).at(place).with_excerpt(excerpt)
    }

    /// Keeps an obstacle at a stretch of the text.
    pub(crate) fn wrong(&self, span: Range<usize>, what: String, help: impl Into<String>) {
        let obstacle = self.obstacle(span.clone(), what, help);
        self.found.borrow_mut().push((span.start, obstacle));
    }

    /// The value, if nothing was found wrong; else all that was, in the order of the lines.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Obstacle>> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|(start, _)| *start);
        match value {
            Some(value) if found.is_empty() => Ok(value),
            _ => Err(found.into_iter().map(|(_, obstacle)| obstacle).collect()),
        }
    }
}
