//! Removes from a profile what its link leaves out (docs/scoring.md, section 6.2). A withheld answer has the same bytes as
//! a skipped one, so a reader can't tell them apart, and the length doesn't change.

use crate::bank::{Bank, Capability, ScaleId, Sensitivity, Slot};
use crate::disclosed::Disclosed;
use crate::profile::Profile;
use crate::response::{Rating, Response};
use crate::visible::effective;

/// From this skill on a capability is a strength: something to offer, which may be told.
const STRENGTH: u8 = 3;
/// From this need on a need is open.
const OPEN_NEED: u8 = 2;

/// How much a link says of one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Telling {
    /// Skills and needs.
    #[default]
    Everything,
    /// Skills that others could use, and nothing else.
    Offers,
    /// Nothing.
    Nothing,
}

/// What the person wants a link to say. Kind, size and region of the agency, readiness and terms are always told: without
/// them a profile can't be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// By index of [`Bank::domains`]; one that is not listed tells everything.
    pub domains: Vec<Telling>,
    /// Sensitive capabilities whose weakness is told all the same.
    pub weaknesses: Vec<Slot>,
    /// Whether featured offers are told.
    pub offers: bool,
    /// Whether featured needs are told.
    pub needs: bool,
    /// Whether the agency's name is told.
    pub agency: bool,
    /// Whether the local area is told.
    pub local: bool,
    /// Whether the note is told.
    pub note: bool,
}

impl Disclosure {
    /// Everything but the weaknesses of sensitive capabilities.
    pub fn public() -> Disclosure {
        Disclosure {
            domains: Vec::new(),
            weaknesses: Vec::new(),
            offers: true,
            needs: true,
            agency: true,
            local: true,
            note: true,
        }
    }

    /// Everything: for a partner whom one trusts with it.
    pub fn partner(bank: &Bank) -> Disclosure {
        let sensitive = bank.capabilities.iter().filter(|c| c.sensitivity == Sensitivity::Weakness);
        Disclosure {
            weaknesses: sensitive.map(|capability| capability.slot).collect(),
            ..Disclosure::public()
        }
    }

    /// What the agency could give, and nothing that it lacks.
    pub fn offers(bank: &Bank) -> Disclosure {
        Disclosure {
            domains: vec![Telling::Offers; bank.domains.len()],
            needs: false,
            ..Disclosure::public()
        }
    }

    /// How much of the domain at `domain_idx` is told.
    pub fn of_domain(&self, domain_idx: u8) -> Telling {
        self.domains.get(usize::from(domain_idx)).copied().unwrap_or_default()
    }

    /// Whether less is told about `capability` than `response` says.
    pub fn withholds(&self, capability: &Capability, response: Response) -> bool {
        self.told(capability, response) != response
    }

    fn told(&self, capability: &Capability, response: Response) -> Response {
        let is_open =
            capability.sensitivity == Sensitivity::Open || self.weaknesses.contains(&capability.slot);
        match (self.of_domain(capability.domain_idx), response) {
            (Telling::Nothing, _) | (Telling::Offers, Response::NotApplicable) => Response::SKIPPED,
            (Telling::Everything, Response::NotApplicable) => response,
            (Telling::Everything, Response::Rated { .. }) if is_open => response,
            (Telling::Everything | Telling::Offers, Response::Rated { skill, .. }) => {
                let is_strength = skill.level() >= Some(STRENGTH);
                Response::Rated {
                    skill: if is_strength { skill } else { Rating::Skipped },
                    need: Rating::Skipped,
                }
            }
        }
    }
}

/// `profile` as a link with `disclosure` says it. It leaves out the locale and records of a
/// later version, because a preview doesn't show them.
pub fn redact(bank: &Bank, profile: &Profile, disclosure: &Disclosure) -> Disclosed {
    let mut told = profile.clone();
    for capability in &bank.capabilities {
        // No page shows a retired capability, so none may be told.
        let response = match capability.retired {
            true => Response::SKIPPED,
            false => disclosure.told(capability, effective(bank, profile, capability.slot)),
        };
        told.responses.set(capability.slot, response);
    }
    let is_told = |slot: &Slot, scale, least| told.responses.get(*slot).rating(scale).level() >= Some(least);
    let (offers, needs) = (&mut told.featured.offers, &mut told.featured.needs);
    offers.retain(|slot| disclosure.offers && is_told(slot, ScaleId::Skill, STRENGTH));
    needs.retain(|slot| disclosure.needs && is_told(slot, ScaleId::Need, OPEN_NEED));
    let context = &mut told.context;
    for (text, is_told) in [
        (&mut context.agency, disclosure.agency),
        (&mut context.local, disclosure.local),
        (&mut context.note, disclosure.note),
    ] {
        *text = text.take().filter(|_| is_told);
    }
    told.locale = None;
    told.extra.clear();
    Disclosed::new(told)
}
