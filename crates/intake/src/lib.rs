//! Finds the files of a workspace, reads their bytes and takes their fingerprints.
//!
//! In: the folder of a workspace. Out: [`WorkspaceFiles`], every file of `inputs/` and
//! `report-templates/` by its path, with its content and SHA-256, the years there are, and what was
//! passed over, with why; and [`offered()`], the files from elsewhere that the office wants to take in.
//! It refuses to leave the workspace through a link, to hold a file of more than 256 MiB, to say what a
//! file means, and to write anything.

mod bytes;
mod litter;
mod offered;
mod walk;
mod workspace;

#[cfg(test)]
mod tests;

pub use offered::{OfferedFile, file, is_there, offered};
pub use workspace::{LARGEST_FILE, WorkspaceFiles, workspace};
