//! The stable pairing: repeatedly takes the best remaining pair. Fit is symmetric, so the result is stable: neither
//! agency of the first pair can do better, and the same holds for the next pair among the rest.

use super::{Candidates, Introduction, LEAST_FIT, Rank};
use crate::all_pairs::AllPairs;
use crate::best::Best;
use crate::cohort::Cohort;
use crate::ground::Ground;
use crate::screen::key;
use crate::work::{Budget, Progress};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

/// Partners kept for each agency at a time.
pub const LIST: usize = 10;
/// Partners kept when the lists are refilled from the column layout, where computing a list is expensive and a longer
/// one costs little.
const MORE: usize = 32;
/// How many times faster a pair is computed on the column layout.
pub(super) const QUICKER: usize = 16;

/// The computation of a stable pairing, in steps. The result equals that of sorting all pairs, but only ten partners
/// are kept for each agency.
///
/// The best of all free pairs is at the head of the lists of both its agencies, so no pair is missed. An exhausted
/// list is refilled from the agencies that are still free. If the first lists are known ([`Stable::with_lists`]), few
/// are refilled: for 20,000 agencies this costs about as much as comparing some thousand of them with all.
#[derive(Debug)]
pub struct Stable {
    lists: Vec<List>,
    heads: BinaryHeap<Head>,
    is_free: Vec<bool>,
    /// The number of agencies whose first list has been computed.
    n_listed: usize,
    n_settled: usize,
    pairs: Vec<Introduction>,
    /// The prepared inputs for fast search of partners, if the caller has them.
    ground: Option<Arc<Ground>>,
}

/// The best partners of one agency that haven't been tried, the best last.
#[derive(Debug, Default, Clone)]
struct List {
    partners: Vec<(usize, Rank)>,
    /// Whether the list held all partners that could be introduced.
    is_whole: bool,
}

/// The best partner of an agency when it was pushed to the heap. The partner may have been taken since.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    pair: Introduction,
    of: usize,
}

impl Ord for Head {
    fn cmp(&self, other: &Head) -> Ordering {
        other.pair.before(&self.pair).then(other.of.cmp(&self.of))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Head) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Stable {
    /// Creates the computation for `n` agencies without known lists.
    pub fn new(n: usize) -> Stable {
        Stable {
            lists: vec![List::default(); n],
            heads: BinaryHeap::new(),
            is_free: vec![true; n],
            n_listed: 0,
            n_settled: 0,
            pairs: Vec::new(),
            ground: None,
        }
    }

    /// Creates the computation from the best partners of each agency, ordered by fit, then value, then index, the
    /// best first. A list may hold pairs that must not be introduced; `is_whole` says whether it holds all that may.
    pub fn with_lists(
        candidates: &impl Candidates,
        lists: impl Iterator<Item = (Vec<usize>, bool)>,
    ) -> Stable {
        let mut stable = Stable::new(candidates.n());
        for (a, (partners, is_whole)) in lists.enumerate().take(candidates.n()) {
            let ranked = partners.into_iter().map(|b| Some((b, candidates.rank(a, b)?))).collect();
            stable.list(candidates, a, ranked, is_whole);
        }
        stable
    }

    /// Creates the computation from `all_pairs`, which must be done and whose lists have at most `n_best` entries.
    pub fn after(cohort: &Cohort, all_pairs: &AllPairs, n_best: usize) -> Stable {
        let mut stable = Stable { ground: Some(all_pairs.ground()), ..Stable::new(cohort.len()) };
        for member in 0..cohort.len() {
            let ranked: Vec<_> = all_pairs.best(member).iter().map(introduced).collect();
            let is_whole = ranked.len() < n_best;
            stable.list(cohort, member, ranked, is_whole);
        }
        stable
    }

    /// Sets the first list of the next agency, the best first; `None` for a partner that must not be introduced.
    fn list(
        &mut self,
        candidates: &impl Candidates,
        of: usize,
        ranked: Vec<Option<(usize, Rank)>>,
        is_whole: bool,
    ) {
        // A partner that must not be introduced comes after all that may.
        let is_whole = is_whole || ranked.contains(&None);
        let partners = ranked.into_iter().flatten().rev().collect();
        self.lists[of] = List { partners, is_whole };
        self.n_listed = of + 1;
        if !self.advance(of) && !is_whole {
            self.refill(candidates, of, &mut Budget::new(1));
        }
    }

    /// Continues the computation; `budget` is about the number of pairs to look at.
    pub fn step(&mut self, candidates: &impl Candidates, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        let n = self.is_free.len();
        while budget.is_left() {
            if self.n_listed < n {
                self.refill(candidates, self.n_listed, &mut budget);
                self.n_listed += 1;
            } else if let Some(head) = self.heads.pop() {
                self.settle(candidates, &head, &mut budget);
            } else {
                self.n_settled = n;
                break;
            }
        }
        let is_done = self.n_listed >= n && self.heads.is_empty();
        Progress::new(self.n_listed + self.n_settled.min(n), 2 * n, is_done)
    }

    /// The pairs so far, the best first. Later steps only add pairs.
    pub fn pairs(&self) -> &[Introduction] {
        &self.pairs
    }

    /// Computes the result in one call.
    pub fn all(candidates: &impl Candidates) -> Vec<Introduction> {
        let mut stable = Stable::new(candidates.n());
        while !stable.step(candidates, u32::MAX).is_done {}
        stable.pairs
    }

    fn settle(&mut self, candidates: &impl Candidates, head: &Head, budget: &mut Budget) {
        budget.spend(1);
        let Introduction { a, b, .. } = head.pair;
        if !self.is_free[head.of] {
            return;
        }
        if self.is_free[a] && self.is_free[b] {
            (self.is_free[a], self.is_free[b]) = (false, false);
            self.n_settled += 2;
            self.pairs.push(head.pair);
            return;
        }
        if !self.advance(head.of) && !self.lists[head.of].is_whole {
            self.refill(candidates, head.of, budget);
        }
    }

    /// Pushes the next free partner to the heap; returns `false` if the list has none.
    fn advance(&mut self, of: usize) -> bool {
        let list = &mut self.lists[of];
        while let Some((partner, rank)) = list.partners.pop() {
            if self.is_free[partner] {
                self.heads.push(Head { pair: Introduction::new(of, partner, rank), of });
                return true;
            }
        }
        false
    }

    fn refill(&mut self, candidates: &impl Candidates, of: usize, budget: &mut Budget) {
        let n = self.is_free.len();
        let (mut partners, is_whole) = match &self.ground {
            Some(ground) => {
                budget.spend(n / QUICKER);
                best_on(ground, of, &self.is_free)
            }
            None => {
                budget.spend(n);
                best_of_all(candidates, of, &self.is_free)
            }
        };
        partners.reverse();
        self.lists[of] = List { partners, is_whole };
        self.advance(of);
    }
}

/// The best free partners of one agency, best first, and whether the list holds all of them. Uses the column layout.
fn best_on(ground: &Ground, of: usize, is_free: &[bool]) -> (Vec<(usize, Rank)>, bool) {
    // A hard conflict keeps the fit below [`LEAST_FIT`].
    let found = ground.best_among(of, is_free, MORE, key(LEAST_FIT, 0));
    let is_whole = found.len() < MORE;
    (found.iter().filter_map(introduced).collect(), is_whole)
}

/// The partner and the rank of the pair; `None` if the two must not be introduced.
fn introduced(best: &Best) -> Option<(usize, Rank)> {
    let rank = Rank { fit: best.fit, value: best.value };
    let may_meet = best.fit >= LEAST_FIT && !best.is_hard;
    may_meet.then_some((usize::try_from(best.other).unwrap_or(usize::MAX), rank))
}

/// The same as [`best_on`], computed pair by pair.
fn best_of_all(candidates: &impl Candidates, of: usize, is_free: &[bool]) -> (Vec<(usize, Rank)>, bool) {
    let free = (0..is_free.len()).filter(|partner| *partner != of && is_free[*partner]);
    let mut found: Vec<Introduction> = Vec::with_capacity(2 * LIST);
    let mut is_whole = true;
    for partner in free {
        let Some(rank) = candidates.rank(of, partner) else { continue };
        found.push(Introduction::new(of, partner, rank));
        if found.len() == 2 * LIST {
            found.sort_by(Introduction::before);
            found.truncate(LIST);
            is_whole = false;
        }
    }
    found.sort_by(Introduction::before);
    is_whole = is_whole && found.len() <= LIST;
    found.truncate(LIST);
    let partner = |pair: Introduction| (if pair.a == of { pair.b } else { pair.a }, pair.rank);
    (found.into_iter().map(partner).collect(), is_whole)
}
