//! `cfit report`.

use std::path::Path;

use anyhow::Result;
use findings::Severity;

use crate::FOUND_ERRORS;
use crate::arguments::ReportOptions;
use crate::screen::{Screen, failed};

pub(crate) fn run(workspace: &Path, options: &ReportOptions, screen: &mut Screen) -> Result<u8> {
    let outcome = pipeline::report(workspace, options.year, screen).map_err(failed)?;
    let errors = outcome.findings.iter().any(|finding| finding.rule.severity == Severity::Error);
    let code = if errors { FOUND_ERRORS } else { 0 };
    if screen.is_json() {
        let files: Vec<_> = outcome
            .files
            .iter()
            .map(|(path, size)| serde_json::json!({ "file": path, "size": size }))
            .collect();
        screen.answer(&serde_json::json!({
            "year": outcome.year,
            "folder": outcome.folder,
            "files": files,
            "left_out": outcome.left_out,
        }))?;
        return Ok(code);
    }
    let mut text = format!("{}/\n", outcome.folder);
    let (data, documents): (Vec<_>, Vec<_>) =
        outcome.files.iter().partition(|(path, _)| path.starts_with("data/"));
    for (path, size) in documents {
        text.push_str(&format!("  {path:<28} {:>7} KB\n", size.div_ceil(1024)));
    }
    let total: u64 = data.iter().map(|(_, size)| size).sum();
    text.push_str(&format!(
        "  {:<28} {:>7} KB\n",
        format!("data/ ({} files)", data.len()),
        total.div_ceil(1024)
    ));
    for what in &outcome.left_out {
        text.push_str(&format!("Not made: {what}.\n"));
    }
    text.push_str(&format!("Findings: {}.", findings::summary(&outcome.findings)));
    if outcome.findings.is_empty() {
        text.push('\n');
    } else {
        text.push_str(&format!(
            " Read them in {0}/findings.html, or with cfit check --year {1}.\n",
            outcome.folder, outcome.year
        ));
    }
    screen.say(&text)?;
    Ok(code)
}
