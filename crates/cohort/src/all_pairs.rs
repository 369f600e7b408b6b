//! Computes all pairs in steps, and keeps the best partners of each member. Decides the order of pairs and skips
//! those that can't enter a list. There is no clock here: the caller decides how long a step may take.

use crate::best::{Best, Lists};
use crate::cohort::Cohort;
use crate::ground::{Ground, Meeter, bits};
use crate::kernel::{PairSums, Sums};
use crate::layout::LANES;
use std::sync::Arc;

/// Members that are compared with a block of others while its bytes are in the processor's cache. It divides
/// [`LANES`], so these members belong to one block.
const ROWS: usize = 32;

/// The computation of all pairs. It copies its inputs, so later changes of the cohort have no effect on it.
#[derive(Debug, Clone)]
pub struct AllPairs {
    ground: Arc<Ground>,
    lists: Lists,
    next: usize,
}

/// The progress of [`AllPairs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairProgress {
    /// The number of members, from the first, whose list is final.
    pub n_final: usize,
    /// The number of finished pairs.
    pub done: u64,
    /// The number of pairs in all.
    pub of: u64,
}

impl AllPairs {
    /// Starts a computation that keeps `n_best` partners for each member.
    pub fn new(cohort: &Cohort, n_best: usize) -> AllPairs {
        let ground = Arc::new(Ground::new(cohort));
        let lists = Lists::new(ground.len(), ground.n_blocks() * LANES, n_best);
        AllPairs { ground, lists, next: 0 }
    }

    /// Processes about `n_pairs` pairs, at least one row of blocks.
    pub fn step(&mut self, n_pairs: u64) -> PairProgress {
        let start = self.progress().done;
        while self.next < self.ground.len() {
            self.meet_all(self.next);
            self.next = (self.next + ROWS).min(self.ground.len());
            if self.progress().done - start >= n_pairs {
                break;
            }
        }
        self.progress()
    }

    /// The progress so far.
    pub fn progress(&self) -> PairProgress {
        let pairs = |n: usize| {
            let n = u64::try_from(n).unwrap_or(u64::MAX);
            n * n.saturating_sub(1) / 2
        };
        let of = pairs(self.ground.len());
        PairProgress { n_final: self.next, done: of - pairs(self.ground.len() - self.next), of }
    }

    /// The best partners of the member at `idx` among the finished pairs, best first: by fit, then by value, then by
    /// index.
    pub fn best(&self, idx: usize) -> &[Best] {
        self.lists.of(idx)
    }

    /// The prepared inputs, for computations that need other pairs.
    pub(crate) fn ground(&self) -> Arc<Ground> {
        Arc::clone(&self.ground)
    }

    /// Compares [`ROWS`] members, from `first`, with all later ones, block by block. Each list thus gets its partners
    /// by ascending index.
    fn meet_all(&mut self, first: usize) {
        let ground = self.ground();
        let idxs = first..(first + ROWS).min(ground.len());
        let meeters: Vec<Meeter> = idxs.map(|idx| ground.meeter(idx)).collect();
        let mut sums = Vec::new();
        for block in first / LANES..ground.n_blocks() {
            for meeter in &meeters {
                self.meet(&ground, meeter, block, &mut sums);
            }
        }
    }

    /// Compares one member with the later members of a block. Each pair is offered to both lists, unless its bound is
    /// too low for either.
    fn meet(&mut self, ground: &Ground, meeter: &Meeter, block: usize, sums: &mut Vec<Sums>) {
        let a = meeter.idx;
        let enters_at = self.lists.enters_at();
        let passed = ground.pass(meeter, block, sums, enters_at[a], enters_at);
        for lane in bits(passed) {
            let b = block * LANES + lane;
            if b <= a || b >= ground.len() {
                continue;
            }
            let enters_at = self.lists.enters_at();
            let at_least = enters_at[a].min(enters_at[b]);
            if let Some(it) = ground.settle(meeter, b, PairSums::of(sums, lane), at_least) {
                self.lists.offer(a, Best::new(b, it.key, it.is_hard));
                self.lists.offer(b, Best::new(a, it.key, it.is_hard));
            }
        }
    }
}
