//! What is not published of participants that protect their volume (methodology: `protect_volume`).

use std::collections::BTreeSet;

use model::supporting::FileAccount;
use model::volume::{OverlapEntry, VolumeCell};
use model::{Figure, TraceEntry};
use tables::PublishedLine;

use crate::output::PackageInputs;

/// Participants whose volume is withheld, and the lines of others that would give it away.
pub(crate) struct Withheld {
    participants: BTreeSet<String>,
    /// Sources of lines that others report for them.
    sources: BTreeSet<String>,
    /// File and sheet of orders that others report for them.
    tables: BTreeSet<String>,
}

impl Withheld {
    /// Those who ask for it, and those whose own would give it away (`aggregate` says who they are).
    pub(crate) fn new(inputs: &PackageInputs<'_>) -> Self {
        let asked = inputs.year.protecting().into_iter();
        let participants = asked.chain(&inputs.results.withheld).map(ToString::to_string);
        let participants = participants.collect();
        let mut withheld = Self { participants, sources: BTreeSet::new(), tables: BTreeSet::new() };
        let orders: BTreeSet<String> = inputs.results.accounts.iter().map(table).collect();
        for line in inputs.lines {
            if !withheld.hides_line(line) {
                continue;
            }
            for source in line.source.split("; ") {
                withheld.sources.insert(source.to_owned());
                let table = source.rsplit_once('!').map(|(table, _)| table);
                withheld.tables.extend(table.filter(|of| orders.contains(*of)).map(str::to_owned));
            }
        }
        withheld
    }

    /// Whether the volume of a participant is withheld.
    pub(crate) fn has(&self, participant: &str) -> bool {
        self.participants.contains(participant)
    }

    /// A line of theirs, or bought for them, however the buyer is written.
    pub(crate) fn hides_line(&self, line: &PublishedLine) -> bool {
        self.has(line.participant.as_str())
            || self.has(line.owner.as_str())
            || self.has(&line.buyer.trim().to_lowercase())
    }

    /// A cell of theirs, or bought for them.
    pub(crate) fn hides_cell(&self, cell: &VolumeCell) -> bool {
        self.has(cell.reporter.as_str()) || self.has(cell.owner.as_str())
    }

    /// An overlap of theirs, or for them. Where theirs is what counts instead, that alone is not shown.
    pub(crate) fn hides_overlap(&self, entry: &OverlapEntry) -> bool {
        self.has(entry.reporter.as_str()) || self.has(&entry.buyer)
    }

    /// The account of a file of theirs, or of one with orders for them: less what is shown of it, it would
    /// tell theirs.
    pub(crate) fn hides_account(&self, account: &FileAccount) -> bool {
        self.has(account.participant.as_str()) || self.tables.contains(&table(account))
    }

    /// A value of theirs in a figure of volume.
    pub(crate) fn hides_value(&self, figure: &Figure, entry: &TraceEntry) -> bool {
        if self.participants.is_empty() || !is_volume(&figure.indicator) {
            return false;
        }
        let source = entry.source.to_string();
        let of_table =
            source.rsplit_once('!').is_some_and(|(table, _)| self.tables.contains(table));
        self.has(&entry.participant)
            || self.sources.contains(&source)
            || (entry.source.last_cell.is_some() && of_table)
    }
}

/// File and sheet of an account, as the source of a line names them before the cell; a text file is its own
/// sheet.
fn table(account: &FileAccount) -> String {
    match account.path.rsplit('/').next() == Some(account.sheet.as_str()) {
        true => account.path.clone(),
        false => format!("{}!{}", account.path, account.sheet),
    }
}

/// Whether an indicator is made of amounts or units of purchases. What is not known to be free of them
/// counts as made of them.
fn is_volume(indicator: &str) -> bool {
    const FREE: &[&str] =
        &["coverage.", "uptake.", "guidance.", "finance.", "themes.", "evidence."];
    const NOT_FREE: &[&str] = &["coverage.by_volume", "uptake.weighted_rate"];
    let starts = |list: &[&str]| list.iter().any(|start| indicator.starts_with(start));
    starts(NOT_FREE) || !starts(FREE)
}

/// A text that may be published: one that holds contact details is replaced by what it holds.
pub(crate) fn without_contact_details(text: &str) -> String {
    match model::personal_data::contact_detail(text) {
        Some(what) => format!("[withheld: {what}]"),
        None => text.to_owned(),
    }
}
