//! The arguments, as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns the yearly returns of the Circular & Fair ICT Pact into its collective progress report and its
/// annual financial summary, and shows for every figure the cells it came from.
///
/// Without a command it says where the year stands and what to do next.
#[derive(Parser, Debug)]
#[command(name = "cfit", version, after_help = EXIT_CODES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The folder of the workspace: the one that holds `inputs/`.
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(crate) workspace: PathBuf,
    /// How to answer: as text for a reader, or as one JSON document for a program.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const EXIT_CODES: &str = "Exit codes: 0 fine; 1 done, but there are findings of severity error; \
2 could not be done, and the message says what to change.";

/// How to answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For a reader.
    Text,
    /// For a program.
    Json,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write the workbooks participants fill in, one each, into `outbox/`.
    Forms(FormsOptions),
    /// Check what came in: every finding with its cell, why it matters and how to mend it.
    Check(CheckOptions),
    /// Render the documents, the workbook and the open data of a year into `reports/`.
    Report(ReportOptions),
    /// List the rules `check` applies, or explain one.
    Rules(RulesOptions),
    /// List the indicators, or say how one is computed.
    Indicators(IndicatorsOptions),
}

/// Reads a year.
fn year(text: &str) -> Result<i16, String> {
    match text.parse() {
        Ok(year) if text.len() == 4 => Ok(year),
        _ => Err("a year has four digits, such as 2026".to_owned()),
    }
}

/// Options of `cfit forms`.
#[derive(Args, Debug)]
pub(crate) struct FormsOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Only for this participant (its id); can be given several times.
    #[arg(long, value_name = "ID")]
    pub(crate) participant: Vec<String>,
    /// In this language instead of each participant's own, such as `fr`.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
}

/// Options of `cfit check`.
#[derive(Args, Debug)]
pub(crate) struct CheckOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Only what concerns this participant (its id).
    #[arg(long, value_name = "ID")]
    pub(crate) participant: Option<String>,
    /// One line a finding.
    #[arg(long)]
    pub(crate) short: bool,
}

/// Options of `cfit report`.
#[derive(Args, Debug)]
pub(crate) struct ReportOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
}

/// Options of `cfit rules`.
#[derive(Args, Debug)]
pub(crate) struct RulesOptions {
    /// The code of a rule, such as V101; all rules if it is left out.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Options of `cfit indicators`.
#[derive(Args, Debug)]
pub(crate) struct IndicatorsOptions {
    /// The name of an indicator, such as uptake.rate; all of them if it is left out.
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
