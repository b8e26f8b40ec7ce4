//! Targets of the Steering Committee (§5.1.1) against this year's figures (methodology: Targets).

use model::document::{Alignment, Inline, TableCell};
use model::figure::Dimension;
use model::indicator::MATCHED_PANEL;
use model::target::{TargetStanding, TargetStatus};
use model::year::Target;
use model::{Decimal, Unit, round_half_even};

use super::{Content, body, columns};
use crate::context::Material;
use crate::figures::{Request, Style};
use crate::format;
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// Each target with its baseline, the path to it, this year's value, and where that stands.
pub(super) fn targets(material: &Material) -> Result<Content, Trouble> {
    let mut signs = Signs::default();
    let mut rows = Vec::new();
    for target in &material.this.reading.settings.targets {
        let unit = unit_of(material, target);
        let in_year = |year: i16, value: Decimal| {
            let year = year.to_string();
            let shown = show(material, value, unit);
            TableCell::text(
                material.words.fill("target.in_year", &[("value", &shown), ("year", &year)]),
            )
        };
        let standing = target.standing(material.number(), &material.this.results.figures);
        let path = standing.path.map_or_else(String::new, |value| show(material, value, unit));
        rows.push(body(vec![
            title(material, target),
            in_year(target.baseline_year, target.baseline),
            in_year(target.target_year, target.target),
            TableCell::text(path),
            value_cell(material, target, &mut signs)?,
            TableCell::text(pace(material, &standing, unit)),
            TableCell::text(material.words.get(&format!("target.{}", standing.status))),
        ]));
    }
    let titles = [
        ("target", Alignment::Left, 34),
        ("baseline", Alignment::Right, 15),
        ("goal", Alignment::Right, 15),
        ("path", Alignment::Right, 12),
        ("value_of_year", Alignment::Right, 16),
        ("pace", Alignment::Right, 14),
        ("target_status", Alignment::Left, 11),
    ];
    let mut columns = columns(material, &titles);
    let year = material.number().to_string();
    for column in &mut columns {
        column.title = crate::words::fill(&column.title, &[("year", &year)]);
    }
    let mut notes = vec![vec![Inline::Text(material.words.get("target.note"))]];
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

/// The indicator in plain words, the cut, and the decision.
fn title(material: &Material, target: &Target) -> TableCell {
    let words = &material.words;
    let name = words.find(&format!("indicator.{}", target.indicator));
    let mut text = name.unwrap_or(&target.indicator).to_owned();
    let cut: Vec<String> = target
        .dimensions
        .iter()
        .map(|(dimension, code)| material.label(dimension, code, &material.this))
        .collect();
    if !cut.is_empty() {
        text = words.fill("target.cut", &[("indicator", &text), ("cut", &cut.join(", "))]);
    }
    let mut runs = vec![Inline::Text(clean(&text))];
    if !target.decision.is_empty() {
        let decision = words.fill("target.decision", &[("decision", &clean(&target.decision))]);
        runs.extend([Inline::LineBreak, Inline::Text(decision)]);
    }
    TableCell { text: runs }
}

fn request(material: &Material, target: &Target) -> Request {
    Request {
        indicator: target.indicator.clone(),
        year: material.number(),
        dimensions: target.dimensions.clone(),
    }
}

/// This year's figure; "not known" where no such figure is computed.
fn value_cell(
    material: &Material,
    target: &Target,
    signs: &mut Signs,
) -> Result<TableCell, Trouble> {
    let request = request(material, target);
    let mut cell = match material.figure(&request) {
        Ok(_) => signs.cell(material, &request, Style::Table)?,
        Err(_) => return Ok(TableCell::text(material.words.get("target.unknown"))),
    };
    if target.indicator.starts_with("volume.")
        && let Some(matched) = of_both_years(material, &request)
    {
        cell.text.extend([Inline::LineBreak, Inline::Text(matched)]);
    }
    Ok(cell)
}

/// The same figure of those who reported in both years, which stands beside a value of volume.
fn of_both_years(material: &Material, request: &Request) -> Option<String> {
    let matched = request.with(Dimension::Panel, MATCHED_PANEL);
    material.figure(&matched).ok()??.value?;
    let shown = material.shown(&matched, Style::Table).ok()?;
    Some(material.words.fill("target.matched", &[("value", &shown.text)]))
}

/// What has to be won a year from here on; nothing where the target is met.
fn pace(material: &Material, standing: &TargetStanding, unit: Option<Unit>) -> String {
    let words = &material.words;
    match standing.pace.filter(|_| standing.status != TargetStatus::Met) {
        None => String::new(),
        Some(pace) if unit == Some(Unit::Share) => {
            let points = format::fixed(pace * Decimal::from(100), 1);
            words.fill("target.pace_points", &[("points", &points)])
        }
        Some(pace) => {
            let shown = show(material, round_half_even(pace, 2), unit);
            words.fill("target.pace", &[("value", &shown)])
        }
    }
}

/// The unit of the figure, this year's or last year's.
fn unit_of(material: &Material, target: &Target) -> Option<Unit> {
    let years = [Some(&material.this), material.last.as_ref()];
    years.into_iter().flatten().find_map(|year| {
        let figure = year.results.figures.get(&target.indicator, &target.dimensions);
        figure.map(|figure| figure.unit)
    })
}

fn show(material: &Material, value: Decimal, unit: Option<Unit>) -> String {
    match unit {
        Some(Unit::Share) => format::percent(value, &material.words),
        Some(unit) => format::in_prose(value, unit, None, &material.words),
        None => format::grouped(value.normalize()),
    }
}
