//! Documents written, and read back by a reader of Markdown.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use model::document::{
    Alignment, Block, Chart, Column, FigureReference, Inline, KeyFigure, NoteKind, Row, RowKind,
    Table, TableCell,
};
use model::{Dimensions, Document};
use proptest::prelude::*;

use crate::markdown;

fn document(blocks: Vec<Block>) -> Document {
    Document {
        subtitle: "1. Sub & title".into(),
        publisher: "Pact".into(),
        date: "2027-03-02".into(),
        date_in_words: "2 March 2027".into(),
        status: "Draft".into(),
        sample: true,
        description: "a description".into(),
        ..Document::new("progress-report", "Report <2026>", blocks)
    }
}

/// What a reader of the dialect makes of a text: each node with its depth, and each text.
fn read<T>(text: &str, take: impl for<'a> Fn(&'a AstNode<'a>) -> T) -> T {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    take(parse_document(&arena, text, &options))
}

/// How often each kind of node is in a text; those that carry no meaning of their own are left out.
fn kinds(text: &str) -> Vec<&'static str> {
    read(text, |root| {
        let mut kinds: Vec<&'static str> = root.descendants().filter_map(kind).collect();
        kinds.sort_unstable();
        kinds
    })
}

fn kind<'a>(node: &'a AstNode<'a>) -> Option<&'static str> {
    Some(match &node.data.borrow().value {
        NodeValue::Document | NodeValue::Text(_) | NodeValue::Paragraph => return None,
        NodeValue::Heading(_) => "heading",
        NodeValue::Table(_) => "table",
        NodeValue::TableRow(_) => "row",
        NodeValue::TableCell => "cell",
        NodeValue::List(_) => "list",
        NodeValue::Item(_) => "item",
        NodeValue::BlockQuote => "quote",
        NodeValue::ThematicBreak => "rule",
        NodeValue::Strong => "strong",
        NodeValue::Emph => "emphasis",
        NodeValue::Code(_) => "code",
        // The dialect links each address of a mailbox, however it is written.
        NodeValue::Link(link) if link.url.starts_with("mailto:") => return None,
        NodeValue::Link(_) => "link",
        NodeValue::LineBreak => "break",
        NodeValue::FootnoteDefinition(_) => "footnote",
        NodeValue::FootnoteReference(_) => "call",
        NodeValue::SoftBreak => "soft break",
        NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => "html",
        NodeValue::Image(_) => "image",
        _ => "other",
    })
}

/// The words of the blocks that hold text, one after another, of a document's body alone.
fn body(text: &str) -> Vec<String> {
    let blocks = read(text, |root| {
        let holds = |node: &&AstNode| {
            let value = &node.data.borrow().value;
            matches!(value, NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell)
        };
        root.descendants().filter(holds).map(words).collect::<Vec<String>>()
    });
    // The head is five blocks, the foot one.
    blocks[5..blocks.len() - 1].to_vec()
}

fn words<'a>(node: &'a AstNode<'a>) -> String {
    let word = |node: &'a AstNode<'a>| match &node.data.borrow().value {
        NodeValue::Text(text) => text.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        NodeValue::SoftBreak | NodeValue::LineBreak => "\n".to_owned(),
        _ => String::new(),
    };
    node.descendants().map(word).collect::<String>().trim().to_owned()
}

/// A text as it can show: on one line, without spaces at its ends.
fn shown(text: &str) -> String {
    crate::escape::on_one_line(text).trim().to_owned()
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn figure(text: &str) -> Inline {
    let reference = FigureReference {
        indicator: "finance.income".into(),
        year: 2026,
        dimensions: Dimensions::none(),
    };
    Inline::Figure { text: text.to_owned(), reference }
}

fn table(cells: &[&str]) -> Table {
    let column = |title: &str, alignment| Column { title: title.into(), alignment, width: 1 };
    let row = |kind| Row { kind, cells: cells.iter().copied().map(TableCell::text).collect() };
    Table {
        anchor: "t".into(),
        title: "Title".into(),
        columns: vec![
            column("Account\nor fund", Alignment::Left),
            column("Amount", Alignment::Right),
            column("Sign", Alignment::Centre),
        ],
        rows: [RowKind::Section, RowKind::Body, RowKind::Subtotal, RowKind::Total].map(row).into(),
        notes: vec![vec![text("A note")]],
    }
}

#[test]
fn it_reads_as_plain_text() {
    let note = Block::Note {
        kind: NoteKind::Caution,
        title: Some("Not complete".into()),
        blocks: vec![Block::Paragraph(vec![text("A line is missing.")])],
    };
    let key = KeyFigure {
        value: "EUR 5".into(),
        label: "closing".into(),
        context: "last year 4".into(),
        figure: None,
    };
    let heading = Block::Heading { level: 1, text: vec![text("Money")], anchor: "m".into() };
    let sentence = vec![
        text("Income "),
        figure("5"),
        text(" of "),
        Inline::Strong(vec![text("all ")]),
        text("is in"),
        Inline::FootnoteCall(1),
        text("."),
    ];
    let mut small = table(&["a", "5", "✓"]);
    small.title = "What came in".into();
    let mut made = document(vec![
        heading,
        Block::KeyFigures(vec![key]),
        Block::Paragraph(sentence),
        Block::Table(small),
        note,
    ]);
    made.footnotes = vec![vec![text("In cash.")]];
    let expected = "\
**Office only** · **Invented sample data**

Pact

# Report \\<2026>

1\\. Sub & title

Draft · 2 March 2027

## Money

- **EUR 5** closing (last year 4)

Income 5 of **all** is in[^1].

**Table 1: What came in**

| Account or fund | Amount | Sign  |
| --------------- | -----: | :---: |
| **a**           |        |       |
| a               |      5 |   ✓   |
| **a**           |  **5** | **✓** |
| **a**           |  **5** | **✓** |

A note

> **Not complete**
>
> A line is missing.

## Notes

[^1]: In cash.

---

Pact, Report \\<2026>, 2 March 2027. Office only. Invented sample data.
";
    assert_eq!(markdown(&made), expected);
}

#[test]
fn every_block_is_read_back_as_what_it_is() {
    let paragraph = |words: &str| Block::Paragraph(vec![text(words)]);
    let chart = Chart {
        anchor: "c".into(),
        title: "Chart".into(),
        svg: "<svg><text>drawn</text></svg>".into(),
        width: 1,
        height: 1,
        alternative: "- what one sees".into(),
        data: table(&["a", "b", "c"]),
        notes: vec![vec![text("# under it")]],
    };
    let list = |ordered| Block::List {
        ordered,
        items: vec![
            vec![paragraph("one"), paragraph("more of it")],
            vec![Block::List { ordered: true, items: vec![vec![paragraph("within")]] }],
            vec![Block::Table(table(&["x", "y", "z"]))],
        ],
    };
    let quote = Block::Quote {
        blocks: vec![paragraph("> said"), paragraph("1. and said")],
        attribution: Some("# Somebody".into()),
    };
    let mut made = document(vec![
        list(false),
        list(false),
        list(true),
        list(true),
        quote.clone(),
        quote,
        Block::Chart(chart),
        Block::PageBreak,
        Block::Paragraph(vec![text("a"), Inline::LineBreak, text("- b")]),
        Block::Paragraph(vec![
            Inline::Code("``a|b`".into()),
            Inline::Link { target: "https://example.org/a|b (c)".into(), text: vec![text("l]")] },
            Inline::Link { target: "javascript:alert(1)".into(), text: vec![text("no link")] },
            Inline::Link { target: "#m".into(), text: vec![text("nor this")] },
            Inline::FootnoteCall(1),
        ]),
    ]);
    made.footnotes = vec![vec![text("[^1]: note")]];
    let written = markdown(&made);
    let kinds = kinds(&written);
    let count = |kind: &str| kinds.iter().filter(|found| **found == kind).count();
    let expected = [
        ("list", 8),
        ("item", 16),
        ("table", 5),
        ("row", 25),
        ("cell", 75),
        ("quote", 2),
        ("heading", 2),
        ("code", 1),
        ("link", 1),
        ("break", 1),
        ("footnote", 1),
        ("call", 1),
        ("rule", 1),
        ("html", 0),
        ("image", 0),
        ("soft break", 0),
        ("other", 0),
    ];
    for (kind, number) in expected {
        assert_eq!(count(kind), number, "{kind} in\n{written}");
    }
    assert!(!written.contains("drawn") && !written.contains("javascript"), "{written}");
    assert!(written.contains("**Table 5: Title**") || written.contains("**Table 4: Title**"));
}

/// Texts as a hostile or careless hand writes them.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        proptest::sample::select(vec![
            "\\",
            "`",
            "```",
            "*",
            "**",
            "_",
            "__",
            "[",
            "](",
            "]",
            "[^1]",
            "(",
            ")",
            "<b>",
            "<!--",
            "-->",
            "<",
            ">",
            "&amp;",
            "&",
            "&#35;",
            "#",
            "# ",
            "- ",
            "+ ",
            "1. ",
            "2) ",
            "---",
            "===",
            "|",
            "| a |",
            "\n",
            "\n\n",
            "\t",
            "    ",
            "~",
            "~~",
            "$",
            "$$",
            "!",
            "![",
            "http://a.b",
            "https:",
            "//",
            "www.a.b",
            ":smile:",
            ":",
            "::",
            "[ ] ",
            "[x] ",
            "a",
            "word",
            "é",
            "中",
            "\u{a0}",
            "\u{202f}",
            "\u{2028}",
            "\u{0}",
            "\u{1b}",
            "\"",
            "'",
            "{",
            "}",
            "%",
            "=",
            ";",
            ".",
            ",",
            "---|---",
            ":-:",
            "a_b",
            "12",
            "\r\n",
            " ",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,6}",
    ];
    proptest::collection::vec(parts, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_text_shows_as_it_was_written(texts in proptest::collection::vec(hostile(), 1..4)) {
        let paragraph = |words: &String| Block::Paragraph(vec![text(words)]);
        let item = |words: &String| vec![paragraph(words)];
        let shown: Vec<String> = texts.iter().map(|text| shown(text)).filter(|text| !text.is_empty()).collect();
        let plain = markdown(&document(texts.iter().map(paragraph).collect()));
        prop_assert_eq!(&kinds(&plain), &["heading", "rule", "strong", "strong"], "{}", plain);
        prop_assert_eq!(&body(&plain), &shown, "{}", plain);
        let heading = |words: &String| Block::Heading { level: 2, text: vec![text(words)], anchor: String::new() };
        let headings = markdown(&document(texts.iter().map(heading).collect()));
        prop_assert_eq!(&body(&headings), &shown, "{}", headings);
        let list = markdown(&document(vec![Block::List { ordered: true, items: texts.iter().map(item).collect() }]));
        prop_assert_eq!(&body(&list), &shown, "{}", list);
    }

    #[test]
    fn a_cell_shows_as_it_was_written(cells in proptest::collection::vec(hostile(), 3)) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let written = markdown(&document(vec![Block::Table(table(&cells))]));
        let shown: Vec<String> = cells.iter().map(|text| shown(text)).collect();
        let read = body(&written);
        // Caption, header, the section's row, and the note at the end.
        prop_assert_eq!(read.len(), 1 + 5 * 3 + 1, "{}", written);
        for row in [7, 10, 13] {
            prop_assert_eq!(&read[row..row + 3], &shown, "{}", written);
        }
        prop_assert!(!kinds(&written).contains(&"html"), "{}", written);
    }

    #[test]
    fn runs_show_as_they_were_written(texts in proptest::collection::vec((0u8..5, hostile()), 1..6)) {
        let run = |(kind, words): &(u8, String)| match kind {
            0 => text(words),
            1 => Inline::Strong(vec![text(words)]),
            2 => Inline::Emphasis(vec![text(words), Inline::Strong(vec![text("s")])]),
            3 => Inline::Strong(vec![Inline::Emphasis(vec![text(words)])]),
            _ => figure(words),
        };
        let runs: Vec<Inline> = texts.iter().map(run).collect();
        let written = markdown(&document(vec![Block::Paragraph(runs.clone())]));
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let shown = bare(&shown(&Inline::plain(&runs)));
        prop_assert_eq!(bare(&body(&written).concat()), shown, "{}", written);
        let kinds = kinds(&written);
        let known = ["heading", "rule", "strong", "emphasis"];
        prop_assert!(kinds.iter().all(|kind| known.contains(kind)), "{:?}\n{}", kinds, written);
    }
}

/// The words of a chart tell its numbers once more; they stand where there are no others.
#[test]
fn a_chart_is_told_once() {
    let chart = |data: Table| Chart {
        anchor: "c".into(),
        title: "Chart".into(),
        svg: "<svg></svg>".into(),
        width: 1,
        height: 1,
        alternative: "North 4, South 5".into(),
        data,
        notes: Vec::new(),
    };
    let mut empty = table(&["a", "b", "c"]);
    empty.rows.clear();
    let told = |data| markdown(&document(vec![Block::Chart(chart(data))]));
    assert!(!told(table(&["a", "b", "c"])).contains("North 4"));
    assert!(told(empty).contains("North 4"));
}
