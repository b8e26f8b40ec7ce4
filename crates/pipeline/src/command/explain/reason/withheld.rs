//! Why a figure is withheld.

use std::collections::{BTreeMap, BTreeSet};

use model::Decimal;

use super::super::node::{OfParticipant, Reason};
use super::super::parts::number;
use super::{Case, names};

/// Why figures of units are withheld at nobody's request (methodology: Details settled).
const UNIT_PRICE: &str = "Too few units or orders stand behind one line of it: beside the other figures that are \
                          published it would tell the units of that line, and with its amount a unit price would be \
                          given away. It is withheld at nobody's request, and nothing can be done about it.";

/// What may stay in the way of a figure of units whoever agrees.
const ALL_THE_SAME: &str =
    " It may stay withheld all the same: where it would give a unit price away.";

/// The figure rests on one that asks for its volume to be withheld, or would tell it by subtraction; or it would give a
/// unit price away, whoever asks.
pub(super) fn reason(case: &Case<'_, '_>, participants: &[OfParticipant]) -> Reason {
    if case.is_for_unit_price() {
        return Reason::only(UNIT_PRICE);
    }
    let protecting = case.protecting();
    let is_protecting = |id: &&str| protecting.contains(id);
    let behind: BTreeSet<&str> = participants
        .iter()
        .flat_map(|own| {
            let owners = own.sums.iter().map(|sum| sum.owner.as_str());
            let alone = own.sums.is_empty().then_some(own.participant.as_str());
            owners.chain(alone)
        })
        .filter(|id| !id.is_empty())
        .collect();
    let inside: Vec<&str> = behind.iter().copied().filter(is_protecting).collect();
    let others = behind.len() - inside.len();
    let asks = |ids: &[&str]| {
        let asks = match ids {
            [_] => "asks for its volume",
            _ => "ask for their volumes",
        };
        format!("{} {asks} to be withheld", names(case.context, ids))
    };
    let everybody: Vec<&str> = protecting.iter().copied().collect();
    let gives_away =
        "Beside the other figures that are published, this one would give it away by subtraction.";
    let why = match (inside.as_slice(), others) {
        ([], _) if everybody.is_empty() => {
            "It would give away a volume that is withheld in another year.".to_owned()
        }
        ([], _) => format!("{}; nothing of it is in this figure. {gives_away}", asks(&everybody)),
        ([_], 0) => format!("{}, and the figure rests on nobody else.", asks(&inside)),
        ([_], 1) => format!(
            "{}, and the figure rests on it and one other, who would know it.",
            asks(&inside)
        ),
        _ if is_largest(participants, &inside, &case.figure.indicator) => {
            format!("{}, and would be recognised: it is the largest.", asks(&inside))
        }
        _ => format!("{}. {gives_away}", asks(&inside)),
    };
    let asked = if inside.is_empty() { &everybody } else { &inside };
    match asked.is_empty() {
        true => Reason::only(why),
        false => Reason::with(
            why,
            format!(
                "If {} agrees in writing to be shown, its answer to the question on withholding \
                 (protect_volume) is to be changed: by a new version of its return, or by a row of \
                 corrections.csv.{}",
                names(case.context, asked),
                if case.tells_units() { ALL_THE_SAME } else { "" }
            ),
        ),
    }
}

/// Whether a figure of concentration is withheld since the largest owner asks for it.
fn is_largest(participants: &[OfParticipant], inside: &[&str], indicator: &str) -> bool {
    if !indicator.starts_with("concentration.") {
        return false;
    }
    let mut owners: BTreeMap<&str, Decimal> = BTreeMap::new();
    for sum in participants.iter().flat_map(|own| &own.sums) {
        *owners.entry(&sum.owner).or_default() +=
            number(sum.amount_eur.as_deref()).unwrap_or_default();
    }
    let largest = owners.into_iter().max_by_key(|(_, amount)| *amount);
    largest.is_some_and(|(owner, _)| inside.contains(&owner))
}

impl<'a> Case<'_, 'a> {
    /// Whether the figure tells units that were bought, and could be withheld for a unit price.
    fn tells_units(&self) -> bool {
        let id = self.figure.indicator.as_str();
        let of_purchases = ["share.", "buy_less."].iter().any(|family| id.starts_with(family));
        of_purchases || id.starts_with("volume.") && id.ends_with(".units")
    }

    /// Whether the figure is withheld for a unit price.
    fn is_for_unit_price(&self) -> bool {
        let current = &self.context.current().results;
        let figures = match self.year() == self.context.year {
            true => &current.figures,
            false => &current.matched_last_year,
        };
        figures.is_for_unit_price(&self.figure.indicator, &self.figure.dimensions)
    }

    /// Who asks for its volume to be withheld in the year of the figure, or in one of the years it rests on.
    fn protecting(&self) -> BTreeSet<&'a str> {
        let id = self.figure.indicator.as_str();
        let of_both = ["change.", "coverage.by_volume", "volume.with_estimates."];
        let of_both = self.is_panel() || of_both.iter().any(|family| id.starts_with(family));
        let years = self.context.computed.values().filter(|own| {
            let year = own.reading.year();
            year == self.figure.year || of_both
        });
        years.flat_map(|own| own.reading.protecting()).map(|id| id.as_str()).collect()
    }
}
