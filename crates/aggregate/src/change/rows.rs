//! The figures of the change: the whole and each component, in total and by product group, each summed from the
//! cells themselves; and that they add up.

use std::collections::BTreeSet;

use model::change::ChangeComponent;
use model::{Currency, Decimal, Dimension, Dimensions, Unit};

use super::COMPONENT;
use super::cells::Sorted;
use crate::Inputs;
use crate::draft::Draft;
use crate::error::Error;
use crate::protection::years::Row;
use crate::protection::{Factor, Term};
use crate::trace::joined;
use crate::volume::{Marks, status, status_within_scope, told_of};

/// What a change is counted in.
pub(super) const UNIT: Unit = Unit::Currency(Currency::EUR);

/// A cell with its part of a figure, in cents, and how many times its amount in euro that is.
struct Part<'a, 'b> {
    own: &'b Sorted<'a>,
    cents: i128,
    factor: Factor,
}

/// The figures, with what each is a sum of.
///
/// # Errors
/// If the components do not sum to the whole.
pub(super) fn rows(
    inputs: &Inputs<'_>,
    sorted: &[Sorted<'_>],
) -> Result<(Vec<Draft>, Vec<Row>), Error> {
    let groups: BTreeSet<&str> =
        sorted.iter().map(|own| own.measured.cell.product_group.as_str()).collect();
    let (mut drafts, mut rows) = (Vec::new(), Vec::new());
    for group in [None].into_iter().chain(groups.into_iter().map(Some)) {
        let cut = group.map_or(Dimensions::none(), |group| {
            Dimensions::none().with(Dimension::ProductGroup, group)
        });
        let of_cut = sorted
            .iter()
            .filter(|own| group.is_none_or(|group| own.measured.cell.product_group == group));
        let of_cut: Vec<&Sorted<'_>> = of_cut.collect();
        let whole: Vec<Part<'_, '_>> = of_cut.iter().map(|own| whole(own)).collect();
        let mut sum = 0;
        let mut put = |cut: Dimensions, parts: &[Part<'_, '_>]| {
            rows.push(Row { draft: drafts.len(), terms: terms(parts) });
            drafts.push(draft(inputs, cut, parts));
        };
        for component in ChangeComponent::ALL {
            let parts = of_cut.iter().filter_map(|own| part(own, *component));
            let parts: Vec<Part<'_, '_>> = parts.collect();
            sum += cents(&parts);
            put(cut.clone().with(Dimension::Component, component.code()), &parts);
        }
        if sum != cents(&whole) {
            return Err(Error::ChangeNotConserved {
                product_group: group.unwrap_or("all product groups").to_owned(),
                change: cents(&whole),
                components: sum,
            });
        }
        put(cut, &whole);
    }
    Ok((drafts, rows))
}

fn cents(parts: &[Part<'_, '_>]) -> i128 {
    parts.iter().map(|part| part.cents).sum()
}

/// The part a cell has in the whole change.
fn whole<'a, 'b>(own: &'b Sorted<'a>) -> Part<'a, 'b> {
    let cents = i128::from(own.cents);
    // Last year's numbers are taken with a minus throughout, so that every row adds them.
    Part { own, cents: if own.is_last { -cents } else { cents }, factor: Factor::ONE }
}

/// The part a cell has in a component; `None` where it has none.
fn part<'a, 'b>(own: &'b Sorted<'a>, component: ChangeComponent) -> Option<Part<'a, 'b>> {
    let at_last_rate = own.at_last_rate.map(i128::from);
    match component {
        ChangeComponent::ExchangeRate => {
            let at_last_rate = at_last_rate.filter(|_| own.currency != Currency::EUR)?;
            let factor = Factor::ONE.less(at_last_year(own));
            Some(Part { own, cents: i128::from(own.cents) - at_last_rate, factor })
        }
        _ if own.component != component => None,
        ChangeComponent::LikeForLike if !own.is_last => Some(Part {
            own,
            cents: at_last_rate.unwrap_or(own.cents.into()),
            factor: at_last_rate.map_or(Factor::ONE, |_| at_last_year(own)),
        }),
        _ => Some(whole(own)),
    }
}

/// How many times its amount in euro a cell's amount at last year's rate is.
fn at_last_year(own: &Sorted<'_>) -> Factor {
    let [this, last] = &own.rates;
    let number = |rate: Decimal| {
        let mut rate = rate;
        rate.rescale(8);
        rate.mantissa()
    };
    match (this, last) {
        (Some(this), Some(last)) => Factor::fraction(number(this.rate), number(last.rate)),
        _ => Factor::ONE,
    }
}

fn terms(parts: &[Part<'_, '_>]) -> Vec<Term> {
    parts.iter().map(|part| (part.own.number, part.factor)).collect()
}

fn draft(inputs: &Inputs<'_>, dimensions: Dimensions, parts: &[Part<'_, '_>]) -> Draft {
    let cells = || parts.iter().map(|part| part.own);
    let provisional = |own: &Sorted<'_>| {
        let last_rate = own.at_last_rate.and(own.rates[1].as_ref());
        let measured = own.measured;
        measured.provisional
            || measured.provisional_rate
            || last_rate.is_some_and(|rate| rate.provisional)
    };
    let gross: Decimal = cells().map(|own| own.measured.gross_eur).sum();
    let estimated: Decimal = cells().map(|own| own.measured.estimated_eur).sum();
    let marks = Marks {
        provisional: cells().any(provisional),
        estimated: estimated * Decimal::TEN > gross,
    };
    Draft {
        indicator: COMPONENT.id,
        unit: UNIT,
        value: Some(Decimal::from_i128_with_scale(cents(parts), 2)),
        status: match is_of_groups_in_both(&dimensions) {
            true => status_within_scope(&marks),
            false => status(inputs, &dimensions, &marks),
        },
        contributors: cells().map(|own| told_of(own.measured).clone()).collect(),
        trace: joined(cells().map(|own| &own.measured.amounts)),
        dimensions,
    }
}

/// Whether a row is of groups in scope in both years by what it is: no scope that is new breaks its series.
fn is_of_groups_in_both(dimensions: &Dimensions) -> bool {
    let of_both = [ChangeComponent::ExchangeRate, ChangeComponent::LikeForLike];
    let component = dimensions.get(Dimension::Component);
    of_both.iter().any(|one| component == Some(one.code()))
}
