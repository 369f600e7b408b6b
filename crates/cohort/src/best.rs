//! The best partners of each member: short lists that stay sorted while pairs are added. The order is by fit, then by
//! value, then by index. The callers compute the pairs.

use crate::cohort::Cohort;
use crate::pair::pair;
use crate::screen::{Key, fit_of, key, value_of};

/// One entry in a list of best partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best {
    /// The partner's index.
    pub other: u32,
    /// F, 0 to 100.
    pub fit: u8,
    /// V, 0 to 100.
    pub value: u8,
    /// Whether a hard term is in conflict, so that the two should talk first.
    pub is_hard: bool,
}

/// The `n_best` best partners of the member at `a`, best first: by fit, then by value, then by index.
pub fn best_of(cohort: &Cohort, a: usize, n_best: usize) -> Vec<Best> {
    let mut lists = Lists::new(1, 1, n_best.min(cohort.len()));
    for b in (0..cohort.len()).filter(|b| *b != a) {
        let it = pair(cohort, a, b);
        lists.offer(0, Best::new(b, key(it.fit, it.value), it.is_hard));
    }
    lists.of(0).to_vec()
}

/// A list for each member.
#[derive(Debug, Clone)]
pub(crate) struct Lists {
    n_best: usize,
    /// All lists, one after another, each with capacity for `n_best` entries.
    places: Vec<Best>,
    /// The number of entries in each list.
    lens: Vec<usize>,
    /// The lowest key that enters each list.
    enters_at: Vec<Key>,
}

/// No pair has a key this high.
const NEVER: Key = Key::MAX;

impl Lists {
    /// Creates empty lists for `n` members. `enters_at` is padded up to `n_padded` with thresholds that no pair
    /// reaches.
    pub(crate) fn new(n: usize, n_padded: usize, n_best: usize) -> Lists {
        let unused = Best { other: 0, fit: 0, value: 0, is_hard: false };
        let mut enters_at = vec![if n_best == 0 { NEVER } else { 0 }; n];
        enters_at.resize(n_padded, NEVER);
        Lists { n_best, places: vec![unused; n * n_best], lens: vec![0; n], enters_at }
    }

    /// Creates one list with the minimum key `at_least`.
    pub(crate) fn of_one(n_best: usize, at_least: Key) -> Lists {
        let mut lists = Lists::new(1, 1, n_best);
        lists.enters_at[0] = lists.enters_at[0].max(at_least);
        lists
    }

    /// The list of `member`, best first; empty if there is no such member.
    pub(crate) fn of(&self, member: usize) -> &[Best] {
        let len = self.lens.get(member).copied().unwrap_or(0);
        self.places.get(member * self.n_best..member * self.n_best + len).unwrap_or_default()
    }

    /// The lowest key that enters the list of each member.
    pub(crate) fn enters_at(&self) -> &[Key] {
        &self.enters_at
    }

    /// Inserts a partner if its key is high enough. Partners must be offered by ascending index, because the one that
    /// was offered first precedes others with the same key.
    pub(crate) fn offer(&mut self, member: usize, best: Best) {
        let new = key(best.fit, best.value);
        if new < self.enters_at[member] {
            return;
        }
        let first = member * self.n_best;
        let len = &mut self.lens[member];
        *len = (*len + 1).min(self.n_best);
        let list = &mut self.places[first..first + *len];
        let mut at = list.len() - 1;
        while at > 0 && key(list[at - 1].fit, list[at - 1].value) < new {
            list[at] = list[at - 1];
            at -= 1;
        }
        list[at] = best;
        if list.len() == self.n_best {
            let last = list[list.len() - 1];
            self.enters_at[member] = key(last.fit, last.value) + 1;
        }
    }
}

impl Best {
    pub(crate) fn new(other: usize, key: Key, is_hard: bool) -> Best {
        let other = u32::try_from(other).unwrap_or(u32::MAX);
        Best { other, fit: fit_of(key), value: value_of(key), is_hard }
    }
}
