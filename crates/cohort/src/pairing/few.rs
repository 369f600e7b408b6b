//! The optimal fair pairing for at most 20 agencies: dynamic programming over subsets of agencies, as bit masks.
//!
//! One pass can't maximise both the minimum fit and the sum of fits: a partial result with a lower sum may become the
//! better one after a pair with a low fit is added. So there are two rounds. The first computes the greatest number
//! of pairs and the highest minimum fit for that number; the second maximises the sum over pairs with at least that
//! fit.

use super::{Candidates, Introduction, Rank};
use crate::work::{Budget, Progress};

/// 20 agencies have a million subsets, which take about a tenth of a second.
pub(super) const MOST: usize = 20;

/// The computation, in steps of some subsets each.
#[derive(Debug)]
pub(super) struct Few {
    n: usize,
    ranks: Vec<Option<Rank>>,
    /// The best score of each subset that this round has processed.
    best: Vec<u64>,
    round: Round,
    pairs: Vec<Introduction>,
}

/// The components of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// The number of pairs, then the minimum fit.
    Lowest,
    /// The number of pairs, then the sum of fits, then of values, for pairs with at least this fit.
    Sum(u8),
    Done,
}

/// Factors of a score: the number of pairs comes first. The sums of fits and of values of 10 pairs are at most 1,000
/// each.
const PAIR: u64 = 1 << 32;
const FIT: u64 = 1 << 16;
/// The minimum fit of an empty pairing.
const HIGHEST: u64 = 100;

impl Few {
    /// `candidates` must have at most [`MOST`] agencies.
    pub(super) fn new(candidates: &impl Candidates) -> Few {
        let n = candidates.n().min(MOST);
        let all = (0..n).flat_map(|a| (0..n).map(move |b| (a, b)));
        let ranks = all.map(|(a, b)| candidates.rank(a, b)).collect();
        Few { n, ranks, best: vec![HIGHEST], round: Round::Lowest, pairs: Vec::new() }
    }

    pub(super) fn step(&mut self, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        let n_masks = 1usize << self.n;
        while self.best.len() < n_masks && budget.is_left() {
            let score = self.score(self.best.len());
            self.best.push(score);
            budget.spend(self.n / 2);
        }
        let n_done = match self.round {
            Round::Lowest => self.best.len(),
            Round::Sum(_) | Round::Done => n_masks + self.best.len(),
        };
        if self.best.len() == n_masks {
            self.next_round();
        }
        Progress::new(n_done, 2 * n_masks, self.round == Round::Done)
    }

    pub(super) fn into_pairs(self) -> Vec<Introduction> {
        self.pairs
    }

    /// The best score of the agencies in `mask`: its first agency has no partner or is paired with one of the others.
    fn score(&self, mask: usize) -> u64 {
        let first = self.first(mask);
        let rest = mask & !(1 << first);
        let alone = self.best[rest];
        self.partners(first, rest)
            .fold(alone, |best, (partner, rank)| best.max(self.with(self.best[rest & !(1 << partner)], rank)))
    }

    /// Adds a pair to `score`.
    fn with(&self, score: u64, rank: Rank) -> u64 {
        let (fit, value) = (u64::from(rank.fit), u64::from(rank.value));
        match self.round {
            Round::Lowest => (score / PAIR + 1) * PAIR + (score % PAIR).min(fit),
            Round::Sum(_) | Round::Done => score + PAIR + fit * FIT + value,
        }
    }

    fn partners(&self, first: usize, rest: usize) -> impl Iterator<Item = (usize, Rank)> + '_ {
        let lowest = match self.round {
            Round::Sum(lowest) => lowest,
            Round::Lowest | Round::Done => 0,
        };
        let ranks = &self.ranks[first * self.n..(first + 1) * self.n];
        let present = ranks.iter().enumerate().filter(move |(partner, _)| rest >> partner & 1 == 1);
        present
            .filter_map(|(partner, rank)| Some((partner, (*rank)?)))
            .filter(move |(_, rank)| rank.fit >= lowest)
    }

    fn first(&self, mask: usize) -> usize {
        (0..self.n).find(|member| mask >> member & 1 == 1).unwrap_or(0)
    }

    /// Starts the next round.
    fn next_round(&mut self) {
        match self.round {
            Round::Lowest => {
                let lowest = self.best.last().map_or(0, |score| score % PAIR);
                self.round = Round::Sum(u8::try_from(lowest).unwrap_or(0));
                self.best = vec![0];
            }
            Round::Sum(_) => {
                self.pairs = self.read();
                self.round = Round::Done;
            }
            Round::Done => {}
        }
    }

    /// Reconstructs pairs with the best score. Ties go to the pairing in which the lowest index has the lowest
    /// partner.
    fn read(&self) -> Vec<Introduction> {
        let (mut mask, mut pairs) = (self.best.len() - 1, Vec::new());
        while mask != 0 {
            let first = self.first(mask);
            let rest = mask & !(1 << first);
            let found = self.partners(first, rest).find(|(partner, rank)| {
                self.with(self.best[rest & !(1 << partner)], *rank) == self.best[mask]
            });
            mask = rest;
            if let Some((partner, rank)) = found {
                pairs.push(Introduction::new(first, partner, rank));
                mask &= !(1 << partner);
            }
        }
        pairs
    }
}
