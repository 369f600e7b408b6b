//! One pair before its terms are looked at: its value V exactly, and the most that its fit could be. Knows how to divide
//! by multiplying; the formulas themselves are asked of `interlocal-compare`, or held to it by the tests of this file.

use crate::kernel::PairSums;
use crate::layout::{Facts, Layout};
use crate::member::{Roles, Terms};
use interlocal_compare::common::COMMON_PRIOR;
use interlocal_compare::common::with_lead;
use interlocal_compare::fit::{Readiness, fit, value};
use interlocal_compare::help::{NEED_PRIOR, complement};

/// Higher where a pair comes first: fit times 128, plus value.
pub(crate) type Key = u16;

/// Bits of what a member lets others do. What it has not said about its roles counts as all of them.
const UNSAID: u8 = 1;
const PROVIDES: u8 = 2;
const RECEIVES: u8 = 4;
const BUYS: u8 = 8;
const LEADS: u8 = 16;
const ANYBODY: u8 = 32;

/// What the screen knows of all members.
#[derive(Debug, Clone)]
pub(crate) struct Screen {
    /// By member.
    columns: Vec<Column>,
    /// By the sum of the greater needs.
    common: Vec<Quotient>,
    /// J' by J, where nobody can lead.
    led_by_nobody: ByPoints,
}

/// A value for each number from 0 to 100. Longer, so that any byte finds a place.
type ByPoints = [u8; 256];

/// One member as the other side.
#[derive(Debug, Clone, Copy)]
struct Column {
    help: Quotient,
    readiness: u8,
    bits: u8,
    best: [u16; 3],
}

/// `floor((a + half) / d)` as `(a + half)·(2^44/d + 1) / 2^44`. That is exact while `(a + half)·d` is below `2^44`, since
/// what the factor is too large by adds less than `1/d`.
#[derive(Debug, Clone, Copy, Default)]
struct Quotient {
    factor: u64,
    half: u64,
}

/// One member as the side that meets the others.
#[derive(Debug, Clone)]
pub(crate) struct Ours {
    help: Quotient,
    /// Its options marked as best.
    pub(crate) best: [u16; 3],
    /// Which bits of the other let it help.
    pub(crate) helps: u8,
    /// Which bits of the other let it be helped.
    pub(crate) is_helped_by: u8,
    /// Which bits of the other let the two buy together.
    pub(crate) buys_with: u8,
    /// Which bits of the other mean that one of the two can lead.
    pub(crate) leads_with: u8,
    /// Rdy by the other's readiness.
    ready: ByPoints,
}

/// What came out for one pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screened {
    /// V.
    pub(crate) value: u8,
    /// Rdy.
    pub(crate) ready: u8,
    /// The highest key that the pair could have.
    pub(crate) most: Key,
}

const SHIFT: u32 = 44;

/// The key of a pair.
#[inline]
pub(crate) fn key(fit: u8, value: u8) -> Key {
    u16::from(fit) << 7 | u16::from(value)
}

/// The fit in a key.
pub(crate) fn fit_of(key: Key) -> u8 {
    (key >> 7).to_le_bytes()[0]
}

/// The value in a key.
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
            led_by_nobody: by_points(|points| with_lead(points, false)),
        }
    }

    /// The member at `idx` as the side that meets the others.
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

    /// The pair of the one side with the member at `other`.
    #[inline]
    pub(crate) fn screen(&self, ours: &Ours, other: usize, sums: PairSums) -> Screened {
        let column = &self.columns[other];
        let if_said = |mask: u8, points: u8| if column.bits & mask != 0 { points } else { 0 };
        let help_ab = if_said(ours.helps, column.help.of(25 * u64::from(sums.met_ab)));
        let help_ba = if_said(ours.is_helped_by, ours.help.of(25 * u64::from(sums.met_ba)));
        let needed = usize::try_from(sums.needed).unwrap_or(usize::MAX);
        let common = self.common.get(needed).map_or(0, |it| it.of(200 * u64::from(sums.shared)));
        let common = if_said(ours.buys_with, common);
        let is_led = column.bits & ours.leads_with != 0;
        let common = if is_led { common } else { self.led_by_nobody[usize::from(common)] };
        let value = value(complement(help_ab, help_ba), common);
        let ready = ours.ready[usize::from(column.readiness)];
        let most = fit(value, most_terms_points(ours.best, column.best), ready, false);
        Screened { value, ready, most: key(most, value) }
    }
}

/// The most that the terms of two members can be worth: agreements, costs and control match only where both have marked
/// one option as best, and are worth 60 else; 40 of 800 less for each is 5 points of 100.
#[inline]
fn most_terms_points(one: [u16; 3], other: [u16; 3]) -> u8 {
    one.iter().zip(other).fold(100, |points, (one, other)| if one & other == 0 { points - 5 } else { points })
}

/// What a member marked as best, in the terms that ask for that.
pub(crate) fn best(terms: &Terms) -> [u16; 3] {
    [terms.agreements.best, terms.costs.best, terms.control.best]
}

impl Quotient {
    fn new(half: u64, divisor: u64) -> Quotient {
        Quotient { factor: (1u64 << SHIFT) / divisor + 1, half }
    }

    /// `rhu(100·met, 16·(20 + total))`, with all divided by 8: `(25·met + 2g) / 4g`. Met is 16 times the total at the most,
    /// which is below 100,000.
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
        // 0 to 100, in one byte.
        ((amount + self.half).wrapping_mul(self.factor) >> SHIFT).to_le_bytes()[0]
    }
}

/// What a member lets others do, for [`Ours`].
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
    fn quotients_are_the_formulas_of_the_comparison() {
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
    fn no_fit_is_above_that_of_matching_terms_and_keys_sort_by_fit_and_value() {
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
