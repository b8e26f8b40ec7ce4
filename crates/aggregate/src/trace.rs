//! What went into a figure, with the cell it stands in.

use std::sync::Arc;

use model::{Currency, Identifier, Money, Place, TraceEntry};

/// What stands in a trace instead of a value whose owner withholds it (`protect_volume`).
pub(crate) const WITHHELD: &str = "withheld";

/// One entry.
pub(crate) fn entry(
    participant: &Identifier,
    value: impl Into<String>,
    source: Place,
) -> TraceEntry {
    TraceEntry::new(participant.as_str(), value, source)
}

/// An amount as it went in: exact, in its own currency, such as `1250.00 SEK`.
pub(crate) fn amount(minor: i64, currency: Currency) -> String {
    format!("{} {currency}", Money { currency, minor }.to_decimal())
}

/// Entries of several sources as one trace.
pub(crate) fn joined<'a>(
    parts: impl IntoIterator<Item = &'a Vec<TraceEntry>>,
) -> Arc<Vec<TraceEntry>> {
    Arc::new(parts.into_iter().flatten().cloned().collect())
}
