//! The helper that adds most, again and again. What a helper adds only ever falls, so that its last known gain is a bound,
//! as is the sum of what is left, and only who is first by bounds is looked at again (Minoux 1978). Gives exactly what looking at everybody would give.

use super::bounds::Bounds;
use super::demand::{Demand, Met};
use crate::cohort::Cohort;
use crate::work::{Budget, Progress};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The work, in steps of some candidates each.
#[derive(Debug)]
pub(super) struct Greedy {
    heap: BinaryHeap<Hope>,
    bounds: Bounds,
    /// How many helpers the bounds take into account.
    bounded_after: Option<usize>,
    met: Met,
    k: usize,
    chosen: Vec<usize>,
    trace: Vec<u64>,
}

/// What a candidate adds at the most: by that, then by order. `known_after` helpers it was exactly that.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hope {
    gain: u64,
    member: Reverse<usize>,
    known_after: Option<usize>,
}

impl Greedy {
    /// `k` of `candidates`, which has so many at least.
    pub(super) fn new(cohort: &Cohort, demand: &Demand, candidates: &[usize], k: usize) -> Greedy {
        let hope = |member: &usize| Hope { gain: u64::MAX, member: Reverse(*member), known_after: None };
        Greedy {
            heap: candidates.iter().map(hope).collect(),
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
                self.lower_hopes(cohort, demand, &mut budget);
                continue;
            }
            let Some(hope) = self.heap.pop() else { break };
            let Reverse(member) = hope.member;
            budget.spend(demand.looks());
            let gates = demand.gates(cohort, member);
            if hope.known_after == Some(self.chosen.len()) {
                demand.meet(cohort, member, &gates, &mut self.met);
                self.trace.push(self.value() + hope.gain);
                self.chosen.push(member);
            } else {
                let gain = demand.gain(cohort, member, &gates, &self.met);
                let known_after = Some(self.chosen.len());
                self.heap.push(Hope { gain, member: hope.member, known_after });
            }
        }
        let is_done = self.chosen.len() >= self.k || self.heap.is_empty();
        Progress::new(self.chosen.len(), self.k, is_done)
    }

    /// After each choice less is wanted, and nobody can add more than is left.
    fn lower_hopes(&mut self, cohort: &Cohort, demand: &Demand, budget: &mut Budget) {
        self.bounds.refresh(demand.left(&self.met));
        let hopes = std::mem::take(&mut self.heap).into_vec().into_iter();
        let lower = |hope: Hope| {
            let Reverse(member) = hope.member;
            Hope { gain: hope.gain.min(self.bounds.of(cohort, member)), ..hope }
        };
        self.heap = hopes.map(lower).collect();
        self.bounded_after = Some(self.chosen.len());
        budget.spend(4 * cohort.len());
    }

    /// Whom it takes, in the order that they were found.
    pub(super) fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    /// What is met after each of them.
    pub(super) fn trace(&self) -> &[u64] {
        &self.trace
    }

    /// What is met by all of them.
    pub(super) fn value(&self) -> u64 {
        self.trace.last().copied().unwrap_or(0)
    }
}
