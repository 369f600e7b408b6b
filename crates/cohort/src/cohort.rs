//! The members, and what they share of their bank. Knows which members there are; refuses to know what two of them make.

use crate::member::Member;
use crate::place::Places;
use crate::size::{self, Tier};
use interlocal_compare::TermId;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::profile::Profile;

/// Many agencies that answer one bank, in the order that they came in.
///
/// It does not keep the profiles: names and the like stay with the caller, under the same index.
#[derive(Debug, Clone)]
pub struct Cohort {
    /// By index.
    pub members: Vec<Member>,
    /// What they share.
    pub common: Common,
    places: Places,
}

/// What a cohort reads of its bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// By capability, in the order of the bank.
    pub capabilities: Vec<CapabilityFacts>,
    /// Whether a clash stops a deal, in the order of [`TermId::ALL`].
    pub is_hard: [bool; 8],
    /// Index of the question on the kind of agency, in the bank's context.
    pub kind_idx: Option<usize>,
    /// Index of the question on the population, in the bank's context.
    pub population_idx: Option<usize>,
    /// Size weight of each population band, by option index; `None` for a band that is not known here.
    pub size_weights: Vec<Option<u32>>,
    /// People in the middle of each population band, by option index; `None` for a band that is not known here.
    pub people: Vec<Option<u32>>,
    /// Tier of each kind of agency, by option index; `None` for a kind that may overlap with any.
    pub tiers: Vec<Option<Tier>>,
}

/// What the formulas read of one capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapabilityFacts {
    /// Which.
    pub slot: Slot,
    /// 1 to 3.
    pub weight: u8,
}

const KIND: &str = "ctx-kind";
const POPULATION: &str = "ctx-pop";

impl Cohort {
    /// All of `profiles`, which must belong to `bank`.
    pub fn new<'a>(bank: &Bank, profiles: impl IntoIterator<Item = &'a Profile>) -> Cohort {
        let mut cohort = Cohort::empty(bank);
        for profile in profiles {
            cohort.push(bank, profile);
        }
        cohort
    }

    /// Nobody yet.
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

    /// One more, which gets the next index. `bank` must be the one that the cohort was made for.
    pub fn push(&mut self, bank: &Bank, profile: &Profile) {
        self.members.push(Member::new(bank, &self.common, &mut self.places, profile));
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}
