//! From a document tree to a PDF.
//!
//! In: a [`model::Document`], with its charts as SVG. Out: the bytes of one file that is PDF/UA-1
//! (accessible) and PDF/A-3a (to be kept) at once, the same bytes in every run. It refuses to touch
//! files, packages, the network or the clock: the layout, the fonts and the day all come from inside,
//! and no text of the document is ever read as layout code.

mod arrangement;
mod columns;
mod data;
mod error;
mod flow;
mod fonts;
mod measure;
mod page;
mod prepare;
mod rows;
mod world;

pub use error::Error;

use comemo::evict;
use model::Document;
use typst::diag::{SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::arrangement::Arrangement;
use crate::world::InMemory;

/// Layouts kept in memory after the one that used them, for a caller that renders the same document
/// again and again.
const KEPT_LAYOUTS: usize = 5;

/// Sets a document as PDF.
///
/// The headings become bookmarks, charts carry their alternative text and their numbers as an attached
/// CSV file, and every page says who may see it and whether the data are invented.
///
/// # Errors
/// If a part of the document cannot be set (no alternative text for a chart, a drawing that is no SVG, a
/// table whose rows do not fit its columns, a link that leads nowhere); the error names the part.
pub fn pdf(document: &Document) -> Result<Vec<u8>, Error> {
    let prepared = prepare::prepare(document, &Arrangement::as_written(document))?;
    let written = lay_out(prepared).and_then(|pages| {
        let pages = arrangement::arranged(document, pages, |arrangement| {
            lay_out(prepare::prepare(document, arrangement).ok()?).ok()
        });
        write(document, &pages)
    });
    evict(KEPT_LAYOUTS);
    written.map_err(|problem| locate(document, &problem))
}

/// Lays out what was prepared; on failure says why, in the words of the library.
fn lay_out(prepared: prepare::Prepared) -> Result<PagedDocument, String> {
    let world = InMemory::new(prepared);
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    output.map_err(|diagnostics| in_words(&diagnostics))
}

/// Writes pages as PDF; on failure says why, in the words of the library.
fn write(document: &Document, pages: &PagedDocument) -> Result<Vec<u8>, String> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
        .map_err(|problem| problem.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.name, document.title)),
        creator: Smart::Custom(Some("cfit".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|diagnostics| in_words(&diagnostics))
}

/// The distinct messages of the library, with its hints.
fn in_words(diagnostics: &EcoVec<SourceDiagnostic>) -> String {
    let mut messages: Vec<String> = Vec::new();
    for diagnostic in diagnostics {
        let mut message = diagnostic.message.to_string();
        for hint in &diagnostic.hints {
            message.push_str(&format!(" ({})", hint.v));
        }
        if !messages.contains(&message) {
            messages.push(message);
        }
    }
    messages.join("; ")
}

/// Finds the part of the body that cannot be set, by setting each alone.
///
/// Only done when the whole failed, so it costs nothing in a good run.
fn locate(document: &Document, problem: &str) -> Error {
    for (index, block) in document.blocks.iter().enumerate() {
        let alone = Document { blocks: vec![block.clone()], ..document.clone() };
        let prepared = prepare::without_link_check(&alone);
        if let Err(problem) = lay_out(prepared).and_then(|pages| write(&alone, &pages)) {
            return Error::in_block(document, index, problem);
        }
    }
    Error::whole(document, problem)
}

#[cfg(test)]
mod tests {
    use model::document::{Audience, Block, Inline, Words};
    use typst::layout::{Frame, FrameItem};

    use super::*;

    /// The text of a page, in the order in which it is drawn.
    fn collect(frame: &Frame, text: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Text(item) => text.push_str(&item.text),
                FrameItem::Group(group) => collect(&group.frame, text),
                _ => {}
            }
        }
    }

    /// A document with these blocks.
    pub(crate) fn sample(blocks: Vec<Block>) -> Document {
        let words = || String::from("word");
        Document {
            name: "sample".into(),
            title: words(),
            subtitle: String::new(),
            publisher: words(),
            language: "en".into(),
            date: "2027-02-15".into(),
            date_in_words: words(),
            status: words(),
            audience: Audience::OfficeOnly,
            sample: true,
            description: words(),
            blocks,
            footnotes: Vec::new(),
            words: Words {
                contents: words(),
                audience: "Office only".into(),
                sample: "Invented".into(),
                page_of: "Page {page} of {pages}".into(),
                figure: words(),
                table: words(),
                notes: words(),
                chart_data: words(),
                skip: words(),
            },
        }
    }

    #[test]
    fn markup_in_a_text_is_shown_as_it_is_typed() {
        let typed = "#emph[a] *b* _c_ `d` $e$ \\f @g <h> -- \"i\" ~ = j";
        let mut document = sample(vec![Block::Paragraph(vec![Inline::Text(typed.into())])]);
        document.title = typed.into();
        let arrangement = Arrangement::as_written(&document);
        let pages = lay_out(prepare::prepare(&document, &arrangement).unwrap()).unwrap();
        let mut shown = String::new();
        for page in pages.pages() {
            collect(&page.frame, &mut shown);
        }
        let shown = shown.replace([' ', '\u{a0}'], "");
        assert_eq!(shown.matches(&typed.replace(' ', "")).count(), 2, "{shown}");
        for expected in ["OFFICEONLY", "Invented", "Page1of1"] {
            assert!(shown.contains(expected), "{expected} in {shown}");
        }
    }
}
