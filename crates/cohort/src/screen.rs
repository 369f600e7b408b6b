//! A pair without its terms: the exact value V, and an upper bound of its fit. Divides by multiplication with a
//! precomputed factor. Other formulas come from `interlocal-compare`; the tests of this file check the divisions
//! against it.

use crate::kernel::PairSums;
use crate::layout::{Facts, Layout};
use crate::member::{Roles, Terms};
use interlocal_compare::common::COMMON_PRIOR;
use interlocal_compare::common::with_lead;
use interlocal_compare::fit::{Readiness, fit, value};
use interlocal_compare::help::{NEED_PRIOR, complement};

/// Sort key of a pair, higher is better: fit times 128, plus value.
pub(crate) type Key = u16;

/// Bits of what a member allows and offers. A member that didn't answer the term on roles counts as having all roles.
const UNSAID: u8 = 1;
const PROVIDES: u8 = 2;
const RECEIVES: u8 = 4;
const BUYS: u8 = 8;
const LEADS: u8 = 16;
const ANYBODY: u8 = 32;

/// Precomputed data of all members.
#[derive(Debug, Clone)]
pub(crate) struct Screen {
    /// By member.
    columns: Vec<Column>,
    /// The divisor of J, by the sum of the greater needs.
    common: Vec<Quotient>,
    /// J' by J, for a pair in which neither can run a joint bid.
    without_lead: ByPoints,
}

/// A value for each number from 0 to 100. The table has 256 entries so that any byte is a valid index.
type ByPoints = [u8; 256];

/// One member as the second of a pair.
#[derive(Debug, Clone, Copy)]
struct Column {
    help: Quotient,
    readiness: u8,
    bits: u8,
    best: [u16; 3],
}

/// `floor((a + half) / d)`, computed as `(a + half)·(2^44/d + 1) / 2^44`. The result is exact while `(a + half)·d` is
/// below `2^44`, because the error of the rounded-up factor then adds less than `1/d`.
#[derive(Debug, Clone, Copy, Default)]
struct Quotient {
    factor: u64,
    half: u64,
}

/// One member as the first of a pair.
#[derive(Debug, Clone)]
pub(crate) struct Ours {
    help: Quotient,
    /// Options marked Best, by term.
    pub(crate) best: [u16; 3],
    /// Bits of the other member that let this one help it.
    pub(crate) helps: u8,
    /// Bits of the other member that let it help this one.
    pub(crate) is_helped_by: u8,
    /// Bits of the other member that let the two buy together.
    pub(crate) buys_with: u8,
    /// Bits of the other member that mean one of the two can lead.
    pub(crate) leads_with: u8,
    /// Pair readiness Rdy by the other's readiness.
    ready: ByPoints,
}

/// The result for one pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screened {
    /// V, 0 to 100.
    pub(crate) value: u8,
    /// Rdy, 0 to 100.
    pub(crate) ready: u8,
    /// Upper bound of the pair's key.
    pub(crate) most: Key,
}

const SHIFT: u32 = 44;

/// Builds a key from fit and value, each 0 to 100.
#[inline]
pub(crate) fn key(fit: u8, value: u8) -> Key {
    u16::from(fit) << 7 | u16::from(value)
}

/// The fit part of a key.
pub(crate) fn fit_of(key: Key) -> u8 {
    (key >> 7).to_le_bytes()[0]
}

/// The value part of a key.
pub(crate) fn value_of(key: Key) -> u8 {
    (key & 127).to_le_bytes()[0]
}

impl Screen {
    pub(crate) fn new(layout: &Layout) -> Screen {
        let column = |facts: &Facts, terms: &Terms| Column {
            help: Quotient::of_help(facts.total_gap),
            readiness: facts.readiness,
            bits: bits(terms.roles, facts.can_lead),
            best: best(terms),
        };
        let members = layout.facts.iter().zip(&layout.terms);
        Screen {
            columns: members.map(|(facts, terms)| column(facts, terms)).collect(),
            common: (0..=layout.most_needed).map(Quotient::of_common).collect(),
            without_lead: by_points(|points| with_lead(points, false)),
        }
    }

    /// The member at `idx` as the first of a pair.
    pub(crate) fn ours(&self, layout: &Layout, idx: usize) -> Ours {
        let (facts, roles) = (layout.facts[idx], layout.terms[idx].roles);
        let lets = |has: fn(Roles) -> bool, their: u8| match roles {
            None => ANYBODY,
            Some(roles) if has(roles) => UNSAID | their,
            Some(_) => UNSAID,
        };
        Ours {
            help: self.columns[idx].help,
            best: self.columns[idx].best,
            helps: lets(|roles| roles.provider, RECEIVES),
            is_helped_by: lets(|roles| roles.recipient, PROVIDES),
            buys_with: lets(|roles| roles.cobuyer, BUYS),
            leads_with: if facts.can_lead { ANYBODY } else { LEADS },
            ready: by_points(|theirs| Readiness::of(facts.readiness, theirs).pair),
        }
    }

    /// Computes the pair of `ours` and the member at `other`.
    #[inline]
    pub(crate) fn screen(&self, ours: &Ours, other: usize, sums: PairSums) -> Screened {
        let column = &self.columns[other];
        let if_allowed = |mask: u8, points: u8| if column.bits & mask != 0 { points } else { 0 };
        let help_ab = if_allowed(ours.helps, column.help.of(25 * u64::from(sums.met_ab)));
        let help_ba = if_allowed(ours.is_helped_by, ours.help.of(25 * u64::from(sums.met_ba)));
        let needed = usize::try_from(sums.needed).unwrap_or(usize::MAX);
        let common = self.common.get(needed).map_or(0, |it| it.of(200 * u64::from(sums.shared)));
        let common = if_allowed(ours.buys_with, common);
        let is_led = column.bits & ours.leads_with != 0;
        let common = if is_led { common } else { self.without_lead[usize::from(common)] };
        let value = value(complement(help_ab, help_ba), common);
        let ready = ours.ready[usize::from(column.readiness)];
        let most = fit(value, most_terms_points(ours.best, column.best), ready, false);
        Screened { value, ready, most: key(most, value) }
    }
}

/// Upper bound of T, the points of two members' terms. Agreements, costs and control match only if both have marked
/// the same option Best, and are otherwise worth at most 60. Each of them then loses 40 of 800, which is 5 points of
/// 100.
#[inline]
fn most_terms_points(one: [u16; 3], other: [u16; 3]) -> u8 {
    one.iter().zip(other).fold(100, |points, (one, other)| if one & other == 0 { points - 5 } else { points })
}

/// The options marked Best in the three terms that rate options.
pub(crate) fn best(terms: &Terms) -> [u16; 3] {
    [terms.agreements.best, terms.costs.best, terms.control.best]
}

impl Quotient {
    fn new(half: u64, divisor: u64) -> Quotient {
        Quotient { factor: (1u64 << SHIFT) / divisor + 1, half }
    }

    /// `rhu(100·met, 16·(20 + total))`, reduced by 8: `(25·met + 2g) / 4g`. `met` is at most 16 times the total, and
    /// the total is below 100,000.
    fn of_help(total_gap: u32) -> Quotient {
        let gap = u64::from(NEED_PRIOR + total_gap);
        Quotient::new(2 * gap, 4 * gap)
    }

    /// `rhu(100·shared, 4 + needed)`: `(200·shared + d) / 2d`.
    fn of_common(needed: u32) -> Quotient {
        let needed = u64::from(COMMON_PRIOR + needed);
        Quotient::new(needed, 2 * needed)
    }

    #[inline]
    fn of(self, amount: u64) -> u8 {
        // The result is 0 to 100, so the lowest byte holds it.
        ((amount + self.half).wrapping_mul(self.factor) >> SHIFT).to_le_bytes()[0]
    }
}

/// The bits of a member that [`Ours`] tests.
pub(crate) fn bits(roles: Option<Roles>, can_lead: bool) -> u8 {
    let bit = |is_set: bool, bit: u8| if is_set { bit } else { 0 };
    let of_roles = match roles {
        None => UNSAID | PROVIDES | RECEIVES | BUYS,
        Some(roles) => {
            bit(roles.provider, PROVIDES) | bit(roles.recipient, RECEIVES) | bit(roles.cobuyer, BUYS)
        }
    };
    ANYBODY | of_roles | bit(can_lead, LEADS)
}

fn by_points(of: impl Fn(u8) -> u8) -> ByPoints {
    let mut table = [0; 256];
    for (points, place) in (0..=100).zip(&mut table) {
        *place = of(points);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use interlocal_compare::{common, help};

    #[test]
    fn quotients_equal_the_formulas_of_compare() {
        for total in (0..2_200).chain([29_999, 30_700, 99_900]) {
            for met in (0..=16 * total).step_by(if total < 60 { 1 } else { 97 }).chain([16 * total]) {
                let got = Quotient::of_help(total).of(25 * u64::from(met));
                assert_eq!(got, help::points(met, total), "{met} {total}");
            }
        }
        for needed in 0..=6_144 {
            let quotient = Quotient::of_common(needed);
            for shared in (0..=needed).step_by(if needed < 300 { 1 } else { 61 }).chain([needed]) {
                let got = quotient.of(200 * u64::from(shared));
                assert_eq!(got, common::points(shared, needed), "{shared} {needed}");
            }
        }
    }

    #[test]
    fn matching_terms_bound_the_fit_and_keys_sort_by_fit_then_value() {
        for value in 0..=100 {
            for ready in 0..=100 {
                let most = fit(value, 100, ready, false);
                assert!((0..=100).all(|terms| fit(value, terms, ready, false) <= most));
                assert!(fit(value, 100, ready, true) <= most);
                let key = key(most, value);
                assert_eq!((fit_of(key), value_of(key)), (most, value));
            }
        }
        assert!(key(40, 100) < key(41, 0) && key(40, 2) > key(40, 1));
    }
}
