//! The best partners of one agency, or of each.

use crate::work::job::Step;
use crate::work::results::N_BEST;
use crate::work::state::State;
use interlocal_cohort::{AllPairs, Best, best_of};
use interlocal_group::answer::{Answer, Id, Partners};
use interlocal_group::ask::Ask;
use std::cmp::Reverse;

/// Maximum number of pairs if the query is for all agencies.
const MOST: usize = 50;

impl State {
    pub(crate) fn begin_partners(&mut self, of: Option<Id>) -> Step {
        self.known.last.partners_of = of;
        match (of, &self.known.all_pairs) {
            (Some(of), _) => Step::Answer(Answer::Partners(self.partners_of(of))),
            (None, Some(all_pairs)) => Step::Answer(Answer::Partners(self.best_pairs(all_pairs, true))),
            (None, None) => Step::AfterAllPairs(Ask::Partners { of }),
        }
    }

    /// Starts the computation of all pairs.
    pub(crate) fn all_pairs(&self) -> AllPairs {
        AllPairs::new(&self.cohort, N_BEST)
    }

    fn partners_of(&self, of: Id) -> Partners {
        let who = self.agency(of).map(|agency| agency.who());
        let Some(member) = self.idx(of) else {
            return Partners { of: who, pairs: Vec::new(), is_done: true };
        };
        let best = best_of(&self.cohort, member, N_BEST);
        let pairs = best.iter().filter(|best| best.fit > 0).map(|best| self.meeting(member, other(best)));
        Partners { of: who, pairs: pairs.collect(), is_done: true }
    }

    /// The best pairs of all: by fit, then by value, then by index.
    pub(crate) fn best_pairs(&self, all_pairs: &AllPairs, is_done: bool) -> Partners {
        let mut best: Vec<(usize, &Best)> = Vec::with_capacity(2 * MOST);
        let order = |(member, best): &(usize, &Best)| (Reverse((best.fit, best.value)), *member, best.other);
        for member in 0..self.cohort.len() {
            // Each pair is in the lists of both its agencies.
            let pairs = all_pairs.best(member).iter().filter(|best| member < other(best) && best.fit > 0);
            best.extend(pairs.map(|best| (member, best)));
            if best.len() > 8 * MOST {
                best.sort_by_key(order);
                best.truncate(MOST);
            }
        }
        best.sort_by_key(order);
        best.truncate(MOST);
        let pairs = best.into_iter().map(|(member, best)| self.meeting(member, other(best))).collect();
        Partners { of: None, pairs, is_done }
    }
}

pub(crate) fn other(best: &Best) -> usize {
    usize::try_from(best.other).unwrap_or(usize::MAX)
}
