//! Whom to introduce to whom: each agency at most once. Knows section 4.3 of the instrument, "Pairing"; refuses to know
//! what makes a fit, and by which words two people are introduced.
//!
//! Two ways. [`Stable`]: the best remaining pair again and again, so that no two agencies would both rather meet each
//! other. [`Fair`]: leave no one out.

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

/// A fit from which on two agencies are introduced: below, the label is Weak.
pub const LEAST_FIT: u8 = 15;

/// What a pair is worth: by fit, then by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// F, 15 to 100.
    pub fit: u8,
    /// V, 0 to 100.
    pub value: u8,
}

/// Two agencies that should meet; `a` is the one that came in first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Introduction {
    /// One, by index.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What the pair is worth.
    pub rank: Rank,
}

/// Who could be introduced to whom. A trait, so that the ways to pair are tested on any numbers.
pub trait Candidates {
    /// How many agencies there are.
    fn n(&self) -> usize;
    /// What the pair is worth; the same whoever is named first. `None` where the two should not be introduced, and for an
    /// agency with itself.
    fn rank(&self, a: usize, b: usize) -> Option<Rank>;
}

impl Candidates for Cohort {
    fn n(&self) -> usize {
        self.len()
    }

    /// From [`LEAST_FIT`] on, and where no hard term clashes.
    fn rank(&self, a: usize, b: usize) -> Option<Rank> {
        // Of many agencies most are too far from each other, which is known before anything is added up.
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

    /// The order of all pairs: the better first, ties by the order that the agencies came in.
    pub(crate) fn before(&self, other: &Introduction) -> Ordering {
        other.rank.cmp(&self.rank).then((self.a, self.b).cmp(&(other.a, other.b)))
    }
}

/// Who is in none of `pairs`, of `n` agencies.
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
