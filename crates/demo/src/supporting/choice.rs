//! Choices that depend on what they are for, and on nothing drawn before.

/// A number that stands for what something is chosen for. It can be narrowed to a part of it; the same parts give the
/// same choice on any machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Choice(u64);

impl Choice {
    /// What a number stands for.
    pub(super) fn of(seed: u64) -> Self {
        Self(mixed(seed))
    }

    /// A part of it, by a name.
    pub(super) fn named(self, name: &str) -> Self {
        // FNV-1a (Fowler, Noll, Vo), which is in the public domain.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ self.0, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(mixed(hash))
    }

    /// A part of it, by a number.
    pub(super) fn at(self, index: usize) -> Self {
        Self(mixed(self.0 ^ (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// A number below another; 0 where that is 0.
    pub(super) fn below(self, end: usize) -> usize {
        usize::try_from(self.0 % (end.max(1) as u64)).unwrap_or(0)
    }

    /// One of some things, of which there must be one.
    pub(super) fn one_of<T: Copy>(self, things: &[T]) -> T {
        things[self.below(things.len())]
    }

    /// True once in so many times.
    pub(super) fn once_in(self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// The bits of a number mixed, so that numbers that are near each other give others that are not (SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
