//! Orders that two participants list: both count, and both are asked (contract: Findings).

use std::collections::BTreeMap;

use model::supporting::TableReading;
use model::{CellAddress, Fault, FaultKind, Identifier, Place};

use crate::supporting::Listed;

/// Finds orders that stand in the tables of two participants or more, by what both would write alike of them:
/// reference, day, description, amount and currency. Within one participant the second is a duplicate and left
/// out; here nobody can tell whose it is, so both count and each is asked about the other.
///
/// One fault for each table and each other participant, at the first of the orders.
pub(crate) fn in_two_returns(tables: &[TableReading], mut listed: Vec<Listed>) -> Vec<Fault> {
    listed.sort_unstable_by_key(|order| (order.mark, order.table, order.row, order.column));
    let owner = |order: &Listed| tables.get(order.table as usize).map(|table| &table.participant);
    let mut shared: BTreeMap<(u32, &Identifier), (usize, Listed)> = BTreeMap::new();
    for same in listed.chunk_by(|a, b| a.mark == b.mark).filter(|same| same.len() > 1) {
        let mut owners: Vec<&Identifier> = same.iter().filter_map(owner).collect();
        owners.dedup();
        if owners.len() < 2 {
            continue;
        }
        for order in same {
            for other in owners.iter().filter(|other| owner(order) != Some(**other)) {
                let found = shared.entry((order.table, *other)).or_insert((0, *order));
                found.0 += 1;
                if (order.row, order.column) < (found.1.row, found.1.column) {
                    found.1 = *order;
                }
            }
        }
    }
    let faults = shared.into_iter().filter_map(|((table, other), (orders, first))| {
        Some(fault(tables.get(table as usize)?, other, orders, first))
    });
    faults.collect()
}

fn fault(table: &TableReading, other: &Identifier, orders: usize, first: Listed) -> Fault {
    let cell = CellAddress::new(first.row.saturating_sub(1), first.column);
    let text_file = table.path.rsplit('/').next() == Some(&*table.sheet);
    let place = match text_file {
        true => Place { cell: Some(cell), ..Place::file(table.path.as_str()) },
        false => Place::cell(table.path.as_str(), table.sheet.as_str(), cell),
    };
    Fault {
        kind: FaultKind::OrderInTwoReturns,
        participant: Some(table.participant.clone()),
        place,
        raw: match orders {
            1 => "1 order".to_owned(),
            orders => format!("{orders} orders, this one first"),
        },
        field: other.to_string(),
        label: table.sheet.clone(),
        expected: format!(
            "orders that only one participant lists; {other} lists the same with the same reference, day, description and amount"
        ),
        context: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use model::supporting::TableKind;

    use super::*;

    fn table(participant: &str, sheet: &str) -> TableReading {
        let path = format!("inputs/2026/returns/{participant}/supporting/orders.xlsx");
        let participant = Identifier::parse(participant).unwrap();
        TableReading::new(participant, &path, sheet, TableKind::Orders, (2, 9))
    }

    fn listed(mark: u128, table: u32, row: u32) -> Listed {
        Listed { mark, table, row, column: 4 }
    }

    #[test]
    fn each_table_is_asked_once_about_each_other_participant() {
        let tables = [table("north", "A"), table("south", "B"), table("west", "C")];
        let orders = vec![
            listed(1, 0, 9),
            listed(1, 1, 2),
            listed(2, 0, 3),
            listed(2, 1, 5),
            listed(2, 2, 7),
            listed(3, 0, 4),
            listed(3, 0, 6),
        ];
        let faults = in_two_returns(&tables, orders);
        let said: Vec<_> = faults
            .iter()
            .map(|fault| {
                let owner = fault.participant.as_ref().unwrap().to_string();
                (owner, fault.field.clone(), fault.raw.clone(), fault.place.cell_name().unwrap())
            })
            .collect();
        let expected = [
            ("north", "south", "2 orders, this one first", "E3"),
            ("north", "west", "1 order", "E3"),
            ("south", "north", "2 orders, this one first", "E2"),
            ("south", "west", "1 order", "E5"),
            ("west", "north", "1 order", "E7"),
            ("west", "south", "1 order", "E7"),
        ];
        let expected = expected.map(|(a, b, c, d)| (a.into(), b.into(), c.into(), d.into()));
        assert_eq!(said, expected);
    }
}
