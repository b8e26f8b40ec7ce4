//! The order in which rows stand, so that none looks like a sum of those above it.

use model::Decimal;

/// Puts things with amounts into an order in which none has the sum of all above it, as far as there is one: the
/// nearest that has not comes before it. A person who met such a row would take it for a total.
///
/// An amount is a list where a thing has several, in columns of their own: then all of them would have to be sums.
pub(super) fn unlike_sums<T>(things: &mut [T], amounts: impl Fn(&T) -> Vec<(usize, Decimal)>) {
    if things.len() > 2 && !arranged(things, &amounts) {
        // Nothing comes behind the last one: from the other end it is the first.
        things.rotate_right(1);
        arranged(things, &amounts);
    }
}

/// Whether it could be done without touching what came before.
fn arranged<T>(things: &mut [T], amounts: impl Fn(&T) -> Vec<(usize, Decimal)>) -> bool {
    let mut sums: Vec<(Decimal, u32)> = Vec::new();
    for at in 0..things.len() {
        let is_sum = |thing: &T| {
            let own = amounts(thing);
            !own.is_empty()
                && own.iter().all(|(column, amount)| {
                    sums.get(*column).is_some_and(|(sum, rows)| *rows > 1 && sum == amount)
                })
        };
        if is_sum(&things[at]) {
            match things[at..].iter().position(|other| !is_sum(other)) {
                Some(other) => things[at..=at + other].rotate_right(1),
                None => return false,
            }
        }
        for (column, amount) in amounts(&things[at]) {
            if sums.len() <= column {
                sums.resize(column + 1, (Decimal::ZERO, 0));
            }
            sums[column].0 += amount;
            sums[column].1 += 1;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(amounts: &[i64]) -> Vec<i64> {
        let mut amounts = amounts.to_vec();
        unlike_sums(&mut amounts, |amount| vec![(0, Decimal::from(*amount))]);
        amounts
    }

    #[test]
    fn a_row_with_the_sum_of_those_above_it_stands_elsewhere() {
        let cases: [(&[i64], &[i64]); 5] = [
            (&[1, 2, 4], &[1, 2, 4]),
            (&[1, 2, 3, 5], &[1, 2, 5, 3]),
            (&[1, 2, 3, 3, 9], &[1, 2, 9, 3, 3]),
            (&[1, 2, 3], &[3, 1, 2]),
            (&[5, 5], &[5, 5]),
        ];
        for (amounts, expected) in cases {
            assert_eq!(ordered(amounts), expected, "{amounts:?}");
        }
    }

    #[test]
    fn one_of_several_columns_is_enough_to_tell() {
        let things =
            [vec![(0, 1), (1, 4)], vec![(0, 2), (1, 5)], vec![(0, 3), (1, 8)], vec![(1, 17)]];
        let mut ordered = things.to_vec();
        let amounts = |thing: &Vec<(usize, i64)>| {
            thing.iter().map(|(column, amount)| (*column, Decimal::from(*amount))).collect()
        };
        unlike_sums(&mut ordered, amounts);
        assert_eq!(
            ordered,
            [things[3].clone(), things[0].clone(), things[1].clone(), things[2].clone()]
        );
    }
}
