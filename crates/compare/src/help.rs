//! Help from one agency to another: lendable surplus against outside help wanted (docs/scoring.md, sections 4.1 and
//! 4.2). It depends on roles and data, but on no other term.

use crate::roles::{Consent, Role, consent};
use crate::side::Side;
use crate::term_id::TermId;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::profile::{Profile, TermAnswer};
use interlocal_core::round::{percent, rhu};
use std::cmp::Reverse;

/// One full need, added to the recipient's needs so that meeting a single small need doesn't give 100.
pub const NEED_PRIOR: u32 = 20;

/// Help from one agency to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// 0 to 100: the share of the recipient's outside need that the helper could meet; 0 if a role is refused.
    pub points: u8,
    /// Whether the helper offers to provide and the recipient to receive.
    pub consent: Consent,
    /// Capabilities in which a surplus meets a need, by descending value, then by slot. Includes those that a role or
    /// the data rules out.
    pub flows: Vec<Flow>,
}

/// A capability in which a surplus meets a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// The capability's slot.
    pub slot: Slot,
    /// Weight (1 to 3) times surplus O8 (0 to 8) times gap G20 (0 to 20) times data factor (0 to 2): 0 to 960.
    pub value: u32,
    /// Whether the recipient lets the helper see the data involved.
    pub data: DataFit,
}

/// Whether a helper may see the data that a capability normally involves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFit {
    /// The recipient allows this class of data, or didn't answer.
    Allowed,
    /// The recipient allows the class below and is flexible.
    Bends,
    /// The recipient doesn't allow it.
    Barred,
}

impl DataFit {
    /// The factor x2 of the formula: 2, 1 or 0.
    pub fn factor(self) -> u32 {
        match self {
            DataFit::Allowed => 2,
            DataFit::Bends => 1,
            DataFit::Barred => 0,
        }
    }
}

impl Help {
    /// The flows that count: no role is refused, and the helper may see the data.
    pub fn reached(&self) -> impl Iterator<Item = &Flow> {
        self.flows.iter().filter(|flow| self.consent.is_allowed() && flow.data != DataFit::Barred)
    }
}

/// `Help(from→to) = rhu(100·Σ w·O8(from)·G20(to)·x2, 16·(20 + Σ w·G20(to)))`, with the second sum over all
/// capabilities that apply to the recipient.
pub(crate) fn help(bank: &Bank, from: &Side<'_>, to: &Side<'_>) -> Help {
    let consent = consent(bank, from.profile, Role::Provider, to.profile, Role::Recipient);
    let flow = |slot: Slot, surplus: u8, gap: u8| {
        let capability = bank.capability(slot);
        let data = data_fit(bank, to.profile, capability.data_class);
        let met = u32::from(capability.weight) * u32::from(surplus) * u32::from(gap);
        (met > 0).then(|| Flow { slot, value: met * data.factor(), data })
    };
    let wanted = to.card.rows.iter();
    let mut flows: Vec<Flow> =
        wanted.filter_map(|row| flow(row.slot, from.card.row(row.slot)?.surplus, row.gap)).collect();
    flows.sort_by_key(|flow| (Reverse(flow.value), flow.slot));
    let met: u32 = flows.iter().map(|flow| flow.value).sum();
    let points = match consent.is_allowed() {
        true => points(met, to.card.total_gap),
        false => 0,
    };
    Help { points, consent, flows }
}

/// Help, 0 to 100, from the sum `met` of the flows' values and the recipient's `total_gap`.
#[inline]
pub fn points(met: u32, total_gap: u32) -> u8 {
    percent(rhu(100 * met, 16 * (NEED_PRIOR + total_gap)))
}

/// `M = rhu(2·max + min, 3)`, 0 to 100. Two-way help scores more; one-way help for a fee, the most common case,
/// counts two thirds.
#[inline]
pub fn complement(one: u8, other: u8) -> u8 {
    let (one, other) = (u32::from(one), u32::from(other));
    percent(rhu(2 * one.max(other) + one.min(other), 3))
}

/// Whether `helped` lets a partner see data of a class, 0 public to 3 regulated.
pub fn data_fit(bank: &Bank, helped: &Profile, data_class: u8) -> DataFit {
    let answer = TermId::Data.idx(bank).and_then(|idx| helped.terms.get(idx));
    match answer {
        Some(TermAnswer::Ordered { level, .. }) if *level >= data_class => DataFit::Allowed,
        Some(TermAnswer::Ordered { level, bend: true }) if level + 1 == data_class => DataFit::Bends,
        Some(TermAnswer::Ordered { .. }) => DataFit::Barred,
        Some(TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Platform { .. })
        | None => DataFit::Allowed,
    }
}
