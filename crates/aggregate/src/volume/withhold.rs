//! Volume that a participant withholds (methodology: Details settled, `protect_volume`).
//!
//! No row is published whose contributors are such a participant alone or it and one other, nor one from
//! which such a row follows by subtraction: where exactly one member of a sum is withheld, the next
//! smallest is withheld too. What others reported on a participant's behalf is all of the direct volume of
//! one that sent no return, so on-behalf volume is withheld wherever the direct volume of the same cut is.
//! Sums are looked at one by one until nothing changes; what several sums together would tell, and what
//! cells would, is for [`crate::protection`].

use std::collections::{BTreeMap, BTreeSet};

use model::pact::Pact;
use model::{Decimal, Dimension, Dimensions, Identifier, ObservationStatus};

use super::amount::{COLLECTIVE_AMOUNT, DIRECT_AMOUNT, INDIRECT_AMOUNT, ON_BEHALF_AMOUNT};
use super::units::{COLLECTIVE_UNITS, DIRECT_UNITS, INDIRECT_UNITS, ON_BEHALF_UNITS};
use crate::draft::Draft;
use crate::protection::{hide, tells};

/// A sum that is published with its parts: indexes of the rows.
#[derive(Default)]
struct Sum {
    whole: Option<usize>,
    parts: Vec<usize>,
}

/// The direct volume of a cut and the part of it that others reported: indexes of the rows.
struct Pair {
    direct: usize,
    on_behalf: usize,
    /// The part is all of it, so that either tells the other.
    equal: bool,
}

/// Withholds what tells the volume of a protected participant.
pub(super) fn withhold(drafts: &mut [Draft], protected: &BTreeSet<Identifier>, pact: &Pact) {
    if protected.is_empty() {
        return;
    }
    let pairs = pairs(drafts);
    for draft in drafts.iter_mut().filter(|draft| tells(draft, protected)) {
        hide(draft);
    }
    let sums = sums(drafts, pact);
    let next = |drafts: &[Draft]| {
        let in_pair = || pairs.iter().find_map(|pair| other_to_hide(drafts, pair));
        sums.iter().find_map(|sum| next_to_hide(drafts, sum)).or_else(in_pair)
    };
    while let Some(row) = next(drafts) {
        hide(&mut drafts[row]);
    }
}

fn is_hidden(draft: &Draft) -> bool {
    draft.status == ObservationStatus::Withheld
}

/// In a sum of which exactly one row is withheld, the row to withhold beside it: the part with the
/// smallest value, else the whole.
fn next_to_hide(drafts: &[Draft], sum: &Sum) -> Option<usize> {
    let whole = sum.whole?;
    let rows = || sum.parts.iter().chain([&whole]);
    if rows().filter(|row| is_hidden(&drafts[**row])).count() != 1 {
        return None;
    }
    let size =
        |row: &usize| -> Option<(Decimal, usize)> { Some((drafts[*row].value?.abs(), *row)) };
    let smallest = sum.parts.iter().filter_map(size).min();
    let whole = drafts[whole].value.is_some().then_some(whole);
    smallest.map(|(_, row)| row).or(whole)
}

/// The row of a pair to withhold beside the other.
fn other_to_hide(drafts: &[Draft], pair: &Pair) -> Option<usize> {
    let shows = |row: usize| drafts[row].value.is_some();
    if is_hidden(&drafts[pair.direct]) && shows(pair.on_behalf) {
        return Some(pair.on_behalf);
    }
    let told = pair.equal && is_hidden(&drafts[pair.on_behalf]) && shows(pair.direct);
    told.then_some(pair.direct)
}

/// The pairs of direct and on-behalf volume in every cut, taken while no value is withheld.
fn pairs(drafts: &[Draft]) -> Vec<Pair> {
    let kinds = [(DIRECT_AMOUNT.id, ON_BEHALF_AMOUNT.id), (DIRECT_UNITS.id, ON_BEHALF_UNITS.id)];
    let mut direct: BTreeMap<(&str, &Dimensions), usize> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        direct.insert((draft.indicator, &draft.dimensions), index);
    }
    let pairs = drafts.iter().enumerate().filter_map(|(on_behalf, draft)| {
        let (whole, _) = kinds.iter().find(|(_, part)| *part == draft.indicator)?;
        let direct = *direct.get(&(*whole, &draft.dimensions))?;
        Some(Pair { direct, on_behalf, equal: drafts[direct].value == draft.value })
    });
    pairs.collect()
}

/// Every sum among the rows: a total and the rows of one of its cuts; direct, indirect and collective.
fn sums(drafts: &[Draft], pact: &Pact) -> Vec<Sum> {
    let mut sums: BTreeMap<(&str, Dimensions, &str), Sum> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        for (whole, cut) in wholes(draft, pact) {
            let sum = sums.entry((draft.indicator, whole, cut)).or_default();
            sum.parts.push(index);
        }
    }
    for (index, draft) in drafts.iter().enumerate() {
        let cuts = ["scope", "product_group", "condition", "acquisition", "participant"];
        for cut in cuts {
            let key = (draft.indicator, draft.dimensions.clone(), cut);
            if let Some(sum) = sums.get_mut(&key) {
                sum.whole = Some(index);
            }
        }
    }
    let mut sums: Vec<Sum> = sums.into_values().collect();
    sums.extend(collective(drafts));
    sums
}

/// The rows a row is a part of, each with the cut it is a part by.
fn wholes(draft: &Draft, pact: &Pact) -> Vec<(Dimensions, &'static str)> {
    let dimensions = &draft.dimensions;
    let is_amount = matches!(draft.unit, model::Unit::Currency(_));
    let scope = |code: &str| Dimensions::none().with(Dimension::Scope, code);
    if let Some(id) = dimensions.get(Dimension::ProductGroup) {
        let group = pact.product_group(id);
        let in_scope = group.filter(|group| is_amount || group.is_device);
        let mut wholes: Vec<(Dimensions, &'static str)> = Vec::new();
        wholes.extend(in_scope.map(|group| (scope(group.scope.code()), "product_group")));
        wholes.extend(is_amount.then(|| (Dimensions::none(), "product_group")));
        return wholes;
    }
    let own_scope = dimensions.get(Dimension::Scope);
    let whole = match own_scope {
        Some(code) if dimensions.len() == 2 => scope(code),
        _ if is_amount && dimensions.len() == 1 => Dimensions::none(),
        _ => return Vec::new(),
    };
    let cut = [
        (Dimension::Condition, "condition"),
        (Dimension::Acquisition, "acquisition"),
        (Dimension::Participant, "participant"),
        (Dimension::Scope, "scope"),
    ];
    let cut = cut.into_iter().find(|(dimension, _)| dimensions.get(*dimension).is_some());
    cut.map(|(_, name)| (whole, name)).into_iter().collect()
}

/// Collective = direct + indirect, in every cut.
fn collective(drafts: &[Draft]) -> Vec<Sum> {
    let kinds = [
        [COLLECTIVE_AMOUNT.id, DIRECT_AMOUNT.id, INDIRECT_AMOUNT.id],
        [COLLECTIVE_UNITS.id, DIRECT_UNITS.id, INDIRECT_UNITS.id],
    ];
    let mut sums: BTreeMap<(&str, &Dimensions), Sum> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        let of_kind = kinds.iter().find(|kind| kind.contains(&draft.indicator));
        let Some([collective, ..]) = of_kind else {
            continue;
        };
        let sum = sums.entry((collective, &draft.dimensions)).or_default();
        if draft.indicator == *collective {
            sum.whole = Some(index);
        } else {
            sum.parts.push(index);
        }
    }
    sums.into_values().collect()
}
