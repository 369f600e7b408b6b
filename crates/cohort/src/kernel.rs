//! The four sums over capabilities of one member with 32 others, from which a pair's numbers are computed. The crate
//! `wide` compiles them to vector instructions where the target has any; the results are the same without.

use crate::layout::{Bytes, Group, LANES, Layout, Words, byte_at, word_at};
use wide::{u8x16, u16x8};

/// The non-zero entries of one member in one group of capabilities, each with its position in the group. Most members
/// have few.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    offers: Vec<(u16, u16)>,
    wants: Vec<(u16, u16)>,
    needs: Vec<(u16, u8)>,
    not_jobs: Vec<u16>,
    need_sum: u8,
}

/// The four sums of one member, a, with each of 32 others, b, over the capabilities of one group.
#[derive(Debug, Clone)]
pub(crate) struct Sums {
    /// Help from a to b: Σ w·O8·G20·x2.
    pub(crate) met_ab: Words,
    /// Help from b to a.
    pub(crate) met_ba: Words,
    /// Σ w·min of the needs, where both are 2 or more.
    pub(crate) shared: Bytes,
    /// Σ w·max of the needs, where one is 2 or more and the capability applies to both.
    pub(crate) needed: Bytes,
}

/// The four sums of one pair over all capabilities, with the meanings of [`Sums`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PairSums {
    pub(crate) met_ab: u32,
    pub(crate) met_ba: u32,
    pub(crate) shared: u32,
    pub(crate) needed: u32,
}

impl Row {
    /// Returns a row for each group. `idx` must be below the layout's length.
    pub(crate) fn of_groups(layout: &Layout, idx: usize) -> Vec<Row> {
        layout.groups.iter().map(|group| Row::new(group, idx)).collect()
    }

    fn new(group: &Group, idx: usize) -> Row {
        let (block, lane) = (idx / LANES, idx % LANES);
        let words = |lanes| {
            let all = (0u16..).zip(slice(lanes, block, group.len));
            all.map(move |(at, lanes)| (at, word_at(lanes, lane))).filter(|(_, value)| *value > 0)
        };
        let bytes = |lanes| {
            let all = (0u16..).zip(slice(lanes, block, group.len));
            all.map(move |(at, lanes)| (at, byte_at(lanes, lane))).filter(|(_, value)| *value > 0)
        };
        let needs: Vec<(u16, u8)> = bytes(&group.need).collect();
        Row {
            offers: words(&group.surplus).collect(),
            wants: words(&group.gap).collect(),
            not_jobs: bytes(&group.absent).map(|(at, _)| at).collect(),
            need_sum: needs.iter().map(|(_, need)| need).sum(),
            needs,
        }
    }

    /// Computes the sums with the members of one block.
    ///
    /// Since max(x, y) = x + y − min(x, y), the sum of the greater needs is the sum of both members' needs less the
    /// sum of the lesser ones. The needs of capabilities that don't apply to one of the two are subtracted.
    #[inline]
    pub(crate) fn sums(&self, group: &Group, block: usize) -> Sums {
        let (need, absent) = (slice(&group.need, block, group.len), slice(&group.absent, block, group.len));
        let shared = lesser(need, &self.needs);
        let lost = masked(absent, &self.needs);
        let not_ours = picked(need, &self.not_jobs);
        let all = group.need_sum.get(block).copied().unwrap_or_default();
        let ours = u8x16::splat(self.need_sum);
        // Intermediate results may wrap around; the final one fits, because of the group's maximum weight.
        let needed = |at: usize| all[at] + ours - lost[at] - not_ours[at] - shared[at];
        Sums {
            met_ab: weighed(slice(&group.gap, block, group.len), &self.offers),
            met_ba: weighed(slice(&group.surplus, block, group.len), &self.wants),
            shared,
            needed: [needed(0), needed(1)],
        }
    }
}

impl PairSums {
    /// Sums the pair in one lane over all groups.
    #[inline]
    pub(crate) fn of(groups: &[Sums], lane: usize) -> PairSums {
        groups.iter().fold(PairSums::default(), |all, it| PairSums {
            met_ab: all.met_ab + u32::from(word_at(&it.met_ab, lane)),
            met_ba: all.met_ba + u32::from(word_at(&it.met_ba, lane)),
            shared: all.shared + u32::from(byte_at(&it.shared, lane)),
            needed: all.needed + u32::from(byte_at(&it.needed, lane)),
        })
    }
}

fn slice<T>(lanes: &[T], block: usize, len: usize) -> &[T] {
    lanes.get(block * len..(block + 1) * len).unwrap_or_default()
}

/// Σ factor · column.
#[inline]
fn weighed(columns: &[Words], factors: &[(u16, u16)]) -> Words {
    let mut sums = [u16x8::ZERO; 4];
    for (at, factor) in factors {
        let Some(column) = columns.get(usize::from(*at)) else { continue };
        let factor = u16x8::splat(*factor);
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum += factor * *value;
        }
    }
    sums
}

/// Σ min(ours, column).
#[inline]
fn lesser(columns: &[Bytes], ours: &[(u16, u8)]) -> Bytes {
    let mut sums = [u8x16::ZERO; 2];
    for (at, ours) in ours {
        let Some(column) = columns.get(usize::from(*at)) else { continue };
        let ours = u8x16::splat(*ours);
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum += value.min(ours);
        }
    }
    sums
}

/// Σ ours, where the column is 255.
#[inline]
fn masked(columns: &[Bytes], ours: &[(u16, u8)]) -> Bytes {
    let mut sums = [u8x16::ZERO; 2];
    for (at, ours) in ours {
        let Some(column) = columns.get(usize::from(*at)) else { continue };
        let ours = u8x16::splat(*ours);
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum += *value & ours;
        }
    }
    sums
}

/// Σ column.
#[inline]
fn picked(columns: &[Bytes], places: &[u16]) -> Bytes {
    let mut sums = [u8x16::ZERO; 2];
    for column in places.iter().filter_map(|at| columns.get(usize::from(*at))) {
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum += *value;
        }
    }
    sums
}
