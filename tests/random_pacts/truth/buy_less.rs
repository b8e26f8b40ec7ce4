//! Devices bought for every hundred people with a workplace (methodology: Shares, uptake, use).

use rust_decimal::Decimal;

use super::YearTruth;
use super::lines::Line;
use super::table::{Names, Rest, Table, cut};
use super::terms::group_of;
use super::volume::{DIRECT, of_kind};

const INDICATOR: &str = "buy_less.units_per_100_users";

/// The quartiles over those of the matched panel that say how many people they serve.
pub(super) fn figures(truth: &YearTruth<'_>, panel: &Names, table: &mut Table) {
    let mut values: Vec<Decimal> = Vec::new();
    let mut names = Names::new();
    let users_of = |of| super::organisation(of).users_served;
    let of_panel = || truth.returns().filter(|of| panel.contains(&of.participant));
    // Asked, and nobody says it; else there is nothing to divide by.
    let is_blank = of_panel().next().is_some() && of_panel().all(|of| users_of(of).is_none());
    for of in of_panel() {
        let users = users_of(of).filter(|users| *users > 0);
        if let (Some(users), Some(units)) = (users, units(truth, &of.participant)) {
            values.push(units * Decimal::ONE_HUNDRED / Decimal::from(users));
            names.insert(of.participant.clone());
        }
    }
    values.sort_unstable();
    for (component, quarters) in [("q1", 1), ("median", 2), ("q3", 3)] {
        let key = (INDICATOR, cut([("component", component), ("panel", "matched")]));
        match values.is_empty() {
            true => table.nothing(key, if is_blank { "O" } else { "M" }, &names),
            false => {
                let rest = Rest { status: "A", names: Some(&names) };
                table.value(key, quartile(&values, quarters), 2, rest);
            }
        }
    }
}

/// Direct device units of workplace groups; `None` where a participant bought some and says of none how many.
fn units(truth: &YearTruth<'_>, owner: &str) -> Option<Decimal> {
    let is_one = |line: &&Line| {
        let group = group_of(line.group());
        let counts = group.is_device && group.scope == "workplace";
        counts && line.acquisition != "service" && line.owner() == owner
    };
    let lines: Vec<&Line> = of_kind(truth, DIRECT).filter(is_one).collect();
    let known: Vec<i64> = lines.iter().filter_map(|line| line.units).collect();
    (lines.is_empty() || !known.is_empty()).then(|| known.iter().sum::<i64>().into())
}

/// A quartile of sorted values by linear interpolation (type 7): at (n − 1) × quarters ÷ 4, counted from 0.
pub(super) fn quartile(sorted: &[Decimal], quarters: usize) -> Decimal {
    let at = (sorted.len() - 1) * quarters;
    let (below, beyond) = (at / 4, at % 4);
    let low = sorted[below];
    match sorted.get(below + 1) {
        Some(high) => low + (high - low) * Decimal::from(beyond) / Decimal::from(4),
        None => low,
    }
}
