//! The greedy choice: repeatedly adds the helper with the greatest gain. Gains never grow, so the last known gain of
//! a candidate is an upper bound, and so is the sum of unmet needs. Only the candidate with the highest bound is
//! evaluated again (lazy evaluation, Minoux 1978). The result equals that of evaluating every candidate.

use super::bounds::Bounds;
use super::demand::{Demand, Met};
use crate::cohort::Cohort;
use crate::work::{Budget, Progress};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The search, in steps of some candidates each.
#[derive(Debug)]
pub(super) struct Greedy {
    heap: BinaryHeap<Bound>,
    bounds: Bounds,
    /// The number of chosen helpers when the bounds were last computed.
    bounded_after: Option<usize>,
    met: Met,
    k: usize,
    chosen: Vec<usize>,
    trace: Vec<u64>,
}

/// Upper bound of a candidate's gain, ordered by gain, then by ascending index. It was exact when `known_after`
/// helpers were chosen.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Bound {
    gain: u64,
    member: Reverse<usize>,
    known_after: Option<usize>,
}

impl Greedy {
    /// Creates the search for `k` of `candidates`, which must have at least that many.
    pub(super) fn new(cohort: &Cohort, demand: &Demand, candidates: &[usize], k: usize) -> Greedy {
        let bound = |member: &usize| Bound { gain: u64::MAX, member: Reverse(*member), known_after: None };
        Greedy {
            heap: candidates.iter().map(bound).collect(),
            bounds: Bounds::new(cohort),
            bounded_after: None,
            met: demand.nothing_met(),
            k,
            chosen: Vec::new(),
            trace: Vec::new(),
        }
    }

    pub(super) fn step(&mut self, cohort: &Cohort, demand: &Demand, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        while self.chosen.len() < self.k && budget.is_left() {
            if self.bounded_after != Some(self.chosen.len()) {
                self.tighten_bounds(cohort, demand, &mut budget);
                continue;
            }
            let Some(bound) = self.heap.pop() else { break };
            let Reverse(member) = bound.member;
            budget.spend(demand.looks());
            let gates = demand.gates(cohort, member);
            if bound.known_after == Some(self.chosen.len()) {
                demand.meet(cohort, member, &gates, &mut self.met);
                self.trace.push(self.value() + bound.gain);
                self.chosen.push(member);
            } else {
                let gain = demand.gain(cohort, member, &gates, &self.met);
                let known_after = Some(self.chosen.len());
                self.heap.push(Bound { gain, member: bound.member, known_after });
            }
        }
        let is_done = self.chosen.len() >= self.k || self.heap.is_empty();
        Progress::new(self.chosen.len(), self.k, is_done)
    }

    /// Tightens all bounds: after each choice fewer needs are unmet, and a gain can't exceed their sum.
    fn tighten_bounds(&mut self, cohort: &Cohort, demand: &Demand, budget: &mut Budget) {
        self.bounds.refresh(demand.left(&self.met));
        let old = std::mem::take(&mut self.heap).into_vec().into_iter();
        let lower = |bound: Bound| {
            let Reverse(member) = bound.member;
            Bound { gain: bound.gain.min(self.bounds.of(cohort, member)), ..bound }
        };
        self.heap = old.map(lower).collect();
        self.bounded_after = Some(self.chosen.len());
        budget.spend(4 * cohort.len());
    }

    /// The helpers so far, in the order of choice.
    pub(super) fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    /// The value after each helper.
    pub(super) fn trace(&self) -> &[u64] {
        &self.trace
    }

    /// The value of all helpers so far.
    pub(super) fn value(&self) -> u64 {
        self.trace.last().copied().unwrap_or(0)
    }
}
