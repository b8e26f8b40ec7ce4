//! What an indicator is: the entry behind every figure's name.

use std::collections::BTreeSet;

use crate::figure::{Dimension, Dimensions};

/// One indicator. The methodology annex, the field descriptions of the data package and the list of
/// indicators are all made from these entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Indicator {
    /// Its name, such as `volume.direct.amount`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// What it is counted in: codes of `unit` in `observations`, several parted by `, `.
    pub unit: &'static str,
    /// Its cuts, each with the dimensions it has; an empty cut is the total.
    pub dimensions: &'static [&'static [Dimension]],
    /// How it is computed, in words. After a line break and `- ` stands an item of a list, such as a component.
    pub formula: &'static str,
    /// Names it needs: questions, columns, registers.
    pub needs: &'static [&'static str],
    /// The paragraph of the Pact it serves.
    pub paragraph: &'static str,
    /// What it does not say.
    pub caveats: &'static str,
}

/// Beginnings of the names of indicators that are given for the matched panel too, in every cut they have
/// (methodology: Details settled, Shares).
const MATCHED: &[&str] =
    &["volume.direct.", "volume.collective.", "share.", "in_use.", "end_of_use."];

/// The code of the matched panel in the dimension `panel`: those who reported in both years.
pub const MATCHED_PANEL: &str = "matched";

impl Indicator {
    /// Whether it is given for the matched panel too.
    pub fn in_matched_panel(&self) -> bool {
        self.id == "uptake.rate" || MATCHED.iter().any(|start| self.id.starts_with(start))
    }

    /// Whether it is given in this cut.
    pub fn has_cut(&self, cut: &Dimensions) -> bool {
        let own: BTreeSet<Dimension> = cut.iter().map(|(dimension, _)| dimension).collect();
        let of_panel = own.contains(&Dimension::Panel);
        let matched = of_panel && cut.get(Dimension::Panel) == Some(MATCHED_PANEL);
        let is = |known: &BTreeSet<Dimension>| {
            known.iter().eq(&own)
                || matched
                    && self.in_matched_panel()
                    && own.iter().filter(|one| **one != Dimension::Panel).eq(known.iter())
        };
        self.dimensions.iter().any(|known| is(&known.iter().copied().collect()))
    }
}
