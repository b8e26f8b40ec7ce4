//! `share.labelled`, and the units it rests on.

use model::Indicator;

use super::{BY_GROUP_AND_SCOPE, Names};

const NEEDS: &[&str] = &[
    "procurement: product_group, acquisition, units, labelled_units, buyer",
    "supporting tables of orders: labels",
    "ecolabels.csv",
    "participants.csv",
];

pub(crate) const LABELLED: Indicator = Indicator {
    id: "share.labelled",
    title: "Bought with an ecolabel",
    question: "What share of the units bought carries a type I ecolabel?",
    unit: "share",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "labelled units ÷ units, over the lines of direct volume that give both",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "A line with more labelled units than units is unanswered. share.labelled.answered says of how \
              much of all units it is known; below one half the share is of low reliability.",
};

pub(crate) const LABELLED_ANSWERED: Indicator = Indicator {
    id: "share.labelled.answered",
    title: "Units of which it is known whether they carry an ecolabel",
    question: "Of what share of the units bought is it known whether they carry a type I ecolabel?",
    unit: "share",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "share.labelled.denominator ÷ units of direct volume, lines of services left out",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "A line that leaves the labelled units blank is unanswered; 0 is an answer.",
};

pub(crate) const LABELLED_DENOMINATOR: Indicator = Indicator {
    id: "share.labelled.denominator",
    title: "Units behind the share with an ecolabel",
    question: "On how many units does the share with an ecolabel rest?",
    unit: "devices, units",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "sum of the units of the lines of direct volume that give labelled units",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "Lines of services are left out.",
};

/// The names of its rows.
pub(super) const NAMES: Names = Names {
    share: LABELLED.id,
    answered: LABELLED_ANSWERED.id,
    denominator: LABELLED_DENOMINATOR.id,
};

#[cfg(test)]
mod tests {
    use crate::tests::fixture::{World, assert_figures, cut, line, order};

    /// aa bought 10 laptops, 4 of them labelled; bb 10, of which it does not say; cc 10 with 11 labelled, which is no
    /// answer; dd 20 desktops with none labelled, and 10 as a service.
    fn world() -> World {
        let mut world = World::new();
        let mut lines = ["aa", "bb", "cc", "dd", "dd"].map(|of| line(of, 5, 100));
        lines[0].labelled_units = Some(4);
        lines[2].labelled_units = Some(11);
        (lines[3].units, lines[3].labelled_units) = (Some(20), Some(0));
        lines[3].product_group = "desktops".into();
        (lines[4].row, lines[4].labelled_units) = (6, Some(10));
        lines[4].acquisition = "service".into();
        world.lines = lines.into();
        world
    }

    #[test]
    fn only_lines_that_answer_are_in_the_denominator() {
        let results = world().compute().results;
        let rows = [
            ("share.labelled", "product_group=laptops", "0.400000 U"),
            ("share.labelled.answered", "product_group=laptops", "0.333333 A"),
            ("share.labelled.denominator", "product_group=laptops", "10 A"),
            ("share.labelled", "product_group=desktops", "0.000000 A"),
            ("share.labelled", "scope=workplace", "0.133333 A"),
            ("share.labelled.answered", "scope=workplace", "0.600000 A"),
            ("share.labelled.denominator", "scope=workplace", "30 A"),
            ("share.labelled", "scope=infrastructure", "no row"),
        ];
        assert_figures(&results, &rows);
        let share = results.figures.get("share.labelled", &cut("scope=workplace")).unwrap();
        let values: Vec<&str> = share.trace.iter().map(|entry| entry.value.as_str()).collect();
        assert_eq!(values, ["10", "20", "4 labelled", "0 labelled"]);
        assert_eq!(share.contributors, Some(2));
        let cells: Vec<_> = results.cells.iter().map(|cell| cell.labelled_answered_units).collect();
        assert_eq!(cells, [10, 0, 0, 20, 10]);
    }

    #[test]
    fn blank_was_asked_and_a_form_that_does_not_ask_did_not() {
        let mut world = World::new();
        world.lines = vec![line("aa", 5, 100)];
        let laptops = "product_group=laptops";
        let rows = [
            ("share.labelled", laptops, "- O"),
            ("share.labelled.answered", laptops, "0.000000 A"),
            ("share.labelled.denominator", laptops, "0 A"),
        ];
        assert_figures(&world.compute().results, &rows);
        let sections = &mut world.year.questionnaire.sections;
        sections.retain(|section| section.name != "procurement");
        let rows = rows.map(|(indicator, cut, _)| (indicator, cut, "- L"));
        assert_figures(&world.compute().results, &rows);
        world.lines[0].units = None;
        let rows = rows.map(|(indicator, cut, _)| (indicator, cut, "- L"));
        assert_figures(&world.compute().results, &rows);
    }

    #[test]
    fn units_that_orders_lend_are_answered_by_the_orders_or_else_by_the_declared_line() {
        let mut world = World::new();
        let mut declared = line("aa", 5, 1_000);
        declared.units = None;
        let mut orders = [7, 8, 9].map(|row| order("aa", row, 100));
        orders[0].labelled_units = Some(10);
        (orders[1].labelled_units, orders[2].labelled_units) = (Some(0), Some(0));
        world.lines = vec![declared];
        world.lines.extend(orders);
        let of = |world: &mut World| {
            let results = world.compute().results;
            let share = results.figures.get("share.labelled", &cut("scope=workplace")).unwrap();
            let trace = share.trace.iter().map(|entry| format!("{} {}", entry.value, entry.source));
            (share.value.map(|value| value.to_string()), trace.collect::<Vec<_>>())
        };
        let file = "inputs/2026/returns/aa/supporting/orders.csv";
        let units = format!("30 {file}!7-9:5");
        let labelled = format!("10 labelled {file}!7-9:5");
        assert_eq!(of(&mut world), (Some("0.333333".into()), vec![units.clone(), labelled]));
        // The orders do not say; the declared line does.
        world.lines[0].labelled_units = Some(15);
        world.lines[1].labelled_units = None;
        let labelled = "15 labelled inputs/2026/returns/aa/return.xlsx!Procurement!E5".to_owned();
        assert_eq!(of(&mut world), (Some("0.500000".into()), vec![units, labelled]));
        // More than the orders lend is no answer.
        world.lines[0].labelled_units = Some(31);
        assert_eq!(of(&mut world), (None, Vec::new()));
    }

    #[test]
    fn a_share_is_withheld_from_which_one_participants_units_follow() {
        let mut world = World::new();
        world.lines = ["aa", "bb", "cc", "dd"].map(|of| line(of, 5, 100)).into();
        for of in [0, 1] {
            world.lines[of].labelled_units = Some(5);
        }
        world.of("aa").organisation.protect_volume = true;
        let laptops = "product_group=laptops";
        let rows = [
            ("share.labelled", laptops, "- Q"),
            ("share.labelled.denominator", laptops, "- Q"),
            ("share.labelled.answered", laptops, "- Q"),
            ("volume.direct.units", laptops, "40 A"),
        ];
        assert_figures(&world.compute().results, &rows);
    }
}
