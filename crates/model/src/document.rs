//! The document tree: what a template and the figures become, and what every format is made from.

use crate::figure::Dimensions;

/// A document.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    /// Its name, such as `progress-report`; also the name of its files.
    pub name: String,
    /// Title.
    pub title: String,
    /// Line under the title.
    pub subtitle: String,
    /// Who is behind it, as printed: the Pact's title.
    pub publisher: String,
    /// BCP 47 code of its language.
    pub language: String,
    /// Day printed on it, ISO 8601.
    pub date: String,
    /// The same day as readers of the language write it.
    pub date_in_words: String,
    /// Where it stands, in words ("Draft for the Steering Committee").
    pub status: String,
    /// Who may see it.
    pub audience: Audience,
    /// Everything in it is invented sample data, to be said on every page.
    pub sample: bool,
    /// One-sentence description, for metadata.
    pub description: String,
    /// The body.
    pub blocks: Vec<Block>,
    /// Footnotes, in the order they are called; numbered from 1.
    pub footnotes: Vec<Vec<Inline>>,
    /// Words of the chrome around the body, in the document's language.
    pub words: Words,
}

impl Document {
    /// A document in English for the office, with nothing but a name, a title and a body.
    pub fn new(name: &str, title: &str, blocks: Vec<Block>) -> Self {
        let audience = Audience::OfficeOnly;
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            subtitle: String::new(),
            publisher: String::new(),
            language: "en".to_owned(),
            date: String::new(),
            date_in_words: String::new(),
            status: String::new(),
            audience,
            sample: false,
            description: String::new(),
            blocks,
            footnotes: Vec::new(),
            words: Words::english(audience),
        }
    }
}

/// Words the formats put around the body, in the document's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// "Contents".
    pub contents: String,
    /// "Public" or "Office only".
    pub audience: String,
    /// "Invented sample data".
    pub sample: String,
    /// "Page {page} of {pages}".
    pub page_of: String,
    /// "Figure".
    pub figure: String,
    /// "Table".
    pub table: String,
    /// "Notes".
    pub notes: String,
    /// "The data behind this chart".
    pub chart_data: String,
    /// "Skip to the text".
    pub skip: String,
}

impl Words {
    /// The words in English.
    pub fn english(audience: Audience) -> Self {
        let audience = match audience {
            Audience::Public => "Public",
            Audience::OfficeOnly => "Office only",
        };
        Self {
            contents: "Contents".to_owned(),
            audience: audience.to_owned(),
            sample: "Invented sample data".to_owned(),
            page_of: "Page {page} of {pages}".to_owned(),
            figure: "Figure".to_owned(),
            table: "Table".to_owned(),
            notes: "Notes".to_owned(),
            chart_data: "The data behind this chart".to_owned(),
            skip: "Skip to the text".to_owned(),
        }
    }
}

/// Who may see a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Audience {
    /// Everyone.
    Public,
    /// The Secretariat only.
    OfficeOnly,
}

/// A part of the body that stands on its own.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A heading; level 1 is a chapter (the document's title is not a heading of the body).
    Heading {
        /// 1 to 4.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
        /// Target of links, unique in the document.
        anchor: String,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered or not.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// Somebody's words.
    Quote {
        /// The words.
        blocks: Vec<Block>,
        /// Who said it; `None` in an anonymous quotation without description.
        attribution: Option<String>,
    },
    /// A remark set apart from the text.
    Note {
        /// What kind.
        kind: NoteKind,
        /// Its heading, if any.
        title: Option<String>,
        /// Its content.
        blocks: Vec<Block>,
    },
    /// A row of headline figures.
    KeyFigures(Vec<KeyFigure>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// The next block starts a new page in paged formats.
    PageBreak,
}

/// Kinds of remarks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteKind {
    /// Something to know.
    Information,
    /// Something to be careful about.
    Caution,
}

/// A headline figure: one large value with what it is.
#[derive(Clone, PartialEq, Debug)]
pub struct KeyFigure {
    /// The value, formatted.
    pub value: String,
    /// What it is.
    pub label: String,
    /// A line of context below (last year's value, the basis).
    pub context: String,
    /// The figure behind it.
    pub figure: Option<FigureReference>,
}

/// A run of text.
#[derive(Clone, PartialEq, Debug)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// A code or name from a file.
    Code(String),
    /// A link; only http, https, mailto and `#anchor` get here.
    Link {
        /// Where to.
        target: String,
        /// What is shown.
        text: Vec<Inline>,
    },
    /// A figure, formatted, with the reference to it.
    Figure {
        /// As shown.
        text: String,
        /// The figure behind it.
        reference: FigureReference,
    },
    /// A call of a footnote, from 1.
    FootnoteCall(usize),
    /// A forced line break.
    LineBreak,
}

/// Which figure a text or cell shows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FigureReference {
    /// Name of the indicator.
    pub indicator: String,
    /// Year.
    pub year: i16,
    /// Cut.
    pub dimensions: Dimensions,
}

/// A table.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// Target of links, unique in the document.
    pub anchor: String,
    /// Title, above the table.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Remarks and the key of signs, below.
    pub notes: Vec<Vec<Inline>>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Its header; may hold a line break `\n`.
    pub title: String,
    /// How its cells are set.
    pub alignment: Alignment,
    /// Share of the table's width, relative to the other columns.
    pub width: u8,
}

/// How text is set in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alignment {
    /// Words.
    Left,
    /// Figures.
    Right,
    /// Signs.
    Centre,
}

/// A row of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// What kind of row.
    pub kind: RowKind,
    /// Its cells; the first is the row's header.
    pub cells: Vec<TableCell>,
}

/// Kinds of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowKind {
    /// An ordinary row.
    Body,
    /// A heading over the rows that follow; only its first cell has text.
    Section,
    /// A sum of rows above within a section.
    Subtotal,
    /// The sum of all.
    Total,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TableCell {
    /// Its text.
    pub text: Vec<Inline>,
}

/// A chart: drawn once as SVG, the same in every format, with its words and its numbers.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// Target of links, unique in the document.
    pub anchor: String,
    /// Title, above the chart: what it shows.
    pub title: String,
    /// The SVG, without XML declaration; its text in the family of [`FONT_FAMILY`].
    pub svg: String,
    /// Width of the drawing in its own units (CSS pixels).
    pub width: u32,
    /// Height of the drawing.
    pub height: u32,
    /// What one sees, for those who do not see it.
    pub alternative: String,
    /// The numbers drawn.
    pub data: Table,
    /// Remarks below.
    pub notes: Vec<Vec<Inline>>,
}

/// The family every document and chart is set in.
pub const FONT_FAMILY: &str = "Noto Sans";

impl Inline {
    /// The plain text of a run.
    pub fn plain(runs: &[Inline]) -> String {
        runs.iter().map(Inline::plain_one).collect()
    }

    fn plain_one(&self) -> String {
        match self {
            Inline::Text(text) | Inline::Code(text) | Inline::Figure { text, .. } => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                Inline::plain(inner)
            }
            Inline::FootnoteCall(_) => String::new(),
            Inline::LineBreak => " ".to_owned(),
        }
    }
}

impl TableCell {
    /// A cell of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: vec![Inline::Text(text.into())] }
    }

    /// A cell that shows a figure.
    pub fn figure(text: impl Into<String>, reference: FigureReference) -> Self {
        Self { text: vec![Inline::Figure { text: text.into(), reference }] }
    }
}
