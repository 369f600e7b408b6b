//! Who helps most. Knows section 4.3 of the instrument, "Best k helpers"; refuses to know how much time a helper has.
//!
//! `f(K) = Σ_b Σ_i w·G20(b,i)·max over a in K, a ≠ b, of c(a,b,i)`, as a share of `16·Σ_b Σ_i w·G20(b,i)`.
//!
//! | module | knows |
//! |---|---|
//! | `demand` | what is wanted, and what one more helper would add |
//! | `greedy` | the helper that adds most, again and again |
//! | `exact` | every choice, where there are 200,000 at the most |
//! | [`club`] | members that help each other, where only their own needs count |

mod bounds;
pub mod club;
mod demand;
mod exact;
mod greedy;

use crate::cohort::Cohort;
use crate::work::Progress;
use demand::Demand;
use exact::Exact;
use greedy::Greedy;

/// Up to so many choices all are tried, and the answer is the best there is.
pub const MOST_CHOICES: u64 = 200_000;

/// Whose needs are to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Everybody's.
    All,
    /// Those of the member at this index, who is then no helper.
    One(usize),
}

/// The best helpers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helpers {
    /// How many were asked for.
    pub k: usize,
    /// Who they are: where all choices were tried, in the order that they came in; else in the order that they were found.
    /// As many as were asked for, or all that there are.
    pub chosen: Vec<Chosen>,
    /// f, what they meet.
    pub value: u64,
    /// 16·Σ w·G20, what there is to be met.
    pub total: u64,
    /// Whether no other choice meets more. Else it is at least 63 % of the best, and usually far closer.
    pub is_optimal: bool,
    /// What taking the helper that adds most again and again meets after each one; the last is at most `value`.
    pub greedy_trace: Vec<u64>,
    /// Whom that takes, in the order that they were found.
    pub greedy: Vec<usize>,
}

/// One of the helpers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Who, by index.
    pub member: usize,
    /// What it adds to those before it in the list, in the unit of [`Helpers::value`].
    pub gain: u64,
    /// With which capabilities, by index, the most first.
    pub capabilities: Vec<usize>,
}

/// The work, in steps.
#[derive(Debug)]
pub struct HelperSearch {
    k: usize,
    demand: Demand,
    greedy: Greedy,
    exact: Option<Exact>,
}

impl HelperSearch {
    /// The best `k` helpers for `whom`, who must be one of `cohort`.
    pub fn new(cohort: &Cohort, k: usize, whom: Whom) -> HelperSearch {
        let demand = Demand::new(cohort, whom);
        let candidates: Vec<usize> = (0..cohort.len()).filter(|member| whom != Whom::One(*member)).collect();
        let n_chosen = k.min(candidates.len());
        let greedy = Greedy::new(cohort, &demand, &candidates, n_chosen);
        let may_try_all = choices(candidates.len(), n_chosen).is_some_and(|n| n <= MOST_CHOICES);
        let exact = may_try_all.then(|| Exact::new(candidates, n_chosen));
        HelperSearch { k, demand, greedy, exact }
    }

    /// Works on; `budget` is about the number of pairs that are looked at.
    pub fn step(&mut self, cohort: &Cohort, budget: u32) -> Progress {
        let greedy = self.greedy.step(cohort, &self.demand, budget);
        match &mut self.exact {
            Some(exact) if greedy.is_done => exact.step(cohort, &self.demand, self.greedy.value(), budget),
            Some(_) => Progress { is_done: false, ..greedy },
            None => greedy,
        }
    }

    /// The answer, once a step said that it is done.
    pub fn into_helpers(self, cohort: &Cohort) -> Helpers {
        let best = self.exact.as_ref().and_then(Exact::best);
        let members = best.unwrap_or(self.greedy.chosen());
        let mut met = self.demand.nothing_met();
        let chosen = members.iter().map(|member| self.demand.take(cohort, *member, &mut met));
        let chosen: Vec<Chosen> = chosen.collect();
        Helpers {
            k: self.k,
            value: chosen.iter().map(|it| it.gain).sum(),
            chosen,
            total: self.demand.total,
            is_optimal: best.is_some(),
            greedy_trace: self.greedy.trace().to_vec(),
            greedy: self.greedy.chosen().to_vec(),
        }
    }
}

impl Helpers {
    /// All at once.
    pub fn of(cohort: &Cohort, k: usize, whom: Whom) -> Helpers {
        let mut search = HelperSearch::new(cohort, k, whom);
        while !search.step(cohort, u32::MAX).is_done {}
        search.into_helpers(cohort)
    }
}

/// C(n, k); `None` where that is more than [`MOST_CHOICES`].
pub(crate) fn choices(n: usize, k: usize) -> Option<u64> {
    let mut choices: u64 = 1;
    for taken in 0..k.min(n - k.min(n)) {
        let (more, of) = (u64::try_from(n - taken).ok()?, u64::try_from(taken + 1).ok()?);
        choices = choices.checked_mul(more)? / of;
        if choices > MOST_CHOICES {
            return None;
        }
    }
    Some(choices)
}
