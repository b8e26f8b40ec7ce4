//! Orders beside a declared figure (contract: Supporting spreadsheets): the declared figure counts, measure by
//! measure; what it leaves blank the orders give, as far as it can be told to which line.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::lines::{Counted, Line};

/// Condition and way of acquisition of declared lines.
type Class = (&'static str, &'static str);

/// Settles for each participant and product group what the orders beside its own declared lines are.
pub(super) fn settle(lines: &mut [Line]) {
    let mut figures: BTreeMap<(String, String), (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if line.is_counted() && line.buyer == super::lines::Buyer::Itself {
            let key = (line.reporter.clone(), line.group().to_owned());
            let (declared, orders) = figures.entry(key).or_default();
            if line.is_order { orders.push(index) } else { declared.push(index) }
        }
    }
    for (declared, orders) in figures.values() {
        if !declared.is_empty() && !orders.is_empty() {
            figure(lines, declared, orders);
        }
    }
}

/// A declared figure with the orders beside it.
///
/// Declared lines of one condition and acquisition take what is blank in all of them: from all orders where
/// they are the only such class, else from orders of their own class.
fn figure(lines: &mut [Line], declared: &[usize], orders: &[usize]) {
    let gives_amount = declared.iter().any(|index| lines[*index].amount.is_some());
    let gives_units = declared.iter().any(|index| lines[*index].units.is_some());
    let class_of = |line: &Line| -> Class { (line.condition, line.acquisition) };
    let classes: BTreeSet<Class> = declared.iter().map(|index| class_of(&lines[*index])).collect();
    let mut units_lent = BTreeSet::new();
    let mut amount_lent = BTreeSet::new();
    for class in &classes {
        let to: Vec<usize> =
            declared.iter().copied().filter(|index| class_of(&lines[*index]) == *class).collect();
        let fits = |index: &usize| classes.len() == 1 || class_of(&lines[*index]) == *class;
        let from: Vec<usize> = orders.iter().copied().filter(fits).collect();
        if to.iter().all(|index| lines[*index].units.is_none()) {
            let with_units = from.iter().copied().filter(|index| lines[*index].units.is_some());
            units_lent.extend(with_units);
            lines[to[0]].units = sum(from.iter().filter_map(|index| lines[*index].units));
        }
        if to.iter().all(|index| lines[*index].amount.is_none()) {
            let currencies: BTreeSet<_> =
                from.iter().map(|index| lines[*index].currency.clone()).collect();
            if currencies.len() == 1 {
                amount_lent.extend(from.iter().copied());
                let amount: Decimal = from.iter().filter_map(|index| lines[*index].amount).sum();
                lines[to[0]].amount = Some(amount);
                lines[to[0]].currency = lines[from[0]].currency.clone();
                lines[to[0]].rate = lines[from[0]].rate;
                // An amount is what the files it comes from say it is.
                lines[to[0]].basis = lines[from[0]].basis;
                lines[to[0]].tax = lines[from[0]].tax;
            }
        }
    }
    for order in orders {
        let alone_with_amount = !gives_amount && !amount_lent.contains(order);
        if !alone_with_amount {
            lines[*order].counted = Counted::Evidence;
        } else if gives_units || units_lent.contains(order) {
            lines[*order].units = None;
        }
    }
}

fn sum(of: impl Iterator<Item = i64>) -> Option<i64> {
    of.fold(None, |sum, units| Some(sum.unwrap_or(0) + units))
}
