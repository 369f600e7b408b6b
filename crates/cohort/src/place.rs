//! Where members are, as small numbers that are equal where the places are. Knows which two texts read as one place;
//! refuses to know how far two places are from each other.

use interlocal_core::profile::Context;
use std::collections::BTreeMap;

/// A number for each text that was seen, from 1.
#[derive(Debug, Clone, Default)]
struct Names(BTreeMap<String, u32>);

/// The places of a cohort's members.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    countries: Names,
    subdivisions: Names,
    areas: Names,
}

/// Where one member is. Two are equal in a part where their texts read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// Its country, from 1; `None` where it has not said.
    pub country: Option<u32>,
    /// Its state, by the part of the code behind the hyphen; the same number may stand for states of two countries.
    pub subdivision: Option<u32>,
    /// Its local area; the same number may stand for areas of two states.
    pub area: Option<u32>,
}

impl Names {
    fn number(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.0.len() + 1).unwrap_or(u32::MAX);
        *self.0.entry(name).or_insert(next)
    }
}

impl Places {
    /// The place that `context` tells.
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
    /// r of the instrument: 0 same local area, 1 same state, 2 same country, 3 further; `None` where one has not said.
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
