//! The public summary of findings, and the office's list of them.

use findings::{Effect, Finding, Severity};
use model::document::{Block, Inline, Table};

use super::sample::{Sample, sample};
use super::{cells, context, text, with_body};
use crate::{document, findings_page, shipped_templates};

fn table(sample: &Sample, register: &str) -> Table {
    let body = with_body(&format!("{{{{ register(\"{register}\", \"f\", \"F\") }}}}"));
    let made = document("progress-report", &body, &context(sample, true)).unwrap();
    let Some(Block::Table(table)) = made.blocks.into_iter().next() else { panic!("no table") };
    table
}

fn finding(sample: &Sample, code: &'static str, severity: Severity, value: Option<i64>) -> Finding {
    let mut one = sample.findings[0].clone();
    one.rule.code = code;
    one.rule.severity = severity;
    one.effect =
        value.map(|value| Effect { value: value.into(), unit: "EUR", words: String::new() });
    one
}

/// Findings as they are ranked.
fn with(findings: Vec<Finding>) -> Sample {
    let mut sample = sample();
    sample.findings = findings;
    findings::rank(&mut sample.findings);
    sample
}

fn mixed() -> Sample {
    let base = sample();
    let warning = |code, value| finding(&base, code, Severity::Warning, value);
    let mut office = warning("G101", None);
    office.participant = None;
    with(vec![
        finding(&base, "V101", Severity::Error, None),
        warning("V109", Some(300)),
        warning("V103", Some(-20)),
        warning("S102", Some(5_000)),
        warning("F101", Some(4_500)),
        office,
    ])
}

#[test]
fn the_public_summary_names_no_rule_and_leaves_out_the_offices_matters() {
    let said = "Does not count as it stands |  | \n\
                Purchases: amounts, units, currencies, buyers | 1 | not known\n\
                Counts, and is asked about |  | \n\
                Purchases: amounts, units, currencies, buyers | 2 | EUR 320.00\n\
                Supporting files | 1 | EUR 5 000.00";
    let shown = cells(&table(&mixed(), "findings_summary")).replace(['\u{A0}', '\u{202F}'], " ");
    assert_eq!(shown, said);
}

#[test]
fn the_public_summary_tells_nothing_of_one_whose_lines_stay_back() {
    let mut sample = mixed();
    sample.this.1.withheld.insert(sample.findings[0].participant.clone().unwrap());
    let table = table(&sample, "findings_summary");
    let shown = cells(&table);
    assert!(
        !shown.contains("320") && !shown.contains("000") && shown.contains("withheld"),
        "{shown}"
    );
    assert_eq!(table.notes.len(), 1);
}

#[test]
fn the_offices_table_begins_with_errors_and_then_what_weighs_most() {
    let shown = table(&mixed(), "findings_by_rule");
    let codes: Vec<String> =
        shown.rows.iter().map(|row| Inline::plain(&row.cells[0].text)).collect();
    assert_eq!(codes, ["V101", "S102", "F101", "V109", "V103", "G101"]);
    assert_eq!(shown.columns.len(), 5, "no column of states while none is read");
}

#[test]
fn the_offices_sections_are_in_the_order_of_what_weighs_most() {
    let mut sample = sample();
    sample.findings[0].effect.as_mut().unwrap().value = 1.into();
    findings::rank(&mut sample.findings);
    let made = findings_page(&shipped_templates(), &context(&sample, true)).unwrap();
    let all = text(&made.blocks);
    let at = |name: &str| all.find(&format!("{name}\n")).or_else(|| all.find(name)).unwrap();
    assert!(at("Port City of Exampleton") < at("Sample Region North"), "{all}");
    assert!(!all.contains("open"), "that nothing was done yet goes without saying: {all}");
}
