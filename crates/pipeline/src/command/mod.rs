//! One command a file.

pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod figures;
pub(crate) mod forms;
pub(crate) mod import;
pub(crate) mod letters;
mod new_version;
pub(crate) mod new_year;
pub(crate) mod receive;
pub(crate) mod remind;
pub(crate) mod report;
pub(crate) mod status;
