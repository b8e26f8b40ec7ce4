//! What of an explanation may not leave the office.

use std::collections::BTreeSet;

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
    let (shown, hidden): (Vec<&str>, Vec<&str>) =
        beside.into_iter().partition(|id| has_total(context, id));
    if !shown.is_empty() {
        let (does, its) = number(&shown, ("does", "its"), ("do", "their"));
        let (total, _) = number(&shown, ("total is", ""), ("totals are", ""));
        said.push(format!(
            "{} {does} not ask for it, and {its} {total} published; but {its} lines and {its} rows of the table \
             `cells` may not be shown, since {FOLLOWS}.",
            reason::names(context, &shown)
        ));
    }
    if !hidden.is_empty() {
        let (does, its) = number(&hidden, ("does", "its"), ("do", "their"));
        let (total, _) = number(&hidden, ("total", ""), ("totals", ""));
        said.push(format!(
            "{} {does} not ask for it either; {its} {total}, {its} lines and {its} rows of the table `cells` may \
             not be shown, since {FOLLOWS}.",
            reason::names(context, &hidden)
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

/// Whether the direct volume of a participant is published.
fn has_total(context: &Context<'_>, id: &str) -> bool {
    let cut = Dimensions::none().with(Dimension::Participant, id);
    context.current().results.figures.value("volume.direct.amount", &cut).is_some()
}
