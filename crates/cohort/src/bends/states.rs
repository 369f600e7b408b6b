//! What the answers of members could become, one step after another. Knows which terms can be settled apart from the
//! others; which steps there are is asked of `interlocal_compare::bend`, and what they make of the profile itself.

use crate::cohort::Cohort;
use crate::member::Member;
use crate::pair::{clashing, status, statuses};
use interlocal_compare::TermId;
use interlocal_compare::bend::{Step, after, steps};
use interlocal_compare::terms::Status;
use interlocal_core::bank::Bank;
use interlocal_core::profile::{Profile, TermAnswer};
use std::collections::BTreeMap;

/// Terms whose clashes depend on each other's answers, and on those of no other term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// A role more may let help flow that is barred by its data.
    RolesAndData,
    Agreements,
    Costs,
    Control,
    Reach,
    Platform,
}

/// What one member's answers to a group of terms could be.
#[derive(Debug)]
pub(super) struct State {
    /// How much is given, in lines.
    pub(super) cost: u32,
    /// By what, a line at a time.
    pub(super) steps: Vec<(TermId, Step)>,
    /// The states that one line more leads to, by index.
    pub(super) next: Vec<usize>,
    pub(super) member: Member,
    answers: Vec<TermAnswer>,
}

/// The members as they are, and as they could be.
#[derive(Debug)]
pub(super) struct States {
    profiles: Vec<Profile>,
    /// The members as they are.
    cohort: Cohort,
    /// The members, each with everything given that could be.
    tops: Vec<Member>,
    /// Once they were asked for; the first of each is as it is.
    of: BTreeMap<(usize, Group), Vec<State>>,
    /// By place of the one and of the other: which terms clash hard at first, in the order of [`TermId::ALL`].
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

    /// Whether a step may make a clash where there was none.
    pub(super) fn may_break(self) -> bool {
        self == Group::RolesAndData
    }
}

impl States {
    /// The members as they are; pairs and tops are still to be looked at, by [`States::add`].
    pub(super) fn new(bank: &Bank, profiles: Vec<Profile>) -> States {
        let cohort = Cohort::new(bank, &profiles);
        States { profiles, cohort, tops: Vec::new(), of: BTreeMap::new(), first: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.profiles.len()
    }

    /// Looks at the next member and all pairs that it stands first in.
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

    /// How many members have been looked at.
    pub(super) fn n_added(&self) -> usize {
        self.tops.len()
    }

    /// Whether two clash hard as they are, in any order.
    pub(super) fn clash_at_first(&self, a: usize, b: usize) -> bool {
        self.first[a * self.len() + b].contains(&true)
    }

    /// Whether two clash hard whatever they give.
    pub(super) fn clash_at_last(&self, a: usize, b: usize) -> bool {
        let statuses = statuses(&self.tops[a], &self.tops[b]);
        let first = self.first[a * self.len() + b];
        let hard = self.cohort.common.is_hard.into_iter().zip(first);
        hard.zip(statuses).any(|((is_hard, did_clash), status)| is_hard && !fits(status, did_clash))
    }

    /// All that the member at `place` could answer, by what it gives; the first is as it is.
    pub(super) fn of(&mut self, bank: &Bank, place: usize, group: Group) -> &[State] {
        if !self.of.contains_key(&(place, group)) {
            let states = self.all(bank, place, group);
            self.of.insert((place, group), states);
        }
        self.known(place, group)
    }

    /// The same, where it was asked for before; else nothing.
    pub(super) fn known(&self, place: usize, group: Group) -> &[State] {
        self.of.get(&(place, group)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether two go together on `group`, each in one of its states.
    pub(super) fn settled(&self, group: Group, (a, at_a): (usize, usize), (b, at_b): (usize, usize)) -> bool {
        let one = self.at(a, group, at_a);
        let other = self.at(b, group, at_b);
        group.terms().iter().all(|term| self.fits(a, b, *term, one, other))
    }

    /// Whether the one in a state goes together with the other on `group` where that gives everything.
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

    /// Breadth first, so that they come by what is given.
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

    /// Through the cohort, so that its places are numbered as theirs.
    fn member(&mut self, bank: &Bank, profile: &Profile) -> Member {
        self.cohort.push(bank, profile);
        let place = self.cohort.len() - 1;
        self.cohort.members.swap_remove(place)
    }
}

/// What clashed is settled where it matches or is workable, as in `interlocal_compare::bend`. Where nothing clashed, a term
/// that somebody has not answered is no clash.
fn fits(status: Status, did_clash: bool) -> bool {
    match status {
        Status::Match | Status::Workable => true,
        Status::Unknown => !did_clash,
        Status::Conflict => false,
    }
}

/// Steps of one line that make more possible: a lower line of an ordered term makes less so.
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
