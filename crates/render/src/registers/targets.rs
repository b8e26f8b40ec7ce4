//! Targets of the Steering Committee (§5.1.1) against this year's figures (methodology: Targets).

use model::document::{Alignment, Inline, TableCell};
use model::year::Target;
use model::{Decimal, ObservationStatus, Unit};

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
        let path = path_in(target, material.number());
        let path = path.map_or_else(String::new, |value| show(material, value, unit));
        rows.push(body(vec![
            title(material, target),
            in_year(target.baseline_year, target.baseline),
            in_year(target.target_year, target.target),
            TableCell::text(path),
            value_cell(material, target, &mut signs)?,
            TableCell::text(material.words.get(&format!("target.{}", status(material, target)))),
        ]));
    }
    let titles = [
        ("target", Alignment::Left, 36),
        ("baseline", Alignment::Right, 17),
        ("goal", Alignment::Right, 17),
        ("path", Alignment::Right, 13),
        ("value_of_year", Alignment::Right, 13),
        ("target_status", Alignment::Left, 12),
    ];
    let mut columns = columns(material, &titles);
    let year = material.number().to_string();
    for column in &mut columns {
        column.title = crate::words::fill(&column.title, &[("year", &year)]);
    }
    let mut notes = vec![vec![Inline::Text(material.words.get("target.note"))]];
    notes.extend(signs.notes(&material.words));
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
    match material.figure(&request) {
        Ok(_) => signs.cell(material, &request, Style::Table),
        Err(_) => Ok(TableCell::text(material.words.get("target.unknown"))),
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

/// Where the target stands, judged on the published value: `met`, `on_path`, `behind` or `unknown`.
fn status(material: &Material, target: &Target) -> &'static str {
    let figures = &material.this.results.figures;
    let figure = figures.get(&target.indicator, &target.dimensions);
    let sure = figure.filter(|figure| figure.status != ObservationStatus::LowReliability);
    match sure.and_then(|figure| figure.value) {
        Some(value) => judge(target, material.number(), value),
        None => "unknown",
    }
}

/// Judges a value: against the target itself, then against the path (equal is on it). A target at or above
/// the baseline is "at least", one below it "at most".
fn judge(target: &Target, year: i16, value: Decimal) -> &'static str {
    let at_least = target.target >= target.baseline;
    let reaches = |goal: Decimal| if at_least { value >= goal } else { value <= goal };
    if reaches(target.target) {
        return "met";
    }
    match scaled_path(target, year) {
        // Both sides times the years of the path, so that nothing is divided and rounded.
        Some((path, years)) => match value.checked_mul(years) {
            Some(value) if value == path || (value > path) == at_least => "on_path",
            Some(_) => "behind",
            None => "unknown",
        },
        None => "unknown",
    }
}

/// The path's value in a year times the number of years of the path, and that number; flat before and
/// after. `None` where the numbers are too large to be exact.
fn scaled_path(target: &Target, year: i16) -> Option<(Decimal, Decimal)> {
    if year >= target.target_year {
        return Some((target.target, Decimal::ONE));
    }
    if year <= target.baseline_year {
        return Some((target.baseline, Decimal::ONE));
    }
    let years = Decimal::from(target.target_year - target.baseline_year);
    let gone = Decimal::from(year - target.baseline_year);
    let rise = target.target.checked_sub(target.baseline)?.checked_mul(gone)?;
    let scaled = target.baseline.checked_mul(years)?.checked_add(rise)?;
    Some((scaled, years))
}

/// The path's value in a year, for the page.
fn path_in(target: &Target, year: i16) -> Option<Decimal> {
    let (scaled, years) = scaled_path(target, year)?;
    scaled.checked_div(years)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Dimensions, Identifier};

    fn target(baseline: &str, goal: &str) -> Target {
        Target {
            id: Identifier::parse("a-target").unwrap(),
            indicator: "uptake.rate".into(),
            dimensions: Dimensions::none(),
            baseline_year: 2025,
            baseline: baseline.parse().unwrap(),
            target_year: 2028,
            target: goal.parse().unwrap(),
            decision: String::new(),
        }
    }

    #[test]
    fn a_value_is_judged_against_the_target_and_the_straight_path_to_it() {
        // From 0.5 to 0.6 in three years: 0.5333… and 0.5666… are no decimals, and still exact here.
        let cases = [
            ("0.5", "0.6", 2026, "0.533333", "behind"),
            ("0.5", "0.6", 2026, "0.533334", "on_path"),
            ("0.5", "0.6", 2026, "0.6", "met"),
            ("0.5", "0.8", 2026, "0.6", "on_path"),
            ("0.5", "0.6", 2024, "0.5", "on_path"),
            ("0.5", "0.6", 2029, "0.599999", "behind"),
            ("1", "1", 2026, "0.833333", "behind"),
            ("1", "1", 2026, "1", "met"),
            ("30", "15", 2026, "25", "on_path"),
            ("30", "15", 2026, "25.000001", "behind"),
            ("30", "15", 2026, "15", "met"),
        ];
        for (baseline, goal, year, value, expected) in cases {
            let found = judge(&target(baseline, goal), year, value.parse().unwrap());
            assert_eq!(found, expected, "{baseline} to {goal}: {value} in {year}");
        }
    }

    #[test]
    fn numbers_too_large_to_be_exact_are_not_judged() {
        let largest = Decimal::MAX.to_string();
        assert_eq!(judge(&target("0", &largest), 2027, Decimal::ONE), "unknown");
    }
}
