//! The ratings of a fictional agency. Skill follows the agency's capacity, and need is higher where skill is lower.

use crate::agency::Agency;
use crate::draws::Draws;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::profile::{Featured, Profile};
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::visible::is_shown;
use std::cmp::Reverse;

/// Percentage of ratings that an agency skips, and the weight of that percentage.
const LEFT_OUT: [(u32, u32); 4] = [(0, 55), (4, 30), (25, 12), (80, 3)];
/// Percentage of capabilities that don't apply, in addition to those that the questionnaire hides.
const NOT_OUR_JOB: u32 = 6;

/// Fills ratings, readiness and featured capabilities. The kind of agency must be set, because it hides some
/// capabilities.
pub(crate) fn fill(bank: &Bank, draws: &mut Draws, agency: Agency, profile: &mut Profile) {
    let left_out = LEFT_OUT[usize::from(draws.weighed(&LEFT_OUT.map(|(_, weight)| weight)))].0;
    for place in &mut profile.readiness {
        *place = said(draws, left_out, agency.openness, 28);
    }
    let strengths: Vec<u32> = bank.domains.iter().map(|_| draws.around(agency.capacity, 24)).collect();
    for capability in &bank.capabilities {
        let strength = strengths.get(usize::from(capability.domain_idx)).copied().unwrap_or(agency.capacity);
        let is_job = is_shown(capability, profile) && !draws.chance(NOT_OUR_JOB);
        let response = match is_job {
            true => response(draws, left_out, strength),
            false => Response::NotApplicable,
        };
        profile.responses.set(capability.slot, response);
    }
    profile.featured = featured(draws, profile);
}

/// A higher skill makes a lower need likely.
fn response(draws: &mut Draws, left_out: u32, strength: u32) -> Response {
    let skill = draws.around(strength, 30);
    let need = draws.around(88u32.saturating_sub(skill), 32);
    Response::Rated { skill: rating(draws, left_out, skill), need: rating(draws, left_out, need) }
}

fn said(draws: &mut Draws, left_out: u32, middle: u32, spread: u32) -> Rating {
    let value = draws.around(middle, spread);
    rating(draws, left_out, value)
}

fn rating(draws: &mut Draws, left_out: u32, value: u32) -> Rating {
    if draws.chance(left_out) {
        return Rating::Skipped;
    }
    Rating::from_level(u8::try_from(value / 20).ok().map(|level| level.min(Level::MAX)))
}

/// Picks some of the best offers and some of the greatest needs, as a person would.
fn featured(draws: &mut Draws, profile: &Profile) -> Featured {
    let mut pick = |value: fn(Option<u8>, Option<u8>) -> u8| {
        let rated = profile.responses.iter().filter_map(|(slot, response)| match response {
            Response::Rated { skill, need } => Some((value(skill.level(), need.level()), slot)),
            Response::NotApplicable => None,
        });
        let mut best: Vec<(u8, Slot)> = rated.filter(|(value, _)| *value >= 3).collect();
        best.sort_by_key(|(value, slot)| (Reverse(*value), *slot));
        best.truncate(2 * Featured::MOST);
        best.retain(|_| draws.chance(40));
        best.truncate(Featured::MOST);
        let mut slots: Vec<Slot> = best.into_iter().map(|(_, slot)| slot).collect();
        slots.sort_unstable();
        slots
    };
    Featured { offers: pick(|skill, _| skill.unwrap_or(0)), needs: pick(|_, need| need.unwrap_or(0)) }
}
