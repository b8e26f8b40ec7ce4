//! Bars from zero: the components of the change of the collective volume.

use minijinja::Value;
use model::change::ChangeComponent;
use model::document::{Alignment, Column, Row, RowKind, Table, TableCell};
use model::figure::Dimension;
use model::{Decimal, Dimensions};

use super::{Picture, Wanted, entry, position, request};
use crate::context::Material;
use crate::figures::{Request, Style};
use crate::format::fixed;
use crate::tables::Signs;
use crate::trouble::Trouble;

const INDICATOR: &str = "change.component";

/// What the collective volume changed by, a bar for each component and one for the whole.
pub(super) fn volume(material: &Material, _: &Wanted) -> Result<Picture, Trouble> {
    let words = &material.words;
    let whole = request(material, INDICATOR, Dimensions::none());
    let mut rows: Vec<(String, Request, RowKind)> = ChangeComponent::ALL
        .iter()
        .map(|component| {
            let code = component.code();
            let label = material.label(Dimension::Component, code, &material.this);
            (label, whole.with(Dimension::Component, code), RowKind::Body)
        })
        .collect();
    rows.push((words.get("change_of.whole"), whole, RowKind::Total));
    let (mut drawn, mut table, mut said) = (Vec::new(), Vec::new(), Vec::new());
    let mut signs = Signs::default();
    let mut range = (Decimal::ZERO, Decimal::ZERO);
    for (label, request, kind) in &rows {
        let value = material.figure(request)?.and_then(|figure| figure.value);
        if let Some(value) = value {
            range = (range.0.min(value), range.1.max(value));
        }
        let in_prose = material.shown(request, Style::Prose)?.text;
        let shown = value.map_or_else(|| in_prose.clone(), |value| fixed(value, 0));
        let bar =
            entry([("value", Value::from(value.map(position))), ("label", Value::from(shown))]);
        let bars = Value::from(vec![bar]);
        drawn.push(entry([("label", Value::from(label.as_str())), ("bars", bars)]));
        said.push(words.fill("alternative.dot", &[("label", label), ("value", &in_prose)]));
        let count = material.contributors(request)?.map_or(Decimal::ZERO, Decimal::from);
        let cells = vec![
            TableCell::text(label.clone()),
            signs.cell(material, request, Style::Table)?,
            TableCell::text(fixed(count, 0)),
        ];
        table.push(Row { kind: *kind, cells });
    }
    let notes = signs.settle(words, &mut table);
    let series = vec![Value::from(words.get("change_of.series"))];
    Ok(Picture {
        template: "bars",
        values: vec![
            ("rows", Value::from(drawn)),
            ("series", Value::from(series)),
            ("least", Value::from(position(range.0))),
            ("most", Value::from(position(range.1))),
            ("unit", Value::from(words.fill("chart.rounded", &[("currency", "EUR")]))),
        ],
        alternative: format!("{} {}", words.get("alternative.change_bars"), said.join(" ")),
        data: Table {
            anchor: String::new(),
            title: String::new(),
            columns: columns(material),
            rows: table,
            notes,
        },
        notes: Vec::new(),
    })
}

fn columns(material: &Material) -> Vec<Column> {
    let titles = [
        ("change_from", Alignment::Left, 52),
        ("change_amount", Alignment::Right, 26),
        ("change_participants", Alignment::Right, 22),
    ];
    crate::registers::columns(material, &titles)
}
