//! `cfit demo`.

use anyhow::Result;
use pipeline::{DemoOutcome, DemoRequest};

use crate::arguments::DemoOptions;
use crate::screen::{Screen, failed};

pub(crate) fn run(options: &DemoOptions, screen: &mut Screen) -> Result<u8> {
    let request = DemoRequest {
        participants: options.participants,
        orders: options.orders,
        years: options.years,
        seed: options.seed,
        lines_only: options.lines_only,
        faults: options.faults,
    };
    screen.can_be_stopped()?;
    let outcome = pipeline::demo(&options.folder, &request, screen).map_err(failed)?;
    if screen.is_json() {
        screen.answer(&serde_json::json!({
            "folder": options.folder.display().to_string(),
            "participants": outcome.participants,
            "years": outcome.years,
            "returns": outcome.returns,
            "lines": outcome.lines,
            "planted": outcome.planted,
            "files": outcome.files,
            "bytes": outcome.bytes,
            "seed": options.seed,
        }))?;
    } else {
        screen.say(&in_words(options, &outcome))?;
    }
    Ok(0)
}

fn in_words(options: &DemoOptions, outcome: &DemoOutcome) -> String {
    let folder = options.folder.display().to_string();
    let folder = folder.trim_end_matches('/');
    let size = match outcome.bytes.div_ceil(1024) {
        kilobytes @ ..10_000 => format!("{kilobytes} KB"),
        kilobytes => format!("{} MB", kilobytes.div_ceil(1024)),
    };
    if let Some(lines) = outcome.lines {
        return format!("{folder}/lines.parquet: {lines} invented lines of orders, {size}.\n");
    }
    let years: Vec<String> = outcome.years.iter().map(ToString::to_string).collect();
    let years = match years.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("the years {} and {last}", all.join(", ")),
        years => format!("the year {}", years.concat()),
    };
    let planted = match outcome.planted {
        0 => String::new(),
        planted => format!(
            "planted-mistakes.csv in it lists the mistakes that were planted: {planted} findings, each with its rule and cell.\n"
        ),
    };
    let bold = anstyle::Style::new().bold();
    let enter = match folder {
        "." => String::new(),
        folder if folder.contains(' ') => format!("cd \"{folder}\" && "),
        folder => format!("cd {folder} && "),
    };
    format!(
        "{folder}/: an invented pact of {}, with {} for {years} ({} files, {size}).\n\
         README.md in it says what to try. Everything in it is invented.\n{planted}\n\
         Next: {bold}{enter}cfit report{bold:#} (the documents of its last year, in reports/).\n",
        counted(outcome.participants, "organisation"),
        counted(outcome.returns, "return"),
        outcome.files,
    )
}

fn counted(number: u64, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
