//! The page around the body.

use model::Document;
use model::document::{Audience, Block, FONT_FAMILY, Inline};

use crate::escape::Escaped;
use crate::inline::Writer;

/// Writes a document as one HTML page, with styles and drawings inside it.
pub fn html(document: &Document) -> String {
    let mut page = Writer::default();
    head(&mut page, document);
    page.raw("<body>\n");
    page.raw(format_args!(
        "<a class=\"skip\" href=\"#text\">{}</a>\n",
        Escaped(&document.words.skip)
    ));
    banner(&mut page, document);
    page.raw("<div class=\"frame\">\n");
    contents(&mut page, document);
    page.raw("<main id=\"text\" tabindex=\"-1\">\n");
    page.blocks(&document.blocks, &document.words);
    footnotes(&mut page, document);
    page.raw("</main>\n</div>\n");
    foot(&mut page, document);
    page.raw("</body>\n</html>\n");
    page.html
}

fn head(page: &mut Writer, document: &Document) {
    let language = Escaped(&document.language);
    page.raw(format_args!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n"
    ));
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    // Nothing is loaded from anywhere, whatever a text may say.
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.raw(format_args!("<title>{}</title>\n", Escaped(&document.title)));
    page.raw(format_args!(
        "<meta name=\"description\" content=\"{}\">\n",
        Escaped(&document.description)
    ));
    page.raw(format_args!("<meta name=\"author\" content=\"{}\">\n", Escaped(&document.publisher)));
    page.raw(format_args!(
        "<meta name=\"dcterms.date\" content=\"{}\">\n",
        Escaped(&document.date)
    ));
    if document.audience == Audience::OfficeOnly {
        page.raw("<meta name=\"robots\" content=\"noindex\">\n");
    }
    let style = include_str!("style.css").replace("FONT_FAMILY", FONT_FAMILY);
    page.raw(format_args!("<style>\n{style}</style>\n</head>\n"));
}

fn banner(page: &mut Writer, document: &Document) {
    let audience = match document.audience {
        Audience::Public => "public",
        Audience::OfficeOnly => "office-only",
    };
    page.raw("<header>\n<p class=\"flags\">");
    page.raw(format_args!(
        "<span class=\"{audience}\">{}</span>",
        Escaped(&document.words.audience)
    ));
    if document.sample {
        page.raw(format_args!(
            " <span class=\"sample\">{}</span>",
            Escaped(&document.words.sample)
        ));
    }
    page.raw("</p>\n");
    page.raw(format_args!("<p class=\"publisher\">{}</p>\n", Escaped(&document.publisher)));
    page.raw(format_args!("<h1>{}</h1>\n", Escaped(&document.title)));
    page.raw(format_args!("<p class=\"subtitle\">{}</p>\n", Escaped(&document.subtitle)));
    page.raw(format_args!(
        "<p class=\"status\"><span>{}</span> <time datetime=\"{}\">{}</time></p>\n</header>\n",
        Escaped(&document.status),
        Escaped(&document.date),
        Escaped(&document.date_in_words)
    ));
}

/// Links to chapters and the sections in them.
fn contents(page: &mut Writer, document: &Document) {
    let chapters = chapters(&document.blocks);
    if chapters.is_empty() {
        return;
    }
    let title = Escaped(&document.words.contents);
    page.raw(format_args!("<nav aria-labelledby=\"contents-heading\">\n<h2 id=\"contents-heading\">{title}</h2>\n<ol>\n"));
    for chapter in &chapters {
        page.raw("<li>");
        link(page, chapter.text, chapter.anchor);
        if !chapter.sections.is_empty() {
            page.raw("\n<ol>\n");
            for (text, anchor) in &chapter.sections {
                page.raw("<li>");
                link(page, text, anchor);
                page.raw("</li>\n");
            }
            page.raw("</ol>\n");
        }
        page.raw("</li>\n");
    }
    page.raw("</ol>\n</nav>\n");
}

struct Chapter<'a> {
    text: &'a [Inline],
    anchor: &'a str,
    sections: Vec<(&'a [Inline], &'a str)>,
}

fn chapters(blocks: &[Block]) -> Vec<Chapter<'_>> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for block in blocks {
        let Block::Heading { level, text, anchor } = block else {
            continue;
        };
        match (level, chapters.last_mut()) {
            (1, _) => chapters.push(Chapter { text, anchor, sections: Vec::new() }),
            (2, Some(chapter)) => chapter.sections.push((text, anchor)),
            _ => {}
        }
    }
    chapters
}

fn link(page: &mut Writer, text: &[Inline], anchor: &str) {
    let words = Inline::plain(text);
    page.raw(format_args!("<a href=\"#{}\">{}</a>", Escaped(anchor), Escaped(&words)));
}

fn footnotes(page: &mut Writer, document: &Document) {
    if document.footnotes.is_empty() {
        return;
    }
    let title = Escaped(&document.words.notes);
    page.raw(format_args!("<section class=\"notes\" aria-labelledby=\"notes-heading\">\n<h2 id=\"notes-heading\">{title}</h2>\n<ol>\n"));
    for (index, note) in document.footnotes.iter().enumerate() {
        let number = index + 1;
        page.raw(format_args!("<li id=\"note-{number}\">"));
        page.inlines(note);
        if page.called.contains(&number) {
            page.raw(format_args!(
                " <a href=\"#note-call-{number}\" aria-label=\"{title} {number}\">↩</a>"
            ));
        }
        page.raw("</li>\n");
    }
    page.raw("</ol>\n</section>\n");
}

fn foot(page: &mut Writer, document: &Document) {
    page.raw(format_args!(
        "<footer>\n<p>{}, {}, {}",
        Escaped(&document.publisher),
        Escaped(&document.title),
        Escaped(&document.date_in_words)
    ));
    page.raw(format_args!(". {}", Escaped(&document.words.audience)));
    if document.sample {
        page.raw(format_args!(". {}", Escaped(&document.words.sample)));
    }
    page.raw(".</p>\n</footer>\n");
}
