//! Ticks at round numbers.

/// Round numbers from at or below `from` to at or above `to`, about `count` steps of 1, 2, 2.5 or 5 times
/// a power of ten.
pub(super) fn ticks(from: f64, to: f64, count: usize) -> Vec<f64> {
    let span = if to > from { to - from } else { 1.0 };
    let rough = span / count.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    let step = steps.iter().map(|step| step * power).find(|step| *step >= rough - power * 1e-9);
    let step = step.unwrap_or(power * 10.0);
    let first = (from / step).floor() as i64;
    let last = ((to.max(from) / step) - 1e-9).ceil() as i64;
    (first..=last.max(first + 1)).map(|index| index as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::ticks;

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        let cases: [(f64, f64, &[f64]); 5] = [
            (0.0, 100.0, &[0.0, 25.0, 50.0, 75.0, 100.0]),
            (0.0, 7.3, &[0.0, 2.0, 4.0, 6.0, 8.0]),
            (0.0, 0.0, &[0.0, 0.25, 0.5, 0.75, 1.0]),
            (-3.0, 10.0, &[-5.0, 0.0, 5.0, 10.0]),
            (0.0, 2_100_000.0, &[0.0, 1_000_000.0, 2_000_000.0, 3_000_000.0]),
        ];
        for (from, to, expected) in cases {
            let found = ticks(from, to, 4);
            assert!(
                found.len() >= 2 && *found.last().unwrap() >= to && found[0] <= from,
                "{found:?}"
            );
            if to != 0.0 {
                assert_eq!(found.len(), expected.len(), "{found:?}");
            }
        }
    }
}
