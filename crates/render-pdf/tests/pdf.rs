//! Documents as PDF: every block, hostile text, the same bytes, errors that name the part.

mod sample;

use model::document::{Alignment, Block, Inline, RowKind, Table};
use sample::{chart, column, empty, every_block, heading, paragraph, row, text};

/// The pages to look at lie in the target folder's `tmp/every-block.pdf` afterwards.
#[test]
fn every_kind_of_block_passes_both_standards_and_gives_the_same_bytes_twice() {
    let document = every_block();
    let first = render_pdf::pdf(&document).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("every-block.pdf");
    std::fs::write(path, &first).unwrap();
    assert!(first == render_pdf::pdf(&document).unwrap(), "two runs differ");
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "#panic(\"x\") $ ] [ *a* _b_ `c` \\ // /* */ @label <label> = ~ -- #sys.inputs \u{202E}\0 東京";
    let mut document = every_block();
    document.title = hostile.into();
    document.subtitle = hostile.into();
    document.publisher = hostile.into();
    document.status = hostile.into();
    document.description = hostile.into();
    document.words.audience = hostile.into();
    document.words.table = hostile.into();
    document.blocks.push(Block::Heading { level: 1, text: text(hostile), anchor: hostile.into() });
    document.blocks.push(Block::Paragraph(vec![Inline::Link {
        target: format!("#{hostile}"),
        text: text(hostile),
    }]));
    document.blocks.push(paragraph(hostile));
    document.blocks.push(Block::Table(Table {
        anchor: hostile.into(),
        title: hostile.into(),
        columns: vec![column(hostile, Alignment::Left, 1)],
        rows: vec![row(RowKind::Body, &[hostile])],
        notes: vec![text(hostile)],
    }));
    document.footnotes[0] = text(hostile);
    render_pdf::pdf(&document).unwrap();
}

#[test]
fn documents_with_little_in_them_can_be_set() {
    render_pdf::pdf(&empty()).unwrap();
    let mut document = empty();
    (document.publisher, document.subtitle) = (String::new(), String::new());
    (document.description, document.sample) = (String::new(), false);
    document.blocks = vec![
        heading(3, "A first heading below level one"),
        Block::KeyFigures(vec![]),
        paragraph(""),
        Block::List { ordered: false, items: vec![] },
        Block::Table(Table {
            anchor: String::new(),
            title: String::new(),
            columns: vec![column("", Alignment::Left, 0), column("b", Alignment::Right, 1)],
            rows: vec![],
            notes: vec![],
        }),
        Block::Table(Table {
            anchor: String::new(),
            title: "Nothing but a sum".into(),
            columns: vec![column("a", Alignment::Left, 1), column("b", Alignment::Right, 1)],
            rows: vec![row(RowKind::Total, &["Together", "0"])],
            notes: vec![],
        }),
    ];
    render_pdf::pdf(&document).unwrap();
}

#[test]
fn a_chart_higher_than_a_page_is_set_smaller() {
    let bars: Vec<(String, u32)> = (1..60).map(|number| (format!("Member {number}"), 40)).collect();
    let bars: Vec<(&str, u32)> = bars.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let mut document = empty();
    document.blocks = vec![Block::Chart(chart("high", "One bar for each", &bars))];
    render_pdf::pdf(&document).unwrap();
}

#[test]
fn an_error_names_the_part_and_what_is_wrong_with_it() {
    let with = |block| {
        let mut document = empty();
        document.blocks = vec![paragraph("Before."), block];
        render_pdf::pdf(&document).unwrap_err().to_string()
    };
    let mut mute = chart("a", "Without words", &[("x", 1)]);
    mute.alternative = " ".into();
    let mut broken = chart("a", "No drawing", &[("x", 1)]);
    broken.svg = "<svg".into();
    let lopsided = Table {
        anchor: "t".into(),
        title: "Lopsided".into(),
        columns: vec![column("a", Alignment::Left, 1)],
        rows: vec![row(RowKind::Body, &["1", "2"])],
        notes: vec![],
    };
    let nowhere = vec![Inline::Link { target: "#nowhere".into(), text: text("see there") }];
    let cases = [
        (Block::Chart(mute), "part 2 of the body, chart “Without words”: the chart has no text"),
        (Block::Chart(broken), "part 2 of the body, chart “No drawing”: "),
        (Block::Table(lopsided), "table “Lopsided”: row 1 has 2 cells where the table has 1"),
        (Block::Paragraph(nowhere), "paragraph “see there”: a link leads to `#nowhere`"),
        (Block::Paragraph(vec![Inline::FootnoteCall(1)]), "footnote 1 is called, but there are 0"),
    ];
    for (block, expected) in cases {
        let message = with(block);
        assert!(message.contains(expected), "{message}");
    }
}
