//! What follows from sums, by elimination in exact fractions.

use std::collections::BTreeSet;

/// A fraction in lowest terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    const ZERO: Self = Self { over: 0, under: 1 };
    const ONE: Self = Self { over: 1, under: 1 };

    fn new(over: i128, under: i128) -> Self {
        if under == 1 {
            return Self { over, under };
        }
        let (mut a, mut b) = (over.abs(), under.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = under.signum();
        Self { over: over / a * sign, under: under / a * sign }
    }

    fn times(self, other: Self) -> Self {
        Self::new(self.over * other.over, self.under * other.under)
    }

    fn less(self, other: Self) -> Self {
        let over = self.over * other.under - other.over * self.under;
        Self::new(over, self.under * other.under)
    }

    fn inverse(self) -> Self {
        Self::new(self.under, self.over)
    }
}

/// Sums of numbers in echelon form: each with the place of its first number, which it has once.
struct Known {
    numbers: usize,
    sums: Vec<(usize, Vec<Fraction>)>,
}

impl Known {
    /// What is known of so many numbers by these sums of them.
    fn of(numbers: usize, sums: impl Iterator<Item = BTreeSet<usize>>) -> Self {
        let mut known = Self { numbers, sums: Vec::new() };
        for sum in sums {
            let mut left = known.left(&sum);
            if let Some(first) = left.iter().position(|times| *times != Fraction::ZERO) {
                let scale = left[first].inverse();
                left.iter_mut().for_each(|times| *times = times.times(scale));
                known.sums.push((first, left));
            }
        }
        known
    }

    /// What is left of a sum when all that is known is taken out of it. A sum that came later has no number in which
    /// one before it begins, so that taking them out in turn leaves none.
    fn left(&self, sum: &BTreeSet<usize>) -> Vec<Fraction> {
        let once = |number| if sum.contains(&number) { Fraction::ONE } else { Fraction::ZERO };
        let mut left: Vec<Fraction> = (0..self.numbers).map(once).collect();
        for (first, known) in &self.sums {
            let times = left[*first];
            if times != Fraction::ZERO {
                let others = left.iter_mut().zip(known);
                for (own, other) in others.filter(|(_, other)| **other != Fraction::ZERO) {
                    *own = own.less(times.times(*other));
                }
            }
        }
        left
    }
}

/// What may not follow: of a protected participant anything at all, and of it and one other what they have in a figure.
pub(super) struct Sensitive {
    /// The numbers of each protected participant.
    pub(super) own: Vec<BTreeSet<usize>>,
    /// What each has in a figure together with one other.
    pub(super) with_one_other: BTreeSet<BTreeSet<usize>>,
}

/// What somebody knows by sums, and what of it is not of each protected participant's own.
pub(super) struct Knowledge<'s> {
    sensitive: &'s Sensitive,
    all: Known,
    of_others: Vec<Known>,
    /// What is left of each sum of two when all that is known is taken out.
    left: Vec<Vec<Fraction>>,
}

impl<'s> Knowledge<'s> {
    /// That of these sums of so many numbers.
    pub(super) fn of(
        sensitive: &'s Sensitive,
        numbers: usize,
        sums: &BTreeSet<BTreeSet<usize>>,
    ) -> Self {
        let all = Known::of(numbers, sums.iter().cloned());
        let of_others = |own| Known::of(numbers, sums.iter().map(|sum| sum - own));
        Self {
            of_others: sensitive.own.iter().map(of_others).collect(),
            left: sensitive.with_one_other.iter().map(|sum| all.left(sum)).collect(),
            sensitive,
            all,
        }
    }

    /// Whether any of what may not follow does.
    pub(super) fn tells(&self) -> bool {
        // Sums that differ in their own numbers alone tell something of those.
        self.of_others.iter().any(|of_others| of_others.sums.len() < self.all.sums.len())
            || self.left.iter().any(|left| is_nothing(left))
    }

    /// Whether any of it would with one more sum, where none of it does without.
    pub(super) fn would_tell(&self, sum: &BTreeSet<usize>) -> bool {
        let new = self.all.left(sum);
        let own = self.sensitive.own.iter().zip(&self.of_others);
        let is_of = |(own, of_others): (&BTreeSet<usize>, &Known)| {
            is_nothing(&of_others.left(&(sum - own)))
        };
        !is_nothing(&new)
            && (own.into_iter().any(is_of) || self.left.iter().any(|left| is_times(left, &new)))
    }
}

fn is_nothing(sum: &[Fraction]) -> bool {
    sum.iter().all(|times| *times == Fraction::ZERO)
}

/// Whether a sum is another one so many times; neither is nothing.
fn is_times(sum: &[Fraction], other: &[Fraction]) -> bool {
    let Some(first) = other.iter().position(|times| *times != Fraction::ZERO) else { return false };
    let scale = sum[first].times(other[first].inverse());
    sum.iter().zip(other).all(|(own, other)| *own == scale.times(*other))
}

#[test]
fn what_adding_and_subtracting_tells_is_found() {
    let set = |numbers: &[usize]| -> BTreeSet<usize> { numbers.iter().copied().collect() };
    let sensitive = |two: &[&[usize]]| Sensitive {
        own: vec![set(&[0])],
        with_one_other: two.iter().map(|sum| set(sum)).collect(),
    };
    let follows = |sums: &[&[usize]], two: &[&[usize]]| {
        let sums = sums.iter().map(|sum| set(sum)).collect();
        Knowledge::of(&sensitive(two), 4, &sums).tells()
    };
    assert!(!follows(&[&[0, 1], &[1, 2], &[0, 2, 3]], &[]));
    assert!(follows(&[&[0, 1], &[1]], &[]));
    // Twice the own number: (0 + 1) + (0 + 2) − (1 + 2).
    assert!(follows(&[&[0, 1], &[2, 3], &[0, 2], &[1, 2]], &[]));
    assert!(!follows(&[&[0, 1, 2], &[2, 3]], &[&[0, 1]]));
    assert!(follows(&[&[0, 1, 2], &[2, 3], &[3]], &[&[0, 1]]));

    let known = [set(&[0, 1, 2]), set(&[2, 3])].into_iter().collect();
    let sensitive = sensitive(&[&[0, 1]]);
    let known = Knowledge::of(&sensitive, 4, &known);
    assert!(!known.tells());
    let cases: [(&[usize], bool); 5] =
        [(&[3], true), (&[1, 2], true), (&[1, 3], false), (&[0, 1, 2], false), (&[0, 1], true)];
    for (sum, tells) in cases {
        assert_eq!(known.would_tell(&set(sum)), tells, "{sum:?}");
    }
}
