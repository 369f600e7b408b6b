//! Whom to invite into a coalition, and what it lacks. Knows section 4.3 of the instrument, "Closed club": only members'
//! needs count. Refuses to know whether a candidate would come, and which steps would settle a clash.
//!
//! What a candidate adds is the club's value with it less the value without it, where the value is
//! `Σ_b Σ_i w·G20(b,i)·max over a of c(a,b,i)`, over helpers and helped inside. So it counts in both directions: what the
//! candidate could do for the members beyond what they do for each other, and what they could do for it. A coalition is
//! worth what its members do for each other, and who comes only to give has no reason to stay; both parts are told.

use crate::cohort::{CapabilityFacts, Cohort};
use crate::gate::may_flow;
use crate::pair::{clashing, statuses};
use crate::work::{Budget, Progress};
use interlocal_compare::TermId;
use interlocal_compare::common::NEED;
use interlocal_core::bank::Slot;
use interlocal_core::round::rhu_wide;
use std::cmp::Reverse;

/// So many candidates are told.
pub const MOST_CANDIDATES: usize = 10;
/// The most that c(a, b, i) can be: all that is wanted is met.
const FULL: u64 = 16;

/// Whom to invite, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Who is in the coalition, in the order that they were given, each once.
    pub coalition: Vec<usize>,
    /// What its members meet of each other's needs, as [`club_value`](crate::helpers::club::club_value) has it.
    pub value: u64,
    /// What they need: 16·Σ w·G20.
    pub total: u64,
    /// Those who add anything: who adds most first, of equal ones the earlier, [`MOST_CANDIDATES`] at the most.
    pub candidates: Vec<Candidate>,
    /// What members need and nobody inside can help them with, the greatest first, ties in the order of the bank.
    pub holes: Vec<Hole>,
    /// Kinds of agency that offer any of the holes, outside the coalition in the whole cohort: those first of which an agency
    /// offers the greatest part of them on average, then those with more agencies that offer any, then by option.
    pub kinds: Vec<KindOffer>,
}

/// Somebody to invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who, by index.
    pub member: usize,
    /// What it adds, in the unit of [`Invite::value`]: `given` and `got`.
    pub gain: u64,
    /// What it could do for the members, beyond what they do for each other.
    pub given: u64,
    /// What the members could do for it.
    pub got: u64,
    /// Capabilities, by index, with which it adds to what the members meet, the most first.
    pub brings: Vec<usize>,
    /// Capabilities, by index, with which the members could help it, the most first.
    pub gets: Vec<usize>,
    /// Terms on which it clashes hard with somebody inside, in the order of [`TermId::ALL`].
    pub clashes: Vec<TermId>,
}

/// What members need and find nobody for inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// Which: the index of the capability, in the order of the bank.
    pub capability_idx: usize,
    /// The same as a slot.
    pub slot: Slot,
    /// Who needs it at level 2 or more and finds no help inside, in the order of the coalition.
    pub members: Vec<usize>,
    /// Σ w·G20 over these members: orders holes.
    pub amount: u64,
}

/// A kind of agency, and what it offers of the holes: surplus O8 above 0, whatever the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindOffer {
    /// Option index of the kind.
    pub kind: u8,
    /// How many agencies of it outside the coalition offer at least one hole.
    pub n_offer: u32,
    /// How many agencies of it there are outside.
    pub n: u32,
    /// The part of the holes that an agency of it offers on average, by the holes' amounts: 0 to 100, rounded.
    pub share_pct: u8,
}

/// The work, in steps of some candidates each.
#[derive(Debug)]
pub struct InviteSearch {
    coalition: Vec<usize>,
    is_inside: Vec<bool>,
    candidates: Vec<usize>,
    /// For each member of the coalition.
    inside: Vec<Inside>,
    /// The next candidate, by place.
    next: usize,
    /// Who adds most so far, in order.
    best: Vec<Gain>,
}

/// What one member of the coalition wants and finds. By capability.
#[derive(Debug)]
struct Inside {
    /// w·G20·x2, for each unit of surplus that a helper has.
    wants: Vec<u32>,
    /// The greatest surplus inside whose help may flow to it.
    found: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Gain {
    member: usize,
    given: u64,
    got: u64,
}

impl Invite {
    /// All at once, with everybody outside as a candidate.
    pub fn of(cohort: &Cohort, coalition: &[usize]) -> Invite {
        let mut search = InviteSearch::new(cohort, coalition, 0..cohort.len());
        while !search.step(cohort, u32::MAX).is_done {}
        search.into_invite(cohort)
    }
}

impl InviteSearch {
    /// Into `coalition`, of `candidates`, both by index. Who stands twice counts once, who is inside is no candidate, and
    /// an index that is not in `cohort` is nobody.
    pub fn new(
        cohort: &Cohort,
        coalition: &[usize],
        candidates: impl IntoIterator<Item = usize>,
    ) -> InviteSearch {
        let mut is_inside = vec![false; cohort.len()];
        let mut enter = |member: &usize| match is_inside.get_mut(*member) {
            Some(is_inside) => !std::mem::replace(is_inside, true),
            None => false,
        };
        let coalition: Vec<usize> = coalition.iter().copied().filter(|member| enter(member)).collect();
        let mut is_taken = is_inside.clone();
        let mut is_outside = |member: &usize| match is_taken.get_mut(*member) {
            Some(is_taken) => !std::mem::replace(is_taken, true),
            None => false,
        };
        let mut candidates: Vec<usize> = candidates.into_iter().filter(|member| is_outside(member)).collect();
        candidates.sort_unstable();
        let inside = Vec::with_capacity(coalition.len());
        InviteSearch { coalition, is_inside, candidates, inside, next: 0, best: Vec::new() }
    }

    /// Works on; `budget` is about the number of pairs that are looked at.
    pub fn step(&mut self, cohort: &Cohort, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        while budget.is_left() && !self.is_done() {
            match self.coalition.get(self.inside.len()) {
                Some(member) => self.inside.push(Inside::of(cohort, &self.coalition, *member)),
                None => self.look(cohort),
            }
            budget.spend(2 * self.coalition.len());
        }
        let done = self.inside.len() + self.next;
        Progress::new(done, self.coalition.len() + self.candidates.len(), self.is_done())
    }

    /// The answer, once a step said that it is done.
    pub fn into_invite(self, cohort: &Cohort) -> Invite {
        let holes = self.holes(cohort);
        Invite {
            value: self.inside.iter().map(Inside::value).sum(),
            total: self.coalition.iter().map(|it| FULL * u64::from(cohort.members[*it].total_gap)).sum(),
            candidates: self.best.iter().map(|gain| self.candidate(cohort, *gain)).collect(),
            kinds: kinds(cohort, &self.is_inside, &holes),
            holes,
            coalition: self.coalition,
        }
    }

    fn is_done(&self) -> bool {
        self.inside.len() == self.coalition.len() && self.next == self.candidates.len()
    }

    /// Looks at the next candidate.
    fn look(&mut self, cohort: &Cohort) {
        let Some(member) = self.candidates.get(self.next).copied() else { return };
        self.next += 1;
        let given = self.given(cohort, member).map(|given| u64::from(given.iter().sum::<u32>())).sum();
        let got = Inside::of(cohort, &self.coalition, member).value();
        let gain = Gain { member, given, got };
        // Candidates come in the order of their indices: of equal ones the earlier stays first.
        let place = self.best.partition_point(|other| other.sum() >= gain.sum());
        if gain.sum() > 0 && place < MOST_CANDIDATES {
            self.best.insert(place, gain);
            self.best.truncate(MOST_CANDIDATES);
        }
    }

    /// What `helper` could do beyond what is found inside: for each member that it may help, by capability.
    fn given<'a>(&'a self, cohort: &'a Cohort, helper: usize) -> impl Iterator<Item = Vec<u32>> + 'a {
        let members = self.coalition.iter().zip(&self.inside);
        let helped = members.filter(move |(member, _)| may_flow(cohort, helper, **member));
        helped.map(move |(_, inside)| {
            let cells = &cohort.members[helper].cells;
            let wants = inside.wants.iter().zip(&inside.found).zip(cells);
            wants.map(|((want, found), cell)| want * u32::from(cell.surplus.saturating_sub(*found))).collect()
        })
    }

    fn candidate(&self, cohort: &Cohort, gain: Gain) -> Candidate {
        let mut given = vec![0u64; cohort.common.capabilities.len()];
        for of_member in self.given(cohort, gain.member) {
            given.iter_mut().zip(of_member).for_each(|(sum, given)| *sum += u64::from(given));
        }
        let got = Inside::of(cohort, &self.coalition, gain.member);
        let its = &cohort.members[gain.member];
        let statuses = self.coalition.iter().map(|member| statuses(its, &cohort.members[*member]));
        let clashes: Vec<[bool; 8]> =
            statuses.map(|statuses| clashing(&cohort.common.is_hard, &statuses)).collect();
        let terms = TermId::ALL.into_iter().enumerate();
        Candidate {
            member: gain.member,
            gain: gain.sum(),
            given: gain.given,
            got: gain.got,
            brings: most_first(given.into_iter()),
            gets: most_first(got.by_capability()),
            clashes: terms.filter(|(at, _)| clashes.iter().any(|it| it[*at])).map(|(_, it)| it).collect(),
        }
    }

    fn holes(&self, cohort: &Cohort) -> Vec<Hole> {
        let hole = |(capability_idx, facts): (usize, &CapabilityFacts)| {
            let lacks = |(member, inside): &(&usize, &Inside)| {
                let is_needed = cohort.members[**member].cells[capability_idx].need >= NEED;
                let is_barred = inside.wants[capability_idx] == 0;
                is_needed && (is_barred || inside.found[capability_idx] == 0)
            };
            let lacking = self.coalition.iter().zip(&self.inside).filter(lacks);
            let members: Vec<usize> = lacking.map(|(member, _)| *member).collect();
            let gaps = members.iter().map(|it| u64::from(cohort.members[*it].cells[capability_idx].gap));
            let amount = u64::from(facts.weight) * gaps.sum::<u64>();
            (!members.is_empty()).then_some(Hole { capability_idx, slot: facts.slot, members, amount })
        };
        let mut holes: Vec<Hole> = cohort.common.capabilities.iter().enumerate().filter_map(hole).collect();
        holes.sort_by_key(|hole| Reverse(hole.amount));
        holes
    }
}

impl Inside {
    fn of(cohort: &Cohort, coalition: &[usize], member: usize) -> Inside {
        let cells = &cohort.members[member].cells;
        let wants = cells
            .iter()
            .zip(&cohort.common.capabilities)
            .map(|(cell, facts)| u32::from(facts.weight) * u32::from(cell.gap) * u32::from(cell.data));
        let mut found = vec![0u8; cells.len()];
        for helper in coalition.iter().filter(|helper| may_flow(cohort, **helper, member)) {
            let offers = cohort.members[*helper].cells.iter();
            found.iter_mut().zip(offers).for_each(|(most, cell)| *most = (*most).max(cell.surplus));
        }
        Inside { wants: wants.collect(), found }
    }

    fn by_capability(&self) -> impl Iterator<Item = u64> + '_ {
        self.wants.iter().zip(&self.found).map(|(want, found)| u64::from(want * u32::from(*found)))
    }

    fn value(&self) -> u64 {
        self.by_capability().sum()
    }
}

impl Gain {
    fn sum(self) -> u64 {
        self.given + self.got
    }
}

/// Indices of all that is above 0, the most first, ties in the order that they stand.
fn most_first(amounts: impl Iterator<Item = u64>) -> Vec<usize> {
    let mut all: Vec<(usize, u64)> = amounts.enumerate().filter(|(_, amount)| *amount > 0).collect();
    all.sort_by_key(|(_, amount)| Reverse(*amount));
    all.into_iter().map(|(idx, _)| idx).collect()
}

fn kinds(cohort: &Cohort, is_inside: &[bool], holes: &[Hole]) -> Vec<KindOffer> {
    let total: u64 = holes.iter().map(|hole| hole.amount).sum();
    let mut sums = vec![(0u32, 0u32, 0u64); cohort.common.tiers.len()];
    for (member, _) in cohort.members.iter().zip(is_inside).filter(|(_, is_inside)| !**is_inside) {
        let Some(sum) = member.kind.and_then(|kind| sums.get_mut(usize::from(kind))) else { continue };
        let offered = holes.iter().filter(|hole| member.cells[hole.capability_idx].surplus > 0);
        let amount: u64 = offered.map(|hole| hole.amount).sum();
        *sum = (sum.0 + 1, sum.1 + u32::from(amount > 0), sum.2 + amount);
    }
    let offers = (0..=u8::MAX).zip(sums).filter(|(_, (_, n_offer, _))| *n_offer > 0);
    let offer = |(kind, (n, n_offer, amount)): (u8, (u32, u32, u64))| {
        let share = rhu_wide(100 * amount, u64::from(n) * total);
        KindOffer { kind, n_offer, n, share_pct: u8::try_from(share).unwrap_or(100) }
    };
    let mut kinds: Vec<KindOffer> = offers.map(offer).collect();
    kinds.sort_by_key(|it| (Reverse(it.share_pct), Reverse(it.n_offer), it.kind));
    kinds
}
