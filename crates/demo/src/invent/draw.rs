//! What is drawn: a generator of its own for each thing, so that a change in one place shuffles nothing else.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, StandardNormal};

/// A ChaCha generator for one topic of one participant and year.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// The generator of a topic; a pact's own topics have participant and year 0.
    pub(crate) fn of(seed: u64, participant: usize, year: i16, topic: &str) -> Self {
        let mut key = [0; 32];
        let parts =
            [seed, participant as u64, u64::from(year.unsigned_abs()), hash(topic.as_bytes())];
        for (bytes, part) in key.chunks_exact_mut(8).zip(parts) {
            bytes.copy_from_slice(&part.to_le_bytes());
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// Evenly from 0 up to, and not including, 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// Whether something of this probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A whole number, both ends included; the lower end where they are the wrong way round.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low { low } else { self.0.random_range(low..=high) }
    }

    /// A number below `count`, as an index.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let last = i64::try_from(count).unwrap_or(i64::MAX) - 1;
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }

    /// One of several, all alike.
    ///
    /// # Panics
    /// If there is none: every list drawn from is a constant of this crate or was looked at before.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let at = self.below(all.len());
        &all[at]
    }

    /// One of several, by weight.
    pub(super) fn weighted<T: Copy>(&mut self, all: &[(T, i64)]) -> T {
        let total: i64 = all.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(0, total - 1);
        for (one, weight) in all {
            left -= weight;
            if left < 0 {
                return *one;
            }
        }
        all[all.len() - 1].0
    }

    /// From the standard normal distribution.
    pub(super) fn bell(&mut self) -> f64 {
        StandardNormal.sample(&mut self.0)
    }

    /// From the log-normal distribution with this median; `spread` is the standard deviation of the logarithm.
    ///
    /// The exponential is that of `libm`, the same on every machine.
    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * libm::exp(spread * self.bell())
    }

    /// A day, both ends included.
    pub(super) fn day(&mut self, first: Date, last: Date) -> Date {
        plus_days(first, self.between(0, days(first, last)))
    }

    /// Brings a list into an order of chance (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }

    /// Scores of so many things that are compared with each other: spread evenly over a distribution near the standard
    /// normal, with the mean 0, so that chance decides who has which and not how they are on the whole.
    pub(super) fn scores(&mut self, count: usize) -> Vec<f64> {
        // The logistic distribution, with a standard deviation of 1.
        let score = |at: usize| {
            let share = (at as f64 + 0.5) / count as f64;
            0.551 * libm::log(share / (1.0 - share))
        };
        let mut scores: Vec<f64> = (0..count).map(score).collect();
        self.shuffle(&mut scores);
        scores
    }

    /// Any number of 64 bits.
    pub(super) fn number(&mut self) -> u64 {
        self.0.random()
    }

    /// `None` with this probability.
    pub(super) fn blank<T>(&mut self, probability: f64, value: T) -> Option<T> {
        (!self.chance(probability)).then_some(value)
    }
}

/// A number for a text (Fowler, Noll and Vo, 1a): which generator a topic has.
fn hash(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    bytes.iter().fold(start, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Days from one day to another, below zero where the other comes first.
pub(super) fn days(from: Date, to: Date) -> i64 {
    from.until((Unit::Day, to)).map_or(0, |span| i64::from(span.get_days()))
}

/// The day that many days later; the same day where the calendar ends.
pub(super) fn plus_days(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// A whole number near a drawn one, at least `least`.
pub(super) fn whole(value: f64, least: i64) -> i64 {
    // The cast saturates; what is drawn lies far below the bound.
    (libm::round(value) as i64).max(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_has_a_generator_of_its_own() {
        let first = |seed, participant, year, topic| {
            Draw::of(seed, participant, year, topic).between(0, i64::MAX)
        };
        let own = first(1, 2, 2026, "orders");
        assert_eq!(own, first(1, 2, 2026, "orders"));
        for other in [
            first(2, 2, 2026, "orders"),
            first(1, 3, 2026, "orders"),
            first(1, 2, 2025, "orders"),
            first(1, 2, 2026, "texts"),
        ] {
            assert_ne!(own, other);
        }
    }

    #[test]
    fn half_of_a_log_normal_lies_below_its_median() {
        let mut draw = Draw::of(7, 0, 0, "median");
        let below = (0..4000).filter(|_| draw.log_normal(780.0, 0.35) < 780.0).count();
        assert!((1880..2120).contains(&below), "{below}");
    }
}
