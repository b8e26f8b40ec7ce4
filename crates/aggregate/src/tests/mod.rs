//! Worked examples small enough to check by hand, and properties that hold for any lines.

mod counting;
mod coverage;
mod device_rows;
mod devices;
mod exchanged;
pub(crate) mod fixture;
mod properties;
mod protection;
mod reconciliation;
mod registry;
mod settled;
mod three_years;
mod two_years;
mod unit_prices;
mod uptake;
mod volume;
mod withheld;
