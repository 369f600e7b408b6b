//! Which answers made a number: ids and slots, never words. `explain` turns them into sentences.

use super::{PartSource, Scorecard};
use crate::bank::{Bank, Letter, ScaleId, Slot};
use crate::profile::Profile;
use crate::response::{Rating, Response};
use crate::visible::effective;

/// A number that a profile shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// One of the five scores.
    Share(Letter),
    /// A domain's bar on one scale, by index of [`Bank::domains`].
    Domain(u8, ScaleId),
    /// A capability's place in a list or in the picture.
    Capability(Slot),
}

/// One cause of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A rating, or that it was skipped.
    Rated {
        /// Of which capability.
        slot: Slot,
        /// On which scale.
        scale: ScaleId,
        /// The line.
        rating: Rating,
    },
    /// A capability that does not count.
    NotOurJob {
        /// Which.
        slot: Slot,
    },
    /// The answer to a readiness question.
    Readiness {
        /// Index of [`Bank::readiness`].
        idx: usize,
        /// The line.
        rating: Rating,
    },
    /// The offer index, with the number of offers behind it.
    OfferIndex {
        /// 0 to 100, where enough is known.
        value: Option<u8>,
        /// Capabilities with something to lend.
        n_offers: u32,
    },
    /// One capability's part of the offer index.
    Offer {
        /// Which.
        slot: Slot,
        /// Lendable surplus, 1 to 8.
        surplus: u8,
    },
    /// The flexibility of the terms.
    TermsFlex {
        /// 0 to 100, where enough is known.
        value: Option<u8>,
    },
    /// One term's part of it.
    Term {
        /// Index of [`Bank::terms`].
        idx: usize,
        /// 0 to 100, where answered.
        value: Option<u8>,
    },
}

/// The answers behind `number`, in the order of the bank.
pub fn reasons(bank: &Bank, profile: &Profile, card: &Scorecard, number: Number) -> Vec<Reason> {
    match number {
        Number::Share(letter) => share(profile, card, letter),
        Number::Domain(domain_idx, scale) => bank
            .domain_capabilities(domain_idx)
            .into_iter()
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
