//! Compares the scores of two profiles, with the rule that answers of only one profile can't make a difference.

use super::{Side, Trend, shared_edition};
use crate::bank::{Bank, Letter, ScaleId};
use crate::profile::Profile;
use crate::response::{Rating, Response};
use crate::score::{Number, Range, Scorecard, score};
use crate::visible::effective;
use std::mem::discriminant;

/// Returns the ranges on each profile's own page. A score counts as changed only if the ranges computed from common
/// answers differ too. Otherwise a link that leaves out half of the offers would look like a loss of skills.
pub(super) fn trends(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<(Number, Trend)> {
    let whole = [earlier, today].map(|profile| ranges(&score(bank, profile)));
    let shared = [shared(bank, earlier, today), shared(bank, today, earlier)]
        .map(|profile| ranges(&score(bank, &profile)));
    let ([from, to], [shared_from, shared_to]) = (whole, shared);
    let both = from.into_iter().zip(to).zip(shared_from.into_iter().zip(shared_to));
    both.map(|(((number, from), (_, to)), ((_, shared_from), (_, shared_to)))| {
        (number, Trend::of(from, to).if_also(Trend::of(shared_from, shared_to)))
    })
    .collect()
}

impl Trend {
    /// Compares two ranges, which differ only if they don't overlap.
    pub fn of(earlier: Option<Range>, today: Option<Range>) -> Trend {
        match (earlier, today) {
            (Some(from), Some(to)) if from.overlaps(to) => Trend::Unclear { from, to },
            (Some(from), Some(to)) if from.high < to.low => Trend::Up { from, to },
            (Some(from), Some(to)) => Trend::Down { from, to },
            (Some(range), None) => Trend::Only { side: Side::Earlier, range },
            (None, Some(range)) => Trend::Only { side: Side::Today, range },
            (None, None) => Trend::Unknown,
        }
    }

    /// Returns true if there is a difference to report.
    pub fn is_news(self) -> bool {
        match self {
            Trend::Up { .. } | Trend::Down { .. } | Trend::Only { .. } => true,
            Trend::Unclear { .. } | Trend::Unknown => false,
        }
    }

    /// Returns `Unclear` instead of a change that `shared` doesn't have too.
    fn if_also(self, shared: Trend) -> Trend {
        match self {
            Trend::Up { from, to } | Trend::Down { from, to }
                if discriminant(&self) != discriminant(&shared) =>
            {
                Trend::Unclear { from, to }
            }
            Trend::Up { .. }
            | Trend::Down { .. }
            | Trend::Unclear { .. }
            | Trend::Only { .. }
            | Trend::Unknown => self,
        }
    }
}

/// Returns the five scores, then the two scores of each domain.
fn ranges(card: &Scorecard) -> Vec<(Number, Option<Range>)> {
    let shares = Letter::ALL.into_iter().zip(&card.share);
    let shares = shares.map(|(letter, score)| (Number::Share(letter), score.range));
    let bars = (0u8..).zip(&card.domains).flat_map(|(idx, (skill, need))| {
        [(ScaleId::Skill, skill), (ScaleId::Need, need)]
            .map(|(scale, bar)| (Number::Domain(idx, scale), bar.range))
    });
    shares.chain(bars).collect()
}

/// Returns `profile` with only those responses that `other` has too.
fn shared(bank: &Bank, profile: &Profile, other: &Profile) -> Profile {
    let mut shared = profile.clone();
    let edition = shared_edition(profile, other);
    for capability in &bank.capabilities {
        let slot = capability.slot;
        let response = match capability.since <= edition {
            true => in_both(effective(bank, profile, slot), effective(bank, other, slot)),
            false => Response::SKIPPED,
        };
        shared.responses.set(slot, response);
    }
    shared
}

/// Returns the part of `own` that `other` has too. "Not applicable" and a rating are two answers, so both are kept.
fn in_both(own: Response, other: Response) -> Response {
    match (own, other) {
        (Response::NotApplicable, Response::NotApplicable) => own,
        (Response::NotApplicable, Response::Rated { .. }) if other == Response::SKIPPED => Response::SKIPPED,
        (Response::NotApplicable, Response::Rated { .. }) => own,
        (Response::Rated { .. }, Response::NotApplicable) => own,
        (Response::Rated { skill, need }, Response::Rated { skill: other_skill, need: other_need }) => {
            let kept = |own, other: Rating| if other.is_known() { own } else { Rating::Skipped };
            Response::Rated { skill: kept(skill, other_skill), need: kept(need, other_need) }
        }
    }
}
