//! Why a command cannot go on.

use std::fmt;

/// Something that stops the whole command: a setting, register or template that cannot be read.
///
/// Faults in a participant's own files are never obstacles; they are findings, and the run goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obstacle {
    /// What is wrong, one sentence for a policy officer.
    pub what: String,
    /// Where: path, and if known line or cell.
    pub place: Option<String>,
    /// The lines of the file around the fault, ready to print.
    pub excerpt: Option<String>,
    /// What to do next.
    pub help: String,
}

impl Obstacle {
    /// An obstacle without a place.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), place: None, excerpt: None, help: help.into() }
    }

    /// The same obstacle at a place.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = Some(place.to_string());
        self
    }

    /// The same obstacle with the lines it stands in.
    #[must_use]
    pub fn with_excerpt(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = Some(excerpt.into());
        self
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(place) = &self.place {
            write!(f, " ({place})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Obstacle {}
