//! Tables and charts.

use model::document::{Alignment, Chart, Column, Inline, Row, RowKind, Table, TableCell, Words};

use crate::escape::Escaped;
use crate::inline::Writer;

/// Tables with at most this many rows are kept on one page when the page is printed.
const SHORT_TABLE: usize = 12;

/// The same for tables with sentences in them.
const SHORT_TABLE_OF_SENTENCES: usize = 5;

/// A name with a word of more letters than this is broken inside the word on the narrowest page.
const LONG_WORD: usize = 16;

/// A column with a text of more letters than this is one of sentences, which need room.
const SENTENCE: usize = 30;

/// A first column of texts of at most so many letters, such as numbers, takes no more room than it needs.
const NARROW_HEAD: usize = 8;

/// From so many columns of sentences on, rows are set as cards on the narrowest page.
const SENTENCES_FOR_CARDS: usize = 3;

/// So many letters stand beside each other on the narrowest page.
const NARROW_PAGE: usize = 36;

impl Writer {
    /// A table with its number and notes.
    pub(crate) fn table(&mut self, table: &Table, words: &Words) {
        self.tables += 1;
        let label = format!("{} {}", words.table, self.tables);
        self.table_as(table, &label, "table");
    }

    /// A table in a region of its own that scrolls where the page is narrower than the table.
    fn table_as(&mut self, table: &Table, label: &str, class: &str) {
        let anchor = Escaped(&table.anchor);
        let short = if is_short(table) { " short" } else { "" };
        let cards = is_for_cards(table);
        let wide = match (cards, is_wide(table)) {
            (true, _) => " cards",
            (false, true) => " wide",
            (false, false) => "",
        };
        self.raw(format_args!("<div class=\"{class}{short}{wide}\" id=\"{anchor}\">\n"));
        self.raw(format_args!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{anchor}-caption\">\n<table{}>\n",
            role(cards, "table")
        ));
        self.raw(format_args!(
            "<caption id=\"{anchor}-caption\"><span class=\"caption\"><span class=\"number\">{}</span> {}{SIDEWAYS}</span></caption>\n",
            Escaped(label),
            Escaped(&table.title)
        ));
        let classes = classes(table);
        self.columns(&table.columns, &classes, cards);
        self.raw(format_args!("<tbody{}>\n", role(cards, "rowgroup")));
        let labels = cards.then_some(table.columns.as_slice());
        for (index, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Section && index > 0 {
                self.raw(format_args!("</tbody>\n<tbody{}>\n", role(cards, "rowgroup")));
            }
            self.row(row, &classes, labels);
        }
        self.raw("</tbody>\n</table>\n</div>\n");
        self.notes(&table.notes);
        self.raw("</div>\n");
    }

    fn columns(&mut self, columns: &[Column], classes: &[String], cards: bool) {
        let total: u32 = columns.iter().map(|column| u32::from(column.width)).sum();
        self.raw("<colgroup>");
        for column in columns {
            let share = u32::from(column.width) * 1000 / total.max(1);
            self.raw(format_args!("<col style=\"width:{}.{}%\">", share / 10, share % 10));
        }
        let (group, line) = (role(cards, "rowgroup"), role(cards, "row"));
        self.raw(format_args!("</colgroup>\n<thead{group}>\n<tr{line}>"));
        let head = role(cards, "columnheader");
        for (column, class) in columns.iter().zip(classes) {
            self.raw(format_args!("<th scope=\"col\" class=\"{class}\"{head}>"));
            for (index, line) in column.title.split('\n').enumerate() {
                if index > 0 {
                    self.raw("<br>");
                }
                self.text(line);
            }
            self.raw("</th>");
        }
        self.raw("</tr>\n</thead>\n");
    }

    fn row(&mut self, row: &Row, classes: &[String], labels: Option<&[Column]>) {
        let line = role(labels.is_some(), "row");
        if row.kind == RowKind::Section {
            self.raw(format_args!(
                "<tr class=\"section\"{line}><th scope=\"rowgroup\" colspan=\"{}\"{}>",
                classes.len(),
                role(labels.is_some(), "rowheader")
            ));
            self.inlines(row.cells.first().map_or(&[][..], |cell| &cell.text));
            self.raw("</th></tr>\n");
            return;
        }
        let class = match row.kind {
            RowKind::Subtotal => " class=\"subtotal\"",
            RowKind::Total => " class=\"total\"",
            RowKind::Body | RowKind::Section => "",
        };
        self.raw(format_args!("<tr{class}{line}>"));
        let pairs = row.cells.iter().zip(classes);
        for (index, (cell, class)) in pairs.enumerate() {
            let label = labels.and_then(|columns| columns.get(index));
            self.cell(cell, class, index == 0, label.map(|column| column.title.as_str()));
        }
        self.raw("</tr>\n");
    }

    /// A cell. One of a card says its column, which is out of sight there.
    fn cell(&mut self, cell: &TableCell, class: &str, head: bool, label: Option<&str>) {
        let (open, close) = if head { ("th scope=\"row\"", "th") } else { ("td", "td") };
        let words = Inline::plain(&cell.text);
        let long = head && words.split_whitespace().any(|word| word.chars().count() > LONG_WORD);
        let breakable = if long { " breakable" } else { "" };
        // A day is held together by spaces that do not break, and is not torn where a column is narrow.
        let whole = words.contains('\u{A0}') && !words.contains(' ');
        let whole = if whole { " whole" } else { "" };
        self.raw(format_args!("<{open} class=\"{class}{breakable}{whole}\""));
        if let Some(label) = label {
            let label = label.replace('\n', " ");
            let role = if head { "rowheader" } else { "cell" };
            self.raw(format_args!(" role=\"{role}\" data-label=\"{}\"", Escaped(&label)));
        }
        self.raw(">");
        self.inlines(&cell.text);
        self.raw(format_args!("</{close}>"));
    }

    /// Remarks below a table or chart.
    fn notes(&mut self, notes: &[Vec<Inline>]) {
        for note in notes {
            self.raw("<p class=\"remark\">");
            self.inlines(note);
            self.raw("</p>\n");
        }
    }

    /// A chart: drawing, words, and its numbers to open.
    pub(crate) fn chart(&mut self, chart: &Chart, words: &Words) {
        self.charts += 1;
        let label = format!("{} {}", words.figure, self.charts);
        let anchor = Escaped(&chart.anchor);
        self.raw(format_args!("<figure id=\"{anchor}\">\n"));
        self.raw(format_args!(
            "<figcaption id=\"{anchor}-caption\"><span class=\"number\">{}</span> {}{SIDEWAYS}</figcaption>\n",
            Escaped(&label),
            Escaped(&chart.title)
        ));
        self.raw(format_args!(
            "<div class=\"drawing scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{anchor}-caption\">\n{}\n</div>\n",
            chart.svg
        ));
        self.notes(&chart.notes);
        self.raw(format_args!("<details>\n<summary>{}</summary>\n", Escaped(&words.chart_data)));
        self.table_as(&chart.data, &label, "table data");
        self.raw("</details>\n</figure>\n");
    }
}

/// Shown where the page is too narrow for what stands below; a reader of the structure needs no such hint.
const SIDEWAYS: &str = " <span class=\"sideways\" aria-hidden=\"true\"></span>";

/// Classes of the cells of each column: how they are set, and whether they hold sentences.
fn classes(table: &Table) -> Vec<String> {
    let class = |(index, column): (usize, &Column)| {
        let long = letters(table, index) > SENTENCE && column.alignment == Alignment::Left;
        let narrow = index == 0 && letters(table, index) <= NARROW_HEAD;
        let kind = match (long, narrow) {
            (true, _) => " long",
            (false, true) => " narrow",
            (false, false) => "",
        };
        format!("{}{kind}", alignment(column.alignment))
    };
    table.columns.iter().enumerate().map(class).collect()
}

/// Whether the rows of a table are cards on the narrowest page, since too many columns hold sentences.
fn is_for_cards(table: &Table) -> bool {
    let long = |(index, column): &(usize, &Column)| {
        letters(table, *index) > SENTENCE && column.alignment == Alignment::Left
    };
    table.columns.iter().enumerate().filter(long).count() >= SENTENCES_FOR_CARDS
}

/// The role of a part of a table whose rows are cards: what a browser takes from how it is displayed otherwise.
fn role(cards: bool, role: &'static str) -> String {
    if cards { format!(" role=\"{role}\"") } else { String::new() }
}

/// Whether a table is kept on one page.
fn is_short(table: &Table) -> bool {
    let sentences = (0..table.columns.len()).any(|index| letters(table, index) > SENTENCE);
    table.rows.len() <= if sentences { SHORT_TABLE_OF_SENTENCES } else { SHORT_TABLE }
}

/// Whether a table is wider than the narrowest page.
fn is_wide(table: &Table) -> bool {
    let names = table.rows.iter().filter_map(|row| row.cells.first());
    let names: Vec<String> = names.map(|cell| Inline::plain(&cell.text)).collect();
    let words = names.iter().flat_map(|name| name.split_whitespace());
    let first = words.map(|word| word.chars().count()).max().unwrap_or(0).min(LONG_WORD);
    let others = table.columns.iter().enumerate().skip(1).map(|(index, column)| {
        let title = column.title.split_whitespace().map(|word| word.chars().count());
        // Three letters for the space between two columns.
        letters(table, index).max(title.max().unwrap_or(0)) + 3
    });
    first + others.sum::<usize>() > NARROW_PAGE
}

/// The letters of the longest text in a column.
fn letters(table: &Table, index: usize) -> usize {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Section);
    let cells = rows.filter_map(|row| row.cells.get(index));
    cells.map(|cell| Inline::plain(&cell.text).chars().count()).max().unwrap_or(0)
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "left",
        Alignment::Right => "right",
        Alignment::Centre => "centre",
    }
}
