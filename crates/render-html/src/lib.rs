//! A document tree becomes one self-contained HTML page.
//!
//! In: a [`model::Document`]. Out: an HTML text that needs no network, no script and no other file: styles
//! and charts are inside it. It refuses to pass anything on unescaped: every text is a text, and the only
//! markup taken as it is are the drawings of charts, which were escaped when they were drawn.

mod block;
mod escape;
mod inline;
mod page;
mod table;
#[cfg(test)]
mod tests;

pub use page::html;
