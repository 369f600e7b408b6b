//! All pairs, in steps: for each member its best partners. Knows in which order pairs are met and which of them can be
//! left out; refuses to know clocks, so that whoever calls decides how long a step may take.

use crate::best::{Best, Lists};
use crate::cohort::Cohort;
use crate::ground::{Ground, Meeter, bits};
use crate::kernel::{PairSums, Sums};
use crate::layout::LANES;
use std::sync::Arc;

/// Members that meet a block of others while its bytes are at hand; a part of [`LANES`], so that they are of one block.
const ROWS: usize = 32;

/// The long computation. It copies what it needs, so the cohort may change meanwhile without any effect on it.
#[derive(Debug, Clone)]
pub struct AllPairs {
    ground: Arc<Ground>,
    lists: Lists,
    next: usize,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairProgress {
    /// Members, from the first, whose list is final.
    pub n_final: usize,
    /// Pairs done.
    pub done: u64,
    /// Pairs in all.
    pub of: u64,
}

impl AllPairs {
    /// Nothing is computed yet. For each member `n_best` partners will be kept.
    pub fn new(cohort: &Cohort, n_best: usize) -> AllPairs {
        let ground = Arc::new(Ground::new(cohort));
        let lists = Lists::new(ground.len(), ground.n_blocks() * LANES, n_best);
        AllPairs { ground, lists, next: 0 }
    }

    /// Goes on for about `n_pairs` pairs, and at least a little.
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

    /// How far it has come.
    pub fn progress(&self) -> PairProgress {
        let pairs = |n: usize| {
            let n = u64::try_from(n).unwrap_or(u64::MAX);
            n * n.saturating_sub(1) / 2
        };
        let of = pairs(self.ground.len());
        PairProgress { n_final: self.next, done: of - pairs(self.ground.len() - self.next), of }
    }

    /// The best partners of the member at `idx` among the pairs that are done, best first: by fit, then by value, then
    /// who came in first.
    pub fn best(&self, idx: usize) -> &[Best] {
        self.lists.of(idx)
    }

    /// Where the members meet, for whoever looks for more.
    pub(crate) fn ground(&self) -> Arc<Ground> {
        Arc::clone(&self.ground)
    }

    /// The members from `first` on meet all that come after them, a block at a time. So each list is offered its partners
    /// in the order of their indices.
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

    /// One member and the members of a block that come after it: each pair is offered to both, unless it can't be good
    /// enough for either.
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
