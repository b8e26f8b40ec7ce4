//! The body of a document as the JSON the layout reads. Text stays text: it is data in there, never code.

use std::collections::BTreeSet;

use model::document::{
    Alignment, Block, Chart, Inline, KeyFigure, NoteKind, Row, RowKind, Table, TableCell,
};
use serde_json::{Value, json};

use crate::fonts::{presentable, presentable_svg};
use crate::{columns, rows};

/// Rows and quotations with less text than this are never torn by a page break, in bytes.
const WHOLE: usize = 900;

/// Writes blocks and collects the files they need.
pub(crate) struct Writer {
    /// Anchors links may lead to.
    anchors: BTreeSet<String>,
    /// Anchors that are set already; the first thing with an anchor is the target.
    set: BTreeSet<String>,
    /// How many footnotes there are.
    footnotes: usize,
    /// Footnotes that are called already.
    called: BTreeSet<usize>,
    /// Level of the heading before.
    level: u8,
    /// How many charts there are so far.
    charts: usize,
    /// Links that lead nowhere are an error.
    strict: bool,
    files: Vec<(String, Vec<u8>)>,
}

impl Writer {
    pub(crate) fn new(anchors: BTreeSet<String>, footnotes: usize) -> Self {
        Self {
            anchors,
            set: BTreeSet::new(),
            footnotes,
            called: BTreeSet::new(),
            level: 0,
            charts: 0,
            strict: true,
            files: Vec::new(),
        }
    }

    /// The same, leaving links that lead nowhere as text.
    pub(crate) fn lenient(mut self) -> Self {
        self.strict = false;
        self
    }

    /// The files of the charts written.
    pub(crate) fn into_files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }

    /// One block; an error says what is wrong with it.
    pub(crate) fn block(&mut self, block: &Block) -> Result<Value, String> {
        Ok(match block {
            Block::Heading { level, text, anchor } => self.heading(*level, text, anchor)?,
            Block::Paragraph(runs) => json!({"is": "paragraph", "text": self.runs(runs)?}),
            Block::List { ordered, items } => {
                let items: Result<Vec<Value>, String> =
                    items.iter().map(|item| self.blocks(item)).collect();
                json!({"is": "list", "ordered": ordered, "items": items?})
            }
            Block::Quote { blocks, attribution } => json!({
                "is": "quote",
                "whole": is_short(blocks),
                "blocks": self.blocks(blocks)?,
                "attribution": attribution.as_deref().map(presentable),
            }),
            Block::Note { kind, title, blocks } => json!({
                "is": "note",
                "caution": *kind == NoteKind::Caution,
                "title": title.as_deref().map(presentable),
                "blocks": self.blocks(blocks)?,
            }),
            Block::KeyFigures(figures) => {
                let figures: Vec<Value> = figures.iter().map(key_figure).collect();
                json!({"is": "key_figures", "figures": figures})
            }
            Block::Table(table) => self.table(table)?,
            Block::Chart(chart) => self.chart(chart)?,
            Block::PageBreak => json!({"is": "page_break"}),
        })
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<Value, String> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    /// PDF/UA wants the first heading at level 1 and no level left out on the way down.
    fn heading(&mut self, level: u8, text: &[Inline], anchor: &str) -> Result<Value, String> {
        self.level = level.clamp(1, self.level + 1);
        Ok(json!({
            "is": "heading",
            "level": self.level,
            "text": self.runs(text)?,
            "anchor": self.anchor(anchor),
        }))
    }

    fn table(&mut self, table: &Table) -> Result<Value, String> {
        if table.columns.is_empty() {
            return Err("the table has no columns".to_owned());
        }
        let titles: Vec<Value> = table.columns.iter().map(|c| lines(&c.title)).collect();
        let alignments: Vec<&str> = table.columns.iter().map(|c| side(c.alignment)).collect();
        let fit = columns::fit(table);
        let mut kept = rows::kept_with_next(&table.rows, &fit.heights);
        // The notes stand below the last row, and never alone on the next page.
        if let Some(last) = kept.last_mut() {
            *last = !table.notes.is_empty() && table.rows.last().is_some_and(is_body);
        }
        let rows: Result<Vec<Value>, String> = table
            .rows
            .iter()
            .enumerate()
            .zip(kept)
            .map(|((index, row), kept)| self.row(index, row, table.columns.len(), kept))
            .collect();
        Ok(json!({
            "is": "table",
            "anchor": self.anchor(&table.anchor),
            "title": presentable(&table.title),
            "titles": titles,
            "alignments": alignments,
            "widths": fit.widths,
            "size": fit.size,
            "inset": fit.inset,
            "crowded": fit.crowded,
            "rows": rows?,
            "whole": rows::is_whole(table, &fit.heights),
            "notes": self.many(&table.notes)?,
        }))
    }

    fn row(
        &mut self,
        index: usize,
        row: &Row,
        columns: usize,
        kept: bool,
    ) -> Result<Value, String> {
        if row.cells.len() != columns {
            return Err(format!(
                "row {} has {} cells where the table has {columns} columns",
                index + 1,
                row.cells.len(),
            ));
        }
        let length: usize = row.cells.iter().map(|cell| plain(cell).len()).sum();
        let cells: Result<Vec<Value>, String> =
            row.cells.iter().map(|cell| self.runs(&cell.text)).collect();
        let kind = match row.kind {
            RowKind::Body => "body",
            RowKind::Section => "section",
            RowKind::Subtotal => "subtotal",
            RowKind::Total => "total",
        };
        Ok(json!({"kind": kind, "cells": cells?, "whole": length < WHOLE, "kept": kept}))
    }

    fn chart(&mut self, chart: &Chart) -> Result<Value, String> {
        if chart.alternative.trim().is_empty() {
            return Err("the chart has no text for those who do not see it".to_owned());
        }
        if chart.width == 0 || chart.height == 0 {
            return Err("the chart has no size".to_owned());
        }
        self.charts += 1;
        let drawing = format!("/figure-{}.svg", self.charts);
        let numbers = format!("/figure-{}.csv", self.charts);
        let svg = presentable_svg(&chart.svg).into_bytes();
        self.files.push((drawing.clone(), svg));
        self.files.push((numbers.clone(), csv(&chart.data)?));
        Ok(json!({
            "is": "chart",
            "anchor": self.anchor(&chart.anchor),
            "title": presentable(&chart.title),
            "drawing": drawing,
            "numbers": numbers,
            "width": chart.width,
            "height": chart.height,
            "alternative": presentable(&chart.alternative),
            "notes": self.many(&chart.notes)?,
        }))
    }

    fn many(&mut self, notes: &[Vec<Inline>]) -> Result<Value, String> {
        notes.iter().map(|note| self.runs(note)).collect()
    }

    /// Runs of text.
    pub(crate) fn runs(&mut self, runs: &[Inline]) -> Result<Value, String> {
        runs.iter().map(|run| self.run(run)).collect()
    }

    fn run(&mut self, run: &Inline) -> Result<Value, String> {
        Ok(match run {
            Inline::Text(text) | Inline::Figure { text, .. } => {
                json!({"is": "text", "text": presentable(text)})
            }
            Inline::Strong(runs) => json!({"is": "strong", "runs": self.runs(runs)?}),
            Inline::Emphasis(runs) => json!({"is": "emphasis", "runs": self.runs(runs)?}),
            Inline::Code(text) => json!({"is": "code", "text": presentable(text)}),
            Inline::Link { target, text } => self.link(target, text)?,
            Inline::FootnoteCall(number) => self.footnote_call(*number)?,
            Inline::LineBreak => json!({"is": "line_break"}),
        })
    }

    fn link(&mut self, target: &str, text: &[Inline]) -> Result<Value, String> {
        let shown = if Inline::plain(text).trim().is_empty() {
            Value::Array(vec![json!({"is": "text", "text": presentable(target)})])
        } else {
            self.runs(text)?
        };
        let Some(anchor) = target.strip_prefix('#') else {
            return Ok(json!({"is": "link", "target": target, "runs": shown}));
        };
        if self.anchors.contains(anchor) && !anchor.is_empty() {
            return Ok(json!({"is": "jump", "anchor": anchor, "runs": shown}));
        }
        if self.strict {
            return Err(format!("a link leads to `{target}`, which is nowhere in the document"));
        }
        Ok(json!({"is": "emphasis", "runs": shown}))
    }

    fn footnote_call(&mut self, number: usize) -> Result<Value, String> {
        if !(1..=self.footnotes).contains(&number) {
            let known = self.footnotes;
            return Err(format!("footnote {number} is called, but there are {known}"));
        }
        let again = !self.called.insert(number);
        Ok(json!({"is": "footnote", "number": number, "again": again}))
    }

    /// The anchor, where it is the first of its name.
    fn anchor(&mut self, anchor: &str) -> Option<String> {
        let first = !anchor.is_empty() && self.set.insert(anchor.to_owned());
        first.then(|| anchor.to_owned())
    }
}

fn key_figure(figure: &KeyFigure) -> Value {
    json!({
        "value": presentable(&figure.value),
        "label": presentable(&figure.label),
        "context": presentable(&figure.context),
    })
}

/// Whether the blocks are a few paragraphs that fit on a page together.
fn is_short(blocks: &[Block]) -> bool {
    let lengths = blocks.iter().map(|block| match block {
        Block::Paragraph(runs) => Inline::plain(runs).len(),
        _ => WHOLE,
    });
    lengths.sum::<usize>() < WHOLE
}

/// The lines of a column's title.
fn lines(title: &str) -> Value {
    title.split('\n').map(presentable).collect()
}

fn is_body(row: &Row) -> bool {
    row.kind != RowKind::Section
}

fn side(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "left",
        Alignment::Right => "right",
        Alignment::Centre => "centre",
    }
}

fn plain(cell: &TableCell) -> String {
    Inline::plain(&cell.text)
}

/// The numbers behind a chart as CSV. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front.
fn csv(table: &Table) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let titles = table.columns.iter().map(|c| c.title.replace('\n', " "));
    let mut records: Vec<Vec<String>> = vec![titles.map(harmless).collect()];
    for row in &table.rows {
        records.push(row.cells.iter().map(plain).map(harmless).collect());
    }
    for record in records {
        writer
            .write_record(&record)
            .map_err(|_| "the rows of the chart's numbers do not fit its columns".to_owned())?;
    }
    let bytes = writer.into_inner();
    Ok(bytes.expect("writing to memory cannot fail"))
}

/// The text, with an apostrophe in front where a spreadsheet would compute it; signed numbers are left.
fn harmless(text: String) -> String {
    let digits = text.trim_start_matches(['-', '\u{2212}', '+']);
    let number = |c: char| c.is_ascii_digit() || ".,%\u{a0}\u{202f} ".contains(c);
    let is_number = !digits.is_empty() && digits.chars().all(number);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers_and_formulas_become_text() {
        let cases = [
            ("-6.1", "-6.1"),
            ("+12 %", "+12 %"),
            ("=1+1", "'=1+1"),
            ("-1+cmd|x", "'-1+cmd|x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-", "'-"),
        ];
        for (text, expected) in cases {
            assert_eq!(harmless(text.to_owned()), expected);
        }
    }

    #[test]
    fn headings_go_down_one_level_at_a_time() {
        let mut writer = Writer::new(BTreeSet::new(), 0);
        let levels: Vec<u64> = [2, 4, 4, 1, 3]
            .into_iter()
            .map(|level| writer.heading(level, &[], "").unwrap()["level"].as_u64().unwrap())
            .collect();
        assert_eq!(levels, [1, 2, 3, 1, 2]);
    }
}
