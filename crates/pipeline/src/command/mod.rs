//! One command a file.

pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod figures;
pub(crate) mod forms;
pub(crate) mod report;
pub(crate) mod status;
