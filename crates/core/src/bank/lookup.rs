//! Finding things in a bank: by name, by slot, by language.

use super::{Bank, Capability, Edition, EditionInfo, Scale, ScaleId, Slot, Text};
use crate::order::by_key;
use crate::words::Lang;

impl Bank {
    /// The newest edition, the one that new profiles answer.
    pub fn newest(&self) -> Edition {
        Edition(u8::try_from(self.editions.len().saturating_sub(1)).unwrap_or(u8::MAX))
    }

    /// The identity of an edition; the newest for a number that this bank does not have.
    pub fn edition(&self, edition: Edition) -> &EditionInfo {
        self.editions.get(usize::from(edition.0)).unwrap_or(&self.editions[usize::from(self.newest().0)])
    }

    /// `text` in `lang`, or in the bank's own language where the bank does not speak that.
    pub fn say<'a>(&self, lang: Lang, text: &'a Text) -> &'a str {
        let known = self.langs.iter().position(|code| code == lang.code());
        let idx = known.unwrap_or(usize::from(self.default_lang));
        text.0.get(idx).map_or("", String::as_str)
    }

    /// The language in which `say` and `message` answer; `None` if it is `lang` itself. The markup around such a text names it.
    pub fn foreign(&self, lang: Lang) -> Option<&str> {
        match self.langs.iter().any(|code| code == lang.code()) {
            true => None,
            false => self.langs.get(usize::from(self.default_lang)).map(String::as_str),
        }
    }

    /// The message `id` in `lang`; empty for an id that the bank lacks.
    pub fn message(&self, lang: Lang, id: &str) -> &str {
        match self.messages.binary_search_by(|(key, _)| key.as_str().cmp(id)) {
            Ok(idx) => self.say(lang, &self.messages[idx].1),
            Err(_) => "",
        }
    }

    /// The scale behind `id`.
    pub fn scale(&self, id: ScaleId) -> &Scale {
        match id {
            ScaleId::Skill => &self.skill,
            ScaleId::Need => &self.need,
        }
    }

    /// The capability at `slot`, which must be one of this bank's.
    pub fn capability(&self, slot: Slot) -> &Capability {
        &self.capabilities[slot.idx()]
    }

    /// A capability by its permanent name.
    pub fn capability_by_id(&self, id: &str) -> Option<&Capability> {
        self.capabilities.iter().find(|capability| capability.id == id)
    }

    /// Index of a readiness item by its permanent name.
    pub fn readiness_idx(&self, id: &str) -> Option<usize> {
        self.readiness.iter().position(|item| item.id == id)
    }

    /// Index of a term by its permanent name.
    pub fn term_idx(&self, id: &str) -> Option<usize> {
        self.terms.iter().position(|term| term.id == id)
    }

    /// Index of a context question by its permanent name.
    pub fn context_idx(&self, id: &str) -> Option<usize> {
        self.context.iter().position(|question| question.id == id)
    }

    /// The capabilities of a domain in display order, without retired ones.
    pub fn domain_capabilities(&self, domain_idx: u8) -> Vec<&Capability> {
        let found = self.capabilities.iter().filter(|c| c.domain_idx == domain_idx && !c.retired);
        by_key(found, |capability| u64::from(capability.order))
    }
}
