//! Many choices made from one number, always the same ones; from 0 the plainest, so that cases shrink to it.

/// A stream of choices.
#[derive(Clone, Debug)]
pub(crate) struct Bits {
    state: u64,
    plain: bool,
}

impl Bits {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, plain: seed == 0 }
    }

    /// The stream of a part: of a question by its index, say.
    pub(crate) fn of(seed: u64, part: usize) -> Self {
        let mut whole = Self::new(seed);
        whole.state ^= (part as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        whole.next();
        whole
    }

    /// The next number (SplitMix64).
    pub(crate) fn next(&mut self) -> u64 {
        if self.plain {
            return 0;
        }
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Whether something happens that does so in so many of a hundred cases; never in the plainest.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 >= 100 - percent
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Puts things in another order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            let other = self.below(last + 1);
            things.swap(last, other);
        }
    }
}
