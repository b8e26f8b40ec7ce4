//! Tables and charts.

use model::document::{Alignment, Chart, Inline, Row, RowKind, Table, TableCell, Words};

use crate::block::Body;
use crate::inline::{Setting, inlines, plain, strong};

/// A column is set no wider than this many letters, so that one with sentences does not stretch all its rows.
const WIDEST: usize = 48;

impl Body {
    /// A table with its number and notes.
    pub(crate) fn table(&mut self, table: &Table, words: &Words) {
        self.tables += 1;
        let caption = caption(&words.table, self.tables, &table.title);
        self.paragraph(&caption);
        self.grid(table);
        self.notes(&table.notes);
    }

    /// A chart: its numbers; what one would see where it has none, since that tells the same.
    pub(crate) fn chart(&mut self, chart: &Chart, words: &Words) {
        self.charts += 1;
        let caption = caption(&words.figure, self.charts, &chart.title);
        self.paragraph(&caption);
        if chart.data.rows.is_empty() {
            self.paragraph(&inlines(&[Inline::Text(chart.alternative.clone())], Setting::Block));
        }
        self.grid(&chart.data);
        self.notes(&chart.data.notes);
        self.notes(&chart.notes);
    }

    fn notes(&mut self, notes: &[Vec<Inline>]) {
        for note in notes {
            self.paragraph(&inlines(note, Setting::Block));
        }
    }

    fn grid(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let head: Vec<String> = table.columns.iter().map(|column| plain(&column.title)).collect();
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(row, head.len())).collect();
        let alignments: Vec<Alignment> =
            table.columns.iter().map(|column| column.alignment).collect();
        let widths: Vec<usize> = (0..head.len())
            .map(|index| {
                let letters = |row: &Vec<String>| row[index].chars().count().min(WIDEST);
                rows.iter().chain([&head]).map(letters).max().unwrap_or(0).max(3)
            })
            .collect();
        let line = |cells: &[String]| {
            let set = cells.iter().zip(&alignments).zip(&widths);
            let set = set.map(|((cell, alignment), width)| padded(cell, *alignment, *width));
            format!("| {} |", set.collect::<Vec<_>>().join(" | "))
        };
        let rule =
            alignments.iter().zip(&widths).map(|(alignment, width)| rule(*alignment, *width));
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let lines = [line(&head), rule].into_iter().chain(rows.iter().map(|row| line(row)));
        self.paragraph(&lines.collect::<Vec<_>>().join("\n"));
    }
}

fn caption(kind: &str, number: usize, title: &str) -> String {
    strong(&format!("{kind} {number}: {title}"))
}

/// The cells of a row, as many as there are columns; those of a heading or a sum are strong.
fn cells(row: &Row, columns: usize) -> Vec<String> {
    let cell = |index| {
        let text = row.cells.get(index).map_or(&[][..], |cell: &TableCell| &cell.text);
        match row.kind {
            RowKind::Section if index > 0 => String::new(),
            RowKind::Body => inlines(text, Setting::Cell),
            _ if text.is_empty() => String::new(),
            _ => inlines(&[Inline::Strong(text.to_vec())], Setting::Cell),
        }
    };
    (0..columns).map(cell).collect()
}

fn padded(cell: &str, alignment: Alignment, width: usize) -> String {
    match alignment {
        Alignment::Left => format!("{cell:<width$}"),
        Alignment::Right => format!("{cell:>width$}"),
        Alignment::Centre => format!("{cell:^width$}"),
    }
}

fn rule(alignment: Alignment, width: usize) -> String {
    match alignment {
        Alignment::Left => "-".repeat(width),
        Alignment::Right => format!("{}:", "-".repeat(width - 1)),
        Alignment::Centre => format!(":{}:", "-".repeat(width - 2)),
    }
}
