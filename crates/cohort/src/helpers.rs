//! Finds the members that help most. Implements docs/scoring.md, section 5.3. A helper's capacity is not part of the
//! model.
//!
//! `f(K) = Σ_b Σ_i w·G20(b,i)·max over a in K, a ≠ b, of c(a,b,i)`, as a share of `16·Σ_b Σ_i w·G20(b,i)`.
//!
//! | module | contents |
//! |---|---|
//! | `demand` | the needs, and the gain of one more helper |
//! | `greedy` | the greedy algorithm: repeatedly adds the helper with the greatest gain |
//! | `exact` | branch and bound over all choices, for at most 200,000 of them |
//! | [`club`] | closed clubs: members that help each other, where only their own needs count |

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

/// Maximum number of choices for the exact search.
pub const MOST_CHOICES: u64 = 200_000;

/// The members whose needs count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// All members.
    All,
    /// The member at this index, which is then excluded as a helper.
    One(usize),
}

/// The result of the search for helpers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helpers {
    /// The number of helpers requested.
    pub k: usize,
    /// The helpers: by index if the search was exact, else in the order of choice. Fewer than `k` if there are fewer
    /// candidates.
    pub chosen: Vec<Chosen>,
    /// f: the needs that the helpers meet.
    pub value: u64,
    /// 16·Σ w·G20: all needs.
    pub total: u64,
    /// Whether no other choice meets more. If `false`, the result meets at least 63 % of the optimum, and usually far
    /// more.
    pub is_optimal: bool,
    /// The value of the greedy choice after each helper; the last is at most `value`.
    pub greedy_trace: Vec<u64>,
    /// The greedy choice, in order.
    pub greedy: Vec<usize>,
}

/// One helper of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The helper's index.
    pub member: usize,
    /// The gain over the helpers before it in the list, in the unit of [`Helpers::value`].
    pub gain: u64,
    /// The capabilities that contribute to the gain, by index, the greatest contribution first.
    pub capabilities: Vec<usize>,
}

/// The search for helpers, in steps.
#[derive(Debug)]
pub struct HelperSearch {
    k: usize,
    demand: Demand,
    greedy: Greedy,
    exact: Option<Exact>,
}

impl HelperSearch {
    /// Starts a search for the best `k` helpers for `whom`. A member in `whom` must belong to `cohort`.
    pub fn new(cohort: &Cohort, k: usize, whom: Whom) -> HelperSearch {
        let demand = Demand::new(cohort, whom);
        let candidates: Vec<usize> = (0..cohort.len()).filter(|member| whom != Whom::One(*member)).collect();
        let n_chosen = k.min(candidates.len());
        let greedy = Greedy::new(cohort, &demand, &candidates, n_chosen);
        let may_try_all = choices(candidates.len(), n_chosen).is_some_and(|n| n <= MOST_CHOICES);
        let exact = may_try_all.then(|| Exact::new(candidates, n_chosen));
        HelperSearch { k, demand, greedy, exact }
    }

    /// Continues the search; `budget` is about the number of pairs to look at.
    pub fn step(&mut self, cohort: &Cohort, budget: u32) -> Progress {
        let greedy = self.greedy.step(cohort, &self.demand, budget);
        match &mut self.exact {
            Some(exact) if greedy.is_done => exact.step(cohort, &self.demand, self.greedy.value(), budget),
            Some(_) => Progress { is_done: false, ..greedy },
            None => greedy,
        }
    }

    /// Returns the result after a step reported that it is done.
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
    /// Computes the result in one call.
    pub fn of(cohort: &Cohort, k: usize, whom: Whom) -> Helpers {
        let mut search = HelperSearch::new(cohort, k, whom);
        while !search.step(cohort, u32::MAX).is_done {}
        search.into_helpers(cohort)
    }
}

/// C(n, k); `None` if that is more than [`MOST_CHOICES`].
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
