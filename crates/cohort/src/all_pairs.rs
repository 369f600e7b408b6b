//! All pairs, in steps: for each member its best partners. Knows in which order pairs are met and which of them can be
//! left out; refuses to know clocks, so that whoever calls decides how long a step may take.

use crate::best::{Best, Lists};
use crate::coarse::{Coarse, Side};
use crate::cohort::Cohort;
use crate::kernel::{PairSums, Row, Sums};
use crate::layout::{LANES, Layout};
use crate::pair::{allows, clashes, statuses_with, terms_points};
use crate::screen::{Ours, Screen, key};
use interlocal_compare::Role;
use interlocal_compare::fit::fit;

/// Members that meet a block of others while its bytes are at hand; a part of [`LANES`], so that they are of one block.
const ROWS: usize = 32;

/// The long computation. It copies what it needs, so the cohort may change meanwhile without any effect on it.
#[derive(Debug, Clone)]
pub struct AllPairs {
    layout: Layout,
    coarse: Coarse,
    screen: Screen,
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

/// One member that meets others.
struct Meeter {
    idx: usize,
    rows: Vec<Row>,
    ours: Ours,
    side: Side,
}

impl AllPairs {
    /// Nothing is computed yet. For each member `n_best` partners will be kept.
    pub fn new(cohort: &Cohort, n_best: usize) -> AllPairs {
        let layout = Layout::new(cohort);
        let (coarse, screen) = (Coarse::new(&layout), Screen::new(&layout));
        let lists = Lists::new(layout.len, layout.len.next_multiple_of(LANES), n_best);
        AllPairs { layout, coarse, screen, lists, next: 0 }
    }

    /// Goes on for about `n_pairs` pairs, and at least a little.
    pub fn step(&mut self, n_pairs: u64) -> PairProgress {
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
    pub fn progress(&self) -> PairProgress {
        let pairs = |n: usize| {
            let n = u64::try_from(n).unwrap_or(u64::MAX);
            n * n.saturating_sub(1) / 2
        };
        let of = pairs(self.layout.len);
        PairProgress { n_final: self.next, done: of - pairs(self.layout.len - self.next), of }
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
        let meeters: Vec<Meeter> = idxs.map(|idx| self.meeter(idx)).collect();
        let mut sums = Vec::new();
        for block in first / LANES..self.layout.len.div_ceil(LANES) {
            for meeter in &meeters {
                sums.clear();
                let groups = meeter.rows.iter().zip(&self.layout.groups);
                sums.extend(groups.map(|(row, group)| row.sums(group, block)));
                self.meet(meeter, block, &sums);
            }
        }
    }

    fn meeter(&self, idx: usize) -> Meeter {
        let ours = self.screen.ours(&self.layout, idx);
        let side = Side::new(&self.layout, idx, &ours);
        Meeter { idx, rows: Row::of_groups(&self.layout, idx), ours, side }
    }

    /// One member and the members of a block that come after it.
    fn meet(&mut self, meeter: &Meeter, block: usize, sums: &[Sums]) {
        let (a, first) = (meeter.idx, block * LANES);
        let enters_at = self.lists.enters_at();
        let passed = match sums {
            [sums] => self.coarse.pass(&meeter.side, sums, block, enters_at[a], enters_at),
            // The rough bound counts in 16 bits, which one group fits.
            _ => u32::MAX,
        };
        let mut left = passed;
        while left != 0 {
            let lane = usize::try_from(left.trailing_zeros()).unwrap_or(0);
            left &= left - 1;
            if first + lane > a && first + lane < self.layout.len {
                self.settle(meeter, first + lane, PairSums::of(sums, lane));
            }
        }
    }

    /// The pair as it is with its terms, offered to both, unless it can't be good enough for either.
    fn settle(&mut self, meeter: &Meeter, b: usize, sums: PairSums) {
        let a = meeter.idx;
        let screened = self.screen.screen(&meeter.ours, b, sums);
        let enters_at = self.lists.enters_at();
        if screened.most < enters_at[a].min(enters_at[b]) {
            return;
        }
        let (one, other) = (&self.layout.terms[a], &self.layout.terms[b]);
        let ab = allows(one, Role::Provider, other, Role::Recipient);
        let ba = allows(other, Role::Provider, one, Role::Recipient);
        let terms = statuses_with(one, other, self.layout.flows.status(a, b, ab, ba));
        let is_hard = clashes(&self.layout.is_hard, &terms);
        let fit = fit(screened.value, terms_points(&terms), screened.ready, is_hard);
        let key = key(fit, screened.value);
        self.lists.offer(a, Best::new(b, key, is_hard));
        self.lists.offer(b, Best::new(a, key, is_hard));
    }
}
