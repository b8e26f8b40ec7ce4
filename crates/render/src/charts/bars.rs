//! Bars: amounts of the two kinds of volume by product group.

use minijinja::Value;
use model::document::{Alignment, Column, Row, RowKind, Table, TableCell};
use model::figure::{Dimension, Figure};
use model::vocabulary::Scope;
use model::{Decimal, Dimensions, Unit};

use super::{Picture, Wanted, entry, position, request};
use crate::context::Material;
use crate::figures::{Request, Style};
use crate::format::fixed;
use crate::tables::{Signs, section};
use crate::trouble::Trouble;

const SERIES: [&str; 2] = ["volume.direct.amount", "volume.indirect.amount"];

/// Direct and indirect volume by product group, under the part of the scope each belongs to.
pub(super) fn volume(material: &Material, _: &Wanted) -> Result<Picture, Trouble> {
    let mut drawn = Vec::new();
    let mut table = Vec::new();
    let mut said = Vec::new();
    let mut signs = Signs::default();
    let mut range = (Decimal::ZERO, Decimal::ZERO);
    for scope in Scope::ALL {
        let groups = groups(material, *scope);
        if groups.is_empty() {
            continue;
        }
        let title = material.words.get(&format!("scope.{scope}"));
        drawn.push(entry([("section", Value::from(title.as_str()))]));
        table.push(section(&title, SERIES.len()));
        for group in groups {
            let label = material.label(Dimension::ProductGroup, &group, &material.this);
            let requests = SERIES.map(|name| {
                request(
                    material,
                    name,
                    Dimensions::none().with(Dimension::ProductGroup, group.as_str()),
                )
            });
            drawn.push(bar_row(material, &label, &requests, &mut range)?);
            said.push(sentence(material, &label, &requests)?);
            let mut cells = vec![TableCell::text(label)];
            for request in &requests {
                cells.push(signs.cell(material, request, Style::Table)?);
            }
            table.push(Row { kind: RowKind::Body, cells });
        }
    }
    let words = &material.words;
    let columns = columns(material);
    let notes = signs.settle(words, &mut table);
    let series: Vec<Value> =
        SERIES.iter().map(|name| Value::from(words.get(&series_path(name)))).collect();
    Ok(Picture {
        template: "bars",
        values: vec![
            ("rows", Value::from(drawn)),
            ("series", Value::from(series)),
            ("least", Value::from(position(range.0))),
            ("most", Value::from(position(range.1))),
            ("unit", Value::from(words.fill("chart.rounded", &[("currency", "EUR")]))),
        ],
        alternative: format!("{} {}", words.get("alternative.volume_bars"), said.join(" ")),
        data: Table { anchor: String::new(), title: String::new(), columns, rows: table, notes },
        notes: Vec::new(),
    })
}

/// Groups of a scope that are in scope in the year or have a figure.
fn groups(material: &Material, scope: Scope) -> Vec<String> {
    let figures = &material.this.results.figures;
    let has = |id: &str| {
        let cut = Dimensions::none().with(Dimension::ProductGroup, id);
        SERIES.iter().any(|name| figures.get(name, &cut).is_some())
    };
    let own = material.pact.product_groups.iter().filter(|group| group.scope == scope);
    own.filter(|group| group.in_scope(material.number()) || has(&group.id))
        .map(|group| group.id.clone())
        .collect()
}

fn bar_row(
    material: &Material,
    label: &str,
    requests: &[Request],
    range: &mut (Decimal, Decimal),
) -> Result<Value, Trouble> {
    let mut bars = Vec::new();
    for request in requests {
        let figure = material.figure(request)?;
        let value = figure.and_then(|figure| figure.value);
        if let Some(value) = value {
            *range = (range.0.min(value), range.1.max(value));
        }
        bars.push(entry([
            ("value", Value::from(value.map(position))),
            ("label", Value::from(bar_label(material, request, figure)?)),
        ]));
    }
    Ok(entry([("label", Value::from(label)), ("bars", Value::from(bars))]))
}

/// Whole units in every label of the chart, its currency in the legend; what has no value says why.
fn bar_label(
    material: &Material,
    request: &Request,
    figure: Option<&Figure>,
) -> Result<String, Trouble> {
    match figure.and_then(|figure| figure.value.map(|value| (value, figure.unit))) {
        Some((value, Unit::Currency(_))) => Ok(fixed(value, 0)),
        _ => Ok(material.shown(request, Style::Prose)?.text),
    }
}

fn sentence(material: &Material, label: &str, requests: &[Request; 2]) -> Result<String, Trouble> {
    let direct = material.shown(&requests[0], Style::Prose)?.text;
    let indirect = material.shown(&requests[1], Style::Prose)?.text;
    let values = [("label", label), ("direct", direct.as_str()), ("indirect", indirect.as_str())];
    Ok(material.words.fill("alternative.volume_bar", &values))
}

fn series_path(indicator: &str) -> String {
    format!("series.{}", indicator.split('.').nth(1).unwrap_or_default())
}

fn columns(material: &Material) -> Vec<Column> {
    let first = Column {
        title: material.words.get("dimension.product_group"),
        alignment: Alignment::Left,
        width: 40,
    };
    let others = SERIES.iter().map(|name| Column {
        title: format!("{} (EUR)", material.words.get(&series_path(name))),
        alignment: Alignment::Right,
        width: 30,
    });
    std::iter::once(first).chain(others).collect()
}
