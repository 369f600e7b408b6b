//! One member against 32 others: the four sums over capabilities that a pair's numbers come from. Plain loops over arrays
//! of a fixed length, which compilers turn into vector instructions where there are any; the result is the same without.

use crate::layout::{Group, LANES, Lanes, Layout};

/// One member, as what it has in few capabilities and not as a row of zeros.
#[derive(Debug, Clone)]
pub(crate) struct Row(Vec<RowPart>);

/// Its part of one group: places within the group, with what stands there.
#[derive(Debug, Clone, Default)]
struct RowPart {
    offers: Vec<(usize, u16)>,
    wants: Vec<(usize, u16)>,
    needs: Vec<(usize, u8)>,
    not_jobs: Vec<usize>,
    need_sum: u8,
}

/// The four sums of one member with each of 32.
#[derive(Debug, Clone)]
pub(crate) struct Sums {
    /// What the one could do for the other: Σ w·O8·G20·x2.
    pub(crate) met_ab: [u32; LANES],
    /// What the other could do for the one.
    pub(crate) met_ba: [u32; LANES],
    /// Σ w·min of the needs, where both are 2 or more.
    pub(crate) shared: [u32; LANES],
    /// Σ w·max of the needs, where one is 2 or more and both have the job.
    pub(crate) needed: [u32; LANES],
}

impl Row {
    /// The member at `idx`, which must be below the layout's length.
    pub(crate) fn new(layout: &Layout, idx: usize) -> Row {
        Row(layout.groups.iter().map(|group| RowPart::new(group, idx)).collect())
    }

    /// Its sums with the members of one block.
    #[inline]
    pub(crate) fn sums(&self, layout: &Layout, block: usize) -> Sums {
        let zeros = [0; LANES];
        let mut sums = Sums { met_ab: zeros, met_ba: zeros, shared: zeros, needed: zeros };
        for (part, group) in self.0.iter().zip(&layout.groups) {
            let of = |lanes| slice(lanes, block, group.len);
            add(&mut sums.met_ab, weighed(of(&group.gap), &part.offers));
            add(&mut sums.met_ba, weighed(of(&group.surplus), &part.wants));
            let (shared, needed) = part.needs(group, block);
            add(&mut sums.shared, shared);
            add(&mut sums.needed, needed);
        }
        sums
    }
}

impl RowPart {
    fn new(group: &Group, idx: usize) -> RowPart {
        let (block, lane) = (idx / LANES, idx % LANES);
        let mut part = RowPart::default();
        let of =
            |lanes| slice(lanes, block, group.len).iter().map(move |lanes: &Lanes| lanes[lane]).enumerate();
        let wide = |(at, value): (usize, u8)| (value > 0).then_some((at, u16::from(value)));
        part.offers.extend(of(&group.surplus).filter_map(wide));
        part.wants.extend(of(&group.gap).filter_map(wide));
        part.needs.extend(of(&group.need).filter(|(_, need)| *need > 0));
        part.not_jobs.extend(of(&group.absent).filter(|(_, absent)| *absent > 0).map(|(at, _)| at));
        part.need_sum = part.needs.iter().map(|(_, need)| need).sum();
        part
    }

    /// Shared and needed. With both agencies' jobs only, the sum of the greater needs is that of all needs less the
    /// lesser ones; so needs are added up once, and taken off where the other one has not the job.
    #[inline]
    fn needs(&self, group: &Group, block: usize) -> (Lanes, Lanes) {
        let (need, absent) = (slice(&group.need, block, group.len), slice(&group.absent, block, group.len));
        let (mut shared, mut lost) = ([0u8; LANES], [0u8; LANES]);
        for (at, ours) in &self.needs {
            let (Some(need), Some(absent)) = (need.get(*at), absent.get(*at)) else { continue };
            for lane in 0..LANES {
                shared[lane] = shared[lane].wrapping_add(need[lane].min(*ours));
                lost[lane] = lost[lane].wrapping_add(absent[lane] & ours);
            }
        }
        for need in self.not_jobs.iter().filter_map(|at| need.get(*at)) {
            for (lost, need) in lost.iter_mut().zip(need) {
                *lost = lost.wrapping_add(*need);
            }
        }
        let mut needed = group.need_sum.get(block).copied().unwrap_or([0; LANES]);
        for lane in 0..LANES {
            // Each step may pass 255, and the end is below: see the group's weight.
            needed[lane] =
                needed[lane].wrapping_add(self.need_sum).wrapping_sub(lost[lane]).wrapping_sub(shared[lane]);
        }
        (shared, needed)
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

#[inline]
fn add<T: Copy + Into<u32>>(sums: &mut [u32; LANES], more: [T; LANES]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more.into();
    }
}
