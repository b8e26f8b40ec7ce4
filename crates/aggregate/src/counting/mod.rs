//! How each line counts (methodology: Volume 3 and 4). Decided once per distinct group of lines.
//!
//! First what each line says by itself: its buyer, and why it is left out. Then orders beside declared figures
//! ([`evidence`]). Last what lines of several returns say together, with what the office settled about it in
//! `counting.csv` ([`shared`], [`settled`]).

mod buyer;
mod evidence;
mod goods;
mod left_out;
mod settled;
mod shared;

use std::collections::{BTreeMap, BTreeSet};

use model::counting_decisions::CountingUse;
use model::volume::{CountedAs, LeftOutReason, PeriodRate};
use model::{Decimal, Identifier};
use tables::{Counting, Lent, LineGroup};

use crate::Inputs;
use crate::error::Error;
use crate::rates::Rates;
use buyer::Buyer;
use settled::Settlements;

pub(crate) use buyer::{outside_name, outside_shown};
pub(crate) use shared::SetAside;

/// The decision about each group of lines, and what orders lend to declared lines.
#[derive(Debug)]
pub(crate) struct Decisions {
    pub(crate) countings: Vec<Counting>,
    pub(crate) lent: Vec<Lent>,
    /// Why groups do not count beside the lines of another return, by index.
    pub(crate) set_aside: BTreeMap<usize, SetAside>,
    /// What became of each row of `counting.csv`.
    pub(crate) uses: Vec<CountingUse>,
}

/// What is known of a group of lines before it is compared with others.
struct Known<'a> {
    group: &'a LineGroup,
    buyer: Buyer,
    /// Name of a buyer outside the Pact as names are compared; empty where none is given.
    outside: String,
    rate: Option<&'a PeriodRate>,
    left_out: Option<LeftOutReason>,
    /// Orders whose units count in a declared line beside them.
    units_elsewhere: bool,
}

/// Decides every group of lines; `with_devices` are participants of whose tables of devices a row counts.
pub(crate) fn decide(
    inputs: &Inputs<'_>,
    groups: &[LineGroup],
    rates: &Rates,
    with_devices: &BTreeSet<&Identifier>,
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
    let returned = returned(inputs, &known, with_devices);
    let mut settlements = Settlements::new(inputs, &returned);
    let set_aside =
        shared::set_aside(inputs, &known, &evidence, &lent, &mut settlements, &returned)?;
    let countings = known.iter().enumerate().map(|(index, known)| {
        let counted_as = if known.left_out.is_some() {
            CountedAs::LeftOut
        } else if evidence.contains(&index) {
            CountedAs::Evidence
        } else if set_aside.contains_key(&index) {
            CountedAs::Overlap
        } else {
            by_buyer(&known.buyer)
        };
        counting(known, counted_as)
    });
    let countings = countings.collect();
    Ok(Decisions { countings, lent, set_aside, uses: settlements.into_uses() })
}

fn known<'a>(inputs: &Inputs<'_>, rates: &'a Rates, group: &'a LineGroup) -> Known<'a> {
    let buyer = buyer::read(inputs, &group.participant, &group.buyer);
    let outside = buyer::outside_key(inputs, group, &buyer);
    let currency = group.currency.filter(|_| group.amount_minor.is_some());
    let rate = currency.and_then(|currency| rates.of(&group.participant, currency));
    let left_out = left_out::reason(inputs, group, &buyer, rate.is_some());
    Known { group, buyer, outside, rate, left_out, units_elsewhere: false }
}

/// Participants with a return that counts: a form, or a line of their supporting tables or devices that does.
fn returned(
    inputs: &Inputs<'_>,
    known: &[Known<'_>],
    with_devices: &BTreeSet<&Identifier>,
) -> BTreeSet<Identifier> {
    let (register, period) = (&inputs.pact.register, &inputs.year.settings.period);
    let forms = inputs.year.returns.iter().filter(|(_, own)| !own.without_form);
    let lines = known.iter().filter(|known| known.left_out.is_none());
    let all = forms.map(|(id, _)| id).chain(lines.map(|known| &known.group.participant));
    let all = all.chain(with_devices.iter().copied());
    all.filter(|id| register.in_force(id.as_str(), period).is_some()).cloned().collect()
}

/// How lines count that are neither left out nor evidence, and that no other return speaks of.
fn by_buyer(buyer: &Buyer) -> CountedAs {
    match buyer {
        Buyer::Own => CountedAs::Direct,
        Buyer::Participant(_) => CountedAs::OnBehalf,
        Buyer::Outside(_) | Buyer::Unknown => CountedAs::Indirect,
    }
}

fn counting(known: &Known<'_>, counted_as: CountedAs) -> Counting {
    let owner = match &known.buyer {
        Buyer::Participant(buyer) => Some(buyer.clone()),
        Buyer::Outside(buyer) => buyer::of_register(buyer),
        Buyer::Own | Buyer::Unknown => None,
    };
    let owner = owner.unwrap_or_else(|| known.group.participant.clone());
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
