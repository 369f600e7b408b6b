//! Groups of agencies that could buy together. Implements docs/scoring.md, section 5.7. The numbers don't
//! estimate savings.
//!
//! The cost is one pass over the cells and one sort: some milliseconds for 20,000 members.

use crate::cohort::Cohort;
use crate::size::Tier;
use interlocal_compare::TermId;
use interlocal_compare::common::NEED;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::round::{percent, rhu_wide};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Agencies that could buy for one capability together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuyingGroup {
    /// The index of the capability, in the order of the bank.
    pub capability_idx: usize,
    /// The slot of the same capability.
    pub slot: Slot,
    /// The kind of agreement.
    pub deal: Deal,
    /// The members, at least two, by ascending index.
    pub members: Vec<usize>,
    /// Weight times the sum of need times size. Used to order groups; has no unit.
    pub power: u64,
    /// Lower bound of the people served: the largest sum within one tier, because a county and its towns serve the
    /// same people.
    pub people_at_least: u64,
    /// Effective number of members, times ten: ten times the squared sum of sizes, divided by the sum of squared
    /// sizes.
    pub eff10: u64,
    /// The largest member's share of the sum of sizes, 0 to 100.
    pub largest_pct: u8,
    /// Members that could run the bid, by ascending index.
    pub leads: Vec<usize>,
}

/// A kind of agreement for joint buying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deal {
    /// Intergovernmental agreement.
    Iga,
    /// Cooperative purchase: one agency runs the bid, others join it.
    Coop,
    /// A joint entity.
    Entity,
}

/// Share of the largest member, in percent, above which a page warns that it dominates the group.
pub const LARGE_PCT: u8 = 60;
/// The size of a member that didn't state its population: that of the smallest band. Its people count as 0.
const UNSAID_SIZE: u32 = 1;

impl Deal {
    /// All deals, in the order of docs/scoring.md, section 5.7. The first wins ties between deals of the same power.
    pub const ALL: [Deal; 3] = [Deal::Iga, Deal::Coop, Deal::Entity];

    /// The id of the option in the term on agreements.
    pub fn id(self) -> &'static str {
        match self {
            Deal::Iga => "iga",
            Deal::Coop => "coop",
            Deal::Entity => "entity",
        }
    }
}

/// All joint-buying groups: the greatest power first, ties by the capability's id.
///
/// A member needs the capability at level 2 or more, has the role of co-buyer, and rates the deal OK or Best. For
/// each capability only the deal with the greatest power is reported.
pub fn buying_groups(bank: &Bank, cohort: &Cohort) -> Vec<BuyingGroup> {
    let term = TermId::Agreements.idx(bank).map(|idx| &bank.terms[idx]);
    let bit = |deal: Deal| {
        let idx = term?.options.iter().position(|option| option.id == deal.id())?;
        Some((deal, 1u16.checked_shl(u32::try_from(idx).ok()?)?))
    };
    let deals: Vec<(Deal, u16)> = Deal::ALL.into_iter().filter_map(bit).collect();
    let best = |idx: usize| {
        let groups = deals.iter().filter_map(|(deal, bit)| group(cohort, idx, *deal, *bit));
        // `max_by_key` would return the last of several maxima; this returns the first.
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

/// Members of a kind without a tier and members that didn't state their kind count as one more tier.
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
