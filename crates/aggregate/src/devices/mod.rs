//! Devices in use and at the end of use: declared tables and supporting files side by side
//! (methodology: Use and end of use).
//!
//! A file stands to the declared table as orders do: where the table covers a participant's product group
//! the declared figure counts, and the file lends the measures it leaves blank; else the file counts.

mod disposals;
mod rows;
mod sides;
mod stock;

use std::collections::BTreeSet;

use model::Identifier;
use model::devices::{CountedDevices, DeviceTable};
use model::supporting::AccountTerm;
use model::volume::LeftOutReason;

use crate::Inputs;
use crate::error::Error;

pub(crate) use disposals::Disposals;
pub(crate) use sides::{Mean, Sides, Units};
pub(crate) use stock::Stock;

use rows::Row;

/// All that is known of devices.
pub(crate) struct Devices {
    /// Every row with the decision about it.
    pub(crate) rows: Vec<CountedDevices>,
    /// Devices in use, by participant and product group.
    pub(crate) stocks: Vec<Stock>,
    /// Devices at the end of use, by participant and product group.
    pub(crate) disposals: Vec<Disposals>,
}

/// Decides every row, and puts together what each participant says of each product group.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn devices(inputs: &Inputs<'_>) -> Result<Devices, Error> {
    let rows = rows::rows(inputs);
    let stocks = stock::stocks(inputs, &rows)?;
    let disposals = disposals::disposals(&rows)?;
    let covered: BTreeSet<(DeviceTable, &Identifier, &str)> = stocks
        .iter()
        .filter(|stock| stock.is_declared)
        .map(|stock| (DeviceTable::Assets, &stock.participant, stock.product_group.as_str()))
        .chain(
            disposals
                .iter()
                .filter(|own| own.is_declared)
                .map(|own| (DeviceTable::Disposals, &own.participant, own.product_group.as_str())),
        )
        .collect();
    let counted = rows.iter().map(|row| {
        let evidence = covered.contains(&(row.table, row.participant, row.product_group));
        counted(row, evidence)
    });
    Ok(Devices { rows: counted.collect(), stocks, disposals })
}

impl Devices {
    /// Participants of whose supporting files a row counts: such a file is a return even without a
    /// workbook.
    pub(crate) fn with_files(&self) -> BTreeSet<&Identifier> {
        let counted = self
            .rows
            .iter()
            .filter(|row| !row.table.is_declared() && row.term == AccountTerm::Counted);
        counted.map(|row| &row.participant).collect()
    }
}

fn counted(row: &Row<'_>, evidence: bool) -> CountedDevices {
    CountedDevices {
        participant: row.participant.clone(),
        table: row.table,
        product_group: row.product_group.to_owned(),
        rows: row.rows,
        units: row.units,
        term: term(row.reason, evidence),
        reason: row.reason,
        place: row.place(),
    }
}

/// The term of a file's account that rows belong to.
fn term(reason: Option<LeftOutReason>, evidence: bool) -> AccountTerm {
    match reason {
        None if evidence => AccountTerm::Evidence,
        None => AccountTerm::Counted,
        Some(LeftOutReason::OutsidePeriod) => AccountTerm::OutsidePeriod,
        Some(LeftOutReason::NotInScope) => AccountTerm::OutOfScope,
        Some(LeftOutReason::Unclassified) => AccountTerm::Unclassified,
        Some(LeftOutReason::Duplicate) => AccountTerm::Duplicate,
        Some(LeftOutReason::Subtotal) => AccountTerm::Subtotal,
        Some(LeftOutReason::Refused) => AccountTerm::Refused,
        Some(LeftOutReason::Skipped) => AccountTerm::Skipped,
        Some(_) => AccountTerm::LeftOut,
    }
}
