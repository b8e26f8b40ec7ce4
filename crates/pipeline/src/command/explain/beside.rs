//! What stands beside a figure of volume and is not in it: evidence, overlap, lines left out.

use std::collections::BTreeMap;

use model::supporting::Tally;
use model::volume::{CountedAs, LeftOutReason};
use model::{Currency, Dimension, Figure, Identifier, Money};
use tables::{Counting, LineGroup, line_place};

use super::node::Beside;
use super::{Context, rule};

/// What stands beside a figure of volume and is not in it: nothing beside one without a value, or made of no cell.
pub(super) fn beside(context: &Context<'_>, figure: &Figure) -> Vec<Beside> {
    let is_volume =
        figure.indicator.starts_with("volume.") && !figure.indicator.starts_with("volume.left_out");
    let is_made = figure.value.is_some() && !figure.trace.is_empty();
    let Some(year) = context.sources.of_year(context.year).filter(|_| is_volume && is_made) else {
        return Vec::new();
    };
    type Alike<'l> = (&'l Identifier, CountedAs, Option<LeftOutReason>, &'l str, String);
    let mut alike: BTreeMap<Alike<'_>, Vec<&LineGroup>> = BTreeMap::new();
    for (index, (group, counting)) in year.lines.groups.iter().enumerate() {
        let own = matches!(
            counting.counted_as,
            CountedAs::Evidence | CountedAs::Overlap | CountedAs::LeftOut
        );
        let is_it = figure.indicator.starts_with("volume.overlap")
            && counting.counted_as == CountedAs::Overlap;
        let lends = year.lines.lends(index);
        if !own || is_it || lends || !fits(context, figure, group, counting) {
            continue;
        }
        let why = rule::of_group(context, year.year, group, counting);
        let key =
            (&group.participant, counting.counted_as, counting.reason, &*group.product_group, why);
        alike.entry(key).or_default().push(group);
    }
    let rows = alike.into_iter().map(|((id, counted_as, reason, group, why), groups)| Beside {
        participant: id.to_string(),
        name: context.name(id.as_str()),
        counted_as: counted_as.code().to_owned(),
        reason: reason.map(|reason| reason.code().to_owned()),
        why,
        product_group: group.to_owned(),
        lines: groups.iter().map(|group| group.lines).sum(),
        amounts: amounts(&groups),
        units: groups.iter().filter_map(|group| group.units).reduce(|a, b| a.saturating_add(b)),
        sources: groups.iter().flat_map(|group| sources(group)).collect(),
    });
    rows.collect()
}

/// Whether lines would be in the cut of a figure, as far as they say what they are.
fn fits(context: &Context<'_>, figure: &Figure, group: &LineGroup, counting: &Counting) -> bool {
    let pact = &context.workspace.pact.pact;
    figure.dimensions.iter().all(|(dimension, code)| match dimension {
        Dimension::Participant => {
            group.participant.as_str() == code || counting.owner.as_str() == code
        }
        Dimension::ProductGroup => *group.product_group == *code,
        Dimension::Scope => {
            let own = pact.product_group(&group.product_group);
            own.is_some_and(|own| own.scope.code() == code)
        }
        Dimension::Condition => *group.condition == *code,
        Dimension::Acquisition => *group.acquisition == *code,
        _ => true,
    })
}

fn amounts(groups: &[&LineGroup]) -> Vec<String> {
    let mut sums: BTreeMap<Currency, Tally> = BTreeMap::new();
    for group in groups {
        if let Some((currency, minor)) = group.currency.zip(group.amount_minor) {
            sums.entry(currency).or_default().add(Some(minor));
        }
    }
    let texts = sums.into_iter().map(|(currency, sum)| {
        format!("{} {currency}", Money { currency, minor: sum.amount_minor }.to_decimal())
    });
    texts.collect()
}

fn sources(group: &LineGroup) -> Vec<String> {
    let places = group.runs.iter().map(|(first, last)| {
        line_place(&group.path, &group.sheet, *first, *last, group.column).to_string()
    });
    places.collect()
}
