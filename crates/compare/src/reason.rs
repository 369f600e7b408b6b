//! The reasons for and against cooperation, in the order of docs/scoring.md, section 4.8. Reasons contain ids and
//! slots; the core's `explain` turns them into sentences.

use crate::comparison::{Comparison, Party};
use crate::help::{DataFit, Help};
use crate::term_id::TermId;
use crate::terms::{Status, TermFit};
use interlocal_core::bank::Slot;

/// Readiness (0 to 100) below which the reader is warned.
const READY: u8 = 40;

/// One reason. Lists are complete and ordered; pages show the first three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// `from` can help the other with these capabilities, the greatest value first.
    Help {
        /// The helper.
        from: Party,
        /// The capabilities.
        slots: Vec<Slot>,
    },
    /// `from` has skills that the other needs, but one of them refuses the role.
    NoRole {
        /// The agency with the skills.
        from: Party,
    },
    /// Help flows mostly one way, so the two should agree on costs early.
    OneWay,
    /// Both need these capabilities and would buy together.
    Common(Vec<Slot>),
    /// Both do these capabilities well and could learn from each other.
    Peers(Vec<Slot>),
    /// There is no help, no common need and no capability that both do well.
    Nothing,
    /// A term that isn't a match.
    Term(TermFit),
    /// `helped` would have to be flexible on data for these capabilities.
    BendOnData {
        /// The recipient.
        helped: Party,
        /// The capabilities.
        slots: Vec<Slot>,
    },
    /// One side is not ready to start.
    NotReady(Party),
}

/// All reasons: help from A, help from B, common needs, capabilities that both do well, terms that aren't a match,
/// readiness.
pub fn reasons(comparison: &Comparison) -> Vec<Reason> {
    let mut out: Vec<Reason> = Vec::new();
    out.extend(help(Party::A, &comparison.a_helps_b));
    out.extend(help(Party::B, &comparison.b_helps_a));
    if comparison.is_mostly_one_way() {
        out.push(Reason::OneWay);
    }
    if comparison.common.consent.is_allowed() && !comparison.common.slots.is_empty() {
        out.push(Reason::Common(comparison.common.slots.clone()));
    }
    if !comparison.peers.is_empty() {
        out.push(Reason::Peers(comparison.peers.clone()));
    }
    if out.is_empty() {
        out.push(Reason::Nothing);
    }
    for term in &comparison.terms {
        out.extend((term.status != Status::Match).then_some(Reason::Term(*term)));
        if term.term == TermId::Data {
            out.extend(bend_on_data(Party::B, &comparison.a_helps_b));
            out.extend(bend_on_data(Party::A, &comparison.b_helps_a));
        }
    }
    let readiness = comparison.readiness;
    out.extend((readiness.a < READY).then_some(Reason::NotReady(Party::A)));
    out.extend((readiness.b < READY).then_some(Reason::NotReady(Party::B)));
    out
}

fn help(from: Party, help: &Help) -> Option<Reason> {
    if !help.consent.is_allowed() {
        return (!help.flows.is_empty()).then_some(Reason::NoRole { from });
    }
    let slots: Vec<Slot> = help.reached().map(|flow| flow.slot).collect();
    (!slots.is_empty()).then_some(Reason::Help { from, slots })
}

fn bend_on_data(helped: Party, help: &Help) -> Option<Reason> {
    let bends = help.reached().filter(|flow| flow.data == DataFit::Bends);
    let slots: Vec<Slot> = bends.map(|flow| flow.slot).collect();
    (!slots.is_empty()).then_some(Reason::BendOnData { helped, slots })
}
