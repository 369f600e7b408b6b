//! The members turned on their side: for each capability the bytes of 32 members in a row, so that one member meets 32
//! others at once. Knows how bytes lie; refuses to know formulas, except that weights and data factors are multiplied in.
//!
//! Capabilities come in groups whose weights add up to 63 at most. Then a sum of needs (4 times the weight) fits a byte, a
//! sum of help (8 times 40 times the weight) fits 16 bits, and nothing overflows. The shipped bank is one group.

use crate::cohort::Cohort;
use crate::member::{Cell, Member, Terms};
use crate::pair::data;
use interlocal_compare::common::NEED;
use interlocal_compare::terms::Status;
use wide::{u8x16, u16x8};

/// Members that stand side by side.
pub(crate) const LANES: usize = 32;
/// One byte of each of them.
pub(crate) type Bytes = [u8x16; 2];
/// 16 bits of each of them.
pub(crate) type Words = [u16x8; 4];

/// Most weight in one group.
const GROUP_WEIGHT: u32 = 63;

/// All that the fast way reads of a cohort.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// How many members there are; the last block may be longer.
    pub(crate) len: usize,
    /// Most that the sum of the greater needs of two members can be.
    pub(crate) most_needed: u32,
    /// Seldom more than one.
    pub(crate) groups: Vec<Group>,
    /// By member.
    pub(crate) facts: Vec<Facts>,
    /// By member.
    pub(crate) terms: Vec<Terms>,
    /// By member.
    pub(crate) flows: Flows,
    /// Whether a clash stops a deal, by term.
    pub(crate) is_hard: [bool; 8],
}

/// Some capabilities of all members: by block, then by capability, then by lane.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    /// How many capabilities.
    pub(crate) len: usize,
    /// Weight times surplus, 0 to 24.
    pub(crate) surplus: Vec<Words>,
    /// Outside help wanted times data factor, 0 to 40.
    pub(crate) gap: Vec<Words>,
    /// Weight times need, where that is 2 or more: 0 to 12.
    pub(crate) need: Vec<Bytes>,
    /// 255 where it is not the member's job, else 0.
    pub(crate) absent: Vec<Bytes>,
    /// By block only: sum of `need`.
    pub(crate) need_sum: Vec<Bytes>,
}

/// The small numbers of one member.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Sum of weight times outside help wanted.
    pub(crate) total_gap: u32,
    /// ρ, 0 to 100.
    pub(crate) readiness: u8,
    /// Whether it could run a joint bid.
    pub(crate) can_lead: bool,
}

/// Which help meets which need, a bit for each capability; four sets of words for each member.
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

/// How many capabilities, from the first, make a group: at least one, since no weight is above 3.
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

/// What stands in one lane.
pub(crate) fn byte_at(lanes: &Bytes, lane: usize) -> u8 {
    lanes[lane / 16].as_array()[lane % 16]
}

/// What stands in one lane.
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

    /// The status of the term on data, where `ab` and `ba` say in which directions roles allow help.
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
