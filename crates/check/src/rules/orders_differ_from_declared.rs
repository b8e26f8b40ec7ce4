//! V109: supporting files and the declared figure differ.

use std::collections::BTreeMap;

use findings::Effect;
use model::reconciliation::{Measure, Reconciliation, ReconciliationStatus};
use model::volume::CountedAs;
use model::{Decimal, Identifier, LineRecord};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount, euro_effect, of_line, unit_effect};
use crate::rule::rule;

rule! {
    /// Supporting files and the declared figure differ.
    ///
    /// # What it checks
    /// Where a return declares a product group, the orders of that group and buyer in its supporting files
    /// are compared with it, and its lists of devices in use and disposed of with the declared tables of
    /// those, measure by measure. A difference above `reconcile_tolerance` (`pact.toml`) is asked about.
    ///
    /// # Why it matters
    /// The declared figure counts; if the files are right, the published figure is wrong by the difference.
    ///
    /// # Example
    /// EUR 412 000 of laptops declared, EUR 371 000 in the orders; or 1 200 laptops in use declared, 950 in
    /// the list of devices.
    ///
    /// # How to fix
    /// Ask which of the two is right and why they differ.
    OrdersDifferFromDeclared {
        code: "V109",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// A participant's product group and buyer.
type Key<'a> = (&'a Identifier, &'a str, String);

fn check(evidence: &Evidence, report: &mut Report) {
    let lines = first_lines(evidence);
    let tolerance = (evidence.pact.pact.reconcile_tolerance * Decimal::from(100)).normalize();
    for row in &evidence.results.reconciliation {
        if row.status != ReconciliationStatus::Differs {
            continue;
        }
        let (Some(counted), Some(in_files)) = (row.counted, row.in_files) else { continue };
        let line = lines.get(&(&row.participant, row.product_group.as_str(), row.buyer.clone()));
        let mut statement = start(evidence, row, line.copied());
        statement.found = format!(
            "{} declared for {}, {} in {}",
            said(row, counted),
            evidence.group_title(&row.product_group),
            said(row, in_files),
            files(row.measure)
        );
        statement.expected = format!("a difference of at most {tolerance} %");
        statement.effect = effect(evidence, row, counted, in_files);
        report.add(statement);
    }
}

/// The first declared line of each product group and buyer that counts.
fn first_lines<'a>(evidence: &'a Evidence) -> BTreeMap<Key<'a>, &'a LineRecord> {
    let mut lines = BTreeMap::new();
    for counted in evidence.declared.iter().filter(|line| line.counted_as != CountedAs::LeftOut) {
        let line = &counted.line;
        let buyer = line.buyer.trim().to_lowercase();
        let buyer = if buyer == line.participant.as_str() { String::new() } else { buyer };
        lines.entry((&line.participant, line.product_group.as_str(), buyer)).or_insert(line);
    }
    lines
}

/// What a finding about a row begins with: the declared line, or the declared cell of devices.
fn start(evidence: &Evidence, row: &Reconciliation, line: Option<&LineRecord>) -> Statement {
    let (repeat, column) = column(row.measure);
    match line.filter(|_| repeat == "procurement") {
        Some(line) => of_line(evidence, line, column),
        None => Statement {
            participant: Some(row.participant.clone()),
            place: row.place.clone(),
            column: evidence.column_label(repeat, column).to_owned(),
            row: evidence.group_title(&row.product_group).to_owned(),
            subject: [
                repeat,
                &row.product_group,
                column,
                row.route.map_or("", |route| route.code()),
            ]
            .join(" "),
            raw: [row.declared, row.in_files]
                .map(|value| value.unwrap_or_default().normalize().to_string())
                .join(" "),
            ..Statement::default()
        },
    }
}

/// The table and the column a measure is declared in.
fn column(measure: Measure) -> (&'static str, &'static str) {
    match measure {
        Measure::Amount => ("procurement", "amount"),
        Measure::Units => ("procurement", "units"),
        Measure::LabelledUnits => ("procurement", "labelled_units"),
        Measure::CriteriaUnits => ("procurement", "criteria_units"),
        Measure::Devices => ("in_use", "devices"),
        Measure::MeanAge => ("in_use", "mean_age_years"),
        Measure::PlannedLifetime => ("in_use", "planned_lifetime_years"),
        Measure::Disposed => ("end_of_use", "units"),
    }
}

fn files(measure: Measure) -> &'static str {
    match column(measure).0 {
        "procurement" => "the orders",
        "in_use" => "the list of devices in use",
        _ => "the list of devices disposed of",
    }
}

/// A value of a row in words.
fn said(row: &Reconciliation, value: Decimal) -> String {
    let number = |what: &str| format!("{} {what}", findings::grouped(value, 0));
    match row.measure {
        Measure::Amount => amount(value, "EUR"),
        Measure::Units => number("units"),
        Measure::LabelledUnits => number("units with a type I ecolabel"),
        Measure::CriteriaUnits => number("units bought under the criteria"),
        Measure::Devices => number("devices in use"),
        Measure::MeanAge => format!("a mean age of {} years", findings::grouped(value, 2)),
        Measure::PlannedLifetime => {
            format!("a planned lifetime of {} years", findings::grouped(value, 2))
        }
        Measure::Disposed => {
            let route = row.route.map_or("", |route| route.code()).replace('_', " ");
            number(&format!("devices ({route})"))
        }
    }
}

/// The difference in the measure's own unit. A mean is weighed with the devices it is of, since a year more
/// is worth as much as there are devices.
fn effect(
    evidence: &Evidence,
    row: &Reconciliation,
    counted: Decimal,
    in_files: Decimal,
) -> Option<Effect> {
    let difference = (in_files - counted).abs();
    let device = evidence.is_device(&row.product_group);
    let whole = |value: Decimal| i64::try_from(value).ok();
    match row.measure {
        Measure::Amount => euro_effect(difference, "apart; the declared figure counts"),
        Measure::MeanAge | Measure::PlannedLifetime => {
            let devices = devices_of(evidence, row)?;
            unit_effect(whole(devices)?, true, "whose declared mean counts")
        }
        _ => unit_effect(whole(difference)?, device, "apart; the declared figure counts"),
    }
}

/// The devices in use that a mean of the same participant and product group is of.
fn devices_of(evidence: &Evidence, row: &Reconciliation) -> Option<Decimal> {
    let mut rows = evidence.results.reconciliation.iter();
    let same = |other: &&Reconciliation| {
        other.measure == Measure::Devices
            && other.participant == row.participant
            && other.product_group == row.product_group
    };
    rows.find(same)?.counted
}
