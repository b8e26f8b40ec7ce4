//! Several returns that report for the same participant and product group: the lines of one count.

use std::collections::{BTreeMap, BTreeSet};

use model::{Currency, Decimal, Identifier};
use tables::Lent;

use super::{Known, euro_cents};
use crate::Inputs;
use crate::error::Error;
use crate::sums::{add, too_large};

/// A buyer's product group.
type Purchase<'a> = (&'a Identifier, &'a str);

/// What one reporter gives for a purchase.
#[derive(Default)]
struct Claim {
    amounts: BTreeMap<(Currency, Decimal), i64>,
    units: i64,
    groups: Vec<usize>,
}

/// Indexes of the groups that do not count because another return's lines for the same buyer and product
/// group do: those of the return that `reports_for` the buyer, else the largest in euro, then in units,
/// then the first by id (methodology: Volume 4). Buyers that report the group themselves are not looked
/// at; nothing counts beside their own lines.
pub(super) fn losing(
    inputs: &Inputs<'_>,
    known: &[Known<'_>],
    evidence: &BTreeSet<usize>,
    own: &BTreeSet<Purchase<'_>>,
    lent: &[Lent],
) -> Result<BTreeSet<usize>, Error> {
    let mut claims: BTreeMap<Purchase<'_>, BTreeMap<&Identifier, Claim>> = BTreeMap::new();
    for (index, line) in known.iter().enumerate() {
        let Some(buyer) = line.bought_for().filter(|_| !evidence.contains(&index)) else {
            continue;
        };
        let purchase = (buyer, &*line.group.product_group);
        if !own.contains(&purchase) {
            let of_purchase = claims.entry(purchase).or_default();
            let claim = of_purchase.entry(&line.group.participant).or_default();
            claim.groups.push(index);
            let currency = line.group.currency.zip(line.rate.map(|rate| rate.rate));
            let units = line.group.units.filter(|_| !line.units_elsewhere);
            claim.add(line, units, line.group.amount_minor.zip(currency))?;
            for lent in lent.iter().filter(|lent| lent.to.first() == Some(&index)) {
                let amount = lent.amount;
                let amount = amount.map(|(minor, currency, rate)| (minor, (currency, rate)));
                claim.add(line, lent.units, amount)?;
            }
        }
    }
    let mut losing = BTreeSet::new();
    for ((buyer, _), of_purchase) in claims {
        let Some(winner) = winner(inputs, buyer, &of_purchase)? else {
            continue;
        };
        let others = of_purchase.into_iter().filter(|(reporter, _)| *reporter != &winner);
        losing.extend(others.flat_map(|(_, claim)| claim.groups));
    }
    Ok(losing)
}

impl Claim {
    fn add(
        &mut self,
        line: &Known<'_>,
        units: Option<i64>,
        amount: Option<(i64, (Currency, Decimal))>,
    ) -> Result<(), Error> {
        let reporter = &line.group.participant;
        add(&mut self.units, units.unwrap_or(0), reporter, "units")?;
        if let Some((minor, currency)) = amount {
            let what = format!("amounts in {}", currency.0);
            add(self.amounts.entry(currency).or_default(), minor, reporter, &what)?;
        }
        Ok(())
    }

    /// Per currency the sum divided by the rate and rounded to the cent, all together.
    fn cents(&self) -> Option<i64> {
        let mut total: i64 = 0;
        for ((currency, rate), minor) in &self.amounts {
            let cents = euro_cents(*minor, currency.minor_unit(), *rate)?;
            total = total.checked_add(cents)?;
        }
        Some(total)
    }
}

fn winner(
    inputs: &Inputs<'_>,
    buyer: &Identifier,
    claims: &BTreeMap<&Identifier, Claim>,
) -> Result<Option<Identifier>, Error> {
    let mut best: Option<((bool, i64, i64), &Identifier)> = None;
    for (reporter, claim) in claims {
        let cents = claim.cents().ok_or_else(|| too_large(reporter, "amounts in euro"))?;
        let rank = (reports_for(inputs, reporter, buyer), cents, claim.units);
        // Ids come in order, so that of equals the first by id stays.
        if best.as_ref().is_none_or(|(best, _)| rank > *best) {
            best = Some((rank, reporter));
        }
    }
    Ok(best.map(|(_, reporter)| reporter.clone()))
}

/// Whether a participant's return says that another's figures are inside it.
pub(crate) fn reports_for(inputs: &Inputs<'_>, reporter: &Identifier, other: &Identifier) -> bool {
    let own = inputs.year.returns.get(reporter);
    own.is_some_and(|own| own.organisation.reports_for.contains(other))
}
