//! What is not published of participants that protect their volume (methodology: `protect_volume`).

use std::collections::BTreeSet;

use model::volume::{OverlapEntry, VolumeCell};
use model::{Dimension, Figure, ObservationStatus, TraceEntry};
use tables::PublishedLine;

use crate::output::PackageInputs;

/// Participants whose volume is withheld, and the lines of others that would give it away.
pub(crate) struct Withheld {
    participants: BTreeSet<String>,
    /// Sources of lines that others report for them.
    sources: BTreeSet<String>,
    /// File and sheet of ranges of lines that others report for them.
    tables: BTreeSet<String>,
}

impl Withheld {
    /// Those who ask for it, and those whose own figures were withheld so that nothing follows by
    /// subtraction.
    pub(crate) fn new(inputs: &PackageInputs<'_>) -> Self {
        let returns = inputs.year.returns.keys();
        let asked = returns.filter(|id| inputs.year.protects_volume(id.as_str()));
        let mut participants: BTreeSet<String> = asked.map(ToString::to_string).collect();
        for figure in inputs.results.figures.iter() {
            let own = figure.dimensions.get(Dimension::Participant);
            let withheld = figure.status == ObservationStatus::Withheld;
            if let (true, true, Some(own)) = (withheld, is_volume(&figure.indicator), own) {
                participants.insert(own.to_owned());
            }
        }
        let mut withheld = Self { participants, sources: BTreeSet::new(), tables: BTreeSet::new() };
        for line in inputs.lines {
            if !withheld.hides_line(line) {
                continue;
            }
            for source in line.source.split("; ") {
                withheld.sources.insert(source.to_owned());
                if let (true, Some((table, _))) = (line.lines > 1, source.rsplit_once('!')) {
                    withheld.tables.insert(table.to_owned());
                }
            }
        }
        withheld
    }

    fn has(&self, participant: &str) -> bool {
        self.participants.contains(participant)
    }

    /// A line of theirs, or bought for them.
    pub(crate) fn hides_line(&self, line: &PublishedLine) -> bool {
        self.has(line.participant.as_str()) || self.has(&line.buyer)
    }

    /// A cell of theirs, or bought for them.
    pub(crate) fn hides_cell(&self, cell: &VolumeCell) -> bool {
        self.has(cell.reporter.as_str()) || self.has(cell.owner.as_str())
    }

    /// An overlap they are part of.
    pub(crate) fn hides_overlap(&self, entry: &OverlapEntry) -> bool {
        self.has(entry.reporter.as_str())
            || self.has(&entry.buyer)
            || self.has(entry.counted.as_str())
    }

    /// The account of a file of theirs.
    pub(crate) fn hides_account(&self, participant: &str) -> bool {
        self.has(participant)
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
