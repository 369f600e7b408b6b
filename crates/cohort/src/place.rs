//! Places of members as small integers, which are equal where the places are. Knows which spellings are the same
//! place, but no distances.

use interlocal_core::profile::Context;
use std::collections::BTreeMap;

/// Assigns a number to each distinct text, from 1.
#[derive(Debug, Clone, Default)]
struct Names(BTreeMap<String, u32>);

/// The numbers assigned to the places of a cohort's members.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    countries: Names,
    subdivisions: Names,
    areas: Names,
}

/// The place of one member. Equal numbers mean that the texts are equal after normalisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The country, from 1; `None` if the agency didn't answer.
    pub country: Option<u32>,
    /// The state, from the part of the region code after the hyphen. States of two countries may share a number.
    pub subdivision: Option<u32>,
    /// The local area. Areas of two states may share a number.
    pub area: Option<u32>,
}

impl Names {
    fn number(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.0.len() + 1).unwrap_or(u32::MAX);
        *self.0.entry(name).or_insert(next)
    }
}

impl Places {
    /// The place that `context` states.
    pub(crate) fn place(&mut self, context: &Context) -> Place {
        let region = context.region.as_ref();
        Place {
            country: region.map(|region| self.countries.number(region.country().to_owned())),
            subdivision: region
                .and_then(|region| region.subdivision())
                .map(|subdivision| self.subdivisions.number(subdivision.to_owned())),
            area: context.local.as_ref().map(|local| self.areas.number(local.as_read())),
        }
    }
}

impl Place {
    /// Relation `r` (docs/scoring.md, section 4.5): 0 same local area, 1 same state, 2 same country, 3 other; `None`
    /// if a place is missing.
    pub(crate) fn relation(self, other: Place) -> Option<u8> {
        if self.country? != other.country? {
            return Some(3);
        }
        if self.subdivision? != other.subdivision? {
            return Some(2);
        }
        let is_same_area = self.area.zip(other.area).is_some_and(|(one, other)| one == other);
        Some(if is_same_area { 0 } else { 1 })
    }
}
