//! The settings: `pact.toml`, which holds for every year, and the `year.toml` of each year.
//!
//! A fault in a setting stops the run: everything after it would rest on it. Each is named with its
//! line, as many as there are in one go.

mod pact;
mod section;
mod shipped;
mod toml_file;
mod year;

#[cfg(test)]
mod tests;

pub(crate) use pact::pact;
pub(crate) use section::Section;
pub(crate) use toml_file::TomlFile;
pub(crate) use year::{opening_of_year, year_settings};
