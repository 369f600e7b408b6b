//! Finds the smallest adjustments that resolve all conflicts in one group of terms among a set of members. A greedy
//! search with local improvements gives a first result; iterative deepening then proves or improves it, within a
//! limit of work.

use super::states::{Group, States};
use crate::work::Budget;
use interlocal_core::bank::Bank;
use std::collections::BTreeSet;

/// Number of choices after which the exact search stops and the greedy result is kept.
const MOST_CHOICES: u32 = 30_000;

/// The search for one group of terms, in steps of some choices each.
#[derive(Debug)]
pub(super) struct Settling {
    group: Group,
    /// The members that must become compatible.
    target: Vec<usize>,
    first: Choice,
    best: Choice,
    stage: Stage,
    n_choices: u32,
}

#[derive(Debug)]
enum Stage {
    /// Computes the adjustments that each member needs whatever the others do.
    Forced,
    /// The greedy search continues from this choice.
    Greedy(Choice),
    /// Local improvement: the member at this position of the target is next.
    Swap(usize),
    /// Tries all choices with a cost of at most `limit`.
    Exact {
        limit: u32,
        stack: Vec<Choice>,
        seen: BTreeSet<Vec<usize>>,
    },
    Done {
        is_best: bool,
    },
}

/// A state for each member.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// The state's index, by position of the member.
    pub(super) at: Vec<usize>,
    cost: u32,
    /// Pairs of the target that still have a conflict.
    unsettled: Vec<(usize, usize)>,
}

impl Settling {
    /// The members of `target` must become compatible on `group`, which must be possible for each pair of them.
    pub(super) fn new(states: &States, group: Group, target: &[usize]) -> Settling {
        let mut first = Choice { at: vec![0; states.len()], cost: 0, unsettled: Vec::new() };
        for (place, a) in target.iter().enumerate() {
            let others = target[place + 1..].iter().map(|b| (*a, *b));
            first.unsettled.extend(others.filter(|(a, b)| !states.settled(group, (*a, 0), (*b, 0))));
        }
        let stage = match first.unsettled.is_empty() {
            true => Stage::Done { is_best: true },
            false => Stage::Forced,
        };
        Settling { group, target: target.to_vec(), best: first.clone(), first, stage, n_choices: 0 }
    }

    /// Continues the search; returns whether it is done.
    pub(super) fn step(&mut self, bank: &Bank, states: &mut States, budget: &mut Budget) -> bool {
        while budget.is_left() {
            match &mut self.stage {
                Stage::Done { .. } => return true,
                Stage::Forced => {
                    // On some terms the forced adjustments resolve everything, and then they are optimal.
                    self.stage = match self.forced(bank, states, budget) {
                        Some(forced) => {
                            self.best = forced;
                            Stage::Done { is_best: true }
                        }
                        None => Stage::Greedy(self.first.clone()),
                    };
                }
                Stage::Greedy(choice) => {
                    let choice = choice.clone();
                    self.greedy(bank, states, choice, budget);
                }
                Stage::Swap(next) => {
                    let next = *next;
                    self.swap(bank, states, next, budget);
                }
                Stage::Exact { .. } => self.exact(bank, states, budget),
            }
        }
        false
    }

    /// The best choice, and whether it is optimal.
    pub(super) fn best(&self) -> (&Choice, bool) {
        (&self.best, matches!(self.stage, Stage::Done { is_best: true }))
    }

    pub(super) fn group(&self) -> Group {
        self.group
    }

    /// Adds one adjustment to the greedy choice, or finishes it.
    fn greedy(&mut self, bank: &Bank, states: &mut States, choice: Choice, budget: &mut Budget) {
        self.stage = match choice.unsettled.is_empty() {
            false => Stage::Greedy(self.more(bank, states, choice, budget)),
            true => {
                self.best = choice;
                Stage::Swap(0)
            }
        };
    }

    /// Makes the adjustment that resolves the most conflicts. If none resolves any, makes the cheapest adjustments
    /// that resolve the first pair.
    fn more(&self, bank: &Bank, states: &mut States, choice: Choice, budget: &mut Budget) -> Choice {
        let mut best: Option<Choice> = None;
        for member in self.clashing(&choice) {
            for next in states.of(bank, member, self.group)[choice.at[member]].next.clone() {
                let other = self.moved(bank, states, &choice, (member, next), budget);
                let least = best.as_ref().map_or(choice.unsettled.len(), |best| best.unsettled.len());
                best = if other.unsettled.len() < least { Some(other) } else { best };
            }
        }
        if let Some(best) = best {
            return best;
        }
        let Some((a, b)) = choice.unsettled.first().copied() else { return choice };
        let (to_a, to_b) = self.cheapest(bank, states, (a, choice.at[a]), (b, choice.at[b]));
        budget.spend(100);
        let half = self.moved(bank, states, &choice, (a, to_a), budget);
        self.moved(bank, states, &half, (b, to_b), budget)
    }

    /// The cheapest states of two members, reachable from their current ones, that resolve the conflict between them;
    /// their last states if none does.
    fn cheapest(
        &self,
        bank: &Bank,
        states: &mut States,
        (a, at_a): (usize, usize),
        (b, at_b): (usize, usize),
    ) -> (usize, usize) {
        let (of_a, of_b) =
            (reach(states.of(bank, a, self.group), at_a), reach(states.of(bank, b, self.group), at_b));
        let cost = |place: usize, at: usize| states.known(place, self.group).get(at).map_or(0, |it| it.cost);
        let all = of_a.iter().flat_map(|a| of_b.iter().map(move |b| (*a, *b)));
        let settled = all.filter(|(to_a, to_b)| states.settled(self.group, (a, *to_a), (b, *to_b)));
        let best = settled.min_by_key(|(to_a, to_b)| (cost(a, *to_a) + cost(b, *to_b), *to_a, *to_b));
        let last = |reach: &[usize], at: usize| reach.last().copied().unwrap_or(at);
        best.unwrap_or((last(&of_a, at_a), last(&of_b, at_b)))
    }

    /// The adjustments that each member needs even if all others adjust as far as possible, if they resolve
    /// everything.
    fn forced(&self, bank: &Bank, states: &mut States, budget: &mut Budget) -> Option<Choice> {
        if self.group.may_break() {
            return None;
        }
        let mut choice = self.first.clone();
        for member in self.clashing(&self.first) {
            let n_states = states.of(bank, member, self.group).len();
            let does = |at: &usize| {
                let others = self.target.iter().filter(|other| **other != member);
                others.into_iter().all(|other| states.could_settle(self.group, (member, *at), *other))
            };
            let at = (0..n_states).find(does)?;
            budget.spend(n_states * self.target.len());
            choice = self.moved(bank, states, &choice, (member, at), budget);
        }
        choice.unsettled.is_empty().then_some(choice)
    }

    /// Local improvement: resets one member and resolves the new conflicts greedily. Keeps the result if it costs
    /// less.
    fn swap(&mut self, bank: &Bank, states: &mut States, next: usize, budget: &mut Budget) {
        let Some(member) = self.target.get(next).copied() else {
            let limit = self.first.least_more();
            self.stage = Stage::Exact { limit, stack: vec![self.first.clone()], seen: BTreeSet::new() };
            return;
        };
        budget.spend(1);
        self.stage = Stage::Swap(next + 1);
        if self.best.at[member] == 0 {
            return;
        }
        let best = self.best.clone();
        let mut other = self.moved(bank, states, &best, (member, 0), budget);
        while !other.unsettled.is_empty() && other.cost < self.best.cost {
            other = self.more(bank, states, other, budget);
        }
        if other.unsettled.is_empty() && other.cost < self.best.cost {
            self.best = other;
            self.stage = Stage::Swap(0);
        }
    }

    /// Tries the next choice. One member of the first pair with a conflict must make one more adjustment.
    fn exact(&mut self, bank: &Bank, states: &mut States, budget: &mut Budget) {
        let Stage::Exact { limit, stack, seen } = &mut self.stage else { return };
        let limit = *limit;
        if limit >= self.best.cost || self.n_choices > MOST_CHOICES {
            self.stage = Stage::Done { is_best: limit >= self.best.cost };
            return;
        }
        let Some(choice) = stack.pop() else {
            (*stack, *seen) = (vec![self.first.clone()], BTreeSet::new());
            self.stage = match std::mem::replace(&mut self.stage, Stage::Done { is_best: false }) {
                Stage::Exact { stack, seen, .. } => Stage::Exact { limit: limit + 1, stack, seen },
                other @ (Stage::Forced | Stage::Greedy(_) | Stage::Swap(_) | Stage::Done { .. }) => other,
            };
            return;
        };
        budget.spend(1);
        let Some((a, b)) = choice.unsettled.first().copied() else {
            self.best = choice;
            self.stage = Stage::Done { is_best: true };
            return;
        };
        let mut found = Vec::new();
        for member in [b, a] {
            let mut next = states.of(bank, member, self.group)[choice.at[member]].next.clone();
            next.reverse();
            found.extend(next.into_iter().map(|to| self.moved(bank, states, &choice, (member, to), budget)));
        }
        self.n_choices += u32::try_from(found.len()).unwrap_or(u32::MAX);
        let Stage::Exact { stack, seen, .. } = &mut self.stage else { return };
        let may_do = |it: &Choice| it.cost + it.least_more() <= limit;
        for other in found.into_iter().filter(may_do) {
            if seen.insert(other.at.clone()) {
                stack.push(other);
            }
        }
    }

    fn moved(
        &self,
        bank: &Bank,
        states: &mut States,
        choice: &Choice,
        (member, to): (usize, usize),
        budget: &mut Budget,
    ) -> Choice {
        let mut moved = choice.clone();
        let of = states.of(bank, member, self.group);
        moved.cost = choice.cost + of[to].cost - of[choice.at[member]].cost;
        moved.at[member] = to;
        let goes_back = to < choice.at[member];
        let is_settled =
            |(a, b): (usize, usize)| states.settled(self.group, (a, moved.at[a]), (b, moved.at[b]));
        budget.spend(choice.unsettled.len());
        if self.group.may_break() || goes_back {
            budget.spend(self.target.len());
            moved.unsettled.retain(|(a, b)| *a != member && *b != member);
            let others = self.target.iter().filter(|other| **other != member);
            let pairs = others.map(|other| (member.min(*other), member.max(*other)));
            moved.unsettled.extend(pairs.filter(|pair| !is_settled(*pair)));
        } else {
            let touches = |(a, b): (usize, usize)| a == member || b == member;
            let unsettled = choice.unsettled.iter().copied();
            moved.unsettled = unsettled.filter(|pair| !touches(*pair) || !is_settled(*pair)).collect();
        }
        moved
    }

    /// Members with a conflict, by ascending position.
    fn clashing(&self, choice: &Choice) -> BTreeSet<usize> {
        choice.unsettled.iter().flat_map(|(a, b)| [*a, *b]).collect()
    }
}

impl Choice {
    /// Lower bound of the missing adjustments: the size of a greedy matching on the pairs with a conflict.
    fn least_more(&self) -> u32 {
        let mut paired = BTreeSet::new();
        let mut n = 0;
        for (a, b) in &self.unsettled {
            if !paired.contains(a) && !paired.contains(b) {
                paired.extend([*a, *b]);
                n += 1;
            }
        }
        n
    }
}

/// All states reachable from `at`, including `at`, by ascending cost.
fn reach(states: &[super::states::State], at: usize) -> Vec<usize> {
    let mut reached = vec![at];
    let mut next = 0;
    while let Some(at) = reached.get(next).copied() {
        let ways = states.get(at).map(|state| state.next.as_slice()).unwrap_or_default();
        for way in ways {
            if !reached.contains(way) {
                reached.push(*way);
            }
        }
        next += 1;
    }
    reached
}
