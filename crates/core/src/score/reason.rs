//! The answers behind a number, as ids and slots. `explain` turns them into sentences.

use super::{PartSource, Scorecard};
use crate::bank::{Bank, Letter, ScaleId, Slot};
use crate::profile::Profile;
use crate::response::{Rating, Response};
use crate::visible::effective;

/// A number on a profile's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// One of the five S-H-A-R-E scores.
    Share(Letter),
    /// A domain's score on one scale, by index of [`Bank::domains`].
    Domain(u8, ScaleId),
    /// A capability's place in a list or in the picture.
    Capability(Slot),
}

/// A reason for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A rating, which may be skipped.
    Rated {
        /// The capability.
        slot: Slot,
        /// The scale.
        scale: ScaleId,
        /// The rating.
        rating: Rating,
    },
    /// A capability that is not applicable.
    NotOurJob {
        /// The capability.
        slot: Slot,
    },
    /// The answer to a readiness question.
    Readiness {
        /// Index of [`Bank::readiness`].
        idx: usize,
        /// The answer.
        rating: Rating,
    },
    /// The offer index and the number of offers.
    OfferIndex {
        /// 0 to 100, if enough is known.
        value: Option<u8>,
        /// Number of capabilities with a surplus.
        n_offers: u32,
    },
    /// A capability's part of the offer index.
    Offer {
        /// The capability.
        slot: Slot,
        /// Lendable surplus, 1 to 8.
        surplus: u8,
    },
    /// The flexibility of the terms.
    TermsFlex {
        /// 0 to 100, if enough is known.
        value: Option<u8>,
    },
    /// A term's part of the flexibility.
    Term {
        /// Index of [`Bank::terms`].
        idx: usize,
        /// 0 to 100, if the term is answered.
        value: Option<u8>,
    },
}

/// Returns the answers behind `number`, in the bank's order.
pub fn reasons(bank: &Bank, profile: &Profile, card: &Scorecard, number: Number) -> Vec<Reason> {
    match number {
        Number::Share(letter) => share(profile, card, letter),
        Number::Domain(domain_idx, scale) => bank
            .domain_capabilities(domain_idx)
            .into_iter()
            .filter(|capability| capability.since <= profile.edition)
            .map(|capability| rated(bank, profile, capability.slot, scale))
            .collect(),
        Number::Capability(slot) => match effective(bank, profile, slot) {
            Response::NotApplicable => vec![Reason::NotOurJob { slot }],
            Response::Rated { .. } => {
                [ScaleId::Skill, ScaleId::Need].map(|scale| rated(bank, profile, slot, scale)).to_vec()
            }
        },
    }
}

fn rated(bank: &Bank, profile: &Profile, slot: Slot, scale: ScaleId) -> Reason {
    match effective(bank, profile, slot) {
        Response::NotApplicable => Reason::NotOurJob { slot },
        response @ Response::Rated { .. } => Reason::Rated { slot, scale, rating: response.rating(scale) },
    }
}

fn share(profile: &Profile, card: &Scorecard, letter: Letter) -> Vec<Reason> {
    let parts = card.share.iter().filter(|score| score.letter == letter).flat_map(|score| &score.parts);
    let mut reasons = Vec::new();
    for part in parts {
        match part.source {
            PartSource::Readiness(idx) => {
                reasons.push(Reason::Readiness { idx, rating: profile.readiness[idx] })
            }
            PartSource::OfferIndex => {
                reasons.push(Reason::OfferIndex {
                    value: part.value,
                    n_offers: crate::round::count(&card.offers),
                });
                let offers = card.rows.iter().filter(|row| row.surplus > 0);
                reasons.extend(offers.map(|row| Reason::Offer { slot: row.slot, surplus: row.surplus }));
            }
            PartSource::TermsFlex => {
                reasons.push(Reason::TermsFlex { value: part.value });
                reasons.extend(
                    card.terms_parts.iter().map(|(idx, value)| Reason::Term { idx: *idx, value: *value }),
                );
            }
        }
    }
    reasons
}
