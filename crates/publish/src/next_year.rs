//! Files of a year as they begin the next one: everything the office typed is kept but what must change.

mod register;
mod settings;

pub use register::{Carried, carried_register, emptied_register};
pub use settings::{NextSettings, moved, next_settings};
