//! What is shown: answers on standard output, talk and progress on standard error.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Error, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use model::Obstacle;
use pipeline::{Failure, Progress, Step};
use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::arguments::Format;

/// The exit code of a program that was told twice to stop, as shells give it.
const STOPPED: i32 = 130;

/// What takes less long needs no bar.
const SOON: Duration = Duration::from_secs(1);

/// The terminal, or whatever stands in for it.
pub(crate) struct Screen {
    format: Format,
    bar: Option<ProgressBar>,
    stopped: Arc<AtomicBool>,
}

/// The obstacles of a command, carried through `anyhow` so that each is shown in full.
#[derive(Debug)]
struct Obstacles(Vec<Obstacle>);

impl std::fmt::Display for Obstacles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let texts: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&texts.join("\n"))
    }
}

impl std::error::Error for Obstacles {}

/// An obstacle for a program.
#[derive(Serialize)]
struct ObstacleRecord<'a> {
    what: &'a str,
    place: Option<&'a str>,
    help: &'a str,
}

/// The day it is, the same for everybody at the same moment.
pub(crate) fn today() -> model::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Turns the failure of a command into an error for [`Screen::failure`].
pub(crate) fn failed(failure: Failure) -> Error {
    Obstacles(failure.0).into()
}

impl Screen {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, bar: None, stopped: Arc::default() }
    }

    /// From now on the first Ctrl-C, or a polite request of the system to end, is answered between two steps; the
    /// second ends the program at once.
    pub(crate) fn can_be_stopped(&self) -> Result<()> {
        let cannot = "the keys that stop a command could not be listened to";
        for signal in [SIGINT, SIGTERM] {
            let stopped = || Arc::clone(&self.stopped);
            flag::register_conditional_shutdown(signal, STOPPED, stopped()).context(cannot)?;
            flag::register(signal, stopped()).context(cannot)?;
        }
        Ok(())
    }

    /// Whether a program wants the answer.
    pub(crate) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Writes text of the answer.
    pub(crate) fn say(&mut self, text: &str) -> Result<()> {
        self.finish();
        let written = anstream::stdout().write_all(text.as_bytes());
        match written {
            // Whoever reads has read enough, as `cfit check | head` does.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.context("the answer could not be written"),
        }
    }

    /// Writes the answer for a program.
    pub(crate) fn answer(&mut self, value: &impl Serialize) -> Result<()> {
        let mut text =
            serde_json::to_string_pretty(value).context("the answer could not be written")?;
        text.push('\n');
        self.say(&text)
    }

    /// Says why a command could not be done.
    pub(crate) fn failure(&mut self, error: &Error) {
        self.finish();
        let mut talk = anstream::stderr();
        let text = match error.downcast_ref::<Obstacles>() {
            Some(Obstacles(obstacles)) => {
                if self.is_json() {
                    let records: Vec<ObstacleRecord> =
                        obstacles.iter().map(ObstacleRecord::from).collect();
                    let _ = self.answer(&serde_json::json!({ "obstacles": records }));
                }
                obstacles.iter().map(findings::obstacle).collect::<Vec<_>>().join("\n")
            }
            None => format!("error: {error:#}\n"),
        };
        // Nothing is left to be told to anyone if standard error is closed.
        let _ = talk.write_all(text.as_bytes());
    }

    fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl<'a> From<&'a Obstacle> for ObstacleRecord<'a> {
    fn from(obstacle: &'a Obstacle) -> Self {
        Self { what: &obstacle.what, place: obstacle.place.as_deref(), help: &obstacle.help }
    }
}

impl Progress for Screen {
    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Shows a bar, if the output is a terminal, from a second after the first step on.
    fn step(&mut self, step: &Step) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(step.of), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{bar:24} {pos}/{len}  {msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.enable_steady_tick(Duration::from_millis(200));
            show_later(&bar);
            bar
        });
        bar.set_length(step.of);
        bar.set_position(step.done);
        bar.set_message(step.text.clone());
    }
}

/// Draws a bar from [`SOON`] on, if it is not finished by then; also while a long step brings no news.
fn show_later(bar: &ProgressBar) {
    let bar = bar.downgrade();
    thread::spawn(move || {
        thread::sleep(SOON);
        if let Some(bar) = bar.upgrade().filter(|bar| !bar.is_finished()) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
}

/// Breaks a text into lines of at most `width` characters, indented by two spaces.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let mut lines = vec![String::from(" ")];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if lines[last].chars().count() + 1 + word.chars().count() > width {
            lines.push(format!("  {word}"));
        } else {
            lines[last].push(' ');
            lines[last].push_str(word);
        }
    }
    lines.join("\n")
}
