//! Exact sums that stop where they no longer fit.

use model::Identifier;
use model::supporting::Tally;

use crate::error::Error;

/// Adds to a sum of a participant's; `what` is summed, such as `amounts in SEK`.
///
/// # Errors
/// If the sum is too large to be counted.
pub(crate) fn add(
    sum: &mut i64,
    value: i64,
    participant: &Identifier,
    what: &str,
) -> Result<(), Error> {
    let added = sum.checked_add(value);
    *sum = added.ok_or_else(|| too_large(participant, what))?;
    Ok(())
}

/// Adds rows and money to a tally of a participant's.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn add_tally(
    tally: &mut Tally,
    more: Tally,
    participant: &Identifier,
) -> Result<(), Error> {
    let rows = tally.rows.checked_add(more.rows);
    tally.rows = rows.ok_or_else(|| too_large(participant, "rows"))?;
    add(&mut tally.amount_minor, more.amount_minor, participant, "amounts")
}

/// The error of a sum of a participant's that does not fit.
pub(crate) fn too_large(participant: &Identifier, what: &str) -> Error {
    Error::TooLarge { participant: participant.clone(), what: what.to_owned() }
}
