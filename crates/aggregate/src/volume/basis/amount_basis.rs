//! `amount_basis.amount` and `amount_basis.share`.

use model::Indicator;
use model::volume::CellBasis;

use super::{BY_COMPONENT, Parting};

pub(crate) const AMOUNT: Indicator = Indicator {
    id: "amount_basis.amount",
    title: "Direct volume by the event its amounts were taken at",
    question: "How much of the direct volume is what was ordered, invoiced or paid?",
    unit: "EUR",
    dimensions: BY_COMPONENT,
    formula: "volume.direct.amount of the cells whose lines say so; component = ordered, invoiced, paid, several, \
              unknown. Of orders the mapping says it, else the return",
    needs: &[
        "amount_basis",
        "mapping.toml: amount_basis",
        "procurement: product_group, amount, currency, buyer",
        "supporting tables of orders",
        "rates",
    ],
    paragraph: "§3.1.1b",
    caveats: "An amount is what was ordered in the period; what a return could only give as invoiced or paid is \
              counted as given. several: sums of lines that differ, which are converted and rounded as one.",
};

pub(crate) const SHARE: Indicator = Indicator {
    id: "amount_basis.share",
    title: "Share of the direct volume by the event its amounts were taken at",
    question: "What share of the direct volume is what was ordered, invoiced or paid?",
    unit: "share",
    formula: "amount_basis.amount ÷ volume.direct.amount",
    ..AMOUNT
};

pub(super) fn parting() -> Parting {
    Parting {
        amount: AMOUNT.id,
        share: SHARE.id,
        codes: CellBasis::ALL.iter().map(|basis| basis.code()).collect(),
        of: |cell| cell.cell.amount_basis.unwrap_or(CellBasis::Unknown).code(),
    }
}

#[cfg(test)]
mod tests {
    use model::vocabulary::{AmountBasis, Tax};

    use super::{AMOUNT, SHARE};
    use crate::tests::fixture::{World, assert_figures, currency, line, order};

    /// aa ordered for 300 and bb paid 100, cc says nothing of 50; what bb lists of desktops for 40 and 10 is
    /// invoiced by one list and, as its return says, paid by the other.
    fn world() -> World {
        let mut world = World::new();
        world.lines = vec![line("aa", 5, 30_000), line("bb", 5, 10_000), line("cc", 5, 5_000)];
        for (row, amount, file) in [(2, 4_000, "a.csv"), (3, 1_000, "b.csv")] {
            let mut order = order("bb", row, amount);
            order.product_group = "desktops".into();
            order.path = format!("inputs/2026/returns/bb/supporting/{file}").into();
            world.lines.push(order);
        }
        world.of("aa").organisation.amount_basis = Some(AmountBasis::Ordered);
        world.of("bb").organisation.amount_basis = Some(AmountBasis::Paid);
        world.of("bb").organisation.tax = Some(Tax::Excluded);
        world.add_tables();
        let mut tables = world.year.tables.iter_mut();
        tables.find(|table| table.path.ends_with("a.csv")).unwrap().amount_basis =
            Some(AmountBasis::Invoiced);
        world
    }

    #[test]
    fn amounts_stand_under_what_is_said_of_them() {
        let world = world();
        let results = world.compute_as_read(None).unwrap().results;
        let rows = [
            (AMOUNT.id, "component=ordered", "300.00 A"),
            (AMOUNT.id, "component=invoiced", "0.00 A"),
            (AMOUNT.id, "component=paid", "100.00 A"),
            // One cell of both lists.
            (AMOUNT.id, "component=several", "50.00 A"),
            (AMOUNT.id, "component=unknown", "50.00 A"),
            (SHARE.id, "component=ordered", "0.600000 A"),
            (SHARE.id, "component=unknown", "0.100000 A"),
            ("amount_tax.amount", "component=excluded", "150.00 A"),
            ("amount_tax.share", "component=unknown", "0.700000 A"),
            ("amount_tax.amount", "component=included", "0.00 A"),
        ];
        assert_figures(&results, &rows);
    }

    #[test]
    fn lists_in_two_currencies_are_two_cells() {
        let mut world = world();
        world.lines[3].currency = Some(currency("SEK"));
        let invoiced = world.year.tables.clone();
        world.add_tables();
        world.year.tables.iter_mut().zip(invoiced).for_each(|(table, before)| {
            table.amount_basis = before.amount_basis;
        });
        let results = world.compute_as_read(None).unwrap().results;
        let rows = [
            (AMOUNT.id, "component=invoiced", "3.81 A"),
            (AMOUNT.id, "component=paid", "110.00 A"),
            (AMOUNT.id, "component=several", "0.00 A"),
        ];
        assert_figures(&results, &rows);
    }

    #[test]
    fn where_nobody_reported_volume_there_is_none() {
        let results = World::new().compute().results;
        assert_figures(&results, &[(AMOUNT.id, "component=paid", "- O")]);
    }
}
