//! The money of the Pact: what the files say, and the statement made of it. Cash basis.

mod files;
mod in_kind;
mod statement;

pub use files::*;
pub use in_kind::*;
pub use statement::*;
