//! What leaves the program: the open data, the manifest, and files put in place whole or not at all.
//!
//! In: what was read and computed for a year, and files made by other stages. Out: the tables of `data/`
//! as a Frictionless Data Package with `findings.json` ([`data_package`]), the list of everything read
//! and written ([`manifest()`]), and folders and files on the disk ([`write_folder`], [`NewFolder`], [`write_file`]). It
//! refuses to compute figures, to publish what a participant protects, to put a formula into a table,
//! and to leave anything half-written behind.

mod error;
mod field;
mod finance;
mod folder;
mod left_out;
mod lineage;
mod manifest;
mod new_folder;
mod observations;
mod output;
mod package;
mod published;
mod registers;
mod single_file;
mod table;
mod trends;
mod volume;
mod withheld;
mod words;

#[cfg(test)]
mod tests;

pub use error::Error;
pub use folder::{restore_folder, write_folder};
pub use manifest::{Manifest, manifest, manifest_in_place};
pub use new_folder::{NewFile, NewFolder};
pub use output::{OutputFile, PackageInputs};
pub use package::data_package;
pub use published::published_tables;
pub use single_file::write_file;
