//! For whom each line counts (methodology: Volume, 4).

use std::collections::{BTreeMap, BTreeSet};

use demo::pact::PactYear;
use rust_decimal::Decimal;

use super::lines::{Buyer, Counted, Line};
use super::organisation;
use super::table::rounded;
use super::who::Who;

/// A buyer and a product group others report for.
type Claimed = (String, String);

/// Settles every line that is not left out and no evidence.
pub(super) fn settle(lines: &mut [Line], year: &PactYear, who: &Who) {
    let mut own: BTreeSet<Claimed> = BTreeSet::new();
    let mut claims: BTreeMap<Claimed, BTreeSet<String>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.is_counted()) {
        let group = line.group().to_owned();
        match &line.buyer {
            Buyer::Itself => {
                own.insert((line.reporter.clone(), group));
            }
            Buyer::Participant(buyer) => {
                claims.entry((buyer.clone(), group)).or_default().insert(line.reporter.clone());
            }
            Buyer::Outside | Buyer::Unknown => {}
        }
    }
    let winners: BTreeMap<Claimed, String> = claims
        .into_iter()
        .map(|(claimed, by)| {
            let winner = winner(lines, &claimed, &by, year, who);
            (claimed, winner)
        })
        .collect();
    for line in lines.iter_mut().filter(|line| line.counted == Counted::Direct) {
        line.counted = match &line.buyer {
            Buyer::Itself => Counted::Direct,
            Buyer::Outside | Buyer::Unknown => Counted::Indirect,
            Buyer::Participant(buyer) => {
                let claimed = (buyer.clone(), line.group().to_owned());
                let counts = !own.contains(&claimed) && winners[&claimed] == line.reporter;
                if counts { Counted::OnBehalf } else { Counted::Overlap }
            }
        };
    }
}

/// Whose lines for a buyer and group count: of those whose return reports for the buyer, else of all, the
/// largest in euro, then in units, then the first id.
fn winner(
    lines: &[Line],
    (buyer, group): &Claimed,
    by: &BTreeSet<String>,
    year: &PactYear,
    who: &Who,
) -> String {
    // While both returned, `reports_for` is undecided, and the rules are as without it.
    let is_open = who.returned.contains(buyer);
    let reports_for = |reporter: &&String| {
        let of = year.returns.iter().find(|of| of.participant == **reporter);
        !is_open && of.is_some_and(|of| organisation(of).reports_for.contains(buyer))
    };
    let appointed: BTreeSet<&String> = by.iter().filter(reports_for).collect();
    let among = if appointed.is_empty() { by.iter().collect() } else { appointed };
    let size = |reporter: &str| {
        let theirs = || {
            lines.iter().filter(move |line| {
                let claims = line.is_counted() && line.buyer == Buyer::Participant(buyer.clone());
                claims && line.reporter == reporter && line.group() == group
            })
        };
        let mut sums: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
        for line in theirs() {
            if let (Some(amount), Some(rate), Some(currency)) =
                (line.amount, line.rate, &line.currency)
            {
                sums.entry(currency).or_insert((Decimal::ZERO, rate.rate)).0 += amount;
            }
        }
        let euro: Decimal = sums.values().map(|(sum, rate)| rounded(sum / rate, 2)).sum();
        let units: i64 = theirs().filter_map(|line| line.units).sum();
        (euro, units)
    };
    let largest = among.into_iter().rev().max_by_key(|reporter| size(reporter));
    largest.expect("somebody reports for it").clone()
}
