//! By which rule a line of purchases counts as it does, in words.

use model::organisation_name::compared;
use model::volume::{CountedAs, VolumeCell};
use tables::{Counting, LineGroup};

use super::{Context, words};
use crate::year::ComputedYear;

/// Why lines of a group count as they do.
pub(super) fn of_group(
    context: &Context<'_>,
    year: &ComputedYear,
    group: &LineGroup,
    counting: &Counting,
) -> String {
    let buyer = group.buyer.trim();
    match counting.counted_as {
        CountedAs::Direct => "its own purchase".to_owned(),
        CountedAs::OnBehalf => on_behalf(context, counting.owner.as_str(), &group.product_group),
        CountedAs::Indirect => {
            let name = group.buyer_name.trim();
            match buyer {
                "other" if name.is_empty() => {
                    "bought for an organisation outside the Pact".to_owned()
                }
                "other" => format!("bought for {name}, which is outside the Pact"),
                id => format!(
                    "bought for {}, which is no participant in force in the period",
                    context.name(id)
                ),
            }
        }
        CountedAs::Overlap => overlap(
            context,
            year,
            group.participant.as_str(),
            match buyer {
                "other" => group.buyer_name.trim(),
                _ => counting.owner.as_str(),
            },
            &group.product_group,
        ),
        CountedAs::Evidence => format!(
            "{} declares {} in its return, and the declared figure counts; this stands beside it",
            context.name(group.participant.as_str()),
            goods(context, &group.product_group)
        ),
        CountedAs::LeftOut => {
            let reason = counting.reason.map(words::left_out);
            format!("left out: {}", reason.unwrap_or("no reason is noted"))
        }
    }
}

/// Why the lines of a converted sum count as they do, where no single line says it.
pub(super) fn of_sum(context: &Context<'_>, year: &ComputedYear, sum: &VolumeCell) -> String {
    let (reporter, owner) = (sum.reporter.as_str(), sum.owner.as_str());
    match sum.counted_as {
        CountedAs::Direct => "its own purchase".to_owned(),
        CountedAs::OnBehalf => on_behalf(context, owner, &sum.product_group),
        CountedAs::Overlap => overlap(context, year, reporter, owner, &sum.product_group),
        _ => "bought for organisations outside the Pact".to_owned(),
    }
}

fn on_behalf(context: &Context<'_>, owner: &str, group: &str) -> String {
    let (owner, goods) = (context.name(owner), goods(context, group));
    format!(
        "bought for {owner}, of which no report of its own on {goods} counts: direct volume of {owner}"
    )
}

/// `buyer` is a participant's id, or the name of an organisation outside the Pact as the return gives it.
fn overlap(
    context: &Context<'_>,
    year: &ComputedYear,
    reporter: &str,
    buyer: &str,
    group: &str,
) -> String {
    let entries = year.results.overlap.iter();
    let mut entries = entries.filter(|entry| {
        entry.reporter.as_str() == reporter
            && entry.product_group == group
            && (entry.buyer == buyer || compared(&entry.buyer) == compared(buyer))
    });
    let whose = match buyer == reporter {
        true => "its own purchase".to_owned(),
        false => format!("bought for {}", context.name(buyer)),
    };
    match entries.next() {
        Some(entry) => {
            let counted = context.name(entry.counted.as_str());
            format!("{whose}; the return of {counted} counts: {}", entry.reason)
        }
        None => format!("{whose}; another return counts"),
    }
}

fn goods(context: &Context<'_>, group: &str) -> String {
    words::code(context, model::Dimension::ProductGroup, group).to_lowercase()
}
