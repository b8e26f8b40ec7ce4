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
    use model::document::{Block, Inline};
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
            publisher: words(),
            date: "2027-02-15".into(),
            date_in_words: words(),
            status: words(),
            sample: true,
            description: words(),
            ..Document::new("sample", "word", blocks)
        }
    }

    /// The text of each page of a document.
    fn texts(document: &Document) -> Vec<String> {
        let arrangement = Arrangement::as_written(document);
        let pages = lay_out(prepare::prepare(document, &arrangement).unwrap()).unwrap();
        let text = |frame: &Frame| {
            let mut text = String::new();
            collect(frame, &mut text);
            text
        };
        pages.pages().iter().map(|page| text(&page.frame)).collect()
    }

    #[test]
    fn the_contents_stand_on_the_first_page_however_many_chapters_and_sections_there_are() {
        let heading = |level, title: String| Block::Heading {
            level,
            anchor: title.clone(),
            text: vec![Inline::Text(title)],
        };
        let cases = [(7, 0, true), (8, 2, true), (14, 3, true), (18, 2, true), (28, 4, false)];
        for (chapters, sections, with_sections) in cases {
            let of_chapter = |chapter: usize| {
                let own = (0..sections).map(move |section| {
                    heading(2, format!("Section {chapter}-{section}: what was bought"))
                });
                std::iter::once(heading(1, format!("Chapter {chapter}-"))).chain(own)
            };
            let document = sample((0..chapters).flat_map(of_chapter).collect());
            let pages = texts(&document);
            let holds = |part: &str| pages[0].matches(part).count();
            let sections = if with_sections { chapters * sections } else { 0 };
            let case = format!("{chapters} chapters: {}", pages[0]);
            assert_eq!((holds("Chapter"), holds("Section")), (chapters, sections), "{case}");
            assert!(pages[1].contains("Chapter 0-") && !pages[1].contains("...."), "{case}");
        }
    }

    #[test]
    fn markup_in_a_text_is_shown_as_it_is_typed() {
        let typed = "#emph[a] *b* _c_ `d` $e$ \\f @g <h> -- \"i\" ~ = j";
        let mut document = sample(vec![Block::Paragraph(vec![Inline::Text(typed.into())])]);
        document.title = typed.into();
        let shown = texts(&document).concat().replace([' ', '\u{a0}'], "");
        assert_eq!(shown.matches(&typed.replace(' ', "")).count(), 2, "{shown}");
        for expected in ["OFFICEONLY", "Invented", "Page1of1"] {
            assert!(shown.contains(expected), "{expected} in {shown}");
        }
    }
}
