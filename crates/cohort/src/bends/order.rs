//! Orders the steps of a result: the member that needs the fewest adjustments joins first. Doesn't search for other
//! steps.

use super::AgencyStep;
use super::settle::Settling;
use super::states::{Group, States};
use crate::work::{Budget, narrow};
use interlocal_compare::TermId;
use interlocal_compare::bend::Step;
use std::collections::BTreeSet;

/// All adjustments of one member on one group of terms.
type Gift = (usize, Group);

/// The computation, in steps of one member each.
#[derive(Debug)]
pub(super) struct Order {
    /// The final state of each member, by group and by position of the member.
    ends: Vec<(Group, Vec<usize>)>,
    taken: BTreeSet<Gift>,
    members: Vec<usize>,
    left: Vec<usize>,
    /// The next member to evaluate, by position in `left`.
    next: usize,
    /// The member that could join with the fewest adjustments, of those evaluated: cost, position and what it needs.
    best: Option<(u32, usize, Vec<Gift>)>,
    steps: Vec<AgencyStep>,
}

impl Order {
    /// Starts from the members in `now` and adds all of `target`, with the states found for each group.
    pub(super) fn new(settled: &[Settling], now: &[usize], target: &[usize]) -> Order {
        let ends = settled.iter().map(|it| (it.group(), it.best().0.at.clone())).collect();
        let (members, left) = target.iter().copied().partition(|member| now.contains(member));
        Order { ends, taken: BTreeSet::new(), members, left, next: 0, best: None, steps: Vec::new() }
    }

    /// Continues the computation; returns whether it is done.
    pub(super) fn step(&mut self, states: &States, budget: &mut Budget) -> bool {
        while budget.is_left() && !self.left.is_empty() {
            match self.left.get(self.next) {
                Some(member) => {
                    let gifts = self.needed(states, *member);
                    let cost = gifts.iter().map(|gift| self.cost(states, *gift)).sum();
                    budget.spend(self.members.len());
                    if self.best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                        self.best = Some((cost, self.next, gifts));
                    }
                    self.next += 1;
                }
                None => self.add_best(states),
            }
        }
        if self.left.is_empty() {
            self.members.sort_unstable();
        }
        self.left.is_empty()
    }

    /// Adds the best of the members that are left.
    fn add_best(&mut self, states: &States) {
        self.next = 0;
        let Some((_, place, gifts)) = self.best.take() else { return };
        for gift in gifts {
            self.take(states, gift);
        }
        self.members.push(self.left.remove(place));
        let together = narrow(self.members.len());
        if let Some(last) = self.steps.last_mut() {
            last.together = together;
        }
    }

    /// The ordered steps, with the position of each member.
    pub(super) fn steps(&self) -> &[AgencyStep] {
        &self.steps
    }

    /// The compatible members, by position.
    pub(super) fn members(&self) -> &[usize] {
        &self.members
    }

    /// The adjustments needed for `member` to join the current members.
    fn needed(&self, states: &States, member: usize) -> Vec<Gift> {
        let mut needed = Vec::new();
        let mut open = vec![member];
        // A member with another role may have new conflicts, so each member that adjusts is checked again.
        while let Some(one) = open.pop() {
            let others = self.members.iter().copied().chain([member]).filter(|other| *other != one);
            for other in others.filter(|other| self.may_clash(states, one, *other)).collect::<Vec<_>>() {
                for (group, ends) in &self.ends {
                    for giver in [one, other] {
                        let is_new = ends[giver] != 0 && !self.has(&needed, (giver, *group));
                        if is_new && !self.settled(states, *group, ends, &needed, one, other) {
                            needed.push((giver, *group));
                            open.push(giver);
                        }
                    }
                }
            }
        }
        needed
    }

    /// Whether the two may have a conflict: they had one before any step, or a role of one of them changes.
    fn may_clash(&self, states: &States, one: usize, other: usize) -> bool {
        let breaks =
            |(group, ends): &(Group, Vec<usize>)| group.may_break() && (ends[one] != 0 || ends[other] != 0);
        states.clash_at_first(one, other) || self.ends.iter().any(breaks)
    }

    fn settled(
        &self,
        states: &States,
        group: Group,
        ends: &[usize],
        more: &[Gift],
        one: usize,
        other: usize,
    ) -> bool {
        let at = |place: usize| if self.has(more, (place, group)) { ends[place] } else { 0 };
        let (a, b) = (one.min(other), one.max(other));
        states.settled(group, (a, at(a)), (b, at(b)))
    }

    fn has(&self, more: &[Gift], gift: Gift) -> bool {
        more.contains(&gift) || self.taken.contains(&gift)
    }

    fn cost(&self, states: &States, gift: Gift) -> u32 {
        self.lines(states, gift).iter().map(|(_, _, size)| size).sum()
    }

    fn take(&mut self, states: &States, gift: Gift) {
        let together = narrow(self.members.len());
        let lines = self.lines(states, gift);
        self.taken.insert(gift);
        let step = |(term, step, size)| AgencyStep { member: gift.0, term, step, size, together };
        self.steps.extend(lines.into_iter().map(step));
    }

    /// The member's steps on the group, with consecutive moves on one scale merged into one step.
    fn lines(&self, states: &States, (place, group): Gift) -> Vec<(TermId, Step, u32)> {
        let end = self.ends.iter().find(|(it, _)| *it == group).and_then(|(_, ends)| ends.get(place));
        let state = end.and_then(|end| states.known(place, group).get(*end));
        let mut lines: Vec<(TermId, Step, u32)> = Vec::new();
        for (term, step) in state.map(|state| state.steps.as_slice()).unwrap_or_default() {
            let goes_on =
                lines.iter_mut().find(|(it, last, _)| it == term && is_move(*last) && is_move(*step));
            match goes_on {
                Some((_, last, size)) => (*last, *size) = (*step, *size + 1),
                None => lines.push((*term, *step, 1)),
            }
        }
        lines
    }
}

fn is_move(step: Step) -> bool {
    match step {
        Step::Move(_) | Step::Mind(_) => true,
        Step::Play(_) | Step::Accept(_) | Step::Loosen => false,
    }
}
