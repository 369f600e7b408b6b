//! Finds the smallest set of adjustments after which the most members of a coalition have no conflict with each
//! other. All terms count, for all members at once. The cost of an adjustment is the same for every agency.
//!
//! A set of members is *compatible* if no two of them have a hard conflict (docs/scoring.md, section 5.6); the largest
//! such set counts. An *adjustment* is a step of size 1 by one agency on one term, as in `interlocal_compare::bend`:
//! one more role, one more acceptable option, a higher level, or a switch. A conflict is resolved if the term then
//! matches or is workable.
//!
//! With enough adjustments almost everything is compatible. So the search first finds the largest set that could
//! become compatible, and then the fewest adjustments for it. Conflicts in one term don't depend on other terms,
//! except that those in data depend on roles, so each group of terms is solved on its own.
//!
//! | module | contents |
//! |---|---|
//! | `together` | the largest compatible set |
//! | `states` | the answers that each member could move to |
//! | `settle` | the smallest adjustments that resolve the conflicts in one group of terms |
//! | `order` | the order in which the steps are listed |

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

/// Maximum number of members. The work grows with the cube of their number: 100 members take half a second, 200 took
/// five.
pub const MOST_MEMBERS: usize = 100;

/// The largest compatible set and the adjustments for it. Members are identified by the numbers that the caller
/// passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bends {
    /// The largest set that is compatible without adjustments, in the order of the members.
    pub now: Vec<usize>,
    /// The set that is compatible after all steps.
    pub after: Vec<usize>,
    /// The steps, ordered so that members join with the fewest adjustments first.
    pub steps: Vec<AgencyStep>,
    /// The number of adjustments: the sum of the steps' sizes.
    pub size: u32,
    /// Whether the result is optimal: no larger set could become compatible, and this one needs no fewer adjustments.
    /// If `false`, it comes from a greedy search with local improvements, without a guarantee.
    pub is_optimal: bool,
}

/// The adjustments of one agency on one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgencyStep {
    /// The agency.
    pub member: usize,
    /// The term.
    pub term: TermId,
    /// The change of the answer.
    pub step: Step,
    /// The number of adjustments in this step; above 1 only if the step moves by several levels.
    pub size: u32,
    /// A lower bound of the number of compatible members after this step and all before it.
    pub together: u32,
}

/// The search, in steps. It keeps copies of the profiles.
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
    /// Computes the conflicts of all pairs.
    Pairs,
    /// Searches for the largest set that is compatible without adjustments.
    Now(Together),
    /// Searches for the largest set that could become compatible.
    Target(Together),
    /// Resolves one group of terms after the other.
    Settle(Settling),
    /// Decides the order of the steps.
    Order(Order),
}

impl Bends {
    /// Computes the result in one call.
    pub fn of<'a>(bank: &Bank, members: impl IntoIterator<Item = (usize, &'a Profile)>) -> Bends {
        let mut search = BendSearch::new(bank, members);
        while !search.step(bank, u32::MAX).is_done {}
        search.into_bends()
    }
}

impl BendSearch {
    /// Starts a search for these members, each with the number that identifies it. Only the first [`MOST_MEMBERS`]
    /// are used. They must belong to `bank`, which must be the same in all later calls.
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

    /// Continues the search; `budget` is about the number of pairs to look at.
    pub fn step(&mut self, bank: &Bank, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        let mut is_done = false;
        while budget.is_left() && !is_done {
            is_done = self.advance(bank, &mut budget);
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

    /// Returns the result after a step reported that it is done.
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
            // If some members can't become compatible, another set of the same size might need fewer adjustments.
            is_optimal: self.now.1 && are_best && self.target.0.len() == self.states.len(),
        }
    }

    /// Does a piece of work; returns whether all is done.
    fn advance(&mut self, bank: &Bank, budget: &mut Budget) -> bool {
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
