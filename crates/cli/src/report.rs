//! `cfit report`.

use std::path::Path;

use anyhow::{Result, bail};
use findings::Severity;
use pipeline::ReportParts;

use crate::FOUND_ERRORS;
use crate::arguments::{OnlyDocument, ReportOptions};
use crate::screen::{Screen, failed};

impl ReportOptions {
    /// What is to be made.
    ///
    /// # Errors
    /// A day with another document than the financial summary.
    pub(crate) fn parts(&self) -> Result<ReportParts> {
        match (self.only, self.as_of) {
            (Some(OnlyDocument::FinancialSummary), as_of) => {
                Ok(ReportParts::FinancialSummary { as_of })
            }
            (_, Some(_)) => {
                bail!(
                    "--as-of makes an interim financial summary: use it with --only financial-summary"
                )
            }
            (Some(OnlyDocument::ProgressReport), None) => Ok(ReportParts::ProgressReport),
            (None, None) => Ok(ReportParts::All),
        }
    }
}

pub(crate) fn run(workspace: &Path, options: &ReportOptions, screen: &mut Screen) -> Result<u8> {
    let parts = options.parts()?;
    let outcome = pipeline::report(workspace, options.year, parts, screen).map_err(failed)?;
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
            "only": outcome.parts.only(),
            "as_of": outcome.parts.as_of().map(|day| day.to_string()),
        }))?;
        return Ok(code);
    }
    let mut text = format!("{}/\n{}", outcome.folder, files_in_words(&outcome.files));
    for what in &outcome.left_out {
        text.push_str(&format!("Not made: {what}.\n"));
    }
    text.push_str(&only_in_words(outcome.parts, &outcome.folder, outcome.year));
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

/// What the folder lacks where one document alone was made, and how to get everything back.
fn only_in_words(parts: ReportParts, folder: &str, year: i16) -> String {
    let what = match (parts, parts.as_of()) {
        (ReportParts::All, _) => return String::new(),
        (ReportParts::ProgressReport, _) => {
            "the progress report with its annex and data".to_owned()
        }
        (_, None) => "the financial summary with its workbook and data".to_owned(),
        (_, Some(day)) => {
            format!("an interim financial summary, up to {day}, with its workbook and data")
        }
    };
    format!(
        "{folder}/ now holds {what}, and nothing else. Everything comes back with: cfit report --year {year}\n"
    )
}

/// The files, a line each with its size; those in a folder below the year's as one line for the folder.
fn files_in_words(files: &[(String, u64)]) -> String {
    let mut lines: Vec<(String, usize, u64)> = Vec::new();
    for (path, size) in files {
        let folder = path.split_once('/').map(|(folder, _)| format!("{folder}/"));
        let name = folder.unwrap_or_else(|| path.clone());
        match lines.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, count, sum)) => {
                *count += 1;
                *sum += size;
            }
            None => lines.push((name, 1, *size)),
        }
    }
    let line = |(name, count, size): (String, usize, u64)| {
        let name = match (name.ends_with('/'), count) {
            (false, _) => name,
            (true, 1) => format!("{name} (1 file)"),
            (true, _) => format!("{name} ({count} files)"),
        };
        format!("  {name:<28} {:>7} KB\n", size.div_ceil(1024))
    };
    lines.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_line_with_how_many_files_it_holds() {
        let files = [
            ("progress-report.html", 1024),
            ("participants/a.html", 1024),
            ("participants/b.html", 2048),
            ("manifest.json", 1),
            ("data/lines.csv", 512),
        ];
        let files = files.map(|(path, size)| (path.to_owned(), size));
        let text = files_in_words(&files);
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: Vec<String> = text.lines().map(words).collect();
        let expected = [
            "progress-report.html 1 KB",
            "participants/ (2 files) 3 KB",
            "manifest.json 1 KB",
            "data/ (1 file) 1 KB",
        ];
        assert_eq!(shown, expected);
    }
}
