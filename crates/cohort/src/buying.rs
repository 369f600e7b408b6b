//! Who could buy what together. Knows section 4.3 of the instrument, "Joint buying groups"; refuses to promise a saving.
//!
//! One look at each cell and one sort: 20,000 members take some milliseconds.

use crate::cohort::Cohort;
use crate::size::Tier;
use interlocal_compare::TermId;
use interlocal_compare::common::NEED;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::round::{percent, rhu_wide};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Agencies that could buy one thing together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuyingGroup {
    /// What: the index of the capability, in the order of the bank.
    pub capability_idx: usize,
    /// The same as a slot.
    pub slot: Slot,
    /// By which deal.
    pub deal: Deal,
    /// Who, in the order that they came in; two at least.
    pub members: Vec<usize>,
    /// Weight times the sum of need times size: orders groups, and has no unit.
    pub power: u64,
    /// People served at least: the largest sum within one tier, because a county and its towns serve the same people.
    pub people_at_least: u64,
    /// Effective members, times ten: ten times the square of the sum of sizes by the sum of their squares.
    pub eff10: u64,
    /// The largest member's share of the sizes, 0 to 100.
    pub largest_pct: u8,
    /// Members that could run the bid.
    pub leads: Vec<usize>,
}

/// A kind of agreement by which agencies buy together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deal {
    /// An agreement between governments.
    Iga,
    /// One runs the bid, others join it.
    Coop,
    /// A body of their own.
    Entity,
}

/// A share from which on one member outweighs the others, in percent: above it a page warns.
pub const LARGE_PCT: u8 = 60;
/// Who does not tell its population counts as the smallest band does, and serves nobody that is known.
const UNSAID_SIZE: u32 = 1;

impl Deal {
    /// In the order of the instrument: of two with the same power the first is told.
    pub const ALL: [Deal; 3] = [Deal::Iga, Deal::Coop, Deal::Entity];

    /// Option of the term on agreements.
    pub fn id(self) -> &'static str {
        match self {
            Deal::Iga => "iga",
            Deal::Coop => "coop",
            Deal::Entity => "entity",
        }
    }
}

/// All joint-buying groups: the most power first, ties by the capability's id.
///
/// A member is one that needs the capability at level 2 or more, has said that it would buy together, and has marked the
/// deal OK or Best. Of each capability the deal with the most power is told.
pub fn buying_groups(bank: &Bank, cohort: &Cohort) -> Vec<BuyingGroup> {
    let term = TermId::Agreements.idx(bank).map(|idx| &bank.terms[idx]);
    let bit = |deal: Deal| {
        let idx = term?.options.iter().position(|option| option.id == deal.id())?;
        Some((deal, 1u16.checked_shl(u32::try_from(idx).ok()?)?))
    };
    let deals: Vec<(Deal, u16)> = Deal::ALL.into_iter().filter_map(bit).collect();
    let best = |idx: usize| {
        let groups = deals.iter().filter_map(|(deal, bit)| group(cohort, idx, *deal, *bit));
        // Of several with the most power, `max_by_key` would take the last.
        groups.reduce(|best, other| if other.power > best.power { other } else { best })
    };
    let mut groups: Vec<BuyingGroup> = (0..cohort.common.capabilities.len()).filter_map(best).collect();
    groups.sort_by_key(|group| (Reverse(group.power), bank.capability(group.slot).id.clone()));
    groups
}

fn group(cohort: &Cohort, capability_idx: usize, deal: Deal, bit: u16) -> Option<BuyingGroup> {
    let facts = cohort.common.capabilities[capability_idx];
    let would = |member: &usize| {
        let member = &cohort.members[*member];
        let terms = &member.terms;
        member.cells[capability_idx].need >= NEED
            && terms.roles.is_some_and(|roles| roles.cobuyer)
            && terms.agreements.acceptable & bit != 0
    };
    let members: Vec<usize> = (0..cohort.len()).filter(would).collect();
    if members.len() < 2 {
        return None;
    }
    let sizes: Vec<u64> = members.iter().map(|member| u64::from(size(cohort, *member))).collect();
    let need = |member: usize| u64::from(cohort.members[member].cells[capability_idx].need);
    let needed: u64 = members.iter().zip(&sizes).map(|(member, size)| need(*member) * size).sum();
    let (sum, squares): (u64, u64) = (sizes.iter().sum(), sizes.iter().map(|size| size * size).sum());
    let largest = sizes.iter().copied().max().unwrap_or(0);
    let largest_pct = percent(u32::try_from(rhu_wide(100 * largest, sum)).unwrap_or(100));
    Some(BuyingGroup {
        capability_idx,
        slot: facts.slot,
        deal,
        power: u64::from(facts.weight) * needed,
        people_at_least: people_at_least(cohort, &members),
        eff10: rhu_wide(10 * sum * sum, squares),
        largest_pct,
        leads: members.iter().copied().filter(|member| cohort.members[*member].can_lead).collect(),
        members,
    })
}

fn size(cohort: &Cohort, member: usize) -> u32 {
    of_band(cohort, &cohort.common.size_weights, member).unwrap_or(UNSAID_SIZE)
}

/// Kinds that the instrument names no tier for, and those who have not said theirs, are one tier more.
fn people_at_least(cohort: &Cohort, members: &[usize]) -> u64 {
    let mut by_tier: BTreeMap<Option<Tier>, u64> = BTreeMap::new();
    for member in members {
        let kind = cohort.members[*member].kind;
        let tier = kind.and_then(|kind| *cohort.common.tiers.get(usize::from(kind))?);
        let people = of_band(cohort, &cohort.common.people, *member).unwrap_or(0);
        *by_tier.entry(tier).or_insert(0) += u64::from(people);
    }
    by_tier.into_values().max().unwrap_or(0)
}

fn of_band(cohort: &Cohort, table: &[Option<u32>], member: usize) -> Option<u32> {
    let band = cohort.members[member].population?;
    *table.get(usize::from(band))?
}
