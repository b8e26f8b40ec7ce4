//! What follows from sums: exact elimination over the numbers that are not known.
//!
//! Each sum that is published is an equation. The unknowns are put in columns, the own ones of a participant
//! last, and the equations are brought into echelon form one by one: where one is left with own unknowns
//! only, adding and subtracting tells something of that participant alone. Sums that must not follow, such as
//! those of two participants, are reduced by the equations as they come: where nothing is left of one, it
//! follows. Arithmetic is modulo a large prime; nearly all sums have factors 0 and 1, so that it finds what
//! exact fractions would. Factors that are fractions, those of a weighted mean, are exact in it too.

use std::collections::BTreeMap;

/// The prime 2⁶¹ − 1.
const PRIME: u64 = (1 << 61) - 1;

/// How many times a number is in a sum, modulo the prime.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Factor(u64);

impl Factor {
    /// Once.
    pub(crate) const ONE: Self = Self(1);

    /// A fraction of whole numbers; 0 where the denominator is 0.
    pub(crate) fn fraction(numerator: i128, denominator: i128) -> Self {
        Self(product(residue(numerator), inverse(residue(denominator))))
    }

    /// The difference of two.
    pub(crate) fn less(self, other: Self) -> Self {
        Self(sum(self.0, residue(-i128::from(other.0))))
    }

    /// Whether it is none.
    pub(super) fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// A number of a sum, and how many times it is in it.
pub(crate) type Term = (usize, Factor);

/// The sums by which something is told, each with the times it is added, modulo the prime; no two sums are
/// alike, and none of them is added zero times.
pub(super) struct Leak(BTreeMap<usize, u64>);

/// An equation on the way: factors of the unknowns, and of the sums it is made of.
#[derive(Clone)]
struct Equation {
    factors: Vec<u64>,
    sums: BTreeMap<usize, u64>,
}

/// Equations in echelon form.
pub(super) struct Equations {
    /// The column of each unknown; unknowns that stand in the same sums, as many times in each, share one.
    columns: BTreeMap<usize, usize>,
    /// Columns of others' unknowns; the own ones follow.
    others: usize,
    width: usize,
    /// By the column of its first factor, which is 1.
    echelon: BTreeMap<usize, Equation>,
    /// What must not follow, less what the equations so far take out of it.
    sensitive: Vec<Equation>,
}

impl Equations {
    /// No equation yet; `unknown` are the numbers that are not shown, each with whether it is an own one,
    /// `sums` what can be added, and `sensitive` what must not follow.
    pub(super) fn new<'a>(
        unknown: impl IntoIterator<Item = (usize, bool)>,
        sums: impl IntoIterator<Item = &'a [Term]>,
        sensitive: &[Vec<usize>],
    ) -> Self {
        let sensitive: Vec<Vec<Term>> = sensitive.iter().map(|sum| once_each(sum)).collect();
        let mut in_sums: BTreeMap<usize, Vec<Term>> = BTreeMap::new();
        let mut index = 0;
        let mut take = |sum: &[Term]| {
            for (atom, factor) in sum {
                in_sums.entry(*atom).or_default().push((index, *factor));
            }
            index += 1;
        };
        sums.into_iter().for_each(&mut take);
        sensitive.iter().for_each(|sum| take(sum));
        let mut classes: BTreeMap<(bool, Vec<Term>), Vec<usize>> = BTreeMap::new();
        for (atom, is_own) in unknown {
            if let Some(of) = in_sums.remove(&atom) {
                classes.entry((is_own, of)).or_default().push(atom);
            }
        }
        let others = classes.keys().filter(|(is_own, _)| !is_own).count();
        let width = classes.len();
        let columns = classes.into_values().enumerate();
        let columns = columns
            .flat_map(|(column, atoms)| atoms.into_iter().map(move |atom| (atom, column)))
            .collect();
        let mut new =
            Self { columns, others, width, echelon: BTreeMap::new(), sensitive: Vec::new() };
        let equations = sensitive.iter().filter_map(|sum| new.equation(sum, BTreeMap::new()));
        new.sensitive = equations.collect();
        new
    }

    /// Adds the sum with this number, unless it would tell something with those before it: then it says by
    /// which.
    pub(super) fn add(&mut self, number: usize, sum: &[Term]) -> Option<Leak> {
        let equation = self.equation(sum, BTreeMap::from([(number, 1)]))?;
        self.insert(equation)
    }

    /// Adds a sum that is known already, whatever it tells: what follows from it is no leak of others.
    pub(super) fn take(&mut self, sum: &[Term]) {
        let Some(mut equation) = self.equation(sum, BTreeMap::new()) else {
            return;
        };
        for (column, known) in &self.echelon {
            equation.take_out(known, *column);
        }
        if let Some(first) = equation.first() {
            equation.scale(inverse(equation.factors[first]));
            self.echelon.insert(first, equation);
        }
    }

    fn insert(&mut self, mut equation: Equation) -> Option<Leak> {
        for (column, known) in &self.echelon {
            equation.take_out(known, *column);
        }
        let first = equation.first()?;
        if first >= self.others {
            return Some(equation.leak());
        }
        equation.scale(inverse(equation.factors[first]));
        let mut changed = Vec::new();
        for (index, unknown) in self.sensitive.iter().enumerate() {
            if unknown.factors[first] != 0 {
                let mut unknown = unknown.clone();
                unknown.take_out(&equation, first);
                if unknown.first().is_none() {
                    return Some(unknown.leak());
                }
                changed.push((index, unknown));
            }
        }
        changed.into_iter().for_each(|(index, unknown)| self.sensitive[index] = unknown);
        self.echelon.insert(first, equation);
        None
    }

    /// A sum as an equation; `None` where no unknown is in it.
    fn equation(&self, sum: &[Term], sums: BTreeMap<usize, u64>) -> Option<Equation> {
        let mut factors = Vec::new();
        let known = sum.iter().map(|(atom, factor)| (self.columns.get(atom), factor));
        for (column, factor) in known.filter_map(|(column, factor)| Some((column?, factor))) {
            factors.resize(self.width, 0);
            factors[*column] = factor.0;
        }
        (!factors.is_empty()).then_some(Equation { factors, sums })
    }
}

/// What follows from sums, whichever they are.
pub(super) struct Span {
    equations: Equations,
    /// Of each column, how many unknowns share it.
    sharing: Vec<usize>,
}

impl Span {
    /// That of all the sums; `unknown` are the numbers that are not shown.
    pub(super) fn new<'a>(
        unknown: &[usize],
        sums: impl Iterator<Item = &'a [Term]> + Clone,
    ) -> Self {
        let unknown = unknown.iter().map(|atom| (*atom, false));
        let mut equations = Equations::new(unknown, sums.clone(), &[]);
        for sum in sums {
            // By which sums something follows is not asked here, and nothing is told of an own unknown.
            let equation = equations.equation(sum, BTreeMap::new());
            let leak = equation.and_then(|equation| equations.insert(equation));
            debug_assert!(leak.is_none(), "no unknown is an own one, and nothing is sensitive");
        }
        let mut sharing = vec![0; equations.width];
        equations.columns.values().for_each(|column| sharing[*column] += 1);
        Self { equations, sharing }
    }

    /// Whether the sum of these unknowns follows. It does not where one of those that stand in the same sums is
    /// left out.
    pub(super) fn holds(&self, unknown: impl Iterator<Item = usize>) -> bool {
        let mut times = vec![0; self.sharing.len()];
        for atom in unknown {
            match self.equations.columns.get(&atom) {
                Some(column) => times[*column] += 1,
                None => return false,
            }
        }
        let mut columns = times.iter().zip(&self.sharing);
        if columns.any(|(times, sharing)| *times != 0 && times != sharing) {
            return false;
        }
        let factors = times.into_iter().map(|times| u64::from(times != 0)).collect();
        let mut left = Equation { factors, sums: BTreeMap::new() };
        for (column, known) in &self.equations.echelon {
            left.take_out(known, *column);
        }
        left.first().is_none()
    }
}

impl Leak {
    /// What the sums add up to, shown or not: the numbers that do not cancel out. `terms` gives those of a
    /// sum.
    pub(super) fn adds_up_to<'a>(&self, terms: impl Fn(usize) -> &'a [Term]) -> Vec<usize> {
        let mut factors: BTreeMap<usize, u64> = BTreeMap::new();
        for (number, times) in &self.0 {
            for (atom, own) in terms(*number) {
                let factor = factors.entry(*atom).or_default();
                *factor = sum(*factor, product(*times, own.0));
            }
        }
        factors.into_iter().filter(|(_, factor)| *factor != 0).map(|(atom, _)| atom).collect()
    }
}

impl Equation {
    /// Takes another equation out, so that no factor is left in its first column.
    fn take_out(&mut self, other: &Equation, column: usize) {
        let times = self.factors[column];
        if times == 0 {
            return;
        }
        let less = PRIME - times;
        for (own, factor) in self.factors.iter_mut().zip(&other.factors).skip(column) {
            if *factor != 0 {
                *own = sum(*own, product(less, *factor));
            }
        }
        for (row, factor) in &other.sums {
            let own = self.sums.entry(*row).or_default();
            *own = sum(*own, product(less, *factor));
        }
    }

    fn scale(&mut self, times: u64) {
        self.factors.iter_mut().for_each(|factor| *factor = product(*factor, times));
        self.sums.values_mut().for_each(|factor| *factor = product(*factor, times));
    }

    /// The column of the first factor that is not zero.
    fn first(&self) -> Option<usize> {
        self.factors.iter().position(|factor| *factor != 0)
    }

    fn leak(mut self) -> Leak {
        self.sums.retain(|_, factor| *factor != 0);
        Leak(self.sums)
    }
}

/// The numbers of a sum, each in it once.
pub(super) fn once_each(atoms: &[usize]) -> Vec<Term> {
    atoms.iter().map(|atom| (*atom, Factor::ONE)).collect()
}

/// A whole number modulo the prime.
fn residue(number: i128) -> u64 {
    u64::try_from(number.rem_euclid(i128::from(PRIME))).expect("less than the prime, which fits")
}

fn sum(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

/// 2⁶¹ is 1 modulo the prime, so that what stands above 61 bits is added to what stands in them.
fn product(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    let part = |bits: u128| u64::try_from(bits).expect("less than 61 bits, which fit");
    sum(part(wide & u128::from(PRIME)) % PRIME, part(wide >> 61))
}

/// The number that gives 1 when multiplied with `a`, by Fermat: a^(p − 2).
fn inverse(a: u64) -> u64 {
    let (mut result, mut base, mut power) = (1, a, PRIME - 2);
    while power > 0 {
        if power & 1 == 1 {
            result = product(result, base);
        }
        base = product(base, base);
        power >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds all sums up to the first that tells, and says which sums that one needs. Number 0 is the own one.
    fn told(sums: &[&[usize]], sensitive: &[Vec<usize>]) -> Vec<usize> {
        let unknown = [0, 1, 2, 3].map(|atom| (atom, atom == 0));
        let sums: Vec<Vec<Term>> = sums.iter().map(|sum| once_each(sum)).collect();
        let mut equations = Equations::new(unknown, sums.iter().map(Vec::as_slice), sensitive);
        let leak = sums.iter().enumerate().find_map(|(number, sum)| equations.add(number, sum));
        leak.map(|leak| leak.0.into_keys().collect()).unwrap_or_default()
    }

    #[test]
    fn what_adding_and_subtracting_tells_is_found() {
        let told = |sums: &[&[usize]]| told(sums, &[]);
        assert_eq!(told(&[&[0, 1], &[1, 2], &[0, 2, 3]]), []);
        assert_eq!(told(&[&[0, 1], &[1]]), [0, 1]);
        assert_eq!(told(&[&[0, 1, 2, 3], &[1, 3], &[1, 2]]), []);
        // Twice the own number: (0 + 1) + (0 + 2) − (1 + 2).
        assert_eq!(told(&[&[0, 1], &[2, 3], &[0, 2], &[1, 2]]), [0, 2, 3]);
        // Numbers that are shown, 5 and 6, are no unknowns.
        assert_eq!(told(&[&[0, 5, 6], &[0, 1]]), [0]);
    }

    #[test]
    fn what_must_not_follow_is_found() {
        assert_eq!(told(&[&[0, 1, 2], &[2]], &[]), []);
        assert_eq!(told(&[&[0, 1, 2], &[2]], &[vec![0, 1]]), [0, 1]);
        assert_eq!(told(&[&[0, 1, 2], &[2, 3]], &[vec![0, 1]]), []);
    }

    #[test]
    fn what_follows_from_all_sums_is_known_at_once() {
        let sums = [&[0, 1, 2][..], &[2, 3], &[3]].map(once_each);
        let span = Span::new(&[0, 1, 2, 3, 4], sums.iter().map(Vec::as_slice));
        let holds = |sum: &[usize]| span.holds(sum.iter().copied());
        assert!(holds(&[0, 1]) && holds(&[0, 1, 3]) && holds(&[2]));
        // 0 and 1 stand in the same sums, 4 in none.
        assert!(!holds(&[0]) && !holds(&[0, 2]) && !holds(&[2, 4]));
    }

    #[test]
    fn products_are_those_modulo_the_prime() {
        let numbers = [0, 1, 2, 1 << 31, 1 << 60, PRIME - 2, PRIME - 1];
        for (a, b) in numbers.into_iter().flat_map(|a| numbers.map(|b| (a, b))) {
            let expected = u128::from(a) * u128::from(b) % u128::from(PRIME);
            assert_eq!(u128::from(product(a, b)), expected, "{a} × {b}");
        }
    }

    #[test]
    fn what_a_leak_adds_up_to_counts_what_is_shown() {
        let sums = [&[0, 1, 5, 6][..], &[1, 6]].map(once_each);
        let unknown = [(0, true), (1, false)];
        let mut equations = Equations::new(unknown, sums.iter().map(Vec::as_slice), &[]);
        assert!(equations.add(0, &sums[0]).is_none());
        let leak = equations.add(1, &sums[1]).unwrap();
        assert_eq!(leak.adds_up_to(|number| &sums[number]), [0, 5]);
    }

    #[test]
    fn weighted_sums_tell_what_their_factors_allow() {
        // Both halves and both thirds of 1 and 2 are half and a third of their sum; a half and a third are not.
        let half = Factor::fraction(1, 2);
        let third = half.less(Factor::fraction(1, 6));
        for (factors, leaks) in [([half, half], true), ([half, third], false)] {
            let sums = [once_each(&[0, 1, 2]), vec![(1, factors[0]), (2, factors[1])]];
            let unknown = [0, 1, 2].map(|atom| (atom, atom == 0));
            let mut equations = Equations::new(unknown, sums.iter().map(Vec::as_slice), &[]);
            assert!(equations.add(0, &sums[0]).is_none());
            let leak = equations.add(1, &sums[1]);
            assert_eq!(leak.is_some(), leaks);
            assert!(leak.is_none_or(|leak| leak.adds_up_to(|number| &sums[number]) == [0]));
        }
    }
}
