//! What a public link leaves out. A withheld answer is written exactly as a skipped one, so nobody can tell which it
//! was, and the length does not change (instrument, section 5, "Sensitive rule").

use crate::bank::{Bank, Capability, ScaleId, Sensitivity};
use crate::profile::Profile;
use crate::response::{Rating, Response};
use crate::visible::effective;

/// From this skill on a sensitive capability is a strength, and may be told.
const STRENGTH: u8 = 3;
/// From this need on a need is open.
const OPEN_NEED: u8 = 2;

/// `profile` as a public link may say it.
pub fn redact(bank: &Bank, profile: &Profile) -> Profile {
    let mut public = profile.clone();
    for capability in &bank.capabilities {
        let response = effective(bank, profile, capability.slot);
        public.responses.set(capability.slot, redact_one(capability, response));
    }
    public
        .featured
        .offers
        .retain(|slot| public.responses.get(*slot).rating(ScaleId::Skill).level() >= Some(STRENGTH));
    public
        .featured
        .needs
        .retain(|slot| public.responses.get(*slot).rating(ScaleId::Need).level() >= Some(OPEN_NEED));
    public
}

/// Whether a public link says less about `capability` than `response` does.
pub fn is_withheld(capability: &Capability, response: Response) -> bool {
    redact_one(capability, response) != response
}

fn redact_one(capability: &Capability, response: Response) -> Response {
    match (capability.sensitivity, response) {
        (Sensitivity::Weakness, Response::Rated { skill, .. }) => {
            let is_strength = skill.level() >= Some(STRENGTH);
            Response::Rated {
                skill: if is_strength { skill } else { Rating::Skipped },
                need: Rating::Skipped,
            }
        }
        (Sensitivity::Open, Response::Rated { .. }) | (_, Response::NotApplicable) => response,
    }
}
