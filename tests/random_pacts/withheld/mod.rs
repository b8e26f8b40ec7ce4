//! What is withheld of small random pacts, held against everything an outsider could add and subtract (methodology:
//! Details settled, `protect_volume`): that nothing of a protected participant follows from what is published, and
//! that no more is withheld than has to be.
//!
//! Looked at are the figures of volume, of what its amounts are, of shares of units and of concentration, in one year.
//! Nothing else that is drawn here could be withheld but what rests on lines left out, which is not looked at.

mod oracle;

use std::collections::BTreeSet;

use demo::InventedPact;
use demo::invent::{Size, invent};
use demo::pact::{Buyer, Organisation, Purchase};
use model::Decimal;
use model::vocabulary::{Acquisition, AmountBasis, Condition, QuotePermission, Tax};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::comparison::RATES;
use super::truth::sums::{self, Sums};
use super::truth::{Cut, Names, Table, YearTruth};
use super::{config, kept, on_disk};
use oracle::{Knowledge, Sensitive};

/// Pacts that are drawn.
const PACTS: u32 = 60;

/// Figures are withheld one by one, and one that was may turn out not to have been needed when others are: so many of a
/// hundred withheld ones may be published without telling anything.
const NOT_NEEDED_OF_HUNDRED: usize = 5;

/// A line of a purchase, by numbers.
#[derive(Clone, Debug)]
struct RawLine {
    reporter: Index,
    /// `None`: for itself; else for a participant, or for somebody outside.
    buyer: Option<Option<Index>>,
    group: &'static str,
    condition: Condition,
    acquisition: Acquisition,
    cents: i64,
    units: i64,
}

fn line() -> impl Strategy<Value = RawLine> {
    let buyer = prop_oneof![
        6 => Just(None),
        2 => any::<Index>().prop_map(|buyer| Some(Some(buyer))),
        1 => Just(Some(None)),
    ];
    let goods = (
        select(&["laptops", "laptops", "desktops", "peripherals", "servers"]),
        select(Condition::ALL),
        select(&Acquisition::ALL[..3]),
    );
    // Fewer than three units would give a unit price away.
    (any::<Index>(), buyer, goods, 1..10_000_000_i64, 3..900_i64).prop_map(
        |(reporter, buyer, (group, condition, acquisition), cents, units)| RawLine {
            reporter,
            buyer,
            group,
            condition,
            acquisition,
            cents,
            units,
        },
    )
}

/// A pact of a few participants with a few declared lines in one year, of whom some protect their volume.
fn pact() -> impl Strategy<Value = InventedPact> {
    let lines = prop::collection::vec(line(), 1..14);
    let protect = prop::collection::vec(any::<Index>(), 0..3);
    let bases = prop::collection::vec(prop::option::of(select(AmountBasis::ALL)), 8);
    (2..8_u32, 1..40_u64, lines, protect, bases).prop_map(
        |(participants, seed, lines, protect, bases)| {
            let mut pact = invent(&Size { participants, orders: 0, years: 1, seed });
            of_lines(&mut pact, &lines, &protect, &bases);
            pact
        },
    )
}

/// Leaves a pact these lines and nothing else that a volume is made of.
fn of_lines(
    pact: &mut InventedPact,
    lines: &[RawLine],
    protect: &[Index],
    bases: &[Option<AmountBasis>],
) {
    let ids: Vec<String> = pact.participants.iter().map(|of| of.id.clone()).collect();
    let year = pact.years.last_mut().expect("a year");
    year.registers.retain(|register| register.file != "counting.csv");
    year.coding.clear();
    let count = year.returns.len();
    for (of, basis) in year.returns.iter_mut().zip(bases.iter().cycle()) {
        of.form = true;
        of.organisation = Organisation {
            currency: Some("EUR".to_owned()),
            tax: Some(Tax::Excluded),
            amount_basis: *basis,
            quote_permission: Some(QuotePermission::No),
            protect_volume: Some(false),
            ..Organisation::default()
        };
        of.files.clear();
        of.purchases.clear();
        of.in_use.clear();
        of.end_of_use.clear();
        of.outreach.clear();
        of.uptake.clear();
        of.carried.clear();
        of.stories.clear();
        of.evidence.clear();
    }
    for line in lines.iter().filter(|_| count > 0) {
        let buyer = line.buyer.as_ref().map(|buyer| match buyer {
            Some(buyer) => Buyer::Participant(ids[buyer.index(ids.len())].clone()),
            None => Buyer::Other(None),
        });
        year.returns[line.reporter.index(count)].purchases.push(Purchase {
            product_group: Some(line.group.to_owned()),
            condition: Some(line.condition),
            acquisition: Some(line.acquisition),
            units: Some(line.units),
            amount: Some(Decimal::new(line.cents, 2)),
            currency: None,
            labelled_units: None,
            labels: None,
            criteria_units: None,
            framework: None,
            buyer,
        });
    }
    for of in protect.iter().filter(|_| count > 0) {
        year.returns[of.index(count)].organisation.protect_volume = Some(true);
    }
}

/// How many figures are withheld, and how many of them could be published.
#[derive(Default)]
struct Withheld {
    figures: usize,
    not_needed: usize,
}

/// Looks at the figures of a pact's year; what is wrong with them.
fn looked_at(pact: &InventedPact, all: &mut Withheld) -> Result<(), String> {
    let year = pact.years.last().expect("a year");
    let asks = year.returns.iter().filter(|of| of.organisation.protect_volume == Some(true));
    let protected: Names = asks.map(|of| of.participant.clone()).collect();
    let folder = on_disk::written(pact);
    let (table, mut hidden) = on_disk::figures_of(folder.path(), year.year);
    let of_q = |table: &Table| -> BTreeSet<(String, Cut)> {
        let rows = table.0.iter().filter(|(_, row)| row.status == "Q");
        rows.map(|(key, _)| key.clone()).collect()
    };
    let mut withheld = of_q(&table);
    withheld.retain(|(indicator, _)| indicator != "volume.left_out.lines");
    if protected.is_empty() {
        return match withheld.first() {
            Some(of) => Err(format!("{of:?} is withheld, and nobody protects its volume")),
            None => Ok(()),
        };
    }
    hidden.extend(protected.iter().cloned());
    let truth = YearTruth::new(pact, year, &RATES);
    let meant = truth.figures(None, None);
    for of in [sums::of_amounts(&truth), sums::of_units(&truth)] {
        let outsider = Outsider { of: &of, hidden: &hidden, protected: &protected };
        outsider.look(&table, &meant, all)?;
        withheld.retain(|key| !of.figures.contains_key(key));
    }
    // What no cell is in tells nothing, and is withheld for whom it rests on alone.
    all.figures += withheld.len();
    all.not_needed +=
        withheld.iter().filter(|key| !is_of_few(&meant.0[*key].names, &protected)).count();
    Ok(())
}

/// Whether a figure rests on a protected participant alone, or on it and one other.
fn is_of_few(names: &Names, protected: &Names) -> bool {
    names.len() <= 2 && !names.is_disjoint(protected)
}

/// What an outsider has: the figures, and every cell of those who are shown.
struct Outsider<'a> {
    of: &'a Sums,
    hidden: &'a Names,
    protected: &'a Names,
}

impl Outsider<'_> {
    fn look(&self, table: &Table, meant: &Table, all: &mut Withheld) -> Result<(), String> {
        let numbers = self.of.cells.len();
        let sensitive = self.sensitive();
        let told = self.of.figures.iter().filter_map(|(key, cells)| {
            let row = table.0.get(key)?;
            row.value.is_some().then(|| self.not_shown(cells))
        });
        let known = Knowledge::of(&sensitive, numbers, &told.collect());
        if known.tells() {
            return Err(format!("what is published tells of {:?}", self.protected));
        }
        for (key, cells) in &self.of.figures {
            if table.0.get(key).is_some_and(|row| row.status == "Q") {
                let is_needed = is_of_few(&meant.0[key].names, self.protected)
                    || known.would_tell(&self.not_shown(cells));
                all.figures += 1;
                all.not_needed += usize::from(!is_needed);
            }
        }
        Ok(())
    }

    fn not_shown(&self, cells: &BTreeSet<usize>) -> BTreeSet<usize> {
        let is_hidden = |cell: &&usize| !self.of.cells[**cell].is_disjoint(self.hidden);
        cells.iter().filter(is_hidden).copied().collect()
    }

    fn sensitive(&self) -> Sensitive {
        let of = |id: &String| -> BTreeSet<usize> {
            let cells = self.of.cells.iter().enumerate();
            cells.filter(|(_, of)| of.contains(id)).map(|(cell, _)| cell).collect()
        };
        let everybody: Names = self.of.cells.iter().flatten().cloned().collect();
        let own: Vec<BTreeSet<usize>> = self.protected.iter().map(of).collect();
        let mut with_one_other = BTreeSet::new();
        for own in &own {
            for other in &everybody {
                let both = own | &of(other);
                let in_figures = self.of.figures.values().map(|cells| cells & &both);
                let in_figures = in_figures.filter(|two| !two.is_disjoint(own));
                with_one_other.extend(in_figures.map(|two| self.not_shown(&two)));
            }
        }
        Sensitive { own, with_one_other }
    }
}

#[test]
fn nothing_follows_of_a_protected_volume_and_hardly_more_is_withheld_than_has_to_be() {
    let mut runner = TestRunner::new(config(PACTS, 7));
    let mut all = Withheld::default();
    for _ in 0..PACTS {
        let pact = pact().new_tree(&mut runner).expect("a pact").current();
        if let Err(why) = looked_at(&pact, &mut all) {
            panic!("{}", kept(&pact, why));
        }
    }
    let Withheld { figures, not_needed } = all;
    assert!(figures > 1_000, "only {figures} figures are withheld in all of them");
    assert!(
        not_needed * 100 <= figures * NOT_NEEDED_OF_HUNDRED,
        "{not_needed} of {figures} figures that are withheld would tell nothing"
    );
}
