//! The members of a cohort and the facts of the bank that they share. Computes nothing about pairs.

use crate::member::Member;
use crate::place::Places;
use crate::size::{self, Tier};
use interlocal_compare::TermId;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::profile::Profile;

/// Many agencies that answer one bank, in the order that they were added.
///
/// A cohort doesn't keep the profiles. The caller keeps names and other data under the same index.
#[derive(Debug, Clone)]
pub struct Cohort {
    /// The members, by index.
    pub members: Vec<Member>,
    /// Facts of the bank.
    pub common: Common,
    places: Places,
}

/// The facts of a bank that the formulas for a cohort need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// By capability, in the order of the bank.
    pub capabilities: Vec<CapabilityFacts>,
    /// Whether a conflict in the term blocks a deal, in the order of [`TermId::ALL`].
    pub is_hard: [bool; 8],
    /// Index of the question about the kind of agency, in the bank's context.
    pub kind_idx: Option<usize>,
    /// Index of the question about the population, in the bank's context.
    pub population_idx: Option<usize>,
    /// Size weight of each population band, by option index; `None` for a band without a known weight.
    pub size_weights: Vec<Option<u32>>,
    /// Number of people in the middle of each population band, by option index; `None` for an unknown band.
    pub people: Vec<Option<u32>>,
    /// Tier of each kind of agency, by option index; `None` for a kind whose residents may overlap with any other.
    pub tiers: Vec<Option<Tier>>,
}

/// The facts of one capability that the formulas need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapabilityFacts {
    /// The capability's slot.
    pub slot: Slot,
    /// The capability's weight, 1 to 3.
    pub weight: u8,
}

const KIND: &str = "ctx-kind";
const POPULATION: &str = "ctx-pop";

impl Cohort {
    /// Creates a cohort of all `profiles`, which must belong to `bank`.
    pub fn new<'a>(bank: &Bank, profiles: impl IntoIterator<Item = &'a Profile>) -> Cohort {
        let mut cohort = Cohort::empty(bank);
        for profile in profiles {
            cohort.push(bank, profile);
        }
        cohort
    }

    /// Creates a cohort without members.
    pub fn empty(bank: &Bank) -> Cohort {
        let facts = |slot: Slot, weight: u8| CapabilityFacts { slot, weight };
        let (kind_idx, population_idx) = (bank.context_idx(KIND), bank.context_idx(POPULATION));
        let common = Common {
            capabilities: bank.capabilities.iter().map(|it| facts(it.slot, it.weight)).collect(),
            is_hard: TermId::ALL.map(|term| term.idx(bank).is_some_and(|idx| bank.terms[idx].hard)),
            kind_idx,
            population_idx,
            size_weights: size::weights(bank, population_idx),
            people: size::middles(bank, population_idx),
            tiers: size::tiers(bank, kind_idx),
        };
        Cohort { members: Vec::new(), common, places: Places::default() }
    }

    /// Adds a member, which gets the next index. `bank` must be the one that the cohort was created for.
    pub fn push(&mut self, bank: &Bank, profile: &Profile) {
        self.members.push(Member::new(bank, &self.common, &mut self.places, profile));
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether the cohort has no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}
