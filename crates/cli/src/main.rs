//! `cfit` on the command line: arguments, terminal, exit codes; no logic.
//!
//! In: arguments. Out: what the pipeline has to say, for a person or, with `--format json`, for a
//! program. Exit codes: 0 fine, 1 done, but with findings of severity error, 2 could not be done.

mod arguments;
mod check;
mod demo;
mod explain;
mod forms;
mod import;
mod indicators;
mod letters;
mod new_year;
mod receive;
mod remind;
mod report;
mod rules;
mod screen;
mod status;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use arguments::{Arguments, Command};
use screen::Screen;

/// Done, but findings of severity error.
pub(crate) const FOUND_ERRORS: u8 = 1;
/// Could not be done.
const COULD_NOT: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut screen = Screen::new(arguments.format);
    let code = match run(&arguments, &mut screen) {
        Ok(code) => code,
        Err(error) => {
            screen.failure(&error);
            COULD_NOT
        }
    };
    ExitCode::from(code)
}

fn run(arguments: &Arguments, screen: &mut Screen) -> Result<u8> {
    let workspace = arguments.workspace.as_path();
    match &arguments.command {
        None => status::run(workspace, None, screen),
        Some(Command::Status(options)) => status::run(workspace, options.year, screen),
        Some(Command::NewYear(options)) => new_year::run(workspace, options, screen),
        Some(Command::Forms(options)) => forms::run(workspace, options, screen),
        Some(Command::Remind(options)) => remind::run(workspace, options, screen),
        Some(Command::Receive(options)) => receive::run(workspace, options, screen),
        Some(Command::Import(options)) => import::run(workspace, options, screen),
        Some(Command::Check(options)) => check::run(workspace, options, screen),
        Some(Command::Report(options)) => report::run(workspace, options, screen),
        Some(Command::Explain(options)) => explain::run(workspace, options, screen),
        Some(Command::Demo(options)) => demo::run(options, screen),
        Some(Command::Rules(options)) => rules::run(options, screen),
        Some(Command::Indicators(options)) => indicators::run(options, screen),
    }
}
