//! For whom each line counts (methodology: Volume, 4), with what the office settled (contract: `counting.csv`).
//!
//! A row of it speaks of two returns about the same goods: `reports_for` and `overlap` of what was bought for one
//! participant in one product group, by `subject`, `object`, or that participant itself; `outside_buyer` of what was
//! bought for one organisation outside the Pact, which `object` names, or of all that `subject` and `object` both name.

use std::collections::{BTreeMap, BTreeSet};

use demo::pact::PactYear;
use rust_decimal::Decimal;

use super::lines::{Buyer, Counted, Line};
use super::organisation;
use super::table::rounded;
use super::who::Who;

/// Goods of one product group: of a participant, or of an organisation outside the Pact with this name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Goods {
    Of(String, String),
    Outside(String, String),
}

impl Goods {
    /// Those a line speaks of; of nameless organisations nobody can tell whether they are the same.
    fn of(line: &Line) -> Option<Self> {
        let group = line.group().to_owned();
        match &line.buyer {
            Buyer::Itself => Some(Goods::Of(line.reporter.clone(), group)),
            Buyer::Participant(buyer) => Some(Goods::Of(buyer.clone(), group)),
            Buyer::Outside => Some(Goods::Outside(line.outside_name.clone()?, group)),
            Buyer::Unknown => None,
        }
    }

    fn group(&self) -> &str {
        let (Goods::Of(_, group) | Goods::Outside(_, group)) = self;
        group
    }

    /// The participant whose they are.
    fn owner(&self) -> Option<&String> {
        match self {
            Goods::Of(owner, _) => Some(owner),
            Goods::Outside(..) => None,
        }
    }
}

/// A row of `counting.csv`.
struct Settled {
    kind: String,
    subject: String,
    object: String,
    group: String,
    counts: String,
}

/// The rows of a year.
fn rows(year: &PactYear) -> Vec<Settled> {
    let Some(table) = year.registers.iter().find(|table| table.file == "counting.csv") else {
        return Vec::new();
    };
    let column = |name: &str| table.columns.iter().position(|own| own == name).expect("a column");
    let [kind, subject, object, group, counts] =
        ["kind", "subject", "object", "product_group", "counts"].map(column);
    let rows = table.rows.iter().map(|row| Settled {
        kind: row[kind].clone(),
        subject: row[subject].clone(),
        object: row[object].clone(),
        group: row[group].clone(),
        counts: row[counts].clone(),
    });
    rows.collect()
}

/// What a year's lines are settled by.
struct Office<'a> {
    rows: Vec<Settled>,
    year: &'a PactYear,
    who: &'a Who,
    /// Who speaks of which goods.
    speaking: BTreeMap<Goods, BTreeSet<String>>,
}

impl Office<'_> {
    /// Whose figures of goods count between two, where it is settled: an id, or `both`. The row that names the product
    /// group stands before one that does not, a later row before an earlier one.
    fn between(&self, goods: &Goods, one: &str, other: &str) -> Option<&str> {
        let of_group = |row: &&Settled| row.group.is_empty() || row.group == goods.group();
        let rows = self.rows.iter().filter(of_group);
        let mut rows: Vec<&Settled> =
            rows.filter(|row| self.is_about(row, goods, one, other)).collect();
        rows.sort_by_key(|row| !row.group.is_empty());
        rows.last().map(|row| row.counts.as_str())
    }

    fn is_about(&self, row: &Settled, goods: &Goods, one: &str, other: &str) -> bool {
        let is_pair = |subject: &str, object: &str| {
            (subject == one && object == other) || (subject == other && object == one)
        };
        match (row.kind.as_str(), goods) {
            // Whose figures count for `object`, which returned too: those of `subject` or its own.
            ("reports_for", Goods::Of(owner, _)) => {
                row.object == *owner
                    && is_pair(&row.subject, owner)
                    && self.who.returned.contains(owner)
            }
            ("overlap", Goods::Of(..)) => is_pair(&row.subject, &row.object),
            ("outside_buyer", Goods::Outside(name, _)) => {
                let names = row.object.to_lowercase() == name.to_lowercase();
                // It says of two returns which counts; of `subject` and every other where that is `subject`, or both.
                let third = row.counts != "both" && row.counts != row.subject;
                let of_two = if third {
                    is_pair(&row.subject, &row.counts)
                } else {
                    row.subject == one || row.subject == other
                };
                (names && of_two) || is_pair(&row.subject, &row.object)
            }
            _ => false,
        }
    }

    /// The returns whose lines of goods do not count.
    fn not_counting(
        &self,
        goods: &Goods,
        sizes: &BTreeMap<String, (Decimal, i64)>,
    ) -> BTreeSet<String> {
        let owner = goods.owner();
        // Settled for a buyer that reports none of them: nothing is counted for it but what others report.
        let settled_for_owner = |id: &&String| {
            owner.is_some_and(|owner| {
                self.who.returned.contains(owner)
                    && !sizes.contains_key(owner)
                    && self.between(goods, id, owner) == Some(owner)
            })
        };
        let mut out: BTreeSet<String> = sizes.keys().filter(settled_for_owner).cloned().collect();
        let mut order: Vec<&String> = sizes.keys().filter(|id| !out.contains(*id)).collect();
        order.sort_by_key(|id| {
            let own = owner == Some(*id);
            (!own, !self.is_appointed(goods, id), std::cmp::Reverse(sizes[*id]), *id)
        });
        // Whoever is to count instead of another takes its place before it.
        let mut placed: Vec<&String> = Vec::new();
        for id in &order {
            self.place(goods, id, &order, &mut placed, &mut BTreeSet::new());
        }
        let mut counting: Vec<&String> = Vec::new();
        for (index, id) in placed.iter().enumerate() {
            let instead = placed[..index]
                .iter()
                .any(|before| self.between(goods, before, id) == Some(before));
            let same =
                counting.iter().any(|before| self.between(goods, before, id) != Some("both"));
            if instead || (same && owner.is_some()) {
                out.insert((*id).clone());
            } else {
                counting.push(id);
            }
        }
        out
    }

    fn place<'s>(
        &self,
        goods: &Goods,
        id: &'s String,
        order: &[&'s String],
        placed: &mut Vec<&'s String>,
        above: &mut BTreeSet<&'s String>,
    ) {
        if placed.contains(&id) || !above.insert(id) {
            return;
        }
        for other in order {
            if self.between(goods, id, other) == Some(other) {
                self.place(goods, other, order, placed, above);
            }
        }
        if !placed.contains(&id) {
            placed.push(id);
        }
    }

    /// Whether a return says that it reports for the owner, and nothing about that is open: the owner did not return,
    /// or the office let the other's figures count.
    fn is_appointed(&self, goods: &Goods, id: &str) -> bool {
        let Some(owner) = goods.owner() else { return false };
        let mut returns = self.year.returns.iter().filter(|of| of.participant == *id);
        let says = returns.any(|of| organisation(of).reports_for.contains(owner));
        let open = self.who.returned.contains(owner);
        let settled = self.between(goods, id, owner);
        says && (!open || settled.is_some_and(|counts| counts != owner))
    }
}

/// Settles every line that is not left out and no evidence.
pub(super) fn settle(lines: &mut [Line], year: &PactYear, who: &Who) {
    let mut speaking: BTreeMap<Goods, BTreeSet<String>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.counted == Counted::Direct) {
        if let Some(goods) = Goods::of(line) {
            speaking.entry(goods).or_default().insert(line.reporter.clone());
        }
    }
    let office = Office { rows: rows(year), year, who, speaking };
    let mut out: BTreeSet<(Goods, String)> = BTreeSet::new();
    for (goods, ids) in &office.speaking {
        let sizes = ids.iter().map(|id| (id.clone(), size(lines, goods, id))).collect();
        out.extend(office.not_counting(goods, &sizes).into_iter().map(|id| (goods.clone(), id)));
    }
    for line in lines.iter_mut().filter(|line| line.counted == Counted::Direct) {
        let goods = Goods::of(line);
        let overlap = goods.is_some_and(|goods| out.contains(&(goods, line.reporter.clone())));
        line.counted = match &line.buyer {
            _ if overlap => Counted::Overlap,
            Buyer::Itself => Counted::Direct,
            Buyer::Participant(_) => Counted::OnBehalf,
            Buyer::Outside | Buyer::Unknown => Counted::Indirect,
        };
    }
}

/// What a return gives for goods, in euro (per currency the sum divided by the rate, rounded to the cent) and in units.
fn size(lines: &[Line], goods: &Goods, reporter: &str) -> (Decimal, i64) {
    let theirs = || {
        lines.iter().filter(move |line| {
            line.counted == Counted::Direct
                && line.reporter == reporter
                && Goods::of(line).as_ref() == Some(goods)
        })
    };
    let mut sums: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
    for line in theirs() {
        if let (Some(amount), Some(rate), Some(currency)) = (line.amount, line.rate, &line.currency)
        {
            sums.entry(currency).or_insert((Decimal::ZERO, rate.rate)).0 += amount;
        }
    }
    let euro: Decimal = sums.values().map(|(sum, rate)| rounded(sum / rate, 2)).sum();
    (euro, theirs().filter_map(|line| line.units).sum())
}
