//! Signs stand once where they hold for a whole table or column, else in the cells.

use model::document::{Block, Inline, Table};
use model::{Dimension, Figures, ObservationStatus};

use super::sample::sample;
use super::{cells, context, with_body};
use crate::document;

/// The groups whose direct volume is provisional.
fn made(provisional: &[&str], columns: &str) -> Table {
    let mut sample = sample();
    let figures = &mut sample.this.1.figures;
    let all: Vec<model::Figure> = figures.iter().cloned().collect();
    *figures = Figures::default();
    figures.extend(all.into_iter().map(|mut figure| {
        let group = figure.dimensions.get(Dimension::ProductGroup);
        let direct = figure.indicator == "volume.direct.amount";
        if direct && group.is_some_and(|group| provisional.contains(&group)) {
            figure.status = ObservationStatus::Provisional;
        }
        figure
    }));
    let body = format!(
        "{{{{ table(\"t\", \"T\", rows=\"product_group\", codes=[\"laptops\", \"displays\", \"peripherals\", \"servers\"], columns=[{columns}]) }}}}"
    );
    let made = document("progress-report", &with_body(&body), &context(&sample, true)).unwrap();
    let Some(Block::Table(table)) = made.blocks.into_iter().next() else { panic!("no table") };
    table
}

const DIRECT: &str = "column(\"Direct\", \"volume.direct.amount\")";
const INDIRECT: &str = "column(\"Indirect\", \"volume.indirect.amount\")";

type Seen<'a> = (usize, usize, Vec<&'a str>, String);

/// How often the letters stand in cells, the heads of the columns, and the notes.
fn seen(table: &Table) -> Seen<'_> {
    let all = cells(table);
    let count = |letter: &str| all.matches(&format!("| {letter}\u{A0}")).count();
    let heads = table.columns[1..].iter().map(|column| column.title.as_str()).collect();
    let notes: Vec<String> = table.notes.iter().map(|note| Inline::plain(note)).collect();
    (count("p"), count("n"), heads, notes.join(" ").replace('\u{A0}', " "))
}

#[test]
fn a_sign_stands_once_where_it_holds_for_all() {
    let groups = ["laptops", "displays", "peripherals", "servers"];
    let both = format!("{DIRECT}, {INDIRECT}");
    let nothing = "Signs: – nothing of the kind reported";
    let cases: [(&[&str], &str, Seen); 5] = [
        (&[], DIRECT, (0, 0, vec!["Direct"], String::new())),
        (&groups, DIRECT, (0, 0, vec!["Direct"], "All values of this table: provisional.".into())),
        (
            &groups,
            &both,
            (
                0,
                0,
                vec!["Direct (p)", "Indirect"],
                format!("{nothing}; (p) provisional, all values of the column."),
            ),
        ),
        (
            &groups[1..],
            &both,
            (
                0,
                1,
                vec!["Direct (p)", "Indirect"],
                format!(
                    "{nothing}; n normal value; (p) provisional, all values of the column without a sign."
                ),
            ),
        ),
        (&groups[2..], DIRECT, (2, 0, vec!["Direct"], "Signs: p provisional.".into())),
    ];
    for (provisional, columns, expected) in cases {
        let table = made(provisional, columns);
        assert_eq!(seen(&table), expected, "{provisional:?}");
    }
}

#[test]
fn the_letter_of_an_ordinary_value_stands_at_that_value() {
    let table = made(&["displays", "peripherals", "servers"], DIRECT);
    let laptops = Inline::plain(&table.rows[0].cells[1].text);
    assert!(laptops.starts_with("n\u{A0}"), "{laptops}");
}
