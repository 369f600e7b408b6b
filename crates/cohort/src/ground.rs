//! Compares one member with blocks of others, on the column layout, and skips pairs that a bound rules out. The
//! callers choose the pairs.

use crate::best::{Best, Lists};
use crate::coarse::{Coarse, Side};
use crate::cohort::Cohort;
use crate::kernel::{PairSums, Row, Sums};
use crate::layout::{LANES, Layout};
use crate::pair::{allows, clashes, statuses_with, terms_points};
use crate::screen::{Key, Ours, Screen, key};
use interlocal_compare::Role;
use interlocal_compare::fit::fit;

/// A copy of a cohort's inputs to the formulas. The cohort may change without an effect on it.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    layout: Layout,
    coarse: Coarse,
    screen: Screen,
    /// The highest possible key, which no pair reaches, for each lane. It stands in for the thresholds of the other
    /// members when only one member's list counts. Allocated once: a large allocation between small ones that stay
    /// would fragment the memory of a WebAssembly instance, which never shrinks.
    no_thresholds: Vec<Key>,
}

/// One member, prepared for comparison with blocks of others.
pub(crate) struct Meeter {
    pub(crate) idx: usize,
    rows: Vec<Row>,
    ours: Ours,
    side: Side,
}

/// The exact result for a pair.
pub(crate) struct Settled {
    pub(crate) key: Key,
    pub(crate) is_hard: bool,
}

impl Ground {
    pub(crate) fn new(cohort: &Cohort) -> Ground {
        let layout = Layout::new(cohort);
        let (coarse, screen) = (Coarse::new(&layout), Screen::new(&layout));
        let no_thresholds = vec![Key::MAX; layout.len.next_multiple_of(LANES)];
        Ground { layout, coarse, screen, no_thresholds }
    }

    /// The number of members.
    pub(crate) fn len(&self) -> usize {
        self.layout.len
    }

    /// The number of blocks of [`LANES`] members.
    pub(crate) fn n_blocks(&self) -> usize {
        self.layout.len.div_ceil(LANES)
    }

    pub(crate) fn meeter(&self, idx: usize) -> Meeter {
        let ours = self.screen.ours(&self.layout, idx);
        let side = Side::new(&self.layout, idx, &ours);
        Meeter { idx, rows: Row::of_groups(&self.layout, idx), ours, side }
    }

    /// Writes the sums of one member with a block into `sums`. Returns a bit for each lane whose pair could enter a
    /// list: the member's own, with threshold `ours`, or that of the lane's member, with its threshold in
    /// `enters_at`, which has an entry for each lane of all blocks.
    #[inline]
    pub(crate) fn pass(
        &self,
        meeter: &Meeter,
        block: usize,
        sums: &mut Vec<Sums>,
        ours: Key,
        enters_at: &[Key],
    ) -> u32 {
        sums.clear();
        let groups = meeter.rows.iter().zip(&self.layout.groups);
        sums.extend(groups.map(|(row, group)| row.sums(group, block)));
        match sums.as_slice() {
            [sums] => self.coarse.pass(&meeter.side, sums, block, ours, enters_at),
            // The coarse bound computes in 16 bits, which suffices for one group only.
            _ => u32::MAX,
        }
    }

    /// Computes the exact result for `meeter` and `b`, including terms. Returns `None` if the bound of the pair is
    /// below `at_least`.
    #[inline]
    pub(crate) fn settle(&self, meeter: &Meeter, b: usize, sums: PairSums, at_least: Key) -> Option<Settled> {
        let a = meeter.idx;
        let screened = self.screen.screen(&meeter.ours, b, sums);
        if screened.most < at_least {
            return None;
        }
        let (one, other) = (&self.layout.terms[a], &self.layout.terms[b]);
        let ab = allows(one, Role::Provider, other, Role::Recipient);
        let ba = allows(other, Role::Provider, one, Role::Recipient);
        let terms = statuses_with(one, other, self.layout.flows.status(a, b, ab, ba));
        let is_hard = clashes(&self.layout.is_hard, &terms);
        let fit = fit(screened.value, terms_points(&terms), screened.ready, is_hard);
        Some(Settled { key: key(fit, screened.value), is_hard })
    }

    /// The best partners of the member at `idx` among the members in `is_in`, best first: at most `n_best`, each with
    /// a key of at least `at_least`.
    pub(crate) fn best_among(&self, idx: usize, is_in: &[bool], n_best: usize, at_least: Key) -> Vec<Best> {
        let meeter = self.meeter(idx);
        let mut list = Lists::of_one(n_best, at_least);
        let mut sums = Vec::new();
        for (block, is_in) in is_in.chunks(LANES).take(self.n_blocks()).enumerate() {
            let lanes = (0u32..).zip(is_in).fold(0, |lanes, (bit, is_in)| lanes | u32::from(*is_in) << bit);
            if lanes == 0 {
                continue;
            }
            let passed = self.pass(&meeter, block, &mut sums, list.enters_at()[0], &self.no_thresholds);
            for lane in bits(passed & lanes) {
                let b = block * LANES + lane;
                if b == idx {
                    continue;
                }
                if let Some(it) = self.settle(&meeter, b, PairSums::of(&sums, lane), list.enters_at()[0]) {
                    list.offer(0, Best::new(b, it.key, it.is_hard));
                }
            }
        }
        list.of(0).to_vec()
    }

    /// Calls `found` with each partner of the member at `idx` whose key is at least `at_least`, by ascending index.
    pub(crate) fn partners(&self, idx: usize, at_least: Key, mut found: impl FnMut(usize)) {
        let meeter = self.meeter(idx);
        let mut sums = Vec::new();
        for block in 0..self.n_blocks() {
            let passed = self.pass(&meeter, block, &mut sums, at_least, &self.no_thresholds);
            for lane in bits(passed) {
                let b = block * LANES + lane;
                if b == idx || b >= self.len() {
                    continue;
                }
                let settled = self.settle(&meeter, b, PairSums::of(&sums, lane), at_least);
                if settled.is_some_and(|it| it.key >= at_least) {
                    found(b);
                }
            }
        }
    }
}

/// The positions of the set bits, from the lowest.
#[inline]
pub(crate) fn bits(mut left: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lane = usize::try_from(left.trailing_zeros()).ok().filter(|_| left != 0)?;
        left &= left - 1;
        Some(lane)
    })
}
