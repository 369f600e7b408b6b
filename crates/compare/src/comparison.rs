//! The comparison of two profiles: calls the formulas of the other modules in order and collects their results.

use crate::common::{self, Common};
use crate::fit::{self, Label, Readiness};
use crate::help::{self, Help};
use crate::side::Side;
use crate::terms::{self, TermFit};
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::profile::Profile;
use interlocal_core::score::score;

/// One of two compared agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The first.
    A,
    /// The second.
    B,
}

/// Every number and list of two profiles (docs/scoring.md, section 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Help from A to B.
    pub a_helps_b: Help,
    /// Help from B to A.
    pub b_helps_a: Help,
    /// M, 0 to 100: the complement, both directions of help. One-way help counts two thirds.
    pub complement: u8,
    /// The common need.
    pub common: Common,
    /// Capabilities that both do well (skill 3 or more), by slot.
    pub peers: Vec<Slot>,
    /// V, 0 to 100: the value of sharing, before terms and readiness. Either help or a common need is enough.
    pub value: u8,
    /// The eight terms, in the order of [`TermId::ALL`](crate::TermId::ALL).
    pub terms: Vec<TermFit>,
    /// T, 0 to 100: the mean of the eight terms' points.
    pub terms_points: u8,
    /// The readiness of both.
    pub readiness: Readiness,
    /// F, 0 to 100: the value, reduced by terms and readiness. For sorting only; people are shown the label.
    pub fit: u8,
    /// The label for the fit.
    pub label: Label,
}

/// Compares `a` and `b`, which must belong to `bank`. Defined for any two profiles.
pub fn compare(bank: &Bank, a: &Profile, b: &Profile) -> Comparison {
    let side = |profile| Side { profile, card: score(bank, profile) };
    let (a, b) = (side(a), side(b));
    let (a_helps_b, b_helps_a) = (help::help(bank, &a, &b), help::help(bank, &b, &a));
    let complement = help::complement(a_helps_b.points, b_helps_a.points);
    let common = common::common(bank, &a, &b);
    let value = fit::value(complement, common.points_with_lead);
    let terms = terms::terms(bank, a.profile, b.profile, [&a_helps_b, &b_helps_a]);
    let terms_points = terms::points(&terms);
    let readiness = Readiness::of(a.card.readiness, b.card.readiness);
    let has_hard_clash = terms.iter().any(TermFit::is_hard_clash);
    let fit = fit::fit(value, terms_points, readiness.pair, has_hard_clash);
    let label = match fit::says_enough(&a.card) && fit::says_enough(&b.card) {
        true => Label::of(fit, has_hard_clash),
        false => Label::NotEnough,
    };
    let peers = common::peers(&a.card, &b.card);
    Comparison {
        a_helps_b,
        b_helps_a,
        complement,
        common,
        peers,
        value,
        terms,
        terms_points,
        readiness,
        fit,
        label,
    }
}

impl Comparison {
    /// The hard terms in conflict.
    pub fn hard_clashes(&self) -> impl Iterator<Item = &TermFit> {
        self.terms.iter().filter(|term| term.is_hard_clash())
    }

    /// Whether help flows mostly one way: the lesser direction is below a third of the greater.
    pub fn is_mostly_one_way(&self) -> bool {
        let (one, other) = (u32::from(self.a_helps_b.points), u32::from(self.b_helps_a.points));
        one.min(other) * 3 < one.max(other)
    }
}
