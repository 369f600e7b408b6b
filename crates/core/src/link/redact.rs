//! Removes from a profile what its link leaves out (docs/scoring.md, section 6.2). A withheld answer has the same bytes as
//! a skipped one, so a reader can't tell them apart, and the length doesn't change.

use crate::bank::{Bank, Capability, ScaleId, Sensitivity, Slot};
use crate::disclosed::Disclosed;
use crate::profile::Profile;
use crate::response::{Rating, Response};
use crate::visible::effective;

/// The lowest skill that counts as a strength. Links may include strengths even of sensitive capabilities.
const STRENGTH: u8 = 3;
/// The lowest need that counts as open.
const OPEN_NEED: u8 = 2;

/// How much of one domain a link includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Telling {
    /// Skills and needs.
    #[default]
    Everything,
    /// Only skills that others could use.
    Offers,
    /// No answers of this domain.
    Nothing,
}

/// The choice of what a link includes. Kind, size and region of the agency, readiness and terms are always included,
/// because a comparison needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// By index of [`Bank::domains`]; the default for domains beyond the list is everything.
    pub domains: Vec<Telling>,
    /// Sensitive capabilities whose weakness is included all the same.
    pub weaknesses: Vec<Slot>,
    /// Whether featured offers are included.
    pub offers: bool,
    /// Whether featured needs are included.
    pub needs: bool,
    /// Whether the agency's name is included.
    pub agency: bool,
    /// Whether the local area is included.
    pub local: bool,
    /// Whether the note is included.
    pub note: bool,
}

impl Disclosure {
    /// The disclosure of a public link: everything except weaknesses in sensitive capabilities.
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

    /// The disclosure for a trusted partner: everything.
    pub fn partner(bank: &Bank) -> Disclosure {
        let sensitive = bank.capabilities.iter().filter(|c| c.sensitivity == Sensitivity::Weakness);
        Disclosure {
            weaknesses: sensitive.map(|capability| capability.slot).collect(),
            ..Disclosure::public()
        }
    }

    /// The disclosure of offers: the agency's strengths and none of its needs.
    pub fn offers(bank: &Bank) -> Disclosure {
        Disclosure {
            domains: vec![Telling::Offers; bank.domains.len()],
            needs: false,
            ..Disclosure::public()
        }
    }

    /// Returns how much of the domain at `domain_idx` is included.
    pub fn of_domain(&self, domain_idx: u8) -> Telling {
        self.domains.get(usize::from(domain_idx)).copied().unwrap_or_default()
    }

    /// Returns true if part of `response` is left out.
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

/// Returns `profile` with only the answers that `disclosure` includes. Locale and unknown records are left out, because
/// previews don't show them.
pub fn redact(bank: &Bank, profile: &Profile, disclosure: &Disclosure) -> Disclosed {
    let mut told = profile.clone();
    for capability in &bank.capabilities {
        // No page shows a retired capability, so links must not include its answers.
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
