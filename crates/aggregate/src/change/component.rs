//! Which component the lines of an owner and a reporter belong to (methodology: Details settled, Change).

use std::collections::BTreeSet;

use model::change::ChangeComponent;
use model::{Coverage, Identifier, Pact};

use crate::coverage::who::volume_known;
use crate::{Inputs, Last};

/// Sorts lines by who is behind them.
pub(super) struct Sort<'a> {
    pact: &'a Pact,
    last_year: i16,
    joiners: BTreeSet<&'a Identifier>,
    leavers: BTreeSet<&'a Identifier>,
    known: BTreeSet<&'a Identifier>,
    known_last: BTreeSet<&'a Identifier>,
}

impl<'a> Sort<'a> {
    /// By the register and by whose purchases are known in each year.
    pub(super) fn new(inputs: &Inputs<'a>, last: &Last<'a>, coverage: &'a Coverage) -> Self {
        let set = |list: &'a [Identifier]| -> BTreeSet<&'a Identifier> { list.iter().collect() };
        let last_coverage = &last.results.coverage;
        let (in_force, in_force_last) = (set(&coverage.in_force), set(&last_coverage.in_force));
        let returned = set(&coverage.returned);
        let (register, end) = (&inputs.pact.register, inputs.year.settings.period.end);
        let left =
            |id: &&Identifier| !register.in_force_on(id.as_str(), end) && !returned.contains(id);
        Self {
            pact: &inputs.pact.pact,
            last_year: last.results.year,
            joiners: in_force.difference(&in_force_last).copied().collect(),
            leavers: in_force_last.iter().copied().filter(left).collect(),
            known: volume_known(inputs.year, coverage),
            known_last: volume_known(last.reading, last_coverage),
        }
    }

    /// The component of a line in either year, the first that holds: its owner joined, or left; its reporter joined,
    /// or left; one of them resumed; one of them is silent; its group was not in scope last year. What is left
    /// is in `exchange_rate` and `like_for_like`, and is given as the latter.
    pub(super) fn component(
        &self,
        owner: &Identifier,
        reporter: &Identifier,
        product_group: &str,
    ) -> ChangeComponent {
        let who = [owner, reporter];
        let moved = who.iter().find_map(|id| self.moved(id));
        let any = |holds: &dyn Fn(&Identifier) -> bool| who.iter().any(|id| holds(id));
        let resumed = |id: &Identifier| self.known.contains(id) && !self.known_last.contains(id);
        let silent = |id: &Identifier| !self.known.contains(id);
        let group = self.pact.product_group(product_group);
        match moved {
            Some(moved) => moved,
            None if any(&resumed) => ChangeComponent::Resumed,
            None if any(&silent) => ChangeComponent::Silent,
            None if group.is_some_and(|group| !group.in_scope(self.last_year)) => {
                ChangeComponent::Scope
            }
            None => ChangeComponent::LikeForLike,
        }
    }

    /// Whether a participant joined or left.
    fn moved(&self, id: &Identifier) -> Option<ChangeComponent> {
        if self.joiners.contains(id) {
            Some(ChangeComponent::Joiners)
        } else if self.leavers.contains(id) {
            Some(ChangeComponent::Leavers)
        } else {
            None
        }
    }
}
