//! Pacts of any shape for proptest: nobody at all to hundreds, missing years, several currencies, zeros, blanks.
//!
//! What is drawn is plain and independent ([`organisation`], [`submission`], [`files`], [`money`]); a second step
//! puts it together to a pact that forms can hold ([`assembly`], [`questions`], [`returned`]). So a failing pact shrinks piece by piece:
//! years, then participants, then their returns, lines and answers.

mod assembly;
mod files;
mod money;
mod organisation;
mod questions;
mod returned;
mod settled;
mod submission;

use demo::InventedPact;
use proptest::prelude::*;
use proptest::sample::Index;

use organisation::RawParticipant;

/// What a pact is put together from.
#[derive(Clone, Debug)]
struct RawPact {
    last_year: i16,
    years: usize,
    /// Whether the year before the last is missing, where there is one before it.
    gap: bool,
    /// Everybody sends a return every year, but for this one in the last.
    all_but: Option<Index>,
    /// In which years practices are asked about.
    practices: Vec<Asked>,
    participants: Vec<RawParticipant>,
    money: Vec<money::RawMoney>,
    /// Questions between two returns that the office settles each year.
    settled: Vec<settled::RawSettled>,
}

/// In which years a practice is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Asked {
    Never,
    Always,
    /// In the last year under another name.
    Renamed,
    /// In the last year for the first time.
    New,
    /// Until the last year.
    Dropped,
}

/// Years at most.
const MOST_YEARS: usize = 3;

/// A pact, mostly small.
pub(crate) fn pact() -> impl Strategy<Value = InventedPact> {
    let participants = prop_oneof![
        1 => Just(0..1_usize),
        8 => Just(1..4),
        7 => Just(4..8),
        1 => Just(8..20),
    ];
    let few = participants
        .prop_flat_map(|number| prop::collection::vec(organisation::participant(5), number));
    of(few)
}

/// A pact of a hundred participants and more, each with little to say.
pub(crate) fn large_pact() -> impl Strategy<Value = InventedPact> {
    of(prop::collection::vec(organisation::participant(2), 100..220))
}

fn of(
    participants: impl Strategy<Value = Vec<RawParticipant>>,
) -> impl Strategy<Value = InventedPact> {
    // 2021 is the Pact's first year, 2022 and 2023 have currencies that left the Bank's list or joined the euro.
    let last_year = prop_oneof![6 => Just(2026_i16), 1 => Just(2025), 1 => Just(2023), 1 => Just(2022), 1 => Just(2021)];
    let years = prop_oneof![6 => Just(1_usize), 10 => Just(2), 4 => Just(MOST_YEARS)];
    let practices = prop::collection::vec(
        prop_oneof![
            6 => Just(Asked::Never),
            5 => Just(Asked::Always),
            2 => Just(Asked::Renamed),
            1 => Just(Asked::New),
            1 => Just(Asked::Dropped),
        ],
        questions::PRACTICES,
    );
    let money = prop::collection::vec(money::money(), MOST_YEARS);
    let all_but = prop::option::weighted(0.25, any::<Index>());
    (last_year, years, any::<bool>(), all_but, practices, participants, money, settled::settled())
        .prop_map(|(last_year, years, gap, all_but, practices, participants, money, settled)| {
            // Before 2021 nothing is in scope.
            let years = years.min(usize::try_from(last_year - 2020).unwrap_or(1));
            RawPact { last_year, years, gap, all_but, practices, participants, money, settled }
                .assembled()
        })
}
