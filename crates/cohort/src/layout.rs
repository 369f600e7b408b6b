//! The members in a column layout: for each capability the bytes of 32 members in a row, so that one member is
//! compared with 32 others at once. Applies weights and data factors, and no other formula.
//!
//! Capabilities are split into groups whose weights sum to at most 63. A sum of needs (4 times the weight) then fits
//! in a byte, a sum of help (8 times 40 times the weight) fits in 16 bits, and no sum overflows. The shipped bank is
//! one group.

use crate::cohort::Cohort;
use crate::member::{Cell, Member, Terms};
use crate::pair::data;
use interlocal_compare::common::NEED;
use interlocal_compare::terms::Status;
use wide::{u8x16, u16x8};

/// Members per block; each has one lane of a vector.
pub(crate) const LANES: usize = 32;
/// One byte for each lane.
pub(crate) type Bytes = [u8x16; 2];
/// 16 bits for each lane.
pub(crate) type Words = [u16x8; 4];

/// Maximum sum of weights in one group.
const GROUP_WEIGHT: u32 = 63;

/// The data of a cohort that the vectorised computation reads.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// The number of members. The last block may have unused lanes.
    pub(crate) len: usize,
    /// Upper bound of the sum over capabilities of the greater of two members' needs.
    pub(crate) most_needed: u32,
    /// Groups of capabilities, usually one.
    pub(crate) groups: Vec<Group>,
    /// By member.
    pub(crate) facts: Vec<Facts>,
    /// By member.
    pub(crate) terms: Vec<Terms>,
    /// Capabilities in which help could flow, by member.
    pub(crate) flows: Flows,
    /// Whether a conflict in the term blocks a deal, by term.
    pub(crate) is_hard: [bool; 8],
}

/// A group of capabilities for all members, ordered by block, then capability, then lane.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    /// The number of capabilities.
    pub(crate) len: usize,
    /// Weight times surplus, 0 to 24.
    pub(crate) surplus: Vec<Words>,
    /// Outside help wanted times the data factor, 0 to 40.
    pub(crate) gap: Vec<Words>,
    /// Weight times need, 0 to 12; 0 if the need is below 2.
    pub(crate) need: Vec<Bytes>,
    /// 255 if the capability doesn't apply to the member, else 0.
    pub(crate) absent: Vec<Bytes>,
    /// The sum of `need` over the capabilities, by block.
    pub(crate) need_sum: Vec<Bytes>,
}

/// Scalar inputs of one member.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Sum of weight times outside help wanted.
    pub(crate) total_gap: u32,
    /// ρ, 0 to 100.
    pub(crate) readiness: u8,
    /// Whether the member could run a joint bid.
    pub(crate) can_lead: bool,
}

/// Bit sets of capabilities: four sets for each member, one for what it offers and one for what it wants at each data
/// factor.
#[derive(Debug, Clone)]
pub(crate) struct Flows {
    n_words: usize,
    words: Vec<u64>,
}

impl Layout {
    pub(crate) fn new(cohort: &Cohort) -> Layout {
        let weights: Vec<u8> = cohort.common.capabilities.iter().map(|it| it.weight).collect();
        let members = &cohort.members;
        let mut groups = Vec::new();
        let mut first = 0;
        while first < weights.len() {
            let len = group_len(weights.get(first..).unwrap_or_default());
            groups.push(Group::new(members, &weights, first, len));
            first += len;
        }
        let facts = |member: &Member| Facts {
            total_gap: member.total_gap,
            readiness: member.readiness,
            can_lead: member.can_lead,
        };
        Layout {
            len: members.len(),
            most_needed: 4 * weights.iter().map(|weight| u32::from(*weight)).sum::<u32>(),
            groups,
            facts: members.iter().map(facts).collect(),
            terms: members.iter().map(|member| member.terms).collect(),
            flows: Flows::new(members, weights.len()),
            is_hard: cohort.common.is_hard,
        }
    }
}

/// The number of capabilities, from the first, that fit in one group. At least one fits, because no weight is above
/// 3.
fn group_len(weights: &[u8]) -> usize {
    let mut left = GROUP_WEIGHT;
    let fits = weights.iter().take_while(|weight| match left.checked_sub(u32::from(**weight)) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    });
    fits.count().max(1)
}

impl Group {
    fn new(members: &[Member], weights: &[u8], first: usize, len: usize) -> Group {
        let mut group = Group { len, ..Group::default() };
        for block in members.chunks(LANES) {
            let mut need_sum = [u8x16::ZERO; 2];
            for (at, weight) in weights.iter().enumerate().skip(first).take(len) {
                let column = |of: fn(Cell) -> u8, factor: u8| {
                    std::array::from_fn(|lane| {
                        let cell = block.get(lane).and_then(|member| member.cells.get(at));
                        factor * cell.copied().map_or(0, of)
                    })
                };
                let need = bytes(column(|cell| if cell.need >= NEED { cell.need } else { 0 }, *weight));
                for (sum, need) in need_sum.iter_mut().zip(need) {
                    *sum += need;
                }
                group.need.push(need);
                group.surplus.push(words(column(|cell| cell.surplus, *weight).map(u16::from)));
                group.gap.push(words(column(|cell| cell.gap * cell.data, 1).map(u16::from)));
                group.absent.push(bytes(column(|cell| if cell.applies { 0 } else { u8::MAX }, 1)));
            }
            group.need_sum.push(need_sum);
        }
        group
    }
}

pub(crate) fn bytes(lanes: [u8; LANES]) -> Bytes {
    std::array::from_fn(|at| u8x16::new(std::array::from_fn(|lane| lanes[16 * at + lane])))
}

pub(crate) fn words(lanes: [u16; LANES]) -> Words {
    std::array::from_fn(|at| u16x8::new(std::array::from_fn(|lane| lanes[8 * at + lane])))
}

/// Returns the byte of one lane.
pub(crate) fn byte_at(lanes: &Bytes, lane: usize) -> u8 {
    lanes[lane / 16].as_array()[lane % 16]
}

/// Returns the word of one lane.
pub(crate) fn word_at(lanes: &Words, lane: usize) -> u16 {
    lanes[lane / 8].as_array()[lane % 8]
}

impl Flows {
    fn new(members: &[Member], n_capabilities: usize) -> Flows {
        let n_words = n_capabilities.div_ceil(64);
        let mut words = Vec::with_capacity(4 * n_words * members.len());
        for member in members {
            let sets: [fn(Cell) -> bool; 4] = [
                |cell| cell.surplus > 0,
                |cell| cell.gap > 0 && cell.data == 2,
                |cell| cell.gap > 0 && cell.data == 1,
                |cell| cell.gap > 0 && cell.data == 0,
            ];
            for is_in in sets {
                words.extend(member.cells.chunks(64).map(|cells| {
                    (0u32..).zip(cells).fold(0, |word, (bit, cell)| word | u64::from(is_in(*cell)) << bit)
                }));
            }
        }
        Flows { n_words, words }
    }

    /// The status of the term on data, where `ab` and `ba` say in which directions the roles allow help.
    pub(crate) fn status(&self, a: usize, b: usize, ab: bool, ba: bool) -> Status {
        let (one, other) = (self.of(a), self.of(b));
        let (mut least, mut most) = (u8::MAX, None);
        for (is_allowed, from, to) in [(ab, one, other), (ba, other, one)] {
            for (set, factor) in (1..4).zip([2, 1, 0]) {
                let wanted = to.iter().skip(set * self.n_words).take(self.n_words);
                let flows = from.iter().zip(wanted).fold(0, |any, (offer, want)| any | offer & want);
                if is_allowed && flows != 0 {
                    least = least.min(factor);
                    most = most.max(Some(factor));
                }
            }
        }
        data(least, most)
    }

    fn of(&self, member: usize) -> &[u64] {
        let n = 4 * self.n_words;
        self.words.get(member * n..(member + 1) * n).unwrap_or_default()
    }
}
