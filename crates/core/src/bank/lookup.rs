//! Look-ups in a bank: by id, by slot, by language.

use super::{Bank, Capability, Edition, EditionInfo, Scale, ScaleId, Slot, Text};
use crate::order::by_key;
use crate::words::Lang;

impl Bank {
    /// Returns the newest edition, which new profiles answer.
    pub fn newest(&self) -> Edition {
        Edition(u8::try_from(self.editions.len().saturating_sub(1)).unwrap_or(u8::MAX))
    }

    /// Returns an edition's identity, or the newest edition's identity if this bank doesn't have that number.
    pub fn edition(&self, edition: Edition) -> &EditionInfo {
        self.editions.get(usize::from(edition.0)).unwrap_or(&self.editions[usize::from(self.newest().0)])
    }

    /// Returns `text` in `lang`, or in the bank's default language if the bank doesn't support `lang`.
    pub fn say<'a>(&self, lang: Lang, text: &'a Text) -> &'a str {
        let known = self.langs.iter().position(|code| code == lang.code());
        let idx = known.unwrap_or(usize::from(self.default_lang));
        text.0.get(idx).map_or("", String::as_str)
    }

    /// Returns the language that `say` and `message` fall back to, for the `lang` attribute of the markup. `None` if
    /// the bank supports `lang`.
    pub fn foreign(&self, lang: Lang) -> Option<&str> {
        match self.langs.iter().any(|code| code == lang.code()) {
            true => None,
            false => self.langs.get(usize::from(self.default_lang)).map(String::as_str),
        }
    }

    /// Returns the message `id` in `lang`, or an empty text if the bank has no such message.
    pub fn message(&self, lang: Lang, id: &str) -> &str {
        match self.messages.binary_search_by(|(key, _)| key.as_str().cmp(id)) {
            Ok(idx) => self.say(lang, &self.messages[idx].1),
            Err(_) => "",
        }
    }

    /// Returns the scale `id`.
    pub fn scale(&self, id: ScaleId) -> &Scale {
        match id {
            ScaleId::Skill => &self.skill,
            ScaleId::Need => &self.need,
        }
    }

    /// Returns the capability at `slot`, which must be one of this bank's.
    pub fn capability(&self, slot: Slot) -> &Capability {
        &self.capabilities[slot.idx()]
    }

    /// Finds a capability by its permanent id.
    pub fn capability_by_id(&self, id: &str) -> Option<&Capability> {
        self.capabilities.iter().find(|capability| capability.id == id)
    }

    /// Finds the index of a readiness item by its permanent id.
    pub fn readiness_idx(&self, id: &str) -> Option<usize> {
        self.readiness.iter().position(|item| item.id == id)
    }

    /// Finds the index of a term by its permanent id.
    pub fn term_idx(&self, id: &str) -> Option<usize> {
        self.terms.iter().position(|term| term.id == id)
    }

    /// Finds the index of a context question by its permanent id.
    pub fn context_idx(&self, id: &str) -> Option<usize> {
        self.context.iter().position(|question| question.id == id)
    }

    /// Returns the capabilities of a domain in display order, without retired ones.
    pub fn domain_capabilities(&self, domain_idx: u8) -> Vec<&Capability> {
        let found = self.capabilities.iter().filter(|c| c.domain_idx == domain_idx && !c.retired);
        by_key(found, |capability| u64::from(capability.order))
    }
}
