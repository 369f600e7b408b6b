//! The largest set of members without a conflict between any two: a maximum independent set in the graph of
//! conflicts, by branch and bound.

use crate::work::{Budget, wide};

/// Limit of work, in pairs, after which the best set so far is used: some tenths of a second.
const MOST_LOOKS: u64 = 40_000_000;

/// The search, in steps of some sets each.
#[derive(Debug)]
pub(super) struct Together {
    n: usize,
    /// The adjacency matrix of conflicts.
    clashes: Vec<bool>,
    stack: Vec<Set>,
    best: Vec<usize>,
    n_looks: u64,
}

/// A subproblem: the members that may still be in the set. All others are excluded.
#[derive(Debug)]
struct Set(Vec<usize>);

impl Together {
    /// Creates the search for `n` members; `does_clash(a, b)` is called with a < b.
    pub(super) fn new(n: usize, does_clash: impl Fn(usize, usize) -> bool) -> Together {
        let mut clashes = vec![false; n * n];
        for (a, b) in (0..n).flat_map(|b| (0..b).map(move |a| (a, b))) {
            let does_clash = does_clash(a, b);
            (clashes[a * n + b], clashes[b * n + a]) = (does_clash, does_clash);
        }
        Together { n, clashes, stack: vec![Set((0..n).collect())], best: Vec::new(), n_looks: 0 }
    }

    /// Continues the search; returns whether it is done.
    pub(super) fn step(&mut self, budget: &mut Budget) -> bool {
        while budget.is_left() && self.n_looks < MOST_LOOKS {
            let Some(Set(left)) = self.stack.pop() else { return true };
            let looks = left.len() * left.len();
            self.n_looks += wide(looks);
            budget.spend(looks / 16);
            self.branch(left);
        }
        self.stack.is_empty() || self.n_looks >= MOST_LOOKS
    }

    /// The largest set found, by ascending position, and whether it is proven to be the largest.
    pub(super) fn best(&self) -> (&[usize], bool) {
        (&self.best, self.stack.is_empty())
    }

    /// Branches on the member with the most conflicts: it is excluded, which soon leads to a good set, or it is
    /// included and its neighbours are excluded.
    fn branch(&mut self, left: Vec<usize>) {
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
        // The last of several maxima is chosen, so that the search finds the set with lower positions first among
        // equally large ones.
        let Some(place) = counts.iter().rposition(|n| *n == most) else { return };
        let one = left[place];
        let with = left.iter().copied().filter(|other| !self.clash(one, *other)).collect();
        let without = left.iter().copied().filter(|other| *other != one).collect();
        self.stack.push(Set(with));
        self.stack.push(Set(without));
    }

    /// Lower bound of the members to exclude: one for each edge of a greedy matching.
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
