//! Who is in the matched panel of purchases (methodology: Matched panel rows).

use std::collections::BTreeSet;

use model::volume::VolumeCell;
use model::{Identifier, YearResults};

/// Those who reported volume in both years.
pub(super) struct Panel<'a> {
    in_force: BTreeSet<&'a Identifier>,
    reported_volume: BTreeSet<&'a Identifier>,
}

impl<'a> Panel<'a> {
    /// That of two years.
    pub(super) fn new(this: &'a YearResults, last: &'a YearResults) -> Self {
        let (this, last) = (&this.coverage, &last.coverage);
        let both = this.reported_volume.iter().filter(|id| last.reported_volume.contains(id));
        Self {
            in_force: this.in_force.iter().chain(&last.in_force).collect(),
            reported_volume: both.collect(),
        }
    }

    /// Whose purchase a cell of either year is: its owner's, or its reporter's where the owner was in force in
    /// neither.
    pub(super) fn owner<'c>(&self, cell: &'c VolumeCell) -> &'c Identifier {
        if self.in_force.contains(&cell.owner) { &cell.owner } else { &cell.reporter }
    }

    /// Whether a cell of either year is of participants in it.
    pub(super) fn holds(&self, cell: &VolumeCell) -> bool {
        [self.owner(cell), &cell.reporter].iter().all(|id| self.reported_volume.contains(*id))
    }
}
