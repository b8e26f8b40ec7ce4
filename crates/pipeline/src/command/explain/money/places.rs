//! What stands at a place of the books, found without going through every line again.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::Place;
use model::finance::{BookedLine, CommittedLine, ContributionLine, ContributionPayment, Statement};

use crate::year::ComputedYear;

/// The lines, commitments, receipts and payments of the years that were computed, by where they stand.
#[derive(Default)]
pub(in crate::command::explain) struct Places<'a> {
    booked: HashMap<&'a Place, &'a BookedLine>,
    committed: HashMap<&'a Place, (&'a Statement, &'a CommittedLine)>,
    unlisted: HashSet<&'a Place>,
    /// By the year of the statement too, since a payment can count in one and be an advance in another.
    payments: HashMap<(i16, &'a Place), (&'a ContributionLine, &'a ContributionPayment)>,
}

impl<'a> Places<'a> {
    /// Goes through the statements once.
    pub(in crate::command::explain) fn of(computed: &'a BTreeMap<i16, ComputedYear>) -> Self {
        let mut places = Self::default();
        for own in computed.values().filter_map(|year| year.results.statement.as_ref()) {
            let lines = own.booked.iter().map(|line| (&line.line.place, line));
            places.booked.extend(lines);
            let lines = own.commitments.iter().map(|line| (&line.commitment.place, (own, line)));
            places.committed.extend(lines);
            places.unlisted.extend(own.unlisted.iter().map(|receipt| &receipt.place));
            for line in &own.contributions {
                let payments = line.payments.iter();
                let payments = payments.map(|one| ((own.year, &one.place), (line, one)));
                places.payments.extend(payments);
            }
        }
        places
    }

    /// The line of a ledger as it was booked.
    pub(super) fn booked(&self, place: &Place) -> Option<&'a BookedLine> {
        self.booked.get(place).copied()
    }

    /// A commitment with its amount, and the statement it stands beside.
    pub(super) fn committed(&self, place: &Place) -> Option<(&'a Statement, &'a CommittedLine)> {
        self.committed.get(place).copied()
    }

    /// Whether a receipt fits no one in the register.
    pub(super) fn is_unlisted(&self, place: &Place) -> bool {
        self.unlisted.contains(place)
    }

    /// A payment of a contribution, and whose it is, in the statement of a year.
    pub(super) fn payment(
        &self,
        year: i16,
        place: &Place,
    ) -> Option<(&'a ContributionLine, &'a ContributionPayment)> {
        self.payments.get(&(year, place)).copied()
    }
}
