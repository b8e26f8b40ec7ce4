//! Shares of a distribution that add up to 100 on the page.

/// Rounds the parts of a whole to per cent by largest remainder, so that they sum to 100; at equal
/// remainders the earlier (lower) part gets the point. All zero if the whole is nothing.
///
/// `counts` in the order of the list they come from; sums up to 2^57 are exact.
pub(crate) fn to_hundred(counts: &[u64]) -> Vec<u64> {
    let total: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    if total == 0 {
        return vec![0; counts.len()];
    }
    let parts: Vec<(u128, u128)> = counts
        .iter()
        .map(|count| u128::from(*count) * 100)
        .map(|hundredfold| (hundredfold / total, hundredfold % total))
        .collect();
    let given: u128 = parts.iter().map(|(whole, _)| whole).sum();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(parts[*index].1), *index));
    let mut shares: Vec<u64> = parts.iter().map(|(whole, _)| *whole as u64).collect();
    for index in order.into_iter().take((100 - given) as usize) {
        shares[index] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::to_hundred;

    #[test]
    fn the_parts_add_up_to_a_hundred_and_ties_go_to_the_lower_level() {
        let cases: [(&[u64], &[u64]); 6] = [
            (&[1, 1, 1], &[34, 33, 33]),
            (&[1, 2, 3], &[17, 33, 50]),
            (&[1, 1, 1, 1, 1, 1], &[17, 17, 17, 17, 16, 16]),
            (&[0, 5, 0], &[0, 100, 0]),
            (&[0, 0], &[0, 0]),
            (&[1, 999], &[0, 100]),
        ];
        for (counts, shares) in cases {
            assert_eq!(to_hundred(counts), shares, "{counts:?}");
        }
    }

    #[test]
    fn every_small_distribution_adds_up() {
        for a in 0..12 {
            for b in 0..12 {
                for c in 0..12 {
                    let shares = to_hundred(&[a, b, c]);
                    let expected = if a + b + c == 0 { 0 } else { 100 };
                    assert_eq!(shares.iter().sum::<u64>(), expected, "{a} {b} {c}");
                }
            }
        }
    }
}
