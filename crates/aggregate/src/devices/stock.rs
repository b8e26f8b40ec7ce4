//! Devices in use on the period's last day, by participant and product group.

use std::collections::BTreeMap;

use model::devices::DeviceTable;
use model::period::days_between;
use model::{Date, Decimal, Identifier};

use super::rows::{BOUGHT_ON, Row, period_end};
use super::sides::{Mean, Sides, Units};
use crate::Inputs;
use crate::error::Error;

/// Days of a year, in hundredths (methodology: Use and end of use).
const YEAR_IN_HUNDREDTHS_OF_A_DAY: i64 = 36_525;

/// What a participant says of a product group in use.
#[derive(Clone, Debug)]
pub(crate) struct Stock {
    pub(crate) participant: Identifier,
    pub(crate) product_group: String,
    /// The declared table gives a measure of it; files are then evidence.
    pub(crate) is_declared: bool,
    /// A supporting file lists it.
    pub(crate) in_files: bool,
    /// Devices.
    pub(crate) devices: Sides<Units>,
    /// Their age.
    pub(crate) age: Sides<Mean>,
    /// Their planned lifetime.
    pub(crate) lifetime: Sides<Mean>,
}

/// The rows of one participant and product group.
#[derive(Default)]
struct Of<'a> {
    declared: Vec<&'a Row<'a>>,
    files: Vec<&'a Row<'a>>,
}

/// Every stock, by participant and product group.
pub(super) fn stocks(inputs: &Inputs<'_>, rows: &[Row<'_>]) -> Result<Vec<Stock>, Error> {
    let mut of: BTreeMap<(&Identifier, &str), Of<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.reason.is_none()) {
        let key = (row.participant, row.product_group);
        match row.table {
            DeviceTable::InUse => of.entry(key).or_default().declared.push(row),
            DeviceTable::Assets => of.entry(key).or_default().files.push(row),
            DeviceTable::EndOfUse | DeviceTable::Disposals => {}
        }
    }
    let stocks = of.into_iter().map(|((participant, product_group), of)| {
        let devices = Sides { declared: units(&of.declared)?, in_files: units(&of.files)? };
        let end = period_end(inputs, participant);
        let only = of.declared.len() == 1;
        let lent = devices.in_files.as_ref().filter(|_| only && devices.declared.is_none());
        let declared = |column| declared_mean(&of.declared, column, lent);
        let gives = |row: &&Row<'_>| {
            row.units.is_some() || [AGE, LIFETIME].iter().any(|years| row.years(years).is_some())
        };
        Ok(Stock {
            participant: participant.clone(),
            product_group: product_group.to_owned(),
            is_declared: of.declared.iter().any(gives),
            in_files: !of.files.is_empty(),
            age: Sides { declared: declared(AGE)?, in_files: age_in_files(&of.files, end)? },
            lifetime: Sides {
                declared: declared(LIFETIME)?,
                in_files: lifetime_in_files(&of.files)?,
            },
            devices,
        })
    });
    stocks.collect()
}

/// Columns of the declared table.
const DEVICES: &str = "devices";
pub(super) const AGE: &str = "mean_age_years";
pub(super) const LIFETIME: &str = "planned_lifetime_years";

fn units(rows: &[&Row<'_>]) -> Result<Option<Units>, Error> {
    let mut sum: Option<Units> = None;
    for row in rows {
        if let Some(units) = row.units {
            let entry = row.entry(DEVICES, units.to_string());
            sum.get_or_insert_default().add(units, entry, row.participant)?;
        }
    }
    Ok(sum)
}

/// The mean that declared rows give, each weighing its own devices; a single row that leaves them blank
/// weighs those the files lend. A mean without devices cannot be weighed and is left out, which is a
/// finding.
fn declared_mean(
    rows: &[&Row<'_>],
    column: &str,
    lent: Option<&Units>,
) -> Result<Option<Mean>, Error> {
    let mut sum: Option<Mean> = None;
    for row in rows {
        let devices = row.units.or(lent.map(|lent| lent.units));
        if let Some((years, devices)) = row.years(column).zip(devices) {
            let mut trace = vec![row.entry(column, years.normalize().to_string())];
            match row.units {
                Some(units) => trace.push(row.entry(DEVICES, units.to_string())),
                None => trace.extend(lent.into_iter().flat_map(|lent| lent.trace.clone())),
            }
            let mean = sum.get_or_insert_default();
            mean.add(devices, years, trace, row.participant)?;
        }
    }
    Ok(sum)
}

/// The age of the devices of which the files say when they were bought.
fn age_in_files(rows: &[&Row<'_>], end: Date) -> Result<Option<Mean>, Error> {
    let mut sum: Option<Mean> = None;
    for row in rows {
        let bought_on = row.file().and_then(|file| file.bought_on);
        if let Some((day, units)) = bought_on.zip(row.units) {
            let hundredths = i64::from(days_between(day, end)) * 100;
            let years = Decimal::from(hundredths) / Decimal::from(YEAR_IN_HUNDREDTHS_OF_A_DAY);
            let devices = row.entry(DEVICES, units.to_string());
            let bought_on = row.entry(BOUGHT_ON, format!("bought on {day}"));
            let trace = [devices, bought_on];
            sum.get_or_insert_default().add(units, years, trace, row.participant)?;
        }
    }
    Ok(sum)
}

/// The planned lifetime of the devices of which the files give one.
fn lifetime_in_files(rows: &[&Row<'_>]) -> Result<Option<Mean>, Error> {
    let mut sum: Option<Mean> = None;
    for row in rows {
        let years = row.file().and_then(|file| file.planned_lifetime_years);
        if let Some((years, units)) = years.zip(row.units) {
            let devices = row.entry(DEVICES, units.to_string());
            let planned = row.entry(LIFETIME, format!("for {} years", years.normalize()));
            let trace = [devices, planned];
            sum.get_or_insert_default().add(units, years, trace, row.participant)?;
        }
    }
    Ok(sum)
}
