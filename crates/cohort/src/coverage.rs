//! Which needs the cohort can meet. Implements docs/scoring.md, section 5.2. Doesn't rank helpers, and a helper's
//! capacity is not part of the model.

use crate::cohort::Cohort;
use crate::gate::may_flow;
use crate::work::{Budget, Progress, narrow};
use interlocal_compare::common::NEED;

/// The coverage of all needs of a cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// By capability, in the order of the bank.
    pub needs: Vec<NeedCoverage>,
}

/// The coverage of one capability. Members are in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeedCoverage {
    /// Members with a need of level 2 or more.
    pub needed_by: Vec<usize>,
    /// Those of them that no other member can help.
    pub uncovered: Vec<usize>,
    /// Those of them that exactly one other member can help, each with the helper.
    pub one_helper: Vec<(usize, usize)>,
    /// The number of members with a surplus above 0, whatever their terms.
    pub n_offer: u32,
}

/// The helpers found for one need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// None.
    Nobody,
    /// Only the member at this index.
    Only(usize),
    /// Two or more.
    Several,
}

/// One capability of one agency, for the map of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// The capability doesn't apply to the agency.
    NotItsJob,
    /// The agency rated neither skill nor need.
    Unknown,
    /// The agency neither offers nor needs it.
    Nothing,
    /// The agency can lend it: surplus O8, 1 to 8. It may have a need below level 2 or as a peer.
    Offers(u8),
    /// The agency needs it, and two or more members can help: gap G20, 1 to 20.
    NeedsCovered(u8),
    /// The agency needs it, and exactly one member can help: gap G20.
    NeedsOneHelper(u8),
    /// The agency needs it, and no member can help: gap G20.
    NeedsUncovered(u8),
}

/// The computation, in steps of some members each. For each need it stops at the second helper.
#[derive(Debug)]
pub struct CoverageScan {
    offers: Vec<Vec<usize>>,
    next: usize,
    coverage: Coverage,
}

impl NeedCoverage {
    /// Whether at least one member needs the capability and none of them finds help. These are candidates for joint
    /// buying.
    pub fn is_nobodys(&self) -> bool {
        !self.needed_by.is_empty() && self.uncovered.len() == self.needed_by.len()
    }
}

impl Coverage {
    /// Computes the result in one call.
    pub fn of(cohort: &Cohort) -> Coverage {
        let mut scan = CoverageScan::new(cohort);
        while !scan.step(cohort, u32::MAX).is_done {}
        scan.into_coverage()
    }

    /// The state of one capability of one member on the map. A need of level 2 or more takes precedence over an
    /// offer.
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

/// All members that can help `member` with one capability, in ascending order; empty if it wants no help. Checks each
/// member once.
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
    /// Starts the computation for all of `cohort`.
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

    /// Continues the computation; `budget` is about the number of pairs to look at.
    pub fn step(&mut self, cohort: &Cohort, budget: u32) -> Progress {
        let mut budget = Budget::new(budget);
        while self.next < cohort.len() && budget.is_left() {
            self.look(cohort, self.next, &mut budget);
            self.next += 1;
        }
        Progress::new(self.next, cohort.len(), self.next >= cohort.len())
    }

    /// Returns the result after a step reported that it is done.
    pub fn into_coverage(self) -> Coverage {
        self.coverage
    }

    fn look(&mut self, cohort: &Cohort, member: usize, budget: &mut Budget) {
        // Whether help may flow, by helper; computed once for all capabilities.
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
