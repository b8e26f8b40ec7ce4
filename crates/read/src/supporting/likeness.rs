//! What makes two rows the same: in one participant's files, and in those of two.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Marks of a row by which others are found to be the same. They are kept instead of the texts, so that no
/// reference is held longer than its row is read, and a million rows need little room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Likeness {
    /// All that tells rows of one participant apart.
    pub(super) row: u128,
    /// Reference, day, description, amount and currency: what two participants write alike of one order.
    pub(super) order: u128,
}

/// A mark of what hashes to it: 128 bits, so that two different rows never have the same by chance.
pub(super) fn mark(what: &impl Hash) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write_u8(salt);
        what.hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// The rows of one participant that came so far.
#[derive(Default)]
pub(super) struct Seen {
    rows: HashSet<u128>,
    /// Those that count and that no reference tells apart, by all their cells.
    whole: HashSet<u128>,
}

impl Seen {
    /// Whether the same row came before; it has come now.
    pub(super) fn came_before(&mut self, likeness: &Likeness) -> bool {
        !self.rows.insert(likeness.row)
    }

    /// Whether a row came before cell by cell; it has come now.
    pub(super) fn stood_before(&mut self, whole: u128) -> bool {
        !self.whole.insert(whole)
    }
}
