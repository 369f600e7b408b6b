//! Introductions: which agencies to introduce to each other.

use crate::work::job::{Job, Step};
use crate::work::results::N_BEST;
use crate::work::state::{State, narrow};
use interlocal_cohort::CapabilityFacts as Facts;
use interlocal_cohort::member::Cell;
use interlocal_cohort::pair::{Pair, meeting, pair};
use interlocal_cohort::pairing::{Fair, Introduction, Stable, alone};
use interlocal_compare::common::NEED;
use interlocal_group::answer::{Answer, Meeting, Meetings, Slot};
use interlocal_group::ask::Ask;
use std::cmp::Reverse;

/// Maximum number of pairs, and of agencies without a partner.
const MOST: usize = 500;
/// Maximum number of reasons of each kind.
const REASONS: usize = 3;
/// Maximum number of agencies for which introductions compare every pair. For more, computing all best partners first
/// is faster.
const FEW: usize = 1_000;

impl State {
    pub(crate) fn begin_meetings(&mut self, is_fair: bool) -> Step {
        let ask = Ask::Meetings { is_fair };
        let Some(stable) = &self.known.stable else {
            return match &self.known.all_pairs {
                Some(all_pairs) => {
                    let stable = Stable::after(&self.cohort, all_pairs, N_BEST);
                    Step::Begin(Job::Stable(Box::new(stable), ask))
                }
                None if self.cohort.len() > FEW => Step::AfterAllPairs(ask),
                None => Step::Begin(Job::Stable(Box::new(Stable::new(self.cohort.len())), ask)),
            };
        };
        match is_fair {
            true => {
                let fair = match &self.known.all_pairs {
                    Some(all_pairs) => Fair::after(&self.cohort, all_pairs, stable.clone()),
                    None => Fair::with_stable(&self.cohort, stable.clone()),
                };
                Step::Begin(Job::Fair(Box::new(fair)))
            }
            false => Step::Answer(self.told_meetings(stable.clone(), false, true)),
        }
    }

    /// The introductions, the best pairs first.
    pub(crate) fn told_meetings(&mut self, pairs: Vec<Introduction>, is_fair: bool, is_best: bool) -> Answer {
        let mut pairs = pairs;
        pairs.sort_by_key(|pair| (Reverse(pair.rank), pair.a, pair.b));
        let alone = alone(self.cohort.len(), &pairs);
        let told = Meetings {
            is_fair,
            is_best,
            pairs: pairs.iter().take(MOST).map(|pair| self.meeting(pair.a, pair.b)).collect(),
            n_pairs: narrow(pairs.len()),
            alone: alone.iter().take(MOST).map(|member| self.who(*member)).collect(),
            n_alone: narrow(alone.len()),
        };
        self.known.last.meetings = Some(pairs);
        Answer::Meetings(told)
    }

    /// The topics of a first meeting of two agencies.
    pub(crate) fn meeting(&self, a: usize, b: usize) -> Meeting {
        self.meeting_of(a, b, &pair(&self.cohort, a, b))
    }

    /// The same as [`State::meeting`], with the pair already computed.
    pub(crate) fn meeting_of(&self, a: usize, b: usize, pair: &Pair) -> Meeting {
        let may = meeting(&self.cohort, a, b);
        let helps = |may: bool, from: usize, to: usize| if may { self.flows(from, to) } else { Vec::new() };
        Meeting {
            a: self.who(a),
            b: self.who(b),
            fit: pair.fit,
            label: pair.label.id().to_owned(),
            a_helps: helps(may.may_help_ab, a, b),
            b_helps: helps(may.may_help_ba, b, a),
            common: if pair.common > 0 { self.both_need(a, b) } else { Vec::new() },
        }
    }

    /// The capabilities in which one agency could help the other, by value, before roles are checked.
    pub(crate) fn flows(&self, from: usize, to: usize) -> Vec<Slot> {
        let (helper, helped) = (&self.cohort.members[from], &self.cohort.members[to]);
        let cells = helper.cells.iter().zip(&helped.cells).zip(&self.cohort.common.capabilities);
        let value = |((helper, helped), facts): ((&Cell, &Cell), &Facts)| {
            let points = [helper.surplus, helped.gap, helped.data, facts.weight];
            (points.into_iter().map(u32::from).product::<u32>(), facts.slot.0)
        };
        most(cells.map(value).collect())
    }

    fn both_need(&self, a: usize, b: usize) -> Vec<Slot> {
        let (one, other) = (&self.cohort.members[a], &self.cohort.members[b]);
        let cells = one.cells.iter().zip(&other.cells).zip(&self.cohort.common.capabilities);
        let value = |((one, other), facts): ((&Cell, &Cell), &Facts)| {
            let lesser = one.need.min(other.need);
            let points = if lesser >= NEED { u32::from(lesser) * u32::from(facts.weight) } else { 0 };
            (points, facts.slot.0)
        };
        most(cells.map(value).collect())
    }
}

/// The slots with the greatest values, at most [`REASONS`]; ties by slot, and no slots with value 0.
fn most(mut values: Vec<(u32, Slot)>) -> Vec<Slot> {
    values.retain(|(value, _)| *value > 0);
    values.sort_by_key(|(value, slot)| (Reverse(*value), *slot));
    values.truncate(REASONS);
    values.into_iter().map(|(_, slot)| slot).collect()
}
