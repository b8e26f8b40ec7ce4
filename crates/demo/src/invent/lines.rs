//! Lists of orders alone, one after the other: as many lines as a load test wants, without the pact around them.

use super::orders::{exported, file};
use super::organisations;
use super::profile::Profile;
use super::size::{LAST_YEAR, Size};
use crate::pact::SupportingFile;

/// The lists of orders of the last year, each with the id of whose it is: `size.participants` times `size.orders`
/// lines in all, shared out evenly over the organisations that keep such lists, or over all where none does. Only one
/// organisation's are in memory at a time.
pub fn order_files(size: &Size) -> impl Iterator<Item = (String, SupportingFile)> {
    let size = *size;
    let mut own = organisations::profiles(&size);
    if !own.iter().any(|profile| keeps_lists(&size, profile)) {
        own = own.into_iter().map(|profile| profile.with_lists(size.seed)).collect();
    }
    own.retain(|profile| keeps_lists(&size, profile));
    let total = u64::from(size.participants) * u64::from(size.orders);
    let count = own.len() as u64;
    (0u64..).zip(own).flat_map(move |(at, profile)| {
        let orders = total * (at + 1) / count - total * at / count;
        let orders = i64::try_from(orders).unwrap_or(i64::MAX);
        let lists = exported(&size, &profile, LAST_YEAR, orders);
        let files = lists.iter().enumerate().map(|(number, list)| {
            let file = file((&size, &profile, LAST_YEAR), (number + 1, list), &[]);
            (profile.id().to_owned(), file)
        });
        files.collect::<Vec<_>>()
    })
}

fn keeps_lists(size: &Size, profile: &Profile) -> bool {
    !exported(size, profile, LAST_YEAR, 1).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pact::SupportingRows;

    fn lines(size: &Size) -> usize {
        let lines = order_files(size).map(|(_, file)| match file.rows {
            SupportingRows::Orders(orders) => orders.len(),
            _ => 0,
        });
        lines.sum()
    }

    #[test]
    fn there_are_as_many_lines_as_were_asked_for() {
        for (participants, orders) in [(1, 10), (12, 7), (30, 100)] {
            let size = Size { participants, orders, years: 1, seed: 5 };
            assert_eq!(lines(&size), (participants * orders) as usize);
        }
    }

    #[test]
    fn a_few_organisations_have_as_many_lines_too() {
        for seed in 0..50 {
            for participants in 1..=5 {
                let size = Size { participants, orders: 7, years: 1, seed };
                assert_eq!(lines(&size), participants as usize * 7, "{participants}, seed {seed}");
            }
        }
    }
}
