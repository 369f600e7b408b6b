//! What is wanted, by capability, and what one more helper would add. Knows the sum of section 4.3; refuses to know in
//! which order helpers are tried.

use super::bounds::Want;
use super::{Chosen, Whom};
use crate::cohort::Cohort;
use crate::gate::may_flow;
use std::cmp::Reverse;

/// 16 is the most that c(a, b, i) can be: all that is wanted is met.
const FULL: u64 = 16;

/// All that is wanted.
#[derive(Debug)]
pub(super) struct Demand {
    /// By capability.
    wants: Vec<Wants>,
    /// How many there are in all.
    n_wants: usize,
    /// Who wants anything that its data lets through, by index.
    helped: Vec<usize>,
    /// 16·Σ w·G20.
    pub(super) total: u64,
}

/// Who wants one capability. Those whose data may not be seen are left out: nobody can help them.
#[derive(Debug, Default)]
struct Wants {
    /// The place of the first one among all wants.
    start: usize,
    /// Who, by index.
    by: Vec<usize>,
    /// w·G20, 1 to 60.
    weight: Vec<u32>,
    /// x2, 1 or 2.
    data: Vec<u8>,
}

/// The most that was met of each want by the helpers so far: c, 0 to 16.
#[derive(Debug, Clone)]
pub(super) struct Met(Vec<u8>);

/// Whom one helper may help, by index.
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

    /// Each want, with what is met of it.
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

    /// How many looks it takes to know a helper's gain.
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

    /// What `helper` would add to what is met.
    pub(super) fn gain(&self, cohort: &Cohort, helper: usize, gates: &Gates, met: &Met) -> u64 {
        self.gains(cohort, helper, gates, met).map(|(_, gain)| gain).sum()
    }

    /// Takes `helper`: what it adds, and with what.
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

    /// Notes what `helper` meets.
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

    /// By capability that `helper` can lend: what it would add.
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
