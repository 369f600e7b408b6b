//! A rough bound for 32 pairs at once: which of them could be good enough for a list, and perhaps a few more. Knows sums in
//! 16 bits that are never too low; refuses to be exact, which `screen` is.
//!
//! With `D = 4 + needed` and `s` what is shared, J' is at most `100·s/D + 0.8` and V at most
//! `102 − (100 − M)(D − s)/D`; the fit is at most `V·(1 − 0.03·k)·(300 + 2·Rdy)/500 + 0.5`, where `k` of the three terms
//! that ask for the best options do not match. All is multiplied by `D`, which is 256 at the most.

use crate::kernel::Sums;
use crate::layout::{LANES, Layout};
use crate::screen::{Key, Ours, best, bits};

type Wide = [u16; LANES];

/// What the bound reads of all members, by block.
#[derive(Debug, Clone)]
pub(crate) struct Coarse(Vec<Block>);

/// 32 members as the other side.
#[derive(Debug, Clone)]
struct Block {
    help: Wide,
    bits: Wide,
    readiness: Wide,
    best: [Wide; 3],
}

/// One member as the side that meets the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    help: u16,
    helps: u16,
    is_helped_by: u16,
    buys_with: u16,
    leads_with: u16,
    readiness: u16,
    best: [u16; 3],
}

impl Coarse {
    pub(crate) fn new(layout: &Layout) -> Coarse {
        let zeros = [0; LANES];
        let empty = Block { help: zeros, bits: zeros, readiness: zeros, best: [zeros; 3] };
        let mut blocks = vec![empty; layout.len.div_ceil(LANES)];
        for (idx, (facts, terms)) in layout.facts.iter().zip(&layout.terms).enumerate() {
            let (block, lane) = (&mut blocks[idx / LANES], idx % LANES);
            block.help[lane] = points_each(facts.total_gap);
            block.bits[lane] = u16::from(bits(terms.roles, facts.can_lead));
            block.readiness[lane] = u16::from(facts.readiness);
            for (place, best) in block.best.iter_mut().zip(best(terms)) {
                place[lane] = best;
            }
        }
        Coarse(blocks)
    }

    /// 1 for each lane whose pair could enter a list: the one side's, which pairs enter at `ours`, or the other's.
    #[inline]
    pub(crate) fn pass(
        &self,
        side: &Side,
        sums: &Sums,
        block: usize,
        ours: Key,
        enters_at: &[Key],
    ) -> [u8; LANES] {
        let mut passed = [0; LANES];
        let theirs = enters_at.get(block * LANES..).and_then(|rest| rest.first_chunk::<LANES>());
        let (Some(block), Some(theirs)) = (self.0.get(block), theirs) else { return passed };
        for lane in 0..LANES {
            let needed = 4 + u16::from(sums.needed[lane]);
            let value = side.value(block, lane, sums, needed);
            let fit = side.fit(block, lane, value);
            let wanted = (ours.min(theirs[lane]) >> 7).wrapping_mul(needed);
            passed[lane] = u8::from(fit + needed / 2 + 1 >= wanted);
        }
        passed
    }
}

impl Side {
    pub(crate) fn new(layout: &Layout, idx: usize, ours: &Ours) -> Side {
        let facts = layout.facts[idx];
        Side {
            help: points_each(facts.total_gap),
            helps: u16::from(ours.helps),
            is_helped_by: u16::from(ours.is_helped_by),
            buys_with: u16::from(ours.buys_with),
            leads_with: u16::from(ours.leads_with),
            readiness: u16::from(facts.readiness),
            best: ours.best,
        }
    }

    /// V times `needed`, or a little more.
    #[inline]
    fn value(&self, block: &Block, lane: usize, sums: &Sums, needed: u16) -> u16 {
        let bits = block.bits[lane];
        let points = |met: u16, each: u16| (high(met, each) + 1).min(100);
        let help_ab = points(sums.met_ab[lane], block.help[lane]) * u16::from(bits & self.helps != 0);
        let help_ba = points(sums.met_ba[lane], self.help) * u16::from(bits & self.is_helped_by != 0);
        let complement = high(2 * help_ab.max(help_ba) + help_ab.min(help_ba) + 1, THIRD);
        let shared = u16::from(sums.shared[lane]);
        let is_led = bits & self.leads_with != 0;
        let shared = if is_led { shared } else { (high(shared, THREE_FIFTHS) + 1).min(needed) };
        let shared = shared * u16::from(bits & self.buys_with != 0);
        102 * needed - (100 - complement) * (needed - shared)
    }

    /// What terms and readiness leave of it at the most. Twice the value times half of 65,536 is the value.
    #[inline]
    fn fit(&self, block: &Block, lane: usize, value: u16) -> u16 {
        let (ours, theirs) = (self.readiness, block.readiness[lane]);
        // The harmonic mean is below the arithmetic one, and below twice the lesser.
        let ready = (ours + theirs).div_ceil(2).min(2 * ours.min(theirs));
        let value = high(2 * value, READY_FLOOR + READY_EACH * ready) + 1;
        let clashes = |at: usize| u16::from(block.best[at][lane] & self.best[at] == 0);
        high(2 * value, HALF - TERM_LOSS * (clashes(0) + clashes(1) + clashes(2))) + 1
    }
}

/// 65,536 times 1, 3/5 and 1/3, rounded up; a third is exact for the 301 numbers that it is used for.
const HALF: u16 = 1 << 15;
const THREE_FIFTHS: u16 = 39_322;
const THIRD: u16 = 21_846;
/// 32,768 times 300/500 and 2/500, rounded up for all of 0 to 100.
const READY_FLOOR: u16 = 19_669;
const READY_EACH: u16 = 131;
/// 32,768 times 0.03, rounded down.
const TERM_LOSS: u16 = 983;

/// `a·b / 65,536`, rounded down.
#[inline]
fn high(a: u16, b: u16) -> u16 {
    let [_, _, low, high] = (u32::from(a) * u32::from(b)).to_le_bytes();
    u16::from_le_bytes([low, high])
}

/// 65,536 times the points of help that each met part is worth, rounded up.
fn points_each(total_gap: u32) -> u16 {
    u16::try_from((65_536u32 * 100).div_ceil(16 * (20 + total_gap))).unwrap_or(u16::MAX)
}
