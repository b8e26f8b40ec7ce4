//! Why a figure has no value, or one of low reliability, said of this figure and its cut; and what can be done.

mod answers;
mod finance;
mod volume;
mod withheld;

use model::{Dimension, Figure, ObservationStatus};

use super::node::{OfParticipant, Reason};
use super::{Context, words};
use crate::year::ComputedYear;

/// Why a figure has no value, or one of low reliability; `None` for any other.
pub(super) fn reason(
    context: &Context<'_>,
    figure: &Figure,
    participants: &[OfParticipant],
) -> Option<Reason> {
    let of_year = context.computed.get(&figure.year)?;
    let case = Case { context, figure, of_year };
    if figure.value.is_some() {
        return volume::low(&case);
    }
    Some(match figure.status {
        ObservationStatus::Withheld => withheld::reason(&case, participants),
        ObservationStatus::NotAsked => answers::not_asked(&case),
        _ => case.without_value(),
    })
}

/// Why an indicator has no figure at all in a year; `None` where nothing more can be said than what it is made from.
pub(super) fn no_figure(context: &Context<'_>, indicator: &str) -> Option<Reason> {
    let year = context.year;
    if indicator.starts_with("finance.") {
        return Some(finance::no_figure(context, indicator));
    }
    let lasts = ["uptake.moved", "uptake.carried_share", "buy_less."];
    if lasts.iter().any(|own| indicator.starts_with(own)) && !has_last(context, year) {
        return Some(Case::no_last(year));
    }
    None
}

/// Why a year has no figure by a dimension, where the indicator can have one; `None` where nothing can be said.
pub(super) fn no_figure_by(
    context: &Context<'_>,
    figures: &[&Figure],
    dimension: Dimension,
) -> Option<Reason> {
    if dimension == Dimension::Panel && !has_last(context, context.year) {
        return Some(Case::no_last(context.year));
    }
    let total = figures.iter().find(|figure| figure.dimensions.is_empty())?;
    let is_open = total.value.is_none() && total.status != ObservationStatus::Withheld;
    if is_open { reason(context, total, &[]) } else { None }
}

fn has_last(context: &Context<'_>, year: i16) -> bool {
    context.computed.contains_key(&(year - 1))
}

/// A figure without a value.
struct Case<'c, 'a> {
    context: &'c Context<'a>,
    figure: &'c Figure,
    of_year: &'a ComputedYear,
}

impl Case<'_, '_> {
    fn year(&self) -> i16 {
        self.figure.year
    }

    fn code(&self, dimension: Dimension) -> Option<&str> {
        self.figure.dimensions.get(dimension)
    }

    fn is_panel(&self) -> bool {
        self.code(Dimension::Panel).is_some()
    }

    /// Asked and not answered, or not to be given: by the family of the indicator.
    fn without_value(&self) -> Reason {
        let id = self.figure.indicator.as_str();
        let family = id.split('.').next().unwrap_or(id);
        match family {
            "coverage" => self.coverage(id),
            "uptake" | "guidance" | "evidence" => answers::without_value(self),
            "in_use" | "end_of_use" | "outreach" => answers::of_devices(self),
            "change" => self.change(),
            "finance" => finance::without_value(self),
            _ => volume::without_value(self),
        }
    }

    /// The year before is not in the workspace.
    fn no_last(year: i16) -> Reason {
        let last = year - 1;
        Reason::with(
            format!("It compares with {last}, and the workspace holds no {last}."),
            format!("Put the folder of {last} into inputs/, if the Pact collected returns then."),
        )
    }

    fn coverage(&self, id: &str) -> Reason {
        let year = self.year();
        match id {
            "coverage.on_time" => Reason::with(
                format!(
                    "inputs/{year}/received.csv names no return, so nobody knows on which day they came."
                ),
                "Enter in it the day each return came; `cfit receive` does so by itself.",
            ),
            "coverage.by_volume" if !has_last(self.context, year) => Self::no_last(year),
            "coverage.by_volume" => Reason::only(format!(
                "Of the participants expected in {year} none has a direct volume of {}: there is \
                 nothing to divide by.",
                year - 1
            )),
            _ => Reason::with(
                format!("Nobody was expected to return in {year}: there is nothing to divide by."),
                "See inputs/participants.csv: who joined when, and who is exempt.",
            ),
        }
    }

    fn change(&self) -> Reason {
        let (year, last) = (self.year(), self.year() - 1);
        let reported = |of: i16| {
            let of_year = self.context.computed.get(&of);
            of_year.is_some_and(|own| !own.results.coverage.reported_volume.is_empty())
        };
        match (has_last(self.context, year), reported(year)) {
            (false, _) => Self::no_last(year),
            (true, false) => volume::nobody_reported(year),
            (true, true) => Reason::only(format!(
                "Nobody reported volume in {last}, so there is nothing to compare {year} with."
            )),
        }
    }

    /// The code of a dimension in words.
    fn in_words(&self, dimension: Dimension, code: &str) -> String {
        words::code(self.context, dimension, code)
    }
}

/// Names in a sentence: `A`, `A and B`, `A, B and 3 others`.
pub(super) fn names(context: &Context<'_>, ids: &[&str]) -> String {
    const NAMED: usize = 6;
    let named: Vec<String> = ids.iter().take(NAMED).map(|id| context.name(id)).collect();
    let more = ids.len().saturating_sub(NAMED);
    match (named.as_slice(), more) {
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (all, more) => format!("{} and {more} others", all.join(", ")),
    }
}
