//! Chooses pairs of agencies to introduce to each other, each agency in at most one pair. Implements
//! docs/scoring.md, section 5.8. Fits are an input; texts of introductions are elsewhere.
//!
//! There are two methods. [`Stable`] repeatedly takes the best remaining pair, so that no two agencies would both
//! prefer each other to their partners. [`Fair`] matches as many agencies as possible.

mod blossom;
mod fair;
mod few;
mod many;
mod stable;
mod swap;

pub use fair::{Fair, FairPairs};
pub use stable::{LIST, Stable};

use crate::cohort::Cohort;
use crate::pair::{clashes, pair, statuses_with};
use interlocal_compare::terms::Status;
use std::cmp::Ordering;

/// The lowest fit for an introduction. The label of a lower fit is Weak.
pub const LEAST_FIT: u8 = 15;

/// The order of pairs: by fit, then by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// F, 15 to 100.
    pub fit: u8,
    /// V, 0 to 100.
    pub value: u8,
}

/// Two agencies to introduce to each other; `a` is the lower index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Introduction {
    /// The lower index.
    pub a: usize,
    /// The higher index.
    pub b: usize,
    /// Fit and value of the pair.
    pub rank: Rank,
}

/// The candidates for pairing. A trait, so that tests can use arbitrary ranks.
pub trait Candidates {
    /// The number of agencies.
    fn n(&self) -> usize;
    /// Fit and value of a pair; symmetric. `None` if the two should not be introduced, and for an agency with itself.
    fn rank(&self, a: usize, b: usize) -> Option<Rank>;
}

impl Candidates for Cohort {
    fn n(&self) -> usize {
        self.len()
    }

    /// `None` for a fit below [`LEAST_FIT`] or a hard conflict.
    fn rank(&self, a: usize, b: usize) -> Option<Rank> {
        // In a large group most pairs are too far apart. The check of terms is cheap and rejects them before any sum
        // is computed.
        let (one, other) = (&self.members[a].terms, &self.members[b].terms);
        if a == b || clashes(&self.common.is_hard, &statuses_with(one, other, Status::Unknown)) {
            return None;
        }
        let pair = pair(self, a, b);
        let may_meet = pair.fit >= LEAST_FIT && !pair.is_hard;
        may_meet.then_some(Rank { fit: pair.fit, value: pair.value })
    }
}

impl Introduction {
    pub(crate) fn new(one: usize, other: usize, rank: Rank) -> Introduction {
        Introduction { a: one.min(other), b: one.max(other), rank }
    }

    /// The order of all pairs: the best first, ties by index.
    pub(crate) fn before(&self, other: &Introduction) -> Ordering {
        other.rank.cmp(&self.rank).then((self.a, self.b).cmp(&(other.a, other.b)))
    }
}

/// The agencies, of `n`, that are in none of `pairs`.
pub fn alone(n: usize, pairs: &[Introduction]) -> Vec<usize> {
    let mut is_placed = vec![false; n];
    for pair in pairs {
        for member in [pair.a, pair.b] {
            if let Some(place) = is_placed.get_mut(member) {
                *place = true;
            }
        }
    }
    (0..n).filter(|member| !is_placed[*member]).collect()
}
