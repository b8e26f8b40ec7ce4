//! Bars: amounts of the two kinds of volume by product group.

use minijinja::Value;
use model::document::{Alignment, Column, Row, RowKind, Table, TableCell};
use model::figure::Dimension;
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
    let mut bars = Bars::new(material);
    for scope in Scope::ALL {
        let groups = groups(material, *scope);
        if !groups.is_empty() {
            bars.section(&material.words.get(&format!("scope.{scope}")));
        }
        for group in groups {
            let label = material.label(Dimension::ProductGroup, &group, &material.this);
            let cut = Dimensions::none().with(Dimension::ProductGroup, group.as_str());
            let requests = SERIES.map(|name| request(material, name, cut.clone()));
            let [direct, indirect] = [bars.prose(&requests[0])?, bars.prose(&requests[1])?];
            let values = [("label", &*label), ("direct", &*direct), ("indirect", &*indirect)];
            let said = material.words.fill("alternative.volume_bar", &values);
            bars.row(RowKind::Body, &label, &requests, said, Vec::new())?;
        }
    }
    let series = SERIES.map(|name| material.words.get(&series_path(name)));
    Ok(bars.picture("alternative.volume_bars", &series, columns(material)))
}

/// Bars as they are added: what is drawn, its words and its table.
pub(super) struct Bars<'a> {
    material: &'a Material,
    drawn: Vec<Value>,
    said: Vec<String>,
    table: Vec<Row>,
    signs: Signs,
    range: (Decimal, Decimal),
}

impl<'a> Bars<'a> {
    /// None so far.
    pub(super) fn new(material: &'a Material) -> Self {
        Self {
            material,
            drawn: Vec::new(),
            said: Vec::new(),
            table: Vec::new(),
            signs: Signs::default(),
            range: (Decimal::ZERO, Decimal::ZERO),
        }
    }

    fn section(&mut self, title: &str) {
        self.drawn.push(entry([("section", Value::from(title))]));
        self.table.push(section(title, SERIES.len()));
    }

    /// A figure as a sentence has it.
    pub(super) fn prose(&self, request: &Request) -> Result<String, Trouble> {
        Ok(self.material.shown(request, Style::Prose)?.text)
    }

    /// A row with a bar for each figure, and what is said of it. `more` stands in further columns of the table.
    pub(super) fn row(
        &mut self,
        kind: RowKind,
        label: &str,
        requests: &[Request],
        said: String,
        more: Vec<TableCell>,
    ) -> Result<(), Trouble> {
        let mut bars = Vec::new();
        let mut cells = vec![TableCell::text(label)];
        for request in requests {
            bars.push(self.bar(request)?);
            cells.push(self.signs.cell(self.material, request, Style::Table)?);
        }
        cells.extend(more);
        self.drawn.push(entry([("label", Value::from(label)), ("bars", Value::from(bars))]));
        self.table.push(Row { kind, cells });
        self.said.push(said);
        Ok(())
    }

    /// Whole units in every label of the chart, its currency in the legend; what has no value says why.
    fn bar(&mut self, request: &Request) -> Result<Value, Trouble> {
        let figure = self.material.figure(request)?;
        let value = figure.and_then(|figure| figure.value);
        if let Some(value) = value {
            self.range = (self.range.0.min(value), self.range.1.max(value));
        }
        let label = match figure.and_then(|figure| figure.value.map(|value| (value, figure.unit))) {
            Some((value, Unit::Currency(_))) => fixed(value, 0),
            _ => self.prose(request)?,
        };
        Ok(entry([("value", Value::from(value.map(position))), ("label", Value::from(label))]))
    }

    /// The whole chart: the path of the words it begins with, the names of its series, the columns of its table.
    pub(super) fn picture(
        mut self,
        alternative: &str,
        series: &[String],
        columns: Vec<Column>,
    ) -> Picture {
        let words = &self.material.words;
        let notes = self.signs.settle(words, &mut self.table);
        let (anchor, title, rows) = (String::new(), String::new(), self.table);
        Picture {
            template: "bars",
            values: vec![
                ("rows", Value::from(self.drawn)),
                ("series", Value::from(series.to_vec())),
                ("least", Value::from(position(self.range.0))),
                ("most", Value::from(position(self.range.1))),
                ("unit", Value::from(words.fill("chart.rounded", &[("currency", "EUR")]))),
            ],
            alternative: format!("{} {}", words.get(alternative), self.said.join(" ")),
            data: Table { anchor, title, columns, rows, notes },
            notes: Vec::new(),
        }
    }
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
