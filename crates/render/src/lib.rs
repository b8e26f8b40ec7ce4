//! Template and figures become a document tree.
//!
//! In: a template (Markdown with minijinja, `report-templates/*.md`), the words of a language, and what was
//! read and computed for a year. Out: a [`model::Document`], from which every format is made; of the templates of
//! letters a plain text ([`letter()`]). It refuses to read files, to compute figures, and to let a text from a
//! return become Markdown, HTML or a template: such a text stays a text. An unknown name, raw HTML or a strange
//! link in a template is an [`model::Obstacle`] with file, line and remedy.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

#[expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "positions in a drawing; the numbers on it are exact"
)]
mod charts;
mod composer;
mod context;
mod document;
mod engine;
mod figures;
mod format;
mod headings;
mod indicators;
mod key_figures;
mod letter;
mod markdown;
mod money;
mod participant;
mod provisional;
mod quotes;
mod registers;
mod rounding;
mod secretariat;
mod store;
mod tables;
mod templates;
mod trouble;
mod unreported;
mod variables;
mod words;

pub use context::Context;
pub use document::{document, findings_page};
pub use letter::{LetterFacts, LetterKind, LetterText, letter};
pub use participant::ParticipantPages;
pub use templates::{Templates, shipped_templates};

#[cfg(test)]
mod tests;
