//! All pairs, in steps: for each member its best partners. Knows in which order pairs are met and which of them can be
//! left out; refuses to know clocks, so that whoever calls decides how long a step may take.

use crate::best::{Best, Lists};
use crate::cohort::Cohort;
use crate::kernel::Row;
use crate::layout::{LANES, Layout};
use crate::pair::{allows, clashes, statuses_with, terms_points};
use crate::screen::{Ours, Screen, key};
use interlocal_compare::Role;
use interlocal_compare::fit::fit;

/// Members that meet a block of others while its bytes are at hand; a part of [`LANES`], so that they are of one block.
const ROWS: usize = 8;

/// The long computation. It copies what it needs, so the cohort may change meanwhile without any effect on it.
#[derive(Debug, Clone)]
pub struct AllPairs {
    layout: Layout,
    screen: Screen,
    lists: Lists,
    next: usize,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Members, from the first, whose list is final.
    pub n_final: usize,
    /// Pairs done.
    pub done: u64,
    /// Pairs in all.
    pub of: u64,
}

/// One member that meets others.
struct Meeter {
    idx: usize,
    row: Row,
    ours: Ours,
}

impl AllPairs {
    /// Nothing is computed yet. For each member `n_best` partners will be kept.
    pub fn new(cohort: &Cohort, n_best: usize) -> AllPairs {
        let layout = Layout::new(cohort);
        let screen = Screen::new(&layout);
        let lists = Lists::new(layout.len, layout.len.next_multiple_of(LANES), n_best);
        AllPairs { layout, screen, lists, next: 0 }
    }

    /// Goes on for about `n_pairs` pairs, and at least a little.
    pub fn step(&mut self, n_pairs: u64) -> Progress {
        let start = self.progress().done;
        while self.next < self.layout.len {
            self.meet_all(self.next);
            self.next = (self.next + ROWS).min(self.layout.len);
            if self.progress().done - start >= n_pairs {
                break;
            }
        }
        self.progress()
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let pairs = |n: usize| {
            let n = u64::try_from(n).unwrap_or(u64::MAX);
            n * n.saturating_sub(1) / 2
        };
        let of = pairs(self.layout.len);
        Progress { n_final: self.next, done: of - pairs(self.layout.len - self.next), of }
    }

    /// The best partners of the member at `idx` among the pairs that are done, best first: by fit, then by value, then
    /// who came in first.
    pub fn best(&self, idx: usize) -> &[Best] {
        self.lists.of(idx)
    }

    /// The members from `first` on meet all that come after them, a block at a time. So each list is offered its partners
    /// in the order of their indices.
    fn meet_all(&mut self, first: usize) {
        let idxs = first..(first + ROWS).min(self.layout.len);
        let meeter = |idx: usize| Meeter {
            idx,
            row: Row::new(&self.layout, idx),
            ours: self.screen.ours(&self.layout, idx),
        };
        let meeters: Vec<Meeter> = idxs.map(meeter).collect();
        for block in first / LANES..self.layout.len.div_ceil(LANES) {
            for meeter in &meeters {
                self.meet(meeter, block);
            }
        }
    }

    fn meet(&mut self, meeter: &Meeter, block: usize) {
        let sums = meeter.row.sums(&self.layout, block);
        let screened = self.screen.screen(&meeter.ours, &sums, block);
        let (a, first) = (meeter.idx, block * LANES);
        let enters_at = self.lists.enters_at();
        let ours = enters_at[a];
        let mut passed = 0u32;
        for (lane, (key, theirs)) in screened.keys.iter().zip(&enters_at[first..]).enumerate() {
            passed |= u32::from(*key >= ours.min(*theirs)) << lane;
        }
        if let Some(n_before) = (a + 1).checked_sub(first) {
            passed &= u32::MAX.checked_shl(u32::try_from(n_before).unwrap_or(u32::BITS)).unwrap_or(0);
        }
        while passed != 0 {
            let lane = usize::try_from(passed.trailing_zeros()).unwrap_or(0);
            passed &= passed - 1;
            if first + lane < self.layout.len {
                self.settle(a, first + lane, screened.values[lane], screened.ready[lane]);
            }
        }
    }

    /// The pair as it is with its terms, offered to both.
    fn settle(&mut self, a: usize, b: usize, value: u8, ready: u8) {
        let (one, other) = (&self.layout.terms[a], &self.layout.terms[b]);
        let ab = allows(one, Role::Provider, other, Role::Recipient);
        let ba = allows(other, Role::Provider, one, Role::Recipient);
        let terms = statuses_with(one, other, self.layout.flows.status(a, b, ab, ba));
        let is_hard = clashes(&self.layout.is_hard, &terms);
        let key = key(fit(value, terms_points(&terms), ready, is_hard), value);
        self.lists.offer(a, Best::new(b, key, is_hard));
        self.lists.offer(b, Best::new(a, key, is_hard));
    }
}
