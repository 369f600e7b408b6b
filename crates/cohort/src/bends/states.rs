//! The answers that each member could move to, step by step, and which conflicts they leave. Steps come from
//! `interlocal_compare::bend`; their effect is computed on a changed copy of the profile.

use crate::cohort::Cohort;
use crate::member::Member;
use crate::pair::{clashing, status, statuses};
use interlocal_compare::TermId;
use interlocal_compare::bend::{Step, after, steps};
use interlocal_compare::terms::Status;
use interlocal_core::bank::Bank;
use interlocal_core::profile::{Profile, TermAnswer};
use std::collections::BTreeMap;

/// Terms whose conflicts depend on each other's answers and on no other term's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// One group, because an additional role may add a flow of help that data rules prevent.
    RolesAndData,
    Agreements,
    Costs,
    Control,
    Reach,
    Platform,
}

/// One combination of answers of a member to a group of terms.
#[derive(Debug)]
pub(super) struct State {
    /// The number of adjustments from the member's own answers.
    pub(super) cost: u32,
    /// The adjustments, one step of size 1 each.
    pub(super) steps: Vec<(TermId, Step)>,
    /// The states that one more adjustment leads to, by index.
    pub(super) next: Vec<usize>,
    pub(super) member: Member,
    answers: Vec<TermAnswer>,
}

/// The members with their own answers, and the states that they could move to.
#[derive(Debug)]
pub(super) struct States {
    profiles: Vec<Profile>,
    /// The members with their own answers.
    cohort: Cohort,
    /// The members after all possible adjustments.
    tops: Vec<Member>,
    /// The states of each member and group, computed on first use; the first is the member's own.
    of: BTreeMap<(usize, Group), Vec<State>>,
    /// The hard terms in conflict without adjustments, in the order of [`TermId::ALL`]; by position of both members.
    first: Vec<[bool; 8]>,
}

impl Group {
    pub(super) const ALL: [Group; 6] =
        [Group::RolesAndData, Group::Agreements, Group::Costs, Group::Control, Group::Reach, Group::Platform];

    pub(super) fn terms(self) -> &'static [TermId] {
        match self {
            Group::RolesAndData => &[TermId::Roles, TermId::Data],
            Group::Agreements => &[TermId::Agreements],
            Group::Costs => &[TermId::Costs],
            Group::Control => &[TermId::Control],
            Group::Reach => &[TermId::Reach],
            Group::Platform => &[TermId::Platform],
        }
    }

    /// Whether an adjustment may cause a new conflict.
    pub(super) fn may_break(self) -> bool {
        self == Group::RolesAndData
    }
}

impl States {
    /// Creates the states of members with their own answers. [`States::add`] must then be called once for each
    /// member.
    pub(super) fn new(bank: &Bank, profiles: Vec<Profile>) -> States {
        let cohort = Cohort::new(bank, &profiles);
        States { profiles, cohort, tops: Vec::new(), of: BTreeMap::new(), first: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.profiles.len()
    }

    /// Computes the next member's answers after all adjustments, and its conflicts with all members.
    pub(super) fn add(&mut self, bank: &Bank) {
        let place = self.tops.len();
        let Some(profile) = self.profiles.get(place) else { return };
        let mut open = profile.clone();
        for term in TermId::ALL {
            while let Some((step, _)) = lines(bank, &open, term).first() {
                open = after(bank, &open, term, Some(*step));
            }
        }
        let top = self.member(bank, &open);
        self.tops.push(top);
        let one = &self.cohort.members[place];
        for other in &self.cohort.members {
            self.first.push(clashing(&self.cohort.common.is_hard, &statuses(one, other)));
        }
    }

    /// The number of members that [`States::add`] has processed.
    pub(super) fn n_added(&self) -> usize {
        self.tops.len()
    }

    /// Whether two members have a hard conflict without adjustments; symmetric.
    pub(super) fn clash_at_first(&self, a: usize, b: usize) -> bool {
        self.first[a * self.len() + b].contains(&true)
    }

    /// Whether two members have a hard conflict even after all adjustments.
    pub(super) fn clash_at_last(&self, a: usize, b: usize) -> bool {
        let statuses = statuses(&self.tops[a], &self.tops[b]);
        let first = self.first[a * self.len() + b];
        let hard = self.cohort.common.is_hard.into_iter().zip(first);
        hard.zip(statuses).any(|((is_hard, did_clash), status)| is_hard && !fits(status, did_clash))
    }

    /// The states of the member at `place`, by ascending cost; the first is its own. Computed on first use.
    pub(super) fn of(&mut self, bank: &Bank, place: usize, group: Group) -> &[State] {
        if !self.of.contains_key(&(place, group)) {
            let states = self.all(bank, place, group);
            self.of.insert((place, group), states);
        }
        self.known(place, group)
    }

    /// The states that [`States::of`] has computed, or none.
    pub(super) fn known(&self, place: usize, group: Group) -> &[State] {
        self.of.get(&(place, group)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether two members have no conflict on `group`, each in the given state.
    pub(super) fn settled(&self, group: Group, (a, at_a): (usize, usize), (b, at_b): (usize, usize)) -> bool {
        let one = self.at(a, group, at_a);
        let other = self.at(b, group, at_b);
        group.terms().iter().all(|term| self.fits(a, b, *term, one, other))
    }

    /// Whether member a, in the given state, has no conflict on `group` with b after all of b's adjustments.
    pub(super) fn could_settle(&self, group: Group, (a, at_a): (usize, usize), b: usize) -> bool {
        let one = self.at(a, group, at_a);
        group.terms().iter().all(|term| self.fits(a, b, *term, one, &self.tops[b]))
    }

    fn at(&self, place: usize, group: Group, at: usize) -> &Member {
        let known = self.known(place, group).get(at);
        known.map_or(&self.cohort.members[place], |state| &state.member)
    }

    fn fits(&self, a: usize, b: usize, term: TermId, one: &Member, other: &Member) -> bool {
        let Some(at) = TermId::ALL.iter().position(|it| *it == term) else { return true };
        let did_clash = self.first[a * self.len() + b][at];
        !self.cohort.common.is_hard[at] || fits(status(one, other, term), did_clash)
    }

    /// Breadth first, so that the states are ordered by cost.
    fn all(&mut self, bank: &Bank, place: usize, group: Group) -> Vec<State> {
        let mut profiles = vec![self.profiles[place].clone()];
        let first = State {
            cost: 0,
            steps: Vec::new(),
            next: Vec::new(),
            member: self.cohort.members[place].clone(),
            answers: answers(bank, &self.profiles[place], group),
        };
        let mut states = vec![first];
        let mut at = 0;
        while at < states.len() {
            let ways = group.terms().iter().flat_map(|term| {
                lines(bank, &profiles[at], *term).into_iter().map(|(step, _)| (*term, step))
            });
            for (term, step) in ways.collect::<Vec<_>>() {
                let changed = after(bank, &profiles[at], term, Some(step));
                let answers = answers(bank, &changed, group);
                let known = states.iter().position(|state| state.answers == answers);
                let next = known.unwrap_or(states.len());
                if known.is_none() {
                    let steps = [states[at].steps.as_slice(), &[(term, step)]].concat();
                    let member = self.member(bank, &changed);
                    let cost = states[at].cost + 1;
                    states.push(State { cost, steps, next: Vec::new(), member, answers });
                    profiles.push(changed);
                }
                states[at].next.push(next);
            }
            at += 1;
        }
        states
    }

    /// Builds the member through the cohort, so that its place is numbered consistently.
    fn member(&mut self, bank: &Bank, profile: &Profile) -> Member {
        self.cohort.push(bank, profile);
        let place = self.cohort.len() - 1;
        self.cohort.members.swap_remove(place)
    }
}

/// Whether the status resolves the term. A term that was in conflict must match or be workable, as in
/// `interlocal_compare::bend`. A term without a conflict may also be unanswered.
fn fits(status: Status, did_clash: bool) -> bool {
    match status {
        Status::Match | Status::Workable => true,
        Status::Unknown => !did_clash,
        Status::Conflict => false,
    }
}

/// Steps of size 1 that make more pairs compatible. Lowering an ordered term doesn't, so such steps are left out.
fn lines(bank: &Bank, profile: &Profile, term: TermId) -> Vec<(Step, u8)> {
    let level = match term.idx(bank).and_then(|idx| profile.terms.get(idx)) {
        Some(TermAnswer::Ordered { level, .. }) => *level,
        Some(TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Platform { .. })
        | None => 0,
    };
    let opens = |step: Step| match step {
        Step::Move(to) => to > level && term != TermId::Timing,
        Step::Play(_) | Step::Accept(_) | Step::Loosen | Step::Mind(_) => true,
    };
    let all = steps(bank, profile, term).into_iter();
    all.filter_map(|(step, size)| Some((step?, size)))
        .filter(|(step, size)| *size == 1 && opens(*step))
        .collect()
}

fn answers(bank: &Bank, profile: &Profile, group: Group) -> Vec<TermAnswer> {
    let of = |term: &TermId| profile.terms.get(term.idx(bank)?).cloned();
    group.terms().iter().filter_map(of).collect()
}
