//! What a stock of sentences holds, in one language.

/// Sentences with slots: `{team}` a department, `{few}` a small number in words, `{month}` when, and slots for product
/// groups, each for those its sentences can speak of ([`super::GOODS_SLOTS`]).
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
    /// Good practices, by strategy.
    pub(super) cases: [&'static [Case]; 4],
    /// How it was done, who took part, what one would do otherwise.
    pub(super) how: &'static [&'static str],
    pub(super) who: &'static [&'static str],
    pub(super) lessons: &'static [&'static str],
    /// Tenders, and what was learned.
    pub(super) calls: &'static [Call],
    pub(super) tender_lessons: &'static [&'static str],
    /// Activities of outreach, with the code of their kind.
    pub(super) outreach: &'static [(&'static str, &'static str)],
    /// Work for the Pact.
    pub(super) in_kind: &'static [&'static str],
    /// Where a practice can be seen.
    pub(super) evidence: &'static [&'static str],
    /// Fillings of the slots.
    pub(super) teams: &'static [&'static str],
    /// How product groups are called, by id.
    pub(super) goods: &'static [(&'static str, &'static str)],
    pub(super) few: &'static [&'static str],
    pub(super) months: &'static [&'static str],
}

/// A good practice.
pub(super) struct Case {
    pub(super) title: &'static str,
    /// What was done, and what came of it.
    pub(super) what: &'static str,
    /// Ids of impact categories.
    pub(super) impacts: &'static [&'static str],
}

/// A tender. Its title has one slot for the product group it is about.
pub(super) struct Call {
    pub(super) title: &'static str,
    /// Ids of impact categories.
    pub(super) impacts: &'static [&'static str],
    /// Outputs of the Pact that suit it, beside those on its product group.
    pub(super) outputs: &'static [&'static str],
}

/// A good practice with its impact categories.
pub(super) const fn case(
    title: &'static str,
    what: &'static str,
    impacts: &'static [&'static str],
) -> Case {
    Case { title, what, impacts }
}

/// A tender with its impact categories and the outputs of the Pact that suit it.
pub(super) const fn call(
    title: &'static str,
    impacts: &'static [&'static str],
    outputs: &'static [&'static str],
) -> Call {
    Call { title, impacts, outputs }
}
