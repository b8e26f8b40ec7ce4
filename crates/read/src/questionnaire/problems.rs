//! What stands in the way of reading the questionnaire, gathered until all of it is known.

use model::nearest::nearest;
use model::place::column_letters;
use model::{Obstacle, Place};

/// The problems found so far, in the order they were met.
pub(super) struct Problems {
    path: String,
    found: Vec<Obstacle>,
}

impl Problems {
    pub(super) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), found: Vec::new() }
    }

    /// A problem at a cell; said once.
    pub(super) fn add(&mut self, place: Place, what: impl Into<String>, help: impl Into<String>) {
        let row = match (&place.sheet, place.cell) {
            (Some(sheet), Some(cell)) => {
                let column = column_letters(cell.column);
                format!("Sheet `{sheet}`, row {}, column {column}: ", cell.row + 1)
            }
            _ => String::new(),
        };
        let what = format!("{row}{}", what.into());
        let problem = Obstacle::new(what, help).at(place);
        if !self.found.contains(&problem) {
            self.found.push(problem);
        }
    }

    /// A problem of the whole file.
    pub(super) fn add_to_file(&mut self, what: impl Into<String>, help: impl Into<String>) {
        let place = Place::file(&*self.path);
        self.found.push(Obstacle::new(what, help).at(place));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn into_obstacles(self) -> Vec<Obstacle> {
        self.found
    }
}

/// What to do about a word that is not in a closed list: the nearest one, or all of them.
pub(super) fn one_of(written: &str, known: &[&str]) -> String {
    match nearest(written, known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None if known.is_empty() => "There is none to choose from yet; add it first.".to_owned(),
        None => format!("Use one of: `{}`.", known.join("`, `")),
    }
}
