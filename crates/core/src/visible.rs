//! Decides which capabilities an agency is shown, from rules, context and readiness.

use crate::bank::{Bank, Capability, Rule, Slot, Source};
use crate::profile::Profile;
use crate::response::Response;

/// Returns true if the agency is asked about `capability`. Retired capabilities are never shown.
pub fn is_shown(capability: &Capability, profile: &Profile) -> bool {
    !capability.retired && capability.visible_if.as_ref().is_none_or(|rule| holds(rule, profile))
}

/// Returns the response that counts. A hidden capability is not applicable, even if it was answered before.
pub fn effective(bank: &Bank, profile: &Profile, slot: Slot) -> Response {
    match is_shown(bank.capability(slot), profile) {
        true => profile.responses.get(slot),
        false => Response::NotApplicable,
    }
}

/// Returns true if the questionnaire asked about `capability`: the edition of `profile` has it and it is shown. If it
/// wasn't asked, a skipped response is not the agency's answer.
pub fn is_asked(capability: &Capability, profile: &Profile) -> bool {
    capability.since <= profile.edition && is_shown(capability, profile)
}

fn holds(rule: &Rule, profile: &Profile) -> bool {
    match rule {
        Rule::In(source, values) => answer(*source, profile).is_some_and(|value| values.contains(&value)),
        Rule::AtLeast(source, least) => answer(*source, profile).is_some_and(|value| value >= *least),
        Rule::Answered(source) => answer(*source, profile).is_some(),
        Rule::All(rules) => rules.iter().all(|rule| holds(rule, profile)),
        Rule::Any(rules) => rules.iter().any(|rule| holds(rule, profile)),
        Rule::Not(rule) => !holds(rule, profile),
    }
}

fn answer(source: Source, profile: &Profile) -> Option<u8> {
    match source {
        Source::Context(idx) => profile.context.choices.get(usize::from(idx)).copied().flatten(),
        Source::Readiness(idx) => profile.readiness.get(usize::from(idx)).and_then(|rating| rating.level()),
    }
}
