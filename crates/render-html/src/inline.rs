//! Runs of text.

use std::collections::BTreeSet;

use model::document::{FigureReference, Inline};

use crate::escape::Escaped;

/// A code of more letters than this may be broken.
const LONG_CODE: usize = 24;

/// What is being written: the page so far, and which footnotes were called already.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    /// The page.
    pub(crate) html: String,
    /// Footnotes that have a place to go back to.
    pub(crate) called: BTreeSet<usize>,
    /// Tables written so far, for their numbers.
    pub(crate) tables: usize,
    /// Charts written so far, for their numbers.
    pub(crate) charts: usize,
}

impl Writer {
    /// Adds markup of our own.
    pub(crate) fn raw(&mut self, markup: impl std::fmt::Display) {
        use std::fmt::Write as _;
        // Writing to a string does not fail.
        let _ = write!(self.html, "{markup}");
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.raw(Escaped(text));
    }

    /// Adds runs of text.
    pub(crate) fn inlines(&mut self, runs: &[Inline]) {
        for run in runs {
            self.inline(run);
        }
    }

    fn inline(&mut self, run: &Inline) {
        match run {
            Inline::Text(text) => self.text(text),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Code(code) => self.code(code),
            Inline::Link { target, text } => {
                self.raw(format_args!("<a href=\"{}\">", Escaped(safe_target(target))));
                self.inlines(text);
                self.raw("</a>");
            }
            Inline::Figure { text, reference } => self.figure(text, reference),
            Inline::FootnoteCall(number) => self.footnote_call(*number),
            Inline::LineBreak => self.raw("<br>"),
        }
    }

    /// A code, which is not broken unless it is longer than a narrow page.
    fn code(&mut self, code: &str) {
        let class = if code.chars().count() > LONG_CODE { " class=\"long\"" } else { "" };
        self.raw(format_args!("<code{class}>{}</code>", Escaped(code)));
    }

    fn wrapped(&mut self, element: &str, inner: &[Inline]) {
        self.raw(format_args!("<{element}>"));
        self.inlines(inner);
        self.raw(format_args!("</{element}>"));
    }

    /// A figure with the name under which it stands in the open data.
    pub(crate) fn figure(&mut self, text: &str, reference: &FigureReference) {
        let mut name = format!("{} {}", reference.indicator, reference.year);
        if !reference.dimensions.is_empty() {
            name = format!("{} {} {}", reference.indicator, reference.dimensions, reference.year);
        }
        let name = Escaped(&name);
        self.raw(format_args!("<data class=\"figure\" value=\"{name}\" title=\"{name}\""));
        self.raw(format_args!(
            " data-indicator=\"{}\" data-year=\"{}\"",
            Escaped(&reference.indicator),
            reference.year
        ));
        for (dimension, code) in reference.dimensions.iter() {
            let attribute = dimension.code().replace('_', "-");
            self.raw(format_args!(" data-{attribute}=\"{}\"", Escaped(code)));
        }
        self.raw(format_args!(">{}</data>", Escaped(text)));
    }

    fn footnote_call(&mut self, number: usize) {
        let first = self.called.insert(number);
        let id = if first { format!(" id=\"note-call-{number}\"") } else { String::new() };
        self.raw(format_args!(
            "<sup><a class=\"note-call\"{id} href=\"#note-{number}\" aria-describedby=\"notes-heading\">{number}</a></sup>"
        ));
    }
}

/// Only http, https, mailto and places in the page get here; anything else would lead nowhere.
fn safe_target(target: &str) -> &str {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "mailto") => target,
        _ if target.starts_with('#') => target,
        _ => "#",
    }
}
