//! Needs and strengths that two agencies have in common (docs/scoring.md, sections 4.3 and 4.8). They depend on
//! roles, but on no other term.

use crate::roles::{Consent, Role, consent};
use crate::side::Side;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::profile::Profile;
use interlocal_core::round::{percent, rhu};
use interlocal_core::score::Scorecard;
use std::cmp::Reverse;

/// The lowest need that counts: planned, not just nice to have.
pub const NEED: u8 = 2;
/// The lowest skill that counts as doing a capability well.
const SKILL: u8 = 3;
/// One full need, added to the denominator so that two small common needs don't give 100.
pub const COMMON_PRIOR: u32 = 4;
/// Share of the common need that remains if neither agency could run a joint bid, in percent.
const NO_LEAD_PERCENT: u32 = 60;
/// The capability whose skill lets an agency run a joint bid.
const LEAD_CAPABILITY: &str = "it-procurement";
/// The readiness question, about contracts that others may join, whose level lets an agency run a joint bid.
const LEAD_READINESS: &str = "share-e2";

/// The common need of two agencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// J, 0 to 100: the similarity of the two lists of needs; 0 if either side refuses to buy together.
    pub points: u8,
    /// J', 0 to 100: J, reduced by 40 % if neither could run a joint bid. Otherwise two overloaded agencies would
    /// look like perfect partners.
    pub points_with_lead: u8,
    /// Whether at least one of them could run a joint bid.
    pub has_lead: bool,
    /// Whether both would buy together.
    pub consent: Consent,
    /// Capabilities that both need at level 2 or more: by weight times the lesser need, then by the sum of both,
    /// descending; then by slot.
    pub slots: Vec<Slot>,
}

/// A capability that at least one of the two needs at level 2 or more.
struct Shared {
    slot: Slot,
    weight: u32,
    lesser: u8,
    greater: u8,
}

/// `J = rhu(100·Σ w·min(n) [both ≥ 2], 4 + Σ w·max(n))` over capabilities that apply to both agencies and that at
/// least one of them needs at level 2 or more; `J' = rhu(60·J, 100)` without a lead.
pub(crate) fn common(bank: &Bank, a: &Side<'_>, b: &Side<'_>) -> Common {
    let needed: Vec<Shared> = needed(bank, &a.card, &b.card);
    let all: u32 = needed.iter().map(|it| it.weight * u32::from(it.greater)).sum();
    let mut both: Vec<&Shared> = needed.iter().filter(|it| it.lesser >= NEED).collect();
    let shared: u32 = both.iter().map(|it| it.weight * u32::from(it.lesser)).sum();
    both.sort_by_key(|it| {
        (Reverse(it.weight * u32::from(it.lesser)), Reverse(it.lesser + it.greater), it.slot)
    });
    let consent = consent(bank, a.profile, Role::Cobuyer, b.profile, Role::Cobuyer);
    let points = if consent.is_allowed() { points(shared, all) } else { 0 };
    let has_lead = can_lead(bank, a.profile, &a.card) || can_lead(bank, b.profile, &b.card);
    Common {
        points,
        points_with_lead: with_lead(points, has_lead),
        has_lead,
        consent,
        slots: both.into_iter().map(|it| it.slot).collect(),
    }
}

/// J, 0 to 100. `shared` is the sum of weight times the lesser need where both are 2 or more; `all` is the sum of
/// weight times the greater need where it is 2 or more.
#[inline]
pub fn points(shared: u32, all: u32) -> u8 {
    percent(rhu(100 * shared, COMMON_PRIOR + all))
}

/// J', 0 to 100: J, reduced if neither agency could run a joint bid.
#[inline]
pub fn with_lead(points: u8, has_lead: bool) -> u8 {
    if has_lead { points } else { percent(rhu(NO_LEAD_PERCENT * u32::from(points), 100)) }
}

/// Capabilities that both do well, by slot.
pub(crate) fn peers(a: &Scorecard, b: &Scorecard) -> Vec<Slot> {
    let does_well = |card: &Scorecard, slot: Slot| card.row(slot).is_some_and(|row| row.skill >= Some(SKILL));
    let slots = a.rows.iter().map(|row| row.slot);
    slots.filter(|slot| does_well(a, *slot) && does_well(b, *slot)).collect()
}

/// Capabilities that at least one of the two needs at level 2 or more. An unrated need counts as 0.
fn needed(bank: &Bank, a: &Scorecard, b: &Scorecard) -> Vec<Shared> {
    let of_both = a.rows.iter().filter_map(|row| {
        let (one, other) = (row.need.unwrap_or(0), b.row(row.slot)?.need.unwrap_or(0));
        let weight = u32::from(bank.capability(row.slot).weight);
        Some(Shared { slot: row.slot, weight, lesser: one.min(other), greater: one.max(other) })
    });
    of_both.filter(|it| it.greater >= NEED).collect()
}

/// Whether the agency with `profile` and its `card` could run a joint bid.
pub fn can_lead(bank: &Bank, profile: &Profile, card: &Scorecard) -> bool {
    let buys_well = bank
        .capability_by_id(LEAD_CAPABILITY)
        .and_then(|capability| card.row(capability.slot))
        .is_some_and(|row| row.skill >= Some(SKILL));
    let lets_join = bank
        .readiness_idx(LEAD_READINESS)
        .and_then(|idx| profile.readiness.get(idx)?.level())
        .is_some_and(|level| level >= SKILL);
    buys_well || lets_join
}
