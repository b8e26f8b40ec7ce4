//! The Pact's money: budget, ledger and contributions made into the annual statement (§5.2.4, §5.3).
//!
//! In: what was read of `finance/` and `year.toml`, the register, the Bank's rates. Out: the statement and
//! the `finance.*` figures, each with the cells it came from. Cash basis; amounts are whole minor units of
//! the accounts' currency. It refuses to give a total that it knows to be wrong: where a line has no rate
//! or no known account, or a file's amounts come to more than can be counted, the figures it would be part of
//! have no value, and the statement says it is incomplete.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod accounts;
mod activities;
mod booking;
mod commitments;
mod contributions;
mod figures;
mod funds;
mod in_kind;
mod indicators;
mod interim;
mod statement;
#[cfg(test)]
mod tests;
mod too_large;
mod years;

pub use booking::rate_of_day;
pub use contributions::due_rate_day;
pub use in_kind::in_kind;
pub use indicators::INDICATORS;
pub use statement::{Inputs, Outcome, statement};
