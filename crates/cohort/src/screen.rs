//! Which of 32 pairs may be among the best of either side: their value V exactly, and the most that their fit could be if
//! all terms matched. Knows how to divide by multiplying; the formulas themselves are asked of `interlocal-compare`, or
//! held to it by the tests of this file.

use crate::kernel::Sums;
use crate::layout::{Facts, LANES, Layout};
use crate::member::Roles;
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
    /// By member, and some more to fill the last block.
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
    /// Which bits of the other let each happen.
    helps: u8,
    is_helped_by: u8,
    buys_with: u8,
    leads_with: u8,
    /// Rdy by the other's readiness.
    ready: ByPoints,
}

/// What came out for 32 others.
#[derive(Debug, Clone)]
pub(crate) struct Screened {
    /// V.
    pub(crate) values: [u8; LANES],
    /// Rdy.
    pub(crate) ready: [u8; LANES],
    /// The highest key that each pair could have.
    pub(crate) keys: [Key; LANES],
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
        let column = |facts: &Facts, roles: Option<Roles>| Column {
            help: Quotient::of_help(facts.total_gap),
            readiness: facts.readiness,
            bits: bits(roles, facts.can_lead),
        };
        let members = layout.facts.iter().zip(&layout.terms);
        let mut columns: Vec<Column> = members.map(|(facts, terms)| column(facts, terms.roles)).collect();
        let nobody = Column { help: Quotient::default(), readiness: 0, bits: 0 };
        columns.resize(layout.len.next_multiple_of(LANES), nobody);
        Screen {
            columns,
            common: (0..=layout.most_needed).map(Quotient::of_common).collect(),
            led_by_nobody: by_points(|points| with_lead(points, false)),
        }
    }

    /// The member at `idx` as the side that meets the others.
    pub(crate) fn ours(&self, layout: &Layout, idx: usize) -> Ours {
        let (facts, roles) = (layout.facts[idx], layout.terms[idx].roles);
        let wants = |has: fn(Roles) -> bool, their: u8| match roles {
            None => ANYBODY,
            Some(roles) if has(roles) => UNSAID | their,
            Some(_) => UNSAID,
        };
        Ours {
            help: self.columns[idx].help,
            helps: wants(|roles| roles.provider, RECEIVES),
            is_helped_by: wants(|roles| roles.recipient, PROVIDES),
            buys_with: wants(|roles| roles.cobuyer, BUYS),
            leads_with: if facts.can_lead { ANYBODY } else { LEADS },
            ready: by_points(|theirs| Readiness::of(facts.readiness, theirs).pair),
        }
    }

    /// All 32 of one block. Lanes behind the last member have numbers that mean nothing.
    #[inline]
    pub(crate) fn screen(&self, ours: &Ours, sums: &Sums, block: usize) -> Screened {
        let mut out = Screened { values: [0; LANES], ready: [0; LANES], keys: [0; LANES] };
        let columns = self.columns.iter().skip(block * LANES);
        for (lane, column) in columns.take(LANES).enumerate() {
            let if_said = |mask: u8, points: u8| if column.bits & mask != 0 { points } else { 0 };
            let help_ab = if_said(ours.helps, column.help.of(25 * u64::from(sums.met_ab[lane])));
            let help_ba = if_said(ours.is_helped_by, ours.help.of(25 * u64::from(sums.met_ba[lane])));
            let needed = usize::try_from(sums.needed[lane]).unwrap_or(usize::MAX);
            let common = self.common.get(needed).map_or(0, |it| it.of(200 * u64::from(sums.shared[lane])));
            let common = if_said(ours.buys_with, common);
            let is_led = column.bits & ours.leads_with != 0;
            let common = if is_led { common } else { self.led_by_nobody[usize::from(common)] };
            let value = value(complement(help_ab, help_ba), common);
            let ready = ours.ready[usize::from(column.readiness)];
            out.values[lane] = value;
            out.ready[lane] = ready;
            out.keys[lane] = key(fit(value, 100, ready, false), value);
        }
        out
    }
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

fn bits(roles: Option<Roles>, can_lead: bool) -> u8 {
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
