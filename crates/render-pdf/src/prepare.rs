//! From a document to what the layout reads: the frame around the body, and one file with all of it.

use std::collections::BTreeSet;

use model::Document;
use model::document::{Audience, Block, Inline};
use serde_json::{Value, json};

use crate::arrangement::Arrangement;
use crate::data::Writer;
use crate::error::Error;
use crate::fonts::presentable;
use crate::{columns, flow, page};

/// From how many headings on a document has a table of contents.
const HEADINGS_FOR_CONTENTS: usize = 7;

/// So many lines of contents have room below the title.
const LINES_OF_CONTENTS: usize = 32;

/// So many letters of a heading have room on a line of the contents that runs over the page.
const LETTERS_OF_CONTENTS: usize = 76;

/// What the layout reads.
pub(crate) struct Prepared {
    /// The document as JSON.
    pub(crate) data: String,
    /// Charts as SVG and their numbers as CSV, by path.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// Prepares a document in an arrangement of its blocks.
///
/// # Errors
/// If a block cannot be set, with the block.
pub(crate) fn prepare(document: &Document, arrangement: &Arrangement) -> Result<Prepared, Error> {
    let order = arrangement.order.iter();
    let arranged: Vec<&Block> = order.filter_map(|index| document.blocks.get(*index)).collect();
    let mut writer = Writer::new(anchors(&document.blocks), document.footnotes.len());
    let mut body = Vec::new();
    for (place, (block, index)) in arranged.iter().zip(&arrangement.order).enumerate() {
        let written = writer.block(block);
        let mut written = written.map_err(|problem| Error::in_block(document, *index, problem))?;
        written["kept"] = flow::kept_with_next(&arranged, place).into();
        written["hundredths"] = arrangement.smaller.get(index).copied().unwrap_or(100).into();
        body.push(written);
    }
    let footnotes = footnotes(&mut writer, document)?;
    let date = date(document)?;
    let frame = frame(document, date)?;
    Ok(assemble(frame, body, footnotes, writer))
}

/// Prepares a document that is part of another: links to what it does not hold are left as text.
pub(crate) fn without_link_check(document: &Document) -> Prepared {
    let mut writer = Writer::new(anchors(&document.blocks), document.footnotes.len()).lenient();
    let blocks = document.blocks.iter();
    let body = blocks.filter_map(|block| writer.block(block).ok()).collect();
    let footnotes = footnotes(&mut writer, document).unwrap_or_default();
    let frame = date(document).and_then(|date| frame(document, date));
    assemble(frame.unwrap_or_default(), body, footnotes, writer)
}

fn assemble(mut frame: Value, body: Vec<Value>, footnotes: Vec<Value>, writer: Writer) -> Prepared {
    frame["body"] = Value::Array(body);
    frame["footnotes"] = Value::Array(footnotes);
    Prepared { data: frame.to_string(), files: writer.into_files() }
}

fn footnotes(writer: &mut Writer, document: &Document) -> Result<Vec<Value>, Error> {
    let notes = document.footnotes.iter().enumerate();
    notes
        .map(|(index, note)| {
            let written = writer.runs(note);
            written.map_err(|problem| {
                Error::whole(document, format!("footnote {}: {problem}", index + 1))
            })
        })
        .collect()
}

/// Everything around the body.
fn frame(document: &Document, date: [u16; 3]) -> Result<Value, Error> {
    let (language, region) = language(document)?;
    if document.title.trim().is_empty() {
        return Err(Error::whole(document, "it has no title"));
    }
    let words = &document.words;
    Ok(json!({
        "title": presentable(&document.title),
        "subtitle": presentable(&document.subtitle),
        "publisher": presentable(&document.publisher),
        "description": presentable(&document.description),
        "status": presentable(&document.status),
        "language": language,
        "region": region,
        "date": date,
        "date_in_words": presentable(&document.date_in_words),
        "office_only": document.audience == Audience::OfficeOnly,
        "sample": document.sample,
        "contents": contents(&document.blocks),
        "font": model::document::FONT_FAMILY,
        "margins": {"side": page::SIDE, "top": page::TOP, "bottom": page::BOTTOM},
        "cell_inset": columns::INSET_Y,
        "words": {
            "contents": presentable(&words.contents),
            "audience": presentable(&words.audience),
            "sample": presentable(&words.sample),
            "page_of": presentable(&words.page_of),
            "figure": presentable(&words.figure),
            "table": presentable(&words.table),
        },
    }))
}

/// Year, month and day of the document's ISO 8601 date.
fn date(document: &Document) -> Result<[u16; 3], Error> {
    let wrong = || {
        let problem = format!("its date `{}` is no day such as 2026-03-31", document.date);
        Error::whole(document, problem)
    };
    let day: model::Date = document.date.parse().map_err(|_| wrong())?;
    let parts = [i32::from(day.year()), day.month().into(), day.day().into()];
    let parts = parts.map(u16::try_from);
    match parts {
        [Ok(year), Ok(month), Ok(day)] => Ok([year, month, day]),
        _ => Err(wrong()),
    }
}

/// Language and region of a BCP 47 code, as far as the layout takes them.
fn language(document: &Document) -> Result<(String, Option<String>), Error> {
    let mut parts = document.language.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let letters = language.bytes().all(|byte| byte.is_ascii_lowercase());
    if !letters || !(2..=3).contains(&language.len()) {
        let problem = format!("its language `{}` is no code such as `en`", document.language);
        return Err(Error::whole(document, problem));
    }
    let region =
        parts.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    Ok((language, region.map(str::to_ascii_uppercase)))
}

/// How the contents are set, so that they stay on the first page: chapters and their sections in one column or two, or
/// the chapters alone; nothing for a document of few headings.
fn contents(blocks: &[Block]) -> Value {
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text, .. } => Some((*level, Inline::plain(text).chars().count())),
        _ => None,
    });
    let headings: Vec<(u8, usize)> = headings.collect();
    if headings.len() < HEADINGS_FOR_CONTENTS {
        return Value::Null;
    }
    let fits = |(depth, columns): &(u8, usize)| {
        let shown = headings.iter().filter(|(level, _)| level <= depth);
        let lines = shown.map(|(_, letters)| (letters * columns).div_ceil(LETTERS_OF_CONTENTS));
        lines.sum::<usize>() <= LINES_OF_CONTENTS * columns
    };
    let (depth, columns) = [(2, 1), (2, 2), (1, 1)].into_iter().find(fits).unwrap_or((1, 2));
    json!({"depth": depth, "columns": columns})
}

/// Every target of links in the blocks.
fn anchors(blocks: &[Block]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } => {
                found.insert(anchor.clone());
            }
            Block::Table(table) => {
                found.insert(table.anchor.clone());
            }
            Block::Chart(chart) => {
                found.insert(chart.anchor.clone());
            }
            Block::List { items, .. } => {
                for item in items {
                    found.append(&mut anchors(item));
                }
            }
            Block::Quote { blocks, .. } | Block::Note { blocks, .. } => {
                found.append(&mut anchors(blocks));
            }
            Block::Paragraph(_) | Block::KeyFigures(_) | Block::PageBreak => {}
        }
    }
    found
}
