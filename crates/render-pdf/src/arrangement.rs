//! Where charts go, so that a page is not left half empty because a chart does not fit below its text.
//!
//! A chart is never torn, so it moves to the next page with its heading where it does not fit. If that
//! leaves much of a page empty, the chart is set smaller, or after the block that follows it in its section:
//! the first of these that leaves the pages fuller. It never leaves its section.

use std::collections::BTreeMap;

use model::Document;
use model::document::{Block, Inline};
use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use crate::page;

/// Less than this empty at the end of a page is left as it is, in points: a fifth of the text's height.
const BLANK: i64 = text_bottom() / 5;

/// By more than how much the pages must be less empty for a change to be made: as much as an ordinary page counts for,
/// so that one page less alone is no reason. It does not depend on how many pages there are, or nothing would ever be worth it in a long document.
const WORTH_A_CHANGE: i64 = BLANK * BLANK;

/// Where the text of a page ends, in points from its top.
const fn text_bottom() -> i64 {
    (page::thousandths_of_point(page::HEIGHT - page::BOTTOM) / 1000) as i64
}

/// How large a chart may be set that does not fit, in hundredths of its size: its words stay as large as those of the
/// tables.
const SMALLER: [u8; 2] = [85, 75];

/// The order of a document's blocks and the charts among them that are set smaller.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Arrangement {
    /// Places in the document, in the order of the pages.
    pub(crate) order: Vec<usize>,
    /// Places in the document of charts that are set smaller, and how large each is, in hundredths.
    pub(crate) smaller: BTreeMap<usize, u8>,
}

impl Arrangement {
    /// Everything where it stands in the document, in its own size.
    pub(crate) fn as_written(document: &Document) -> Self {
        Self { order: (0..document.blocks.len()).collect(), smaller: BTreeMap::new() }
    }

    fn with_smaller(&self, chart: usize, hundredths: u8) -> Self {
        let mut changed = self.clone();
        changed.smaller.insert(chart, hundredths);
        changed
    }

    /// The chart after the block that follows it, if that is of the same section.
    fn with_later(&self, document: &Document, chart: usize) -> Option<Self> {
        let place = self.order.iter().position(|index| *index == chart)?;
        let next = document.blocks.get(*self.order.get(place + 1)?)?;
        if !matches!(next, Block::Paragraph(_) | Block::Table(_)) {
            return None;
        }
        let mut changed = self.clone();
        changed.order.swap(place, place + 1);
        Some(changed)
    }
}

/// Arranges the charts of a document, setting it again for each change that is tried.
///
/// `first` is the document as written, already set; `set` sets another arrangement, or says that it cannot.
pub(crate) fn arranged(
    document: &Document,
    first: PagedDocument,
    set: impl Fn(&Arrangement) -> Option<PagedDocument>,
) -> PagedDocument {
    let mut best = Arrangement::as_written(document);
    let mut pages = first;
    for (number, chart) in charts(document).into_iter().enumerate() {
        if !is_after_blank(&pages, number) {
            continue;
        }
        let smaller = SMALLER.map(|hundredths| best.with_smaller(chart, hundredths));
        let later = best.with_later(document, chart);
        for change in smaller.into_iter().chain(later) {
            let Some(changed) = set(&change) else {
                continue;
            };
            if emptiness(&changed) + WORTH_A_CHANGE < emptiness(&pages) {
                (best, pages) = (change, changed);
                break;
            }
        }
    }
    pages
}

/// The charts that may be moved, by their place, in the order in which drawings are set.
///
/// None if a chart stands inside another block or calls a footnote: the drawings could not be told apart,
/// or the footnotes would be numbered in another order than elsewhere.
fn charts(document: &Document) -> Vec<usize> {
    let calls = |runs: &Vec<Inline>| runs.iter().any(|run| matches!(run, Inline::FootnoteCall(_)));
    let fixed = document.blocks.iter().any(|block| match block {
        Block::Chart(chart) => chart.notes.iter().any(calls),
        Block::Note { blocks, .. } | Block::Quote { blocks, .. } => holds_chart(blocks),
        Block::List { items, .. } => items.iter().any(|item| holds_chart(item)),
        _ => false,
    });
    if fixed {
        return Vec::new();
    }
    let blocks = document.blocks.iter().enumerate();
    blocks.filter(|(_, block)| matches!(block, Block::Chart(_))).map(|(index, _)| index).collect()
}

fn holds_chart(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Chart(_) => true,
        Block::Note { blocks, .. } | Block::Quote { blocks, .. } => holds_chart(blocks),
        Block::List { items, .. } => items.iter().any(|item| holds_chart(item)),
        _ => false,
    })
}

/// Whether the drawing is the first on its page and the page before ends with much empty.
fn is_after_blank(pages: &PagedDocument, number: usize) -> bool {
    let mut before = 0;
    for (index, page) in pages.pages().iter().enumerate() {
        let here = Ink::of(&page.frame).drawings;
        if number < before + here {
            return number == before
                && index > 0
                && pages.pages().get(index - 1).is_some_and(|page| blank(&page.frame) >= BLANK);
        }
        before += here;
    }
    false
}

/// How empty the pages are: the sum over all but the last of the square of what is empty at the end, so
/// that one page half empty counts for more than two a quarter empty. Each page counts as a fifth empty at
/// the least, so that more pages are not better.
fn emptiness(pages: &PagedDocument) -> i64 {
    let all = pages.pages();
    let ends = all.iter().take(all.len().saturating_sub(1));
    ends.map(|page| blank(&page.frame).max(BLANK).pow(2)).sum()
}

/// What is empty at the end of a page, in points.
fn blank(frame: &Frame) -> i64 {
    (text_bottom() - Ink::of(frame).bottom).max(0)
}

/// What is drawn on a page.
#[derive(Default)]
struct Ink {
    /// Where the lowest thing above the foot of the page ends, in points from the top.
    bottom: i64,
    /// How many drawings there are.
    drawings: usize,
}

impl Ink {
    fn of(frame: &Frame) -> Self {
        let mut ink = Self::default();
        ink.add(frame, Point::zero());
        ink
    }

    fn add(&mut self, frame: &Frame, origin: Point) {
        for (point, item) in frame.items() {
            let point = *point + origin;
            let height = match item {
                FrameItem::Group(group) => {
                    self.add(&group.frame, point);
                    continue;
                }
                FrameItem::Image(_, size, _) => {
                    self.drawings += 1;
                    size.y
                }
                FrameItem::Text(_) => typst::layout::Abs::zero(),
                FrameItem::Shape(shape, _) => shape.bbox(false).max.y,
                FrameItem::Link(..) | FrameItem::Tag(_) => continue,
            };
            let bottom = (point.y + height).to_pt().round() as i64;
            if bottom <= text_bottom() {
                self.bottom = self.bottom.max(bottom);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lay_out, prepare, tests::sample};
    use model::document::{Alignment, Chart, Column, Row, RowKind, Table, TableCell};

    fn table(rows: usize) -> Table {
        let column = |title: &str, alignment| Column { title: title.into(), alignment, width: 1 };
        let row = || Row {
            kind: RowKind::Body,
            cells: vec![TableCell::text("Name"), TableCell::text("1")],
        };
        Table {
            anchor: String::new(),
            title: "Table".into(),
            columns: vec![column("A", Alignment::Left), column("B", Alignment::Right)],
            rows: (0..rows).map(|_| row()).collect(),
            notes: Vec::new(),
        }
    }

    fn chart(height: u32) -> Block {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"700\" height=\"{height}\"><rect \
             width=\"700\" height=\"{height}\"/></svg>"
        );
        Block::Chart(Chart {
            anchor: String::new(),
            title: "Chart".into(),
            svg,
            width: 700,
            height,
            alternative: "A box".into(),
            data: table(1),
            notes: Vec::new(),
        })
    }

    fn paragraph(letters: usize) -> Block {
        Block::Paragraph(vec![Inline::Text("abcd ".repeat(letters / 5))])
    }

    fn heading() -> Block {
        Block::Heading { level: 1, text: vec![Inline::Text("H".into())], anchor: String::new() }
    }

    fn blanks(document: &Document, arranges: bool) -> Vec<i64> {
        let set = |arrangement: &Arrangement| {
            lay_out(prepare::prepare(document, arrangement).unwrap()).unwrap()
        };
        let mut pages = set(&Arrangement::as_written(document));
        if arranges {
            pages = arranged(document, pages, |arrangement| Some(set(arrangement)));
        }
        pages.pages().iter().map(|page| blank(&page.frame)).collect()
    }

    #[test]
    fn a_chart_that_does_not_fit_is_set_smaller_or_later_and_never_leaves_its_section() {
        let body = |last: Block, height| {
            let mut blocks: Vec<Block> = (0..4).map(|_| paragraph(500)).collect();
            blocks.extend([heading(), paragraph(60), chart(height), last, heading()]);
            blocks.extend((0..12).map(|_| paragraph(400)));
            sample(blocks)
        };
        let longer = |mut document: Document| {
            document.blocks.extend((0..80).map(|_| paragraph(400)));
            document
        };
        let cases = [
            ("smaller", body(paragraph(400), 410), true),
            ("later", body(Block::Table(table(9)), 640), true),
            ("later, in a long document", longer(body(Block::Table(table(9)), 640)), true),
            ("neither: the next section begins", body(heading(), 640), false),
        ];
        for (name, document, better) in cases {
            let (before, after) = (blanks(&document, false), blanks(&document, true));
            assert!(before[0] >= BLANK, "{name}: {before:?}");
            assert_eq!(after[0] < BLANK, better, "{name}: {before:?} {after:?}");
        }
    }
}
