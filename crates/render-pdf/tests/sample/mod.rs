//! A made-up document that holds every kind of block, and enough of them to fill several pages.

use model::document::{
    Alignment, Audience, Block, Chart, Column, Document, FigureReference, Inline, KeyFigure,
    NoteKind, Row, RowKind, Table, TableCell, Words,
};
use model::figure::Dimensions;

pub(crate) fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

pub(crate) fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

pub(crate) fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, text: text(words), anchor: words.to_lowercase().replace(' ', "-") }
}

pub(crate) fn column(title: &str, alignment: Alignment, width: u8) -> Column {
    Column { title: title.to_owned(), alignment, width }
}

pub(crate) fn row(kind: RowKind, cells: &[&str]) -> Row {
    Row { kind, cells: cells.iter().map(|cell| TableCell::text(*cell)).collect() }
}

/// A document without body.
pub(crate) fn empty() -> Document {
    Document {
        subtitle: "What the participants bought, how they bought it, and what changed".into(),
        publisher: "Sample Pact for Circular Equipment".into(),
        date: "2027-02-15".into(),
        date_in_words: "15 February 2027".into(),
        status: "Draft for the Steering Committee".into(),
        audience: Audience::Public,
        sample: true,
        description: "A document with every kind of block.".into(),
        words: Words::english(Audience::Public),
        ..Document::new("sample", "Progress report 2026", Vec::new())
    }
}

const LOREM: &str = "Participants reported the purchase of workplace equipment for the third time. \
The collective volume grew, while the number of devices per person with a workplace fell, because two \
organisations extended the planned lifetime of laptops from four years to six. Where amounts were given \
in another currency, they were converted at the mean rate of the reporting period.";

pub(crate) fn chart(anchor: &str, title: &str, bars: &[(&str, u32)]) -> Chart {
    let height = 60 + 34 * bars.len() as u32;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 {height}\" width=\"640\" \
         height=\"{height}\" font-family=\"'Noto Sans', sans-serif\" font-size=\"13\">"
    );
    for (index, (name, value)) in bars.iter().enumerate() {
        let y = 20 + 34 * index as u32;
        svg.push_str(&format!(
            "<text x=\"150\" y=\"{}\" text-anchor=\"end\" fill=\"#1b2530\">{name}</text>\
             <rect x=\"160\" y=\"{y}\" width=\"{}\" height=\"22\" fill=\"#0b5a63\"/>\
             <text x=\"{}\" y=\"{}\" font-weight=\"bold\" fill=\"#1b2530\">{value}</text>",
            y + 16,
            value * 4,
            166 + value * 4,
            y + 16
        ));
    }
    svg.push_str("</svg>");
    let rows = bars.iter().map(|(name, value)| row(RowKind::Body, &[name, &value.to_string()]));
    Chart {
        anchor: anchor.into(),
        title: title.into(),
        svg,
        width: 640,
        height,
        alternative: format!("Bars: {}", title),
        data: Table {
            anchor: format!("{anchor}-data"),
            title: title.into(),
            columns: vec![
                column("Group", Alignment::Left, 2),
                column("Devices", Alignment::Right, 1),
            ],
            rows: rows.collect(),
            notes: vec![],
        },
        notes: vec![text("Devices only; peripherals are counted apart.")],
    }
}

fn volume_table() -> Table {
    let columns = vec![
        column("Product group", Alignment::Left, 4),
        column("Devices\n2025", Alignment::Right, 2),
        column("Devices\n2026", Alignment::Right, 2),
        column("Amount 2026\nEUR", Alignment::Right, 3),
        column("Status", Alignment::Centre, 1),
    ];
    let mut rows = Vec::new();
    for section in ["Workplace equipment", "Digital infrastructure", "Other equipment"] {
        rows.push(row(RowKind::Section, &[section, "", "", "", ""]));
        for index in 0..14 {
            let name = format!("Group number {index} of the list");
            let devices = format!("{},{:03}", index + 1, index * 37);
            rows.push(row(
                RowKind::Body,
                &[&name, "1,204", &devices, "12,345,678.90", if index == 3 { "P" } else { "" }],
            ));
        }
        rows.push(row(RowKind::Subtotal, &["Together", "14,448", "21,111", "172,839,504.60", ""]));
    }
    rows.push(row(RowKind::Total, &["All groups", "43,344", "63,333", "518,518,513.80", ""]));
    Table {
        anchor: "volume".into(),
        title: "Direct volume by product group, devices and amount in euro".into(),
        columns,
        rows,
        notes: vec![
            text("P: provisional, because the newest version of a return could not be used."),
            text("Amounts are without recoverable taxes."),
        ],
    }
}

fn wide_table() -> Table {
    let mut columns = vec![column("Practice", Alignment::Left, 5)];
    for level in
        ["n/a", "Blank", "Not started", "Exploring", "Piloting", "Applied", "Standard", "Rate"]
    {
        columns.push(column(level, Alignment::Right, 2));
    }
    let practices = [
        "Buy refurbished equipment where it serves the purpose, and say in the tender what refurbished means",
        "Ask for spare parts for seven years",
        "Take labels of type I as proof",
    ];
    let rows = practices
        .iter()
        .map(|practice| row(RowKind::Body, &[practice, "0", "1", "2", "3", "4", "5", "6", "73 %"]));
    Table {
        anchor: "uptake".into(),
        title: "Answers on the ladder".into(),
        columns,
        rows: rows.collect(),
        notes: vec![],
    }
}

fn key_figure(value: &str, label: &str, context: &str) -> KeyFigure {
    KeyFigure { value: value.into(), label: label.into(), context: context.into(), figure: None }
}

fn mixed_paragraph() -> Block {
    let reference = FigureReference {
        indicator: "volume.direct.amount".into(),
        year: 2026,
        dimensions: Dimensions::none(),
    };
    let figure = Inline::Figure { text: "€\u{a0}518.5\u{202f}million".into(), reference };
    Block::Paragraph(vec![
        Inline::Text("Together they bought for ".into()),
        Inline::Strong(vec![figure]),
        Inline::Text(" directly".into()),
        Inline::FootnoteCall(1),
        Inline::Text(", see ".into()),
        Inline::Link { target: "#volume".into(), text: text("the table of volumes") },
        Inline::Text(" and ".into()),
        Inline::Link {
            target: "https://example.org/pact?a=1&b=%20".into(),
            text: text("the Pact's pages"),
        },
        Inline::Text(". The question is ".into()),
        Inline::Code("buy_refurbished".into()),
        Inline::Text(", ".into()),
        Inline::Emphasis(text("asked since 2025")),
        Inline::FootnoteCall(2),
        Inline::Text("; the first note again".into()),
        Inline::FootnoteCall(1),
        Inline::Text(".".into()),
        Inline::LineBreak,
        Inline::Text("A line of its own.".into()),
    ])
}

/// The document with every kind of block.
pub(crate) fn every_block() -> Document {
    let quote = Block::Quote {
        blocks: vec![paragraph(
            "We asked every supplier for the age at which devices come back, and for the first time got \
             an answer.",
        )],
        attribution: Some("Northern Example Region".into()),
    };
    let nameless = Block::Quote {
        blocks: vec![paragraph("The hardest part was to find out what we already own.")],
        attribution: None,
    };
    let note = |kind, title: Option<&str>| Block::Note {
        kind,
        title: title.map(str::to_owned),
        blocks: vec![paragraph(LOREM)],
    };
    let list = |ordered| Block::List {
        ordered,
        items: vec![
            vec![paragraph("Lifetimes were extended.")],
            vec![
                paragraph("Two frameworks were opened to others:"),
                Block::List {
                    ordered: false,
                    items: vec![vec![paragraph("laptops,")], vec![paragraph("displays.")]],
                },
            ],
            vec![paragraph(LOREM)],
        ],
    };
    let mut document = empty();
    document.blocks = vec![
        heading(1, "Summary"),
        Block::KeyFigures(vec![
            key_figure(
                "EUR\u{a0}518.52\u{a0}million",
                "bought directly",
                "2025: €\u{a0}401.2\u{202f}million",
            ),
            key_figure("63,333", "devices", "2025: 43,344"),
            key_figure("83\u{a0}%", "of expected returns came", "5 of 6"),
            key_figure("41\u{a0}%", "of answers: applied or standard", "2025: 33\u{a0}%"),
        ]),
        mixed_paragraph(),
        paragraph(LOREM),
        note(NoteKind::Information, Some("How to read the figures")),
        heading(1, "Volume"),
        paragraph(LOREM),
        Block::Table(volume_table()),
        heading(2, "Change since last year"),
        Block::Chart(chart(
            "change",
            "Laptops grew most",
            &[("Laptops", 90), ("Displays", 44), ("Printers", 7)],
        )),
        paragraph(LOREM),
        Block::Chart(chart(
            "groups",
            "Devices by group, and a title that is so long that it does not fit on one line of the page",
            &[
                ("Laptops", 90),
                ("Displays", 44),
                ("Printers", 7),
                ("Tablets", 61),
                ("Desktops", 12),
            ],
        )),
        heading(1, "Strategies"),
        heading(2, "Buying less"),
        list(false),
        quote,
        nameless,
        heading(3, "A level deeper"),
        list(true),
        Block::Table(wide_table()),
        note(NoteKind::Caution, None),
        heading(2, "Using longer"),
        paragraph(LOREM),
        Block::Chart(chart(
            "returned",
            "Routes at the end of use",
            &[("Reused", 30), ("Donated", 12)],
        )),
        heading(4, "Four levels down"),
        Block::KeyFigures(vec![
            key_figure("12", "one", ""),
            key_figure("4.9 years", "planned lifetime of a laptop, mean", "five returns"),
        ]),
        Block::PageBreak,
        heading(1, "Method"),
        paragraph(LOREM),
        paragraph(LOREM),
    ];
    document.footnotes = vec![
        text("The reporter's own purchases, converted at the mean rate of the period."),
        vec![
            Inline::Text("As ".into()),
            Inline::Code("buy_used".into()),
            Inline::Text(" before.".into()),
        ],
    ];
    document
}
