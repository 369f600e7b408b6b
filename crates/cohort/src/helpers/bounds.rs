//! Upper bounds for a helper's gain, without looking at pairs. Each term partitions the members by their answer;
//! unmet needs are summed for each part. A pair must agree on every term, so the least sum over the terms is an upper
//! bound.

use crate::cohort::Cohort;
use crate::member::{Options, Place, Platforms, Terms};
use crate::pair::{allows, clashes, statuses_with};
use interlocal_compare::Role;
use interlocal_compare::terms::Status;
use std::collections::BTreeMap;

/// Maximum number of distinct answers to one term. With more of them, bounds would cost more than the exact gains.
const MOST_GROUPS: usize = 600;
/// The number of values of a positive surplus, 1 to 8.
const SURPLUSES: usize = 8;

/// Sums of unmet needs, by term.
#[derive(Debug)]
pub(super) struct Bounds {
    terms: Vec<ByTerm>,
    n_capabilities: usize,
}

/// One need of one member, and how much of it is met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want {
    pub(super) capability_idx: usize,
    pub(super) by: usize,
    /// w·G20.
    pub(super) weight: u32,
    /// x2.
    pub(super) data: u8,
    /// The greatest c of the helpers so far, 0 to 16.
    pub(super) met: u8,
}

/// One term: for each distinct answer of a helper, the sum of the unmet needs of members that could agree with it.
#[derive(Debug)]
struct ByTerm {
    /// The part that each member's answer belongs to.
    group: Vec<usize>,
    /// By part of the helper: the parts that it agrees with, or those that it doesn't agree with, whichever is
    /// shorter.
    ways: Vec<Ways>,
    /// By part of the helper, then by capability, then by surplus.
    sums: Vec<u64>,
}

#[derive(Debug)]
enum Ways {
    With(Vec<usize>),
    AllBut(Vec<usize>),
}

/// Projections to the terms that can be compared on their own. Each keeps one term and blanks the others. It also
/// drops the parts of an answer that can't cause a conflict, so that there are few distinct values.
const TERMS: [fn(&Terms) -> Terms; 6] = [
    |terms| Terms { roles: terms.roles, ..Terms::default() },
    |terms| Terms { agreements: refusals(terms.agreements), ..Terms::default() },
    |terms| Terms { costs: refusals(terms.costs), ..Terms::default() },
    |terms| Terms { control: refusals(terms.control), ..Terms::default() },
    |terms| Terms { reach: terms.reach, place: state(terms.place), ..Terms::default() },
    |terms| Terms { platform: terms.platform.map(demands), ..Terms::default() },
];

impl Bounds {
    /// Partitions the members by their answers. The sums are empty until [`Bounds::refresh`].
    pub(super) fn new(cohort: &Cohort) -> Bounds {
        Bounds {
            terms: TERMS.iter().filter_map(|only| ByTerm::new(cohort, *only)).collect(),
            n_capabilities: cohort.common.capabilities.len(),
        }
    }

    /// Replaces the sums by sums over `wants`.
    pub(super) fn refresh(&mut self, wants: impl Iterator<Item = Want> + Clone) {
        for term in &mut self.terms {
            term.refresh(wants.clone(), self.n_capabilities);
        }
    }

    /// Upper bound of the gain of `helper`: for each capability the least sum over the terms.
    pub(super) fn of(&self, cohort: &Cohort, helper: usize) -> u64 {
        let cells = cohort.members[helper].cells.iter().enumerate();
        let offers = cells.filter(|(_, cell)| cell.surplus > 0);
        let left = |(idx, surplus): (usize, u8)| {
            let of_term = |term: &ByTerm| {
                let row = term.group[helper] * self.n_capabilities + idx;
                term.sums.get(row * SURPLUSES + usize::from(surplus) - 1).copied().unwrap_or(0)
            };
            // Without a usable term there is no bound, and the caller computes the exact gain.
            self.terms.iter().map(of_term).min().unwrap_or(u64::MAX >> 16)
        };
        offers.map(|(idx, cell)| left((idx, cell.surplus))).sum()
    }
}

impl ByTerm {
    /// `None` if there are too many distinct answers.
    fn new(cohort: &Cohort, only: fn(&Terms) -> Terms) -> Option<ByTerm> {
        let mut groups: BTreeMap<Terms, usize> = BTreeMap::new();
        let mut group = Vec::with_capacity(cohort.len());
        for member in &cohort.members {
            let next = groups.len();
            group.push(*groups.entry(only(&member.terms)).or_insert(next));
        }
        if groups.len() > MOST_GROUPS {
            return None;
        }
        let mut by_place: Vec<(&Terms, usize)> =
            groups.iter().map(|(terms, place)| (terms, *place)).collect();
        by_place.sort_by_key(|(_, place)| *place);
        let ways = by_place.iter().map(|(helper, _)| {
            let (with, without): (Vec<_>, Vec<_>) =
                by_place.iter().partition(|(helped, _)| agree(cohort, helper, helped));
            let places =
                |groups: Vec<&(&Terms, usize)>| groups.into_iter().map(|(_, place)| *place).collect();
            if with.len() <= without.len() { Ways::With(places(with)) } else { Ways::AllBut(places(without)) }
        });
        Some(ByTerm { ways: ways.collect(), group, sums: Vec::new() })
    }

    fn refresh(&mut self, wants: impl Iterator<Item = Want>, n_capabilities: usize) {
        let width = n_capabilities * SURPLUSES;
        let mut wanted = vec![0u64; self.ways.len() * width];
        for want in wants {
            let row = self.group[want.by] * width + want.capability_idx * SURPLUSES;
            for (sum, surplus) in wanted[row..row + SURPLUSES].iter_mut().zip(1u8..) {
                let more = (surplus * want.data).saturating_sub(want.met);
                *sum += u64::from(want.weight * u32::from(more));
            }
        }
        let mut all = vec![0u64; width];
        for row in wanted.chunks(width.max(1)) {
            all.iter_mut().zip(row).for_each(|(sum, wanted)| *sum += wanted);
        }
        let rows = |groups: &[usize]| {
            let mut sums = vec![0u64; width];
            for group in groups {
                let row = &wanted[group * width..(group + 1) * width];
                sums.iter_mut().zip(row).for_each(|(sum, wanted)| *sum += wanted);
            }
            sums
        };
        let sums = self.ways.iter().flat_map(|ways| match ways {
            Ways::With(groups) => rows(groups),
            Ways::AllBut(groups) => all.iter().zip(rows(groups)).map(|(all, barred)| all - barred).collect(),
        });
        self.sums = sums.collect();
    }
}

fn agree(cohort: &Cohort, helper: &Terms, helped: &Terms) -> bool {
    allows(helper, Role::Provider, helped, Role::Recipient)
        && !clashes(&cohort.common.is_hard, &statuses_with(helper, helped, Status::Unknown))
}

/// Two answers are in conflict if no option is left open by both.
fn refusals(options: Options) -> Options {
    Options { is_said: options.is_said, open: options.open, ..Options::default() }
}

/// A shared platform that would merely help never causes a conflict.
fn demands(platforms: Platforms) -> Platforms {
    Platforms { strict: if platforms.strict < 2 { 0 } else { platforms.strict }, ..platforms }
}

/// Treats all local areas of a state as one, so that the relation is never too far.
fn state(place: Place) -> Place {
    Place { area: Some(0), ..place }
}
