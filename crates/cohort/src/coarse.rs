//! A coarse upper bound for 32 pairs at once, in 16-bit arithmetic. It passes every pair that could enter a list, and
//! a few more; `screen` then computes the exact value.
//!
//! With `D = 4 + needed` and `s` the shared need, J' is at most `100·s/D + 0.8` and V is at most
//! `102 − (100 − M)(D − s)/D`. The fit is at most `V·(1 − 0.03·k)·(300 + 2·Rdy)/500 + 0.5`, where `k` is the number
//! of terms without a common Best option, of the three that rate options. Everything is multiplied by `D`, which is
//! at most 256.

use crate::kernel::Sums;
use crate::layout::{Bytes, Facts, LANES, Layout, Words, words};
use crate::member::Terms;
use crate::screen::{Key, Ours, best, bits};
use wide::u16x8;

/// Precomputed data of all members, by block.
#[derive(Debug, Clone)]
pub(crate) struct Coarse(Vec<Block>);

/// 32 members as the second of a pair, one for each lane.
#[derive(Debug, Clone)]
struct Block {
    help: Words,
    bits: Words,
    readiness: Words,
    best: [Words; 3],
}

/// One member as the first of a pair. Each vector holds the same number in all lanes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    help: u16x8,
    helps: u16x8,
    is_helped_by: u16x8,
    buys_with: u16x8,
    leads_with: u16x8,
    readiness: u16x8,
    best: [u16x8; 3],
}

impl Coarse {
    pub(crate) fn new(layout: &Layout) -> Coarse {
        let members: Vec<(&Facts, &Terms)> = layout.facts.iter().zip(&layout.terms).collect();
        let block = |members: &[(&Facts, &Terms)]| {
            let of = |value: &dyn Fn(&Facts, &Terms) -> u16| {
                words(std::array::from_fn(|lane| {
                    members.get(lane).map_or(0, |(facts, terms)| value(facts, terms))
                }))
            };
            Block {
                help: of(&|facts, _| points_each(facts.total_gap)),
                bits: of(&|facts, terms| u16::from(bits(terms.roles, facts.can_lead))),
                readiness: of(&|facts, _| u16::from(facts.readiness)),
                best: std::array::from_fn(|at| of(&|_, terms| best(terms)[at])),
            }
        };
        Coarse(members.chunks(LANES).map(block).collect())
    }

    /// Returns a bit for each lane whose pair could enter a list: the member's own, with threshold `ours`, or that of
    /// the lane's member, with its threshold in `enters_at`.
    #[inline]
    pub(crate) fn pass(&self, side: &Side, sums: &Sums, block: usize, ours: Key, enters_at: &[Key]) -> u32 {
        let theirs = enters_at.get(block * LANES..).unwrap_or_default();
        let (Some(block), ours) = (self.0.get(block), u16x8::splat(ours)) else { return 0 };
        let mut passed = 0;
        for (at, theirs) in theirs.chunks_exact(8).take(4).enumerate() {
            let theirs = u16x8::new(std::array::from_fn(|lane| theirs[lane]));
            let needed = wide_at(&sums.needed, at) + u16x8::splat(4);
            let value = side.value(block, at, sums, needed);
            let fit = side.fit(block, at, value);
            let wanted = (lesser(ours, theirs) >> 7u32) * needed;
            let is_enough = (fit + (needed >> 1u32) + u16x8::splat(1)).simd_ge(wanted);
            passed |= is_enough.to_bitmask() << (8 * at);
        }
        passed
    }
}

impl Side {
    pub(crate) fn new(layout: &Layout, idx: usize, ours: &Ours) -> Side {
        let facts = layout.facts[idx];
        let byte = |byte: u8| u16x8::splat(u16::from(byte));
        Side {
            help: u16x8::splat(points_each(facts.total_gap)),
            helps: byte(ours.helps),
            is_helped_by: byte(ours.is_helped_by),
            buys_with: byte(ours.buys_with),
            leads_with: byte(ours.leads_with),
            readiness: byte(facts.readiness),
            best: ours.best.map(u16x8::splat),
        }
    }

    /// Upper bound of V times `needed`.
    #[inline]
    fn value(&self, block: &Block, at: usize, sums: &Sums, needed: u16x8) -> u16x8 {
        let one = u16x8::splat(1);
        let lacks = |bits: u16x8| (block.bits[at] & bits).simd_eq(u16x8::ZERO);
        let points = |met: u16x8, each: u16x8| lesser(met.mul_keep_high(each) + one, u16x8::splat(100));
        let help_ab = points(sums.met_ab[at], block.help[at]) & !lacks(self.helps);
        let help_ba = points(sums.met_ba[at], self.help) & !lacks(self.is_helped_by);
        let greater = help_ab + help_ba.saturating_sub(help_ab);
        let complement = (help_ab + help_ba + greater + one).mul_keep_high(u16x8::splat(THIRD));
        let shared = wide_at(&sums.shared, at);
        let without_lead = lesser(shared.mul_keep_high(u16x8::splat(THREE_FIFTHS)) + one, shared);
        let shared = lacks(self.leads_with).bitselect(without_lead, shared) & !lacks(self.buys_with);
        u16x8::splat(102) * needed - (u16x8::splat(100) - complement) * (needed - shared)
    }

    /// Upper bound of the fit times `needed`, from the same bound of V. The values are doubled before the
    /// multiplication because the factors are scaled by 32,768, not 65,536.
    #[inline]
    fn fit(&self, block: &Block, at: usize, value: u16x8) -> u16x8 {
        let one = u16x8::splat(1);
        let (ours, theirs) = (self.readiness, block.readiness[at]);
        // The harmonic mean is at most the arithmetic mean, and at most twice the lesser number.
        let ready = lesser((ours + theirs + one) >> 1u32, lesser(ours, theirs) << 1u32);
        let ready = u16x8::splat(READY_FLOOR) + u16x8::splat(READY_EACH) * ready;
        let value = (value + value).mul_keep_high(ready) + one;
        let loss = |idx: usize| {
            (block.best[idx][at] & self.best[idx]).simd_eq(u16x8::ZERO) & u16x8::splat(TERM_LOSS)
        };
        let terms = u16x8::splat(HALF) - loss(0) - loss(1) - loss(2);
        (value + value).mul_keep_high(terms) + one
    }
}

/// The lesser of each lane. Not every processor has an unsigned 16-bit minimum, but all have a saturating
/// subtraction.
#[inline]
fn lesser(a: u16x8, b: u16x8) -> u16x8 {
    a - a.saturating_sub(b)
}

/// A quarter of the bytes, widened to words.
#[inline]
fn wide_at(bytes: &Bytes, at: usize) -> u16x8 {
    let half = bytes[at / 2];
    if at.is_multiple_of(2) { u16x8::from_u8x16_low(half) } else { u16x8::from_u8x16_high(half) }
}

/// 65,536 times 1/2, 3/5 and 1/3, rounded up. Multiplying by the third is exact for all 301 possible numbers.
const HALF: u16 = 1 << 15;
const THREE_FIFTHS: u16 = 39_322;
const THIRD: u16 = 21_846;
/// 32,768 times 300/500 and 2/500, rounded so that the bound holds for readiness 0 to 100.
const READY_FLOOR: u16 = 19_669;
const READY_EACH: u16 = 131;
/// 32,768 times 0.03, rounded down.
const TERM_LOSS: u16 = 983;

/// 65,536 times the points of help that one unit of `met` is worth, rounded up.
fn points_each(total_gap: u32) -> u16 {
    u16::try_from((65_536u32 * 100).div_ceil(16 * (20 + total_gap))).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::bytes;
    use crate::screen::key;
    use interlocal_compare::common::{points, with_lead};
    use interlocal_compare::fit::{Readiness, fit, value};
    use interlocal_compare::help;

    /// A linear congruential generator with a fixed seed.
    struct Draws(u64);

    impl Draws {
        fn below(&mut self, n: u32) -> u32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((self.0 >> 33) % u64::from(n)).unwrap_or(0)
        }

        fn byte(&mut self, n: u32) -> u8 {
            u8::try_from(self.below(n)).unwrap_or(0)
        }

        fn word(&mut self, n: u32) -> u16 {
            u16::try_from(self.below(n)).unwrap_or(0)
        }
    }

    /// Draws one random pair. Returns whether the bound passes its exact key, and whether it passes a key that is 5
    /// points of fit too high.
    fn lane(draws: &mut Draws) -> (bool, bool) {
        let same = |word: u16| words([word; LANES]);
        let (ours, theirs) = (1 + draws.below(1_200), 1 + draws.below(1_200));
        let share = |draws: &mut Draws, total: u32| draws.word(16 * total.min(1_260) + 1);
        let (met_ab, met_ba) = (share(draws, theirs), share(draws, ours));
        let needed = draws.byte(253);
        let shared = draws.byte(u32::from(needed) + 1);
        let (our_ready, their_ready) = (draws.byte(101), draws.byte(101));
        let mut bit = || draws.below(4) > 0;
        let (helps, is_helped, buys, leads) = (bit(), bit(), bit(), bit());
        let best: [bool; 3] = [bit(), bit(), bit()];
        let mask = |is_set: bool| u16x8::splat(u16::from(is_set));
        let side = Side {
            help: u16x8::splat(points_each(ours)),
            helps: mask(helps),
            is_helped_by: mask(is_helped),
            buys_with: mask(buys),
            leads_with: mask(leads),
            readiness: u16x8::splat(u16::from(our_ready)),
            best: best.map(mask),
        };
        let block = Block {
            help: same(points_each(theirs)),
            bits: same(1),
            readiness: same(u16::from(their_ready)),
            best: [same(1); 3],
        };
        let sums = Sums {
            met_ab: same(met_ab),
            met_ba: same(met_ba),
            shared: bytes([shared; LANES]),
            needed: bytes([needed; LANES]),
        };
        let if_allowed = |is_allowed: bool, points: u8| if is_allowed { points } else { 0 };
        let help_ab = if_allowed(helps, help::points(u32::from(met_ab), theirs));
        let help_ba = if_allowed(is_helped, help::points(u32::from(met_ba), ours));
        let common = with_lead(if_allowed(buys, points(u32::from(shared), u32::from(needed))), leads);
        let value = value(help::complement(help_ab, help_ba), common);
        let terms = 100 - 5 * u8::try_from(best.iter().filter(|is_best| !**is_best).count()).unwrap_or(0);
        let fit = fit(value, terms, Readiness::of(our_ready, their_ready).pair, false);
        let passes =
            |key: Key| Coarse(vec![block.clone()]).pass(&side, &sums, 0, key, &[Key::MAX; LANES]) == u32::MAX;
        (passes(key(fit, value)), passes(key(fit + 5, value)))
    }

    #[test]
    fn the_bound_is_never_too_low_and_rarely_five_points_too_high() {
        let mut draws = Draws(4);
        let lanes: Vec<(bool, bool)> = (0..200_000).map(|_| lane(&mut draws)).collect();
        assert!(lanes.iter().all(|(passes, _)| *passes));
        let n_idle = lanes.iter().filter(|(_, passes)| *passes).count();
        assert!(10 * n_idle < lanes.len(), "{n_idle}");
    }
}
