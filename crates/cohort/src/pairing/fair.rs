//! The fair pairing: the most pairs, then the highest minimum fit, then the greatest sum of fits, then of values.
//! Chooses the algorithm by the number of agencies and reports whether the result is optimal.

use super::few::{self, Few};
use super::many::Many;
use super::{Candidates, Introduction};
use crate::all_pairs::AllPairs;
use crate::cohort::Cohort;
use crate::work::Progress;

/// A pairing that leaves as few agencies as possible without a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FairPairs {
    /// The pairs, ordered by index of the first agency.
    pub pairs: Vec<Introduction>,
    /// Whether the result is known to be optimal. For more than 20 agencies it is not known.
    pub is_optimal: bool,
}

/// The computation of a fair pairing, in steps.
#[derive(Debug)]
pub struct Fair(Way);

#[derive(Debug)]
enum Way {
    Few(Few),
    Many(Many),
}

impl Fair {
    /// Starts a computation for all of `candidates`.
    pub fn new(candidates: &impl Candidates) -> Fair {
        Fair(match candidates.n() {
            ..=few::MOST => Way::Few(Few::new(candidates)),
            _ => Way::Many(Many::new(candidates)),
        })
    }

    /// Starts a computation from known stable pairs.
    pub fn with_stable(candidates: &impl Candidates, stable: Vec<Introduction>) -> Fair {
        Fair(match candidates.n() {
            ..=few::MOST => Way::Few(Few::new(candidates)),
            _ => Way::Many(Many::with_stable(candidates, stable)),
        })
    }

    /// Starts a computation from finished `all_pairs` and the stable pairs computed from it. For many agencies this
    /// is faster than [`Fair::with_stable`]; the result is the same.
    pub fn after(cohort: &Cohort, all_pairs: &AllPairs, stable: Vec<Introduction>) -> Fair {
        let Fair(way) = Fair::with_stable(cohort, stable);
        Fair(match way {
            Way::Few(few) => Way::Few(few),
            Way::Many(many) => Way::Many(many.on(all_pairs.ground())),
        })
    }

    /// Continues the computation; `budget` is about the number of pairs to look at.
    pub fn step(&mut self, candidates: &impl Candidates, budget: u32) -> Progress {
        match &mut self.0 {
            Way::Few(few) => few.step(budget),
            Way::Many(many) => many.step(candidates, budget),
        }
    }

    /// Returns the result after a step reported that it is done; before that, the pairs known so far.
    pub fn into_pairs(self, candidates: &impl Candidates) -> FairPairs {
        let (mut pairs, is_optimal) = match self.0 {
            Way::Few(few) => (few.into_pairs(), true),
            Way::Many(many) => (many.into_pairs(candidates), false),
        };
        pairs.sort_by_key(|pair| (pair.a, pair.b));
        FairPairs { pairs, is_optimal }
    }

    /// Computes the result in one call.
    pub fn all(candidates: &impl Candidates) -> FairPairs {
        let mut fair = Fair::new(candidates);
        while !fair.step(candidates, u32::MAX).is_done {}
        fair.into_pairs(candidates)
    }
}
