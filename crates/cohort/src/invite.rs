//! Finds agencies to invite into a coalition, and what it lacks. Implements docs/scoring.md, section 5.5: only
//! members' needs count. Not part of the model: whether a candidate would accept, and which adjustments
//! would resolve a conflict.
//!
//! A candidate's gain is the value of the club with it minus the value without it, where the value is
//! `Σ_b Σ_i w·G20(b,i)·max over a of c(a,b,i)`, over helpers and helped inside. It thus counts both directions: the
//! help that the candidate could give beyond what members give each other, and the help that it could get from them.
//! A candidate that only gives has little reason to stay, so both parts are reported.

use crate::cohort::{CapabilityFacts, Cohort};
use crate::gate::may_flow;
use crate::pair::{clashing, statuses};
use crate::work::{Budget, Progress};
use interlocal_compare::TermId;
use interlocal_compare::common::NEED;
use interlocal_core::bank::Slot;
use interlocal_core::round::rhu_wide;
use std::cmp::Reverse;

/// Maximum number of candidates in the result.
pub const MOST_CANDIDATES: usize = 10;
/// The greatest possible c(a, b, i): the need is met in full.
const FULL: u64 = 16;

/// The candidates for a coalition, and what the coalition lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// The coalition's members, in the order given, without duplicates.
    pub coalition: Vec<usize>,
    /// The needs that members meet for each other, computed as in [`club_value`](crate::helpers::club::club_value).
    pub value: u64,
    /// The members' needs: 16·Σ w·G20.
    pub total: u64,
    /// Candidates with a gain above 0, the greatest first, ties by index; at most [`MOST_CANDIDATES`].
    pub candidates: Vec<Candidate>,
    /// Needs that no member can meet for the others, the greatest first, ties in the order of the bank.
    pub holes: Vec<Hole>,
    /// Kinds of agency outside the coalition that offer any of the holes: by descending [`KindOffer::share_pct`],
    /// then by descending [`KindOffer::n_offer`], then by option index.
    pub kinds: Vec<KindOffer>,
}

/// A candidate for the coalition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The candidate's index.
    pub member: usize,
    /// The gain, in the unit of [`Invite::value`]: the sum of `given` and `got`.
    pub gain: u64,
    /// Help that the candidate could give to members, beyond what they give each other.
    pub given: u64,
    /// Help that the members could give to the candidate.
    pub got: u64,
    /// Capabilities, by index, in which the candidate adds to what the members meet, the greatest amount first.
    pub brings: Vec<usize>,
    /// Capabilities, by index, in which the members could help the candidate, the greatest amount first.
    pub gets: Vec<usize>,
    /// Terms in hard conflict with at least one member, in the order of [`TermId::ALL`].
    pub clashes: Vec<TermId>,
}

/// A capability that members need and that no member can help them with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The index of the capability, in the order of the bank.
    pub capability_idx: usize,
    /// The slot of the same capability.
    pub slot: Slot,
    /// Members with a need of level 2 or more that find no help inside, in the order of the coalition.
    pub members: Vec<usize>,
    /// Σ w·G20 over these members; used to order holes.
    pub amount: u64,
}

/// A kind of agency, and how much of the holes it offers. An offer is a surplus O8 above 0, whatever the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindOffer {
    /// Option index of the kind.
    pub kind: u8,
    /// The number of agencies of this kind outside the coalition that offer at least one hole.
    pub n_offer: u32,
    /// The number of agencies of this kind outside the coalition.
    pub n: u32,
    /// The average share of the holes that an agency of this kind offers, weighted by the holes' amounts: 0 to 100,
    /// rounded.
    pub share_pct: u8,
}

/// The search, in steps of some candidates each.
#[derive(Debug)]
pub struct InviteSearch {
    coalition: Vec<usize>,
    is_inside: Vec<bool>,
    candidates: Vec<usize>,
    /// By member of the coalition.
    inside: Vec<Inside>,
    /// The position of the next candidate.
    next: usize,
    /// The candidates with the greatest gains so far, in order.
    best: Vec<Gain>,
}

/// The needs of one agency and the help that it finds in the coalition, by capability.
#[derive(Debug)]
struct Inside {
    /// w·G20·x2, for each unit of a helper's surplus.
    wants: Vec<u32>,
    /// The greatest surplus of a member whose help may flow to the agency.
    found: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Gain {
    member: usize,
    given: u64,
    got: u64,
}

impl Invite {
    /// Computes the result in one call, with all agencies outside as candidates.
    pub fn of(cohort: &Cohort, coalition: &[usize]) -> Invite {
        let mut search = InviteSearch::new(cohort, coalition, 0..cohort.len());
        while !search.step(cohort, u32::MAX).is_done {}
        search.into_invite(cohort)
    }
}

impl InviteSearch {
    /// Starts a search for the best of `candidates` to join `coalition`, both by index. Duplicates, candidates that
    /// are already members, and indices outside `cohort` are ignored.
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

    /// Continues the search; `budget` is about the number of pairs to look at.
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

    /// Returns the result after a step reported that it is done.
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

    /// Evaluates the next candidate.
    fn look(&mut self, cohort: &Cohort) {
        let Some(member) = self.candidates.get(self.next).copied() else { return };
        self.next += 1;
        let given = self.given(cohort, member).map(|given| u64::from(given.iter().sum::<u32>())).sum();
        let got = Inside::of(cohort, &self.coalition, member).value();
        let gain = Gain { member, given, got };
        // Candidates are evaluated by ascending index, so of equal gains the lower index stays first.
        let place = self.best.partition_point(|other| other.sum() >= gain.sum());
        if gain.sum() > 0 && place < MOST_CANDIDATES {
            self.best.insert(place, gain);
            self.best.truncate(MOST_CANDIDATES);
        }
    }

    /// The help of `helper` beyond what is found inside: for each member that it may help, by capability.
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

/// Indices of all amounts above 0, the greatest first, ties by index.
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
