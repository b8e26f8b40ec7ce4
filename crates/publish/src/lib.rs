//! What leaves the program: the open data, the manifest, and files put in place whole or not at all.
//!
//! In: what was read and computed for a year, and files made by other stages. Out: the tables of `data/`
//! as a Frictionless Data Package with `findings.json` ([`data_package`], [`finance_package`]), the list of everything read
//! and written ([`manifest()`]), folders and files on the disk ([`write_folder`], [`NewFolder`],
//! [`write_file`], [`write_new_file`]), rows at the end of the office's registers ([`append_rows`]), and
//! letters as drafts of e-mails ([`Letter`]). It refuses to compute figures, to publish what a participant
//! protects, to put a formula into a table, to send anything, and to leave anything half-written behind.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod audit;
mod error;
mod field;
mod file_name;
mod finance;
mod folder;
mod journal;
mod left_out;
mod letter;
mod lineage;
mod manifest;
mod new_folder;
mod next_year;
mod observations;
mod output;
mod package;
mod published;
mod register_file;
mod registers;
mod single_file;
mod table;
mod targets;
mod trends;
mod volume;
mod withheld;
mod words;

#[cfg(test)]
mod tests;

pub use error::Error;
pub use file_name::{clean_name, numbered_name};
pub use folder::{restore_folder, write_folder};
pub use letter::{Attachment, Letter, carries, is_as_written};
pub use manifest::{Manifest, manifest, manifest_in_place};
pub use new_folder::{NewFile, NewFolder};
pub use next_year::{
    Carried, NextSettings, carried_register, emptied_register, moved, next_settings,
};
pub use output::{OutputFile, PackageInputs};
pub use package::{data_package, finance_package};
pub use published::published_tables;
pub use register_file::append_rows;
pub use single_file::{take_back, write_file, write_new_file};
