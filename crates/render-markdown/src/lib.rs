//! A document tree becomes Markdown.
//!
//! In: a [`model::Document`]. Out: CommonMark with the tables and footnotes of GitHub's dialect, without HTML, one
//! paragraph a line, with tables set so that they read as plain text too; a chart is told by its numbers, or by its words where it has none.
//! It refuses to pass any text on unescaped: whatever stands in a return shows as it was written.

mod block;
mod escape;
mod inline;
mod page;
mod table;
#[cfg(test)]
mod tests;

pub use page::markdown;
