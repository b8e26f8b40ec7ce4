//! Pages made from small documents.

use model::document::{
    Alignment, Block, Chart, Column, FigureReference, Inline, Row, RowKind, Table, TableCell,
};
use model::figure::Dimension;
use model::{Dimensions, Document};

use crate::html;

fn document(blocks: Vec<Block>) -> Document {
    Document {
        subtitle: "Sub & title".into(),
        publisher: "Pact".into(),
        date: "2027-03-02".into(),
        date_in_words: "2 March 2027".into(),
        status: "Draft".into(),
        sample: true,
        description: "a \"description\"".into(),
        ..Document::new("progress-report", "Report <2026>", blocks)
    }
}

fn figure() -> Inline {
    Inline::Figure {
        text: "5".into(),
        reference: FigureReference {
            indicator: "volume.direct.amount".into(),
            year: 2026,
            dimensions: Dimensions::none().with(Dimension::ProductGroup, "a\"><b>"),
        },
    }
}

fn table(anchor: &str) -> Table {
    let column =
        |title: &str| Column { title: title.into(), alignment: Alignment::Right, width: 1 };
    let row = |kind, text: &str| Row {
        kind,
        cells: vec![TableCell::text(text), TableCell { text: vec![figure()] }],
    };
    Table {
        anchor: anchor.into(),
        title: "<Title>".into(),
        columns: vec![column("A\nB"), column("C")],
        rows: vec![row(RowKind::Section, "s"), row(RowKind::Body, "<i>"), row(RowKind::Total, "t")],
        notes: vec![vec![Inline::Text("n&n".into())]],
    }
}

#[test]
fn no_text_becomes_markup_wherever_it_stands() {
    let hostile = "<script>alert('1')</script>\"&";
    let text = || vec![Inline::Text(hostile.into())];
    let mut made = document(vec![
        Block::Heading { level: 1, text: text(), anchor: "a".into() },
        Block::Paragraph(vec![
            Inline::Strong(text()),
            Inline::Code(hostile.into()),
            Inline::Link { target: "javascript:alert(1)".into(), text: text() },
        ]),
        Block::Quote { blocks: vec![Block::Paragraph(text())], attribution: Some(hostile.into()) },
        Block::Table(table("t")),
    ]);
    made.title = hostile.into();
    let page = html(&made);
    assert!(!page.contains("<script") && !page.contains("<i>") && !page.contains("<b>"), "{page}");
    assert!(!page.contains("javascript:alert"), "{page}");
}

#[test]
fn a_figure_names_its_indicator_cut_and_year() {
    let page = html(&document(vec![Block::Paragraph(vec![figure()])]));
    assert!(page.contains("<data class=\"figure\" value=\"volume.direct.amount product_group=a&quot;&gt;&lt;b&gt; 2026\""), "{page}");
    assert!(page.contains("data-product-group=\"a&quot;"), "{page}");
}

#[test]
fn tables_have_captions_scopes_and_a_region_to_scroll() {
    let page = html(&document(vec![Block::Table(table("t"))]));
    for part in [
        "<caption id=\"t-caption\"><span class=\"caption\"><span class=\"number\">Table 1</span> &lt;Title&gt; <span class=\"sideways\" aria-hidden=\"true\"></span></span></caption>",
        "role=\"region\" tabindex=\"0\" aria-labelledby=\"t-caption\"",
        "<th scope=\"col\" class=\"right narrow\">A<br>B</th>",
        "<th scope=\"rowgroup\" colspan=\"2\">s</th>",
        "<th scope=\"row\" class=\"right narrow\">&lt;i&gt;</th>",
        "<p class=\"remark\">n&amp;n</p>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn ids_are_unique_and_headings_go_down_by_one() {
    let heading = |level, anchor: &str| Block::Heading {
        level,
        text: vec![Inline::Text("H".into())],
        anchor: anchor.into(),
    };
    let chart = Chart {
        anchor: "c".into(),
        title: "Chart".into(),
        svg: "<svg role=\"img\"><title id=\"c-title\">x</title></svg>".into(),
        width: 1,
        height: 1,
        alternative: "seen".into(),
        data: table("c-data"),
        notes: Vec::new(),
    };
    let mut made = document(vec![
        heading(1, "h1"),
        heading(2, "h2"),
        Block::Chart(chart),
        Block::Table(table("t")),
    ]);
    made.blocks.push(Block::Paragraph(vec![Inline::FootnoteCall(1), Inline::FootnoteCall(1)]));
    made.footnotes = vec![vec![Inline::Text("note".into())]];
    let page = html(&made);
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
    for part in ["<h1>", "<h2 id=\"h1\">", "<h3 id=\"h2\">", "href=\"#note-1\"", "id=\"note-1\""] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn who_may_see_it_and_that_it_is_invented_stand_on_the_page_and_nothing_is_loaded() {
    let page = html(&document(Vec::new()));
    assert!(
        page.contains("Office only")
            && page.contains("Invented sample data")
            && page.contains("noindex")
    );
    assert!(page.contains("<html lang=\"en\">") && page.contains("default-src 'none'"));
    assert!(!page.contains("<link") && !page.contains("@import") && !page.contains("url("));
}

#[test]
fn rows_of_sentences_are_cards_that_say_their_columns_and_stay_a_table() {
    let sentence = "a sentence that is longer than thirty letters";
    let column = |title: &str| Column { title: title.into(), alignment: Alignment::Left, width: 1 };
    let cells = || [sentence; 3].map(TableCell::text).into();
    let mut made = table("t");
    made.columns = ["What\nis it", "Where", "Why"].map(column).into();
    made.rows = vec![Row { kind: RowKind::Body, cells: cells() }];
    let page = html(&document(vec![Block::Table(made)]));
    for part in [
        "class=\"table short cards\"",
        "<table role=\"table\">",
        "<tr role=\"row\">",
        "role=\"rowheader\" data-label=\"What is it\"",
        "role=\"cell\" data-label=\"Why\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn a_day_is_not_torn() {
    let mut made = table("t");
    made.rows[1].cells[0] = TableCell::text("14\u{a0}June\u{a0}2026");
    let page = html(&document(vec![Block::Table(made)]));
    assert!(page.contains(" whole\">14"), "{page}");
}
