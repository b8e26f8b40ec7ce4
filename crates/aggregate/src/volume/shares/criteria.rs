//! `share.criteria`, and the units it rests on.

use model::Indicator;

use super::{BY_GROUP_AND_SCOPE, Names};

const NEEDS: &[&str] = &[
    "procurement: product_group, acquisition, units, criteria_units, buyer",
    "supporting tables of orders: criteria",
    "participants.csv",
];

pub(crate) const CRITERIA: Indicator = Indicator {
    id: "share.criteria",
    title: "Bought under the Pact's criteria",
    question: "What share of the units bought was bought under the Pact's criteria?",
    unit: "share",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "units under the Pact's criteria ÷ units, over the lines of direct volume that give both",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "As the participants say; nothing was audited. A line with more units under the criteria than \
              units is unanswered. share.criteria.answered says of how much of all units it is known; below \
              one half the share is of low reliability.",
};

pub(crate) const CRITERIA_ANSWERED: Indicator = Indicator {
    id: "share.criteria.answered",
    title: "Units of which it is known whether the criteria held",
    question: "Of what share of the units bought is it known whether they were bought under the Pact's \
               criteria?",
    unit: "share",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "share.criteria.denominator ÷ units of direct volume, lines of services left out",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "A line that leaves the units under the criteria blank is unanswered; 0 is an answer.",
};

pub(crate) const CRITERIA_DENOMINATOR: Indicator = Indicator {
    id: "share.criteria.denominator",
    title: "Units behind the share under the Pact's criteria",
    question: "On how many units does the share bought under the Pact's criteria rest?",
    unit: "devices, units",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "sum of the units of the lines of direct volume that give units under the criteria",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "Lines of services are left out.",
};

/// The names of its rows.
pub(super) const NAMES: Names = Names {
    share: CRITERIA.id,
    answered: CRITERIA_ANSWERED.id,
    denominator: CRITERIA_DENOMINATOR.id,
};

#[cfg(test)]
mod tests {
    use crate::tests::fixture::{World, assert_figures, id, line};

    /// aa bought 10 peripherals, all under the criteria; bb reports 10 on cc's behalf with 5, and gives back 4 of its
    /// own with 2.
    #[test]
    fn credits_and_what_others_report_are_in_the_share() {
        let mut world = World::new();
        let mut lines = ["aa", "bb", "bb"].map(|of| line(of, 5, 100));
        lines[0].product_group = "peripherals".into();
        lines[0].criteria_units = Some(10);
        lines[1].buyer = "cc".into();
        lines[1].criteria_units = Some(5);
        (lines[2].units, lines[2].criteria_units) = (Some(-4), Some(-2));
        (lines[2].amount_minor, lines[2].row) = (Some(-40), 6);
        world.lines = lines.into();
        world.year.returns.remove(&id("cc"));
        let results = world.compute().results;
        let rows = [
            ("share.criteria", "product_group=peripherals", "1.000000 A"),
            ("share.criteria.denominator", "product_group=peripherals", "10 A"),
            ("share.criteria", "product_group=laptops", "0.500000 A"),
            ("share.criteria.denominator", "product_group=laptops", "6 A"),
            // Peripherals are no devices.
            ("share.criteria", "scope=workplace", "0.500000 A"),
            ("share.criteria.answered", "scope=workplace", "1.000000 A"),
        ];
        assert_figures(&results, &rows);
    }
}
