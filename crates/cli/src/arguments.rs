//! The arguments, as typed.

use std::path::PathBuf;

use clap::{Arg, Args, Parser, Subcommand, ValueEnum};

/// Turns the yearly returns of the Circular & Fair ICT Pact into its collective progress report and its
/// annual financial summary, and shows for every figure the cells it came from.
///
/// Without a command it says where the newest year stands and what to do next, as `cfit status` does.
#[derive(Parser, Debug)]
#[command(name = "cfit", version, after_help = EXIT_CODES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The folder of the workspace: the one that holds `inputs/`.
    #[arg(long, global = true, value_name = "DIR", default_value = ".", display_order = 100)]
    pub(crate) workspace: PathBuf,
    /// How to answer: as text for a reader, or as one JSON document for a program.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text", display_order = 101)]
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
    /// Say where a year stands: who has returned, who is late, what is to be asked, the next command.
    Status(StatusOptions),
    /// Write the workbooks participants fill in, one each, into `outbox/`.
    Forms(FormsOptions),
    /// Check what came in: every finding with its cell, why it matters and how to mend it.
    Check(CheckOptions),
    /// Render the documents, the workbook and the open data of a year into `reports/`.
    Report(ReportOptions),
    /// Write a workspace of an invented pact, of any size, to try the program with.
    ///
    /// It is for trying the program before real returns are there, for training, and for tests of any size. Everything
    /// in it is invented and says so: organisations, purchases, answers, money. Returns are forms as `cfit forms`
    /// writes them, filled in; beside them lie lists of orders and devices in the layouts and languages that
    /// organisations send, with the mappings that say what their columns mean. The same options write the same bytes.
    ///
    /// Without --faults nothing in it is wrong, so nobody keeps silent either: who sends no return is exempt, stands in
    /// another's or took part for too short a time to be asked, and what is paid late or in parts is paid in the end. With
    /// --faults some of that goes wrong too.
    Demo(DemoOptions),
    /// List the rules `check` applies, or explain one.
    Rules(RulesOptions),
    /// List the indicators, or say how one is computed.
    Indicators(IndicatorsOptions),
}

/// Reads how many of something are wanted.
fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "a whole number is needed, such as 40".to_owned())
}

/// Reads a year.
fn year(text: &str) -> Result<i16, String> {
    match text.parse() {
        Ok(year) if text.len() == 4 => Ok(year),
        _ => Err("a year has four digits, such as 2026".to_owned()),
    }
}

/// Options of `cfit status`.
#[derive(Args, Debug)]
pub(crate) struct StatusOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
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

/// The option for the folder of a workspace, where the command makes one: it is not shown, and refused with a word on
/// where the folder is said.
fn no_workspace() -> Arg {
    let refused = |_: &str| {
        Err::<PathBuf, _>("this command makes a workspace, and DIR is the folder it is made in")
    };
    Arg::new("workspace").long("workspace").value_name("DIR").hide(true).value_parser(refused)
}

/// Options of `cfit demo`.
#[derive(Args, Debug)]
#[command(after_help = DEMO_EXAMPLES, arg = no_workspace())]
pub(crate) struct DemoOptions {
    /// The folder to write: one that does not exist yet, or an empty one, also the current one (`.`).
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// How many organisations ever take part.
    #[arg(long, value_name = "N", default_value_t = 40, allow_negative_numbers = true)]
    #[arg(value_parser = number)]
    pub(crate) participants: u32,
    /// How many lines of orders a return has on average that attaches any; large organisations have more of them, up to
    /// four times as many, small ones fewer, down to a tenth. 0: nobody attaches lists of orders. At most 240 000, with
    /// --lines-only 1 000 000.
    #[arg(long, value_name = "N", default_value_t = 200, allow_negative_numbers = true)]
    #[arg(value_parser = number)]
    pub(crate) orders: u32,
    /// How many years, the last being 2026.
    #[arg(long, value_name = "N", default_value_t = 2, allow_negative_numbers = true)]
    #[arg(value_parser = number, conflicts_with = "lines_only")]
    pub(crate) years: u32,
    /// Any number: another one gives another pact.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Write only lines of orders, exactly participants times orders of them, as one Parquet table for load tests.
    #[arg(long)]
    pub(crate) lines_only: bool,
    /// Plant mistakes of the kinds that people make, as many kinds as fit, and list them with the rule and the cell of
    /// each in `planted-mistakes.csv`.
    #[arg(long, conflicts_with = "lines_only")]
    pub(crate) faults: bool,
}

const DEMO_EXAMPLES: &str = "\
Examples:
  cfit demo trial                                      a pact to look at
  cfit demo small --participants 8 --orders 20         one that can be read whole
  cfit demo large --participants 1000 --orders 500 --years 1
  cfit demo lines --participants 1000 --orders 10000 --lines-only";

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

    #[test]
    fn the_folder_of_a_demo_is_said_in_one_place() {
        let read = |arguments: &[&str]| Arguments::try_parse_from(arguments);
        let refused = read(&["cfit", "demo", "trial", "--workspace", "elsewhere"]).unwrap_err();
        assert_eq!(refused.exit_code(), 2);
        assert!(refused.to_string().contains("DIR is the folder it is made in"), "{refused}");
        let help = read(&["cfit", "demo", "--help"]).unwrap_err().to_string();
        assert!(help.contains("--format") && !help.contains("--workspace"), "{help}");
        assert!(help.contains("as many kinds as fit"), "{help}");

        let Some(Command::Demo(demo)) = read(&["cfit", "demo", "trial"]).unwrap().command else {
            panic!("a demo was asked for");
        };
        assert_eq!(demo.folder, PathBuf::from("trial"));
        let check = read(&["cfit", "check", "--workspace", "elsewhere"]).unwrap();
        assert_eq!(check.workspace, PathBuf::from("elsewhere"));
        let help = read(&["cfit", "check", "--help"]).unwrap_err().to_string();
        assert!(help.contains("--workspace"), "{help}");
    }
}
