//! The fair pairing for more than 20 agencies. Up to 600 agencies, the number of pairs and the minimum fit are
//! optimal; the sum is improved by local search, which exchanges partners between two pairs. Above that, the stable
//! pairs are augmented: two unmatched agencies are matched by splitting one pair. The result may not be optimal.

use super::blossom::Matching;
use super::stable::{QUICKER, Stable};
use super::{Candidates, Introduction, LEAST_FIT, Rank, alone, swap};
use crate::ground::Ground;
use crate::screen::key;
use crate::work::{Budget, Progress};
use std::sync::Arc;

/// Maximum number of agencies for which a table of all pairs is kept; it then takes a megabyte.
const TABLE: usize = 600;
/// Maximum number of passes of the local search, which rarely improves anything after the third.
const PASSES: usize = 8;
/// The highest possible fit.
const HIGHEST: u8 = 100;
/// Unmatched agencies that are tried with each pair that could be split.
const LOOKS: usize = 50;

/// The computation, in steps.
#[derive(Debug)]
pub(super) struct Many {
    n: usize,
    stage: Stage,
    matching: Matching,
    ranks: Vec<Option<Rank>>,
    /// The prepared inputs for fast search of partners, if the caller has them.
    ground: Option<Arc<Ground>>,
}

#[derive(Debug)]
enum Stage {
    /// Computes the stable pairs.
    Stable(Stable),
    /// Matches unmatched agencies by splitting one pair.
    Augment(Augment),
    /// Fills the table of ranks; this row is next.
    Table(usize),
    /// Maximises the number of pairs; this agency is next.
    Most(usize),
    /// Raises the minimum fit.
    Raise(Raise),
    /// Exchanges partners; `next` is the next agency of this pass.
    Swap {
        lowest: u8,
        pass: usize,
        next: usize,
        has_swapped: bool,
    },
    Done,
}

/// The state of the augmentation of stable pairs.
#[derive(Debug)]
struct Augment {
    alone: Vec<usize>,
    /// The possible partners of each unmatched agency, in the order of `alone`, as far as computed.
    partners: Vec<Set>,
    next: usize,
}

/// A set of agencies as a bit mask, because it is queried some hundred thousand times.
#[derive(Debug)]
struct Set(Vec<u64>);

/// Binary search for the highest minimum fit, which is at least `reached` and below `too_high`. `trial` is a matching
/// on the edges whose fit is at least the middle, and the next agency to match in it.
#[derive(Debug)]
struct Raise {
    reached: u8,
    too_high: u8,
    trial: Option<(Matching, usize)>,
}

impl Many {
    pub(super) fn new(candidates: &impl Candidates) -> Many {
        let n = candidates.n();
        let stage = Stage::Stable(Stable::new(n));
        Many { n, stage, matching: Matching::new(n), ranks: Vec::new(), ground: None }
    }

    pub(super) fn with_stable(candidates: &impl Candidates, stable: Vec<Introduction>) -> Many {
        let mut many = Many::new(candidates);
        many.take_stable(&stable);
        many
    }

    /// Adds the prepared inputs of the same candidates.
    pub(super) fn on(self, ground: Arc<Ground>) -> Many {
        Many { ground: Some(ground), ..self }
    }

    pub(super) fn step(&mut self, candidates: &impl Candidates, budget: u32) -> Progress {
        let mut left = Budget::new(budget);
        while left.is_left() {
            match &mut self.stage {
                Stage::Stable(stable) => {
                    left.spend(usize::try_from(budget).unwrap_or(usize::MAX));
                    if stable.step(candidates, budget).is_done {
                        let pairs = stable.pairs().to_vec();
                        self.take_stable(&pairs);
                    }
                }
                Stage::Augment(_) => self.augment(candidates, &mut left),
                Stage::Table(_) => self.fill(candidates, &mut left),
                Stage::Most(_) => self.place_most(&mut left),
                Stage::Raise(_) => self.raise(&mut left),
                Stage::Swap { .. } => self.swap(&mut left),
                Stage::Done => break,
            }
        }
        self.progress()
    }

    pub(super) fn into_pairs(self, candidates: &impl Candidates) -> Vec<Introduction> {
        let pair = |(a, b)| Some(Introduction::new(a, b, candidates.rank(a, b)?));
        self.matching.pairs().filter_map(pair).collect()
    }

    fn take_stable(&mut self, pairs: &[Introduction]) {
        for pair in pairs {
            self.matching.join(pair.a, pair.b);
        }
        self.stage = match self.n {
            ..=TABLE => Stage::Table(0),
            _ => Stage::Augment(Augment { alone: alone(self.n, pairs), partners: Vec::new(), next: 0 }),
        };
    }

    /// Augmenting step for one unmatched agency a: finds a pair (x, y) and an unmatched b such that a may meet x and
    /// b may meet y, and replaces the pair by (a, x) and (y, b). It takes the first such pair.
    fn augment(&mut self, candidates: &impl Candidates, budget: &mut Budget) {
        let Stage::Augment(augment) = &mut self.stage else { return };
        if let Some(unknown) = augment.alone.get(augment.partners.len()) {
            let partners = match &self.ground {
                Some(ground) => {
                    budget.spend(self.n / QUICKER);
                    Set::on(ground, *unknown)
                }
                None => {
                    budget.spend(self.n);
                    Set::of(self.n, |partner| candidates.rank(*unknown, partner).is_some())
                }
            };
            augment.partners.push(partners);
            return;
        }
        let Some(one) = augment.alone.get(augment.next).copied() else {
            self.stage = Stage::Done;
            return;
        };
        let place = augment.next;
        augment.next += 1;
        budget.spend(self.n / 16);
        if self.matching.mates[one].is_some() {
            return;
        }
        let others = augment.alone.iter().zip(&augment.partners).filter(|(other, _)| **other != one);
        let free = others.filter(|(other, _)| self.matching.mates[**other].is_none());
        let free: Vec<(&usize, &Set)> = free.take(LOOKS).collect();
        for middle in augment.partners[place].members() {
            let Some(mate) = self.matching.mates[middle] else { continue };
            budget.spend(1);
            if let Some((other, _)) = free.iter().find(|(_, partners)| partners.has(mate)) {
                let other = **other;
                self.matching.join(one, middle);
                self.matching.join(mate, other);
                return;
            }
        }
    }

    fn fill(&mut self, candidates: &impl Candidates, budget: &mut Budget) {
        let Stage::Table(row) = &mut self.stage else { return };
        if *row < self.n {
            self.ranks.extend((0..self.n).map(|partner| candidates.rank(*row, partner)));
            *row += 1;
            budget.spend(self.n);
        } else {
            self.stage = Stage::Most(0);
        }
    }

    fn place_most(&mut self, budget: &mut Budget) {
        let Stage::Most(next) = &mut self.stage else { return };
        if *next < self.n {
            let (ranks, n) = (&self.ranks, self.n);
            self.matching.augment(*next, &|a, b| ranks[a * n + b].is_some());
            *next += 1;
            budget.spend(n * n / 8);
        } else {
            let fits = self.matching.pairs().filter_map(|(a, b)| self.ranks[a * self.n + b]);
            let reached = fits.map(|rank| rank.fit).min().unwrap_or(LEAST_FIT);
            self.stage = Stage::Raise(Raise { reached, too_high: HIGHEST + 1, trial: None });
        }
    }

    /// One step of the binary search.
    fn raise(&mut self, budget: &mut Budget) {
        let Stage::Raise(raise) = &mut self.stage else { return };
        let (ranks, n) = (&self.ranks, self.n);
        if raise.too_high - raise.reached <= 1 {
            let lowest = raise.reached;
            self.stage = Stage::Swap { lowest, pass: 0, next: 0, has_swapped: false };
            return;
        }
        let middle = raise.reached + (raise.too_high - raise.reached) / 2;
        let is_edge = |a: usize, b: usize| ranks[a * n + b].is_some_and(|rank| rank.fit >= middle);
        let (trial, next) = raise.trial.get_or_insert_with(|| {
            let mut trial = Matching::new(n);
            self.matching.pairs().filter(|(a, b)| is_edge(*a, *b)).for_each(|(a, b)| trial.join(a, b));
            (trial, 0)
        });
        if *next < n {
            trial.augment(*next, &is_edge);
            *next += 1;
            budget.spend(n * n / 8);
        } else if trial.pairs().count() == self.matching.pairs().count() {
            self.matching = trial.clone();
            (raise.reached, raise.trial) = (middle, None);
        } else {
            (raise.too_high, raise.trial) = (middle, None);
        }
    }

    fn swap(&mut self, budget: &mut Budget) {
        let Stage::Swap { lowest, pass, next, has_swapped } = &mut self.stage else { return };
        if *next == self.n {
            if !*has_swapped || *pass == PASSES {
                self.stage = Stage::Done;
            } else {
                (*pass, *next, *has_swapped) = (*pass + 1, 0, false);
            }
            return;
        }
        budget.spend(self.n);
        *has_swapped |= swap::better_partners(&mut self.matching, &self.ranks, *next, *lowest);
        *next += 1;
    }

    /// All stages count the same.
    fn progress(&self) -> Progress {
        let n = self.n;
        let (stage, part) = match &self.stage {
            Stage::Stable(_) => (0, 0),
            Stage::Augment(augment) => {
                (1, (augment.partners.len() + augment.next) * 2 * n / augment.alone.len().max(1))
            }
            Stage::Table(row) => (1, *row),
            Stage::Most(next) => (2, *next),
            Stage::Raise(raise) => (3, raise.trial.as_ref().map_or(0, |(_, next)| *next)),
            Stage::Swap { next, .. } => (4, *next),
            Stage::Done => (5, 0),
        };
        Progress::new(stage * n + part, 5 * n, stage == 5)
    }
}

impl Set {
    /// The possible partners of the member. A hard conflict keeps the fit below [`LEAST_FIT`], so the fit alone
    /// decides.
    fn on(ground: &Ground, member: usize) -> Set {
        let mut words = vec![0u64; ground.len().div_ceil(64)];
        ground.partners(member, key(LEAST_FIT, 0), |partner| words[partner / 64] |= 1 << (partner % 64));
        Set(words)
    }

    fn of(n: usize, is_in: impl Fn(usize) -> bool) -> Set {
        let word = |first: usize| {
            let members = first..(first + 64).min(n);
            (0u32..).zip(members).fold(0, |word, (bit, member)| word | u64::from(is_in(member)) << bit)
        };
        Set((0..n).step_by(64).map(word).collect())
    }

    fn has(&self, member: usize) -> bool {
        self.0.get(member / 64).is_some_and(|word| word >> (member % 64) & 1 == 1)
    }

    /// The members of the set, by ascending index.
    fn members(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.0.iter().enumerate().filter(|(_, word)| **word != 0);
        words.flat_map(|(at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| 64 * at + bit)
        })
    }
}
