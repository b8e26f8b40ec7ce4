//! Invented pacts of any size: for trying, training, load and tests.
//!
//! In: how many participants, orders and years, and a seed. Out: an [`InventedPact`] in memory, and the files of
//! a workspace as bytes, the same for the same seed. It refuses to touch the disk or the clock, to read
//! anything back, and to know any stage: what is read of its files is compared with the pact in memory by tests.

pub mod faults;
pub mod invent;
pub mod pact;
pub mod questionnaire;
pub mod supporting;
pub mod workspace;

pub use invent::{Size, invent};
pub use pact::InventedPact;
