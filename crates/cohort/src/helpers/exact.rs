//! The best choice of all: branch and bound over all choices of k helpers. The value is submodular, so a helper's
//! gain never grows when others are added, and earlier gains are upper bounds. Used for at most 200,000 choices.

use super::demand::{Demand, Gates, Met};
use crate::cohort::Cohort;
use crate::work::{Budget, Progress};
use std::cmp::Reverse;

/// The search, in steps of some choices each.
#[derive(Debug)]
pub(super) struct Exact {
    candidates: Vec<usize>,
    k: usize,
    /// The gates of each candidate, computed on first use.
    gates: Vec<Option<Gates>>,
    /// The search path: a frame for the empty choice, and one for each chosen helper.
    frames: Vec<Frame>,
    best: Option<(u64, Vec<usize>)>,
    is_done: bool,
}

/// A partial choice.
#[derive(Debug)]
struct Frame {
    /// The helper added last; `None` in the first frame.
    chosen: Option<usize>,
    value: u64,
    met: Met,
    /// Upper bound of the gain of each candidate, by its position.
    gains: Vec<u64>,
    /// The next position to try.
    next: usize,
}

impl Exact {
    /// Creates the search for `k` of `candidates`, which must have at least that many.
    pub(super) fn new(candidates: Vec<usize>, k: usize) -> Exact {
        let gates = candidates.iter().map(|_| None).collect();
        Exact { candidates, k, gates, frames: Vec::new(), best: None, is_done: false }
    }

    /// `at_least` is the value of a known choice.
    pub(super) fn step(&mut self, cohort: &Cohort, demand: &Demand, at_least: u64, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        if self.frames.is_empty() && !self.is_done {
            let bounds = vec![u64::MAX; self.candidates.len()];
            self.open(cohort, demand, Frame::first(demand, bounds), at_least, &mut budget);
        }
        while budget.is_left() && !self.is_done {
            self.try_next(cohort, demand, at_least, &mut budget);
        }
        let n_tried = self.frames.first().map_or(self.candidates.len(), |frame| frame.next);
        Progress::new(n_tried, self.candidates.len(), self.is_done)
    }

    /// The best choice, in the order of the candidates. The lexicographically first wins ties.
    pub(super) fn best(&self) -> Option<&[usize]> {
        self.best.as_ref().filter(|_| self.is_done).map(|(_, chosen)| chosen.as_slice())
    }

    /// Tries the next candidate of the last frame.
    fn try_next(&mut self, cohort: &Cohort, demand: &Demand, at_least: u64, budget: &mut Budget) {
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
        let bound = value + most(&frame.gains[place + 1..], n_left - 1);
        if !beats(&self.best, at_least, bound) {
            return;
        }
        let candidate = self.candidates[place];
        if n_left == 1 {
            let chosen = self.frames.iter().filter_map(|frame| frame.chosen);
            self.best = Some((value, chosen.chain([candidate]).collect()));
            return;
        }
        let mut met = frame.met.clone();
        let bounds = frame.gains.clone();
        demand.meet(
            cohort,
            candidate,
            self.gates[place].get_or_insert_with(|| demand.gates(cohort, candidate)),
            &mut met,
        );
        let next = Frame { chosen: Some(candidate), value, met, gains: bounds, next: place + 1 };
        self.open(cohort, demand, next, at_least, budget);
    }

    /// Computes the gain of each later candidate whose old bound could still lead to a better choice, and pushes the
    /// frame.
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
            let bound = frame.value.saturating_add(frame.gains[place]).saturating_add(others);
            if !beats(&self.best, at_least, bound) {
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

/// Whether `bound` exceeds the best value so far; without one, whether it reaches the value of the known choice.
fn beats(best: &Option<(u64, Vec<usize>)>, at_least: u64, bound: u64) -> bool {
    bound >= at_least && best.as_ref().is_none_or(|(value, _)| bound > *value)
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
