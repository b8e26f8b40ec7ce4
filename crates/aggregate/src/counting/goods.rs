//! Goods that several returns may speak of, and what each of them gives for them.

use std::collections::{BTreeMap, BTreeSet};

use model::{Currency, Decimal, Identifier};
use tables::Lent;

use super::buyer::Buyer;
use super::{Known, euro_cents};
use crate::error::Error;
use crate::sums::{add, too_large};

/// Whose purchases, in one product group.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Goods<'a> {
    pub(super) whose: Whose<'a>,
    pub(super) product_group: &'a str,
}

/// For whom goods were bought.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Whose<'a> {
    /// A participant in force.
    Participant(&'a Identifier),
    /// A buyer outside the Pact, by its name as names are compared.
    Outside(String),
}

/// The lines of each return that speaks of the same goods, by reporter: indexes of their groups.
pub(super) type Parties<'a> = BTreeMap<&'a Identifier, Vec<usize>>;

/// The goods of all lines that are neither left out nor evidence. Of a buyer outside the Pact without a name nobody
/// can say whether two returns mean the same.
pub(super) fn goods<'a>(
    known: &'a [Known<'a>],
    evidence: &BTreeSet<usize>,
) -> BTreeMap<Goods<'a>, Parties<'a>> {
    let mut goods: BTreeMap<Goods<'a>, Parties<'a>> = BTreeMap::new();
    for (index, line) in known.iter().enumerate() {
        if line.left_out.is_some() || evidence.contains(&index) {
            continue;
        }
        let reporter = &line.group.participant;
        let whose = match &line.buyer {
            Buyer::Own => Whose::Participant(reporter),
            Buyer::Participant(buyer) => Whose::Participant(buyer),
            Buyer::Outside(_) if !line.outside.is_empty() => Whose::Outside(line.outside.clone()),
            Buyer::Outside(_) | Buyer::Unknown => continue,
        };
        let of = Goods { whose, product_group: &line.group.product_group };
        goods.entry(of).or_default().entry(reporter).or_default().push(index);
    }
    goods
}

/// What a return gives for goods: cents, and units.
pub(super) type Size = (i64, i64);

/// What each return gives, with what orders lend to its lines: in euro per currency the sum divided by the rate and
/// rounded to the cent, all together; and in units.
pub(super) fn sizes<'a>(
    known: &[Known<'a>],
    lent: &[Lent],
    parties: &Parties<'a>,
) -> Result<BTreeMap<&'a Identifier, Size>, Error> {
    let sizes = parties.iter().map(|(reporter, groups)| {
        let size = size(known, lent, groups, reporter)?;
        Ok((*reporter, size))
    });
    sizes.collect()
}

/// What some lines of one return give.
pub(super) fn size(
    known: &[Known<'_>],
    lent: &[Lent],
    groups: &[usize],
    reporter: &Identifier,
) -> Result<Size, Error> {
    let mut units = 0;
    let mut amounts: BTreeMap<(Currency, Decimal), i64> = BTreeMap::new();
    let mut add_amount = |amount: Option<(i64, Currency, Decimal)>| match amount {
        Some((minor, currency, rate)) => {
            let what = format!("amounts in {currency}");
            add(amounts.entry((currency, rate)).or_default(), minor, reporter, &what)
        }
        None => Ok(()),
    };
    for line in groups.iter().map(|index| &known[*index]) {
        let own = line.group.units.filter(|_| !line.units_elsewhere);
        add(&mut units, own.unwrap_or(0), reporter, "units")?;
        let money = line.group.amount_minor.zip(line.group.currency).zip(line.rate);
        add_amount(money.map(|((minor, currency), rate)| (minor, currency, rate.rate)))?;
    }
    let mine = |lent: &&Lent| lent.to.first().is_some_and(|first| groups.contains(first));
    for lent in lent.iter().filter(mine) {
        add(&mut units, lent.units.unwrap_or(0), reporter, "units")?;
        add_amount(lent.amount)?;
    }
    let mut cents = 0;
    for ((currency, rate), minor) in amounts {
        let converted = euro_cents(minor, currency.minor_unit(), rate);
        let converted = converted.ok_or_else(|| too_large(reporter, "amounts in euro"))?;
        add(&mut cents, converted, reporter, "amounts in euro")?;
    }
    Ok((cents, units))
}
