//! A closed club: members that help each other, where only their own needs count. Knows that two of them may make what
//! neither makes alone, so that no bound holds for looking at one after another; refuses to promise the best where it has
//! not tried every choice.

use super::bounds::Bounds;
use super::demand::Demand;
use super::{MOST_CHOICES, Whom, choices};
use crate::cohort::Cohort;
use crate::gate::may_flow;
use crate::work::{Budget, Progress};
use std::cmp::Reverse;

/// Members of a larger cohort that are looked at: those that could give and take most.
const POOL: usize = 600;
/// Exchanges rarely find anything after the third pass.
const PASSES: usize = 8;

/// A closed club.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Club {
    /// Who, in the order that they came in.
    pub members: Vec<usize>,
    /// What they meet of each other's needs.
    pub value: u64,
    /// What they need: 16·Σ w·G20 of the members.
    pub total: u64,
    /// Whether no other club of so many meets more. Else nothing is promised: it is the best that exchanging one member for
    /// another leads to.
    pub is_optimal: bool,
}

/// The work, in steps of some clubs each.
#[derive(Debug)]
pub struct ClubSearch {
    pool: Vec<usize>,
    k: usize,
    /// Whether help may flow, by place of the helper and of the helped one in the pool.
    gates: Vec<bool>,
    stage: Stage,
    /// Places in the pool, and what they meet.
    best: (Option<u64>, Vec<usize>),
    is_optimal: bool,
}

#[derive(Debug)]
enum Stage {
    /// The gates are filled, up to this row.
    Gates(usize),
    /// Every club is tried: this one is next.
    Try(Vec<usize>),
    /// The best club of two is looked for: this place is next.
    Seed(usize),
    /// The club grows by the one that adds most.
    Grow,
    /// The member at this place of the club is exchanged for a better one.
    Exchange {
        pass: usize,
        next: usize,
        has_changed: bool,
    },
    Done,
}

impl Club {
    /// All at once.
    pub fn of(cohort: &Cohort, k: usize) -> Club {
        let mut search = ClubSearch::new(cohort, k);
        while !search.step(cohort, u32::MAX).is_done {}
        search.into_club(cohort)
    }
}

/// What the members of `club` meet of each other's needs: `Σ_b Σ_i w·G20(b,i)·max c(a,b,i)`, over helpers and helped in it.
pub fn club_value(cohort: &Cohort, club: &[usize]) -> u64 {
    value(cohort, club, |helper, helped| may_flow(cohort, club[helper], club[helped]))
}

impl ClubSearch {
    /// A club of `k`, or of all where there are fewer.
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

    /// Works on; `budget` is about the number of pairs that are looked at.
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

    /// The answer, once a step said that it is done.
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

    /// Takes `places` where they meet more than the best so far. Whether they do.
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
        let is_last = !turn(places, self.pool.len());
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
        // The club may not meet more with one more, and shall still have as many as were asked for.
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

/// Who is looked at: all, or those that could give and take most.
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

/// The next choice in alphabetical order; `false` where there is none.
fn turn(places: &mut [usize], n: usize) -> bool {
    let k = places.len();
    let Some(at) = (0..k).rev().find(|at| places[*at] < n + at - k) else { return false };
    let first = places[at] + 1;
    for (place, value) in places[at..].iter_mut().zip(first..) {
        *place = value;
    }
    true
}
