//! Lines of purchases as columns, and the only door to polars.
//!
//! In: lines as they were read ([`LinesBuilder`]). Out: the lines in columns ([`Lines`]), their distinct
//! groups with exact sums ([`Grouped`]), the lines with what was decided about them ([`CountedLines`]),
//! and Parquet files ([`parquet`], [`LinesFile`]). It refuses to decide how a line counts, to convert currencies
//! otherwise than by a rate it is given, and to hold money in binary floating point: amounts are summed
//! as whole minor units, and a sum too large for them is an error, never a wrong number.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod builder;
mod counted;
mod error;
mod groups;
mod lines;
mod lines_file;
mod parquet;
mod place;
mod placed;
mod published;
mod schema;
mod spread;
mod texts;
mod uses;

pub use builder::{LinesBuilder, is_part};
pub use counted::{CountedLines, Counting, Lent};
pub use error::Error;
pub use groups::{Grouped, LineGroup};
pub use lines::Lines;
pub use lines_file::LinesFile;
pub use parquet::{Column, parquet};
pub use place::line_place;
pub use placed::PlacedLine;
pub use published::{FEWEST, PublishedLine};
pub use spread::ColumnSums;
pub use uses::LineUse;
