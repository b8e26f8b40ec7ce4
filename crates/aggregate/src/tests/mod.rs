//! Worked examples small enough to check by hand, and properties that hold for any lines.

mod counting;
mod coverage;
mod fixture;
mod properties;
mod protection;
mod registry;
mod uptake;
mod volume;
