//! One member against 32 others: the four sums over capabilities that a pair's numbers come from. Plain loops over arrays
//! of a fixed length, which compilers turn into vector instructions where there are any; the result is the same without.

use crate::layout::{Group, LANES, Lanes, Layout};

/// One member in one group: what it has in few capabilities, and not as a row of zeros. Each with its place in the group.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    offers: Vec<(usize, u16)>,
    wants: Vec<(usize, u16)>,
    needs: Vec<(usize, u8)>,
    not_jobs: Vec<usize>,
    need_sum: u8,
}

/// The four sums of one member with each of 32, over the capabilities of one group.
#[derive(Debug, Clone)]
pub(crate) struct Sums {
    /// What the one could do for the other: Σ w·O8·G20·x2.
    pub(crate) met_ab: [u16; LANES],
    /// What the other could do for the one.
    pub(crate) met_ba: [u16; LANES],
    /// Σ w·min of the needs, where both are 2 or more.
    pub(crate) shared: Lanes,
    /// Σ w·max of the needs, where one is 2 or more and both have the job.
    pub(crate) needed: Lanes,
}

/// The four sums of one pair, over all capabilities.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PairSums {
    /// As in [`Sums`].
    pub(crate) met_ab: u32,
    /// As in [`Sums`].
    pub(crate) met_ba: u32,
    /// As in [`Sums`].
    pub(crate) shared: u32,
    /// As in [`Sums`].
    pub(crate) needed: u32,
}

impl Row {
    /// The member at `idx` in each group; it must be below the layout's length.
    pub(crate) fn of_groups(layout: &Layout, idx: usize) -> Vec<Row> {
        layout.groups.iter().map(|group| Row::new(group, idx)).collect()
    }

    fn new(group: &Group, idx: usize) -> Row {
        let (block, lane) = (idx / LANES, idx % LANES);
        let mut row = Row::default();
        let of =
            |lanes| slice(lanes, block, group.len).iter().map(move |lanes: &Lanes| lanes[lane]).enumerate();
        let wide = |(at, value): (usize, u8)| (value > 0).then_some((at, u16::from(value)));
        row.offers.extend(of(&group.surplus).filter_map(wide));
        row.wants.extend(of(&group.gap).filter_map(wide));
        row.needs.extend(of(&group.need).filter(|(_, need)| *need > 0));
        row.not_jobs.extend(of(&group.absent).filter(|(_, absent)| *absent > 0).map(|(at, _)| at));
        row.need_sum = row.needs.iter().map(|(_, need)| need).sum();
        row
    }

    /// Its sums with the members of one block.
    ///
    /// Over both agencies' jobs the sum of the greater needs is that of all needs less the lesser ones; so needs are added
    /// up once, and taken off where one of the two has not the job.
    #[inline]
    pub(crate) fn sums(&self, group: &Group, block: usize) -> Sums {
        let of = |lanes| slice(lanes, block, group.len);
        let shared = lesser(of(&group.need), &self.needs);
        let lost = masked(of(&group.absent), &self.needs);
        let not_ours = picked(of(&group.need), &self.not_jobs);
        let mut needed = group.need_sum.get(block).copied().unwrap_or([0; LANES]);
        for (lane, needed) in needed.iter_mut().enumerate() {
            // Each step may pass 255, and the end is below: see the group's weight.
            let gone = lost[lane].wrapping_add(not_ours[lane]).wrapping_add(shared[lane]);
            *needed = needed.wrapping_add(self.need_sum).wrapping_sub(gone);
        }
        Sums {
            met_ab: weighed(of(&group.gap), &self.offers),
            met_ba: weighed(of(&group.surplus), &self.wants),
            shared,
            needed,
        }
    }
}

impl PairSums {
    /// Those of the pair in one lane, over all groups.
    pub(crate) fn of(groups: &[Sums], lane: usize) -> PairSums {
        groups.iter().fold(PairSums::default(), |all, it| PairSums {
            met_ab: all.met_ab + u32::from(it.met_ab[lane]),
            met_ba: all.met_ba + u32::from(it.met_ba[lane]),
            shared: all.shared + u32::from(it.shared[lane]),
            needed: all.needed + u32::from(it.needed[lane]),
        })
    }
}

fn slice(lanes: &[Lanes], block: usize, len: usize) -> &[Lanes] {
    lanes.get(block * len..(block + 1) * len).unwrap_or_default()
}

/// Σ factor · column.
#[inline]
fn weighed(columns: &[Lanes], factors: &[(usize, u16)]) -> [u16; LANES] {
    let mut sums = [0u16; LANES];
    for (at, factor) in factors {
        let Some(column) = columns.get(*at) else { continue };
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum = sum.wrapping_add(factor.wrapping_mul(u16::from(*value)));
        }
    }
    sums
}

/// Σ min(ours, column).
#[inline]
fn lesser(columns: &[Lanes], ours: &[(usize, u8)]) -> Lanes {
    let mut sums = [0u8; LANES];
    for (at, ours) in ours {
        let Some(column) = columns.get(*at) else { continue };
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum = sum.wrapping_add(*value.min(ours));
        }
    }
    sums
}

/// Σ ours, where the column has its bits set.
#[inline]
fn masked(columns: &[Lanes], ours: &[(usize, u8)]) -> Lanes {
    let mut sums = [0u8; LANES];
    for (at, ours) in ours {
        let Some(column) = columns.get(*at) else { continue };
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum = sum.wrapping_add(value & ours);
        }
    }
    sums
}

/// Σ column.
#[inline]
fn picked(columns: &[Lanes], places: &[usize]) -> Lanes {
    let mut sums = [0u8; LANES];
    for column in places.iter().filter_map(|at| columns.get(*at)) {
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum = sum.wrapping_add(*value);
        }
    }
    sums
}
