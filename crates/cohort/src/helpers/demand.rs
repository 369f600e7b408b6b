//! The needs by capability, and the gain of one more helper. Implements the sum of docs/scoring.md, section 5.3; the
//! order in which helpers are tried is up to the caller.

use super::bounds::Want;
use super::{Chosen, Whom};
use crate::cohort::Cohort;
use crate::gate::may_flow;
use std::cmp::Reverse;

/// The greatest possible c(a, b, i): the need is met in full.
const FULL: u64 = 16;

/// All needs that count.
#[derive(Debug)]
pub(super) struct Demand {
    /// By capability.
    wants: Vec<Wants>,
    /// The number of needs in all.
    n_wants: usize,
    /// Members with a need that a helper's view of the data allows to meet, by index.
    helped: Vec<usize>,
    /// 16·Σ w·G20.
    pub(super) total: u64,
}

/// The members with a need in one capability. Members whose data a helper may not see are left out, because the data
/// factor 0 makes every c zero.
#[derive(Debug, Default)]
struct Wants {
    /// The position of the first of these needs among all needs.
    start: usize,
    /// The members, by index.
    by: Vec<usize>,
    /// w·G20, 1 to 60.
    weight: Vec<u32>,
    /// x2, 1 or 2.
    data: Vec<u8>,
}

/// The greatest c of the helpers so far for each need, 0 to 16.
#[derive(Debug, Clone)]
pub(super) struct Met(Vec<u8>);

/// Whether one helper may help each member, by index.
#[derive(Debug)]
pub(super) struct Gates(Vec<bool>);

impl Demand {
    pub(super) fn new(cohort: &Cohort, whom: Whom) -> Demand {
        let members = match whom {
            Whom::All => 0..cohort.len(),
            Whom::One(member) => member..member + 1,
        };
        let mut demand = Demand { wants: Vec::new(), n_wants: 0, helped: Vec::new(), total: 0 };
        for (idx, facts) in cohort.common.capabilities.iter().enumerate() {
            let mut wants = Wants { start: demand.n_wants, ..Wants::default() };
            for member in members.clone() {
                let cell = cohort.members[member].cells[idx];
                if cell.gap > 0 && cell.data > 0 {
                    wants.by.push(member);
                    wants.weight.push(u32::from(facts.weight) * u32::from(cell.gap));
                    wants.data.push(cell.data);
                }
            }
            demand.n_wants += wants.by.len();
            demand.wants.push(wants);
        }
        let mut is_helped = vec![false; cohort.len()];
        demand.wants.iter().flat_map(|wants| &wants.by).for_each(|member| is_helped[*member] = true);
        demand.helped = (0..cohort.len()).filter(|member| is_helped[*member]).collect();
        demand.total = members.map(|member| FULL * u64::from(cohort.members[member].total_gap)).sum();
        demand
    }

    /// All needs, with the part that is met.
    pub(super) fn left<'a>(&'a self, met: &'a Met) -> impl Iterator<Item = Want> + Clone + 'a {
        self.wants.iter().enumerate().flat_map(move |(capability_idx, wants)| {
            let met = &met.0[wants.start..wants.start + wants.by.len()];
            let by = wants.by.iter().zip(wants.weight.iter().zip(&wants.data)).zip(met);
            by.map(move |((by, (weight, data)), met)| Want {
                capability_idx,
                by: *by,
                weight: *weight,
                data: *data,
                met: *met,
            })
        })
    }

    pub(super) fn nothing_met(&self) -> Met {
        Met(vec![0; self.n_wants])
    }

    /// The cost of computing a helper's gain, in pairs.
    pub(super) fn looks(&self) -> usize {
        self.helped.len().max(1)
    }

    pub(super) fn gates(&self, cohort: &Cohort, helper: usize) -> Gates {
        let mut gates = vec![false; cohort.len()];
        for member in &self.helped {
            gates[*member] = may_flow(cohort, helper, *member);
        }
        Gates(gates)
    }

    /// The gain of `helper`, given what is met.
    pub(super) fn gain(&self, cohort: &Cohort, helper: usize, gates: &Gates, met: &Met) -> u64 {
        self.gains(cohort, helper, gates, met).map(|(_, gain)| gain).sum()
    }

    /// Adds `helper` to those who meet needs, and returns its gain and the capabilities that contribute to it.
    pub(super) fn take(&self, cohort: &Cohort, helper: usize, met: &mut Met) -> Chosen {
        let gates = self.gates(cohort, helper);
        let mut gains: Vec<(usize, u64)> =
            self.gains(cohort, helper, &gates, met).filter(|(_, gain)| *gain > 0).collect();
        gains.sort_by_key(|(idx, gain)| (Reverse(*gain), *idx));
        self.meet(cohort, helper, &gates, met);
        Chosen {
            member: helper,
            gain: gains.iter().map(|(_, gain)| gain).sum(),
            capabilities: gains.into_iter().map(|(idx, _)| idx).collect(),
        }
    }

    /// Records the needs that `helper` meets.
    pub(super) fn meet(&self, cohort: &Cohort, helper: usize, gates: &Gates, met: &mut Met) {
        for (idx, wants) in self.wants.iter().enumerate() {
            let surplus = cohort.members[helper].cells[idx].surplus;
            let met = &mut met.0[wants.start..wants.start + wants.by.len()];
            for ((by, data), met) in wants.by.iter().zip(&wants.data).zip(met) {
                if surplus > 0 && gates.0[*by] {
                    *met = (*met).max(surplus * data);
                }
            }
        }
    }

    /// The gain of `helper` in each capability that it can lend.
    fn gains<'a>(
        &'a self,
        cohort: &'a Cohort,
        helper: usize,
        gates: &'a Gates,
        met: &'a Met,
    ) -> impl Iterator<Item = (usize, u64)> + 'a {
        let cells = &cohort.members[helper].cells;
        let offered = self.wants.iter().zip(cells).enumerate().filter(|(_, (_, cell))| cell.surplus > 0);
        offered.map(|(idx, (wants, cell))| {
            let met = &met.0[wants.start..wants.start + wants.by.len()];
            let wanted = wants.by.iter().zip(&wants.weight).zip(wants.data.iter().zip(met));
            let gains = wanted.map(|((by, weight), (data, met))| {
                let more = (cell.surplus * data).saturating_sub(*met);
                if gates.0[*by] { weight * u32::from(more) } else { 0 }
            });
            (idx, gains.map(u64::from).sum())
        })
    }
}
