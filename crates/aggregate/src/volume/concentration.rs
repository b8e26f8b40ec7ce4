//! `concentration.largest` and `concentration.three_largest`: how much of the direct volume the largest owners
//! stand for (methodology: Volume 5). They name nobody.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::{Coverage, Decimal, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry};

use super::amount::is_estimated;
use super::cells::Measured;
use super::{Kind, Marks, status};
use crate::Inputs;
use crate::draft::Draft;
use crate::protection::{Measure, hide};
use crate::trace::joined;

const NEEDS: &[&str] = &[
    "procurement: product_group, amount, currency, buyer",
    "supporting tables of orders",
    "rates",
    "participants.csv",
];

pub(crate) const LARGEST: Indicator = Indicator {
    id: "concentration.largest",
    title: "Share of the largest buyer",
    question: "What share of the direct volume does the largest participant stand for?",
    unit: "share",
    dimensions: &[&[]],
    formula: "direct amount of the owner with the largest ÷ volume.direct.amount",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "It names nobody; withheld where the largest withholds its volume. Of those that reported.",
};

pub(crate) const THREE_LARGEST: Indicator = Indicator {
    id: "concentration.three_largest",
    title: "Share of the three largest buyers",
    question: "What share of the direct volume do the three largest participants stand for?",
    unit: "share",
    dimensions: &[&[]],
    formula: "direct amounts of the three owners with the largest ÷ volume.direct.amount",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "It names nobody; withheld where the volume of one of them that withholds its own would follow. Of \
              those that reported.",
};

const KINDS: [(Indicator, usize); 2] = [(LARGEST, 1), (THREE_LARGEST, 3)];

/// An owner's cells that give an amount, and what they come to.
struct Owner<'a> {
    id: &'a Identifier,
    cells: Vec<usize>,
    amount: Decimal,
}

/// Both shares, added to `drafts`; what they tell of the amounts is added to their measure.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    protected: &BTreeSet<Identifier>,
    (amounts, drafts): (&mut Measure, &mut Vec<Draft>),
) {
    let owners = owners(cells);
    for (indicator, number) in KINDS {
        let largest = &owners[..number.min(owners.len())];
        let mut draft = draft(inputs, indicator.id, (largest, &owners), cells);
        if coverage.reported_volume.is_empty() {
            draft = draft.without_value(ObservationStatus::NotAnswered);
        }
        let first = largest.first().is_some_and(|owner| protected.contains(owner.id));
        if first && draft.value.is_some() {
            hide(&mut draft);
        }
        let told: Vec<usize> = largest.iter().flat_map(|owner| owner.cells.clone()).collect();
        amounts.add_beside(drafts.len(), &told);
        drafts.push(draft);
    }
}

/// The owners of direct volume, the largest first.
fn owners(cells: &[Measured]) -> Vec<Owner<'_>> {
    let mut owners: BTreeMap<&Identifier, Vec<usize>> = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate() {
        if Kind::Direct.holds(cell.cell.counted_as) && cell.has_amount {
            owners.entry(&cell.cell.owner).or_default().push(index);
        }
    }
    let euro = |index: &usize| Decimal::new(cells[*index].cell.amount_eur_cents, 2);
    let owners = owners.into_iter().map(|(id, own)| {
        let amount = own.iter().map(euro).sum();
        Owner { id, cells: own, amount }
    });
    let mut owners: Vec<Owner<'_>> = owners.collect();
    owners.sort_by_key(|owner| Reverse(owner.amount));
    owners
}

/// The share of the largest; not applicable where all together come to nothing.
///
/// The trace says nobody's sum: it has the amounts of all, in the order of their cells.
fn draft(
    inputs: &Inputs<'_>,
    indicator: &'static str,
    (largest, all): (&[Owner<'_>], &[Owner<'_>]),
    cells: &[Measured],
) -> Draft {
    let sum = |owners: &[Owner<'_>]| owners.iter().map(|owner| owner.amount).sum::<Decimal>();
    let mut indexes: Vec<usize> = all.iter().flat_map(|owner| owner.cells.clone()).collect();
    indexes.sort_unstable();
    let own = || indexes.iter().map(|index| &cells[*index]);
    let trace: Vec<&Vec<TraceEntry>> = own().map(|cell| &cell.amounts).collect();
    let marks = Marks {
        provisional: own().any(|cell| cell.provisional || cell.provisional_rate),
        estimated: is_estimated(own().collect::<Vec<_>>().iter()),
    };
    let parts = (sum(largest), sum(all).max(Decimal::ZERO));
    let contributors = all.iter().map(|owner| owner.id.clone()).collect();
    let mut draft = Draft::share(indicator, Dimensions::none(), parts, contributors, joined(trace));
    if draft.value.is_some() {
        draft.status = status(inputs, &draft.dimensions, &marks);
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::super::DIRECT_AMOUNT;
    use crate::tests::fixture::{World, assert_figures, line, participant, shown};

    /// aa 400, bb 300 of which aa reports 100, cc 200, dd 100.
    fn world() -> World {
        let mut world = World::new();
        let amounts =
            [("aa", 40_000), ("bb", 20_000), ("aa", 10_000), ("cc", 20_000), ("dd", 10_000)];
        let lines = amounts.into_iter().zip(5..).map(|((of, amount), row)| line(of, row, amount));
        world.lines = lines.collect();
        world.lines[1].product_group = "desktops".into();
        world.lines[2].buyer = "bb".into();
        world
    }

    #[test]
    fn the_share_of_the_largest_owners_names_nobody() {
        let results = world().compute().results;
        let rows = [
            (DIRECT_AMOUNT.id, "", "1000.00 A"),
            ("concentration.largest", "", "0.400000 A"),
            ("concentration.three_largest", "", "0.900000 A"),
        ];
        assert_figures(&results, &rows);
        let largest = results.figures.of("concentration.largest").next().unwrap();
        assert_eq!(largest.contributors, Some(4));
        // All cells, not those of the largest alone.
        assert_eq!(largest.trace.len(), 5);
    }

    #[test]
    fn over_nothing_there_is_no_largest() {
        let mut world = World::new();
        let unanswered = [("concentration.largest", "", "- O")];
        assert_figures(&world.compute().results, &unanswered);
        world.lines = vec![line("aa", 5, 100), line("bb", 5, -100)];
        assert_figures(&world.compute().results, &[("concentration.largest", "", "- M")]);
    }

    #[test]
    fn a_volume_that_is_withheld_does_not_follow_from_the_largest() {
        let shares = |protects: &str| {
            let mut world = world();
            for (more, amount) in [("ee", 35_000), ("ff", 36_000)] {
                world.pact.register.rows.push(participant(more));
                world.add_return(more);
                world.lines.push(line(more, 5, amount));
            }
            world.lines[1].product_group = "laptops".into();
            world.lines[2].buyer = String::new();
            world.of(protects).organisation.protect_volume = true;
            let results = world.compute().results;
            let of = |indicator: &str| shown(&results, indicator, "");
            [of("concentration.largest"), of("concentration.three_largest")]
        };
        // aa 500, ff 360, ee 350, bb 200, cc 200, dd 100.
        assert_eq!(shares("dd"), ["0.292398 A", "0.707602 A"]);
        assert_eq!(shares("aa"), ["- Q", "- Q"]);
        // ee is one of the three, and what the two others have is shown.
        assert_eq!(shares("ee"), ["0.292398 A", "- Q"]);
    }
}
