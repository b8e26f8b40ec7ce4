//! `cfit check`.

use std::path::Path;

use anyhow::Result;
use findings::{Finding, FindingRecord, Severity};

use crate::FOUND_ERRORS;
use crate::arguments::CheckOptions;
use crate::screen::{Screen, failed};

pub(crate) fn run(workspace: &Path, options: &CheckOptions, screen: &mut Screen) -> Result<u8> {
    let participant = options.participant.as_deref();
    let outcome = pipeline::check(workspace, options.year, participant, screen).map_err(failed)?;
    let code = exit_code(&outcome.findings);
    if screen.is_json() {
        let records: Vec<FindingRecord> =
            outcome.findings.iter().map(FindingRecord::from).collect();
        screen.answer(&records)?;
        return Ok(code);
    }
    let mut text = String::new();
    if options.short {
        for finding in &outcome.findings {
            text.push_str(&findings::one_line(finding));
            text.push('\n');
        }
    } else if !outcome.findings.is_empty() {
        text.push_str(&findings::counts(&outcome.findings));
        text.push('\n');
        text.push_str(&findings::by_rule(&outcome.findings));
    }
    for (path, why) in &outcome.passed_over {
        text.push_str(&format!("passed over: {path} ({why})\n"));
    }
    text.push_str(&format!("{}: {}.\n", outcome.year, findings::summary(&outcome.findings)));
    if !outcome.findings.is_empty() {
        text.push_str(
            "What a finding means: cfit rules CODE. Next: mend or ask, then run the same command again.\n",
        );
    }
    screen.say(&text)?;
    Ok(code)
}

/// 1 if there is a finding of severity error, else 0.
fn exit_code(findings: &[Finding]) -> u8 {
    let errors = findings.iter().any(|finding| finding.rule.severity == Severity::Error);
    if errors { FOUND_ERRORS } else { 0 }
}
