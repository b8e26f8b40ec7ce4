//! `share.refurbished`, the units it rests on, and those of unknown condition beside it.

use model::Indicator;
use model::vocabulary::Condition;

use super::{BY_GROUP_AND_SCOPE, Cut, Names, Parts, nothing_said, rows};
use crate::draft::Draft;
use crate::protection::Measure;
use crate::volume::cells::Measured;

const NEEDS: &[&str] = &[
    "procurement: product_group, condition, acquisition, units, buyer",
    "supporting tables of orders: condition",
    "condition-words.csv",
    "participants.csv",
];

pub(crate) const REFURBISHED: Indicator = Indicator {
    id: "share.refurbished",
    title: "Bought refurbished",
    question: "What share of the units bought had been used before?",
    unit: "share",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "units refurbished or remanufactured ÷ units of known condition, direct volume, bought or leased",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "Units of unknown condition are outside: share.refurbished.unknown says how many, \
              share.refurbished.answered how much of all units is known; below one half the share is of low \
              reliability.",
};

pub(crate) const REFURBISHED_ANSWERED: Indicator = Indicator {
    id: "share.refurbished.answered",
    title: "Units of known condition, as a share",
    question: "Of what share of the units bought is the condition known?",
    unit: "share",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "share.refurbished.denominator ÷ units of direct volume, lines of services left out",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "A blank condition is unknown.",
};

pub(crate) const REFURBISHED_DENOMINATOR: Indicator = Indicator {
    id: "share.refurbished.denominator",
    title: "Units of known condition",
    question: "On how many units does the share bought refurbished rest?",
    unit: "devices, units",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "sum of the units of direct volume that are new, refurbished or remanufactured",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "Lines of services are left out.",
};

pub(crate) const REFURBISHED_UNKNOWN: Indicator = Indicator {
    id: "share.refurbished.unknown",
    title: "Units of unknown condition",
    question: "Of how many of the units bought is the condition not known?",
    unit: "devices, units",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "sum of the units of direct volume whose condition is unknown",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "A blank condition is unknown. In neither side of share.refurbished.",
};

const NAMES: Names = Names {
    share: REFURBISHED.id,
    answered: REFURBISHED_ANSWERED.id,
    denominator: REFURBISHED_DENOMINATOR.id,
};

/// The rows of a cut. Each is a sum of the units of cells, or two.
pub(super) fn drafts(cut: &Cut<'_>, asked: bool, units: &mut Measure, drafts: &mut Vec<Draft>) {
    let condition = |cell: &Measured| Condition::parse(&cell.cell.condition);
    let is_known =
        |cell: &Measured| condition(cell).is_some_and(|condition| condition != Condition::Unknown);
    let is_second_hand = |cell: &Measured| {
        matches!(condition(cell), Some(Condition::Refurbished | Condition::Remanufactured))
    };
    let parts = Parts {
        part: cut.units(is_second_hand).marked("refurbished"),
        of: cut.units(is_known),
        all: cut.units(|_| true),
    };
    let unknown = cut.units(|cell| !is_known(cell));
    let of_unknown = unknown.count(cut, REFURBISHED_UNKNOWN.id);
    let of_unknown = match nothing_said(asked, &parts) {
        Some(status) => of_unknown.without_value(status),
        None => of_unknown,
    };
    let start = drafts.len();
    drafts.extend(rows(cut, NAMES, asked, &parts));
    drafts.push(of_unknown);
    units.add_beside(start, &parts.part.atoms);
    (start..start + 3).for_each(|row| units.add_beside(row, &parts.of.atoms));
    units.add_beside(start + 1, &parts.all.atoms);
    units.add_beside(start + 3, &unknown.atoms);
}

#[cfg(test)]
mod tests {
    use crate::tests::fixture::{World, assert_figures, cut, line};

    /// 10 new, 6 refurbished, 4 remanufactured and leased, 5 of unknown condition.
    #[test]
    fn units_of_unknown_condition_stand_beside_the_share() {
        let mut world = World::new();
        let goods = [("new", 10), ("refurbished", 6), ("remanufactured", 4), ("unknown", 5)];
        world.lines = goods
            .into_iter()
            .zip(5..)
            .map(|((condition, units), row)| {
                let mut line = line("aa", row, 100);
                (line.condition, line.units) = (condition.into(), Some(units));
                line
            })
            .collect();
        world.lines[2].acquisition = "lease".into();
        let results = world.compute().results;
        for of in ["product_group=laptops", "scope=workplace"] {
            let rows = [
                ("share.refurbished", of, "0.500000 A"),
                ("share.refurbished.answered", of, "0.800000 A"),
                ("share.refurbished.denominator", of, "20 A"),
                ("share.refurbished.unknown", of, "5 A"),
            ];
            assert_figures(&results, &rows);
        }
        let share = results.figures.get("share.refurbished", &cut("scope=workplace")).unwrap();
        let values: Vec<&str> = share.trace.iter().map(|entry| entry.value.as_str()).collect();
        assert_eq!(values, ["10", "6", "4", "6 refurbished", "4 refurbished"]);
        world.lines[3].units = Some(21);
        let row = [("share.refurbished", "scope=workplace", "0.500000 U")];
        assert_figures(&world.compute().results, &row);
        world.lines = vec![world.lines[3].clone()];
        let rows = [
            ("share.refurbished", "scope=workplace", "- O"),
            ("share.refurbished.unknown", "scope=workplace", "21 A"),
        ];
        assert_figures(&world.compute().results, &rows);
    }
}
