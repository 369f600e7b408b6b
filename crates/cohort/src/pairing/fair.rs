//! Leave no one out: the most pairs, then the highest lowest fit, then the greatest sum of fits, then of values. Knows
//! which way is right for how many agencies; says whether the answer is the best there is.

use super::few::{self, Few};
use super::many::Many;
use super::{Candidates, Introduction};
use crate::all_pairs::AllPairs;
use crate::cohort::Cohort;
use crate::work::Progress;

/// Pairs that leave as few as possible alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FairPairs {
    /// By the first agency of each.
    pub pairs: Vec<Introduction>,
    /// Whether no better answer exists. For more than 20 agencies that is not known: the answer is then a good one.
    pub is_optimal: bool,
}

/// The work, in steps.
#[derive(Debug)]
pub struct Fair(Way);

#[derive(Debug)]
enum Way {
    Few(Few),
    Many(Many),
}

impl Fair {
    /// For all of `candidates`.
    pub fn new(candidates: &impl Candidates) -> Fair {
        Fair(match candidates.n() {
            ..=few::MOST => Way::Few(Few::new(candidates)),
            _ => Way::Many(Many::new(candidates)),
        })
    }

    /// The same where the stable pairs are known already.
    pub fn with_stable(candidates: &impl Candidates, stable: Vec<Introduction>) -> Fair {
        Fair(match candidates.n() {
            ..=few::MOST => Way::Few(Few::new(candidates)),
            _ => Way::Many(Many::with_stable(candidates, stable)),
        })
    }

    /// The same where `all_pairs` are done, and `stable` is known from them: quicker for many, with the same answer.
    pub fn after(cohort: &Cohort, all_pairs: &AllPairs, stable: Vec<Introduction>) -> Fair {
        let Fair(way) = Fair::with_stable(cohort, stable);
        Fair(match way {
            Way::Few(few) => Way::Few(few),
            Way::Many(many) => Way::Many(many.on(all_pairs.ground())),
        })
    }

    /// Works on; `budget` is about the number of pairs that are looked at.
    pub fn step(&mut self, candidates: &impl Candidates, budget: u32) -> Progress {
        match &mut self.0 {
            Way::Few(few) => few.step(budget),
            Way::Many(many) => many.step(candidates, budget),
        }
    }

    /// The answer, once a step said that it is done; before, what is known of it.
    pub fn into_pairs(self, candidates: &impl Candidates) -> FairPairs {
        let (mut pairs, is_optimal) = match self.0 {
            Way::Few(few) => (few.into_pairs(), true),
            Way::Many(many) => (many.into_pairs(candidates), false),
        };
        pairs.sort_by_key(|pair| (pair.a, pair.b));
        FairPairs { pairs, is_optimal }
    }

    /// All at once.
    pub fn all(candidates: &impl Candidates) -> FairPairs {
        let mut fair = Fair::new(candidates);
        while !fair.step(candidates, u32::MAX).is_done {}
        fair.into_pairs(candidates)
    }
}
