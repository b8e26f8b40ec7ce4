//! Declared figures beside the supporting files, group by group and measure by measure (contract:
//! Supporting spreadsheets). Every group of which both exist has rows, also where they agree.

mod devices;
mod purchases;

use model::Decimal;
use model::reconciliation::{Reconciliation, ReconciliationStatus};
use tables::CountedLines;

use crate::Inputs;
use crate::devices::Devices;
use crate::error::Error;

/// All rows: purchases, then devices in use, then devices at the end of use.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn reconciliation(
    inputs: &Inputs<'_>,
    lines: &CountedLines,
    known: &Devices,
) -> Result<Vec<Reconciliation>, Error> {
    let tolerance = inputs.pact.pact.reconcile_tolerance;
    let mut rows = purchases::rows(inputs, lines)?;
    rows.extend(devices::in_use(&known.stocks));
    rows.extend(devices::disposed(&known.disposals));
    for row in &mut rows {
        row.status = status(row, tolerance);
        for value in [&mut row.declared, &mut row.in_files, &mut row.counted].into_iter().flatten()
        {
            *value = model::round_half_even(*value, row.unit.places());
        }
    }
    Ok(rows)
}

/// How a row stands. Where the declared figure has taken a part from the files, what counts is compared, so
/// that a part left blank is no difference.
fn status(row: &Reconciliation, tolerance: Decimal) -> ReconciliationStatus {
    let Some(in_files) = row.in_files else {
        return ReconciliationStatus::NotInFiles;
    };
    let Some(counted) = row.counted.filter(|_| row.declared.is_some()) else {
        return ReconciliationStatus::FromFiles;
    };
    let difference = in_files.checked_sub(counted).map(|difference| difference.abs());
    let allowed = tolerance.checked_mul(counted.abs());
    match difference.zip(allowed) {
        Some((difference, allowed)) if difference <= allowed => ReconciliationStatus::Agrees,
        _ => ReconciliationStatus::Differs,
    }
}
