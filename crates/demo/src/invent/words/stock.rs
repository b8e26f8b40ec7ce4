//! What a stock of sentences holds, in one language.

/// Sentences with slots: `{team}` a department, `{goods}` devices, `{few}` a small number in words, `{month}` when.
pub(super) struct Stock {
    /// What was done, by strategy in the order of the list.
    pub(super) actions: [&'static [&'static str]; 4],
    /// What came of it.
    pub(super) worked: [&'static [&'static str]; 4],
    /// What did not work.
    pub(super) snags: [&'static [&'static str]; 4],
    /// Sentences by theme of the codebook.
    pub(super) themes: &'static [(&'static str, &'static [&'static str])],
    /// What may follow in an answer on achievements, obstacles, needs and the market.
    pub(super) tails: [&'static [&'static str]; 4],
    /// Titles of good practices, by strategy.
    pub(super) titles: [&'static [&'static str]; 4],
    /// How it was done, who took part, what one would do otherwise.
    pub(super) how: &'static [&'static str],
    pub(super) who: &'static [&'static str],
    pub(super) lessons: &'static [&'static str],
    /// Titles of tenders, and what was learned.
    pub(super) tenders: &'static [&'static str],
    pub(super) tender_lessons: &'static [&'static str],
    /// Activities of outreach, with the code of their kind.
    pub(super) outreach: &'static [(&'static str, &'static str)],
    /// Work for the Pact.
    pub(super) in_kind: &'static [&'static str],
    /// Where a practice can be seen.
    pub(super) evidence: &'static [&'static str],
    /// Fillings of the slots.
    pub(super) teams: &'static [&'static str],
    pub(super) goods: &'static [&'static str],
    pub(super) few: &'static [&'static str],
    pub(super) months: &'static [&'static str],
}
