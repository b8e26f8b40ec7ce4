//! The whole text.

use model::Document;
use model::document::Inline;

use crate::block::Body;
use crate::inline::{Setting, inlines, plain, strong};

/// Writes a document as Markdown.
///
/// Who may see it, and that it is invented where it is, stand at the head and at the end. Headings of the body are one
/// level below the title. Tables and charts have the numbers they have in the other formats.
pub fn markdown(document: &Document) -> String {
    let mut body = Body::default();
    head(&mut body, document);
    body.add(&document.blocks, &document.words);
    footnotes(&mut body, document);
    body.paragraph("---");
    body.paragraph(&foot(document));
    let mut text = body.text();
    text.push('\n');
    text
}

fn head(body: &mut Body, document: &Document) {
    let sample = document.sample.then(|| strong(&document.words.sample));
    let flags: Vec<String> = [strong(&document.words.audience)].into_iter().chain(sample).collect();
    body.paragraph(&flags.join(" · "));
    body.paragraph(&block(&document.publisher));
    body.paragraph(&format!("# {}", plain(&document.title)));
    body.paragraph(&block(&document.subtitle));
    body.paragraph(&block(&format!("{} · {}", document.status, document.date_in_words)));
}

fn footnotes(body: &mut Body, document: &Document) {
    if document.footnotes.is_empty() {
        return;
    }
    body.paragraph(&format!("## {}", plain(&document.words.notes)));
    for (index, note) in document.footnotes.iter().enumerate() {
        body.paragraph(&format!("[^{}]: {}", index + 1, inlines(note, Setting::Cell)));
    }
}

fn foot(document: &Document) -> String {
    let Document { publisher, title, date_in_words, words, .. } = document;
    let mut text = format!("{publisher}, {title}, {date_in_words}. {}", words.audience);
    if document.sample {
        text.push_str(". ");
        text.push_str(&words.sample);
    }
    text.push('.');
    block(&text)
}

fn block(text: &str) -> String {
    inlines(&[Inline::Text(text.to_owned())], Setting::Block)
}
