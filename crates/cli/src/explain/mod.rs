//! `cfit explain`.

mod cell;
mod figure;
mod lists;
mod origin;
mod outline;
mod text;

use std::path::Path;

use anyhow::{Result, bail};
use pipeline::Explained;

use crate::arguments::ExplainOptions;
use crate::screen::{Screen, failed};

/// Columns where the output is no terminal.
const PLAIN_WIDTH: usize = 100;
/// Fewest and most columns that are used.
const WIDTHS: (usize, usize) = (60, 120);

pub(crate) fn run(workspace: &Path, options: &ExplainOptions, screen: &mut Screen) -> Result<u8> {
    if let Some(address) = &options.cell {
        // As `lineage` and `lines` write several places.
        let addresses = address.split("; ").filter(|part| !part.trim().is_empty());
        let mut addresses: Vec<&str> = addresses.collect();
        if addresses.is_empty() {
            // Nothing is no address: the answer says how one is written.
            addresses.push(address);
        }
        let parts = pipeline::explain_cells(workspace, options.year, &addresses, screen);
        let parts = parts.map_err(failed)?;
        if screen.is_json() {
            screen.answer(&parts)?;
        } else {
            for part in &parts {
                screen.say(&cell::shown(part, options.all, width()))?;
            }
        }
        return Ok(0);
    }
    let Some(indicator) = &options.indicator else {
        return all(workspace, options, screen);
    };
    let explained = pipeline::explain(workspace, options.year, indicator, &options.keys, screen);
    match explained.map_err(failed)? {
        Explained::Figure(explained) if screen.is_json() => screen.answer(&explained)?,
        Explained::Choice(choice) if screen.is_json() => screen.answer(&choice)?,
        Explained::Figure(explained) => {
            screen.say(&figure::shown(&explained, options.all, width()))?;
        }
        Explained::Choice(choice) => screen.say(&lists::choice(&choice, width()))?,
    }
    Ok(0)
}

/// Every figure of the year, for a program.
fn all(workspace: &Path, options: &ExplainOptions, screen: &mut Screen) -> Result<u8> {
    if !screen.is_json() {
        bail!(
            "say which figure or which cell: cfit explain volume.direct.amount, or cfit explain --cell \
             return.xlsx!Procurement!E14; `cfit indicators` lists the indicators"
        );
    }
    let figures = pipeline::explain_all(workspace, options.year, screen).map_err(failed)?;
    screen.answer(&figures)?;
    Ok(0)
}

/// Columns to write in: those of the terminal; without one what `COLUMNS` says, as for the help.
pub(crate) fn width() -> usize {
    let told = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    told.or_else(columns).unwrap_or(PLAIN_WIDTH).clamp(WIDTHS.0, WIDTHS.1)
}
