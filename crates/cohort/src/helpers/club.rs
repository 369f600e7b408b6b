//! Closed clubs: members that help each other, where only their own needs count. Two members may gain together what
//! neither gains alone, so the value is not submodular and greedy has no guarantee. The result is optimal only if all
//! choices were tried.

use super::bounds::Bounds;
use super::demand::Demand;
use super::{MOST_CHOICES, Whom, choices};
use crate::cohort::Cohort;
use crate::gate::may_flow;
use crate::work::{Budget, Progress};
use std::cmp::Reverse;

/// Maximum number of members that the search considers: those with the greatest potential to give and receive.
const POOL: usize = 600;
/// Maximum number of passes of the local search, which rarely improves anything after the third.
const PASSES: usize = 8;

/// A closed club.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Club {
    /// The members, by ascending index.
    pub members: Vec<usize>,
    /// The part of the members' needs that the club meets.
    pub value: u64,
    /// The members' needs: 16·Σ w·G20.
    pub total: u64,
    /// Whether no other club of this size meets more. If `false`, the club is a local optimum with respect to
    /// exchanging one member.
    pub is_optimal: bool,
}

/// The search for a club, in steps of some clubs each.
#[derive(Debug)]
pub struct ClubSearch {
    pool: Vec<usize>,
    k: usize,
    /// Whether help may flow, by position of the helper and of the helped member in the pool.
    gates: Vec<bool>,
    stage: Stage,
    /// The value of the best club so far, and its positions in the pool.
    best: (Option<u64>, Vec<usize>),
    is_optimal: bool,
}

#[derive(Debug)]
enum Stage {
    /// Computes the gates; this row is next.
    Gates(usize),
    /// Tries all choices; this one is next.
    Try(Vec<usize>),
    /// Searches for the best club of two; this position is next.
    Seed(usize),
    /// Adds the member that raises the value most.
    Grow,
    /// Exchanges the member at this position of the club for a better one.
    Exchange {
        pass: usize,
        next: usize,
        has_changed: bool,
    },
    Done,
}

impl Club {
    /// Computes the result in one call.
    pub fn of(cohort: &Cohort, k: usize) -> Club {
        let mut search = ClubSearch::new(cohort, k);
        while !search.step(cohort, u32::MAX).is_done {}
        search.into_club(cohort)
    }
}

/// The part of their needs that the members of `club` meet for each other: `Σ_b Σ_i w·G20(b,i)·max c(a,b,i)`.
pub fn club_value(cohort: &Cohort, club: &[usize]) -> u64 {
    value(cohort, club, |helper, helped| may_flow(cohort, club[helper], club[helped]))
}

impl ClubSearch {
    /// Starts a search for a club of `k` members, or of all if there are fewer.
    pub fn new(cohort: &Cohort, k: usize) -> ClubSearch {
        let pool = pool(cohort);
        let k = k.min(pool.len());
        ClubSearch {
            k,
            gates: Vec::with_capacity(pool.len() * pool.len()),
            pool,
            stage: Stage::Gates(0),
            best: (None, Vec::new()),
            is_optimal: false,
        }
    }

    /// Continues the search; `budget` is about the number of pairs to look at.
    pub fn step(&mut self, cohort: &Cohort, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        while budget.is_left() {
            match &mut self.stage {
                Stage::Gates(row) if *row < self.pool.len() => {
                    let helper = self.pool[*row];
                    self.gates.extend(self.pool.iter().map(|helped| may_flow(cohort, helper, *helped)));
                    *row += 1;
                    budget.spend(self.pool.len());
                }
                Stage::Gates(_) => self.stage = self.first_stage(cohort),
                Stage::Try(_) => self.try_next(cohort, &mut budget),
                Stage::Seed(_) => self.seed(cohort, &mut budget),
                Stage::Grow => self.grow(cohort, &mut budget),
                Stage::Exchange { .. } => self.exchange(cohort, &mut budget),
                Stage::Done => break,
            }
        }
        self.progress()
    }

    /// Returns the result after a step reported that it is done.
    pub fn into_club(self, cohort: &Cohort) -> Club {
        let (value, places) = self.best;
        let mut members: Vec<usize> = places.into_iter().map(|place| self.pool[place]).collect();
        members.sort_unstable();
        let total = members.iter().map(|member| 16 * u64::from(cohort.members[*member].total_gap)).sum();
        Club { members, value: value.unwrap_or(0), total, is_optimal: self.is_optimal }
    }

    fn first_stage(&self, cohort: &Cohort) -> Stage {
        let is_whole = self.pool.len() == cohort.len();
        let may_try_all = choices(self.pool.len(), self.k).is_some_and(|n| n <= MOST_CHOICES);
        match self.k {
            _ if is_whole && may_try_all => Stage::Try((0..self.k).collect()),
            0 | 1 => Stage::Grow,
            _ => Stage::Seed(0),
        }
    }

    fn value(&self, cohort: &Cohort, places: &[usize]) -> u64 {
        let n = self.pool.len();
        let members: Vec<usize> = places.iter().map(|place| self.pool[*place]).collect();
        value(cohort, &members, |helper, helped| self.gates[places[helper] * n + places[helped]])
    }

    /// Stores `places` if their value is above the best so far. Returns whether it is.
    fn offer(&mut self, cohort: &Cohort, places: &[usize], budget: &mut Budget) -> bool {
        budget.spend(places.len() * places.len());
        let value = self.value(cohort, places);
        let is_better = self.best.0.is_none_or(|best| value > best);
        if is_better {
            self.best = (Some(value), places.to_vec());
        }
        is_better
    }

    fn try_next(&mut self, cohort: &Cohort, budget: &mut Budget) {
        let Stage::Try(places) = &mut self.stage else { return };
        let tried = places.clone();
        let is_last = !next_choice(places, self.pool.len());
        self.offer(cohort, &tried, budget);
        if is_last {
            (self.stage, self.is_optimal) = (Stage::Done, true);
        }
    }

    fn seed(&mut self, cohort: &Cohort, budget: &mut Budget) {
        let Stage::Seed(next) = &mut self.stage else { return };
        let one = *next;
        *next += 1;
        for other in one + 1..self.pool.len() {
            self.offer(cohort, &[one, other], budget);
        }
        if one + 1 >= self.pool.len() {
            self.stage = Stage::Grow;
        }
    }

    fn grow(&mut self, cohort: &Cohort, budget: &mut Budget) {
        let club = self.best.1.clone();
        if club.len() >= self.k {
            self.stage = Stage::Exchange { pass: 0, next: 0, has_changed: false };
            return;
        }
        // The club must reach its size even if one more member adds nothing, so a larger club replaces a smaller one
        // of the same value.
        self.best.0 = None;
        for place in (0..self.pool.len()).filter(|place| !club.contains(place)) {
            self.offer(cohort, &[club.as_slice(), &[place]].concat(), budget);
        }
    }

    fn exchange(&mut self, cohort: &Cohort, budget: &mut Budget) {
        let Stage::Exchange { pass, next, has_changed } = self.stage else { return };
        if next == self.k {
            self.stage = match has_changed && pass < PASSES {
                true => Stage::Exchange { pass: pass + 1, next: 0, has_changed: false },
                false => Stage::Done,
            };
            return;
        }
        let club = self.best.1.clone();
        let mut is_better = false;
        for place in (0..self.pool.len()).filter(|place| !club.contains(place)) {
            let mut other = club.clone();
            other[next] = place;
            is_better |= self.offer(cohort, &other, budget);
        }
        self.stage = Stage::Exchange { pass, next: next + 1, has_changed: has_changed || is_better };
    }

    fn progress(&self) -> Progress {
        let n = self.pool.len();
        match &self.stage {
            Stage::Gates(row) => Progress::new(*row, 3 * n, false),
            Stage::Try(places) => Progress::new(n + 2 * places.first().copied().unwrap_or(0), 3 * n, false),
            Stage::Seed(next) => Progress::new(n + *next, 3 * n, false),
            Stage::Grow => Progress::new(2 * n, 3 * n, false),
            Stage::Exchange { next, .. } => Progress::new(2 * n + next * n / self.k.max(1), 3 * n, false),
            Stage::Done => Progress::new(3 * n, 3 * n, true),
        }
    }
}

fn value(cohort: &Cohort, club: &[usize], may_flow: impl Fn(usize, usize) -> bool) -> u64 {
    let of = |(helped, member): (usize, &usize)| -> u64 {
        let helpers: Vec<usize> = (0..club.len()).filter(|helper| may_flow(*helper, helped)).collect();
        let cells = cohort.members[*member].cells.iter().zip(&cohort.common.capabilities).enumerate();
        let wants = cells.filter(|(_, (cell, _))| cell.gap > 0 && cell.data > 0);
        let met = wants.map(|(idx, (cell, facts))| {
            let surplus = helpers.iter().map(|helper| cohort.members[club[*helper]].cells[idx].surplus).max();
            let weight = u32::from(facts.weight) * u32::from(cell.gap);
            u64::from(weight * u32::from(surplus.unwrap_or(0)) * u32::from(cell.data))
        });
        met.sum()
    };
    club.iter().enumerate().map(of).sum()
}

/// The members that the search considers: all, or those with the greatest potential to give and receive.
fn pool(cohort: &Cohort) -> Vec<usize> {
    let mut pool: Vec<usize> = (0..cohort.len()).collect();
    if pool.len() > POOL {
        let demand = Demand::new(cohort, Whom::All);
        let mut bounds = Bounds::new(cohort);
        bounds.refresh(demand.left(&demand.nothing_met()));
        pool.sort_by_cached_key(|member| {
            let takes = 16 * u64::from(cohort.members[*member].total_gap);
            (Reverse(bounds.of(cohort, *member).min(takes)), *member)
        });
        pool.truncate(POOL);
        pool.sort_unstable();
    }
    pool
}

/// Advances to the next choice in lexicographic order; returns `false` if there is none.
fn next_choice(places: &mut [usize], n: usize) -> bool {
    let k = places.len();
    let Some(at) = (0..k).rev().find(|at| places[*at] < n + at - k) else { return false };
    let first = places[at] + 1;
    for (place, value) in places[at..].iter_mut().zip(first..) {
        *place = value;
    }
    true
}
