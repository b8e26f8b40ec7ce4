//! The money of the Pact: what the files say, and the statement made of it. Cash basis.

mod files;
mod in_kind;
mod not_on_file;
mod statement;

pub use files::*;
pub use in_kind::*;
pub use not_on_file::*;
pub use statement::*;
