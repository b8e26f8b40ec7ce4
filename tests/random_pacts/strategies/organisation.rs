//! Who takes part, since when and until when.

use proptest::prelude::*;

use super::MOST_YEARS;
use super::submission::{self, RawReturn};

/// A participant with its returns, the newest year first.
#[derive(Clone, Debug)]
pub(super) struct RawParticipant {
    /// Days before the end of the last year's period.
    pub(super) procuring: Option<i32>,
    pub(super) coordinating: Option<i32>,
    pub(super) left: Option<i32>,
    /// Days after which one that left came back.
    pub(super) back_after: Option<i32>,
    pub(super) years: Vec<RawYear>,
}

/// What a participant has in a year.
#[derive(Clone, Debug)]
pub(super) struct RawYear {
    pub(super) exempt: bool,
    /// Days its deadline is later.
    pub(super) extension: Option<i32>,
    pub(super) sent: Option<RawReturn>,
}

/// A participant whose returns have so many lines at most.
pub(super) fn participant(lines: usize) -> impl Strategy<Value = RawParticipant> {
    let since = || {
        prop_oneof![
            12 => 800..2_500_i32,
            3 => 0..1_200_i32,
            // Around the 90 days of which a return is expected, the period's first and its last day.
            2 => prop::sample::select(vec![0, 88, 89, 90, 91, 363, 364, 365, 366]),
            1 => Just(-5),
        ]
    };
    let left = prop_oneof![
        4 => -400..900_i32,
        1 => prop::sample::select(vec![0, -1, 1, 274, 275, 276, 364, 365, 366]),
    ];
    (
        prop::option::weighted(0.9, since()),
        prop::option::weighted(0.35, since()),
        (prop::option::weighted(0.2, left), prop::option::weighted(0.4, 1..500_i32)),
        prop::collection::vec(year(lines), MOST_YEARS),
    )
        .prop_map(|(procuring, coordinating, (left, back_after), years)| {
            // Everybody in the register joined in some role.
            let procuring =
                if coordinating.is_none() { procuring.or(Some(1_000)) } else { procuring };
            RawParticipant { procuring, coordinating, left, back_after, years }
        })
}

fn year(lines: usize) -> impl Strategy<Value = RawYear> {
    (
        prop::bool::weighted(0.08),
        prop::option::weighted(0.1, 1..30_i32),
        prop::option::weighted(0.85, submission::sent(lines)),
    )
        .prop_map(|(exempt, extension, sent)| RawYear { exempt, extension, sent })
}
