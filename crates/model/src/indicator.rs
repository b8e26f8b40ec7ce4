//! What an indicator is: the entry behind every figure's name.

use crate::figure::Dimension;

/// One indicator. The methodology annex, the field descriptions of the data package and the list of
/// indicators are all made from these entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    /// How it is computed, in words.
    pub formula: &'static str,
    /// Names it needs: questions, columns, registers.
    pub needs: &'static [&'static str],
    /// The paragraph of the Pact it serves.
    pub paragraph: &'static str,
    /// What it does not say.
    pub caveats: &'static str,
}
