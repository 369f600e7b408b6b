//! The coverage of needs, as a list and as a map.

use crate::work::listing::page;
use crate::work::results::NAMES;
use crate::work::state::{State, narrow};
use interlocal_cohort::coverage::{CellState, Coverage, NeedCoverage};
use interlocal_group::answer::{Cell, Heat, HeatRow, NeedRow};
use interlocal_group::ask::Sort;
use std::cmp::Reverse;

impl State {
    /// The needs in the group: first those that most agencies can't get help with, then those that depend on one
    /// helper.
    pub(crate) fn told_coverage(&self, coverage: &Coverage) -> Vec<NeedRow> {
        let needs = coverage.needs.iter().enumerate().filter(|(_, need)| !need.needed_by.is_empty());
        let mut rows: Vec<NeedRow> = needs.map(|(idx, need)| self.need_row(idx, need)).collect();
        rows.sort_by_key(|row| (Reverse((row.n_uncovered, row.n_one_helper, row.n_needed)), row.slot));
        rows
    }

    fn need_row(&self, capability_idx: usize, need: &NeedCoverage) -> NeedRow {
        let pairs = need.one_helper.iter().take(NAMES);
        NeedRow {
            slot: self.slot(capability_idx),
            n_needed: narrow(need.needed_by.len()),
            n_uncovered: narrow(need.uncovered.len()),
            n_one_helper: narrow(need.one_helper.len()),
            n_offer: need.n_offer,
            uncovered: self.names(&need.uncovered),
            one_helper: pairs.map(|(helped, helper)| (self.who(*helped), self.who(*helper))).collect(),
        }
    }

    /// The map: agencies as columns, by name; capabilities as rows, in the order of the questionnaire.
    pub(crate) fn heat(&self, coverage: &Coverage, from: u32, n: u32) -> Heat {
        let order = self.order(Sort::Name);
        let columns = page(&order, from, n);
        let capabilities = self.bank.capabilities.iter().filter(|capability| !capability.retired);
        let mut capabilities: Vec<_> = capabilities.collect();
        capabilities.sort_by_key(|capability| (capability.domain_idx, capability.order));
        let row = |capability_idx: usize| HeatRow {
            slot: self.slot(capability_idx),
            cells: columns
                .iter()
                .map(|member| cell(coverage.state(&self.cohort, *member, capability_idx)))
                .collect(),
        };
        Heat {
            from,
            n: narrow(order.len()),
            agencies: columns.iter().map(|member| self.who(*member)).collect(),
            rows: capabilities.into_iter().map(|capability| row(capability.slot.idx())).collect(),
        }
    }
}

fn cell(state: CellState) -> Cell {
    match state {
        CellState::NotItsJob => Cell::NotIts,
        CellState::Unknown => Cell::Unknown,
        CellState::Nothing => Cell::Steady,
        CellState::Offers(surplus) => Cell::Offers(surplus),
        CellState::NeedsCovered(gap) => Cell::Covered(gap),
        CellState::NeedsOneHelper(gap) => Cell::OneHelper(gap),
        CellState::NeedsUncovered(gap) => Cell::Uncovered(gap),
    }
}
