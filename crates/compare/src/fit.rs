//! Value, readiness of a pair, fit and label (docs/scoring.md, sections 4.4, 4.6 and 4.7), computed from numbers of the
//! other modules.

use interlocal_core::round::{percent, rhu};
use interlocal_core::score::Scorecard;

/// Maximum fit with a hard conflict: below the fit of a pair with label Some or better.
const TALK_CAP: u8 = 14;

/// The readiness of two agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// ρ of A, 0 to 100: mean of its S, A, R and E points; 50 if none is known.
    pub a: u8,
    /// ρ of B, computed the same way.
    pub b: u8,
    /// The harmonic mean `rhu(2·ρA·ρB, ρA + ρB)`, 0 to 100. It is high only if both are ready.
    pub pair: u8,
}

/// A label for the fit. The cut points are assumptions until a pilot confirms them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// 40 or more.
    Strong,
    /// 28 to 39.
    Good,
    /// 15 to 27.
    Some,
    /// Below 15.
    Weak,
    /// A hard term is in conflict. The value says what sharing could be worth after the conflict is resolved.
    Talk,
    /// One of the two gave less than a third of its applicable ratings.
    NotEnough,
}

impl Readiness {
    /// Computes the pair's readiness from the readiness of both agencies, 0 to 100 each.
    #[inline]
    pub fn of(a: u8, b: u8) -> Readiness {
        let pair = percent(rhu(2 * u32::from(a) * u32::from(b), u32::from(a) + u32::from(b)));
        Readiness { a, b, pair }
    }
}

impl Label {
    /// The label's name for other programs.
    pub fn id(self) -> &'static str {
        match self {
            Label::Strong => "strong",
            Label::Good => "good",
            Label::Some => "some",
            Label::Weak => "weak",
            Label::Talk => "talk",
            Label::NotEnough => "none",
        }
    }

    /// The label for a fit. The caller checks for too few ratings first, with [`says_enough`].
    pub fn of(fit: u8, has_hard_clash: bool) -> Label {
        match (has_hard_clash, fit) {
            (true, _) => Label::Talk,
            (false, 40..) => Label::Strong,
            (false, 28..40) => Label::Good,
            (false, 15..28) => Label::Some,
            (false, ..15) => Label::Weak,
        }
    }
}

/// `V = 100 − rhu((100 − M)(100 − J'), 100)`, 0 to 100: high if M or J' is high.
#[inline]
pub fn value(complement: u8, common: u8) -> u8 {
    let missing = |points: u8| 100u32.saturating_sub(u32::from(points));
    percent(100u32.saturating_sub(rhu(missing(complement) * missing(common), 100)))
}

/// `F = rhu(V·(4000 + 60·T)·(6000 + 40·Rdy), 10^8)`, at most 14 with a hard conflict. Terms reduce it by at most 60
/// %, readiness by at most 40 %. The code divides both factors by 20 and the divisor by 400 so that the product fits
/// in 32 bits; the result is the same.
#[inline]
pub fn fit(value: u8, terms_points: u8, readiness: u8, has_hard_clash: bool) -> u8 {
    let (terms, ready) = (200 + 3 * u32::from(terms_points), 300 + 2 * u32::from(readiness));
    let fit = percent(rhu(u32::from(value) * terms * ready, 250_000));
    if has_hard_clash { fit.min(TALK_CAP) } else { fit }
}

/// Whether an agency gave at least a third of its applicable ratings.
pub fn says_enough(card: &Scorecard) -> bool {
    3 * card.n_answered >= card.n_ratings
}
