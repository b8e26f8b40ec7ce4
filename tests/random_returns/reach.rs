//! What the random returns reach: a damage that dwindled would leave every comparison green.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Filled};
use super::comparison::asked_about;
use super::keeping::Keeping;
use super::losing::Losing;
use super::questionnaires::RawForm;
use super::reading::Reading;
use super::{CASES, Damaged};

/// What a case reached, in words.
pub(crate) struct Reached(BTreeSet<String>);

/// What has to be reached in so many cases at least, beside each damage.
pub(crate) const REACHED_BY_KEEPING: [(&str, usize); 8] = [
    ("the form as shipped", 25),
    ("a drawn form", 100),
    ("more than ten rows", 15),
    ("a question that does not apply", 60),
    ("something does not apply", 60),
    ("several damages", 100),
    ("read one way of two", 5),
    ("asked which way of two", 5),
];

pub(crate) const REACHED_BY_LOSING: [(&str, usize); 3] =
    [("the form as shipped", 25), ("a drawn form", 100), ("something is lost", 190)];

/// In how many cases each damage must reach something.
const EACH_KEEPING: usize = 3;
const EACH_LOSING: usize = 1;

impl Reached {
    pub(super) fn of(case: &Case, filled: &Filled, damaged: &Damaged, reading: &Reading) -> Self {
        let mut said = BTreeSet::new();
        let mut say = |is: bool, what: &str| {
            if is {
                said.insert(what.to_owned());
            }
        };
        let shipped = matches!(case.form, RawForm::Shipped);
        say(shipped, "the form as shipped");
        say(!shipped, "a drawn form");
        let truth = &filled.truth;
        say(truth.rows.values().any(|rows| rows.len() > 10), "more than ten rows");
        let rows = truth.rows.values().flatten().flat_map(BTreeMap::values);
        let all: Vec<_> = truth.singles.values().chain(rows).collect();
        use super::meant::Meant::{NotApplicable, NotAsked};
        say(all.contains(&&NotAsked), "a question that does not apply");
        say(all.contains(&&NotApplicable), "something does not apply");
        let reached = damaged.worn.iter().filter(|(_, places)| *places > 0);
        let reached: BTreeSet<Keeping> = reached.map(|(kind, _)| *kind).collect();
        say(reached.len() > 1, "several damages");
        let doubtful = damaged.book.tabs.iter().flat_map(|tab| &tab.lines);
        let doubtful = doubtful.flat_map(|line| &line.squares).filter(|square| square.doubtful);
        let doubtful = doubtful.count();
        let asked = asked_about(reading, &damaged.book).len();
        say(doubtful > asked, "read one way of two");
        say(asked > 0, "asked which way of two");
        for kind in reached {
            say(true, &format!("{kind:?}"));
        }
        if let Some((kind, _)) = &damaged.loss {
            say(true, "something is lost");
            say(true, &format!("{kind:?}"));
        }
        Self(said)
    }

    /// Adds it to what others reached.
    pub(super) fn count(self, all: &mut BTreeMap<String, usize>) {
        for what in self.0 {
            *all.entry(what).or_default() += 1;
        }
    }
}

/// Asserts that a run of the usual length or more reached enough.
#[track_caller]
pub(super) fn assert_reached(
    reached: &BTreeMap<String, usize>,
    least: &[(&str, usize)],
    cases: u32,
) {
    if cases < CASES {
        return;
    }
    let losing = reached.contains_key("something is lost");
    let mut wanted: Vec<(String, usize)> =
        least.iter().map(|(what, least)| ((*what).to_owned(), *least)).collect();
    match losing {
        true => wanted.extend(Losing::ALL.iter().map(|kind| (format!("{kind:?}"), EACH_LOSING))),
        false => wanted.extend(Keeping::ALL.iter().map(|kind| (format!("{kind:?}"), EACH_KEEPING))),
    }
    wanted.retain(|(what, least)| reached.get(what).copied().unwrap_or(0) < *least);
    assert!(wanted.is_empty(), "too few of {cases}: {wanted:?} in {reached:#?}");
}
