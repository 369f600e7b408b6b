//! Which needs can be met here. Knows section 4.3 of the instrument, "Coverage"; refuses to know who would be the best
//! helper, and whether a helper still has time.

use crate::cohort::Cohort;
use crate::gate::may_flow;
use crate::work::{Budget, Progress, narrow};
use interlocal_compare::common::NEED;

/// What each agency can find here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// By capability, in the order of the bank.
    pub needs: Vec<NeedCoverage>,
}

/// One capability: who needs it, and who of them finds help. Members are in the order that they came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeedCoverage {
    /// Those who need it at level 2 or more.
    pub needed_by: Vec<usize>,
    /// Of them, those whom nobody else can help.
    pub uncovered: Vec<usize>,
    /// Of them, those whom exactly one other can help, with the one.
    pub one_helper: Vec<(usize, usize)>,
    /// How many can lend it: surplus above 0, whatever their terms.
    pub n_offer: u32,
}

/// How many others can help with one need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nobody.
    Nobody,
    /// Only the member at this index.
    Only(usize),
    /// Two or more.
    Several,
}

/// One capability of one agency, for a map of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// Not its job.
    NotItsJob,
    /// It has rated neither skill nor need.
    Unknown,
    /// It neither offers nor needs it.
    Nothing,
    /// It can lend it: surplus O8, 1 to 8. It may still need some, below level 2 or as a peer.
    Offers(u8),
    /// It needs it, and two or more here can help: gap G20, 1 to 20.
    NeedsCovered(u8),
    /// It needs it, and exactly one here can help.
    NeedsOneHelper(u8),
    /// It needs it, and nobody here can help.
    NeedsUncovered(u8),
}

/// The work, in steps of some members each. For each need it stops at the second helper.
#[derive(Debug)]
pub struct CoverageScan {
    offers: Vec<Vec<usize>>,
    next: usize,
    coverage: Coverage,
}

impl NeedCoverage {
    /// Whether it is needed and nobody who needs it finds help: the short list for buying together.
    pub fn is_nobodys(&self) -> bool {
        !self.needed_by.is_empty() && self.uncovered.len() == self.needed_by.len()
    }
}

impl Coverage {
    /// All at once.
    pub fn of(cohort: &Cohort) -> Coverage {
        let mut scan = CoverageScan::new(cohort);
        while !scan.step(cohort, u32::MAX).is_done {}
        scan.into_coverage()
    }

    /// What a map of all shows for one capability of one member. A need at level 2 or more comes before an offer, except
    /// where the skill is there: then it is both a peer's offer and a need, and the need is told.
    pub fn state(&self, cohort: &Cohort, member: usize, capability_idx: usize) -> CellState {
        let cell = cohort.members[member].cells[capability_idx];
        let need = &self.needs[capability_idx];
        let is_among = |members: &[usize]| members.binary_search(&member).is_ok();
        if !cell.applies {
            return CellState::NotItsJob;
        }
        if is_among(&need.uncovered) {
            return CellState::NeedsUncovered(cell.gap);
        }
        if need.one_helper.binary_search_by_key(&member, |(helped, _)| *helped).is_ok() {
            return CellState::NeedsOneHelper(cell.gap);
        }
        match (cell.need >= NEED, cell.surplus, cell.is_rated) {
            (true, _, _) => CellState::NeedsCovered(cell.gap),
            (false, 1.., _) => CellState::Offers(cell.surplus),
            (false, 0, true) => CellState::Nothing,
            (false, 0, false) => CellState::Unknown,
        }
    }
}

/// All who can help `member` with one capability, in the order that they came in: looks once at each member. Nobody where
/// it wants no help.
pub fn helpers_of(cohort: &Cohort, member: usize, capability_idx: usize) -> Vec<usize> {
    let helped = cohort.members[member].cells[capability_idx];
    let can = |other: &usize| {
        helped.gap > 0
            && helped.data > 0
            && cohort.members[*other].cells[capability_idx].surplus > 0
            && may_flow(cohort, *other, member)
    };
    (0..cohort.len()).filter(can).collect()
}

impl CoverageScan {
    /// For all of `cohort`.
    pub fn new(cohort: &Cohort) -> CoverageScan {
        let n_capabilities = cohort.common.capabilities.len();
        let offers = |idx: usize| {
            (0..cohort.len()).filter(|member| cohort.members[*member].cells[idx].surplus > 0).collect()
        };
        let offers: Vec<Vec<usize>> = (0..n_capabilities).map(offers).collect();
        let need = |offers: &Vec<usize>| NeedCoverage { n_offer: narrow(offers.len()), ..Default::default() };
        let coverage = Coverage { needs: offers.iter().map(need).collect() };
        CoverageScan { offers, next: 0, coverage }
    }

    /// Works on; `budget` is about the number of pairs that are looked at.
    pub fn step(&mut self, cohort: &Cohort, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        while self.next < cohort.len() && budget.is_left() {
            self.look(cohort, self.next, &mut budget);
            self.next += 1;
        }
        Progress::new(self.next, cohort.len(), self.next >= cohort.len())
    }

    /// The answer, once a step said that it is done.
    pub fn into_coverage(self) -> Coverage {
        self.coverage
    }

    fn look(&mut self, cohort: &Cohort, member: usize, budget: &mut Budget) {
        // Whether help may flow, by helper: asked once for all capabilities.
        let mut gates: Vec<Option<bool>> = vec![None; cohort.len()];
        let cells = cohort.members[member].cells.iter().enumerate();
        for (idx, cell) in cells.filter(|(_, cell)| cell.need >= NEED) {
            let mut may_help = |helper: usize| {
                *gates[helper].get_or_insert_with(|| {
                    budget.spend(1);
                    may_flow(cohort, helper, member)
                })
            };
            let offers = if cell.data > 0 { self.offers[idx].as_slice() } else { &[] };
            let mut helpers = offers.iter().copied().filter(|helper| may_help(*helper));
            let found = match (helpers.next(), helpers.next()) {
                (None, _) => Found::Nobody,
                (Some(helper), None) => Found::Only(helper),
                (Some(_), Some(_)) => Found::Several,
            };
            self.coverage.needs[idx].add(member, found);
        }
        budget.spend(cohort.len() / 16);
    }
}

impl NeedCoverage {
    fn add(&mut self, member: usize, found: Found) {
        self.needed_by.push(member);
        match found {
            Found::Nobody => self.uncovered.push(member),
            Found::Only(helper) => self.one_helper.push((member, helper)),
            Found::Several => {}
        }
    }
}
