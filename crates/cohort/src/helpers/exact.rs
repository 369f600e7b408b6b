//! The best choice of all. Knows every choice of so many helpers, and leaves out what can't become the best: one more
//! helper never adds more later than it would have added before. Refuses to promise it for more than some 200,000.

use super::demand::{Demand, Gates, Met};
use crate::cohort::Cohort;
use crate::work::{Budget, Progress};
use std::cmp::Reverse;

/// The work, in steps of some choices each.
#[derive(Debug)]
pub(super) struct Exact {
    candidates: Vec<usize>,
    k: usize,
    /// By place among the candidates, once it was asked for.
    gates: Vec<Option<Gates>>,
    /// One for each helper that is chosen so far, and one for none.
    frames: Vec<Frame>,
    best: Option<(u64, Vec<usize>)>,
    is_done: bool,
}

/// A choice that is not yet complete.
#[derive(Debug)]
struct Frame {
    /// The last of those chosen; nobody in the first frame.
    chosen: Option<usize>,
    value: u64,
    met: Met,
    /// What each candidate would add at the most, by place among the candidates.
    gains: Vec<u64>,
    /// The next place to try.
    next: usize,
}

impl Exact {
    /// `k` of `candidates`, which has so many at least.
    pub(super) fn new(candidates: Vec<usize>, k: usize) -> Exact {
        let gates = candidates.iter().map(|_| None).collect();
        Exact { candidates, k, gates, frames: Vec::new(), best: None, is_done: false }
    }

    /// `at_least` is what another choice is known to meet.
    pub(super) fn step(&mut self, cohort: &Cohort, demand: &Demand, at_least: u64, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        if self.frames.is_empty() && !self.is_done {
            let hopes = vec![u64::MAX; self.candidates.len()];
            self.open(cohort, demand, Frame::first(demand, hopes), at_least, &mut budget);
        }
        while budget.is_left() && !self.is_done {
            self.go_on(cohort, demand, at_least, &mut budget);
        }
        let n_tried = self.frames.first().map_or(self.candidates.len(), |frame| frame.next);
        Progress::new(n_tried, self.candidates.len(), self.is_done)
    }

    /// The best choice, in the order of the candidates; of several the first in that order.
    pub(super) fn best(&self) -> Option<&[usize]> {
        self.best.as_ref().filter(|_| self.is_done).map(|(_, chosen)| chosen.as_slice())
    }

    /// Tries the next candidate of the last frame.
    fn go_on(&mut self, cohort: &Cohort, demand: &Demand, at_least: u64, budget: &mut Budget) {
        let n_left = (self.k + 1).saturating_sub(self.frames.len());
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.next + n_left <= frame.gains.len())
        else {
            self.frames.pop();
            self.is_done = self.frames.is_empty();
            return;
        };
        if n_left == 0 {
            self.best = Some((0, Vec::new()));
            self.is_done = true;
            return;
        }
        let place = frame.next;
        frame.next += 1;
        budget.spend(1);
        let value = frame.value + frame.gains[place];
        let hope = value + most(&frame.gains[place + 1..], n_left - 1);
        if !beats(&self.best, at_least, hope) {
            return;
        }
        let candidate = self.candidates[place];
        if n_left == 1 {
            let chosen = self.frames.iter().filter_map(|frame| frame.chosen);
            self.best = Some((value, chosen.chain([candidate]).collect()));
            return;
        }
        let mut met = frame.met.clone();
        let hopes = frame.gains.clone();
        demand.meet(
            cohort,
            candidate,
            self.gates[place].get_or_insert_with(|| demand.gates(cohort, candidate)),
            &mut met,
        );
        let next = Frame { chosen: Some(candidate), value, met, gains: hopes, next: place + 1 };
        self.open(cohort, demand, next, at_least, budget);
    }

    /// Finds what each later candidate adds to a choice, where the old hope for it is still enough.
    fn open(
        &mut self,
        cohort: &Cohort,
        demand: &Demand,
        mut frame: Frame,
        at_least: u64,
        budget: &mut Budget,
    ) {
        let n_left = self.k.saturating_sub(self.frames.len() + 1);
        let others = if frame.chosen.is_some() { most(&frame.gains[frame.next..], n_left) } else { u64::MAX };
        for place in frame.next..self.candidates.len() {
            let hope = frame.value.saturating_add(frame.gains[place]).saturating_add(others);
            if !beats(&self.best, at_least, hope) {
                continue;
            }
            budget.spend(demand.looks() / 4);
            let candidate = self.candidates[place];
            let gates = self.gates[place].get_or_insert_with(|| demand.gates(cohort, candidate));
            frame.gains[place] = demand.gain(cohort, candidate, gates, &frame.met);
        }
        self.frames.push(frame);
    }
}

impl Frame {
    fn first(demand: &Demand, gains: Vec<u64>) -> Frame {
        Frame { chosen: None, value: 0, met: demand.nothing_met(), gains, next: 0 }
    }
}

/// Whether `hope` is more than the best so far, or as much as is known to be met where there is none.
fn beats(best: &Option<(u64, Vec<usize>)>, at_least: u64, hope: u64) -> bool {
    hope >= at_least && best.as_ref().is_none_or(|(value, _)| hope > *value)
}

/// The sum of the `n` greatest.
fn most(gains: &[u64], n: usize) -> u64 {
    match n {
        0 => 0,
        1 => gains.iter().copied().max().unwrap_or(0),
        _ => {
            let mut sorted = gains.to_vec();
            sorted.sort_unstable_by_key(|gain| Reverse(*gain));
            sorted.iter().take(n).sum()
        }
    }
}
