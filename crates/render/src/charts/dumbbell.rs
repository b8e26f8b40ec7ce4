//! Dumbbells: a share this year and last; dots alone where there is no last year.

use minijinja::Value;
use model::document::{Alignment, Column, Row, RowKind, Table, TableCell};
use model::figure::Dimension;
use model::{Decimal, Dimensions};

use super::{Picture, Wanted, entry, position, request};
use crate::context::Material;
use crate::figures::{Request, Style};
use crate::tables::{Signs, section};
use crate::trouble::Trouble;

/// Uptake rate by impact category and phase (`rows="impact phase"`), or any of the cuts it has.
pub(super) fn uptake(material: &Material, wanted: &Wanted) -> Result<Picture, Trouble> {
    let dimensions = dimensions(&wanted.rows)?;
    let several = dimensions.len() > 1;
    let mut drawn = Vec::new();
    let mut table = Vec::new();
    let mut said = Vec::new();
    let mut signs = Signs::default();
    let years = if material.last.is_some() { 2 } else { 1 };
    for dimension in dimensions {
        if several {
            let title = material.words.get(&format!("dimension.{dimension}"));
            drawn.push(entry([("section", Value::from(title.as_str()))]));
            table.push(section(&title, years * 2));
        }
        for code in material.codes(dimension, &material.this) {
            let cut = Dimensions::none().with(dimension, code.as_str());
            let now = request(material, "uptake.rate", cut);
            let label = material.label(dimension, &code, &material.this);
            let before = material
                .last
                .as_ref()
                .map(|last| Request { year: last.reading.year(), ..now.clone() });
            drawn.push(dots(material, &label, &now, before.as_ref())?);
            said.push(sentence(material, &label, &now, before.as_ref())?);
            table.push(row(material, &label, &now, before.as_ref(), &mut signs)?);
        }
    }
    let words = &material.words;
    let columns = columns(material, several);
    let notes = signs.settle(words, &mut table);
    let last_year = material.last.as_ref().map(|last| last.reading.year().to_string());
    Ok(Picture {
        template: "dumbbell",
        values: vec![
            ("rows", Value::from(drawn)),
            ("year", Value::from(material.number().to_string())),
            ("last_year", Value::from(last_year)),
            ("unit", Value::from(words.get("chart.uptake_rate"))),
        ],
        alternative: format!("{} {}", words.get("alternative.dumbbell"), said.join(" ")),
        data: Table { anchor: String::new(), title: String::new(), columns, rows: table, notes },
        notes: Vec::new(),
    })
}

fn dimensions(rows: &str) -> Result<Vec<Dimension>, Trouble> {
    let known = ["impact", "phase", "strategy", "practice"];
    let names = if rows.is_empty() { "impact phase" } else { rows };
    names
        .split_whitespace()
        .map(|name| {
            let dimension = Dimension::parse(name).filter(|_| known.contains(&name));
            dimension.ok_or_else(|| {
                Trouble::unknown("dimension for the rows of this chart", name, known)
            })
        })
        .collect()
}

fn value(material: &Material, request: &Request) -> Result<Option<Decimal>, Trouble> {
    Ok(material.figure(request)?.and_then(|figure| figure.value))
}

fn dots(
    material: &Material,
    label: &str,
    now: &Request,
    before: Option<&Request>,
) -> Result<Value, Trouble> {
    let last = before.map(|request| value(material, request)).transpose()?.flatten();
    let last_label = before.map(|request| material.shown(request, Style::Prose)).transpose()?;
    Ok(entry([
        ("label", Value::from(label)),
        ("value", Value::from(value(material, now)?.map(position))),
        ("text", Value::from(material.shown(now, Style::Prose)?.text)),
        ("last", Value::from(last.map(position))),
        ("last_text", Value::from(last_label.map_or_else(String::new, |shown| shown.text))),
    ]))
}

fn sentence(
    material: &Material,
    label: &str,
    now: &Request,
    before: Option<&Request>,
) -> Result<String, Trouble> {
    let text = material.shown(now, Style::Prose)?.text;
    let Some(before) = before else {
        return Ok(material.words.fill("alternative.dot", &[("label", label), ("value", &text)]));
    };
    let last = material.shown(before, Style::Prose)?.text;
    let year = before.year.to_string();
    let values = [
        ("label", label),
        ("value", text.as_str()),
        ("last", last.as_str()),
        ("last_year", year.as_str()),
    ];
    Ok(material.words.fill("alternative.dots", &values))
}

fn row(
    material: &Material,
    label: &str,
    now: &Request,
    before: Option<&Request>,
    signs: &mut Signs,
) -> Result<Row, Trouble> {
    let mut cells = vec![TableCell::text(label)];
    for request in [Some(now), before].into_iter().flatten() {
        let answers =
            Request { indicator: format!("{}.denominator", request.indicator), ..request.clone() };
        cells.push(signs.cell(material, request, Style::Table)?);
        cells.push(signs.cell(material, &answers, Style::Table)?);
    }
    Ok(Row { kind: RowKind::Body, cells })
}

fn columns(material: &Material, several: bool) -> Vec<Column> {
    let words = &material.words;
    let first = if several { "column.cut" } else { "column.item" };
    let mut columns =
        vec![Column { title: words.get(first), alignment: Alignment::Left, width: 36 }];
    let last = material.last.as_ref().map(|last| last.reading.year());
    for year in [Some(material.number()), last].into_iter().flatten() {
        let year = year.to_string();
        for name in ["column.rate_of_year", "column.answers_of_year"] {
            columns.push(Column {
                title: words.fill(name, &[("year", &year)]),
                alignment: Alignment::Right,
                width: 16,
            });
        }
    }
    columns
}
