//! Worked examples small enough to check by hand, and properties that hold for any lines.

mod counting;
mod coverage;
mod device_rows;
mod devices;
mod fixture;
mod properties;
mod protection;
mod reconciliation;
mod registry;
mod uptake;
mod volume;
mod withheld;
