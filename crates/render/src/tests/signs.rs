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

/// How often the letter stands in cells, and the notes.
fn seen(table: &Table) -> (usize, String) {
    let notes: Vec<String> = table.notes.iter().map(|note| Inline::plain(note)).collect();
    let heads = table.columns.iter().any(|column| column.title.contains('('));
    assert!(!heads, "no sign stands in the head of a column");
    let count = cells(table).matches("| p\u{A0}").count();
    (count, notes.join(" ").replace('\u{A0}', " "))
}

#[test]
fn a_sign_stands_once_where_it_holds_for_all_and_else_at_each_value() {
    let groups = ["laptops", "displays", "peripherals", "servers"];
    let both = format!("{DIRECT}, {INDIRECT}");
    let nothing = "Signs: – nothing of the kind reported";
    let cases: [(&[&str], &str, (usize, String)); 5] = [
        (&[], DIRECT, (0, String::new())),
        (&groups, DIRECT, (0, "All values of this table: provisional.".into())),
        (&groups, &both, (4, format!("{nothing}; p provisional."))),
        (&groups[1..], &both, (3, format!("{nothing}; p provisional."))),
        (&groups[2..], DIRECT, (2, "Signs: p provisional.".into())),
    ];
    for (provisional, columns, expected) in cases {
        let table = made(provisional, columns);
        assert_eq!(seen(&table), expected, "{provisional:?}");
    }
}
