//! The smallest set of bends that lets the most members of a coalition go together. Knows the terms of many at once;
//! refuses to know who would take which step, and how dear a line is to whom.
//!
//! *Together* is a set of members of which no two clash hard (instrument, section 4.1), and the largest such set counts.
//! A *bend* is one line that one agency gives on one term, as in `interlocal_compare::bend`: a role more, an option more that
//! it could live with, a higher line, a switch. A clash is settled where the term then matches or is workable.
//!
//! Enough lines settle nearly everything. So first it is found who could go together at all, and then the fewest lines
//! after which they do. Clashes on one term do not depend on other terms, except data on roles: each is settled by itself.
//!
//! | module | knows |
//! |---|---|
//! | `together` | the largest set of which no two clash |
//! | `states` | what answers could become |
//! | `settle` | the least that settles one term |
//! | `order` | which steps to tell first |

mod order;
mod settle;
mod states;
mod together;

use crate::work::{Budget, Progress};
use interlocal_compare::TermId;
use interlocal_compare::bend::Step;
use interlocal_core::bank::Bank;
use interlocal_core::profile::Profile;
use order::Order;
use settle::Settling;
use states::{Group, States};
use together::Together;

/// So many members are looked at. The work grows with the cube of their number: a hundred take half a second, two hundred
/// took five.
pub const MOST_MEMBERS: usize = 100;

/// What would let the most members go together. Members are named by the numbers that the caller gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bends {
    /// The largest set that goes together as they are, in the order that they came in.
    pub now: Vec<usize>,
    /// Who goes together after all steps.
    pub after: Vec<usize>,
    /// The steps, those first that bring somebody in with the fewest.
    pub steps: Vec<AgencyStep>,
    /// What is given in all, in lines: the sum of the steps' sizes.
    pub size: u32,
    /// Whether no more could go together, and none could go together for fewer lines. Else nothing is promised: it is the
    /// best that taking the most useful line again and again, and taking one member's lines back, leads to.
    pub is_optimal: bool,
}

/// What one agency does on one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgencyStep {
    /// Who.
    pub member: usize,
    /// On which term.
    pub term: TermId,
    /// What.
    pub step: Step,
    /// How much that is, in lines: more than one only where it moves further.
    pub size: u32,
    /// How many go together, at least, once this step and all before it are taken.
    pub together: u32,
}

/// The work, in steps. It copies the profiles.
#[derive(Debug)]
pub struct BendSearch {
    ids: Vec<usize>,
    states: States,
    stage: Stage,
    now: (Vec<usize>, bool),
    target: (Vec<usize>, bool),
    settled: Vec<Settling>,
}

#[derive(Debug)]
enum Stage {
    /// Pairs are looked at.
    Pairs,
    /// The largest set as they are.
    Now(Together),
    /// The largest set if everything is given.
    Target(Together),
    /// One group of terms after another.
    Settle(Settling),
    /// In which order steps are told.
    Order(Order),
}

impl Bends {
    /// All at once.
    pub fn of<'a>(bank: &Bank, members: impl IntoIterator<Item = (usize, &'a Profile)>) -> Bends {
        let mut search = BendSearch::new(bank, members);
        while !search.step(bank, u32::MAX).is_done {}
        search.into_bends()
    }
}

impl BendSearch {
    /// For these members, each with the number that it is called by; only the first [`MOST_MEMBERS`] count. They must belong
    /// to `bank`, as in all later calls.
    pub fn new<'a>(bank: &Bank, members: impl IntoIterator<Item = (usize, &'a Profile)>) -> BendSearch {
        let (ids, profiles): (Vec<usize>, Vec<Profile>) =
            members.into_iter().take(MOST_MEMBERS).map(|(id, profile)| (id, profile.clone())).unzip();
        BendSearch {
            ids,
            states: States::new(bank, profiles),
            stage: Stage::Pairs,
            now: (Vec::new(), false),
            target: (Vec::new(), false),
            settled: Vec::new(),
        }
    }

    /// Works on; `budget` is about the number of pairs that are looked at.
    pub fn step(&mut self, bank: &Bank, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        let mut is_done = false;
        while budget.is_left() && !is_done {
            is_done = self.go_on(bank, &mut budget);
        }
        let n = self.states.len();
        let done = match &self.stage {
            Stage::Pairs => self.states.n_added(),
            Stage::Now(_) | Stage::Target(_) => n,
            Stage::Settle(_) => n + self.settled.len(),
            Stage::Order(_) if is_done => n + Group::ALL.len() + 1,
            Stage::Order(_) => n + Group::ALL.len(),
        };
        Progress::new(done, n + Group::ALL.len() + 1, is_done)
    }

    /// The answer, once a step said that it is done.
    pub fn into_bends(self) -> Bends {
        let (steps, after) = match &self.stage {
            Stage::Order(order) => (order.steps(), order.members()),
            Stage::Pairs | Stage::Now(_) | Stage::Target(_) | Stage::Settle(_) => (&[][..], &[][..]),
        };
        let name = |place: &usize| self.ids[*place];
        let steps: Vec<AgencyStep> =
            steps.iter().map(|step| AgencyStep { member: name(&step.member), ..*step }).collect();
        let are_best = self.settled.iter().all(|it| it.best().1);
        Bends {
            now: self.now.0.iter().map(name).collect(),
            after: after.iter().map(name).collect(),
            size: steps.iter().map(|step| step.size).sum(),
            steps,
            // Where some could never go together, another set of as many might go together for less.
            is_optimal: self.now.1 && are_best && self.target.0.len() == self.states.len(),
        }
    }

    /// A little more work; whether all is done.
    fn go_on(&mut self, bank: &Bank, budget: &mut Budget) -> bool {
        let n = self.states.len();
        match &mut self.stage {
            Stage::Pairs if self.states.n_added() < n => {
                self.states.add(bank);
                budget.spend(n + 100);
            }
            Stage::Pairs => {
                self.stage = Stage::Now(Together::new(n, |a, b| self.states.clash_at_first(a, b)));
            }
            Stage::Now(together) => {
                if together.step(budget) {
                    self.now = owned(together.best());
                    budget.spend(n * n);
                    self.stage = Stage::Target(Together::new(n, |a, b| self.states.clash_at_last(a, b)));
                }
            }
            Stage::Target(together) => {
                if together.step(budget) {
                    self.target = owned(together.best());
                    if self.target.0.len() < self.now.0.len() {
                        self.target = self.now.clone();
                    }
                    self.next_group();
                }
            }
            Stage::Settle(settling) => {
                if settling.step(bank, &mut self.states, budget) {
                    self.next_group();
                }
            }
            Stage::Order(order) => return order.step(&self.states, budget),
        }
        false
    }

    fn next_group(&mut self) {
        let next = Group::ALL.into_iter().nth(self.settled.len() + usize::from(self.is_settling()));
        let settling = next.map(|group| Settling::new(&self.states, group, &self.target.0));
        let old = match settling {
            Some(settling) => std::mem::replace(&mut self.stage, Stage::Settle(settling)),
            None => std::mem::replace(&mut self.stage, Stage::Pairs),
        };
        match old {
            Stage::Settle(settled) => self.settled.push(settled),
            Stage::Pairs | Stage::Now(_) | Stage::Target(_) | Stage::Order(_) => {}
        }
        if next.is_none() {
            self.stage = Stage::Order(Order::new(&self.settled, &self.now.0, &self.target.0));
        }
    }

    fn is_settling(&self) -> bool {
        matches!(self.stage, Stage::Settle(_))
    }
}

fn owned((members, is_best): (&[usize], bool)) -> (Vec<usize>, bool) {
    (members.to_vec(), is_best)
}
