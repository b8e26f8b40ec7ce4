//! How each line counts (methodology: Volume 3 and 4). Decided once per distinct group of lines.
//!
//! What the office settles where two returns speak of the same goods (`counting.csv`) belongs here, after
//! [`claims::losing`] and before the decisions are written down.

mod buyer;
pub(crate) mod claims;
mod evidence;
mod left_out;

use std::collections::BTreeSet;

use model::volume::{CountedAs, LeftOutReason, PeriodRate};
use model::{Decimal, Identifier};
use tables::{Counting, Lent, LineGroup};

use crate::Inputs;
use crate::error::Error;
use crate::rates::Rates;
use buyer::Buyer;

/// The decision about each group of lines, and what orders lend to declared lines.
#[derive(Debug)]
pub(crate) struct Decisions {
    pub(crate) countings: Vec<Counting>,
    pub(crate) lent: Vec<Lent>,
}

/// What is known of a group of lines before it is compared with others.
struct Known<'a> {
    group: &'a LineGroup,
    buyer: Buyer,
    rate: Option<&'a PeriodRate>,
    left_out: Option<LeftOutReason>,
    /// Orders whose units count in a declared line beside them.
    units_elsewhere: bool,
}

impl Known<'_> {
    /// The participant other than the reporter that the lines were bought for, where they count.
    fn bought_for(&self) -> Option<&Identifier> {
        match &self.buyer {
            Buyer::Participant(buyer) if self.left_out.is_none() => Some(buyer),
            _ => None,
        }
    }
}

/// Decides every group of lines.
pub(crate) fn decide(
    inputs: &Inputs<'_>,
    groups: &[LineGroup],
    rates: &Rates,
) -> Result<Decisions, Error> {
    let mut known: Vec<Known<'_>> =
        groups.iter().map(|group| known(inputs, rates, group)).collect();
    let mut evidence = evidence::beside_declared(&known);
    let lent = evidence::lent(&known, &evidence)?;
    let alone = evidence::alone_with_amount(&known, &evidence, &lent);
    for index in evidence::with_units_elsewhere(&known, &alone, &lent) {
        known[index].units_elsewhere = true;
    }
    evidence.retain(|index| !alone.contains(index));
    let own = reported_itself(&known);
    let losing = claims::losing(inputs, &known, &evidence, &own, &lent)?;
    let countings = known.iter().enumerate().map(|(index, known)| {
        let counted_as = if known.left_out.is_some() {
            CountedAs::LeftOut
        } else if evidence.contains(&index) {
            CountedAs::Evidence
        } else {
            counted_as(known, &own, losing.contains(&index))
        };
        counting(known, counted_as)
    });
    Ok(Decisions { countings: countings.collect(), lent })
}

fn known<'a>(inputs: &Inputs<'_>, rates: &'a Rates, group: &'a LineGroup) -> Known<'a> {
    let buyer = buyer::read(inputs, &group.participant, &group.buyer);
    let currency = group.currency.filter(|_| group.amount_minor.is_some());
    let rate = currency.and_then(|currency| rates.of(&group.participant, currency));
    let left_out = left_out::reason(inputs, group, &buyer, rate.is_some());
    Known { group, buyer, rate, left_out, units_elsewhere: false }
}

/// Participants with the product groups of which they report lines of their own, not left out.
fn reported_itself<'a>(known: &[Known<'a>]) -> BTreeSet<(&'a Identifier, &'a str)> {
    let own = known.iter().filter(|known| known.left_out.is_none() && known.buyer == Buyer::Own);
    own.map(|known| (&known.group.participant, &*known.group.product_group)).collect()
}

/// How lines count that are neither left out nor evidence.
fn counted_as(known: &Known<'_>, own: &BTreeSet<(&Identifier, &str)>, losing: bool) -> CountedAs {
    match &known.buyer {
        Buyer::Own => CountedAs::Direct,
        Buyer::Outside(_) | Buyer::Unknown => CountedAs::Indirect,
        Buyer::Participant(buyer) => {
            let itself = own.contains(&(buyer, &*known.group.product_group));
            if itself || losing { CountedAs::Overlap } else { CountedAs::OnBehalf }
        }
    }
}

fn counting(known: &Known<'_>, counted_as: CountedAs) -> Counting {
    let owner = match &known.buyer {
        Buyer::Participant(buyer) => buyer.clone(),
        _ => known.group.participant.clone(),
    };
    Counting {
        counted_as,
        owner,
        reason: known.left_out,
        rate: known.rate.map(|rate| rate.rate),
        buyer_known: known.buyer != Buyer::Unknown,
        units_elsewhere: known.units_elsewhere,
    }
}

/// An amount in minor units in euro, rounded to the cent once; `None` beyond what can be counted.
pub(crate) fn euro_cents(minor: i64, places: u32, rate: Decimal) -> Option<i64> {
    let euro = Decimal::new(minor, places).checked_div(rate)?;
    let cents = model::round_half_even(euro, 2).checked_mul(Decimal::ONE_HUNDRED)?;
    cents.try_into().ok()
}
