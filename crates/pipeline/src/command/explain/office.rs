//! What of an explanation may not leave the office.

use std::collections::{BTreeMap, BTreeSet};

use model::{Dimension, Dimensions, Figure, ObservationStatus};

use super::node::OfParticipant;
use super::{Context, reason, tree};

/// Why the explanation is for the office alone; `None` where nothing of it is withheld.
pub(super) fn office_only(
    context: &Context<'_>,
    figure: &Figure,
    participants: &[OfParticipant],
) -> Option<String> {
    if figure.status == ObservationStatus::Withheld {
        return Some("The figure is withheld: nothing of this may leave the office.".to_owned());
    }
    if figure.indicator == "volume.with_estimates.amount" && figure.value.is_none() {
        return Some(
            "How much the estimates come to, and who stands behind them, is published nowhere."
                .to_owned(),
        );
    }
    let of_volume = figure.trace.iter().any(|entry| entry.value == tree::WITHHELD);
    if !of_volume && participants.iter().all(|own| own.sums.is_empty()) {
        return None;
    }
    let (mut protected, mut beside) = (BTreeSet::new(), BTreeSet::new());
    for own in participants {
        let owners = own.sums.iter().map(|sum| sum.owner.as_str());
        for id in owners.chain([own.participant.as_str()]) {
            let mut years = context.computed.values();
            if years.clone().any(|year| year.reading.protects_volume(id)) {
                protected.insert(id);
            } else if years.any(|year| year.results.withheld.iter().any(|own| own.as_str() == id)) {
                beside.insert(id);
            }
        }
    }
    let protected: Vec<&str> = protected.into_iter().collect();
    let mut said = vec!["The figure may be shown.".to_owned()];
    if !protected.is_empty() {
        let (asks, its) = number(&protected, ("asks", "its volume"), ("ask", "their volumes"));
        let of = if protected.len() == 1 { "it" } else { "them" };
        let names = reason::names(context, &protected);
        said.push(format!(
            "{names} {asks} for {its} to be withheld: nothing of {of} below may be shown."
        ));
    }
    let mut shown = Vec::new();
    let mut hidden: BTreeMap<Vec<i16>, Vec<&str>> = BTreeMap::new();
    for id in beside {
        let years = years(figure, participants, id);
        let without = years.into_iter().filter(|year| !has_total(context, *year, id));
        let without: Vec<i16> = without.collect();
        match without.is_empty() {
            true => shown.push(id),
            false => hidden.entry(without).or_default().push(id),
        }
    }
    if !shown.is_empty() {
        let (does, its) = number(&shown, ("does", "its"), ("do", "their"));
        let (total, _) = number(&shown, ("total is", ""), ("totals are", ""));
        let it = match (protected.is_empty(), shown.len()) {
            (false, _) => "it",
            (true, 1) => "its volume to be withheld",
            (true, _) => "their volumes to be withheld",
        };
        said.push(format!(
            "{} {does} not ask for {it}, and {its} {total} published; but {its} lines and {its} rows of the table \
             `cells` may not be shown, since {FOLLOWS}.",
            reason::names(context, &shown)
        ));
    }
    for (years, hidden) in &hidden {
        let (does, its) = number(hidden, ("does", "its"), ("do", "their"));
        let (total, _) = number(hidden, ("total", ""), ("totals", ""));
        let either = match (said.len() > 1, hidden.len()) {
            (true, _) => "for it either",
            (false, 1) => "for its volume to be withheld",
            (false, _) => "for their volumes to be withheld",
        };
        let of = match years.as_slice() {
            [only] if *only == figure.year => String::new(),
            years => {
                let years: Vec<String> = years.iter().map(ToString::to_string).collect();
                format!(" of {}", years.join(" and of "))
            }
        };
        said.push(format!(
            "{} {does} not ask {either}; {its} {total}{of}, {its} lines and {its} rows of the table `cells` may \
             not be shown, since {FOLLOWS}.",
            reason::names(context, hidden)
        ));
    }
    (said.len() > 1).then(|| said.join(" "))
}

fn number(
    ids: &[&str],
    one: (&'static str, &'static str),
    many: (&'static str, &'static str),
) -> (&'static str, &'static str) {
    if ids.len() == 1 { one } else { many }
}

/// Why those are hidden that do not ask for it.
const FOLLOWS: &str = "a volume that is withheld would follow from them by subtraction";

/// The years that a participant's sums are of: where it has none in the figure, the figure's own.
fn years(figure: &Figure, participants: &[OfParticipant], id: &str) -> BTreeSet<i16> {
    let sums = participants
        .iter()
        .flat_map(|own| own.sums.iter().filter(|sum| sum.owner == id || own.participant == id));
    let years: BTreeSet<i16> = sums.map(|sum| sum.year).collect();
    if years.is_empty() { BTreeSet::from([figure.year]) } else { years }
}

/// Whether the direct volume of a participant is published for a year.
fn has_total(context: &Context<'_>, year: i16, id: &str) -> bool {
    let cut = Dimensions::none().with(Dimension::Participant, id);
    let of_year = context.computed.get(&year);
    of_year.is_some_and(|year| year.results.figures.value("volume.direct.amount", &cut).is_some())
}
