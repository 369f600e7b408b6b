//! The largest set of which no two clash. Knows who clashes with whom; refuses to know why.

use crate::work::{Budget, wide};

/// Looks after which the best so far is taken: some tenths of a second.
const MOST_LOOKS: u64 = 40_000_000;

/// The work, in steps of some sets each.
#[derive(Debug)]
pub(super) struct Together {
    n: usize,
    /// By place of the one and of the other.
    clashes: Vec<bool>,
    stack: Vec<Set>,
    best: Vec<usize>,
    n_looks: u64,
}

/// Those that are left to choose from, where the rest is left out. All that clash with nobody left are in.
#[derive(Debug)]
struct Set(Vec<usize>);

impl Together {
    /// Of `n`, where `does_clash` says which two do, the earlier one first.
    pub(super) fn new(n: usize, does_clash: impl Fn(usize, usize) -> bool) -> Together {
        let mut clashes = vec![false; n * n];
        for (a, b) in (0..n).flat_map(|b| (0..b).map(move |a| (a, b))) {
            let does_clash = does_clash(a, b);
            (clashes[a * n + b], clashes[b * n + a]) = (does_clash, does_clash);
        }
        Together { n, clashes, stack: vec![Set((0..n).collect())], best: Vec::new(), n_looks: 0 }
    }

    /// Works on; whether it is done.
    pub(super) fn step(&mut self, budget: &mut Budget) -> bool {
        while budget.is_left() && self.n_looks < MOST_LOOKS {
            let Some(Set(left)) = self.stack.pop() else { return true };
            let looks = left.len() * left.len();
            self.n_looks += wide(looks);
            budget.spend(looks / 16);
            self.part(left);
        }
        self.stack.is_empty() || self.n_looks >= MOST_LOOKS
    }

    /// The largest set, in the order of the members, and whether there is none larger.
    pub(super) fn best(&self) -> (&[usize], bool) {
        (&self.best, self.stack.is_empty())
    }

    /// Who clashes with most is out, which soon leads to a good set; or it is in, and those are out.
    fn part(&mut self, left: Vec<usize>) {
        let n_clashes = |one: usize| left.iter().filter(|other| self.clash(one, **other)).count();
        let counts: Vec<usize> = left.iter().map(|one| n_clashes(*one)).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        if left.len() - self.n_lost(&left) <= self.best.len() {
            return;
        }
        if most == 0 {
            self.best = left;
            return;
        }
        // Of equal ones the last goes, so that of equal sets the one with earlier members is found first.
        let Some(place) = counts.iter().rposition(|n| *n == most) else { return };
        let one = left[place];
        let with = left.iter().copied().filter(|other| !self.clash(one, *other)).collect();
        let without = left.iter().copied().filter(|other| *other != one).collect();
        self.stack.push(Set(with));
        self.stack.push(Set(without));
    }

    /// So many must be left out at least: one of each pair that clashes, where no two pairs share a member.
    fn n_lost(&self, left: &[usize]) -> usize {
        let mut is_paired = vec![false; left.len()];
        let mut n_lost = 0;
        for a in 0..left.len() {
            let is_free = |b: &usize, is_paired: &[bool]| !is_paired[*b] && self.clash(left[a], left[*b]);
            let other = (a + 1..left.len()).find(|b| is_free(b, &is_paired));
            if let (false, Some(b)) = (is_paired[a], other) {
                (is_paired[a], is_paired[b]) = (true, true);
                n_lost += 1;
            }
        }
        n_lost
    }

    fn clash(&self, one: usize, other: usize) -> bool {
        self.clashes[one * self.n + other]
    }
}
